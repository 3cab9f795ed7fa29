/* What view/layout.h promises, for any article, width and chrome mode, with values or
 * without: NULL, or what is broken. */
#ifndef ABREAST_TESTS_CHECK_LAYOUT_H
#define ABREAST_TESTS_CHECK_LAYOUT_H

#include "view/frame.h"
#include "view/layout.h"

/* Cells and glyphs of what a row shows; a value is part of the glyph that it follows. */
static inline size_t
row_cells(struct ab_layout *layout, ab_str text, const struct ab_lines *lines,
    enum ab_chrome_mode chrome, const struct ab_row *row, size_t *glyphs)
{
	size_t cells = 0;
	ab_span part;

	*glyphs = 0;
	for (size_t at = row->at.start; ab_layout_part(lines, chrome, row->at, at, &part);
	    at = part.end)
		for (size_t n, p = part.start; p < part.end; p += n) {
			ab_str glyph;
			int width;
			n = ab_glyph(ab_slice(text, (ab_span){ p, part.end }), &glyph, &width);
			ab_str value = ab_layout_value(layout, (ab_span){ p, p + n });
			cells += (size_t)width + (value.len ? ab_width(value) + 3 : 0);
			*glyphs += width > 0;
		}
	return cells;
}

/* Blanks and what ends a row: not shown at the ends of rows. */
static inline bool
is_space(ab_str s)
{
	size_t n;
	uint32_t c = ab_code_point(s, &n);

	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* A blank that is joined to a sign before it (U+0600) is a part of a glyph, and none by itself. */
static inline bool
ends_blank(ab_str row)
{
	ab_str rest = row, last = row;
	int width;

	if (row.ptr[row.len - 1] != ' ')
		return false;
	for (; rest.len; rest = ab_str_skip(rest, ab_cluster(rest, &width)))
		last = rest;
	return last.len == 1;
}

/* Each glyph of the line that is shown is in the row at *i or in one after it. */
static inline const char *
check_line(struct ab_layout *layout, ab_str text, const struct ab_lines *lines, size_t line,
    enum ab_chrome_mode chrome, size_t *i)
{
	ab_span part, at = lines->at[line].at;
	const struct ab_row *row;

	for (size_t from = at.start; ab_layout_part(lines, chrome, at, from, &part);
	    from = part.end)
		for (size_t n, p = part.start; p < part.end; p += n) {
			ab_str glyph, rest = ab_slice(text, (ab_span){ p, part.end });
			int width;
			n = ab_glyph(rest, &glyph, &width);
			if (width == 0 || is_space(rest))
				continue;
			while ((row = ab_layout_row(layout, *i)) && (row->gap || row->at.end <= p))
				++*i;
			if (!row || row->line != line || p < row->at.start || p + n > row->at.end)
				return "a glyph that is shown is in no row";
		}
	return NULL;
}

/* One row that is not a gap; last is the row before it, NULL for the first. */
static inline const char *
check_row(struct ab_layout *layout, ab_str text, const struct ab_lines *lines,
    const struct ab_row *last, const struct ab_row *row, int width, enum ab_chrome_mode chrome)
{
	ab_span line = lines->at[row->line].at;
	size_t glyphs;

	if (row->at.start < line.start || row->at.end > line.end || row->at.start >= row->at.end)
		return "a row is empty or not within its line";
	if (last && row->at.start < last->at.end)
		return "rows overlap";
	if (row->first != (!last || last->line != row->line || last->gap))
		return "which row is the first of its line";
	if (lines->at[row->line].kind == AB_KIND_CHROME && chrome == AB_CHROME_HIDDEN)
		return "chrome is shown";
	if (!row->folded && row_cells(layout, text, lines, chrome, row, &glyphs) > (size_t)width
	    && glyphs > 1)
		return "a row is too wide";
	if (is_space(ab_slice(text, row->at)) || ends_blank(ab_slice(text, row->at)))
		return "a blank at the end of a row";
	return NULL;
}

static inline const char *
check_layout(struct ab_article *article, int width, enum ab_chrome_mode chrome, bool values)
{
	struct ab_layout *layout = ab_layout_new(article, width, chrome);
	if (values)
		ab_layout_values(layout, ab_article_dates(article));
	const struct ab_lines *lines = ab_article_lines(article);
	ab_str text = ab_article_text(article);
	const char *fault = NULL;
	size_t count = ab_layout_count(layout), next = 0;
	const struct ab_row *rows = ab_layout_row(layout, 0);

	for (size_t i = 0; i < count && !fault; i++) {
		const struct ab_row *last = i ? &rows[i - 1] : NULL;
		if (!rows[i].gap)
			fault = check_row(layout, text, lines, last, &rows[i], width, chrome);
		else if (!last || last->gap || i + 1 == count)
			fault = "a gap at the top, after a gap or at the end";
		if (!fault && !rows[i].gap && (ab_layout_find(layout, rows[i].at.start) != i
		    || ab_layout_find(layout, rows[i].at.end - 1) != i))
			fault = "a row is not found again";
	}
	for (size_t line = 0; line < lines->count && !fault; line++)
		if (lines->at[line].kind != AB_KIND_CHROME || chrome != AB_CHROME_HIDDEN)
			fault = check_line(layout, text, lines, line, chrome, &next);
	ab_layout_free(layout);
	return fault;
}

#endif
