/* Passing over records by the bytes of their sources, without reading them one by one. */
#include <stdlib.h>

#include "load/format.h"
#include "load/heap.h"

/* Blocks grow while nothing is found, so that where something is found everywhere little is read
 * twice; the largest stays in the cache of a core. */
enum { FIRST = 8 << 10, LAST = 64 << 10 };

/* Where in the bytes may a text hold the needle? Before: surely not. Text in UTF-16 or UTF-32
 * begins with a mark that has 0xFF, which UTF-8 never has; other text beyond UTF-8 keeps its
 * ASCII. */
static size_t
suspect(const struct ab_needle *needle, ab_str bytes)
{
	const char *found = ab_needle_find(needle, bytes);
	size_t len = found ? (size_t)(found - bytes.ptr) : bytes.len;
	const char *mark = len ? memchr(bytes.ptr, 0xFF, len) : NULL;

	return mark ? (size_t)(mark - bytes.ptr) : len;
}

/* The first record from i on that does not end there, or is not in this source. */
static size_t
pass(const struct ab_heap *heap, size_t i, const struct ab_source *source, uint64_t clean)
{
	uint64_t at = 0;

	for (struct ab_place_of p; ab_heap_place(heap, i, &p) && p.source == source; i++) {
		if (p.entry->at < at || p.entry->end > clean)
			break;
		at = p.entry->end;
	}
	return i;
}

size_t
ab_heap_sift(const struct ab_heap *heap, size_t i, const struct ab_needle *needle, uint64_t bytes)
{
	struct ab_place_of p;
	struct ab_error ignored; /* told when the record is read */

	if (needle->len == 0 || !ab_heap_place(heap, i, &p) || !p.format->verbatim
	    || p.source->encoding)
		return i;
	char *buf = ab_xalloc(LAST + AB_NEEDLE_MAX, 1);
	uint64_t at = p.entry->at, until = at + bytes, first = p.entry->end;
	size_t kept = 0, want = FIRST, found = 0, len = 0;
	while (found == len && at < p.source->size && (at < until || at < first)) {
		if (want > p.source->size - at)
			want = (size_t)(p.source->size - at);
		if (!ab_source_read(p.source, at, buf + kept, want, &ignored))
			break;
		len = kept + want;
		found = suspect(needle, (ab_str){ buf, len });
		i = pass(heap, i, p.source, at - kept + found);
		at += want;
		/* it may lie across two blocks */
		kept = len < needle->len - 1 ? len : needle->len - 1;
		memmove(buf, buf + len - kept, kept);
		want = want * 2 < LAST ? want * 2 : LAST;
	}
	free(buf);
	return i;
}
