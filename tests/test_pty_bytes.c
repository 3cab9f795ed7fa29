/* What is sent, and when: little, once, and nothing to somebody who reads. */
#include <criterion/criterion.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "tests/pty.h"

static char sample[4096];

static void
find_sample(void)
{
	const char *dir = getenv("srcdir");

	snprintf(sample, sizeof(sample), "%s/samples/harbour.bundle", dir ? dir : ".");
}

/* Two articles in which hardly a line is without a name or a date; invented. */
static const char *
make_rich(char path[40])
{
	static const char *const facts[2][5] = { {
		"President Orla Brandt told the Selby Tribune on 4 March 2031 that the country "
		    "would wait.",
		"Nobody had been hurt, but the storm had carried away two roofs and most "
		    "of the pier.",
		"Two days later Tomas Rehn flew to Kestrel Bay with the leaders of both chambers "
		    "of parliament.",
		"The Council of Norland met behind closed doors on Friday; Henrik Sund had left "
		    "the room early.",
		"Last week nothing had been paid, said Ruth Calder, and nothing would be before "
		    "the winter.",
	}, {
		"On 12 May 2033 Minister Ilse Varga opened the Museum of Tides in Lower Quill with "
		    "a short speech.",
		"Visitors from Marlow and Estover had queued since dawn, although rain was falling "
		    "on the steps.",
		"The curator, Bela Okoro of the Academy of Orsk, spent three years over the maps "
		    "and the bells.",
		"In the spring of 2030 thieves had taken a clock; the police in Halden found it "
		    "the next Monday.",
		"Tickets are free until Sunday, after which the Quill Foundation asks four crowns "
		    "of each guest.",
	} };

	strcpy(path, "/tmp/abreast-rich-XXXXXX");
	int fd = mkstemp(path);
	cr_assert(fd >= 0);
	FILE *f = fdopen(fd, "w");
	for (int article = 0; article < 2; article++) {
		fprintf(f, "%sFILE rich-%d.txt\nTalks in Port Averil, part %d\n\n",
		    article ? "" : "%abreast-bundle 1\n", article, article + 1);
		for (int i = 0; i < 60; i++)
			fprintf(f, "%s %s Number %d.\n%s", facts[article][i % 5],
			    facts[article][(3 * i + 1) % 5], i,
			    i % 3 ? "" : "\n");
		fprintf(f, "END rich-%d.txt\n", article);
	}
	fclose(f);
	return path;
}

struct cost { size_t dearest, mean; };

/* Types and reads the answer, however late a busy machine gives it; a quarter of a
 * second where there is none. */
static void
type_and_read(struct pty *p, const char *bytes, int ms)
{
	pty_type(p, bytes);
	poll(&(struct pollfd){ .fd = p->fd, .events = POLLIN }, 1, 250);
	pty_drain(p, ms);
}

/* Bytes sent for a key, typed so many times after `first`. */
static struct cost
cost_of(int rows, int cols, const char *term, const char *path, const char *first, const char *key,
    size_t times)
{
	struct pty *p = pty_start(rows, cols, term,
	    (const char *const[]){ "./abreast", "--open=1,2", "--no-state", path, NULL });
	struct cost cost = { 0, 0 };

	type_and_read(p, "", 1500); /* links have come */
	if (*first)
		type_and_read(p, first, 300);
	for (size_t i = 0; i < times; i++) {
		size_t before = p->bytes;
		type_and_read(p, key, 100);
		cost.mean += p->bytes - before;
		if (p->bytes - before > cost.dearest)
			cost.dearest = p->bytes - before;
	}
	cost.mean /= times;
	pty_free(p);
	return cost;
}

/* libvterm has margins and says so; tmux and the console of Linux are not asked. */
Test(pty_bytes, no_key_costs_more_bytes_than_its_ceiling, .timeout = 120)
{
	static const struct {
		const char *what;
		int rows, cols;
		const char *term, *first, *key;
		size_t times, most;
	} rows[] = {
		{ "a line on", 24, 80, "xterm-256color", "", "j", 20, 150 },
		{ "a line back", 24, 80, "xterm-256color", "30j", "k", 20, 150 },
		{ "a line on", 24, 80, "linux", "", "j", 20, 150 },
		{ "a line on", 24, 80, "tmux-256color", "", "j", 20, 150 },
		{ "a line on", 50, 200, "xterm-256color", "", "j", 20, 225 },
		{ "a line on", 50, 200, "linux", "", "j", 20, 225 },
		{ "a pane alone, no margins", 24, 80, "linux", "ss", "j", 10, 900 },
		{ "a pane alone, no margins", 24, 80, "tmux-256color", "ss", "j", 10, 900 },
		{ "a pane alone, no margins", 24, 80, "screen", "ss\t", "j", 10, 900 },
		{ "a pane alone, margins", 24, 80, "xterm-256color", "ss", "j", 20, 100 },
		{ "a pane alone back, margins", 24, 80, "xterm-256color", "ss\t20j", "k", 20, 100 },
		{ "a page", 24, 80, "xterm-256color", "", " ", 3, 1650 },
		{ "a page", 24, 80, "linux", "", " ", 3, 1650 },
		{ "a page", 24, 80, "screen", "", " ", 3, 1650 },
		{ "a page", 24, 80, "vt100", "", " ", 3, 1650 },
		{ "a page back", 24, 80, "tmux-256color", "   ", "b", 3, 1650 },
	};
	char path[40];
	make_rich(path);

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		for (int rich = 0; rich < 2; rich++) {
			find_sample();
			struct cost c = cost_of(rows[i].rows, rows[i].cols, rows[i].term,
			    rich ? path : sample, rows[i].first, rows[i].key, rows[i].times);
			cr_expect((c.dearest > 0 || !rich) && c.dearest <= rows[i].most,
			    "%s at %dx%d, %s: %zu bytes, mean %zu", rows[i].what, rows[i].cols,
			    rows[i].rows, rich ? "rich" : "sample", c.dearest, c.mean);
			if (getenv("ABREAST_SAY"))
				fprintf(stderr,
				    "%-28s %3dx%d %-7s dearest %4zu mean %4zu of %4zu\n",
				    rows[i].what, rows[i].cols, rows[i].rows,
				    rich ? "rich" : "sample", c.dearest, c.mean, rows[i].most);
		}
	unlink(path);
}

/* Keys that come together are taken together, and the last screen is drawn once: where they lead
 * back, nothing is sent. */
Test(pty_bytes, keys_that_come_together_are_drawn_once, .timeout = 60)
{
	find_sample();
	struct pty *p = pty_start(24, 80, "xterm-256color",
	    (const char *const[]){ "./abreast", "--open=1,2", "--no-state", sample, NULL });

	type_and_read(p, "", 1500); /* links have come */
	size_t before = p->bytes;
	type_and_read(p, "G", 300);
	cr_expect_gt(p->bytes - before, 400, "%zu bytes for another screen", p->bytes - before);
	type_and_read(p, "g", 300);
	before = p->bytes;
	type_and_read(p, "GgGgGgGgGgGgGgGg", 300);
	cr_expect_lt(p->bytes - before, 100, "%zu bytes for none", p->bytes - before);
	pty_free(p);
}

/* How often a program has waited for something. */
static long
switches(pid_t pid)
{
	char path[60], line[200];
	long n = -1;

	snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
	FILE *f = fopen(path, "r");
	while (f && fgets(line, sizeof(line), f))
		sscanf(line, "voluntary_ctxt_switches: %ld", &n);
	if (f)
		fclose(f);
	return n;
}

Test(pty_bytes, who_reads_and_types_nothing_wakes_nobody, .timeout = 30)
{
	find_sample();
	struct pty *p = pty_start(24, 80, "xterm-256color",
	    (const char *const[]){ "./abreast", "--open=1,2", "--no-state", sample, NULL });

	type_and_read(p, "", 1500);
	long before = switches(p->pid);
	pty_drain(p, 5000);
	cr_expect(before > 0);
	cr_expect_eq(switches(p->pid), before);
	pty_free(p);
}
