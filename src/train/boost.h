/*
 * boost - makes trees from lines of which it is known what they are.
 *
 *	lines of pages, labelled -> [boost: trees] -> src/data/chrome.model
 *
 * Gradient boosting of oblivious trees on histograms, log-loss (J. Friedman,
 * "Greedy function approximation", 2001; T. Chen and C. Guestrin, "XGBoost",
 * KDD 2016, for the gain). One thread, sums in one order, a generator of its
 * own: the same lines give the same trees.
 */
#ifndef ABREAST_TRAIN_BOOST_H
#define ABREAST_TRAIN_BOOST_H

#include <stdio.h>

#include "base/arena.h"
#include "know/trees.h"

enum { BOOST_BINS = 64 };

/* Lines, feature by feature, each value as the number of its bin. */
struct boost_lines {
	size_t count;
	uint8_t *bin[AB_FEATURE_COUNT];
	float cut[AB_FEATURE_COUNT][BOOST_BINS]; /* bin b holds values in (cut[b - 1], cut[b]] */
	int bins[AB_FEATURE_COUNT];
	uint8_t *body;
	float *weight; /* 0: left out */
};

struct boost_options { int trees; double rate, l2, columns, rows; };

/** rows: count * AB_FEATURE_COUNT values. Fills bin, cut and bins. */
void boost_bin(struct boost_lines *lines, struct ab_arena *arena, const float *rows, size_t count);

struct ab_trees *boost_train(struct ab_arena *arena, const struct boost_lines *lines,
    const struct boost_options *options);

/** Writes the model file. */
void boost_write(FILE *out, const struct ab_trees *trees);

#endif
