#include "load/scan.h"

#include <stdlib.h>

#include "load/delimiter.h"

void
ab_scan_begin(struct ab_scan *scan, const struct ab_source *source, uint64_t at, size_t block)
{
	*scan = (struct ab_scan){ .source = source, .base = at, .block = block, .sep = '\n',
		.limit = SIZE_MAX };
}

void
ab_scan_end(struct ab_scan *scan)
{
	free(scan->buf);
	scan->buf = NULL;
}

uint64_t
ab_scan_at(const struct ab_scan *scan)
{
	return scan->base + scan->next;
}

uint64_t
ab_scan_stop(const struct ab_scan *scan, uint64_t bytes)
{
	return scan->base + scan->len + bytes;
}

/* Has all that there is been read? */
static bool
is_read(const struct ab_scan *scan)
{
	return scan->base + scan->len >= scan->source->size;
}

/* Moves what is left to the front and reads on: as much again as is left, so that a line of
 * many blocks is moved and read in linear time. */
static bool
refill(struct ab_scan *scan, struct ab_error *err)
{
	size_t left = scan->len - scan->next, want = left > scan->block ? left : scan->block;
	uint64_t rest = scan->source->size - scan->base - scan->len;

	if (want > rest)
		want = (size_t)rest;
	if (left && scan->next)
		memmove(scan->buf, scan->buf + scan->next, left);
	scan->base += scan->next;
	scan->next = 0;
	scan->len = left;
	if (left + want > scan->room) {
		scan->room = left + want;
		scan->buf = ab_xrealloc(scan->buf, scan->room, 1);
	}
	if (!ab_source_read(scan->source, scan->base + left, scan->buf + left, want, err))
		return false;
	scan->len += want;
	if (!scan->saw_lf) {
		scan->saw_lf = memchr(scan->buf + left, '\n', want);
		scan->saw_cr = scan->saw_cr || memchr(scan->buf + left, '\r', want);
	}
	return true;
}

/* What the buffer holds and was not yet given; before the first block there is no buffer. */
static ab_str
held(const struct ab_scan *scan)
{
	return ab_str_skip((ab_str){ scan->buf, scan->len }, scan->next);
}

/* Passes over what the buffer holds of lines that are not wanted. */
static void
pass_over(struct ab_scan *scan)
{
	ab_str rest = held(scan);
	const char *p = rest.ptr, *end = ab_at(rest, rest.len);

	while (p < end) {
		bool wanted = scan->wanted ? scan->wanted[(unsigned char)*p] : *p != scan->sep;
		if (wanted && !scan->within)
			break;
		const char *sep = memchr(p, scan->sep, (size_t)(end - p));
		const char *stop = sep ? sep : end;
		if (!scan->text)
			scan->text = !ab_is_blank((ab_str){ p, (size_t)(stop - p) });
		scan->line += sep != NULL;
		scan->within = !sep;
		p = sep ? sep + 1 : end;
	}
	scan->next += (size_t)(p - rest.ptr);
	scan->looked = 0;
}

enum ab_scan_result
ab_scan_next(struct ab_scan *scan, uint64_t stop, ab_str *line, uint64_t *at, struct ab_error *err)
{
	for (;;) {
		if (!scan->looked)
			pass_over(scan);
		const char *p = held(scan).ptr;
		size_t left = scan->len - scan->next, seen = scan->looked;
		const char *sep = left > seen ? memchr(p + seen, scan->sep, left - seen) : NULL;
		size_t len = sep ? (size_t)(sep - p) : left;
		if (len > scan->limit) {
			scan->within = true;
			scan->looked = 0;
			continue;
		}
		if (left && (sep || (is_read(scan) && !scan->source->growing))) {
			*line = (ab_str){ p, len };
			*at = ab_scan_at(scan);
			scan->next += len + (sep != NULL);
			scan->looked = 0;
			scan->line++;
			return AB_SCAN_LINE;
		}
		scan->looked = left;
		if (is_read(scan))
			return scan->source->growing ? AB_SCAN_PAUSE : AB_SCAN_END;
		if (scan->base + scan->len >= stop)
			return AB_SCAN_PAUSE;
		if (!refill(scan, err))
			return AB_SCAN_FAIL;
	}
}
