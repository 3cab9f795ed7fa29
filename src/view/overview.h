/*
 * overview - all articles of the bundle against each other.
 *
 *	bundle -> links -> [overview: articles, facts, remarks] -> screen_overview
 *
 * The first AB_OVERVIEW_MAX articles, linked as one set; begun when it is first asked for and done
 * in slices. What is borrowed lives as long as the overview.
 */
#ifndef ABREAST_VIEW_OVERVIEW_H
#define ABREAST_VIEW_OVERVIEW_H

#include "news/links.h"

enum { AB_OVERVIEW_MAX = 64 };

/* Articles are at their places, which here are their numbers. */
struct ab_overview_article {
	ab_str name, day;      /* day "~2031-05-04" if it is assumed, or empty */
	ab_str notice;         /* what is wrong with it, or empty */
	ab_str url;            /* or empty */
	size_t words, hidden;  /* hidden: lines */
};

/* What one article says of a fact. */
struct ab_telling { size_t place; ab_span at; ab_str text; };

/* Possible disagreements about one thing, by place, each place once. */
struct ab_fact { enum ab_conflict_kind kind; struct ab_telling *at; size_t count, room; };

/* A sentence on one article (b the same) or two of them. */
struct ab_remark { size_t a, b; bool warns; ab_str text; };

struct ab_overview {
	struct ab_arena arena;
	struct ab_bundle *bundle;
	struct ab_links *links;
	size_t count, read;              /* articles; those that are read so far */
	struct ab_overview_article *article;
	bool done;                       /* facts and remarks are there: */
	AB_LIST(struct ab_fact) facts;
	AB_LIST(struct ab_remark) remarks; /* warnings first */
	size_t top, at, column;          /* for the screen; column SIZE_MAX: the largest share */
};

struct ab_overview *ab_overview_new(struct ab_bundle *bundle);
void ab_overview_free(struct ab_overview *overview);

/** A slice of the work; false when there is none left. */
bool ab_overview_step(struct ab_overview *overview);

/** How much of the article at place a is told in b, too; false while that is not known. */
bool ab_overview_share(const struct ab_overview *overview, size_t a, size_t b,
    struct ab_share *share);

#endif
