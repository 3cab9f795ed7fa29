/*
 * assume - when an article was published that does not say so.
 *
 *	articles of a bundle, each as a witness -> [assume] -> whose date another one may take
 *
 * Reports of one event are written within a day or two of each other, in much
 * the same words, and name the same weekdays. An article that states its date
 * lends it to one that does not when
 *	- they share so many runs of three words as reports of one event do and
 *	  others do not (Otsuka's coefficient: the cosine of two sets),
 *	- and a weekday or a date that the one names without a year is a day that
 *	  the other one names, within a week of its own date,
 *	- and no day is named in full that the lender cannot have known of,
 *	- and no other lender, nearly as alike, is of another week.
 * Else nothing is assumed. What was assumed is never lent on.
 */
#ifndef ABREAST_NEWS_ASSUME_H
#define ABREAST_NEWS_ASSUME_H

#include <stdint.h>

#include "news/dates.h"

/* A day as far as the article tells; 0 is what it does not. Without year,
 * month and day: a weekday. */
struct ab_clue { int16_t year; int8_t month, day, weekday; };

struct ab_witness {
	bool stated;          /* its publication date is known */
	int32_t day;          /* of publication, as in know/calendar.h */
	const uint64_t *run;  /* keys of runs of three words, sorted, distinct */
	size_t runs;
	const struct ab_clue *clue;
	size_t clues;
};

/** What an article tells: dates as read with its publication date, or with none where it states
 * none. published: ISO 8601 or empty. In the arena; borrows nothing. */
struct ab_witness ab_witness_of(struct ab_arena *arena, ab_str text, const struct ab_lines *lines,
    ab_str gazetteer, ab_str published, const struct ab_dates *dates);

/** How alike the words of two articles are: 0 to 1. */
double ab_witness_likeness(const struct ab_witness *a, const struct ab_witness *b);

/** The witness that lends its date to number i, which states none; count if there is none. */
size_t ab_assume(const struct ab_witness *witness, size_t count, size_t i);

#endif
