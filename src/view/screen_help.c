/* The keys, as the command table has them. */
#include "view/screen.h"

enum { NARROW = 60 }; /* columns below which the keys stand over what they do */

static size_t
rows_of_command(const struct ab_reader *r)
{
	return r->cols < NARROW ? 2 : 1;
}

/* Rows of the help: a title and its commands for each group, an empty row between groups. */
static size_t
help_rows(const struct ab_reader *r)
{
	return AB_DO_COUNT * rows_of_command(r) + 2 * AB_GROUP_COUNT - 1;
}

static void
paint_command(struct ab_reader *r, struct ab_frame *f, int row, enum ab_command c)
{
	ab_str keys = ab_command_keys(&f->strings, c), help = ab_str_c(ab_command_row(c)->help);
	bool narrow = rows_of_command(r) == 2;

	ab_frame_cut(f, row, 2, narrow ? f->cols : 27, AB_STYLE_PLAIN, keys);
	if (row + narrow < r->rows - 1)
		ab_frame_cut(f, row + narrow, narrow ? 4 : 28, f->cols,
		    narrow ? AB_STYLE_DIM : AB_STYLE_PLAIN, help);
}

/* Rows above the screen have negative numbers, and the frame leaves them out. */
static void
paint(struct ab_reader *r, struct ab_frame *f, int rows)
{
	int row = -(int)r->help_top;

	for (int g = 0; g < AB_GROUP_COUNT && row < rows; g++) {
		ab_frame_put(f, row++, 1, f->cols, AB_STYLE_TITLE,
		    ab_str_c(ab_command_group_title((enum ab_command_group)g)));
		for (int c = 0; c < AB_DO_COUNT && row < rows; c++) {
			if ((int)ab_command_row((enum ab_command)c)->group != g)
				continue;
			paint_command(r, f, row, (enum ab_command)c);
			row += (int)rows_of_command(r);
		}
		row++;
	}
}

static int
place(struct ab_reader *r, struct ab_frame *f, int row)
{
	size_t last = r->help_top + (size_t)f->rows - 1, all = help_rows(r);

	return ab_frame_print(f, row, 1, f->cols, AB_STYLE_PLAIN, "keys %3zu%%",
	    last < all ? last * 100 / all : 100);
}

static void
status(struct ab_reader *r, struct ab_frame *f, int row, int col)
{
	(void)r;
	ab_frame_cut(f, row, col, f->cols - 1, AB_STYLE_DIM, AB_STR("j, k, space, b move  q goes back"));
}

static bool
command(struct ab_reader *r, enum ab_command c, size_t count)
{
	ptrdiff_t rows, page = r->rows - 1;

	if (!ab_motion(c, count, (int)page, &rows))
		return false;
	ptrdiff_t last = (ptrdiff_t)help_rows(r) - page, top = (ptrdiff_t)r->help_top + rows;
	if (top > last)
		top = last;
	r->help_top = top > 0 ? (size_t)top : 0;
	return true;
}

const struct ab_screen ab_screen_help = { paint, place, status, command, NULL, NULL, NULL };
