/*
 * needle - a few bytes, looked for in many.
 *
 * Sixteen places of a text are tried at a time, by the two bytes of the needle
 * that are the least to be expected in news; only where both stand is it
 * compared. After the generic search of A. Gallant's memchr crate ("packed
 * pair"), and W. Mula, "SIMD-friendly algorithms for substring searching",
 * 2018.
 */
#ifndef ABREAST_BASE_NEEDLE_H
#define ABREAST_BASE_NEEDLE_H

#include "base/str.h"

enum { AB_NEEDLE_MAX = 64 }; /* bytes */

/** By value; one of no bytes is none. */
struct ab_needle {
	char at[AB_NEEDLE_MAX]; /* ASCII letters in lower case where case does not matter */
	size_t len;
	bool caseless;          /* ASCII letters match either case */
	size_t rare, other;     /* where those two bytes are in it */
};

/** The needle of these bytes, or of the first AB_NEEDLE_MAX of them. */
struct ab_needle ab_needle_of(ab_str bytes, bool caseless);

/** Where it stands first in a text; NULL if it does not, or is none. */
const char *ab_needle_find(const struct ab_needle *needle, ab_str text);

#endif
