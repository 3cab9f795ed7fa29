#include "app/shown.h"

#include <unictype.h>
#include <wchar.h>

#include "app/ascii.h"

const struct ab_shown ab_shown_nothing = { " ", 1, 1, AB_STYLE_PLAIN, 0, false };

/*
 * A cluster as terminals agree on it: a base character and what combines with
 * it without room of its own. Emoji joined by ZWJ and skin tones are cut after
 * the first picture; what libc does not know, or thinks wider, becomes a mark.
 */
static int
agreed(ab_str glyph, int width, struct ab_shown *cell)
{
	int cells = 0;
	size_t len;

	cell->len = 0;
	for (uint32_t c; (c = ab_code_point(glyph, &len)), len; glyph = ab_str_skip(glyph, len)) {
		int w = wcwidth((wchar_t)c);
		bool joiner = c == 0x200D || c == 0xFE0E || c == 0xFE0F;
		if ((cell->len == 0 ? w < 1 || w > width : w != 0)
		    || cell->len + len > AB_GLYPH_TEXT)
			break;
		if (cell->len && joiner)
			continue;
		memcpy(cell->glyph + cell->len, glyph.ptr, len);
		cell->len = (uint8_t)(cell->len + len);
		cells += w;
	}
	if (cell->len == 0) {
		memcpy(cell->glyph, "\xef\xbf\xbd", 3);
		cell->len = 3;
		cells = 1;
	}
	return cells;
}

static void
put_ascii(struct ab_shown *to, ab_str glyph, int width)
{
	char two[2];

	ab_ascii(glyph, width, two);
	to->glyph[0] = two[0];
	to->len = to->width = 1;
	if (width == 2)
		to[1].glyph[0] = two[1];
}

/* A no-break space is a blank that costs two bytes. */
static bool
is_blank(ab_str glyph)
{
	return ab_str_eq(glyph, AB_STR(" ")) || ab_str_eq(glyph, AB_STR("\xc2\xa0"));
}

static void
fill(struct ab_shown *to, const struct ab_terminal *t, const struct ab_cell *from, int width)
{
	*to = ab_shown_nothing;
	to->style = t->like[from->style];
	to->width = (uint8_t)width;
	to->edge = from->style == AB_STYLE_EDGE;
	if (width == 2) {
		to[1] = ab_shown_nothing;
		to[1].style = to->style;
	}
	if (is_blank(from->glyph)) {
		if (t->bare[to->style])
			to->style = AB_STYLE_PLAIN;
	} else if (!t->utf8) {
		put_ascii(to, from->glyph, width);
	} else if (from->glyph.len == 1) {
		to->glyph[0] = *from->glyph.ptr;
	} else {
		to->width = (uint8_t)agreed(from->glyph, width, to);
		if (to->width == 2)
			to[1] = (struct ab_shown){ .style = to->style };
	}
}

/* ---- direction ---- */

/* Is it written from right to left, so that a terminal may turn what is around it, too? */
static bool
is_turned(ab_str glyph)
{
	size_t len;

	if (glyph.len < 2)
		return false;
	int class = uc_bidi_class(ab_code_point(glyph, &len));
	return class == UC_BIDI_R || class == UC_BIDI_AL || class == UC_BIDI_AN;
}

/*
 * A terminal that turns Hebrew and Arabic takes a row for one paragraph (UAX #9), in which digits,
 * blanks and the edge between panes go with the text that is turned. A left-to-right mark before
 * each text of the row ends that, and nobody sees it. It goes with the cell before, as a mark does.
 */
static void
set_apart(struct ab_shown *row, int cols, const struct ab_cell *from)
{
	static const char mark[] = "\xe2\x80\x8e"; /* U+200E */

	for (int c = 1; c < cols; c++) {
		if (!from[c].apart)
			continue;
		struct ab_shown *before = &row[c - 1];
		if (before->width == 0 && c > 1)
			before--;
		memcpy(before->glyph + before->len, mark, sizeof(mark) - 1);
		before->len = (uint8_t)(before->len + sizeof(mark) - 1);
	}
}

static void
fill_row(struct ab_shown *row, int cols, const struct ab_terminal *terminal,
    const struct ab_cell *from)
{
	bool turned = false;

	for (int c = 0; c < cols; c++) {
		bool wide = c + 1 < cols && from[c + 1].glyph.len == 0;
		if (from[c].glyph.len)
			fill(&row[c], terminal, &from[c], wide ? 2 : 1);
		turned |= is_turned(from[c].glyph);
	}
	if (turned && terminal->utf8)
		set_apart(row, cols, from);
}

void
ab_shown_fill(struct ab_shown *cells, int rows, int cols, const struct ab_terminal *terminal,
    const struct ab_frame *f)
{
	int filled = f->cols < cols ? f->cols : cols;

	for (int r = 0; r < rows; r++) {
		if (r < f->rows)
			fill_row(&cells[r * cols], filled, terminal, &f->cell[r * f->cols]);
		for (int c = r < f->rows ? filled : 0; c < cols; c++)
			cells[r * cols + c] = ab_shown_nothing;
	}
}
