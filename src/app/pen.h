/*
 * pen - the terminal's cursor, and the fewest bytes that write a row with it.
 *
 *	last cells + next cells of a row -> [pen] -> bytes
 *
 * The inside of paint. What is written, erased or left alone in a row is for pen_row.c to say.
 * Every move (pen_move.c) is chosen by what it costs: an address, a carriage return, a line feed,
 * tabs, steps, or to write again what stands in between, with the changes of style that each
 * entails. Where a terminal may think a character wider than we do, the next edge between panes is
 * addressed absolutely, so that panes stay in line.
 */
#ifndef ABREAST_APP_PEN_H
#define ABREAST_APP_PEN_H

#include "app/paint.h"
#include "app/shown.h"

struct ab_pen {
	const struct ab_terminal *term;
	struct ab_arena *arena; /* of this screen */
	struct ab_arena *lasting; /* of sequences that are kept,
	                           * known[sequence * (cols + 1) + number] */
	ab_str *known;
	ab_str bytes;           /* so far; grows in the arena */
	size_t room;
	int rows, cols;
	int row, col;           /* where the terminal's cursor should be; -1: nobody knows */
	int drift;              /* by how many columns at most it may be elsewhere in the row */
	int bottom;     /* last row of the scroll region, which begins at row 1; 0: none is set */
	int left, right;        /* margins: the first column, and the one after the last */
	const bool *stop;       /* of each column: is a tab stop there? */
	enum ab_style style;
	uint8_t link;           /* where what is written leads */
	const ab_str *url;      /* of each such number */
};

/** The same cursor, whose bytes begin anew: to see what a way costs. */
struct ab_pen ab_pen_fork(const struct ab_pen *pen);

/** Goes on as the fork did. */
void ab_pen_join(struct ab_pen *pen, const struct ab_pen *fork);

void ab_pen_put(struct ab_pen *pen, ab_str bytes);
void ab_pen_sequence(struct ab_pen *pen, enum ab_sequence sequence, int a, int b);
void ab_pen_link(struct ab_pen *pen, uint8_t link);

/** To a style that blanks made by scrolling and clearing may take, and no link. */
void ab_pen_bare(struct ab_pen *pen);

/** A blank is written in the style that is set, if that does not show on it. */
enum ab_style ab_pen_style_for(const struct ab_pen *pen, enum ab_style now,
    const struct ab_shown *cell);

/** Writes the cell at a column of the row that the cursor is in. */
void ab_pen_glyph(struct ab_pen *pen, const struct ab_shown *cells, int col);

/** Bytes of a sequence; they live as long as the screen. */
ab_str ab_pen_bytes(const struct ab_pen *pen, enum ab_sequence sequence, int a, int b);

/** To a cell, whatever is between. */
void ab_pen_go(struct ab_pen *pen, int row, int col);

/** To a cell of a row that shows these cells, so that it can be written; some before it may be
 * written again. */
void ab_pen_reach(struct ab_pen *pen, const struct ab_shown *cells, int row, int col);

/** How many bytes that would be, with the change of style for the cell. */
size_t ab_pen_distance(const struct ab_pen *pen, const struct ab_shown *cells, int row, int col);

/** Brings cells [left, right) of a row from what they show to what they should. Both rows are
 * whole. */
void ab_pen_row(struct ab_pen *pen, int row, const struct ab_shown *old, const struct ab_shown *new,
    int left, int right);

#endif
