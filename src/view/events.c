#include "view/events.h"

#include <stdlib.h>

#include "base/words.h"
#include "know/calendar.h"
#include "view/screen.h"

enum {
	DUE_FIRST = 64, DUE_TIMES = 8, /* articles: events are found anew when so many are read */
	PROGRESS = 16,                 /* articles: so often the screen shows how far it is */
	ENTRIES = 128                  /* events whose rows are kept, at their number modulo this */
};

size_t
ab_events_count(const struct ab_events *e)
{
	return e->told ? ab_groups_count(e->groups) : 0;
}

static struct ab_event
unfolded(const struct ab_events *e)
{
	return e->open < ab_events_count(e) ? ab_groups_event(e->groups, e->open)
	    : (struct ab_event){ NULL, 0 };
}

size_t
ab_events_rows(const struct ab_events *e)
{
	return ab_events_count(e) + unfolded(e).count;
}

size_t
ab_events_at(const struct ab_events *e, size_t row, size_t *member)
{
	size_t members = unfolded(e).count;

	*member = row > e->open && row - e->open <= members ? row - e->open : 0;
	return *member ? e->open : row > e->open ? row - members : row;
}

void
ab_events_fold(struct ab_events *e)
{
	size_t member, event = ab_events_at(e, e->at, &member);

	e->at = event;
	e->open = SIZE_MAX;
	free(e->member);
	e->member = NULL;
}

void
ab_events_unfold(struct ab_events *e, size_t event)
{
	ab_events_fold(e);
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
	ab_events_fold(e);
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

const struct ab_event_entry *
ab_events_look(struct ab_reader *r, size_t i)
{
	enum { ASKED = 32 }; /* articles that days and outlets are taken from: the longest */
	struct ab_events *e = r->events;
	struct ab_event event = ab_groups_event(e->groups, i);
	size_t number = event.article[0], other = event.article[event.count > 1];

	if (!e->entry)
		e->entry = ab_xalloc(ENTRIES, sizeof(*e->entry));
	struct ab_event_entry *x = &e->entry[i % ENTRIES];
	if (x->known && x->event == i)
		return x;
	ab_arena_free(&x->arena);
	event.count = event.count < ASKED ? event.count : ASKED;
	*x = (struct ab_event_entry){ .known = true, .event = i };
	x->days = days_of(&x->arena, e, r->bundle, event);
	x->outlets = outlets_of(&x->arena, e, r->bundle, event);
	x->title = ab_copy(&x->arena, ab_list_look(&e->list, r->bundle, number)->title);
	struct ab_article *article = ab_bundle_hold(r->bundle, number);
	x->marks = ab_visible(&x->arena, ab_groups_marks(e->groups, &x->arena, article,
	    number, other));
	ab_bundle_let_go(r->bundle, article);
	return x;
}
