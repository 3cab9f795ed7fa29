#include "view/reader.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/words.h"

#include "news/groups.h"
#include "view/screen.h"

/* ---- messages ---- */

static void
say(struct ab_reader *r, bool warn, const char *format, va_list args)
{
	r->warn = warn;
	vsnprintf(r->message, sizeof(r->message), ab_tr(format), args);
}

void
ab_say(struct ab_reader *r, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(r, false, format, args);
	va_end(args);
}

void
ab_warn(struct ab_reader *r, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(r, true, format, args);
	va_end(args);
}

/* ---- opening ---- */

void
ab_reader_put(struct ab_reader *r, size_t number)
{
	ab_leave_here(r);
	if (r->panes.count == 0)
		ab_panes_add(&r->panes, number);
	else
		ab_panes_put(&r->panes, r->panes.focus, number);
	ab_reader_prepare(r);
	ab_seek_again(r);
	ab_str notice = ab_article_notice(r->panes.at[r->panes.focus].article);
	if (notice.len)
		ab_warn(r, "%.*s", (int)notice.len, notice.ptr);
}

void
ab_reader_open_all(struct ab_reader *r, const size_t *number, int count)
{
	ab_leave_here(r);
	r->screen = &ab_screen_panes;
	ab_seek_end(r); /* its hits are in panes that close */
	while (r->panes.count)
		ab_panes_remove(&r->panes, r->panes.count - 1);
	for (int i = 0; i < count; i++)
		ab_panes_add(&r->panes, number[i]);
	r->panes.focus = 0;
	ab_reader_prepare(r);
	ab_only_again(r);
}

ab_str
ab_day_of(struct ab_arena *arena, struct ab_article *article)
{
	ab_str day = ab_article_published(article), assumed = ab_article_assumed(article).date;

	if (day.len == 0 && assumed.len)
		return ab_format(arena, "~%.*s", (int)assumed.len, assumed.ptr);
	return (ab_str){ day.ptr, day.len < 10 ? day.len : 10 };
}

static bool
all_digits(ab_str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
	return s.len > 0 && s.len < 10;
}

/* The article of that number, from 1, or else of that name. */
static bool
look_up(struct ab_bundle *bundle, ab_str item, size_t *number, struct ab_error *err)
{
	struct ab_heap *heap = ab_bundle_heap(bundle);

	if (all_digits(item)) {
		size_t n = 0;
		for (size_t i = 0; i < item.len; i++)
			n = 10 * n + (size_t)(item.ptr[i] - '0');
		*number = n - 1;
		if (ab_heap_reach(heap, n - 1)) /* none has number 0, and then all are counted */
			return true;
		return ab_fail(err, "--open: there is no article %zu, there are %zu; --list shows "
		    "them", n, ab_bundle_count(bundle));
	}
	for (*number = 0; ab_heap_reach(heap, *number); ++*number) {
		struct ab_article *article = ab_bundle_hold(bundle, *number);
		bool found = ab_str_eq(ab_article_name(article), item);
		ab_bundle_let_go(bundle, article);
		if (found)
			return true;
	}
	return ab_fail(err, "--open: there is no article named \"%.*s\"; --list shows them",
	    (int)item.len, item.ptr);
}

/* The articles of an event but for copies, the most complete first. */
static bool
open_event(struct ab_reader *r, ab_str number, struct ab_error *err)
{
	struct ab_groups *groups = ab_groups_of(r->bundle);
	struct ab_event event;
	struct ab_error why;
	bool known = ab_groups_named(groups, number, &event, &why)
	    || ab_fail(err, "--open: %s", why.text);

	for (size_t i = 0; known && i < event.count && r->panes.count < AB_PANES_MAX; i++)
		if (ab_groups_original(groups, event.article[i]) == event.article[i])
			ab_panes_add(&r->panes, event.article[i]);
	ab_groups_free(groups);
	return known;
}

static bool
open_item(struct ab_reader *r, ab_str item, struct ab_error *err)
{
	static const ab_str event = { "event:", 6 };
	size_t number;

	if (ab_str_starts(item, event) && all_digits(ab_str_skip(item, event.len)))
		return open_event(r, ab_str_skip(item, event.len), err);
	if (!look_up(r->bundle, item, &number, err))
		return false;
	ab_panes_add(&r->panes, number);
	return true;
}

static bool
open_list(struct ab_reader *r, ab_str list, struct ab_error *err)
{
	while (list.len && r->panes.count < AB_PANES_MAX) {
		const char *comma = memchr(list.ptr, ',', list.len);
		ab_str item = { list.ptr, comma ? (size_t)(comma - list.ptr) : list.len };
		list = ab_str_skip(list, item.len + (comma != NULL));
		item = ab_str_trim(item);
		if (item.len == 0)
			continue;
		if (!open_item(r, item, err))
			return false;
	}
	return true;
}

/* Is there an article of this number before anybody would notice that he waits? */
static bool
is_there_soon(struct ab_heap *heap, size_t number)
{
	enum { SOON = 2 << 20 }; /* bytes */

	if (ab_heap_count(heap) <= number)
		ab_heap_step(heap, SOON);
	return number < ab_heap_count(heap);
}

void
ab_reader_open_first(struct ab_reader *r)
{
	size_t wanted = r->panes.cols > 2 * AB_PANE_COLS ? 2 : 1;
	struct ab_heap *heap = ab_bundle_heap(r->bundle);

	for (size_t i = (size_t)r->panes.count; i < wanted && is_there_soon(heap, i); i++)
		ab_panes_add(&r->panes, i);
	r->early = (size_t)r->panes.count < wanted;
}

static void
set_size(struct ab_reader *r, int rows, int cols)
{
	r->rows = rows > 1 ? rows : 1;
	r->cols = cols > 1 ? cols : 1;
	r->panes.rows = r->rows - 1;
	r->panes.cols = r->cols;
}

struct ab_reader *
ab_reader_new(struct ab_bundle *bundle, const struct ab_reader_options *options,
    struct ab_error *err)
{
	struct ab_reader *r = ab_xalloc(1, sizeof(*r));

	r->bundle = bundle;
	r->screen = &ab_screen_panes;
	r->keeper = options->keeper;
	r->taker = options->taker;
	r->notes = options->notes ? options->notes : &r->own_notes;
	r->keys = options->keys ? *options->keys : ab_keys_default();
	r->hit_pane = -1;
	r->generation = ab_heap_generation(ab_bundle_heap(bundle));
	r->panes = (struct ab_panes){ .bundle = bundle, .chrome = options->chrome, .strip = -1 };
	set_size(r, options->rows, options->cols);
	if (!options->open)
		ab_reader_open_first(r);
	else if (!open_list(r, ab_str_c(options->open), err)) {
		ab_reader_free(r);
		return NULL;
	}
	ab_panes_arrange(&r->panes); /* marks come after the first screen */
	return r;
}

void
ab_reader_free(struct ab_reader *r)
{
	if (!r)
		return;
	ab_seek_typing_end(r);
	ab_seek_end(r);
	ab_only_end(r);
	ab_results_free(r);
	ab_notes_free(&r->own_notes);
	ab_list_free(r);
	ab_events_free(r);
	ab_alike_free(r);
	ab_draft_free(r->draft);
	ab_index_free(r);
	ab_timeline_forget(r);
	ab_linked_forget(r);
	ab_overview_forget(r);
	ab_panes_free(&r->panes);
	ab_arena_free(&r->former_arena);
	free(r);
}

bool
ab_reader_whole(const struct ab_reader *r)
{
	for (int i = 0; i < r->panes.count; i++)
		if (!ab_article_whole(r->panes.at[i].article))
			return false;
	return true;
}

void
ab_reader_resize(struct ab_reader *r, int rows, int cols)
{
	set_size(r, rows, cols);
	r->panes.foot = ab_detail_rows(r);
	ab_panes_arrange(&r->panes);
}

enum ab_wish
ab_reader_wish(struct ab_reader *r)
{
	enum ab_wish wish = r->wish;

	r->wish = AB_WISH_NONE;
	return wish;
}

/* ---- rows ---- */

bool
ab_motion(enum ab_command command, size_t count, int page, ptrdiff_t *rows)
{
	static const signed char sign[AB_DO_COUNT] = {
		[AB_DO_WHEEL_DOWN] = 1, [AB_DO_WHEEL_UP] = -1,
		[AB_DO_DOWN] = 1, [AB_DO_PAGE_DOWN] = 1, [AB_DO_HALF_DOWN] = 1, [AB_DO_END] = 1,
		[AB_DO_UP] = -1, [AB_DO_PAGE_UP] = -1, [AB_DO_HALF_UP] = -1, [AB_DO_START] = -1,
	};
	ptrdiff_t unit = 1, n = count > 0 && count < 1 << 20 ? (ptrdiff_t)count : 1;

	if (sign[command] == 0)
		return false;
	if (command == AB_DO_PAGE_DOWN || command == AB_DO_PAGE_UP)
		unit = page > 3 ? page - 2 : 1; /* two rows stay in sight */
	else if (command == AB_DO_HALF_DOWN || command == AB_DO_HALF_UP)
		unit = count ? 1 : page > 2 ? page / 2 : 1;
	else if (command == AB_DO_WHEEL_DOWN || command == AB_DO_WHEEL_UP)
		unit = 3;
	else if (command == AB_DO_END || command == AB_DO_START)
		unit = PTRDIFF_MAX / 4 / n;
	*rows = sign[command] * n * unit;
	return true;
}

bool
ab_move_row(const struct ab_reader *r, enum ab_command c, size_t count, size_t rows, size_t *at)
{
	ptrdiff_t to, last = (ptrdiff_t)rows - 1;

	if (c == AB_DO_START || c == AB_DO_END)
		to = count ? (ptrdiff_t)(count < rows ? count : rows) - 1
		    : c == AB_DO_START ? 0 : last;
	else if (c == AB_DO_PERCENT)
		to = last * (ptrdiff_t)(count < 100 ? count : 100) / 100;
	else if (ab_motion(c, count, r->rows - 2, &to))
		to += (ptrdiff_t)*at;
	else
		return false;
	*at = to < 0 ? 0 : (size_t)(to < last ? to : last > 0 ? last : 0);
	return true;
}

void
ab_show_row(size_t rows, size_t page, size_t *top, size_t *at)
{
	if (*at >= rows)
		*at = rows ? rows - 1 : 0;
	if (*at < *top)
		*top = *at;
	if (*at >= *top + page)
		*top = *at - page + 1;
}

/* ---- the screen ---- */

static void
paint_status(struct ab_reader *r, struct ab_frame *f)
{
	int row = f->rows - 1, limit = f->cols - 1;

	if (r->prompt.label) {
		ab_prompt_paint(&r->prompt, f, row);
		return;
	}
	int col = r->screen->place(r, f, row) + 2;
	if (r->typed[0] || r->count) {
		ab_frame_print(f, row, col, limit, AB_STYLE_PLAIN, "%.0zu%s", r->count,
		    ab_command_typed(&f->strings, ab_str_c(r->typed)).ptr);
	} else if (r->message[0]) {
		ab_str message = ab_visible(&f->strings, ab_str_c(r->message));
		if (ab_width(message) > (size_t)(col < limit ? limit - col : 0)) {
			ab_frame_fill(f, row, 0, col, AB_STYLE_PLAIN, AB_STR(" "));
			col = f->cols > 40;
		}
		ab_frame_cut(f, row, col, limit, r->warn ? AB_STYLE_WARN : AB_STYLE_PLAIN, message);
	} else {
		r->screen->status(r, f, row, col);
	}
}

void
ab_reader_paint(struct ab_reader *r, struct ab_frame *f)
{
	ab_frame_clear(f);
	if (f->rows != r->rows || f->cols != r->cols)
		ab_reader_resize(r, f->rows, f->cols);
	ab_linked_settle(r);
	if (f->rows > 1)
		r->screen->paint(r, f, f->rows - 1);
	paint_status(r, f);
}
