/* All articles, a row each. Only those on the screen are read. */
#include <stdlib.h>

#include "view/screen.h"

/* What was read of an article is kept at its number modulo this. */
enum { ENTRIES = 512 };

struct ab_list_entry {
	struct ab_arena arena;
	bool known;
	size_t number, words, hidden;
	ab_str name, title, day;
};

void
ab_list_forget(struct ab_reader *r)
{
	for (size_t i = 0; r->entries && i < ENTRIES; i++)
		ab_arena_free(&r->entries[i].arena);
	free(r->entries);
	r->entries = NULL;
}

/* The title or, where there is none, the first words. */
static ab_str
heading(struct ab_article *article)
{
	enum { WORDS = 240 }; /* bytes; wider than the column */
	const struct ab_lines *lines = ab_article_lines(article);
	ab_str title = ab_article_title(article);
	size_t i = 0;

	if (title.len)
		return title;
	while (i < lines->count
	    && (lines->at[i].kind == AB_KIND_BLANK || lines->at[i].kind == AB_KIND_CHROME))
		i++;
	if (i == lines->count)
		return title;
	ab_str line = ab_slice(ab_article_text(article), lines->at[i].at);
	for (size_t n; line.len > WORDS && title.len < WORDS; title.len += n)
		ab_code_point(ab_str_skip(line, title.len), &n);
	return (ab_str){ line.ptr, line.len > WORDS ? title.len : line.len };
}

static const struct ab_list_entry *
look(struct ab_reader *r, size_t number)
{
	if (!r->entries)
		r->entries = ab_xalloc(ENTRIES, sizeof(*r->entries));
	struct ab_list_entry *e = &r->entries[number % ENTRIES];
	if (e->known && e->number == number)
		return e;
	ab_arena_free(&e->arena);
	struct ab_article *article = ab_bundle_hold(r->bundle, number);
	ab_str outlet = ab_article_outlet(article), title = heading(article);
	e->name = ab_visible(&e->arena, outlet.len ? outlet : ab_article_name(article));
	e->title = ab_visible(&e->arena, title);
	e->day = ab_visible(&e->arena, ab_day_of(&e->arena, article));
	e->words = ab_article_words(article);
	e->hidden = ab_article_lines(article)->chrome_lines;
	e->number = number;
	e->known = true;
	ab_bundle_let_go(r->bundle, article);
	return e;
}

/* Where each column begins and ends, for the width there is. Columns that do not fit are empty. */
struct columns { int number, name, title, day, words, hidden, end; };

static struct columns
columns_of(const struct ab_reader *r)
{
	int width = snprintf(NULL, 0, "%zu", ab_bundle_count(r->bundle)), cols = r->cols;
	struct columns c = { .number = 1, .name = 1 + width + 2, .end = cols - 1 };

	c.hidden = cols >= 64 ? c.end - 8 : c.end;
	c.words = cols >= 64 ? c.hidden - 9 : c.end;
	c.day = cols >= 44 ? c.words - 12 : c.end;
	int room = c.day - c.name;
	c.title = room < 30 ? c.day : c.name + (room / 3 < 28 ? room / 3 : 28);
	return c;
}

static void
paint_entry(struct ab_reader *r, struct ab_frame *f, int row, size_t number,
    const struct columns *c)
{
	const struct ab_list_entry *e = look(r, number);
	enum ab_style style = number == r->list_at ? AB_STYLE_CURRENT : AB_STYLE_PLAIN;
	bool open = false;

	for (int i = 0; i < r->panes.count; i++)
		open |= r->panes.at[i].number == number;
	ab_frame_fill(f, row, 0, f->cols, style, AB_STR(" "));
	ab_frame_print(f, row, c->number, c->name, style, "%*zu%s", c->name - c->number - 2, number + 1,
	    open ? "*" : "");
	ab_str name = e->name.len ? ab_copy(&f->strings, e->name) : AB_STR("(no name)");
	ab_str title = e->title.len ? ab_copy(&f->strings, e->title) : AB_STR("");
	ab_frame_cut(f, row, c->name, c->title - (c->title < c->end ? 2 : 0), style, name);
	ab_frame_cut(f, row, c->title, c->day - 2, style, title);
	ab_frame_put(f, row, c->day, c->words, style,
	    e->day.len ? ab_copy(&f->strings, e->day) : AB_STR("date?"));
	if (c->words < c->end) {
		ab_frame_print(f, row, c->words, c->hidden, style, "%8zu", e->words);
		ab_frame_print(f, row, c->hidden, c->end, style, "%8zu", e->hidden);
	}
}

static void
paint(struct ab_reader *r, struct ab_frame *f, int rows)
{
	size_t page = rows > 1 ? (size_t)rows - 1 : 1, count = ab_bundle_count(r->bundle);
	struct columns c = columns_of(r);

	ab_show_row(count, page, &r->list_top, &r->list_at);
	ab_frame_fill(f, 0, 0, f->cols, AB_STYLE_BAR, AB_STR(" "));
	ab_frame_put(f, 0, c.name, c.title, AB_STYLE_BAR, AB_STR("article"));
	ab_frame_put(f, 0, c.title, c.day, AB_STYLE_BAR, AB_STR("title"));
	ab_frame_put(f, 0, c.day, c.words, AB_STYLE_BAR, AB_STR("published"));
	ab_frame_put(f, 0, c.words, c.hidden, AB_STYLE_BAR, AB_STR("   words"));
	ab_frame_put(f, 0, c.hidden, c.end, AB_STYLE_BAR, AB_STR("  hidden"));
	for (size_t i = 0; i < page && r->list_top + i < count; i++)
		paint_entry(r, f, (int)i + 1, r->list_top + i, &c);
}

static int
place(struct ab_reader *r, struct ab_frame *f, int row)
{
	size_t count = ab_bundle_count(r->bundle);

	return ab_frame_print(f, row, 1, f->cols, AB_STYLE_PLAIN, "%zu/%zu%s",
	    count ? r->list_at + 1 : 0, count, r->indexed ? "" : "+");
}

static void
status(struct ab_reader *r, struct ab_frame *f, int row, int col)
{
	(void)r;
	ab_frame_cut(f, row, col, f->cols - 1, AB_STYLE_DIM,
	    AB_STR("Enter or a number opens it in the focused pane  q goes back"));
}

static void
open_article(struct ab_reader *r, size_t number)
{
	r->count = 0;
	if (!ab_heap_reach(ab_bundle_heap(r->bundle), number)) {
		ab_say(r, "there is no article %zu", number + 1);
		return;
	}
	r->screen = &ab_screen_panes;
	ab_reader_put(r, number);
}

static bool
command(struct ab_reader *r, enum ab_command c, size_t count)
{
	return ab_move_row(r, c, count, ab_bundle_count(r->bundle), &r->list_at);
}

/* Enter opens the row, or the number typed; a digit opens at once when no more can follow. */
static bool
key(struct ab_reader *r, ab_str name)
{
	if (ab_str_eq(name, AB_STR("<Enter>"))) {
		open_article(r, r->count ? r->count - 1 : r->list_at);
		return true;
	}
	if (name.len != 1 || *name.ptr < '0' || *name.ptr > '9')
		return false;
	size_t number = 10 * r->count + (size_t)(*name.ptr - '0');
	if (number == 0 || !r->indexed || 10 * number <= ab_bundle_count(r->bundle))
		return false;
	open_article(r, number - 1);
	return true;
}

const struct ab_screen ab_screen_list = { paint, place, status, command, key, NULL, NULL };
