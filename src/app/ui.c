#define NCURSES_WIDECHAR 1
#include "app/ui.h"

#include <curses.h>
#include <langinfo.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

#include "app/ascii.h"
#include "app/signals.h"

/* The terminal is one, and so is this: the only state outside an object in the program. */
static struct {
	SCREEN *screen;
	FILE *tty_in; /* /dev/tty where standard input is a source, else NULL */
	int fd;       /* where keys come from */
	bool utf8;
	attr_t attribute[AB_STYLE_COUNT];
	short pair[AB_STYLE_COUNT];
} ui;

/* ---- how a style looks ---- */

enum { NONE = -1 };

static const struct look {
	short color;    /* of 8 */
	short bright;   /* of 16, where there are so many */
	attr_t with;    /* attribute beside the colour */
	attr_t without; /* attribute where there is no colour */
} looks[] = {
	[AB_STYLE_PLAIN]   = { NONE, NONE, A_NORMAL, A_NORMAL },
	[AB_STYLE_DIM]     = { NONE, 8, A_NORMAL, A_DIM },
	[AB_STYLE_TITLE]   = { NONE, NONE, A_BOLD, A_BOLD },
	[AB_STYLE_BYLINE]  = { NONE, 8, A_NORMAL, A_DIM },
	[AB_STYLE_CAPTION] = { NONE, 8, A_NORMAL, A_DIM },
	[AB_STYLE_PER]     = { COLOR_CYAN, NONE, A_NORMAL, A_BOLD },
	[AB_STYLE_ORG]     = { COLOR_MAGENTA, NONE, A_NORMAL, A_BOLD },
	[AB_STYLE_LOC]     = { COLOR_GREEN, NONE, A_NORMAL, A_BOLD },
	[AB_STYLE_MISC]    = { COLOR_BLUE, 12, A_NORMAL, A_BOLD },
	[AB_STYLE_DATE]    = { COLOR_YELLOW, NONE, A_NORMAL, A_UNDERLINE },
	[AB_STYLE_HIT]     = { NONE, NONE, A_REVERSE, A_REVERSE },
	[AB_STYLE_CURRENT] = { NONE, NONE, A_REVERSE | A_BOLD, A_REVERSE | A_BOLD },
	[AB_STYLE_BAR]     = { NONE, NONE, A_REVERSE, A_REVERSE },
	[AB_STYLE_FOCUS]   = { NONE, NONE, A_REVERSE | A_BOLD, A_REVERSE | A_BOLD },
	[AB_STYLE_EDGE]    = { NONE, NONE, A_NORMAL, A_NORMAL },
	[AB_STYLE_WARN]    = { COLOR_RED, NONE, A_BOLD, A_BOLD },
};

static void
choose_looks(bool color)
{
	color = color && has_colors() && start_color() == OK && use_default_colors() == OK;
	for (size_t i = 0; i < AB_STYLE_COUNT; i++) {
		const struct look *l = &looks[i];
		short c = !color ? (short)NONE : COLORS >= 16 && l->bright != NONE ? l->bright : l->color;
		short pair = (short)(i + 1);
		/* Plain text has a pair too: going back to pair 0 costs curses eleven bytes, to another
		 * pair five. */
		bool paired = color && pair < COLOR_PAIRS && init_pair(pair, c, -1) == OK;
		ui.pair[i] = paired ? pair : 0;
		ui.attribute[i] = paired && c != NONE ? l->with : l->without;
	}
	bkgdset(ui.attribute[AB_STYLE_PLAIN] | (attr_t)COLOR_PAIR(ui.pair[AB_STYLE_PLAIN]));
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

static void
take_terminal(void)
{
	raw(); /* ^C, ^Z, ^S and ^Q are keys of ours */
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	idlok(stdscr, TRUE);   /* rows that moved are scrolled, not sent again */
	leaveok(stdscr, TRUE); /* nobody sees the cursor but in a prompt */
	set_escdelay(50);
	curs_set(0);
}

bool
ab_ui_start(bool color, int *rows, int *cols, struct ab_error *err)
{
	int known;

	ui.utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	if (!open_keys(err))
		return false;
	if (setupterm(NULL, STDOUT_FILENO, &known) != OK) {
		const char *term = getenv("TERM");
		close_keys();
		return ab_fail(err, "the terminal type TERM=%s is not known here; set TERM, or use --dump",
		    term ? term : "");
	}
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
	choose_looks(color);
	getmaxyx(stdscr, *rows, *cols);
	return true;
}

void
ab_ui_stop(void)
{
	endwin();
	delscreen(ui.screen);
	ui.screen = NULL;
	close_keys();
	ab_signals_release();
}

void
ab_ui_redraw(void)
{
	clearok(curscr, TRUE);
}

void
ab_ui_suspend(void)
{
	endwin();
	ab_signals_stop();
	clearok(curscr, TRUE);
	refresh();
}

/* ---- out ---- */

/*
 * A cluster as one cell of curses; returns its width, 0 if it has none that
 * libc knows. Terminals do not agree on what joins into one picture; all agree
 * on a base character and what combines with it. So a cluster is cut where a
 * second character would take room of its own (emoji joined by ZWJ, skin
 * tones), and the columns stand whatever the terminal.
 */
static int
wide_cell(ab_str glyph, wchar_t out[CCHARW_MAX + 1])
{
	int count = 0, width = 0;
	size_t len;

	for (uint32_t c; count < CCHARW_MAX && (c = ab_code_point(glyph, &len), len); glyph = ab_str_skip(glyph, len)) {
		int w = wcwidth((wchar_t)c);
		bool joiner = c == 0x200D || c == 0xFE0E || c == 0xFE0F;
		if (count == 0 ? w < 1 : w != 0)
			break;
		if (count && joiner)
			continue;
		width += w;
		out[count++] = (wchar_t)c;
	}
	out[count] = L'\0';
	return width;
}

static void
put_cell(int row, int col, const struct ab_cell *cell, int width)
{
	wchar_t wide[CCHARW_MAX + 1];
	int w = wide_cell(cell->glyph, wide);
	cchar_t out;

	if (w == 0 || w > width) { /* a mark that fits */
		wcscpy(wide, L"\ufffd");
		w = 1;
	}
	setcchar(&out, wide, ui.attribute[cell->style], ui.pair[cell->style], NULL);
	mvadd_wch(row, col, &out);
	if (w < width) {
		setcchar(&out, L" ", ui.attribute[cell->style], ui.pair[cell->style], NULL);
		mvadd_wch(row, col + w, &out);
	}
}

static void
put_ascii(int row, int col, const struct ab_cell *cell, int width)
{
	char text[2];

	ab_ascii(cell->glyph, width, text);
	attr_set(ui.attribute[cell->style], ui.pair[cell->style], NULL);
	mvaddnstr(row, col, text, width);
}

void
ab_ui_show(const struct ab_frame *frame)
{
	int rows = frame->rows < LINES ? frame->rows : LINES;
	int cols = frame->cols < COLS ? frame->cols : COLS;

	for (int r = 0; r < rows; r++)
		for (int c = 0; c < cols; c++) {
			const struct ab_cell *cell = &frame->cell[r * frame->cols + c];
			if (cell->glyph.len == 0)
				continue;
			int width = c + 1 < cols && cell[1].glyph.len == 0 ? 2 : 1;
			if (ui.utf8)
				put_cell(r, c, cell, width);
			else
				put_ascii(r, c, cell, width);
		}
	curs_set(frame->cursor_row >= 0);
	leaveok(stdscr, frame->cursor_row < 0);
	if (frame->cursor_row >= 0)
		move(frame->cursor_row, frame->cursor_col);
	refresh();
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
	clearok(curscr, TRUE);
}

/* A key that has come, named; false when there is none. */
static bool
read_key(char name[16], ab_str *key)
{
	wint_t c;
	int what = get_wch(&c);

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
