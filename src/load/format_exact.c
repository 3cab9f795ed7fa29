/*
 * exact - what abreast packs: any names, any bytes, and not a guess in reading it.
 *
 * Where it is damaged, it is read as a bundle by others is.
 */
#include "load/cut.h"
#include "load/pack.h"
#include "load/scan.h"

#include <stdlib.h>

#define FIRST_LINE AB_PACK_FIRST_LINE "\n"

struct exact {
	struct ab_index *index;
	struct ab_scan scan;
	uint64_t next;     /* where the next line must begin, outside an article */
	bool inside;
	uint64_t at;       /* inside: of the line that opened the article */
	char *close;       /* ... and the line that closes it */
	size_t close_len;
};

static const bool is_end[256] = { ['E'] = true };

static bool
sniff(const struct ab_source *source, ab_str head)
{
	return !source->encoding && ab_str_starts(head, AB_STR(FIRST_LINE))
	    && !ab_source_text(source);
}

static void *
begin(struct ab_index *index)
{
	struct exact *e = ab_xalloc(1, sizeof(*e));

	e->index = index;
	e->next = sizeof(FIRST_LINE) - 1;
	ab_scan_begin(&e->scan, index->source, e->next, index->block);
	e->scan.line = 1;
	return e;
}

static bool
damaged(struct exact *e, const char *what)
{
	ab_notice(e->index->store, e->index->source->label,
	    "line %llu: %s; the rest is read as well as can be",
	    (unsigned long long)e->scan.line, what);
	ab_index_rewind(e->index);
	e->index->instead = &ab_format_bundle;
	return false;
}

static void
open_article(struct exact *e, ab_str line, uint64_t at)
{
	e->inside = true;
	e->at = at;
	e->close_len = line.len - 1;
	e->close = ab_xrealloc(e->close, line.len, 1);
	memcpy(e->close, "END", 3);
	memcpy(e->close + 3, line.ptr + 4, line.len - 4);
	e->scan.wanted = is_end;
	e->scan.limit = e->close_len;
}

static void
close_article(struct exact *e, ab_str line, uint64_t at)
{
	if (!ab_str_eq(line, (ab_str){ e->close, e->close_len }))
		return;
	ab_index_add(e->index, e->at, at - 1, 0, 0);
	e->inside = false;
	e->next = at + line.len + 1;
	e->scan.wanted = NULL;
	e->scan.limit = SIZE_MAX;
}

static bool
step(void *state, uint64_t bytes)
{
	struct exact *e = state;
	uint64_t stop = ab_scan_stop(&e->scan, bytes), at;
	enum ab_scan_result got;
	struct ab_error err;
	ab_str line;

	while ((got = ab_scan_next(&e->scan, stop, &line, &at, &err)) == AB_SCAN_LINE) {
		if (e->inside)
			close_article(e, line, at);
		else if (at != e->next || !ab_str_starts(line, AB_STR("FILE ")))
			return damaged(e, "FILE is expected here");
		else
			open_article(e, line, at);
	}
	e->index->scanned = ab_scan_at(&e->scan);
	if (got == AB_SCAN_PAUSE)
		return true;
	if (got == AB_SCAN_FAIL)
		return damaged(e, err.text);
	if (e->inside)
		return damaged(e,
		    "the bundle ends before the END of its last article; it may be cut off");
	if (e->next < e->index->source->size)
		return damaged(e, "FILE is expected here");
	return false;
}

static void
end(void *state)
{
	struct exact *e = state;

	ab_scan_end(&e->scan);
	free(e->close);
	free(e);
}

/* Packing put a '>' before lines like delimiters. */
static bool
is_quoted(ab_str line)
{
	return line.len && *line.ptr == '>' && ab_pack_quoted(line);
}

static bool
read_record(const struct ab_source *source, const struct ab_entry *entry, struct ab_arena *arena,
    struct ab_raw *out, struct ab_error *err)
{
	ab_str all, head = { 0 };

	if (!ab_source_slice(source, entry->at, entry->end, arena, &all, err))
		return false;
	ab_str_line(&all, &head);
	out->name = ab_pack_decode_name(arena, ab_str_skip(head, head.len < 5 ? head.len : 5));
	out->body = ab_cut_unquote(arena, all, is_quoted);
	return true;
}

const struct ab_format ab_format_exact = {
	"exact", "a bundle that abreast --pack has written", sniff, begin, step, end,
	read_record, true, true,
};
