/*
 * eight - eight bytes of text at a time, in one register.
 *
 * Most of any text is ASCII, and what is asked of each of its bytes can be
 * asked of eight by one addition, without a branch: H. Warren, "Hacker's
 * Delight", 2nd edition, 6-1. An answer is 0x80 in each byte that it is yes
 * for, and 0 in the others; the first byte of the text is the lowest.
 */
#ifndef ABREAST_BASE_EIGHT_H
#define ABREAST_BASE_EIGHT_H

#include <endian.h>
#include <stdint.h>

#include "base/str.h"

#define AB_EIGHT(byte) (UINT64_C(0x0101010101010101) * (byte))

/** The eight bytes from p on. */
static inline uint64_t
ab_eight(const char *p)
{
	uint64_t x;

	memcpy(&x, p, sizeof(x));
	return le64toh(x);
}

/** The first eight bytes of the rest of a text, which is not empty; NUL where it has no more. */
static inline uint64_t
ab_eight_of(ab_str rest, ab_str text)
{
	uint64_t x = 0;

	if (rest.len >= 8)
		return ab_eight(rest.ptr);
	if (text.len >= 8)
		return ab_eight(text.ptr + text.len - 8) >> 8 * (8 - rest.len);
	for (size_t i = rest.len; i-- > 0;)
		x = x << 8 | (unsigned char)rest.ptr[i];
	return x;
}

/** Which bytes are from low to high? Both are ASCII. */
static inline uint64_t
ab_eight_between(uint64_t x, unsigned low, unsigned high)
{
	uint64_t seven = x & AB_EIGHT(0x7F);

	return (seven + AB_EIGHT(0x80 - low)) & ~(seven + AB_EIGHT(0x7F - high)) & ~x
	    & AB_EIGHT(0x80);
}

/** The bytes with ASCII letters in lower case. */
static inline uint64_t
ab_eight_lower(uint64_t x)
{
	return x | ab_eight_between(x, 'A', 'Z') >> 2;
}

/** The first n of the bytes, 0 to 8; NUL where the others were. */
static inline uint64_t
ab_eight_front(uint64_t x, size_t n)
{
	return n ? x & ~UINT64_C(0) >> 8 * (8 - n) : 0;
}

/** Which bytes are ASCII letters or digits? */
static inline uint64_t
ab_eight_word(uint64_t x)
{
	return ab_eight_between(x | AB_EIGHT(0x20), 'a', 'z') | ab_eight_between(x, '0', '9');
}

/** For how many bytes is an answer yes? */
static inline unsigned
ab_eight_count(uint64_t answer)
{
	return (unsigned)((answer >> 7) * AB_EIGHT(1) >> 56);
}

/** The first byte that an answer is yes for, from 0; 8 if there is none. */
static inline unsigned
ab_eight_first(uint64_t answer)
{
	return answer ? (unsigned)__builtin_ctzll(answer) / 8 : 8;
}

#endif
