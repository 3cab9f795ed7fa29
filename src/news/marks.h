/*
 * marks - the words that mark an article, or carry its likeness to another.
 *
 *	profiles, wordrun -> [marks] -> groups -> lists
 */
#ifndef ABREAST_NEWS_MARKS_H
#define ABREAST_NEWS_MARKS_H

#include "news/profile.h"

/** The words, no numbers, that add most to the likeness of the articles number and other, which may
 * be one, as the text of the first has them, the weightiest first: "Velmar, ferry, Lindqvist". In
 * the arena. */
ab_str ab_marks_of(const struct ab_profiles *profiles, struct ab_arena *arena,
    struct ab_article *article, size_t number, size_t other);

#endif
