/*
 * decide - body or not, for each line, by what was learned from labelled pages.
 *
 *	text, lines -> page -> features -> trees -> [decide] -> kinds (lines.c)
 *
 * The trees say how probable it is that a line is body. Where to cut is
 * decided page by page: keep the lines, most probable first, that make the
 * expected F1 of the kept words largest (N. Ye et al., "Optimizing F-measures:
 * a tale of two approaches", ICML 2012), which is a lower threshold on pages
 * that are hard to read. A line that comes back in other articles of the bundle
 * is less probable by a constant (news/familiar.h).
 */
#ifndef ABREAST_NEWS_DECIDE_H
#define ABREAST_NEWS_DECIDE_H

#include "know/trees.h"
#include "news/familiar.h"
#include "news/lines.h"

/* Less probable than this is sure: such a line may be hidden however much it looks like prose. */
#define AB_DOUBT .2f

/* Less probable than this is not sure enough for a line below the last sentence that is no
 * sentence: a heading, a tag. */
#define AB_SURE .6f

struct ab_verdict {
	float body;  /* probability; 0 for blank lines */
	bool keep;
	uint8_t leaf[AB_TREES_TELLING]; /* for ab_trees_why */
	uint32_t others; /* other articles that have the line, where that makes it less probable */
};

/** One for each line, in the arena. Of a text that is not blank at least
 * one line is kept. Linear. */
struct ab_verdict *ab_decide(struct ab_arena *arena, ab_str text, const struct ab_lines *lines,
    const struct ab_trees *trees, const struct ab_familiar *familiar);

#endif
