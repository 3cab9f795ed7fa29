/* How panes move: each alone, or coupled. */
#include "view/pane.h"

enum { TO_END = 1 << 20 }; /* rows: no key goes so many on, but for the one that goes to the end */

static bool
moves(const struct ab_panes *p, int i)
{
	return i == p->focus || (p->coupling == AB_COUPLED_BY_ROW && p->at[i].layout)
	    || (p->coupling == AB_COUPLED_BY_LINK && p->at[i].layout && i != p->strip);
}

/* The top that has the last row at the bottom of the pane. */
static ptrdiff_t
last_top(struct ab_pane *pane)
{
	ptrdiff_t top = (ptrdiff_t)ab_layout_count(pane->layout) - pane->rows;

	return top > 0 ? top : 0;
}

/* By how many rows, `rows` at most, a pane can go on until its last row is at its bottom. */
static ptrdiff_t
room_below(struct ab_panes *p, struct ab_pane *pane, ptrdiff_t rows)
{
	if (rows > TO_END)
		ab_pane_find(p, pane, ab_article_text(pane->article).len);
	ptrdiff_t bottom = pane->top + pane->rows + rows;

	if (bottom > 0 && ab_layout_row(pane->layout, (size_t)bottom - 1))
		return rows;
	ptrdiff_t room = last_top(pane) - pane->top;
	return room < 0 ? 0 : room < rows ? room : rows;
}

bool
ab_panes_scroll(struct ab_panes *p, ptrdiff_t rows)
{
	ptrdiff_t room = 0;

	for (int i = 0; i < p->count; i++) {
		if (!moves(p, i))
			continue;
		ptrdiff_t here = rows > 0 ? room_below(p, &p->at[i], rows)
		    : ab_pane_above(p, &p->at[i], -rows);
		if (here > room)
			room = here;
	}
	if (rows < 0)
		rows = room < -rows ? -room : rows;
	else
		rows = room;
	for (int i = 0; i < p->count; i++)
		if (moves(p, i))
			p->at[i].top += rows;
	return rows != 0;
}

bool
ab_panes_scroll_to(struct ab_panes *p, ptrdiff_t top)
{
	return ab_panes_scroll(p, top - p->at[p->focus].top);
}

struct ab_stand
ab_panes_stand(const struct ab_panes *p)
{
	struct ab_stand stand = { .count = p->count, .focus = p->focus };

	for (int i = 0; i < p->count; i++)
		if (p->at[i].layout) {
			stand.top[i] = p->at[i].top;
			stand.origin[i] = ab_layout_origin(p->at[i].layout);
		}
	return stand;
}

void
ab_panes_restore(struct ab_panes *p, const struct ab_stand *stand)
{
	if (stand->count != p->count)
		return;
	p->focus = stand->focus;
	for (int i = 0; i < p->count; i++) {
		struct ab_pane *pane = &p->at[i];
		if (pane->layout && ab_layout_origin(pane->layout) != stand->origin[i])
			ab_pane_lay_out(p, pane, stand->origin[i]);
		pane->top = stand->top[i];
	}
	ab_panes_arrange(p);
}

void
ab_panes_start(struct ab_panes *p)
{
	for (int i = 0; i < p->count; i++)
		if (moves(p, i)) {
			if (ab_layout_origin(p->at[i].layout) > 0)
				ab_pane_lay_out(p, &p->at[i], 0);
			p->at[i].top = 0;
		}
}

void
ab_panes_couple(struct ab_panes *p, enum ab_coupling coupling)
{
	p->coupling = coupling;
	for (int i = 0; coupling == AB_COUPLED_NOT && i < p->count; i++) {
		struct ab_pane *pane = &p->at[i];
		if (pane->top < 0)
			pane->top = 0;
		else if (pane->layout && !ab_layout_row(pane->layout, (size_t)pane->top))
			pane->top = last_top(pane);
	}
}

int
ab_pane_percent(struct ab_pane *pane)
{
	size_t len = ab_article_text(pane->article).len;
	ptrdiff_t bottom = pane->top + pane->rows;

	if (!pane->layout || bottom <= 0)
		return 0;
	const struct ab_row *next = ab_layout_row(pane->layout, (size_t)bottom);
	if (!next || len == 0)
		return 100;
	return (int)((double)next->at.start * 100 / (double)len);
}
