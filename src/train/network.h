/*
 * network - the weights of the window network (news/network), learned.
 *
 *	corpus -> [network] -> weights of 8 bits
 *
 * Plain stochastic gradient descent, one place at a time and in one thread, so
 * that the same input gives the same bytes. Where a token may have more than
 * one tag the loss is that of the allowed set. In part of the updates a word
 * is hidden (its vector and letters), so that the network also learns what
 * stands beside it.
 */
#ifndef ABREAST_TRAIN_NETWORK_H
#define ABREAST_TRAIN_NETWORK_H

#include "train/labelled.h"
#include "train/store.h"

struct network;

struct network_options { int epochs; float rate, hide, keep; };

struct network *network_new(void);

/** Learns as linear_train does; forgets what it learned before. */
void network_train(struct network *network, const struct ab_model *lexicon,
    const struct corpus *corpus,
    int round, const struct network_options *options);

/** Log-odds of the tags, times weight, added to out: count x AB_BILOU_COUNT. */
void network_score(const struct network *network, const struct ab_model *lexicon,
    const struct document *document,
    float weight, float *out);

/** Rounds to 8 bits. unit: of the linear weights; weight as in network_score. */
void network_store(const struct network *network, struct store *store, float unit, float weight);

#endif
