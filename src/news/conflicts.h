/*
 * conflicts - where linked passages of two articles disagree.
 *
 *	segments, links -> [conflicts: spans in both, and of what kind] -> view, dump
 *
 * Rules, precision first: a false alarm costs trust, and that none is found says nothing.
 */
#ifndef ABREAST_NEWS_CONFLICTS_H
#define ABREAST_NEWS_CONFLICTS_H

#include "news/likeness.h"
#include "news/links.h"

/** Finds the conflicts of texts a and b, and marks their links. In the corpus's arena. */
void ab_conflicts_find(const struct ab_corpus *corpus, size_t a, size_t b,
    struct ab_pairing *pairing);

#endif
