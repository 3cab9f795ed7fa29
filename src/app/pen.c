#include "app/pen.h"

static const size_t never = 1 << 20; /* bytes of a way that would lose the cursor */

bool
ab_shown_blank(const struct ab_shown *c)
{
	return c->len == 1 && *c->glyph == ' ' && c->style == AB_STYLE_PLAIN;
}

void
ab_pen_put(struct ab_pen *pen, ab_str s)
{
	if (pen->bytes.len + s.len > pen->room) {
		char *more = ab_alloc(pen->arena, pen->room = 2 * (pen->bytes.len + s.len) + 1024, 1);
		if (pen->bytes.len)
			memcpy(more, pen->bytes.ptr, pen->bytes.len);
		pen->bytes.ptr = more;
	}
	if (s.len)
		memcpy((char *)pen->bytes.ptr + pen->bytes.len, s.ptr, s.len);
	pen->bytes.len += s.len;
}

static ab_str
sequence(const struct ab_pen *pen, enum ab_sequence which, int a, int b)
{
	ab_str bytes = { 0 };

	pen->term->put(pen->arena, which, a, b, &bytes);
	return bytes;
}

void
ab_pen_sequence(struct ab_pen *pen, enum ab_sequence which, int a, int b)
{
	ab_pen_put(pen, sequence(pen, which, a, b));
}

/* ---- styles ---- */

/* A colour over a colour needs no way back first. */
static ab_str
way_back(const struct ab_pen *pen, enum ab_style from, enum ab_style to)
{
	return pen->term->hue[from] && pen->term->hue[to] ? AB_STR("") : pen->term->off[from];
}

static size_t
change(const struct ab_pen *pen, enum ab_style from, enum ab_style to)
{
	return from == to ? 0 : way_back(pen, from, to).len + pen->term->on[to].len;
}

void
ab_pen_style(struct ab_pen *pen, enum ab_style style)
{
	if (style == pen->style)
		return;
	ab_pen_put(pen, way_back(pen, pen->style, style));
	ab_pen_put(pen, pen->term->on[style]);
	pen->style = style;
}

void
ab_pen_bare(struct ab_pen *pen)
{
	if (!pen->term->bare[pen->style])
		ab_pen_style(pen, AB_STYLE_PLAIN);
}

/* A blank is written in the style that is set, if that does not show on it. */
static enum ab_style
style_for(const struct ab_pen *pen, enum ab_style now, const struct ab_shown *cell)
{
	return ab_shown_blank(cell) && pen->term->bare[now] ? now : (enum ab_style)cell->style;
}

/* ---- moves ---- */

/* Bytes are sent, then the cells from there on are written. */
struct way { ab_str jump; int from; bool absolute; size_t cost; };

/* What it takes to write cells [from, to) and to be ready for the one at to. */
static size_t
writing(const struct ab_pen *pen, const struct ab_shown *cells, int from, int to, bool drift)
{
	enum ab_style style = pen->style;
	size_t cost = 0;
	int c = from;

	for (; c < to; c += cells[c].width) {
		if (cells[c].width == 0 || (cells[c].edge && drift))
			return never;
		enum ab_style next = style_for(pen, style, &cells[c]);
		cost += change(pen, style, next) + cells[c].len;
		drift |= cells[c].len > 1;
		style = next;
	}
	if (c > to || (cells[to].edge && drift))
		return never;
	return cost + change(pen, style, style_for(pen, style, &cells[to]));
}

static void
consider(const struct ab_pen *pen, const struct ab_shown *cells, int col, struct way *best,
    struct way way)
{
	way.cost = way.jump.len + writing(pen, cells, way.from, col, !way.absolute && pen->drift);
	if (way.cost < best->cost)
		*best = way;
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
	for (int i = 0; i < down; i++)
		*bytes = ab_format(pen->arena, "%.*s%.*s", (int)bytes->len, bytes->ptr, (int)t->down.len,
		    t->down.ptr);
	return true;
}

static ab_str
join(const struct ab_pen *pen, ab_str a, ab_str b)
{
	return ab_format(pen->arena, "%.*s%.*s", (int)a.len, a.ptr, (int)b.len, b.ptr);
}

static ab_str
sideways(const struct ab_pen *pen, int from, int to)
{
	return from == to ? AB_STR("")
	    : sequence(pen, from < to ? AB_SEQ_CUF : AB_SEQ_CUB, from < to ? to - from : from - to, 0);
}

static bool
crosses(const struct ab_shown *cells, int from, int to)
{
	for (int c = from < to ? from : to; c <= (from < to ? to : from); c++)
		if (cells[c].edge)
			return true;
	return false;
}

static struct way
cheapest(const struct ab_pen *pen, const struct ab_shown *cells, int row, int col)
{
	const struct ab_terminal *t = pen->term;
	struct way best = { .cost = 2 * never };
	ab_str to_row;

	consider(pen, cells, col, &best, (struct way){ sequence(pen, AB_SEQ_CUP, row, col), col, true, 0 });
	if (!vertical(pen, row, &to_row))
		return best;
	if (t->has[AB_SEQ_HPA])
		consider(pen, cells, col, &best,
		    (struct way){ join(pen, to_row, sequence(pen, AB_SEQ_HPA, col, 0)), col, true, 0 });
	if (pen->col >= 0 && !(pen->drift && (to_row.len || crosses(cells, pen->col, col)))) {
		if (pen->col < col)
			consider(pen, cells, col, &best, (struct way){ to_row, pen->col, false, 0 });
		if (t->has[pen->col <= col ? AB_SEQ_CUF : AB_SEQ_CUB])
			consider(pen, cells, col, &best,
			    (struct way){ join(pen, to_row, sideways(pen, pen->col, col)), col, false, 0 });
	}
	if (pen->left > 0) /* terminals do not agree whether a carriage return heeds the margin */
		return best;
	ab_str start = join(pen, AB_STR("\r"), to_row);
	consider(pen, cells, col, &best, (struct way){ start, 0, true, 0 });
	if (t->has[AB_SEQ_CUF])
		consider(pen, cells, col, &best,
		    (struct way){ join(pen, start, sideways(pen, 0, col)), col, true, 0 });
	return best;
}

static void
put_glyph(struct ab_pen *pen, const struct ab_shown *cells, int col)
{
	const struct ab_shown *c = &cells[col];

	ab_pen_style(pen, style_for(pen, pen->style, c));
	ab_pen_put(pen, (ab_str){ c->glyph, c->len });
	pen->drift |= c->len > 1;
	/* In the last column a cursor waits to wrap, or has wrapped. */
	pen->col = col + c->width < pen->right ? col + c->width : -1;
	if (pen->col < 0 && !pen->term->last_cell)
		pen->row = -1;
}

static void
reach(struct ab_pen *pen, const struct ab_shown *cells, int row, int col)
{
	if (pen->row == row && pen->col == col && !(pen->drift && cells[col].edge))
		return;
	struct way way = cheapest(pen, cells, row, col);
	ab_pen_put(pen, way.jump);
	if (way.absolute)
		pen->drift = false;
	pen->row = row;
	pen->col = way.from;
	for (int c = way.from; c < col; c += cells[c].width)
		put_glyph(pen, cells, c);
}

void
ab_pen_go(struct ab_pen *pen, int row, int col)
{
	ab_str to_row;

	if (pen->row == row && pen->col == col)
		return;
	if (col == 0 && pen->left == 0 && vertical(pen, row, &to_row))
		ab_pen_put(pen, join(pen, AB_STR("\r"), to_row));
	else
		ab_pen_sequence(pen, AB_SEQ_CUP, row, col);
	pen->row = row;
	pen->col = col;
	pen->drift = false;
}

/* ---- a row ---- */

/* From a blank that has to be made: how many blanks follow up to the last that has to be made. */
static int
blanks(const struct ab_shown *old, const struct ab_shown *new, int col, int end)
{
	int last = col;

	for (int c = col; c < end && ab_shown_blank(&new[c]); c++)
		if (!ab_shown_same(&new[c], &old[c]))
			last = c;
	return last - col + 1;
}

/* Erasing leaves the cursor where it is: what follows, if anything does, has to be reached. */
static bool
erase(struct ab_pen *pen, const struct ab_shown *old, const struct ab_shown *new, int row, int col,
    int end)
{
	int n = ab_shown_blank(&new[col]) ? blanks(old, new, col, end) : 0, to_follow = 0;

	if (n == 0 || !pen->term->has[AB_SEQ_ECH])
		return false;
	for (int c = col + n; c < end && to_follow == 0; c++)
		to_follow = ab_shown_same(&new[c], &old[c]) ? 0 : 4;
	ab_str bytes = sequence(pen, AB_SEQ_ECH, n, 0);
	if ((int)bytes.len + to_follow >= n)
		return false;
	reach(pen, new, row, col);
	ab_pen_bare(pen);
	ab_pen_put(pen, bytes);
	return true;
}

void
ab_pen_row(struct ab_pen *pen, int row, const struct ab_shown *old, const struct ab_shown *new,
    int left, int right)
{
	bool clears = right == pen->cols && pen->term->clear_line.len, rest = false;
	int end = right;

	for (; clears && end > left && ab_shown_blank(&new[end - 1]); end--)
		rest |= !ab_shown_same(&new[end - 1], &old[end - 1]);
	if (row == pen->rows - 1 && !pen->term->last_cell && end == pen->cols)
		end--;
	for (int c = left; c < end; c++) {
		if (ab_shown_same(&new[c], &old[c]) || new[c].width == 0)
			continue;
		if (erase(pen, old, new, row, c, end)) {
			c += blanks(old, new, c, end) - 1;
			continue;
		}
		reach(pen, new, row, c);
		put_glyph(pen, new, c);
	}
	if (rest) {
		reach(pen, new, row, end);
		ab_pen_bare(pen);
		ab_pen_put(pen, pen->term->clear_line);
	}
}
