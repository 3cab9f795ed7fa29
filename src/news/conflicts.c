#include "news/conflicts.h"

#include <stdlib.h>

#include "news/days.h"
#include "news/quantities.h"
#include "news/said.h"

/* A person with an office: "former president Ada Lindqvist". */
struct titled { uint32_t title, name, former; size_t segment; ab_span at; };

/* An act with who did it, or with its reason: words before, and the phrase after. */
struct clause { size_t segment, from, at, to; ab_span span; bool actor; };

struct ab_digest {
	struct ab_said said;
	AB_LIST(struct titled) titled;
	AB_LIST(struct clause) clauses;
	struct ab_quantity **quantity; /* of each segment */
	size_t *quantities;
};

/* What is being put together. */
struct found { struct ab_conflict conflict; float score; /* of its passages */ };
struct finding {
	const struct ab_two_texts *two;
	const struct ab_text *a, *b;
	AB_LIST(struct found) list;
};

static const struct ab_segment *
segment_a(const struct finding *f, size_t i)
{
	return &f->a->segments.at[i];
}

static const struct ab_segment *
segment_b(const struct finding *f, size_t i)
{
	return &f->b->segments.at[i];
}

static ab_str
words_of(const struct ab_segment *s, ab_span at)
{
	return ab_slice(s->text, (ab_span){ at.start - s->at.start, at.end - s->at.start });
}

/* What an article says twice disagrees once. */
static void
report(struct finding *f, const struct ab_conflict *new, float score)
{
	ab_str x = words_of(segment_a(f, new->a), new->at_a), y = words_of(segment_b(f, new->b), new->at_b);

	for (size_t i = 0; i < f->list.count; i++) {
		const struct ab_conflict *c = &f->list.at[i].conflict;
		if (c->kind == new->kind && ab_str_eq(words_of(segment_a(f, c->a), c->at_a), x)
		    && ab_str_eq(words_of(segment_b(f, c->b), c->at_b), y))
			return;
	}
	struct found found = { *new, score };
	AB_PUSH(f->two->corpus->arena, &f->list, found);
}

static float
weight_of(const struct finding *f, const struct ab_word *w)
{
	return w->content && !w->mark ? f->two->corpus->weight[w->stem] : 0;
}

/* How many content words, no names and heavier than `least`, two runs of words share. */
static size_t
shared_words(const struct finding *f, const struct ab_segment *a, size_t from_a, size_t to_a,
    const struct ab_segment *b, size_t from_b, size_t to_b, float least)
{
	size_t count = 0;

	for (size_t i = from_a; i < to_a && i < a->words; i++) {
		const struct ab_word *w = &a->word[i];
		bool found = false;
		if (weight_of(f, w) < least || w->name || w->dated || w->classes & 1)
			continue;
		for (size_t k = from_b; k < to_b && k < b->words && !found; k++)
			found = b->word[k].stem == w->stem && !b->word[k].mark;
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
report_number(struct finding *f, const struct ab_likely *l, ab_span p, ab_span q)
{
	struct ab_conflict new = { l->a, l->b, p, q, AB_CONFLICT_NUMBER };
	float score = l->score + (l->link != NULL);

	for (size_t i = 0; i < f->list.count; i++) {
		struct found *old = &f->list.at[i];
		const struct ab_conflict *c = &old->conflict;
		if (c->kind != AB_CONFLICT_NUMBER || (c->at_a.start != p.start && c->at_b.start != q.start))
			continue;
		if (old->score < score)
			*old = (struct found){ new, score };
		return;
	}
	report(f, &new, score);
}

static void
find_numbers(struct finding *f, const struct ab_likely *l)
{
	const struct ab_segment *a = segment_a(f, l->a), *b = segment_b(f, l->b);
	const struct ab_quantity *p = f->two->digest_a->quantity[l->a];
	const struct ab_quantity *q = f->two->digest_b->quantity[l->b];
	size_t n = f->two->digest_a->quantities[l->a], m = f->two->digest_b->quantities[l->b];

	if (!n || !m)
		return;
	bool same = l->link && l->link->kind == AB_LINK_SAME;
	size_t shared = shared_words(f, a, 0, a->words, b, 0, b->words, .25f);
	if (!same && other_days(a, b))
		return;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < m; k++) {
			if (p[i].of != q[k].of || third_agrees(&p[i], q, m) || third_agrees(&q[k], p, n))
				continue;
			bool persons = p[i].of == AB_OF_PERSONS;
			if (!same && shared < (l->link ? 2u : 3u) && (persons || shared < 1))
				continue;
			if (persons && f->two->other_event)
				continue;
			bool near = same || !persons
			    || shared_words(f, a, p[i].to, p[i].to + 7, b, q[k].to, q[k].to + 7, .25f)
			    || shared_words(f, a, p[i].from < 6 ? 0 : p[i].from - 6, p[i].from, b,
				q[k].from < 6 ? 0 : q[k].from - 6, q[k].from, .25f);
			if (near)
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

static bool
day_stands(ab_str value, const struct ab_segment *s)
{
	for (size_t i = 0; i < s->days; i++)
		if (ab_str_starts(day_of(&s->day[i]), value) || ab_str_starts(value, day_of(&s->day[i])))
			return true;
	return false;
}

/* The days of a that b does not have. */
static size_t
unmatched(const struct ab_segment *a, const struct ab_segment *b, const struct ab_day_said **only)
{
	size_t count = 0;

	for (size_t i = 0; i < a->days; i++)
		if (!day_stands(day_of(&a->day[i]), b)) {
			*only = &a->day[i];
			count++;
		}
	return count;
}

/* Does a word stand near both days, so that one thing is dated? */
static bool
same_context(const struct finding *f, const struct ab_segment *a, ab_span at_a,
    const struct ab_segment *b, ab_span at_b, bool near)
{
	size_t i = 0, k = 0;

	while (i < a->words && a->word[i].at.start < at_a.start)
		i++;
	while (k < b->words && b->word[k].at.start < at_b.start)
		k++;
	size_t before = near ? 2 : 4, after = near ? 3 : 4;
	return shared_words(f, a, i < before ? 0 : i - before, i + after, b, k < before ? 0 : k - before,
	    k + after, near ? .4f : .2f) > 0;
}

static void
find_dates(struct finding *f, const struct ab_likely *l)
{
	const struct ab_segment *a = segment_a(f, l->a), *b = segment_b(f, l->b);
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
		report(f, &(struct ab_conflict){ l->a, l->b, x->at, y->at, AB_CONFLICT_DATE }, 0);
}

/* ---- quotations ---- */

static size_t
shared_stems(const struct ab_bag *a, const struct ab_bag *b)
{
	size_t shared = 0;

	for (size_t i = 0, k = 0; i < a->count && k < b->count;) {
		uint32_t x = a->at[i].stem, y = b->at[k].stem;
		shared += x == y;
		i += x <= y;
		k += y <= x;
	}
	return shared;
}

static void
find_speakers(struct finding *f)
{
	const struct ab_said *s = &f->two->digest_a->said, *t = &f->two->digest_b->said;

	for (size_t i = 0; i < s->count; i++)
		for (size_t k = 0; k < t->count; k++) {
			const struct ab_quotation *p = &s->at[i], *q = &t->at[k];
			if (!ab_speakers_differ(&p->speaker, &q->speaker))
				continue;
			size_t shared = shared_stems(&p->bag, &q->bag);
			size_t fewer = p->bag.count < q->bag.count ? p->bag.count : q->bag.count;
			if (shared < 2 || 2 * shared < fewer)
				continue;
			report(f, &(struct ab_conflict){ (uint32_t)p->speaker.segment,
			    (uint32_t)q->speaker.segment, p->speaker.at, q->speaker.at, AB_CONFLICT_SOURCE }, 0);
		}
}

/* Whose view a quotation opens with: "By mutual opinion", "In his view". */
static bool
view_of(const struct ab_segment *s, bool *mutual, ab_span *at)
{
	for (size_t i = 1; i < s->words; i++) {
		const struct ab_word *w = &s->word[i];
		if (!(w->classes & (AB_WORD_MUTUAL | AB_WORD_SINGLE)) || w->mark || !s->word[i - 1].quoted)
			continue;
		for (size_t k = i + 1; k < s->words && k < i + 3; k++)
			if (!s->word[k].mark && s->word[k].classes & AB_WORD_VIEW) {
				*mutual = w->classes & AB_WORD_MUTUAL;
				*at = (ab_span){ s->word[i - 1].at.start, s->word[k].at.end };
				return true;
			}
	}
	return false;
}

static void
find_views(struct finding *f, const struct ab_likely *l)
{
	ab_span x, y;
	bool p, q;

	if (l->link && view_of(segment_a(f, l->a), &p, &x) && view_of(segment_b(f, l->b), &q, &y) && p != q)
		report(f, &(struct ab_conflict){ l->a, l->b, x, y, AB_CONFLICT_SOURCE }, 0);
}

/* Steps over marks. */
static size_t
next_word(const struct ab_segment *s, size_t i)
{
	do
		i++;
	while (i < s->words && s->word[i].mark);
	return i;
}

static bool
equal_at(const struct ab_segment *a, size_t i, const struct ab_segment *b, size_t k)
{
	return i < a->words && k < b->words && a->word[i].stem && a->word[i].stem == b->word[k].stem;
}

/* One word differs where two before and two after it are the same, or one side ends. */
static void
find_wording(struct finding *f, const struct ab_likely *l)
{
	const struct ab_segment *a = segment_a(f, l->a), *b = segment_b(f, l->b);

	if (!l->link)
		return;
	for (size_t i = 0; i < a->words; i++)
		for (size_t k = 0; a->word[i].quoted && !a->word[i].mark && k < b->words; k++) {
			size_t x = i, y = k, run = 0;
			if (!b->word[k].quoted || b->word[k].mark || !equal_at(a, i, b, k))
				continue;
			for (; equal_at(a, x, b, y); x = next_word(a, x), y = next_word(b, y))
				run++;
			if (x >= a->words || y >= b->words)
				continue;
			const struct ab_word *w = &a->word[x], *v = &b->word[y];
			size_t p = next_word(a, x), q = next_word(b, y);
			bool end = (p >= a->words || !a->word[p].quoted) && (q >= b->words || !b->word[q].quoted);
			size_t after = 0;
			for (; equal_at(a, p, b, q) && a->word[p].quoted && b->word[q].quoted; p = next_word(a, p))
				after++, q = next_word(b, q);
			bool content = w->content && v->content;
			if ((!end && !after) || !w->quoted || !v->quoted || w->stem == v->stem)
				continue;
			if (run < (end ? 4u : !content ? 3u : after < 3 ? 2u : 1u))
				continue;
			if (!w->dated && !v->dated && !(w->classes & 1 && v->classes & 1))
				report(f, &(struct ab_conflict){ l->a, l->b, w->at, v->at, AB_CONFLICT_WORDING }, 0);
		}
}

/* ---- who, why ---- */

static bool
is_form(const struct ab_segment *s, size_t i, const char *form)
{
	return i < s->words && ab_str_eq(ab_word_text(s, &s->word[i]), ab_str_c(form));
}

/* The name or noun that a phrase after "by" or "over" is about. */
static void
add_clause(const struct ab_corpus *corpus, struct ab_digest *d, const struct ab_segment *s, size_t segment,
    size_t from, size_t at, bool actor)
{
	size_t to = at, words = 0;

	for (; to < s->words && words < 8; to++) {
		const struct ab_word *w = &s->word[to];
		if (w->mark && w->mark != '-')
			break;
		bool joins = is_form(s, to, "and");
		if (to > at && w->classes & (AB_WORD_CUTS | AB_WORD_REASON) && !w->mark && !joins)
			break;
		words += !w->mark;
	}
	if (words == 0)
		return;
	struct clause clause = { segment, from, at, to, { s->word[at].at.start, s->word[to - 1].at.end }, actor };
	AB_PUSH(corpus->arena, &d->clauses, clause);
}

static void
read_clauses(const struct ab_corpus *corpus, struct ab_digest *d, const struct ab_segment *s, size_t segment)
{
	for (size_t i = 1; i + 1 < s->words; i++) {
		const struct ab_word *w = &s->word[i];
		if (w->mark || w->quoted)
			continue;
		if (is_form(s, i, "by") && s->word[i - 1].classes & AB_WORD_MAKES && !s->word[i - 1].mark)
			add_clause(corpus, d, s, segment, i, i + 1, true);
		else if (w->classes & AB_WORD_REASON && !w->dated)
			add_clause(corpus, d, s, segment, i,
			    i + 1 + (is_form(s, i + 1, "of") || is_form(s, i + 1, "to")), false);
	}
}

static bool
has_name(const struct ab_segment *s, const struct clause *c)
{
	for (size_t i = c->at; i < c->to; i++)
		if (s->word[i].name)
			return true;
	return false;
}

static bool
near_words(const struct ab_corpus *corpus, uint16_t a, uint16_t b)
{
	if (a >= corpus->model->vector_count || b >= corpus->model->vector_count)
		return false;
	const int8_t *x = corpus->model->vectors + (size_t)a * AB_NET_VECTOR;
	const int8_t *y = corpus->model->vectors + (size_t)b * AB_NET_VECTOR;
	int32_t dot = 0;
	for (size_t i = 0; i < AB_NET_VECTOR; i++)
		dot += x[i] * y[i];
	return dot >= 192 * 192 * 7 / 10;
}

/* Do the phrases tell of the same: a word in common, or two that are used alike? */
static bool
phrases_meet(const struct finding *f, const struct ab_segment *a, const struct clause *x,
    const struct ab_segment *b, const struct clause *y)
{
	for (size_t i = x->at; i < x->to; i++)
		for (size_t k = y->at; k < y->to; k++) {
			const struct ab_word *w = &a->word[i], *v = &b->word[k];
			if (w->mark || v->mark || !w->content || !v->content)
				continue;
			if (w->stem == v->stem || (!x->actor && near_words(f->two->corpus, w->number, v->number)))
				return true;
		}
	return false;
}

static bool
has_content(const struct finding *f, const struct ab_segment *s, const struct clause *c)
{
	float sum = 0;

	for (size_t i = c->at; i < c->to; i++)
		sum += weight_of(f, &s->word[i]);
	return sum > .5f;
}

static int
by_place(const void *a, const void *b)
{
	const struct ab_likely *x = a, *y = b;

	if (x->a != y->a)
		return x->a < y->a ? -1 : 1;
	return (x->b > y->b) - (x->b < y->b);
}

static const struct ab_likely *
likely_of(const struct finding *f, size_t a, size_t b)
{
	struct ab_likely key = { .a = (uint32_t)a, .b = (uint32_t)b };

	return f->two->count ? bsearch(&key, f->two->likely, f->two->count, sizeof(key), by_place) : NULL;
}

static void
find_clauses(struct finding *f)
{
	const struct ab_digest *d = f->two->digest_a, *e = f->two->digest_b;

	for (size_t i = 0; i < d->clauses.count; i++)
		for (size_t k = 0; k < e->clauses.count; k++) {
			const struct clause *x = &d->clauses.at[i], *y = &e->clauses.at[k];
			const struct ab_segment *a = segment_a(f, x->segment), *b = segment_b(f, y->segment);
			const struct ab_likely *l = x->actor != y->actor ? NULL
			    : likely_of(f, x->segment, y->segment); /* of few, so it is asked first */
			if (!l || (!x->actor && (f->two->other_event || (!l->link && l->score < .1f))))
				continue;
			if (phrases_meet(f, a, x, b, y) || !has_content(f, a, x) || !has_content(f, b, y))
				continue;
			if (x->actor && !(has_name(a, x) && has_name(b, y)))
				continue;
			size_t reach = x->actor ? 6 : 10;
			size_t shared = shared_words(f, a, x->from < reach ? 0 : x->from - reach, x->from, b,
			    y->from < reach ? 0 : y->from - reach, y->from, x->actor ? .45f : .3f);
			if (shared >= (x->actor ? 1 : 2))
				report(f, &(struct ab_conflict){ (uint32_t)x->segment, (uint32_t)y->segment, x->span,
				    y->span, x->actor ? AB_CONFLICT_ACTOR : AB_CONFLICT_REASON }, 0);
		}
}

/* ---- titles ---- */

static void
read_titles(const struct ab_corpus *corpus, struct ab_digest *d, const struct ab_segment *s, size_t segment)
{
	for (size_t i = 0; i + 1 < s->words; i++) {
		const struct ab_word *w = &s->word[i];
		if (w->mark || !(w->classes & AB_WORD_TITLE))
			continue;
		struct titled t = { .title = w->stem, .segment = segment, .at = w->at };
		size_t at = i + 1;
		for (size_t k = i; k > 0 && i - k < 2; k--) /* "ex-president", "former president" */
			if (!s->word[k - 1].mark && s->word[k - 1].classes & AB_WORD_FORMER) {
				t.former = s->word[k - 1].stem;
				t.at.start = s->word[k - 1].at.start;
			} else if (s->word[k - 1].mark != '-') {
				break;
			}
		while (at < s->words && (s->word[at].mark == '-' || (!s->word[at].mark
		    && s->word[at].classes & AB_WORD_FORMER))) {
			t.former = s->word[at].mark ? t.former : s->word[at].stem;
			at++;
		}
		for (; at < s->words && s->word[at].name && s->word[at].capital; at++) {
			t.name = s->word[at].stem;
			t.at.end = s->word[at].at.end;
		}
		if (t.name)
			AB_PUSH(corpus->arena, &d->titled, t);
	}
}

static void
find_titles(struct finding *f)
{
	const struct ab_digest *d = f->two->digest_a, *e = f->two->digest_b;

	for (size_t i = 0; i < d->titled.count && !f->two->other_event; i++)
		for (size_t k = 0; k < e->titled.count; k++) {
			const struct titled *x = &d->titled.at[i], *y = &e->titled.at[k];
			if (x->title == y->title && x->name == y->name && x->former != y->former)
				report(f, &(struct ab_conflict){ (uint32_t)x->segment, (uint32_t)y->segment, x->at,
				    y->at, AB_CONFLICT_TITLE }, 0);
		}
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
	for (size_t i = 0; i < all->count; i++) {
		struct ab_quantity q[AB_QUANTITIES_MAX];
		size_t n = ab_quantities_of(&all->at[i], corpus->wording, q);
		d->quantity[i] = AB_NEW(corpus->arena, struct ab_quantity, n + 1);
		memcpy(d->quantity[i], q, n * sizeof(*q));
		d->quantities[i] = n;
		read_clauses(corpus, d, &all->at[i], i);
		read_titles(corpus, d, &all->at[i], i);
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
	struct finding f = { .two = two, .a = &two->corpus->text[two->a], .b = &two->corpus->text[two->b] };

	for (size_t i = 0; i < two->count; i++) {
		find_numbers(&f, &two->likely[i]);
		find_dates(&f, &two->likely[i]);
		find_views(&f, &two->likely[i]);
		find_wording(&f, &two->likely[i]);
	}
	find_speakers(&f);
	find_clauses(&f);
	find_titles(&f);
	struct ab_conflict *out = AB_NEW(two->corpus->arena, struct ab_conflict, f.list.count + 1);
	for (size_t i = 0; i < f.list.count; i++)
		out[i] = f.list.at[i].conflict;
	qsort(out, f.list.count, sizeof(*out), by_passage);
	*count = f.list.count;
	return out;
}
