/*
 * profile - an article as a bag of weighed terms, a sketch and a day.
 *
 *	wordrun of each article -> [profiles] -> neighbours -> groups
 *
 * About a kilobyte an article, however long it is: the first AB_TERMS_MAX different words stand for
 * all, since reports begin with what matters. A term weighs (1 + ln tf) * idf. Its document
 * frequency is that of the heap and of AB_IMAGINED articles besides, in which English words are as
 * frequent as their rank says (G. Zipf 1949), so that two articles can be told apart as well as a
 * million. Of more than a million and a half different words the last ones are not known.
 */
#ifndef ABREAST_NEWS_PROFILE_H
#define ABREAST_NEWS_PROFILE_H

#include "news/forms.h"
#include "news/sketch.h"

enum { AB_TERMS_MAX = 240, AB_IMAGINED = 1000 };

#define AB_NO_DAY INT32_MIN

struct ab_profile {
	const uint8_t *term; /* packed: read by ab_profiles_vector */
	uint32_t terms, words;
	int32_t day;         /* of publication (know/calendar.h), or AB_NO_DAY */
	struct ab_sketch sketch;
};

/* What is known of a term, by its number. */
struct ab_term {
	uint32_t articles; /* in how many it is */
	uint32_t latest;   /* the last of them, + 1, ... */
	uint16_t rank;     /* the least of the words that it stands for */
	uint8_t place;     /* ... and where it stands there: private */
};

struct ab_profiles {
	struct ab_arena arena;
	struct ab_profile *at;
	size_t count, room;
	struct ab_forms words; /* key of a word -> number of its term + 1 */
	struct ab_forms stems; /* key of a stem -> the same */
	struct ab_term *term;
	size_t terms, terms_room;
	float *weight;         /* idf by number, once weighed */
	float damped[256];     /* 1 + ln tf */
};

/** Adds the profile of the next article. */
void ab_profiles_add(struct ab_profiles *profiles, struct ab_article *article,
    const struct ab_knowledge *know);

/** Weighs all terms anew. */
void ab_profiles_weigh(struct ab_profiles *profiles);

/** The number + 1 of the term that a word stands for, by its key; 0: of none that is known. */
uint32_t ab_profiles_term(const struct ab_profiles *profiles, uint64_t key);

void ab_profiles_free(struct ab_profiles *profiles);

/* Weighed terms, ascending. */
struct ab_vector { uint32_t *term; float *weight; size_t count; };

/** The vector of a profile, of length 1 (or empty); out has room for AB_TERMS_MAX. */
void ab_profiles_vector(const struct ab_profiles *profiles, size_t i, struct ab_vector *out);

/** The inner product. */
double ab_vector_product(const struct ab_vector *a, const struct ab_vector *b);

#endif
