/*
 * stem - one form for the forms of an English word.
 *
 *	"protesters", "protester" -> "protest"
 *
 * M. F. Porter 1980, "An algorithm for suffix stripping", Program 14(3), and before it British
 * -ise, -our are written -ize, -or, so that the two spellings of English meet.
 */
#ifndef ABREAST_KNOW_STEM_H
#define ABREAST_KNOW_STEM_H

#include "base/str.h"

enum { AB_STEM_MAX = 32 }; /* bytes; what is longer is cut there, or left as it is */

/** Stems word, len bytes of which there is room for one more; returns the new length. What holds
 * anything but lower-case ASCII letters stays as it is. */
size_t ab_stem(char *word, size_t len);

#endif
