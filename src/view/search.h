/*
 * search - what is looked for, and where it is in what is shown of an article.
 *
 *	pattern, or the id of a name -> [search] + article -> hits -> screen_panes
 *
 * A name is found wherever the roster says that it is meant, however it is
 * written there; a pattern, PCRE2, where it matches.
 *
 * Smart case: a pattern without capital letters matches either case. The
 * subject is a line, or a part of one that is shown; a match never crosses a
 * line. Endless lines are searched piece by piece, costly patterns run into
 * PCRE2's match limit, and a search can be done in steps, so that no text and
 * no pattern can stop the reader.
 */
#ifndef ABREAST_VIEW_SEARCH_H
#define ABREAST_VIEW_SEARCH_H

#include "news/bundle.h"
#include "news/days.h"
#include "view/layout.h"

struct ab_search;

/** Sorted by start, disjoint, none empty; a zeroed one is where a search begins. */
struct ab_hits {
	ab_span *at;
	size_t count, room;
	size_t line, offset; /* where the next step goes on; for a name, line counts names */
	bool done;
	size_t hidden;       /* matches in what is not shown: they are counted, not kept */
	unsigned costly;     /* how often the match limit was met: some hits may be missing */
};

/** NULL and a sentence when the pattern is not well formed. */
struct ab_search *ab_search_new(ab_str pattern, struct ab_error *err);

/** All mentions of one name. Copies the id; bundle is borrowed, and its
 * roster asked at each step. */
struct ab_search *ab_search_name_new(struct ab_bundle *bundle, ab_str id);

/** All expressions of time in an article that mean just these days. */
struct ab_search *ab_search_days_new(ab_days days);

void ab_search_free(struct ab_search *search);

/** Is it sure, at a look at an article's raw text, that nothing in it can be found, shown or
 * hidden? Much faster than to clean it and search; says no where it does not know. */
bool ab_search_rules_out(const struct ab_search *search, ab_str text);

/** The same of whole records at a look at the bytes of their sources: the first from i on in which
 * something may be found; see ab_heap_sift. */
size_t ab_search_sift(const struct ab_search *search, const struct ab_heap *heap, size_t i,
    size_t bytes);

/** Goes on for about `bytes` bytes of the text; false when all of it is searched. */
bool ab_search_step(struct ab_search *search, struct ab_hits *hits, struct ab_article *article,
    enum ab_chrome_mode chrome, size_t bytes);

/** Index of the first hit that ends after this byte offset; count if there is none. */
size_t ab_hits_after(const struct ab_hits *hits, size_t offset);

/** Back to where a search begins. */
void ab_hits_free(struct ab_hits *hits);

#endif
