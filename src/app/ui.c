#define NCURSES_WIDECHAR 1
#include "app/ui.h"

#include <curses.h>
#include <langinfo.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

#include "app/sgr.h"
#include "app/signals.h"
#include "app/ui_inside.h"

struct ab_ui ab_ui;

/* What only curses knows. */
static struct {
	SCREEN *screen;
	WINDOW *keys; /* a pad: reading keys from it never makes curses paint */
	FILE *tty_in; /* /dev/tty where standard input is a source, else NULL */
	struct ab_arena strings; /* sequences of this terminal */
	ab_str off;   /* to plain */
} ui;

/* ---- what this terminal can do ---- */

/* tputs takes padding out and wants a function of one character, so what it writes goes here. */
static ab_str collected;
static char collector[256];

static int
collect(int c)
{
	if (collected.len < sizeof(collector))
		collector[collected.len++] = (char)c;
	return c;
}

/* A sequence as it is to be sent; empty where the terminal has none. */
static ab_str
sequence(struct ab_arena *arena, const char *capability)
{
	collected = (ab_str){ collector, 0 };
	if (capability && capability != (char *)-1)
		tputs(capability, 1, collect);
	return ab_copy(arena, collected);
}

/* The first column need not be said (ECMA-48, 8.3.21). */
static ab_str
address(struct ab_arena *arena, int row, int col)
{
	ab_str s = sequence(arena, tiparm(cursor_address, row, col));

	return col == 0 && ab_str_starts(s, AB_STR("\033[")) && ab_str_ends(s, AB_STR(";1H"))
	    ? ab_format(arena, "%.*sH", (int)s.len - 3, s.ptr) : s;
}

/* As terminfo has them, but for margins, which it does not know. */
static const char *
capability(enum ab_sequence which)
{
	const char *const known[AB_SEQ_COUNT] = {
		[AB_SEQ_CUP] = cursor_address, [AB_SEQ_HPA] = column_address,
		[AB_SEQ_CSR] = change_scroll_region, [AB_SEQ_IND] = scroll_forward,
		[AB_SEQ_RI] = scroll_reverse, [AB_SEQ_INDN] = parm_index, [AB_SEQ_RIN] = parm_rindex,
		[AB_SEQ_CUF] = parm_right_cursor, [AB_SEQ_CUB] = parm_left_cursor,
		[AB_SEQ_ECH] = erase_chars, [AB_SEQ_DL] = parm_delete_line, [AB_SEQ_IL] = parm_insert_line,
	};

	return known[which];
}

static void
put_sequence(struct ab_arena *arena, enum ab_sequence which, int a, int b, ab_str *bytes)
{
	const char *one = which == AB_SEQ_CUF ? cursor_right : which == AB_SEQ_CUB ? cursor_left : NULL;

	if (which == AB_SEQ_LRM) /* without numbers: the whole width */
		*bytes = b < 0 ? AB_STR("\033[s") : ab_format(arena, "\033[%d;%ds", a + 1, b + 1);
	else if (which == AB_SEQ_CUP)
		*bytes = address(arena, a, b);
	else if (one && a == 1)
		*bytes = sequence(arena, one);
	else
		*bytes = sequence(arena, tiparm(capability(which), a, b));
}

/* To plain: exit_attribute_mode, less the changes of character set that we never make. */
static ab_str
all_off(struct ab_arena *arena)
{
	ab_str off = sequence(arena, exit_attribute_mode);

	if (ab_str_starts(off, AB_STR("\033(B")))
		off = ab_str_skip(off, 3);
	if (ab_str_ends(off, AB_STR("\017")))
		off.len--;
	return off;
}

/* How the theme's styles look here, and what turns one into another. */
static void
know_styles(struct ab_terminal *t, enum ab_theme theme, int colors)
{
	const char *const attributes[AB_ATTRIBUTES] = {
		enter_bold_mode, enter_dim_mode, enter_underline_mode, enter_reverse_mode, enter_italics_mode,
	};
	struct ab_arena scratch = { 0 };
	struct ab_look look[AB_STYLE_COUNT];
	struct ab_sgr has = { .off = all_off(&scratch), .old_color = sequence(&scratch, orig_pair) };

	for (int i = 0; i < AB_ATTRIBUTES; i++)
		has.attribute[i] = sequence(&scratch, attributes[i]);
	for (int style = 0; style < AB_STYLE_COUNT; style++) {
		look[style] = ab_theme_look(theme, (enum ab_style)style, colors);
		if (look[style].color != AB_NO_COLOR)
			has.color[style] = sequence(&scratch, tiparm(set_a_foreground, look[style].color));
	}
	ab_sgr_turns(t, &ui.strings, &has, look);
	ab_arena_free(&scratch);
}

/* The kernel passes tabs on, and there is a way back to one every eight columns. */
static bool
has_tabs(void)
{
	struct termios now;

	return tab && set_tab && clear_all_tabs && init_tabs == 8
	    && tcgetattr(STDOUT_FILENO, &now) == 0 && (now.c_oflag & TABDLY) == TAB0;
}

static struct ab_terminal
know_terminal(const struct ab_ui_options *o)
{
	int colors = o->color && set_a_foreground && orig_pair ? tigetnum("colors") : 0;
	bool tabs = has_tabs();
	struct ab_terminal t = {
		.clear_line = sequence(&ui.strings, clr_eol), .clear_start = sequence(&ui.strings, clr_bol),
		.up = sequence(&ui.strings, cursor_up), .down = sequence(&ui.strings, cursor_down),
		.to_stop = sequence(&ui.strings, tabs ? tab : NULL),
		.new_stop = sequence(&ui.strings, tabs ? set_tab : NULL),
		.no_stops = sequence(&ui.strings, tabs ? clear_all_tabs : NULL),
		.utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0,
		.last_cell = eat_newline_glitch || !auto_right_margin,
		.put = put_sequence,
	};

	for (int i = 0; i < AB_SEQ_COUNT; i++)
		t.has[i] = capability((enum ab_sequence)i) != NULL;
	know_styles(&t, o->theme, colors);
	return t;
}

/* ---- start and stop ---- */

static bool
open_keys(struct ab_error *err)
{
	ab_ui.fd = STDIN_FILENO;
	ui.tty_in = NULL;
	if (isatty(STDIN_FILENO))
		return true;
	ui.tty_in = fopen("/dev/tty", "re");
	if (!ui.tty_in)
		return ab_fail(err, "no terminal to read keys from; use --dump to print the text instead");
	ab_ui.fd = fileno(ui.tty_in);
	return true;
}

static void
close_keys(void)
{
	if (ui.tty_in)
		fclose(ui.tty_in);
	ui.tty_in = NULL;
}

/* Keys of ours beside the terminal's own: curses gives them back as codes. */
enum { MOUSE_CODE = KEY_MAX + 1, MODE_CODE, VERSION_CODE };

/* Whatever terminfo says, these are sent by some terminal, or by one in another mode than it says.
 * A mouse report (SGR 1006) and answers (DECRPM, XTVERSION) begin as told here; what follows is
 * read from the keys. */
static const struct { const char *sequence; int code; } more_keys[] = {
	{ "\033[H", KEY_HOME }, { "\033OH", KEY_HOME }, { "\033[1~", KEY_HOME }, { "\033[7~", KEY_HOME },
	{ "\033[F", KEY_END }, { "\033OF", KEY_END }, { "\033[4~", KEY_END }, { "\033[8~", KEY_END },
	{ "\033[5~", KEY_PPAGE }, { "\033[6~", KEY_NPAGE }, { "\033[3~", KEY_DC },
	{ "\033[A", KEY_UP }, { "\033OA", KEY_UP }, { "\033[B", KEY_DOWN }, { "\033OB", KEY_DOWN },
	{ "\033[C", KEY_RIGHT }, { "\033OC", KEY_RIGHT }, { "\033[D", KEY_LEFT }, { "\033OD", KEY_LEFT },
	{ "\033[Z", KEY_BTAB }, { "\033OP", KEY_F(1) }, { "\033[11~", KEY_F(1) }, { "\033[[A", KEY_F(1) },
	{ "\033[<", MOUSE_CODE }, { "\033[?", MODE_CODE },
	{ "\033P>|", VERSION_CODE },
};

/* What the painter has set is put off. */
static void
leave_frame(void)
{
	ab_ui_send(all_off(&ui.strings));
	ab_ui_use_margins(false); /* and with it they are gone */
}

static void
leave_screen(void)
{
	leave_frame();
	ab_ui_send(ab_painter_leave(ab_ui.painter));
	ab_ui_report_mouse(false);
}

static void
take_terminal(void)
{
	raw(); /* ^C, ^Z, ^S and ^Q are keys of ours */
	noecho();
	nonl();
	ui.keys = newpad(1, 1);
	if (!ui.keys)
		ab_out_of_memory();
	keypad(ui.keys, TRUE);
	nodelay(ui.keys, TRUE);
	for (size_t i = 0; i < AB_LEN(more_keys); i++)
		define_key(more_keys[i].sequence, more_keys[i].code);
	set_escdelay(50);
}

/* A blank screen in the terminal's full-screen mode, which the painter knows to be blank. */
static void
blank_screen(void)
{
	leave_frame();
	if (change_scroll_region)
		ab_ui_send(sequence(&ui.strings, tiparm(change_scroll_region, 0, LINES - 1)));
	clearok(curscr, TRUE);
	refresh();
	ab_ui_use_margins(true);
	curs_set(0);
	fflush(stdout);
	ab_ui.cursor = false;
	ab_painter_forget(ab_ui.painter, LINES, COLS);
}

/* Without memory: as it was found, but for what the terminal may still answer. */
static void
give_back(void)
{
	ab_ui_send(ui.off);
	ab_ui_use_margins(false);
	if (ab_ui.painter)
		ab_ui_send(ab_painter_leave(ab_ui.painter));
	ab_ui_report_mouse(false);
	endwin();
}

/* Windows, which are large, curses gives up in good order; but not each small piece of memory does
 * it look at (tiparm, in 6.4). So we see beforehand that there is more than all of those take. */
static void
reserve(void)
{
	enum { SMALL = 64 << 10 };

	free(ab_xalloc(1, SMALL));
}

/* Whoever talks to a terminal may claim any size for it. Curses counts in shorts, and takes memory
 * for each cell; so it learns of no more rows and columns than these. */
enum { SIDE_MOST = 1000 };

static bool
claims_too_much(void)
{
	const char *high = getenv("LINES"), *wide = getenv("COLUMNS");
	struct winsize size = { 0 };

	ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
	return size.ws_row > SIDE_MOST || size.ws_col > SIDE_MOST
	    || (high && atol(high) > SIDE_MOST) || (wide && atol(wide) > SIDE_MOST);
}

static void
fit(void)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row && size.ws_col)
		resize_term(size.ws_row < SIDE_MOST ? size.ws_row : SIDE_MOST,
		    size.ws_col < SIDE_MOST ? size.ws_col : SIDE_MOST);
}

bool
ab_ui_start(const struct ab_ui_options *options, int *rows, int *cols, struct ab_error *err)
{
	int known;

	if (!open_keys(err))
		return false;
	if (setupterm(NULL, STDOUT_FILENO, &known) != OK) {
		const char *term = getenv("TERM");
		close_keys();
		return ab_fail(err, "the terminal type TERM=%s is not known here; set TERM, or use --dump",
		    term ? term : "");
	}
	del_curterm(cur_term); /* that was a question; newterm makes its own */
	/* Before newterm: where nobody handles SIGTSTP, curses does, and then ignores it while it
	 * draws, which throws away one that is waiting. */
	ab_signals_catch();
	reserve();
	bool too_much = claims_too_much();
	use_env(!too_much);
	ui.screen = newterm(NULL, stdout, ui.tty_in ? ui.tty_in : stdin);
	if (!ui.screen) {
		ab_signals_release();
		close_keys();
		return ab_fail(err, "this terminal cannot show full screens; use --dump to print the text");
	}
	ab_before_out_of_memory(give_back);
	if (too_much)
		fit();
	ui.off = all_off(&ui.strings);
	take_terminal();
	struct ab_terminal terminal = know_terminal(options);
	ab_ui.painter = ab_painter_new(&terminal);
	blank_screen();
	ab_ui.mouse = options->mouse;
	ab_ui_report_mouse(true);
	const char *link = tigetstr("Hls");
	ab_ui_ask(options, tigetflag("XT") > 0, link && link != (char *)-1);
	getmaxyx(stdscr, *rows, *cols);
	return true;
}

void
ab_ui_stop(void)
{
	ab_ui_await_answers();
	ab_signals_set_gone();
	if (!isendwin()) { /* or who is told to leave while stopped has left already */
		leave_screen();
		endwin();
		/* Where a signal threw away the way in, the terminal goes back to what nobody kept. */
		ab_ui_send(sequence(&ui.strings, cursor_normal));
	}
	delwin(ui.keys);
	ab_before_out_of_memory(NULL);
	delscreen(ui.screen);
	ui.screen = NULL;
	ab_painter_free(ab_ui.painter);
	ab_ui.painter = NULL;
	ab_arena_free(&ui.strings);
	close_keys();
	ab_signals_release();
}

void
ab_ui_redraw(void)
{
	blank_screen();
}

void
ab_ui_suspend(void)
{
	ab_ui_await_answers();
	leave_screen();
	endwin();
	ab_signals_stop();
	if (ab_signals_gone())
		return;
	blank_screen();
	ab_ui_report_mouse(true);
}

void
ab_ui_show(const struct ab_frame *frame)
{
	enum { SOME = 4000 /* bytes: more than a pseudo-terminal takes at once */ };
	if (ab_signals_gone())
		return;
	ab_str bytes = ab_painter_paint(ab_ui.painter, frame);
	if (ab_ui.whole && bytes.len > SOME) {
		struct ab_arena arena = { 0 };
		ab_ui_send(ab_format(&arena, "\033[?2026h%.*s\033[?2026l", (int)bytes.len, bytes.ptr));
		ab_arena_free(&arena);
	} else {
		ab_ui_send(bytes);
	}
	if (ab_ui.cursor != (frame->cursor_row >= 0)) {
		ab_ui.cursor = !ab_ui.cursor;
		curs_set(ab_ui.cursor);
		fflush(stdout);
	}
}

/* ---- in ---- */

static const struct { int code; const char *name; } codes[] = {
	{ KEY_DOWN, "<Down>" }, { KEY_UP, "<Up>" }, { KEY_LEFT, "<Left>" }, { KEY_RIGHT, "<Right>" },
	{ KEY_NPAGE, "<PgDn>" }, { KEY_PPAGE, "<PgUp>" }, { KEY_HOME, "<Home>" }, { KEY_END, "<End>" },
	{ KEY_BTAB, "<S-Tab>" }, { KEY_ENTER, "<Enter>" }, { KEY_BACKSPACE, "<BS>" }, { KEY_DC, "<Del>" },
	{ KEY_F(1), "<F1>" },
};

static enum ab_came
code_came(wint_t code, ab_str *name)
{
	*name = AB_STR("<Other>");
	for (size_t i = 0; i < AB_LEN(codes); i++)
		if ((wint_t)codes[i].code == code)
			*name = ab_str_c(codes[i].name);
	return code == KEY_RESIZE ? AB_CAME_SIZE : code == MOUSE_CODE ? AB_CAME_MOUSE
	    : code == MODE_CODE ? AB_CAME_MODE : code == VERSION_CODE ? AB_CAME_VERSION : AB_CAME_KEY;
}

enum ab_came
ab_ui_read(int wait_ms, wchar_t *c, ab_str *name)
{
	wint_t got;

	wtimeout(ui.keys, wait_ms);
	int what = wget_wch(ui.keys, &got);
	*c = (wchar_t)got;
	return what == ERR ? AB_CAME_NOTHING : what == OK ? AB_CAME_CHARACTER : code_came(got, name);
}

void
ab_ui_take_size(int *rows, int *cols)
{
	fit();
	getmaxyx(stdscr, *rows, *cols);
	blank_screen();
}
