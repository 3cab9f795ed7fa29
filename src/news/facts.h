/*
 * facts - what can be said of a line without asking which page it is on, in
 * numbers, for the trained decision.
 *
 *	line -> [facts: values, words] -> features -> decide
 *
 * One walk over the bytes, and of a very long line only over its beginning:
 * the cost of a line is bounded, what is counted is scaled up.
 */
#ifndef ABREAST_NEWS_FACTS_H
#define ABREAST_NEWS_FACTS_H

#include "base/arena.h"
#include "know/features.h"

/* A word of a line: a hash of its first seven letters in lower case, or of two
 * characters where words are not set apart by blanks. */
struct ab_token {
	uint32_t word;
	bool is_short;   /* up to five letters: may be one of the page's small words */
	bool is_content; /* four letters and more: says what the line is about */
};

struct ab_facts {
	float value[AB_FEATURE_LINE_COUNT]; /* AB_F_WORDS to AB_F_CUE_DATE */
	uint32_t cues;                      /* bits 1 << AB_CUE_* */
	size_t first_token, token_count;    /* in the list of tokens */
	uint64_t hash;                      /* of all its bytes that are looked at; never 0 */
};

struct ab_tokens { struct ab_token *at; size_t count, room; };

/** The facts of one line (valid UTF-8, trimmed, not empty); its words are added to tokens. */
void ab_facts_find(struct ab_facts *facts, struct ab_arena *arena, struct ab_tokens *tokens,
    ab_str line);

#endif
