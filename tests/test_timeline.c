#define _POSIX_C_SOURCE 200809L /* mkstemp */
#include "tests/fixture.h"

#include "know/calendar.h"
#include "news/timeline.h"

static const struct { const char *value, *first, *last; } stretches[] = {
	{ "2031-05-03", "2031-05-03", "2031-05-03" },
	{ "2031-05-03T17:30", "2031-05-03", "2031-05-03" },
	{ "2031-05-03TMO", "2031-05-03", "2031-05-03" },
	{ "2031-05", "2031-05-01", "2031-05-31" },
	{ "2031-12", "2031-12-01", "2031-12-31" },
	{ "2028-02", "2028-02-01", "2028-02-29" },
	{ "2031", "2031-01-01", "2031-12-31" },
	{ "203", "2030-01-01", "2039-12-31" },
	{ "20", "2000-01-01", "2099-12-31" },
	{ "2031-W01", "2030-12-30", "2031-01-05" },
	{ "2032-W53", "2032-12-27", "2033-01-02" },
	{ "2031-W53", NULL, NULL }, /* has 52 */
	{ "2031-05-03T00:30+05:30", "2031-05-03", "2031-05-03" }, /* the day of its place */
	{ "2016-12-31T23:59Z", "2016-12-31", "2016-12-31" },
	{ "2031-W18-WE", "2031-05-03", "2031-05-04" },
	{ "2031-W18-6", "2031-05-03", "2031-05-03" },
	{ "2031-Q1", "2031-01-01", "2031-03-31" },
	{ "2031-Q4", "2031-10-01", "2031-12-31" },
	{ "2031-H2", "2031-07-01", "2031-12-31" },
	{ "2031-SP", "2031-03-01", "2031-05-31" },
	{ "2031-SU", "2031-06-01", "2031-08-31" },
	{ "2031-FA", "2031-09-01", "2031-11-30" },
	{ "2031-WI", "2031-12-01", "2032-02-29" },
	{ "2031-02-30", NULL, NULL }, { "2031-13", NULL, NULL }, { "2031-Q5", NULL, NULL },
	{ "2031-05-XX", NULL, NULL }, { "2031-XX", NULL, NULL }, { "2031-W00", NULL, NULL },
	{ "2031-W18-", NULL, NULL }, { "2031-W18-8", NULL, NULL }, { "2031-", NULL, NULL },
	{ "20315", NULL, NULL }, { "0000", NULL, NULL }, { "", NULL, NULL }, { "2", NULL, NULL },
	{ "XXXX-WXX-6", NULL, NULL }, { "XXXX-05-03", NULL, NULL }, { "P3M", NULL, NULL },
	{ "PT24H", NULL, NULL }, { "PAST_REF", NULL, NULL }, { "FUTURE_REF", NULL, NULL },
	{ "BC0044", NULL, NULL },
};

static ab_str
iso(struct ab_arena *arena, int32_t day)
{
	ab_civil c = ab_civil_from_day(day);

	return ab_format(arena, "%04d-%02d-%02d", c.year, c.month, c.day);
}

Test(days, values_are_stretches)
{
	struct ab_arena arena = { 0 };

	for (size_t i = 0; i < AB_LEN(stretches); i++) {
		ab_days days;
		bool got = ab_days_of(ab_str_c(stretches[i].value), &days);
		cr_expect_eq(got, stretches[i].first != NULL, "%s", stretches[i].value);
		if (!got || !stretches[i].first)
			continue;
		ab_str first = iso(&arena, days.first), last = iso(&arena, days.last);
		cr_expect_str_eq(first.ptr, stretches[i].first, "%s", stretches[i].value);
		cr_expect_str_eq(last.ptr, stretches[i].last, "%s", stretches[i].value);
	}
	ab_arena_free(&arena);
}

/* Weeks tile the calendar: each begins the day after the one before it ended. */
Test(days, weeks_tile_the_years)
{
	struct ab_arena arena = { 0 };
	int32_t next = ab_day((ab_civil){ 1999, 1, 4 });

	for (int year = 1999; year < 2060; year++)
		for (int week = 1; week <= 53; week++) {
			ab_days days;
			int of;
			if (!ab_days_of(ab_format(&arena, "%d-W%02d", year, week), &days))
				continue;
			cr_assert_eq(days.first, next, "%d-W%02d", year, week);
			cr_expect_eq(ab_iso_week(days.last, &of), week);
			cr_expect_eq(of, year);
			next = days.last + 1;
		}
	ab_arena_free(&arena);
}

Test(days, order)
{
	cr_expect_lt(ab_days_cmp((ab_days){ 1, 9 }, (ab_days){ 2, 2 }), 0);
	cr_expect_lt(ab_days_cmp((ab_days){ 1, 1 }, (ab_days){ 1, 9 }), 0,
	    "a day before the month it begins");
	cr_expect_eq(ab_days_cmp((ab_days){ 1, 9 }, (ab_days){ 1, 9 }), 0);
}

static const char *const articles[] = {
	("Ferry aground\n\nThe ferry ran aground on 3 May 2031. It was afloat again on 4 May 2031, "
	    "or so they "
	"say. On 3 May 2031 nobody was hurt."),
	"Trials\n\nTrials had been held in May 2031 and on 3 May 2031 at 9 a.m. They took "
	    "three days.",
	"Nothing is said of any day here.",
};

/* "value article x count kind|before{what}after" of each moment, one a line. */
static ab_str
written(struct ab_arena *arena, struct ab_timeline *t)
{
	size_t count;
	const struct ab_moment *m = ab_timeline_moments(t, &count);
	ab_str all = AB_STR("");

	for (size_t i = 0; i < count; i++, m++)
		all = ab_format(arena, "%.*s%.*s %zux%zu %d|%.*s{%.*s}%.*s\n", (int)all.len,
		    all.ptr, (int)m->value.len, m->value.ptr, m->article, m->count, (int)m->kind,
		    (int)m->before.len, m->before.ptr, (int)m->what.len, m->what.ptr,
		    (int)m->after.len, m->after.ptr);
	return all;
}

Test(timeline, moments_in_order)
{
	struct ab_timeline *t = ab_timeline_new();
	struct ab_arena arena = { 0 };
	struct fixture f;

	fixture_open_all(&f, articles, AB_LEN(articles));
	cr_expect_eq(written(&arena, t).len, 0);
	for (size_t i = AB_LEN(articles); i-- > 0;) {
		cr_assert(ab_heap_reach(f.heap, i));
		struct ab_article *a = ab_bundle_hold(f.bundle, i);
		if (i == 2)
			ab_article_assume(a, (ab_assumed){ AB_STR("2031-05-05"), AB_STR("x") });
		ab_timeline_add(t, i, a, f.know);
		ab_bundle_let_go(f.bundle, a);
	}
	cr_expect_str_eq(written(&arena, t).ptr,
	    "2031-05 1x1 2|Trials had been held in {May 2031} and on 3 May 2031 at 9 a.m.\n"
	    "2031-05-03 0x2 2|The ferry ran aground on {3 May 2031}.\n"
	    "2031-05-03 1x1 2|Trials had been held in May 2031 and on {3 May 2031 at 9 a.m.}\n"
	    "2031-05-04 0x1 2|It was afloat again on {4 May 2031}, or so they say.\n"
	    "2031-05-05 2x1 1|{}\n", "%s", written(&arena, t).ptr);
	ab_timeline_free(t);
	fixture_close(&f);
	ab_arena_free(&arena);
}

/* A very long sentence, and an article of very many days. */
Test(timeline, is_bounded)
{
	enum { DAYS = 80000, LONG = 100000 };
	struct ab_timeline *t = ab_timeline_new();
	struct ab_arena arena = { 0 };
	char *many = ab_alloc(&arena, DAYS, 24), *longest = ab_alloc(&arena, 2 * LONG + 32, 1);
	size_t len = 0, count;
	struct fixture f;

	for (int i = 0; i < DAYS; i++)
		len += (size_t)sprintf(many + len, "It was on %04d-%02d-%02d. ", 1800 + i / 336,
		    i / 28 % 12 + 1, i % 28 + 1);
	for (int i = 0; i < LONG; i += 2)
		memcpy(longest + i, "\xc3\xa9", 2);
	strcpy(longest + LONG, " on 3 May 2031 ");
	memset(longest + strlen(longest), 'e', LONG);
	fixture_open(&f, (ab_str[]){ { many, len }, ab_str_c(longest) }, 2);
	for (size_t i = 2; i-- > 0;) {
		cr_assert(ab_heap_reach(f.heap, i));
		struct ab_article *a = ab_bundle_hold(f.bundle, i);
		ab_timeline_add(t, i, a, f.know);
		ab_bundle_let_go(f.bundle, a);
	}
	const struct ab_moment *m = ab_timeline_moments(t, &count);
	cr_expect_gt(count, 60000);
	cr_expect_leq(count, 1 << 16);
	for (size_t i = 0; i < count; i++)
		cr_expect(m[i].before.len < 600 && m[i].after.len < 600, "%zu %zu", m[i].before.len,
		    m[i].after.len);
	ab_timeline_free(t);
	fixture_close(&f);
	ab_arena_free(&arena);
}
