#include "view/couple.h"

#include <stdlib.h>

#include "view/layout.h"

/* ---- the chain ---- */

static int
by_row(const void *x, const void *y)
{
	const struct ab_anchor *a = x, *b = y;

	if (a->a != b->a)
		return a->a < b->a ? -1 : 1;
	return (a->b > b->b) - (a->b < b->b);
}

/* What it costs to have this one after one at a, b: the rows that one pane has to wait. */
static float
cost(const struct ab_anchor *anchor, size_t a, size_t b)
{
	size_t in_a = anchor->a - a, in_b = anchor->b - b;

	return (float)(in_a > in_b ? in_a - in_b : in_b - in_a) / AB_ANCHOR_WORTH;
}

/* The best chain that ends in an anchor: what it is worth, and the anchor before. */
struct best { float worth; size_t before; };

static struct best
best_at(const struct ab_anchor *anchor, const struct best *best, size_t i)
{
	struct best here = { anchor[i].weight - cost(&anchor[i], 0, 0), SIZE_MAX };

	for (size_t k = i; k-- > 0 && i - k <= AB_ANCHORS_BACK;) {
		if (anchor[k].a >= anchor[i].a || anchor[k].b >= anchor[i].b)
			continue;
		float worth = best[k].worth + anchor[i].weight - cost(&anchor[i], anchor[k].a,
		    anchor[k].b);
		if (worth > here.worth)
			here = (struct best){ worth, k };
	}
	return here;
}

size_t
ab_couple_chain(struct ab_arena *arena, struct ab_anchor *anchor, size_t count)
{
	struct best *best = AB_NEW(arena, struct best, count + 1);
	size_t last = SIZE_MAX, length = 0;

	if (count)
		qsort(anchor, count, sizeof(*anchor), by_row);
	for (size_t i = 0; i < count; i++) {
		best[i] = best_at(anchor, best, i);
		if (best[i].worth > (last == SIZE_MAX ? 0 : best[last].worth))
			last = i;
	}
	for (size_t i = last; i != SIZE_MAX; i = best[i].before)
		length++;
	size_t *kept = AB_NEW(arena, size_t, length + 1);
	for (size_t i = last, k = length; i != SIZE_MAX; i = best[i].before)
		kept[--k] = i;
	for (size_t k = 0; k < length; k++)
		anchor[k] = anchor[kept[k]];
	return length;
}

/* ---- pads ---- */

/* How far the panes are. */
struct progress { size_t done /* anchors */, padded /* rows */; };

static void
pad(struct ab_pad *list, size_t *count, size_t offset, size_t rows, size_t *padded)
{
	if (rows == 0)
		return;
	list[(*count)++] = (struct ab_pad){ offset, rows };
	*padded += rows;
}

/* The anchor that a chain has come to; NULL when all are done. */
static const struct ab_anchor *
anchor_at(const struct ab_chain *chain, const struct progress *at)
{
	return at->done < chain->count ? &chain->anchor[at->done] : NULL;
}

/* The next row of the reference that any chain anchors. */
static const struct ab_anchor *
next_anchor(const struct ab_chain *chain, const struct progress *at, size_t count)
{
	const struct ab_anchor *next = NULL;

	for (size_t i = 0; i < count; i++) {
		const struct ab_anchor *here = anchor_at(&chain[i], &at[i]);
		if (here && (!next || here->a < next->a))
			next = here;
	}
	return next;
}

size_t
ab_couple_pads(struct ab_chain *chain, size_t count, struct ab_pad *reference)
{
	struct ab_arena arena = { 0 };
	struct progress *at = AB_NEW(&arena, struct progress, count + 1);
	const struct ab_anchor *next;
	size_t pads = 0, padded = 0;

	while ((next = next_anchor(chain, at, count))) {
		size_t row = next->a, target = row + padded;
		for (size_t i = 0; i < count; i++) {
			const struct ab_anchor *here = anchor_at(&chain[i], &at[i]);
			if (here && here->a == row && here->b + at[i].padded > target)
				target = here->b + at[i].padded;
		}
		pad(reference, &pads, next->offset_a, target - row - padded, &padded);
		for (size_t i = 0; i < count; i++) {
			const struct ab_anchor *here = anchor_at(&chain[i], &at[i]);
			if (!here || here->a != row)
				continue;
			pad(chain[i].pad, &chain[i].pads, here->offset_b,
			    target - here->b - at[i].padded, &at[i].padded);
			at[i].done++;
		}
	}
	ab_arena_free(&arena);
	return pads;
}
