/*
 * repeats - lines that an article says twice.
 *
 *	lines -> [repeats] -> layout (folds the copies)
 *
 * A standfirst often is the first paragraphs once more, and a headline stands
 * above the menu and again above the text. A copy is a kept line whose words,
 * white space and case aside, are also said by another kept line, or by
 * paragraphs that follow each other, from their first word on. The paragraphs
 * stay and what repeats them is the copy; of two lines that are the same the
 * later one is. Captions and headlines are compared without what the site puts
 * after them. The lines that say the same are never copies themselves, so all
 * that was said is still said.
 */
#ifndef ABREAST_NEWS_REPEATS_H
#define ABREAST_NEWS_REPEATS_H

#include "news/lines.h"

enum { AB_REPEAT_WORDS = 8 /* words of a copy at least, but of a headline */ };

struct ab_repeat {
	size_t line;        /* the copy */
	size_t first, last; /* the lines that say the same */
	size_t words;
	bool title;         /* the headline again */
};

struct ab_repeats { struct ab_repeat *at; size_t count; }; /* by line */

/** Linear in the text. Lines of more than 2,000 words, and what comes after a million words, are
 * taken for no copies. */
struct ab_repeats ab_repeats_find(struct ab_arena *arena, ab_str text,
    const struct ab_lines *lines);

/** The repeat that this line is, or NULL. */
const struct ab_repeat *ab_repeats_at(const struct ab_repeats *repeats, size_t line);

#endif
