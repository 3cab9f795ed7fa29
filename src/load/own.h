/*
 * own - delimiters that a person gives: --begin and --end.
 *
 *	--begin, --end -> [own: two patterns] -> format_own
 */
#ifndef ABREAST_LOAD_OWN_H
#define ABREAST_LOAD_OWN_H

#include "base/error.h"
#include "base/str.h"

struct ab_own;

/** PCRE2 patterns; either may be NULL. NULL and a sentence if one is no pattern. Matching is
 * limited: a line that takes too long to match does not match. */
struct ab_own *ab_own_new(const char *begin, const char *end, struct ab_error *err);
void ab_own_free(struct ab_own *own);

#endif
