/* What a deadly signal throws away of what the terminal has not read. */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/signals.h"

/* Of what Linux holds back of a pseudo-terminal it takes 8 KB back, and not the first 4. */
enum { BLOCK = 1000, FIRST = 4096, SOME = 6, ALL = 1 << 20 };

/* On a terminal of its own, of which nobody reads until this has ended. */
static void
be_told(bool leaving, int blocks)
{
	char blanks[BLOCK];

	ab_signals_catch();
	memset(blanks, ' ', sizeof(blanks));
	fcntl(STDOUT_FILENO, F_SETFL, fcntl(STDOUT_FILENO, F_GETFL) | O_NONBLOCK);
	for (int i = 0; i < blocks && write(STDOUT_FILENO, blanks, sizeof(blanks)) > 0; i++)
		;
	if (leaving)
		ab_signals_set_gone();
	raise(SIGTERM);
	_exit(ab_signals_gone() ? 0 : 1);
}

Test(signals, what_is_thrown_away, .timeout = 60)
{
	static const struct { bool leaving; int blocks; bool kept; } rows[] = {
		{ false, SOME, false }, /* a screen, which nobody needs any more */
		{ false, ALL, false },
		{ true, SOME, true },   /* a second signal, on the way back */
		{ true, ALL, false },   /* which holds us */
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int fd, status = -1;
		char got[BLOCK];
		size_t kept = 0;
		pid_t pid = forkpty(&fd, NULL, NULL, NULL);
		if (pid == 0)
			be_told(rows[i].leaving, rows[i].blocks);
		cr_assert_eq(waitpid(pid, &status, 0), pid);
		cr_expect_eq(status, 0, "row %zu: status %x", i, status);
		for (ssize_t n; (n = read(fd, got, sizeof(got))) > 0;)
			kept += (size_t)n;
		cr_expect_eq(kept > FIRST, rows[i].kept, "row %zu: %zu bytes", i, kept);
		close(fd);
	}
}
