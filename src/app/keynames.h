/*
 * keynames - what came from the keys, by the names of view/reader.h.
 *
 *	ui (a character, the report of a mouse) -> [keynames] -> reader
 *
 * Pure; keys that terminfo knows are named by ui.
 */
#ifndef ABREAST_APP_KEYNAMES_H
#define ABREAST_APP_KEYNAMES_H

#include <wchar.h>

#include "view/reader.h"

/** A character, in the locale's encoding where it has no other name. */
ab_str ab_keyname(wchar_t c, char name[AB_KEY_MAX]);

/** A report of a mouse (SGR 1006), "button;column;row" and the letter that ends it, M where it
 * was pressed. Empty: it is about nothing that means anything here, such as a button let go. */
ab_str ab_keyname_mouse(const char *report, char last, char name[AB_KEY_MAX]);

#endif
