#include "news/witnesses.h"

#include <math.h>

/* What a sentence may be linked to in a text that is asked. */
struct seen { uint32_t sentence; float score; };

struct ab_witnesses {
	const struct ab_corpus *corpus;
	const struct ab_candidates *candidates;
	size_t stride;       /* every so many texts one is asked */
	size_t *first;       /* sentence of each text; one more */
	uint32_t *text;      /* of each sentence */
	size_t *first_seen;  /* by sentence; one more */
	struct seen *seen;   /* by sentence, then the other one */
	size_t asked;        /* texts */
	float *best;         /* by sentence, then by text that is asked: its best score there */
};

static bool
is_asked(const struct ab_witnesses *w, size_t t)
{
	return t % w->stride == 0;
}

/* What each sentence may be linked to in the texts that are asked; with `seen` NULL counts them.
 * As pairs come by their texts and candidates by their sentences, a list is in order by itself. */
static void
gather(struct ab_witnesses *w, size_t *next, struct seen *seen)
{
	size_t texts = w->corpus->texts, count;

	for (size_t a = 0; a < texts; a++)
		for (size_t b = a + 1; b < texts; b++) {
			const struct ab_candidate *c = ab_candidates_between(w->candidates,
			    a, b, &count);
			bool ask_a = is_asked(w, a), ask_b = is_asked(w, b);
			for (size_t i = 0; i < count && (ask_a || ask_b); i++) {
				size_t x = w->first[a] + c[i].x, y = w->first[b] + c[i].y;
				if (seen && ask_b)
					seen[next[x]] = (struct seen){ (uint32_t)y, c[i].score };
				if (seen && ask_a)
					seen[next[y]] = (struct seen){ (uint32_t)x, c[i].score };
				next[x] += ask_b;
				next[y] += ask_a;
			}
		}
}

struct ab_witnesses *
ab_witnesses_of(const struct ab_corpus *corpus, const struct ab_candidates *candidates)
{
	struct ab_witnesses *w = AB_NEW(corpus->arena, struct ab_witnesses, 1);
	size_t texts = corpus->texts, count = corpus->sentences, sum = 0;
	size_t *next = AB_NEW(corpus->arena, size_t, count + 1);

	w->corpus = corpus;
	w->candidates = candidates;
	w->stride = texts >= AB_LARGE_SET ? texts / AB_WITNESSES : 1;
	w->first = AB_NEW(corpus->arena, size_t, texts + 1);
	w->text = AB_NEW(corpus->arena, uint32_t, count + 1);
	w->first_seen = AB_NEW(corpus->arena, size_t, count + 1);
	w->asked = (texts + w->stride - 1) / w->stride;
	w->best = AB_NEW(corpus->arena, float, count * w->asked + 1);
	for (size_t t = 0; t < texts; t++) {
		w->first[t + 1] = w->first[t] + corpus->text[t].segments.count;
		for (size_t i = w->first[t]; i < w->first[t + 1]; i++)
			w->text[i] = (uint32_t)t;
	}
	gather(w, next, NULL);
	for (size_t i = 0; i <= count; i++) {
		size_t n = next[i];
		next[i] = w->first_seen[i] = sum;
		sum += n;
	}
	w->seen = AB_NEW(corpus->arena, struct seen, sum + 1);
	gather(w, next, w->seen);
	for (size_t i = 0; i < count; i++)
		for (size_t k = w->first_seen[i]; k < w->first_seen[i + 1]; k++) {
			size_t at = w->text[w->seen[k].sentence] / w->stride;
			float *best = &w->best[i * w->asked + at];
			*best = fmaxf(*best, w->seen[k].score);
		}
	return w;
}

/* How many third texts there are to ask for a and b. */
static size_t
asked_for(const struct ab_witnesses *w, size_t a, size_t b)
{
	return w->asked - is_asked(w, a) - is_asked(w, b);
}

/* No way over a text is better than that over the best sentences of either there. */
float
ab_witnesses_most(const struct ab_witnesses *w, size_t a, size_t x, size_t b, size_t y)
{
	const float *p = &w->best[(w->first[a] + x) * w->asked];
	const float *q = &w->best[(w->first[b] + y) * w->asked];
	size_t asked = asked_for(w, a, b);
	float sum = 0;

	for (size_t i = 0; i < w->asked; i++)
		sum += p[i] * q[i];
	return asked ? sqrtf(sum / (float)asked) : -1;
}

/* In each third text the best way from x over one of its sentences to y. */
float
ab_witnesses_support(const struct ab_witnesses *w, size_t a, size_t x, size_t b, size_t y)
{
	const size_t *p_first = &w->first_seen[w->first[a] + x];
	const size_t *q_first = &w->first_seen[w->first[b] + y];
	const struct seen *p = &w->seen[p_first[0]], *p_end = &w->seen[p_first[1]];
	const struct seen *q = &w->seen[q_first[0]], *q_end = &w->seen[q_first[1]];
	float sum = 0, best = 0;
	size_t text = 0, asked = asked_for(w, a, b);

	if (asked == 0)
		return -1;
	while (p < p_end && q < q_end) {
		uint32_t at = p->sentence;
		if (at != q->sentence) {
			*(at < q->sentence ? &p : &q) += 1;
			continue;
		}
		if (w->text[at] != text) {
			sum += best;
			best = 0;
			text = w->text[at];
		}
		best = fmaxf(best, p++->score * q++->score);
	}
	return sqrtf((sum + best) / (float)asked);
}
