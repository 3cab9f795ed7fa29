/*
 * layout - an article as rows of a given width.
 *
 *	article -> [layout: rows] -> pane -> frame
 *
 * Lines are wrapped by UAX #14 at word boundaries, measured in cells by
 * grapheme cluster; a word wider than the pane is cut between clusters. A row
 * is a byte range of the text; where part of a line is hidden, the range may
 * span it, and ab_layout_part tells what of it is shown. Runs of blank or
 * hidden lines become one empty row, and none at the top; a paragraph (a long
 * line) is set apart by one even where the source has none. Where chrome is
 * hidden, a line that repeats others is folded into one row. Rows are made as they
 * are asked for, so that a very long article costs what is shown of it; a huge
 * one, of more than AB_HUGE bytes (news/pieces.h), need not be begun at its start.
 */
#ifndef ABREAST_VIEW_LAYOUT_H
#define ABREAST_VIEW_LAYOUT_H

#include "news/article.h"

enum ab_chrome_mode { AB_CHROME_HIDDEN, AB_CHROME_DIMMED, AB_CHROME_SHOWN };

struct ab_row {
	ab_span at;      /* what the row shows: trailing blanks left out; empty for a gap */
	size_t line;     /* the line it belongs to */
	bool first;      /* first row of its line */
	bool gap;        /* an empty row between paragraphs */
	bool folded;     /* stands for the whole line, which repeats others: see ab_fold_label */
};

struct ab_layout;

/**
 * What is shown of a range within one line, at byte `from` or after it: the
 * first part that is not hidden, false when there is none. Take the next from
 * part->end on.
 */
bool ab_layout_part(const struct ab_lines *lines, enum ab_chrome_mode chrome, ab_span range,
    size_t from, ab_span *part);

/** The repeat that this line is folded as, or NULL: it is shown as it is. */
const struct ab_repeat *ab_layout_folds(struct ab_article *article, enum ab_chrome_mode chrome,
    size_t line);

/** What a folded row shows: "[= lines 11-13, 38 words]". */
ab_str ab_fold_label(struct ab_arena *arena, const struct ab_repeat *repeat);

/** width in cells, at least 1; only a single glyph may be wider. The article is borrowed and must
 * outlive the layout. */
struct ab_layout *ab_layout_new(struct ab_article *article, int width, enum ab_chrome_mode chrome);
/** Before the first row is asked for: room is kept for the value after each of these expressions.
 * Borrowed; a row never ends between an expression's last word and its value. */
void ab_layout_values(struct ab_layout *layout, const struct ab_dates *dates);

/** Before the first row is asked for: only lines that hold a part of these are shown, without gaps.
 * Borrowed; sorted and disjoint. */
void ab_layout_only(struct ab_layout *layout, const ab_span *parts, size_t count);

/** The value that is written, as " [2031-05-03]", after the glyph that takes these bytes, if an
 * expression ends there; empty: none, or one that says no more than the expression itself. */
ab_str ab_layout_value(struct ab_layout *layout, ab_span glyph);

void ab_layout_free(struct ab_layout *layout);

/* Empty rows before the row that shows a byte offset; see view/couple.h. */
struct ab_pad { size_t offset, rows; };

/** Before the first row is asked for: pads by offset, borrowed. Their rows are gaps. */
void ab_layout_pads(struct ab_layout *layout, const struct ab_pad *pad, size_t count);

/** Before the first row is asked for: row 0 of a huge article is one that begins at this offset or
 * some way before it, and no row before it is made. Each row is the same wherever one begins. */
void ab_layout_begin(struct ab_layout *layout, size_t offset);

/** The offset where row 0 may begin; 0: there is none before it. */
size_t ab_layout_origin(const struct ab_layout *layout);

/** Is this offset not before the origin, and near enough to what was made to be found at once? */
bool ab_layout_reaches(const struct ab_layout *layout, size_t offset);

/** Row i, or NULL past the end; borrowed until another row is asked for. */
const struct ab_row *ab_layout_row(struct ab_layout *layout, size_t i);

/** Rows made so far, and all of them (makes the rest). */
size_t ab_layout_known(const struct ab_layout *layout);
size_t ab_layout_count(struct ab_layout *layout);

/** The row that shows this byte offset, or the next that shows anything; the last row at most. */
size_t ab_layout_find(struct ab_layout *layout, size_t offset);

#endif
