/* The keys, as the command table has them. */
#include "base/words.h"
#include "view/screen.h"

enum {
	NARROW = 60,   /* columns below which the keys stand over what they do */
	WIDE = 104,    /* and from which names are shown, too */
	NAME_COLS = 18
};

static size_t
rows_of_command(const struct ab_reader *r)
{
	return r->cols < NARROW ? 2 : 1;
}

static bool
holds(ab_str text, ab_str part)
{
	struct ab_arena scratch = { 0 };
	ab_str hay = ab_fold(&scratch, text);
	bool found = memmem(hay.ptr, hay.len, part.ptr, part.len) != NULL;

	ab_arena_free(&scratch);
	return found;
}

/* Is the command shown, whatever one is looking for? Its name, its keys and what it does are
 * looked at. */
static bool
shown(const struct ab_reader *r, enum ab_command c)
{
	const struct ab_command_row *row = ab_command_row(c);
	struct ab_arena scratch = { 0 };
	ab_str filter = ab_fold(&scratch, ab_str_c(r->help_filter));
	bool found = filter.len == 0 || holds(ab_str_c(row->name), filter)
	    || holds(ab_str_c(row->help), filter)
	    || holds(ab_command_keys(&scratch, &r->keys, c), filter);

	ab_arena_free(&scratch);
	return found;
}

static size_t
commands_in(const struct ab_reader *r, enum ab_command_group group)
{
	size_t n = 0;

	for (int c = 0; c < AB_DO_COUNT; c++)
		n += ab_command_row((enum ab_command)c)->group == group
		    && shown(r, (enum ab_command)c);
	return n;
}

/* A title and its commands for each group that has any, an empty row after each group. */
static size_t
help_rows(const struct ab_reader *r)
{
	size_t rows = 0;

	for (int g = 0; g < AB_GROUP_COUNT; g++) {
		size_t n = commands_in(r, (enum ab_command_group)g);
		rows += n ? 2 + n * rows_of_command(r) : 0;
	}
	return rows ? rows - 1 : 0;
}

static void
paint_command(struct ab_reader *r, struct ab_frame *f, int row, enum ab_command c)
{
	ab_str keys = ab_command_keys(&f->strings, &r->keys, c),
	    help = ab_str_c(ab_tr(ab_command_row(c)->help));
	bool narrow = rows_of_command(r) == 2;
	int name = f->cols >= WIDE ? f->cols - NAME_COLS : f->cols;

	ab_frame_cut(f, row, 2, narrow ? f->cols : 27, AB_STYLE_PLAIN, keys);
	if (row + narrow < r->rows - 1)
		ab_frame_cut(f, row + narrow, narrow ? 4 : 28, name,
		    narrow ? AB_STYLE_DIM : AB_STYLE_PLAIN, help);
	ab_frame_cut(f, row, name, f->cols, AB_STYLE_DIM, ab_str_c(ab_command_row(c)->name));
}

/* Rows above the screen have negative numbers, and the frame leaves them out. */
static void
paint(struct ab_reader *r, struct ab_frame *f, int rows)
{
	int row = -(int)r->help_top;

	for (int g = 0; g < AB_GROUP_COUNT && row < rows; g++) {
		if (commands_in(r, (enum ab_command_group)g) == 0)
			continue;
		ab_frame_put(f, row++, 1, f->cols, AB_STYLE_TITLE,
		    ab_str_c(ab_tr(ab_command_group_title((enum ab_command_group)g))));
		for (int c = 0; c < AB_DO_COUNT && row < rows; c++) {
			if ((int)ab_command_row((enum ab_command)c)->group != g
			    || !shown(r, (enum ab_command)c))
				continue;
			paint_command(r, f, row, (enum ab_command)c);
			row += (int)rows_of_command(r);
		}
		row++;
	}
	if (help_rows(r) == 0)
		ab_frame_cut(f, 0, 1, f->cols, AB_STYLE_DIM,
		    ab_tr_str("No command has this in it."));
}

static int
place(struct ab_reader *r, struct ab_frame *f, int row)
{
	size_t last = r->help_top + (size_t)f->rows - 1, all = help_rows(r);

	return ab_frame_print(f, row, 1, f->cols, AB_STYLE_PLAIN, ab_tr("keys %3zu%%"),
	    last < all ? last * 100 / all : 100);
}

static void
status(struct ab_reader *r, struct ab_frame *f, int row, int col)
{
	if (r->help_filter[0])
		col = ab_frame_cut(f, row, col, f->cols - 1, AB_STYLE_PLAIN,
		    ab_format(&f->strings, ab_tr("only: %s  "), r->help_filter));
	ab_frame_cut(f, row, col, f->cols - 1, AB_STYLE_DIM,
	    ab_tr_str("j, k, space, b move  / searches  q goes back"));
}

static void
set_filter(struct ab_reader *r, ab_str text)
{
	memcpy(r->help_filter, text.ptr, text.len);
	r->help_filter[text.len] = '\0';
	r->help_top = 0;
}

void
ab_help_open(struct ab_reader *r)
{
	if (r->screen != &ab_screen_help)
		r->under_help = r->screen;
	r->screen = &ab_screen_help;
	set_filter(r, AB_STR(""));
}

static bool
command(struct ab_reader *r, enum ab_command c, size_t count)
{
	static const struct ab_question question = {
		.label = "/", .answer = set_filter, .typing = set_filter,
	};
	ptrdiff_t rows, page = r->rows - 1;

	if (c == AB_DO_SEARCH) {
		ab_ask(r, &question, AB_STR(""));
		return true;
	}
	if (!ab_motion(c, count, (int)page, &rows))
		return false;
	ptrdiff_t last = (ptrdiff_t)help_rows(r) - page, top = (ptrdiff_t)r->help_top + rows;
	if (top > last)
		top = last;
	r->help_top = top > 0 ? (size_t)top : 0;
	return true;
}

const struct ab_screen ab_screen_help = { paint, place, status, command, NULL };
