#include "news/candidates.h"

#include <math.h>
#include <stdlib.h>

#include "know/linking.h"

enum { SLICE = 1 << 15 }; /* sentences walked, about */

/* A pair that may score enough: y over all texts, its log odds or, if it was not met whole, what
 * they cannot exceed. */
struct hopeful { uint32_t y; float odds; };

/* Candidates of two texts. */
struct range { struct ab_candidate *at; size_t count; };

enum stage { INDEX, COMPARE, DONE };

struct ab_candidates {
	struct ab_arena arena;
	const struct ab_corpus *corpus;
	enum stage stage;
	struct range *range;     /* by pair of texts */
	size_t kept;             /* of one sentence and one other text */
	float trace, least;      /* the least score that is kept; its log odds */

	struct ab_arena scratch; /* what is needed no longer when all is compared */
	struct ab_postings postings;
	struct hopeful *hopeful;
	size_t at;               /* next sentence */
	AB_LIST(struct ab_candidate) found; /* of the text at hand; y over all texts */
};

/* In a large set there is so much to link that what is doubtful alone may go. */
struct ab_candidates *
ab_candidates_new(const struct ab_corpus *corpus)
{
	struct ab_candidates *c = ab_xalloc(1, sizeof(*c));
	size_t texts = corpus->texts;

	c->corpus = corpus;
	c->range = AB_NEW(&c->arena, struct range, texts * texts / 2 + 1);
	c->kept = texts ? AB_KEPT / texts : 0;
	c->kept = c->kept > AB_KEPT_LEAST ? c->kept : AB_KEPT_LEAST;
	c->kept = c->kept < AB_KEPT_MOST ? c->kept : AB_KEPT_MOST;
	c->trace = ab_linking[texts >= AB_LARGE_SET ? AB_LINKING_TRACE_MANY : AB_LINKING_TRACE];
	c->least = logf(c->trace / (1 - c->trace));
	return c;
}

void
ab_candidates_free(struct ab_candidates *c)
{
	if (!c)
		return;
	ab_arena_free(&c->scratch);
	ab_arena_free(&c->arena);
	free(c);
}

/* ---- one sentence against all texts after its own ---- */

static int
by_y(const void *a, const void *b)
{
	const struct hopeful *x = a, *y = b;

	return (x->y > y->y) - (x->y < y->y);
}

static int
by_odds(const void *a, const void *b)
{
	const struct hopeful *x = a, *y = b;

	if (x->odds != y->odds)
		return x->odds > y->odds ? -1 : 1;
	return by_y(a, b);
}

/* Of each text only the best. */
static size_t
keep_best(struct ab_candidates *c, size_t count)
{
	const uint32_t *text_of = c->postings.text;
	size_t n = 0;

	for (size_t i = 0, end; i < count; i = end) {
		uint32_t text = text_of[c->hopeful[i].y];
		for (end = i + 1; end < count && text_of[c->hopeful[end].y] == text; end++)
			;
		size_t best = end - i;
		if (best > c->kept) {
			qsort(&c->hopeful[i], best, sizeof(*c->hopeful), by_odds);
			best = c->kept;
			qsort(&c->hopeful[i], best, sizeof(*c->hopeful), by_y);
		}
		memmove(&c->hopeful[n], &c->hopeful[i], best * sizeof(*c->hopeful));
		n += best;
	}
	return n;
}

/* Log odds of sentence n and one that was met; what they cannot exceed if not all of what they
 * share was: names only take away. */
static float
odds_of(const struct ab_candidates *c, size_t n, size_t y, bool whole)
{
	const struct ab_postings *p = &c->postings;
	struct ab_common *common = &p->common[y];
	size_t t = p->text[n], u = p->text[y];

	if (!whole) {
		common->unit = ab_likeness_most_unit(&p->brief[n], &p->brief[y], common->mass);
		common->names = 0;
	}
	float base = ab_likeness_base(&p->brief[n], &p->brief[y], common);
	return ab_likeness_odds(&c->corpus->text[t], n - p->first[t], &c->corpus->text[u],
	    y - p->first[u], base, c->least);
}

/* Those that were met and may score enough, by y. Of the others nothing is left. */
static size_t
find_hopeful(struct ab_candidates *c, size_t n, bool whole)
{
	struct ab_postings *p = &c->postings;
	size_t count = 0, from = p->first[p->text[n] + 1] / 64, end = (p->sentences + 63) / 64;

	for (size_t i = from; i < end; i++)
		for (; p->met[i]; p->met[i] &= p->met[i] - 1) {
			size_t y = 64 * i + (size_t)__builtin_ctzll(p->met[i]);
			float odds = odds_of(c, n, y, whole);
			if (odds >= c->least)
				c->hopeful[count++] = (struct hopeful){ (uint32_t)y, odds };
			else
				p->common[y] = (struct ab_common){ 0 };
		}
	return count;
}

static void
add_found(struct ab_candidates *c, size_t n, const struct hopeful *h, bool whole)
{
	struct ab_postings *p = &c->postings;
	size_t t = p->text[n], u = p->text[h->y], x = n - p->first[t], y = h->y - p->first[u];
	const struct ab_text *a = &c->corpus->text[t], *b = &c->corpus->text[u];
	struct ab_common common = p->common[h->y];
	float odds = h->odds;

	if (!whole) {
		common = ab_common_of(c->corpus, a, x, b, y);
		odds = ab_likeness_odds(a, x, b, y, ab_likeness_base(&p->brief[n], &p->brief[h->y],
		    &common), c->least);
	}
	struct ab_candidate new = { (uint32_t)x, h->y, ab_likeness_score(odds), common.unit,
		common.mass };
	if (new.score >= c->trace)
		AB_PUSH(&c->scratch, &c->found, new);
}

static void
compare(struct ab_candidates *c, size_t n, size_t *walked)
{
	struct ab_postings *p = &c->postings;
	size_t t = p->text[n];
	bool whole = ab_postings_walk(p, t, n - p->first[t], walked);
	size_t met = find_hopeful(c, n, whole);
	struct hopeful *all = c->hopeful;
	size_t kept = keep_best(c, met);

	for (size_t i = 0; i < kept; i++)
		add_found(c, n, &all[i], whole);
	for (size_t i = 0; i < met; i++)
		p->common[all[i].y] = (struct ab_common){ 0 };
}

/* ---- pairs of texts ---- */

/* Those found of text t, by the other text: in each they stay in their order. */
static void
file_found(struct ab_candidates *c, size_t t)
{
	size_t texts = c->corpus->texts;
	struct ab_candidate *at = AB_NEW(&c->arena, struct ab_candidate, c->found.count + 1);
	const struct ab_postings *p = &c->postings;

	if (t + 1 == texts)
		return;
	/* one for each text after t */
	struct range *range = &c->range[ab_pair_index(texts, t, t + 1)];
	for (size_t i = 0; i < c->found.count; i++)
		range[p->text[c->found.at[i].y] - t - 1].count++;
	for (size_t i = 0; i < texts - t - 1; i++) {
		range[i].at = at;
		at += range[i].count;
		range[i].count = 0;
	}
	for (size_t i = 0; i < c->found.count; i++) {
		struct ab_candidate new = c->found.at[i];
		size_t text = p->text[new.y];
		struct range *r = &range[text - t - 1];
		new.y -= (uint32_t)p->first[text];
		r->at[r->count++] = new;
	}
	c->found.count = 0;
}

static void
compare_some(struct ab_candidates *c)
{
	struct ab_postings *p = &c->postings;

	for (size_t walked = 0; c->at < p->sentences && walked < SLICE; walked++) {
		size_t t = p->text[c->at];
		compare(c, c->at++, &walked);
		if (c->at == p->first[t + 1])
			file_found(c, t);
	}
	if (c->at < p->sentences)
		return;
	ab_arena_free(&c->scratch);
	c->stage = DONE;
}

/* ---- all ---- */

bool
ab_candidates_step(struct ab_candidates *c)
{
	switch (c->stage) {
	case INDEX:
		ab_postings_build(&c->postings, &c->scratch, c->corpus);
		c->hopeful = AB_NEW(&c->scratch, struct hopeful, c->postings.sentences + 1);
		c->stage = COMPARE;
		return true;
	case COMPARE:
		compare_some(c);
		return true;
	case DONE:
		break;
	}
	return false;
}

const struct ab_candidate *
ab_candidates_between(const struct ab_candidates *c, size_t a, size_t b, size_t *count)
{
	const struct range *r = &c->range[ab_pair_index(c->corpus->texts, a, b)];

	*count = r->count;
	return r->at;
}
