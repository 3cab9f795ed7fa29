/*
 * fronts - how the words of a list begin.
 *
 *	words of a list -> [fronts: a filter] -> phrases, gate
 *
 * Most words of a text are seen by their first bytes to be none of the list,
 * before they are read to their end and looked up. A filter of one bit a hash:
 * it lets in too many words and never too few (B. Bloom, CACM 1970). Words are
 * told without case. What is not ASCII at its front is always let in.
 */
#ifndef ABREAST_KNOW_FRONTS_H
#define ABREAST_KNOW_FRONTS_H

#include "base/eight.h"

enum {
	AB_FRONT = 4,       /* bytes that are looked at */
	AB_FRONT_BITS = 13, /* the logarithm of the size: many times the words of any list here */
};

struct ab_fronts { uint64_t bit[1 << (AB_FRONT_BITS - 6)]; };

/** The bit of the word at the start of rest, of which eight are the first bytes (base/eight.h);
 * *len is how many of these are ASCII letters and digits of the word. False where
 * no bit can be told. */
static inline bool
ab_front_of(ab_str rest, uint64_t eight, size_t *len, uint32_t *bit)
{
	size_t n = *len = ab_eight_first(~ab_eight_word(eight) & AB_EIGHT(0x80));

	*bit = (uint32_t)ab_eight_front(ab_eight_lower(eight), n < AB_FRONT ? n : AB_FRONT)
	    * 2654435761u >> (32 - AB_FRONT_BITS);
	return n >= AB_FRONT || n == rest.len || !(rest.ptr[n] & 0x80);
}

/** Adds the word at the start of rest, which is not empty. */
static inline void
ab_fronts_add(struct ab_fronts *fronts, ab_str rest)
{
	size_t len;
	uint32_t bit;

	if (ab_front_of(rest, ab_eight_of(rest, rest), &len, &bit))
		fronts->bit[bit / 64] |= UINT64_C(1) << bit % 64;
}

/** May the word at the start of rest be of the list? */
static inline bool
ab_fronts_have(const struct ab_fronts *fronts, ab_str rest, uint64_t eight, size_t *len)
{
	uint32_t bit;

	return !ab_front_of(rest, eight, len, &bit) || (fronts->bit[bit / 64] >> bit % 64 & 1);
}

#endif
