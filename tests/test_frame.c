#define _POSIX_C_SOURCE 200809L /* open_memstream */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "view/frame.h"

#define MARK "\xef\xbf\xbd"

/* The frame as text; free it. */
static char *
text_of(const struct ab_frame *frame)
{
	char *text = NULL;
	size_t len;
	FILE *out = open_memstream(&text, &len);

	ab_frame_write(frame, out);
	fclose(out);
	return text;
}

Test(frame, what_is_put_is_what_is_written)
{
	static const struct { const char *text; int col, limit, end; const char *want; } rows[] = {
		{ "abc", 0, 6, 3, "abc\n" },
		{ "abc", 4, 6, 6, "    ab\n" },
		{ "abc", 2, 4, 4, "  ab\n" },
		{ "日本", 0, 6, 4, "日本\n" },
		{ "日本", 0, 3, 2, "日\n" },             /* the second does not fit whole */
		{ "a日b", 0, 2, 1, "a\n" },               /* nor does what follows it slip in */
		{ "e\xcc\x81x", 0, 6, 2, "e\xcc\x81x\n" },
		{ "👩‍👧x", 0, 6, 3, "👩‍👧x\n" },
		{ "a\tb", 0, 6, 3, "a b\n" },
		{ "a\x1b[b", 0, 6, 4, "a" MARK "[b\n" },
		{ "a\xe2\x80\xae" "b", 0, 6, 3, "a" MARK "b\n" },       /* right-to-left override */
		{ "a\xe2\x80\x8b" "b", 0, 6, 2, "ab\n" },               /* zero-width space */
		{ "\xcc\x81" "b", 0, 6, 1, "b\n" },                     /* an accent on nothing */
		{ "a\r\nb", 0, 6, 3, "a" MARK "b\n" },
		/* tags */
		{ "\xf0\x9f\x8f\xb4\xf3\xa0\x81\xa7\xf3\xa0\x81\xbfx", 0, 6, 3,
		    "\xf0\x9f\x8f\xb4x\n" },
		{ "", 0, 6, 0, "\n" },
		{ "abc", -3, 6, 3, "abc\n" },
		{ "abc", 9, 20, 9, "\n" },
	};

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		struct ab_frame *frame = ab_frame_new(1, 6);
		int end = ab_frame_put(frame, 0, rows[i].col, rows[i].limit, AB_STYLE_PLAIN,
		    ab_str_c(rows[i].text));
		char *got = text_of(frame);
		cr_expect_str_eq(got, rows[i].want, "row %zu: %s", i, got);
		cr_expect_eq(end, rows[i].end, "row %zu ends at %d", i, end);
		free(got);
		ab_frame_free(frame);
	}
}

Test(frame, half_of_a_wide_glyph_never_stays)
{
	static const struct { int col; const char *want; } rows[] = {
		{ 0, "x 本\n" }, { 1, " x本\n" }, { 2, "日x\n" }, { 3, "日 x\n" },
	};

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		struct ab_frame *frame = ab_frame_new(1, 4);
		ab_frame_put(frame, 0, 0, 4, AB_STYLE_PLAIN, AB_STR("日本"));
		ab_frame_put(frame, 0, rows[i].col, 4, AB_STYLE_PLAIN, AB_STR("x"));
		char *got = text_of(frame);
		cr_expect_str_eq(got, rows[i].want, "col %d: %s", rows[i].col, got);
		free(got);
		ab_frame_free(frame);
	}
}

Test(frame, wide_glyphs_own_two_cells)
{
	struct ab_frame *frame = ab_frame_new(1, 3);

	ab_frame_put(frame, 0, 0, 3, AB_STYLE_DATE, AB_STR("日"));
	cr_expect_eq(frame->cell[0].glyph.len, 3);
	cr_expect_eq(frame->cell[1].glyph.len, 0);
	cr_expect_eq(frame->cell[1].style, AB_STYLE_DATE);
	cr_expect_eq(frame->cell[2].glyph.len, 1);
	ab_frame_free(frame);
}

Test(frame, fill_print_restyle_and_clear)
{
	struct ab_frame *frame = ab_frame_new(2, 5);

	ab_frame_fill(frame, 0, 1, 99, AB_STYLE_EDGE, AB_STR("│"));
	cr_expect_eq(ab_frame_print(frame, 1, 0, 5, AB_STYLE_BAR, "%d%%", 34), 3);
	ab_frame_restyle(frame, 1, 1, 99, AB_STYLE_WARN);
	ab_frame_restyle(frame, 7, 0, 5, AB_STYLE_WARN);
	char *got = text_of(frame);
	cr_expect_str_eq(got, " ││││\n34%\n");
	cr_expect_eq(frame->cell[5].style, AB_STYLE_BAR);
	cr_expect_eq(frame->cell[9].style, AB_STYLE_WARN);
	free(got);
	ab_frame_clear(frame);
	got = text_of(frame);
	cr_expect_str_eq(got, "\n\n");
	free(got);
	ab_frame_free(frame);
}

Test(frame, a_cluster_without_end_is_cut)
{
	struct ab_frame *frame = ab_frame_new(1, 4);
	char text[4001] = "e";

	for (size_t i = 1; i < 4001; i += 2)
		memcpy(text + i, "\xcc\x81", 2);
	cr_expect_eq(ab_frame_put(frame, 0, 0, 4, AB_STYLE_PLAIN, (ab_str){ text, 4001 }), 1);
	cr_expect_eq(frame->cell[0].glyph.len, 1 + 8 * 2);
	ab_frame_free(frame);
}

Test(frame, every_style_has_its_name)
{
	cr_expect_str_eq(ab_style_name(AB_STYLE_PLAIN), "plain");
	cr_expect_str_eq(ab_style_name(AB_STYLE_WARN), "warn");
}

Test(frame, nothing_fits_a_screen_without_cells)
{
	struct ab_frame *frame = ab_frame_new(0, 0);

	ab_frame_put(frame, 0, 0, 5, AB_STYLE_PLAIN, AB_STR("abc"));
	ab_frame_fill(frame, 0, 0, 5, AB_STYLE_PLAIN, AB_STR("x"));
	char *got = text_of(frame);
	cr_expect_str_eq(got, "");
	free(got);
	ab_frame_free(frame);
}
