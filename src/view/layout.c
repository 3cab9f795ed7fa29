#include "view/layout.h"

#include "base/words.h"

#include <stdlib.h>

#include <unilbrk.h>

#include "news/pieces.h"
#include "view/cuts.h"
#include "view/frame.h"

enum {
	WINDOW = 2048,  /* bytes of a line in which break points are looked for at once */
	REACH = 1 << 17, /* bytes that are laid out while a person waits */
	PARAGRAPH = 100 /* a line of so many bytes is a paragraph, set apart from its neighbours */
};

struct ab_layout {
	struct ab_article *article;
	ab_str text;
	const struct ab_lines *lines;
	int width;
	enum ab_chrome_mode chrome;
	struct ab_row *row;
	size_t count, room;
	bool huge;           /* lines are cut (view/cuts.h), and it may be begun at any cut */
	size_t origin;       /* where it was begun */
	size_t cut;          /* the next one, if it is after `at` */
	size_t line, at;     /* the next row starts here */
	bool first;          /* ... and is the first of its line */
	bool gap;            /* an empty row is due before the next row */
	const struct ab_dates *values; /* NULL: not to be written */
	size_t value;        /* where ab_layout_value was last */
	bool only;           /* lines that hold one of these parts */
	const ab_span *part;
	size_t parts, next_part; /* the first that may be in the next line, or after it */
	const struct ab_pad *pad;
	size_t pads;         /* still to come */
	ab_span window;      /* where `breaks` tells what u8_possible_linebreaks said */
	char breaks[WINDOW];
};

/* A row while it is being filled. */
struct fill {
	size_t at, start;
	size_t end;          /* of the last glyph that is not a blank */
	size_t stop, stop_end; /* at and end at the last place where the row
	                        * may be broken; stop 0: none */
	int col;
};

bool
ab_layout_part(const struct ab_lines *lines, enum ab_chrome_mode chrome, ab_span range,
    size_t from, ab_span *part)
{
	*part = (ab_span){ from > range.start ? from : range.start, range.end };
	if (chrome == AB_CHROME_HIDDEN)
		for (size_t i = ab_lines_hidden_after(lines, part->start);
		    i < lines->hidden_count; i++) {
			const ab_span *hidden = &lines->hidden[i].at;
			if (hidden->start > part->start) {
				if (hidden->start < part->end)
					part->end = hidden->start;
				break;
			}
			part->start = hidden->end;
		}
	return part->start < part->end;
}

const struct ab_repeat *
ab_layout_folds(struct ab_article *article, enum ab_chrome_mode chrome, size_t line)
{
	return chrome == AB_CHROME_HIDDEN ? ab_repeats_at(ab_article_repeats(article), line) : NULL;
}

ab_str
ab_fold_label(struct ab_arena *arena, const struct ab_repeat *r)
{
	if (r->title)
		return ab_tr_str("[headline again]");
	if (r->first == r->last)
		return ab_format(arena, ab_tr("[= line %zu, %zu words]"), r->first + 1, r->words);
	return ab_format(arena, ab_tr("[= lines %zu-%zu, %zu words]"), r->first + 1,
	    r->last + 1, r->words);
}

struct ab_layout *
ab_layout_new(struct ab_article *article, int width, enum ab_chrome_mode chrome)
{
	struct ab_layout *l = ab_xalloc(1, sizeof(*l));

	l->article = article;
	l->text = ab_article_text(article);
	l->lines = ab_article_lines(article);
	l->width = width > 0 ? width : 1;
	l->chrome = chrome;
	l->first = true;
	l->huge = l->text.len > AB_HUGE;
	return l;
}

void
ab_layout_values(struct ab_layout *l, const struct ab_dates *dates)
{
	l->values = dates;
}

void
ab_layout_pads(struct ab_layout *l, const struct ab_pad *pad, size_t count)
{
	l->pad = pad;
	l->pads = count;
}

ab_str
ab_layout_value(struct ab_layout *l, ab_span glyph)
{
	const struct ab_dates *dates = l->values;

	if (!dates)
		return (ab_str){ 0 };
	while (l->value > 0 && dates->at[l->value - 1].at.end > glyph.start)
		l->value--;
	while (l->value < dates->count && dates->at[l->value].at.end <= glyph.start)
		l->value++;
	if (l->value == dates->count || dates->at[l->value].at.end > glyph.end)
		return (ab_str){ 0 };
	const struct ab_date *date = &dates->at[l->value];
	return ab_str_eq(ab_slice(l->text, date->at), date->value) ? (ab_str){ 0 } : date->value;
}

void
ab_layout_only(struct ab_layout *l, const ab_span *parts, size_t count)
{
	l->only = true;
	l->part = parts;
	l->parts = count;
}

/* Is the line left out, as one without any of the parts? Lines are asked for in order. */
static bool
left_out(struct ab_layout *l, ab_span line)
{
	if (!l->only)
		return false;
	while (l->next_part < l->parts && l->part[l->next_part].start < line.start)
		l->next_part++;
	return l->next_part == l->parts || l->part[l->next_part].start >= line.end;
}

void
ab_layout_free(struct ab_layout *l)
{
	if (!l)
		return;
	free(l->row);
	free(l);
}

/* Where a window from `at` on ends: after a blank if it can be, where
 * breaking is allowed anyway. */
static size_t
window_end(ab_str text, size_t at, size_t end)
{
	if (end - at <= WINDOW)
		return end;
	size_t cut = at + WINDOW;
	while (cut > at && text.ptr[cut - 1] != ' ')
		cut--;
	if (cut == at)
		for (cut = at + WINDOW; ((uint8_t)text.ptr[cut] & 0xC0) == 0x80; cut--)
			;
	return cut;
}

/* What UAX #14 says about breaking before the byte where the fill is. At the start of a window
 * it knows nothing of what came before; then a row may be broken after a blank. */
static char
break_before(struct ab_layout *l, const struct fill *f, size_t part_end)
{
	if (f->at < l->window.start || f->at >= l->window.end) {
		l->window = (ab_span){ f->at, window_end(l->text, f->at, part_end) };
		u8_possible_linebreaks((const uint8_t *)l->text.ptr + f->at, l->window.end - f->at,
		    "UTF-8", l->breaks);
	}
	char b = l->breaks[f->at - l->window.start];
	if (f->at == l->window.start && b == UC_BREAK_PROHIBITED && f->at > f->end)
		return UC_BREAK_POSSIBLE;
	return b;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* The break byte of a CR, LF or the like tells: the row ends, and this is not shown. */
static bool
ends_row(char b)
{
	return b == UC_BREAK_MANDATORY || b == UC_BREAK_CR_BEFORE_LF;
}

/* Takes one cluster into the row; false when the row is full or ends before it. */
static bool
take(struct ab_layout *l, struct fill *f, size_t part_end)
{
	char b = break_before(l, f, part_end);
	ab_str glyph;
	int cells;
	size_t n = ab_glyph(ab_slice(l->text, (ab_span){ f->at, part_end }), &glyph, &cells);
	ab_str value = ab_layout_value(l, (ab_span){ f->at, f->at + n });
	if (value.len)
		cells += (int)(value.len + sizeof(" []") - 1);
	bool blank = is_blank(l->text.ptr[f->at]) || ends_row(b);

	if (f->col == 0 && blank) {
		f->at += n;
		return true;
	}
	if (ends_row(b)) {
		f->stop = f->at + n;
		f->stop_end = f->end;
		return false;
	}
	if (b == UC_BREAK_POSSIBLE && f->col > 0) {
		f->stop = f->at;
		f->stop_end = f->end;
	}
	if (!blank && f->col > 0 && f->col + cells > l->width)
		return false;
	if (f->col == 0 && cells > 0)
		f->start = f->at;
	if (f->col > 0 || cells > 0)
		f->col += cells;
	f->at += n;
	if (!blank && cells > 0)
		f->end = f->at;
	return true;
}

/* The next row of the line, which goes on at l->at; false when nothing of it is left to show. */
static bool
fill_row(struct ab_layout *l, ab_span line, ab_span *out)
{
	struct fill f = { .at = l->at };
	ab_span part;
	bool full = false;

	while (!full && ab_layout_part(l->lines, l->chrome, line, f.at, &part)) {
		f.at = part.start;
		while (f.at < part.end && !full)
			full = !take(l, &f, part.end);
	}
	if (full && f.stop == 0) { /* a word wider than the row is cut */
		f.stop = f.at;
		f.stop_end = f.end;
	}
	*out = (ab_span){ f.start, full ? f.stop_end : f.end };
	l->at = full ? f.stop : line.end;
	return f.col > 0;
}

/* The next row of a line that may be cut. What lies between two cuts is a row, even where nothing of
 * it is seen: else a hundred megabytes of signs without width had to be read for one screen. */
static bool
fill_line(struct ab_layout *l, ab_span line, ab_span *out)
{
	ab_span stretch = line, part;

	do {
		size_t from = l->at;
		if (l->huge && l->at >= l->cut)
			l->cut = ab_cut_after(l->text, line, l->at);
		if (l->huge)
			stretch.end = l->cut;
		if (fill_row(l, stretch, out))
			return true;
		if (stretch.end < line.end
		    && ab_layout_part(l->lines, l->chrome, stretch, from, &part)) {
			*out = part;
			return true;
		}
	} while (stretch.end < line.end);
	return false;
}

static void
push(struct ab_layout *l, struct ab_row row)
{
	if (l->count == l->room) {
		l->room = l->room ? 2 * l->room : 64;
		l->row = ab_xrealloc(l->row, l->room, sizeof(*l->row));
	}
	l->row[l->count++] = row;
}

static void
push_gap(struct ab_layout *l, size_t at)
{
	push(l, (struct ab_row){ { at, at }, l->line, false, true, false });
}

static void
push_pads(struct ab_layout *l, ab_span row)
{
	for (; l->pads && l->pad->offset < row.end; l->pad++, l->pads--)
		for (size_t i = 0; i < l->pad->rows; i++)
			push_gap(l, row.start);
}

static bool
is_paragraph(const struct ab_line *line)
{
	return line->at.end - line->at.start >= PARAGRAPH;
}

/* The row is to stand for all of its line. */
static void
fold(struct ab_layout *l, ab_span line, ab_span *row)
{
	ab_str rest = ab_str_trim(ab_slice(l->text, (ab_span){ row->start, line.end }));

	row->end = row->start + rest.len;
	l->at = line.end;
}

/* Makes one row, and the gap before it; false at the end. */
static bool
make(struct ab_layout *l)
{
	for (; l->line < l->lines->count; l->line++, l->first = true) {
		const struct ab_line *line = &l->lines->at[l->line];
		ab_span at;
		if (l->first && left_out(l, line->at)) /* which need not be clean for that */
			continue;
		if (l->first) {
			l->at = line->at.start;
			ab_article_lines_at(l->article, l->at);
		}
		bool hidden = line->kind == AB_KIND_BLANK
		    || (line->kind == AB_KIND_CHROME && l->chrome == AB_CHROME_HIDDEN);
		if (hidden || !fill_line(l, line->at, &at)) {
			l->gap |= l->first || is_paragraph(line);
			continue;
		}
		bool folded = l->first && ab_layout_folds(l->article, l->chrome, l->line);
		if (folded)
			fold(l, line->at, &at);
		l->gap |= l->first && is_paragraph(line);
		if (l->gap && l->count && !l->only)
			push_gap(l, at.start);
		if (!l->only)
			push_pads(l, at);
		push(l, (struct ab_row){ at, l->line, l->first, false, folded });
		l->first = l->gap = false;
		return true;
	}
	return false;
}

void
ab_layout_begin(struct ab_layout *l, size_t offset)
{
	if (!l->huge)
		return;
	l->line = ab_lines_find(l->lines, offset);
	l->line -= l->line == l->lines->count;
	ab_span line = l->lines->at[l->line].at;
	l->at = l->origin = ab_cut_before(l->text, line, offset);
	l->first = l->at == line.start;
	for (; l->pads && l->pad->offset < l->origin; l->pad++)
		l->pads--;
}

size_t
ab_layout_origin(const struct ab_layout *l)
{
	return l->origin;
}

bool
ab_layout_reaches(const struct ab_layout *l, size_t offset)
{
	return !l->huge || (offset >= l->origin && offset < l->at + REACH);
}

const struct ab_row *
ab_layout_row(struct ab_layout *l, size_t i)
{
	while (l->count <= i)
		if (!make(l))
			return NULL;
	return &l->row[i];
}

size_t
ab_layout_known(const struct ab_layout *l)
{
	return l->count;
}

size_t
ab_layout_count(struct ab_layout *l)
{
	while (make(l))
		;
	return l->count;
}

size_t
ab_layout_find(struct ab_layout *l, size_t offset)
{
	while ((l->count == 0 || l->row[l->count - 1].at.end <= offset) && make(l))
		;
	size_t low = 0, high = l->count;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (l->row[mid].at.end <= offset)
			low = mid + 1;
		else
			high = mid;
	}
	while (low < l->count && l->row[low].gap)
		low++;
	return low < l->count ? low : l->count ? l->count - 1 : 0;
}
