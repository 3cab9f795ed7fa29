/*
 * likeness - how likely two sentences say the same.
 *
 *	corpus -> [likeness of two sentences] -> candidates, links
 *
 * Six features and a logistic; the constants are in src/data/links.def.
 *	unit   overlap of the best pair of clauses or quotations, by weight
 *	bm     BM25 (Robertson and Zaragoza 2009) both ways, each over that of a sentence with
 *	       itself, less the mean that either sentence has with all of other articles
 *	vector cosine of means of word vectors, weighted by a/(a + p(word)), less their common
 *	       direction (Arora, Liang and Ma 2017, "A Simple but Tough-to-Beat Baseline")
 *	date   both name the same day, month or year
 *	mass   weight of shared words
 *	names  ... of those that are names: they explain shared mass away
 */
#ifndef ABREAST_NEWS_LIKENESS_H
#define ABREAST_NEWS_LIKENESS_H

#include "news/corpus.h"

/* What the words of two sentences have in common. */
struct ab_common {
	float mass, names; /* weight of all that are shared, of names among them */
	float ab, ba;      /* BM25 of the words of a in b, and the other way */
	float unit;        /* overlap of the best pair of clauses */
};

/* What must be known of a sentence for the features that cost little. */
struct ab_brief {
	float self, mean, least; /* as in struct ab_profile */
	bool dated;
};

struct ab_brief ab_brief_of(const struct ab_text *text, size_t i);

/** What sentence x of text a and y of text b have in common. */
struct ab_common ab_common_of(const struct ab_corpus *corpus, const struct ab_text *a, size_t x,
    const struct ab_text *b, size_t y);

/** An overlap that no two clauses of the sentences exceed, if `mass` is all they share. */
float ab_likeness_most_unit(const struct ab_brief *p, const struct ab_brief *q, float mass);

/** Log odds of a link by what they have in common alone: the cheap part of ab_likeness_odds. */
float ab_likeness_base(const struct ab_brief *p, const struct ab_brief *q,
    const struct ab_common *common);

/** ... with days and vectors, given the base of it. What is dear is looked at last: rough, but not
 * too low, where it is below `least`. */
float ab_likeness_odds(const struct ab_text *a, size_t x, const struct ab_text *b, size_t y,
    float base, float least);

/** The probability of a link by these features alone. */
float ab_likeness_score(float odds);

/** ... with the mean support of third articles, as log odds. */
float ab_likeness_supported(float score, float support);

/** How likely the two are the same near word for word; 0 where it is far from it. Words are laid
 * against words while *cells lasts, which is counted down; then only equal sentences are found. */
float ab_likeness_same(const struct ab_corpus *corpus, const struct ab_text *a, size_t x,
    const struct ab_text *b, size_t y, float unit, float mass, size_t *cells);

#endif
