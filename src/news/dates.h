/*
 * dates - expressions of time, and the day each one means.
 *
 *	text, lines -> matches of rules (know/grammar) -> meanings -> [dates] -> view, dump
 *
 * Types and values are TIMEX3 (ISO-TimeML, TimeML 1.2.1 annotation guidelines):
 * "2020-10-24", "2020-10-24T17:30", "P26Y", "XXXX-WXX-WE", "PAST_REF". Relative
 * expressions are resolved against the publication date; there is no clock.
 * Without a publication date what depends on it keeps an X value: "XXXX-WXX-6".
 */
#ifndef ABREAST_NEWS_DATES_H
#define ABREAST_NEWS_DATES_H

#include "news/lines.h"

struct ab_date {
	ab_span at;
	enum ab_date_type type;
	ab_str value;
};

/* Sorted by start, disjoint. tries: patterns that were tried, the measure of the work. */
struct ab_dates { struct ab_date *at; size_t count, tries; };

/** All expressions in what is not hidden. published: ISO 8601 or empty. In the arena; linear. */
struct ab_dates ab_dates_find(struct ab_arena *arena, ab_str text, const struct ab_lines *lines,
    ab_str published, const struct ab_knowledge *know);

/** The first of them that has a byte in the range; NULL if there is none. */
const struct ab_date *ab_dates_in(const struct ab_dates *dates, ab_span range);

#endif
