#include "train/linear.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { TAGS = AB_BILOU_COUNT };

/* ---- random numbers: xorshift, Marsaglia 2003 ---- */

static double
chance(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return (double)(*state >> 11) / 9007199254740992.0;
}

/* ---- numbers of features ---- */

static size_t
find_slot(const struct linear *l, uint32_t hash)
{
	size_t at = (size_t)(((uint64_t)hash * l->slots) >> 32);

	while (l->slot_id[at] && l->slot_hash[at] != hash)
		at = at + 1 == l->slots ? 0 : at + 1;
	return at;
}

typedef void place_fn(const struct document *d, size_t start, size_t end, size_t i, void *data);

static void
each_place(const struct document *d, place_fn *f, void *data)
{
	for (size_t s = 0, start = 0; s < d->page.sentences; start = d->page.ends[s++])
		for (size_t i = start; i < d->page.ends[s]; i++)
			f(d, start, d->page.ends[s], i, data);
}

static void
count_features(const struct document *d, size_t start, size_t end, size_t i, void *data)
{
	struct linear *l = data;
	struct ab_clues f;

	ab_clues_at(d->words, d->page.count, start, end, i, &f);
	for (size_t k = 0; k < f.count; k++) {
		size_t at = find_slot(l, f.at[k]);
		l->features += l->slot_id[at] == 0;
		if (l->features * 4 > l->slots * 3)
			die("too many features");
		l->slot_hash[at] = f.at[k];
		l->slot_id[at]++;
	}
}

void
linear_number(struct linear *l, const struct corpus *corpus, const struct linear_options *options)
{
	l->slots = (size_t)1 << 25;
	l->slot_hash = ab_xalloc(l->slots, sizeof(uint32_t));
	l->slot_id = ab_xalloc(l->slots, sizeof(uint32_t));
	memset(l->slot_id, 0, l->slots * sizeof(uint32_t));
	for (size_t i = 0; i < corpus->count; i++)
		each_place(&corpus->at[i], count_features, l);
	size_t all = l->features;
	l->features = 0;
	for (size_t at = 0; at < l->slots; at++)
		l->features += l->slot_id[at] >= (uint32_t)options->least;
	l->hash = ab_xalloc(l->features, sizeof(uint32_t));
	uint32_t id = 0;
	for (size_t at = 0; at < l->slots; at++) {
		if (l->slot_id[at] >= (uint32_t)options->least) {
			l->hash[id++] = l->slot_hash[at];
			l->slot_id[at] = id;
		} else if (l->slot_id[at]) {
			l->slot_id[at] = UINT32_MAX; /* the slot stays taken */
		}
	}
	l->weights = ab_xalloc(l->features * TAGS, sizeof(float));
	fprintf(stderr, "features: %zu, %zu of them used\n", all, l->features);
}

/* ---- scores and the best sequence ---- */

void
linear_score(const struct linear *l, const struct ab_clues *f, float out[TAGS])
{
	memset(out, 0, TAGS * sizeof(*out));
	for (size_t k = 0; k < f->count; k++) {
		uint32_t id = l->slot_id[find_slot(l, f->at[k])];
		if (id == 0 || id == UINT32_MAX)
			continue;
		const float *w = l->weights + (size_t)(id - 1) * TAGS;
		for (int y = 0; y < TAGS; y++)
			out[y] += w[y];
	}
}

/* Tags other than the allowed ones score `margin` more; with only, they may not be taken. */
static void
decode(float (*score)[TAGS], size_t count, float steps[TAGS][TAGS], const uint32_t *allowed,
    float margin, bool only, uint8_t *tags)
{
	static uint8_t from[AB_SENTENCE_MAX][TAGS];
	float best[2][TAGS], never = -1e30f;
	bool follows[TAGS][TAGS];

	for (int x = 0; x < TAGS; x++)
		for (int y = 0; y < TAGS; y++)
			follows[x][y] = ab_bilou_follows(x, y);
	for (int y = 0; y < TAGS; y++)
		best[1][y] = y ? never : 0;
	for (size_t i = 0; i < count; i++) {
		const float *before = best[(i + 1) % 2];
		for (int y = 0; y < TAGS; y++) {
			bool right = !allowed || allowed[i] >> y & 1;
			float top = never;
			for (int x = 0; x < TAGS && (right || !only); x++)
				if (follows[x][y] && before[x] > never / 2
				    && before[x] + steps[x][y] > top) {
					top = before[x] + steps[x][y];
					from[i][y] = (uint8_t)x;
				}
			best[i % 2][y] = top > never / 2 ? top + score[i][y] + (right ? 0 : margin)
			    : never;
		}
	}
	const float *last = best[(count + 1) % 2];
	uint8_t tag = 0;
	float top = never;
	for (uint8_t y = 0; y < TAGS; y++)
		if (ab_bilou_follows(y, AB_BILOU_OUT) && last[y] > top) {
			top = last[y];
			tag = y;
		}
	for (size_t i = count; i-- > 0; tag = from[i][tag])
		tags[i] = tag;
}

void
linear_tag(struct linear *l, const struct document *d, const float *extra, uint8_t *tags)
{
	static float score[AB_SENTENCE_MAX][TAGS];
	struct ab_clues f;

	for (size_t s = 0, start = 0; s < d->page.sentences; start = d->page.ends[s++]) {
		size_t end = d->page.ends[s];
		for (size_t i = start; i < end; i++) {
			ab_clues_at(d->words, d->page.count, start, end, i, &f);
			linear_score(l, &f, score[i - start]);
			for (int y = 0; extra && y < TAGS; y++)
				score[i - start][y] += extra[i * TAGS + (size_t)y];
		}
		decode(score, end - start, l->steps, NULL, 0, false, tags + start);
	}
}

/* ---- learning ---- */

/* A weight, the sum of what was added to it times the step, and AdaGrad's sum of squares. */
struct row { float w[TAGS], late[TAGS], square[TAGS]; };

struct place { size_t ids; uint8_t count, lexical, context; };

struct example { const struct document *d; size_t place, start, count; };

struct learner {
	struct linear *l;
	const struct linear_options *options;
	struct row *rows, steps[TAGS];
	struct place *places;
	size_t place_count, place_room;
	uint32_t *ids;
	size_t id_count, id_room;
	struct example *examples;
	size_t example_count, example_room;
	double step;
	uint64_t random;
};

static void
keep_place(const struct document *d, size_t start, size_t end, size_t i, void *data)
{
	struct learner *n = data;
	struct ab_clues f;

	ab_clues_at(d->words, d->page.count, start, end, i, &f);
	if (n->place_count == n->place_room)
		n->places = ab_xrealloc(n->places, n->place_room = 2 * n->place_room + 65536,
		    sizeof(*n->places));
	if (n->id_count + AB_CLUES_MAX > n->id_room)
		n->ids = ab_xrealloc(n->ids, n->id_room = 2 * n->id_room + 65536, sizeof(*n->ids));
	struct place *p = &n->places[n->place_count++];
	*p = (struct place){ .ids = n->id_count };
	for (size_t k = 0; k < f.count; k++) {
		uint32_t id = n->l->slot_id[find_slot(n->l, f.at[k])];
		if (id == 0 || id == UINT32_MAX)
			continue;
		n->ids[n->id_count++] = id - 1;
		p->count++;
		if (k < f.lexical)
			p->lexical++;
		if (k < f.context)
			p->context++;
	}
}

static void
keep_document(struct learner *n, const struct document *d)
{
	size_t first = n->place_count;

	each_place(d, keep_place, n);
	for (size_t s = 0, start = 0; s < d->page.sentences; start = d->page.ends[s++]) {
		if (n->example_count == n->example_room)
			n->examples = ab_xrealloc(n->examples,
			    n->example_room = 2 * n->example_room + 4096, sizeof(*n->examples));
		n->examples[n->example_count++] = (struct example){ d, first + start, start,
		    d->page.ends[s] - start };
	}
}

enum { DROP_WORD = 1, DROP_CONTEXT = 2 };

/* The features of a place that are not left out: calls go(row). */
#define EACH_ROW(n, p, drop, row) \
	for (size_t k_ = (drop) & DROP_WORD ? (p)->lexical : 0; k_ < (p)->count; k_++) \
		if (!((drop) & DROP_CONTEXT && k_ >= (p)->lexical && k_ < (p)->context) \
		    && ((row) = &(n)->rows[(n)->ids[(p)->ids + k_]]) != NULL)

static void
add(struct learner *n, struct row *row, int y, float by)
{
	row->square[y] += 1;
	by /= sqrtf(row->square[y]);
	row->w[y] += by;
	row->late[y] += by * (float)n->step;
}

static void
update(struct learner *n, const struct example *e, const uint8_t *drop, const uint8_t *right,
    const uint8_t *wrong)
{
	for (size_t i = 0; i < e->count; i++) {
		uint8_t before[2] = { i ? right[i - 1] : 0, i ? wrong[i - 1] : 0 };
		if (before[0] != before[1] || right[i] != wrong[i]) {
			add(n, &n->steps[before[0]], right[i], 1);
			add(n, &n->steps[before[1]], wrong[i], -1);
		}
		if (right[i] == wrong[i])
			continue;
		const struct place *p = &n->places[e->place + i];
		struct row *row;
		EACH_ROW(n, p, drop[i], row) {
			add(n, row, right[i], 1);
			add(n, row, wrong[i], -1);
		}
	}
}

/* One sentence; returns how many tokens were wrong. */
static size_t
learn(struct learner *n, const struct example *e)
{
	static float score[AB_SENTENCE_MAX][TAGS];
	uint8_t drop[AB_SENTENCE_MAX], right[AB_SENTENCE_MAX], wrong[AB_SENTENCE_MAX];
	float steps[TAGS][TAGS];
	const uint32_t *allowed = e->d->allowed + e->start;
	size_t bad = 0;

	n->step++;
	for (int x = 0; x < TAGS; x++)
		memcpy(steps[x], n->steps[x].w, sizeof(steps[x]));
	for (size_t i = 0; i < e->count; i++) {
		drop[i] = (uint8_t)((chance(&n->random) < (double)n->options->drop_word ? DROP_WORD
		    : 0)
		    | (chance(&n->random) < (double)n->options->drop_context ? DROP_CONTEXT : 0));
		memset(score[i], 0, sizeof(score[i]));
		struct row *row;
		EACH_ROW(n, &n->places[e->place + i], drop[i], row)
			for (int y = 0; y < TAGS; y++)
				score[i][y] += row->w[y];
	}
	decode(score, e->count, steps, allowed, n->options->margin, false, wrong);
	for (size_t i = 0; i < e->count; i++)
		bad += !(allowed[i] >> wrong[i] & 1);
	if (!bad)
		return 0;
	decode(score, e->count, steps, allowed, 0, true, right);
	update(n, e, drop, right, wrong);
	return bad;
}

static void
epoch(struct learner *n, int number)
{
	size_t bad = 0, tokens = 0;

	for (size_t i = n->example_count; i-- > 1;) {
		size_t j = (size_t)(chance(&n->random) * (double)(i + 1));
		struct example e = n->examples[i];
		n->examples[i] = n->examples[j];
		n->examples[j] = e;
	}
	for (size_t i = 0; i < n->example_count; i++)
		for (double w = n->examples[i].d->weight; w >= 1 || (w > 0
		    && chance(&n->random) < w); w -= 1) {
			bad += learn(n, &n->examples[i]);
			tokens += n->examples[i].count;
		}
	fprintf(stderr, "  epoch %d: %zu of %zu tokens wrong\n", number + 1, bad, tokens);
}

static void
train_once(struct learner *n, uint64_t seed)
{
	struct linear *l = n->l;
	float share = 1.0f / (float)n->options->seeds;

	memset(n->rows, 0, l->features * sizeof(*n->rows));
	memset(n->steps, 0, sizeof(n->steps));
	n->random = 88172645463325252u ^ (seed + 1) * 0x9E3779B97F4A7C15u;
	n->step = 1;
	for (int e = 0; e < n->options->epochs; e++)
		epoch(n, e);
	for (size_t i = 0; i < l->features; i++)
		for (int y = 0; y < TAGS; y++)
			l->weights[i * TAGS + (size_t)y] += share
			    * (n->rows[i].w[y] - n->rows[i].late[y] / (float)n->step);
	for (int x = 0; x < TAGS; x++)
		for (int y = 0; y < TAGS; y++)
			l->steps[x][y] += share
			    * (n->steps[x].w[y] - n->steps[x].late[y] / (float)n->step);
}

void
linear_train(struct linear *l, const struct corpus *corpus, int round,
    const struct linear_options *options)
{
	struct learner n = { .l = l, .options = options };

	for (size_t i = 0; i < corpus->count; i++)
		if (corpus->at[i].weight > 0 && (round > 0 || !corpus->at[i].silver))
			keep_document(&n, &corpus->at[i]);
	n.rows = ab_xalloc(l->features, sizeof(*n.rows));
	memset(l->weights, 0, l->features * TAGS * sizeof(float));
	memset(l->steps, 0, sizeof(l->steps));
	for (int seed = 0; seed < options->seeds; seed++)
		train_once(&n, (uint64_t)seed + 100 * (uint64_t)round);
	free(n.rows);
	free(n.places);
	free(n.ids);
	free(n.examples);
}

/* ---- storing ---- */

float
linear_unit(const struct linear *l)
{
	size_t count[1024] = { 0 }, above = 0;
	float most = 0;

	for (size_t i = 0; i < l->features * TAGS; i++)
		most = fmaxf(most, fabsf(l->weights[i]));
	for (size_t i = 0; i < l->features * TAGS; i++)
		count[(int)(1023 * fabsf(l->weights[i]) / most)]++;
	int k = 1023;
	while (k > 0 && (above += count[k]) < 50)
		k--;
	return most * (float)(k + 1) / 1024 / 127;
}

static int8_t
rounded(float weight, float unit)
{
	float x = rintf(weight / unit);

	return (int8_t)(x > 127 ? 127 : x < -127 ? -127 : x);
}

static bool
is_heavy(const float *w, float least)
{
	for (int y = 0; y < TAGS; y++)
		if (fabsf(w[y]) >= least)
			return true;
	return false;
}

void
linear_store(const struct linear *l, struct store *store, float unit, float least)
{
	size_t rows = 0;

	for (size_t i = 0; i < l->features; i++)
		rows += is_heavy(l->weights + i * TAGS, least * unit);
	store_table(store, AB_PART_FEATURES, AB_MODEL_FEATURE_SLOT, 2, rows);
	store_part(store, AB_PART_WEIGHTS,
	    store->part[AB_PART_FEATURES].len / AB_MODEL_FEATURE_SLOT * TAGS);
	for (size_t i = 0; i < l->features; i++) {
		const float *w = l->weights + i * TAGS;
		if (!is_heavy(w, least * unit))
			continue;
		size_t slot = store_add(store, AB_PART_FEATURES, l->hash[i], NULL);
		for (size_t y = 0; y < TAGS; y++)
			store->part[AB_PART_WEIGHTS].at[slot * TAGS + y] = (uint8_t)rounded(w[y],
			    unit);
	}
	store_part(store, AB_PART_STEPS, 2 * TAGS * TAGS);
	for (int i = 0; i < TAGS * TAGS; i++)
		store_number(store->part[AB_PART_STEPS].at + 2 * i,
		    (uint32_t)(int32_t)rintf((&l->steps[0][0])[i] / unit), 2);
	fprintf(stderr, "rows: %zu, unit %.5f\n", rows, (double)unit);
}
