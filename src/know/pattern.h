/*
 * pattern - lines like one line, as a PCRE2 pattern.
 *
 *	a line that a person points at -> [pattern] -> a rule of the person's own
 *
 * What changes from page to page becomes a class, the rest stays as it is:
 *
 *	12 Comments            (?i)^\d+ Comments$
 *	Updated: 9 Aug. 2024   (?i)^Updated: \d+ \pL+\.? \d+$
 *	Follow @harbourpost    (?i)^Follow @\S+$
 */
#ifndef ABREAST_KNOW_PATTERN_H
#define ABREAST_KNOW_PATTERN_H

#include "base/arena.h"

/* Bytes of a pattern at most. A line that would need more gives one for how it begins. */
enum { AB_PATTERN_MOST = 240 };

/**
 * A pattern that matches line (valid UTF-8, no white space around it, as rules see lines), in the
 * arena. It holds no control character: it is one line of a rule file whatever the line holds.
 * Digits, addresses of pages and people, names of days and, beside a number, of months are classes.
 */
ab_str ab_pattern_like(struct ab_arena *arena, ab_str line);

#endif
