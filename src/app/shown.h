/*
 * shown - what a terminal shows of a frame.
 *
 *	frame -> [shown] -> paint
 *
 * The inside of paint. Glyphs are cut to what terminals agree on, styles that look alike become
 * one, and a blank that looks like a plain one is plain, so that cells can be compared.
 */
#ifndef ABREAST_APP_SHOWN_H
#define ABREAST_APP_SHOWN_H

#include "app/paint.h"

/* Bytes of one cell: a base and up to four marks; and a mark of direction. */
enum { AB_GLYPH_TEXT = 20, AB_GLYPH_MAX = AB_GLYPH_TEXT + 3 };

/* A copy: frames borrow their glyphs, and the article may be gone when the next frame is compared.
 * A wide glyph's second cell has width 0. The style is the first of those that look alike. */
struct ab_shown {
	char glyph[AB_GLYPH_MAX];
	uint8_t len, width, style;
	uint8_t link; /* where the cell leads, by a number of the painter's; 0: nowhere */
	bool edge;
};

extern const struct ab_shown ab_shown_nothing; /* a plain blank */

static inline bool
ab_shown_same(const struct ab_shown *a, const struct ab_shown *b)
{
	return a->len == b->len && a->style == b->style && a->width == b->width
	    && a->link == b->link && memcmp(a->glyph, b->glyph, a->len) == 0;
}

/** Is it a plain blank? */
static inline bool
ab_shown_blank(const struct ab_shown *c)
{
	return c->len == 1 && *c->glyph == ' ' && c->style == AB_STYLE_PLAIN && c->link == 0;
}

/** All cells (rows * cols) as the terminal is to show them; blank where the frame has none. */
void ab_shown_fill(struct ab_shown *cells, int rows, int cols, const struct ab_terminal *terminal,
    const struct ab_frame *frame);

#endif
