/*
 * feed - what holds sources: a folder, a pipe, an archive.
 *
 *	path -> [feed] -> source, source, ... -> format
 *
 * A feed is pumped: each time it does about so many bytes of work, and from
 * time to time a source comes out. What it cannot read it says in a notice and
 * goes on. The content of archives goes into spools, within limits.
 *
 * A source that is made while it is read comes out as soon as it can be told
 * what it is, and grows from then on, so that its first article need not wait
 * for its last.
 */
#ifndef ABREAST_LOAD_FEED_H
#define ABREAST_LOAD_FEED_H

#include "load/source.h"

enum ab_feed_result {
	AB_FEED_MORE, AB_FEED_SOURCE, AB_FEED_END,
	AB_FEED_GROWN, /* the source that came out last has another size now, or grows no more */
	AB_FEED_SILENT, /* nothing came for AB_FEED_PATIENCE: a person may
	                 * want something else meanwhile */
};

enum { AB_FEED_PATIENCE = 20 /* milliseconds */ };

/* By so many bytes it is told what a source is; one that grows holds as many from the start. */
enum { AB_FEED_HEAD = 4096 };

struct ab_feed {
	enum ab_feed_result (*pump)(struct ab_feed *feed, uint64_t bytes, struct ab_source *out);
	void (*free)(struct ab_feed *feed);
	/** Whoever took the source that came out last wants no more of it. NULL: its end is
	 * waited for all the same. */
	void (*decline)(struct ab_feed *feed);
};

#define AB_FEED_RATIO_FROM (UINT64_C(64) << 20) /* bytes that come out before the ratio counts */

/** The files of a folder in the order of `ls -v`, not the hidden ones, not those in its folders.
 * NULL and a sentence if it cannot be opened. */
struct ab_feed *ab_feed_folder(struct ab_store *store, const char *path, struct ab_error *err);

/** All that comes from a descriptor, as one source; takes the descriptor. */
struct ab_feed *ab_feed_pipe(struct ab_store *store, int fd, ab_str label, ab_str name);

/** Is this the head of what ab_feed_archive reads? Of what ab_feed_recode reads? */
bool ab_feed_is_archive(ab_str head);
bool ab_feed_is_wide(ab_str head);

/** The members of a tar or zip file, compressed or not, or the content of a compressed file. */
struct ab_feed *ab_feed_archive(struct ab_store *store, const struct ab_source *source);

/** A text in UTF-16 or UTF-32 with a byte order mark, as UTF-8. */
struct ab_feed *ab_feed_recode(struct ab_store *store, const struct ab_source *source);

/** The order of `ls -v`: digits by value, file name suffixes last. Negative, 0, positive. */
int ab_version_cmp(ab_str a, ab_str b);

#endif
