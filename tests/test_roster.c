#include <criterion/criterion.h>

#include "news/roster.h"
#include "tests/ids.h"

/* Articles as lists of ids; what the roster makes of each. */
struct row { const char *what; const char *articles[4][6]; const char *ids[4][6]; };

static const struct row rows[] = {
	{ "a surname of one person",
	  { { "PER:Ada Lindqvist" }, { "PER:Lindqvist" } },
	  { { "PER:Ada Lindqvist" }, { "PER:Ada Lindqvist" } } },
	{ "whichever comes first",
	  { { "PER:lindqvist", "LOC:Oldport" }, { "PER:Ada Lindqvist" } },
	  { { "PER:Ada Lindqvist", "LOC:Oldport" }, { "PER:Ada Lindqvist" } } },
	{ "a surname of two persons",
	  { { "PER:Ada Lindqvist" }, { "PER:Lindqvist" }, { "PER:Olof Lindqvist" } },
	  { { "PER:Ada Lindqvist" }, { "PER:Lindqvist" }, { "PER:Olof Lindqvist" } } },
	{ "one person twice is not two",
	  { { "PER:Ada Lindqvist" }, { "PER:ADA LINDQVIST", "PER:Lindqvist" } },
	  { { "PER:Ada Lindqvist" }, { "PER:Ada Lindqvist", "PER:Ada Lindqvist" } } },
	{ "the commonest type",
	  { { "ORG:Harrow" }, { "LOC:Harrow", "LOC:Harrow" } },
	  { { "LOC:Harrow" }, { "LOC:Harrow", "LOC:Harrow" } } },
	{ "a place is not a person of that name",
	  { { "LOC:Harrow" }, { "PER:Jim Harrow" } },
	  { { "LOC:Harrow" }, { "PER:Jim Harrow" } } },
	{ "an organisation is not its last word",
	  { { "ORG:Bank of Harrow" }, { "PER:Harrow" } },
	  { { "ORG:Bank of Harrow" }, { "PER:Harrow" } } },
};

Test(roster, who_is_who)
{
	for (size_t r = 0; r < AB_LEN(rows); r++) {
		struct ab_arena arena = { 0 };
		struct ab_roster *roster = ab_roster_new();
		for (size_t a = 0; a < 4; a++) {
			struct ab_names names = names_of(&arena, rows[r].articles[a]);
			ab_roster_add(roster, AB_STR("------"), &names);
		}
		for (int again = 0; again < 2; again++)
			ab_roster_settle(roster);
		for (size_t a = 0; a < 4; a++) {
			struct ab_names names = names_of(&arena, rows[r].articles[a]);
			for (size_t i = 0; i < names.count; i++) {
				struct ab_name got = ab_roster_look(roster, AB_STR("------"),
				    names.at[i]);
				cr_expect(ab_str_eq(got.id, ab_str_c(rows[r].ids[a][i])),
				    "%s: %s is %.*s", rows[r].what, rows[r].articles[a][i],
				    (int)got.id.len, got.id.ptr);
				cr_expect(ab_str_starts(got.id, ab_str_c(ab_entity_name(got.type))),
				    "%s", rows[r].what);
				cr_expect(got.at.start == i && got.at.end == i + 1);
			}
		}
		ab_roster_free(roster);
		ab_arena_free(&arena);
	}
}

Test(roster, what_it_does_not_know_stays)
{
	struct ab_roster *roster = ab_roster_new();
	struct ab_name name = { { 0, 1 }, AB_ENTITY_LOC, AB_STR("LOC:Oldport") };
	struct ab_names names = { &name, 1 };

	cr_expect(ab_str_eq(ab_roster_look(roster, AB_STR("-"), name).id, name.id));
	ab_roster_add(roster, AB_STR("-"), &names);
	cr_expect(ab_str_eq(ab_roster_look(roster, AB_STR("-"), name).id, name.id),
	    "added, not settled");
	ab_roster_settle(roster);
	cr_expect(ab_str_eq(ab_roster_look(roster, AB_STR("-"), name).id, name.id));
	ab_roster_free(roster);
}

Test(roster, remembers_names_not_mentions)
{
	struct ab_arena arena = { 0 };
	struct ab_roster *roster = ab_roster_new();
	struct ab_name name = { { 0, 1 }, AB_ENTITY_ORG, AB_STR("ORG:Harrow") };
	struct ab_names names = { &name, 1 };

	for (int i = 0; i < 100000; i++)
		ab_roster_add(roster, AB_STR("-"), &names);
	name = (struct ab_name){ { 0, 1 }, AB_ENTITY_LOC, AB_STR("LOC:Harrow") };
	ab_roster_add(roster, AB_STR("-"), &names);
	ab_roster_settle(roster);
	cr_expect_eq(ab_roster_look(roster, AB_STR("-"), name).type, AB_ENTITY_ORG);
	ab_roster_free(roster);
	ab_arena_free(&arena);
}

static struct ab_name
short_name(const char *id)
{
	ab_str type = { id, strcspn(id, ":") };

	return (struct ab_name){ { 0, 3 }, ab_entity_parse(type), ab_str_c(id) };
}

/* An abbreviation is what the one article that spells it out says, whatever others took it for. */
Test(roster, abbreviations)
{
	static const struct { const char *text, *id, *want; } shorts[] = {
		{ "VHU", "ORG:Velmark Harbour Union", "ORG:Velmark Harbour Union" },
		{ "VHU", "LOC:VHU", "ORG:Velmark Harbour Union" },
		{ "QVT", "ORG:Quay Vets Trust", "ORG:Quay Vets Trust" },
		{ "QVT", "ORG:Quiet Vale Theatre", "ORG:Quiet Vale Theatre" },
		{ "QVT", "ORG:QVT", "ORG:QVT" },
	};
	struct ab_roster *roster = ab_roster_new();

	for (size_t i = 0; i < AB_LEN(shorts); i++) {
		struct ab_name name = short_name(shorts[i].id);
		struct ab_names names = { &name, 1 };
		ab_roster_add(roster, ab_str_c(shorts[i].text), &names);
	}
	ab_roster_settle(roster);
	for (size_t i = 0; i < AB_LEN(shorts); i++) {
		struct ab_name got = ab_roster_look(roster, ab_str_c(shorts[i].text),
		    short_name(shorts[i].id));
		cr_expect(ab_str_eq(got.id, ab_str_c(shorts[i].want)), "%zu: %.*s", i,
		    (int)got.id.len, got.id.ptr);
	}
	ab_roster_free(roster);
}
