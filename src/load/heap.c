#include "load/heap.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fcntl.h>

#include "load/delimiter.h"
#include "load/feed.h"
#include "load/format.h"
#include "load/own.h"

enum { HEAD = AB_FEED_HEAD, BLOCK = 1 << 18, STEP = 1 << 18 };

/* Feeds in feeds: a folder, archives in archives in it, recoded in the end. */
enum { FEEDS = AB_DEPTH_MAX + 4 };

struct opened { const struct ab_source *source; const struct ab_format *format; uint64_t before; };

/* What was given on the command line and has not been looked into yet. */
struct waiting { struct ab_feed *feed; const struct ab_source *source; };

struct ab_heap {
	struct ab_store store;
	struct ab_index index;
	const struct ab_format *forced;
	AB_LIST(struct opened) source;
	AB_LIST(const char *) path;  /* as they were added */
	AB_LIST(struct waiting) waiting;
	size_t next;                 /* of those waiting */
	struct ab_feed *feed[FEEDS]; /* the one being pumped is the last */
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

/* Gives all up that was opened, made and found. */
static void
give_up(struct ab_heap *heap)
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
	give_up(heap);
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

static bool
read_head(const struct ab_source *source, char bytes[HEAD], ab_str *head, struct ab_error *err)
{
	*head = (ab_str){ bytes, source->size < HEAD ? (size_t)source->size : HEAD };
	return ab_source_read(source, 0, bytes, head->len, err);
}

/* No text has a NUL, but for the body of a bundle now and then. */
static bool
is_binary(const struct ab_source *source, ab_str head)
{
	ab_str rest = head, line;

	if (!head.len || !memchr(head.ptr, '\0', head.len))
		return false;
	for (size_t n = 0; ab_format_at(n); n++)
		if (ab_format_at(n)->binary && ab_format_at(n)->sniff(source, head))
			return false;
	return !ab_str_line(&rest, &line) || !ab_delimiter_parse(line).fileish;
}

static const struct ab_format *
recognise(const struct ab_heap *heap, const struct ab_source *source, ab_str head, struct ab_error *err)
{
	if (ab_str_starts(head, AB_STR("\xef\xbb\xbf"))) /* which says nothing of the format */
		head = ab_str_skip(head, 3);
	if (heap->forced)
		return heap->forced;
	if (is_binary(source, head)) {
		ab_fail(err, "is a binary file; abreast reads text in the formats of --format=list, and archives of them");
		return NULL;
	}
	for (size_t n = 0; ab_format_at(n); n++)
		if (ab_format_at(n)->sniff(source, head))
			return ab_format_at(n);
	return NULL;
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
	AB_PUSH(&heap->store.arena, &heap->source, ((struct opened){ source, format, heap->total }));
	heap->total += source->size;
	begin_format(heap, format);
}

static void
push_feed(struct ab_heap *heap, struct ab_feed *feed, const struct ab_source *source)
{
	if (source && (source->depth >= heap->store.limits.depth || heap->feeds == FEEDS)) {
		ab_notice(&heap->store, source->label, "lies in more archives than --limits allows; left out");
		feed->free(feed);
		return;
	}
	heap->feed[heap->feeds++] = feed;
}

/* Looks what a source is, and begins with it. An archive in an archive, or what is to be recoded,
 * has to be whole. */
static void
enter(struct ab_heap *heap, const struct ab_source *source)
{
	char bytes[HEAD];
	struct ab_error err;
	ab_str head;

	if (!read_head(source, bytes, &head, &err)) {
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
	const struct ab_format *format = recognise(heap, source, head, &err);
	if (format)
		begin_source(heap, source, format);
	else
		ab_notice(&heap->store, source->label, "%s", err.text);
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
		struct waiting *w = &heap->waiting.at[heap->next++];
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

/* ---- sources ---- */

static void
wait_for(struct ab_heap *heap, struct ab_feed *feed, const struct ab_source *source)
{
	AB_PUSH(&heap->store.arena, &heap->waiting, ((struct waiting){ feed, source }));
}

static ab_str
base_name(ab_str path)
{
	for (size_t i = path.len; i > 0; i--)
		if (path.ptr[i - 1] == '/')
			return ab_str_skip(path, i);
	return path;
}

/* A file on the command line that is no text is refused at once. */
static bool
add_file(struct ab_heap *heap, struct ab_source source, struct ab_error *err)
{
	char bytes[HEAD];
	ab_str head;

	if (!read_head(&source, bytes, &head, err))
		return false;
	if (source.size && !ab_feed_is_archive(head) && !ab_feed_is_wide(head)
	    && !recognise(heap, &source, head, err))
		return false;
	struct ab_source *kept = AB_NEW(&heap->store.arena, struct ab_source, 1);
	*kept = source;
	wait_for(heap, NULL, kept);
	return true;
}

/* What is on an open descriptor: a file, or something that can be read only once. */
static bool
add_fd(struct ab_heap *heap, int fd, ab_str label, ab_str name, struct ab_error *err)
{
	struct ab_source source;
	struct stat st;

	if (fd < 0 || fstat(fd, &st) < 0) {
		ab_fail(err, "cannot be opened: %s", strerror(errno));
		if (fd >= 0)
			close(fd);
		return false;
	}
	if (S_ISDIR(st.st_mode)) {
		close(fd);
		return ab_fail(err, "is a folder; give its name");
	}
	if (!S_ISREG(st.st_mode)) {
		wait_for(heap, ab_feed_pipe(&heap->store, fd, label, name), NULL);
		return true;
	}
	if (!ab_source_from_fd(&heap->store, fd, &source, err))
		return false;
	source.label = label;
	source.name = name;
	return add_file(heap, source, err);
}

bool
ab_heap_add(struct ab_heap *heap, const char *path, struct ab_error *err)
{
	ab_str label = ab_copy(&heap->store.arena, ab_str_c(path));
	struct ab_source source;
	struct stat st;

	AB_PUSH(&heap->store.arena, &heap->path, label.ptr);
	if (strcmp(path, "-") == 0)
		return add_fd(heap, fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0), label, (ab_str){ 0 }, err);
	if (stat(path, &st) < 0)
		return ab_fail(err, "cannot be opened: %s", strerror(errno));
	if (S_ISDIR(st.st_mode)) {
		struct ab_feed *feed = ab_feed_folder(&heap->store, path, err);
		if (feed)
			wait_for(heap, feed, NULL);
		return feed;
	}
	if (!S_ISREG(st.st_mode))
		/* A pipe that nobody writes to yet would not open. */
		return add_fd(heap, open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY), label, base_name(label), err);
	if (!ab_source_open(&heap->store, path, &source, err))
		return false;
	source.label = label;
	source.name = base_name(label);
	return add_file(heap, source, err);
}

/* Could it be opened once more? */
static bool
there_still(const char *path, struct ab_error *err)
{
	struct stat st;

	if (strcmp(path, "-") == 0)
		return ab_fail(err, "standard input cannot be read again");
	if (stat(path, &st) < 0)
		return ab_fail(err, "%s: cannot be opened: %s", path, strerror(errno));
	return S_ISREG(st.st_mode) || S_ISDIR(st.st_mode)
	    || ab_fail(err, "%s: can be read only once", path);
}

bool
ab_heap_reload(struct ab_heap *heap, struct ab_error *err)
{
	struct ab_heap old = *heap;

	for (size_t i = 0; i < old.path.count; i++)
		if (!there_still(old.path.at[i], err))
			return false;
	*heap = (struct ab_heap){
		.store = { .tmpdir = old.store.tmpdir, .limits = old.store.limits, .own = old.store.own },
		.index = { .store = &heap->store, .block = old.index.block, .hurried = old.index.hurried },
		.forced = old.forced, .generation = old.generation + 1,
	};
	old.store.own = NULL;
	for (size_t i = 0; i < old.path.count; i++) {
		struct ab_error why;
		if (!ab_heap_add(heap, old.path.at[i], &why))
			ab_notice(&heap->store, ab_str_c(old.path.at[i]), "%s", why.text);
	}
	give_up(&old);
	return true;
}

/* ---- records ---- */

bool
ab_heap_place(const struct ab_heap *heap, size_t i, struct ab_place_of *out)
{
	if (i >= heap->index.count)
		return false;
	out->entry = &heap->index.at[i];
	const struct opened *o = &heap->source.at[out->entry->source];
	out->source = o->source;
	out->format = o->format;
	return true;
}

static bool
read_raw(struct ab_heap *heap, size_t i, struct ab_arena *arena, struct ab_raw *raw, struct ab_error *err)
{
	*raw = (struct ab_raw){ 0 };
	struct ab_place_of p;
	if (!ab_heap_place(heap, i, &p))
		return ab_fail(err, "there is no record %zu", i + 1);
	return p.format->read(p.source, p.entry, arena, raw, err);
}

bool
ab_heap_read(struct ab_heap *heap, size_t i, struct ab_arena *arena, struct ab_record *out,
    struct ab_error *err)
{
	struct ab_utf8_report ignored;
	struct ab_raw raw;
	bool ok = read_raw(heap, i, arena, &raw, err);

	*out = (struct ab_record){ .utf8 = { "UTF-8", 0 } };
	out->name = ab_utf8_text(arena, raw.name, &ignored);
	if (!ok)
		return false;
	out->title = raw.title;
	out->published = raw.published;
	out->url = raw.url;
	out->outlet = raw.outlet;
	out->notice = raw.notice;
	out->text = raw.body;
	out->utf8 = raw.utf8;
	if (!raw.utf8.encoding)
		out->text = ab_utf8_text(arena, raw.body, &out->utf8);
	if (heap->source.at[heap->index.at[i].source].source->encoding)
		out->utf8.encoding = heap->source.at[heap->index.at[i].source].source->encoding;
	return true;
}

bool
ab_heap_raw(struct ab_heap *heap, size_t i, struct ab_arena *arena, ab_str *name, ab_str *bytes,
    struct ab_error *err)
{
	struct ab_raw raw;
	bool ok = read_raw(heap, i, arena, &raw, err);

	*name = raw.name;
	*bytes = ok ? raw.body : (ab_str){ 0 };
	return ok;
}

/* ---- facts ---- */

size_t
ab_heap_count(const struct ab_heap *heap)
{
	return heap->index.count;
}

uint64_t
ab_heap_done(const struct ab_heap *heap)
{
	return heap->done + (heap->format ? heap->index.scanned : 0);
}

uint64_t
ab_heap_end(const struct ab_heap *heap, size_t i)
{
	return heap->source.at[heap->index.at[i].source].before + heap->index.at[i].end;
}

uint64_t
ab_heap_total(const struct ab_heap *heap)
{
	return heap->total;
}

unsigned
ab_heap_generation(const struct ab_heap *heap)
{
	return heap->generation;
}

ab_str
ab_heap_where(const struct ab_heap *heap, size_t i, ab_str name, struct ab_arena *arena)
{
	if (i >= heap->index.count)
		return name;
	ab_str label = heap->source.at[heap->index.at[i].source].source->label;
	if (!name.len || ab_str_ends(label, name))
		return label;
	return ab_format(arena, "%.*s: %.*s", (int)label.len, label.ptr, (int)name.len, name.ptr);
}

size_t
ab_heap_notices(const struct ab_heap *heap)
{
	return heap->store.notices.count;
}

ab_str
ab_heap_notice(const struct ab_heap *heap, size_t i)
{
	return heap->store.notices.at[i];
}

const char *
ab_heap_format_name(size_t n, const char **help)
{
	const struct ab_format *format = ab_format_at(n);

	if (format && help)
		*help = format->help;
	return format ? format->name : NULL;
}
