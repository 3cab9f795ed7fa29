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
	ab_str off;   /* to plain */
	int asked;    /* questions to the terminal that it has not answered */
	bool margins, whole; /* it has left and right margins; it can show a frame as a whole */
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
	case AB_SEQ_CUF:
	case AB_SEQ_CUB: {
		const char *one = which == AB_SEQ_CUF ? cursor_right : cursor_left;
		*bytes = a == 1 && one ? sequence(arena, one)
		    : sequence(arena, tiparm(which == AB_SEQ_CUF ? parm_right_cursor : parm_left_cursor, a));
		break;
	}
	case AB_SEQ_ECH: *bytes = sequence(arena, tiparm(erase_chars, a)); break;
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
	t->bare[style] = (l.attributes & (AB_UNDER | AB_REVERSE)) == 0;
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
	ab_str off = all_off(&ui.strings), old_color = sequence(&ui.strings, orig_pair);
	if (on.count)
		t->off[style] = t->hue[style] && (off.len == 0 || old_color.len < off.len) ? old_color : off;
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
			[AB_SEQ_INDN] = parm_index != NULL, [AB_SEQ_RIN] = parm_rindex != NULL,
			[AB_SEQ_CUF] = parm_right_cursor != NULL, [AB_SEQ_CUB] = parm_left_cursor != NULL,
			[AB_SEQ_ECH] = erase_chars != NULL,
		},
		.clear_line = sequence(&ui.strings, clr_eol),
		.up = sequence(&ui.strings, cursor_up), .down = sequence(&ui.strings, cursor_down),
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
enum { MOUSE_CODE = KEY_MAX + 1, REPLY_CODE };

/* Whatever terminfo says, these are sent by some terminal, or by one in another mode than it says.
 * A mouse report (SGR 1006) and a reply (DECRPM) begin as told here; what follows is read from the
 * keys. */
static const struct { const char *sequence; int code; } more_keys[] = {
	{ "\033[H", KEY_HOME }, { "\033OH", KEY_HOME }, { "\033[1~", KEY_HOME }, { "\033[7~", KEY_HOME },
	{ "\033[F", KEY_END }, { "\033OF", KEY_END }, { "\033[4~", KEY_END }, { "\033[8~", KEY_END },
	{ "\033[5~", KEY_PPAGE }, { "\033[6~", KEY_NPAGE }, { "\033[3~", KEY_DC },
	{ "\033[A", KEY_UP }, { "\033OA", KEY_UP }, { "\033[B", KEY_DOWN }, { "\033OB", KEY_DOWN },
	{ "\033[C", KEY_RIGHT }, { "\033OC", KEY_RIGHT }, { "\033[D", KEY_LEFT }, { "\033OD", KEY_LEFT },
	{ "\033[Z", KEY_BTAB }, { "\033OP", KEY_F(1) }, { "\033[11~", KEY_F(1) }, { "\033[[A", KEY_F(1) },
	{ "\033[<", MOUSE_CODE }, { "\033[?", REPLY_CODE },
};

/* Buttons and the wheel are reported, motion is not. */
static void
report_mouse(bool on)
{
	if (ui.mouse)
		send(on ? AB_STR("\033[?1000h\033[?1006h") : AB_STR("\033[?1006l\033[?1000l"));
}

/* What terminfo does not say is asked of the terminal (DECRQM) where it is one of xterm's kind (XT);
 * others may show the question. It answers when it likes, among the keys. */
static void
ask_terminal(void)
{
	if (tigetflag("XT") <= 0)
		return;
	send(AB_STR("\033[?69$p\033[?2026$p"));
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

/* "mode;state$y": 1 and 2 say that it is set or not, and can be; 0, 3 and 4 that it cannot. */
static void
take_reply(void)
{
	char rest[20];
	unsigned mode, state;

	if (read_rest(rest, sizeof(rest)) != 'y' || sscanf(rest, "%5u;%1u$", &mode, &state) != 2)
		return;
	bool can = state == 1 || state == 2;
	ui.asked -= ui.asked > 0;
	if (mode == 2026)
		ui.whole = can;
	if (mode != 69 || !can || ui.margins)
		return;
	ui.margins = true;
	use_margins(true);
	ab_painter_margins(ui.painter);
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
		if (what == KEY_CODE_YES && c == REPLY_CODE)
			take_reply();
	}
	ui.asked = 0;
}

/* Without memory: as it was found, but for what the terminal may still answer. */
static void
give_back(void)
{
	send(ui.off);
	use_margins(false);
	report_mouse(false);
	endwin();
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
	ui.off = all_off(&ui.strings);
	ab_before_out_of_memory(give_back);
	take_terminal();
	struct ab_terminal terminal = know_terminal(options->color, options->theme);
	ui.painter = ab_painter_new(&terminal);
	blank_screen();
	ui.mouse = options->mouse;
	report_mouse(true);
	ask_terminal();
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
	ab_before_out_of_memory(NULL);
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
	char report[20], last = read_rest(report, sizeof(report));
	unsigned button, col, row;

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
	if (what == KEY_CODE_YES && c == REPLY_CODE) {
		take_reply();
		return false;
	}
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
