/*
 * witnesses - what third articles say of a link.
 *
 *	candidates -> [witnesses] -> links
 *
 * A third article supports a pair of sentences if one of its own is like both. In a large set only
 * some articles are asked, AB_WITNESSES of them, spread over it.
 */
#ifndef ABREAST_NEWS_WITNESSES_H
#define ABREAST_NEWS_WITNESSES_H

#include "news/candidates.h"

enum { AB_WITNESSES = 8 };

struct ab_witnesses;

/** Once all candidates are there, which are borrowed. In the corpus's arena. */
struct ab_witnesses *ab_witnesses_of(const struct ab_corpus *corpus,
    const struct ab_candidates *candidates);

/** The mean support of third articles for sentences x of text a and y of text b; negative where
 * there is no third one. */
float ab_witnesses_support(const struct ab_witnesses *witnesses, size_t a, size_t x, size_t b,
    size_t y);

/** What the support cannot exceed, at next to no cost. */
float ab_witnesses_most(const struct ab_witnesses *witnesses, size_t a, size_t x, size_t b,
    size_t y);

#endif
