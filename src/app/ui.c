#define NCURSES_WIDECHAR 1
#include "app/ui.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

#include "app/answers.h"
#include "app/clipboard.h"
#include "app/keynames.h"
#include "app/sgr.h"
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
	int asked;    /* questions to the terminal that it has not answered */
	bool asks_version;   /* it was asked for its name, too, which not all answer */
	bool margins, whole; /* it has left and right margins; it can show a frame as a whole */
	bool more;    /* it has turned out to show more than is on the screen */
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

static void
put_sequence(struct ab_arena *arena, enum ab_sequence which, int a, int b, ab_str *bytes)
{
	switch (which) {
	case AB_SEQ_CUP: *bytes = address(arena, a, b); break;
	case AB_SEQ_HPA: *bytes = sequence(arena, tiparm(column_address, a)); break;
	case AB_SEQ_CSR: *bytes = sequence(arena, tiparm(change_scroll_region, a, b)); break;
	case AB_SEQ_CUF:
	case AB_SEQ_CUB: {
		const char *one = which == AB_SEQ_CUF ? cursor_right : cursor_left;
		*bytes = a == 1 && one ? sequence(arena, one)
		    : sequence(arena, tiparm(which == AB_SEQ_CUF ? parm_right_cursor : parm_left_cursor, a));
		break;
	}
	case AB_SEQ_ECH: *bytes = sequence(arena, tiparm(erase_chars, a)); break;
	case AB_SEQ_DL: *bytes = sequence(arena, tiparm(parm_delete_line, a)); break;
	case AB_SEQ_IL: *bytes = sequence(arena, tiparm(parm_insert_line, a)); break;
	case AB_SEQ_LRM: /* without numbers: the whole width */
		*bytes = b < 0 ? AB_STR("\033[s") : ab_format(arena, "\033[%d;%ds", a + 1, b + 1);
		break;
	case AB_SEQ_IND: *bytes = sequence(arena, scroll_forward); break;
	case AB_SEQ_RI: *bytes = sequence(arena, scroll_reverse); break;
	case AB_SEQ_INDN: *bytes = sequence(arena, tiparm(parm_index, a)); break;
	case AB_SEQ_RIN: *bytes = sequence(arena, tiparm(parm_rindex, a)); break;
	case AB_SEQ_COUNT: break;
	}
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
		.has = {
			[AB_SEQ_CUP] = true, [AB_SEQ_HPA] = column_address != NULL,
			[AB_SEQ_CSR] = change_scroll_region != NULL,
			[AB_SEQ_IND] = scroll_forward != NULL, [AB_SEQ_RI] = scroll_reverse != NULL,
			[AB_SEQ_INDN] = parm_index != NULL, [AB_SEQ_RIN] = parm_rindex != NULL,
			[AB_SEQ_CUF] = parm_right_cursor != NULL, [AB_SEQ_CUB] = parm_left_cursor != NULL,
			[AB_SEQ_ECH] = erase_chars != NULL,
			[AB_SEQ_DL] = parm_delete_line != NULL, [AB_SEQ_IL] = parm_insert_line != NULL,
		},
		.clear_line = sequence(&ui.strings, clr_eol), .clear_start = sequence(&ui.strings, clr_bol),
		.up = sequence(&ui.strings, cursor_up), .down = sequence(&ui.strings, cursor_down),
		.to_stop = sequence(&ui.strings, tabs ? tab : NULL),
		.new_stop = sequence(&ui.strings, tabs ? set_tab : NULL),
		.no_stops = sequence(&ui.strings, tabs ? clear_all_tabs : NULL),
		.utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0,
		.last_cell = eat_newline_glitch || !auto_right_margin,
		.put = put_sequence,
	};

	know_styles(&t, o->theme, colors);
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
enum { MOUSE_CODE = KEY_MAX + 1, REPLY_CODE, VERSION_CODE };

/* Whatever terminfo says, these are sent by some terminal, or by one in another mode than it says.
 * A mouse report (SGR 1006) and answers (DECRPM, XTVERSION) begin as told here; what follows is read from the
 * keys. */
static const struct { const char *sequence; int code; } more_keys[] = {
	{ "\033[H", KEY_HOME }, { "\033OH", KEY_HOME }, { "\033[1~", KEY_HOME }, { "\033[7~", KEY_HOME },
	{ "\033[F", KEY_END }, { "\033OF", KEY_END }, { "\033[4~", KEY_END }, { "\033[8~", KEY_END },
	{ "\033[5~", KEY_PPAGE }, { "\033[6~", KEY_NPAGE }, { "\033[3~", KEY_DC },
	{ "\033[A", KEY_UP }, { "\033OA", KEY_UP }, { "\033[B", KEY_DOWN }, { "\033OB", KEY_DOWN },
	{ "\033[C", KEY_RIGHT }, { "\033OC", KEY_RIGHT }, { "\033[D", KEY_LEFT }, { "\033OD", KEY_LEFT },
	{ "\033[Z", KEY_BTAB }, { "\033OP", KEY_F(1) }, { "\033[11~", KEY_F(1) }, { "\033[[A", KEY_F(1) },
	{ "\033[<", MOUSE_CODE }, { "\033[?", REPLY_CODE },
	{ "\033P>|", VERSION_CODE },
};

/* Buttons and the wheel are reported, motion is not. */
static void
report_mouse(bool on)
{
	if (ui.mouse)
		send(on ? AB_STR("\033[?1000h\033[?1006h") : AB_STR("\033[?1006l\033[?1000l"));
}

static void
have_links(void)
{
	ab_painter_links(ui.painter);
	ui.more = true;
}

/* What terminfo does not say is asked of the terminal where it is one of xterm's kind (XT); others
 * may show the question. Modes last: who has answered them has nothing more to say. */
static void
ask_terminal(const struct ab_ui_options *o)
{
	const char *link = tigetstr("Hls");
	bool may_link = o->links != AB_WHEN_NEVER && o->theme != AB_THEME_MONO;

	if (may_link && (o->links == AB_WHEN_ALWAYS || (link && link != (char *)-1)))
		have_links();
	if (tigetflag("XT") <= 0)
		return;
	ui.asks_version = may_link && !ui.more;
	if (ui.asks_version)
		send(AB_STR(AB_ASK_VERSION));
	send(AB_STR(AB_ASK_MODES));
	ui.asked = 2;
}

/* Left and right margins (DECLRMM) mean what they say only while this is set. */
static void
use_margins(bool on)
{
	if (ui.margins)
		send(on ? AB_STR("\033[?69h") : AB_STR("\033[?69l"));
}

/* What the painter has set is put off. */
static void
leave_screen(void)
{
	send(all_off(&ui.strings));
	use_margins(false); /* and with it they are gone */
	send(ab_painter_leave(ui.painter));
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
	leave_screen();
	if (change_scroll_region)
		send(sequence(&ui.strings, tiparm(change_scroll_region, 0, LINES - 1)));
	clearok(curscr, TRUE);
	refresh();
	use_margins(true);
	curs_set(0);
	fflush(stdout);
	ui.cursor = false;
	ab_painter_forget(ui.painter, LINES, COLS);
}

/* ---- what it answers ---- */

/* The rest of a report or a reply, up to the letter that ends it; on a slow line it may take a while. */
static char
read_rest(char *rest, size_t room)
{
	enum { WHILE = 200 /* milliseconds */ };
	size_t len = 0;
	wint_t c;
	char last = 0;

	wtimeout(ui.keys, WHILE);
	while (len + 1 < room && wget_wch(ui.keys, &c) == OK) {
		last = c < 127 ? (char)c : 0;
		if ((last < '0' || last > '9') && last != ';' && last != '$')
			break;
		rest[len++] = last;
	}
	nodelay(ui.keys, TRUE);
	rest[len] = '\0';
	return last;
}

static void
take_mode(void)
{
	char text[20];
	int mode;
	bool can;

	if (read_rest(text, sizeof(text)) != 'y' || !ab_answer_mode(text, &mode, &can))
		return;
	ui.asked -= ui.asked > 0;
	if (mode == AB_MODE_WHOLE)
		ui.whole = can;
	if (mode != AB_MODE_MARGINS || !can || ui.margins)
		return;
	ui.margins = true;
	use_margins(true);
	ab_painter_margins(ui.painter);
}

/* A name and a version, up to "ESC \\". */
static void
take_version(void)
{
	enum { WHILE = 200 /* milliseconds */ };
	char text[100];
	size_t len = 0;
	wint_t c;

	wtimeout(ui.keys, WHILE);
	while (len < sizeof(text) && wget_wch(ui.keys, &c) == OK && c != 27)
		text[len++] = c < 127 ? (char)c : '?';
	if (len < sizeof(text))
		wget_wch(ui.keys, &c);
	nodelay(ui.keys, TRUE);
	if (ui.asks_version && ab_answer_links((ab_str){ text, len }))
		have_links();
	ui.asks_version = false;
}

static bool
take_answer(wint_t code)
{
	if (code == REPLY_CODE)
		take_mode();
	if (code == VERSION_CODE)
		take_version();
	return code == REPLY_CODE || code == VERSION_CODE;
}

/* An answer that comes when we have left would be typed into the shell. */
static void
await_replies(void)
{
	enum { WHILE = 200 /* milliseconds for each */ };
	wint_t c;

	while (ui.asked > 0 && !ab_signals_gone()) {
		wtimeout(ui.keys, WHILE);
		int what = wget_wch(ui.keys, &c);
		nodelay(ui.keys, TRUE);
		if (what == ERR)
			break;
		if (what == KEY_CODE_YES)
			take_answer(c);
	}
	ui.asked = 0;
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
	struct ab_terminal terminal = know_terminal(options);
	ui.painter = ab_painter_new(&terminal);
	blank_screen();
	ui.mouse = options->mouse;
	report_mouse(true);
	ask_terminal(options);
	getmaxyx(stdscr, *rows, *cols);
	return true;
}

void
ab_ui_stop(void)
{
	await_replies();
	leave_screen();
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
	await_replies();
	leave_screen();
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
	enum { SOME = 4000 /* bytes: more than a pseudo-terminal takes at once */ };
	ab_str bytes = ab_painter_paint(ui.painter, frame);

	if (ui.whole && bytes.len > SOME) {
		struct ab_arena arena = { 0 };
		send(ab_format(&arena, "\033[?2026h%.*s\033[?2026l", (int)bytes.len, bytes.ptr));
		ab_arena_free(&arena);
	} else {
		send(bytes);
	}
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

static ab_str
name_code(wint_t code)
{
	for (size_t i = 0; i < AB_LEN(codes); i++)
		if ((wint_t)codes[i].code == code)
			return ab_str_c(codes[i].name);
	return AB_STR("<Other>");
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
	if (what == KEY_CODE_YES && take_answer(c))
		return false;
	if (what == KEY_CODE_YES && c == MOUSE_CODE) {
		char report[20], last = read_rest(report, sizeof(report));
		*key = ab_keyname_mouse(report, last, name);
	} else if (what == KEY_CODE_YES) {
		*key = name_code(c);
	} else if (what == OK) {
		*key = ab_keyname((wchar_t)c, name);
	}
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
		if (ui.more) {
			ui.more = false;
			return AB_STR("<Resize>");
		}
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
