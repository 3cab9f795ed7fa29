/*
 * shingles - how near a text is to the one that was wanted, by the words that
 * stand together: as many of its runs of four words as are in the other.
 *
 *	a text, the one wanted -> [shingles: shares of each] -> chrome
 */
#ifndef ABREAST_TRAIN_SHINGLES_H
#define ABREAST_TRAIN_SHINGLES_H

#include "base/arena.h"

struct shares { double right, wrong, lost; }; /* of the runs in either text; sum 1 or 0 */

struct shares shingles_compare(ab_str wanted, ab_str given);

/* Nothing given and nothing wanted is 1. */
double shares_precision(struct shares s);
double shares_recall(struct shares s);
double shares_f1(struct shares s);

#endif
