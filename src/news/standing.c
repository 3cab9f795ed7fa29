#include "news/standing.h"

#include <stdlib.h>

#include "know/calendar.h"
#include "news/assume.h"

/* Shared runs of three words, as the cosine of two sets: reports of one event have some. */
static const double FOREIGN = .012, AKIN = .04;

static int
two_digits(ab_str s, size_t at)
{
	return at + 1 < s.len ? (s.ptr[at] - '0') * 10 + s.ptr[at + 1] - '0' : 0;
}

/* "2020-10-25T07:05+05:30": minutes of the day in UTC, which may leave the day. */
static int
minute_of(ab_str stamp)
{
	enum { HOUR = 11, ZONE = 16 };

	if (stamp.len < ZONE || stamp.ptr[10] != 'T')
		return -1;
	int minute = 60 * two_digits(stamp, HOUR) + two_digits(stamp, HOUR + 3);
	if (stamp.len < ZONE + 6)
		return stamp.len > ZONE && stamp.ptr[ZONE] == 'Z' ? minute : -1;
	int zone = 60 * two_digits(stamp, ZONE + 1) + two_digits(stamp, ZONE + 4);
	return minute + (stamp.ptr[ZONE] == '-' ? zone : -zone) + 2 * 24 * 60;
}

/* Agencies outside quotations, once each; bylines have them too. */
static void
add_agency(struct ab_arena *arena, struct ab_source *s, size_t *room, ab_str name)
{
	ab_str *at = (ab_str *)s->agency;

	for (size_t i = 0; i < s->agencies; i++)
		if (ab_str_eq(at[i], name))
			return;
	at = ab_grow(arena, at, s->agencies, room, sizeof(*at));
	at[s->agencies++] = ab_copy(arena, name);
	s->agency = at;
}

static void
find_agencies(struct ab_arena *arena, struct ab_article *article, const struct ab_wording *wording,
    struct ab_source *s)
{
	const struct ab_lines *lines = ab_article_lines(article);
	ab_str text = ab_article_text(article);
	size_t room = 0;

	for (size_t i = 0; i < lines->count; i++) {
		const struct ab_line *line = &lines->at[i];
		ab_span word;
		if (line->kind == AB_KIND_CHROME || line->kind == AB_KIND_BLANK)
			continue;
		ab_str rest = ab_slice(text, (ab_span){ 0, line->at.end });
		for (size_t at = line->at.start; ab_lexicon_next(rest, at, &word); at = word.end)
			if (ab_wording_of(wording, ab_slice(text, word)) & AB_WORD_AGENCY)
				add_agency(arena, s, &room, ab_slice(text, word));
	}
}

struct ab_source
ab_source_of(struct ab_arena *arena, struct ab_article *article,
    const struct ab_segments *segments, const struct ab_knowledge *know)
{
	ab_str published = ab_article_published(article);
	struct ab_source s = { 0 };
	ab_civil day;

	if (published.len == 0)
		published = ab_article_assumed(article).date;
	s.published = ab_copy(arena, published);
	s.dated = ab_civil_parse(published, &day);
	s.day = s.dated ? ab_day(day) : 0;
	s.minute = minute_of(published);
	find_agencies(arena, article, ab_knowledge_wording(know), &s);
	struct ab_witness witness = ab_witness_of(arena, ab_article_text(article),
	    ab_article_lines(article), ab_knowledge_gazetteer(know), published,
	    ab_article_dates(article));
	s.run = witness.run;
	s.runs = witness.runs;
	for (size_t i = 0; i < segments->count; i++)
		for (size_t k = 0; k < segments->at[i].words; k++)
			s.words += !segments->at[i].word[k].mark;
	return s;
}

int
ab_source_first(const struct ab_source *a, const struct ab_source *b)
{
	if (!a->dated || !b->dated)
		return 0;
	if (a->minute >= 0 && b->minute >= 0) {
		int64_t x = (int64_t)a->day * 1440 + a->minute,
		    y = (int64_t)b->day * 1440 + b->minute;
		return (x > y) - (x < y);
	}
	/* A day without a time and a zone is less than a day long only in one place. */
	return a->day + 1 < b->day ? -1 : b->day + 1 < a->day;
}

static int
by_day(const void *a, const void *b)
{
	int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;

	return (x > y) - (x < y);
}

/* The day in the middle of all that are known; false if fewer than two are. */
static bool
middle_day(const struct ab_source *source, size_t count, int32_t *day)
{
	struct ab_arena scratch = { 0 };
	int32_t *days = AB_NEW(&scratch, int32_t, count + 1);
	size_t n = 0;

	for (size_t i = 0; i < count; i++)
		if (source[i].dated)
			days[n++] = source[i].day;
	qsort(days, n, sizeof(*days), by_day);
	*day = n ? days[n / 2] : 0;
	ab_arena_free(&scratch);
	return n > 1;
}

static double
likeness(const struct ab_source *a, const struct ab_source *b)
{
	struct ab_witness x = { .run = a->run, .runs = a->runs },
	    y = { .run = b->run, .runs = b->runs };

	return ab_witness_likeness(&x, &y);
}

/* The most that two articles among the first ones, or one and i, have in common. */
static double
nearest(const struct ab_source *source, size_t count, size_t i)
{
	double best = 0;

	for (size_t k = 0; k < count; k++) {
		double l = k == i ? 0 : likeness(&source[i], &source[k]);
		best = l > best ? l : best;
	}
	return best;
}

bool *
ab_sources_foreign(struct ab_arena *arena, const struct ab_source *source, size_t count)
{
	enum { ASKED = 24 }; /* in a large set only so many are compared with */
	bool *foreign = AB_NEW(arena, bool, count + 1);
	size_t asked = count < ASKED ? count : ASKED, akin = 0;
	int32_t day;
	bool known = middle_day(source, count, &day);

	for (size_t i = 0; i < asked; i++)
		akin += nearest(source, asked, i) >= AKIN;
	for (size_t i = 0; i < count; i++) {
		bool late = known && source[i].dated && abs(source[i].day - day) > AB_EVENT_DAYS;
		bool alien = count > 2 && 2 * akin > asked && nearest(source, asked, i) < FOREIGN;
		foreign[i] = late || alien;
	}
	return foreign;
}

struct ab_standing
ab_standing_of(const struct ab_source *source, size_t count, size_t i, const bool *foreign)
{
	const struct ab_source *s = &source[i];
	int32_t day;
	bool known = middle_day(source, count, &day) && s->dated;

	return (struct ab_standing){ .published = s->published, .words = s->words,
		.agency = s->agency, .agencies = s->agencies, .other_event = foreign[i],
		.days = known ? day - s->day : 0 };
}
