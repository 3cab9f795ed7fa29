#include "view/cuts.h"

#include "news/pieces.h"
#include "view/frame.h"

enum { NEAR = 256 /* bytes: so far before the mark a blank is looked for */ };

static bool
is_long(ab_span line)
{
	return line.end - line.start > AB_LONG_LINE;
}

/* The cut at a mark, which is a multiple of AB_CUT and in the line. */
static size_t
cut_at(ab_str text, ab_span line, size_t mark)
{
	size_t at = mark - NEAR > line.start ? mark - NEAR : line.start, after = 0;
	ab_str glyph;
	int cells;

	while (at > line.start && ((uint8_t)text.ptr[at] & 0xC0) == 0x80)
		at--;
	while (at < mark) {
		bool blank = text.ptr[at] == ' ';
		at += ab_glyph(ab_slice(text, (ab_span){ at, line.end }), &glyph, &cells);
		after = blank ? at : after;
	}
	return after ? after : at;
}

size_t
ab_cut_after(ab_str text, ab_span line, size_t offset)
{
	size_t mark = offset / AB_CUT * AB_CUT; /* its cut may be after it */

	if (!is_long(line))
		return line.end;
	for (; mark < line.end; mark += AB_CUT) {
		size_t cut = mark > line.start ? cut_at(text, line, mark) : line.start;
		if (cut > offset)
			return cut;
	}
	return line.end;
}

size_t
ab_cut_before(ab_str text, ab_span line, size_t offset)
{
	if (!is_long(line))
		return line.start;
	size_t mark = (offset / AB_CUT + 1) * AB_CUT; /* its cut may be before it */
	for (; mark > line.start; mark -= AB_CUT) {
		size_t cut = mark < line.end ? cut_at(text, line, mark) : line.end;
		if (cut <= offset && cut < line.end)
			return cut;
	}
	return line.start;
}
