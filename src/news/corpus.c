#include "news/corpus.h"

#include <math.h>
#include <stdlib.h>

/* The smallest part of a sentence that is compared by itself, in words and in content stems. */
enum { UNIT_WORDS = 5, UNIT_STEMS = 2 };
enum { RANKS = 60000 };

static const float K = 1.2f, B = .75f; /* of BM25 */

/* fmaxf is a call, for the sake of what is not a number. */
static inline float
more(float a, float b)
{
	return a > b ? a : b;
}

/* ---- weights ---- */

void
ab_corpus_weigh(struct ab_corpus *corpus)
{
	size_t stems = corpus->vocabulary.rank.count;
	uint32_t *df = AB_NEW(corpus->arena, uint32_t, stems + 1);
	uint32_t *seen = AB_NEW(corpus->arena, uint32_t, stems + 1), stamp = 0;
	bool *plain = AB_NEW(corpus->arena, bool, stems + 1); /* not always with a capital */
	size_t words = 0;

	corpus->sentences = 0;
	for (size_t t = 0; t < corpus->texts; t++)
		for (size_t i = 0; i < corpus->text[t].segments.count; i++) {
			const struct ab_segment *s = &corpus->text[t].segments.at[i];
			stamp++;
			corpus->sentences++;
			for (size_t k = 0; k < s->words; k++) {
				uint32_t stem = s->word[k].content ? s->word[k].stem : 0;
				words += stem != 0;
				plain[stem] |= !s->word[k].capital;
				if (stem && seen[stem] != stamp)
					df[stem]++;
				seen[stem] = stamp;
			}
		}
	float n = (float)corpus->sentences + 1;
	corpus->mean_length = (float)words / more(1, (float)corpus->sentences);
	corpus->weight = AB_NEW(corpus->arena, float, stems + 1);
	corpus->bm = AB_NEW(corpus->arena, float, stems + 1);
	corpus->inverse = AB_NEW(corpus->arena, float, stems + 1);
	for (size_t i = 1; i < stems; i++) {
		uint32_t rank = corpus->vocabulary.rank.at[i];
		float l = logf(n / ((float)df[i] + .5f)) / logf(n);
		float known = (float)(rank < RANKS ? rank : RANKS);
		float z = rank == AB_NO_WORD && plain[i] ? l : logf(1 + known) / logf(RANKS + 1);
		corpus->weight[i] = more(.02f, .3f * z + .7f * l);
	}
}

/* ---- bags ---- */

static int
by_stem(const void *a, const void *b)
{
	uint32_t x = ((const struct ab_tf *)a)->stem, y = ((const struct ab_tf *)b)->stem;

	return (x > y) - (x < y);
}

/* The content stems among words [from, to), or only those in quotations. */
static struct ab_bag
bag_of(const struct ab_corpus *corpus, const struct ab_segment *s, size_t from, size_t to,
    bool quoted)
{
	struct ab_tf *tf = AB_NEW(corpus->arena, struct ab_tf, to - from + 1);
	size_t n = 0;
	struct ab_bag bag = { .at = tf };

	for (size_t i = from; i < to; i++) {
		const struct ab_word *w = &s->word[i];
		if (w->content && w->stem && (w->quoted || !quoted))
			tf[n++] = (struct ab_tf){ .stem = w->stem, .count = 1, .name = w->name };
	}
	qsort(tf, n, sizeof(*tf), by_stem);
	for (size_t i = 0; i < n; i++) {
		if (bag.count && tf[bag.count - 1].stem == tf[i].stem) {
			tf[bag.count - 1].count++;
			tf[bag.count - 1].name &= tf[i].name;
		} else {
			tf[bag.count++] = tf[i];
		}
	}
	for (size_t i = 0; i < bag.count; i++)
		bag.mass += corpus->weight[tf[i].stem] * tf[i].count;
	return bag;
}

float
ab_bag_common(const float *weight, const struct ab_bag *a, const struct ab_bag *b)
{
	float sum = 0;

	for (size_t i = 0, k = 0; i < a->count && k < b->count;) {
		uint32_t x = a->at[i].stem, y = b->at[k].stem;
		if (x == y)
			sum += weight[x] * (a->at[i].count < b->at[k].count
			    ? a->at[i].count : b->at[k].count);
		i += x <= y;
		k += y <= x;
	}
	return sum;
}

/* ---- units ---- */

/* Does another clause begin at word i? */
static bool
is_cut(const struct ab_segment *s, size_t i)
{
	const struct ab_word *w = &s->word[i];

	if (i > 0 && w->quoted != s->word[i - 1].quoted)
		return true;
	if (w->mark)
		return strchr(",;:()", w->mark) || (w->mark == '-' && !w->glued);
	return w->classes & AB_WORD_CUTS;
}

static void
add_unit(const struct ab_corpus *corpus, const struct ab_segment *s, struct ab_profile *p,
    size_t from, size_t to)
{
	struct ab_bag bag = bag_of(corpus, s, from, to, false);

	if (bag.count < UNIT_STEMS || p->units == AB_UNITS_MAX)
		return;
	for (size_t i = 0; i < bag.count; i++)
		p->part[p->parts++] = (struct ab_part){ bag.at[i].stem, (uint16_t)p->units,
			bag.at[i].count };
	p->least = bag.mass < p->least ? bag.mass : p->least;
	p->unit[p->units++] = bag.mass;
}

static int
by_part(const void *a, const void *b)
{
	const struct ab_part *x = a, *y = b;

	if (x->stem != y->stem)
		return x->stem < y->stem ? -1 : 1;
	return x->unit - y->unit;
}

/* A piece that is too short is joined to the next one; a quotation is one unit as well. */
static void
find_units(const struct ab_corpus *corpus, const struct ab_segment *s, struct ab_profile *p)
{
	size_t from = 0, words = 0, quote = SIZE_MAX;

	p->least = HUGE_VALF;
	p->unit = AB_NEW(corpus->arena, float, AB_UNITS_MAX);
	/* in a clause, a quotation */
	p->part = AB_NEW(corpus->arena, struct ab_part, 2 * s->words + 1);
	for (size_t i = 0; i <= s->words; i++) {
		bool end = i == s->words;
		if (end || (is_cut(s, i) && words >= UNIT_WORDS)) {
			add_unit(corpus, s, p, from, i);
			from = i;
			words = 0;
		}
		if (quote != SIZE_MAX && (end || !s->word[i].quoted)) {
			add_unit(corpus, s, p, quote, i);
			quote = SIZE_MAX;
		} else if (!end && quote == SIZE_MAX && s->word[i].quoted) {
			quote = i;
		}
		words += !end && !s->word[i].mark;
	}
	qsort(p->part, p->parts, sizeof(*p->part), by_part);
}

/* ---- profiles ---- */

static void
find_vector(const struct ab_corpus *corpus, const struct ab_segment *s, float *out)
{
	for (size_t i = 0; i < s->words; i++) {
		uint16_t number = s->word[i].number;
		if (number >= corpus->model->vector_count)
			continue;
		const int8_t *v = corpus->model->vectors + (size_t)number * AB_NET_VECTOR;
		float p = .1f / (float)(number + 2), weight = 2e-4f / (2e-4f + p) / 192;
		for (size_t d = 0; d < AB_NET_VECTOR; d++)
			out[d] += weight * v[d];
	}
}

void
ab_corpus_profile(struct ab_corpus *corpus, size_t t)
{
	struct ab_text *text = &corpus->text[t];

	text->profile = AB_NEW(corpus->arena, struct ab_profile, text->segments.count + 1);
	text->sum = AB_NEW(corpus->arena, struct ab_vector_sum, text->segments.count + 1);
	for (size_t i = 0; i < text->segments.count; i++) {
		const struct ab_segment *s = &text->segments.at[i];
		struct ab_profile *p = &text->profile[i];
		p->bag = bag_of(corpus, s, 0, s->words, false);
		p->quoted = bag_of(corpus, s, 0, s->words, true);
		for (size_t k = 0; k < p->bag.count; k++)
			p->length += p->bag.at[k].count;
		float norm = K * (1 - B + B * (float)p->length / corpus->mean_length);
		for (size_t k = 0; k < p->bag.count; k++) {
			struct ab_tf *tf = &p->bag.at[k];
			tf->bm = corpus->weight[tf->stem] * tf->count * (K + 1)
			    / (tf->count + norm);
			p->self += tf->bm;
		}
		for (size_t k = 0; k < p->bag.count; k++) {
			corpus->bm[p->bag.at[k].stem] += p->bag.at[k].bm;
			corpus->inverse[p->bag.at[k].stem] += 1 / p->self;
		}
		find_units(corpus, s, p);
		find_vector(corpus, s, text->sum[i].at);
		for (size_t d = 0; d < AB_NET_VECTOR; d++)
			corpus->common[d] += text->sum[i].at[d];
	}
}

static void
normalize(float *v)
{
	float sum = 0;

	for (size_t d = 0; d < AB_NET_VECTOR; d++)
		sum += v[d] * v[d];
	for (size_t d = 0; sum > 0 && d < AB_NET_VECTOR; d++)
		v[d] /= sqrtf(sum);
}

void
ab_corpus_centre(struct ab_corpus *corpus)
{
	normalize(corpus->common);
}

static struct ab_direction
direction_of(const struct ab_corpus *corpus, struct ab_vector_sum sum)
{
	struct ab_direction out;
	float along = 0;

	for (size_t d = 0; d < AB_NET_VECTOR; d++)
		along += sum.at[d] * corpus->common[d];
	for (size_t d = 0; d < AB_NET_VECTOR; d++)
		sum.at[d] -= along * corpus->common[d];
	normalize(sum.at);
	for (size_t d = 0; d < AB_NET_VECTOR; d++)
		out.at[d] = (int16_t)lrintf(sum.at[d] * AB_ONE);
	return out;
}

/* The mean of BM25 with every sentence of other articles, from sums over all less the article's
 * own: no pair is looked at. */
void
ab_corpus_settle(struct ab_corpus *corpus, size_t t)
{
	struct ab_text *text = &corpus->text[t];
	size_t others = corpus->sentences - text->segments.count;
	struct ab_arena scratch = { 0 };
	size_t stems = corpus->vocabulary.rank.count;
	float *bm = AB_NEW(&scratch, float, stems + 1),
	    *inverse = AB_NEW(&scratch, float, stems + 1);

	text->direction = AB_NEW(corpus->arena, struct ab_direction, text->segments.count + 1);
	for (size_t i = 0; i < text->segments.count; i++) {
		const struct ab_profile *p = &text->profile[i];
		for (size_t k = 0; k < p->bag.count; k++) {
			bm[p->bag.at[k].stem] += p->bag.at[k].bm;
			inverse[p->bag.at[k].stem] += 1 / p->self;
		}
	}
	for (size_t i = 0; i < text->segments.count; i++) {
		struct ab_profile *p = &text->profile[i];
		float sum = 0;
		for (size_t k = 0; k < p->bag.count; k++) {
			const struct ab_tf *tf = &p->bag.at[k];
			sum += (corpus->bm[tf->stem] - bm[tf->stem]) / p->self
			    + tf->bm * (corpus->inverse[tf->stem] - inverse[tf->stem]);
		}
		p->mean = others ? sum / 2 / (float)others : 0;
		text->direction[i] = direction_of(corpus, text->sum[i]);
	}
	ab_arena_free(&scratch);
}

