/*
 * candidates - which sentences of several articles may say the same.
 *
 *	postings -> [candidates: pairs of sentences, scored] -> witnesses, links
 *
 * No pair of articles is looked at: the index is walked for each sentence, and a pair is scored
 * from what was summed up on the way. In a small set that is all pairs that share a word. In a
 * large one a sentence walks AB_WALK sentences, and of each other article only the best are kept,
 * AB_KEPT of all of them, AB_KEPT_MOST of one: what common words alone carry is not met. So the
 * work is linear in the number of sentences.
 */
#ifndef ABREAST_NEWS_CANDIDATES_H
#define ABREAST_NEWS_CANDIDATES_H

#include "news/postings.h"

enum { AB_KEPT = 2048, AB_KEPT_LEAST = 4, AB_KEPT_MOST = 64, AB_LARGE_SET = 11 /* articles */ };

/* Two sentences that may be linked. */
struct ab_candidate { uint32_t x, y; float score, unit, mass; /* see struct ab_common */ };

struct ab_candidates;

/** For a corpus that is settled, which is borrowed. */
struct ab_candidates *ab_candidates_new(const struct ab_corpus *corpus);
void ab_candidates_free(struct ab_candidates *candidates);

/** A slice of the work; false when there is none left. */
bool ab_candidates_step(struct ab_candidates *candidates);

/** Those of texts a < b, by x, then y. */
const struct ab_candidate *ab_candidates_between(const struct ab_candidates *candidates, size_t a,
    size_t b, size_t *count);

/** Index of the pair of places a < b among all pairs of `count`. */
static inline size_t
ab_pair_index(size_t count, size_t a, size_t b)
{
	return a * (2 * count - a - 1) / 2 + b - a - 1;
}

#endif
