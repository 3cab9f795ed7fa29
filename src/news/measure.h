/*
 * measure - what can be said of a line without asking which article it is in:
 * how long it is, how it ends, and which rule knows it.
 *
 *	lines, rules -> [measure] -> clean (kinds) -> title, published
 *
 * Everything that decides on a line reads it from here; the text itself is
 * walked once.
 */
#ifndef ABREAST_NEWS_MEASURE_H
#define ABREAST_NEWS_MEASURE_H

#include <stdint.h>

#include "news/lines.h"

struct ab_measure {
	ab_str text;    /* the line without white space around it */
	size_t words;   /* runs of letters and digits; two characters of a
	                 * script without blanks are one */
	bool ends;      /* as a sentence does, closing quotes and brackets allowed after */
	bool trails;    /* with an ellipsis, as what was cut off does */
	bool foreign;   /* in another script than most of the text */
	unsigned label; /* of the first rule that matched, or AB_LABEL_NONE; no rule is tried on
	                 * what is beyond 20,000 lines */
	ab_str rule;    /* its name */
	ab_span part;   /* what it is about, as a span of the article; the whole line if empty */
};

/** One for each line, in the arena. Those of blank lines are all zero, their `label`,
 * too: not to be asked for. */
struct ab_measure *ab_measure_lines(const struct ab_lines *lines, struct ab_arena *arena,
    ab_str text, const struct ab_knowledge *know);

/** Words of prose: those of a line that is a sentence or as long as one, else 0. */
size_t ab_prose(const struct ab_measure *m);

/** Calls each(word, data) for the words of s that carry meaning, as hashes: letter runs of 4 and
 * more by their first 7 letters, without case, and pairs of characters where there are no
 * blanks. */
void ab_content_words(ab_str s, void (*each)(uint32_t word, void *data), void *data);

#endif
