/*
 * tagger - which words of a sentence are a name, and of which type.
 *
 *	sentences -> [tagger: memory of the article, then spans] -> names
 *
 * For what is not English: where news/learned knows nothing. There capitals are
 * not for names alone, so only what is known or comes again is marked; where it
 * ends and what it is, rules decide: the gazetteer, head words, and what stands
 * beside it. An article is first read through for what it writes with small and
 * with capital letters.
 */
#ifndef ABREAST_NEWS_TAGGER_H
#define ABREAST_NEWS_TAGGER_H

#include "news/forms.h"
#include "news/tokens.h"

struct ab_tagger {
	ab_str text, gazetteer;
	struct ab_forms forms; /* how often words come with a capital inside a sentence, with a
	                        * small letter; how often pairs of capitalised words come */
	bool foreign;          /* not English */
};

/* Weights of a tag: nothing, a word beside it, knowledge. */
enum { AB_TAG_GUESS = 1, AB_TAG_CUE = 2, AB_TAG_KNOWN = 6 };

struct ab_tag {
	size_t first, count; /* tokens of the sentence */
	enum ab_entity_type type;
	unsigned weight;     /* what it rests on: other mentions of the form are judged by it */
	ab_str full;         /* what it is short for, or empty; borrowed from the gazetteer */
};

/** Reads the article through. Memory in the arena, as long as it. */
struct ab_tagger ab_tagger_read(struct ab_arena *arena, ab_str text, const struct ab_lines *lines,
    ab_str gazetteer);

/** Tags a sentence; tags has room for s->count. Returns how many, in order and disjoint. Linear. */
size_t ab_tagger_tag(const struct ab_tagger *tagger, const struct ab_sentence *s,
    struct ab_tag *tags);

#endif
