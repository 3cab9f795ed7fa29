/*
 * timeline - the days that articles mention, in order.
 *
 *	dates of each article -> [timeline] -> moments -> screen_timeline
 *
 * A moment is one day, or one longer stretch of the calendar, in one article:
 * the first sentence there that mentions it, and how often it is mentioned.
 * When an article was published is a moment too. What has no place on the
 * calendar (durations, sets, weekdays of an unknown week) is left out, and so
 * are bylines and lines that the article says twice.
 */
#ifndef ABREAST_NEWS_TIMELINE_H
#define ABREAST_NEWS_TIMELINE_H

#include "news/article.h"
#include "news/days.h"

enum ab_moment_kind { AB_MOMENT_PUBLISHED, AB_MOMENT_ASSUMED, AB_MOMENT_MENTIONED };

struct ab_moment {
	ab_days days;
	ab_str value;       /* TIMEX3, without a time of day */
	enum ab_moment_kind kind;
	size_t article;     /* its number */
	ab_span at;         /* the expression that is quoted; empty for a publication */
	size_t count;       /* of mentions in the article */
	ab_str before, what, after; /* the sentence around the expression; of a publication the
	                             * title. For one line: see ab_visible */
};

struct ab_timeline;

struct ab_timeline *ab_timeline_new(void);
void ab_timeline_free(struct ab_timeline *timeline);

/** Adds what an article tells; each number at most once. Copies what it keeps. */
void ab_timeline_add(struct ab_timeline *timeline, size_t number, struct ab_article *article,
    const struct ab_knowledge *know);

/** All moments: by day, the shorter stretch of two with one first day first, then by article.
 * Holds until the next one is added. */
const struct ab_moment *ab_timeline_moments(struct ab_timeline *timeline, size_t *count);

#endif
