/*
 * error - one sentence that says what is wrong and where.
 *
 * Who finds the fault writes the sentence, with the place (line, record, byte)
 * and what to do; only main prints it, with the source's name before it. The
 * last argument of a function that can fail is a struct ab_error *, which must
 * not be NULL; the text is set only when the function fails.
 */
#ifndef ABREAST_BASE_ERROR_H
#define ABREAST_BASE_ERROR_H

#include <stdbool.h>

struct ab_error { char text[480]; };

/** Writes the sentence; always false, so that `return ab_fail(err, ...)` reads well. */
bool ab_fail(struct ab_error *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
