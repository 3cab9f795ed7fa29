/* The painter against a terminal of its own: whatever the frames, the screen shows the last one. */
#include <criterion/criterion.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <vterm.h>

#include "app/sgr.h"

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
	case AB_SEQ_DL: *bytes = ab_format(arena, "\033[%dM", a); break;
	case AB_SEQ_IL: *bytes = ab_format(arena, "\033[%dL", a); break;
	case AB_SEQ_LRM:
		*bytes = b < 0 ? AB_STR("\033[s") : ab_format(arena, "\033[%d;%ds", a + 1, b + 1);
		break;
	case AB_SEQ_COUNT: break;
	}
}

/* Which sequences terminals have, as their terminfo says; "xterm with margins" has answered that it
 * has them. BARE can only address the cursor. */
enum skill { BARE, VT100, LINUX, SCREEN, XTERM, MARGINS, SKILLS };

#define HAS(x) 1u << AB_SEQ_##x
enum {
	OLD = HAS(CUP) | HAS(CSR) | HAS(IND) | HAS(RI) | HAS(CUF) | HAS(CUB),
	LINES = HAS(DL) | HAS(IL),
};

static const struct skills { const char *name; unsigned has; bool clears, tabs; } skills[SKILLS] = {
	[BARE] = { "bare", HAS(CUP), false, false },
	[VT100] = { "vt100", OLD, true, true },
	[LINUX] = { "linux", OLD | LINES | HAS(HPA) | HAS(ECH), true, true },
	[SCREEN] = { "screen and tmux", OLD | LINES | HAS(HPA) | HAS(INDN) | HAS(RIN), true, true },
	[XTERM] = { "xterm", OLD | LINES | HAS(HPA) | HAS(INDN) | HAS(RIN) | HAS(ECH), true, true },
	[MARGINS] = { "xterm with margins", OLD | LINES | HAS(HPA) | HAS(INDN) | HAS(RIN)
	    | HAS(ECH), true, true },
};

static struct ab_arena strings; /* of terminals, for all tests */

/* Styles of every kind: colours, attributes that blanks do not show, both, and one that they do. */
static void
know_styles(struct ab_terminal *t)
{
	struct ab_look look[AB_STYLE_COUNT];
	struct ab_sgr has = {
		.off = AB_STR("\033[m"), .old_color = AB_STR("\033[39;49m"),
		.attribute = { AB_STR("\033[1m"), AB_STR("\033[2m"), AB_STR("\033[4m"),
		    AB_STR("\033[7m") },
	};

	for (int i = 0; i < AB_STYLE_COUNT; i++)
		look[i] = (struct ab_look){ AB_NO_COLOR, 0 };
	look[AB_STYLE_PER].color = look[AB_STYLE_CONFLICT].color = 6;
	has.color[AB_STYLE_PER] = has.color[AB_STYLE_CONFLICT] = AB_STR("\033[36m");
	look[AB_STYLE_DATE].color = 3;
	has.color[AB_STYLE_DATE] = AB_STR("\033[33m");
	look[AB_STYLE_TITLE].attributes = look[AB_STYLE_CONFLICT].attributes = AB_BOLD;
	look[AB_STYLE_BAR].attributes = AB_REVERSE;
	look[AB_STYLE_FOCUS].attributes = AB_REVERSE | AB_BOLD;
	ab_sgr_turns(t, &strings, &has, look);
}

static struct ab_painter *
painter_of_size(enum skill skill, bool utf8, int rows, int cols)
{
	const struct skills *s = &skills[skill];
	struct ab_terminal t = { .utf8 = utf8, .last_cell = true, .put = put_xterm };

	for (int i = 0; i < AB_SEQ_COUNT; i++)
		t.has[i] = s->has & 1u << i;
	if (s->clears) {
		t.clear_line = AB_STR("\033[K");
		t.clear_start = AB_STR("\033[1K");
		t.up = AB_STR("\033[A");
		t.down = AB_STR("\n");
	}
	if (s->tabs) {
		t.to_stop = AB_STR("\t");
		t.new_stop = AB_STR("\033H");
		t.no_stops = AB_STR("\033[3g");
	}
	know_styles(&t);
	struct ab_painter *p = ab_painter_new(&t);
	ab_painter_forget(p, rows, cols);
	if (skill == MARGINS)
		ab_painter_margins(p);
	return p;
}

static struct ab_painter *
painter(enum skill skill, bool utf8)
{
	return painter_of_size(skill, utf8, ROWS, COLS);
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

/* Colour and weight of what shows them. */
static void
expect_style(const VTermScreenCell *cell, enum ab_style style, bool blank, const char *where,
    int r, int c)
{
	bool bar = style == AB_STYLE_BAR || style == AB_STYLE_FOCUS;
	bool bold = style == AB_STYLE_TITLE || style == AB_STYLE_CONFLICT
	    || style == AB_STYLE_FOCUS;
	bool cyan = style == AB_STYLE_PER || style == AB_STYLE_CONFLICT;
	int color = cyan ? 6 : style == AB_STYLE_DATE ? 3 : -1;

	cr_assert_eq(cell->attrs.reverse, bar, "%s: row %d column %d", where, r, c);
	if (blank)
		return;
	cr_assert_eq(cell->attrs.bold, bold, "%s: row %d column %d", where, r, c);
	cr_assert_eq(VTERM_COLOR_IS_DEFAULT_FG(&cell->fg) ? -1 : cell->fg.indexed.idx, color,
	    "%s: row %d column %d", where, r, c);
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
		size_t n = vterm_screen_get_text(s->screen, line, sizeof(line) - 1,
		    (VTermRect){ r, r + 1, 0, COLS });
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
			bool blank = ab_str_eq(frame->cell[r * COLS + c].glyph, AB_STR(" "));
			expect_style(&cell, frame->cell[r * COLS + c].style, blank, where, r, c);
		}
	free(want);
	free(got);
}

static const ab_str words[] = {
	{ "peace ", 6 }, { "talks ", 6 }, { "“quoted” ", 13 }, { "日本", 6 },
	{ "e\xcc\x81" "clair ", 9 }, { "   ", 3 }, { "1994", 4 }, { "Dahlvik ", 8 },
};

/* A document of random rows, seen in columns [left, right) through a window that moves. */
static void
draw_pane(struct ab_frame *f, unsigned seed, int top, int left, int right)
{
	static const enum ab_style styles[] = {
		AB_STYLE_PLAIN, AB_STYLE_PER, AB_STYLE_DATE, AB_STYLE_BAR, AB_STYLE_PLAIN,
		AB_STYLE_TITLE,
		AB_STYLE_CONFLICT, AB_STYLE_FOCUS,
	};

	for (int r = 1; r < ROWS - 1; r++) {
		unsigned s = seed * 7919u + (unsigned)(top + r) * 2654435761u;
		int col = left;
		for (unsigned n = (s >> 8) % 6; n > 0; n--) {
			s = s * 1103515245u + 12345u;
			col = ab_frame_put(f, r, col, right, styles[(s >> 20) % AB_LEN(styles)],
			    words[(s >> 16) % AB_LEN(words)]);
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
			snprintf(where, sizeof(where), "step %u, %s", step, skills[skill].name);
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

	for (int skill = XTERM; skill < SKILLS; skill++) {
		struct ab_painter *p = painter((enum skill)skill, true);
		struct ab_frame *f = ab_frame_new(ROWS, COLS);
		for (int top = 0; top < 20; top++) {
			draw_two(f, 6, top, 0);
			took[skill] = ab_painter_paint(p, f).len;
		}
		ab_frame_free(f);
		ab_painter_free(p);
	}
	cr_expect_lt(took[MARGINS] * 3, took[XTERM], "%zu, %zu", took[MARGINS], took[XTERM]);
	cr_expect_leq(took[MARGINS], 60, "%zu bytes", took[MARGINS]);
}

/* Whoever comes after us finds a stop every eight columns. */
Test(paint, tab_stops_are_put_back)
{
	struct screen s = screen_new();
	struct ab_painter *p = painter(XTERM, true);
	struct ab_frame *f = ab_frame_new(ROWS, COLS);
	VTermPos at;

	cr_expect_eq(ab_painter_leave(p).len, 0, "none was set");
	draw_two(f, 6, 0, 0);
	ab_str bytes = ab_painter_paint(p, f);
	vterm_input_write(s.vt, bytes.ptr, bytes.len);
	vterm_input_write(s.vt, "\r\t", 2);
	vterm_state_get_cursorpos(vterm_obtain_state(s.vt), &at);
	cr_expect_eq(at.col, EDGE, "a stop at the edge");
	bytes = ab_painter_leave(p);
	vterm_input_write(s.vt, bytes.ptr, bytes.len);
	vterm_input_write(s.vt, "\r", 1);
	for (int col = 8; col < COLS; col += 8) {
		vterm_input_write(s.vt, "\t", 1);
		vterm_state_get_cursorpos(vterm_obtain_state(s.vt), &at);
		cr_expect_eq(at.col, col);
	}
	cr_expect_eq(ab_painter_leave(p).len, 0, "once is enough");
	ab_frame_free(f);
	ab_painter_free(p);
	vterm_free(s.vt);
}

/* The cells between an OSC 8 with a URL and one without are those that lead there, whatever frames
 * came before; more URLs than have numbers are no less right. */
static int
linked_cells(ab_str bytes, const char *url)
{
	int cells = 0;
	bool on = false;

	for (size_t i = 0; i < bytes.len; i++) {
		ab_str rest = ab_str_skip(bytes, i);
		if (ab_str_starts(rest, AB_STR("\033]8;;"))) {
			rest = ab_str_skip(rest, 5);
			on = ab_str_starts(rest, ab_str_c(url)) && rest.ptr[strlen(url)] == '\033';
			i = (size_t)((const char *)memchr(rest.ptr, '\\', rest.len) - bytes.ptr);
		} else if (bytes.ptr[i] == '\033') {
			while (i + 1 < bytes.len && !strchr("mGHCDKX", bytes.ptr[i]))
				i++;
		} else {
			cells += on && bytes.ptr[i] > ' ';
		}
	}
	return on ? -1 : cells;
}

Test(paint, cells_lead_where_the_frame_says)
{
	struct ab_painter *p = painter(XTERM, true);
	struct ab_frame *f = ab_frame_new(ROWS, COLS);
	char url[40], other[40];

	for (int turn = 0; turn < 1000; turn++) {
		snprintf(url, sizeof(url), "https://courier.example/%d", turn);
		snprintf(other, sizeof(other), "https://post.example/%d", turn % 7);
		ab_frame_clear(f);
		int end = ab_frame_print(f, 0, 3, COLS, AB_STYLE_BAR, "Courier-%c", 'a' + turn % 2);
		ab_frame_link(f, 0, 3, end, ab_str_c(url));
		end = ab_frame_print(f, 0, 20, COLS, AB_STYLE_PER, "Post");
		ab_frame_link(f, 0, 20, end, ab_str_c(other));
		if (turn == 0) { /* not yet known */
			cr_expect_eq(linked_cells(ab_painter_paint(p, f), url), 0);
			ab_painter_links(p);
		}
		cr_expect_eq(linked_cells(ab_painter_paint(p, f), url), 9, "turn %d", turn);
		/* when numbers are given anew, links are sent anew */
		size_t again = ab_painter_paint(p, f).len;
		cr_expect(again == 0 || (turn && turn % 240 == 0),
		    "turn %d: nothing has changed", turn);
	}
	ab_frame_free(f);
	ab_painter_free(p);
}

/* Of the ways from a style to another the shortest; what is no SGR follows one after the other. */
Test(paint, styles_turn_into_each_other)
{
	static const struct { enum ab_style from, to; const char *bytes; } rows[] = {
		{ AB_STYLE_PLAIN, AB_STYLE_PER, "\033[36m" },
		{ AB_STYLE_PER, AB_STYLE_PLAIN, "\033[m" },
		{ AB_STYLE_PER, AB_STYLE_DATE, "\033[33m" },
		{ AB_STYLE_PER, AB_STYLE_CONFLICT, "\033[1m" },
		{ AB_STYLE_CONFLICT, AB_STYLE_PER, "\033[;36m" },
		{ AB_STYLE_DATE, AB_STYLE_CONFLICT, "\033[36;1m" },
		{ AB_STYLE_BAR, AB_STYLE_FOCUS, "\033[1m" },
		{ AB_STYLE_FOCUS, AB_STYLE_BAR, "\033[;7m" },
		{ AB_STYLE_TITLE, AB_STYLE_PER, "\033[;36m" },
		{ AB_STYLE_PER, AB_STYLE_TITLE, "\033[;1m" }, { AB_STYLE_PLAIN, AB_STYLE_EDGE, "" },
		{ AB_STYLE_TITLE, AB_STYLE_EDGE, "\033[m" },
	};
	struct ab_terminal t = { .utf8 = true }, odd = t;
	struct ab_look look[AB_STYLE_COUNT] = { [AB_STYLE_BAR] = { AB_NO_COLOR, AB_REVERSE } };

	know_styles(&t);
	for (size_t i = 0; i < AB_LEN(rows); i++) {
		ab_str got = t.turn[rows[i].from][rows[i].to];
		cr_expect(ab_str_eq(got, ab_str_c(rows[i].bytes)), "row %zu: %.*s", i,
		    (int)got.len, got.ptr);
	}
	for (int i = 0; i < AB_STYLE_COUNT; i++)
		look[i].color = i == AB_STYLE_PER ? 1 : AB_NO_COLOR;
	ab_sgr_turns(&odd, &strings, &(struct ab_sgr){ .off = AB_STR("\033(off"),
	    .attribute = { [3] = AB_STR("\033R") },
	    .color = { [AB_STYLE_PER] = AB_STR("\033[31m") } }, look);
	cr_expect(ab_str_eq(odd.turn[AB_STYLE_BAR][AB_STYLE_PER], AB_STR("\033(off\033[31m")));
	cr_expect(ab_str_eq(odd.turn[AB_STYLE_PER][AB_STYLE_BAR], AB_STR("\033(off\033R")));
}

Test(paint, the_same_frame_again_costs_nothing)
{
	struct ab_painter *p = painter(XTERM, true);
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
	struct ab_painter *p = painter(XTERM, true);
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
	struct ab_painter *p = painter(XTERM, true);
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
	static const char *const parts[] = { "\u200e\u05d0\u05d1 \u05d2", "\u200e98",
		"\u200e\033[13G\u2502", "\u200e34", "\u200e\u0639" };
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
	p = painter(XTERM, false);
	f = ab_frame_new(ROWS, COLS);
	ab_frame_put(f, 0, 1, 12, AB_STYLE_PLAIN, AB_STR("\u05d0"));
	cr_expect_eq(marks_in(ab_painter_paint(p, f)), 0, "not where the terminal is not UTF-8");
	ab_frame_free(f);
	ab_painter_free(p);
}

Test(paint, without_utf_8_all_is_ascii)
{
	struct screen s = screen_new();
	struct ab_painter *p = painter(XTERM, false);
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
