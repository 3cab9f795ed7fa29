/*
 * pieces - an article too long to be cleaned at once, cleaned a piece at a time.
 *
 *	lines, not classified -> [pieces] -> lines
 *
 * A text of more than AB_HUGE bytes is no report; it is a log, a book, or a
 * pile whose seams nobody marked. It is cut by a grid of AB_PIECE bytes, and
 * each piece, the lines that begin in it, is cleaned as an article of its own;
 * a line of more than AB_LONG_LINE bytes is left as it is. What one piece
 * shows depends on no other, so that only those that are to be seen need be
 * cleaned, in any order. The headline and the publication date are those of
 * the first piece.
 */
#ifndef ABREAST_NEWS_PIECES_H
#define ABREAST_NEWS_PIECES_H

#include "news/lines.h"

enum { AB_HUGE = 1 << 20, AB_PIECE = 1 << 17, AB_LONG_LINE = 1 << 16 }; /* bytes */

struct ab_pieces {
	bool *clean;     /* which of them are done; in the arena */
	size_t count, left;
	size_t room;     /* of lines->hidden */
};

/** Of a text, none done. */
struct ab_pieces ab_pieces_of(struct ab_arena *arena, ab_str text);

/** Classifies the lines of the piece that holds this byte offset, unless it is done. What is hidden
 * there is added to the lines. The lines are of ab_lines_split, the rest as for
 * ab_lines_classify. */
void ab_pieces_clean(struct ab_pieces *pieces, size_t offset, struct ab_lines *lines,
    struct ab_arena *arena, ab_str text, const struct ab_knowledge *know,
    const struct ab_familiar *familiar);

#endif
