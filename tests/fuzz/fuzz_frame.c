#include "check_frame.h"
#include "fuzz.h"

/* Texts laid over each other, each begun by where it is put: row, column, limit. */
const char *
fuzz_frame(ab_str bytes)
{
	struct ab_frame *frame = ab_frame_new(4, 20);
	const char *broken = NULL;
	struct ab_arena arena = { 0 };
	ab_str line;

	while (!broken && ab_str_line(&bytes, &line)) {
		struct ab_utf8_report report;
		if (line.len < 4)
			continue;
		const signed char *at = (const signed char *)line.ptr;
		ab_str text = ab_utf8_text(&arena, ab_str_skip(line, 4), &report);
		switch (at[3] & 3) {
		case 0: ab_frame_put(frame, at[0], at[1], at[2], AB_STYLE_PLAIN, text); break;
		case 1: ab_frame_cut(frame, at[0], at[1], at[2], AB_STYLE_BAR, text); break;
		case 2:
			ab_frame_print(frame, at[0], at[1], at[2], AB_STYLE_DIM, "%.*s", (int)text.len,
			    text.ptr);
			break;
		default: ab_frame_restyle(frame, at[0], at[1], at[2], AB_STYLE_HIT); break;
		}
		broken = check_frame(frame);
	}
	ab_frame_free(frame);
	ab_arena_free(&arena);
	return broken;
}
