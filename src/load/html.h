/*
 * html - the text of a page, a line a block, and what its head says of it.
 *
 *	bytes of a page -> libxml2's HTML parser -> [html] -> text
 *
 * The whole page becomes text, menus and all: what of it is the article, news
 * decides. Left out is only what a browser does not show either: scripts,
 * styles, templates. Nothing is ever fetched.
 */
#ifndef ABREAST_LOAD_HTML_H
#define ABREAST_LOAD_HTML_H

#include "load/format.h"

/**
 * Sets body, title, published, url and outlet of *out from a page, and utf8;
 * what is there already and not stated by the page stays. charset is what the
 * transport said, or empty: then the page's own word, else UTF-8. False and a
 * sentence where the parser gives up.
 */
bool ab_html_read(struct ab_arena *arena, ab_str bytes, ab_str charset, struct ab_raw *out,
    struct ab_error *err);

/** Does a page begin like this? */
bool ab_html_is(ab_str head);

/** bytes in this charset as UTF-8, and the report; a charset that is empty or not known counts as
 * UTF-8, as ab_utf8_text reads it. */
ab_str ab_charset_text(struct ab_arena *arena, ab_str bytes, ab_str charset,
    struct ab_utf8_report *report);

#endif
