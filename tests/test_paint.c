/* The painter against a terminal of its own: whatever the frames, the screen shows the last one. */
#include <criterion/criterion.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <vterm.h>

#include "app/paint.h"

enum { ROWS = 12, COLS = 30 };

static void
put_xterm(struct ab_arena *arena, enum ab_sequence sequence, int a, int b, ab_str *bytes)
{
	switch (sequence) {
	case AB_SEQ_CUP: *bytes = ab_format(arena, "\033[%d;%dH", a + 1, b + 1); break;
	case AB_SEQ_HPA: *bytes = ab_format(arena, "\033[%dG", a + 1); break;
	case AB_SEQ_CSR: *bytes = ab_format(arena, "\033[%d;%dr", a + 1, b + 1); break;
	case AB_SEQ_IND: *bytes = AB_STR("\n"); break;
	case AB_SEQ_RI:  *bytes = AB_STR("\033M"); break;
	case AB_SEQ_INDN: *bytes = ab_format(arena, "\033[%dS", a); break;
	case AB_SEQ_RIN: *bytes = ab_format(arena, "\033[%dT", a); break;
	case AB_SEQ_CUF: *bytes = ab_format(arena, "\033[%dC", a); break;
	case AB_SEQ_CUB: *bytes = ab_format(arena, "\033[%dD", a); break;
	case AB_SEQ_ECH: *bytes = ab_format(arena, "\033[%dX", a); break;
	case AB_SEQ_LRM:
		*bytes = b < 0 ? AB_STR("\033[s") : ab_format(arena, "\033[%d;%ds", a + 1, b + 1);
		break;
	case AB_SEQ_COUNT: break;
	}
}

/* What a terminal has: it can only address the cursor; all that xterm has; and margins, too. */
enum skill { BARE, FULL, MARGINS, SKILLS };

static struct ab_painter *
painter(enum skill skill, bool utf8)
{
	bool full = skill != BARE;
	struct ab_terminal t = {
		.has = { true, full, full, full, full, full, full, full, full, full }, .utf8 = utf8, .last_cell = true, .put = put_xterm,
		.up = full ? AB_STR("\033[A") : AB_STR(""), .down = full ? AB_STR("\n") : AB_STR(""),
		.clear_line = full ? AB_STR("\033[K") : AB_STR(""),
	};

	t.on[AB_STYLE_PER] = AB_STR("\033[36m");
	t.on[AB_STYLE_DATE] = AB_STR("\033[33m");
	t.off[AB_STYLE_PER] = t.off[AB_STYLE_DATE] = AB_STR("\033[39m");
	t.hue[AB_STYLE_PER] = t.hue[AB_STYLE_DATE] = true;
	t.bare[AB_STYLE_PLAIN] = t.bare[AB_STYLE_PER] = t.bare[AB_STYLE_DATE] = t.bare[AB_STYLE_EDGE] = true;
	t.on[AB_STYLE_BAR] = AB_STR("\033[7m");
	t.off[AB_STYLE_BAR] = AB_STR("\033[m");
	struct ab_painter *p = ab_painter_new(&t);
	ab_painter_forget(p, ROWS, COLS);
	if (skill == MARGINS)
		ab_painter_margins(p);
	return p;
}

struct screen { VTerm *vt; VTermScreen *screen; };

static struct screen
screen_new(void)
{
	struct screen s = { .vt = vterm_new(ROWS, COLS) };

	setlocale(LC_ALL, "C.UTF-8");
	vterm_set_utf8(s.vt, 1);
	s.screen = vterm_obtain_screen(s.vt);
	vterm_screen_reset(s.screen, 1);
	return s;
}

static void
expect_shown(struct screen *s, const struct ab_frame *frame, const char *where)
{
	char *want = NULL, *got = NULL;
	size_t len;
	FILE *out = open_memstream(&want, &len);

	ab_frame_write(frame, out);
	fclose(out);
	out = open_memstream(&got, &len);
	for (int r = 0; r < ROWS; r++) {
		char line[COLS * 8 + 1];
		size_t n = vterm_screen_get_text(s->screen, line, sizeof(line) - 1, (VTermRect){ r, r + 1, 0, COLS });
		while (n && line[n - 1] == ' ')
			n--;
		fprintf(out, "%.*s\n", (int)n, line);
	}
	fclose(out);
	cr_assert_str_eq(got, want, "%s\n--- terminal\n%s--- frame\n%s", where, got, want);
	for (int r = 0; r < ROWS; r++)
		for (int c = 0; c < COLS; c++) {
			VTermScreenCell cell;
			vterm_screen_get_cell(s->screen, (VTermPos){ r, c }, &cell);
			if (frame->cell[r * COLS + c].glyph.len == 0)
				continue; /* the second half of a wide glyph */
			bool bar = frame->cell[r * COLS + c].style == AB_STYLE_BAR;
			cr_assert_eq(cell.attrs.reverse, bar, "%s: row %d column %d", where, r, c);
		}
	free(want);
	free(got);
}

static const ab_str words[] = {
	{ "peace ", 6 }, { "talks ", 6 }, { "“quoted” ", 13 }, { "日本", 6 }, { "e\xcc\x81" "clair ", 9 }, { "   ", 3 },
	{ "1994", 4 }, { "Dahlvik ", 8 },
};

/* A document of random rows, seen in columns [left, right) through a window that moves. */
static void
draw_pane(struct ab_frame *f, unsigned seed, int top, int left, int right)
{
	static const enum ab_style styles[] = { AB_STYLE_PLAIN, AB_STYLE_PER, AB_STYLE_DATE, AB_STYLE_BAR };

	for (int r = 1; r < ROWS - 1; r++) {
		unsigned s = seed * 7919u + (unsigned)(top + r) * 2654435761u;
		int col = left;
		for (unsigned n = (s >> 8) % 6; n > 0; n--) {
			s = s * 1103515245u + 12345u;
			col = ab_frame_put(f, r, col, right, styles[(s >> 20) % 4], words[(s >> 16) % AB_LEN(words)]);
		}
	}
}

enum { EDGE = 14 };

static void
draw(struct ab_frame *f, unsigned seed, int top)
{
	ab_frame_clear(f);
	draw_pane(f, seed, top, 0, COLS);
	ab_frame_print(f, 0, 0, COLS, AB_STYLE_BAR, "document %u", seed);
	ab_frame_print(f, ROWS - 1, 0, COLS, AB_STYLE_PLAIN, "line %d", top);
}

static void
draw_two(struct ab_frame *f, unsigned seed, int top, int other)
{
	ab_frame_clear(f);
	draw_pane(f, seed, top, 0, EDGE);
	draw_pane(f, seed + 1, other, EDGE + 1, COLS);
	for (int r = 1; r < ROWS; r++)
		ab_frame_put(f, r, EDGE, COLS, AB_STYLE_EDGE, AB_STR("│"));
	ab_frame_print(f, 0, 0, COLS, AB_STYLE_BAR, "document %u", seed);
	if (seed % 2)
		ab_frame_print(f, ROWS - 1, 0, EDGE, AB_STYLE_PLAIN, "line %d", top);
	f->cursor_row = seed % 3 ? -1 : ROWS - 1;
}

Test(paint, the_terminal_shows_the_last_frame_whatever_came_before)
{
	for (int skill = 0; skill < SKILLS; skill++) {
		struct screen s = screen_new();
		struct ab_painter *p = painter((enum skill)skill, true);
		struct ab_frame *f = ab_frame_new(ROWS, COLS);
		unsigned random = 7;
		int top = 0, other = 0;
		if (skill == MARGINS)
			vterm_input_write(s.vt, "\033[?69h", 6);
		for (unsigned step = 0; step < 6000; step++) {
			random = random * 1103515245u + 12345u;
			top += (int)((random >> 16) % 9) - 4;
			other += (int)((random >> 24) % 16) - 7;
			if (step / 20 % 3 == 0)
				draw(f, step / 40, top);
			else
				draw_two(f, step / 40, top, step / 20 % 3 == 1 ? other : 0);
			ab_str bytes = ab_painter_paint(p, f);
			vterm_input_write(s.vt, bytes.ptr, bytes.len);
			char where[60];
			snprintf(where, sizeof(where), "step %u, skill %d", step, skill);
			expect_shown(&s, f, where);
		}
		ab_frame_free(f);
		ab_painter_free(p);
		vterm_free(s.vt);
	}
}

/* Scrolled alone, a pane costs its new row where there are margins, and all its rows where not. */
Test(paint, margins_are_set_once_and_stay)
{
	size_t took[SKILLS] = { 0 };

	for (int skill = FULL; skill < SKILLS; skill++) {
		struct ab_painter *p = painter((enum skill)skill, true);
		struct ab_frame *f = ab_frame_new(ROWS, COLS);
		for (int top = 0; top < 20; top++) {
			draw_two(f, 6, top, 0);
			took[skill] = ab_painter_paint(p, f).len;
		}
		ab_frame_free(f);
		ab_painter_free(p);
	}
	cr_expect_lt(took[MARGINS] * 3, took[FULL], "%zu, %zu", took[MARGINS], took[FULL]);
	cr_expect_leq(took[MARGINS], 60, "%zu bytes", took[MARGINS]);
}

Test(paint, the_same_frame_again_costs_nothing)
{
	struct ab_painter *p = painter(FULL, true);
	struct ab_frame *f = ab_frame_new(ROWS, COLS);

	draw(f, 1, 0);
	cr_expect_gt(ab_painter_paint(p, f).len, 0);
	draw(f, 1, 0);
	cr_expect_eq(ab_painter_paint(p, f).len, 0);
	ab_frame_free(f);
	ab_painter_free(p);
}

Test(paint, a_line_on_costs_the_new_row_and_a_cursor_move)
{
	struct ab_painter *p = painter(FULL, true);
	struct ab_frame *f = ab_frame_new(ROWS, COLS);

	for (int step = 0; step < 3; step++) {
		ab_frame_clear(f);
		for (int r = 1; r < ROWS - 1; r++)
			ab_frame_print(f, r, 0, COLS, AB_STYLE_PLAIN, "row %d", 100 + step + r);
		ab_str bytes = ab_painter_paint(p, f);
		ab_str want = AB_STR("\n\rrow 112");
		if (step == 2)
			cr_expect(ab_str_eq(bytes, want), "%.*s", (int)bytes.len, bytes.ptr);
	}
	ab_frame_free(f);
	ab_painter_free(p);
}

/* How many marks of direction the bytes hold. */
static size_t
marks_in(ab_str bytes)
{
	size_t n = 0;

	for (size_t i = 0; i + 3 <= bytes.len; i++)
		n += memcmp(bytes.ptr + i, "\xe2\x80\x8e", 3) == 0;
	return n;
}

Test(paint, what_is_written_from_right_to_left_turns_nothing_else)
{
	struct ab_painter *p = painter(FULL, true);
	struct ab_frame *f = ab_frame_new(ROWS, COLS);

	setlocale(LC_ALL, "C.UTF-8");
	ab_frame_put(f, 0, 1, 12, AB_STYLE_PLAIN, AB_STR("left 12"));
	ab_frame_put(f, 0, 14, COLS, AB_STYLE_PLAIN, AB_STR("76"));
	cr_expect_eq(marks_in(ab_painter_paint(p, f)), 0, "nothing is turned");
	ab_frame_clear(f);
	/* A Hebrew name, a count; the edge; a number, an Arabic name. */
	ab_frame_put(f, 0, 1, 12, AB_STYLE_PLAIN, AB_STR("\u05d0\u05d1 \u05d2"));
	ab_frame_put(f, 0, 6, 12, AB_STYLE_PLAIN, AB_STR("98"));
	ab_frame_put(f, 0, 12, 13, AB_STYLE_EDGE, AB_STR("\u2502"));
	ab_frame_put(f, 0, 14, COLS, AB_STYLE_PLAIN, AB_STR("34"));
	ab_frame_put(f, 0, 17, COLS, AB_STYLE_PLAIN, AB_STR("\u0639\u0631"));
	ab_frame_put(f, 1, 1, 12, AB_STYLE_PLAIN, AB_STR("56"));
	ab_str bytes = ab_painter_paint(p, f);
	static const char *const parts[] = { "\u200e\u05d0\u05d1 \u05d2", "\u200e98", "\u200e\033[13G\u2502", "\u200e34", "\u200e\u0639" };
	char *all = strndup(bytes.ptr, bytes.len);
	for (size_t i = 0; i < AB_LEN(parts); i++)
		cr_expect(strstr(all, parts[i]), "part %zu: %s", i, all);
	cr_expect_eq(marks_in(bytes), AB_LEN(parts));
	free(all);
	/* In parts, and yet one text. */
	ab_frame_clear(f);
	ab_frame_put(f, 2, 1, 12, AB_STYLE_PLAIN, AB_STR("\u05d0"));
	ab_frame_put(f, 2, 2, 12, AB_STYLE_PER, AB_STR("\u05d1"));
	ab_frame_join(f, 2, 1, 12);
	cr_expect_eq(marks_in(ab_painter_paint(p, f)), 1);
	ab_frame_free(f);
	ab_painter_free(p);
	p = painter(FULL, false);
	f = ab_frame_new(ROWS, COLS);
	ab_frame_put(f, 0, 1, 12, AB_STYLE_PLAIN, AB_STR("\u05d0"));
	cr_expect_eq(marks_in(ab_painter_paint(p, f)), 0, "not where the terminal is not UTF-8");
	ab_frame_free(f);
	ab_painter_free(p);
}

Test(paint, without_utf_8_all_is_ascii)
{
	struct screen s = screen_new();
	struct ab_painter *p = painter(FULL, false);
	struct ab_frame *f = ab_frame_new(ROWS, COLS);

	ab_frame_put(f, 0, 0, COLS, AB_STYLE_PLAIN, AB_STR("“Café” – 日本 │ Øre"));
	ab_str bytes = ab_painter_paint(p, f);
	for (size_t i = 0; i < bytes.len; i++)
		cr_expect(!(bytes.ptr[i] & 0x80));
	vterm_input_write(s.vt, bytes.ptr, bytes.len);
	char line[COLS + 1] = "";
	vterm_screen_get_text(s.screen, line, COLS, (VTermRect){ 0, 1, 0, COLS });
	cr_expect_eq(strncmp(line, "\"Cafe\" - ???? | Ore", 19), 0, "%s", line);
	ab_frame_free(f);
	ab_painter_free(p);
	vterm_free(s.vt);
}
