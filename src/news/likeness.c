#include "news/likeness.h"

#include <math.h>
#include <stdlib.h>

#include "know/linking.h"
#include "news/days.h"
#include "news/tokens.h"

#define OF(id) ab_linking[AB_LINKING_##id]

/* fminf and fmaxf are calls, for the sake of what is not a number. */
static inline float
less(float a, float b)
{
	return a < b ? a : b;
}

static inline float
more(float a, float b)
{
	return a > b ? a : b;
}

float
ab_likeness_score(float odds)
{
	return 1 / (1 + expf(-odds));
}

float
ab_likeness_supported(float score, float support)
{
	float p = less(.995f, more(.005f, score));

	return OF(SECOND) + OF(FIRST) * logf(p / (1 - p)) + OF(SUPPORT) * support;
}

/* ---- what they have in common ---- */

/* What each two clauses share, in one walk over the stems of all of them. */
static float
best_unit(const float *weight, const struct ab_profile *a, const struct ab_profile *b)
{
	float sum[AB_UNITS_MAX * AB_UNITS_MAX], best = 0;

	memset(sum, 0, a->units * b->units * sizeof(*sum));
	for (size_t i = 0, k = 0; i < a->parts && k < b->parts;) {
		const struct ab_part *x = &a->part[i], *y = &b->part[k];
		if (x->stem != y->stem) {
			*(x->stem < y->stem ? &i : &k) += 1;
			continue;
		}
		for (size_t n = k; n < b->parts && b->part[n].stem == x->stem; n++) {
			uint16_t count = x->count < b->part[n].count ? x->count : b->part[n].count;
			sum[x->unit * b->units + b->part[n].unit] += weight[x->stem] * count;
		}
		i++;
	}
	for (size_t i = 0; i < a->units; i++)
		for (size_t k = 0; k < b->units; k++)
			best = more(best, sum[i * b->units + k]
			    / (more(a->unit[i], b->unit[k]) + .5f));
	return best;
}

struct ab_common
ab_common_of(const struct ab_corpus *corpus, const struct ab_text *a, size_t x,
    const struct ab_text *b, size_t y)
{
	const struct ab_profile *p = &a->profile[x], *q = &b->profile[y];
	const float *weight = corpus->weight;
	struct ab_common c = { .unit = best_unit(weight, p, q) };

	for (size_t i = 0, k = 0; i < p->bag.count && k < q->bag.count;) {
		const struct ab_tf *m = &p->bag.at[i], *n = &q->bag.at[k];
		if (m->stem == n->stem) {
			c.mass += weight[m->stem] * (m->count < n->count ? m->count : n->count);
			c.names += m->name && n->name ? weight[m->stem] : 0;
			c.ab += n->bm;
			c.ba += m->bm;
		}
		i += m->stem <= n->stem;
		k += n->stem <= m->stem;
	}
	return c;
}

/* ---- features ---- */

struct ab_brief
ab_brief_of(const struct ab_text *text, size_t i)
{
	const struct ab_profile *p = &text->profile[i];

	return (struct ab_brief){ p->self, p->mean, p->least, text->segments.at[i].days > 0 };
}

/* No clause shares more than the sentences, none weighs less than what it shares, or than the
 * lightest one. */
float
ab_likeness_most_unit(const struct ab_brief *p, const struct ab_brief *q, float mass)
{
	return mass / (more(mass, more(p->least, q->least)) + .5f);
}

float
ab_likeness_base(const struct ab_brief *p, const struct ab_brief *q, const struct ab_common *c)
{
	float bm = (c->ab / p->self + c->ba / q->self) / 2 - (p->mean + q->mean) / 2;

	return OF(BASE) + OF(UNIT) * c->unit + OF(BM) * bm + OF(MASS) * less(5, c->mass) / 5
	    + OF(NAMES) * less(3, c->names) / 3;
}

/* Value without a time of day. */
static ab_str
day_value(ab_str value)
{
	const char *t = memchr(value.ptr, 'T', value.len);

	return t ? (ab_str){ value.ptr, (size_t)(t - value.ptr) } : value;
}

static bool
same_day(const struct ab_segment *a, const struct ab_segment *b)
{
	ab_days days;

	for (size_t i = 0; i < a->days; i++)
		for (size_t k = 0; k < b->days; k++) {
			ab_str x = day_value(a->day[i].value), y = day_value(b->day[k].value);
			if (ab_str_eq(x, y) && x.len >= 7 && ab_days_of(x, &days))
				return true;
		}
	return false;
}

float
ab_likeness_odds(const struct ab_text *a, size_t x, const struct ab_text *b, size_t y,
    float base, float least)
{
	float date = a->segments.at[x].days && b->segments.at[y].days ? OF(DATE) : 0;

	if (base + OF(VECTOR) + date < least)
		return base + OF(VECTOR) + date;
	if (date > 0 && !same_day(&a->segments.at[x], &b->segments.at[y]))
		date = 0;
	return base + date + OF(VECTOR) * ab_direction_cosine(&a->direction[x], &b->direction[y]);
}

/* ---- word for word ---- */

enum { RUN_MAX = AB_SENTENCE_MAX };

/* The words of a sentence without its marks. */
struct run { uint32_t stem[RUN_MAX]; float weight[RUN_MAX]; size_t count; float all; };

static void
read_run(const struct ab_corpus *corpus, const struct ab_segment *s, struct run *out)
{
	out->count = 0;
	out->all = 0;
	for (size_t i = 0; i < s->words && out->count < RUN_MAX; i++) {
		const struct ab_word *w = &s->word[i];
		if (w->mark)
			continue;
		out->stem[out->count] = w->stem;
		out->weight[out->count] = w->content ? corpus->weight[w->stem] : .05f;
		out->all += out->weight[out->count++];
	}
}

/* The heaviest run of words that follow each other in both. Each row is made from the one before,
 * from its end, so that it takes its place. */
static float
heaviest_run(const struct run *a, const struct run *b)
{
	float row[RUN_MAX + 1] = { 0 }, best = 0;

	for (size_t i = 0; i < a->count; i++) {
		uint32_t stem = a->stem[i];
		float weight = a->weight[i];
		for (size_t k = b->count; stem && k > 0; k--) {
			row[k] = b->stem[k - 1] == stem ? row[k - 1] + weight : 0;
			best = more(best, row[k]);
		}
		if (!stem)
			memset(row, 0, sizeof(row));
	}
	return best;
}

/* Equal sentences need no table, and what the budget does not allow gets none. */
static float
common_run(const struct ab_corpus *corpus, const struct ab_segment *a, const struct ab_segment *b,
    size_t *cells)
{
	struct run x, y;

	read_run(corpus, a, &x);
	read_run(corpus, b, &y);
	if (x.count == y.count && memcmp(x.stem, y.stem, x.count * sizeof(*x.stem)) == 0)
		return x.all;
	if (x.count * y.count > *cells)
		return 0;
	*cells -= x.count * y.count;
	return heaviest_run(&x, &y);
}

/* How much of what the one quotes the other one quotes, too. */
static float
quoted_alike(const struct ab_bag *p, const struct ab_bag *q)
{
	size_t shared = 0, fewer = p->count < q->count ? p->count : q->count;

	for (size_t i = 0, k = 0; i < p->count && k < q->count;) {
		uint32_t m = p->at[i].stem, n = q->at[k].stem;
		shared += m == n;
		i += m <= n;
		k += n <= m;
	}
	return fewer ? (float)shared / (float)(fewer + 2) : 0;
}

float
ab_likeness_same(const struct ab_corpus *corpus, const struct ab_text *a, size_t x,
    const struct ab_text *b, size_t y, float unit, float mass, size_t *cells)
{
	const struct ab_profile *p = &a->profile[x], *q = &b->profile[y];
	const struct ab_segment *s = &a->segments.at[x];
	float least = less(p->bag.mass, q->bag.mass) + .5f;
	/* No run weighs more than all that is shared, and function words between. */
	float most = mass + .05f * (float)s->words;
	float run = OF(SAME_RUN) / least + OF(SAME_MASS);
	float sum = OF(SAME_BASE) + OF(SAME_UNIT) * unit;

	if (sum + (p->quoted.count && q->quoted.count ? OF(SAME_QUOTED) : 0) + run * most < -1)
		return 0;
	sum += OF(SAME_QUOTED) * quoted_alike(&p->quoted, &q->quoted);
	if (sum + run * most < -1)
		return 0;
	return 1 / (1 + expf(-(sum + run * common_run(corpus, s, &b->segments.at[y], cells))));
}
