/*
 * kind - the words of the trade: what a line is, what a name is, what an
 * expression of time is. One list each, for the enum, the rule files, the
 * dumps and the tests.
 */
#ifndef ABREAST_KNOW_KIND_H
#define ABREAST_KNOW_KIND_H

#include "base/str.h"

#define AB_KINDS(X) \
	X(BLANK,   "blank")   /* nothing but white space */ \
	X(CHROME,  "chrome")  /* the site talking about itself: hidden */ \
	X(TITLE,   "title") \
	X(BYLINE,  "byline")  /* author, agency, stamp of the article itself */ \
	X(CAPTION, "caption") \
	X(BODY,    "body")    /* prose, sub-headings, standfirst */

/* CoNLL-2003 types. */
#define AB_ENTITY_TYPES(X) \
	X(PER,  "PER") \
	X(ORG,  "ORG") \
	X(LOC,  "LOC") \
	X(MISC, "MISC")       /* nationalities, events, works */

/* TIMEX3 types (ISO-TimeML). */
#define AB_DATE_TYPES(X) \
	X(DATE,     "DATE") \
	X(TIME,     "TIME") \
	X(DURATION, "DURATION") \
	X(SET,      "SET")

#define AB_ENUM_KIND(id, name) AB_KIND_##id,
#define AB_ENUM_ENTITY(id, name) AB_ENTITY_##id,
#define AB_ENUM_DATE(id, name) AB_DATE_##id,

enum ab_kind { AB_KINDS(AB_ENUM_KIND) AB_KIND_COUNT };
enum ab_entity_type { AB_ENTITY_TYPES(AB_ENUM_ENTITY) AB_ENTITY_COUNT };
enum ab_date_type { AB_DATE_TYPES(AB_ENUM_DATE) AB_DATE_COUNT };

const char *ab_kind_name(enum ab_kind kind);
const char *ab_entity_name(enum ab_entity_type type);
const char *ab_date_name(enum ab_date_type type);

/** The kind of that name, or AB_KIND_COUNT. */
enum ab_kind ab_kind_parse(ab_str name);

/** The type of that name, or AB_ENTITY_COUNT. */
enum ab_entity_type ab_entity_parse(ab_str name);

#endif
