/*
 * corpus - the sentences of a set of articles as weighed words.
 *
 *	segments of all -> [corpus: weights, profiles] -> postings, likeness, said, conflicts
 *
 * A word weighs w = max(.02, .3 z + .7 l): z grows with its rank among English words, l is its
 * inverse document frequency among the sentences of the set. What is no English word and no name,
 * being without a capital somewhere, has z = l: a letter, or a word of another language may be a
 * function word, which only the set can tell. All is linear in the words of the set.
 */
#ifndef ABREAST_NEWS_CORPUS_H
#define ABREAST_NEWS_CORPUS_H

#include "know/model.h"
#include "news/segments.h"

/* A stem of a sentence or a part of one. */
struct ab_tf { uint32_t stem; uint16_t count; bool name; float bm; /* its part in BM25 */ };
struct ab_bag { struct ab_tf *at; size_t count; float mass; }; /* by stem */

/* A stem of a clause or quotation, how often it is there, and which one it is. */
struct ab_part { uint32_t stem; uint16_t unit, count; };

/* Clauses and quotations of a sentence that are compared by themselves, at most. */
enum { AB_UNITS_MAX = 16 };

struct ab_profile {
	struct ab_bag bag;      /* content stems */
	float *unit;            /* mass of each clause and quotation */
	size_t units;
	float least;            /* of these masses; HUGE_VALF where there is none */
	struct ab_part *part;   /* their stems, by stem, then unit */
	size_t parts;
	struct ab_bag quoted;   /* what is in quotations */
	float self;             /* BM25 with itself */
	float mean;             /* of BM25 with all sentences of other articles */
	size_t length;          /* of its content words */
};

/* Of a sentence's words; and less the common direction, of length AB_ONE, or 0. In whole numbers it
 * is half as large: of many sentences hardly anything else is looked at. */
struct ab_vector_sum { float at[AB_NET_VECTOR]; };
struct ab_direction { int16_t at[AB_NET_VECTOR]; };
enum { AB_ONE = 1 << 14 };

struct ab_text {
	struct ab_segments segments;
	struct ab_profile *profile;   /* one a segment */
	struct ab_vector_sum *sum;    /* of the vectors of its words */
	struct ab_direction *direction;
};

/* All that is known of the words of a set. */
struct ab_corpus {
	struct ab_arena *arena;
	const struct ab_model *model;
	const struct ab_wording *wording;
	struct ab_vocabulary vocabulary;
	struct ab_text *text;
	size_t texts;
	float *weight;                /* by stem */
	float *bm, *inverse;          /* by stem: sums over all sentences, for the mean */
	float mean_length;
	size_t sentences;
	float common[AB_NET_VECTOR];  /* direction that all sentences share */
};

/** The weights of all stems, once all texts are read. */
void ab_corpus_weigh(struct ab_corpus *corpus);

/** Bags and units of text i; adds to the sums. */
void ab_corpus_profile(struct ab_corpus *corpus, size_t i);

/** The common direction, once all are profiled; then for each text: */
void ab_corpus_centre(struct ab_corpus *corpus);
void ab_corpus_settle(struct ab_corpus *corpus, size_t i);

/** What shared stems weigh. */
float ab_bag_common(const float *weight, const struct ab_bag *a, const struct ab_bag *b);

/** The cosine of two directions. */
static inline float
ab_direction_cosine(const struct ab_direction *a, const struct ab_direction *b)
{
	int32_t sum = 0; /* at most AB_ONE squared, but for what was rounded */

	for (size_t i = 0; i < AB_NET_VECTOR; i++)
		sum += a->at[i] * b->at[i];
	return (float)sum / ((float)AB_ONE * AB_ONE);
}

#endif
