/*
 * phrases - whole lines known by heart: one look-up however many there are.
 *
 *	line -> [phrases: which one it is] -> rules
 *
 * What is compared is the bare form: letters and marks without case, digits
 * inside but not at the ends ("Comments (12)" is "comments"), one blank for
 * whatever stands between. Serves rules.c.
 */
#ifndef ABREAST_KNOW_PHRASES_H
#define ABREAST_KNOW_PHRASES_H

#include <stdint.h>

#include "base/arena.h"
#include "know/fronts.h"

enum { AB_PHRASE_MOST = 96 }; /* bytes of a bare form */

struct ab_phrase { ab_str bare; uint32_t hash; unsigned value; };

struct ab_phrases {
	struct ab_phrase *at;  /* in the order they were added */
	size_t count, room;
	uint32_t *slot;        /* one more than an index of at, 0 for
	                        * none; a power of two of them */
	size_t slots;
	size_t longest;        /* bytes of a bare form */
	struct ab_fronts fronts; /* of first words */
};

/** Adds what stands between | in list; false for a phrase that is empty or too long when bare. A
 * phrase that is there already keeps its value. Everything is in the arena. */
bool ab_phrases_add(struct ab_phrases *phrases, struct ab_arena *arena, ab_str list,
    unsigned value);

/** Forgets all but the first count. */
void ab_phrases_cut(struct ab_phrases *phrases, size_t count);

/**
 * The value of the phrase that valid UTF-8 line is; or of the first piece,
 * where line has several between | / , ; > and bullets, all of them are
 * phrases, and same() says of each and the first that they are alike.
 */
bool ab_phrases_find(const struct ab_phrases *phrases, ab_str line,
    bool (*same)(unsigned a, unsigned b, const void *data), const void *data, unsigned *value);

#endif
