/*
 * paint - the bytes that turn one screen into the next.
 *
 *	last frame + next frame -> [paint] -> bytes -> terminal
 *
 * Made for slow lines. Of several ways the shortest is sent: to write what changed; to scroll first
 * all rows but the first and the last; to scroll one pane between margins, where the terminal has
 * them; to scroll all away, or what is between the edges, which leaves blanks that need not be
 * written. The scroll region and the margins are set once and stay, so that a line on costs a line
 * feed and the new row. Tab stops are set where panes and their text begin (stops.h). What cells
 * are compared: shown.h; how a row is written: pen.h; styles: sgr.h. Pure: knows no terminal and no
 * curses, only the sequences it is given.
 */
#ifndef ABREAST_APP_PAINT_H
#define ABREAST_APP_PAINT_H

#include "view/frame.h"

/* Sequences with numbers in them, as terminfo(5) calls them; rows and columns from 0. */
enum ab_sequence {
	AB_SEQ_CUP, /* cursor_address: row, column */
	AB_SEQ_HPA, /* column_address: column */
	AB_SEQ_CSR, /* change_scroll_region: first row, last row */
	AB_SEQ_IND, /* scroll_forward */
	AB_SEQ_RI,  /* scroll_reverse */
	AB_SEQ_INDN, /* parm_index: lines; wherever the cursor is */
	AB_SEQ_RIN, /* parm_rindex: lines */
	AB_SEQ_CUF, /* parm_right_cursor, cursor_right: columns */
	AB_SEQ_CUB, /* parm_left_cursor, cursor_left: columns */
	AB_SEQ_ECH, /* erase_chars: columns */
	AB_SEQ_DL,  /* parm_delete_line: lines, from that of the cursor on,
	             * which is in the first column */
	AB_SEQ_IL,  /* parm_insert_line: lines, as above */
	AB_SEQ_LRM, /* DECSLRM of the VT420: first column, last column;
	             * -1 as the last: no margins */
	AB_SEQ_COUNT
};

/* What a terminal can do. Strings are borrowed and live as long as the painter. */
struct ab_terminal {
	bool has[AB_SEQ_COUNT]; /* CUP is always there */
	/* Each of these is empty where there is none. */
	ab_str clear_line;      /* clr_eol: to the end of the row */
	ab_str clear_start;     /* clr_bol: from the start of the row to the cursor, and there */
	ab_str up, down;        /* cursor_up, cursor_down: a row, the column kept */
	ab_str to_stop, new_stop, no_stops; /* tab, set_tab, clear_all_tabs; all or none */
	ab_str turn[AB_STYLE_COUNT][AB_STYLE_COUNT]; /* from a style to another; see sgr.h */
	uint8_t like[AB_STYLE_COUNT]; /* the first style that looks the same */
	bool bare[AB_STYLE_COUNT]; /* a blank in this style looks like a plain one */
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

/** The terminal has left and right margins (DECLRMM is set), so a pane can scroll alone. */
void ab_painter_margins(struct ab_painter *painter);

/** The terminal has hyperlinks (OSC 8): from the next frame on, cells lead where the frame says. */
void ab_painter_links(struct ab_painter *painter);

/** What puts tab stops back to every eighth column, for who leaves the screen; empty where none was
 * changed since the last time. */
ab_str ab_painter_leave(struct ab_painter *painter);

/** The bytes that show frame; borrowed until the next call. The style that was last is left set:
 * who leaves the screen puts it off. */
ab_str ab_painter_paint(struct ab_painter *painter, const struct ab_frame *frame);

#endif
