/*
 * linked - the links of the articles that are open in panes, while somebody reads.
 *
 *	panes -> links, gutter -> [linked: padded panes, the chosen passage] -> screen_panes, detail
 *
 * Nothing is linked before two articles are open, and then behind the screen (work.c). Another
 * set of open articles is linked anew; the chosen passage is a byte of an article, and stays.
 */
#ifndef ABREAST_VIEW_LINKED_H
#define ABREAST_VIEW_LINKED_H

#include "view/gutter.h"
#include "view/pane.h"

struct ab_reader;

struct ab_linked {
	struct ab_links *links;      /* of the open articles; NULL: not begun, or nothing to link */
	size_t number[AB_PANES_MAX]; /* these articles, each once, in the order of the panes */
	size_t count;
	struct ab_gutter *gutter;    /* NULL until all is linked */

	unsigned long laid;          /* of the panes, when they were padded */
	int first, shown;
	enum ab_coupling coupling;

	bool chosen;                 /* a passage is: */
	size_t article, offset;
	size_t partner;              /* which one of its partners Enter brings next */
	bool differs;                /* words that partners do not have are to be shown */
};

/** A slice of the work; false when there is none left. */
bool ab_linked_step(struct ab_reader *reader, bool *dirty);

/** Pads the panes, or not, if their rows have changed since; the one that is focused stays. */
void ab_linked_settle(struct ab_reader *reader);

/** Articles have other numbers, or are read otherwise: all is linked anew. */
void ab_linked_forget(struct ab_reader *reader);

/** The place of a pane's article in the links; false while nothing is known of it. */
bool ab_linked_place(const struct ab_reader *reader, const struct ab_pane *pane, size_t *place);

/** The chosen passage; false if there is none. */
bool ab_linked_chosen(const struct ab_reader *reader, size_t *place, size_t *passage);

/** The partners of a passage, and after them those that it may disagree with without being linked
 * to them (link NULL); in the arena. */
struct ab_partner *ab_linked_partners(const struct ab_reader *reader, struct ab_arena *arena,
    size_t place, size_t passage, size_t *count);

/** The pane of an article of the links; -1: none. */
int ab_linked_pane(const struct ab_reader *reader, size_t place);

/** The bytes of a passage, as they may be printed; in the arena. */
ab_str ab_linked_text(const struct ab_reader *reader, struct ab_arena *arena, size_t place,
    size_t passage);

/** Does a pane show this byte only as part of a fold? */
bool ab_linked_folded(struct ab_pane *pane, size_t offset);

/* From passage to passage (partner.c). */

/** Opens two articles side by side, unless they are; one, if they are the same. */
void ab_linked_open(struct ab_reader *reader, size_t a, size_t b);

/** Shows this byte of the focused pane's article and, beside it, that one of article b; the first
 * is in the chosen passage from then on. Nothing needs to be linked yet. */
void ab_linked_visit(struct ab_reader *reader, size_t offset, size_t b, size_t offset_b);

/** A command on links; false for others. */
bool ab_linked_command(struct ab_reader *reader, enum ab_command command, size_t count);

/** No passage is chosen any more. */
void ab_linked_leave(struct ab_reader *reader);

/** The focus went to another pane: if a partner of the chosen passage is in sight there, it is
 * the chosen one now. */
void ab_linked_turn(struct ab_reader *reader);

/** Brings the partners of the chosen passage to its row, if it is in sight. */
void ab_linked_meet(struct ab_reader *reader);

/* What is painted (detail.c). */

/** The gutter beside row `row` of a pane, at screen row `at`. */
void ab_detail_gutter(struct ab_reader *reader, struct ab_frame *frame, int at,
    const struct ab_pane *pane, const struct ab_row *row);

/** Where the chosen passage is told, too: "=13  also in 2 same 0.94, 4 paraphrase 0.71  not found
 * in 3, 5"; or the first possible disagreement if there is one: "! date:  1 "Monday"
 * 2 "Tuesday"". */
ab_str ab_detail_line(const struct ab_reader *reader, struct ab_arena *arena);

/** What is known of the chosen passage, on these rows. */
void ab_detail_paint(struct ab_reader *reader, struct ab_frame *frame, int from, int to);

/** How many rows that takes on a screen of so many; 0 if no passage is chosen. */
int ab_detail_rows(const struct ab_reader *reader);

/* Words (differ.c). */

struct ab_spans { const ab_span *at; size_t count; };

/** The words of passages in [from, to) of a pane's text that none of their partners has; by start,
 * in the arena. */
struct ab_spans ab_differ(const struct ab_reader *reader, struct ab_arena *arena,
    const struct ab_pane *pane, ab_span range);

#endif
