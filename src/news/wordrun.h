/*
 * wordrun - the words of an article in their order, to be compared with those of others.
 *
 *	article (what is not hidden) -> [wordrun] -> sketch, profile
 *
 * Headline and body count; bylines and captions do not, since reprints differ in them, nor do
 * lines that are said twice. A word is a run of letters and digits, or one character of a writing
 * that sets no blanks.
 */
#ifndef ABREAST_NEWS_WORDRUN_H
#define ABREAST_NEWS_WORDRUN_H

#include "news/article.h"

enum { AB_WORDRUN_MAX = 1 << 15 }; /* words; what comes later is not looked at */

struct ab_run_word { uint64_t key; /* news/forms.h */ ab_span at; /* of the text */ };

struct ab_wordrun { struct ab_run_word *at; size_t count; };

/** All in the arena. Linear in the text. */
struct ab_wordrun ab_wordrun_of(struct ab_arena *arena, struct ab_article *article);

#endif
