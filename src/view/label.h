/*
 * label - what an article is called where there is little room.
 *
 *	article -> [label] -> screens, citations
 *
 * A person knows an article by who published it. Where its source does not say that, the host of
 * its address comes nearest, then its name; but a name such as "00417_9be2.txt" says less than the
 * title.
 */
#ifndef ABREAST_VIEW_LABEL_H
#define ABREAST_VIEW_LABEL_H

#include "news/article.h"

/** As it may be printed, in the arena; "(no name)" where there is nothing else. */
ab_str ab_label(struct ab_arena *arena, struct ab_article *article);

/** The title or, where there is none, the first words. A part of the article. */
ab_str ab_label_heading(struct ab_article *article);

/** The host of an address, without "www."; empty where it has none. A part of it. */
ab_str ab_label_host(ab_str url);

/** Does a name, without folders and ending, say anything? Not if it is a number or a hash. */
bool ab_label_speaks(ab_str name);

#endif
