/* The articles of the bundle by the event that they tell of: a row an event, and below one that is
 * unfolded a row for each of its articles, copies below their original. */
#include <stdlib.h>

#include "know/calendar.h"
#include "news/groups.h"
#include "base/words.h"
#include "view/list.h"
#include "view/screen.h"

enum {
	DUE_FIRST = 64, DUE_TIMES = 8, /* articles: events are found anew when so many are read */
	PROGRESS = 16,                 /* articles: so often the screen shows how far it is */
	ENTRIES = 128                  /* events whose rows are kept, at their number modulo this */
};

/* What the row of an event says. */
struct entry {
	struct ab_arena arena;
	bool known;
	size_t event;
	ab_str days, title, marks, outlets;
};

struct ab_events {
	struct ab_groups *groups;
	size_t due, told;     /* articles: when events are to be found; in those that were found */
	bool finding;
	struct ab_list list;  /* what is said of articles */
	struct entry *entry;
	size_t top, at;
	size_t open;          /* the event that is unfolded; SIZE_MAX: none */
	uint32_t *member;     /* its articles as they are shown; malloced */
};

static size_t
events_of(const struct ab_events *e)
{
	return e->told ? ab_groups_count(e->groups) : 0;
}

static struct ab_event
unfolded(const struct ab_events *e)
{
	return e->open < events_of(e) ? ab_groups_event(e->groups, e->open)
	    : (struct ab_event){ NULL, 0 };
}

static size_t
rows_of(const struct ab_events *e)
{
	return events_of(e) + unfolded(e).count;
}

/* Which event a row is of, and which of its members, from 1; 0: the event itself. */
static size_t
event_at(const struct ab_events *e, size_t row, size_t *member)
{
	size_t members = unfolded(e).count;

	*member = row > e->open && row - e->open <= members ? row - e->open : 0;
	return *member ? e->open : row > e->open ? row - members : row;
}

static void
fold(struct ab_events *e)
{
	size_t member, event = event_at(e, e->at, &member);

	e->at = event;
	e->open = SIZE_MAX;
	free(e->member);
	e->member = NULL;
}

/* Each original is followed by its copies. */
static void
unfold(struct ab_events *e, size_t event)
{
	fold(e);
	e->open = e->at = event;
	struct ab_event of = unfolded(e);
	size_t count = 0;
	e->member = ab_xalloc(of.count + 1, sizeof(*e->member));
	for (size_t i = 0; i < of.count; i++) {
		if (ab_groups_original(e->groups, of.article[i]) != of.article[i])
			continue;
		e->member[count++] = of.article[i];
		for (size_t k = i + 1; k < of.count; k++)
			if (ab_groups_original(e->groups, of.article[k]) == of.article[i])
				e->member[count++] = of.article[k];
	}
}

static void
forget_entries(struct ab_events *e)
{
	for (size_t i = 0; e->entry && i < ENTRIES; i++)
		ab_arena_free(&e->entry[i].arena);
	free(e->entry);
	e->entry = NULL;
	ab_list_clear(&e->list);
}

void
ab_events_forget(struct ab_reader *r)
{
	struct ab_events *e = r->events;

	if (!e)
		return;
	ab_groups_free(e->groups);
	forget_entries(e);
	free(e->member);
	*e = (struct ab_events){ .groups = ab_groups_new(ab_bundle_knowledge(r->bundle)),
		.due = DUE_FIRST, .open = SIZE_MAX };
}

void
ab_events_free(struct ab_reader *r)
{
	if (!r->events)
		return;
	ab_groups_free(r->events->groups);
	forget_entries(r->events);
	free(r->events->member);
	free(r->events);
	r->events = NULL;
}

void
ab_events_want(struct ab_reader *r)
{
	if (r->events)
		return;
	r->events = ab_xalloc(1, sizeof(*r->events));
	ab_events_forget(r);
}

void
ab_events_open(struct ab_reader *r)
{
	ab_events_want(r);
	r->screen = &ab_screen_events;
}

struct ab_groups *
ab_events_groups(const struct ab_reader *r)
{
	const struct ab_events *e = r->events;
	bool all = e && r->indexed && !e->finding && e->told == ab_bundle_count(r->bundle);

	return all ? e->groups : NULL;
}

/* Events that were found: they may be others than before. */
static void
found(struct ab_events *e)
{
	e->finding = false;
	e->told = ab_groups_articles(e->groups);
	e->due = e->told * DUE_TIMES;
	fold(e);
	forget_entries(e);
}

bool
ab_events_step(struct ab_reader *r, bool *dirty)
{
	struct ab_events *e = r->events;
	size_t count = ab_bundle_count(r->bundle), added = e ? ab_groups_articles(e->groups) : 0;
	bool shown = r->screen == &ab_screen_events || r->screen == &ab_screen_alike;

	if (!e)
		return false;
	if (e->finding) {
		if (ab_groups_step(e->groups))
			return true;
		found(e);
		*dirty |= shown;
		return true;
	}
	if (added < count && added < e->due) {
		struct ab_article *article = ab_bundle_hold(r->bundle, added);
		ab_groups_add(e->groups, article);
		ab_bundle_let_go(r->bundle, article);
		*dirty |= shown && added % PROGRESS == 0;
		return true;
	}
	e->finding = added > e->told && (added >= e->due || r->indexed);
	return e->finding;
}

/* ---- painting ---- */

/* The first day, and how many days later the last report is: "2031-05-03 +2". */
static ab_str
days_of(struct ab_arena *arena, struct ab_events *e, struct ab_bundle *bundle,
    struct ab_event event)
{
	int32_t first = INT32_MAX, last = INT32_MIN;
	ab_days days;

	for (size_t i = 0; i < event.count; i++) {
		const struct ab_list_entry *a = ab_list_look(&e->list, bundle, event.article[i]);
		if (!ab_days_of(a->day, &days))
			continue;
		first = days.first < first ? days.first : first;
		last = days.last > last ? days.last : last;
	}
	if (first > last)
		return ab_tr_str("date?");
	ab_civil day = ab_civil_from_day(first);
	return last == first ? ab_format(arena, "%04d-%02d-%02d", day.year, day.month, day.day)
	    : ab_format(arena, "%04d-%02d-%02d +%d", day.year, day.month, day.day,
	    (int)(last - first));
}

/* Where the reports are from, each once. */
static ab_str
outlets_of(struct ab_arena *arena, struct ab_events *e, struct ab_bundle *bundle,
    struct ab_event event)
{
	ab_str all = AB_STR("");

	for (size_t i = 0; i < event.count; i++) {
		const struct ab_list_entry *a = ab_list_look(&e->list, bundle, event.article[i]);
		ab_str name = a->outlet.len ? a->outlet : a->name;
		if (!all.len || !memmem(all.ptr, all.len, name.ptr, name.len))
			all = ab_format(arena, "%.*s%s%.*s", (int)all.len, all.ptr,
			    all.len ? ", " : "", (int)name.len, name.ptr);
	}
	return all;
}

static const struct entry *
look(struct ab_reader *r, size_t i)
{
	enum { ASKED = 32 }; /* articles that days and outlets are taken from: the longest */
	struct ab_events *e = r->events;
	struct ab_event event = ab_groups_event(e->groups, i);
	size_t number = event.article[0], other = event.article[event.count > 1];

	if (!e->entry)
		e->entry = ab_xalloc(ENTRIES, sizeof(*e->entry));
	struct entry *x = &e->entry[i % ENTRIES];
	if (x->known && x->event == i)
		return x;
	ab_arena_free(&x->arena);
	event.count = event.count < ASKED ? event.count : ASKED;
	*x = (struct entry){ .known = true, .event = i };
	x->days = days_of(&x->arena, e, r->bundle, event);
	x->outlets = outlets_of(&x->arena, e, r->bundle, event);
	x->title = ab_copy(&x->arena, ab_list_look(&e->list, r->bundle, number)->title);
	struct ab_article *article = ab_bundle_hold(r->bundle, number);
	x->marks = ab_visible(&x->arena, ab_groups_marks(e->groups, &x->arena, article,
	    number, other));
	ab_bundle_let_go(r->bundle, article);
	return x;
}

/* Where the columns begin; those that do not fit are empty. */
struct columns { int count, days, title, marks, outlets, end; };

static struct columns
columns_of(const struct ab_reader *r)
{
	int digits = snprintf(NULL, 0, "%zu", events_of(r->events)), end = r->cols - 1;
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
	const struct entry *x = look(r, event);
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
	size_t page = rows > 1 ? (size_t)rows - 1 : 1, count = rows_of(e), member;
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
		size_t at = e->top + i, event = event_at(e, at, &member);
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
	size_t member, count = events_of(e);

	return ab_frame_print(f, row, 1, f->cols, AB_STYLE_PLAIN, "%zu/%zu%s",
	    count ? event_at(e, e->at, &member) + 1 : 0, count, ab_events_groups(r) ? "" : "+");
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
	size_t member, event = event_at(e, e->at, &member);

	if (e->at >= rows_of(e))
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
	size_t member, event = event_at(e, e->at, &member);

	if (c == AB_DO_MORE_PANES && event < events_of(e)
	    && ab_groups_event(e->groups, event).count > 1) {
		unfold(e, event);
		return true;
	}
	if (c == AB_DO_LESS_PANES) {
		fold(e);
		return true;
	}
	if (c == AB_DO_CLICK && e->top + count <= rows_of(e)) {
		e->at = e->top + count - 1;
		return true;
	}
	return ab_move_row(r, c, count, rows_of(e), &e->at);
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
