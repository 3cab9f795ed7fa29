/*
 * ink - what a byte of an article is shown in.
 *
 *	kinds of lines, names, dates, hits -> [ink] -> pane_paint
 *
 * From below: the kind of the line, hidden text that is shown dimmed, names and
 * dates, differing words, hits of the search, the current hit.
 */
#ifndef ABREAST_VIEW_INK_H
#define ABREAST_VIEW_INK_H

#include "news/roster.h"
#include "view/frame.h"
#include "view/layout.h"
#include "view/search.h"

enum ab_marks { AB_MARKS_ALL, AB_MARKS_NAMES, AB_MARKS_DATES, AB_MARKS_NONE, AB_MARKS_COUNT };

/* What is to be inked. */
struct ab_inkpot {
	ab_str text;
	const struct ab_lines *lines;
	const struct ab_names *names;    /* NULL: not to be shown */
	const struct ab_dates *dates;    /* likewise */
	const struct ab_roster *roster;  /* decides the type of a name */
	unsigned muted;                  /* bit of each type of name that is not to be shown */
	const ab_span *differ;           /* words that linked passages do not have, by start */
	size_t differs;
	const struct ab_hits *hits;
	size_t current;                  /* index of the current hit; >= count for none */
	enum ab_chrome_mode chrome;
};

/** The style of the byte at offset, which is in line number `line`; it holds until *end. */
enum ab_style ab_ink(const struct ab_inkpot *pot, size_t line, size_t offset, size_t *end);

/** The style of names of a type. */
enum ab_style ab_ink_of_type(enum ab_entity_type type);

#endif
