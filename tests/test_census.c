#include <criterion/criterion.h>
#include <stdlib.h>

#include "news/census.h"
#include "tests/ids.h"

/* Articles as lists of ids; and the tally, a row "id total = count in each article". */
struct row { const char *what; const char *articles[3][6]; const char *tally[5]; };

static const struct row rows[] = {
	{ "none", { { NULL } }, { NULL } },
	{ "mentions in one article",
	  { { "PER:Ada Lindqvist", "LOC:Oldport", "PER:Ada Lindqvist" } },
	  { "PER:Ada Lindqvist 2 = 2 0 0 in 1", "LOC:Oldport 1 = 1 0 0 in 1" } },
	{ "in several",
	  { { "LOC:Oldport" }, { "ORG:Harrow" }, { "LOC:Oldport", "ORG:Harrow", "LOC:Oldport" } },
	  { "LOC:Oldport 3 = 1 0 2 in 2", "ORG:Harrow 2 = 0 1 1 in 2" } },
	{ "a form is a name, however it is written",
	  { { "LOC:Oldport", "LOC:OLDPORT" }, { "LOC:oldport" } },
	  { "LOC:Oldport 3 = 2 1 0 in 2" } },
	{ "a surname is the person",
	  { { "PER:Lindqvist", "LOC:Oldport" }, { "PER:Ada Lindqvist", "PER:Lindqvist" } },
	  { "PER:Ada Lindqvist 3 = 1 2 0 in 2", "LOC:Oldport 1 = 1 0 0 in 1" } },
	{ "a surname of two persons is neither",
	  { { "PER:Ada Lindqvist" }, { "PER:Lindqvist" }, { "PER:Olof Lindqvist" } },
	  { "PER:Ada Lindqvist 1 = 1 0 0 in 1", "PER:Lindqvist 1 = 0 1 0 in 1",
	    "PER:Olof Lindqvist 1 = 0 0 1 in 1" } },
	{ "one type a name",
	  { { "ORG:Harrow", "LOC:Harrow" }, { "LOC:Harrow", "LOC:Harrow" } },
	  { "LOC:Harrow 4 = 2 2 0 in 2" } },
};

/* What holds for every row: no article twice, none without a mention, and they make the total. */
static void
check_row(const struct ab_tally_row *row)
{
	size_t total = 0;

	for (size_t i = 0; i < row->articles; i++) {
		total += row->cell[i].count;
		cr_expect_gt(row->cell[i].count, 0);
		cr_expect_eq(ab_tally_in(row, row->cell[i].article), row->cell[i].count);
	}
	cr_expect_gt(total, 0);
	cr_expect_eq(total, row->total);
	cr_expect(ab_str_starts(row->id, ab_str_c(ab_entity_name(row->type))));
}

Test(census, counts)
{
	for (size_t r = 0; r < AB_LEN(rows); r++) {
		struct ab_arena arena = { 0 };
		struct ab_roster *roster = ab_roster_new();
		struct ab_census *census = ab_census_new();
		for (size_t a = 0; a < 3; a++) {
			struct ab_names names = names_of(&arena, rows[r].articles[a]);
			ab_roster_add(roster, AB_STR("------"), &names);
			ab_census_add(census, 10 + a, &names);
		}
		ab_roster_settle(roster);
		struct ab_tally tally = ab_census_tally(&arena, census, roster);
		ab_roster_free(roster); /* the tally keeps nothing of it */
		cr_expect_eq(ab_census_articles(census), 3);
		ab_census_free(census);
		size_t want = 0;
		for (; want < AB_LEN(rows[r].tally) && rows[r].tally[want]; want++) {
			cr_assert_lt(want, tally.count, "%s", rows[r].what);
			const struct ab_tally_row *row = &tally.at[want];
			check_row(row);
			ab_str got = ab_format(&arena, "%.*s %zu = %zu %zu %zu in %zu",
			    (int)row->id.len, row->id.ptr, row->total, ab_tally_in(row, 10),
			    ab_tally_in(row, 11), ab_tally_in(row, 12), row->articles);
			cr_expect_str_eq(got.ptr, rows[r].tally[want], "%s", rows[r].what);
		}
		cr_expect_eq(tally.count, want, "%s", rows[r].what);
		ab_arena_free(&arena);
	}
}

/* The roster may learn more between two tallies, and the counts go with it. */
Test(census, follows_the_roster)
{
	struct ab_name names[] = {
		{ { 0, 1 }, AB_ENTITY_PER, AB_STR("PER:Lindqvist") },
		{ { 0, 1 }, AB_ENTITY_PER, AB_STR("PER:Ada Lindqvist") },
	};
	struct ab_arena arena = { 0 };
	struct ab_roster *roster = ab_roster_new();
	struct ab_census *census = ab_census_new();

	for (size_t a = 0; a < 2; a++) {
		struct ab_names one = { &names[a], 1 };
		ab_roster_add(roster, AB_STR("-"), &one);
		ab_census_add(census, a, &one);
		ab_roster_settle(roster);
		struct ab_tally tally = ab_census_tally(&arena, census, roster);
		cr_expect_eq(tally.count, 1);
		cr_expect_eq(tally.at[0].total, a + 1);
		cr_expect(ab_str_eq(tally.at[0].id, names[a].id));
	}
	ab_roster_free(roster);
	ab_census_free(census);
	ab_arena_free(&arena);
}

/* Memory is that of different names, not of mentions. */
Test(census, keeps_notes_not_mentions)
{
	enum { MENTIONS = 100000 };
	struct ab_name *name = ab_xalloc(MENTIONS, sizeof(*name));
	struct ab_names names = { name, MENTIONS };
	struct ab_arena arena = { 0 };
	struct ab_roster *roster = ab_roster_new();
	struct ab_census *census = ab_census_new();

	for (size_t i = 0; i < MENTIONS; i++)
		name[i] = (struct ab_name){ { i, i + 1 }, AB_ENTITY_ORG, AB_STR("ORG:Harrow") };
	for (size_t a = 0; a < 100; a++)
		ab_census_add(census, a, &names);
	ab_roster_settle(roster);
	struct ab_tally tally = ab_census_tally(&arena, census, roster);
	cr_expect_eq(tally.count, 1);
	cr_expect_eq(tally.at[0].total, 100 * MENTIONS);
	cr_expect_eq(tally.at[0].articles, 100);
	cr_expect_lt(arena.total, 1 << 20);
	ab_roster_free(roster);
	ab_census_free(census);
	ab_arena_free(&arena);
	free(name);
}
