/* What is sent to the terminal beside frames, and what it answers. */
#include "app/ui_inside.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "app/answers.h"
#include "app/clipboard.h"
#include "app/signals.h"

enum { WHILE = 200 /* milliseconds that a part of an answer may take */ };

void
ab_ui_send(ab_str bytes)
{
	enum { PIECE = 4096 /* bytes: less than any terminal takes at once that has room */ };
	bool leaving = ab_signals_gone();

	/* Who is told to leave in the midst of it has no use for the rest. */
	while (bytes.len && ab_signals_gone() == leaving) {
		ssize_t n = write(STDOUT_FILENO, bytes.ptr, bytes.len < PIECE ? bytes.len : PIECE);
		if (n < 0 && errno == EAGAIN)
			poll(&(struct pollfd){ .fd = STDOUT_FILENO, .events = POLLOUT }, 1, -1);
		else if (n < 0 && errno != EINTR) {
			ab_signals_set_gone();
			return;
		}
		bytes = ab_str_skip(bytes, n > 0 ? (size_t)n : 0);
	}
}

/* Buttons and the wheel are reported, motion is not. */
void
ab_ui_report_mouse(bool on)
{
	if (ab_ui.mouse)
		ab_ui_send(on ? AB_STR("\033[?1000h\033[?1006h")
		    : AB_STR("\033[?1006l\033[?1000l"));
}

void
ab_ui_use_margins(bool on)
{
	if (ab_ui.margins)
		ab_ui_send(on ? AB_STR("\033[?69h") : AB_STR("\033[?69l"));
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
		ab_ui_send(bytes);
	ab_arena_free(&arena);
	return ok;
}

/* ---- questions and answers ---- */

static void
have_links(void)
{
	ab_painter_links(ab_ui.painter);
	ab_ui.more = true;
}

/* Modes last: who has answered them has nothing more to say. */
void
ab_ui_ask(const struct ab_ui_options *o, bool answers, bool links)
{
	bool may_link = o->links != AB_WHEN_NEVER && o->theme != AB_THEME_MONO;

	if (may_link && (o->links == AB_WHEN_ALWAYS || links))
		have_links();
	if (!answers)
		return;
	ab_ui.asks_version = may_link && !ab_ui.more;
	if (ab_ui.asks_version)
		ab_ui_send(AB_STR(AB_ASK_VERSION));
	ab_ui_send(AB_STR(AB_ASK_MODES));
	ab_ui.asked = 2;
}

char
ab_ui_rest(char *rest, size_t room)
{
	size_t len = 0;
	wchar_t c;
	ab_str name;
	char last = 0;

	while (len + 1 < room && ab_ui_read(WHILE, &c, &name) == AB_CAME_CHARACTER) {
		last = c < 127 ? (char)c : 0;
		if ((last < '0' || last > '9') && last != ';' && last != '$')
			break;
		rest[len++] = last;
	}
	rest[len] = '\0';
	return last;
}

static void
take_mode(void)
{
	char text[20];
	int mode;
	bool can;

	if (ab_ui_rest(text, sizeof(text)) != 'y' || !ab_answer_mode(text, &mode, &can))
		return;
	ab_ui.asked -= ab_ui.asked > 0;
	if (mode == AB_MODE_WHOLE)
		ab_ui.whole = can;
	if (mode != AB_MODE_MARGINS || !can || ab_ui.margins)
		return;
	ab_ui.margins = true;
	ab_ui_use_margins(true);
	ab_painter_margins(ab_ui.painter);
}

/* A name and a version, up to "ESC \". What nobody asked for is read, too: it is no keys. */
static void
take_version(void)
{
	char text[100];
	size_t len = 0;
	wchar_t c = 0;
	ab_str name;

	while (len < sizeof(text) && ab_ui_read(WHILE, &c, &name) == AB_CAME_CHARACTER && c != 27)
		text[len++] = c > 0 && c < 127 ? (char)c : '?';
	if (c == 27)
		ab_ui_read(WHILE, &c, &name);
	if (ab_ui.asks_version && ab_answer_links((ab_str){ text, len }))
		have_links();
	ab_ui.asks_version = false;
}

bool
ab_ui_answer(enum ab_came came)
{
	if (came == AB_CAME_MODE)
		take_mode();
	if (came == AB_CAME_VERSION)
		take_version();
	return came == AB_CAME_MODE || came == AB_CAME_VERSION;
}

static int64_t
milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* For so long and no longer: keys that come meanwhile, of a q that is held down, are no answers. */
void
ab_ui_await_answers(void)
{
	int64_t until = milliseconds() + WHILE, left = WHILE;
	wchar_t c;
	ab_str name;

	for (; ab_ui.asked > 0 && !ab_signals_gone() && left > 0; left = until - milliseconds()) {
		enum ab_came came = ab_ui_read((int)left, &c, &name);
		if (came == AB_CAME_NOTHING)
			break;
		ab_ui_answer(came);
	}
	ab_ui.asked = 0;
}
