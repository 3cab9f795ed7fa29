#include "app/pen.h"

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

ab_str
ab_pen_bytes(const struct ab_pen *pen, enum ab_sequence which, int a, int b)
{
	ab_str bytes = { 0 };

	pen->term->put(pen->arena, which, a, b, &bytes);
	return bytes;
}

void
ab_pen_sequence(struct ab_pen *pen, enum ab_sequence which, int a, int b)
{
	ab_pen_put(pen, ab_pen_bytes(pen, which, a, b));
}

/* ---- styles ---- */

void
ab_pen_style(struct ab_pen *pen, enum ab_style style)
{
	ab_pen_put(pen, pen->term->turn[pen->style][style]);
	pen->style = style;
}

void
ab_pen_link(struct ab_pen *pen, uint8_t link)
{
	if (link == pen->link)
		return;
	ab_pen_put(pen, AB_STR("\033]8;;"));
	ab_pen_put(pen, pen->url[link]);
	ab_pen_put(pen, AB_STR("\033\\"));
	pen->link = link;
}

void
ab_pen_bare(struct ab_pen *pen)
{
	if (!pen->term->bare[pen->style])
		ab_pen_style(pen, AB_STYLE_PLAIN);
	ab_pen_link(pen, 0);
}

enum ab_style
ab_pen_style_for(const struct ab_pen *pen, enum ab_style now, const struct ab_shown *cell)
{
	return ab_shown_blank(cell) && pen->term->bare[now] ? now : (enum ab_style)cell->style;
}

void
ab_pen_glyph(struct ab_pen *pen, const struct ab_shown *cells, int col)
{
	const struct ab_shown *c = &cells[col];

	ab_pen_style(pen, ab_pen_style_for(pen, pen->style, c));
	ab_pen_link(pen, c->link);
	ab_pen_put(pen, (ab_str){ c->glyph, c->len });
	for (int i = 0; i < c->len && c->len > 1; i++)
		pen->drift += (c->glyph[i] & 0xC0) != 0x80;
	/* In the last column a cursor waits to wrap, or has wrapped. */
	pen->col = col + c->width < pen->right ? col + c->width : -1;
	if (pen->col < 0 && !pen->term->last_cell)
		pen->row = -1;
}

/* ---- a row ---- */

/* What is asked of a row: cells [left, end) of the terminal's row are to become those of new. */
struct task { const struct ab_shown *old, *new; int row, left, end; };

static bool
stays(const struct task *t, int col)
{
	return ab_shown_same(&t->new[col], &t->old[col]) || t->new[col].width == 0;
}

/* From a blank that has to be made: the column after the last such one that blanks lead to. */
static int
last_blank(const struct task *t, int col)
{
	int end = col + 1;

	for (int c = col; c < t->end && ab_shown_blank(&t->new[c]); c++)
		if (!stays(t, c))
			end = c + 1;
	return end;
}

static bool
all_blank(const struct task *t, int from, int to)
{
	while (from <= to && to < t->end && ab_shown_blank(&t->new[from]))
		from++;
	return from > to;
}

/* What it takes to go on after blanks up to `end` have been made; nothing where the row is done. */
static size_t
onward(const struct ab_pen *pen, const struct task *t, int end)
{
	int next = end;

	while (next < t->end && stays(t, next))
		next++;
	return next < t->end ? ab_pen_distance(pen, t->new, t->row, next) : 0;
}

/* A way to make blanks: bytes that are sent at a column. */
struct erasure { int at; ab_str bytes; size_t cost; };

static void
weigh(const struct ab_pen *pen, const struct task *t, int end, struct erasure way,
    struct erasure *best)
{
	struct ab_pen after = *pen;

	if (ab_shown_blank(&t->new[way.at]) && !pen->term->bare[pen->style])
		after.style = AB_STYLE_PLAIN;
	way.cost = way.bytes.len + ab_pen_distance(pen, t->new, t->row, way.at);
	after.row = t->row;
	after.col = way.at;
	after.drift = 0;
	way.cost += onward(&after, t, end);
	if (way.cost < best->cost)
		*best = way;
}

/* Blanks [col, end) written one by one are a way, too. Erasing leaves the cursor where it is: what
 * follows, if anything does, has to be reached. It may begin earlier, where blanks stand, and where
 * only blanks stand in front it may go back to the start of the row. */
static bool
erase(struct ab_pen *pen, const struct task *t, int col, int end)
{
	struct ab_pen written = *pen;
	struct erasure best = { .at = -1 };
	int from = col;

	while (from > t->left && ab_shown_blank(&t->new[from - 1]))
		from--;
	best.cost = ab_pen_distance(pen, t->new, t->row, col) + (size_t)(end - col);
	written.row = t->row;
	written.col = end < pen->right ? end : -1;
	best.cost += onward(&written, t, end);
	if (pen->term->has[AB_SEQ_ECH]) {
		const int starts[] = { col, from, pen->col };
		for (size_t i = 0; i < AB_LEN(starts); i++)
			if (starts[i] >= from && starts[i] <= col)
				weigh(pen, t, end, (struct erasure){ starts[i],
				    ab_pen_bytes(pen, AB_SEQ_ECH, end - starts[i], 0), 0 }, &best);
	}
	if (from == 0 && pen->term->clear_start.len && pen->drift == 0 && pen->col >= end - 1
	    && all_blank(t, col, pen->col))
		weigh(pen, t, end, (struct erasure){ pen->col, pen->term->clear_start, 0 }, &best);
	if (best.at < 0)
		return false;
	ab_pen_reach(pen, t->new, t->row, best.at);
	ab_pen_bare(pen);
	ab_pen_put(pen, best.bytes);
	return true;
}

void
ab_pen_row(struct ab_pen *pen, int row, const struct ab_shown *old, const struct ab_shown *new,
    int left, int right)
{
	bool clears = right == pen->cols && pen->term->clear_line.len, rest = false;
	struct task t = { old, new, row, left, right };

	for (; clears && t.end > left && ab_shown_blank(&new[t.end - 1]); t.end--)
		rest |= !ab_shown_same(&new[t.end - 1], &old[t.end - 1]);
	if (row == pen->rows - 1 && !pen->term->last_cell && t.end == pen->cols)
		t.end--;
	for (int c = left; c < t.end; c++) {
		if (stays(&t, c))
			continue;
		int end = ab_shown_blank(&new[c]) ? last_blank(&t, c) : c;
		if (end > c && erase(pen, &t, c, end)) {
			c = end - 1;
			continue;
		}
		ab_pen_reach(pen, new, row, c);
		ab_pen_glyph(pen, new, c);
	}
	if (rest) {
		ab_pen_reach(pen, new, row, t.end);
		ab_pen_bare(pen);
		ab_pen_put(pen, pen->term->clear_line);
	}
}
