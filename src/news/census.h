/*
 * census - how often each name of a bundle is mentioned, and in which articles.
 *
 *	names of each article -> [census] + roster -> tally: a row an id -> index of names
 *
 * Each article is counted under its own ids, for who is who may change with
 * every article that the roster learns of; only the tally asks it. What lies in
 * hidden text is no name and so is never counted.
 */
#ifndef ABREAST_NEWS_CENSUS_H
#define ABREAST_NEWS_CENSUS_H

#include "news/roster.h"

struct ab_census;

struct ab_census *ab_census_new(void);
void ab_census_free(struct ab_census *census);

/** Counts one article's names; each article at most once. Keeps one note for each different id of
 * an article; of more than two million ids in all, the later ones are not counted. */
void ab_census_add(struct ab_census *census, size_t article, const struct ab_names *names);

/** How many articles were counted. */
size_t ab_census_articles(const struct ab_census *census);

/* Mentions in one article. */
struct ab_tally_cell { size_t article, count; };

/* One name of the bundle, by the id and type that the roster has for it. */
struct ab_tally_row {
	ab_str id;                        /* "PER:Ada Lindqvist" */
	enum ab_entity_type type;
	size_t total;                     /* mentions, at least 1 */
	const struct ab_tally_cell *cell; /* the articles that have any, in the order counted */
	size_t articles;                  /* of them */
};

struct ab_tally { struct ab_tally_row *at; size_t count; };

/** All that was counted, a row an id, in order of the first mention. roster must be settled.
 * All in the arena; linear in the notes kept. */
struct ab_tally ab_census_tally(struct ab_arena *arena, const struct ab_census *census,
    const struct ab_roster *roster);

/** Mentions of a row in one article. */
size_t ab_tally_in(const struct ab_tally_row *row, size_t article);

#endif
