#include "app/signals.h"

#include <poll.h>
#include <signal.h>

#include "base/str.h"

static volatile sig_atomic_t resized, stopped, gone;

static const int caught[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH };
static struct sigaction before[AB_LEN(caught)];

static void
on_signal(int number)
{
	if (number == SIGWINCH)
		resized = 1;
	else if (number == SIGTSTP)
		stopped = 1;
	else
		gone = 1;
}

static sigset_t
all_caught(void)
{
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < AB_LEN(caught); i++)
		sigaddset(&set, caught[i]);
	return set;
}

void
ab_signals_catch(void)
{
	struct sigaction action = { .sa_handler = on_signal };
	sigset_t set = all_caught();

	for (size_t i = 0; i < AB_LEN(caught); i++)
		sigaction(caught[i], &action, &before[i]);
	sigprocmask(SIG_BLOCK, &set, NULL);
}

void
ab_signals_release(void)
{
	sigset_t set = all_caught();

	for (size_t i = 0; i < AB_LEN(caught); i++)
		sigaction(caught[i], &before[i], NULL);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
}

bool
ab_signals_wait(int fd, int timeout_ms)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	struct timespec limit = { timeout_ms / 1000, timeout_ms % 1000 * 1000000L };
	sigset_t open;

	/* A signal that came in an earlier wait is still to be told. */
	if (gone || stopped || resized)
		return false;
	sigemptyset(&open);
	int n = ppoll(&p, 1, timeout_ms < 0 ? NULL : &limit, &open);
	if (n > 0 && !(p.revents & POLLIN))
		gone = 1;
	return n > 0 && !gone;
}

bool
ab_signals_gone(void)
{
	return gone;
}

static bool
once(volatile sig_atomic_t *flag)
{
	bool set = *flag;

	*flag = 0;
	return set;
}

bool
ab_signals_resized(void)
{
	return once(&resized);
}

bool
ab_signals_stopped(void)
{
	return once(&stopped);
}

void
ab_signals_set_gone(void)
{
	gone = 1;
}

void
ab_signals_stop(void)
{
	sigset_t stop;

	sigemptyset(&stop);
	sigaddset(&stop, SIGTSTP);
	signal(SIGTSTP, SIG_DFL);
	raise(SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &stop, NULL); /* the process rests inside this call */
	sigprocmask(SIG_BLOCK, &stop, NULL);
	sigaction(SIGTSTP, &(struct sigaction){ .sa_handler = on_signal }, NULL);
	stopped = 0;
	resized = 1;
}
