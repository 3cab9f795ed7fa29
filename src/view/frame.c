#include "view/frame.h"

#include <stdarg.h>
#include <stdlib.h>

#include <unictype.h>

#include "view/hyperlink.h"

/* A longer cluster is shown as if it ended here: a megabyte of combining marks costs nothing. No
 * script piles more marks on a letter than MARKS_MAX; more would run into the rows around. */
enum { CLUSTER_MAX = 128, MARKS_MAX = 8 };

static const ab_str blank = { " ", 1 }, mark = { "\xef\xbf\xbd", 3 };

struct ab_frame *
ab_frame_new(int rows, int cols)
{
	struct ab_frame *f = ab_xalloc(1, sizeof(*f));

	f->rows = rows > 0 ? rows : 0;
	f->cols = cols > 0 ? cols : 0;
	f->cell = ab_xalloc((size_t)f->rows * (size_t)f->cols + 1, sizeof(*f->cell));
	ab_frame_clear(f);
	return f;
}

void
ab_frame_free(struct ab_frame *f)
{
	if (!f)
		return;
	ab_arena_free(&f->strings);
	free(f->cell);
	free(f);
}

void
ab_frame_clear(struct ab_frame *f)
{
	ab_arena_free(&f->strings);
	memset(&f->links, 0, sizeof(f->links));
	for (size_t i = 0; i < (size_t)f->rows * (size_t)f->cols; i++)
		f->cell[i] = (struct ab_cell){ blank, AB_STYLE_PLAIN, false };
	f->cursor_row = f->cursor_col = -1;
}

/* The start of s that is not longer than a cluster may be, cut between code points. */
static ab_str
head(ab_str s)
{
	if (s.len <= CLUSTER_MAX)
		return s;
	s.len = CLUSTER_MAX;
	while (s.len && ((uint8_t)s.ptr[s.len] & 0xC0) == 0x80)
		s.len--;
	return s;
}

/* What of a cluster may be sent: up to its first control character (the tags of a flag, say), or
 * the first mark too many. */
static ab_str
sendable(ab_str cluster)
{
	size_t marks = 0;

	for (size_t n, at = 0; at < cluster.len; at += n) {
		uint32_t c = ab_code_point(ab_str_skip(cluster, at), &n);
		marks += at > 0 && uc_is_general_category_withtable(c,
		    UC_CATEGORY_MASK_Mn | UC_CATEGORY_MASK_Me | UC_CATEGORY_MASK_Cf);
		if (ab_is_control(c) || marks > MARKS_MAX)
			cluster.len = at;
	}
	return cluster;
}

size_t
ab_glyph(ab_str s, ab_str *glyph, int *cells)
{
	if (s.len && *s.ptr >= ' ' && *s.ptr < 0x7F && (s.len == 1 || !(s.ptr[1] & 0x80))) {
		*glyph = (ab_str){ s.ptr, 1 };
		*cells = 1;
		return 1;
	}
	size_t len = ab_cluster(head(s), cells);
	if (len == 0)
		return 0;
	*glyph = sendable((ab_str){ s.ptr, len });
	if (glyph->len == 0) {
		*glyph = *s.ptr == '\t' ? blank : mark;
		*cells = 1;
	} else if (*cells == 0) {
		glyph->len = 0;
	}
	return len;
}

/* A wide glyph of which one cell is overwritten is gone altogether. */
static void
set(struct ab_frame *f, int row, int col, int cells, struct ab_cell cell)
{
	struct ab_cell *at = f->cell + (size_t)row * (size_t)f->cols;

	if (col > 0 && at[col].glyph.len == 0)
		at[col - 1].glyph = blank;
	if (col + cells < f->cols && at[col + cells].glyph.len == 0)
		at[col + cells].glyph = blank;
	at[col] = cell;
	if (cells == 2)
		at[col + 1] = (struct ab_cell){ { cell.glyph.ptr, 0 }, cell.style, false };
}

/* The limit within the frame; 0 for a row outside of it. */
static int
clip(const struct ab_frame *f, int row, int *col, int limit)
{
	if (*col < 0)
		*col = 0;
	return row < 0 || row >= f->rows ? 0 : limit < f->cols ? limit : f->cols;
}

int
ab_frame_put(struct ab_frame *f, int row, int col, int limit, enum ab_style style, ab_str s)
{
	ab_str glyph;
	int cells;
	bool apart = true;

	limit = clip(f, row, &col, limit);
	for (size_t n; col < limit && (n = ab_glyph(s, &glyph, &cells)) != 0;
	    s = ab_str_skip(s, n)) {
		if (cells == 0)
			continue;
		if (col + cells > limit)
			break;
		set(f, row, col, cells, (struct ab_cell){ glyph, style, apart });
		col += cells;
		apart = false;
	}
	return col;
}

void
ab_frame_join(struct ab_frame *f, int row, int col, int limit)
{
	limit = clip(f, row, &col, limit);
	while (++col < limit)
		f->cell[(size_t)row * (size_t)f->cols + (size_t)col].apart = false;
}

static bool
fits(ab_str s, int room)
{
	ab_str glyph;
	int cells;

	for (size_t n; room >= 0 && (n = ab_glyph(s, &glyph, &cells)) != 0; s = ab_str_skip(s, n))
		room -= cells;
	return room >= 0;
}

int
ab_frame_cut(struct ab_frame *f, int row, int col, int limit, enum ab_style style, ab_str s)
{
	limit = clip(f, row, &col, limit);
	if (col >= limit || fits(s, limit - col))
		return ab_frame_put(f, row, col, limit, style, s);
	col = ab_frame_put(f, row, col, limit - 1, style, s);
	return ab_frame_put(f, row, col, limit, style, AB_STR("\xe2\x80\xa6"));
}

int
ab_frame_print(struct ab_frame *f, int row, int col, int limit, enum ab_style style,
    const char *format, ...)
{
	va_list args;
	char text[512];

	va_start(args, format);
	int n = vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	if (n <= 0)
		return col;
	ab_str s = { text, (size_t)n < sizeof(text) ? (size_t)n : sizeof(text) - 1 };
	if (s.len == sizeof(text) - 1) /* the last code point may have been cut */
		while (s.len && ((uint8_t)s.ptr[--s.len] & 0xC0) == 0x80)
			;
	return ab_frame_put(f, row, col, limit, style, ab_copy(&f->strings, s));
}

void
ab_frame_fill(struct ab_frame *f, int row, int col, int limit, enum ab_style style, ab_str glyph)
{
	limit = clip(f, row, &col, limit);
	for (int from = col; col < limit; col++)
		set(f, row, col, 1, (struct ab_cell){ glyph, style, col == from });
}

void
ab_frame_restyle(struct ab_frame *f, int row, int col, int limit, enum ab_style style)
{
	limit = clip(f, row, &col, limit);
	for (; col < limit; col++)
		f->cell[(size_t)row * (size_t)f->cols + (size_t)col].style = style;
}

void
ab_frame_link(struct ab_frame *f, int row, int col, int limit, ab_str url)
{
	ab_str clean;

	limit = clip(f, row, &col, limit);
	if (col < limit && ab_hyperlink(&f->strings, url, &clean))
		AB_PUSH(&f->strings, &f->links, ((struct ab_frame_link){ row, col, limit, clean }));
}

void
ab_frame_write(const struct ab_frame *f, FILE *out)
{
	for (int row = 0; row < f->rows; row++) {
		const struct ab_cell *at = f->cell + (size_t)row * (size_t)f->cols;
		int end = f->cols;
		while (end > 0 && ab_str_eq(at[end - 1].glyph, blank))
			end--;
		for (int col = 0; col < end; col++)
			fwrite(at[col].glyph.ptr, 1, at[col].glyph.len, out);
		fputc('\n', out);
	}
}

const char *
ab_style_name(enum ab_style style)
{
#define NAME_STYLE(id, name) name,
	static const char *const names[] = { AB_STYLES(NAME_STYLE) };

	return names[style];
}
