/*
 * literal - what stands in every match of a pattern, as bytes.
 *
 *	pattern -> [literal] -> needle (base/needle.h) -> search
 *
 * A text without these bytes has no match, which is known much sooner than by
 * matching. Only the plain part of PCRE2's syntax is read; of a pattern with
 * alternatives, groups or sets nothing is said.
 */
#ifndef ABREAST_VIEW_LITERAL_H
#define ABREAST_VIEW_LITERAL_H

#include "base/needle.h"

/**
 * The longest run of printable ASCII that each match holds; a needle of no bytes where none of two
 * is known. A caseless one never holds k or s, which match signs beyond ASCII (Kelvin, long s).
 */
struct ab_needle ab_literal_of(ab_str pattern, bool caseless);

#endif
