/*
 * report - a page of HTML 5 for others: articles side by side, and what they have in common.
 *
 *	bundle -> lines, names, dates, links, timeline -> [report] -> one page
 *
 * The page stands alone: no script, nothing from elsewhere, and a policy in its head that lets
 * nothing in. It is well-formed as XML, too, so that any parser can check it. Whatever a text
 * holds comes through ab_report_text. This header is for the files report*.c alone; the door is
 * ab_dump_html.
 *
 * An article is written a line at a time and held only meanwhile; what is kept of all of them is
 * bounded by AB_REPORT_MAX and by what links keep.
 */
#ifndef ABREAST_APP_REPORT_H
#define ABREAST_APP_REPORT_H

#include "app/dump.h"
#include "news/links.h"
#include "news/timeline.h"
#include "view/gutter.h"

enum {
	AB_REPORT_MAX = 64,         /* articles: as many as one looks at against each other */
	AB_REPORT_QUOTE = 200,      /* bytes of a text that are quoted away from it */
	AB_REPORT_CONFLICTS = 1000, /* of all articles */
	AB_REPORT_DAYS = 150        /* rows of the timeline */
};

/* What the other parts of the page say of an article. Strings are copies. */
struct ab_report_side { ab_str name, title, day; size_t words, hidden; };

/* Articles are at their places, from 0; the page counts from 1. */
struct ab_report {
	struct ab_dump *dump;
	FILE *out;
	struct ab_arena arena;
	size_t count;
	const size_t *number;         /* in the bundle */
	struct ab_report_side *side;
	struct ab_links *links;       /* all done */
	struct ab_gutter *gutter;
	struct ab_timeline *timeline; /* of places */
};

/** Writes text so that it is nothing but text, between tags and in attributes. */
void ab_report_text(FILE *out, ab_str text);

/** The same, cut to AB_REPORT_QUOTE bytes between code points, and on one line. */
void ab_report_quote(FILE *out, ab_str text);

/** The parts of the page, in its order: each a section, or nothing where it would be empty. */
void ab_report_overview(const struct ab_report *report);
void ab_report_matrix(const struct ab_report *report);
void ab_report_conflicts(const struct ab_report *report);
void ab_report_timeline(const struct ab_report *report);
void ab_report_notes(const struct ab_report *report);

/** The article at this place as a pane of the page. */
void ab_report_article(const struct ab_report *report, size_t place, struct ab_article *article);

#endif
