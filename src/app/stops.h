/*
 * stops - tab stops where panes and their text begin.
 *
 *	next cells -> [stops] -> paint
 *
 * The inside of paint. With stops at the edges and where most rows begin, a tab reaches a column
 * for which an address takes five bytes.
 */
#ifndef ABREAST_APP_STOPS_H
#define ABREAST_APP_STOPS_H

#include "app/pen.h"

/** Sets the stops that these cells want, if some of them are missing. stop is the pen's.
 * False: they stay as they are. */
bool ab_stops_set(struct ab_pen *pen, const struct ab_shown *cells, bool *stop);

/** Sets one every eight columns, as terminals have them when they are switched on. */
void ab_stops_restore(struct ab_pen *pen);

#endif
