/*
 * likeness - how likely two sentences of two articles say the same.
 *
 *	segments of a set -> weights of words -> [likeness] -> links
 *
 * Six features and a logistic; the constants are in src/data/links.def. A word weighs
 * w = max(.02, .3 z + .7 l): z grows with its rank among English words, l is its inverse
 * document frequency among the sentences of the set.
 *	unit   overlap of the best pair of clauses or quotations, by weight
 *	bm     BM25 (Robertson and Zaragoza 2009) both ways, each over that of a sentence with itself,
 *	       less the mean that either sentence has with all of other articles
 *	vector cosine of means of word vectors, weighted by a/(a + p(word)), less their common
 *	       direction (Arora, Liang and Ma 2017, "A Simple but Tough-to-Beat Baseline")
 *	date   both name the same day, month or year
 *	mass   weight of shared words
 *	names  ... of those that are names: they explain shared mass away
 */
#ifndef ABREAST_NEWS_LIKENESS_H
#define ABREAST_NEWS_LIKENESS_H

#include "know/model.h"
#include "news/segments.h"

/* A stem of a sentence or a part of one. */
struct ab_tf { uint32_t stem; uint16_t count; bool name; float bm; /* its part in BM25 */ };
struct ab_bag { struct ab_tf *at; size_t count; float mass; }; /* by stem */

/* A stem of a clause or quotation, how often it is there, and which one it is. */
struct ab_part { uint32_t stem; uint16_t unit, count; };

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
	float vector[AB_NET_VECTOR]; /* of length 1, or 0 */
	size_t length;          /* of its content words */
};

struct ab_text {
	struct ab_segments segments;
	struct ab_profile *profile;   /* one a segment */
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

/* Two sentences. */
struct ab_likeness { float unit, bm, vector, date, mass, names; };

/** The features of sentence x of text a and y of text b. */
struct ab_likeness ab_likeness_of(const struct ab_corpus *corpus, const struct ab_text *a, size_t x,
    const struct ab_text *b, size_t y);

/** The probability of a link by these features alone. */
float ab_likeness_score(const struct ab_likeness *likeness);

/** ... with the mean support of third articles. */
float ab_likeness_supported(float score, float support);

/** How likely the two are the same near word for word; 0 where it is far from it. */
float ab_likeness_same(const struct ab_corpus *corpus, const struct ab_text *a, size_t x,
    const struct ab_text *b, size_t y, float unit);

/** What shared stems weigh. */
float ab_bag_common(const float *weight, const struct ab_bag *a, const struct ab_bag *b);

/** Log odds that the score cannot exceed, given the mass and the BM25 both ways of what they share.
 * Costs next to nothing; rough where it is below `least`. */
float ab_likeness_bound(const struct ab_text *a, size_t x, const struct ab_text *b, size_t y,
    float mass, float bm, float least);

#endif
