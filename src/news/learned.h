/*
 * learned - which words are names, and of what: a tag for each token.
 *
 *	page of tokens -> [learned] -> names
 *
 * A linear model over hashed features (news/clues), to which a window
 * network (news/network) adds its scores where a capital letter is near. The
 * best sequence of tags is found by the Viterbi algorithm: Collins 2002,
 * "Discriminative Training Methods for Hidden Markov Models". All in integers:
 * the same tags on every machine. It has learned English.
 */
#ifndef ABREAST_NEWS_LEARNED_H
#define ABREAST_NEWS_LEARNED_H

#include "news/clues.h"

struct ab_learned;

/** A tagger for pages no larger than this one, in the arena. The model is borrowed. */
struct ab_learned *ab_learned_new(struct ab_arena *arena, const struct ab_model *model,
    const struct ab_passage *page);

/**
 * Tags every token of the page. tags has room for page->count. The tags of a
 * sentence always make whole names: B I* L or U. Linear in the page.
 */
void ab_learned_tag(struct ab_learned *tagger, const struct ab_passage *page, uint8_t *tags);

#endif
