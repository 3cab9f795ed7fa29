/*
 * forms - words and names as keys, and a table of them.
 *
 *	words, names -> [forms: keys] -> roster, census, familiar, wordrun, gist
 *
 * Two forms have one key when they differ only in case, in the kind of
 * apostrophe or in the kind and number of blanks. The key is a hash of 64 bits
 * and stands for the form: that two of an article's forms share one by chance
 * is not to be expected. The table never degenerates: a form that would have
 * to be looked for too long, or is one too many, is not taken.
 */
#ifndef ABREAST_NEWS_FORMS_H
#define ABREAST_NEWS_FORMS_H

#include <stdint.h>

#include "base/arena.h"

struct ab_form { uint64_t key; uint32_t value[2]; }; /* values are the caller's; 0 at first */

struct ab_forms {
	struct ab_arena *arena; /* set by the caller; where the table lives */
	struct ab_form *at;     /* private from here */
	size_t count, room;
};

/** The key of a form, never 0. Valid UTF-8. */
uint64_t ab_form_key(ab_str form);

/** A key for two forms that follow each other. */
uint64_t ab_form_pair(uint64_t first, uint64_t second);

/** The form with that key, added if need be; NULL when the table takes no more. Holds until the
 * next one is added. */
struct ab_form *ab_forms_add(struct ab_forms *forms, uint64_t key);

/** Has the memory brought near that looking for the key will need: a large table is far away. */
void ab_forms_expect(const struct ab_forms *forms, uint64_t key);

/** A table, in this arena, of those forms that are to be kept. */
struct ab_forms ab_forms_kept(const struct ab_forms *forms, struct ab_arena *arena,
    bool (*keep)(const struct ab_form *form, uint32_t than), uint32_t than);

/** The form with that key, or NULL. */
struct ab_form *ab_forms_find(const struct ab_forms *forms, uint64_t key);

#endif
