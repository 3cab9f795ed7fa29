/*
 * head - the fields above a record of a web archive, and above what a server sent.
 *
 *	bytes -> [head: length, fields] -> format_warc
 *
 * Lines "Name: value" until an empty one (ISO 28500, RFC 9112); case does not
 * count in names and words.
 */
#ifndef ABREAST_LOAD_HEAD_H
#define ABREAST_LOAD_HEAD_H

#include "base/str.h"

/** Bytes of the head at the front of s, with the empty line that ends
 * it; 0 if that is not there. */
size_t ab_head_len(ab_str s);

/** The value of a field of a head, trimmed; empty if there is none. */
ab_str ab_head_field(ab_str head, const char *name);

/** Is the value this word, with parameters behind it or without? */
bool ab_head_is(ab_str value, const char *word);

#endif
