/*
 * frame - one screenful, as a value.
 *
 *	panes, screens -> [frame] -> ui (terminal), --frame (text)
 *
 * Screens paint into a frame; the terminal shows a frame. Neither knows the
 * other, so a test can read the screen without having a terminal. Everything
 * that reaches a terminal goes through ab_frame_put, which lets no control
 * character pass.
 */
#ifndef ABREAST_VIEW_FRAME_H
#define ABREAST_VIEW_FRAME_H

#include <stdint.h>
#include <stdio.h>

#include "base/utf8.h"

/* What a cell is, not how it looks: a theme gives colours and attributes. */
#define AB_STYLES(X) \
	X(PLAIN,   "plain") \
	X(DIM,     "dim")      /* chrome shown, hints, gaps */ \
	X(TITLE,   "title") \
	X(BYLINE,  "byline") \
	X(CAPTION, "caption") \
	X(PER,     "person") \
	X(ORG,     "organisation") \
	X(LOC,     "place") \
	X(MISC,    "misc") \
	X(DATE,    "date") \
	X(HIT,     "hit")      /* a match of the search */ \
	X(CURRENT, "current")  /* the match or row the cursor is on */ \
	X(BAR,     "bar")      /* header of a pane, of a list */ \
	X(FOCUS,   "focus")    /* header of the pane that has the keys */ \
	X(EDGE,    "edge")     /* between panes */ \
	X(LINK,    "link")     /* in the gutter: said in another article, too */ \
	X(CONFLICT, "conflict") /* in the gutter: possibly a disagreement */ \
	X(DIFFERS, "differs")  /* a word that the linked passages do not have */ \
	X(WARN,    "warn")

#define AB_ENUM_STYLE(id, name) AB_STYLE_##id,
enum ab_style { AB_STYLES(AB_ENUM_STYLE) AB_STYLE_COUNT };

/* A cell borrows its glyph (a grapheme cluster of any length) from what it
 * shows. A wide glyph owns two cells; the second has an empty glyph. */
struct ab_cell {
	ab_str glyph;
	enum ab_style style;
	bool apart; /* a text begins here that has nothing to do with what is before it */
};

/* Cells [col, limit) of a row lead to a place in the web, as ab_hyperlink has them. */
struct ab_frame_link { int row, col, limit; ab_str url; };

struct ab_frame {
	int rows, cols;
	struct ab_cell *cell;      /* rows * cols */
	struct ab_arena strings;   /* what was formatted for this screenful */
	AB_LIST(struct ab_frame_link) links; /* for terminals that have hyperlinks */
	int cursor_row, cursor_col; /* where to show the cursor; -1 to hide it */
};

/**
 * The first grapheme cluster of valid text as it is shown: its glyph and how
 * many cells that takes (0: nothing is shown). Whoever measures text measures
 * by this. A tab is a blank; what ab_is_control names is one U+FFFD or, within
 * a cluster, cut off; so are more marks than any script piles on a letter.
 * Returns the bytes taken (0 only for empty s).
 */
size_t ab_glyph(ab_str s, ab_str *glyph, int *cells);

struct ab_frame *ab_frame_new(int rows, int cols);
void ab_frame_free(struct ab_frame *frame);

/** All cells blank and plain, the cursor hidden; strings of the last screenful are gone. */
void ab_frame_clear(struct ab_frame *frame);

/**
 * Puts valid text at row, col, in cells [col, limit) at most; returns the
 * column after the last glyph. A glyph that does not fit whole is left out. A
 * control character is shown as one mark, a tab as a blank. s must outlive the frame.
 */
int ab_frame_put(struct ab_frame *frame, int row, int col, int limit, enum ab_style style,
    ab_str s);

/** What was put into cells [col, limit) of a row in parts is one text: where a terminal turns the
 * direction of Hebrew or Arabic, it is turned as a whole, and never with its neighbours. */
void ab_frame_join(struct ab_frame *frame, int row, int col, int limit);

/** As put, but text that does not fit whole ends in an ellipsis. */
int ab_frame_cut(struct ab_frame *frame, int row, int col, int limit, enum ab_style style,
    ab_str s);

/** As put, of a formatted string (511 bytes at most) that the frame keeps. */
int ab_frame_print(struct ab_frame *frame, int row, int col, int limit, enum ab_style style,
    const char *format, ...) __attribute__((format(printf, 6, 7)));

/** Fills cells [col, limit) of a row with a one-cell glyph. */
void ab_frame_fill(struct ab_frame *frame, int row, int col, int limit, enum ab_style style,
    ab_str glyph);

/** Gives cells [col, limit) of a row another style, glyphs kept. */
void ab_frame_restyle(struct ab_frame *frame, int row, int col, int limit, enum ab_style style);

/** Lets cells [col, limit) of a row lead to an article's URL, if that is one to be followed. */
void ab_frame_link(struct ab_frame *frame, int row, int col, int limit, ab_str url);

/** Writes the frame as UTF-8 text, one line a row, trailing blanks cut. */
void ab_frame_write(const struct ab_frame *frame, FILE *out);

/** The name of a style, for themes. */
const char *ab_style_name(enum ab_style style);

#endif
