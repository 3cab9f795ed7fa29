#include "app/paint.h"

#include <stdlib.h>
#include <wchar.h>

#include <unictype.h>

#include "app/ascii.h"
#include "app/pen.h"

struct ab_painter {
	struct ab_terminal term;
	struct ab_arena arena; /* of this screen */
	struct ab_shown *old, *new, *work; /* work: old, as a way of painting has moved it */
	uint64_t *old_sum, *new_sum; /* of rows, while a move is looked for */
	int rows, cols;
	struct ab_pen pen;
	uint8_t like[AB_STYLE_COUNT]; /* the first style that looks the same */
};

static bool
look_alike(const struct ab_terminal *t, int a, int b)
{
	return ab_str_eq(t->on[a], t->on[b]) && ab_str_eq(t->off[a], t->off[b]);
}

struct ab_painter *
ab_painter_new(const struct ab_terminal *terminal)
{
	struct ab_painter *p = ab_xalloc(1, sizeof(*p));

	p->term = *terminal;
	for (int style = 0; style < AB_STYLE_COUNT; style++)
		while (!look_alike(terminal, p->like[style], style))
			p->like[style]++;
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
	free(p->work);
	free(p->old_sum);
	free(p->new_sum);
	free(p);
}

static const struct ab_shown blank = { " ", 1, 1, AB_STYLE_PLAIN, false };

void
ab_painter_forget(struct ab_painter *p, int rows, int cols)
{
	size_t cells = (size_t)rows * (size_t)cols;

	p->old = ab_xrealloc(p->old, cells, sizeof(*p->old));
	p->new = ab_xrealloc(p->new, cells, sizeof(*p->new));
	p->work = ab_xrealloc(p->work, cells, sizeof(*p->work));
	p->old_sum = ab_xrealloc(p->old_sum, (size_t)rows, sizeof(*p->old_sum));
	p->new_sum = ab_xrealloc(p->new_sum, (size_t)rows, sizeof(*p->new_sum));
	for (size_t i = 0; i < cells; i++)
		p->old[i] = blank;
	p->rows = rows;
	p->cols = cols;
	p->pen = (struct ab_pen){
		.term = &p->term, .arena = &p->arena, .rows = rows, .cols = cols, .right = cols,
		.row = -1, .col = -1,
	};
}

void
ab_painter_margins(struct ab_painter *p)
{
	p->term.has[AB_SEQ_LRM] = true;
}

/* ---- cells ---- */

/*
 * A cluster as terminals agree on it: a base character and what combines with
 * it without room of its own. Emoji joined by ZWJ and skin tones are cut after
 * the first picture; what libc does not know, or thinks wider, becomes a mark.
 */
static int
agreed(ab_str glyph, int width, struct ab_shown *cell)
{
	int cells = 0;
	size_t len;

	cell->len = 0;
	for (uint32_t c; (c = ab_code_point(glyph, &len)), len; glyph = ab_str_skip(glyph, len)) {
		int w = wcwidth((wchar_t)c);
		bool joiner = c == 0x200D || c == 0xFE0E || c == 0xFE0F;
		if ((cell->len == 0 ? w < 1 || w > width : w != 0) || cell->len + len > AB_GLYPH_TEXT)
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
	struct ab_shown *to = &p->new[row * p->cols + col];
	int width = col + 1 < p->cols && col + 1 < f->cols && from[1].glyph.len == 0 ? 2 : 1;

	*to = (struct ab_shown){
		.style = p->like[from->style], .width = (uint8_t)width,
		.edge = from->style == AB_STYLE_EDGE,
	};
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
		if (*to->glyph == ' ' && p->term.bare[to->style])
			to->style = AB_STYLE_PLAIN;
	} else {
		to->width = (uint8_t)agreed(from->glyph, width, to);
		if (to->width == 2)
			to[1] = (struct ab_shown){ .style = to->style };
	}
}

/* ---- direction ---- */

/* Is it written from right to left, so that a terminal may turn what is around it, too? */
static bool
is_turned(ab_str glyph)
{
	size_t len;

	if (glyph.len < 2)
		return false;
	int class = uc_bidi_class(ab_code_point(glyph, &len));
	return class == UC_BIDI_R || class == UC_BIDI_AL || class == UC_BIDI_AN;
}

/*
 * A terminal that turns Hebrew and Arabic takes a row for one paragraph (UAX #9), in which digits,
 * blanks and the edge between panes go with the text that is turned. A left-to-right mark before
 * each text of the row ends that, and nobody sees it. It goes with the cell before, as a mark does.
 */
static void
set_apart(struct ab_painter *p, const struct ab_frame *f, int row)
{
	static const char mark[] = "\xe2\x80\x8e"; /* U+200E */

	for (int c = 1; c < p->cols && c < f->cols; c++) {
		if (!f->cell[row * f->cols + c].apart)
			continue;
		struct ab_shown *before = &p->new[row * p->cols + c - 1];
		if (before->width == 0 && c > 1)
			before--;
		memcpy(before->glyph + before->len, mark, sizeof(mark) - 1);
		before->len = (uint8_t)(before->len + sizeof(mark) - 1);
	}
}

static void
fill_row(struct ab_painter *p, const struct ab_frame *f, int row)
{
	bool turned = false;

	for (int c = 0; c < p->cols; c++) {
		const struct ab_cell *cell = c < f->cols ? &f->cell[row * f->cols + c] : NULL;
		if (!cell)
			p->new[row * p->cols + c] = blank;
		else if (cell->glyph.len)
			fill(p, f, row, c);
		turned |= cell && is_turned(cell->glyph);
	}
	if (turned && p->term.utf8)
		set_apart(p, f, row);
}

static void
fill_all(struct ab_painter *p, const struct ab_frame *f)
{
	for (int r = 0; r < p->rows; r++)
		if (r < f->rows)
			fill_row(p, f, r);
		else
			for (int c = 0; c < p->cols; c++)
				p->new[r * p->cols + c] = blank;
}

/* ---- what moved ---- */

/* What scrolls: columns, all of them or those of one pane, of the rows from 1 to `bottom`. */
struct band { int left, right, bottom; };

static bool
same_row(const struct ab_painter *p, int new_row, int old_row, struct band b)
{
	const struct ab_shown *new = p->new + new_row * p->cols, *old = p->old + old_row * p->cols;

	for (int c = b.left; c < b.right; c++)
		if (!ab_shown_same(&new[c], &old[c]))
			return false;
	return true;
}

/* Rows that are compared with all others are compared by a sum each (FNV-1a): two that are taken for
 * one cost a move that saves less, and are painted all the same. */
static void
sum_rows(const struct ab_painter *p, const struct ab_shown *cells, struct band b, uint64_t *sum)
{
	const uint64_t prime = UINT64_C(1099511628211);

	for (int r = 0; r < p->rows; r++) {
		sum[r] = UINT64_C(14695981039346656037);
		for (const struct ab_shown *c = cells + r * p->cols + b.left; c < cells + r * p->cols + b.right; c++) {
			sum[r] = (sum[r] ^ c->style) * prime;
			for (int i = 0; i < c->len; i++)
				sum[r] = (sum[r] ^ (uint8_t)c->glyph[i]) * prime;
		}
	}
}

/* How many of its rows stay as they are when it is moved up by `by` (down, if negative). */
static int
kept(const struct ab_painter *p, int by, struct band b)
{
	int n = 0;

	for (int r = 1; r <= b.bottom; r++) {
		int from = r + by;
		if (from >= 1 && from <= b.bottom)
			n += p->new_sum[r] == p->old_sum[from];
	}
	return n;
}

/* Does all of it stay as it is? */
static bool
stands(const struct ab_painter *p, struct band b)
{
	int r = 1;

	while (r <= b.bottom && same_row(p, r, r, b))
		r++;
	return r > b.bottom;
}

/* The last row of the region that changes: what stands still below the panes need not be moved. */
static int
last_change(const struct ab_painter *p)
{
	struct band all = { 0, p->cols, p->rows - 2 };
	int row = p->rows - 2;

	while (row > 1 && same_row(p, row, row, all))
		row--;
	return row;
}

/* The move that keeps most rows; 0 if none keeps more than are in place. */
static int
best_move(const struct ab_painter *p, struct band b)
{
	sum_rows(p, p->old, b, p->old_sum);
	sum_rows(p, p->new, b, p->new_sum);
	int best = 0, most = kept(p, 0, b);

	for (int by = 1; by < b.bottom - 1; by++)
		for (int sign = 1; sign >= -1; sign -= 2) {
			int n = kept(p, sign * by, b);
			if (n > most) {
				most = n;
				best = sign * by;
			}
		}
	return best;
}

/* The next band from a column on; false after the last. What is between edges that stay is a band. */
static bool
next_band(const struct ab_painter *p, int from, struct band *b)
{
	const struct ab_shown *new = p->new + p->cols, *old = p->old + p->cols;

	for (b->left = from; b->left < p->cols && new[b->left].edge && old[b->left].edge;)
		b->left++;
	for (b->right = b->left; b->right < p->cols && !(new[b->right].edge && old[b->right].edge);)
		b->right++;
	return b->left < b->right;
}

/* ---- ways to paint ---- */

static void
set_margins(struct ab_pen *pen, struct band b)
{
	if (pen->left == b.left && pen->right == b.right)
		return;
	ab_pen_sequence(pen, AB_SEQ_LRM, b.left, b.right == pen->cols && b.left == 0 ? -1 : b.right - 1);
	pen->left = b.left;
	pen->right = b.right;
	pen->row = pen->col = -1; /* setting them moves the cursor */
}

static void
set_region(struct ab_pen *pen, int bottom)
{
	if (pen->bottom == bottom)
		return;
	ab_pen_sequence(pen, AB_SEQ_CSR, 1, bottom);
	pen->bottom = bottom;
	pen->row = pen->col = -1;
}

/* Lines of the region, without a cursor in it where that is shorter. */
static void
put_scroll(struct ab_pen *pen, int by, int left)
{
	enum { FEW = 4 };
	int row = by > 0 ? pen->bottom : 1, lines = by > 0 ? by : -by;
	enum ab_sequence one = by > 0 ? AB_SEQ_IND : AB_SEQ_RI, many = by > 0 ? AB_SEQ_INDN : AB_SEQ_RIN;

	ab_pen_bare(pen); /* the new rows take what is set */
	if (lines > FEW && pen->term->has[many]) {
		ab_pen_sequence(pen, many, lines, 0);
		return;
	}
	if (pen->row != row || pen->col < 0 || pen->drift)
		ab_pen_go(pen, row, left);
	for (int i = 0; i < lines; i++)
		ab_pen_sequence(pen, one, 0, 0);
}

/* Rows that leave the region are gone, and those that come are blank. */
static void
scroll(struct ab_painter *p, struct ab_pen *pen, int by, struct band b)
{
	int step = by > 0 ? 1 : -1;

	set_region(pen, b.bottom);
	put_scroll(pen, by, b.left);
	for (int r = by > 0 ? 1 : b.bottom; r >= 1 && r <= b.bottom; r += step)
		for (int c = b.left; c < b.right; c++)
			p->work[r * p->cols + c] = r + by >= 1 && r + by <= b.bottom
			    ? p->work[(r + by) * p->cols + c] : blank;
}

static void
write_rows(struct ab_painter *p, struct ab_pen *pen, int from, int to, struct band b)
{
	for (int r = from; r < to; r++) {
		struct ab_shown *old = p->work + r * p->cols, *new = p->new + r * p->cols;
		ab_pen_row(pen, r, old, new, b.left, b.right);
		memcpy(old + b.left, new + b.left, (size_t)(b.right - b.left) * sizeof(*old));
	}
}

/* Each pane by itself between margins, where that moves it. */
static void
paint_bands(struct ab_painter *p, struct ab_pen *pen, int bottom)
{
	for (struct band b = { 0, 0, bottom }; next_band(p, b.right, &b);) {
		if (b.right - b.left == p->cols || stands(p, b))
			continue;
		int by = best_move(p, b);
		set_margins(pen, b);
		scroll(p, pen, by ? by : bottom, b);
		write_rows(p, pen, 1, p->rows - 1, b);
	}
}

/* Margins stay while nothing beyond them is to be written. */
static bool
rest_differs(const struct ab_painter *p)
{
	size_t cells = (size_t)p->rows * (size_t)p->cols;

	for (size_t i = 0; i < cells; i++)
		if (!ab_shown_same(&p->work[i], &p->new[i]))
			return true;
	return false;
}

static bool
scrolls(const struct ab_painter *p)
{
	const bool *has = p->term.has;

	return p->rows > 4 && has[AB_SEQ_CSR] && has[AB_SEQ_IND] && has[AB_SEQ_RI];
}

enum { IN_BANDS = -1000000 /* instead of by how many rows all is moved */ };

static struct ab_pen
attempt(struct ab_painter *p, const struct ab_frame *frame, int by, int bottom)
{
	struct ab_pen pen = p->pen;
	struct band all = { 0, p->cols, bottom };
	bool cursor = frame->cursor_row >= 0 && frame->cursor_row < p->rows && frame->cursor_col < p->cols;

	memcpy(p->work, p->old, (size_t)p->rows * (size_t)p->cols * sizeof(*p->work));
	if (scrolls(p) && pen.bottom == 0)
		set_region(&pen, p->rows - 2);
	if (by == IN_BANDS) {
		paint_bands(p, &pen, bottom);
	} else if (by) {
		set_margins(&pen, all);
		scroll(p, &pen, by, all);
	}
	if (rest_differs(p)) {
		set_margins(&pen, all);
		write_rows(p, &pen, 0, p->rows, all);
	}
	if (cursor) {
		if (pen.row != frame->cursor_row || pen.col != frame->cursor_col)
			set_margins(&pen, all);
		ab_pen_go(&pen, frame->cursor_row, frame->cursor_col);
	}
	return pen;
}

static void
try(struct ab_painter *p, const struct ab_frame *frame, int by, int bottom, struct ab_pen *best)
{
	struct ab_pen pen = attempt(p, frame, by, bottom);

	if (pen.bytes.len < best->bytes.len)
		*best = pen;
}

/* All columns moved as they moved together, or as one pane moved: what is then to be put back of
 * the others may be less than that pane. */
static void
try_moves(struct ab_painter *p, const struct ab_frame *frame, int bottom, struct ab_pen *best)
{
	int by = best_move(p, (struct band){ 0, p->cols, bottom }), in_band;

	if (by)
		try(p, frame, by, bottom, best);
	for (struct band b = { 0, 0, bottom }; !by && next_band(p, b.right, &b);)
		if ((in_band = best_move(p, b)))
			try(p, frame, in_band, bottom, best);
	if (p->term.has[AB_SEQ_LRM])
		try(p, frame, IN_BANDS, bottom, best);
}

ab_str
ab_painter_paint(struct ab_painter *p, const struct ab_frame *frame)
{
	enum { MUCH = 40 /* bytes from which it is worth while to look for another way */ };

	ab_arena_free(&p->arena);
	fill_all(p, frame);
	int bottom = p->rows - 2, part = last_change(p);
	struct ab_pen best = attempt(p, frame, 0, bottom);
	if (scrolls(p) && best.bytes.len > MUCH) {
		try_moves(p, frame, bottom, &best);
		if (part < bottom && part > 2)
			try_moves(p, frame, part, &best);
		try(p, frame, bottom, bottom, &best);
	}
	struct ab_shown *swap = p->old;
	p->old = p->new;
	p->new = swap;
	p->pen = best;
	p->pen.bytes = (ab_str){ 0 };
	p->pen.room = 0;
	return best.bytes;
}
