#include "view/pane.h"

#include <stdlib.h>

#include "view/gutter.h"

enum {
	MEASURE = 68,      /* columns of text at most: longer rows tire the eye, and the line */
	MARGIN_FROM = 29,  /* narrower panes have no blank columns beside the
	                    * text; half of 60 has them */
	WIDEN_LEAST = 20,  /* < and > make no pane narrower than this */
	STRIP_FROM = 10,   /* rows from which a strip is shown, */
	STRIP_LARGE = 16,  /* and from which it has five rows and not three */
	BACK = 1 << 16     /* bytes before a place in a huge article that are laid out with it */
};

static void
close_pane(struct ab_panes *p, struct ab_pane *pane)
{
	ab_hits_free(&pane->hits);
	ab_hits_free(&pane->only);
	ab_layout_free(pane->layout);
	free(pane->pad);
	ab_bundle_let_go(p->bundle, pane->article);
}

static struct ab_pane
open_pane(struct ab_panes *p, size_t number)
{
	return (struct ab_pane){ .number = number, .article = ab_bundle_hold(p->bundle, number) };
}

void
ab_panes_add(struct ab_panes *p, size_t number)
{
	p->at[p->count++] = open_pane(p, number);
}

void
ab_panes_put(struct ab_panes *p, int i, size_t number)
{
	struct ab_pane fresh = open_pane(p, number);

	fresh.wider = p->at[i].wider;
	close_pane(p, &p->at[i]);
	p->at[i] = fresh;
}

void
ab_panes_swap(struct ab_panes *p, int a, int b)
{
	struct ab_pane was = p->at[a];
	int wider = p->at[b].wider;

	p->at[a] = p->at[b];
	p->at[b] = was;
	p->at[a].wider = was.wider;
	p->at[b].wider = wider;
}

void
ab_panes_remove(struct ab_panes *p, int i)
{
	close_pane(p, &p->at[i]);
	p->count--;
	memmove(&p->at[i], &p->at[i + 1], (size_t)(p->count - i) * sizeof(p->at[0]));
	for (int k = 0; k < p->count; k++)
		p->at[k].wider = 0;
	if (p->focus >= p->count && p->focus > 0)
		p->focus--;
}

void
ab_panes_free(struct ab_panes *p)
{
	for (int i = 0; i < p->count; i++)
		close_pane(p, &p->at[i]);
	p->count = 0;
}

/* ---- place on the screen ---- */

int
ab_panes_fit(const struct ab_panes *p)
{
	int fit = (p->cols + 1) / (AB_PANE_COLS + 1);

	if (fit < 2 && p->cols >= AB_TWO_COLS)
		fit = 2;
	return fit < 1 ? 1 : fit > AB_PANES_MAX ? AB_PANES_MAX : fit;
}

size_t
ab_pane_offset(const struct ab_pane *pane)
{
	if (pane->top == pane->kept_top)
		return pane->kept;
	const struct ab_row *row = pane->layout && pane->top > 0
	    ? ab_layout_row(pane->layout, (size_t)pane->top) : NULL;
	return row ? row->at.start : 0;
}

static void
keep(struct ab_pane *pane, size_t offset, ptrdiff_t top)
{
	pane->kept = offset;
	pane->kept_top = top;
}

/* What was kept of another day may lie beyond a text that is shorter now. */
static size_t
within(const struct ab_pane *pane, size_t offset)
{
	size_t len = ab_article_text(pane->article).len;

	return offset < len ? offset : len;
}

void
ab_pane_seek(struct ab_panes *p, struct ab_pane *pane, size_t offset)
{
	offset = within(pane, offset);
	pane->top = offset ? (ptrdiff_t)ab_pane_find(p, pane, offset) : 0;
	keep(pane, offset, pane->top);
}

void
ab_pane_lay_out(struct ab_panes *p, struct ab_pane *pane, size_t from)
{
	ab_layout_free(pane->layout);
	pane->layout = ab_layout_new(pane->article, pane->width, p->chrome);
	if (p->values && pane->marked)
		ab_layout_values(pane->layout, ab_article_dates(pane->article));
	if (p->only && pane->only.done)
		ab_layout_only(pane->layout, pane->only.at, pane->only.count);
	ab_layout_pads(pane->layout, pane->pad, pane->pads);
	ab_layout_begin(pane->layout, from);
	p->laid++;
}

static size_t
before(size_t offset, size_t bytes)
{
	return offset > bytes ? offset - bytes : 0;
}

/* Makes the layout anew; the text at the pane's top stays there. */
static void
lay_out(struct ab_panes *p, struct ab_pane *pane)
{
	const struct ab_row *row = pane->layout && pane->top > 0
	    ? ab_layout_row(pane->layout, (size_t)pane->top) : NULL;
	bool placed = row, gap = row && row->gap;
	size_t offset = ab_pane_offset(pane);

	ab_pane_lay_out(p, pane, before(offset, BACK));
	if (!placed)
		return;
	pane->top = (ptrdiff_t)ab_layout_find(pane->layout, offset);
	keep(pane, offset, pane->top);
	if (gap && pane->top > 0 && ab_layout_row(pane->layout, (size_t)pane->top - 1)->gap)
		pane->top--;
	ab_pane_above(p, pane, 0);
}

/* The same layout with more rows before its first. */
static void
lay_out_above(struct ab_panes *p, struct ab_pane *pane, size_t bytes)
{
	const struct ab_row *row = ab_layout_row(pane->layout, pane->top > 0
	    ? (size_t)pane->top : 0);
	size_t offset = row ? row->at.start : ab_article_text(pane->article).len;
	bool kept = pane->top == pane->kept_top;

	ab_pane_lay_out(p, pane, before(ab_layout_origin(pane->layout), bytes));
	pane->top = (ptrdiff_t)ab_layout_find(pane->layout, offset)
	    + (pane->top < 0 ? pane->top : 0);
	keep(pane, pane->kept, kept ? pane->top : PTRDIFF_MIN);
}

/* Beyond `rows`, so that row 0 is at the top only where the text begins. */
ptrdiff_t
ab_pane_above(struct ab_panes *p, struct ab_pane *pane, ptrdiff_t rows)
{
	for (size_t bytes = BACK; pane->top <= rows && ab_layout_origin(pane->layout) > 0;
	    bytes *= 2)
		lay_out_above(p, pane, bytes);
	return pane->top;
}

size_t
ab_pane_find(struct ab_panes *p, struct ab_pane *pane, size_t offset)
{
	offset = within(pane, offset);
	if (ab_layout_reaches(pane->layout, offset))
		return ab_layout_find(pane->layout, offset);
	const struct ab_row *was = ab_layout_row(pane->layout, pane->top > 0
	    ? (size_t)pane->top : 0);
	size_t top = was ? was->at.start : 0;
	keep(pane, 0, PTRDIFF_MIN); /* rows have other numbers from here on */
	ab_pane_lay_out(p, pane, before(offset, BACK));
	pane->top = (ptrdiff_t)ab_layout_find(pane->layout, offset);
	ptrdiff_t row = ab_pane_above(p, pane, pane->rows),
	    least = ab_layout_origin(pane->layout) > 0;
	pane->top = 0; /* what it was is out of sight, if not reached */
	if (ab_layout_reaches(pane->layout, top))
		pane->top = (ptrdiff_t)ab_layout_find(pane->layout, top);
	if (pane->top < least)
		pane->top = least;
	return (size_t)row;
}

static void
place(struct ab_panes *p, struct ab_pane *pane, int row, int rows, int col, int cols)
{
	pane->row = row;
	pane->rows = rows > 0 ? rows : 0;
	pane->col = col;
	pane->cols = cols;
	pane->margin = cols >= MARGIN_FROM;
	pane->left = pane->margin && p->gutter ? AB_GUTTER_COLS : pane->margin;
	int width = cols - pane->left - pane->margin;
	if (width > MEASURE)
		width = MEASURE;
	if (width < 1)
		width = 1;
	if (pane->layout && pane->width == width)
		return;
	pane->width = width;
	lay_out(p, pane);
}

/* The columns of a pane that is the i-th of those shown. */
static int
share(const struct ab_panes *p, int i)
{
	int total = p->cols - (p->shown - 1);

	return total / p->shown + (i < total % p->shown) + p->at[p->first + i].wider;
}

/* What < and > did holds only for the panes and the screen it was done for. */
static void
check_widths(struct ab_panes *p)
{
	int sum = 0;
	bool narrow = false;

	for (int i = 0; i < p->shown; i++) {
		sum += p->at[p->first + i].wider;
		narrow |= share(p, i) < WIDEN_LEAST;
	}
	if (sum != 0 || narrow)
		for (int i = 0; i < p->count; i++)
			p->at[i].wider = 0;
}

void
ab_panes_arrange(struct ab_panes *p)
{
	int fit = ab_panes_fit(p), rows = p->rows - p->foot, col = 0;

	p->shown = fit < p->count ? fit : p->count;
	if (p->focus < p->first)
		p->first = p->focus;
	if (p->focus >= p->first + p->shown)
		p->first = p->focus - p->shown + 1;
	if (p->first + p->shown > p->count)
		p->first = p->count - p->shown;
	p->strip = fit == 1 && p->count > 1 && rows >= STRIP_FROM - 1
	    ? (p->focus + 1) % p->count : -1;
	if (p->strip >= 0)
		rows -= rows >= STRIP_LARGE ? 5 : 3;
	for (int i = 0; i < p->count; i++)
		p->at[i].rows = 0;
	check_widths(p);
	for (int i = 0; i < p->shown; i++) {
		place(p, &p->at[p->first + i], 1, rows - 1, col, share(p, i));
		col += share(p, i) + 1;
	}
	if (p->strip >= 0)
		place(p, &p->at[p->strip], rows + 1, p->rows - p->foot - rows - 1, 0, p->cols);
}

static void
lay_out_all(struct ab_panes *p)
{
	for (int i = 0; i < p->count; i++)
		if (p->at[i].layout)
			lay_out(p, &p->at[i]);
}

void
ab_panes_chrome(struct ab_panes *p, enum ab_chrome_mode chrome)
{
	p->chrome = chrome;
	lay_out_all(p);
}

void
ab_panes_values(struct ab_panes *p, bool values)
{
	if (p->values || values) {
		p->values = values;
		lay_out_all(p);
	}
}

void
ab_panes_only(struct ab_panes *p, bool only)
{
	p->only = only;
	lay_out_all(p);
}

void
ab_panes_pad(struct ab_panes *p, int i, struct ab_pad *pad, size_t count)
{
	struct ab_pane *pane = &p->at[i];
	struct ab_pad *old = pane->pad;
	bool other = pane->pads > 0 || count > 0;

	pane->pad = pad;
	pane->pads = count;
	if (pane->layout && other)
		lay_out(p, pane); /* which may still ask the layout that the old ones are for */
	free(old);
}

void
ab_panes_relearn(struct ab_panes *p, const struct ab_knowledge *know)
{
	ab_bundle_relearn(p->bundle, know);
	for (int i = 0; i < p->count; i++) {
		struct ab_pane *pane = &p->at[i];
		struct ab_article *old = pane->article;
		pane->article = ab_bundle_hold(p->bundle, pane->number);
		ab_hits_free(&pane->only);
		if (pane->layout)
			lay_out(p, pane);
		ab_hits_free(&pane->hits);
		pane->marked = false;
		ab_bundle_let_go(p->bundle, old);
	}
}

bool
ab_panes_widen(struct ab_panes *p, int cols)
{
	int focus = p->focus - p->first;
	int other = focus + 1 < p->shown ? focus + 1 : focus - 1;

	if (p->shown < 2 || share(p, focus) + cols < WIDEN_LEAST
	    || share(p, other) - cols < WIDEN_LEAST)
		return false;
	p->at[p->first + focus].wider += cols;
	p->at[p->first + other].wider -= cols;
	ab_panes_arrange(p);
	return true;
}
