/*
 * tagging - the inside of the tagger; only tagger*.c and tagging*.c know it.
 *
 *	sentence -> [look: what each token is] -> [run: how far a name may reach]
 *	    -> [type: where it ends, and what it is] -> tags
 */
#ifndef ABREAST_NEWS_TAGGING_H
#define ABREAST_NEWS_TAGGING_H

#include "know/gazetteer.h"
#include "news/tagger.h"

enum {
	NAMED = AB_GAZ_PLACE | AB_GAZ_PEOPLE | AB_GAZ_ORG | AB_GAZ_MISC,
	PERSON = AB_GAZ_GIVEN | AB_GAZ_FAMILY,
	ORDINARY = AB_GAZ_WORD | AB_GAZ_COMMON,
	HEAD = AB_GAZ_ORG_HEAD | AB_GAZ_ORG_TAIL | AB_GAZ_PLACE_HEAD | AB_GAZ_MISC_HEAD,
};

/* What is known of a capitalised token: by itself, and of the longest known name and title that
 * begin with it. All 0 for other tokens. */
struct ab_look {
	unsigned classes, named; /* of the gazetteer: of the token, of the name */
	uint8_t span, title;     /* tokens of the name and of the title; 0 if there is none */
	ab_str full;             /* what the name is short for */
	uint64_t key;            /* of the token's form */
	bool capital, trusted;   /* trusted: the capital is that of a name */
};

/* A sentence at work. */
struct ab_tagging {
	const struct ab_tagger *tagger;
	const struct ab_sentence *s;
	struct ab_look look[AB_SENTENCE_MAX];
	struct ab_tag *tags;
	size_t count;
};

/* Tokens [first, end) that may be one name. */
struct ab_run {
	size_t first, end;
	size_t head;    /* the last head word before any "of"; first, where there is none */
	unsigned heads; /* the classes of that word, of HEAD */
	bool linked;    /* it goes on after "of" or "for" */
};

/** Fills look. */
void ab_tag_look(struct ab_tagging *w);

/** The longest run that begins with token `first`. */
struct ab_run ab_tag_run(const struct ab_tagging *w, size_t first);

/** Tags what begins with token `first`, if it is a name; returns the token to go on with. */
size_t ab_tag_run_at(struct ab_tagging *w, size_t first);

/* A token's bytes; whether it is this mark; its classes, whatever its case; those of its ending. */
ab_str ab_tag_bytes(const struct ab_tagging *w, size_t i);
bool ab_tag_is_mark(const struct ab_tagging *w, size_t i, ab_str mark);
unsigned ab_tag_classes(const struct ab_tagging *w, size_t i);
unsigned ab_tag_ending(const struct ab_tagging *w, ab_str word);

/** How often the article has a form: which = 0 with a capital inside a sentence, 1 with a small
 * letter. */
size_t ab_tag_seen(const struct ab_tagger *tagger, uint64_t key, int which);

/** Tokens up to and with a trusted one after particles at `at` ("van der Berg"); 0 if there are
 * none. */
size_t ab_tag_particles(const struct ab_tagging *w, size_t at);

#endif
