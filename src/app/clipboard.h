/*
 * clipboard - text for the terminal's clipboard.
 *
 *	text -> [clipboard: OSC 52] -> bytes -> terminal
 *
 * OSC 52 as in xterm's "Operating System Commands": the text in base64 (RFC 4648). tmux and screen
 * hand a sequence to the terminal outside when it is wrapped for them; pure, and sends nothing.
 */
#ifndef ABREAST_APP_CLIPBOARD_H
#define ABREAST_APP_CLIPBOARD_H

#include "base/arena.h"
#include "base/error.h"

enum { AB_CLIPBOARD_MAX = 74994 /* bytes of text: what common terminals take at least */ };

/* What is between the program and the terminal. */
enum ab_between { AB_BETWEEN_NONE, AB_BETWEEN_TMUX, AB_BETWEEN_SCREEN };

/** The bytes to send, in the arena. False and a sentence for a text that is too long. */
bool ab_clipboard_bytes(struct ab_arena *arena, ab_str text, enum ab_between between, ab_str *bytes,
    struct ab_error *err);

#endif
