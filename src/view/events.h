/*
 * events - the events that the articles of the bundle tell of, while somebody reads.
 *
 *	bundle -> groups (news/groups.h) -> [events: rows] -> screen_events, screen_alike
 *
 * They are found behind the screen (work.c), anew when eight times as many articles are read as the
 * last time, and once more when all are. A row is an event, the largest first, or an article of the
 * one that is unfolded.
 */
#ifndef ABREAST_VIEW_EVENTS_H
#define ABREAST_VIEW_EVENTS_H

#include "news/groups.h"
#include "view/list.h"

struct ab_reader;

/* What the row of an event says. */
struct ab_event_entry {
	struct ab_arena arena;
	bool known;
	size_t event;
	ab_str days, title, marks, outlets;
};

struct ab_events {
	struct ab_groups *groups;
	size_t due, told;     /* articles: when events are to be found; in those that were found */
	bool finding;
	struct ab_list list;  /* what is said of articles */
	struct ab_event_entry *entry;
	size_t top, at;       /* rows: the first that is shown, the chosen one */
	size_t open;          /* the event that is unfolded; SIZE_MAX: none */
	uint32_t *member;     /* its articles, copies behind their originals; malloced */
};

/** They are to be found, if they are not yet. */
void ab_events_want(struct ab_reader *reader);

/** A slice of finding them; false when all that is indexed is read, or nobody wants them. */
bool ab_events_step(struct ab_reader *reader, bool *dirty);

/** The groups of the whole bundle; NULL until they are found. */
struct ab_groups *ab_events_groups(const struct ab_reader *reader);

/** Begins anew, if they are wanted. */
void ab_events_forget(struct ab_reader *reader);
void ab_events_free(struct ab_reader *reader);

/** Events that were found so far, and rows. */
size_t ab_events_count(const struct ab_events *events);
size_t ab_events_rows(const struct ab_events *events);

/** Which event a row is of, and which of its members, from 1; 0: the event itself. */
size_t ab_events_at(const struct ab_events *events, size_t row, size_t *member);

/** Folds what is unfolded; the row of its event is the chosen one then. */
void ab_events_fold(struct ab_events *events);

/** Unfolds this event alone. */
void ab_events_unfold(struct ab_events *events, size_t event);

/** What the row of an event says; reads articles that were not looked at yet. Valid until the next
 * call. */
const struct ab_event_entry *ab_events_look(struct ab_reader *reader, size_t event);

#endif
