#include "news/sketch.h"

#include "news/forms.h"

/* Keeps the smallest hashes, ascending. Few come after the first ones, so that no sorting pays. */
static void
keep(struct ab_sketch *s, uint32_t hash)
{
	size_t low = 0, high = s->count;

	if (s->count == AB_SKETCH && hash >= s->at[AB_SKETCH - 1])
		return;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (s->at[middle] < hash)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < s->count && s->at[low] == hash)
		return;
	s->count += s->count < AB_SKETCH;
	memmove(&s->at[low + 1], &s->at[low], (s->count - low - 1) * sizeof(*s->at));
	s->at[low] = hash;
}

struct ab_sketch
ab_sketch_of(const struct ab_wordrun *words)
{
	struct ab_sketch sketch = { .count = 0 };

	for (size_t i = 0; i + AB_SHINGLE <= words->count; i++) {
		uint64_t hash = words->at[i].key;
		for (size_t k = 1; k < AB_SHINGLE; k++)
			hash = ab_form_pair(hash, words->at[i + k].key);
		keep(&sketch, (uint32_t)(hash >> 32));
		sketch.shingles++;
	}
	return sketch;
}

/* The share of the union that is in both. */
static double
resemblance(const struct ab_sketch *a, const struct ab_sketch *b)
{
	size_t common = 0, seen = 0;

	for (size_t i = 0, k = 0; seen < AB_SKETCH && (i < a->count || k < b->count); seen++) {
		bool first = k == b->count || (i < a->count && a->at[i] <= b->at[k]);
		bool second = i == a->count || (k < b->count && b->at[k] <= a->at[i]);
		common += first && second;
		i += first;
		k += second;
	}
	return seen ? (double)common / (double)seen : 0;
}

double
ab_sketch_contained(const struct ab_sketch *a, const struct ab_sketch *b)
{
	double smaller = a->shingles < b->shingles ? a->shingles : b->shingles;
	double r = resemblance(a, b), both = r * ((double)a->shingles + b->shingles) / (1 + r);

	return smaller <= 0 ? 0 : both > smaller ? 1 : both / smaller;
}
