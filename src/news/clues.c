#include "news/clues.h"

/* What stands before the first and after the last word of a sentence. */
static const struct ab_term edge[2] = {
	{ .form = 1, .lower = 1, .shape = 1, .cluster = { 0xFFFE, 0xFFFE, 0xFFFE, 0xFFFE } },
	{ .form = 2, .lower = 2, .shape = 2, .cluster = { 0xFFFE, 0xFFFE, 0xFFFE, 0xFFFE } },
};

enum { REACH = 3 }; /* words to either side */

struct place {
	const struct ab_term *at[2 * REACH + 1];
	bool first; /* of its sentence */
};

static const struct ab_term *
word(const struct place *p, int offset)
{
	return p->at[REACH + offset];
}

static void
put(struct ab_clues *out, uint32_t template, uint32_t a, uint32_t b, uint32_t c)
{
	out->at[out->count++] = ab_model_hash(template, a, b, c);
}

/* The second argument of put is the template's number: what has been learned is known by it. */
static void
put_lexical(struct ab_clues *out, const struct place *p)
{
	const struct ab_term *w = word(p, 0);

	put(out, 1, w->form, 0, 0);
	put(out, 2, w->lower, 0, 0);
	put(out, 3, word(p, -1)->lower, w->lower, 0);
	put(out, 4, w->lower, word(p, 1)->lower, 0);
	if (w->prefix[3]) {
		put(out, 5, w->prefix[3], 0, 0);
		put(out, 6, w->suffix[3], 0, 0);
	}
}

static void
put_context(struct ab_clues *out, const struct place *p)
{
	uint32_t shape = word(p, 0)->shape, left = word(p, -1)->lower, right = word(p, 1)->lower;

	for (int k = 1; k <= REACH; k++) {
		put(out, 10 + (uint32_t)k, word(p, -k)->lower, 0, 0);
		put(out, 15 + (uint32_t)k, word(p, k)->lower, 0, 0);
	}
	put(out, 20, left, shape, 0);
	put(out, 21, shape, right, 0);
	put(out, 22, left, shape, right);
	put(out, 23, word(p, -2)->lower, left, 0);
	put(out, 24, right, word(p, 2)->lower, 0);
}

static void
put_shapes(struct ab_clues *out, const struct place *p)
{
	const struct ab_term *w = word(p, 0);

	put(out, 30, 0, 0, 0);
	put(out, 31, w->shape, 0, 0);
	put(out, 32, w->pattern, 0, 0);
	put(out, 33, w->shape, w->headline, p->first);
	for (int k = 1; k <= 2; k++) {
		put(out, 33 + (uint32_t)k, word(p, -k)->shape, 0, 0);
		put(out, 35 + (uint32_t)k, word(p, k)->shape, 0, 0);
	}
	put(out, 38, word(p, -1)->shape, w->shape, word(p, 1)->shape);
	put(out, 39, (uint32_t)w->glued << 1 | word(p, 1)->glued, word(p, -1)->shape, w->shape);
	put(out, 29, (uint32_t)w->glued << 1 | word(p, 1)->glued, w->shape, word(p, 1)->shape);
	for (uint32_t n = 0; n < 3 && w->prefix[n]; n++) {
		put(out, 40 + n, w->prefix[n], 0, 0);
		put(out, 45 + n, w->suffix[n], 0, 0);
	}
}

static void
put_clusters(struct ab_clues *out, const struct place *p)
{
	const uint16_t *c = word(p, 0)->cluster, *left = word(p, -1)->cluster, *right = word(p,
	    1)->cluster;
	uint32_t shape = word(p, 0)->shape;

	for (uint32_t j = 0; j < AB_CLUSTERINGS; j++)
		for (int k = j < 2 ? -2 : -1; k <= (j < 2 ? 2 : 1); k++)
			if (word(p, k)->cluster[j] < 0xFFFE)
				put(out, 50 + 8 * j + (uint32_t)(k + 2), word(p, k)->cluster[j], 0,
				    0);
	put(out, 90, left[0], c[0], 0);
	put(out, 91, c[0], right[0], 0);
	put(out, 92, c[1], shape, 0);
	put(out, 93, left[0], c[0], right[0]);
	put(out, 94, left[1], shape, 0);
	put(out, 95, right[1], shape, 0);
	put(out, 96, left[0], shape, right[0]);
	put(out, 97, word(p, -2)->cluster[0], left[0], 0);
	put(out, 98, right[0], word(p, 2)->cluster[0], 0);
}

static void
put_lists(struct ab_clues *out, const struct place *p)
{
	for (int k = -1; k <= 1; k++)
		if (word(p, k)->lists)
			put(out, 101 + (uint32_t)k, word(p, k)->lists, 0, 0);
}

static void
put_classes(struct ab_clues *out, const struct place *p)
{
	const struct ab_term *w = word(p, 0);

	for (int k = -1; k <= 1; k++) {
		if (word(p, k)->classes)
			put(out, 121 + (uint32_t)k, word(p, k)->classes, 0, 0);
		for (uint32_t bit = 0; word(p, k)->classes >> bit; bit++)
			if (word(p, k)->classes >> bit & 1)
				put(out, 125 + (uint32_t)k, bit, k ? 0 : w->shape, 0);
	}
	if (w->within)
		put(out, 130, w->within, 0, 0);
	if (w->classes && word(p, 1)->classes)
		put(out, 131, w->classes, word(p, 1)->classes, 0);
	if (w->classes && word(p, -1)->classes)
		put(out, 132, word(p, -1)->classes, w->classes, 0);
}

enum { OTHER_PLACES = 4 };

static void
put_places(struct ab_clues *out, const struct ab_term *words, size_t count, size_t i, bool first)
{
	size_t seen = 0;

	put(out, 110, words[i].lowered, first || words[i].headline, 0);
	for (size_t at = words[i].first; at && seen < OTHER_PLACES; at = words[at - 1].next) {
		size_t k = at - 1;
		if (k == i)
			continue;
		seen++;
		if (k > 0) {
			put(out, 111, words[k - 1].lower, 0, 0);
			put(out, 112, words[k - 1].shape, 0, 0);
		}
		if (k + 1 < count) {
			put(out, 113, words[k + 1].lower, 0, 0);
			put(out, 114, words[k + 1].shape, 0, 0);
		}
	}
}

void
ab_clues_at(const struct ab_term *words, size_t count, size_t start, size_t end, size_t i,
    struct ab_clues *out)
{
	struct place p = { .first = i == start || words[i].start };

	for (size_t k = 0; k < AB_LEN(p.at); k++)
		p.at[k] = i + k < start + REACH ? &edge[0]
		    : i + k - REACH >= end ? &edge[1] : &words[i + k - REACH];
	out->count = 0;
	put_lexical(out, &p);
	out->lexical = out->count;
	put_context(out, &p);
	out->context = out->count;
	put_shapes(out, &p);
	put_clusters(out, &p);
	put_lists(out, &p);
	put_classes(out, &p);
	if (words[i].capital)
		put_places(out, words, count, i, p.first);
}
