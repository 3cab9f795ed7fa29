/*
 * markup - elements of simple SGML and XML, found without a parser.
 *
 *	text of a record -> [markup: elements, attributes] -> format_sgml, repomix, prompt
 *
 * Enough for corpora and packers that write one tag a line; nothing is nested
 * that has the same name.
 */
#ifndef ABREAST_LOAD_MARKUP_H
#define ABREAST_LOAD_MARKUP_H

#include "base/arena.h"

/** What stands in the first element of this name, upper or lower case, as it is; false if there
 * is none. An element that does not end lasts to the end of the text. *rest, which may be text
 * itself, becomes what follows. */
bool ab_markup_element(ab_str text, const char *name, ab_str *content, ab_str *rest);

/** The value of an attribute of a tag: id of <DOC id="a">. */
bool ab_markup_attribute(ab_str tag, const char *name, ab_str *value);

/** content without tags, a paragraph for <P>, an empty line at most between two of them, with the
 * five entities of XML and numbers undone. */
ab_str ab_markup_text(struct ab_arena *arena, ab_str content);

#endif
