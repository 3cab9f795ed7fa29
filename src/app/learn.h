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

/** Where rows go: into a file that is whole or as it was, or as they come into what is no regular
 * file. */
struct ab_learning {
	const char *path; /* borrowed */
	FILE *out;
	char *rows;       /* that wait for the file, or NULL */
	size_t len;
};

/** To be asked before a long work, and before the sandbox is shut; false and a sentence when the
 * file could not be written. */
bool ab_learning_begin(struct ab_learning *to, const char *path, struct ab_error *err);
void ab_learning_free(struct ab_learning *to);

/** Reads all articles twice, first to count and then to write; articles that cannot be read are
 * told and counted in *partly. False when it could not be written, which is told, too. */
bool ab_learn_write(struct ab_heap *heap, struct ab_learning *to, ab_say_fn *say, size_t *partly);

/** NULL and a sentence when it cannot be read or is no such file. */
struct ab_familiar *ab_learn_read(const char *path, struct ab_error *err);

#endif
