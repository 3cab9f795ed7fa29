/* Who said it, in whose view, and in which words. */
#include "news/finding.h"

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

void
ab_finding_speakers(struct ab_finding *f)
{
	const struct ab_said *s = &f->two->digest_a->said, *t = &f->two->digest_b->said;

	for (size_t i = 0; i < s->count && i < AB_QUOTATIONS; i++)
		for (size_t k = 0; k < t->count && k < AB_QUOTATIONS; k++) {
			const struct ab_quotation *p = &s->at[i], *q = &t->at[k];
			if (!ab_speakers_differ(&p->speaker, &q->speaker))
				continue;
			size_t shared = shared_stems(&p->bag, &q->bag);
			size_t fewer = p->bag.count < q->bag.count ? p->bag.count : q->bag.count;
			float mass = ab_bag_common(f->two->corpus->weight, &p->bag, &q->bag);
			float lighter = p->bag.mass < q->bag.mass ? p->bag.mass : q->bag.mass;
			if (shared < 2 || 2 * shared < fewer || 2 * mass < lighter)
				continue;
			ab_finding_report(f, &(struct ab_conflict){ (uint32_t)p->speaker.segment,
			    (uint32_t)q->speaker.segment, p->speaker.at, q->speaker.at,
			    AB_CONFLICT_SOURCE }, 0);
		}
}

struct ab_view
ab_view_of(const struct ab_segment *s)
{
	for (size_t i = 1; i < s->words; i++) {
		const struct ab_word *w = &s->word[i];
		if (!(w->classes & (AB_WORD_MUTUAL | AB_WORD_SINGLE)) || w->mark
		    || !s->word[i - 1].quoted)
			continue;
		for (size_t k = i + 1; k < s->words && k < i + 3; k++)
			if (!s->word[k].mark && s->word[k].classes & AB_WORD_VIEW)
				return (struct ab_view){ true, w->classes & AB_WORD_MUTUAL,
					{ s->word[i - 1].at.start, s->word[k].at.end } };
	}
	return (struct ab_view){ 0 };
}

void
ab_finding_views(struct ab_finding *f, const struct ab_likely *l)
{
	const struct ab_view *x = &f->two->digest_a->view[l->a], *y = &f->two->digest_b->view[l->b];

	if (l->link && x->known && y->known && x->mutual != y->mutual)
		ab_finding_report(f, &(struct ab_conflict){ l->a, l->b, x->at, y->at,
			AB_CONFLICT_SOURCE }, 0);
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
	return i < a->words && k < b->words && a->word[i].stem
	    && a->word[i].stem == b->word[k].stem;
}

/* Is this word of a quotation, here and there? */
static bool
quoted_at(const struct ab_segment *a, size_t i, const struct ab_segment *b, size_t k)
{
	return i < a->words && k < b->words && a->word[i].quoted && b->word[k].quoted
	    && !a->word[i].mark && !b->word[k].mark && equal_at(a, i, b, k);
}

/* The word before, over marks; the count if there is none. */
static size_t
previous_word(const struct ab_segment *s, size_t i)
{
	while (i > 0)
		if (!s->word[--i].mark)
			return i;
	return s->words;
}

/* Equal words around one that differs, at least; names and numbers are shared by quotations that
 * have nothing to do with each other. */
enum { AROUND = 4 };

static bool
is_plain(const struct ab_word *w)
{
	return !w->name && !(w->classes & 1);
}

/* From words that are the same on: one word differs where enough before and after it are the same,
 * or one side ends. */
static void
differ_after(struct ab_finding *f, const struct ab_likely *l, size_t x, size_t y)
{
	const struct ab_segment *a = ab_finding_a(f, l->a), *b = ab_finding_b(f, l->b);
	size_t run = 0, after = 0, plain = 0;

	for (; equal_at(a, x, b, y); x = next_word(a, x), y = next_word(b, y)) {
		run++;
		plain += is_plain(&a->word[x]);
	}
	if (x >= a->words || y >= b->words)
		return;
	const struct ab_word *w = &a->word[x], *v = &b->word[y];
	size_t p = next_word(a, x), q = next_word(b, y);
	bool end = (p >= a->words || !a->word[p].quoted) && (q >= b->words || !b->word[q].quoted);
	for (; quoted_at(a, p, b, q); p = next_word(a, p), q = next_word(b, q)) {
		after++;
		plain += is_plain(&a->word[p]);
	}
	bool content = w->content && v->content;
	if ((!end && !after) || !w->quoted || !v->quoted || w->stem == v->stem)
		return;
	if (run < (end ? 4u : !content ? 3u : after < 3 ? 2u : 1u) || (!end && plain < AROUND))
		return;
	if (!w->dated && !v->dated && !((w->classes | v->classes) & 1))
		ab_finding_report(f, &(struct ab_conflict){ l->a, l->b, w->at, v->at,
			AB_CONFLICT_WORDING }, 0);
}

/* Each run of equal words is gone along once, from its first one. */
void
ab_finding_wording(struct ab_finding *f, const struct ab_likely *l)
{
	const struct ab_segment *a = ab_finding_a(f, l->a), *b = ab_finding_b(f, l->b);
	bool quoted = f->a->profile[l->a].quoted.count && f->b->profile[l->b].quoted.count;

	if (!l->link || !quoted || !ab_finding_spend(f, a->words, b->words))
		return;
	for (size_t i = 0; i < a->words; i++)
		for (size_t k = 0; a->word[i].quoted && !a->word[i].mark && k < b->words; k++)
			if (quoted_at(a, i, b, k)
			    && !quoted_at(a, previous_word(a, i), b, previous_word(b, k)))
				differ_after(f, l, i, k);
}
