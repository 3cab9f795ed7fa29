/*
 * familiar - in how many articles of the bundle a line stands.
 *
 *	articles of the bundle -> [familiar] -> decide
 *
 * What an outlet puts on every page comes back in its other articles. Lines are
 * the same when they differ only in case and in blanks (news/forms.h). A line
 * takes 16 bytes, however long it is. Where there are more different lines than
 * half a million, those seen least are forgotten, as in lossy counting (Manku
 * and Motwani, VLDB 2002); so memory is bounded, whatever the bundle.
 */
#ifndef ABREAST_NEWS_FAMILIAR_H
#define ABREAST_NEWS_FAMILIAR_H

#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

struct ab_familiar;

struct ab_familiar *ab_familiar_new(void);
void ab_familiar_free(struct ab_familiar *familiar);

/** Takes note of one more article. Linear in the text. */
void ab_familiar_add(struct ab_familiar *familiar, ab_str text);

/** What a line (valid UTF-8) is known by, 0 for a blank one. Its entry is brought near: keys that
 * are made some time before they are asked for cost no wait. */
uint64_t ab_familiar_key(const struct ab_familiar *familiar, ab_str line);

/** How many of the articles have the line with this key; 0 for none, or if familiar is NULL. */
uint32_t ab_familiar_times(const struct ab_familiar *familiar, uint64_t key);

/** The lines of an article that come back, those of which it was not asked yet: rows
 * "TIMES<tab>LINE<newline>". To be asked when all articles were added. */
ab_str ab_familiar_rows(struct ab_familiar *familiar, struct ab_arena *arena, ab_str text);

/** Takes such rows (and lines that begin with #) for what was counted. False and a sentence
 * "line 3: ..." where one is none. */
bool ab_familiar_learn(struct ab_familiar *familiar, ab_str rows, struct ab_error *err);

#endif
