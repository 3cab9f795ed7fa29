/*
 * meanings - what a match of a rule of src/data/dates.rules says.
 *
 *	match -> [meaning, by the rule's operation] -> type and value, or declined
 *
 * A meaning looks at the named groups of the match, at the words around it and
 * at what was read before (news/resolve). One function an operation, of the
 * same name; a new one is a line in AB_MEANINGS, a function, and rules with
 * examples.
 */
#ifndef ABREAST_NEWS_MEANINGS_H
#define ABREAST_NEWS_MEANINGS_H

#include "news/resolve.h"

/* A match under interpretation. */
struct ab_reading {
	const struct ab_context *context;
	const struct ab_grammar_matcher *match;
	ab_str arg;                  /* of the rule */
	ab_span at;                  /* may be made shorter */
	enum ab_date_type type;      /* DATE unless said otherwise */
	char value[AB_VALUE_ROOM];
	ab_span second;              /* where one match is two dates ("3-5 June"); else empty */
	char second_value[AB_VALUE_ROOM];
	bool own_year;               /* the year was written, or said by "last year" */
};

/** Fills type and value; false where the match is no expression of time after all. */
typedef bool ab_meaning_fn(struct ab_reading *reading);

/* How an expression joins one beside it, and what else it is. */
enum {
	AB_JOIN_DAY = 1,        /* a day: a clock time may join it */
	AB_JOIN_MONTHDAY = 2,   /* takes the year of "... to May 2021" */
	AB_JOIN_WEEKDAY = 4,    /* a date after it is the same day */
	AB_JOIN_CLOCK = 8,
	AB_JOIN_DAYPART = 16,   /* "the night", which takes "of July 4" */
	AB_FROM_TODAY = 32      /* counted from publication: in a narrative no anchor for others */
};

#define AB_MEANINGS(X) \
	X(ymd, AB_JOIN_DAY) X(dmyn, AB_JOIN_DAY) X(mdy, AB_JOIN_DAY | AB_JOIN_MONTHDAY) \
	X(xdate, AB_JOIN_DAY | AB_JOIN_MONTHDAY) X(xmonth, AB_JOIN_MONTHDAY) \
	X(xday, AB_JOIN_DAY | AB_JOIN_WEEKDAY) \
	X(rng, 0) X(rng2, 0) X(mon, AB_JOIN_MONTHDAY) X(mdry, AB_JOIN_DAY) \
	X(year, 0) X(year2, 0) X(yrange, 0) X(yshort, 0) X(bc, 0) \
	X(wd, AB_JOIN_DAY | AB_JOIN_WEEKDAY) X(day, AB_JOIN_DAY | AB_FROM_TODAY) \
	X(pod, AB_JOIN_DAY | AB_FROM_TODAY) X(podb, AB_JOIN_DAYPART | AB_FROM_TODAY) \
	X(clock, AB_JOIN_CLOCK) X(hol, AB_JOIN_DAY | AB_FROM_TODAY) \
	X(rel, AB_FROM_TODAY) X(bare, AB_FROM_TODAY) X(weekof, 0) X(yend, AB_FROM_TODAY) \
	X(inyear, AB_FROM_TODAY) X(q, 0) X(qthen, 0) X(sea, 0) X(season, 0) X(dec, 0) X(cent, 0) \
	X(off, 0) X(yago, 0) X(dur, 0) X(hyp, 0) X(pl, 0) X(ordu, 0) X(awhile, 0) \
	X(setly, 0) X(set, 0) X(setwd, 0) X(ref, 0) X(soon, 0)

#define AB_MEANING_DECLARE(name, flags) ab_meaning_fn ab_mean_##name;
AB_MEANINGS(AB_MEANING_DECLARE)

struct ab_meaning { const char *name; ab_meaning_fn *meant; unsigned flags; };

/** The meaning of that name, NULL if there is none. */
const struct ab_meaning *ab_meaning_find(ab_str name);

/* For the meanings themselves. */

static inline ab_str
group(const struct ab_reading *r, const char *name)
{
	return ab_grammar_group(r->match, name);
}

static inline bool
has(const struct ab_reading *r, const char *name)
{
	return group(r, name).len > 0;
}

/** The match's own text. */
static inline ab_str
own_text(const struct ab_reading *r)
{
	return ab_slice(r->context->text, r->at);
}

/** The word that ends right before the match, with nothing but white space between; or empty. */
ab_str ab_reading_before(const struct ab_reading *reading);

/** The word after the match, likewise. */
ab_str ab_reading_after(const struct ab_reading *reading);

/** The byte right before or after the match and the white space there; 0 at the paragraph's end. */
char ab_reading_mark_before(const struct ab_reading *reading);
char ab_reading_mark_after(const struct ab_reading *reading);

/** For `return ab_reading_say(r, AB_DATE_SET, "XXXX-%02d", month);` */
bool ab_reading_say(struct ab_reading *reading, enum ab_date_type type, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same for the values of news/resolve and news/amounts; all but lengths and days are DATE. */
bool ab_reading_day(struct ab_reading *reading, enum ab_date_type type, ab_anchor from,
    int64_t days, const char *tail);
bool ab_reading_date(struct ab_reading *reading, int year, int month, int day);
bool ab_reading_unit(struct ab_reading *reading, enum ab_grain grain, ab_anchor from,
    int64_t shift);
bool ab_reading_part(struct ab_reading *reading, int year, const char *part);
bool ab_reading_length(struct ab_reading *reading, enum ab_date_type type, int64_t tenths,
    ab_str unit);

#endif
