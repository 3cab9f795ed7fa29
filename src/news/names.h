/*
 * names - people, places and organisations in one article.
 *
 * Version one of the tagger: runs of capitalised words, lists, abbreviations.
 * A name never crosses a line and never lies in hidden text. What is one and
 * the same across a bundle is decided in news/roster.
 */
#ifndef ABREAST_NEWS_NAMES_H
#define ABREAST_NEWS_NAMES_H

#include "news/lines.h"

struct ab_name {
	ab_span at;
	enum ab_entity_type type;
	ab_str id; /* "PER:Alexander Lukashenko": the type and the fullest form seen in the article */
};

struct ab_names { struct ab_name *at; size_t count; }; /* sorted by start, disjoint */

/** All names in what is not hidden. In the arena; linear in the text. */
struct ab_names ab_names_find(struct ab_arena *arena, ab_str text, const struct ab_lines *lines,
    const struct ab_knowledge *know);

#endif
