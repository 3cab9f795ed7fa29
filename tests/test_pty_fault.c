/* What goes wrong below the program while somebody reads on a terminal: it leaves the terminal as
 * it was, with a word, and no note is lost. FAULT_EACH=1 tries each call of a session. */
#include <criterion/criterion.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/pty.h"

static char sample[4096], folder[] = "/tmp/abreast-fault-XXXXXX";

/* How a session went. */
struct outcome { int status; bool restored; char *last, *screen; };

static void
shell(const char *command)
{
	char line[8192];

	snprintf(line, sizeof(line), "cd %s && %s", folder, command);
	cr_assert_eq(system(line), 0, "%s", command);
}

static bool
has_ended(struct pty *p, int ms)
{
	return poll(&(struct pollfd){ .fd = p->report, .events = POLLIN }, 1, ms) > 0;
}

static bool
shows(struct pty *p, const char *words)
{
	char *screen = pty_screen(p);
	bool found = strstr(screen, words) != NULL;

	free(screen);
	return found;
}

static const char *const first[] = { "G", "aThe first note\r", NULL };
static const char *const later[] = {
	"jj", "/port\r", "n", "aA second note\r", "]", "L", "q", "g", NULL,
};

static struct outcome
session(const char *fault, const char *const *keys)
{
	char what[100], state[100], count[100], library[4200], here[4096];
	struct outcome out = { .status = -1 };

	cr_assert(getcwd(here, sizeof(here)));
	snprintf(what, sizeof(what), "FAULT=%s", fault);
	snprintf(state, sizeof(state), "XDG_STATE_HOME=%s/state", folder);
	snprintf(count, sizeof(count), "FAULT_COUNT=%s/count", folder);
	snprintf(library, sizeof(library), "LD_PRELOAD=%s/tests/fault.so", here);
	struct pty *p = pty_start(24, 120, "xterm-256color", (const char *const[]){ "/usr/bin/env",
	    what, state, count, library, "./abreast", "--open=1,2", sample, NULL });
	for (int i = 0; i < 500 && !has_ended(p, 0) && !shows(p, "Velmark"); i++)
		pty_drain(p, 10);
	for (; *keys && !has_ended(p, 0); keys++) {
		pty_type(p, *keys);
		pty_drain(p, 40);
	}
	out.last = pty_screen(p);
	pty_type(p, "\x1b");
	pty_drain(p, 80); /* a key by itself */
	pty_type(p, "ZZ");
	cr_expect_eq(pty_wait(p, &out.status), 'E', "%s: it did not leave", fault);
	out.restored = pty_restored(p);
	out.screen = pty_screen(p);
	pty_free(p);
	return out;
}

static void
forget(struct outcome *o)
{
	free(o->last);
	free(o->screen);
}

static void
expect_well(const char *fault)
{
	char command[8192];
	struct outcome o = session(fault, later);

	cr_expect(WIFEXITED(o.status) && WEXITSTATUS(o.status) <= 2, "%s: status %x", fault, o.status);
	cr_expect(o.status == 0 || strstr(o.screen, "abreast: "), "%s: not a word:\n%s", fault, o.screen);
	cr_expect(o.restored, "%s: the terminal is not as it was", fault);
	snprintf(command, sizeof(command), "XDG_STATE_HOME=%s/state $OLDPWD/abreast --dump=jsonl '%s' | "
	    "grep -q 'The first note'", folder, sample);
	shell(command);
	forget(&o);
}

static long
calls(const char *kind)
{
	char fault[40], path[100];
	long n = -1;

	snprintf(fault, sizeof(fault), "%s:0", kind);
	struct outcome o = session(fault, later);
	snprintf(path, sizeof(path), "%s/count", folder);
	FILE *f = fopen(path, "r");
	cr_assert(f && fscanf(f, "%ld", &n) == 1, "%s: is it loaded at all?", kind);
	fclose(f);
	forget(&o);
	return n;
}

/* A person who has been here before, and left a note. */
static void
begin(void)
{
	const char *dir = getenv("srcdir");
	char path[4096];

	if (pty_no_faults())
		cr_skip_test("%s", pty_no_faults());
	cr_assert(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/samples/harbour.bundle", dir ? dir : ".");
	cr_assert(realpath(path, sample));
	struct outcome o = session("none", first);
	cr_assert_eq(o.status, 0);
	forget(&o);
	shell("cp -r state before");
}

static void
end(void)
{
	char command[100];

	snprintf(command, sizeof(command), "rm -rf '%s'", folder);
	cr_expect_eq(system(command), 0);
}

/* The first few, and then fewer and fewer. */
static long
after(long n)
{
	return getenv("FAULT_EACH") || n < 4 ? n + 1 : n * 3 / 2;
}

Test(pty_fault, each_call_in_turn, .timeout = 3600)
{
	static const char *const kinds[] = { "read", "open", "keep", "sync", "alloc" };

	begin();
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		long all = calls(kinds[i]);
		for (long n = 1; n <= all; n = after(n)) {
			char fault[40];
			snprintf(fault, sizeof(fault), "%s:%ld", kinds[i], n);
			shell("rm -rf state && cp -r before state");
			expect_well(fault);
		}
	}
	end();
}

/* What comes in pieces of a few bytes, each second one interrupted, is read and written as ever. */
Test(pty_fault, short_reads_and_writes, .timeout = 60)
{
	begin();
	struct outcome well = session("none", later);
	shell("rm -rf state && cp -r before state");
	struct outcome o = session("short", later);
	cr_expect_str_eq(o.last, well.last);
	cr_expect_eq(o.status, 0);
	cr_expect(o.restored);
	shell("cat state/abreast/*.state | grep -q 'The first note'");
	shell("cat state/abreast/*.state | grep -q 'A second note'");
	forget(&o);
	forget(&well);
	end();
}
