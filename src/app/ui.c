#define NCURSES_WIDECHAR 1
#include "app/ui.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>

#include "app/paint.h"
#include "app/signals.h"

/* The terminal is one, and so is this: the only state outside an object in the program. */
static struct {
	SCREEN *screen;
	WINDOW *keys; /* a pad: reading keys from it never makes curses paint */
	FILE *tty_in; /* /dev/tty where standard input is a source, else NULL */
	int fd;       /* where keys come from */
	struct ab_painter *painter;
	struct ab_arena strings; /* sequences of this terminal */
	bool cursor;  /* shown */
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

static void
put_sequence(struct ab_arena *arena, enum ab_sequence which, int a, int b, ab_str *bytes)
{
	switch (which) {
	case AB_SEQ_CUP: *bytes = sequence(arena, tiparm(cursor_address, a, b)); break;
	case AB_SEQ_HPA: *bytes = sequence(arena, tiparm(column_address, a)); break;
	case AB_SEQ_CSR: *bytes = sequence(arena, tiparm(change_scroll_region, a, b)); break;
	case AB_SEQ_IND:
	case AB_SEQ_RI: {
		const char *one = which == AB_SEQ_IND ? scroll_forward : scroll_reverse;
		const char *many = which == AB_SEQ_IND ? parm_index : parm_rindex;
		if (many && a > (int)strlen(many)) {
			*bytes = sequence(arena, tiparm(many, a));
			break;
		}
		ab_str single = sequence(arena, one);
		char *all = ab_alloc(arena, (size_t)a, single.len + 1);
		for (int i = 0; i < a; i++)
			memcpy(all + (size_t)i * single.len, single.ptr, single.len);
		*bytes = (ab_str){ all, (size_t)a * single.len };
		break;
	}
	case AB_SEQ_COUNT: break;
	}
}

enum { NONE = -1, BOLD = 1, DIM = 2, UNDER = 4, REVERSE = 8 };

static const struct look {
	int color, bright; /* of 8; of 16, where there are so many */
	int with, without; /* attributes beside the colour; attributes where there is no colour */
} looks[] = {
	[AB_STYLE_PLAIN]   = { NONE, NONE, 0, 0 },
	[AB_STYLE_DIM]     = { NONE, 8, 0, DIM },
	[AB_STYLE_TITLE]   = { NONE, NONE, BOLD, BOLD },
	[AB_STYLE_BYLINE]  = { NONE, 8, 0, DIM },
	[AB_STYLE_CAPTION] = { NONE, 8, 0, DIM },
	[AB_STYLE_PER]     = { COLOR_CYAN, NONE, 0, BOLD },
	[AB_STYLE_ORG]     = { COLOR_MAGENTA, NONE, 0, BOLD },
	[AB_STYLE_LOC]     = { COLOR_GREEN, NONE, 0, BOLD },
	[AB_STYLE_MISC]    = { COLOR_BLUE, 12, 0, BOLD },
	[AB_STYLE_DATE]    = { COLOR_YELLOW, NONE, 0, UNDER },
	[AB_STYLE_HIT]     = { NONE, NONE, REVERSE, REVERSE },
	[AB_STYLE_CURRENT] = { NONE, NONE, REVERSE | BOLD, REVERSE | BOLD },
	[AB_STYLE_BAR]     = { NONE, NONE, REVERSE, REVERSE },
	[AB_STYLE_FOCUS]   = { NONE, NONE, REVERSE | BOLD, REVERSE | BOLD },
	[AB_STYLE_EDGE]    = { NONE, NONE, 0, 0 },
	[AB_STYLE_LINK]    = { NONE, 8, 0, 0 },
	[AB_STYLE_CONFLICT] = { COLOR_RED, NONE, BOLD, BOLD },
	[AB_STYLE_DIFFERS] = { NONE, NONE, BOLD, BOLD },
	[AB_STYLE_WARN]    = { COLOR_RED, NONE, BOLD, BOLD },
};

/* To plain: exit_attribute_mode, less the change of character set that we never make. */
static ab_str
all_off(struct ab_arena *arena)
{
	ab_str off = sequence(arena, exit_attribute_mode);

	return ab_str_starts(off, AB_STR("\033(B")) ? ab_str_skip(off, 3) : off;
}

static void
choose_look(struct ab_terminal *t, enum ab_style style, int colors)
{
	const struct look *l = &looks[style];
	int color = colors >= 16 && l->bright != NONE ? l->bright : l->color;
	int attributes = colors >= 8 && color != NONE ? l->with : l->without;
	const struct { int bit; const char *on; } parts[] = {
		{ BOLD, enter_bold_mode }, { DIM, enter_dim_mode }, { UNDER, enter_underline_mode },
		{ REVERSE, enter_reverse_mode },
	};
	AB_LIST(char) on = { 0 };

	t->hue[style] = colors >= 8 && color != NONE && attributes == 0;
	if (colors >= 8 && color != NONE) {
		ab_str hue = sequence(&ui.strings, tiparm(set_a_foreground, color));
		for (size_t i = 0; i < hue.len; i++)
			AB_PUSH(&ui.strings, &on, hue.ptr[i]);
	}
	for (size_t p = 0; p < AB_LEN(parts); p++) {
		ab_str with = sequence(&ui.strings, attributes & parts[p].bit ? parts[p].on : NULL);
		for (size_t i = 0; i < with.len; i++)
			AB_PUSH(&ui.strings, &on, with.ptr[i]);
	}
	t->on[style] = (ab_str){ on.at, on.count };
	/* AX: the terminal knows SGR 39, the default colour. */
	if (t->hue[style] && tigetflag("AX") > 0)
		t->off[style] = AB_STR("\033[39m");
	else if (on.count)
		t->off[style] = t->hue[style] ? sequence(&ui.strings, orig_pair) : all_off(&ui.strings);
}

static struct ab_terminal
know_terminal(bool color)
{
	int colors = color && set_a_foreground && orig_pair ? tigetnum("colors") : 0;
	struct ab_terminal t = {
		.has = {
			[AB_SEQ_CUP] = true, [AB_SEQ_HPA] = column_address != NULL,
			[AB_SEQ_CSR] = change_scroll_region != NULL,
			[AB_SEQ_IND] = scroll_forward != NULL, [AB_SEQ_RI] = scroll_reverse != NULL,
		},
		.clear_line = sequence(&ui.strings, clr_eol),
		.utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0,
		.last_cell = eat_newline_glitch || !auto_right_margin,
		.put = put_sequence,
	};

	for (int style = 0; style < AB_STYLE_COUNT; style++)
		choose_look(&t, (enum ab_style)style, colors);
	return t;
}

/* ---- start and stop ---- */

static bool
open_keys(struct ab_error *err)
{
	ui.fd = STDIN_FILENO;
	ui.tty_in = NULL;
	if (isatty(STDIN_FILENO))
		return true;
	ui.tty_in = fopen("/dev/tty", "re");
	if (!ui.tty_in)
		return ab_fail(err, "no terminal to read keys from; use --dump to print the text instead");
	ui.fd = fileno(ui.tty_in);
	return true;
}

static void
close_keys(void)
{
	if (ui.tty_in)
		fclose(ui.tty_in);
	ui.tty_in = NULL;
}

/* All that is sent, at once: a screen that comes in pieces flickers. */
static void
send(ab_str bytes)
{
	while (bytes.len) {
		ssize_t n = write(STDOUT_FILENO, bytes.ptr, bytes.len);
		if (n < 0 && errno == EAGAIN)
			poll(&(struct pollfd){ .fd = STDOUT_FILENO, .events = POLLOUT }, 1, -1);
		else if (n < 0 && errno != EINTR) {
			ab_signals_set_gone();
			return;
		}
		bytes = ab_str_skip(bytes, n > 0 ? (size_t)n : 0);
	}
}

static void
take_terminal(void)
{
	raw(); /* ^C, ^Z, ^S and ^Q are keys of ours */
	noecho();
	nonl();
	ui.keys = newpad(1, 1);
	keypad(ui.keys, TRUE);
	nodelay(ui.keys, TRUE);
	set_escdelay(50);
}

/* A blank screen in the terminal's full-screen mode, which the painter knows to be blank. */
static void
blank_screen(void)
{
	if (change_scroll_region)
		send(sequence(&ui.strings, tiparm(change_scroll_region, 0, LINES - 1)));
	clearok(curscr, TRUE);
	refresh();
	curs_set(0);
	fflush(stdout);
	ui.cursor = false;
	ab_painter_forget(ui.painter, LINES, COLS);
}

bool
ab_ui_start(bool color, int *rows, int *cols, struct ab_error *err)
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
	ui.screen = newterm(NULL, stdout, ui.tty_in ? ui.tty_in : stdin);
	if (!ui.screen) {
		ab_signals_release();
		close_keys();
		return ab_fail(err, "this terminal cannot show full screens; use --dump to print the text");
	}
	take_terminal();
	struct ab_terminal terminal = know_terminal(color);
	ui.painter = ab_painter_new(&terminal);
	blank_screen();
	getmaxyx(stdscr, *rows, *cols);
	return true;
}

void
ab_ui_stop(void)
{
	delwin(ui.keys);
	endwin();
	delscreen(ui.screen);
	ui.screen = NULL;
	ab_painter_free(ui.painter);
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
	endwin();
	ab_signals_stop();
	blank_screen();
}

void
ab_ui_show(const struct ab_frame *frame)
{
	send(ab_painter_paint(ui.painter, frame));
	if (ui.cursor != (frame->cursor_row >= 0)) {
		ui.cursor = !ui.cursor;
		curs_set(ui.cursor);
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

static const struct { wint_t c; const char *name; } characters[] = {
	{ '\t', "<Tab>" }, { '\r', "<Enter>" }, { '\n', "<Enter>" }, { 27, "<Esc>" },
	{ 8, "<BS>" }, { 127, "<BS>" }, { ' ', "<Space>" },
};

static ab_str
name_code(wint_t code)
{
	for (size_t i = 0; i < AB_LEN(codes); i++)
		if ((wint_t)codes[i].code == code)
			return ab_str_c(codes[i].name);
	return AB_STR("<Other>");
}

static ab_str
name_character(wint_t c, char name[16])
{
	mbstate_t state = { 0 };

	for (size_t i = 0; i < AB_LEN(characters); i++)
		if (characters[i].c == c)
			return ab_str_c(characters[i].name);
	if (c > 0 && c < 27) {
		snprintf(name, 16, "<C-%c>", (char)('a' + c - 1));
		return ab_str_c(name);
	}
	size_t n = wcrtomb(name, (wchar_t)c, &state);
	return n == (size_t)-1 || c < ' ' ? AB_STR("<Other>") : (ab_str){ name, n };
}

static void
take_size(int *rows, int *cols)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row && size.ws_col)
		resize_term(size.ws_row, size.ws_col);
	getmaxyx(stdscr, *rows, *cols);
	blank_screen();
}

/* A key that has come, named; false when there is none. */
static bool
read_key(char name[16], ab_str *key)
{
	wint_t c;
	int what = wget_wch(ui.keys, &c);

	if (what == KEY_CODE_YES && c == KEY_RESIZE)
		return false;
	if (what == KEY_CODE_YES)
		*key = name_code(c);
	else if (what == OK)
		*key = name_character(c, name);
	return what != ERR;
}

/* Readable, and yet there is nothing: end of file, so nobody is there any more. */
static bool
at_end(void)
{
	struct pollfd p = { .fd = ui.fd, .events = POLLIN };
	int bytes = 0;

	return poll(&p, 1, 0) > 0 && (ioctl(ui.fd, FIONREAD, &bytes) < 0 || bytes == 0);
}

ab_str
ab_ui_key(char name[16], int timeout_ms, int *rows, int *cols)
{
	ab_str key;

	while (!ab_signals_gone()) {
		if (read_key(name, &key)) /* curses may hold bytes already */
			return key;
		bool came = ab_signals_wait(ui.fd, timeout_ms);
		if (ab_signals_stopped())
			return AB_STR("<C-z>");
		if (ab_signals_resized()) {
			take_size(rows, cols);
			return AB_STR("<Resize>");
		}
		if (came && read_key(name, &key))
			return key;
		if (came && at_end())
			ab_signals_set_gone();
		if (!came && timeout_ms >= 0)
			return AB_STR("");
	}
	return AB_STR("<Gone>");
}

bool
ab_ui_pending(void)
{
	return ab_signals_wait(ui.fd, 0);
}
