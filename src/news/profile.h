/*
 * profile - the articles of a heap as bags of weighed terms.
 *
 *	gist of each article -> [profiles] -> neighbours -> groups
 *
 * About half a kilobyte an article, however long it is. A term weighs (1 + ln tf) * idf. Its
 * document frequency is that of the heap and of AB_IMAGINED articles besides, in which English
 * words are as frequent as their rank says (G. Zipf 1949), so that two articles can be told apart
 * as well as a million. Of more than a million and a half different words the last ones are not
 * known.
 */
#ifndef ABREAST_NEWS_PROFILE_H
#define ABREAST_NEWS_PROFILE_H

#include "news/forms.h"
#include "news/gist.h"

enum { AB_IMAGINED = 1000 };

struct ab_profile {
	size_t packed;      /* where its terms are: read by ab_profiles_vector */
	uint32_t words;
	int32_t day;        /* as in its gist */
	struct ab_sketch sketch;
	uint8_t terms;
};

struct ab_term {
	uint32_t articles; /* in how many it is */
	uint16_t rank;     /* the least of the words that it stands for */
};

struct ab_profiles {
	struct ab_arena arena;
	struct ab_profile *at;
	size_t count, room;
	struct ab_forms stems; /* key of a stem -> number of its term + 1 */
	uint8_t *packed;       /* the terms of all */
	size_t packed_size, packed_room;
	struct ab_term *term;
	size_t terms, terms_room;
	float *weight;         /* idf by number, once weighed */
	float damped[256];     /* 1 + ln tf */
};

/** Adds the profile of the next article. */
void ab_profiles_add(struct ab_profiles *profiles, const struct ab_gist *gist);

/** Weighs all terms anew. */
void ab_profiles_weigh(struct ab_profiles *profiles);

/** The number + 1 of a term by its key (ab_gist_key); 0: none that is known. */
uint32_t ab_profiles_term(const struct ab_profiles *profiles, uint64_t key);

void ab_profiles_free(struct ab_profiles *profiles);

/* Weighed terms, ascending. */
struct ab_vector { uint32_t *term; float *weight; size_t count; };

/** The vector of a profile, of length 1 (or empty); out has room for AB_TERMS_MAX. */
void ab_profiles_vector(const struct ab_profiles *profiles, size_t i, struct ab_vector *out);

/** The inner product. */
double ab_vector_product(const struct ab_vector *a, const struct ab_vector *b);

#endif
