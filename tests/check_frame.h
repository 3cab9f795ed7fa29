/* What view/frame.h promises of what was painted: NULL, or the promise that is broken. */
#ifndef ABREAST_TESTS_CHECK_FRAME_H
#define ABREAST_TESTS_CHECK_FRAME_H

#include "check_utf8.h"

/* No row is wider than the screen, and nothing in it steers a terminal. */
static inline const char *
check_frame(const struct ab_frame *frame)
{
	for (int row = 0; row < frame->rows; row++)
		for (int col = 0; col < frame->cols; col++) {
			const struct ab_cell *cell = &frame->cell[row * frame->cols + col];
			ab_str glyph;
			int cells;
			if (!check_utf8_is(cell->glyph) || !check_no_control(cell->glyph))
				return "a cell steers the terminal";
			if (cell->style >= AB_STYLE_COUNT)
				return "a cell has no style";
			if (cell->glyph.len == 0)
				continue;
			if (ab_glyph(cell->glyph, &glyph, &cells) != cell->glyph.len)
				return "a cell holds more than one glyph";
			bool second = col + 1 < frame->cols && cell[1].glyph.len == 0;
			if ((cells == 2) != second)
				return "a wide glyph has two cells, and no other";
		}
	if (frame->cursor_row >= frame->rows || frame->cursor_col >= frame->cols)
		return "the cursor is on the screen";
	return NULL;
}

#endif
