/*
 * export - what a person takes out of the reader, into a file.
 *
 *	text -> [export] -> file
 *
 * A file is whole or not there: the text goes into a temporary file beside it, which takes its
 * name when it is safe on the disk.
 */
#ifndef ABREAST_APP_EXPORT_H
#define ABREAST_APP_EXPORT_H

#include "view/reader.h"

/** As ab_taker.write. "~/" at the front of a path is the person's home. What is no regular file is
 * never written to. */
enum ab_written ab_export(const char *path, ab_str text, enum ab_writing how, struct ab_error *err);

#endif
