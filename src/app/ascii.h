/*
 * ascii - text for a terminal whose locale is not UTF-8.
 *
 *	glyphs -> [ascii] -> shown, plain
 *
 * Typographic signs become what a typewriter has, accents are dropped, the
 * rest is '?'. Columns stay: a glyph of two cells gives two characters.
 */
#ifndef ABREAST_APP_ASCII_H
#define ABREAST_APP_ASCII_H

#include "base/str.h"

/** glyph (one grapheme cluster of valid text, `width` cells: 1 or 2) as
 * `width` ASCII characters. */
void ab_ascii(ab_str glyph, int width, char out[2]);

#endif
