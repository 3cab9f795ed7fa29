#include "app/pen.h"

void
ab_pen_put(struct ab_pen *pen, ab_str s)
{
	if (pen->bytes.len + s.len > pen->room) {
		char *more = ab_alloc(pen->arena, pen->room = 2 * (pen->bytes.len + s.len) + 1024,
		    1);
		if (pen->bytes.len)
			memcpy(more, pen->bytes.ptr, pen->bytes.len);
		pen->bytes.ptr = more;
	}
	if (s.len)
		memcpy((char *)pen->bytes.ptr + pen->bytes.len, s.ptr, s.len);
	pen->bytes.len += s.len;
}

struct ab_pen
ab_pen_fork(const struct ab_pen *pen)
{
	struct ab_pen fork = *pen;

	fork.bytes = (ab_str){ 0 };
	fork.room = 0;
	return fork;
}

void
ab_pen_join(struct ab_pen *pen, const struct ab_pen *fork)
{
	struct ab_pen joined = *fork;

	joined.bytes = pen->bytes;
	joined.room = pen->room;
	*pen = joined;
	ab_pen_put(pen, fork->bytes);
}

ab_str
ab_pen_bytes(const struct ab_pen *pen, enum ab_sequence which, int a, int b)
{
	bool lasts = which != AB_SEQ_CUP && which != AB_SEQ_CSR && which != AB_SEQ_LRM
	    && a <= pen->cols;
	ab_str once = { 0 }, *bytes = lasts ? &pen->known[(int)which * (pen->cols + 1) + a] : &once;

	if (!bytes->ptr) /* terminfo is slow, and these are asked for again and again */
		pen->term->put(lasts ? pen->lasting : pen->arena, which, a, b, bytes);
	return *bytes;
}

void
ab_pen_sequence(struct ab_pen *pen, enum ab_sequence which, int a, int b)
{
	ab_pen_put(pen, ab_pen_bytes(pen, which, a, b));
}

/* ---- styles ---- */

static void
set_style(struct ab_pen *pen, enum ab_style style)
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
		set_style(pen, AB_STYLE_PLAIN);
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

	set_style(pen, ab_pen_style_for(pen, pen->style, c));
	ab_pen_link(pen, c->link);
	ab_pen_put(pen, (ab_str){ c->glyph, c->len });
	for (int i = 0; i < c->len && c->len > 1; i++)
		pen->drift += (c->glyph[i] & 0xC0) != 0x80;
	/* In the last column a cursor waits to wrap, or has wrapped. */
	pen->col = col + c->width < pen->right ? col + c->width : -1;
	if (pen->col < 0 && !pen->term->last_cell)
		pen->row = -1;
}
