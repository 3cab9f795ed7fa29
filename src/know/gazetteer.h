/*
 * gazetteer - what words are known to name, or to be found beside names.
 *
 *	data/gazetteer.txt -> [gazetteer] -> news/tokens, tagger, names
 *
 * The list (src/data/gazetteer.txt) has one form a line, in byte order:
 *
 *	US	place	United States
 *	van	particle
 *
 * that is FORM, tab, classes with blanks between them and, where the form is
 * short for something, a tab and the full form. It is searched by bisection
 * right where it lies, so that it costs nothing before the first look-up.
 * Capitals count: "May" and "may" are two forms. A form "-stan" stands for the
 * words that end so. Lines that begin with '#' are for people and come first.
 * What heads make of a name holds for "Vint River" and for "the Vint river".
 */
#ifndef ABREAST_KNOW_GAZETTEER_H
#define ABREAST_KNOW_GAZETTEER_H

#include "base/str.h"

#define AB_GAZ_CLASSES(X) \
	X(PLACE,      "place")      /* countries, regions, cities, buildings */ \
	X(PEOPLE,     "people")     /* adjectives and nouns of nation, faith, party */ \
	X(ORG,        "org")        /* organisations, agencies, outlets */ \
	X(MISC,       "misc")       /* events, works, products, diseases */ \
	X(GIVEN,      "given")      /* given names */ \
	X(FAMILY,     "family")     /* surnames */ \
	X(TITLE,      "title")      /* stands before a person's name and is no part of it */ \
	X(ORG_HEAD,   "org-head")   /* Ministry, company: what stands with it is one */ \
	X(ORG_TAIL,   "org-tail")   /* Inc, Ltd: ends one */ \
	X(PLACE_HEAD, "place-head") /* River, Palace, Mount */ \
	X(MISC_HEAD,  "misc-head")  /* Act, Prize, Treaty */ \
	X(HOLDER,     "holder")     /* its 's is inside names: People's Party */ \
	X(WORD,       "word")       /* the, however: with a capital it begins a sentence */ \
	X(COMMON,     "common")     /* police, economic: with a capital it often begins one */ \
	X(TIME,       "time")       /* months, days of the week */ \
	X(PARTICLE,   "particle")   /* van, bin, de: inside a person's name */ \
	X(LINK,       "link")       /* of, for: may join the words of an organisation */ \
	X(INTO,       "into")       /* a place is likely to follow */ \
	X(SAYS,       "says")       /* a person is likely to stand before it */ \
	X(SUFFIX,     "suffix")     /* after a hyphen it is no part of a name: Minsk-based */ \
	X(ABBREV,     "abbrev")     /* a full stop after it belongs to it: Mr. */

#define AB_GAZ_BIT(id, name) AB_GAZ_BIT_##id,
enum { AB_GAZ_CLASSES(AB_GAZ_BIT) AB_GAZ_COUNT };
#undef AB_GAZ_BIT
#define AB_GAZ_FLAG(id, name) AB_GAZ_##id = 1 << AB_GAZ_BIT_##id,
enum { AB_GAZ_CLASSES(AB_GAZ_FLAG) AB_GAZ_NONE = 0 };
#undef AB_GAZ_FLAG

enum { AB_GAZ_FORM_MAX = 64 }; /* bytes; no form is longer */

struct ab_gaz_entry {
	unsigned classes; /* AB_GAZ_PLACE | ...; 0 if the form is not in the list */
	ab_str full;      /* what the form is short for, or empty; points into the list */
	bool longer;      /* the list has forms that begin with this one */
};

/** Looks a form up; in it white space is single blanks, apostrophes are '. */
struct ab_gaz_entry ab_gazetteer_find(ab_str list, ab_str form);

/** The class of that name, 0 if there is none. */
unsigned ab_gaz_class(ab_str name);

#endif
