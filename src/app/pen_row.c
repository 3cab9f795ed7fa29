/* A row: what is written, what is erased, what stays. */
#include "app/pen.h"

/* Cells [left, right) of a row are to become those of new. From `end` on there are but blanks,
 * where the rest of the row can be cleared. */
struct task {
	const struct ab_shown *old, *new;
	int row, left, end, right;
	bool clears;  /* the rest of the row may be cleared */
	bool decided; /* and whether it is, is decided */
};

enum { FEW = 4 /* blanks that are written as soon as erased */ };

static bool
stays(const struct task *t, int col)
{
	return ab_shown_same(&t->new[col], &t->old[col]) || t->new[col].width == 0;
}

/* How many blanks of [from, to) have to be made. */
static int
to_make(const struct task *t, int from, int to)
{
	int count = 0;

	for (int c = from; c < to; c++)
		count += ab_shown_blank(&t->new[c]) && !stays(t, c);
	return count;
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

/* What it takes to go on after blanks up to `end` have been made; nothing where the row is done. */
static size_t
onward(const struct ab_pen *pen, const struct task *t, int end)
{
	int next = end;

	while (next < t->end && stays(t, next))
		next++;
	return next < t->end ? ab_pen_distance(pen, t->new, t->row, next) : 0;
}

/* To blank so many cells from a column on. */
struct erasure { int at; ab_str bytes; size_t cost; };

static void
weigh(const struct ab_pen *pen, const struct task *t, int at, int end, struct erasure *best)
{
	struct ab_pen after = *pen;
	struct erasure way = { at, ab_pen_bytes(pen, AB_SEQ_ECH, end - at, 0), 0 };

	if (!pen->term->bare[pen->style])
		after.style = AB_STYLE_PLAIN;
	after.row = t->row;
	after.col = at;
	after.drift = 0;
	way.cost = way.bytes.len + ab_pen_distance(pen, t->new, t->row, at)
	    + onward(&after, t, end);
	if (way.cost < best->cost)
		*best = way;
}

/* Blanks [col, end) written one by one are a way, too. Erasing leaves the cursor where it is: what
 * follows, if anything does, has to be reached. It may begin earlier, where blanks stand. */
static bool
erase(struct ab_pen *pen, const struct task *t, int col, int end)
{
	struct ab_pen written = *pen;
	struct erasure best = { .at = -1 };
	int from = col;

	if (!pen->term->has[AB_SEQ_ECH])
		return false;
	while (from > t->left && ab_shown_blank(&t->new[from - 1]))
		from--;
	written.row = t->row;
	written.col = end < pen->right ? end : -1;
	best.cost = ab_pen_distance(pen, t->new, t->row, col) + (size_t)(end - col)
	    + onward(&written, t, end);
	const int starts[] = { col, from, pen->col };
	for (size_t i = 0; i < AB_LEN(starts); i++)
		if (starts[i] >= from && starts[i] <= col)
			weigh(pen, t, starts[i], end, &best);
	if (best.at < 0)
		return false;
	ab_pen_reach(pen, t->new, t->row, best.at);
	ab_pen_bare(pen);
	ab_pen_put(pen, best.bytes);
	return true;
}

static bool clear_rest(struct ab_pen *pen, const struct task *t, int col);

static void
write_cells(struct ab_pen *pen, const struct task *t, int from)
{
	bool rest = false;

	for (int c = from; c < t->end; c++) {
		if (stays(t, c))
			continue;
		int end = ab_shown_blank(&t->new[c]) ? last_blank(t, c) : c;
		if (end > c && clear_rest(pen, t, c))
			return;
		if (end > c && erase(pen, t, c, end)) {
			c = end - 1;
			continue;
		}
		ab_pen_reach(pen, t->new, t->row, c);
		ab_pen_glyph(pen, t->new, c);
	}
	for (int c = t->end; c < t->right && t->clears; c++)
		rest |= !stays(t, c);
	if (rest) {
		ab_pen_reach(pen, t->new, t->row, t->end);
		ab_pen_bare(pen);
		ab_pen_put(pen, pen->term->clear_line);
	}
}

/* The same task with cells [from, to) blank already. */
static struct task
blanked(const struct ab_pen *pen, const struct task *t, int from, int to)
{
	struct ab_shown *old = AB_NEW(pen->arena, struct ab_shown, (size_t)pen->cols);
	struct task after = *t;

	memcpy(old, t->old, (size_t)pen->cols * sizeof(*old));
	for (int c = from; c < to; c++)
		old[c] = ab_shown_nothing;
	after.old = old;
	return after;
}

/* At the first blank that has to be made, a row may be cleared from there on, and what stood behind
 * be written again. */
static bool
clear_rest(struct ab_pen *pen, const struct task *t, int col)
{
	struct ab_pen with = ab_pen_fork(pen), without = with;
	struct task plain = *t, cleared;

	if (!t->clears || t->decided || to_make(t, col, t->end) < FEW)
		return false;
	plain.decided = true;
	cleared = blanked(pen, &plain, col, t->right);
	ab_pen_reach(&with, t->new, t->row, col);
	ab_pen_bare(&with);
	ab_pen_put(&with, pen->term->clear_line);
	write_cells(&with, &cleared, col);
	write_cells(&without, &plain, col);
	ab_pen_join(pen, with.bytes.len < without.bytes.len ? &with : &without);
	return true;
}

/* Or it is cleared up to the column that the cursor is in, before anything is written. */
static bool
clear_start(struct ab_pen *pen, const struct task *t)
{
	struct ab_pen with = ab_pen_fork(pen), without = with;
	int last = pen->col;

	if (t->left > 0 || last < 0 || last >= t->right || pen->drift
	    || !pen->term->clear_start.len)
		return false;
	if (to_make(t, 0, last + 1) < FEW)
		return false;
	struct task cleared = blanked(pen, t, 0, last + 1);
	ab_pen_reach(&with, t->new, t->row, last);
	ab_pen_bare(&with);
	ab_pen_put(&with, pen->term->clear_start);
	write_cells(&with, &cleared, 0);
	write_cells(&without, t, 0);
	ab_pen_join(pen, with.bytes.len < without.bytes.len ? &with : &without);
	return true;
}

void
ab_pen_row(struct ab_pen *pen, int row, const struct ab_shown *old, const struct ab_shown *new,
    int left, int right)
{
	struct task t = { old, new, row, left, right, right,
		.clears = right == pen->cols && pen->term->clear_line.len };

	while (t.clears && t.end > left && ab_shown_blank(&new[t.end - 1]))
		t.end--;
	if (row == pen->rows - 1 && !pen->term->last_cell && t.end == pen->cols)
		t.end--;
	if (!clear_start(pen, &t))
		write_cells(pen, &t, left);
}
