/*
 * heaping - the inside of heap; only heap*.c know it.
 *
 *	[heap_open: paths] -> waiting -> [heap: feeds, sources, steps] -> index
 *	    -> [heap_read: records]
 */
#ifndef ABREAST_LOAD_HEAPING_H
#define ABREAST_LOAD_HEAPING_H

#include "load/feed.h"
#include "load/format.h"
#include "load/heap.h"

/* Feeds in feeds: a folder, archives in archives in it, recoded in the end. */
enum { AB_FEEDS_MAX = AB_DEPTH_MAX + 4 };

struct ab_opened {
	const struct ab_source *source;
	const struct ab_format *format;
	uint64_t before; /* bytes of the sources before it */
};

/* What was given on the command line and has not been looked into yet. */
struct ab_waiting { struct ab_feed *feed; const struct ab_source *source; };

struct ab_heap {
	struct ab_store store;
	struct ab_index index;
	const struct ab_format *forced;
	AB_LIST(struct ab_opened) source;
	AB_LIST(const char *) path;  /* as they were added */
	AB_LIST(struct ab_waiting) waiting;
	size_t next;                 /* of those waiting */
	struct ab_feed *feed[AB_FEEDS_MAX]; /* the one being pumped is the last */
	size_t feeds;
	const struct ab_format *format; /* being indexed, or NULL */
	void *state;
	struct ab_source *coming;    /* out of the last feed, and grows; or NULL */
	bool later;                  /* ... and has to be whole to be looked into */
	bool starved;                /* ... and all that there is of it is indexed */
	bool silent;                 /* the last step came to a pipe from which nothing came */
	uint64_t done, total;
	unsigned generation;
};

/** The first bytes of a source, by which it is told what it is. */
bool ab_heaping_head(const struct ab_source *source, char bytes[AB_FEED_HEAD], ab_str *head,
    struct ab_error *err);

/** The format that was asked for, or else the one that it is of; NULL and a sentence if it is no
 * text. */
const struct ab_format *ab_heaping_format(const struct ab_heap *heap,
    const struct ab_source *source, ab_str head, struct ab_error *err);

/** Gives all up that was opened, made and found. */
void ab_heaping_give_up(struct ab_heap *heap);

#endif
