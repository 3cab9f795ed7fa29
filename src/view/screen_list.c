/* All articles, a row each. In the order of the bundle, only those on the screen are read. */
#include <stdlib.h>

#include "base/words.h"
#include "view/list.h"
#include "view/screen.h"

struct ab_list_screen {
	struct ab_list list;
	size_t top, at;
	size_t marked[AB_PANES_MAX]; /* to be opened side by side, in this order */
	int marks;
};

void
ab_list_forget(struct ab_reader *r)
{
	if (!r->list)
		return;
	ab_list_clear(&r->list->list);
	r->list->marks = 0;
}

void
ab_list_free(struct ab_reader *r)
{
	ab_list_forget(r);
	free(r->list);
	r->list = NULL;
}

/* The row of an article, or the first one. */
static size_t
row_of(struct ab_reader *r, size_t number)
{
	const struct ab_list *l = &r->list->list;
	size_t rows = ab_list_rows(l, r->bundle), row = 0;

	if (ab_list_plain(l))
		return number < rows ? number : 0;
	while (row < rows && ab_list_number(l, row) != number)
		row++;
	return row < rows ? row : 0;
}

static size_t
matches(const void *reader, size_t number)
{
	return ab_results_in(reader, number);
}

void
ab_list_open(struct ab_reader *r)
{
	if (!r->list) {
		r->list = ab_xalloc(1, sizeof(*r->list));
		r->list->list.matches = matches;
		r->list->list.of = r;
	}
	r->screen = &ab_screen_list;
	r->list->at = r->panes.count ? row_of(r, r->panes.at[r->panes.focus].number) : 0;
}

bool
ab_list_step(struct ab_reader *r, bool *dirty)
{
	bool changed = false;

	if (!r->list || !ab_list_read(&r->list->list, r->bundle, &changed))
		return false;
	*dirty |= changed && r->screen == &ab_screen_list;
	return true;
}

/* ---- painting ---- */

/* Where each column begins and ends, for the width there is. Columns that do not fit are empty. */
struct columns { int number, name, title, day, words, hidden, matches, end; };

static struct columns
columns_of(const struct ab_reader *r)
{
	int width = snprintf(NULL, 0, "%zu", ab_bundle_count(r->bundle)), cols = r->cols;
	struct columns c = { .number = 1, .name = 1 + width + 2, .end = cols - 1 };

	c.matches = r->results && cols >= 64 ? c.end - 9 : c.end;
	c.hidden = cols >= 64 ? c.matches - 8 : c.end;
	c.words = cols >= 64 ? c.hidden - 9 : c.end;
	c.day = cols >= 44 ? c.words - 12 : c.end;
	int room = c.day - c.name;
	c.title = room < 30 ? c.day : c.name + (room / 3 < 28 ? room / 3 : 28);
	return c;
}

/* Its place among the marked ones, from 1; 0: it is not. */
static int
mark_of(const struct ab_reader *r, size_t number)
{
	for (int i = 0; i < r->list->marks; i++)
		if (r->list->marked[i] == number)
			return i + 1;
	return 0;
}

static const char *
sign_of(const struct ab_reader *r, size_t number)
{
	if (mark_of(r, number))
		return "+";
	for (int i = 0; i < r->panes.count; i++)
		if (r->panes.at[i].number == number)
			return "*";
	return "";
}

static void
paint_entry(struct ab_reader *r, struct ab_frame *f, int row, size_t at, const struct columns *c)
{
	size_t number = ab_list_number(&r->list->list, at);
	const struct ab_list_entry *e = ab_list_look(&r->list->list, r->bundle, number);
	enum ab_style style = at == r->list->at ? AB_STYLE_CURRENT : AB_STYLE_PLAIN;

	ab_frame_fill(f, row, 0, f->cols, style, AB_STR(" "));
	ab_frame_print(f, row, c->number, c->name, style, "%*zu%s", c->name - c->number - 2,
	    number + 1, sign_of(r, number));
	ab_str name = e->outlet.len && r->list->list.order != AB_ORDER_NAME ? e->outlet : e->name;
	name = name.len ? ab_copy(&f->strings, name) : ab_tr_str("(no name)");
	ab_frame_cut(f, row, c->name, c->title - (c->title < c->end ? 2 : 0), style, name);
	ab_frame_cut(f, row, c->title, c->day - 2, style, ab_copy(&f->strings, e->title));
	ab_frame_put(f, row, c->day, c->words, style,
	    e->day.len ? ab_copy(&f->strings, e->day) : ab_tr_str("date?"));
	if (c->words < c->end) {
		ab_frame_print(f, row, c->words, c->hidden, style, "%8zu", e->words);
		ab_frame_print(f, row, c->hidden, c->matches, style, "%8zu", e->hidden);
		ab_frame_print(f, row, c->matches, c->end, style, "%9zu", ab_results_in(r, number));
	}
}

static void
paint(struct ab_reader *r, struct ab_frame *f, int rows)
{
	size_t page = rows > 1 ? (size_t)rows - 1 : 1,
	    count = ab_list_rows(&r->list->list, r->bundle);
	struct columns c = columns_of(r);

	ab_show_row(count, page, &r->list->top, &r->list->at);
	ab_frame_fill(f, 0, 0, f->cols, AB_STYLE_BAR, AB_STR(" "));
	ab_frame_put(f, 0, c.name, c.title, AB_STYLE_BAR, ab_tr_str("article"));
	ab_frame_put(f, 0, c.title, c.day, AB_STYLE_BAR, ab_tr_str("title"));
	ab_frame_put(f, 0, c.day, c.words, AB_STYLE_BAR, ab_tr_str("published"));
	ab_frame_put(f, 0, c.words, c.hidden, AB_STYLE_BAR, ab_tr_str("   words"));
	ab_frame_put(f, 0, c.hidden, c.matches, AB_STYLE_BAR, ab_tr_str("  hidden"));
	ab_frame_put(f, 0, c.matches, c.end, AB_STYLE_BAR, ab_tr_str("  matches"));
	for (size_t i = 0; i < page && r->list->top + i < count; i++)
		paint_entry(r, f, (int)i + 1, r->list->top + i, &c);
	if (count == 0)
		ab_frame_cut(f, 1, 1, f->cols, AB_STYLE_DIM,
		    r->list->list.read < ab_bundle_count(r->bundle)
		    ? ab_tr_str("The articles are being read.")
		    : ab_tr_str("No article has this in it."));
}

static int
place(struct ab_reader *r, struct ab_frame *f, int row)
{
	size_t count = ab_list_rows(&r->list->list, r->bundle);

	return ab_frame_print(f, row, 1, f->cols, AB_STYLE_PLAIN, "%zu/%zu%s",
	    count ? r->list->at + 1 : 0, count, r->indexed ? "" : "+");
}

/* The order, the filter, and how far the reading for them is. */
static void
status(struct ab_reader *r, struct ab_frame *f, int row, int col)
{
	const struct ab_list *l = &r->list->list;
	struct ab_arena *strings = &f->strings;
	size_t count = ab_bundle_count(r->bundle);
	ab_str words = AB_STR("");

	if (l->order != AB_ORDER_NUMBER || l->reversed)
		words = ab_format(strings, l->reversed
		    ? ab_tr("by %s, reversed  ") : ab_tr("by %s  "),
		    ab_tr(ab_list_order_name(l->order)));
	if (l->filter[0])
		words = ab_format(strings, ab_tr("%sfilter: %s  "), words.ptr, l->filter);
	if (!ab_list_plain(l) && l->read < count)
		words = ab_format(strings, l->stopped ? ab_tr("%s%zu of %zu read, stopped  ")
		    : ab_tr("%s%zu of %zu read  "), words.ptr, l->read, count);
	if (r->list->marks)
		words = ab_format(strings, ab_tr("%s%d marked  "), words.ptr, r->list->marks);
	col = ab_frame_cut(f, row, col, f->cols - 1, AB_STYLE_PLAIN, words);
	ab_frame_cut(f, row, col, f->cols - 1, AB_STYLE_DIM, r->list->marks
	    ? ab_tr_str("Enter opens them side by side  m unmarks  q goes back")
	    : ab_tr_str("Enter, number: open  f filter  s order  r reverse  m mark  q goes back"));
}

/* ---- keys ---- */

static void
open_article(struct ab_reader *r, size_t number)
{
	r->count = 0;
	if (!ab_heap_try(ab_bundle_heap(r->bundle), number)) {
		ab_say(r, "there is no article %zu", number + 1);
		return;
	}
	r->screen = &ab_screen_panes;
	ab_reader_put(r, number);
}

static void
open_marked(struct ab_reader *r)
{
	ab_reader_open_all(r, r->list->marked, r->list->marks);
	r->list->marks = 0;
}

static void
toggle_mark(struct ab_reader *r, size_t number)
{
	struct ab_list_screen *s = r->list;
	int mark = mark_of(r, number);

	if (mark) {
		s->marks--;
		memmove(&s->marked[mark - 1], &s->marked[mark],
		    (size_t)(s->marks - mark + 1) * sizeof(size_t));
	} else if (s->marks == AB_PANES_MAX) {
		ab_say(r, "no more than %d go side by side", AB_PANES_MAX);
		return;
	} else {
		s->marked[s->marks++] = number;
	}
	if (s->at + 1 < ab_list_rows(&s->list, r->bundle))
		s->at++;
}

/* Another order or filter; the cursor stays on its article, if that is shown. */
static void
arrange(struct ab_reader *r, enum ab_list_order order, bool reversed, ab_str filter)
{
	struct ab_list_screen *s = r->list;
	bool any = s->at < ab_list_rows(&s->list, r->bundle);
	size_t number = any ? ab_list_number(&s->list, s->at) : 0;

	ab_list_arrange(&s->list, order, reversed, filter);
	s->at = row_of(r, number);
}

static void
set_filter(struct ab_reader *r, ab_str text)
{
	arrange(r, r->list->list.order, r->list->list.reversed, text);
	if (text.len)
		r->list->at = 0;
}

static void
next_order(struct ab_reader *r)
{
	enum ab_list_order order = (r->list->list.order + 1) % AB_ORDER_COUNT;

	if (order == AB_ORDER_MATCHES && !r->results)
		order = AB_ORDER_NUMBER; /* nothing was searched for in all articles */
	arrange(r, order, r->list->list.reversed, ab_str_c(r->list->list.filter));
}

static bool
command(struct ab_reader *r, enum ab_command c, size_t count)
{
	size_t rows = ab_list_rows(&r->list->list, r->bundle);

	if (c == AB_DO_SEARCH) { /* what one's fingers do to find an article */
		static const struct ab_question filter = {
			.label = AB_WORD("filter: "), .answer = set_filter, .typing = set_filter,
		};
		ab_ask(r, &filter, AB_STR(""));
		return true;
	}
	if (c == AB_DO_CLICK && r->list->top + count <= rows) {
		r->list->at = r->list->top + count - 1;
		return true;
	}
	return ab_move_row(r, c, count, rows, &r->list->at);
}

/* A digit opens at once when no more can follow. */
static bool
digit(struct ab_reader *r, ab_str name)
{
	if (name.len != 1 || *name.ptr < '0' || *name.ptr > '9')
		return false;
	size_t number = 10 * r->count + (size_t)(*name.ptr - '0');
	if (number == 0 || !r->indexed || 10 * number <= ab_bundle_count(r->bundle))
		return false;
	open_article(r, number - 1);
	return true;
}

static void
enter(struct ab_reader *r)
{
	if (r->count)
		open_article(r, r->count - 1);
	else if (r->list->marks)
		open_marked(r);
	else if (r->list->at < ab_list_rows(&r->list->list, r->bundle))
		open_article(r, ab_list_number(&r->list->list, r->list->at));
}

/* Gives up what was begun: the reading, or else the filter; false when nothing was. */
static bool
give_up(struct ab_reader *r)
{
	struct ab_list *l = &r->list->list;

	if (ab_list_plain(l) || r->count)
		return false;
	if (!l->stopped && l->read < ab_bundle_count(r->bundle))
		l->stopped = true;
	else if (l->filter[0])
		set_filter(r, AB_STR(""));
	else
		return false;
	return true;
}

static bool
key(struct ab_reader *r, ab_str name)
{
	struct ab_list_screen *s = r->list;
	bool any = s->at < ab_list_rows(&s->list, r->bundle);

	if (r->typed[0])
		return false;
	if (ab_str_eq(name, AB_STR("<Enter>")))
		enter(r);
	else if (ab_str_eq(name, AB_STR("<Esc>")) || ab_str_eq(name, AB_STR("<C-c>")))
		return give_up(r);
	else if (ab_str_eq(name, AB_STR("f")))
		return command(r, AB_DO_SEARCH, 0);
	else if (ab_str_eq(name, AB_STR("s")))
		next_order(r);
	else if (ab_str_eq(name, AB_STR("r")))
		arrange(r, s->list.order, !s->list.reversed, ab_str_c(s->list.filter));
	else if (ab_str_eq(name, AB_STR("m")) && any)
		toggle_mark(r, ab_list_number(&s->list, s->at));
	else
		return digit(r, name);
	r->count = 0;
	return true;
}

const struct ab_screen ab_screen_list = { paint, place, status, command, key };
