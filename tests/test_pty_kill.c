/* kill -9 at each step of keeping where one was: what was kept before is there, or what is new. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/pty.h"

static char sample[4096];

static struct pty *
start(void)
{
	const char *dir = getenv("srcdir");

	snprintf(sample, sizeof(sample), "%s/samples/harbour.bundle", dir ? dir : ".");
	return pty_start(24, 80, "xterm-256color",
	    (const char *const[]){ "./abreast", "--open=1,2", sample, NULL });
}

/* Types, is killed or leaves; true where it left by itself. */
static bool
visit(const char *typed, const char *shown, int kill_at)
{
	char fault[20];
	int status = -1;

	snprintf(fault, sizeof(fault), "kill:%d", kill_at);
	if (kill_at) {
		setenv("FAULT", fault, 1);
		setenv("LD_PRELOAD", "./tests/fault.so", 1);
	}
	struct pty *p = start();
	unsetenv("LD_PRELOAD");
	unsetenv("FAULT");
	if (pty_shows(p, "Velmark")) {
		pty_type(p, typed);
		cr_expect(pty_shows(p, shown) || kill_at, "%s: never saw %s", typed, shown);
		pty_type(p, "ZZ");
	}
	cr_expect_eq(pty_wait(p, &status), 'E');
	pty_free(p);
	return WIFEXITED(status);
}

/* At each allocation in turn, nearer and nearer together at the start: it
 * ends, or goes on without. */
Test(pty_kill, no_memory_leaves_the_terminal, .timeout = 240)
{
	if (pty_no_faults())
		cr_skip_test("%s", pty_no_faults());
	setenv("XDG_STATE_HOME", "/dev/null", 1);
	bool went_on = false;
	for (int n = 1; n < 1000000 && !went_on; n = n < 4 ? n + 1 : n * 4 / 3) {
		char fault[20];
		int status = -1;
		snprintf(fault, sizeof(fault), "alloc:%d", n);
		setenv("FAULT", fault, 1);
		setenv("LD_PRELOAD", "./tests/fault.so", 1);
		struct pty *p = start();
		unsetenv("LD_PRELOAD");
		unsetenv("FAULT");
		for (int i = 0; i < 50; i++) {
			char *screen = pty_screen(p);
			bool done = strstr(screen, "Velmark") || strstr(screen, "abreast:");
			free(screen);
			if (done)
				break;
			pty_drain(p, 100);
		}
		pty_type(p, "LjETq/port\rnZZ");
		cr_expect_eq(pty_wait(p, &status), 'E', "%s", fault);
		cr_expect(WIFEXITED(status) && WEXITSTATUS(status) <= 2, "%s: status %x",
		    fault, status);
		cr_expect(pty_restored(p), "%s", fault);
		if (WEXITSTATUS(status)) {
			char *screen = pty_screen(p);
			cr_expect(strstr(screen, "abreast: "), "%s: not a word", fault);
			free(screen);
		}
		went_on = n > 20000 && WEXITSTATUS(status) == 0;
		pty_free(p);
	}
	cr_expect(went_on);
}

Test(pty_kill, what_was_kept_is_whole, .timeout = 240)
{
	char folder[] = "/tmp/abreast-test-XXXXXX", command[100];
	int n = 0;
	bool ended = false;

	if (pty_no_faults())
		cr_skip_test("%s", pty_no_faults());
	cr_assert(mkdtemp(folder));
	setenv("XDG_STATE_HOME", folder, 1);
	cr_expect(visit("2jafirst words\r", "noted", 0));
	while (!ended && ++n < 60) {
		char typed[40];
		snprintf(typed, sizeof(typed), "jamore words %d\r", n);
		ended = visit(typed, "noted", n);
		struct pty *p = start();
		cr_expect(pty_shows(p, "o goes on where you were"), "killed at %d", n);
		pty_type(p, "A");
		cr_expect(pty_shows(p, "first words"), "killed at %d", n);
		pty_free(p);
	}
	cr_expect(ended && n > 2, "%d", n);
	snprintf(command, sizeof(command), "rm -r '%s'", folder);
	cr_expect_eq(system(command), 0);
}
