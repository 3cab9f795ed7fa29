/*
 * linkage - the inside of links: a set of articles while it is linked.
 *
 *	links.c does the work, a slice at a time; links_ask.c answers from what is there
 *
 * All of it is in its arena, and lives as long as the struct ab_links.
 */
#ifndef ABREAST_NEWS_LINKAGE_H
#define ABREAST_NEWS_LINKAGE_H

#include "news/candidates.h"
#include "news/links.h"
#include "news/standing.h"
#include "news/witnesses.h"

/* Two articles a < b. */
struct ab_linked_pair {
	size_t a, b;
	bool ready;
	struct ab_pairing pairing;
};

enum ab_link_stage {
	AB_STAGE_READ, AB_STAGE_WEIGH, AB_STAGE_PROFILE, AB_STAGE_CENTRE, AB_STAGE_SETTLE,
	AB_STAGE_DIGEST, AB_STAGE_COMPARE, AB_STAGE_WITNESS, AB_STAGE_SUPPORT, AB_STAGE_CONCLUDE,
	AB_STAGE_DONE,
};

struct ab_links {
	struct ab_arena arena;
	struct ab_bundle *bundle;
	struct ab_corpus corpus;
	struct ab_source *source;     /* one a text: what is known of where it is from */
	struct ab_digest **digest;    /* one a text: what conflicts are found in */
	bool *foreign;                /* by text: it is about another event */
	bool *media;                  /* by stem: names of media */
	size_t *number;
	size_t count;
	struct ab_passage_at **passage;
	struct ab_standing *standing;
	struct ab_linked_pair *pair;  /* in the order of ab_pair_index */
	size_t pairs;
	enum ab_link_stage stage;
	size_t at;                    /* in the stage */
	struct ab_candidates *candidates;
	struct ab_witnesses *witnesses;
	size_t cells;                 /* words that may still be laid
	                               * against words (news/likeness.h) */
};

#endif
