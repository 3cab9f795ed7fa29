#include "app/stops.h"

enum {
	LEAST_ROWS = 10, /* fewer do not pay for setting stops */
	PART = 3,        /* one row in so many has to begin where there is to be a stop */
	EVERY = 8,
};

/* Does something begin here: an edge, or text after more than the blank between two words? */
static bool
begins(const struct ab_shown *row, int col)
{
	const struct ab_shown *c = &row[col];

	if (c->edge || ab_shown_blank(c))
		return c->edge;
	return c[-1].edge
	    || (ab_shown_blank(&c[-1]) && (col == 1 || c[-2].edge || ab_shown_blank(&c[-2])));
}

static bool
wanted(const struct ab_pen *pen, const struct ab_shown *cells, int col)
{
	int count = 0;

	for (int r = 1; r < pen->rows - 1; r++)
		count += begins(cells + r * pen->cols, col);
	return PART * count >= pen->rows - 2;
}

static void
set(struct ab_pen *pen, int col)
{
	ab_pen_go(pen, 0, col);
	ab_pen_put(pen, pen->term->new_stop);
}

bool
ab_stops_set(struct ab_pen *pen, const struct ab_shown *cells, bool *stop)
{
	bool missing = false;

	if (!pen->term->new_stop.len || pen->rows < LEAST_ROWS)
		return false;
	for (int c = 1; c < pen->cols; c++)
		missing |= !stop[c] && wanted(pen, cells, c);
	if (!missing)
		return false;
	ab_pen_put(pen, pen->term->no_stops);
	for (int c = 1; c < pen->cols; c++) {
		stop[c] = wanted(pen, cells, c);
		if (stop[c])
			set(pen, c);
	}
	return true;
}

void
ab_stops_restore(struct ab_pen *pen)
{
	pen->row = pen->col = -1; /* whoever leaves has sent more than we know of */
	ab_pen_put(pen, pen->term->no_stops);
	for (int c = EVERY; c < pen->cols; c += EVERY)
		set(pen, c);
}
