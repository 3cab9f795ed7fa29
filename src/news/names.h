/*
 * names - people, places and organisations in one article.
 *
 *	text, lines -> tokens -> tags (learned; tagger) -> [names]
 *
 * What is English is tagged by what was learned (news/learned), the rest by
 * rules (news/tagger). This room sees the whole article: one type a form, one
 * person by the full name and by the surname alone, and an abbreviation that is
 * spelled out once, "World Harbour Union (WHU)", is that name everywhere. A name never crosses a
 * line and never lies in hidden text. What is one and the same across a bundle
 * is decided in news/roster.
 */
#ifndef ABREAST_NEWS_NAMES_H
#define ABREAST_NEWS_NAMES_H

#include "news/lines.h"

struct ab_name {
	ab_span at;
	enum ab_entity_type type;
	ab_str id; /* "PER:Ada Lindqvist": the type and the fullest form that the article or the
	            * gazetteer has of it; blanks single, apostrophes plain */
};

struct ab_names { struct ab_name *at; size_t count; }; /* sorted by start, disjoint */

/** All names in what is not hidden. In the arena; linear in the text. */
struct ab_names ab_names_find(struct ab_arena *arena, ab_str text, const struct ab_lines *lines,
    const struct ab_knowledge *know);

#endif
