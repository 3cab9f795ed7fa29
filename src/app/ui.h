/*
 * ui - the terminal. The only room that knows curses.
 *
 *	frame -> [ui] -> terminal -> [ui] -> key names
 *
 * Sends only what changed, with the terminal's scroll region where it serves.
 * However the program ends (quit, hangup, SIGTERM, SIGINT, ^Z), the terminal
 * is left as it was found.
 */
#ifndef ABREAST_APP_UI_H
#define ABREAST_APP_UI_H

#include "base/error.h"
#include "view/frame.h"

/** Takes the terminal; keys come from /dev/tty when standard input is a source. False and a
 * sentence when there is none, or TERM is not known to terminfo. */
bool ab_ui_start(bool color, int *rows, int *cols, struct ab_error *err);
void ab_ui_stop(void);

void ab_ui_show(const struct ab_frame *frame);

/** Forgets what it thinks is on the screen and shows everything again. */
void ab_ui_redraw(void);

/** Suspends the process with the terminal as it was, and takes it again on SIGCONT. */
void ab_ui_suspend(void);

/**
 * Waits for a key, for timeout_ms at most (-1: without end, no wake-ups), and
 * names it into name, as view/reader.h has them. Empty: the time is over.
 * "<Resize>": *rows and *cols are new. "<Gone>": hangup or a deadly signal;
 * stop and leave.
 */
ab_str ab_ui_key(char name[16], int timeout_ms, int *rows, int *cols);

/** Are there keys waiting? Then drawing can wait for them. */
bool ab_ui_pending(void);

#endif
