/* The only tests that have a terminal: it shows the frame, and it is left as it was found. */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/pty.h"

static char sample[4096];

static void
find_sample(void)
{
	const char *dir = getenv("srcdir");

	snprintf(sample, sizeof(sample), "%s/samples/harbour.bundle", dir ? dir : ".");
}

/* What the program prints for --frame; malloced. */
static char *
frame_of(int rows, int cols, const char *keys)
{
	char command[8192], *text = calloc(1, 1 << 20);

	snprintf(command, sizeof(command), "./abreast --open=1,2 --frame=%dx%d --keys='%s' '%s'",
	    cols, rows, keys, sample);
	FILE *p = popen(command, "r");
	cr_assert(p && fread(text, 1, (1 << 20) - 1, p) > 0, "%s", command);
	cr_assert_eq(pclose(p), 0);
	return text;
}

static struct pty *
start(int rows, int cols, const char *term)
{
	find_sample();
	return pty_start(rows, cols, term, (const char *const[]){ "./abreast", "--open=1,2",
		sample, NULL });
}

static void
expect_screen(struct pty *p, const char *keys, const char *where)
{
	char *want = frame_of(p->rows, p->cols, keys), *got = pty_until(p, want);

	cr_expect_str_eq(got, want, "%s, after '%s'\n--- terminal\n%s--- frame\n%s", where,
	    keys, got, want);
	free(want);
	free(got);
}

Test(pty, the_terminal_shows_the_frame_after_each_key, .timeout = 60)
{
	static const struct { const char *typed, *keys; } steps[] = {
		{ "", "" }, { "j", "j" }, { "\x1bOB", "<Down>" }, { "3j", "3j" }, { "c", "c" },
		{ "k", "k" }, { "\t", "<Tab>" }, { "G", "G" }, { "g", "g" }, { "+", "+" },
		{ " ", " " }, { "t", "t" }, { "/the\r", "/the<Enter>" }, { "n", "n" }, { "L", "L" },
		{ "q", "q" }, { "h", "h" }, { "q", "q" },
	};
	char keys[200] = "";
	struct pty *p = start(24, 80, "xterm-256color");

	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		pty_type(p, steps[i].typed);
		strcat(keys, steps[i].keys);
		expect_screen(p, keys, "80x24");
	}
	pty_free(p);
}

Test(pty, any_terminal_and_any_size, .timeout = 120)
{
	static const char *const terms[] = { "xterm-256color", "xterm", "vt100", "linux",
		"screen", "rxvt" };
	static const struct { int rows, cols; } sizes[] = { { 5, 20 }, { 24, 80 }, { 50, 200 } };

	for (size_t t = 0; t < sizeof(terms) / sizeof(terms[0]); t++)
		for (size_t s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++) {
			struct pty *p = start(sizes[s].rows, sizes[s].cols, terms[t]);
			expect_screen(p, "", terms[t]);
			pty_type(p, "jjc");
			expect_screen(p, "jjc", terms[t]);
			pty_free(p);
		}
}

/* Two panes fit every size here: how many are open is decided at the start, so that below that the
 * frame of a program started anew would be another one. */
Test(pty, a_resize_paints_the_new_size, .timeout = 60)
{
	static const struct { int rows, cols; } sizes[] = { { 50, 200 }, { 10, 78 }, { 1, 1 },
		{ 24, 80 } };
	struct pty *p = start(24, 80, "xterm-256color");

	expect_screen(p, "", "first");
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		pty_resize(p, sizes[i].rows, sizes[i].cols);
		if (sizes[i].rows > 1)
			expect_screen(p, "", "resized");
	}
	pty_free(p);
}

Test(pty, quitting_leaves_the_terminal_as_it_was, .timeout = 30)
{
	int status = -1;
	struct pty *p = start(24, 80, "xterm-256color");

	expect_screen(p, "", "start");
	cr_expect(!pty_restored(p), "the program should have taken the terminal");
	pty_type(p, "q");
	cr_expect_eq(pty_wait(p, &status), 'E');
	cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == 0, "status %x", status);
	cr_expect(pty_restored(p));
	pty_free(p);
}

Test(pty, a_deadly_signal_leaves_the_terminal_as_it_was, .timeout = 60)
{
	static const int signals[] = { SIGHUP, SIGTERM, SIGINT, SIGQUIT };

	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
		int status = -1;
		struct pty *p = start(24, 80, "xterm-256color");
		expect_screen(p, "", "start");
		kill(p->pid, signals[i]);
		cr_expect_eq(pty_wait(p, &status), 'E', "signal %d", signals[i]);
		cr_expect(WIFEXITED(status), "signal %d: status %x", signals[i], status);
		cr_expect(pty_restored(p), "signal %d", signals[i]);
		pty_free(p);
	}
}

Test(pty, suspended_and_taken_up_again, .timeout = 30)
{
	for (int by_key = 0; by_key < 2; by_key++) {
		int status = -1;
		struct pty *p = start(24, 80, "xterm-256color");
		expect_screen(p, "", "start");
		if (by_key)
			pty_type(p, "\x1a");
		else
			kill(p->pid, SIGTSTP);
		cr_expect_eq(pty_wait(p, &status), 'S', "by key: %d", by_key);
		cr_expect(pty_restored(p), "a suspended program has given the terminal back");
		kill(p->pid, SIGCONT);
		expect_screen(p, "", "continued");
		pty_type(p, "q");
		cr_expect_eq(pty_wait(p, &status), 'E');
		cr_expect(pty_restored(p));
		pty_free(p);
	}
}

/* Asked only where the terminal is of xterm's kind; what it answers is no key. */
Test(pty, a_terminal_is_asked_what_it_can_do, .timeout = 30)
{
	static const struct { const char *term; bool asked; } rows[] = {
		{ "xterm-256color", true }, { "vt100", false }, { "linux", false },
		{ "tmux-256color", false },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int status = -1;
		struct pty *p = start(24, 80, rows[i].term);
		expect_screen(p, "", rows[i].term);
		pty_type(p, "ss");
		expect_screen(p, "ss", "after the answers");
		cr_expect_eq(strstr(p->raw, "\x1b[?69$p") != NULL, rows[i].asked, "%s",
		    rows[i].term);
		cr_expect_eq(strstr(p->raw, "\x1b[?2026$p") != NULL, rows[i].asked, "%s",
		    rows[i].term);
		cr_expect_eq(strstr(p->raw, "\x1b[>q") != NULL, rows[i].asked, "%s", rows[i].term);
		cr_expect_eq(p->answers > 0, rows[i].asked, "%s", rows[i].term);
		cr_expect_eq(strstr(p->raw, "\x1b[?69h") != NULL, rows[i].asked, "%s",
		    rows[i].term);
		pty_type(p, "jjj");
		expect_screen(p, "ssjjj", "a pane alone");
		pty_type(p, "\tkkjjjj");
		expect_screen(p, "ssjjj<Tab>kkjjjj", "the other");
		pty_type(p, "q");
		cr_expect_eq(pty_wait(p, &status), 'E');
		cr_expect_eq(strstr(p->raw, "\x1b[?69l") != NULL, rows[i].asked, "%s",
		    rows[i].term);
		cr_expect(pty_restored(p));
		pty_free(p);
	}
}

/* Whatever terminfo says of them, the keys of one terminal or another mean the same. */
Test(pty, keys_of_any_terminal, .timeout = 60)
{
	static const char *const home[] = { "\x1b[H", "\x1bOH", "\x1b[1~", "\x1b[7~" };
	static const char *const end[] = { "\x1b[F", "\x1bOF", "\x1b[4~", "\x1b[8~" };
	static const char *const terms[] = { "xterm-256color", "vt100", "linux" };

	for (size_t t = 0; t < sizeof(terms) / sizeof(terms[0]); t++) {
		struct pty *p = start(24, 80, terms[t]);
		expect_screen(p, "", terms[t]);
		for (size_t i = 0; i < 4; i++) {
			pty_type(p, end[i]);
			expect_screen(p, "G", end[i] + 1);
			pty_type(p, home[i]);
			expect_screen(p, "g", home[i] + 1);
		}
		pty_type(p, "\x1b[6~");
		expect_screen(p, "<PgDn>", "page down");
		pty_type(p, "\x1b[5~");
		expect_screen(p, "", "page up");
		pty_free(p);
	}
}

Test(pty, a_mouse_scrolls_and_clicks, .timeout = 30)
{
	find_sample();
	struct pty *p = pty_start(24, 80, "xterm-256color",
	    (const char *const[]){ "./abreast", "--mouse", "--open=1,2", sample, NULL });

	expect_screen(p, "", "start");
	pty_type(p, "\x1b[<65;10;10M");
	expect_screen(p, "3j", "wheel");
	pty_type(p, "\x1b[<0;60;5M\x1b[<0;60;5m");
	expect_screen(p, "3j<Tab>", "click");
	pty_type(p, "\x1b[<64;10;10M");
	expect_screen(p, "3j<Tab>3k", "wheel back");
	pty_type(p, "\x1b[<99;1;1M\x1b[<x");
	pty_type(p, "j");
	expect_screen(p, "<Tab>j", "a report of something else");
	pty_type(p, "q");
	int status;
	cr_expect_eq(pty_wait(p, &status), 'E');
	cr_expect(pty_restored(p));
	pty_free(p);
}

Test(pty, what_is_copied_reaches_the_terminal, .timeout = 30)
{
	unsetenv("TMUX");
	struct pty *p = start(24, 80, "xterm-256color");

	expect_screen(p, "", "start");
	pty_type(p, "y");
	expect_screen(p, "y", "copied");
	/* base64 of "Velmark's Prime Minister" */
	cr_expect(strstr(p->raw, "\x1b]52;c;VmVsbWFyaydzIFByaW1lIE1pbmlzdGVy"), "%s", p->raw);
	pty_free(p);
}

static bool
is_file(const char *path, char text[200])
{
	FILE *f = fopen(path, "r");

	if (f) {
		text[fread(text, 1, 199, f)] = '\0';
		fclose(f);
	}
	return f;
}

Test(pty, a_passage_is_written_to_a_file, .timeout = 30)
{
	char text[200] = "", keys[200];
	const char *path = "pty-passage.txt";
	unlink(path);
	struct pty *p = start(24, 80, "xterm-256color");

	expect_screen(p, "", "start");
	snprintf(keys, sizeof(keys), "W%s\r", path);
	pty_type(p, keys);
	pty_drain(p, 500);
	cr_assert(is_file(path, text), "no file was written");
	cr_expect(strstr(text, "Velmark's Prime Minister"), "%s", text);
	unlink(path);
	pty_free(p);

	setenv("ABREAST_SECURE", "1", 1);
	p = start(24, 80, "xterm-256color");
	expect_screen(p, "", "start");
	pty_type(p, "W");
	expect_screen(p, "W", "no files in secure mode");
	unsetenv("ABREAST_SECURE");
	pty_free(p);
}

/* ---- a place that is kept ---- */

static char *
new_folder(char path[32])
{
	strcpy(path, "/tmp/abreast-test-XXXXXX");
	cr_assert(mkdtemp(path));
	setenv("XDG_STATE_HOME", path, 1);
	return path;
}

static void
remove_folder(const char *path)
{
	char command[80];

	snprintf(command, sizeof(command), "rm -r '%s'", path);
	cr_expect_eq(system(command), 0);
}

/* How many states are in the folder; `what` of a shell's find counts others. */
static int
count_files(const char *path, const char *what)
{
	char command[200];
	int count = -1;

	snprintf(command, sizeof(command), "find '%s/abreast' %s | wc -l", path, what);
	FILE *p = popen(command, "r");
	cr_assert(p && fscanf(p, "%d", &count) == 1);
	pclose(p);
	return count;
}

static void
expect_words(struct pty *p, const char *words)
{
	cr_assert(pty_shows(p, words), "never saw: %s", words);
}

/* Leaves in some way; the state is there, and nobody else can read it. */
static void
leave(struct pty *p, const char *typed, int number)
{
	int status = -1;

	if (number)
		kill(p->pid, number);
	else
		pty_type(p, typed);
	cr_expect_eq(pty_wait(p, &status), 'E');
	cr_expect(pty_restored(p));
	pty_free(p);
}

Test(pty, where_one_was_is_kept_and_offered, .timeout = 60)
{
	static const struct { const char *typed; int number; } ways[] = {
		{ "q", 0 }, { NULL, SIGHUP }, { NULL, SIGTERM }, { "ZZ", 0 },
	};
	static const char *const typed[] = { "", "7j", "c", "\t" },
	    *const seen[] = { "", "7j", "7jc", "7jc<Tab>" };
	char folder[32];

	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		new_folder(folder);
		struct pty *p = start(24, 80, "xterm-256color");
		expect_screen(p, "", "nothing is offered at first");
		/* panes are padded anew after each */
		for (size_t k = 1; k < sizeof(seen) / sizeof(seen[0]); k++) {
			pty_type(p, typed[k]);
			expect_screen(p, seen[k], "moved");
		}
		leave(p, ways[i].typed, ways[i].number);
		cr_expect_eq(count_files(folder, "-name '*.state' -perm 600"), 1);
		cr_expect_eq(count_files(folder, "-name '*.new'"), 0);
		p = start(24, 80, "xterm-256color");
		expect_words(p, "o goes on where you were, in article 2");
		pty_type(p, "o");
		expect_words(p, "here you were");
		pty_type(p, "\x0c");
		expect_screen(p, "7jc<Tab>", "gone on");
		leave(p, "q", 0);
		remove_folder(folder);
	}
}

Test(pty, a_look_does_not_forget_where_one_was, .timeout = 60)
{
	char folder[32];

	new_folder(folder);
	struct pty *p = start(24, 80, "xterm-256color");
	expect_screen(p, "", "first");
	pty_type(p, "4j");
	expect_screen(p, "4j", "moved");
	leave(p, "q", 0);
	for (int i = 0; i < 2; i++) {
		p = start(24, 80, "xterm-256color");
		expect_words(p, "o goes on where you were, in article 1");
		leave(p, "q", 0);
	}
	remove_folder(folder);
}

Test(pty, two_readers_of_one_bundle_keep_their_own, .timeout = 60)
{
	char folder[32];

	new_folder(folder);
	struct pty *a = start(24, 80, "xterm-256color"), *b = start(24, 80, "xterm-256color");
	expect_screen(a, "", "one");
	expect_screen(b, "", "the other");
	pty_type(a, "3j");
	pty_type(b, "9j");
	expect_screen(a, "3j", "one");
	expect_screen(b, "9j", "the other");
	pty_type(b, "aring the bell\r");
	expect_words(b, "note");
	leave(a, "ZZ", 0);
	leave(b, "ZZ", 0);
	cr_expect_eq(count_files(folder, "-name '*.state'"), 2);
	a = start(24, 80, "xterm-256color");
	expect_words(a, "o goes on where you were");
	pty_type(a, "A");
	expect_words(a, "ring the bell");
	pty_type(a, "q2j");
	leave(a, "ZZ", 0);
	cr_expect_eq(count_files(folder, "-name '*.state'"), 1, "what was of two is one again");
	cr_expect_eq(count_files(folder, "-name '*.state' -exec grep -l 'ring the bell' {} +"), 1);
	remove_folder(folder);
}

/* Links, folders and nonsense where the state should be. */
Test(pty, what_is_no_state_does_no_harm, .timeout = 60)
{
	static const char *const made[] = {
		"cp /dev/null", "mkdir", "ln -s /etc/passwd", "mkfifo", "cp ./abreast",
		"echo nonsense >",
	};
	char folder[32], command[300];

	for (size_t i = 0; i < sizeof(made) / sizeof(made[0]); i++) {
		new_folder(folder);
		struct pty *p = start(24, 80, "xterm-256color");
		expect_screen(p, "", made[i]);
		pty_type(p, "j");
		expect_screen(p, "j", made[i]);
		leave(p, "q", 0);
		snprintf(command, sizeof(command), "cd '%s' && f=$(echo abreast/*.state) && rm $f "
		    "&& cd - >/dev/null && %s \"%s/$f\"", folder, made[i], folder);
		cr_assert_eq(system(command), 0, "%s", command);
		p = start(24, 80, "xterm-256color");
		expect_words(p, "harbour");
		pty_type(p, "jj\x0c");
		expect_screen(p, "jj", made[i]);
		leave(p, "q", 0);
		remove_folder(folder);
	}
}

Test(pty, nothing_is_kept_where_nobody_wants_it, .timeout = 30)
{
	char folder[32], path[60];

	new_folder(folder);
	find_sample();
	struct pty *p = pty_start(24, 80, "xterm-256color",
	    (const char *const[]){ "./abreast", "--open=1,2", "--no-state", sample, NULL });
	expect_screen(p, "", "first");
	pty_type(p, "j");
	expect_screen(p, "j", "moved");
	leave(p, "q", 0);
	snprintf(path, sizeof(path), "%s/abreast", folder);
	cr_expect_neq(access(path, F_OK), 0);
	remove_folder(folder);
}

/* ---- no screen at all ---- */

Test(pty, a_dumb_terminal_is_read_to_line_by_line, .timeout = 30)
{
	int status = -1;
	struct pty *p = start(24, 80, "dumb");

	expect_words(p, "Article 1 of 5: ");
	pty_type(p, "article 2\n");
	expect_words(p, "Article 2 of 5: ");
	pty_type(p, "nothing of the kind\n");
	expect_words(p, "No such command; help names them.");
	cr_expect(!p->alternate);
	pty_type(p, "quit\n");
	cr_expect_eq(pty_wait(p, &status), 'E');
	cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == 0, "status %x", status);
	cr_expect(pty_restored(p));
	pty_free(p);
}
