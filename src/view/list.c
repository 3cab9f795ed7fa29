#include "view/list.h"

#include <stdlib.h>

#include "view/label.h"

const char *
ab_list_order_name(enum ab_list_order order)
{
#define NAME_OF(id, name) name,
	static const char *const names[] = { AB_LIST_ORDERS(NAME_OF) };

	return names[order];
}

void
ab_list_clear(struct ab_list *l)
{
	ab_arena_free(&l->arena);
	free(l->entry);
	free(l->shown);
	l->entry = NULL;
	l->shown = NULL;
	l->room = l->read = l->count = l->due = 0;
}

/* ---- entries ---- */

static ab_str
day_of(struct ab_arena *arena, struct ab_article *article)
{
	ab_str day = ab_article_published(article), assumed = ab_article_assumed(article).date;

	if (day.len == 0 && assumed.len)
		return ab_format(arena, "~%.*s", (int)assumed.len, assumed.ptr);
	return (ab_str){ day.ptr, day.len < 10 ? day.len : 10 };
}

static void
grow(struct ab_list *l, size_t number)
{
	if (number < l->room)
		return;
	size_t room = number < 32 ? 64 : 2 * number; /* more than number */
	l->entry = ab_xrealloc(l->entry, room, sizeof(*l->entry));
	memset(l->entry + l->room, 0, (room - l->room) * sizeof(*l->entry));
	l->shown = ab_xrealloc(l->shown, room, sizeof(*l->shown));
	l->room = room;
}

const struct ab_list_entry *
ab_list_look(struct ab_list *l, struct ab_bundle *bundle, size_t number)
{
	struct ab_arena scratch = { 0 };

	grow(l, number);
	struct ab_list_entry *e = &l->entry[number];
	if (e->known)
		return e;
	struct ab_article *article = ab_bundle_hold(bundle, number);
	const struct ab_lines *lines = ab_article_lines(article);
	e->known = true;
	e->name = ab_visible(&l->arena, ab_article_name(article));
	e->outlet = ab_visible(&l->arena, ab_article_outlet(article));
	e->title = ab_visible(&l->arena, ab_label_heading(article));
	e->day = ab_visible(&l->arena, day_of(&scratch, article));
	e->words = ab_article_words(article);
	e->hidden = lines->chrome_lines;
	e->lines = lines->count;
	ab_str all = ab_format(&scratch, "%.*s\t%.*s\t%.*s\t%.*s", (int)e->name.len, e->name.ptr,
	    (int)e->outlet.len, e->outlet.ptr, (int)e->title.len, e->title.ptr, (int)e->day.len,
	    e->day.ptr);
	e->folded = ab_copy(&l->arena, ab_fold(&scratch, all));
	ab_bundle_let_go(bundle, article);
	ab_arena_free(&scratch);
	return e;
}

/* ---- which rows, in which order ---- */

bool
ab_list_plain(const struct ab_list *l)
{
	return l->order == AB_ORDER_NUMBER && !l->reversed && !l->filter[0];
}

static int
more_first(size_t a, size_t b)
{
	return (a < b) - (a > b);
}

/* What is not known comes last. */
static int
text_cmp(ab_str a, ab_str b)
{
	return a.len && b.len ? ab_str_cmp(a, b) : (a.len == 0) - (b.len == 0);
}

/* Of two days, an assumed one is no other. */
static ab_str
day(const struct ab_list_entry *e)
{
	return e->day.len && *e->day.ptr == '~' ? ab_str_skip(e->day, 1) : e->day;
}

/* hidden a / lines a against hidden b / lines b, the larger first */
static int
share_cmp(const struct ab_list_entry *a, const struct ab_list_entry *b)
{
	return more_first(a->hidden * (b->lines ? b->lines : 1),
	    b->hidden * (a->lines ? a->lines : 1));
}

static int
entry_cmp(enum ab_list_order order, const struct ab_list_entry *a, const struct ab_list_entry *b)
{
	switch (order) {
	case AB_ORDER_NAME:    return text_cmp(a->name, b->name);
	case AB_ORDER_OUTLET:  return text_cmp(a->outlet, b->outlet);
	case AB_ORDER_DATE:    return text_cmp(day(a), day(b));
	case AB_ORDER_WORDS:   return more_first(a->words, b->words);
	case AB_ORDER_HIDDEN:  return share_cmp(a, b);
	default:               return 0;
	}
}

static int
shown_cmp(const void *a, const void *b, void *list)
{
	const struct ab_list *l = list;
	size_t x = *(const size_t *)a, y = *(const size_t *)b;
	int c = entry_cmp(l->order, &l->entry[x], &l->entry[y]);

	if (l->order == AB_ORDER_MATCHES && l->matches)
		c = more_first(l->matches(l->of, x), l->matches(l->of, y));
	if (c == 0)
		c = (x > y) - (x < y);
	return l->reversed ? -c : c;
}

static void
choose(struct ab_list *l)
{
	struct ab_arena scratch = { 0 };
	ab_str filter = ab_fold(&scratch, ab_str_c(l->filter));

	l->count = 0;
	for (size_t i = 0; i < l->read; i++) {
		ab_str hay = l->entry[i].folded;
		if (filter.len == 0 || memmem(hay.ptr, hay.len, filter.ptr, filter.len))
			l->shown[l->count++] = i;
	}
	if (l->count)
		qsort_r(l->shown, l->count, sizeof(*l->shown), shown_cmp, l);
	l->due = l->read + l->read / 4 + 8;
	ab_arena_free(&scratch);
}

void
ab_list_arrange(struct ab_list *l, enum ab_list_order order, bool reversed, ab_str filter)
{
	size_t len = filter.len < sizeof(l->filter) ? filter.len : 0;

	l->order = order;
	l->reversed = reversed;
	memmove(l->filter, filter.ptr, len);
	l->filter[len] = '\0';
	l->stopped = false;
	choose(l);
}

size_t
ab_list_rows(const struct ab_list *l, const struct ab_bundle *bundle)
{
	return ab_list_plain(l) ? ab_bundle_count(bundle) : l->count;
}

size_t
ab_list_number(const struct ab_list *l, size_t row)
{
	return ab_list_plain(l) ? row : l->shown[row];
}

bool
ab_list_read(struct ab_list *l, struct ab_bundle *bundle, bool *changed)
{
	if (ab_list_plain(l) || l->stopped || l->read >= ab_bundle_count(bundle))
		return false;
	ab_list_look(l, bundle, l->read++);
	*changed = l->read >= l->due || l->read == ab_bundle_count(bundle);
	if (*changed)
		choose(l);
	return true;
}
