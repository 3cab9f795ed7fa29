/*
 * standing - where an article of a set is from: agencies, time, and whether it is about the event
 * of the others at all.
 *
 *	article, segments -> [source] -> standing of each
 */
#ifndef ABREAST_NEWS_STANDING_H
#define ABREAST_NEWS_STANDING_H

#include "news/links.h"
#include "news/segments.h"

struct ab_source {
	ab_str published;      /* ISO 8601, stated or assumed; or empty */
	bool dated;
	int32_t day;           /* of publication; see know/calendar.h */
	int minute;            /* of that day, UTC; -1 not known */
	const ab_str *agency;
	size_t agencies;
	size_t words;
	const uint64_t *run;   /* keys of runs of three words (news/assume.h) */
	size_t runs;
};

/** What an article tells of itself. Copies, into the arena. */
struct ab_source ab_source_of(struct ab_arena *arena, struct ab_article *article,
    const struct ab_segments *segments, const struct ab_knowledge *know);

/** -1 if a was published before b, 1 after, 0 where that is not known. */
int ab_source_first(const struct ab_source *a, const struct ab_source *b);

/**
 * Which articles are about another event than most: published more than AB_EVENT_DAYS from the
 * day in the middle of all, or, in a set of three and more, sharing next to no runs of words with
 * any other while others do. One bool a source.
 */
bool *ab_sources_foreign(struct ab_arena *arena, const struct ab_source *source, size_t count);
enum { AB_EVENT_DAYS = 7 };

/** How source i stands among all; `only` is left to the caller. */
struct ab_standing ab_standing_of(const struct ab_source *source, size_t count, size_t i,
    const bool *foreign);

#endif
