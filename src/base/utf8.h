/*
 * utf8 - bytes become text once, at the door; and how wide text is.
 *
 *	bytes -> [repair] -> text (valid UTF-8, never changed again)
 *
 * After ab_utf8_text every text in the program is valid UTF-8, so the rooms
 * above step through it without checking. Widths are in cells of a terminal,
 * by extended grapheme cluster (UAX #29) and East Asian width (UAX #11), with
 * ambiguous characters narrow.
 */
#ifndef ABREAST_BASE_UTF8_H
#define ABREAST_BASE_UTF8_H

#include <stdint.h>

#include "base/arena.h"

/* What had to be done to the bytes. */
struct ab_utf8_report {
	const char *encoding; /* "UTF-8", "UTF-16LE", ..., "windows-1252" (guessed) */
	size_t damaged;       /* ill-formed sequences that became U+FFFD */
};

/**
 * bytes as valid UTF-8. A byte order mark is obeyed and dropped. Without one,
 * bytes that are not UTF-8 at all (no well-formed sequence beyond ASCII among
 * those that claim to be one, no NUL) are read as windows-1252; otherwise each
 * maximal ill-formed part (Unicode 15, section 3.9, U+FFFD substitution)
 * becomes one U+FFFD and is counted. Returns bytes itself where nothing had to
 * be changed, else a copy in the arena. Nothing else is changed: NUL and
 * control characters stay.
 */
ab_str ab_utf8_text(struct ab_arena *arena, ab_str bytes, struct ab_utf8_report *report);

/** Bytes of the first grapheme cluster of valid text s (0 only for empty s); *width in cells, 0-2.
 * Emoji joined by ZWJ and modifiers are one cluster. */
size_t ab_cluster(ab_str s, int *width);

/** Width of valid text in cells, control characters counted as 1. */
size_t ab_width(ab_str s);

/* What is left of ab_code_point where the text is empty or does not begin with ASCII. */
uint32_t ab_code_point_beyond(ab_str s, size_t *len);

/** The first code point of valid text; its length in bytes goes to *len (0 for empty s). Nearly
 * all of most texts is ASCII, which costs no call. */
static inline uint32_t
ab_code_point(ab_str s, size_t *len)
{
	if (s.len == 0 || (*s.ptr & 0x80))
		return ab_code_point_beyond(s, len);
	*len = 1;
	return (uint8_t)*s.ptr;
}

/** Of a byte that is an ASCII letter or digit: its lower case; of any other 0. What words are made
 * of, asked without a branch, since nearly all of most texts is ASCII. */
extern const unsigned char ab_plain_word[256];

/** Number of code points in valid text. */
size_t ab_code_points(ab_str s);

/**
 * s for one line of a list or a message: white space runs become one blank,
 * what must not reach a terminal (C0, DEL, C1, bidirectional controls, tag
 * characters, line and paragraph separators) becomes U+FFFD. Takes any bytes.
 */
ab_str ab_visible(struct ab_arena *arena, ab_str s);

/** The same for a part of a line: a blank at an end, which stands between it and its neighbour, is
 * kept. */
ab_str ab_visible_part(struct ab_arena *arena, ab_str s);

/** Is this code point one that must not be sent to a terminal as it is? */
bool ab_is_control(uint32_t c);

/** s case-folded (Unicode default case folding, full) and in NFC, for comparing. */
ab_str ab_fold(struct ab_arena *arena, ab_str s);

#endif
