/*
 * linear - the weights of the features, learned by a structured perceptron.
 *
 *	corpus -> [linear] -> weights of 8 bits
 *
 * Averaged (Collins 2002), with a margin (Taskar and others 2003: a tag that is
 * wrong is helped by one), steps by AdaGrad (Duchi and others 2011). Where a
 * token may have more than one tag the best of the allowed sequences is taken
 * for the truth (latent structured perceptron, Sun and others 2009). In part
 * of the updates the features of the word itself are left out, so that those
 * of its context learn to stand alone.
 */
#ifndef ABREAST_TRAIN_LINEAR_H
#define ABREAST_TRAIN_LINEAR_H

#include "train/labelled.h"
#include "train/store.h"

struct linear_options {
	int epochs, seeds, least; /* least: features seen less often are left out */
	float margin, drop_word, drop_context;
};

struct linear {
	uint32_t *slot_hash, *slot_id;  /* hash table of features */
	size_t slots;
	uint32_t *hash;                 /* of each feature */
	size_t features;
	float *weights;                 /* features x AB_BILOU_COUNT */
	float steps[AB_BILOU_COUNT][AB_BILOU_COUNT];
};

/** Numbers the features of all documents. */
void linear_number(struct linear *linear, const struct corpus *corpus,
    const struct linear_options *options);

/** Learns from those that are not silver, and those too after round 0. */
void linear_train(struct linear *linear, const struct corpus *corpus, int round,
    const struct linear_options *options);

/** Scores of all tags of a token. */
void linear_score(const struct linear *linear, const struct ab_clues *features,
    float out[AB_BILOU_COUNT]);

/** The best tags of a document. extra, if not NULL, is added: count x AB_BILOU_COUNT. */
void linear_tag(struct linear *linear, const struct document *document, const float *extra,
    uint8_t *tags);

/** Rounds to 8 bits in this unit, leaves out rows with no weight of at least `least` units. */
void linear_store(const struct linear *linear, struct store *store, float unit, float least);

/** The unit in which the largest weights (but for a few) are 127. */
float linear_unit(const struct linear *linear);

#endif
