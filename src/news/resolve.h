/*
 * resolve - which day is meant, given what was read so far.
 *
 *	publication date + what the article has mentioned -> [resolve] -> year, day
 *
 * An article is read once, from front to back. The context knows the day of
 * publication (or that nobody does), the date mentioned last, and whether the
 * article is a narrative: a history, whose dates hang on each other and not
 * on the day it was written. Year 0 means "not known", and is written X.
 *
 * Method: the order of decisions is that of rule-based taggers (Verhagen et
 * al. 2005, GUTime; Strötgen and Gertz 2013, HeidelTime, whose news and
 * narrative domains are told apart here by the text itself).
 */
#ifndef ABREAST_NEWS_RESOLVE_H
#define ABREAST_NEWS_RESOLVE_H

#include "know/calendar.h"
#include "know/grammar.h"
#include "know/kind.h"
#include "know/stamp.h"
#include "news/amounts.h"

enum ab_tense { AB_TENSE_NONE, AB_TENSE_PAST, AB_TENSE_FUTURE };

/** A day to count from; known is false where there is none. */
typedef struct { bool known; int32_t day; } ab_anchor;

/* Words that tell past from future: a field and a class of the grammar each. */
#define AB_CUES(X) \
	X(will, "WILL") X(plan, "PLAN") X(due, "DUE") X(to, "TO") X(be, "BE") X(is, "IS") \
	X(past, "PAST") X(cut, "CUT") X(that, "THAT") X(abbreviation, "ABBREVIATION") \
	X(english, "ENGLISH") X(foreign, "FOREIGN")

struct ab_context {
	const struct ab_grammar *grammar;
	ab_str text;
	ab_span window;     /* the paragraph being read; nothing outside of it is looked at */
	ab_anchor today;    /* of publication */
	bool narrative;
	bool foreign;       /* the text is in another language than English */
	enum ab_stamp_order order; /* of its dates in numbers */
	ab_civil last, last_month,
	    last_day; /* mentioned last; of month grain or finer; days. year 0: none */
	int quarter_year, quarter;           /* the last quarter named; 0: none */
#define AB_CUE_FIELD(field, name) uint64_t field;
	struct { AB_CUES(AB_CUE_FIELD) } cue;
};

/** Reads the whole text once, to tell its language, and a narrative from news.
 * published: ISO 8601 or empty. */
struct ab_context ab_context_start(const struct ab_grammar *grammar, ab_str text, ab_str published);

/** Takes note of a value just resolved; only what has a year becomes an anchor. */
void ab_context_note(struct ab_context *context, const char *value);

/** Past or future, from the words of the clause around `at`. */
enum ab_tense ab_context_tense(const struct ab_context *context, ab_span at);

/** The year of publication, of the last date mentioned (else of publication); 0 if not known. */
int ab_context_year(const struct ab_context *context);
int ab_context_last_year(const struct ab_context *context);

/** The year of a month (day 0) or of a day that stands at `at` without one; 0 if not known. */
int ab_context_pick_year(const struct ab_context *context, int month, int day, ab_span at);

/** "'98" in full, as near to publication as can be; where that is not known, as POSIX has it. */
int ab_context_full_year(const struct ab_context *context, int two_digits);

ab_anchor
ab_context_last(const struct ab_context *context); /* date mentioned last, or today */
ab_anchor ab_context_last_day(const struct ab_context *context);  /* day mentioned last, or today */
ab_anchor ab_context_weekday_base(const struct ab_context *context); /* what weekdays count from */

/** The nearest such weekday ahead (way 1) or back (-1); strict: not the anchor's own day. */
ab_anchor ab_anchor_weekday(ab_anchor from, int weekday, int way, bool strict);

/* Values, with X where the anchor or the year is not known. False where the result is no day of
 * the years 1 to 9999, or the grain is none of the calendar's. */
bool ab_value_day(char value[AB_VALUE_ROOM], ab_anchor from, int64_t days, const char *tail);
bool ab_value_unit(char value[AB_VALUE_ROOM], enum ab_grain grain, ab_anchor from, int64_t shift);
bool
ab_value_date(char value[AB_VALUE_ROOM], int year, int month, int day); /* month, day 0: none */
bool ab_value_part(char value[AB_VALUE_ROOM], int year, const char *part);   /* "2020-" and "SP" */

#endif
