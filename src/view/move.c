/* Motions in the panes beyond rows and pages: paragraphs, marks, jumps, the mouse. */
#include "view/screen.h"

/* Does a paragraph begin at this row? */
static bool
begins(struct ab_layout *layout, size_t i)
{
	const struct ab_row *row = ab_layout_row(layout, i), *above;

	if (!row || row->gap)
		return false;
	above = i > 0 ? ab_layout_row(layout, i - 1) : NULL;
	return !above || above->gap;
}

static void
paragraphs(struct ab_reader *r, struct ab_pane *pane, size_t count, int step)
{
	enum { ROWS = 64 }; /* no more are looked through for one */
	if (step < 0)
		ab_pane_above(&r->panes, pane, ROWS * (ptrdiff_t)count);
	ptrdiff_t to = pane->top;

	for (size_t i = 0; i < count; i++) {
		ptrdiff_t at = to + step;
		while (at > 0 && !begins(pane->layout, (size_t)at)
		    && ab_layout_row(pane->layout, (size_t)at))
			at += step;
		if (at < 0 || !ab_layout_row(pane->layout, (size_t)at))
			break;
		to = at;
	}
	ab_panes_scroll_to(&r->panes, to);
}

/* What is under the hand comes to this row of the pane. */
static void
bring_to(struct ab_reader *r, struct ab_pane *pane, int row)
{
	size_t offset;

	if (ab_here(r, &offset))
		ab_panes_scroll_to(&r->panes,
		    (ptrdiff_t)ab_pane_find(&r->panes, pane, offset) - row);
}

static void
back(struct ab_reader *r, size_t count)
{
	ab_place to;

	for (size_t i = 0; i < count; i++) {
		if (!ab_places_back(&r->places, ab_here_place(r), &to)) {
			ab_say(r, "this is where the jumps began");
			return;
		}
		ab_go(r, to);
	}
}

static void
on(struct ab_reader *r, size_t count)
{
	ab_place to;

	for (size_t i = 0; i < count; i++) {
		if (!ab_places_on(&r->places, &to)) {
			ab_say(r, "there is no jump after this place");
			return;
		}
		ab_go(r, to);
	}
}

bool
ab_move(struct ab_reader *r, enum ab_command c, size_t count)
{
	struct ab_pane *pane = &r->panes.at[r->panes.focus];
	size_t n = count == 0 ? 1 : count < 1000 ? count : 1000;

	switch (c) {
	case AB_DO_PARAGRAPH: paragraphs(r, pane, n, 1); return true;
	case AB_DO_PARA_BACK: paragraphs(r, pane, n, -1); return true;
	case AB_DO_CENTRE:    bring_to(r, pane, pane->rows / 2); return true;
	case AB_DO_TO_TOP:    bring_to(r, pane, 0); return true;
	case AB_DO_TO_BOTTOM: bring_to(r, pane, pane->rows - 1); return true;
	case AB_DO_JUMP_BACK: back(r, n); return true;
	case AB_DO_JUMP_ON:   on(r, n); return true;
	case AB_DO_SET_MARK:
		r->waiting = AB_WAIT_SET_MARK;
		ab_say(r, "which mark, a to z?");
		return true;
	case AB_DO_GO_MARK:
		r->waiting = AB_WAIT_GO_MARK;
		ab_say(r, "to which mark, a to z, or ' to where you were?");
		return true;
	default: return false;
	}
}

void
ab_move_mark(struct ab_reader *r, enum ab_wait what, ab_str key)
{
	struct ab_places *p = &r->places;
	bool back_again = what == AB_WAIT_GO_MARK
	    && (ab_str_eq(key, AB_STR("'")) || ab_str_eq(key, AB_STR("`")));

	if (!back_again && (key.len != 1 || *key.ptr < 'a' || *key.ptr > 'z')) {
		ab_say(r, "no mark: a to z was expected");
		return;
	}
	ab_place *mark = back_again ? &p->before : &p->mark[*key.ptr - 'a'], to = *mark;
	if (what == AB_WAIT_SET_MARK) {
		*mark = ab_here_place(r);
		ab_say(r, "mark %c is here; '%c comes back", *key.ptr, *key.ptr);
	} else if (!to.known) {
		if (back_again)
			ab_say(r, "there was no jump yet");
		else
			ab_say(r, "mark %c is not set: m%c sets it", *key.ptr, *key.ptr);
	} else {
		ab_leave_here(r);
		ab_go(r, to);
	}
}

/* The row of the text that is on this row of the screen; its first shown byte is clicked. */
static void
click_pane(struct ab_reader *r, int i, int row)
{
	struct ab_pane *pane = &r->panes.at[i];
	ptrdiff_t at = pane->top + row - pane->row;

	r->panes.focus = i;
	ab_panes_arrange(&r->panes);
	const struct ab_row *text = at < 0 || !pane->layout ? NULL
	    : ab_layout_row(pane->layout, (size_t)at);
	if (row >= pane->row && text)
		r->hand = (ab_place){ pane->number, text->at.start, true };
}

void
ab_move_click(struct ab_reader *r, int row, int col)
{
	for (int i = 0; i < r->panes.count; i++) {
		const struct ab_pane *pane = &r->panes.at[i];
		if (pane->rows > 0 && row >= pane->row - 1 && row < pane->row + pane->rows
		    && col >= pane->col && col < pane->col + pane->cols) {
			click_pane(r, i, row);
			return;
		}
	}
}
