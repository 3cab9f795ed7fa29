#define _POSIX_C_SOURCE 200809L /* mkstemp */
#include "tests/fixture.h"
#include "view/search.h"

static const struct {
	const char *pattern, *text; enum ab_chrome_mode chrome; const char *want;
} rows[] = {
	{ "ferry", "A Ferry, the FERRY, ferryman", 0, "A {Ferry}, the {FERRY}, {ferry}man" },
	{ "Ferry", "A Ferry, the FERRY", 0, "A {Ferry}, the FERRY" },
	{ "\\Sx", "ax Bx x", 0, "{ax} {Bx} x" },              /* the S of \S is no capital */
	{ "öl", "ÖL und Öl", 0, "{ÖL} und {Öl}" },
	{ "Öl", "ÖL und Öl", 0, "ÖL und {Öl}" },
	{ "^two$", "one\ntwo\ntwo b", 0, "one\n{two}\ntwo b" },
	{ "e t", "one two\none\ntwo", 0, "on{e t}wo\none\ntwo" }, /* never across a line */
	{ "x*", "axxb", 0, "a{xx}b" },                            /* nothing is no hit */
	{ ".", "渡e", 0, "{渡}{e}" },
	{ "\\bÉtat\\b", "État Étatisme", 0, "{État} Étatisme" },
	{ "none", "some", 0, "some" },
	{ "quay", "MENU quay\nThe quay", AB_CHROME_HIDDEN, "MENU quay\nThe {quay}" },
	{ "quay", "MENU quay\nThe quay", AB_CHROME_DIMMED, "MENU {quay}\nThe {quay}" },
	{ "quay", "The [[quay]] quay", AB_CHROME_HIDDEN, "The [[quay]] {quay}" },
	{ "^quay", "The [[x]]quay", AB_CHROME_HIDDEN, "The [[x]]quay" },
};

static ab_str
marked(struct ab_arena *arena, ab_str text, const struct ab_hits *hits)
{
	ab_str all = AB_STR("");
	size_t at = 0;

	for (size_t i = 0; i < hits->count; i++) {
		ab_span hit = hits->at[i];
		all = ab_format(arena, "%.*s%.*s{%.*s}", (int)all.len, all.ptr,
		    (int)(hit.start - at), text.ptr + at, (int)(hit.end - hit.start),
		    text.ptr + hit.start);
		at = hit.end;
	}
	return ab_format(arena, "%.*s%.*s", (int)all.len, all.ptr, (int)(text.len - at),
	    text.ptr + at);
}

Test(search, hits_are_in_what_is_shown)
{
	for (size_t i = 0; i < AB_LEN(rows); i++)
		for (size_t step = 1; step < 1000; step *= 30) {
			struct ab_arena arena = { 0 };
			struct ab_hits hits = { 0 };
			struct ab_error err;
			struct fixture f;
			ab_str text = ab_str_c(rows[i].text);
			fixture_open(&f, &text, 1);
			cr_assert(ab_heap_reach(f.heap, 0));
			struct ab_article *article = ab_bundle_hold(f.bundle, 0);
			struct ab_search *search = ab_search_new(ab_str_c(rows[i].pattern), &err);
			cr_assert(search, "%s", err.text);
			while (ab_search_step(search, &hits, article, rows[i].chrome, step))
				;
			ab_str got = ab_str_trim(marked(&arena, ab_article_text(article), &hits));
			cr_expect(ab_str_eq(got, ab_str_c(rows[i].want)), "row %zu: %.*s", i,
			    (int)got.len, got.ptr);
			if (ab_search_rules_out(search, ab_article_text(article)))
				cr_expect_eq(hits.count + hits.hidden, 0, "row %zu: ruled out", i);
			ab_hits_free(&hits);
			ab_search_free(search);
			ab_bundle_let_go(f.bundle, article);
			fixture_close(&f);
			ab_arena_free(&arena);
		}
}

/* What must not be sure of a text as a whole says nothing of it. */
Test(search, a_text_without_a_match_is_ruled_out_at_a_look)
{
	static const struct { const char *pattern, *text; bool out; } looks[] = {
		{ "gull", "A ferry\nand a quay", true }, { "QUAY", "A ferry\nand a quay", true },
		{ "quay", "A ferry\nand a QUAY", false }, { "f.*y", "A ferry", false },
		{ "f.*q", "A ferry\nA quay", true }, { "ostmark", "\u017f\n OSTMAR\u212A", false },
		{ "a|b", "c", true }, { "a|c", "c", false }, { "x", "", true },
		{ "^gull", "A gull", false }, { "\\bgull", "Seagull", false },
		{ "gull$", "A gull\nflew", false }, { "^gull", "A ferry", true },
		{ "\\bgull", "A ferry", true }, { "gull$", "A ferry", true },
		{ "(?!x)gull", "A ferry", false }, { "[[:<:]]gull", "A ferry", false },
		{ "gul++", "A gull", false }, { "gul++", "A ferry", true },
	};

	for (size_t i = 0; i < AB_LEN(looks); i++) {
		struct ab_error err;
		struct ab_search *search = ab_search_new(ab_str_c(looks[i].pattern), &err);
		cr_assert(search, "%s", err.text);
		cr_expect_eq(ab_search_rules_out(search, ab_str_c(looks[i].text)), looks[i].out,
		    "row %zu", i);
		ab_search_free(search);
	}
	struct ab_search *days = ab_search_days_new((ab_days){ 0 });
	cr_expect_not(ab_search_rules_out(days, AB_STR("A ferry")));
	ab_search_free(days);
}

Test(search, hits_in_what_is_hidden_are_counted)
{
	static const struct { const char *text; enum ab_chrome_mode chrome; size_t hits,
		hidden; } counts[] = {
		{ "MENU quay quay\nThe quay", AB_CHROME_HIDDEN, 1, 2 },
		{ "MENU quay quay\nThe quay", AB_CHROME_DIMMED, 3, 0 },
		{ "The [[quay]] quay quay", AB_CHROME_HIDDEN, 2, 1 },
		{ "The [[quay]] quay", AB_CHROME_SHOWN, 2, 0 },
	};

	for (size_t i = 0; i < AB_LEN(counts); i++)
		for (size_t step = 1; step < 1000; step *= 30) {
			struct ab_hits hits = { 0 };
			struct ab_error err;
			struct fixture f;
			ab_str text = ab_str_c(counts[i].text);
			fixture_open(&f, &text, 1);
			cr_assert(ab_heap_reach(f.heap, 0));
			struct ab_article *article = ab_bundle_hold(f.bundle, 0);
			struct ab_search *search = ab_search_new(AB_STR("quay"), &err);
			while (ab_search_step(search, &hits, article, counts[i].chrome, step))
				;
			cr_expect_eq(hits.count, counts[i].hits, "row %zu: %zu", i, hits.count);
			cr_expect_eq(hits.hidden, counts[i].hidden, "row %zu: %zu hidden", i,
			    hits.hidden);
			ab_hits_free(&hits);
			ab_search_free(search);
			ab_bundle_let_go(f.bundle, article);
			fixture_close(&f);
		}
}

Test(search, a_bad_pattern_gets_one_sentence)
{
	struct ab_error err = { "" };

	cr_expect_null(ab_search_new(AB_STR("öa(b"), &err));
	cr_expect_str_eq(err.text, "pattern: missing closing parenthesis, at character 5");
	cr_expect_null(ab_search_new(AB_STR("a\\Cb"), &err));
}

Test(search, hits_after_an_offset)
{
	ab_span at[] = { { 2, 4 }, { 6, 9 } };
	struct ab_hits hits = { .at = at, .count = 2 };

	cr_expect_eq(ab_hits_after(&hits, 0), 0);
	cr_expect_eq(ab_hits_after(&hits, 3), 0);
	cr_expect_eq(ab_hits_after(&hits, 4), 1);
	cr_expect_eq(ab_hits_after(&hits, 9), 2);
}

/* A pattern that would take until the end of time, and a line that has none. */
Test(search, no_pattern_and_no_line_stops_it, .timeout = 20)
{
	enum { LEN = 300000 };
	struct ab_arena arena = { 0 };
	char *solid = ab_alloc(&arena, LEN, 1);
	struct ab_hits hits = { 0 };
	struct ab_error err;
	struct fixture f;

	memset(solid, 'a', LEN);
	memcpy(solid + LEN - 6, " quay", 5);
	ab_str text = { solid, LEN };
	fixture_open(&f, &text, 1);
	cr_assert(ab_heap_reach(f.heap, 0));
	struct ab_article *article = ab_bundle_hold(f.bundle, 0);
	struct ab_search *search = ab_search_new(AB_STR("(a+)+\\d"), &err);
	while (ab_search_step(search, &hits, article, AB_CHROME_HIDDEN, 4096))
		;
	cr_expect_gt(hits.costly, 0);
	cr_expect_eq(hits.count, 0);
	ab_search_free(search);
	ab_hits_free(&hits);
	search = ab_search_new(AB_STR("quay"), &err);
	while (ab_search_step(search, &hits, article, AB_CHROME_HIDDEN, 4096))
		;
	cr_expect_eq(hits.count, 1);
	cr_expect_eq(hits.costly, 0);
	ab_hits_free(&hits);
	ab_search_free(search);
	ab_bundle_let_go(f.bundle, article);
	fixture_close(&f);
	ab_arena_free(&arena);
}
