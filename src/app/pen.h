/*
 * pen - the terminal's cursor, and the fewest bytes that write a row with it.
 *
 *	last cells + next cells of a row -> [pen] -> bytes
 *
 * The inside of paint. Every move is chosen by what it costs: an address, a carriage return, a
 * line feed, steps to the right, or to write again what stands in between, with the changes of
 * style that each entails. Where a terminal may think a character wider than we do, the next edge
 * between panes is addressed absolutely, so that panes stay in line.
 */
#ifndef ABREAST_APP_PEN_H
#define ABREAST_APP_PEN_H

#include "app/paint.h"

/* Bytes of one cell: a base and up to four marks; and a mark of direction. */
enum { AB_GLYPH_TEXT = 20, AB_GLYPH_MAX = AB_GLYPH_TEXT + 3 };

/* What a terminal shows in a cell. A copy: frames borrow their glyphs, and the article may be
 * gone when the next frame is compared. A wide glyph's second cell has width 0. The style is the
 * first of those that look alike, and plain for a blank that looks like a plain one. */
struct ab_shown { char glyph[AB_GLYPH_MAX]; uint8_t len, width, style; bool edge; };

struct ab_pen {
	const struct ab_terminal *term;
	struct ab_arena *arena; /* for sequences */
	ab_str bytes;           /* so far; grows in the arena */
	size_t room;
	int rows, cols;
	int row, col;           /* where the terminal's cursor should be; -1: nobody knows */
	bool drift;             /* it may be elsewhere in the row */
	int bottom;     /* last row of the scroll region, which begins at row 1; 0: none is set */
	int left, right;        /* margins: the first column, and the one after the last */
	enum ab_style style;
};

static inline bool
ab_shown_same(const struct ab_shown *a, const struct ab_shown *b)
{
	return a->len == b->len && a->style == b->style && a->width == b->width
	    && memcmp(a->glyph, b->glyph, a->len) == 0;
}

bool ab_shown_blank(const struct ab_shown *cell);

void ab_pen_put(struct ab_pen *pen, ab_str bytes);
void ab_pen_sequence(struct ab_pen *pen, enum ab_sequence sequence, int a, int b);
void ab_pen_style(struct ab_pen *pen, enum ab_style style);

/** To a style that blanks made by scrolling and clearing may take. */
void ab_pen_bare(struct ab_pen *pen);

/** To a cell, whatever is between. */
void ab_pen_go(struct ab_pen *pen, int row, int col);

/** Brings cells [left, right) of a row from what they show to what they should. Both rows are whole. */
void ab_pen_row(struct ab_pen *pen, int row, const struct ab_shown *old, const struct ab_shown *new,
    int left, int right);

#endif
