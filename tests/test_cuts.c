/* Huge articles, laid out from wherever a person goes. */
#define _POSIX_C_SOURCE 200809L /* mkstemp */
#include "news/pieces.h"
#include "tests/typing.h"
#include "view/cuts.h"
#include "view/layout.h"

enum { LINES = 20000, LONG = 12 * AB_CUT + 77, ROOM = 4 << 20 };

/* Lines of prose, chrome among them; one that is long, one of which nothing is seen, and one without
 * a blank, of letters that take several bytes. */
static ab_str
make_text(struct ab_arena *arena)
{
	char *to = ab_alloc(arena, ROOM, 1);
	size_t len = 0;

	for (int i = 0; i < LINES; i++) {
		len += (size_t)sprintf(to + len, "%sThe ferry no. %d came to the quay.\n",
		    i % 50 == 0 ? "MENU " : i % 90 == 0 ? "\n" : "", i);
		for (size_t end = len + LONG; i == LINES / 3 && len < end;)
			len += (size_t)sprintf(to + len, "The pilot [[no. %zu]] was late. ", len);
		for (size_t end = len + LONG; i == LINES / 4 && len < end;)
			len += (size_t)sprintf(to + len, "\xe2\x80\x8b");
		for (size_t end = len + LONG; i == LINES / 2 && len < end;)
			len += (size_t)sprintf(to + len,
			    "e\xcc\x81\xe6\xbc\xa2\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80");
	}
	len += (size_t)sprintf(to + len, "Here stands the zyzzyva.");
	return (ab_str){ to, len };
}

struct huge {
	struct ab_arena arena;
	struct fixture f;
	struct ab_bundle *bundle;
};

static void
open_huge(struct huge *h)
{
	ab_str text;

	*h = (struct huge){ .bundle = NULL };
	text = make_text(&h->arena);
	cr_assert_gt(text.len, AB_HUGE);
	fixture_open(&h->f, &text, 1);
	cr_assert(ab_heap_reach(h->f.heap, 0));
	h->bundle = ab_bundle_new(h->f.heap, h->f.know,
	    &(struct ab_article_options){ .hasty = true });
}

static void
close_huge(struct huge *h)
{
	ab_bundle_free(h->bundle);
	fixture_close(&h->f);
	ab_arena_free(&h->arena);
}

Test(cuts, are_near_each_other_and_between_clusters)
{
	struct ab_arena arena = { 0 };
	ab_str text = make_text(&arena);
	struct ab_lines lines = ab_lines_split(&arena, text);

	for (size_t i = 0; i < lines.count; i++) {
		ab_span line = lines.at[i].at;
		size_t before = line.start, after;
		for (; before < line.end; before = after) {
			after = ab_cut_after(text, line, before);
			cr_assert_gt(after, before, "line %zu", i);
			cr_assert(after == line.end
			    || (after - before <= 2 * AB_CUT
			    && line.end - line.start > AB_LONG_LINE));
			cr_assert_eq(ab_cut_before(text, line, before), before,
			    "line %zu, %zu", i, before);
			cr_assert_eq(ab_cut_before(text, line, after - 1), before,
			    "line %zu, %zu", i, after);
			cr_assert_eq(ab_cut_after(text, line, after - 1), after,
			    "line %zu, %zu", i, after);
			cr_assert(after == line.end || text.ptr[after - 1] == ' '
			    || text.ptr[after] == 'e' || text.ptr[after] == '\xe6'
			    || text.ptr[after] == '\xf0' || text.ptr[after] == '\xe2',
			    "within a letter");
		}
	}
	ab_arena_free(&arena);
}

Test(cuts, rows_are_the_same_wherever_a_layout_begins)
{
	struct huge h;

	open_huge(&h);
	struct ab_article *article = ab_bundle_hold(h.bundle, 0);
	size_t len = ab_article_text(article).len;
	struct ab_layout *all = ab_layout_new(article, 37, AB_CHROME_HIDDEN);
	for (size_t offset = 0; offset <= len; offset += len / 40) {
		struct ab_layout *some = ab_layout_new(article, 37, AB_CHROME_HIDDEN);
		const struct ab_row *x, *y;
		ab_layout_begin(some, offset);
		cr_assert_leq(ab_layout_origin(some), offset);
		cr_assert_leq(offset - ab_layout_origin(some), AB_LONG_LINE);
		size_t at = ab_layout_find(some, offset), from = ab_layout_find(all, offset);
		for (size_t i = 0; i < 300; i++) {
			x = ab_layout_row(all, from + i);
			y = ab_layout_row(some, at + i);
			cr_assert_eq(x == NULL, y == NULL, "row %zu from %zu on", i, offset);
			cr_assert(!x || (x->at.start == y->at.start && x->at.end == y->at.end
			    && x->line == y->line && x->gap == y->gap
			    && (x->first == y->first || y == ab_layout_row(some, 0))),
			    "row %zu from %zu on", i, offset);
		}
		ab_layout_row(some, at);
		cr_assert_lt(ab_layout_known(some), 8000, "rows are made near the place alone");
		ab_layout_free(some);
	}
	ab_layout_free(all);
	ab_bundle_let_go(h.bundle, article);
	close_huge(&h);
}

/* A screen of what is not seen is no longer than its rows. */
Test(cuts, what_is_not_seen_has_rows)
{
	struct huge h;

	open_huge(&h);
	struct ab_article *article = ab_bundle_hold(h.bundle, 0);
	ab_str text = ab_article_text(article);
	size_t start = (size_t)(strstr(text.ptr, "\xe2\x80\x8b") - text.ptr);
	struct ab_layout *l = ab_layout_new(article, 37, AB_CHROME_HIDDEN);
	ab_layout_begin(l, start);
	size_t row = ab_layout_find(l, start);
	cr_assert(ab_layout_row(l, row + 4));
	cr_expect_lt(ab_layout_row(l, row + 4)->at.start - start, 5 * AB_CUT);
	ab_layout_free(l);
	ab_bundle_let_go(h.bundle, article);
	close_huge(&h);
}

/* What is shown is what would be shown if all rows were counted from the start; but for the keys
 * that go there, a person sees no difference. */
Test(cuts, a_person_goes_anywhere)
{
	static const struct { const char *keys, *want; } row[] = {
		{ "G", "no. 19999 came to the quay.\n Here stands the zyzzyva.\n" },
		{ "Gkkj", "no. 19998 came to the quay.\n The ferry no. 19999 came to the quay.\n"
		    " 1/1" },
		{ "Ggg", "The ferry no. 1 came to the quay.\n The ferry no. 2" },
		{ "G800kk", "The ferry no. 19195 came to the quay.\n" },
		{ "/zyzzyva<Enter>", "Here stands the zyzzyva.\n 1/1 100%" },
		{ "/no. 15001<Enter>ggn", "The ferry no. 15001 came" },
		{ "/no. 15001<Enter>ggnmaG'a", "no. 15001 came" },
		{ "/no. 15001<Enter>''", "The ferry no. 1 came to the quay.\n The ferry no. 2" },
		{ "/no. 15001<Enter>hq", "The ferry no. 15001 came" },
		{ "/no. 15001<Enter>zcc", "The ferry no. 15001 came" },
		{ "GK", "came to the quay." },
		{ "15000G", "The ferry no. 14" },
		{ "&no. 1500[12]<Enter>", "The ferry no. 15001 came to the quay.\n"
		    " The ferry no. 15002 came" },
	};
	struct huge h;

	open_huge(&h);
	for (size_t i = 0; i < AB_LEN(row); i++)
		expect_typed(h.bundle, &(struct ab_reader_options){ .rows = 14, .cols = 60 },
		    row[i].keys, row[i].want);
	close_huge(&h);
}
