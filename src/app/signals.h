/*
 * signals - what the kernel wants to tell a program with a screen.
 *
 *	kernel -> [signals] -> ui
 *
 * Between catch and release the signals are blocked, but for the wait inside
 * ab_signals_wait; so no handler ever runs beside other code, and none is lost.
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

/** Says that the terminal is gone, as a hangup does. */
void ab_signals_set_gone(void);

/** Stops the process as SIGTSTP does by default; returns when it is continued, with `resized` set:
 * the window may have changed meanwhile. */
void ab_signals_stop(void);

#endif
