/*
 * signals - what the kernel wants to tell a program with a screen.
 *
 *	kernel -> [signals] -> ui
 *
 * Between catch and release they are told by ab_signals_wait and what is asked after it, and none
 * is lost. Those that end us come in at any time, for a terminal that takes no output (its window
 * hangs, a line is dead) would keep us in the write of a screen for ever: the signal makes room, by
 * throwing away what the terminal has not taken.
 */
#ifndef ABREAST_APP_SIGNALS_H
#define ABREAST_APP_SIGNALS_H

#include <stdbool.h>

void ab_signals_catch(void);
void ab_signals_release(void);

/** Waits until fd can be read, a signal comes, or timeout_ms are over (-1: never); true when fd can
 * be read. A hung-up fd counts as `gone`. */
bool ab_signals_wait(int fd, int timeout_ms);

bool ab_signals_gone(void);    /* HUP, INT, QUIT, TERM, or the terminal hung up: leave */
bool ab_signals_resized(void); /* WINCH since it was last asked */
bool ab_signals_stopped(void); /* TSTP since it was last asked */

/** Says that the terminal is gone, as a hangup does, or that what is written from now on is the way
 * back, of which nothing is to be thrown away. */
void ab_signals_set_gone(void);

/** Stops the process as SIGTSTP does by default; returns when it is continued in the foreground,
 * with `resized` set, as the window may have changed meanwhile; or when it is `gone`. */
void ab_signals_stop(void);

#endif
