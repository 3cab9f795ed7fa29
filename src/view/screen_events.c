/* The articles of the bundle by the event that they tell of: a row an event, and below one that is
 * unfolded a row for each of its articles, copies below their original. */
#include "base/words.h"
#include "view/screen.h"

void
ab_events_open(struct ab_reader *r)
{
	ab_events_want(r);
	r->screen = &ab_screen_events;
}

/* Where the columns begin; those that do not fit are empty. */
struct columns { int count, days, title, marks, outlets, end; };

static struct columns
columns_of(const struct ab_reader *r)
{
	int digits = snprintf(NULL, 0, "%zu", ab_events_count(r->events)), end = r->cols - 1;
	struct columns c = { .count = 1 + digits + 2, .end = end };

	c.days = c.count + 9;
	c.title = c.days + (r->cols >= 60 ? 17 : 0);
	int room = end - c.title;
	c.marks = room >= 40 ? c.title + room / 2 : end;
	c.outlets = room >= 90 ? c.title + room * 3 / 4 : end;
	return c;
}

static void
paint_event(struct ab_reader *r, struct ab_frame *f, int row, size_t event, enum ab_style style,
    const struct columns *c)
{
	const struct ab_event_entry *x = ab_events_look(r, event);
	size_t count = ab_groups_event(r->events->groups, event).count;

	ab_frame_print(f, row, 1, c->count, style, "%*zu%s", c->count - 3, event + 1,
	    count == 1 ? "" : r->events->open == event ? "-" : "+");
	ab_frame_print(f, row, c->count, c->days, style, "%7zu", count);
	ab_frame_cut(f, row, c->days, c->title - 2, style, ab_copy(&f->strings, x->days));
	ab_frame_cut(f, row, c->title, c->marks - (c->marks < c->end ? 2 : 0), style,
	    ab_copy(&f->strings, x->title));
	ab_frame_cut(f, row, c->marks, c->outlets - (c->outlets < c->end ? 2 : 0), style,
	    ab_copy(&f->strings, x->marks));
	ab_frame_cut(f, row, c->outlets, c->end, style, ab_copy(&f->strings, x->outlets));
}

static void
paint_member(struct ab_reader *r, struct ab_frame *f, int row, uint32_t number, enum ab_style style,
    const struct columns *c)
{
	struct ab_events *e = r->events;
	const struct ab_list_entry *a = ab_list_look(&e->list, r->bundle, number);
	bool copy = ab_groups_original(e->groups, number) != number;
	ab_str name = a->outlet.len ? a->outlet : a->name;

	ab_frame_cut(f, row, c->count, c->days - 1, style,
	    copy ? ab_tr_str("   copy") : AB_STR(""));
	ab_frame_put(f, row, c->days, c->title - 2, style,
	    a->day.len ? ab_copy(&f->strings, a->day) : ab_tr_str("date?"));
	ab_frame_cut(f, row, c->title, c->marks - 2, style, ab_copy(&f->strings, a->title));
	ab_frame_cut(f, row, c->marks, c->end, style, ab_copy(&f->strings, name));
}

static void
paint(struct ab_reader *r, struct ab_frame *f, int rows)
{
	struct ab_events *e = r->events;
	size_t page = rows > 1 ? (size_t)rows - 1 : 1, count = ab_events_rows(e), member;
	struct columns c = columns_of(r);

	ab_show_row(count, page, &e->top, &e->at);
	ab_frame_fill(f, 0, 0, f->cols, AB_STYLE_BAR, AB_STR(" "));
	ab_frame_put(f, 0, c.count, c.days, AB_STYLE_BAR, ab_tr_str("reports"));
	ab_frame_put(f, 0, c.days, c.title, AB_STYLE_BAR, ab_tr_str("published"));
	ab_frame_cut(f, 0, c.title, c.marks - 2, AB_STYLE_BAR,
	    ab_tr_str("event, by its longest report"));
	ab_frame_cut(f, 0, c.marks, c.outlets - 2, AB_STYLE_BAR, ab_tr_str("marked by"));
	ab_frame_put(f, 0, c.outlets, c.end, AB_STYLE_BAR, ab_tr_str("told by"));
	for (size_t i = 0; i < page && e->top + i < count; i++) {
		size_t at = e->top + i, event = ab_events_at(e, at, &member);
		enum ab_style style = at == e->at ? AB_STYLE_CURRENT : AB_STYLE_PLAIN;
		ab_frame_fill(f, (int)i + 1, 0, f->cols, style, AB_STR(" "));
		if (member)
			paint_member(r, f, (int)i + 1, e->member[member - 1], style, &c);
		else
			paint_event(r, f, (int)i + 1, event, style, &c);
	}
}

static int
place(struct ab_reader *r, struct ab_frame *f, int row)
{
	const struct ab_events *e = r->events;
	size_t member, count = ab_events_count(e);

	return ab_frame_print(f, row, 1, f->cols, AB_STYLE_PLAIN, "%zu/%zu%s",
	    count ? ab_events_at(e, e->at, &member) + 1 : 0, count, ab_events_groups(r) ? "" : "+");
}

static void
status(struct ab_reader *r, struct ab_frame *f, int row, int col)
{
	const struct ab_events *e = r->events;

	if (!ab_events_groups(r))
		col = ab_frame_print(f, row, col, f->cols - 1, AB_STYLE_PLAIN,
		    ab_tr("%zu of %zu%s read  "), ab_groups_articles(e->groups),
		    ab_bundle_count(r->bundle), r->indexed ? "" : "+");
	ab_frame_cut(f, row, col, f->cols - 1, AB_STYLE_DIM,
	    ab_tr_str("Enter opens it  + unfolds  - folds  L list of articles  q goes back"));
}

/* ---- keys ---- */

static void
open_event(struct ab_reader *r, size_t i)
{
	struct ab_event event = ab_groups_event(r->events->groups, i);
	size_t number[AB_PANES_MAX];
	int count = 0;

	for (size_t k = 0; k < event.count && count < AB_PANES_MAX; k++)
		if (ab_groups_original(r->events->groups, event.article[k]) == event.article[k])
			number[count++] = event.article[k];
	ab_reader_open_all(r, number, count);
}

static void
enter(struct ab_reader *r)
{
	struct ab_events *e = r->events;
	size_t member, event = ab_events_at(e, e->at, &member);

	if (e->at >= ab_events_rows(e))
		return;
	if (!member) {
		open_event(r, event);
		return;
	}
	r->screen = &ab_screen_panes;
	ab_reader_put(r, e->member[member - 1]);
}

static bool
command(struct ab_reader *r, enum ab_command c, size_t count)
{
	struct ab_events *e = r->events;
	size_t member, event = ab_events_at(e, e->at, &member);

	if (c == AB_DO_MORE_PANES && event < ab_events_count(e)
	    && ab_groups_event(e->groups, event).count > 1) {
		ab_events_unfold(e, event);
		return true;
	}
	if (c == AB_DO_LESS_PANES) {
		ab_events_fold(e);
		return true;
	}
	if (c == AB_DO_CLICK && e->top + count <= ab_events_rows(e)) {
		e->at = e->top + count - 1;
		return true;
	}
	return ab_move_row(r, c, count, ab_events_rows(e), &e->at);
}

static bool
key(struct ab_reader *r, ab_str name)
{
	if (!ab_str_eq(name, AB_STR("<Enter>")))
		return false;
	r->count = 0;
	enter(r);
	return true;
}

const struct ab_screen ab_screen_events = { paint, place, status, command, key };
