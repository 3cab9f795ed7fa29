/* The overview: who tells how much of whom, what they may disagree about, where they are from. */
#include "base/words.h"
#include "view/screen.h"

#include <stdlib.h>

#include "view/overview.h"

enum { CELL = 5 /* columns of a share */, KIND = 10 /* of a kind of disagreement */ };

/* A row is about an article, a remark, a fact; others only head what follows. */
struct at { enum { HEAD, ARTICLE, REMARK, FACT } kind; size_t i; };

void
ab_overview_forget(struct ab_reader *r)
{
	ab_overview_free(r->overview);
	r->overview = NULL;
}

bool
ab_overview_work(struct ab_reader *r, bool *dirty)
{
	if (!r->overview || !ab_overview_step(r->overview))
		return false;
	*dirty |= r->screen == &ab_screen_overview;
	return true;
}

void
ab_overview_open(struct ab_reader *r)
{
	if (!r->overview)
		r->overview = ab_overview_new(r->bundle);
	r->screen = &ab_screen_overview;
}

/* ---- rows: articles, legend, remarks, a heading, facts ---- */

static size_t
row_count(const struct ab_overview *o)
{
	return o->count + 1 + (o->done ? o->remarks.count + 1 + o->facts.count : 0);
}

static struct at
row_at(const struct ab_overview *o, size_t row)
{
	if (row < o->count)
		return (struct at){ ARTICLE, row };
	row -= o->count;
	if (row == 0)
		return (struct at){ HEAD, 0 };
	if (--row < o->remarks.count)
		return (struct at){ REMARK, row };
	row -= o->remarks.count;
	return row == 0 ? (struct at){ HEAD, 1 } : (struct at){ FACT, row - 1 };
}

/* ---- articles ---- */

/* Where columns begin; those that do not fit are empty. */
struct columns { int name, day, words, hidden, only, shares, end; size_t first, shown; };

/* The article that the row under the cursor is compared with: the one chosen, or else the one that
 * tells most of it. */
static size_t
other_of(const struct ab_overview *o, size_t a)
{
	struct ab_share share;
	size_t best = a;
	double most = -1;

	if (o->column < o->count)
		return o->column;
	for (size_t b = 0; b < o->count; b++)
		if (ab_overview_share(o, a, b, &share) && share.any > most) {
			most = share.any;
			best = b;
		}
	return best;
}

static struct columns
columns_of(const struct ab_reader *r)
{
	const struct ab_overview *o = r->overview;
	struct columns c = { .name = 5, .end = r->cols - 1 };
	int name = r->cols < 100 ? 15 : 30;
	size_t row = row_at(o, o->at).kind == ARTICLE ? o->at : 0, other = other_of(o, row);

	c.day = c.name + name;
	c.words = r->cols >= 60 ? c.day + 12 : c.day;
	c.hidden = c.words + 7;
	c.only = r->cols >= 70 ? c.hidden + 7 : c.hidden;
	c.shares = c.only + 5;
	c.shown = c.end > c.shares ? (size_t)(c.end - c.shares) / CELL : 0;
	if (c.shown > o->count)
		c.shown = o->count;
	if (c.shown && other >= c.shown)
		c.first = other - c.shown + 1;
	return c;
}

/* A column's head, right-aligned before this column. */
static void
put_right(struct ab_frame *f, int row, int end, ab_str word)
{
	word = ab_str_trim(word);
	ab_frame_put(f, row, end - (int)ab_width(word), end, AB_STYLE_BAR, word);
}

static void
paint_head(struct ab_frame *f, int row, const struct columns *c)
{
	ab_frame_fill(f, row, 0, f->cols, AB_STYLE_BAR, AB_STR(" "));
	ab_frame_put(f, row, c->name, c->day - 1, AB_STYLE_BAR, ab_tr_str("article"));
	ab_frame_put(f, row, c->day, c->words - 1, AB_STYLE_BAR, ab_tr_str("published"));
	put_right(f, row, c->words + 6, ab_tr_str("   words"));
	if (c->only > c->hidden)
		put_right(f, row, c->hidden + 6, ab_tr_str("  hidden"));
	put_right(f, row, c->only + 5, ab_tr_str("only"));
	for (size_t i = 0; i < c->shown; i++)
		ab_frame_print(f, row, c->shares + (int)i * CELL, c->end, AB_STYLE_BAR, "%4zu",
		    c->first + i + 1);
}

static void
paint_share(const struct ab_overview *o, struct ab_frame *f, int row, int col, size_t a, size_t b,
    bool chosen)
{
	struct ab_share share;
	enum ab_style style = chosen ? AB_STYLE_FOCUS : AB_STYLE_PLAIN;

	if (a == b)
		ab_frame_put(f, row, col, f->cols, style, AB_STR("  --"));
	else if (ab_overview_share(o, a, b, &share))
		ab_frame_print(f, row, col, f->cols, style, "%4.0f%s", share.any * 100,
		    share.same >= .1 ? "=" : "");
	else
		ab_frame_put(f, row, col, f->cols, AB_STYLE_DIM, AB_STR("   ?"));
}

static void
paint_article(const struct ab_overview *o, struct ab_frame *f, int row, size_t i,
    const struct columns *c, bool current)
{
	const struct ab_overview_article *a = &o->article[i];
	const struct ab_standing *s = ab_links_standing(o->links, i);
	enum ab_style style = current ? AB_STYLE_CURRENT : AB_STYLE_PLAIN;

	ab_frame_fill(f, row, 0, current ? c->shares : 0, style, AB_STR(" "));
	ab_frame_print(f, row, 1, c->name, style, "%3zu%s", i + 1, s && s->other_event ? "?" : "");
	int end = ab_frame_cut(f, row, c->name, c->day - 1, style, a->name);
	ab_frame_link(f, row, c->name, end, a->url);
	ab_frame_put(f, row, c->day, c->words - 1, style, a->day.len ? a->day : ab_tr_str("date?"));
	if (i < o->read)
		ab_frame_print(f, row, c->words, c->hidden, style, "%6zu", a->words);
	if (i < o->read && c->only > c->hidden)
		ab_frame_print(f, row, c->hidden, c->only, style, "%6zu", a->hidden);
	if (s)
		ab_frame_print(f, row, c->only, c->shares, style, "%4.0f%%", s->only.any * 100);
	for (size_t k = 0; k < c->shown; k++)
		paint_share(o, f, row, c->shares + (int)k * CELL, i, c->first + k,
		    current && c->first + k == other_of(o, i));
}

/* ---- facts ---- */

/* The columns of a fact's table: one an article that has any, if they are wide enough. */
static int
fact_width(const struct ab_overview *o, const struct ab_frame *f, bool has[AB_OVERVIEW_MAX])
{
	enum { LEAST = 12 };
	int count = 0;

	memset(has, 0, AB_OVERVIEW_MAX * sizeof(*has));
	for (size_t i = 0; i < o->facts.count; i++)
		for (size_t k = 0; k < o->facts.at[i].count; k++)
			has[o->facts.at[i].at[k].place] = true;
	for (size_t i = 0; i < o->count; i++)
		count += has[i];
	int width = count ? (f->cols - KIND - 2) / count : 0;
	return width < LEAST ? 0 : width;
}

static void
paint_fact(const struct ab_overview *o, struct ab_frame *f, int row, const struct ab_fact *fact,
    enum ab_style style)
{
	bool has[AB_OVERVIEW_MAX];
	int width = fact_width(o, f, has), col = KIND + 1;

	ab_frame_print(f, row, 1, KIND, style, "%s", ab_tr(ab_conflict_name(fact->kind)));
	for (size_t place = 0, k = 0; place < o->count && k < fact->count; place++) {
		bool here = fact->at[k].place == place;
		if (here && width == 0)
			col = ab_frame_cut(f, row,
			    ab_frame_print(f, row, col, f->cols - 1, style, "%zu: ", place + 1),
			    f->cols - 1, style, fact->at[k].text) + 2;
		else if (here)
			ab_frame_cut(f, row, col, col + width - 1, style, fact->at[k].text);
		if (width && has[place])
			col += width;
		k += here;
	}
}

static void
paint_facts_head(const struct ab_overview *o, struct ab_frame *f, int row)
{
	bool has[AB_OVERVIEW_MAX];
	int width = fact_width(o, f, has), col = KIND + 1;

	ab_frame_fill(f, row, 0, f->cols, AB_STYLE_BAR, AB_STR(" "));
	if (o->facts.count == 0 || width == 0) {
		ab_frame_print(f, row, 1, f->cols, AB_STYLE_BAR,
		    ab_tr("%zu possible disagreements"), o->facts.count);
		return;
	}
	ab_frame_print(f, row, 1, KIND, AB_STYLE_BAR, ab_tr("disagree?"));
	for (size_t place = 0; place < o->count; place++)
		if (has[place]) {
			ab_str head = ab_format(&f->strings, "%zu %.*s", place + 1,
			    (int)o->article[place].name.len, o->article[place].name.ptr);
			ab_frame_cut(f, row, col, col + width - 1, AB_STYLE_BAR, head);
			col += width;
		}
}

/* ---- the screen ---- */

static void
paint_row(struct ab_reader *r, struct ab_frame *f, int row, size_t i, const struct columns *c)
{
	const struct ab_overview *o = r->overview;
	struct at at = row_at(o, i);
	bool current = i == o->at;
	enum ab_style style = current ? AB_STYLE_CURRENT : AB_STYLE_PLAIN;

	if (at.kind != ARTICLE && at.kind != HEAD)
		ab_frame_fill(f, row, 0, f->cols, style, AB_STR(" "));
	if (at.kind == ARTICLE) {
		paint_article(o, f, row, at.i, c, current);
	} else if (at.kind == REMARK) {
		const struct ab_remark *remark = &o->remarks.at[at.i];
		int col = ab_frame_put(f, row, 1, f->cols, remark->warns && !current ? AB_STYLE_WARN
		    : style, remark->warns ? AB_STR("! ") : AB_STR("  "));
		ab_frame_cut(f, row, col, f->cols - 1, style, remark->text);
	} else if (at.kind == FACT) {
		paint_fact(o, f, row, &o->facts.at[at.i], style);
	} else if (at.i == 1) {
		paint_facts_head(o, f, row);
	} else {
		ab_frame_cut(f, row, 1, f->cols - 1, AB_STYLE_DIM, o->done
		    ? ab_tr_str("percent of a row's article that the column's tells, too  = word "
		    "for word") : ab_format(&f->strings, ab_tr("linking: %zu of %zu articles read"),
		    o->read, o->count));
	}
	if (current && at.kind == HEAD)
		ab_frame_put(f, row, 0, 1, AB_STYLE_CURRENT, AB_STR(">"));
}

static void
paint(struct ab_reader *r, struct ab_frame *f, int rows)
{
	struct ab_overview *o = r->overview;
	size_t page = rows > 1 ? (size_t)rows - 1 : 1, count = row_count(o);

	ab_show_row(count, page, &o->top, &o->at);
	struct columns c = columns_of(r);
	paint_head(f, 0, &c);
	for (size_t i = 0; i < page && o->top + i < count; i++)
		paint_row(r, f, (int)i + 1, o->top + i, &c);
}

static int
place(struct ab_reader *r, struct ab_frame *f, int row)
{
	const struct ab_overview *o = r->overview;
	size_t all = ab_bundle_count(r->bundle);

	if (all > o->count)
		return ab_frame_print(f, row, 1, f->cols, AB_STYLE_PLAIN,
		    ab_tr("the first %zu of %zu%s"), o->count, all, r->indexed ? "" : "+");
	return ab_frame_print(f, row, 1, f->cols, AB_STYLE_PLAIN, "%zu/%zu", o->at + 1,
	    row_count(o));
}

static void
status(struct ab_reader *r, struct ab_frame *f, int row, int col)
{
	const struct ab_overview *o = r->overview;
	struct at at = row_at(o, o->at);
	struct ab_share share;
	ab_str text = ab_tr_str("Enter opens the place");

	if (at.kind == HEAD)
		text = ab_tr_str("q goes back");
	if (at.kind == ARTICLE) {
		size_t b = other_of(o, at.i);
		text = !ab_overview_share(o, at.i, b, &share)
		    ? ab_format(&f->strings, ab_tr("Enter opens %zu  q goes back"), at.i + 1)
		    : ab_format(&f->strings, ab_tr("%.0f%% of %zu also in %zu, %.0f%% word for "
		    "word  Enter: both  Left Right: another"), share.any * 100, at.i + 1, b + 1,
		    share.same * 100);
	}
	ab_frame_cut(f, row, col, f->cols - 1, AB_STYLE_DIM, text);
}

static bool
command(struct ab_reader *r, enum ab_command c, size_t count)
{
	struct ab_overview *o = r->overview;
	size_t was = o->at;

	if (!ab_move_row(r, c, count, row_count(o), &o->at))
		return false;
	if (o->at != was)
		o->column = SIZE_MAX;
	return true;
}

static void
enter(struct ab_reader *r)
{
	const struct ab_overview *o = r->overview;
	struct at at = row_at(o, o->at);

	if (at.kind == ARTICLE) {
		ab_linked_open(r, at.i, other_of(o, at.i));
	} else if (at.kind == REMARK) {
		ab_linked_open(r, o->remarks.at[at.i].a, o->remarks.at[at.i].b);
	} else if (at.kind == FACT) {
		const struct ab_fact *fact = &o->facts.at[at.i];
		const struct ab_telling *a = &fact->at[0], *b = &fact->at[fact->count - 1];
		ab_linked_open(r, a->place, b->place);
		ab_linked_visit(r, a->at.start, b->place, b->at.start);
	} else {
		ab_say(r, "nothing to open here");
	}
}

static bool
key(struct ab_reader *r, ab_str name)
{
	struct ab_overview *o = r->overview;
	bool left = ab_str_eq(name, AB_STR("<Left>")), right = ab_str_eq(name, AB_STR("<Right>"));
	struct at at = row_at(o, o->at);

	if (ab_str_eq(name, AB_STR("<Enter>"))) {
		enter(r);
		return true;
	}
	if ((!left && !right) || at.kind != ARTICLE)
		return false;
	o->column = other_of(o, at.i);
	do
		o->column = (o->column + (left ? o->count - 1 : 1)) % o->count;
	while (o->column == at.i && o->count > 1);
	return true;
}

const struct ab_screen ab_screen_overview = { paint, place, status, command, key };
