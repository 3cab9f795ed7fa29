/*
 * words - what the program says, in the person's language.
 *
 *	English sentence -> [words: a function that app gave] -> sentence
 *
 * The floors below app write sentences in English, where they find something to say, and ask no
 * locale: whoever shows them gives a function that knows better (gettext). ab_fail, ab_say and
 * ab_warn put their format through it, so that nothing is marked there; a word that stands
 * elsewhere (a table, a format of another function) is put through ab_tr where it is shown. What
 * translators see is listed by po/ from the names of these functions: see po/README.md. Told to
 * nobody but persons: what other programs read (--dump, --list, --frame's text of articles, rules,
 * states) is never translated.
 */
#ifndef ABREAST_BASE_WORDS_H
#define ABREAST_BASE_WORDS_H

#include "base/str.h"

/** The sentence, or format, in the person's language; the English one where there is no other. */
const char *ab_tr(const char *english) __attribute__((format_arg(1)));

/** The same, for a sentence that is no format. */
ab_str ab_tr_str(const char *english);

/** Marks a sentence for translators where it stands; ab_tr is called where it is shown. */
#define AB_WORD(english) english

/** From now on by this function; NULL: English again. Once, before there are threads. */
void ab_tr_by(char *(*translate)(const char *english));

#endif
