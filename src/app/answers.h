/*
 * answers - what a terminal says of itself when it is asked.
 *
 *	questions -> terminal -> answers -> [answers] -> ui
 *
 * What terminfo has no word for. Modes are asked for one by one (DECRQM, VT510 manual; answered by
 * DECRPM). Nobody can ask for hyperlinks: a terminal's name and version (XTVERSION, xterm's
 * ctlseqs) are looked up in a table. Answers come in the order of the questions, when the terminal
 * likes, among the keys. Pure.
 */
#ifndef ABREAST_APP_ANSWERS_H
#define ABREAST_APP_ANSWERS_H

#include "base/str.h"

enum { AB_MODE_MARGINS = 69 /* DECLRMM */, AB_MODE_WHOLE = 2026 /* synchronized output */ };

/* "ESC [ ? mode $ p" is answered by "ESC [ ? mode ; state $ y". */
#define AB_ASK_MODES "\033[?69$p\033[?2026$p"

/* Answered by "ESC P > | name version ESC \", if it is answered. */
#define AB_ASK_VERSION "\033[>q"

/** What stands between "ESC [ ?" and "y" of an answer: its mode, and whether it can be set.
 * False if it is something else. */
bool ab_answer_mode(const char *text, int *mode, bool *can);

/** Is a terminal that names itself so, as "kitty(0.32.1)" or "tmux 3.4",
 * known to have hyperlinks? */
bool ab_answer_links(ab_str version);

#endif
