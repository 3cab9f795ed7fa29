/*
 * cluster - articles joined by average link, the nearest first.
 *
 *	profiles, pairs that are alike -> [clusters] -> groups
 *
 * R. Sokal and C. Michener 1958, "A statistical method for evaluating systematic relationships";
 * for news: Y. Yang, T. Pierce and J. Carbonell 1998, "A study on retrospective and on-line event
 * detection", SIGIR. The mean likeness of two clusters is the product of the sums of their vectors,
 * over the number of pairs. A sum is cut to its heaviest terms, so that it costs the same however
 * many articles it is of.
 *
 * A join is never better than the better of the two it comes from, so that those in wait need not
 * be reckoned anew before they are the best (F. Murtagh 1983, "A survey of recent advances in
 * hierarchical clustering algorithms", The Computer Journal 26(4), on reducibility).
 */
#ifndef ABREAST_NEWS_CLUSTER_H
#define ABREAST_NEWS_CLUSTER_H

#include "news/profile.h"

struct ab_clusters {
	const struct ab_profiles *profiles;
	struct ab_cluster *at; /* by article: what that one was joined to,
	                        * or of what it is the first */
	struct ab_join *heap;  /* those in wait, the best first */
	size_t joins, room;
	uint32_t time;         /* how many were joined */
};

/** Every article by itself. profiles is borrowed, weighed, and must not grow. */
void ab_clusters_begin(struct ab_clusters *clusters, const struct ab_profiles *profiles);
void ab_clusters_free(struct ab_clusters *clusters);

/** Two articles that may be of one event, being so alike. */
void ab_clusters_propose(struct ab_clusters *clusters, uint32_t a, uint32_t b, double like);

/** Joins those that two articles are in, whatever else is said of them. */
void ab_clusters_join(struct ab_clusters *clusters, uint32_t a, uint32_t b);

/** Looks at the best that may be joined; false when there is none left. */
bool ab_clusters_step(struct ab_clusters *clusters);

/** The first article, by number, of the cluster that an article is in; and how many it has. */
uint32_t ab_clusters_first(struct ab_clusters *clusters, uint32_t article);
uint32_t ab_clusters_size(const struct ab_clusters *clusters, uint32_t first);

#endif
