/*
 * cuts - where a line that is too long to be laid out at once is cut.
 *
 *	line of an article -> [cuts] -> layout
 *
 * A line of a hundred megabytes is laid out as if it had ended and begun again about every
 * AB_CUT bytes. So its rows are the same whether they are made from its start or from a cut near
 * the place that is to be shown. A cut is after a blank where one is near, else between grapheme
 * clusters. Shorter lines have none.
 */
#ifndef ABREAST_VIEW_CUTS_H
#define ABREAST_VIEW_CUTS_H

#include "base/str.h"

enum { AB_CUT = 1 << 15 }; /* bytes */

/** The first cut of this line of the text after a byte offset in it, or the line's end. */
size_t ab_cut_after(ab_str text, ab_span line, size_t offset);

/** The last cut at this offset or before it, or the line's start. */
size_t ab_cut_before(ab_str text, ab_span line, size_t offset);

#endif
