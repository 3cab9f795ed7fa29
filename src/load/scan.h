/*
 * scan - the lines of a source, one block in memory at a time.
 *
 *	source -> [scan: lines] -> formats
 *
 * Most lines are of no interest to a format, and their first byte tells. Only
 * those that may be of interest are handed out; the rest is passed over as fast
 * as memchr finds the line ends. All of it is linear, whatever the lines.
 */
#ifndef ABREAST_LOAD_SCAN_H
#define ABREAST_LOAD_SCAN_H

#include "load/source.h"

enum ab_scan_result { AB_SCAN_LINE, AB_SCAN_PAUSE, AB_SCAN_END, AB_SCAN_FAIL };

struct ab_scan {
	/* What is wanted; may be changed between two lines. */
	const bool *wanted; /* [256]: by the first byte of a line; NULL: all lines but empty ones */
	size_t limit;       /* longer lines are passed over */
	char sep;           /* '\n', or '\r' */
	size_t block;       /* bytes read at a time */
	/* What was passed over. */
	bool text;          /* something but white space; whoever looks sets it back */
	uint64_t line;      /* number of the line handed out last, from 1 */
	bool saw_lf, saw_cr; /* in all bytes read so far; cr only until the first lf */

	const struct ab_source *source;
	char *buf;
	size_t len, room, next;  /* bytes in buf; where the next line begins in it */
	size_t looked;           /* bytes after next known to hold no line end */
	uint64_t base;           /* where buf lies in the source */
	bool within;             /* next is inside a line that is passed over */
};

/** Begins at offset at. */
void ab_scan_begin(struct ab_scan *scan, const struct ab_source *source, uint64_t at, size_t block);
void ab_scan_end(struct ab_scan *scan);

/**
 * The next line of interest, without its line end, and its offset; the bytes
 * hold until the next call. PAUSE where going on would mean reading beyond the
 * offset `stop`, or beyond what there is of a source that grows; END after the
 * last line; FAIL if the source cannot be read.
 */
enum ab_scan_result ab_scan_next(struct ab_scan *scan, uint64_t stop, ab_str *line, uint64_t *at,
    struct ab_error *err);

/** The offset that `stop` has to be so that about so many bytes more are read. */
uint64_t ab_scan_stop(const struct ab_scan *scan, uint64_t bytes);

/** The offset up to which the source has been looked at. */
uint64_t ab_scan_at(const struct ab_scan *scan);

#endif
