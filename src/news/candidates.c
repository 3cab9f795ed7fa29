#include "news/candidates.h"

#include <math.h>
#include <stdlib.h>

#include "know/linking.h"

/* Sentences walked in a slice, about; pairs of one sentence and one other article, at least. */
enum { SLICE = 1 << 15, KEPT_LEAST = 4 };

/* A sentence that holds a stem; sentences are numbered over all texts. */
struct posting { uint32_t sentence; uint16_t count; float bm, inverse; /* 1 / self */ };

/* What two sentences were found to share. */
struct common { float mass, bm; };

/* A pair that may score enough: y over all texts, and the log odds it cannot exceed. */
struct hopeful { uint32_t y; float bound; };

/* A stem of a sentence, and how many sentences hold it. */
struct opener { size_t reach, at; };

/* Candidates of two texts. */
struct range { struct ab_candidate *at; size_t count; };

/* What a sentence may be linked to in a text that is asked as a third one. */
struct seen { uint32_t sentence; float score; };

enum stage { INDEX, COMPARE, GATHER, DONE };

struct ab_candidates {
	struct ab_arena arena;
	const struct ab_corpus *corpus;
	enum stage stage;
	size_t *first;           /* sentence of each text; one more */
	uint32_t *text;          /* of each sentence */
	size_t kept;             /* of one sentence and one other text */
	float trace;             /* the least score that is kept */

	/* the index, and what COMPARE needs; freed after it */
	struct ab_arena scratch;
	size_t *list, *end;      /* by stem: its postings, by sentence */
	struct posting *posting;
	struct common *common;   /* by sentence, all 0 between two walks */
	uint32_t *met;           /* the sentences for which it is not */
	struct opener *opener;   /* of the sentence at hand */
	struct hopeful *hopeful;
	size_t at;               /* next sentence */
	AB_LIST(struct ab_candidate) found; /* of the text at hand; y over all texts */

	struct range *range;     /* by pair of texts */
	size_t *first_seen;      /* by sentence; one more */
	struct seen *seen;       /* by sentence, then the other one */
};

static size_t
sentences(const struct ab_candidates *c)
{
	return c->first[c->corpus->texts];
}

/* In a large set there is so much to link that what is doubtful alone may go. */
static bool
is_large(const struct ab_candidates *c)
{
	return c->corpus->texts > AB_WITNESSES + 2;
}

struct ab_candidates *
ab_candidates_new(const struct ab_corpus *corpus)
{
	struct ab_candidates *c = ab_xalloc(1, sizeof(*c));
	size_t texts = corpus->texts, most = 0;

	c->corpus = corpus;
	c->first = AB_NEW(&c->arena, size_t, texts + 1);
	for (size_t t = 0; t < texts; t++)
		c->first[t + 1] = c->first[t] + corpus->text[t].segments.count;
	c->text = AB_NEW(&c->arena, uint32_t, sentences(c) + 1);
	for (size_t t = 0; t < texts; t++)
		for (size_t i = 0; i < corpus->text[t].segments.count; i++) {
			size_t stems = corpus->text[t].profile[i].bag.count;
			c->text[c->first[t] + i] = (uint32_t)t;
			most = stems > most ? stems : most;
		}
	c->range = AB_NEW(&c->arena, struct range, texts * texts / 2 + 1);
	c->kept = texts ? AB_KEPT / texts : 0;
	c->kept = c->kept > KEPT_LEAST ? c->kept : KEPT_LEAST;
	c->trace = ab_linking[is_large(c) ? AB_LINKING_TRACE_MANY : AB_LINKING_TRACE];
	c->common = AB_NEW(&c->scratch, struct common, sentences(c) + 1);
	c->met = AB_NEW(&c->scratch, uint32_t, sentences(c) + 1);
	c->hopeful = AB_NEW(&c->scratch, struct hopeful, sentences(c) + 1);
	c->opener = AB_NEW(&c->scratch, struct opener, most + 1);
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

/* ---- the index ---- */

static void
count_postings(struct ab_candidates *c)
{
	const struct ab_corpus *corpus = c->corpus;
	size_t stems = corpus->vocabulary.rank.count;

	c->list = AB_NEW(&c->scratch, size_t, stems + 2);
	c->end = AB_NEW(&c->scratch, size_t, stems + 1);
	for (size_t t = 0; t < corpus->texts; t++)
		for (size_t i = 0; i < corpus->text[t].segments.count; i++) {
			const struct ab_bag *bag = &corpus->text[t].profile[i].bag;
			for (size_t k = 0; k < bag->count; k++)
				c->list[bag->at[k].stem + 1]++;
		}
	for (size_t i = 0; i < stems; i++) {
		c->list[i + 1] += c->list[i];
		c->end[i] = c->list[i];
	}
	c->posting = AB_NEW(&c->scratch, struct posting, c->list[stems] + 1);
}

/* A stem that is in more sentences than are walked is taken so many times from each text. */
static void
build_index(struct ab_candidates *c)
{
	const struct ab_corpus *corpus = c->corpus;

	count_postings(c);
	size_t *begin = AB_NEW(&c->scratch, size_t, corpus->vocabulary.rank.count + 1);
	uint32_t *text = AB_NEW(&c->scratch, uint32_t, corpus->vocabulary.rank.count + 1);
	for (size_t t = 0; t < corpus->texts; t++)
		for (size_t i = 0; i < corpus->text[t].segments.count; i++) {
			const struct ab_profile *p = &corpus->text[t].profile[i];
			for (size_t k = 0; k < p->bag.count; k++) {
				const struct ab_tf *tf = &p->bag.at[k];
				if (text[tf->stem] != t + 1) {
					text[tf->stem] = (uint32_t)t + 1;
					begin[tf->stem] = c->end[tf->stem];
				}
				if (c->list[tf->stem + 1] - c->list[tf->stem] > AB_WALK
				    && (c->end[tf->stem] - begin[tf->stem]) * corpus->texts >= AB_WALK)
					continue;
				c->posting[c->end[tf->stem]++] = (struct posting){
					(uint32_t)(c->first[t] + i), tf->count, tf->bm, 1 / p->self };
			}
		}
}

/* The first posting of a stem in a sentence from `from` on. */
static const struct posting *
postings_from(const struct ab_candidates *c, uint32_t stem, size_t from)
{
	size_t low = c->list[stem], high = c->end[stem];

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (c->posting[middle].sentence < from)
			low = middle + 1;
		else
			high = middle;
	}
	return &c->posting[low];
}

/* ---- one sentence against all texts after its own ---- */

static int
by_reach(const void *a, const void *b)
{
	const struct opener *x = a, *y = b;

	if (x->reach != y->reach)
		return x->reach < y->reach ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

/* Rare stems first. Returns how many sentences were met. */
static size_t
walk(struct ab_candidates *c, const struct ab_profile *p, size_t from, size_t *walked)
{
	size_t met = 0, steps = 0;

	for (size_t i = 0; i < p->bag.count; i++) {
		uint32_t stem = p->bag.at[i].stem;
		c->opener[i] = (struct opener){ c->end[stem] - c->list[stem], i };
	}
	qsort(c->opener, p->bag.count, sizeof(*c->opener), by_reach);
	for (size_t i = 0; i < p->bag.count && steps < AB_WALK; i++) {
		const struct ab_tf *tf = &p->bag.at[c->opener[i].at];
		const struct posting *q = postings_from(c, tf->stem, from);
		const struct posting *end = &c->posting[c->end[tf->stem]];
		float weight = c->corpus->weight[tf->stem], inverse = 1 / p->self;
		for (steps += (size_t)(end - q); q < end; q++) {
			struct common *common = &c->common[q->sentence];
			if (common->mass == 0)
				c->met[met++] = q->sentence;
			common->mass += weight * (tf->count < q->count ? tf->count : q->count);
			common->bm += (tf->bm * q->inverse + q->bm * inverse) / 2;
		}
	}
	*walked += steps;
	return met;
}

static int
by_y(const void *a, const void *b)
{
	const struct hopeful *x = a, *y = b;

	return (x->y > y->y) - (x->y < y->y);
}

static int
by_bound(const void *a, const void *b)
{
	const struct hopeful *x = a, *y = b;

	if (x->bound != y->bound)
		return x->bound > y->bound ? -1 : 1;
	return by_y(a, b);
}

/* Of each text only the best. */
static size_t
keep_best(struct ab_candidates *c, size_t count)
{
	size_t n = 0;

	for (size_t i = 0, end; i < count; i = end) {
		uint32_t text = c->text[c->hopeful[i].y];
		for (end = i + 1; end < count && c->text[c->hopeful[end].y] == text; end++)
			;
		size_t best = end - i;
		if (best > c->kept) {
			qsort(&c->hopeful[i], best, sizeof(*c->hopeful), by_bound);
			best = c->kept;
			qsort(&c->hopeful[i], best, sizeof(*c->hopeful), by_y);
		}
		memmove(&c->hopeful[n], &c->hopeful[i], best * sizeof(*c->hopeful));
		n += best;
	}
	return n;
}

static void
compare(struct ab_candidates *c, size_t t, size_t x, size_t *walked)
{
	const struct ab_text *a = &c->corpus->text[t];
	size_t met = walk(c, &a->profile[x], c->first[t + 1], walked), hopeful = 0;
	float least = logf(c->trace / (1 - c->trace));

	for (size_t i = 0; i < met; i++) {
		uint32_t y = c->met[i];
		const struct ab_text *b = &c->corpus->text[c->text[y]];
		struct common *common = &c->common[y];
		float bound = ab_likeness_bound(a, x, b, y - c->first[c->text[y]], common->mass,
		    common->bm, least);
		if (bound >= least)
			c->hopeful[hopeful++] = (struct hopeful){ y, bound };
		*common = (struct common){ 0 };
	}
	qsort(c->hopeful, hopeful, sizeof(*c->hopeful), by_y);
	hopeful = keep_best(c, hopeful);
	for (size_t i = 0; i < hopeful; i++) {
		uint32_t y = c->hopeful[i].y;
		const struct ab_text *b = &c->corpus->text[c->text[y]];
		struct ab_likeness l = ab_likeness_of(c->corpus, a, x, b, y - c->first[c->text[y]]);
		float score = ab_likeness_score(&l);
		if (score < c->trace)
			continue;
		struct ab_candidate new = { (uint32_t)x, y, score, l.unit };
		AB_PUSH(&c->scratch, &c->found, new);
	}
}

/* ---- pairs of texts ---- */

/* Those found of text t, by the other text: in each they stay in their order. */
static void
file_found(struct ab_candidates *c, size_t t)
{
	size_t texts = c->corpus->texts;
	struct ab_candidate *at = AB_NEW(&c->arena, struct ab_candidate, c->found.count + 1);

	if (t + 1 == texts)
		return;
	struct range *range = &c->range[ab_pair_index(texts, t, t + 1)]; /* one for each text after t */
	for (size_t i = 0; i < c->found.count; i++)
		range[c->text[c->found.at[i].y] - t - 1].count++;
	for (size_t i = 0; i < texts - t - 1; i++) {
		range[i].at = at;
		at += range[i].count;
		range[i].count = 0;
	}
	for (size_t i = 0; i < c->found.count; i++) {
		struct ab_candidate new = c->found.at[i];
		size_t text = c->text[new.y];
		struct range *r = &range[text - t - 1];
		new.y -= (uint32_t)c->first[text];
		r->at[r->count++] = new;
	}
	c->found.count = 0;
}

static void
compare_some(struct ab_candidates *c)
{
	size_t walked = 0;

	while (c->at < sentences(c) && walked < SLICE) {
		size_t t = c->text[c->at];
		compare(c, t, c->at - c->first[t], &walked);
		c->at++;
		walked++;
		if (c->at == c->first[t + 1])
			file_found(c, t);
	}
}

/* ---- third texts ---- */

/* Texts that are asked in a large set are spread over it. */
static size_t
stride(const struct ab_candidates *c)
{
	return is_large(c) ? c->corpus->texts / AB_WITNESSES : 1;
}

static bool
is_asked(const struct ab_candidates *c, size_t t)
{
	return t % stride(c) == 0;
}

/* What each sentence may be linked to in the texts that are asked; with `seen` NULL counts them.
 * As pairs come by their texts and candidates by their sentences, a list is in order by itself. */
static void
gather(struct ab_candidates *c, size_t *next, struct seen *seen)
{
	size_t texts = c->corpus->texts, pair = 0;

	for (size_t a = 0; a < texts; a++)
		for (size_t b = a + 1; b < texts; b++, pair++)
			for (size_t i = 0; i < c->range[pair].count; i++) {
				const struct ab_candidate *k = &c->range[pair].at[i];
				size_t x = c->first[a] + k->x, y = c->first[b] + k->y;
				size_t *at_x = &next[x], *at_y = &next[y];
				if (is_asked(c, b) && seen)
					seen[*at_x] = (struct seen){ (uint32_t)y, k->score };
				if (is_asked(c, a) && seen)
					seen[*at_y] = (struct seen){ (uint32_t)x, k->score };
				*at_x += is_asked(c, b);
				*at_y += is_asked(c, a);
			}
}

static void
gather_seen(struct ab_candidates *c)
{
	size_t count = sentences(c), sum = 0;
	size_t *next = AB_NEW(&c->arena, size_t, count + 1);

	c->first_seen = AB_NEW(&c->arena, size_t, count + 1);
	gather(c, next, NULL);
	for (size_t i = 0; i <= count; i++) {
		size_t n = next[i];
		next[i] = c->first_seen[i] = sum;
		sum += n;
	}
	c->seen = AB_NEW(&c->arena, struct seen, sum + 1);
	gather(c, next, c->seen);
	ab_arena_free(&c->scratch);
}

/* How many third texts there are to ask for a and b. */
static size_t
asked_for(const struct ab_candidates *c, size_t a, size_t b)
{
	size_t step = stride(c), all = (c->corpus->texts + step - 1) / step;

	return all - is_asked(c, a) - is_asked(c, b);
}

/* In each third text the best way from x over one of its sentences to y. */
float
ab_candidates_support(const struct ab_candidates *c, size_t a, size_t x, size_t b, size_t y)
{
	const struct seen *p = &c->seen[c->first_seen[c->first[a] + x]];
	const struct seen *p_end = &c->seen[c->first_seen[c->first[a] + x + 1]];
	const struct seen *q = &c->seen[c->first_seen[c->first[b] + y]];
	const struct seen *q_end = &c->seen[c->first_seen[c->first[b] + y + 1]];
	float sum = 0, best = 0;
	size_t text = 0, asked = asked_for(c, a, b);

	if (asked == 0)
		return -1;
	while (p < p_end && q < q_end) {
		uint32_t at = p->sentence;
		if (at != q->sentence) {
			*(at < q->sentence ? &p : &q) += 1;
			continue;
		}
		if (c->text[at] != text) {
			sum += best;
			best = 0;
			text = c->text[at];
		}
		best = fmaxf(best, p++->score * q++->score);
	}
	return sqrtf((sum + best) / (float)asked);
}

/* ---- all ---- */

bool
ab_candidates_step(struct ab_candidates *c)
{
	switch (c->stage) {
	case INDEX:
		build_index(c);
		c->stage++;
		return true;
	case COMPARE:
		compare_some(c);
		c->stage += c->at == sentences(c);
		return true;
	case GATHER:
		gather_seen(c);
		c->stage++;
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
