/*
 * title - which line is the headline.
 *
 *	measures, main block -> [title] -> kinds
 */
#ifndef ABREAST_NEWS_TITLE_H
#define ABREAST_NEWS_TITLE_H

#include "know/signs.h"
#include "news/measure.h"

/**
 * The line that most probably is the headline of the prose in lines first to
 * last, or lines->count where none looks like one. It stands above the prose
 * or among its first lines; the sum of its signs is the largest. Lines that are
 * hidden are of kind chrome already; a little prose that many of these part
 * from the rest counts as above the article.
 */
size_t ab_title_find(const struct ab_lines *lines, const struct ab_measure *m, size_t first,
    size_t last);

/* A line that may be the headline, and what speaks for it. */
struct ab_candidate { size_t line; float sign[AB_SIGN_COUNT]; };
enum { AB_CANDIDATES = 154 /* of one page at most */ };

/** All lines among which ab_title_find chooses; src/train learns the weights of signs from them. */
size_t ab_title_candidates(struct ab_candidate at[AB_CANDIDATES], const struct ab_lines *lines,
    const struct ab_measure *m, size_t first, size_t last);

/** A headline without what the site puts after it ("... | Daily Example"). */
ab_str ab_title_trim(ab_str headline);

#endif
