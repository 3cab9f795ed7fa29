/*
 * couple - panes padded so that passages which say the same stand on one row.
 *
 *	links -> anchors -> [couple: a chain that keeps the order, pads] -> pane, layout
 *
 * News tells the same in another order, so that not all links can be kept. Of the anchors between
 * two panes a chain is taken that rises in both: the one whose weights are worth most, less what
 * its padding costs. Then empty rows are put before the anchored rows, and from there on all panes
 * move by the same number of rows. What the chain leaves out is brought by a key (view/linked.c).
 * As in aligning by dynamic programming with affine costs of gaps, in rows.
 */
#ifndef ABREAST_VIEW_COUPLE_H
#define ABREAST_VIEW_COUPLE_H

#include "base/arena.h"

/* Row `a` of the reference pane and row `b` of another are to be on one row of the screen. Rows
 * are counted without pads. `offset_a` and `offset_b` are the bytes that they show. */
struct ab_anchor { size_t a, b, offset_a, offset_b; float weight; };

/* An anchor of weight 1 is worth so many empty rows. */
enum { AB_ANCHOR_WORTH = 20 };

/** Keeps the best chain, by row; returns how many. Of more than AB_ANCHORS_BACK anchors in one
 * row or skipped between two of a chain, the far ones are not looked at. */
size_t ab_couple_chain(struct ab_arena *arena, struct ab_anchor *anchor, size_t count);
enum { AB_ANCHORS_BACK = 200 };

/* A chain between the reference and one other pane, and the pads of that pane. */
struct ab_chain {
	const struct ab_anchor *anchor;
	size_t count;
	struct ab_pad *pad; /* room for count; filled */
	size_t pads;
};

/** Makes pads for all panes at once; `reference` has room for all anchors of all chains. Returns
 * how many pads the reference has. */
size_t ab_couple_pads(struct ab_chain *chain, size_t count, struct ab_pad *reference);

#endif
