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

#include "app/clipboard.h"
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
	bool mouse;   /* reports what it does */
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

/* To plain: exit_attribute_mode, less the change of character set that we never make. */
static ab_str
all_off(struct ab_arena *arena)
{
	ab_str off = sequence(arena, exit_attribute_mode);

	return ab_str_starts(off, AB_STR("\033(B")) ? ab_str_skip(off, 3) : off;
}

static void
choose_look(struct ab_terminal *t, enum ab_theme theme, enum ab_style style, int colors)
{
	struct ab_look l = ab_theme_look(theme, style, colors);
	const struct { unsigned bit; const char *on; } parts[] = {
		{ AB_BOLD, enter_bold_mode }, { AB_DIM, enter_dim_mode }, { AB_UNDER, enter_underline_mode },
		{ AB_REVERSE, enter_reverse_mode }, { AB_ITALIC, enter_italics_mode },
	};
	AB_LIST(char) on = { 0 };

	t->hue[style] = l.color != AB_NO_COLOR && l.attributes == 0;
	if (l.color != AB_NO_COLOR) {
		ab_str hue = sequence(&ui.strings, tiparm(set_a_foreground, l.color));
		for (size_t i = 0; i < hue.len; i++)
			AB_PUSH(&ui.strings, &on, hue.ptr[i]);
	}
	for (size_t p = 0; p < AB_LEN(parts); p++) {
		ab_str with = sequence(&ui.strings, l.attributes & parts[p].bit ? parts[p].on : NULL);
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
know_terminal(bool color, enum ab_theme theme)
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
		choose_look(&t, theme, (enum ab_style)style, colors);
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

/* Keys of ours beside the terminal's own: curses gives them back as codes. */
enum { MOUSE_CODE = KEY_MAX + 1 };

/* Whatever terminfo says, these are sent by some terminal, or by one in another mode than it says.
 * A mouse report (SGR 1006) begins as told here; what follows is read from the keys. */
static const struct { const char *sequence; int code; } more_keys[] = {
	{ "\033[H", KEY_HOME }, { "\033OH", KEY_HOME }, { "\033[1~", KEY_HOME }, { "\033[7~", KEY_HOME },
	{ "\033[F", KEY_END }, { "\033OF", KEY_END }, { "\033[4~", KEY_END }, { "\033[8~", KEY_END },
	{ "\033[5~", KEY_PPAGE }, { "\033[6~", KEY_NPAGE }, { "\033[3~", KEY_DC },
	{ "\033[A", KEY_UP }, { "\033OA", KEY_UP }, { "\033[B", KEY_DOWN }, { "\033OB", KEY_DOWN },
	{ "\033[C", KEY_RIGHT }, { "\033OC", KEY_RIGHT }, { "\033[D", KEY_LEFT }, { "\033OD", KEY_LEFT },
	{ "\033[Z", KEY_BTAB }, { "\033OP", KEY_F(1) }, { "\033[11~", KEY_F(1) }, { "\033[[A", KEY_F(1) },
	{ "\033[<", MOUSE_CODE },
};

/* Buttons and the wheel are reported, motion is not. */
static void
report_mouse(bool on)
{
	if (ui.mouse)
		send(on ? AB_STR("\033[?1000h\033[?1006h") : AB_STR("\033[?1006l\033[?1000l"));
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
	for (size_t i = 0; i < AB_LEN(more_keys); i++)
		define_key(more_keys[i].sequence, more_keys[i].code);
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
	ui.screen = newterm(NULL, stdout, ui.tty_in ? ui.tty_in : stdin);
	if (!ui.screen) {
		ab_signals_release();
		close_keys();
		return ab_fail(err, "this terminal cannot show full screens; use --dump to print the text");
	}
	take_terminal();
	struct ab_terminal terminal = know_terminal(options->color, options->theme);
	ui.painter = ab_painter_new(&terminal);
	blank_screen();
	ui.mouse = options->mouse;
	report_mouse(true);
	getmaxyx(stdscr, *rows, *cols);
	return true;
}

void
ab_ui_stop(void)
{
	report_mouse(false);
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
	report_mouse(false);
	endwin();
	ab_signals_stop();
	blank_screen();
	report_mouse(true);
}

bool
ab_ui_copy(ab_str text, struct ab_error *err)
{
	struct ab_arena arena = { 0 };
	const char *term = getenv("TERM");
	enum ab_between between = getenv("TMUX") ? AB_BETWEEN_TMUX
	    : term && strncmp(term, "screen", 6) == 0 ? AB_BETWEEN_SCREEN : AB_BETWEEN_NONE;
	ab_str bytes;
	bool ok = ab_clipboard_bytes(&arena, text, between, &bytes, err);

	if (ok)
		send(bytes);
	ab_arena_free(&arena);
	return ok;
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

/* The rest of a mouse report: "button;column;row", and M where the button was pressed. Empty: it is
 * about nothing that means anything here, such as a button let go. */
static ab_str
name_mouse(char name[AB_KEY_MAX])
{
	char report[20] = "", last = 0;
	unsigned button, col, row;
	size_t len = 0;
	wint_t c;

	while (len + 1 < sizeof(report) && wget_wch(ui.keys, &c) == OK) {
		last = c < 127 ? (char)c : 0;
		if ((last < '0' || last > '9') && last != ';')
			break;
		report[len++] = last;
	}
	if (last != 'M' || sscanf(report, "%3u;%4u;%4u", &button, &col, &row) != 3 || !col || !row)
		return AB_STR("");
	if (button == 64 || button == 65)
		return button == 64 ? AB_STR("<WheelUp>") : AB_STR("<WheelDown>");
	if (button != 0)
		return AB_STR("");
	snprintf(name, AB_KEY_MAX, "<Click-%u,%u>", row - 1, col - 1);
	return ab_str_c(name);
}

static ab_str
name_character(wint_t c, char name[AB_KEY_MAX])
{
	mbstate_t state = { 0 };

	for (size_t i = 0; i < AB_LEN(characters); i++)
		if (characters[i].c == c)
			return ab_str_c(characters[i].name);
	if (c > 0 && c < 27) {
		snprintf(name, AB_KEY_MAX, "<C-%c>", (char)('a' + c - 1));
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
read_key(char name[AB_KEY_MAX], ab_str *key)
{
	wint_t c;
	int what = wget_wch(ui.keys, &c);

	if (what == KEY_CODE_YES && c == KEY_RESIZE)
		return false;
	if (what == KEY_CODE_YES && c == MOUSE_CODE)
		*key = name_mouse(name);
	else if (what == KEY_CODE_YES)
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
ab_ui_key(char name[AB_KEY_MAX], int timeout_ms, int *rows, int *cols)
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
