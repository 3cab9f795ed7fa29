/*
 * sgr - the shortest way from each style to each other.
 *
 *	theme (looks), terminfo (sequences) -> [sgr] -> paint (turns)
 *
 * Of the ways there are (to add what lacks, to put the colour back, to put all off and to begin
 * anew) the shortest; sequences that are all SELECT GRAPHIC RENDITION (ECMA-48, 8.3.117) are sent
 * as one with several parameters.
 */
#ifndef ABREAST_APP_SGR_H
#define ABREAST_APP_SGR_H

#include "app/paint.h"
#include "app/theme.h"

enum { AB_ATTRIBUTES = 5 /* bits of struct ab_look */ };

/* What a terminal has for it; empty where it has none. Borrowed for the call. */
struct ab_sgr {
	ab_str off, old_color;            /* exit_attribute_mode, orig_pair */
	ab_str attribute[AB_ATTRIBUTES];  /* by the number of their bit: bold, dim, underline ... */
	ab_str color[AB_STYLE_COUNT];     /* of the look of each style; empty: none */
};

/** Sets turn, like and bare of *terminal; strings live in the arena. */
void ab_sgr_turns(struct ab_terminal *terminal, struct ab_arena *arena, const struct ab_sgr *has,
    const struct ab_look look[AB_STYLE_COUNT]);

#endif
