/* The articles side by side. */
#include "base/words.h"
#include "view/screen.h"

#define EDGE "\xe2\x94\x82" /* U+2502 */

static const char *const coupling_words[AB_COUPLING_COUNT] = {
	AB_WORD("by link"), AB_WORD("by row"), AB_WORD("free"),
};
static const char *const marks_words[AB_MARKS_COUNT] = {
	AB_WORD("all"), AB_WORD("names"), AB_WORD("dates"), AB_WORD("none"),
};

static const char help_hint[] = AB_WORD("h help");

/* ---- painting ---- */

static void
paint(struct ab_reader *r, struct ab_frame *f, int rows)
{
	struct ab_panes *p = &r->panes;

	if (p->count == 0) {
		ab_frame_put(f, 0, 0, f->cols, AB_STYLE_WARN,
		    ab_tr_str("Nothing to read: no article was found."));
		return;
	}
	for (int i = p->first; i < p->first + p->shown; i++) {
		ab_pane_paint(r, f, &p->at[i]);
		if (i == p->first)
			continue;
		int edge = p->at[i].col - 1;
		ab_frame_fill(f, 0, edge, edge + 1, AB_STYLE_BAR, AB_STR(" "));
		for (int row = 1; row < rows - p->foot; row++)
			ab_frame_put(f, row, edge, edge + 1, AB_STYLE_EDGE, AB_STR(EDGE));
	}
	if (p->strip >= 0)
		ab_pane_paint(r, f, &p->at[p->strip]);
	ab_detail_paint(r, f, rows - p->foot, rows);
}

/* In steps of five per cent: what changes with every row is sent with every row. */
static int
place(struct ab_reader *r, struct ab_frame *f, int row)
{
	size_t total = ab_bundle_count(r->bundle);

	if (r->panes.count == 0)
		return ab_frame_print(f, row, 1, f->cols, AB_STYLE_PLAIN, ab_tr("no article"));
	struct ab_pane *pane = &r->panes.at[r->panes.focus];
	return ab_frame_print(f, row, 1, f->cols, AB_STYLE_PLAIN, "%zu/%zu%s %3d%%",
	    pane->number + 1, total, r->indexed ? "" : "+", ab_pane_percent(pane) / 5 * 5);
}

/* One word of the status line, or nothing where it does not fit whole. */
static int
put_word(struct ab_frame *f, int row, int col, ab_str word)
{
	if (col + (int)ab_width(word) > f->cols - 1)
		return col;
	return ab_frame_put(f, row, col, f->cols, AB_STYLE_DIM, word) + 2;
}

/* "last Sunday = 2031-05-04" for the expression under the eye, where there is room; after all else,
 * as it changes most, and in the style that costs least. */
static void
put_value(struct ab_reader *r, struct ab_frame *f, int row, int col)
{
	bool marked = r->marks == AB_MARKS_ALL || r->marks == AB_MARKS_DATES;
	const struct ab_date *date = marked && r->panes.count ? ab_seek_date(r) : NULL;

	if (!date)
		return;
	ab_str text = ab_article_text(r->panes.at[r->panes.focus].article);
	ab_str what = ab_visible(&f->strings, ab_slice(text, date->at));
	ab_str all = ab_format(&f->strings, "%.*s = %.*s", (int)what.len, what.ptr,
	    (int)date->value.len, date->value.ptr);
	int limit = f->cols - 3 - (int)ab_width(ab_tr_str(help_hint));
	if (col + (int)ab_width(all) <= limit) /* a value alone would tell nobody anything */
		ab_frame_put(f, row, col, limit, AB_STYLE_PLAIN, all);
}

static void
status(struct ab_reader *r, struct ab_frame *f, int row, int col)
{
	struct ab_panes *p = &r->panes;
	struct ab_arena *strings = &f->strings;

	if (r->following)
		col = ab_frame_cut(f, row, col, f->cols - 1, AB_STYLE_PLAIN,
		    ab_visible(strings, ab_seek_place(r, strings))) + 2;
	if (r->only)
		col = ab_frame_cut(f, row, col, f->cols - 1, AB_STYLE_PLAIN,
		    ab_visible(strings, ab_format(strings, "&%s", r->only_pattern))) + 2;
	if (p->count > p->shown)
		col = put_word(f, row, col, ab_format(strings, ab_tr("pane %d of %d"),
		    p->focus + 1, p->count));
	if (p->count > 1)
		col = put_word(f, row, col, ab_format(strings, ab_tr("scroll %s"),
		    ab_tr(coupling_words[p->coupling])));
	if (r->linked.gutter && p->gutter)
		col = put_word(f, row, col, ab_format(strings, ab_tr("%u links"),
		    ab_gutter_numbers(r->linked.gutter)));
	col = put_word(f, row, col, ab_format(strings, ab_tr("chrome %s"),
	    ab_tr(ab_chrome_word(p->chrome))));
	ab_str muted = ab_muted_types(strings, r->muted);
	col = put_word(f, row, col, ab_format(strings, ab_tr("marks %s%s%.*s"),
	    ab_tr(marks_words[r->marks]), muted.len ? ", " : "", (int)muted.len, muted.ptr));
	put_value(r, f, row, col);
	ab_str hint = ab_tr_str(help_hint);
	if (col + (int)ab_width(hint) < f->cols)
		ab_frame_put(f, row, f->cols - 1 - (int)ab_width(hint), f->cols,
		    AB_STYLE_DIM, hint);
}

/* ---- commands ---- */

static void
go_to_line(struct ab_reader *r, struct ab_pane *pane, size_t number)
{
	const struct ab_lines *lines = ab_article_lines(pane->article);

	if (number > lines->count)
		number = lines->count;
	if (number > 0)
		ab_panes_scroll_to(&r->panes,
		    (ptrdiff_t)ab_pane_find(&r->panes, pane, lines->at[number - 1].at.start));
}

static void
go_to_percent(struct ab_reader *r, struct ab_pane *pane, size_t percent)
{
	size_t len = ab_article_text(pane->article).len;

	ab_panes_scroll_to(&r->panes, (ptrdiff_t)ab_pane_find(&r->panes, pane,
	    percent < 100 ? len / 100 * percent + len % 100 * percent / 100 : len));
}

static void
more_panes(struct ab_reader *r)
{
	struct ab_panes *p = &r->panes;
	int fit = ab_panes_fit(p) > 1 ? ab_panes_fit(p) : 2;
	size_t number = p->count ? p->at[p->count - 1].number + 1 : 0;

	if (p->count >= fit || p->count == AB_PANES_MAX) {
		ab_say(r, "no room for more than %d panes here; ; and , show other articles in "
		    "this one", p->count);
		return;
	}
	if (!ab_heap_try(ab_bundle_heap(r->bundle), number))
		number = 0;
	ab_panes_add(p, number);
	ab_reader_prepare(r);
	ab_seek_again(r);
}

static void
less_panes(struct ab_reader *r)
{
	size_t number = r->panes.at[r->panes.focus].number;

	if (r->panes.count == 1) {
		ab_say(r, "this is the last pane");
		return;
	}
	ab_panes_remove(&r->panes, r->panes.focus);
	ab_panes_arrange(&r->panes);
	ab_seek_again(r);
	ab_say(r, "article %zu is closed: + opens one more, L lists them", number + 1);
}

static bool
is_open(const struct ab_panes *p, size_t number)
{
	int i = 0;

	while (i < p->count && p->at[i].number != number)
		i++;
	return i < p->count;
}

/* The n-th article after (before) the focused one that is in no pane takes its place. */
static void
next_article(struct ab_reader *r, int count)
{
	struct ab_heap *heap = ab_bundle_heap(r->bundle);
	size_t number = r->panes.at[r->panes.focus].number, found = number;
	int step = count < 0 ? -1 : 1;

	while (count != 0 && (step > 0 || number > 0) && ab_heap_try(heap, number + (size_t)step)) {
		number += (size_t)step; /* below 0 was ruled out */
		if (is_open(&r->panes, number))
			continue;
		found = number;
		count -= step;
	}
	if (found == r->panes.at[r->panes.focus].number)
		ab_say(r, step > 0 ? AB_WORD("no article after this one that is not open; L lists "
		    "them") : AB_WORD("no article before this one that is not open; L lists them"));
	else
		ab_reader_put(r, found);
}

/* Why the first row shown is shown, and what was hidden just before it. */
static void
why(struct ab_reader *r, struct ab_pane *pane)
{
	const struct ab_lines *lines = ab_article_lines(pane->article);
	const struct ab_row *row = pane->top < 0 ? NULL : ab_layout_row(pane->layout,
	    (size_t)pane->top);
	struct ab_arena arena = { 0 };

	for (size_t i = (size_t)pane->top; row && row->gap; i++)
		row = ab_layout_row(pane->layout, i + 1);
	if (!row) {
		ab_say(r, "no line here");
		return;
	}
	size_t line = row->line, above = line;
	while (above > 0 && lines->at[above - 1].kind == AB_KIND_BLANK)
		above--;
	ab_str said = ab_why(&arena, pane->article, r->panes.chrome, line);
	if (r->panes.chrome == AB_CHROME_HIDDEN && above > 0
	    && lines->at[above - 1].kind == AB_KIND_CHROME) {
		ab_str more = ab_why(&arena, pane->article, r->panes.chrome, above - 1);
		ab_say(r, "%.*s; %.*s", (int)said.len, said.ptr, (int)more.len, more.ptr);
	} else {
		ab_say(r, "%.*s", (int)said.len, said.ptr);
	}
	ab_arena_free(&arena);
}

static void
where(struct ab_reader *r, struct ab_pane *pane)
{
	ab_str name = ab_article_name(pane->article), url = ab_article_url(pane->article);

	ab_say(r, "%.*s, article %zu of %zu, %d%%  %.*s", (int)name.len, name.ptr, pane->number + 1,
	    ab_bundle_count(r->bundle), ab_pane_percent(pane), (int)url.len, url.ptr);
}

static void
focus(struct ab_reader *r, int step)
{
	r->panes.focus = (r->panes.focus + step + r->panes.count) % r->panes.count;
	ab_panes_arrange(&r->panes);
	ab_linked_turn(r);
	ab_str notice = ab_article_notice(r->panes.at[r->panes.focus].article);
	if (notice.len)
		ab_warn(r, "%.*s", (int)notice.len, notice.ptr);
}

static void
widen(struct ab_reader *r, int cols)
{
	if (!ab_panes_widen(&r->panes, cols))
		ab_say(r, cols > 0 ? AB_WORD("the panes cannot be wider")
		    : AB_WORD("the panes cannot be narrower"));
}

static bool
show_command(struct ab_reader *r, enum ab_command c, struct ab_pane *pane)
{
	switch (c) {
	case AB_DO_CHROME:
		ab_panes_chrome(&r->panes, (r->panes.chrome + 1) % 3);
		ab_seek_again(r);
		return true;
	case AB_DO_WHY:
		why(r, pane);
		return true;
	case AB_DO_WHERE:
		where(r, pane);
		return true;
	case AB_DO_HIDE:
		ab_pick_begin(r);
		return true;
	case AB_DO_UNHIDE:
		ab_draft_take_back(r);
		return true;
	case AB_DO_MARKS:
		r->marks = (r->marks + 1) % AB_MARKS_COUNT;
		return true;
	case AB_DO_VALUES:
		ab_panes_values(&r->panes, !r->panes.values);
		ab_say(r, r->panes.values ? AB_WORD("values beside expressions of time")
		    : AB_WORD("values hidden"));
		return true;
	case AB_DO_ONLY:
		ab_only_ask(r);
		return true;
	case AB_DO_FOLLOW:
		ab_seek_name(r);
		return true;
	default:
		return false;
	}
}

static bool
text_command(struct ab_reader *r, enum ab_command c, size_t count)
{
	switch (c) {
	case AB_DO_SEARCH:    ab_seek_ask(r, false); return true;
	case AB_DO_SEARCH_UP: ab_seek_ask(r, true); return true;
	case AB_DO_WORD:      ab_seek_word(r, count, false); return true;
	case AB_DO_WORD_BACK: ab_seek_word(r, count, true); return true;
	case AB_DO_YANK:      ab_copy_passage(r, false); return true;
	case AB_DO_CITE:      ab_copy_passage(r, true); return true;
	case AB_DO_WRITE:     ab_copy_write(r); return true;
	case AB_DO_NOTE:      ab_note_ask(r); return true;
	default:              return false;
	}
}

static bool
pane_command(struct ab_reader *r, enum ab_command c, int count)
{
	switch (c) {
	case AB_DO_NEXT_PANE:
		focus(r, 1);
		return true;
	case AB_DO_PREV_PANE:
		focus(r, -1);
		return true;
	case AB_DO_PUT:
		r->waiting = AB_WAIT_PUT;
		ab_say(r, "which article, 1 to 9? L lists them all");
		return true;
	case AB_DO_NEXT_ARTICLE:
		next_article(r, count ? count : 1);
		return true;
	case AB_DO_PREV_ARTICLE:
		next_article(r, -(count ? count : 1));
		return true;
	case AB_DO_MORE_PANES:
		more_panes(r);
		return true;
	case AB_DO_LESS_PANES:
		less_panes(r);
		return true;
	case AB_DO_NARROWER:
		widen(r, -(count ? count : 2));
		return true;
	case AB_DO_WIDER:
		widen(r, count ? count : 2);
		return true;
	case AB_DO_COUPLING:
		ab_panes_couple(&r->panes, (r->panes.coupling + 1) % AB_COUPLING_COUNT);
		return true;
	default:
		return false;
	}
}

static bool
command(struct ab_reader *r, enum ab_command c, size_t count)
{
	ptrdiff_t rows;

	if (r->panes.count == 0) {
		ab_say(r, "there is no article");
		return true;
	}
	struct ab_pane *pane = &r->panes.at[r->panes.focus];
	if (c == AB_DO_START || c == AB_DO_END || c == AB_DO_PERCENT)
		ab_leave_here(r);
	if (c == AB_DO_NEXT_HIT || c == AB_DO_PREV_HIT)
		ab_seek_next(r, c == AB_DO_PREV_HIT, count);
	else if ((c == AB_DO_START || c == AB_DO_END) && count)
		go_to_line(r, pane, count);
	else if (c == AB_DO_START)
		ab_panes_start(&r->panes);
	else if (c == AB_DO_PERCENT)
		go_to_percent(r, pane, count);
	else if (ab_motion(c, count, pane->rows, &rows))
		ab_panes_scroll(&r->panes, rows);
	else
		return ab_linked_command(r, c, count) || ab_move(r, c, count)
		    || text_command(r, c, count)
		    || pane_command(r, c, count < 1000 ? (int)count : 1000)
		    || show_command(r, c, pane);
	return true;
}

const struct ab_screen ab_screen_panes = {
	paint, place, status, command, NULL,
};
