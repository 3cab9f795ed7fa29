/*
 * lexicon - words and the classes they are in.
 *
 *	words of a file -> [lexicon: classes] -> grammar, wording
 *
 * One look-up a word of running text, so that most of a page is passed over
 * without any pattern being tried. Classes are bits; what they stand for is
 * for the caller, but bit 0 is given to every word that begins with a digit.
 */
#ifndef ABREAST_KNOW_LEXICON_H
#define ABREAST_KNOW_LEXICON_H

#include <stdint.h>

#include "base/arena.h"

#define AB_LEXICON_LETTERS 23 /* bytes; no longer word can be in it */
#define AB_LEXICON_DIGIT UINT64_C(1)

struct ab_lexicon { struct ab_lexicon_entry *at; size_t mask; };

/** An empty lexicon with room for so many words, in the arena. */
struct ab_lexicon ab_lexicon_of(struct ab_arena *arena, size_t words);

/**
 * Puts a word (of letters and digits) in classes. With a capital first letter
 * it is in them only where the text has one; else the case of ASCII letters is
 * nothing. In a word that begins with a digit, 9 stands for every digit:
 * "9th", "9999s". False if it is too long.
 */
bool ab_lexicon_add(struct ab_lexicon *lexicon, ab_str word, uint64_t classes);

/** Puts the names of know/almanac.h in, with a capital or without: months in these classes,
 * weekdays in those. Of "sexta-feira" the first part, as a hyphen ends a word. */
void ab_lexicon_add_almanac(struct ab_lexicon *lexicon, uint64_t months, uint64_t weekdays);

/** Classes of a word of text; 0 if it is in none. */
uint64_t ab_lexicon_classes(const struct ab_lexicon *lexicon, ab_str word);

/** The next run of letters and digits that starts at or after byte `from` of valid text. */
bool ab_lexicon_next(ab_str text, size_t from, ab_span *word);

#endif
