/* The ways from cell to cell. */
#include "app/pen.h"

static const size_t never = 1 << 20; /* bytes of a way that would lose the cursor */

enum { FAR = 16 /* columns: any address is shorter than to write so many cells */ };

/* Bytes are sent, then the cells from there on are written. */
struct way { ab_str jump; int from; bool absolute; size_t cost; };

/* To a cell of a row. */
struct aim { const struct ab_shown *cells; int col; struct way best; };

/* What it takes to write cells [from, to) and to be ready for the one at to. */
static size_t
writing(const struct ab_pen *pen, const struct ab_shown *cells, int from, int to, bool drift)
{
	enum ab_style style = pen->style;
	size_t cost = 0;
	int c = from;

	if (to - from > FAR)
		return never;
	for (; c < to; c += cells[c].width) {
		if (cells[c].width == 0 || (cells[c].edge && drift) || cells[c].link != pen->link)
			return never;
		enum ab_style next = ab_pen_style_for(pen, style, &cells[c]);
		cost += pen->term->turn[style][next].len + cells[c].len;
		drift |= cells[c].len > 1;
		style = next;
	}
	if (c > to || (cells[to].edge && drift))
		return never;
	return cost + pen->term->turn[style][ab_pen_style_for(pen, style, &cells[to])].len;
}

static void
consider(const struct ab_pen *pen, struct aim *aim, ab_str jump, int from, bool absolute)
{
	struct way way = { jump, from, absolute, jump.len };

	way.cost += writing(pen, aim->cells, from, aim->col, !absolute && pen->drift);
	if (way.cost < aim->best.cost)
		aim->best = way;
}

static ab_str
join(const struct ab_pen *pen, ab_str a, ab_str b)
{
	if (a.len == 0 || b.len == 0)
		return a.len ? a : b;
	char *both = ab_alloc(pen->arena, a.len + b.len, 1);
	memcpy(both, a.ptr, a.len);
	memcpy(both + a.len, b.ptr, b.len);
	return (ab_str){ both, a.len + b.len };
}

static ab_str
repeat(const struct ab_pen *pen, ab_str what, int times)
{
	ab_str all = AB_STR("");

	for (int i = 0; i < times; i++)
		all = join(pen, all, what);
	return all;
}

/* How to come to a row without an address, the column kept. */
static bool
vertical(const struct ab_pen *pen, int row, ab_str *bytes)
{
	enum { FEW = 3 };
	int last = pen->bottom && pen->row <= pen->bottom ? pen->bottom : pen->rows - 1;
	int down = row - pen->row;
	const struct ab_terminal *t = pen->term;

	*bytes = AB_STR("");
	if (pen->row < 0 || down == 0)
		return pen->row >= 0;
	if (down == -1 && t->up.len && pen->row > 1) {
		*bytes = t->up;
		return true;
	}
	if (down < 0 || down > FEW || row > last || !t->down.len)
		return false;
	*bytes = repeat(pen, t->down, down);
	return true;
}

static ab_str
sideways(const struct ab_pen *pen, int from, int to)
{
	return from == to ? AB_STR("")
	    : ab_pen_bytes(pen, from < to ? AB_SEQ_CUF : AB_SEQ_CUB,
	    from < to ? to - from : from - to, 0);
}

static bool
crosses(const struct ab_shown *cells, int from, int to)
{
	for (int c = from < to ? from : to; c <= (from < to ? to : from); c++)
		if (cells[c].edge)
			return true;
	return false;
}

static void
step(const struct ab_pen *pen, struct aim *aim, ab_str jump, int from, bool absolute)
{
	if (pen->term->has[from <= aim->col ? AB_SEQ_CUF : AB_SEQ_CUB])
		consider(pen, aim, join(pen, jump, sideways(pen, from, aim->col)),
		    aim->col, absolute);
}

/* To the last tab stop before the cell. Where the cursor may be further on or less far, the next
 * stop has to be the same from there. */
static void
tabs(const struct ab_pen *pen, struct aim *aim, ab_str jump, int from, int drift)
{
	int stop = -1, count = 0;

	for (int c = from - drift > 0 ? from - drift + 1 : 1; c <= aim->col; c++)
		if (pen->stop[c] && c > from + drift) {
			stop = c;
			count++;
		} else if (pen->stop[c]) {
			return;
		}
	if (count == 0)
		return;
	jump = join(pen, jump, repeat(pen, pen->term->to_stop, count));
	consider(pen, aim, jump, stop, true);
	step(pen, aim, jump, stop, true);
}

static struct way
cheapest(const struct ab_pen *pen, const struct ab_shown *cells, int row, int col)
{
	enum { SHORTEST = 4 /* bytes of an address */ };
	const struct ab_terminal *t = pen->term;
	struct aim aim = { cells, col, { .cost = 2 * never } };
	ab_str to_row;

	if (!vertical(pen, row, &to_row)) {
		consider(pen, &aim, ab_pen_bytes(pen, AB_SEQ_CUP, row, col), col, true);
		return aim.best;
	}
	if (t->has[AB_SEQ_HPA])
		consider(pen, &aim, join(pen, to_row, ab_pen_bytes(pen, AB_SEQ_HPA, col, 0)), col,
		    true);
	if (pen->col >= 0 && pen->col < col)
		tabs(pen, &aim, to_row, pen->col, pen->drift);
	if (pen->col >= 0 && !(pen->drift && (to_row.len || crosses(cells, pen->col, col)))) {
		if (pen->col < col)
			consider(pen, &aim, to_row, pen->col, false);
		step(pen, &aim, to_row, pen->col, false);
	}
	if (pen->left == 0) { /* terminals do not agree whether a
	                       * carriage return heeds the margin */
		ab_str start = join(pen, AB_STR("\r"), to_row);
		consider(pen, &aim, start, 0, true);
		step(pen, &aim, start, 0, true);
		tabs(pen, &aim, start, 0, 0);
	}
	if (aim.best.cost > SHORTEST)
		consider(pen, &aim, ab_pen_bytes(pen, AB_SEQ_CUP, row, col), col, true);
	return aim.best;
}

static bool
is_there(const struct ab_pen *pen, const struct ab_shown *cells, int row, int col)
{
	return pen->row == row && pen->col == col && !(pen->drift && cells[col].edge);
}

size_t
ab_pen_distance(const struct ab_pen *pen, const struct ab_shown *cells, int row, int col)
{
	return is_there(pen, cells, row, col) ? writing(pen, cells, col, col, false)
	    : cheapest(pen, cells, row, col).cost;
}

void
ab_pen_reach(struct ab_pen *pen, const struct ab_shown *cells, int row, int col)
{
	if (is_there(pen, cells, row, col))
		return;
	struct way way = cheapest(pen, cells, row, col);
	ab_pen_put(pen, way.jump);
	if (way.absolute)
		pen->drift = 0;
	pen->row = row;
	pen->col = way.from;
	for (int c = way.from; c < col; c += cells[c].width)
		ab_pen_glyph(pen, cells, c);
}

void
ab_pen_go(struct ab_pen *pen, int row, int col)
{
	ab_str to_row;

	if (pen->row == row && pen->col == col && !pen->drift)
		return;
	if (col == 0 && pen->left == 0 && vertical(pen, row, &to_row))
		ab_pen_put(pen, join(pen, AB_STR("\r"), to_row));
	else
		ab_pen_sequence(pen, AB_SEQ_CUP, row, col);
	pen->row = row;
	pen->col = col;
	pen->drift = 0;
}
