/* Articles that are too long to be cleaned at once. */
#define _POSIX_C_SOURCE 200809L /* mkstemp */
#include "check_lines.h"
#include "news/pieces.h"
#include "tests/fixture.h"
#include "view/layout.h"

enum { LINES = 40000, ROOM = 3 << 20 };

/* Lines of prose, chrome among them, one that is hidden in part, and one that is long. */
static ab_str
make_text(struct ab_arena *arena)
{
	char *to = ab_alloc(arena, ROOM, 1);
	size_t len = 0;

	for (int i = 0; i < LINES; i++) {
		const char *kind = i % 50 == 0 ? "MENU " : i % 70 == 0 ? "[[9]] " : i % 90 == 0
		    ? "\n" : "";
		len += (size_t)sprintf(to + len, "%sThe ferry no. %d came to the quay.\n", kind, i);
		if (i == LINES / 2) {
			memset(to + len, 'x', 3 * AB_PIECE);
			len += 3 * AB_PIECE;
			to[len++] = '\n';
		}
	}
	return (ab_str){ to, len };
}

static struct ab_bundle *
bundle_of(const struct fixture *f, bool hasty)
{
	return ab_bundle_new(f->heap, f->know, &(struct ab_article_options){ .hasty = hasty });
}

/* The same text twice: as an article that is clean, and as one that is
 * cleaned where it is asked. */
struct twins {
	struct ab_arena arena;
	struct fixture f;
	struct ab_bundle *one, *other;
	struct ab_article *whole, *hasty;
};

static void
open_twins(struct twins *t)
{
	*t = (struct twins){ .arena = { 0 } };
	ab_str text = make_text(&t->arena);
	fixture_open(&t->f, &text, 1);
	cr_assert(ab_heap_reach(t->f.heap, 0));
	t->one = bundle_of(&t->f, false);
	t->other = bundle_of(&t->f, true);
	t->whole = ab_bundle_hold(t->one, 0);
	t->hasty = ab_bundle_hold(t->other, 0);
}

static void
close_twins(struct twins *t)
{
	ab_bundle_let_go(t->one, t->whole);
	ab_bundle_let_go(t->other, t->hasty);
	ab_bundle_free(t->one);
	ab_bundle_free(t->other);
	fixture_close(&t->f);
	ab_arena_free(&t->arena);
}

static void
expect_same(const struct ab_lines *a, const struct ab_lines *b)
{
	cr_assert_eq(a->count, b->count);
	cr_assert_eq(a->hidden_count, b->hidden_count, "%zu and %zu", a->hidden_count,
	    b->hidden_count);
	cr_expect_eq(a->chrome_lines, b->chrome_lines);
	for (size_t i = 0; i < a->count; i++)
		cr_assert_eq(a->at[i].kind, b->at[i].kind, "line %zu", i);
	for (size_t i = 0; i < a->hidden_count; i++)
		cr_assert(a->hidden[i].at.start == b->hidden[i].at.start
		    && a->hidden[i].at.end == b->hidden[i].at.end
		    && ab_str_eq(a->hidden[i].rule, b->hidden[i].rule), "hidden %zu", i);
}

Test(pieces, in_whatever_order_they_are_cleaned_the_lines_are_the_same)
{
	struct twins t;

	open_twins(&t);
	const struct ab_lines *lines = ab_article_lines(t.whole);
	ab_str text = ab_article_text(t.whole);
	cr_expect_null(check_tiling(lines, text));
	cr_expect_null(check_hidden(lines, text));
	cr_expect_gt(lines->chrome_lines, LINES / 60);

	const struct ab_lines *some = ab_article_lines(t.hasty);
	cr_expect_lt(some->chrome_lines, LINES / 500, "no more is cleaned than is asked for");
	for (size_t i = 0, at = 0; i <= text.len / AB_PIECE; i++) {
		at = (at + 7 * AB_PIECE) % text.len; /* one far from the other */
		ab_article_lines_at(t.hasty, at);
		cr_assert_null(check_hidden(some, text), "after piece %zu", i);
	}
	for (size_t i = 0; i < some->count; i++)
		ab_article_lines_at(t.hasty, some->at[i].at.start);
	expect_same(lines, some);
	close_twins(&t);
}

/* A layout and a hasty article: what is shown is what would be shown of all of it. */
Test(pieces, what_is_laid_out_is_clean)
{
	struct twins t;

	open_twins(&t);
	struct ab_layout *a = ab_layout_new(t.whole, 60, AB_CHROME_HIDDEN);
	struct ab_layout *b = ab_layout_new(t.hasty, 60, AB_CHROME_HIDDEN);
	const struct ab_row *x, *y;
	for (size_t i = 0; (x = ab_layout_row(a, i)); i++) {
		y = ab_layout_row(b, i);
		cr_assert(y && x->at.start == y->at.start && x->at.end == y->at.end
		    && x->line == y->line, "row %zu", i);
	}
	cr_expect_null(ab_layout_row(b, ab_layout_count(a)));
	ab_layout_free(a);
	ab_layout_free(b);
	close_twins(&t);
}

/* What is no report is not searched for names and days while somebody waits; else it is. */
Test(pieces, haste_leaves_names_and_dates_of_a_huge_article_out)
{
	struct ab_arena arena = { 0 };
	struct fixture f;
	ab_str small = AB_STR("The ferry came on 3 May 2031.\nThe ferry came on 3 May 2031."),
	    texts[2];
	char *long_one = ab_alloc(&arena, AB_HUGE + 100, 1);

	memset(long_one, '\n', AB_HUGE + 100);
	memcpy(long_one, small.ptr, small.len);
	long_one[AB_HUGE + 99] = 'x';
	texts[0] = small;
	texts[1] = (ab_str){ long_one, AB_HUGE + 100 };
	fixture_open(&f, texts, 2);
	cr_assert(ab_heap_reach(f.heap, 1));
	for (int hasty = 0; hasty < 2; hasty++)
		for (size_t i = 0; i < 2; i++) {
			struct ab_bundle *bundle = bundle_of(&f, hasty);
			struct ab_article *article = ab_bundle_hold(bundle, i);
			cr_expect_eq(ab_article_dates(article)->count > 0, !hasty || i == 0,
			    "%d %zu", hasty, i);
			ab_article_names(article);
			ab_article_repeats(article);
			ab_bundle_let_go(bundle, article);
			ab_bundle_free(bundle);
		}
	fixture_close(&f);
	ab_arena_free(&arena);
}
