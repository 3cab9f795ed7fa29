/* The days that are mentioned, in order: a row for each article that mentions one. */
#include "know/calendar.h"
#include "base/words.h"
#include "view/screen.h"

#define ELLIPSIS "\xe2\x80\xa6" /* U+2026 */

/* Other articles are not read for it. */
static size_t
articles(const struct ab_reader *r)
{
	size_t count = ab_bundle_count(r->bundle);

	return count < AB_ROSTER_MAX ? count : AB_ROSTER_MAX;
}

static const struct ab_moment *
moments(struct ab_reader *r, size_t *count)
{
	*count = 0;
	return r->timeline ? ab_timeline_moments(r->timeline, count) : NULL;
}

static const struct ab_moment *
chosen(struct ab_reader *r)
{
	size_t count;
	const struct ab_moment *at = moments(r, &count);

	return r->timeline_at < count ? &at[r->timeline_at] : NULL;
}

void
ab_timeline_forget(struct ab_reader *r)
{
	ab_timeline_free(r->timeline);
	r->timeline = NULL;
}

void
ab_timeline_open(struct ab_reader *r)
{
	r->screen = &ab_screen_timeline;
	if (r->timeline)
		return;
	r->timeline = ab_timeline_new();
	r->timeline_next = r->timeline_at = r->timeline_top = 0;
}

/* Puts the cursor on the row of this moment again: others have come in before it. */
static void
find_again(struct ab_reader *r, struct ab_moment was)
{
	size_t count;
	const struct ab_moment *at = moments(r, &count);

	for (size_t i = r->timeline_at; i < count; i++)
		if (at[i].article == was.article && at[i].kind == was.kind
		    && at[i].at.start == was.at.start && ab_days_cmp(at[i].days, was.days) == 0) {
			r->timeline_top += i - r->timeline_at;
			r->timeline_at = i;
			return;
		}
}

bool
ab_timeline_step(struct ab_reader *r, bool *dirty)
{
	const struct ab_moment *row = chosen(r);

	if (!r->timeline && r->screen == &ab_screen_timeline) /* it was forgotten meanwhile */
		ab_timeline_open(r);
	if (!r->timeline || r->timeline_next >= articles(r))
		return false;
	struct ab_moment was = row && r->timeline_at > 0 ? *row : (struct ab_moment){ 0 };
	struct ab_article *article = ab_bundle_hold(r->bundle, r->timeline_next);
	ab_timeline_add(r->timeline, r->timeline_next++, article, ab_bundle_knowledge(r->bundle));
	ab_bundle_let_go(r->bundle, article);
	if (was.count)
		find_again(r, was);
	*dirty = r->screen == &ab_screen_timeline;
	return true;
}

/* ---- painting ---- */

/* "Sat 2031-05-03", "2031-05", "2030s". */
static ab_str
label_of(struct ab_arena *arena, const struct ab_moment *m)
{
	static const char *const weekdays[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
	ab_str v = m->value;

	if (m->days.first == m->days.last)
		return ab_format(arena, "%s %.*s", weekdays[ab_weekday(m->days.first) - 1],
		    (int)v.len, v.ptr);
	if (v.len < 4)
		return ab_format(arena, "%.*s%ss", (int)v.len, v.ptr, v.len == 3 ? "0" : "00");
	return ab_copy(arena, v);
}

/* Where each column begins. Columns that do not fit are empty. */
struct columns { int day, number, name, times, text, end; };

static struct columns
columns_of(const struct ab_reader *r)
{
	int width = snprintf(NULL, 0, "%zu", ab_bundle_count(r->bundle));
	struct columns c = { .day = 1, .number = 17, .end = r->cols - 1 };

	c.name = c.number + width + 1;
	c.times = c.name + (r->cols >= 100 ? 20 : 0);
	c.text = c.times + (r->cols >= 60 ? 4 : 0);
	return c;
}

/* The sentence on one row, with the expression in sight. */
static void
paint_sentence(struct ab_frame *f, int row, int col, int limit, enum ab_style style,
    const struct ab_moment *m)
{
	ab_str before = ab_copy(&f->strings, m->before),
	    what = ab_copy(&f->strings, m->what), glyph;
	size_t room = col < limit ? (size_t)(limit - col) : 0, wide = ab_width(before);
	size_t rest = ab_width(m->after) < room / 4 ? ab_width(m->after) : room / 4;
	size_t left = room > ab_width(what) + rest ? room - ab_width(what) - rest : 0;
	int cells, start = col;

	if (wide > left) {
		for (; wide + 1 > left && before.len; wide -= (size_t)cells)
			before = ab_str_skip(before, ab_glyph(before, &glyph, &cells));
		col = ab_frame_put(f, row, col, limit, style, AB_STR(ELLIPSIS));
	}
	col = ab_frame_put(f, row, col, limit, style, before);
	col = ab_frame_cut(f, row, col, limit, style == AB_STYLE_PLAIN
	    ? AB_STYLE_DATE : style, what);
	ab_frame_cut(f, row, col, limit, style, ab_copy(&f->strings, m->after));
	ab_frame_join(f, row, start, limit);
}

static ab_str
name_of(struct ab_reader *r, struct ab_frame *f, size_t number)
{
	struct ab_article *article = ab_bundle_hold(r->bundle, number);
	ab_str name = ab_label(&f->strings, article);

	ab_bundle_let_go(r->bundle, article);
	return name;
}

/* The day stands in the first row of its rows that is shown. */
static void
paint_moment(struct ab_reader *r, struct ab_frame *f, int row, const struct ab_moment *m,
    bool first, bool current, const struct columns *c)
{
	enum ab_style style = current ? AB_STYLE_CURRENT : AB_STYLE_PLAIN;
	int col = c->text;

	ab_frame_fill(f, row, current ? c->number - 1 : 0, f->cols, style, AB_STR(" "));
	if (first)
		ab_frame_put(f, row, c->day, c->number - 1, AB_STYLE_TITLE,
		    label_of(&f->strings, m));
	ab_frame_print(f, row, c->number, c->name - 1, style, "%*zu", c->name - c->number - 1,
	    m->article + 1);
	if (c->times > c->name)
		ab_frame_cut(f, row, c->name + 1, c->times - 1, style, name_of(r, f, m->article));
	if (m->count > 1 && c->text > c->times)
		ab_frame_print(f, row, c->times, c->text - 1, style,
		    m->count < 100 ? "%2zux" : "99+", m->count);
	if (m->kind != AB_MOMENT_MENTIONED)
		col = ab_frame_print(f, row, col, c->end, current ? style : AB_STYLE_DIM, "%s%s",
		    m->kind == AB_MOMENT_ASSUMED ? ab_tr("published (assumed)")
		    : ab_tr("published"), m->after.len ? ": " : "");
	paint_sentence(f, row, col, c->end, style, m);
}

static void
paint(struct ab_reader *r, struct ab_frame *f, int rows)
{
	size_t page = rows > 1 ? (size_t)rows - 1 : 1, count;
	const struct ab_moment *at = moments(r, &count);
	struct columns c = columns_of(r);

	ab_show_row(count, page, &r->timeline_top, &r->timeline_at);
	ab_frame_fill(f, 0, 0, f->cols, AB_STYLE_BAR, AB_STR(" "));
	ab_frame_put(f, 0, c.day, c.number, AB_STYLE_BAR, ab_tr_str("day"));
	ab_frame_put(f, 0, c.number, c.times, AB_STYLE_BAR,
	    c.times > c.name ? ab_tr_str("article") : AB_STR(""));
	ab_frame_put(f, 0, c.text, c.end, AB_STYLE_BAR, ab_tr_str("what is said of it first"));
	if (count == 0)
		ab_frame_put(f, 1, c.day, f->cols, AB_STYLE_DIM, r->timeline_next < articles(r)
		    ? ab_tr_str("The articles are being read.")
		    : ab_tr_str("No day is mentioned."));
	for (size_t i = 0; i < page && r->timeline_top + i < count; i++) {
		const struct ab_moment *m = &at[r->timeline_top + i];
		bool first = i == 0 || ab_days_cmp(m[-1].days, m->days) != 0;
		paint_moment(r, f, (int)i + 1, m, first, r->timeline_top + i == r->timeline_at, &c);
	}
}

static int
place(struct ab_reader *r, struct ab_frame *f, int row)
{
	size_t count, all = articles(r);

	moments(r, &count);
	int col = ab_frame_print(f, row, 1, f->cols, AB_STYLE_PLAIN, "%zu/%zu",
	    count ? r->timeline_at + 1 : 0, count);
	if (r->timeline_next < all || !r->indexed)
		col = ab_frame_print(f, row, col + 1, f->cols, AB_STYLE_PLAIN,
		    ab_tr("%zu of %zu articles read"), r->timeline_next, all);
	return col;
}

static void
status(struct ab_reader *r, struct ab_frame *f, int row, int col)
{
	bool cut = r->indexed && articles(r) < ab_bundle_count(r->bundle);

	if (cut)
		col = 2 + ab_frame_print(f, row, col, f->cols - 1, AB_STYLE_DIM,
		    ab_tr("the first %d articles"), AB_ROSTER_MAX);
	ab_frame_cut(f, row, col, f->cols - 1, AB_STYLE_DIM,
	    ab_tr_str("Enter goes there, q back; the day lights up"));
}

/* ---- commands ---- */

void
ab_timeline_follow(struct ab_reader *r)
{
	const struct ab_moment *m = chosen(r);
	struct ab_arena arena = { 0 };
	size_t hits = 0;

	if (!m)
		return;
	ab_str label = label_of(&arena, m);
	ab_seek_days(r, m->days, label.ptr);
	for (int i = 0; i < r->panes.count; i++)
		hits += r->panes.at[i].hits.count;
	ab_say(r, hits ? AB_WORD("%s: %zu in the open panes, n goes there")
	    : AB_WORD("%s: %zu in the open panes"), label.ptr, hits);
	ab_arena_free(&arena);
}

/* The article gets the focus where it is open, and else the focused pane. */
static void
go_there(struct ab_reader *r, struct ab_moment m)
{
	int pane = 0;

	r->screen = &ab_screen_panes;
	while (pane < r->panes.count && r->panes.at[pane].number != m.article)
		pane++;
	if (pane < r->panes.count)
		r->panes.focus = pane;
	else
		ab_reader_put(r, m.article);
	ab_panes_arrange(&r->panes);
	struct ab_pane *p = &r->panes.at[r->panes.focus];
	ptrdiff_t row = (ptrdiff_t)ab_layout_find(p->layout, m.at.start);
	ab_panes_scroll_to(&r->panes, row > p->rows / 3 ? row - p->rows / 3 : 0);
	ab_timeline_follow(r);
	if (m.kind == AB_MOMENT_MENTIONED)
		ab_seek_show(r, m.at.start);
}

static bool
command(struct ab_reader *r, enum ab_command c, size_t count)
{
	size_t rows;

	moments(r, &rows);
	return ab_move_row(r, c, count, rows, &r->timeline_at);
}

static bool
key(struct ab_reader *r, ab_str name)
{
	const struct ab_moment *m = chosen(r);

	if (!ab_str_eq(name, AB_STR("<Enter>")) || !m)
		return false;
	r->count = 0;
	go_there(r, *m);
	return true;
}

const struct ab_screen ab_screen_timeline = { paint, place, status, command, key };
