#include "news/conflicts.h"

#include <stdlib.h>

#include "news/finding.h"

/* ---- what all rules use ---- */

bool
ab_finding_spend(struct ab_finding *f, size_t a, size_t b)
{
	size_t *cells = f->two->cells;

	if (a * b > *cells)
		return false;
	*cells -= a * b;
	return true;
}

static ab_str
words_of(const struct ab_segment *s, ab_span at)
{
	return ab_slice(s->text, (ab_span){ at.start - s->at.start, at.end - s->at.start });
}

void
ab_finding_report(struct ab_finding *f, const struct ab_conflict *new, float score)
{
	ab_str x = words_of(ab_finding_a(f, new->a), new->at_a);
	ab_str y = words_of(ab_finding_b(f, new->b), new->at_b);

	if (f->list.count == AB_CONFLICTS_MAX || !ab_finding_spend(f, f->list.count, 1))
		return;
	for (size_t i = 0; i < f->list.count; i++) {
		const struct ab_conflict *c = &f->list.at[i].conflict;
		if (c->kind == new->kind && ab_str_eq(words_of(ab_finding_a(f, c->a), c->at_a), x)
		    && ab_str_eq(words_of(ab_finding_b(f, c->b), c->at_b), y))
			return;
	}
	struct ab_found found = { *new, score };
	AB_PUSH(f->two->corpus->arena, &f->list, found);
}

size_t
ab_finding_shared(struct ab_finding *f, struct ab_stretch a, struct ab_stretch b, float least)
{
	const struct ab_segment *s = a.segment, *t = b.segment;
	size_t count = 0;

	a.to = a.to < s->words ? a.to : s->words;
	b.to = b.to < t->words ? b.to : t->words;
	if (a.from >= a.to || b.from >= b.to || !ab_finding_spend(f, a.to - a.from, b.to - b.from))
		return 0;
	for (size_t i = a.from; i < a.to; i++) {
		const struct ab_word *w = &s->word[i];
		bool found = false;
		if (ab_finding_weight(f, w) < least || w->name || w->dated || w->classes & 1)
			continue;
		for (size_t k = b.from; k < b.to && !found; k++)
			found = t->word[k].stem == w->stem && !t->word[k].mark;
		count += found;
	}
	return count;
}

/* ---- numbers ---- */

static bool
third_agrees(const struct ab_quantity *q, const struct ab_quantity *others, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (others[i].of == q->of && ab_quantities_agree(q, &others[i]))
			return true;
	return false;
}

/* Days beside the numbers that are not the same tell that they count other occasions. */
static bool
other_days(const struct ab_segment *a, const struct ab_segment *b)
{
	for (size_t i = 0; i < a->days; i++)
		for (size_t k = 0; k < b->days; k++)
			if (ab_str_eq(a->day[i].value, b->day[k].value))
				return false;
	return a->days && b->days;
}

/* A number disagrees with one other, that of the passage nearest to its own. */
static void
report_number(struct ab_finding *f, const struct ab_likely *l, ab_span p, ab_span q)
{
	struct ab_conflict new = { l->a, l->b, p, q, AB_CONFLICT_NUMBER };
	float score = l->score + (l->link != NULL);

	if (!ab_finding_spend(f, f->list.count, 1))
		return;
	for (size_t i = 0; i < f->list.count; i++) {
		struct ab_found *old = &f->list.at[i];
		const struct ab_conflict *c = &old->conflict;
		if (c->kind != AB_CONFLICT_NUMBER
		    || (c->at_a.start != p.start && c->at_b.start != q.start))
			continue;
		if (old->score < score)
			*old = (struct ab_found){ new, score };
		return;
	}
	ab_finding_report(f, &new, score);
}

/* Where several of a thing are counted it is not clear which one is the other's. */
static bool
counts_several(const struct ab_quantity *q, size_t count, uint32_t of)
{
	size_t found = 0;

	for (size_t i = 0; i < count; i++)
		found += q[i].of == of;
	return found > 1;
}

/* Does a word stand near both numbers, so that they count one thing? */
static bool
number_context(struct ab_finding *f, const struct ab_segment *a, const struct ab_quantity *p,
    const struct ab_segment *b, const struct ab_quantity *q)
{
	enum { BEFORE = 6, AFTER = 7 };
	struct ab_stretch after_a = { a, p->to, p->to + AFTER },
	    after_b = { b, q->to, q->to + AFTER };
	struct ab_stretch before_a = { a, p->from < BEFORE ? 0 : p->from - BEFORE, p->from };
	struct ab_stretch before_b = { b, q->from < BEFORE ? 0 : q->from - BEFORE, q->from };

	return ab_finding_shared(f, after_a, after_b, .25f)
	    || ab_finding_shared(f, before_a, before_b, .25f);
}

static void
find_numbers(struct ab_finding *f, const struct ab_likely *l)
{
	const struct ab_segment *a = ab_finding_a(f, l->a), *b = ab_finding_b(f, l->b);
	const struct ab_quantity *p = f->two->digest_a->quantity[l->a];
	const struct ab_quantity *q = f->two->digest_b->quantity[l->b];
	size_t n = f->two->digest_a->quantities[l->a], m = f->two->digest_b->quantities[l->b];

	if (!n || !m || !ab_finding_spend(f, n * m, n + m))
		return;
	bool same = l->link && l->link->kind == AB_LINK_SAME;
	if (!same && other_days(a, b))
		return;
	size_t shared = SIZE_MAX; /* of the sentences; not known yet */
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < m; k++) {
			if (p[i].of != q[k].of || third_agrees(&p[i], q, m)
			    || third_agrees(&q[k], p, n))
				continue;
			if (!same && (counts_several(p, n, p[i].of)
			    || counts_several(q, m, p[i].of)))
				continue;
			if (shared == SIZE_MAX)
				shared = ab_finding_shared(f, (struct ab_stretch){ a, 0, a->words },
				    (struct ab_stretch){ b, 0, b->words }, .25f);
			bool persons = p[i].of == AB_OF_PERSONS;
			if (!same && shared < (p[i].fate ? 1u : l->link ? 2u : 3u))
				continue;
			if (persons && f->two->other_event)
				continue;
			if (same || number_context(f, a, &p[i], b, &q[k]))
				report_number(f, l, p[i].at, q[k].at);
		}
}

/* ---- dates ---- */

/* A day or a weekday, without a time. */
static ab_str
day_of(const struct ab_day_said *day)
{
	const char *t = memchr(day->value.ptr, 'T', day->value.len);
	ab_str value = { day->value.ptr, t ? (size_t)(t - day->value.ptr) : day->value.len };

	return value;
}

/* Is the day one of a segment's, by value or in the very words? Whether "Thursday" is the one
 * before or the one to come was guessed from what stands around it. */
static bool
day_stands(const struct ab_segment *of, const struct ab_day_said *day, const struct ab_segment *s)
{
	ab_str value = day_of(day), words = words_of(of, day->at);

	for (size_t i = 0; i < s->days; i++) {
		ab_str other = day_of(&s->day[i]);
		if (ab_str_starts(other, value) || ab_str_starts(value, other)
		    || ab_form_key(words) == ab_form_key(words_of(s, s->day[i].at)))
			return true;
	}
	return false;
}

/* The days of a that b does not have. */
static size_t
unmatched(const struct ab_segment *a, const struct ab_segment *b, const struct ab_day_said **only)
{
	size_t count = 0;

	for (size_t i = 0; i < a->days; i++)
		if (!day_stands(a, &a->day[i], b)) {
			*only = &a->day[i];
			count++;
		}
	return count;
}

/* Does a word stand near both days, so that one thing is dated? */
static bool
same_context(struct ab_finding *f, const struct ab_segment *a, ab_span at_a,
    const struct ab_segment *b, ab_span at_b, bool near)
{
	size_t i = 0, k = 0;

	while (i < a->words && a->word[i].at.start < at_a.start)
		i++;
	while (k < b->words && b->word[k].at.start < at_b.start)
		k++;
	size_t before = near ? 2 : 4, after = near ? 3 : 4;
	struct ab_stretch x = { a, i < before ? 0 : i - before, i + after };
	struct ab_stretch y = { b, k < before ? 0 : k - before, k + after };
	return ab_finding_shared(f, x, y, near ? .4f : .2f) > 0;
}

static void
find_dates(struct ab_finding *f, const struct ab_likely *l)
{
	const struct ab_segment *a = ab_finding_a(f, l->a), *b = ab_finding_b(f, l->b);
	const struct ab_day_said *x = NULL, *y = NULL;

	if ((!l->link && l->score < .1f) || f->two->other_event)
		return;
	if (unmatched(a, b, &x) != 1 || unmatched(b, a, &y) != 1 || day_of(x).len != day_of(y).len
	    || day_of(x).len < 4)
		return;
	bool weekday = ab_str_starts(x->value, AB_STR("XXXX-WXX-")) == ab_str_starts(y->value,
	    AB_STR("XXXX-WXX-"));
	bool same = l->link && l->link->kind == AB_LINK_SAME;
	if (weekday && (same || same_context(f, a, x->at, b, y->at, !l->link)))
		ab_finding_report(f, &(struct ab_conflict){ l->a, l->b, x->at, y->at,
			AB_CONFLICT_DATE }, 0);
}

/* ---- all ---- */

struct ab_digest *
ab_digest_of(const struct ab_corpus *corpus, size_t t, const bool *media)
{
	const struct ab_segments *all = &corpus->text[t].segments;
	struct ab_digest *d = AB_NEW(corpus->arena, struct ab_digest, 1);

	d->said = ab_said_of(corpus, t, media);
	d->quantity = AB_NEW(corpus->arena, struct ab_quantity *, all->count + 1);
	d->quantities = AB_NEW(corpus->arena, size_t, all->count + 1);
	d->view = AB_NEW(corpus->arena, struct ab_view, all->count + 1);
	d->first_clause = AB_NEW(corpus->arena, size_t, all->count + 1);
	for (size_t i = 0; i < all->count; i++) {
		struct ab_quantity q[AB_QUANTITIES_MAX];
		size_t n = ab_quantities_of(&all->at[i], corpus->wording, q);
		d->quantity[i] = AB_NEW(corpus->arena, struct ab_quantity, n + 1);
		memcpy(d->quantity[i], q, n * sizeof(*q));
		d->quantities[i] = n;
		d->view[i] = ab_view_of(&all->at[i]);
		ab_clauses_read(corpus->arena, d, &all->at[i]);
		d->first_clause[i + 1] = d->clauses.count;
		ab_titles_read(corpus->arena, d, &all->at[i], i);
	}
	return d;
}

static int
by_passage(const void *a, const void *b)
{
	const struct ab_conflict *x = a, *y = b;

	if (x->a != y->a)
		return x->a < y->a ? -1 : 1;
	if (x->b != y->b)
		return x->b < y->b ? -1 : 1;
	return (x->at_a.start > y->at_a.start) - (x->at_a.start < y->at_a.start);
}

struct ab_conflict *
ab_conflicts_find(const struct ab_two_texts *two, size_t *count)
{
	struct ab_finding f = { .two = two, .a = &two->corpus->text[two->a],
		.b = &two->corpus->text[two->b] };

	for (size_t i = 0; i < two->count; i++) {
		find_numbers(&f, &two->likely[i]);
		find_dates(&f, &two->likely[i]);
		ab_finding_views(&f, &two->likely[i]);
		ab_finding_wording(&f, &two->likely[i]);
		ab_finding_clauses(&f, &two->likely[i]);
	}
	ab_finding_speakers(&f);
	ab_finding_titles(&f);
	struct ab_conflict *out = AB_NEW(two->corpus->arena, struct ab_conflict, f.list.count + 1);
	for (size_t i = 0; i < f.list.count; i++)
		out[i] = f.list.at[i].conflict;
	qsort(out, f.list.count, sizeof(*out), by_passage);
	*count = f.list.count;
	return out;
}
