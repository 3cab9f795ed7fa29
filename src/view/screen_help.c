/* The keys, as the command table has them. */
#include "view/screen.h"

/* Rows of the help: a title and its commands for each group, an empty row between groups. */
static size_t
help_rows(void)
{
	return AB_DO_COUNT + 2 * AB_GROUP_COUNT - 1;
}

static void
paint_command(struct ab_frame *f, int row, enum ab_command c)
{
	ab_str keys = ab_command_keys(&f->strings, c);
	int second = f->cols >= 60 ? 28 : f->cols >= 40 ? 16 : f->cols / 3;

	ab_frame_cut(f, row, 2, second - 1, AB_STYLE_PLAIN, keys);
	ab_frame_cut(f, row, second, f->cols, AB_STYLE_PLAIN, ab_str_c(ab_command_row(c)->help));
}

static void
paint(struct ab_reader *r, struct ab_frame *f, int rows)
{
	size_t at = 0;

	for (int g = 0; g < AB_GROUP_COUNT; g++) {
		if (at >= r->help_top && at - r->help_top < (size_t)rows)
			ab_frame_put(f, (int)(at - r->help_top), 1, f->cols, AB_STYLE_TITLE,
			    ab_str_c(ab_command_group_title((enum ab_command_group)g)));
		at++;
		for (int c = 0; c < AB_DO_COUNT; c++) {
			if ((int)ab_command_row((enum ab_command)c)->group != g)
				continue;
			if (at >= r->help_top && at - r->help_top < (size_t)rows)
				paint_command(f, (int)(at - r->help_top), (enum ab_command)c);
			at++;
		}
		at++;
	}
}

static int
place(struct ab_reader *r, struct ab_frame *f, int row)
{
	size_t last = r->help_top + (size_t)f->rows - 1, all = help_rows();

	return ab_frame_print(f, row, 1, f->cols, AB_STYLE_PLAIN, "keys %3zu%%",
	    last < all ? last * 100 / all : 100);
}

static void
status(struct ab_reader *r, struct ab_frame *f, int row, int col)
{
	(void)r;
	ab_frame_put(f, row, col, f->cols - 1, AB_STYLE_DIM, AB_STR("j, k, space, b move  q goes back"));
}

static bool
command(struct ab_reader *r, enum ab_command c, size_t count)
{
	ptrdiff_t rows, page = r->rows - 1;

	if (!ab_motion(c, count, (int)page, &rows))
		return false;
	ptrdiff_t last = (ptrdiff_t)help_rows() - page, top = (ptrdiff_t)r->help_top + rows;
	if (top > last)
		top = last;
	r->help_top = top > 0 ? (size_t)top : 0;
	return true;
}

const struct ab_screen ab_screen_help = { paint, place, status, command, NULL };
