#define _POSIX_C_SOURCE 200809L
#include "tests/typing.h"
#include "view/couple.h"
#include "view/gutter.h"

/* ---- chains and pads ---- */

/* Anchors as "a-b" with weight 1, or 2 after '!'; the chain, as text. */
static ab_str
chain_of(struct ab_arena *arena, const char *text)
{
	struct ab_anchor anchor[16];
	size_t count = 0;
	ab_str s = AB_STR("");

	for (char *at = (char *)text; *at; count++) {
		anchor[count].a = strtoul(at, &at, 10);
		anchor[count].b = strtoul(at + 1, &at, 10);
		anchor[count].weight = *at == '!' ? 2 : 1;
		at += *at == '!';
		at += *at == ' ';
	}
	count = ab_couple_chain(arena, anchor, count);
	for (size_t i = 0; i < count; i++)
		s = ab_format(arena, "%.*s%s%zu-%zu", (int)s.len, s.ptr, i ? " " : "", anchor[i].a,
		    anchor[i].b);
	return s;
}

Test(couple, the_chain_keeps_the_order_and_is_worth_its_padding)
{
	static const struct { const char *anchors, *want; } rows[] = {
		{ "", "" },
		{ "3-5", "3-5" },
		{ "8-9 2-1", "2-1 8-9" },              /* by row */
		{ "2-8 4-4 6-6", "4-4 6-6" },          /* what crosses the most is left out */
		{ "2-8! 4-4", "2-8" },                 /* ... unless it is worth more */
		{ "2-2 2-3 3-3", "2-2 3-3" },          /* one anchor a row */
		{ "5-40", "" },                        /* 35 rows of nothing for
		                                        * one link are too many */
		{ "5-40!", "5-40" },
		{ "5-5 10-50 55-55", "5-5 55-55" },
	};

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		struct ab_arena arena = { 0 };
		ab_str have = chain_of(&arena, rows[i].anchors);
		cr_expect(ab_str_eq(have, ab_str_c(rows[i].want)), "%s: %.*s", rows[i].anchors,
		    (int)have.len, have.ptr);
		ab_arena_free(&arena);
	}
}

/* Rows of padding before row `row`, where offsets are rows; the pads of that row count. */
static size_t
padding(const struct ab_pad *pad, size_t pads, size_t row)
{
	size_t sum = 0;

	for (size_t i = 0; i < pads && pad[i].offset <= row; i++)
		sum += pad[i].rows;
	return sum;
}

Test(couple, anchored_rows_meet_in_all_panes)
{
	struct ab_anchor first[] = {
		{ 2, 5, 2, 5, 1 }, { 9, 8, 9, 8, 1 }, { 12, 20, 12, 20, 1 },
	}, second[] = { { 1, 0, 1, 0, 1 }, { 9, 30, 9, 30, 1 }, { 14, 31, 14, 31, 1 } };
	struct ab_pad pads[2][3], reference[6];
	struct ab_chain chain[] = {
		{ first, AB_LEN(first), pads[0], 0 }, { second, AB_LEN(second), pads[1], 0 },
	};
	size_t count = ab_couple_pads(chain, AB_LEN(chain), reference);

	for (size_t i = 0; i < AB_LEN(chain); i++)
		for (size_t k = 0; k < chain[i].count; k++) {
			const struct ab_anchor *it = &chain[i].anchor[k];
			cr_expect_eq(it->a + padding(reference, count, it->a),
			    it->b + padding(chain[i].pad, chain[i].pads, it->b),
			    "pane %zu, anchor %zu", i, k);
		}
	for (size_t i = 1; i < count; i++)
		cr_expect_lt(reference[i - 1].offset, reference[i].offset);
	cr_expect_eq(padding(chain[1].pad, chain[1].pads, 0), 1); /* no more than is needed */
	cr_expect_eq(padding(reference, count, 1), 0);
	cr_expect_eq(ab_couple_pads(NULL, 0, NULL), 0);
}

/* ---- on the screen ---- */

static const char *const reports[] = {
	"Black morning\n\n"
	"A brass band played at the opening of the new library on the hill, and the mayor cut a "
	    "ribbon.\n\n"
	"A tanker struck the lower pier of Oldport harbour before dawn, tearing a hole into "
	    "its hull.\n\n"
	"Harbour master Ada Lindqvist closed the channel to all ships for the rest of the week.\n\n"
	"\"We will not open the channel until every drop of oil is gone,\" Ada Lindqvist told "
	    "reporters.\n\n"
	"Around 8,000 birds were washed ashore in Oldport after the tanker spilled its oil.\n\n"
	"Fishermen fear that the spawning grounds behind the island are lost for years.\n",
	"Oil on the beach\n\n"
	"\"We will not open the channel until every drop of oil is gone,\" Ada Lindqvist told "
	    "reporters.\n\n"
	"Around 2,000 birds were washed ashore in Oldport after the tanker spilled its oil.\n\n"
	"Schools in the hills stayed shut because of snow and because of a strike of the "
	    "drivers.\n\n"
	"The hull of the tanker was torn open when it struck the lower pier in Oldport harbour "
	    "before dawn.\n\n"
	"For the rest of the week the channel is closed to ships, harbour master Ada Lindqvist "
	    "ordered.\n",
	"Cold weather\n\nNobody in the hills had seen so much snow since the winter of "
	    "the wolves.\n",
};

static void
open_reports(struct fixture *f)
{
	fixture_open_all(f, reports, AB_LEN(reports));
}

/* The text after each mark of a chosen passage or partner, on one row of both panes or on two. */
static const struct { int rows, cols; const char *keys, *want, *not; } screens[] = {
	{ 30, 100, "", "links", "also in" },
	{ 30, 100, "", "!", ">" },
	{ 30, 100, "]", "also in 2", "nothing in" },
	{ 30, 100, "]", ">A tanker", NULL },
	{ 30, 100, "]]", ">Harbour master", NULL },
	{ 30, 100, "]][", ">A tanker", NULL },
	{ 30, 100, "3]", ">\"We will not", NULL },
	{ 30, 100, "}", ">Around 8,000 birds", NULL },
	{ 30, 100, "}", "! number:", NULL },
	{ 30, 100, "}}", "no possible disagreement after this", NULL },
	{ 30, 100, "}{", "no possible disagreement before this", NULL },
	{ 30, 100, "))", ">A brass band", NULL },
	{ 30, 100, "))", "nothing in 2", NULL },
	{ 30, 100, "))(", ">Black morning", NULL },
	{ 30, 100, "]<Enter>", "partner 1 of 1: in 2, ", NULL },
	{ 30, 100, "))<Enter>", "no link found; nothing in 2", NULL },
	{ 30, 100, "]<Esc>", "links", "also in" },
	{ 30, 100, "w", "bold", NULL },
	{ 30, 100, "ww", "as others again", NULL },
	{ 30, 100, "]<Tab>", "also in 1", NULL },
	{ 30, 100, "s", "scroll by row", NULL },
	{ 30, 100, "ss", "scroll free", NULL },
	{ 30, 100, "sss", "scroll by link", NULL },
	{ 30, 100, "]\"3", "Cold weather", "linking" },
	{ 30, 100, "-]", "links need two articles", NULL },
	{ 24, 50, "+3]", " 2 article-2.txt                            date?\n=", "words shared" },
	{ 30, 100, "O", "disagree?", "linking" },
	{ 30, 100, "O", "does not say when it was published", NULL },
	{ 30, 100, "OG", "number    Around 8,000", NULL },
	{ 30, 100, "OG<Enter>", ">Around 2,000 birds", "possible" },
	{ 30, 100, "O<Enter>", "Black morning", "possible" },
	{ 30, 100, "Oj<Right><Enter>", "Cold weather", "possible" },
	{ 30, 100, "Oq", "scroll by link", NULL },
	{ 4, 20, "O", "article", NULL },
};

Test(couple, keys_become_screens)
{
	for (size_t i = 0; i < AB_LEN(screens); i++) {
		struct ab_reader_options options = { .rows = screens[i].rows,
			.cols = screens[i].cols };
		struct fixture f;
		struct ab_error err;
		open_reports(&f);
		struct ab_reader *reader = ab_reader_new(f.bundle, &options, &err);
		char *screen = screen_of(reader, screens[i].rows, screens[i].cols);
		for (const char *k = screens[i].keys; *k;) { /* work goes on between the keys */
			char key[8] = "";
			memcpy(key, k, *k == '<' ? strcspn(k, ">") + 1 : 1);
			k += strlen(key);
			type(reader, key);
			free(screen);
			screen = screen_of(reader, screens[i].rows, screens[i].cols);
		}
		cr_expect(strstr(screen, screens[i].want), "row %zu, keys %s, without \"%s\":\n%s",
		    i, screens[i].keys, screens[i].want, screen);
		cr_expect(!screens[i].not || !strstr(screen, screens[i].not),
		    "row %zu, keys %s, with \"%s\":\n%s", i, screens[i].keys,
		    screens[i].not, screen);
		free(screen);
		ab_reader_free(reader);
		fixture_close(&f);
	}
}

/* The row of the screen on which a mark of the chosen passage first stands, in one half of it. */
static int
marked_row(const struct ab_frame *f, int half)
{
	for (int row = 1; row < f->rows - 1; row++) {
		const struct ab_cell *cell = &f->cell[row * f->cols + half * (f->cols / 2 + 1)
		    + AB_GUTTER_COLS - 1];
		if (ab_str_eq(cell->glyph, AB_STR(">")))
			return row;
	}
	return -1;
}

Test(couple, the_chosen_passage_and_its_partner_share_a_row)
{
	enum { ROWS = 24, COLS = 101 };
	static const char *const keys[] = {
		"]", "]]", "]]]", "]]]]", "}", "]]jjj", "]]]kk", "<Tab>]", "<Tab>]]",
		"<Tab>]]]", "<Tab>}jj",
		"ss]]<Enter>", "sj]<Enter>",
	};

	for (size_t i = 0; i < AB_LEN(keys); i++) {
		struct ab_reader_options options = { .rows = ROWS, .cols = COLS };
		struct ab_frame *frame = ab_frame_new(ROWS, COLS);
		struct fixture f;
		struct ab_error err;
		open_reports(&f);
		struct ab_reader *reader = ab_reader_new(f.bundle, &options, &err);
		free(screen_of(reader, ROWS, COLS));
		type(reader, keys[i]);
		ab_reader_paint(reader, frame);
		cr_expect_geq(marked_row(frame, 0), 1, "keys %s", keys[i]);
		cr_expect_eq(marked_row(frame, 0), marked_row(frame, 1), "keys %s: rows %d and %d",
		    keys[i], marked_row(frame, 0), marked_row(frame, 1));
		ab_frame_free(frame);
		ab_reader_free(reader);
		fixture_close(&f);
	}
}

/* How many cells of a word have this style. */
static size_t
styled(const struct ab_frame *f, const char *word, enum ab_style style)
{
	size_t len = strlen(word), count = 0;

	for (size_t at = 0; at + len <= (size_t)(f->rows * f->cols); at++) {
		size_t k = 0;
		while (k < len && f->cell[at + k].glyph.len == 1
		    && *f->cell[at + k].glyph.ptr == word[k])
			k++;
		count += k == len && f->cell[at].style == style;
	}
	return count;
}

Test(couple, words_of_one_side_are_bold)
{
	static const struct { const char *keys, *word; size_t count; } rows[] = {
		{ "", "torn", 0 }, { "w", "torn", 1 }, { "w", "tanker", 0 }, { "w", "ordered", 1 },
		{ "w", "8,000", 1 }, { "w", "Fishermen", 0 }, { "ww", "torn", 0 },
	};

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		struct ab_reader_options options = { .rows = 40, .cols = 100 };
		struct ab_frame *frame = ab_frame_new(40, 100);
		struct fixture f;
		struct ab_error err;
		open_reports(&f);
		struct ab_reader *reader = ab_reader_new(f.bundle, &options, &err);
		free(screen_of(reader, 40, 100));
		type(reader, rows[i].keys);
		ab_reader_paint(reader, frame);
		cr_expect_eq(styled(frame, rows[i].word, AB_STYLE_DIFFERS), rows[i].count, "%s %s",
		    rows[i].keys, rows[i].word);
		ab_frame_free(frame);
		ab_reader_free(reader);
		fixture_close(&f);
	}
}

Test(couple, no_link_before_two_articles_are_open)
{
	struct ab_reader_options options = { .rows = 24, .cols = 50, .open = "1" };
	struct fixture f;
	struct ab_error err;

	open_reports(&f);
	struct ab_reader *reader = ab_reader_new(f.bundle, &options, &err);
	char *screen = screen_of(reader, 24, 50);
	cr_expect(!strstr(screen, "links"), "%s", screen);
	free(screen);
	ab_reader_free(reader);
	fixture_close(&f);
}
