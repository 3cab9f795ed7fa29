/*
 * neighbours - the articles of a heap that are most like an article.
 *
 *	profiles -> [neighbours] -> groups
 *
 * An inverted index of the heaviest terms of each profile (J. Zobel and A. Moffat 2006, "Inverted
 * files for text search engines", ACM Computing Surveys 38(2)). Only the latest postings of a term
 * are walked, so that an article costs the same in every heap.
 */
#ifndef ABREAST_NEWS_NEIGHBOURS_H
#define ABREAST_NEWS_NEIGHBOURS_H

#include "news/profile.h"

enum { AB_HEAVY = 16 /* terms of a profile in the index */, AB_NEAREST = 32 };

/* One of them, and the inner product of the vectors. */
struct ab_near { uint32_t article; float like; };

struct ab_neighbours {
	const struct ab_profiles *profiles; /* weighed */
	uint32_t *head;                     /* of a term: number of its latest posting + 1 */
	struct ab_posting { uint32_t article, before; } *posting;
	size_t postings;
	float *score;                       /* by article */
	uint32_t *touched;
};

/** profiles is borrowed and must not grow; to be freed. */
void ab_neighbours_begin(struct ab_neighbours *neighbours, const struct ab_profiles *profiles);
void ab_neighbours_free(struct ab_neighbours *neighbours);

/** Puts article i into the index. */
void ab_neighbours_add(struct ab_neighbours *neighbours, size_t i);

/** The articles in the index that are most like article i, in no order; how many. */
size_t ab_neighbours_of(struct ab_neighbours *neighbours, size_t i, struct ab_near out[AB_NEAREST]);

#endif
