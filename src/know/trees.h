/*
 * trees - boosted decision trees: numbers of a line in, how surely it is body out.
 *
 *	features -> [trees] -> probability -> news/decide
 *
 * The trees are oblivious: every node of one level asks the same question, so
 * a leaf is found by as many comparisons as the tree is deep, without a
 * branch, and for many lines at once. (R. Kohavi, "Bottom-up induction of
 * oblivious, read-once decision graphs", ECML 1994; boosted: L. Prokhorenkova
 * et al., "CatBoost", NeurIPS 2018.) They are made by src/train and lie in the
 * program as a table, so nothing is read or built at start. Leaves are
 * integers: the same sum on every machine.
 */
#ifndef ABREAST_KNOW_TREES_H
#define ABREAST_KNOW_TREES_H

#include <stdint.h>

#include "know/features.h"

enum {
	AB_TREE_DEPTH = 6,
	AB_TREE_LEAVES = 1 << AB_TREE_DEPTH,
	AB_TREE_UNIT = 1000, /* leaves are in thousandths of a natural log of odds */
	AB_TREE_LINES = 16,  /* lines that are scored at once */
	AB_TREES_TELLING = 12, /* trees that are asked why, */
	AB_TREES_REASONS = 2,  /* and as many features that they tell */
};

struct ab_tree {
	uint8_t feature[AB_TREE_DEPTH];
	float above[AB_TREE_DEPTH];   /* the answers, feature k > above k, are the bits of the
	                               * leaf's number, the first the highest */
	int16_t leaf[AB_TREE_LEAVES];
};

struct ab_trees {
	const struct ab_tree *at;
	size_t count;
	int32_t base;
};

/** What is compiled in: src/data/chrome.model. */
const struct ab_trees *ab_trees_chrome(void);

/* What the trees say of some lines. */
struct ab_scores {
	int32_t score[AB_TREE_LINES]; /* above 0 is rather body than not */
	uint8_t leaf[AB_TREES_TELLING][AB_TREE_LINES]; /* of each tree that is asked why */
};

/** Scores AB_TREE_LINES lines: column f holds feature f of each. */
void ab_trees_score(const struct ab_trees *trees, const float (*column)[AB_TREE_LINES],
    struct ab_scores *out);

/** A score as a probability. */
float ab_trees_probability(int32_t score);

/* What each answer of the trees that are asked why changes: the mean of the leaves below a node
 * less the mean below its parent, times the number of leaves. Node 1 is the root, below node i
 * are 2 i (no) and 2 i + 1 (yes). */
struct ab_reasons {
	const struct ab_trees *trees;
	size_t count, features;
	/* each that is asked for once, in order */
	uint8_t feature[AB_TREES_TELLING * AB_TREE_DEPTH];
	int32_t gain[AB_TREES_TELLING][2 * AB_TREE_LEAVES];
};

/** Once for many lines; trees must outlive *out. */
void ab_trees_reasons(const struct ab_trees *trees, struct ab_reasons *out);

/**
 * The features that spoke loudest against body, or for it, loudest first: each
 * answer changes the mean of the leaves that can still be reached, and the
 * changes are added up by feature over the first trees, which weigh most (A.
 * Saabas, "Interpreting random forests", 2014). leaf: where the line fell in
 * each of them. No two of why have the same phrase; returns how many there are.
 */
size_t ab_trees_why(const struct ab_reasons *reasons, const uint8_t leaf[AB_TREES_TELLING],
    bool body, enum ab_feature why[AB_TREES_REASONS]);

#endif
