/*
 * quantities - how many of what a sentence counts, as intervals.
 *
 *	words of a sentence -> [quantities: intervals] -> conflicts
 *
 * "8,000" is 8,000, or what it may have been rounded from; "around 8,000" is a fifth more or less,
 * "hundreds" is 200 to 999, "more than 12" is 12 to 18. Ordinals, years, ages, lengths of time and
 * parts of dates are not counted.
 */
#ifndef ABREAST_NEWS_QUANTITIES_H
#define ABREAST_NEWS_QUANTITIES_H

#include "news/segments.h"

struct ab_quantity {
	ab_span at;       /* of the number and what makes it vague */
	size_t from, to;  /* its words */
	double low, high;
	uint32_t of;      /* stem of what is counted, or one of those below; 0: not known */
	bool fate;        /* what became of persons is counted: the dead, the arrested */
};
#define AB_OF_PERSONS UINT32_C(0xFFFFFFFD)
#define AB_OF_MONEY UINT32_C(0xFFFFFFFE)
#define AB_OF_PERCENT UINT32_C(0xFFFFFFFF)

enum { AB_QUANTITIES_MAX = 16 };

/** The quantities of a segment; how many there are, AB_QUANTITIES_MAX at most. */
size_t ab_quantities_of(const struct ab_segment *segment, const struct ab_wording *wording,
    struct ab_quantity out[AB_QUANTITIES_MAX]);

/** May both be true? */
bool ab_quantities_agree(const struct ab_quantity *a, const struct ab_quantity *b);

#endif
