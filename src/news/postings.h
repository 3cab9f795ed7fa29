/*
 * postings - the inverted index over the sentences of a set: which of them hold a word.
 *
 *	corpus -> [postings] -> candidates
 *
 * Sentences are numbered over all texts, clauses over all sentences. A walk goes from one sentence
 * over its words to those of later texts that hold them, rare words first, and sums up on the way
 * what each of them has in common with it; where it comes to an end before AB_WALK steps that is
 * all there is to know of it, and no pair of sentences has to be looked at.
 */
#ifndef ABREAST_NEWS_POSTINGS_H
#define ABREAST_NEWS_POSTINGS_H

#include "news/likeness.h"

enum { AB_WALK = 2048 };

/* A sentence or clause that holds a stem. */
struct ab_posting { uint32_t sentence; uint16_t count; bool name; float bm; };
struct ab_clause_posting { uint32_t clause; uint16_t count; };

/* The postings of a stem: from `first` on all of them, from `next` on those of later texts. */
struct ab_reach { size_t first, next, end; bool cut; /* more than AB_WALK: not all are there */ };

struct ab_postings {
	const struct ab_corpus *corpus;
	size_t sentences, clauses;
	size_t *first;             /* sentence of each text; one more */
	uint32_t *text;            /* of each sentence */
	struct ab_brief *brief;    /* of each sentence */
	uint32_t *first_clause;    /* of each sentence; one more */
	uint32_t *clause_of;       /* sentence of each clause */
	float *clause_mass;

	struct ab_reach *reach, *clause_reach; /* by stem */
	struct ab_posting *posting;
	struct ab_clause_posting *clause_posting;

	struct ab_common *common;  /* by sentence: what was summed up; all 0 between two walks */
	uint64_t *met;             /* a bit a sentence: for which it is not */
	float *clause_common;      /* by clause, all 0 between two clauses */
	uint32_t *clause_met;
	struct ab_opener { size_t reach, at; } *opener; /* words of a sentence, to be sorted */
};

/** Of a corpus that is settled, which is borrowed. All in the arena. */
void ab_postings_build(struct ab_postings *postings, struct ab_arena *arena,
    const struct ab_corpus *corpus);

/** Walks from sentence x of text t; sentences come in order. Adds to *steps. True if all that
 * they have in common was summed up, the best pair of clauses too. */
bool ab_postings_walk(struct ab_postings *postings, size_t t, size_t x, size_t *steps);

#endif
