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

#include "app/options.h"
#include "base/error.h"
#include "view/reader.h"

/* What a person can ask of the terminal. */
struct ab_ui_options { bool color, mouse; enum ab_when links; enum ab_theme theme; };

/** Takes the terminal; keys come from /dev/tty when standard input is a source. False and a
 * sentence when there is none, or TERM is not known to terminfo. */
bool ab_ui_start(const struct ab_ui_options *options, int *rows, int *cols, struct ab_error *err);
void ab_ui_stop(void);

void ab_ui_show(const struct ab_frame *frame);

/** Hands text to the terminal's clipboard (OSC 52), through tmux and screen too. Whether the
 * terminal takes it, it does not say. False and a sentence where it is longer than terminals
 * take. */
bool ab_ui_copy(ab_str text, struct ab_error *err);

/** Forgets what it thinks is on the screen and shows everything again. */
void ab_ui_redraw(void);

/** Suspends the process with the terminal as it was, and takes it again on SIGCONT. */
void ab_ui_suspend(void);

/**
 * Waits for a key, for timeout_ms at most (-1: without end, no wake-ups), and
 * names it into name, as view/reader.h has them. Empty: the time is over, or nothing to speak of
 * came. "<Resize>": *rows and *cols are new, or the terminal has said that it can show more than it
 * does. "<Gone>": hangup or a deadly signal; stop and leave.
 */
ab_str ab_ui_key(char name[AB_KEY_MAX], int timeout_ms, int *rows, int *cols);

/** Are there keys waiting? Then drawing can wait for them. */
bool ab_ui_pending(void);

#endif
