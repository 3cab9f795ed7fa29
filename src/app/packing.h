/*
 * packing - articles as they came, into a bundle and out of one.
 *
 *	heap -> [packing] -> standard output (--pack), files of a folder (--unpack)
 *
 * What the articles mean is not asked: bytes go through. What cannot be had of one is told, and the
 * others go on.
 */
#ifndef ABREAST_APP_PACKING_H
#define ABREAST_APP_PACKING_H

#include <stdint.h>

#include "app/dump.h"

struct ab_packing {
	struct ab_heap *heap;
	FILE *out;
	ab_say_fn *say;
	size_t *partly; /* counts articles that could not be read, which were told */
};

/** One exact bundle (load/pack) of all articles. False when out takes no more. */
bool ab_packing_all(const struct ab_packing *p);

/** One of the articles of these numbers, from 0, in that order. False when out takes no more. */
bool ab_packing_some(const struct ab_packing *p, const uint32_t *article, size_t count);

/** The folder of that name, made where there is none, for ab_packing_undo; the caller closes it. -1
 * when it cannot be had; errno says why. */
int ab_packing_folder(const char *name);

/** Each article as a file below that folder; with force also in place of one that is there. How
 * many could not be read or written: each is told. */
size_t ab_packing_undo(struct ab_heap *heap, int folder, bool force, ab_say_fn *say);

#endif
