#define _POSIX_C_SOURCE 200809L /* mkstemp */
#include "tests/fixture.h"

#include "know/calendar.h"
#include "news/assume.h"

/* ---- witnesses by hand ---- */

/* Runs of words are the letters of `words`, clues ISO values with X; see the rows. */
struct told { const char *published, *words, *days[4]; };

static const struct { const char *what; struct told told[4]; size_t want; } rows[] = {
	{ "alike, and a weekday that fits",
	  { { "", "abcdefgh", { "XXXX-WXX-6" } },
	    { "2031-05-04", "abcdexyz", { "2031-05-03" } } }, 1 },
	{ "a date without a year that fits",
	  { { "", "abcdefgh", { "XXXX-05-03" } },
	    { "2031-05-04", "abcdexyz", { "2031-05-03" } } }, 1 },
	{ "with a time of day",
	  { { "", "abcdefgh", { "XXXX-WXX-6TMO" } },
	    { "2031-05-04", "abcdexyz", { "2031-05-03T09:00" } } }, 1 },
	{ "no words in common",
	  { { "", "abcdefgh", { "XXXX-WXX-6" } },
	    { "2031-05-04", "stuvwxyz", { "2031-05-03" } } }, 2 },
	{ "no day in common",
	  { { "", "abcdefgh", { "XXXX-WXX-2" } },
	    { "2031-05-04", "abcdefgh", { "2031-05-03" } } }, 2 },
	{ "no day at all",
	  { { "", "abcdefgh", { 0 } }, { "2031-05-04", "abcdefgh", { "2031-05-03" } } }, 2 },
	{ "that weekday, but of another month",
	  { { "", "abcdefgh", { "XXXX-WXX-6" } },
	    { "2031-05-04", "abcdefgh", { "2031-04-05" } } }, 2 },
	{ "that date, long before",
	  { { "", "abcdefgh", { "XXXX-02-10" } },
	    { "2031-05-04", "abcdefgh", { "2031-02-10" } } }, 2 },
	{ "a day that the lender cannot have known of",
	  { { "", "abcdefgh", { "XXXX-WXX-6", "2031-07-01" } },
	    { "2031-05-04", "abcdefgh", { "2031-05-03" } } }, 2 },
	{ "a day to come that both name",
	  { { "", "abcdefgh", { "XXXX-WXX-6", "2031-07-01" } },
	    { "2031-05-04", "abcdefgh", { "2031-05-03", "2031-07-01" } } }, 1 },
	{ "the one that is more alike",
	  { { "", "abcdefgh", { "XXXX-WXX-6" } }, { "2031-02-16", "abtuvwxy", { "2031-02-15" } },
	    { "2031-05-04", "abcdexyz", { "2031-05-03" } } }, 2 },
	{ "two of different weeks, as alike",
	  { { "", "abcdefgh", { "XXXX-WXX-6" } }, { "2031-02-16", "abcdwxyz", { "2031-02-15" } },
	    { "2031-05-04", "abcdexyz", { "2031-05-03" } } }, 3 },
	{ "two of one week",
	  { { "", "abcdefgh", { "XXXX-WXX-6" } }, { "2031-05-05", "abcdwxyz", { "2031-05-03" } },
	    { "2031-05-04", "abcdexyz", { "2031-05-03" } } }, 2 },
	{ "what states no date has none to lend",
	  { { "", "abcdefgh", { "XXXX-WXX-6" } },
	    { "", "abcdefgh", { "XXXX-WXX-6", "2031-05-03" } } }, 2 },
};

/* Through the public door: a text of a run of three words for each letter. */
static struct ab_witness
witness_of(struct ab_arena *arena, const struct told *told)
{
	char text[256] = "";
	struct ab_date dates[4];
	struct ab_dates list = { .at = dates };

	for (const char *w = told->words; *w; w++)
		sprintf(text + strlen(text), "%c is so.\n", *w);
	ab_str all = ab_copy(arena, ab_str_c(text));
	struct ab_lines lines = ab_lines_split(arena, all);
	for (; list.count < 4 && told->days[list.count]; list.count++)
		dates[list.count] = (struct ab_date){ { list.count, list.count + 1 }, AB_DATE_DATE,
			ab_str_c(told->days[list.count]) };
	return ab_witness_of(arena, all, &lines, AB_STR(""), ab_str_c(told->published), &list);
}

Test(assume, who_lends)
{
	for (size_t r = 0; r < AB_LEN(rows); r++) {
		struct ab_arena arena = { 0 };
		struct ab_witness w[4];
		size_t count = 0;
		for (; count < 4 && rows[r].told[count].published; count++)
			w[count] = witness_of(&arena, &rows[r].told[count]);
		size_t got = ab_assume(w, count, 0);
		cr_expect(got == rows[r].want, "%s: %zu of %zu", rows[r].what, got, count);
		ab_arena_free(&arena);
	}
}

Test(assume, likeness_is_a_cosine)
{
	struct ab_arena arena = { 0 };
	struct ab_witness none = { 0 }, a = witness_of(&arena, &(struct told){ "", "abcd", { 0 } }),
	    b = witness_of(&arena, &(struct told){ "", "cdefghijklmnopqr", { 0 } });

	cr_expect(a.runs == 4 && b.runs == 16);
	cr_expect(ab_witness_likeness(&a, &b) == 0.25, "2 of 4 and 16: %f",
	    ab_witness_likeness(&a, &b));
	cr_expect(ab_witness_likeness(&b, &a) == 0.25);
	cr_expect(ab_witness_likeness(&a, &a) == 1);
	cr_expect(ab_witness_likeness(&a, &none) == 0 && ab_witness_likeness(&none, &none) == 0);
	ab_arena_free(&arena);
}

/* ---- bundles ---- */

#define FERRY "The ferry Albatross ran aground off Ostholm harbour on Saturday with 240 " \
    "passengers " \
	"on board, the coast guard said. All of them were taken ashore by fishing boats.\n"

static const struct { const char *what, *texts[3]; const char *assumed[3]; } bundles[] = {
	{ "two reports of one event",
	  { "Published: 2031-05-04\n" FERRY "\nThe captain will be heard on Monday.",
	    "Ferry aground\n" FERRY "\nA tug is expected on Monday.", 0 },
	  { "", "2031-05-04" } },
	{ "a lender of a day later",
	  { "Published: 2031-05-05\n" FERRY "\nThe captain will be heard on Monday.",
	    "Ferry aground\n" FERRY "\nA tug is expected on Monday.", 0 },
	  { "", "2031-05-05" } },
	{ "half past midnight: the day before at Greenwich, but not where it was written",
	  { "Published: 2031-05-04T00:30+05:30\n" FERRY "\nThe captain will be heard on Monday.",
	    "Ferry aground\n" FERRY "\nA tug is expected on Monday.", 0 },
	  { "", "2031-05-04" } },
	{ "a dateline without a year",
	  { "Published: 2031-05-04\n" FERRY "\nThe captain was there on May 3.",
	    "OSTHOLM, May 3 (Agency) - The ferry ran aground.\n" FERRY "\nA tug is expected.", 0 },
	  { "", "2031-05-04" } },
	{ "another event",
	  { "Published: 2031-05-04\n" FERRY,
	    "The council of Westerby opened a new library on Saturday, and the mayor read aloud.",
	    0 },
	  { "", "" } },
	{ "another event, and three words in common",
	  { "Published: 2031-05-04\n" FERRY,
	    "The council of Westerby opened a new library on Saturday, and the mayor read aloud to "
	    "forty children and to two officers of the coast guard, who had brought a lifeboat "
	    "made of cake.", 0 },
	  { "", "" } },
	{ "all state a date",
	  { "Published: 2031-05-04\n" FERRY, "Published: 2031-05-06\n" FERRY, 0 }, { "", "" } },
	{ "none does", { FERRY, FERRY, 0 }, { "", "" } },
};

/* With the rules that are built in: the fixture's own know no dates. */
static void
open_with_dates(struct fixture *f, const char *const *texts, size_t *count)
{
	struct ab_article_options options = { 0 };
	struct ab_rule_text none = { 0 };
	struct ab_error err;
	ab_str all[3];

	for (*count = 0; *count < 3 && texts[*count]; ++*count)
		all[*count] = ab_str_c(texts[*count]);
	fixture_open(f, all, *count);
	ab_bundle_free(f->bundle);
	ab_knowledge_free(f->know);
	f->know = ab_knowledge_new(&none, 0, true, &err);
	f->bundle = ab_bundle_new(f->heap, f->know, &options);
	cr_assert(!ab_heap_reach(f->heap, *count));
}

Test(assume, bundles)
{
	for (size_t r = 0; r < AB_LEN(bundles); r++) {
		struct fixture f;
		size_t count;
		bool found = false;
		open_with_dates(&f, bundles[r].texts, &count);
		struct ab_article *open = ab_bundle_hold(f.bundle, 1);
		ab_article_dates(open);
		while (ab_bundle_assume(f.bundle, &found))
			;
		bool any = false;
		for (size_t i = 0; i < count; i++) {
			struct ab_article *a = ab_bundle_hold(f.bundle, i);
			ab_str date = ab_article_assumed(a).date;
			cr_expect(ab_str_eq(date, ab_str_c(bundles[r].assumed[i])),
			    "%s: %zu is %.*s", bundles[r].what, i, (int)date.len, date.ptr);
			any |= date.len > 0;
			cr_expect(ab_article_published(a).len == 0 || date.len == 0);
			ab_bundle_let_go(f.bundle, a);
		}
		cr_expect(found == any, "%s", bundles[r].what);
		ab_bundle_let_go(f.bundle, open);
		fixture_close(&f);
	}
}

/* A day between the two reports moves no weekday: both mean the same Saturday and Monday. */
Test(assume, dates_are_read_as_of_that_day)
{
	for (size_t r = 0; r < 3; r++) {
		struct fixture f;
		bool found = false;
		size_t count;

		open_with_dates(&f, bundles[r].texts, &count);
		struct ab_article *a = ab_bundle_hold(f.bundle, 1);
		cr_expect(ab_str_eq(ab_article_dates(a)->at[0].value, AB_STR("XXXX-WXX-6")));
		while (ab_bundle_assume(f.bundle, &found))
			;
		cr_assert(found);
		cr_expect(ab_str_eq(ab_article_dates(a)->at[0].value, AB_STR("2031-05-03")));
		cr_expect(ab_str_eq(ab_article_dates(a)->at[1].value, AB_STR("2031-05-05")));
		cr_expect(ab_str_eq(ab_article_assumed(a).from, AB_STR("article-1.txt")));
		cr_expect(ab_article_published(a).len == 0);
		ab_bundle_let_go(f.bundle, a);
		fixture_close(&f);
	}
}
