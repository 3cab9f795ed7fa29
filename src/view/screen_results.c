/* A search in all articles: each line with a match, as they are found. */
#include <stdlib.h>

#include "base/words.h"
#include "view/screen.h"

enum {
	STEP = 256 << 10,     /* bytes searched in one slice */
	LOOK = 4 << 20,       /* bytes looked at in one slice, whether there is a match at all, */
	SIFT = 16 << 20,      /* and without even cutting them into articles */
	RESULTS_MAX = 10000,  /* rows; what is found beyond is counted */
	AROUND = 200          /* bytes of the line kept before the match, and after it */
};

/* A line with a match: its surroundings are kept as they are shown. */
struct result { size_t number, offset; ab_str label, before, match, after; };

struct ab_results {
	struct ab_arena arena;
	struct ab_search *search;
	char pattern[AB_PROMPT_MAX];
	struct ab_hits hits;       /* of the article that is being searched */
	AB_LIST(struct result) row;
	AB_LIST(size_t) in;        /* matches, an article each: so far those have been searched */
	size_t matches, hidden, articles;
	bool done, stopped, costly;
	size_t top, at;
};

void
ab_results_free(struct ab_reader *r)
{
	if (!r->results)
		return;
	ab_search_free(r->results->search);
	ab_hits_free(&r->results->hits);
	ab_arena_free(&r->results->arena);
	free(r->results);
	r->results = NULL;
}

size_t
ab_results_in(const struct ab_reader *r, size_t number)
{
	return r->results && number < r->results->in.count ? r->results->in.at[number] : 0;
}

/* ---- searching ---- */

static ab_str
shown(struct ab_results *x, ab_str text, size_t start, size_t end)
{
	return ab_visible_part(&x->arena, ab_slice(text, (ab_span){ start, end }));
}

/* What is around a match in its line, a code point never cut. */
static ab_span
near(ab_str text, ab_span line, ab_span at)
{
	if (at.start - line.start > AROUND)
		line.start = at.start - AROUND;
	if (line.end - at.end > AROUND)
		line.end = at.end + AROUND;
	while (line.start < at.start && ((uint8_t)text.ptr[line.start] & 0xC0) == 0x80)
		line.start++;
	while (line.end > at.end && line.end < text.len
	    && ((uint8_t)text.ptr[line.end] & 0xC0) == 0x80)
		line.end--;
	return line;
}

/* The article is searched: a row for the first match of each line. */
static void
take(struct ab_results *x, struct ab_article *article)
{
	const struct ab_lines *lines = ab_article_lines(article);
	ab_str text = ab_article_text(article), label = ab_label(&x->arena, article);
	size_t end = 0;

	for (size_t i = 0; i < x->hits.count && x->row.count < RESULTS_MAX; i++) {
		ab_span at = x->hits.at[i];
		if (at.start < end)
			continue;
		ab_span line = lines->at[ab_lines_find(lines, at.start)].at,
		    part = near(text, line, at);
		end = line.end;
		struct result row = {
			.number = x->in.count, .offset = at.start, .label = label,
			.before = shown(x, text, part.start, at.start),
			.match = shown(x, text, at.start, at.end),
			.after = shown(x, text, at.end, part.end),
		};
		AB_PUSH(&x->arena, &x->row, row);
	}
	AB_PUSH(&x->arena, &x->in, x->hits.count);
	x->matches += x->hits.count;
	x->hidden += x->hits.hidden;
	x->costly |= x->hits.costly > 0;
	x->articles += x->hits.count > 0;
	ab_hits_free(&x->hits);
}

/* Passes over the articles that have no match, without cleaning them. */
static bool
pass_over(struct ab_reader *r, struct ab_results *x)
{
	struct ab_heap *heap = ab_bundle_heap(r->bundle);
	size_t bytes = 0, from = x->in.count, sifted = ab_search_sift(x->search, heap, from, SIFT);
	bool none = true;

	while (x->in.count < sifted)
		AB_PUSH(&x->arena, &x->in, 0);
	if (sifted > from)
		return true;
	while (none && bytes < LOOK && x->in.count < ab_bundle_count(r->bundle)) {
		struct ab_arena arena = { 0 };
		struct ab_record record;
		struct ab_error ignored; /* told when the article is opened */
		none = ab_heap_read(heap, x->in.count, &arena, &record, &ignored)
		    && ab_search_rules_out(x->search, record.text);
		bytes += record.text.len + 1;
		ab_arena_free(&arena);
		if (none)
			AB_PUSH(&x->arena, &x->in, 0);
	}
	return x->in.count > from;
}

bool
ab_results_step(struct ab_reader *r, bool *dirty)
{
	struct ab_results *x = r->results;

	if (!x || x->done || x->stopped)
		return false;
	if (x->in.count >= ab_bundle_count(r->bundle)) {
		x->done = r->indexed;
		*dirty |= r->screen == &ab_screen_results;
		return false;
	}
	bool begun = x->hits.line > 0 || x->hits.offset > 0;
	if (!begun && pass_over(r, x)) {
		*dirty |= r->screen == &ab_screen_results;
		return true;
	}
	struct ab_article *article = ab_bundle_hold(r->bundle, x->in.count);
	if (!ab_search_step(x->search, &x->hits, article, r->panes.chrome, STEP))
		take(x, article);
	ab_bundle_let_go(r->bundle, article);
	*dirty |= r->screen == &ab_screen_results;
	return true;
}

static void
answer(struct ab_reader *r, ab_str text)
{
	struct ab_error err;
	struct ab_search *search = text.len ? ab_search_new(text, &err) : NULL;

	if (text.len && !search) {
		ab_warn(r, "%s", err.text);
		return;
	}
	if (!search && !r->results) {
		ab_say(r, "nothing was searched for yet");
		return;
	}
	r->screen = &ab_screen_results;
	if (!search)
		return;
	ab_results_free(r);
	r->results = ab_xalloc(1, sizeof(*r->results));
	r->results->search = search;
	snprintf(r->results->pattern, sizeof(r->results->pattern), "%.*s", (int)text.len, text.ptr);
}

void
ab_results_ask(struct ab_reader *r)
{
	static const struct ab_question question = {
		.label = AB_WORD("all articles: /"), .history = AB_HISTORY_SEARCH, .answer = answer,
	};

	ab_ask(r, &question, AB_STR(""));
}

/* ---- painting ---- */

/* The line with its match in sight. */
static void
paint_line(struct ab_frame *f, int row, int col, const struct result *x, bool current)
{
	enum ab_style style = current ? AB_STYLE_CURRENT : AB_STYLE_PLAIN;
	int limit = f->cols - 1, room = limit - col - (int)ab_width(x->match);
	ab_str before = x->before, glyph;
	int cells;

	/* two thirds of the room are for what comes after, if that is so long */
	int after = (int)ab_width(x->after) < room * 2 / 3 ? (int)ab_width(x->after) : room * 2 / 3;
	while (before.len && (int)ab_width(before) > (room - after > 0 ? room - after : 0))
		before = ab_str_skip(before, ab_glyph(before, &glyph, &cells));
	int start = col;
	col = ab_frame_put(f, row, col, limit, style, before);
	col = ab_frame_put(f, row, col, limit, current ? style : AB_STYLE_HIT, x->match);
	ab_frame_cut(f, row, col, limit, style, x->after);
	ab_frame_join(f, row, start, limit);
}

static void
paint_result(struct ab_reader *r, struct ab_frame *f, int row, size_t i)
{
	const struct result *x = &r->results->row.at[i];
	bool current = i == r->results->at;
	enum ab_style style = current ? AB_STYLE_CURRENT : AB_STYLE_PLAIN;
	int digits = snprintf(NULL, 0, "%zu", ab_bundle_count(r->bundle));
	int label = 1 + digits + 2, line = label + (f->cols >= 60 ? f->cols / 5 + 2 : 0);

	ab_frame_fill(f, row, 0, f->cols, style, AB_STR(" "));
	ab_frame_print(f, row, 1, label, style, "%*zu", digits, x->number + 1);
	ab_frame_cut(f, row, label, line - 2, style, x->label);
	paint_line(f, row, line, x, current);
}

static void
paint(struct ab_reader *r, struct ab_frame *f, int rows)
{
	struct ab_results *x = r->results;
	size_t page = rows > 1 ? (size_t)rows - 1 : 1;

	ab_show_row(x->row.count, page, &x->top, &x->at);
	ab_frame_fill(f, 0, 0, f->cols, AB_STYLE_BAR, AB_STR(" "));
	int col = ab_frame_put(f, 0, 1, f->cols, AB_STYLE_BAR, ab_tr_str("lines with "));
	ab_frame_cut(f, 0, col, f->cols, AB_STYLE_BAR,
	    ab_visible(&f->strings, ab_str_c(x->pattern)));
	for (size_t i = 0; i < page && x->top + i < x->row.count; i++)
		paint_result(r, f, (int)i + 1, x->top + i);
	if (x->row.count == 0 && x->done)
		ab_frame_cut(f, 1, 1, f->cols, AB_STYLE_DIM,
		    ab_tr_str("No article has it in what is shown."));
}

static int
place(struct ab_reader *r, struct ab_frame *f, int row)
{
	const struct ab_results *x = r->results;

	return ab_frame_print(f, row, 1, f->cols, AB_STYLE_PLAIN, "%zu/%zu",
	    x->row.count ? x->at + 1 : 0, x->row.count);
}

static void
status(struct ab_reader *r, struct ab_frame *f, int row, int col)
{
	const struct ab_results *x = r->results;
	struct ab_arena *strings = &f->strings;
	ab_str words = ab_format(strings, x->matches == 1 ? ab_tr("%zu match in %zu article")
	    : x->articles == 1 ? ab_tr("%zu matches in %zu article")
	    : ab_tr("%zu matches in %zu articles"), x->matches, x->articles);

	if (!x->done)
		words = ab_format(strings, x->stopped ? ab_tr("%s, %zu of %zu%s searched, stopped")
		    : ab_tr("%s, %zu of %zu%s searched"), words.ptr, x->in.count,
		    ab_bundle_count(r->bundle), r->indexed ? "" : "+");
	if (x->hidden)
		words = ab_format(strings, ab_tr("%s, %zu more in hidden lines"),
		    words.ptr, x->hidden);
	if (x->costly)
		words = ab_format(strings, ab_tr("%s, costly pattern: some may be missing"),
		    words.ptr);
	col = ab_frame_cut(f, row, col, f->cols - 1, AB_STYLE_PLAIN, words) + 2;
	ab_frame_cut(f, row, col, f->cols - 1, AB_STYLE_DIM, x->done || x->stopped
	    ? ab_tr_str("Enter goes there  q goes back") : ab_tr_str("Esc stops"));
}

/* ---- keys ---- */

/* To the match, which is then one of a search in the panes. */
static void
go(struct ab_reader *r)
{
	struct ab_results *x = r->results;
	struct ab_error err;

	if (x->at >= x->row.count)
		return;
	const struct result *row = &x->row.at[x->at];
	ab_leave_here(r);
	ab_go(r, (ab_place){ row->number, row->offset, true });
	r->backward = false;
	if (ab_seek_pattern(r, ab_str_c(x->pattern), &err))
		ab_seek_show(r, row->offset);
}

static bool
command(struct ab_reader *r, enum ab_command c, size_t count)
{
	struct ab_results *x = r->results;

	if (c == AB_DO_SEARCH) {
		ab_results_ask(r);
		return true;
	}
	if (c == AB_DO_CLICK && x->top + count <= x->row.count) {
		x->at = x->top + count - 1;
		return true;
	}
	return ab_move_row(r, c, count, x->row.count, &x->at);
}

static bool
key(struct ab_reader *r, ab_str name)
{
	struct ab_results *x = r->results;
	bool cancels = ab_str_eq(name, AB_STR("<Esc>")) || ab_str_eq(name, AB_STR("<C-c>"));

	if (cancels && !x->done && !x->stopped && !r->count) {
		x->stopped = true;
		return true;
	}
	if (!ab_str_eq(name, AB_STR("<Enter>")))
		return false;
	r->count = 0;
	go(r);
	return true;
}

const struct ab_screen ab_screen_results = { paint, place, status, command, key };
