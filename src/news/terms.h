/*
 * terms - every word of a page, read once: what is known of it by itself.
 *
 *	sentences -> page of tokens -> [terms] -> clues
 *
 * A term is hashes of the forms of a word, its clusters, what the lists say of it, alone or within
 * a longer name, and where on the page the same word stands. Hashes are those of know/model.h.
 * Linear in the text; memory is the arena's.
 */
#ifndef ABREAST_NEWS_TERMS_H
#define ABREAST_NEWS_TERMS_H

#include "base/arena.h"
#include "know/model.h"
#include "news/tokens.h"

/* Part of an article that is tagged at once: whole sentences, one after the other. */
struct ab_passage {
	ab_str text;
	struct ab_token *tokens;
	size_t count, room;
	uint32_t *ends; /* of each sentence: index of the token after its last */
	size_t sentences;
};

/* No page has more, so memory does not grow with the article. */
enum { AB_PASSAGE_TOKENS = 1 << 14 };

/** Room for one page of an article with this text, in the arena. */
struct ab_passage ab_passage_new(struct ab_arena *arena, ab_str text);

/** Reads sentences until the page is full or there are no more; false if there was none. */
bool ab_passage_read(struct ab_passage *page, struct ab_sentences *from);

enum { AB_AFFIXES = 4 };

struct ab_term {
	uint32_t form, lower, calm;         /* hashes: as written; in lower
	                                     * case; SHOUTED as Title */
	uint32_t prefix[AB_AFFIXES];        /* of 1 to 4 code points; 0 if there are fewer */
	uint32_t suffix[AB_AFFIXES];
	uint32_t shape, pattern;            /* "Xx", "Xxxxx" */
	uint16_t cluster[AB_CLUSTERINGS];
	uint16_t word;                      /* its number, or AB_NO_WORD */
	uint16_t lists;                     /* AB_LIST_ bits; << 8 within a longer name */
	uint32_t classes;                   /* AB_GAZ_ bits of the word */
	uint32_t within;                    /* those of a longer form, << 2, and the place in it */
	uint8_t look;                       /* kind of shape, below AB_NET_SHAPES */
	bool capital, letters;
	bool beyond;                        /* begins with a letter that no Latin script has */
	bool glued;                         /* to a hyphen, or a hyphen to the word before */
	bool start;                         /* as in struct ab_token */
	bool headline;                      /* nearly all of its sentence is in capitals */
	bool lowered;                       /* has a capital, and the page
	                                     * has it in lower case too */
	uint32_t first, next;               /* first and next place of the form + 1, or 0 */
};

/* Scratch for one page. */
struct ab_places { uint32_t *slots; size_t size; };
struct ab_places ab_places_new(struct ab_arena *arena, size_t tokens);

/** Reads all tokens of a page into words, which has room for page->count. */
void ab_terms_read(const struct ab_model *model, const struct ab_passage *page,
    struct ab_places index, struct ab_term *words);

#endif
