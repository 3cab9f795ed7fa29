#include "news/sketch.h"

#include "news/forms.h"

enum { SEVERAL = UINT8_MAX }; /* values that a bin may have, but for 0 */

struct ab_sketch
ab_sketch_of(const struct ab_wordrun *words)
{
	uint64_t least[AB_SKETCH];
	struct ab_sketch sketch = { .shingles = 0 };

	memset(least, 0xFF, sizeof(least));
	for (size_t i = 0; i + AB_SHINGLE <= words->count; i++) {
		uint64_t hash = words->at[i].key;
		for (size_t k = 1; k < AB_SHINGLE; k++)
			hash = ab_form_pair(hash, words->at[i + k].key);
		uint64_t *bin = &least[hash % AB_SKETCH];
		*bin = hash < *bin ? hash : *bin;
		sketch.shingles++;
	}
	for (size_t i = 0; i < AB_SKETCH; i++)
		sketch.at[i] = least[i] == UINT64_MAX
		    ? 0 : (uint8_t)(1 + least[i] / AB_SKETCH % SEVERAL);
	return sketch;
}

/* The share of the union that is in both. */
static double
resemblance(const struct ab_sketch *a, const struct ab_sketch *b)
{
	size_t common = 0, seen = 0;

	for (size_t i = 0; i < AB_SKETCH; i++) {
		seen += a->at[i] || b->at[i];
		common += a->at[i] && a->at[i] == b->at[i];
	}
	double agree = seen ? (double)common / (double)seen : 0, chance = 1.0 / SEVERAL;
	return agree < chance ? 0 : (agree - chance) / (1 - chance);
}

double
ab_sketch_contained(const struct ab_sketch *a, const struct ab_sketch *b)
{
	double smaller = a->shingles < b->shingles ? a->shingles : b->shingles;
	double r = resemblance(a, b), both = r * ((double)a->shingles + b->shingles) / (1 + r);

	return smaller <= 0 ? 0 : both > smaller ? 1 : both / smaller;
}
