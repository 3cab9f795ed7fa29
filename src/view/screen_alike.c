/* Who else tells this: the articles of the whole bundle that are most like one of them. */
#include <stdlib.h>

#include "news/groups.h"
#include "base/words.h"
#include "view/screen.h"

/* What is said of one of them. */
struct row { size_t number; float like; bool copy; ab_str name, title, day, words; };

struct ab_alike {
	struct ab_arena arena;
	size_t number; /* of the article that they are like */
	bool known;
	struct row row[AB_NEAREST];
	size_t count, top, at;
};

void
ab_alike_free(struct ab_reader *r)
{
	if (!r->alike)
		return;
	ab_arena_free(&r->alike->arena);
	free(r->alike);
	r->alike = NULL;
}

void
ab_alike_open(struct ab_reader *r)
{
	if (r->panes.count == 0)
		return;
	ab_alike_free(r);
	ab_events_want(r);
	r->alike = ab_xalloc(1, sizeof(*r->alike));
	r->alike->number = r->panes.at[r->panes.focus].number;
	r->screen = &ab_screen_alike;
}

static struct row
row_of(struct ab_reader *r, struct ab_groups *groups, struct ab_near near)
{
	struct ab_arena *arena = &r->alike->arena;
	struct ab_article *article = ab_bundle_hold(r->bundle, near.article);
	struct row row = {
		.number = near.article, .like = near.like,
		.copy = ab_groups_original(groups, near.article)
		    == ab_groups_original(groups, r->alike->number),
		.name = ab_label(arena, article),
		.title = ab_visible(arena, ab_label_heading(article)),
		.day = ab_visible(arena, ab_day_of(arena, article)),
		.words = ab_visible(arena, ab_groups_marks(groups, arena, article, near.article,
		    r->alike->number)),
	};

	ab_bundle_let_go(r->bundle, article);
	return row;
}

/* Once all articles are known. */
static void
look(struct ab_reader *r)
{
	enum { LEAST = 5 }; /* hundredths: what is less alike tells something else */
	struct ab_alike *x = r->alike;
	struct ab_groups *groups = ab_events_groups(r);
	struct ab_near near[AB_NEAREST];

	if (x->known || !groups)
		return;
	x->known = true;
	size_t count = ab_groups_like(groups, x->number, near);
	for (size_t i = 0; i < count && near[i].like * 100 >= LEAST; i++)
		x->row[x->count++] = row_of(r, groups, near[i]);
}

static void
paint_row(struct ab_reader *r, struct ab_frame *f, int row, size_t i)
{
	const struct row *x = &r->alike->row[i];
	enum ab_style style = i == r->alike->at ? AB_STYLE_CURRENT : AB_STYLE_PLAIN;
	int end = f->cols - 1, name = 8, day = f->cols >= 60 ? name + f->cols / 5 : name,
	    title = day;
	int words = title + (end - title) * 3 / 5;

	title += f->cols >= 80 ? 13 : 0;
	ab_frame_fill(f, row, 0, f->cols, style, AB_STR(" "));
	if (x->copy)
		ab_frame_put(f, row, 2, name, style, ab_tr_str("copy"));
	else
		ab_frame_print(f, row, 2, name, style, "%3d%%", (int)(x->like * 100 + 0.5F));
	ab_frame_cut(f, row, name, day - 2, style, x->name);
	ab_frame_cut(f, row, day, title - 2, style, x->day.len ? x->day : ab_tr_str("date?"));
	ab_frame_cut(f, row, title, words - 2, style, x->title);
	ab_frame_cut(f, row, words, end, style, x->words);
}

static void
paint(struct ab_reader *r, struct ab_frame *f, int rows)
{
	struct ab_alike *x = r->alike;
	size_t page = rows > 1 ? (size_t)rows - 1 : 1;

	look(r);
	ab_show_row(x->count, page, &x->top, &x->at);
	ab_frame_fill(f, 0, 0, f->cols, AB_STYLE_BAR, AB_STR(" "));
	struct ab_article *article = ab_bundle_hold(r->bundle, x->number);
	int col = ab_frame_put(f, 0, 1, f->cols, AB_STYLE_BAR, ab_tr_str("who else tells: "));
	ab_frame_cut(f, 0, col, f->cols - 1, AB_STYLE_BAR,
	    ab_visible(&f->strings, ab_label_heading(article)));
	ab_bundle_let_go(r->bundle, article);
	for (size_t i = 0; i < page && x->top + i < x->count; i++)
		paint_row(r, f, (int)i + 1, x->top + i);
	if (x->known && x->count == 0)
		ab_frame_cut(f, 1, 1, f->cols, AB_STYLE_DIM,
		    ab_tr_str("No other article tells anything like it."));
}

static int
place(struct ab_reader *r, struct ab_frame *f, int row)
{
	const struct ab_alike *x = r->alike;

	return ab_frame_print(f, row, 1, f->cols, AB_STYLE_PLAIN, "%zu/%zu%s",
	    x->count ? x->at + 1 : 0, x->count, x->known ? "" : "+");
}

static void
status(struct ab_reader *r, struct ab_frame *f, int row, int col)
{
	ab_frame_cut(f, row, col, f->cols - 1, AB_STYLE_DIM, r->alike->known
	    ? ab_tr_str("Enter opens it  \" puts it beside  q goes back")
	    : ab_tr_str("the articles are being read"));
}

/* In a pane of its own, which is focused; or where it is open already. */
static void
put_beside(struct ab_reader *r, size_t number)
{
	int i = 0;

	while (i < r->panes.count && r->panes.at[i].number != number)
		i++;
	if (i == AB_PANES_MAX) {
		ab_say(r, "no more than %d go side by side", AB_PANES_MAX);
		return;
	}
	r->screen = &ab_screen_panes;
	if (i == r->panes.count)
		ab_panes_add(&r->panes, number);
	r->panes.focus = i;
	ab_reader_prepare(r);
	ab_seek_again(r);
	ab_only_again(r);
}

static bool
command(struct ab_reader *r, enum ab_command c, size_t count)
{
	struct ab_alike *x = r->alike;

	if (c == AB_DO_PUT && x->at < x->count) {
		put_beside(r, x->row[x->at].number);
		return true;
	}
	if (c == AB_DO_CLICK && x->top + count <= x->count) {
		x->at = x->top + count - 1;
		return true;
	}
	return ab_move_row(r, c, count, x->count, &x->at);
}

static bool
key(struct ab_reader *r, ab_str name)
{
	struct ab_alike *x = r->alike;

	if (!ab_str_eq(name, AB_STR("<Enter>")))
		return false;
	r->count = 0;
	if (x->at < x->count) {
		r->screen = &ab_screen_panes;
		ab_reader_put(r, x->row[x->at].number);
	}
	return true;
}

const struct ab_screen ab_screen_alike = { paint, place, status, command, key };
