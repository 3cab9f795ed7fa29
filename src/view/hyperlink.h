/*
 * hyperlink - where an article is from, as terminals take it.
 *
 *	article's URL -> [hyperlink] -> frame -> paint (OSC 8)
 *
 * A URL comes from whoever wrote the source, and goes to the terminal within a control string: no
 * byte of it may end that, and nothing but the web is worth following. What may stand in it is
 * from Egmont Koblinger, "Hyperlinks in Terminal Emulators": bytes 32 to 126, others encoded.
 */
#ifndef ABREAST_VIEW_HYPERLINK_H
#define ABREAST_VIEW_HYPERLINK_H

#include "base/arena.h"

enum { AB_HYPERLINK_MAX = 2000 /* bytes: terminals take 2083 */ };

/** *clean: the URL in printable ASCII, control characters left out, the rest percent-encoded; in
 * the arena. False where it is not of http, https or ftp, names no host, or is too long. */
bool ab_hyperlink(struct ab_arena *arena, ab_str url, ab_str *clean);

#endif
