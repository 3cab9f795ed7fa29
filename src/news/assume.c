#include "news/assume.h"

#include <math.h>
#include <stdlib.h>

#include "know/calendar.h"
#include "news/amounts.h"
#include "news/forms.h"
#include "news/tokens.h"

/* Measured on 56 pairs of reports of one event and 255 of others on the same subject: two thirds
 * of the former are above it, and one of the latter. */
#define ALIKE 0.035

enum {
	RUNS_MAX = 20000, /* of an article: what tells is at its front */
	WEEK = 7
};

#define RIVAL (2.0 / 3) /* so much of the best likeness is nearly as alike */

/* ---- what an article tells ---- */

static int
by_key(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

static void
take_runs(struct ab_witness *w, struct ab_arena *arena, ab_str text, const struct ab_lines *lines,
    ab_str gazetteer)
{
	AB_LIST(uint64_t) list = { 0 };
	struct ab_sentences at;
	struct ab_sentence *s = ab_xalloc(1, sizeof(*s));

	ab_sentences_begin(&at, text, lines, gazetteer);
	while (list.count < RUNS_MAX && ab_sentences_next(&at, s)) {
		uint64_t last[2] = { 0, 0 };
		for (size_t i = 0; i < s->count; i++) {
			if (s->at[i].kind != AB_TOKEN_WORD && s->at[i].kind != AB_TOKEN_NUMBER)
				continue;
			uint64_t key = ab_form_key(ab_slice(text, s->at[i].at));
			if (last[0])
				AB_PUSH(arena, &list,
				    ab_form_pair(ab_form_pair(last[0], last[1]), key));
			last[0] = last[1];
			last[1] = key;
		}
	}
	free(s);
	if (list.count)
		qsort(list.at, list.count, sizeof(*list.at), by_key);
	for (size_t i = 0; i < list.count; i++)
		if (i == 0 || list.at[i] != list.at[i - 1])
			list.at[w->runs++] = list.at[i];
	w->run = list.at;
}

/* "2031-05-03T07:05", "XXXX-05-03" or "XXXX-WXX-6". */
static bool
clue_of(ab_str value, struct ab_clue *clue)
{
	ab_civil c;

	*clue = (struct ab_clue){ 0 };
	if (ab_civil_parse(value, &c)) {
		*clue = (struct ab_clue){ (int16_t)c.year, (int8_t)c.month, (int8_t)c.day, 0 };
		return true;
	}
	if (!ab_str_starts(value, AB_STR("XXXX-")) || value.len < 10)
		return false;
	value = ab_str_skip(value, 5);
	if (ab_str_starts(value, AB_STR("WXX-"))) {
		clue->weekday = (int8_t)ab_digits(ab_str_skip(value, 4));
		return clue->weekday >= 1 && clue->weekday <= 7;
	}
	clue->month = (int8_t)ab_digits((ab_str){ value.ptr, 2 });
	clue->day = (int8_t)ab_digits((ab_str){ value.ptr + 3, 2 });
	return clue->month && clue->day && value.ptr[2] == '-';
}

struct ab_witness
ab_witness_of(struct ab_arena *arena, ab_str text, const struct ab_lines *lines, ab_str gazetteer,
    ab_str published, const struct ab_dates *dates)
{
	struct ab_witness w = { 0 };
	AB_LIST(struct ab_clue) list = { 0 };
	struct ab_clue clue;
	ab_civil day;

	if (ab_civil_parse(published, &day)) {
		w.stated = true;
		w.day = ab_day(day);
	}
	take_runs(&w, arena, text, lines, gazetteer);
	for (size_t i = 0; i < dates->count; i++)
		if ((dates->at[i].type == AB_DATE_DATE || dates->at[i].type == AB_DATE_TIME)
		    && clue_of(dates->at[i].value, &clue))
			AB_PUSH(arena, &list, clue);
	w.clue = list.at;
	w.clues = list.count;
	return w;
}

/* ---- who lends ---- */

double
ab_witness_likeness(const struct ab_witness *a, const struct ab_witness *b)
{
	size_t i = 0, j = 0, both = 0;

	while (i < a->runs && j < b->runs) {
		uint64_t x = a->run[i], y = b->run[j];
		both += x == y;
		i += x <= y;
		j += y <= x;
	}
	return both ? (double)both / sqrt((double)a->runs * (double)b->runs) : 0;
}

/* Does the lender name, near its own date, a day that fits the clue? */
static bool
names(const struct ab_witness *lender, struct ab_clue clue)
{
	for (size_t i = 0; i < lender->clues; i++) {
		struct ab_clue c = lender->clue[i];
		if (!c.year)
			continue;
		int32_t day = ab_day((ab_civil){ c.year, c.month, c.day });
		bool near = abs(day - lender->day) <= WEEK;
		if (clue.weekday ? near && ab_weekday(day) == clue.weekday
		    : clue.year ? day == ab_day((ab_civil){ clue.year, clue.month, clue.day })
		    : near && c.month == clue.month && c.day == clue.day)
			return true;
	}
	return false;
}

/* Some day is one that both name, and none was still to come when the lender was written. */
static bool
days_fit(const struct ab_witness *a, const struct ab_witness *lender)
{
	bool fits = false;

	for (size_t i = 0; i < a->clues; i++) {
		struct ab_clue c = a->clue[i];
		bool named = names(lender, c);
		if (c.year && !named && ab_day((ab_civil){ c.year, c.month, c.day }) > lender->day
		    + WEEK)
			return false;
		fits |= named;
	}
	return fits;
}

size_t
ab_assume(const struct ab_witness *witness, size_t count, size_t i)
{
	size_t best = count;
	double most = 0;

	for (size_t k = 0; k < count; k++) {
		double alike = witness[k].stated ? ab_witness_likeness(&witness[i],
		    &witness[k]) : 0;
		if (alike >= ALIKE && alike > most && days_fit(&witness[i], &witness[k])) {
			best = k;
			most = alike;
		}
	}
	for (size_t k = 0; best < count && k < count; k++)
		if (witness[k].stated && abs(witness[k].day - witness[best].day) > WEEK
		    && ab_witness_likeness(&witness[i], &witness[k]) > most * RIVAL)
			return count;
	return best;
}
