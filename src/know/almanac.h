/*
 * almanac - months and weekdays by name, in the languages of data/almanac.def.
 *
 *	data/almanac.def -> [almanac] -> stamp, lexicon, pattern, news/meanings
 *
 * One table for all that reads dates: English is one language among 19. Data:
 * Unicode CLDR. A name that would be two months in two languages is in none.
 */
#ifndef ABREAST_KNOW_ALMANAC_H
#define ABREAST_KNOW_ALMANAC_H

#include "base/str.h"

/* month 1-12 and weekday 1 = Monday .. 7, or 0; both where French "mar." has two meanings. */
struct ab_almanac_name { const char *name; int month, weekday; bool whole; };

/** What a word names, in any case, without its dot; NULL if nothing. whole: not cut short. */
const struct ab_almanac_name *ab_almanac_find(ab_str word);

/** All names, in lower case and in the order of their bytes; NULL from the first missing on. */
const struct ab_almanac_name *ab_almanac_at(size_t i);

#endif
