#include "load/heaping.h"

#include <stdlib.h>

#include "load/own.h"

enum { BLOCK = 1 << 18, STEP = 1 << 18 };

struct ab_heap *
ab_heap_new(const struct ab_heap_options *options)
{
	struct ab_heap *heap = ab_xalloc(1, sizeof(*heap));
	struct ab_heap_options none = { 0 };

	if (!options)
		options = &none;
	heap->store.tmpdir = options->tmpdir;
	heap->store.limits = options->limits ? *options->limits : AB_LIMITS_DEFAULT;
	heap->index.store = &heap->store;
	heap->index.block = options->block ? options->block : BLOCK;
	heap->index.hurried = options->hurried;
	heap->forced = options->format ? ab_format_named(options->format) : NULL;
	return heap;
}

void
ab_heaping_give_up(struct ab_heap *heap)
{
	if (heap->format)
		heap->format->end(heap->state);
	while (heap->feeds) {
		heap->feeds--;
		heap->feed[heap->feeds]->free(heap->feed[heap->feeds]);
	}
	for (; heap->next < heap->waiting.count; heap->next++)
		if (heap->waiting.at[heap->next].feed)
			heap->waiting.at[heap->next].feed->free(heap->waiting.at[heap->next].feed);
	ab_own_free(heap->store.own);
	ab_store_free(&heap->store);
	free(heap->index.at);
}

void
ab_heap_free(struct ab_heap *heap)
{
	if (!heap)
		return;
	ab_heaping_give_up(heap);
	free(heap);
}

bool
ab_heap_delimit(struct ab_heap *heap, const char *begin, const char *end, struct ab_error *err)
{
	ab_own_free(heap->store.own);
	heap->store.own = ab_own_new(begin, end, err);
	heap->forced = &ab_format_own;
	return heap->store.own;
}

/* ---- what is it? ---- */

bool
ab_heaping_head(const struct ab_source *source, char bytes[AB_FEED_HEAD], ab_str *head,
    struct ab_error *err)
{
	bool whole = source->size < AB_FEED_HEAD;

	*head = (ab_str){ bytes, whole ? (size_t)source->size : AB_FEED_HEAD };
	return ab_source_read(source, 0, bytes, head->len, err);
}

const struct ab_format *
ab_heaping_format(const struct ab_heap *heap, const struct ab_source *source, ab_str head,
    struct ab_error *err)
{
	return heap->forced ? heap->forced : ab_format_of(source, head, err);
}

/* ---- indexing ---- */

static void
begin_format(struct ab_heap *heap, const struct ab_format *format)
{
	heap->format = heap->source.at[heap->index.number].format = format;
	heap->index.instead = NULL;
	heap->index.scanned = 0;
	heap->state = format->begin(&heap->index);
}

static void
begin_source(struct ab_heap *heap, const struct ab_source *source, const struct ab_format *format)
{
	heap->index.source = source;
	heap->index.number = (uint32_t)heap->source.count;
	heap->index.first = heap->index.count;
	AB_PUSH(&heap->store.arena, &heap->source,
	    ((struct ab_opened){ source, format, heap->total }));
	heap->total += source->size;
	begin_format(heap, format);
}

static void
push_feed(struct ab_heap *heap, struct ab_feed *feed, const struct ab_source *source)
{
	if (source && (source->depth >= heap->store.limits.depth || heap->feeds == AB_FEEDS_MAX)) {
		ab_notice(&heap->store, source->label,
		    "lies in more archives than --limits allows; left out");
		feed->free(feed);
		return;
	}
	heap->feed[heap->feeds++] = feed;
}

/* A source that is no text: the rest of it is of no use. */
static void
decline(struct ab_heap *heap, const struct ab_source *source)
{
	struct ab_feed *feed = source->growing ? heap->feed[heap->feeds - 1] : NULL;

	if (feed && feed->decline) {
		feed->decline(feed);
		heap->coming = NULL;
	}
}

/* Looks what a source is, and begins with it. An archive in an archive, or what is to be recoded,
 * has to be whole. */
static void
enter(struct ab_heap *heap, const struct ab_source *source)
{
	char bytes[AB_FEED_HEAD];
	struct ab_error err;
	ab_str head;

	if (!ab_heaping_head(source, bytes, &head, &err)) {
		ab_notice(&heap->store, source->label, "%s", err.text);
		return;
	}
	bool archive = ab_feed_is_archive(head), wide = !source->encoding && ab_feed_is_wide(head);
	heap->later = source->growing && (archive || wide);
	if (heap->later)
		return;
	if (archive) {
		push_feed(heap, ab_feed_archive(&heap->store, source), source);
		return;
	}
	if (wide) {
		push_feed(heap, ab_feed_recode(&heap->store, source), NULL);
		return;
	}
	const struct ab_format *format = ab_heaping_format(heap, source, head, &err);
	if (format) {
		begin_source(heap, source, format);
	} else {
		ab_notice(&heap->store, source->label, "%s", err.text);
		decline(heap, source);
	}
}

static void
step_format(struct ab_heap *heap, uint64_t bytes)
{
	struct ab_index *index = &heap->index;
	const struct ab_format *format = heap->format;

	index->stale = 0;
	index->changed = false;
	uint64_t work = heap->store.work;
	bool more = format->step(heap->state, bytes);
	heap->starved = heap->coming && heap->store.work == work;
	if (!more) {
		format->end(heap->state);
		heap->format = NULL;
		if (index->instead)
			begin_format(heap, index->instead);
		else
			heap->done += index->source->size;
	}
	if (index->changed || index->count < index->stale)
		heap->generation++;
}

static void
begin_coming(struct ab_heap *heap, const struct ab_source *found)
{
	struct ab_source *kept = AB_NEW(&heap->store.arena, struct ab_source, 1);

	*kept = *found;
	heap->coming = kept->growing ? kept : NULL;
	heap->starved = false;
	enter(heap, kept);
}

static void
grow(struct ab_heap *heap, const struct ab_source *found)
{
	struct ab_source *source = heap->coming;
	uint64_t more = found->size - source->size;

	source->size = found->size;
	source->growing = found->growing;
	heap->starved = false;
	if (!source->growing)
		heap->coming = NULL;
	if (heap->index.source == source) {
		heap->total += more;
		heap->done += heap->format ? 0 : more; /* it was given up */
	} else if (!source->growing && heap->later) {
		enter(heap, source);
	}
}

static void
pump_feed(struct ab_heap *heap, uint64_t bytes)
{
	struct ab_feed *feed = heap->feed[heap->feeds - 1];
	struct ab_source found;

	switch (feed->pump(feed, bytes, &found)) {
	case AB_FEED_SOURCE:
		if (found.size || !found.encoding) /* not a byte order mark alone */
			begin_coming(heap, &found);
		break;
	case AB_FEED_GROWN:
		grow(heap, &found);
		break;
	case AB_FEED_END:
		heap->feeds--;
		feed->free(feed);
		break;
	case AB_FEED_SILENT:
		heap->silent = true;
		break;
	case AB_FEED_MORE:
		break;
	}
}

static bool
advance(struct ab_heap *heap, uint64_t bytes)
{
	if (heap->format && !heap->starved) {
		step_format(heap, bytes);
	} else if (heap->feeds) {
		pump_feed(heap, bytes);
	} else if (heap->next < heap->waiting.count) {
		struct ab_waiting *w = &heap->waiting.at[heap->next++];
		if (w->feed)
			push_feed(heap, w->feed, NULL);
		else if (w->source->size)
			enter(heap, w->source);
	}
	return !ab_heap_complete(heap);
}

bool
ab_heap_complete(const struct ab_heap *heap)
{
	return !heap->format && !heap->feeds && heap->next == heap->waiting.count;
}

bool
ab_heap_step(struct ab_heap *heap, uint64_t bytes)
{
	uint64_t until = heap->store.work + (bytes ? bytes : 1);
	bool more;

	heap->silent = false;
	do
		more = advance(heap, until - heap->store.work);
	while (more && !heap->silent && heap->store.work < until);
	return more;
}

bool
ab_heap_reach(struct ab_heap *heap, size_t i)
{
	while (heap->index.count <= i && ab_heap_step(heap, STEP))
		;
	return i < heap->index.count;
}

bool
ab_heap_try(struct ab_heap *heap, size_t i)
{
	while (heap->index.count <= i && ab_heap_step(heap, STEP) && !heap->silent)
		;
	return i < heap->index.count;
}

bool
ab_heap_piped(const struct ab_heap *heap)
{
	return heap->store.pipes > 0;
}
