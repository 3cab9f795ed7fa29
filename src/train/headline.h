/*
 * headline - is a line the title that a page is known to have?
 *
 *	title, lines of a page -> [headline] -> which candidates are right
 *
 * Titles come with the outlet before or after them and lines with the section,
 * so what stands before or after a mark counts too, if it has three words. Case,
 * blanks and marks make no difference.
 */
#ifndef ABREAST_TRAIN_HEADLINE_H
#define ABREAST_TRAIN_HEADLINE_H

#include <stdint.h>

#include "news/lines.h"

/* One way to give a title, as a hash. */
struct headline_way { uint64_t key; size_t letters; };
struct headline_ways { struct headline_way *at; size_t count, room; };

struct headline {
	struct headline_ways ways;
	size_t longest; /* letters of the longest way; one less than half as long is not enough */
};

/** The ways in which the title stands on the page as a line; none if it does not. */
struct headline headline_read(struct ab_arena *arena, ab_str title, ab_str text,
    const struct ab_lines *lines);

bool headline_is(const struct headline *headline, ab_str line);

#endif
