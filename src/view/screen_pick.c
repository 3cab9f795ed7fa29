/* The articles with a cursor on a line of the focused one: which lines are to be hidden? */
#include "base/words.h"
#include "view/screen.h"

static struct ab_pane *
pane_of(struct ab_reader *r)
{
	return &r->panes.at[r->panes.focus];
}

/* The first row of the picked line or, where that is no longer shown, of the next one; NULL: the
 * pane shows nothing. */
static const struct ab_row *
picked_row(struct ab_reader *r, size_t *at)
{
	struct ab_pane *pane = pane_of(r);
	const struct ab_lines *lines = ab_article_lines(pane->article);

	if (r->picked >= lines->count || !pane->layout || !ab_layout_row(pane->layout, 0))
		return NULL;
	*at = ab_layout_find(pane->layout, lines->at[r->picked].at.start);
	const struct ab_row *row = ab_layout_row(pane->layout, *at);
	r->picked = row->line;
	return row;
}

/* Scrolls as little as brings the picked line into sight, its start first. */
static void
bring_into_sight(struct ab_reader *r)
{
	struct ab_pane *pane = pane_of(r);
	const struct ab_row *row;
	size_t at, last;

	if (!picked_row(r, &at))
		return;
	for (last = at; (row = ab_layout_row(pane->layout, last + 1)) && row->line == r->picked
	    && !row->gap && last - at < (size_t)pane->rows; last++)
		;
	if ((ptrdiff_t)last >= pane->top + pane->rows)
		ab_panes_scroll_to(&r->panes, (ptrdiff_t)last - pane->rows + 1);
	if ((ptrdiff_t)at < pane->top)
		ab_panes_scroll_to(&r->panes, (ptrdiff_t)at);
}

void
ab_pick_begin(struct ab_reader *r)
{
	struct ab_pane *pane = pane_of(r);
	const struct ab_row *row = NULL;

	if (!r->keeper) {
		ab_say(r, "no rules are made here, where nothing is taken for chrome");
		return;
	}
	for (size_t i = pane->top > 0 ? (size_t)pane->top : 0;
	    (row = ab_layout_row(pane->layout, i)); i++)
		if (!row->gap)
			break;
	if (!row) {
		ab_say(r, "no line here");
		return;
	}
	r->picked = row->line;
	r->screen = &ab_screen_pick;
	bring_into_sight(r);
}

/* ---- moving the cursor ---- */

static void
line_on(struct ab_reader *r, size_t at)
{
	struct ab_layout *layout = pane_of(r)->layout;
	const struct ab_row *row;

	while ((row = ab_layout_row(layout, ++at)) && (row->gap || row->line == r->picked))
		;
	if (row)
		r->picked = row->line;
}

static void
line_back(struct ab_reader *r, size_t at)
{
	struct ab_layout *layout = pane_of(r)->layout;

	while (at > 0 && ab_layout_row(layout, at - 1)->gap)
		at--;
	if (at > 0)
		r->picked = ab_layout_row(layout, at - 1)->line;
}

/* So many rows on: the line there. */
static void
rows_on(struct ab_reader *r, size_t at, ptrdiff_t rows)
{
	struct ab_layout *layout = pane_of(r)->layout;
	ptrdiff_t to = (ptrdiff_t)at + rows;
	size_t last = ab_layout_count(layout) - 1;
	size_t row = to < 0 ? 0 : (size_t)to < last ? (size_t)to : last;

	const struct ab_row *it = ab_layout_row(layout, row);
	if (it && it->gap) /* at an end there may be nothing beyond it */
		it = ab_layout_row(layout, rows > 0 ? row + 1 : row - 1);
	if (it)
		r->picked = it->line;
}

static void
move(struct ab_reader *r, enum ab_command c, ptrdiff_t rows)
{
	size_t at, before = SIZE_MAX;

	if (!picked_row(r, &at))
		return;
	if (c != AB_DO_DOWN && c != AB_DO_UP)
		rows_on(r, at, rows);
	else
		for (; rows != 0 && before != r->picked && picked_row(r, &at);
		    rows += rows > 0 ? -1 : 1) {
			before = r->picked;
			if (rows > 0)
				line_on(r, at);
			else
				line_back(r, at);
		}
	bring_into_sight(r);
}

/* ---- the screen ---- */

static void
paint(struct ab_reader *r, struct ab_frame *f, int rows)
{
	struct ab_pane *pane = pane_of(r);
	const struct ab_row *row;
	size_t at;

	ab_screen_panes.paint(r, f, rows);
	picked_row(r, &at);
	for (int i = 0; i < pane->rows; i++) {
		row = pane->top + i < 0 ? NULL : ab_layout_row(pane->layout,
		    (size_t)(pane->top + i));
		if (!row || row->gap || row->line != r->picked)
			continue;
		ab_frame_restyle(f, pane->row + i, pane->col, pane->col + pane->cols,
		    AB_STYLE_CURRENT);
		if (pane->margin)
			ab_frame_put(f, pane->row + i, pane->col, pane->col + 1, AB_STYLE_CURRENT,
			    AB_STR(">"));
	}
}

static int
place(struct ab_reader *r, struct ab_frame *f, int row)
{
	return ab_frame_print(f, row, 1, f->cols, AB_STYLE_PLAIN, ab_tr("line %3zu"),
	    r->picked + 1);
}

static void
status(struct ab_reader *r, struct ab_frame *f, int row, int col)
{
	(void)r;
	ab_frame_cut(f, row, col, f->cols - 1, AB_STYLE_DIM,
	    ab_tr_str("Enter: hide lines like this  C why it is shown  q goes back"));
}

static void
choose(struct ab_reader *r)
{
	struct ab_pane *pane = pane_of(r);
	struct ab_arena arena = { 0 };
	size_t at;

	if (!picked_row(r, &at))
		return;
	if (ab_article_lines(pane->article)->at[r->picked].kind == AB_KIND_CHROME) {
		ab_str why = ab_why(&arena, pane->article, r->panes.chrome, r->picked);
		ab_say(r, "nothing to hide: %.*s", (int)why.len, why.ptr);
		ab_arena_free(&arena);
		return;
	}
	ab_draft_begin(r, pane, r->picked);
}

static void
say_why(struct ab_reader *r)
{
	struct ab_arena arena = { 0 };
	ab_str why = ab_why(&arena, pane_of(r)->article, r->panes.chrome, r->picked);

	ab_say(r, "%.*s", (int)why.len, why.ptr);
	ab_arena_free(&arena);
}

static bool
command(struct ab_reader *r, enum ab_command c, size_t count)
{
	ptrdiff_t rows;
	size_t at;

	switch (c) {
	case AB_DO_HIDE:
		choose(r);
		return true;
	case AB_DO_WHY:
		if (picked_row(r, &at))
			say_why(r);
		return true;
	case AB_DO_CHROME:
	case AB_DO_MARKS:
		ab_screen_panes.command(r, c, count);
		bring_into_sight(r);
		return true;
	case AB_DO_NEXT_PANE:
	case AB_DO_PREV_PANE:
		ab_screen_panes.command(r, c, count);
		ab_pick_begin(r);
		return true;
	default:
		if (!ab_motion(c, count, pane_of(r)->rows, &rows))
			return false;
		move(r, c, rows);
		return true;
	}
}

static bool
key(struct ab_reader *r, ab_str name)
{
	if (!ab_str_eq(name, AB_STR("<Enter>")))
		return false;
	choose(r);
	return true;
}

const struct ab_screen ab_screen_pick = { paint, place, status, command, key };
