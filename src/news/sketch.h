/*
 * sketch - a small stand-in for a text, by which reprints of it are known.
 *
 *	wordrun -> [sketch] -> profile -> copies (groups)
 *
 * A text is the set of its shingles, runs of AB_SHINGLE words (A. Broder 1997, "On the resemblance
 * and containment of documents", SEQUENCES). Their hashes are dealt into AB_SKETCH bins, and of the
 * smallest in each bin eight bits are kept (P. Li, A. Owen and C. Zhang 2012, "One permutation
 * hashing", NIPS; P. Li and C. Koenig 2010, "b-bit minwise hashing", WWW). The share of the bins
 * where two sketches agree, less what agrees by chance, is the share of their union that both texts
 * have. From it and from how many shingles each has follows how much of the smaller text is in the
 * other: a reprint that was cut is all in the original.
 */
#ifndef ABREAST_NEWS_SKETCH_H
#define ABREAST_NEWS_SKETCH_H

#include "news/wordrun.h"

enum { AB_SHINGLE = 4, AB_SKETCH = 128 };

struct ab_sketch {
	uint32_t shingles;     /* of the text, those that it has twice twice */
	uint8_t at[AB_SKETCH]; /* of the smallest hash of each bin; 0: nothing is in it */
};

/** Linear in the words. */
struct ab_sketch ab_sketch_of(const struct ab_wordrun *words);

/** How much of the one with fewer shingles is in the other, 0 to 1. Of two texts that share a
 * tenth of their union it is off by a tenth or so; of texts of like length by far less. */
double ab_sketch_contained(const struct ab_sketch *a, const struct ab_sketch *b);

#endif
