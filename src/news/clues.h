/*
 * clues - what the tagger sees of a word.
 *
 *	terms of a page -> [clues] -> tagger, src/train
 *
 * The features of a place are made of the words about it and of the other places of the page where
 * the same word stands. A feature is a 32-bit hash of its template and its values. Training and
 * tagging go through these same functions. Linear; takes no memory.
 */
#ifndef ABREAST_NEWS_CLUES_H
#define ABREAST_NEWS_CLUES_H

#include "news/terms.h"

enum { AB_CLUES_MAX = 160 };

/* The features of one place. The first `lexical` know the word itself, those up to `context` the
 * words beside it. */
struct ab_clues { uint32_t at[AB_CLUES_MAX]; size_t count, lexical, context; };

/** Features of word i of the sentence [start, end) of a page. */
void ab_clues_at(const struct ab_term *words, size_t count, size_t start, size_t end, size_t i,
    struct ab_clues *out);

#endif
