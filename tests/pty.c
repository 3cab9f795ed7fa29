#include "tests/pty.h"
#include "tests/slow.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utmp.h>

static void
take_terminal(int number)
{
	(void)number;
	tcsetpgrp(STDIN_FILENO, getpgrp());
}

/* In the session leader: runs the program as the foreground job and tells how it fares. */
static void
lead(int report, const char *term, const char *const *argv)
{
	int status;

	/* A shell has work behind it ignore some; before the fork, for a
	 * signal may come right after. */
	signal(SIGHUP, SIG_DFL);
	signal(SIGINT, SIG_DFL);
	signal(SIGQUIT, SIG_DFL);
	pid_t pid = fork();
	signal(SIGTTOU, SIG_IGN);
	signal(SIGUSR1, take_terminal);
	if (pid == 0) {
		setpgid(0, 0);
		tcsetpgrp(STDIN_FILENO, getpid());
		signal(SIGTTOU, SIG_DFL);
		close(report);
		if (term)
			setenv("TERM", term, 1);
		else
			unsetenv("TERM");
		unsetenv("NO_COLOR");
		execv(argv[0], (char *const *)argv);
		_exit(127);
	}
	signal(SIGHUP, SIG_IGN);
	if (write(report, &pid, sizeof(pid)) != sizeof(pid))
		_exit(1);
	while (waitpid(pid, &status, WUNTRACED) == pid) {
		char what = WIFSTOPPED(status) ? 'S' : 'E';
		if (write(report, &what, 1) != 1
		    || write(report, &status, sizeof(status)) != sizeof(status))
			_exit(1);
		if (what == 'E')
			break;
	}
	pause(); /* holds the terminal, so that its state can be looked at */
	_exit(0);
}

static int
on_property(VTermProp prop, VTermValue *value, void *user)
{
	struct pty *p = user;

	if (prop == VTERM_PROP_ALTSCREEN)
		p->alternate = value->boolean;
	if (prop == VTERM_PROP_CURSORVISIBLE)
		p->cursor_visible = value->boolean;
	return 1;
}

/* A terminal answers what it is asked, but its name (a DCS, from
 * libvterm 0.3 on): tests say that. */
static void
on_output(const char *bytes, size_t len, void *user)
{
	struct pty *p = user;
	bool silent = p->silent || (len >= 2 && memcmp(bytes, "\033P", 2) == 0);

	p->silent = silent && (len < 2 || memcmp(bytes + len - 2, "\033\\", 2) != 0);
	if (silent || p->mute)
		return;
	p->answers += len;
	if (write(p->fd, bytes, len) != (ssize_t)len)
		abort();
}

struct pty *
pty_start(int rows, int cols, const char *term, const char *const *argv)
{
	static const VTermScreenCallbacks callbacks = { .settermprop = on_property };
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };
	struct pty *p = calloc(1, sizeof(*p));
	int ends[2], slave;

	*p = (struct pty){ .rows = rows, .cols = cols, .cursor_visible = true };
	if (pipe(ends) < 0 || openpty(&p->fd, &slave, NULL, NULL, &size) < 0)
		abort();
	tcgetattr(slave, &p->before);
	p->leader = fork();
	if (p->leader < 0)
		abort();
	if (p->leader == 0) {
		close(ends[0]);
		close(p->fd);
		login_tty(slave);
		lead(ends[1], term, argv);
	}
	close(slave);
	close(ends[1]);
	p->report = ends[0];
	if (read(p->report, &p->pid, sizeof(p->pid)) != sizeof(p->pid) || p->pid < 0)
		abort(); /* a signal to -1 would be one to everybody */
	p->vt = vterm_new(rows, cols);
	vterm_set_utf8(p->vt, 1);
	p->screen = vterm_obtain_screen(p->vt);
	vterm_screen_enable_altscreen(p->screen, 1);
	vterm_output_set_callback(p->vt, on_output, p);
	vterm_screen_set_callbacks(p->screen, &callbacks, p);
	vterm_screen_reset(p->screen, 1);
	return p;
}

/* The next thing that the leader tells; 0 when there is none. */
static char
told(struct pty *p, int *status)
{
	char what = 0;

	if (read(p->report, &what, 1) != 1 || read(p->report, status,
	    sizeof(*status)) != sizeof(*status))
		return 0;
	p->ended |= what == 'E';
	return what;
}

void
pty_free(struct pty *p)
{
	struct pollfd in = { .fd = p->report, .events = POLLIN };
	int status;

	while (poll(&in, 1, 0) > 0 && told(p, &status))
		;
	if (!p->ended) /* or its number may be another's by now */
		kill(p->pid, SIGKILL);
	kill(p->leader, SIGKILL);
	waitpid(p->leader, NULL, 0);
	pty_hang_up(p);
	close(p->report);
	vterm_free(p->vt);
	free(p);
}

void
pty_hang_up(struct pty *p)
{
	if (p->fd >= 0)
		close(p->fd);
	p->fd = -1;
}

void
pty_to_background(struct pty *p)
{
	kill(p->leader, SIGUSR1);
	for (int i = 0; i < 5000 && tcgetpgrp(p->fd) != getpgid(p->leader); i++)
		usleep(1000);
}

void
pty_fill(struct pty *p, size_t but)
{
	int slave = open(ptsname(p->fd), O_WRONLY | O_NOCTTY | O_NONBLOCK);
	char blanks[4096];

	memset(blanks, ' ', sizeof(blanks));
	while (write(slave, blanks, sizeof(blanks)) > 0)
		;
	for (ssize_t n; but
	    && (n = read(p->fd, blanks, but < sizeof(blanks) ? but : sizeof(blanks))) > 0;)
		but -= (size_t)n;
	close(slave);
}

void
pty_type(struct pty *p, const char *bytes)
{
	if (write(p->fd, bytes, strlen(bytes)) != (ssize_t)strlen(bytes))
		abort();
}

void
pty_resize(struct pty *p, int rows, int cols)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };

	p->rows = rows;
	p->cols = cols;
	vterm_set_size(p->vt, rows, cols);
	ioctl(p->fd, TIOCSWINSZ, &size);
}

static void
print_screen(struct pty *p, FILE *out)
{
	for (int r = 0; r < p->rows; r++) {
		char line[8192];
		VTermRect rect = { r, r + 1, 0, p->cols };
		size_t n = vterm_screen_get_text(p->screen, line, sizeof(line), rect);
		while (n && line[n - 1] == ' ')
			n--;
		fprintf(out, "%.*s\n", (int)n, line);
	}
}

char *
pty_screen(struct pty *p)
{
	char *text = NULL;
	size_t len;
	FILE *out = open_memstream(&text, &len);

	print_screen(p, out);
	fclose(out);
	return text;
}

static bool
take(struct pty *p, int ms)
{
	struct pollfd in = { .fd = p->fd, .events = POLLIN };
	char buf[65536];

	if (poll(&in, 1, slow_ms(ms)) <= 0)
		return false;
	ssize_t n = read(p->fd, buf, sizeof(buf));
	if (n <= 0)
		return false;
	for (ssize_t i = 0; i < n && p->bytes + (size_t)i + 1 < sizeof(p->raw); i++)
		p->raw[p->bytes + (size_t)i] = buf[i];
	p->bytes += (size_t)n;
	vterm_input_write(p->vt, buf, (size_t)n);
	return true;
}

char *
pty_until(struct pty *p, const char *want)
{
	char *got = pty_screen(p);

	while (strcmp(got, want) && take(p, 5000)) {
		free(got);
		got = pty_screen(p);
	}
	return got;
}

void
pty_drain(struct pty *p, int ms)
{
	while (take(p, ms))
		;
}

bool
pty_shows(struct pty *p, const char *words)
{
	for (int i = 0; i < 50; i++) {
		char *screen = pty_screen(p);
		bool there = strstr(screen, words) != NULL;
		free(screen);
		if (there)
			return true;
		pty_drain(p, 100);
	}
	return false;
}

char
pty_wait(struct pty *p, int *status)
{
	struct pollfd in = { .fd = p->report, .events = POLLIN };

	for (int tries = 0; tries < 50 && poll(&in, 1, slow_ms(100)) == 0; tries++)
		pty_drain(p, 0); /* a program that cannot write cannot end */
	char what = in.revents & POLLIN ? told(p, status) : 0;
	if (what)
		pty_drain(p, 50);
	return what;
}

/* Does a tab from the start of a row lead there? */
static bool
tabs_to(struct pty *p, int col)
{
	VTermPos at;

	vterm_input_write(p->vt, "\r\t", 2);
	vterm_state_get_cursorpos(vterm_obtain_state(p->vt), &at);
	return at.col == col;
}

bool
pty_restored(struct pty *p)
{
	struct termios now;

	tcgetattr(p->fd, &now);
	return !p->alternate && tabs_to(p, 8) && p->cursor_visible
	    && now.c_iflag == p->before.c_iflag && now.c_oflag == p->before.c_oflag
	    && now.c_cflag == p->before.c_cflag && now.c_lflag == p->before.c_lflag
	    && memcmp(now.c_cc, p->before.c_cc, sizeof(now.c_cc)) == 0;
}

const char *
pty_no_faults(void)
{
#ifdef __SANITIZE_ADDRESS__
	return "the sanitizer wants to be loaded first itself";
#else
	return access("tests/fault.so", R_OK) < 0 ? "no library that can be loaded first" : NULL;
#endif
}
