/*
 * moved - what of a screen has only moved.
 *
 *	last cells + next cells -> [moved] -> paint (what to scroll, and how far)
 *
 * The inside of paint.
 */
#ifndef ABREAST_APP_MOVED_H
#define ABREAST_APP_MOVED_H

#include "app/shown.h"

/* Two screens of a size, row by row. The sums are room for one a row. */
struct ab_screens {
	struct ab_shown *old, *new;
	int rows, cols;
	uint64_t *old_sum, *new_sum;
};

/* What scrolls: columns [left, right), all of them or those of one pane, of the rows from 1 to
 * `bottom`. */
struct ab_band { int left, right, bottom; };

/** Does all of it stay as it is? */
bool ab_moved_stands(const struct ab_screens *screens, struct ab_band band);

/** By how many rows up (down, if negative) most of it is to be moved; 0 if no move keeps more rows
 * than are in place. */
int ab_moved_by(const struct ab_screens *screens, struct ab_band band);

/** The last row but the last of all that changes: what stands still below it need not be moved. */
int ab_moved_last(const struct ab_screens *screens);

/** The next band from a column on; false after the last. What is between
 * edges that stay is a band. */
bool ab_moved_band(const struct ab_screens *screens, int from, struct ab_band *band);

#endif
