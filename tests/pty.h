/*
 * pty - a terminal for tests: the program runs in a pty, libvterm is its screen.
 *
 * The program is a job of its own in the session, as under a shell, so that it
 * can be suspended. Tests wait for a wanted screen, never for silence. Times are
 * those of a common machine: tests/slow.h.
 */
#ifndef ABREAST_TESTS_PTY_H
#define ABREAST_TESTS_PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <termios.h>
#include <vterm.h>

struct pty {
	pid_t leader, pid;    /* the "shell", the program */
	int fd, report;       /* master side; what the leader tells: 'S' stopped, 'E' ended */
	int rows, cols;
	VTerm *vt;
	VTermScreen *screen;
	bool alternate, cursor_visible;
	bool ended;           /* and was waited for */
	bool silent;          /* in an answer that is not given */
	bool mute;            /* no question is answered */
	size_t bytes;         /* received so far */
	size_t answers;       /* bytes that the terminal answered by itself */
	char raw[1 << 16];    /* the first of them, with a NUL after them */
	struct termios before; /* of the terminal, when the program started */
};

/** Starts argv (NULL at the end) on a terminal of that size, with TERM=term; NULL: with none. */
struct pty *pty_start(int rows, int cols, const char *term, const char *const *argv);
void pty_free(struct pty *p);

/** Closes our side, as a terminal window that is closed; then only pty_wait and pty_free. */
void pty_hang_up(struct pty *p);

/** The "shell" takes the terminal, as shells do when a job has stopped. */
void pty_to_background(struct pty *p);

/** A terminal that hangs: what it can hold unread is held, but for about so many bytes; written by
 * another program, say. */
void pty_fill(struct pty *p, size_t but);

void pty_type(struct pty *p, const char *bytes);
void pty_resize(struct pty *p, int rows, int cols);

/** The screen as text, one line a row, trailing blanks cut; malloced. */
char *pty_screen(struct pty *p);

/** Reads until the screen is as wanted, or five seconds pass; returns what it shows, malloced. */
char *pty_until(struct pty *p, const char *want);

/** Why no library of faults can be loaded below the program here; NULL where it can. */
const char *pty_no_faults(void);

/** Reads until the screen shows these words, or five seconds pass; does it show them? */
bool pty_shows(struct pty *p, const char *words);

/** Reads what comes within ms milliseconds of the last byte. */
void pty_drain(struct pty *p, int ms);

/** Waits for the program to stop ('S') or end ('E'); *status as of
 * waitpid. 0 after five seconds. */
char pty_wait(struct pty *p, int *status);

/** Is the terminal as it was before the program? */
bool pty_restored(struct pty *p);

#endif
