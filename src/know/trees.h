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
};

struct ab_tree {
	uint8_t feature[AB_TREE_DEPTH];
	float above[AB_TREE_DEPTH];   /* the answers, feature k > above k, are the bits of the leaf's
	                               * number, the first the highest */
	int16_t leaf[AB_TREE_LEAVES];
};

struct ab_trees {
	const struct ab_tree *at;
	size_t count;
	int32_t base;
};

/** What is compiled in: src/data/chrome.model. */
const struct ab_trees *ab_trees_chrome(void);

/** Scores AB_TREE_LINES lines: column f holds feature f of each. Above 0 is rather body than not. */
void ab_trees_score(const struct ab_trees *trees, const float (*column)[AB_TREE_LINES],
    int32_t score[AB_TREE_LINES]);

/** A score as a probability. */
float ab_trees_probability(int32_t score);

/**
 * The feature that spoke loudest against body (or for it, if the score is
 * above 0): each comparison changes the mean of the leaves that can still be
 * reached, and the changes are added up by feature over the first trees, which
 * weigh most (A. Saabas, "Interpreting random forests", 2014).
 */
enum ab_feature ab_trees_why(const struct ab_trees *trees, const float row[AB_FEATURE_COUNT], bool body);

#endif
