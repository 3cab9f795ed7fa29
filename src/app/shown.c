#include "app/shown.h"

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
		if ((cell->len == 0 ? w < 1 || w > width : w != 0) || cell->len + len > AB_GLYPH_MAX)
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

void
ab_shown_fill(struct ab_shown *cells, int rows, int cols, const struct ab_terminal *terminal,
    const struct ab_frame *f)
{
	for (int r = 0; r < rows; r++)
		for (int c = 0; c < cols; c++) {
			struct ab_shown *to = &cells[r * cols + c];
			if (r >= f->rows || c >= f->cols) {
				*to = ab_shown_nothing;
				continue;
			}
			const struct ab_cell *from = &f->cell[r * f->cols + c];
			bool wide = c + 1 < cols && c + 1 < f->cols && from[1].glyph.len == 0;
			if (from->glyph.len)
				fill(to, terminal, from, wide ? 2 : 1);
		}
}
