/* Whatever comes, the terminal is left as it was found. */
#include <criterion/criterion.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/pty.h"

static char sample[4096];

static struct pty *
start(int rows, int cols, const char *term)
{
	const char *dir = getenv("srcdir");

	snprintf(sample, sizeof(sample), "%s/samples/harbour.bundle", dir ? dir : ".");
	return pty_start(rows, cols, term, (const char *const[]){ "./abreast", "--open=1,2",
		sample, NULL });
}

static void
expect_words(struct pty *p, const char *words)
{
	cr_assert(pty_shows(p, words), "never saw: %s", words);
}

/* It ends by itself, with that status, and has left the terminal alone. */
static void
expect_end(struct pty *p, int want, const char *what)
{
	int status = -1;

	cr_expect_eq(pty_wait(p, &status), 'E', "%s", what);
	cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == want, "%s: status %x", what, status);
	cr_expect(pty_restored(p), "%s", what);
	pty_free(p);
}

static const int deadly[] = { SIGHUP, SIGTERM, SIGINT, SIGQUIT };
enum { DEADLY = sizeof(deadly) / sizeof(deadly[0]) };

/* What a person may be in the midst of. */
static const char *const typed[] = { "", "/har", "L", "h", "E", "T", "aword", ":", "W", "x",
	"+G", "3" };

Test(pty_signals, a_deadly_signal_in_the_midst_of_anything, .timeout = 120)
{
	for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
		struct pty *p = start(24, 80, "xterm-256color");
		expect_words(p, "Velmark");
		pty_type(p, typed[i]);
		pty_drain(p, 50);
		kill(p->pid, deadly[i % DEADLY]);
		expect_end(p, 0, typed[i]);
	}
}

/* From before main to after the first screen. */
Test(pty_signals, a_deadly_signal_at_any_time_of_the_start, .timeout = 120)
{
	for (unsigned us = 0; us < 40000; us += 1000) {
		int status = -1, number = deadly[us / 1000 % DEADLY];
		struct pty *p = start(24, 80, "xterm-256color");
		usleep(us);
		kill(p->pid, number);
		cr_expect_eq(pty_wait(p, &status), 'E', "after %u us", us);
		cr_expect(WIFEXITED(status) ? WEXITSTATUS(status) == 0 : WTERMSIG(status) == number,
		    "after %u us: status %x", us, status);
		cr_expect(pty_restored(p), "after %u us: signal %d, status %x", us, number, status);
		pty_free(p);
	}
}

/* A terminal of few words: what it does not answer is not waited for while a key is held down. */
Test(pty_signals, a_key_that_is_held_down_does_not_hold_it, .timeout = 30)
{
	struct pty *p = start(24, 80, "xterm-256color");
	int keys = 0;

	p->mute = true;
	expect_words(p, "Velmark");
	for (; keys < 100 && !strstr(p->raw, "\033[?1049l"); keys++) {
		pty_type(p, "q");
		pty_drain(p, 20);
	}
	cr_expect_lt(keys, 100);
	expect_end(p, 0, "q, held down");
}

/* A signal may have thrown away the way in; what the way out brings back then need have no cursor. */
Test(pty_signals, the_cursor_is_shown_after_the_way_out, .timeout = 30)
{
	struct pty *p = start(24, 80, "xterm-256color");
	int status = -1;

	expect_words(p, "Velmark");
	pty_type(p, "q");
	cr_expect_eq(pty_wait(p, &status), 'E');
	cr_assert_lt(p->bytes, sizeof(p->raw));
	const char *out = strstr(p->raw, "\033[?1049l");
	cr_expect(out && strstr(out, "\033[?25h"), "%s", out);
	pty_free(p);
}

Test(pty_signals, a_deadly_signal_while_it_is_stopped, .timeout = 60)
{
	for (size_t i = 0; i < DEADLY; i++) {
		int status = -1;
		struct pty *p = start(24, 80, "xterm-256color");
		expect_words(p, "Velmark");
		kill(p->pid, SIGTSTP);
		cr_expect_eq(pty_wait(p, &status), 'S');
		kill(p->pid, deadly[i]);
		kill(p->pid, SIGCONT);
		expect_end(p, 0, "stopped");
	}
}

/* In the background it stops anew, or ends when told to, and the terminal is the shell's. */
Test(pty_signals, stopped_in_the_background, .timeout = 60)
{
	for (size_t i = 0; i < DEADLY; i++) {
		int status = -1;
		struct pty *p = start(24, 80, "xterm-256color");
		expect_words(p, "Velmark");
		pty_type(p, "\x1a");
		cr_assert_eq(pty_wait(p, &status), 'S');
		pty_to_background(p);
		size_t bytes = p->bytes;
		kill(p->pid, SIGCONT);
		cr_expect_eq(pty_wait(p, &status), 'S');
		kill(p->pid, deadly[i]);
		kill(p->pid, SIGCONT);
		cr_expect_eq(pty_wait(p, &status), 'E');
		cr_expect_eq(p->bytes, bytes, "it wrote %zu bytes", p->bytes - bytes);
		cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == 0, "status %x", status);
		cr_expect(pty_restored(p));
		pty_free(p);
	}
}

Test(pty_signals, stopped_and_continued_again_and_again, .timeout = 60)
{
	struct pty *p = start(24, 80, "xterm-256color");

	expect_words(p, "Velmark");
	for (int i = 0; i < 20; i++) {
		int status = -1;
		kill(p->pid, SIGTSTP);
		cr_assert_eq(pty_wait(p, &status), 'S', "time %d", i);
		cr_expect(pty_restored(p), "time %d", i);
		kill(p->pid, SIGCONT);
		expect_words(p, "Velmark");
	}
	for (int i = 0; i < 50; i++)
		kill(p->pid, SIGCONT); /* that stops nobody and is no key */
	pty_type(p, "q");
	expect_end(p, 0, "continued");
}

/* A generator of numbers that are the same in every run: Knuth's MMIX. */
static int
next(uint64_t *state, int below)
{
	*state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (int)(*state >> 33) % below;
}

Test(pty_signals, a_storm_of_sizes, .timeout = 120)
{
	uint64_t state = 7;
	struct pty *p = start(24, 80, "xterm-256color");

	expect_words(p, "Velmark");
	for (int i = 0; i < 200; i++) {
		int rows = i % 20 == 0 ? 1 : i % 20 == 1 ? 300 : 1 + next(&state, 300);
		int cols = i % 20 == 0 ? 1 : i % 20 == 1 ? 500 : 1 + next(&state, 500);
		pty_resize(p, rows, cols);
		if (i % 5 == 0)
			pty_type(p, "j");
		pty_drain(p, 1);
	}
	pty_resize(p, 24, 80);
	pty_type(p, "g");
	expect_words(p, "Velmark");
	pty_type(p, "q");
	expect_end(p, 0, "storm");
}

/* Whoever talks to it may say anything. */
Test(pty_signals, a_size_that_no_terminal_has, .timeout = 60)
{
	static const struct winsize claims[] = { { .ws_row = 0, .ws_col = 0 },
		{ .ws_row = 24, .ws_col = 65535 }, { .ws_row = 65535, .ws_col = 1 },
		{ .ws_row = 32767, .ws_col = 32768 }, { .ws_row = 65535, .ws_col = 65535 } };

	for (size_t i = 0; i < sizeof(claims) / sizeof(claims[0]); i++) {
		struct pty *p = start(24, 80, "xterm-256color");
		if (i % 2) /* most likely before it asks for the first time */
			expect_words(p, "Velmark");
		ioctl(p->fd, TIOCSWINSZ, &claims[i]);
		pty_type(p, "j");
		pty_drain(p, 200);
		pty_resize(p, 24, 80);
		pty_type(p, "g");
		expect_words(p, "Velmark");
		pty_type(p, "q");
		expect_end(p, 0, "odd size");
	}
}

/* Keys and text would take each other's bytes. */
Test(pty_signals, the_text_does_not_come_from_the_keyboard, .timeout = 30)
{
	struct pty *p = pty_start(24, 80, "xterm-256color",
	    (const char *const[]){ "./abreast", "-", NULL });

	expect_words(p, "nothing to read");
	expect_end(p, 2, "-");
}

Test(pty_signals, a_pipe_that_breaks_is_nothing, .timeout = 30)
{
	struct pty *p = start(24, 80, "xterm-256color");

	expect_words(p, "Velmark");
	kill(p->pid, SIGPIPE);
	pty_type(p, "h");
	pty_drain(p, 100);
	pty_type(p, "ZZ");
	expect_end(p, 0, "SIGPIPE");
}

/* Does it end though nobody reads what it writes? */
static bool
ends_unread(struct pty *p)
{
	return poll(&(struct pollfd){ .fd = p->report, .events = POLLIN }, 1, 5000) == 1;
}

/* It is held in a write of a screen, of the way back, or would be in the next one; with room for
 * some of it, or none. */
Test(pty_signals, a_terminal_that_takes_no_output, .timeout = 120)
{
	static const char *const keys[] = { "", "h", "\f", "+", "q" };
	static const size_t room[] = { 0, 200, 5000 };

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		for (size_t r = 0; r < sizeof(room) / sizeof(room[0]); r++) {
			struct pty *p = start(100, 300, "xterm-256color");
			expect_words(p, "Velmark");
			pty_fill(p, room[r]);
			pty_type(p, keys[i]);
			usleep(100000);
			kill(p->pid, deadly[(i + r) % DEADLY]);
			cr_expect(ends_unread(p), "'%s', %zu bytes of room", keys[i], room[r]);
			expect_end(p, 0, keys[i]);
		}
}

/* A second signal throws nothing of the way back away that is still to be read. It may come when
 * all is done and the process about to end. */
Test(pty_signals, two_deadly_signals_at_once, .timeout = 60)
{
	for (unsigned i = 0; i < 40; i++) {
		int status = -1;
		struct pty *p = start(24, 80, "xterm-256color");
		expect_words(p, "Velmark");
		pty_type(p, i % 2 ? "q" : "");
		usleep(100 * i);
		kill(p->pid, SIGTERM);
		usleep(100 * (i % 7));
		kill(p->pid, SIGHUP);
		cr_expect_eq(pty_wait(p, &status), 'E', "time %u", i);
		cr_expect(WIFEXITED(status) ? WEXITSTATUS(status) == 0
		    : WTERMSIG(status) == SIGTERM || WTERMSIG(status) == SIGHUP,
		    "time %u: status %x", i, status);
		cr_expect(pty_restored(p), "time %u", i);
		pty_free(p);
	}
}

/* Nobody is there any more to see how it is left, but it must not go on. */
Test(pty_signals, a_terminal_that_hangs_up, .timeout = 60)
{
	for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
		int status = -1;
		struct pty *p = start(24, 80, "xterm-256color");
		expect_words(p, "Velmark");
		pty_type(p, typed[i]);
		pty_drain(p, 50);
		pty_hang_up(p);
		cr_expect_eq(pty_wait(p, &status), 'E', "%s", typed[i]);
		cr_expect(WIFEXITED(status), "%s: status %x", typed[i], status);
		pty_free(p);
	}
}

Test(pty_signals, a_terminal_that_is_not_known_is_left_alone, .timeout = 60)
{
	static const char *const terms[] = { "no-such-terminal", "", NULL, "../../etc/passwd" };

	for (size_t i = 0; i < sizeof(terms) / sizeof(terms[0]); i++) {
		struct pty *p = start(24, 200, terms[i]);
		expect_words(p, "set TERM, or use --dump");
		expect_end(p, 2, terms[i] ? terms[i] : "none");
	}
}

Test(pty_signals, any_locale, .timeout = 60)
{
	static const char *const locales[] = { "C", "POSIX", "C.UTF-8", "no_SUCH.locale", "" };

	for (size_t i = 0; i < sizeof(locales) / sizeof(locales[0]); i++) {
		setenv("LC_ALL", locales[i], 1);
		struct pty *p = start(24, 80, "xterm-256color");
		expect_words(p, "Velmark");
		for (size_t b = 0; i < 2 && b < p->bytes && b < sizeof(p->raw); b++)
			cr_assert((unsigned char)p->raw[b] < 128, "%s: byte %zu", locales[i], b);
		pty_type(p, "jcL");
		pty_drain(p, 50);
		pty_type(p, "ZZ");
		expect_end(p, 0, locales[i]);
	}
	setenv("LC_ALL", "C.UTF-8", 1);
}

/* A text from standard input: keys come from /dev/tty. */
Test(pty_signals, streams_that_are_closed, .timeout = 60)
{
	static const struct { const char *command, *words; int status; } rows[] = {
		{ "exec ./abreast \"$0\" <&-", "Velmark", 0 },
		{ "exec ./abreast \"$0\" </dev/null", "Velmark", 0 },
		{ "exec ./abreast \"$0\" 2>&-", "Velmark", 0 },
		{ "exec ./abreast - <\"$0\"", "Velmark", 0 },
		{ "cat \"$0\" | ./abreast", "Velmark", 0 },
		{ "exec ./abreast --plain \"$0\" <&-", "Velmark", 0 },
	};

	pty_free(start(1, 1, "dumb")); /* finds the sample */
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct pty *p = pty_start(24, 80, "xterm-256color",
		    (const char *const[]){ "/bin/sh", "-c", rows[i].command, sample, NULL });
		expect_words(p, rows[i].words);
		pty_type(p, strstr(rows[i].command, "plain") ? "quit\n" : "q");
		expect_end(p, rows[i].status, rows[i].command);
	}
}
