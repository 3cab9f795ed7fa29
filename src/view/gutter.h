/*
 * gutter - what stands before a passage: is it told elsewhere, and under which number?
 *
 *	links -> [gutter: a sign and a number a passage] -> detail, report
 *
 * Passages that are each other's best partner have one number in all articles, and so has a passage
 * that only prefers one of them; numbers go up in the order of the first article. Places and
 * passages are those of news/links.h.
 */
#ifndef ABREAST_VIEW_GUTTER_H
#define ABREAST_VIEW_GUTTER_H

#include "news/links.h"

enum { AB_GUTTER_COLS = 4 };

/* sign: '!' possibly a disagreement, '=' the same, '~' paraphrased, ' ' no link found;
 * number: from 1; 0: none. */
struct ab_sign { char sign; unsigned number; };

struct ab_gutter;

/** Of links that are all done; borrowed only meanwhile. */
struct ab_gutter *ab_gutter_new(const struct ab_links *links);
void ab_gutter_free(struct ab_gutter *gutter);

struct ab_sign ab_gutter_at(const struct ab_gutter *gutter, size_t place, size_t passage);

/** Numbers that were given. */
unsigned ab_gutter_numbers(const struct ab_gutter *gutter);

/** Of the passages [from, to), the one whose sign tells most: ! = ~ blank; the first of those. */
size_t ab_gutter_strongest(const struct ab_gutter *gutter, size_t place, size_t from, size_t to);

#endif
