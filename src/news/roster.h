/*
 * roster - who is who in a bundle.
 *
 *	names of each article -> [roster] -> one id and one type a name
 *
 * "Alexander Lukashenko", "Lukashenko" and "Mr. Lukashenko" are one; "US",
 * "U.S." and "United States" are one, and so are "WHU" and "World Harbour Union"
 * once an article spells it out; a surname that two people share is not merged. One type a name in
 * a bundle: the commonest, then the first seen.
 */
#ifndef ABREAST_NEWS_ROSTER_H
#define ABREAST_NEWS_ROSTER_H

#include "news/names.h"

struct ab_roster;

struct ab_roster *ab_roster_new(void);
void ab_roster_free(struct ab_roster *roster);

/** Takes note of one article's names. Copies what it keeps. */
void ab_roster_add(struct ab_roster *roster, ab_str text, const struct ab_names *names);

/** Decides. After it, ab_roster_look may be called; adding again needs settling again. */
void ab_roster_settle(struct ab_roster *roster);

/** The bundle's type and id for a name; the article's own where the roster does not know it.
 * The id is borrowed from the roster and holds until the next settle. */
struct ab_name ab_roster_look(const struct ab_roster *roster, ab_str text, struct ab_name name);

/** The name in an id: "Ada Lindqvist" of "PER:Ada Lindqvist". */
ab_str ab_roster_name(ab_str id);

#endif
