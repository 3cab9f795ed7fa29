/*
 * characters - what single characters are to a sentence, for facts.
 *
 *	code point -> [characters] -> facts
 *
 * Inline: each character of a text is asked for.
 */
#ifndef ABREAST_NEWS_CHARACTERS_H
#define ABREAST_NEWS_CHARACTERS_H

#include <stdbool.h>
#include <stdint.h>

/* Scripts whose words are not set apart by blanks: Thai to Khmer, kana, Han. */
static inline bool
ab_is_dense(uint32_t c)
{
	return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F)
	    || (c >= 0x1780 && c <= 0x17FF) || (c >= 0x3041 && c <= 0x9FFF)
	    || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

/* Closing quotes and brackets, which may follow the end of a sentence. */
static inline bool
ab_is_closer(uint32_t c)
{
	switch (c) {
	case '"': case '\'': case ')': case ']':
	case 0x201D: case 0x2019: case 0xBB: case 0x300D: case 0x300F: case 0xFF09:
		return true;
	default:
		return false;
	}
}

static inline bool
ab_is_opener(uint32_t c)
{
	switch (c) {
	case '"': case '\'':
	case 0x201C: case 0x2018: case 0xAB: case 0x201E: case 0x300C:
		return true;
	default:
		return false;
	}
}

/* Stops of the scripts of the world: Latin, Arabic, Devanagari, Han. */
static inline bool
ab_is_stop(uint32_t c)
{
	switch (c) {
	case '.': case '!': case '?':
	case 0x2026: case 0x3002: case 0xFF01: case 0xFF1F: case 0x964: case 0x61F: case 0x6D4:
		return true;
	default:
		return false;
	}
}

#endif
