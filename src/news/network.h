/*
 * network - what a small neural network makes of a place.
 *
 *	words -> [network] -> a score for each tag -> learned
 *
 * One hidden layer over a window of five words and the word's other places on
 * the page: Collobert and others 2011, "Natural Language Processing (Almost)
 * from Scratch". Word vectors are frozen, everything is in integers, so that
 * the scores are the same on every machine.
 */
#ifndef ABREAST_NEWS_NETWORK_H
#define ABREAST_NEWS_NETWORK_H

#include "news/clues.h"

/* What goes in. rows are those of the embeddings: shape, prefix, suffix of each word; -1 where
 * there is no word. */
struct ab_net_input {
	int8_t x[AB_NET_IN];
	int32_t rows[AB_NET_WORDS][3];
};

/** All of the input but the embeddings, which are 0. */
void ab_net_see(const struct ab_model *model, const struct ab_term *words, size_t count,
    size_t start, size_t end, size_t i, struct ab_net_input *out);

/** Scores of the tags of word i, added to out, in the unit of the linear weights. */
void ab_net_score(const struct ab_model *model, const struct ab_term *words, size_t count,
    size_t start, size_t end, size_t i, int32_t out[AB_BILOU_COUNT]);

/** Is the place worth a look: is the word, or one beside it, written with a capital? */
bool ab_net_cares(const struct ab_term *words, size_t start, size_t end, size_t i);

#endif
