/*
 * standing - where an article of a set is from: agencies, time, and whether it is about the event
 * of the others at all.
 */
#ifndef ABREAST_NEWS_STANDING_H
#define ABREAST_NEWS_STANDING_H

#include "news/links.h"
#include "news/segments.h"

struct ab_source {
	ab_str published;      /* ISO 8601 or empty */
	bool dated;            /* published, or days said, tell: */
	int32_t day;           /* when it was written */
	const ab_str *agency;
	size_t agencies;
	size_t words;
	const uint64_t *stem;  /* distinct content stems, sorted */
	size_t stems;
};

/** What an article tells of itself. Copies, into the arena. */
struct ab_source ab_source_of(struct ab_arena *arena, struct ab_article *article,
    const struct ab_segments *segments, const struct ab_knowledge *know);

/** -1 if a was published before b, 1 after, 0 where that is not known. */
int ab_source_first(const struct ab_source *a, const struct ab_source *b);

/** How source i stands among all; `only` is left to the caller. */
struct ab_standing ab_standing_of(const struct ab_source *source, size_t count, size_t i);

#endif
