/*
 * tokens - words and sentences of what is shown of an article.
 *
 *	text, lines -> [tokens: sentence by sentence] -> tagger -> names
 *
 * Words are cut as English treebanks cut them, but for the hyphen, which is a
 * token of its own: "U.S.", "O'Brien", "Minsk" + "'s", "Jean" + "-" + "Luc",
 * "23:02" + "Kremlin". A sentence never crosses a line and never holds hidden
 * text. Nothing is allocated: a sentence is read into the caller's buffer, and
 * one that is longer than that comes in pieces.
 */
#ifndef ABREAST_NEWS_TOKENS_H
#define ABREAST_NEWS_TOKENS_H

#include <stdint.h>

#include "news/lines.h"

enum ab_token_kind {
	AB_TOKEN_WORD,   /* begins with a letter */
	AB_TOKEN_NUMBER, /* begins with a digit: "2020", "07:05", "26th", "100,000" */
	AB_TOKEN_MARK,   /* one code point of punctuation or symbol, or a possessive "'s" */
	AB_TOKEN_LINK,   /* an address: "https://...", "www....", "info@..." */
};

enum ab_token_case {
	AB_CASE_NONE,  /* no letter that has case */
	AB_CASE_LOWER, /* minsk */
	AB_CASE_TITLE, /* Minsk, McDonald, O'Brien */
	AB_CASE_UPPER, /* US, U.S., A */
	AB_CASE_MIXED, /* iPhone */
};

struct ab_token {
	ab_span at;
	uint8_t kind, letters; /* enum ab_token_kind, enum ab_token_case */
	bool glued; /* follows the token before without a blank */
	bool start; /* a capital says nothing here: first of a sentence, a quotation */
};

/* How a sentence uses capitals. */
enum ab_mood {
	AB_MOOD_PROSE,    /* for names, as English does */
	AB_MOOD_HEADLINE, /* For Nearly Every Word */
	AB_MOOD_SHOUTING, /* FOR EVERY LETTER */
};

enum { AB_SENTENCE_MAX = 256 };

struct ab_sentence {
	struct ab_token at[AB_SENTENCE_MAX];
	size_t count; /* at least 1 */
	size_t line;  /* index of the line it is in */
	enum ab_mood mood;
};

/* Where the reading stands; fields are private. */
struct ab_sentences {
	ab_str text, gazetteer;
	const struct ab_lines *lines;
	size_t line, hidden;
	ab_span part; /* what is left of a shown part of the line */
};

/** Begins at the front of the text. All is borrowed. */
void ab_sentences_begin(struct ab_sentences *at, ab_str text, const struct ab_lines *lines,
    ab_str gazetteer);

/** Reads the next sentence; false when there is none. Linear in the text over all calls. */
bool ab_sentences_next(struct ab_sentences *at, struct ab_sentence *out);

/** Does the token begin with a capital letter? */
static inline bool
ab_token_capital(const struct ab_token *token)
{
	return token->kind == AB_TOKEN_WORD
	    && (token->letters == AB_CASE_TITLE || token->letters == AB_CASE_UPPER);
}

#endif
