#define _POSIX_C_SOURCE 200809L /* mkstemp */
#include "tests/check_layout.h"
#include "tests/fixture.h"

/* A paragraph: more than 100 bytes. */
#define LONG "The harbour master, who has waited for this since the storm, said that he had " \
    "never seen so many of us."
/* Not one. */
#define MID "The harbour master said that the ferry would sail again on Monday."

static const struct {
	const char *text; int width; enum ab_chrome_mode chrome; const char *want; } rows[] = {
	{ "The ferry to Ostholm sails again.", 12, 0, "The ferry to|Ostholm|sails again." },
	{ "The ferry to Ostholm sails again.", 40, 0, "The ferry to Ostholm sails again." },
	{ "one two  three", 8, 0, "one two|three" },
	{ "one      two", 3, 0, "one|two" },
	{ "  indented  ", 20, 0, "indented" },
	{ "abcdefgh ij", 3, 0, "abc|def|gh|ij" },
	{ "well-known", 6, 0, "well-|known" },
	{ "One.\n\n\n\nTwo.\nThree.", 20, 0, "One.|~|Two.|Three." },
	{ MID "\n" LONG "\n" MID "\n" MID, 200, 0, MID "|~|" LONG "|~|" MID "|" MID },
	{ "\n \n One.\n\n", 20, 0, "One." },
	{ "\n\n", 20, 0, "" },
	{ "", 20, 0, "" },
	{ "渡船は再開した。", 7, 0, "渡船は|再開し|た。" },
	{ "渡船。", 4, 0, "渡|船。" },                 /* no row begins with a full stop */
	{ "渡", 1, 0, "渡" },                           /* wider than the pane: all the same a row */
	{ "a👩‍👧b", 3, 0, "a👩‍👧|b" },
	{ "ae\xcc\x81" "e\xcc\x81" "b", 2, 0, "ae\xcc\x81|e\xcc\x81" "b" },
	{ "one\rtwo\xe2\x80\xa8three\r\nfour\r", 20, 0, "one|two|three|four" },
	{ "\xe2\x80\x8b\xe2\x80\x8b", 20, 0, "" },      /* zero-width spaces only */
	{ "a\tb", 20, 0, "a\tb" },
	{ "MENU one\nFirst.\nMENU two\nSecond.", 20, AB_CHROME_HIDDEN, "First.|~|Second." },
	{ "MENU one\nFirst.\nMENU two\nSecond.", 20, AB_CHROME_DIMMED,
	    "MENU one|First.|MENU two|Second." },
	{ "The quay [[ad]] is shut.", 40, AB_CHROME_HIDDEN, "The quay  is shut." },
	{ "The quay [[ad]] is shut.", 40, AB_CHROME_SHOWN, "The quay [[ad]] is shut." },
	{ "[[12 views]]The quay is shut.", 8, AB_CHROME_HIDDEN, "The quay|is shut." },
};

/* What the rows show, '|' between them, '~' for a gap. */
static ab_str
rows_of(struct ab_arena *arena, struct ab_article *article, int width, enum ab_chrome_mode chrome)
{
	struct ab_layout *layout = ab_layout_new(article, width, chrome);
	ab_str text = ab_article_text(article), all = AB_STR("");
	const struct ab_row *row;
	ab_span part;

	for (size_t i = 0; (row = ab_layout_row(layout, i)); i++) {
		all = ab_format(arena, "%.*s%s%s", (int)all.len, all.ptr, i ? "|" : "",
		    row->gap ? "~" : "");
		for (size_t at = row->at.start;
		    ab_layout_part(ab_article_lines(article), chrome, row->at, at, &part);
		    at = part.end)
			all = ab_format(arena, "%.*s%.*s", (int)all.len, all.ptr,
			    (int)(part.end - part.start), text.ptr + part.start);
	}
	ab_layout_free(layout);
	return all;
}

Test(layout, text_becomes_rows)
{
	for (size_t i = 0; i < AB_LEN(rows); i++) {
		struct ab_arena arena = { 0 };
		struct fixture f;
		ab_str text = ab_str_c(rows[i].text);
		fixture_open(&f, &text, 1);
		ab_heap_reach(f.heap, 0);
		struct ab_article *article = ab_bundle_hold(f.bundle, 0);
		ab_str got = rows_of(&arena, article, rows[i].width, rows[i].chrome);
		cr_expect(ab_str_eq(got, ab_str_c(rows[i].want)), "row %zu: %.*s", i,
		    (int)got.len, got.ptr);
		ab_bundle_let_go(f.bundle, article);
		fixture_close(&f);
		ab_arena_free(&arena);
	}
}

/* Text of odd pieces, the same on every run. */
static ab_str
odd_text(struct ab_arena *arena, unsigned seed, size_t pieces)
{
	static const char *const odd[] = {
		"harbour ", "a", " ", "  ", "\t", "\n", "\n\n", "渡船", "。", "e\xcc\x81", "👩‍👧", "🇧🇾",
		"\xe2\x80\x8b", "\xc2\xad", "\x1b[31m", "\xe2\x80\xae", "-", "[[ad]]", "[[", "]] ",
		"\nMENU\n", "\r", "\xe2\x80\xa8", "9 May 2031", "on Monday", "for three days ",
		"http://ferry.example/a/b?c=d", "مرحبا ", "\xcc\x81", "\xef\xbf\xbd", "(x) ",
		"\"So,\" ", "\xc2\xa0",
	};
	struct ab_str_list { char *at; size_t len; } s = { ab_alloc(arena, pieces, 32), 0 };

	for (size_t i = 0; i < pieces; i++) {
		seed = seed * 1103515245u + 12345u;
		const char *piece = odd[(seed >> 16) % AB_LEN(odd)];
		memcpy(s.at + s.len, piece, strlen(piece));
		s.len += strlen(piece);
	}
	return (ab_str){ s.at, s.len };
}

Test(layout, promises_hold_for_odd_texts)
{
	enum { TEXTS = 60 };
	struct ab_arena arena = { 0 };
	ab_str texts[TEXTS];
	struct fixture f;

	for (unsigned i = 0; i < TEXTS; i++)
		texts[i] = odd_text(&arena, i, i < 50 ? i * 3 : 3000);
	fixture_open(&f, texts, TEXTS);
	for (size_t i = 0; i < TEXTS && ab_heap_reach(f.heap, i); i++) {
		struct ab_article *article = ab_bundle_hold(f.bundle, i);
		for (int width = 1; width < 80; width = width * 3 / 2 + 1)
			for (int chrome = 0; chrome < 3; chrome++) {
				for (int values = 0; values < 2; values++) {
					const char *fault = check_layout(article, width,
					    (enum ab_chrome_mode)chrome, values);
					cr_expect_null(fault,
					    "text %zu, width %d, chrome %d, values %d: %s", i,
					    width, chrome, values, fault);
				}
			}
		ab_bundle_let_go(f.bundle, article);
	}
	fixture_close(&f);
	ab_arena_free(&arena);
}

/* Lines far longer than what is looked at at once, with and without blanks. */
Test(layout, promises_hold_for_endless_lines)
{
	struct ab_arena arena = { 0 };
	enum { LEN = 200000 };
	char *words = ab_alloc(&arena, LEN, 1), *solid = ab_alloc(&arena, LEN, 1),
	    *wide = ab_alloc(&arena, LEN, 1);
	struct fixture f;

	for (size_t i = 0; i < LEN; i++) {
		words[i] = i % 7 == 6 ? ' ' : 'w';
		solid[i] = 'x';
	}
	for (size_t i = 0; i + 3 <= LEN; i += 3)
		memcpy(wide + i, "渡", 3);
	ab_str texts[] = { { words, LEN }, { solid, LEN }, { wide, LEN / 3 * 3 } };
	fixture_open(&f, texts, AB_LEN(texts));
	for (size_t i = 0; i < AB_LEN(texts) && ab_heap_reach(f.heap, i); i++) {
		struct ab_article *article = ab_bundle_hold(f.bundle, i);
		struct ab_layout *layout = ab_layout_new(article, 38, AB_CHROME_HIDDEN);
		ab_layout_row(layout, 20);
		cr_expect_leq(ab_layout_known(layout), 22, "rows are made as they are asked for");
		ab_layout_free(layout);
		const char *fault = check_layout(article, 38, AB_CHROME_HIDDEN, i == 0);
		cr_expect_null(fault, "text %zu: %s", i, fault);
		ab_bundle_let_go(f.bundle, article);
	}
	fixture_close(&f);
	ab_arena_free(&arena);
}

Test(layout, find_goes_to_the_next_that_is_shown)
{
	static const struct { size_t offset, row; } places[] = {
		{ 0, 0 }, { 5, 0 }, { 6, 2 }, { 7, 2 }, { 8, 2 }, { 11, 2 }, { 12, 3 }, { 99, 3 },
	};
	ab_str text = AB_STR("First.\n\nTwo. Three.");
	struct fixture f;

	fixture_open(&f, &text, 1);
	cr_assert(ab_heap_reach(f.heap, 0));
	struct ab_article *article = ab_bundle_hold(f.bundle, 0);
	for (size_t i = 0; i < AB_LEN(places); i++) {
		struct ab_layout *layout = ab_layout_new(article, 6, AB_CHROME_HIDDEN);
		cr_expect_eq(ab_layout_find(layout, places[i].offset), places[i].row, "offset %zu",
		    places[i].offset);
		ab_layout_free(layout);
	}
	ab_bundle_let_go(f.bundle, article);
	fixture_close(&f);
}

/* Room is kept for values, and a row never ends between an expression's last word and its value. */
Test(layout, values_have_room)
{
	static const struct { const char *text; int width; const char *want; } with[] = {
		{ "It sails on 9 May 2031 once more.", 40,
		    "It sails on 9 May 2031[2031-05-09] once|more." },
		{ "It sails on 9 May 2031 once more.", 31,
		    "It sails on 9 May|2031[2031-05-09] once more." },
		{ "It sails on 9 May 2031 once more.", 35,
		    "It sails on 9 May 2031[2031-05-09]|once more." },
		{ "It sails on 9 May 2031.", 35, "It sails on 9 May|2031[2031-05-09]." },
		{ "On 2031-05-09 it sails.", 40, "On 2031-05-09 it sails." }, /* says it itself */
		{ "9 May 2031", 10, "9 May|203|1[2031-05-09]" },
	};

	for (size_t i = 0; i < AB_LEN(with); i++) {
		struct ab_arena arena = { 0 };
		ab_str text = ab_str_c(with[i].text), all = AB_STR("");
		const struct ab_row *row;
		struct fixture f;
		fixture_open(&f, &text, 1);
		cr_assert(ab_heap_reach(f.heap, 0));
		struct ab_article *article = ab_bundle_hold(f.bundle, 0);
		struct ab_layout *layout = ab_layout_new(article, with[i].width, AB_CHROME_HIDDEN);
		ab_layout_values(layout, ab_article_dates(article));
		for (size_t r = 0; (row = ab_layout_row(layout, r)); r++)
			for (size_t at = row->at.start; at < row->at.end; at++) {
				ab_str value = ab_layout_value(layout, (ab_span){ at, at + 1 });
				all = ab_format(&arena, "%.*s%s%c%s%.*s%s", (int)all.len, all.ptr,
				    r && at == row->at.start ? "|" : "", text.ptr[at],
				    value.len ? "[" : "", (int)value.len, value.ptr,
				    value.len ? "]" : "");
			}
		cr_expect(ab_str_eq(all, ab_str_c(with[i].want)), "row %zu: %.*s", i,
		    (int)all.len, all.ptr);
		ab_layout_free(layout);
		ab_bundle_let_go(f.bundle, article);
		fixture_close(&f);
		ab_arena_free(&arena);
	}
}
