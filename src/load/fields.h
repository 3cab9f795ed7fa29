/*
 * fields - what the members, columns and head lines of a record are called.
 *
 *	members, columns, head lines -> [fields] -> record
 *
 * Scrapers and databases name the same things in many ways. The names are in a
 * table in fields.c; each format only says how a member is looked up.
 */
#ifndef ABREAST_LOAD_FIELDS_H
#define ABREAST_LOAD_FIELDS_H

#include "load/format.h"

/** How a record is asked for a member that is called like key (ab_fields_same): a str whose ptr is
 * NULL where there is none. */
struct ab_fields {
	const void *record;
	ab_str (*get)(const void *record, const char *key);
};

/** Sets name, body, title, published, url and outlet of *out where the record states them, as
 * copies in the arena, and a notice where there is no member for the text. Of several members
 * that could be meant the first that is not empty counts. Values are valid UTF-8. */
void ab_fields_fill(const struct ab_fields *fields, struct ab_arena *arena, struct ab_raw *out);

/** Is this name of a member or column the one of a table, which has nothing but small letters and
 * digits? Case, blanks and marks say nothing: "datePublished", "Date published", "DATE_PUBLISHED".
 */
bool ab_fields_same(ab_str key, const char *name);

/** Is this what a member or column with the text of an article is called? */
bool ab_fields_is_text(ab_str key);

/** A date as ISO 8601: from ISO 8601 (fractions of seconds are dropped), from 20201025, from
 * seconds or milliseconds since 1970, or from what know/stamp reads; empty if s (valid UTF-8) is
 * none. */
ab_str ab_fields_date(struct ab_arena *arena, ab_str s);

/** Is this the line "LABEL: value"? label is "LABEL:", compared byte by byte. */
bool ab_fields_line(ab_str line, const char *label, ab_str *value);

#endif
