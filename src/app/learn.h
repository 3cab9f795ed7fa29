/*
 * learn - the lines that come back, kept in a file.
 *
 *	articles -> [learn] -> FILE of --learn -> [learn] -> bundle (--learned)
 *
 * The file is text: a number, a tab and a line of an article each row, in the
 * order of the articles; rows that begin with # say nothing. A person may take
 * rows out.
 */
#ifndef ABREAST_APP_LEARN_H
#define ABREAST_APP_LEARN_H

#include "app/dump.h"

/** Reads all articles twice, first to count and then to write; articles that cannot be read are
 * told and counted in *partly. False when out takes no more. */
bool ab_learn_write(struct ab_heap *heap, FILE *out, ab_say_fn *say, size_t *partly);

/** NULL and a sentence when it cannot be read or is no such file. */
struct ab_familiar *ab_learn_read(const char *path, struct ab_error *err);

#endif
