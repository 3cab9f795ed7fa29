/*
 * sketch - a small stand-in for a text, by which reprints of it are known.
 *
 *	wordrun -> [sketch] -> profile -> copies (groups)
 *
 * A text is the set of its shingles, runs of AB_SHINGLE words; the sketch is the AB_SKETCH
 * smallest of their hashes. Of two sketches the smallest hashes of the union are a fair sample of
 * it, and tell the share that both texts have (A. Broder 1997, "On the resemblance and
 * containment of documents", SEQUENCES). From it and from how many shingles each has follows how
 * much of the smaller text is in the other: a reprint that was cut is all in the original.
 */
#ifndef ABREAST_NEWS_SKETCH_H
#define ABREAST_NEWS_SKETCH_H

#include "news/wordrun.h"

enum { AB_SHINGLE = 4, AB_SKETCH = 64 };

struct ab_sketch {
	uint32_t at[AB_SKETCH]; /* ascending, none twice */
	uint32_t count;         /* of them */
	uint32_t shingles;      /* of the text, those that it has twice twice */
};

/** Linear in the words. */
struct ab_sketch ab_sketch_of(const struct ab_wordrun *words);

/** How much of the one with fewer shingles is in the other, 0 to 1. Of two texts that share a
 * tenth of their union it is off by a tenth or so; of texts of like length by far less. */
double ab_sketch_contained(const struct ab_sketch *a, const struct ab_sketch *b);

#endif
