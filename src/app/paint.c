#include "app/paint.h"

#include <stdlib.h>
#include <wchar.h>

#include "app/ascii.h"

enum { GLYPH_MAX = 20 }; /* bytes of one cell: a base and up to four marks */

/* What a terminal shows in a cell. A copy: frames borrow their glyphs, and the article may be
 * gone when the next frame is compared. A wide glyph's second cell has width 0. */
struct shown { char glyph[GLYPH_MAX]; uint8_t len, width, style; };

struct ab_painter {
	struct ab_terminal term;
	struct ab_arena arena; /* sequences of this screen */
	struct shown *old, *new;
	int rows, cols;
	char *out;
	size_t len, room;
	int row, col; /* where the terminal's cursor should be; -1: nobody knows */
	bool drift;   /* it may be elsewhere in the row: a terminal may think a character wider */
	enum ab_style style;
	int bottom;   /* of the scroll region, which begins at row 1; 0: none is set */
};

struct ab_painter *
ab_painter_new(const struct ab_terminal *terminal)
{
	struct ab_painter *p = ab_xalloc(1, sizeof(*p));

	p->term = *terminal;
	return p;
}

void
ab_painter_free(struct ab_painter *p)
{
	if (!p)
		return;
	ab_arena_free(&p->arena);
	free(p->old);
	free(p->new);
	free(p->out);
	free(p);
}

static const struct shown blank = { " ", 1, 1, AB_STYLE_PLAIN };

void
ab_painter_forget(struct ab_painter *p, int rows, int cols)
{
	size_t cells = (size_t)rows * (size_t)cols;

	p->old = ab_xrealloc(p->old, cells, sizeof(*p->old));
	p->new = ab_xrealloc(p->new, cells, sizeof(*p->new));
	for (size_t i = 0; i < cells; i++)
		p->old[i] = blank;
	p->rows = rows;
	p->cols = cols;
	p->row = p->col = -1;
	p->drift = false;
	p->style = AB_STYLE_PLAIN;
	p->bottom = 0;
}

/* ---- cells ---- */

/*
 * A cluster as terminals agree on it: a base character and what combines with
 * it without room of its own. Emoji joined by ZWJ and skin tones are cut after
 * the first picture; what libc does not know, or thinks wider, becomes a mark.
 */
static int
agreed(ab_str glyph, int width, struct shown *cell)
{
	int cells = 0;
	size_t len;

	cell->len = 0;
	for (uint32_t c; (c = ab_code_point(glyph, &len)), len; glyph = ab_str_skip(glyph, len)) {
		int w = wcwidth((wchar_t)c);
		bool joiner = c == 0x200D || c == 0xFE0E || c == 0xFE0F;
		if ((cell->len == 0 ? w < 1 || w > width : w != 0) || cell->len + len > GLYPH_MAX)
			break;
		if (cell->len && joiner)
			continue;
		memcpy(cell->glyph + cell->len, glyph.ptr, len);
		cell->len = (uint8_t)(cell->len + len);
		cells += w;
	}
	if (cell->len == 0) {
		memcpy(cell->glyph, "\xef\xbf\xbd", 3);
		cell->len = 3;
		cells = 1;
	}
	return cells;
}

static void
fill(struct ab_painter *p, const struct ab_frame *f, int row, int col)
{
	const struct ab_cell *from = &f->cell[row * f->cols + col];
	struct shown *to = &p->new[row * p->cols + col];
	int width = col + 1 < p->cols && col + 1 < f->cols && from[1].glyph.len == 0 ? 2 : 1;

	*to = (struct shown){ .style = (uint8_t)from->style, .width = (uint8_t)width };
	if (width == 2) {
		to[1] = blank;
		to[1].style = to->style;
	}
	if (!p->term.utf8) {
		char two[2];
		ab_ascii(from->glyph, width, two);
		to->glyph[0] = two[0];
		to->len = to->width = 1;
		if (width == 2)
			to[1].glyph[0] = two[1];
	} else if (from->glyph.len == 1) {
		to->glyph[0] = *from->glyph.ptr;
		to->len = 1;
	} else {
		to->width = (uint8_t)agreed(from->glyph, width, to);
		if (to->width == 2)
			to[1] = (struct shown){ .style = to->style };
	}
}

static void
fill_all(struct ab_painter *p, const struct ab_frame *f)
{
	for (int r = 0; r < p->rows; r++)
		for (int c = 0; c < p->cols; c++) {
			if (r >= f->rows || c >= f->cols)
				p->new[r * p->cols + c] = blank;
			else if (f->cell[r * f->cols + c].glyph.len)
				fill(p, f, r, c);
		}
}

static bool
same(const struct shown *a, const struct shown *b)
{
	return a->len == b->len && a->style == b->style && a->width == b->width
	    && memcmp(a->glyph, b->glyph, a->len) == 0;
}

static bool
is_blank(const struct shown *c)
{
	return same(c, &blank);
}

static bool
same_row(const struct ab_painter *p, int new_row, int old_row)
{
	const struct shown *a = p->new + new_row * p->cols, *b = p->old + old_row * p->cols;

	for (int c = 0; c < p->cols; c++)
		if (!same(&a[c], &b[c]))
			return false;
	return true;
}

/* ---- bytes ---- */

static void
put(struct ab_painter *p, ab_str s)
{
	if (p->len + s.len > p->room) {
		p->room = 2 * (p->len + s.len) + 4096;
		p->out = ab_xrealloc(p->out, p->room, 1);
	}
	if (s.len)
		memcpy(p->out + p->len, s.ptr, s.len);
	p->len += s.len;
}

static void
put_sequence(struct ab_painter *p, enum ab_sequence sequence, int a, int b)
{
	ab_str bytes = { 0 };

	p->term.put(&p->arena, sequence, a, b, &bytes);
	put(p, bytes);
}

static void
put_style(struct ab_painter *p, enum ab_style style)
{
	if (style == p->style)
		return;
	/* A colour over a colour needs no way back first. */
	if (!(p->term.hue[p->style] && p->term.hue[style]))
		put(p, p->term.off[p->style]);
	put(p, p->term.on[style]);
	p->style = style;
}

static void
go(struct ab_painter *p, int row, int col)
{
	if (p->row == row && p->col == col)
		return;
	if (p->row == row && p->term.has[AB_SEQ_HPA])
		put_sequence(p, AB_SEQ_HPA, col, 0);
	else
		put_sequence(p, AB_SEQ_CUP, row, col);
	p->row = row;
	p->col = col;
	p->drift = false;
}

static void
put_cell(struct ab_painter *p, int row, int col)
{
	const struct shown *c = &p->new[row * p->cols + col];

	/* What drifted is set right where the next pane begins. */
	if (p->drift && c->style == AB_STYLE_EDGE)
		p->col = -1;
	go(p, row, col);
	put_style(p, (enum ab_style)c->style);
	put(p, (ab_str){ c->glyph, c->len });
	p->drift |= c->len > 1 && c->style != AB_STYLE_EDGE;
	/* In the last column a cursor waits to wrap; terminals do not agree where it is then. */
	p->col = col + c->width < p->cols ? col + c->width : -1;
}

/* Blanks between two changes are cheaper to write than to jump over while they are few. */
enum { JUMP = 5 };

static void
paint_row(struct ab_painter *p, int row)
{
	const struct shown *new = p->new + row * p->cols, *old = p->old + row * p->cols;
	int end = p->cols, last = 0;

	while (end > 0 && is_blank(&new[end - 1]))
		end--;
	if (row == p->rows - 1 && !p->term.last_cell && end == p->cols)
		end--;
	for (int c = 0; c < end; c++) {
		if (same(&new[c], &old[c]) || new[c].width == 0)
			continue;
		bool near = p->row == row && p->col >= 0 && c > last && c - last <= JUMP && last == p->col;
		for (int k = last; near && k < c; k++)
			near = new[k].len == 1 && new[k].style == (uint8_t)p->style;
		for (int k = last; near && k < c; k++)
			put_cell(p, row, k);
		put_cell(p, row, c);
		last = c + new[c].width;
	}
	bool rest = false;
	for (int c = end; c < p->cols; c++)
		rest |= !is_blank(&old[c]);
	if (rest && p->term.clear_line.len) {
		go(p, row, end);
		put_style(p, AB_STYLE_PLAIN);
		put(p, p->term.clear_line);
	} else {
		for (int c = end; rest && c < p->cols && (row < p->rows - 1 || c < p->cols - 1); c++)
			put_cell(p, row, c);
	}
}

/* ---- scrolling ---- */

/* How many rows of the region from row 1 to `bottom` stay as they are when it is moved up by `by`
 * (down, if negative). */
static int
kept(const struct ab_painter *p, int bottom, int by)
{
	int n = 0;

	for (int r = 1; r <= bottom; r++) {
		int from = r + by;
		if (from >= 1 && from <= bottom)
			n += same_row(p, r, from);
	}
	return n;
}

/* The last row above the last that changes: what stands still below the panes is not to be moved. */
static int
last_change(const struct ab_painter *p)
{
	int row = p->rows - 2;

	while (row > 1 && same_row(p, row, row))
		row--;
	return row;
}

/* The move that saves most of a region; 0 if none saves enough to be worth its sequences. */
static int
best_move(const struct ab_painter *p, int bottom, int *most_kept)
{
	int best = 0, most = kept(p, bottom, 0) + 2;

	for (int by = 1; by < bottom - 1; by++)
		for (int sign = 1; sign >= -1; sign -= 2) {
			int n = kept(p, bottom, sign * by);
			if (n > most) {
				most = n;
				best = sign * by;
			}
		}
	*most_kept = most + p->rows - 2 - bottom;
	return best;
}

static void
scroll(struct ab_painter *p, int height, int by)
{
	int lines = by < 0 ? -by : by;
	struct shown *region = p->old + p->cols;
	size_t moved = (size_t)(height - lines) * (size_t)p->cols;

	if (p->bottom != height) {
		put_sequence(p, AB_SEQ_CSR, 1, height);
		p->bottom = height;
		p->row = -1; /* setting it moves the cursor */
	}
	put_style(p, AB_STYLE_PLAIN); /* the new rows take the colour that is set */
	if (by > 0) {
		go(p, height, 0);
		put_sequence(p, AB_SEQ_IND, lines, 0);
		memmove(region, region + lines * p->cols, moved * sizeof(*region));
		region += moved;
	} else {
		go(p, 1, 0);
		put_sequence(p, AB_SEQ_RI, lines, 0);
		memmove(region + lines * p->cols, region, moved * sizeof(*region));
	}
	for (int i = 0; i < lines * p->cols; i++)
		region[i] = blank;
}

/* Moves all rows between the first and the last, or only those above what stands still, if that
 * saves more than setting another region costs. */
static void
move(struct ab_painter *p)
{
	int part = last_change(p), all = p->rows - 2, saved_part, saved_all;
	int by_part = best_move(p, part, &saved_part), by_all = best_move(p, all, &saved_all);

	if (by_part && (!by_all || saved_part > saved_all + 1))
		scroll(p, part, by_part);
	else if (by_all)
		scroll(p, all, by_all);
}

ab_str
ab_painter_paint(struct ab_painter *p, const struct ab_frame *frame)
{
	p->len = 0;
	fill_all(p, frame);
	if (p->rows > 4 && p->term.has[AB_SEQ_CSR] && p->term.has[AB_SEQ_IND] && p->term.has[AB_SEQ_RI])
		move(p);
	for (int r = 0; r < p->rows; r++)
		if (!same_row(p, r, r))
			paint_row(p, r);
	if (p->len)
		put_style(p, AB_STYLE_PLAIN);
	if (frame->cursor_row >= 0 && frame->cursor_row < p->rows && frame->cursor_col < p->cols)
		go(p, frame->cursor_row, frame->cursor_col);
	struct shown *swap = p->old;
	p->old = p->new;
	p->new = swap;
	ab_arena_free(&p->arena);
	return (ab_str){ p->out, p->len };
}
