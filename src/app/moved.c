#include "app/moved.h"

static bool
same_row(const struct ab_screens *s, int row, struct ab_band b)
{
	const struct ab_shown *new = s->new + row * s->cols, *old = s->old + row * s->cols;

	for (int c = b.left; c < b.right; c++)
		if (!ab_shown_same(&new[c], &old[c]))
			return false;
	return true;
}

bool
ab_moved_stands(const struct ab_screens *s, struct ab_band b)
{
	int r = 1;

	while (r <= b.bottom && same_row(s, r, b))
		r++;
	return r > b.bottom;
}

int
ab_moved_last(const struct ab_screens *s)
{
	struct ab_band all = { 0, s->cols, s->rows - 2 };
	int row = s->rows - 2;

	while (row > 1 && same_row(s, row, all))
		row--;
	return row;
}

/* Rows that are compared with all others are compared by a sum each (FNV-1a): two that are taken
 * for one cost a move that saves less, and are painted all the same. */
static void
sum_rows(const struct ab_screens *s, const struct ab_shown *cells, struct ab_band b, uint64_t *sum)
{
	const uint64_t prime = UINT64_C(1099511628211);

	for (int r = 0; r < s->rows; r++) {
		const struct ab_shown *row = cells + r * s->cols;
		sum[r] = UINT64_C(14695981039346656037);
		for (const struct ab_shown *c = row + b.left; c < row + b.right; c++) {
			sum[r] = (sum[r] ^ c->style) * prime;
			for (int i = 0; i < c->len; i++)
				sum[r] = (sum[r] ^ (uint8_t)c->glyph[i]) * prime;
		}
	}
}

/* How many rows stay as they are when all are moved up by `by`. */
static int
kept(const struct ab_screens *s, int by, struct ab_band b)
{
	int n = 0;

	for (int r = 1; r <= b.bottom; r++) {
		int from = r + by;
		if (from >= 1 && from <= b.bottom)
			n += s->new_sum[r] == s->old_sum[from];
	}
	return n;
}

int
ab_moved_by(const struct ab_screens *s, struct ab_band b)
{
	sum_rows(s, s->old, b, s->old_sum);
	sum_rows(s, s->new, b, s->new_sum);
	int best = 0, most = kept(s, 0, b);

	for (int by = 1; by < b.bottom - 1; by++)
		for (int sign = 1; sign >= -1; sign -= 2) {
			int n = kept(s, sign * by, b);
			if (n > most) {
				most = n;
				best = sign * by;
			}
		}
	return best;
}

bool
ab_moved_band(const struct ab_screens *s, int from, struct ab_band *b)
{
	const struct ab_shown *new = s->new + s->cols, *old = s->old + s->cols;

	for (b->left = from; b->left < s->cols && new[b->left].edge && old[b->left].edge;)
		b->left++;
	for (b->right = b->left; b->right < s->cols && !(new[b->right].edge && old[b->right].edge);)
		b->right++;
	return b->left < b->right;
}
