/*
 * places - where somebody was: marks, and the way back.
 *
 *	place -> [places: marks, jumps] -> place
 *
 * A place is an article's number and a byte offset in its text.
 */
#ifndef ABREAST_VIEW_PLACES_H
#define ABREAST_VIEW_PLACES_H

#include <stdbool.h>
#include <stddef.h>

enum { AB_MARKS_MAX = 26 /* a to z */, AB_JUMPS_MAX = 100 };

typedef struct { size_t number, offset; bool known; } ab_place;

/* Plain data; a zeroed one is empty. */
struct ab_places {
	ab_place mark[AB_MARKS_MAX];
	ab_place before;             /* where one was before the last jump */
	ab_place jump[AB_JUMPS_MAX]; /* the oldest first */
	size_t count, at;            /* at == count: nobody went back */
};

/** A jump leads away from here: what lay ahead after going back is forgotten. */
void ab_places_leave(struct ab_places *places, ab_place here);

/** Back to where the last jump led away from; false at the oldest. */
bool ab_places_back(struct ab_places *places, ab_place here, ab_place *to);

/** On again, after going back; false where nobody did. */
bool ab_places_on(struct ab_places *places, ab_place *to);

#endif
