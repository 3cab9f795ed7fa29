/* Who did it and why, and in which office. */
#include "news/finding.h"

static bool
is_form(const struct ab_segment *s, size_t i, const char *form)
{
	return i < s->words && ab_str_eq(ab_word_text(s, &s->word[i]), ab_str_c(form));
}

/* The name or noun that a phrase after "by" or "over" is about. */
static void
add_clause(struct ab_arena *arena, struct ab_digest *d, const struct ab_segment *s, size_t from,
    size_t at, bool actor)
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
	ab_span span = { s->word[at].at.start, s->word[to - 1].at.end };
	struct ab_clause clause = { from, at, to, span, actor };
	AB_PUSH(arena, &d->clauses, clause);
}

void
ab_clauses_read(struct ab_arena *arena, struct ab_digest *d, const struct ab_segment *s)
{
	size_t first = d->clauses.count;

	for (size_t i = 1; i + 1 < s->words && d->clauses.count < first + AB_CLAUSES; i++) {
		const struct ab_word *w = &s->word[i];
		if (w->mark || w->quoted)
			continue;
		if (is_form(s, i, "by") && s->word[i - 1].classes & AB_WORD_MAKES
		    && !s->word[i - 1].mark)
			add_clause(arena, d, s, i, i + 1, true);
		else if (w->classes & AB_WORD_REASON && !w->dated)
			add_clause(arena, d, s, i,
			    i + 1 + (is_form(s, i + 1, "of") || is_form(s, i + 1, "to")), false);
	}
}

static bool
has_name(const struct ab_segment *s, const struct ab_clause *c)
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
phrases_meet(const struct ab_finding *f, const struct ab_segment *a, const struct ab_clause *x,
    const struct ab_segment *b, const struct ab_clause *y)
{
	for (size_t i = x->at; i < x->to; i++)
		for (size_t k = y->at; k < y->to; k++) {
			const struct ab_word *w = &a->word[i], *v = &b->word[k];
			if (w->mark || v->mark || !w->content || !v->content)
				continue;
			if (w->stem == v->stem
			    || (!x->actor && near_words(f->two->corpus, w->number, v->number)))
				return true;
		}
	return false;
}

static bool
has_content(const struct ab_finding *f, const struct ab_segment *s, const struct ab_clause *c)
{
	float sum = 0;

	for (size_t i = c->at; i < c->to; i++)
		sum += ab_finding_weight(f, &s->word[i]);
	return sum > .5f;
}

/* Did somebody else do it, or is there another reason for it? */
static bool
clauses_differ(struct ab_finding *f, const struct ab_likely *l, const struct ab_clause *x,
    const struct ab_clause *y)
{
	const struct ab_segment *a = ab_finding_a(f, l->a), *b = ab_finding_b(f, l->b);

	if (x->actor != y->actor || (!x->actor
	    && (f->two->other_event || (!l->link && l->score < .1f))))
		return false;
	if (phrases_meet(f, a, x, b, y) || !has_content(f, a, x) || !has_content(f, b, y))
		return false;
	if (x->actor && !(has_name(a, x) && has_name(b, y)))
		return false;
	size_t reach = x->actor ? 6 : 10;
	struct ab_stretch before_a = { a, x->from < reach ? 0 : x->from - reach, x->from };
	struct ab_stretch before_b = { b, y->from < reach ? 0 : y->from - reach, y->from };
	return ab_finding_shared(f, before_a, before_b, x->actor ? .45f : .3f)
	    >= (x->actor ? 1 : 2);
}

void
ab_finding_clauses(struct ab_finding *f, const struct ab_likely *l)
{
	const struct ab_digest *d = f->two->digest_a, *e = f->two->digest_b;

	for (size_t i = d->first_clause[l->a]; i < d->first_clause[l->a + 1]; i++)
		for (size_t k = e->first_clause[l->b]; k < e->first_clause[l->b + 1]; k++) {
			const struct ab_clause *x = &d->clauses.at[i], *y = &e->clauses.at[k];
			if (clauses_differ(f, l, x, y))
				ab_finding_report(f,
				    &(struct ab_conflict){ l->a, l->b, x->span, y->span,
					x->actor ? AB_CONFLICT_ACTOR : AB_CONFLICT_REASON }, 0);
		}
}

/* ---- titles ---- */

void
ab_titles_read(struct ab_arena *arena, struct ab_digest *d, const struct ab_segment *s,
    size_t segment)
{
	for (size_t i = 0; i + 1 < s->words && d->titled.count < AB_TITLED; i++) {
		const struct ab_word *w = &s->word[i];
		if (w->mark || !(w->classes & AB_WORD_TITLE))
			continue;
		struct ab_titled t = { .title = w->stem, .segment = segment, .at = w->at };
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
			AB_PUSH(arena, &d->titled, t);
	}
}

void
ab_finding_titles(struct ab_finding *f)
{
	const struct ab_digest *d = f->two->digest_a, *e = f->two->digest_b;

	for (size_t i = 0; i < d->titled.count && !f->two->other_event; i++)
		for (size_t k = 0; k < e->titled.count; k++) {
			const struct ab_titled *x = &d->titled.at[i], *y = &e->titled.at[k];
			if (x->title == y->title && x->name == y->name && x->former != y->former)
				ab_finding_report(f,
				    &(struct ab_conflict){ (uint32_t)x->segment,
					(uint32_t)y->segment, x->at, y->at, AB_CONFLICT_TITLE }, 0);
		}
}
