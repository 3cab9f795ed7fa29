/*
 * gist - what one article says, as counted terms, a sketch and a day.
 *
 *	wordrun -> [gist] -> profile (all articles of a heap)
 *
 * A term is what the forms of a word have in common (know/stem.h). The first AB_TERMS_MAX different
 * ones stand for all, since reports begin with what matters; the commonest words of English, which
 * are in every article, are left out. Words, numbers among them, are all there is: neither names by
 * their ids nor the days that an article mentions find events better than the words they are made
 * of, and both cost many times what the words do.
 *
 * It depends on nothing but the article, and is a plain value without pointers: one process of a
 * program may make it and another one use it.
 */
#ifndef ABREAST_NEWS_GIST_H
#define ABREAST_NEWS_GIST_H

#include "news/sketch.h"

enum { AB_TERMS_MAX = 240 };

#define AB_NO_DAY INT32_MIN

/* A stem by its key (news/forms.h), the rank of the commonest of its words, 0 being the commonest
 * of all (know/model.h), and how often it is said, up to 255, a number twice as often. */
struct ab_gist_term { uint64_t key; uint16_t rank; uint8_t often; };

struct ab_gist {
	struct ab_sketch sketch;
	uint32_t words;
	int32_t day; /* of publication, where stated (know/calendar.h), or AB_NO_DAY */
	uint32_t terms;
	struct ab_gist_term term[AB_TERMS_MAX]; /* in the order of the text */
};

/** Linear in the text. */
struct ab_gist ab_gist_of(struct ab_article *article, const struct ab_knowledge *know);

/** The bytes of a gist that hold anything: the others need not be handed on. */
size_t ab_gist_size(const struct ab_gist *gist);

/** The key of the term that a word stands for. */
uint64_t ab_gist_key(ab_str word);

#endif
