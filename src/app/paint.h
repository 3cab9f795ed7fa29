/*
 * paint - the bytes that turn one screen into the next.
 *
 *	last frame + next frame -> [paint] -> bytes -> terminal
 *
 * Made for slow lines. Rows that moved together are scrolled: the scroll region
 * (all but the first and the last row) is set once and stays, so that a line on
 * costs one cursor move, one newline and the new row. Of the other rows only
 * what changed is sent, and blanks at the end are cleared, not written. Where a
 * terminal may think a character wider than we do, the next column is addressed
 * absolutely, so that panes stay in line. Pure: knows no terminal and no curses,
 * only the sequences it is given.
 */
#ifndef ABREAST_APP_PAINT_H
#define ABREAST_APP_PAINT_H

#include "view/frame.h"

/* Sequences with numbers in them, as terminfo(5) calls them; rows and columns from 0. */
enum ab_sequence {
	AB_SEQ_CUP, /* cursor_address: row, column */
	AB_SEQ_HPA, /* column_address: column */
	AB_SEQ_CSR, /* change_scroll_region: first row, last row */
	AB_SEQ_IND, /* scroll_forward, parm_index: lines */
	AB_SEQ_RI,  /* scroll_reverse, parm_rindex: lines */
	AB_SEQ_COUNT
};

/* What a terminal can do. Strings are borrowed and live as long as the painter. */
struct ab_terminal {
	bool has[AB_SEQ_COUNT]; /* CUP is always there */
	ab_str clear_line;      /* clr_eol: to the end of the row; empty if there is none */
	ab_str on[AB_STYLE_COUNT], off[AB_STYLE_COUNT]; /* from plain to a style, and back */
	bool hue[AB_STYLE_COUNT]; /* the style is a colour alone: another colour replaces it */
	bool utf8;
	bool last_cell;         /* the last cell of the screen may be written (xenl) */
	/** Appends a sequence to the painter's bytes. */
	void (*put)(struct ab_arena *arena, enum ab_sequence sequence, int a, int b, ab_str *bytes);
};

struct ab_painter;

/** The terminal is copied. */
struct ab_painter *ab_painter_new(const struct ab_terminal *terminal);
void ab_painter_free(struct ab_painter *painter);

/** Forgets what is on the screen: it is said to be blank and plain, without a scroll region. */
void ab_painter_forget(struct ab_painter *painter, int rows, int cols);

/** The bytes that show frame; borrowed until the next call. */
ab_str ab_painter_paint(struct ab_painter *painter, const struct ab_frame *frame);

#endif
