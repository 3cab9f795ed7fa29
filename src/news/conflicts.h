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

struct ab_digest; /* what the rules read in one text */

/** Reads text i, once all are profiled. In the corpus's arena. */
struct ab_digest *ab_digest_of(const struct ab_corpus *corpus, size_t i, const bool *media);

/* Two passages that may be linked. */
struct ab_likely { uint32_t a, b; float score; const struct ab_link *link; /* or NULL */ };

/* Two texts; digests and passages that were compared, by a, then b. */
struct ab_two_texts {
	const struct ab_corpus *corpus;
	size_t a, b;
	const struct ab_digest *digest_a, *digest_b;
	const struct ab_likely *likely;
	size_t count;
	bool other_event; /* days are not compared */
	size_t *cells;    /* words that may still be laid against words: see news/finding.h */
};

/** Their conflicts by a, then b; in the corpus's arena. */
struct ab_conflict *ab_conflicts_find(const struct ab_two_texts *two, size_t *count);

#endif
