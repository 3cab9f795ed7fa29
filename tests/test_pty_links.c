/* Names of articles lead to their URLs, where the terminal has hyperlinks (OSC 8). */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/pty.h"

static char source[] = "/tmp/abreast-links-XXXXXX";

/* Three articles: with a URL, with one that means no good, with none. */
static void
make_source(void)
{
	static const char *const urls[] = {
		"https://courier.example/2031/quay",
		"https://post.example/\\u001b\\\\\\u0007\\u001b]0;owned", "",
	};
	int fd = mkstemp(source);
	cr_assert(fd >= 0);
	FILE *f = fdopen(fd, "w");

	for (int i = 0; i < 3; i++)
		fprintf(f, "{\"title\":\"The quay is closed, part "
		    "%d\",\"url\":\"%s\",\"source\":\"Outlet %d\",\"text\":\"The quay is closed, "
		    "part %d\\n\\nThe quay of Lower Marlow is closed until Friday.\"}\n", i + 1,
		    urls[i], i + 1, i + 1);
	fclose(f);
}

static struct pty *
start(const char *term, const char *option)
{
	struct pty *p = pty_start(24, 80, term, (const char *const[]){
	    "./abreast", "--no-state", "--format=jsonl", "--open=1,2", option, source, NULL });

	pty_drain(p, 1500);
	return p;
}

static int
count(const struct pty *p, const char *what)
{
	int n = 0;

	for (const char *at = p->raw; (at = strstr(at, what)); at++)
		n++;
	return n;
}

static const char quay[] = "\x1b]8;;https://courier.example/2031/quay\x1b\\Outlet 1";

Test(pty_links, only_terminals_that_are_known_to_have_them_get_them, .timeout = 120)
{
	static const struct { const char *term, *option, *answer; int links; } rows[] = {
		{ "xterm-256color", "--hyperlinks=auto", "\x1bP>|kitty(0.35.2)\x1b\\", 1 },
		{ "xterm-256color", "--hyperlinks=auto", "\x1bP>|XTerm(390)\x1b\\", 0 },
		{ "xterm-256color", "--hyperlinks=auto", "", 0 },
		{ "linux", "--hyperlinks=auto", "", 0 },
		{ "linux", "--hyperlinks=always", "", 1 },
		{ "xterm-256color", "--hyperlinks=never", "\x1bP>|kitty(0.35.2)\x1b\\", 0 },
		{ "xterm-256color", "--theme=mono", "\x1bP>|kitty(0.35.2)\x1b\\", 0 },
		{ "dumb", "--hyperlinks=always", "", 0 },
	};

	make_source();
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct pty *p = start(rows[i].term, rows[i].option);
		pty_type(p, rows[i].answer);
		pty_drain(p, 1000);
		cr_expect_eq(count(p, quay), rows[i].links, "row %zu: %d", i, count(p, quay));
		if (rows[i].links == 0)
			cr_expect_eq(count(p, "\x1b]8;"), 0, "row %zu", i);
		char *screen = pty_screen(p);
		cr_expect(strstr(screen, i + 1 < sizeof(rows) / sizeof(rows[0])
		    ? "The quay of Lower Marlow" : "Article 1 of 3"),
		    "an answer is no key: %s", screen);
		free(screen);
		pty_free(p);
	}
	unlink(source);
}

Test(pty_links, bytes_only_when_the_head_changes, .timeout = 60)
{
	make_source();
	struct pty *p = start("xterm-256color", "--hyperlinks=always");

	cr_expect_eq(count(p, quay), 1);
	cr_expect_eq(count(p, "\x1b]8;;https://post.example/%5C]0;owned\x1b\\"), 1);
	cr_expect_eq(count(p, "\x1b]0;"), 0);
	for (const char *key = "jkctt"; *key; key++) {
		pty_type(p, (char[]){ *key, '\0' });
		pty_drain(p, 300);
	}
	cr_expect_eq(count(p, quay), 1, "%d", count(p, quay));
	pty_type(p, "\"3");
	pty_drain(p, 500);
	pty_type(p, "O");
	pty_drain(p, 1500);
	cr_expect_eq(count(p, quay), 2, "the overview's row");
	cr_expect(count(p, "\x1b]8;;\x1b\\") > 0, "a link ends");
	pty_free(p);
	unlink(source);
}
