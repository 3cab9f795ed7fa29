#include "app/paint.h"

#include <stdlib.h>

#include "app/moved.h"
#include "app/stops.h"

enum { URLS = 250, URL_UNKNOWN = 255 };

struct ab_painter {
	struct ab_terminal term;
	struct ab_arena arena; /* of this screen */
	struct ab_screens is;
	struct ab_shown *work; /* the old screen, as a way of painting has moved it */
	struct ab_pen pen;
	bool *stop;            /* tab stops, of each column */
	bool moved_stops;      /* they are not where they were when the terminal was switched on */
	ab_str leave;          /* what puts them back; made ahead, for who leaves without memory */
	bool links;            /* the terminal has them */
	struct ab_arena lasting; /* sequences that are asked for again and again */
	ab_str *known;
	struct ab_arena urls;
	ab_str url[URLS];      /* by number; none has 0 */
	size_t url_count;
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
	ab_arena_free(&p->urls);
	ab_arena_free(&p->lasting);
	free(p->known);
	free(p->is.old);
	free(p->is.new);
	free(p->is.old_sum);
	free(p->is.new_sum);
	free(p->work);
	free(p->stop);
	free(p);
}

void
ab_painter_forget(struct ab_painter *p, int rows, int cols)
{
	size_t cells = (size_t)rows * (size_t)cols;
	struct ab_screens *is = &p->is;

	is->old = ab_xrealloc(is->old, cells, sizeof(*is->old));
	is->new = ab_xrealloc(is->new, cells, sizeof(*is->new));
	is->old_sum = ab_xrealloc(is->old_sum, (size_t)rows, sizeof(*is->old_sum));
	is->new_sum = ab_xrealloc(is->new_sum, (size_t)rows, sizeof(*is->new_sum));
	is->rows = rows;
	is->cols = cols;
	p->work = ab_xrealloc(p->work, cells, sizeof(*p->work));
	p->stop = ab_xrealloc(p->stop, (size_t)cols, sizeof(*p->stop));
	memset(p->stop, 0, (size_t)cols * sizeof(*p->stop));
	for (size_t i = 0; i < cells; i++)
		is->old[i] = ab_shown_nothing;
	ab_arena_free(&p->lasting);
	free(p->known);
	p->known = ab_xalloc(AB_SEQ_COUNT * ((size_t)cols + 1), sizeof(*p->known));
	p->pen = (struct ab_pen){
		.term = &p->term, .arena = &p->arena, .lasting = &p->lasting, .known = p->known,
		.rows = rows, .cols = cols, .right = cols,
		.row = -1, .col = -1, .stop = p->stop, .url = p->url,
	};
	struct ab_pen pen = p->pen;
	pen.arena = &p->lasting;
	ab_stops_restore(&pen);
	p->leave = pen.bytes;
}

void
ab_painter_margins(struct ab_painter *p)
{
	p->term.has[AB_SEQ_LRM] = true;
}

/* ---- links ---- */

void
ab_painter_links(struct ab_painter *p)
{
	p->links = true;
}

/* 0 where there are more than have a number. */
static uint8_t
number_of(struct ab_painter *p, ab_str url)
{
	size_t i = 1;

	while (i <= p->url_count && !ab_str_eq(p->url[i], url))
		i++;
	if (i == URLS)
		return 0;
	if (i > p->url_count)
		p->url[++p->url_count] = ab_copy(&p->urls, url);
	return (uint8_t)i;
}

/* Numbers are given anew before there are too many: no cell then leads where it is said to. */
static void
lead(struct ab_painter *p, const struct ab_frame *f)
{
	size_t cells = (size_t)p->is.rows * (size_t)p->is.cols;

	if (p->url_count + f->links.count >= URLS) {
		ab_arena_free(&p->urls);
		p->url_count = 0;
		for (size_t i = 0; i < cells; i++)
			if (p->is.old[i].link)
				p->is.old[i].link = URL_UNKNOWN;
	}
	for (size_t i = 0; i < f->links.count; i++) {
		const struct ab_frame_link *link = &f->links.at[i];
		uint8_t number = number_of(p, link->url);
		for (int c = link->col; c < link->limit && c < p->is.cols && link->row < p->is.rows; c++)
			p->is.new[link->row * p->is.cols + c].link = number;
	}
}

/* ---- ways to paint ---- */

static void
set_margins(struct ab_pen *pen, struct ab_band b)
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

/* Sequences that scroll: line by line from the row where lines go out or in, without a cursor in
 * the region, and by lines that are deleted or inserted at its start. */
static const struct {
	enum ab_sequence up, down;
	enum { EACH, ANYWHERE, FIRST } kind;
} scrolls[] = {
	{ AB_SEQ_IND, AB_SEQ_RI, EACH }, { AB_SEQ_INDN, AB_SEQ_RIN, ANYWHERE },
	{ AB_SEQ_DL, AB_SEQ_IL, FIRST },
};

static struct ab_pen
scrolled(const struct ab_pen *from, size_t way, int by, int left)
{
	struct ab_pen pen = ab_pen_fork(from);
	int lines = by > 0 ? by : -by, row = by > 0 ? pen.bottom : 1;
	enum ab_sequence sequence = by > 0 ? scrolls[way].up : scrolls[way].down;

	if (scrolls[way].kind == EACH && (pen.row != row || pen.col < 0 || pen.drift))
		ab_pen_go(&pen, row, left);
	if (scrolls[way].kind == FIRST)
		ab_pen_go(&pen, 1, 0);
	for (int i = 0; i < (scrolls[way].kind == EACH ? lines : 1); i++)
		ab_pen_sequence(&pen, sequence, lines, 0);
	return pen;
}

static void
put_scroll(struct ab_pen *pen, int by, int left)
{
	struct ab_pen best = { .bytes = { NULL, SIZE_MAX } };
	bool whole = pen->left == 0 && pen->right == pen->cols;

	ab_pen_bare(pen); /* the new rows take what is set */
	for (size_t way = 0; way < AB_LEN(scrolls); way++) {
		if (!pen->term->has[by > 0 ? scrolls[way].up : scrolls[way].down]
		    || (scrolls[way].kind == FIRST && !whole))
			continue;
		struct ab_pen after = scrolled(pen, way, by, left);
		if (after.bytes.len < best.bytes.len)
			best = after;
	}
	ab_pen_join(pen, &best);
}

/* Rows that leave the region are gone, and those that come are blank. */
static void
scroll(struct ab_painter *p, struct ab_pen *pen, int by, struct ab_band b)
{
	int step = by > 0 ? 1 : -1, cols = p->is.cols;

	set_region(pen, b.bottom);
	put_scroll(pen, by, b.left);
	for (int r = by > 0 ? 1 : b.bottom; r >= 1 && r <= b.bottom; r += step)
		for (int c = b.left; c < b.right; c++)
			p->work[r * cols + c] = r + by >= 1 && r + by <= b.bottom
			    ? p->work[(r + by) * cols + c] : ab_shown_nothing;
}

static void
write_rows(struct ab_painter *p, struct ab_pen *pen, int from, int to, struct ab_band b,
    size_t most)
{
	for (int r = from; r < to && pen->bytes.len < most; r++) {
		struct ab_shown *old = p->work + r * p->is.cols, *new = p->is.new + r * p->is.cols;
		ab_pen_row(pen, r, old, new, b.left, b.right);
		memcpy(old + b.left, new + b.left, (size_t)(b.right - b.left) * sizeof(*old));
	}
}

/* Each pane by itself between margins, where that moves it; or all of it goes, and is then written
 * with the others, a row at a time. */
static void
paint_bands(struct ab_painter *p, struct ab_pen *pen, int bottom, bool wipe, size_t most)
{
	for (struct ab_band b = { 0, 0, bottom }; ab_moved_band(&p->is, b.right, &b);) {
		if (b.right - b.left == p->is.cols || ab_moved_stands(&p->is, b))
			continue;
		int by = wipe ? 0 : ab_moved_by(&p->is, b);
		set_margins(pen, b);
		scroll(p, pen, by ? by : bottom, b);
		if (!wipe)
			write_rows(p, pen, 1, p->is.rows - 1, b, most);
	}
}

/* Margins stay while nothing beyond them is to be written. */
static bool
rest_differs(const struct ab_painter *p)
{
	size_t cells = (size_t)p->is.rows * (size_t)p->is.cols;

	for (size_t i = 0; i < cells; i++)
		if (!ab_shown_same(&p->work[i], &p->is.new[i]))
			return true;
	return false;
}

static bool
can_scroll(const struct ab_painter *p)
{
	const bool *has = p->term.has;

	return p->is.rows > 4 && has[AB_SEQ_CSR] && has[AB_SEQ_IND] && has[AB_SEQ_RI];
}

/* A way: what is done before rows are written. */
struct way { enum { NOTHING, MOVE, MOVE_BANDS, WIPE_BANDS } first; int by, bottom; };

/* It is given up when it takes more than `most` bytes. */
static struct ab_pen
attempt(struct ab_painter *p, const struct ab_frame *frame, struct way way, size_t most)
{
	struct ab_pen pen = p->pen;
	int rows = p->is.rows, cols = p->is.cols;
	struct ab_band all = { 0, cols, way.bottom };
	bool cursor = frame->cursor_row >= 0 && frame->cursor_row < rows && frame->cursor_col < cols;

	memcpy(p->work, p->is.old, (size_t)rows * (size_t)cols * sizeof(*p->work));
	if (can_scroll(p) && pen.bottom == 0)
		set_region(&pen, rows - 2);
	if (way.first == MOVE) {
		set_margins(&pen, all);
		scroll(p, &pen, way.by, all);
	} else if (way.first != NOTHING) {
		paint_bands(p, &pen, way.bottom, way.first == WIPE_BANDS, most);
	}
	if (rest_differs(p)) {
		set_margins(&pen, all);
		write_rows(p, &pen, 0, rows, all, most);
	}
	ab_pen_link(&pen, 0);
	if (cursor) {
		if (pen.row != frame->cursor_row || pen.col != frame->cursor_col)
			set_margins(&pen, all);
		ab_pen_go(&pen, frame->cursor_row, frame->cursor_col);
	}
	return pen;
}

static void
try(struct ab_painter *p, const struct ab_frame *frame, struct way way, struct ab_pen *best)
{
	struct ab_pen pen = attempt(p, frame, way, best->bytes.len);

	if (pen.bytes.len < best->bytes.len)
		*best = pen;
}

/* All columns moved as they moved together, or as one pane moved: what is then to be put back of
 * the others may be less than that pane. */
static void
try_moves(struct ab_painter *p, const struct ab_frame *frame, int bottom, struct ab_pen *best)
{
	int by = ab_moved_by(&p->is, (struct ab_band){ 0, p->is.cols, bottom }), in_band;

	if (by)
		try(p, frame, (struct way){ MOVE, by, bottom }, best);
	for (struct ab_band b = { 0, 0, bottom }; !by && ab_moved_band(&p->is, b.right, &b);)
		if ((in_band = ab_moved_by(&p->is, b)))
			try(p, frame, (struct way){ MOVE, in_band, bottom }, best);
	if (p->term.has[AB_SEQ_LRM]) {
		try(p, frame, (struct way){ MOVE_BANDS, 0, bottom }, best);
		try(p, frame, (struct way){ WIPE_BANDS, 0, bottom }, best);
	}
}

/* Where much is new, stops are set that this screen wants; they are likely to serve the next. */
static void
place_stops(struct ab_painter *p)
{
	int differ = 0;

	for (int r = 1; r < p->is.rows - 1; r++) {
		const size_t row = (size_t)r * (size_t)p->is.cols;
		int c = 0;
		while (c < p->is.cols && ab_shown_same(&p->is.old[row + (size_t)c], &p->is.new[row + (size_t)c]))
			c++;
		differ += c < p->is.cols;
	}
	if (2 * differ < p->is.rows)
		return;
	if (ab_stops_set(&p->pen, p->is.new, p->stop))
		p->moved_stops = true;
	p->pen.room = p->pen.bytes.len; /* each attempt goes on in a copy */
}

ab_str
ab_painter_leave(struct ab_painter *p)
{
	ab_str leave = p->moved_stops ? p->leave : AB_STR("");

	p->moved_stops = false;
	return leave;
}

ab_str
ab_painter_paint(struct ab_painter *p, const struct ab_frame *frame)
{
	enum { MUCH = 40 /* bytes from which it is worth while to look for another way */ };
	int bottom = p->is.rows - 2;

	ab_arena_free(&p->arena);
	ab_shown_fill(p->is.new, p->is.rows, p->is.cols, &p->term, frame);
	if (p->links)
		lead(p, frame);
	int part = ab_moved_last(&p->is);
	place_stops(p);
	struct ab_pen best = attempt(p, frame, (struct way){ NOTHING, 0, bottom }, SIZE_MAX);
	if (can_scroll(p) && best.bytes.len > MUCH) {
		try_moves(p, frame, bottom, &best);
		if (part < bottom && part > 2)
			try_moves(p, frame, part, &best);
		try(p, frame, (struct way){ MOVE, bottom, bottom }, &best);
	}
	struct ab_shown *swap = p->is.old;
	p->is.old = p->is.new;
	p->is.new = swap;
	p->pen = best;
	p->pen.bytes = (ab_str){ 0 };
	p->pen.room = 0;
	return best.bytes;
}
