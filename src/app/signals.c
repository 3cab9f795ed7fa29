#include "app/signals.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <termios.h>
#include <unistd.h>

#include "base/str.h"

static volatile sig_atomic_t resized, stopped, gone;

enum { WAITS = 2 /* the first so many are let in by a wait only */ };
static const int caught[] = { SIGTSTP, SIGWINCH, SIGHUP, SIGINT, SIGQUIT, SIGTERM };
static struct sigaction before[AB_LEN(caught)];

static bool
is_full(void)
{
	return poll(&(struct pollfd){ .fd = STDOUT_FILENO, .events = POLLOUT }, 1, 0) == 0;
}

/* The terminal is ours to use: it is another's job only where it has jobs. */
static bool
in_front(void)
{
	pid_t front = tcgetpgrp(STDOUT_FILENO);

	return front < 0 || front == getpgrp();
}

/* A terminal that takes nothing holds us in a write, and would in that of the way back. So what it
 * has not taken is thrown away; but of the way back itself only where that is what holds us. */
static void
make_room(void)
{
	int error = errno;

	if ((!gone || is_full()) && in_front())
		tcflush(STDOUT_FILENO, TCOFLUSH);
	errno = error;
}

static void
on_signal(int number)
{
	if (number == SIGWINCH) {
		resized = 1;
	} else if (number == SIGTSTP) {
		stopped = 1;
	} else {
		make_room();
		gone = 1;
	}
}

static sigset_t
first_caught(size_t count)
{
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < count; i++)
		sigaddset(&set, caught[i]);
	return set;
}

void
ab_signals_catch(void)
{
	struct sigaction action = { .sa_handler = on_signal, .sa_flags = SA_RESTART };
	sigset_t set = first_caught(WAITS);

	for (size_t i = 0; i < AB_LEN(caught); i++)
		sigaction(caught[i], &action, &before[i]);
	sigprocmask(SIG_BLOCK, &set, NULL);
}

void
ab_signals_release(void)
{
	sigset_t set = first_caught(WAITS);

	for (size_t i = 0; i < AB_LEN(caught); i++)
		sigaction(caught[i], &before[i], NULL);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
}

bool
ab_signals_wait(int fd, int timeout_ms)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	struct timespec limit = { timeout_ms / 1000, timeout_ms % 1000 * 1000000L };
	sigset_t shut = first_caught(AB_LEN(caught)), open = first_caught(0), were;
	int n = 0;

	/* None may come between the look at those that came earlier and the wait. */
	sigprocmask(SIG_BLOCK, &shut, &were);
	if (!gone && !stopped && !resized)
		n = ppoll(&p, 1, timeout_ms < 0 ? NULL : &limit, &open);
	sigprocmask(SIG_SETMASK, &were, NULL);
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
	do { /* in the background there is nothing to be done */
		raise(SIGTSTP);
		sigprocmask(SIG_UNBLOCK, &stop, NULL); /* the process rests inside this call */
		sigprocmask(SIG_BLOCK, &stop, NULL);
	} while (!gone && !in_front());
	sigaction(SIGTSTP, &(struct sigaction){ .sa_handler = on_signal }, NULL);
	stopped = 0;
	resized = 1;
}
