/* The names of the bundle, a row each: how often, in which articles.
 * One of them can be followed. */
#include <stdlib.h>

#include "base/words.h"
#include "view/screen.h"

/* A name, and what it is sorted and filtered by. */
struct entry { const struct ab_tally_row *row; ab_str folded; };

struct ab_index {
	struct ab_arena arena;   /* of the tally and the entries */
	struct ab_tally tally;
	struct entry *all;       /* one for each row of the tally */
	struct entry *shown;     /* those that are shown, in their order */
	size_t count;            /* of them */
	bool read;               /* the tally is that of this edition of the bundle */
	unsigned long edition;
	bool by_name;
	char filter[256];
	size_t top, at;
};

void
ab_index_free(struct ab_reader *r)
{
	if (r->index)
		ab_arena_free(&r->index->arena);
	free(r->index);
	r->index = NULL;
}

void
ab_index_open(struct ab_reader *r)
{
	if (!r->index)
		r->index = ab_xalloc(1, sizeof(*r->index));
	r->screen = &ab_screen_index;
}

ab_str
ab_muted_types(struct ab_arena *arena, unsigned muted)
{
	ab_str all = AB_STR("");

	for (int type = 0; type < AB_ENTITY_COUNT; type++)
		if (muted >> type & 1)
			all = ab_format(arena, "%s %s", all.len ? all.ptr : ab_tr("no"),
			    ab_entity_name((enum ab_entity_type)type));
	return all;
}

/* ---- which rows, in which order ---- */

static int
by_name(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int c = ab_str_cmp(x->folded, y->folded);

	return c ? c : ab_str_cmp(x->row->id, y->row->id);
}

static int
by_count(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	if (x->row->total != y->row->total)
		return x->row->total < y->row->total ? 1 : -1;
	return by_name(a, b);
}

static bool
contains(ab_str s, ab_str part)
{
	for (; s.len >= part.len; s = ab_str_skip(s, 1)) {
		if (ab_str_starts(s, part))
			return true;
		if (s.len == 0)
			break;
	}
	return false;
}

/* Chooses and sorts anew; the cursor stays on the row of this id, if it is shown. */
static void
arrange(struct ab_reader *r, ab_str id)
{
	struct ab_index *x = r->index;
	struct ab_arena scratch = { 0 };
	ab_str filter = ab_fold(&scratch, ab_str_c(x->filter));

	x->count = 0;
	for (size_t i = 0; i < x->tally.count; i++)
		if (!(r->muted >> x->all[i].row->type & 1) && contains(x->all[i].folded, filter))
			x->shown[x->count++] = x->all[i];
	if (x->count)
		qsort(x->shown, x->count, sizeof(*x->shown), x->by_name ? by_name : by_count);
	for (size_t i = 0; i < x->count; i++)
		if (ab_str_eq(x->shown[i].row->id, id))
			x->at = i;
	ab_arena_free(&scratch);
}

/* The name that the cursor is on and stays on. On the first row it is on no name: who has not moved
 * wants to see the first, whatever becomes that. */
static ab_str
current_id(const struct ab_index *x)
{
	return x->at > 0 && x->at < x->count ? x->shown[x->at].row->id : AB_STR("");
}

/* Takes the counts of the bundle as they are now. */
static void
refresh(struct ab_reader *r)
{
	struct ab_index *x = r->index;
	unsigned long edition = ab_bundle_edition(r->bundle);

	if (x->read && x->edition == edition)
		return;
	struct ab_arena before = x->arena;
	ab_str id = current_id(x);
	x->arena = (struct ab_arena){ 0 };
	x->tally = ab_census_tally(&x->arena, ab_bundle_census(r->bundle),
	    ab_bundle_roster(r->bundle));
	x->all = AB_NEW(&x->arena, struct entry, x->tally.count + 1);
	x->shown = AB_NEW(&x->arena, struct entry, x->tally.count + 1);
	for (size_t i = 0; i < x->tally.count; i++)
		x->all[i] = (struct entry){
			&x->tally.at[i], ab_fold(&x->arena, ab_roster_name(x->tally.at[i].id)),
		};
	x->read = true;
	x->edition = edition;
	arrange(r, id);
	ab_arena_free(&before);
}

/* ---- painting ---- */

enum {
	TYPE_COLS = 5, COUNT_COLS = 5, TOTAL_COLS = 7, ARTICLES_COLS = 10,
	NAME_LEAST = 14, NAME_FAIR = 24, NAME_MOST = 44
};

/* Where each column begins. Those that do not fit are empty. */
struct columns {
	int name, first, total, articles, end;
	int count, width;              /* of the columns of articles */
	size_t article[AB_PANES_MAX];
};

static bool
is_open(const struct ab_reader *r, size_t article)
{
	for (int i = 0; i < r->panes.count; i++)
		if (r->panes.at[i].number == article)
			return true;
	return false;
}

/* Gives an article a column, in order of the numbers, if it has none yet. */
static void
add_article(struct columns *c, size_t article)
{
	int i = c->count;

	for (int k = 0; k < c->count; k++)
		if (c->article[k] == article)
			return;
	for (; i > 0 && c->article[i - 1] > article; i--)
		c->article[i] = c->article[i - 1];
	c->article[i] = article;
	c->count++;
}

/* The open articles have columns first, then the first ones of the bundle, while the names keep
 * fair room. */
static struct columns
columns_of(const struct ab_reader *r)
{
	int digits = snprintf(NULL, 0, "%zu", ab_bundle_count(r->bundle));
	struct columns c = { .name = 1 + TYPE_COLS };
	int total = r->cols >= 30 ? TOTAL_COLS : 0, articles = r->cols >= 64 ? ARTICLES_COLS : 0;
	int room = r->cols - 1 - c.name - total - articles;

	c.width = digits + 2 > COUNT_COLS ? digits + 2 : COUNT_COLS;
	for (int i = 0; i < r->panes.count && room >= NAME_LEAST + c.width * (c.count + 1); i++)
		add_article(&c, r->panes.at[i].number);
	for (size_t i = 0; i < ab_bundle_count(r->bundle) && c.count < AB_PANES_MAX
	    && room >= NAME_FAIR + c.width * (c.count + 1); i++)
		add_article(&c, i);
	room -= c.width * c.count;
	c.first = c.name + (room < NAME_MOST ? room : NAME_MOST);
	c.total = c.first + c.width * c.count;
	c.articles = c.total + total;
	c.end = c.articles + articles;
	return c;
}

/* Mentions in one article, in four cells: 9999, then 10k, then 10M. */
static void
paint_count(struct ab_frame *f, int row, int limit, enum ab_style style, size_t count)
{
	static const char *const units[] = { "", "k", "M", "G" };
	size_t unit = 0;

	for (; count > (unit ? 999 : 9999) && unit + 1 < AB_LEN(units); unit++)
		count /= 1000;
	ab_frame_print(f, row, limit - COUNT_COLS + 1, limit, style, "%*zu%s",
	    COUNT_COLS - 1 - (unit > 0), count, units[unit]);
}

static void
paint_entry(struct ab_reader *r, struct ab_frame *f, int row, size_t at, const struct columns *c)
{
	const struct ab_tally_row *name = r->index->shown[at].row;
	bool current = at == r->index->at;
	enum ab_style style = current ? AB_STYLE_CURRENT : AB_STYLE_PLAIN;
	enum ab_style ink = current ? AB_STYLE_CURRENT : ab_ink_of_type(name->type);

	ab_frame_fill(f, row, 0, f->cols, style, AB_STR(" "));
	ab_frame_put(f, row, 1, c->name, ink, ab_str_c(ab_entity_name(name->type)));
	ab_frame_cut(f, row, c->name, c->first - 1, ink,
	    ab_visible(&f->strings, ab_roster_name(name->id)));
	for (int i = 0; i < c->count; i++) {
		int limit = c->first + c->width * (i + 1) - 1;
		size_t count = ab_tally_in(name, c->article[i]);
		if (count)
			paint_count(f, row, limit, style, count);
		else
			ab_frame_put(f, row, limit - 1, limit, current ? style : AB_STYLE_DIM,
			    AB_STR("-"));
	}
	ab_frame_print(f, row, c->total, c->articles, style, "%*zu", TOTAL_COLS, name->total);
	ab_frame_print(f, row, c->articles, c->end, style, "%*zu", ARTICLES_COLS, name->articles);
}

static void
paint_bar(struct ab_reader *r, struct ab_frame *f, const struct columns *c)
{
	ab_frame_fill(f, 0, 0, f->cols, AB_STYLE_BAR, AB_STR(" "));
	ab_frame_put(f, 0, c->name, c->first, AB_STYLE_BAR, ab_tr_str("name"));
	for (int i = 0; i < c->count; i++)
		ab_frame_print(f, 0, c->first + c->width * i, f->cols, AB_STYLE_BAR, "%*zu%s",
		    c->width - 1, c->article[i] + 1, is_open(r, c->article[i]) ? "*" : "");
	ab_frame_put(f, 0, c->total, c->articles, AB_STYLE_BAR, ab_tr_str("  total"));
	ab_frame_put(f, 0, c->articles, c->end, AB_STYLE_BAR, ab_tr_str("  articles"));
}

/* Why there is no row. */
static ab_str
nothing(const struct ab_reader *r)
{
	if (r->index->tally.count == 0)
		return ab_tr_str("No name was found so far.");
	return r->index->filter[0] ? ab_tr_str("No name of the types shown has this in it.")
	    : ab_tr_str("There are names, but none of the types shown: p, o, l, m show more.");
}

static void
paint(struct ab_reader *r, struct ab_frame *f, int rows)
{
	struct ab_index *x = r->index;
	size_t page = rows > 1 ? (size_t)rows - 1 : 1;
	struct columns c = columns_of(r);

	refresh(r);
	ab_show_row(x->count, page, &x->top, &x->at);
	paint_bar(r, f, &c);
	for (size_t i = 0; i < page && x->top + i < x->count; i++)
		paint_entry(r, f, (int)i + 1, x->top + i, &c);
	if (x->count == 0)
		ab_frame_cut(f, 1, 1, f->cols, AB_STYLE_DIM, nothing(r));
}

static int
place(struct ab_reader *r, struct ab_frame *f, int row)
{
	return ab_frame_print(f, row, 1, f->cols, AB_STYLE_PLAIN, "%zu/%zu",
	    r->index->count ? r->index->at + 1 : 0, r->index->count);
}

/* How far the counting is, and what is not shown; then the keys of this screen. */
static void
status(struct ab_reader *r, struct ab_frame *f, int row, int col)
{
	struct ab_arena *strings = &f->strings;
	size_t counted = ab_census_articles(ab_bundle_census(r->bundle));
	size_t articles = ab_bundle_count(r->bundle);
	ab_str muted = ab_muted_types(strings, r->muted), words = AB_STR("");

	if (counted < articles || !r->indexed)
		words = ab_format(strings, ab_tr("%zu of %zu%s articles  "), counted, articles,
		    r->indexed ? "" : "+");
	if (r->index->filter[0])
		words = ab_format(strings, ab_tr("%sfilter: %s  "), words.ptr, r->index->filter);
	if (muted.len)
		words = ab_format(strings, "%s%s  ", words.ptr, muted.ptr);
	col = ab_frame_cut(f, row, col, f->cols - 1, AB_STYLE_PLAIN, words);
	ab_frame_cut(f, row, col, f->cols - 1, AB_STYLE_DIM, r->index->by_name
	    ? ab_tr_str("Enter follows  f filter  s by count  p o l m types  q goes back")
	    : ab_tr_str("Enter follows  f filter  s by name  p o l m types  q goes back"));
}

/* ---- keys ---- */

static void
set_filter(struct ab_reader *r, ab_str text)
{
	struct ab_index *x = r->index;

	refresh(r);
	bool found = x->filter[0] && text.len == 0; /* it stays the current one, among all */
	ab_str id = found && x->at < x->count ? x->shown[x->at].row->id : AB_STR("");

	memcpy(x->filter, text.ptr, text.len);
	x->filter[text.len] = '\0';
	x->at = x->top = 0;
	arrange(r, id);
}

static bool
toggle(struct ab_reader *r, ab_str key)
{
	static const char keys[AB_ENTITY_COUNT] = {
		[AB_ENTITY_PER] = 'p', [AB_ENTITY_ORG] = 'o', [AB_ENTITY_LOC] = 'l',
		[AB_ENTITY_MISC] = 'm',
	};
	const char *at = key.len == 1 ? memchr(keys, *key.ptr, sizeof(keys)) : NULL;

	if (!at)
		return false;
	r->muted ^= 1u << (at - keys);
	arrange(r, current_id(r->index));
	return true;
}

static void
follow(struct ab_reader *r)
{
	const struct ab_index *x = r->index;

	if (x->at >= x->count)
		return;
	r->screen = &ab_screen_panes;
	ab_seek_follow(r, x->shown[x->at].row);
}

static bool
key(struct ab_reader *r, ab_str name)
{
	struct ab_index *x = r->index;
	bool cancels = ab_str_eq(name, AB_STR("<Esc>")) || ab_str_eq(name, AB_STR("<C-c>"));

	if (r->typed[0])
		return false;
	refresh(r);
	if (ab_str_eq(name, AB_STR("<Enter>"))) {
		follow(r);
	} else if (cancels && x->filter[0] && !r->count) {
		set_filter(r, AB_STR(""));
	} else if (ab_str_eq(name, AB_STR("s"))) {
		x->by_name = !x->by_name;
		arrange(r, current_id(x));
	} else if (ab_str_eq(name, AB_STR("f"))) {
		static const struct ab_question filter = {
			.label = AB_WORD("filter: "), .answer = set_filter, .typing = set_filter,
		};
		ab_ask(r, &filter, AB_STR(""));
		set_filter(r, AB_STR(""));
	} else if (!toggle(r, name)) {
		return false;
	}
	r->count = 0;
	return true;
}

static bool
command(struct ab_reader *r, enum ab_command c, size_t count)
{
	if (c == AB_DO_SEARCH) /* what one's fingers do to find a name */
		return key(r, AB_STR("f"));
	return ab_move_row(r, c, count, r->index->count, &r->index->at);
}

const struct ab_screen ab_screen_index = {
	paint, place, status, command, key,
};
