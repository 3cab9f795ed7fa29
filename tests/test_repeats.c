/* Lines that an article says twice. A row: the kinds of its lines by a letter each, the lines, and
 * what is found as "COPY=FIRST-LAST", "t" for a headline. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "news/repeats.h"

#define P1 "The ferry sailed at noon with ninety people on board."
#define P2 "Its captain had waited a year for the quay to be rebuilt. Nobody cheered."
#define P2A "Its captain had waited a year for the quay to be rebuilt."

static const struct { const char *kinds, *text, *want; } rows[] = {
	/* a line once more */
	{ "bb", P1 "\n" P1, "2=1-1 " },
	{ "bb", P1 "\n  the FERRY  sailed\tat noon with ninety people on board. ", "2=1-1 " },
	{ "bb", "Ärger über das Öl auf dem Fluss bei Ostholm\n"
	    "ÄRGER ÜBER DAS ÖL AUF DEM FLUSS BEI OSTHOLM", "2=1-1 " },
	{ "bbb", P1 "\n" P1 "\n" P1, "2=1-1 3=1-1 " },
	{ "bb", P1 "\nThe ferry sailed at noon with ninety people on board!", "" },
	{ "bb", "one two three four five six seven\none two three four five six seven", "" },
	{ "bb", "one two three four five six seven eight\none two three four five six seven eight",
	    "2=1-1 " },
	{ "hb", P1 "\n" P1, "" },
	{ "bh", P1 "\n" P1, "" },
	/* a standfirst, of what several paragraphs or a part of one say */
	{ "bbb", P1 " " P2 "\n" P1 "\n" P2, "1=2-3 " },
	{ "bbb", P1 " " P2A "\n" P1 "\n" P2, "1=2-3 " },
	{ "bbbb", P1 " " P2A "\n" P1 "\nShort.\n" P2, "2=1-1 " },
	{ "bbcb", P1 " " P2A "\n" P1 "\nThe quay\n" P2, "1=2-4 " },
	{ "bbb", P1 "\n" P2 "\n" P1 " " P2, "3=1-2 " },
	{ "bb", P2A "\n" P2, "1=2-2 " },
	{ "bb", P2 "\n" P2A, "2=1-1 " },
	{ "bb", P1 "\n" P1 " " P2, "1=2-2 " },
	{ "bb", P1 "\nYesterday " P1, "" },
	{ "bbbb", P1 "\n" P1 " " P2 "\n" P1 "\n" P2, "1=3-3 2=3-4 " },
	/* captions without what the site puts after them */
	{ "cc", "The ferry Gannet at the new quay of Ostholm harbour\n"
	    "The ferry Gannet at the new quay of Ostholm harbour - Harbour Post", "2=1-1 " },
	/* the headline */
	{ "tbt", "Ferry is back\n" P1 "\nFerry is back", "3=1-1t " },
	{ "tbb", "Ferry is back\n" P1 "\nFERRY is back", "3=1-1t " },
	{ "tbt", "Ferry back\n" P1 "\nFerry back", "" },
	{ "tbh", "Ferry is back\n" P1 "\nFerry is back", "" },
	{ "", "", "" },
};

static struct ab_lines
lines_of(struct ab_arena *arena, ab_str text, const char *kinds)
{
	struct ab_lines lines = ab_lines_split(arena, text);

	for (size_t i = 0; i < lines.count; i++) {
		char k = kinds[i];
		lines.at[i].kind = k == 't' ? AB_KIND_TITLE : k == 'c' ? AB_KIND_CAPTION
		    : k == 'h' ? AB_KIND_CHROME : AB_KIND_BODY;
		if (k == 't' && lines.title.len == 0)
			lines.title = ab_slice(text, lines.at[i].at);
	}
	return lines;
}

Test(repeats, are_found)
{
	for (size_t i = 0; i < AB_LEN(rows); i++) {
		struct ab_arena arena = { 0 };
		ab_str text = ab_str_c(rows[i].text);
		struct ab_lines lines = lines_of(&arena, text, rows[i].kinds);
		struct ab_repeats got = ab_repeats_find(&arena, text, &lines);
		char said[200] = "";
		for (size_t k = 0; k < got.count; k++)
			snprintf(said + strlen(said), sizeof(said) - strlen(said), "%zu=%zu-%zu%s ",
			    got.at[k].line + 1, got.at[k].first + 1, got.at[k].last + 1,
			    got.at[k].title ? "t" : "");
		cr_expect_str_eq(said, rows[i].want, "row %zu: %s", i, said);
		for (size_t k = 0; k < lines.count; k++) {
			const struct ab_repeat *r = ab_repeats_at(&got, k);
			cr_expect(!r || r->line == k);
		}
		ab_arena_free(&arena);
	}
}

Test(repeats, hidden_parts_say_nothing)
{
	struct ab_arena arena = { 0 };
	ab_str text = AB_STR(P1 "\n12 shares " P1 " Share this");
	struct ab_lines lines = lines_of(&arena, text, "bb");
	size_t start = sizeof(P1);
	struct ab_hidden hidden[] = {
		{ { start, start + 10 }, AB_STR("counter") },
		{ { text.len - 11, text.len }, AB_STR("share") },
	};

	lines.hidden = hidden;
	lines.hidden_count = 2;
	struct ab_repeats got = ab_repeats_find(&arena, text, &lines);
	cr_assert_eq(got.count, 1);
	cr_expect_eq(got.at[0].line, 1);
	cr_expect_eq(got.at[0].words, 10);
	ab_arena_free(&arena);
}

/* A line of 2000 words is compared, a longer one is not. */
Test(repeats, endless_lines_are_left_alone)
{
	for (size_t words = 1999; words <= 2001; words++) {
		struct ab_arena arena = { 0 };
		AB_LIST(char) list = { 0 };
		for (size_t i = 0; i < 2 * words; i++)
			for (const char *p = ab_format(&arena, "w%zu%c", i % words,
			    i + 1 == words ? '\n' : ' ').ptr; *p; p++)
				AB_PUSH(&arena, &list, *p);
		ab_str text = { list.at, list.count };
		struct ab_lines lines = lines_of(&arena, text, "bb");
		cr_expect_eq(ab_repeats_find(&arena, text, &lines).count, words <= 2000,
		    "%zu words", words);
		ab_arena_free(&arena);
	}
}

/* A million words of lines that all begin alike: no more work for it, and nothing said is lost. */
Test(repeats, cost_is_linear, .timeout = 20)
{
	enum { LINES = 100000 };
	struct ab_arena arena = { 0 };
	AB_LIST(char) list = { 0 };

	for (int i = 0; i < LINES; i++)
		for (const char *p = ab_format(&arena, "a a a a a a a a %d\n", i % 1000).ptr; *p;
		    p++)
			AB_PUSH(&arena, &list, *p);
	ab_str text = { list.at, list.count };
	struct ab_lines lines = ab_lines_split(&arena, text);
	struct ab_repeats got = ab_repeats_find(&arena, text, &lines);
	for (size_t i = 0; i < got.count; i++)
		for (size_t k = got.at[i].first; k <= got.at[i].last; k++)
			cr_assert_null(ab_repeats_at(&got, k),
			    "line %zu says what %zu repeats, and is a copy", k, got.at[i].line);
	ab_arena_free(&arena);
}

Test(repeats, very_long_lines_are_no_copies)
{
	struct ab_arena arena = { 0 };
	AB_LIST(char) list = { 0 };

	for (int i = 0; i < 2 * 3000; i++)
		for (const char *p = i == 2999 ? "w\n" : "w "; *p; p++)
			AB_PUSH(&arena, &list, *p);
	ab_str text = { list.at, list.count };
	struct ab_lines lines = ab_lines_split(&arena, text);
	cr_assert_eq(lines.count, 2);
	cr_expect_eq(ab_repeats_find(&arena, text, &lines).count, 0);
	ab_arena_free(&arena);
}
