#include <criterion/criterion.h>
#include <stdlib.h>

#include "tests/check_state.h"
#include "tests/typing.h"

static const char whole[] =
    "abreast state 1\npane 2 120 0 mast-herald.txt\npane 1 0 -4 two words.txt\nfocus 2\n"
    "chrome dimmed\n"
    "scroll free\nmarks names\nvalues on\nmuted ORG\nsearch ?gr[ae]y seal\nmark c 2 77\n"
    "note mast-herald.txt\t5\ta bell\tring\\tit\n";

Test(state, lines_are_read_and_written_alike)
{
	struct ab_arena arena = { 0 };
	struct ab_error err = { "" };
	struct ab_state s;

	cr_assert(ab_state_read(&arena, ab_str_c(whole), &s, &err), "%s", err.text);
	cr_expect_eq(s.count, 2);
	cr_expect_eq(s.focus, 1);
	cr_expect_eq(s.pane[0].number, 1);
	cr_expect_eq(s.pane[0].offset, 120);
	cr_expect_eq(s.pane[1].wider, -4);
	cr_expect(ab_str_eq(s.pane[1].name, AB_STR("two words.txt")));
	cr_expect(s.backward);
	cr_expect_eq(s.muted, 1u << AB_ENTITY_ORG);
	cr_expect_str_eq(ab_state_write(&arena, &s).ptr, whole);
	ab_arena_free(&arena);
}

Test(state, damage_is_named_and_harms_nothing)
{
	static const struct { const char *text, *sentence; } rows[] = {
		{ "", "this is no state of this version: it does not begin with \"abreast "
		    "state 1\"" },
		{ "abreast state 2\n", "this is no state of this version: it does not begin with "
		    "\"abreast state 1\"" },
		{ "abreast state 1\npane 0 0 0 a\n", "line 2 is not understood, and is left out" },
		{ "abreast state 1\n\npane 1 99999999999999999999 0 a\n",
		    "line 3 is not understood, and is left out" },
		{ "abreast state 1\npane 1 -1 0 a\n", "line 2 is not understood, and is left out" },
		{ "abreast state 1\npane 1 1 5000 a\n",
		    "line 2 is not understood, and is left out" },
		{ "abreast state 1\nfocus 1\npane 1 0 0 a\n",
		    "line 2 is not understood, and is left out" },
		{ "abreast state 1\npane 1 0 0 a\nfocus 2\n",
		    "line 3 is not understood, and is left out" },
		{ "abreast state 1\nchrome none\nscroll x\n",
		    "line 2 is not understood, and is left out" },
		{ "abreast state 1\nsearch x\n", "line 2 is not understood, and is left out" },
		{ "abreast state 1\nmuted DOG\n", "line 2 is not understood, and is left out" },
		{ "abreast state 1\nmark A 1 0\n", "line 2 is not understood, and is left out" },
		{ "abreast state 1\nmark ab 1 0\n", "line 2 is not understood, and is left out" },
		{ "abreast state 1\nnote a\t5\n", "line 2 is not understood, and is left out" },
		{ "abreast state 1\nnote \n", "line 2 is not understood, and is left out" },
		{ "abreast state 1\nof a later version\n", "" },
	};

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		struct ab_arena arena = { 0 };
		struct ab_error err = { "" };
		struct ab_state s;
		bool ok = ab_state_read(&arena, ab_str_c(rows[i].text), &s, &err);
		cr_expect_eq(ok, !*rows[i].sentence, "%s", rows[i].text);
		cr_expect_str_eq(ok ? "" : err.text, rows[i].sentence);
		const char *broken = check_state(ab_str_c(rows[i].text));
		cr_expect_null(broken, "%s: %s", rows[i].text, broken ? broken : "");
		ab_arena_free(&arena);
	}
}

/* Each byte of a good state turned into each of some bytes, and the state cut at each place. */
Test(state, no_change_of_a_byte_breaks_a_promise)
{
	static const char bytes[] = { 0, ' ', '\n', '-', '9', '\x1b', (char)0xC3, (char)0xFF };
	char text[sizeof(whole)];

	for (size_t i = 0; i + 1 < sizeof(whole); i++)
		for (size_t b = 0; b < sizeof(bytes); b++) {
			memcpy(text, whole, sizeof(whole));
			text[i] = bytes[b];
			const char *broken = check_state((ab_str){ text, sizeof(whole) - 1 });
			cr_assert_null(broken, "byte %zu: %s", i, broken ? broken : "");
			broken = check_state((ab_str){ whole, i });
			cr_assert_null(broken, "cut at %zu: %s", i, broken ? broken : "");
		}
}

static const struct ab_reader_options options = { .rows = 12, .cols = 80 };

static void
open_three(struct fixture *f)
{
	static char text[3][4000];
	ab_str texts[3];

	for (size_t i = 0; i < 3; i++) {
		size_t len = 0;
		for (size_t line = 0; line < 30; line++)
			len += (size_t)snprintf(text[i] + len, sizeof(text[i]) - len,
			    "The keeper of light %zu wrote on page %zu what the sea had done.\n\n",
			    i, line);
		texts[i] = (ab_str){ text[i], len };
	}
	fixture_open(f, texts, 3);
}

/* What was read on one day is shown again on another. */
Test(state, a_reader_goes_on_where_one_was)
{
	struct fixture f;
	struct ab_arena arena = { 0 };
	struct ab_error err;

	open_three(&f);
	struct ab_reader *first = ab_reader_new(f.bundle, &options, &err);
	struct ab_reader *second = ab_reader_new(f.bundle, &options, &err);

	free(screen_of(first, 12, 80));
	type(first, "s<Tab>\"3jjjjjct/the<Enter><Tab>j");
	free(screen_of(first, 12, 80));
	struct ab_state now = ab_reader_state(first, &arena);
	ab_str text = ab_state_write(&arena, &now);

	free(screen_of(second, 12, 80));
	ab_reader_offer(second, text);
	char *offer = screen_of(second, 12, 80);
	cr_expect(strstr(offer, "o goes on where you were, in article 1"), "%s", offer);
	type(second, "o");
	free(screen_of(second, 12, 80));
	struct ab_state then = ab_reader_state(second, &arena);
	cr_expect_str_eq(ab_state_write(&arena, &then).ptr, text.ptr);
	type(first, "<C-l>");
	type(second, "<C-l>");
	char *a = screen_of(first, 12, 80), *b = screen_of(second, 12, 80);
	cr_expect_str_eq(a, b);
	free(a);
	free(b);
	free(offer);
	ab_reader_free(first);
	ab_reader_free(second);
	ab_arena_free(&arena);
	fixture_close(&f);
}

Test(state, an_article_of_another_name_is_not_the_same)
{
	struct fixture f;
	struct ab_error err;

	open_three(&f);
	struct ab_reader *reader = ab_reader_new(f.bundle, &options, &err);

	free(screen_of(reader, 12, 80));
	ab_reader_offer(reader, AB_STR("abreast state 1\npane 3 9 0 elsewhere.txt\n"
	    "pane 999999 0 0 \nfocus 1\n"));
	type(reader, "o");
	char *screen = screen_of(reader, 12, 80);
	cr_expect(strstr(screen, "the articles that you read are not here any more"), "%s", screen);
	free(screen);
	ab_reader_free(reader);
	fixture_close(&f);
}

/* Marks and notes are there without being asked for; what the reader has already stays, once. */
Test(state, marks_and_notes_are_recalled)
{
	struct fixture f;
	struct ab_arena arena = { 0 };
	struct ab_error err;

	open_three(&f);
	struct ab_reader *first = ab_reader_new(f.bundle, &options, &err);
	struct ab_reader *second = ab_reader_new(f.bundle, &options, &err);
	free(screen_of(first, 12, 80));
	type(first, "8jmba<C-u>worth a look<Enter>");
	struct ab_state now = ab_reader_state(first, &arena);
	cr_assert_eq(now.note.count, 1);
	cr_assert(now.mark[1].known);
	ab_str text = ab_state_write(&arena, &now);
	ab_reader_recall(second, text);
	ab_reader_recall(second, text);
	struct ab_state then = ab_reader_state(second, &arena);
	cr_assert_eq(then.note.count, 1);
	cr_expect(ab_str_eq(then.note.at[0], now.note.at[0]));
	cr_expect_eq(then.mark[1].offset, now.mark[1].offset);
	cr_expect_gt(then.mark[1].offset, 0);
	ab_reader_free(first);
	ab_reader_free(second);
	ab_arena_free(&arena);
	fixture_close(&f);
}
