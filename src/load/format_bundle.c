/*
 * bundle - FILE ... END as others write it, read with lenience. See abreast-bundle(5).
 *
 *	source -> lines -> delimiters -> seams -> entries -> records
 */
#include "load/scan.h"
#include "load/seams.h"

#include <stdlib.h>

struct bundle {
	struct ab_index *index;
	struct ab_scan scan;
	struct ab_seams seams;
};

/* ---- indexing ---- */

static void
restart(struct bundle *b, bool saw_lf, char sep)
{
	ab_scan_end(&b->scan);
	ab_scan_begin(&b->scan, b->index->source, b->seams.from, b->index->block);
	b->scan.wanted = ab_delimiter_first;
	b->scan.limit = AB_DELIMITER_MAX;
	b->scan.sep = sep;
	b->scan.saw_lf = saw_lf;
	ab_seams_begin(&b->seams);
}

static void *
begin(struct ab_index *index)
{
	struct bundle *b = ab_xalloc(1, sizeof(*b));

	b->index = index;
	b->seams.index = index;
	b->seams.scan = &b->scan;
	b->seams.from = ab_source_text(index->source);
	restart(b, false, '\n');
	return b;
}

static void
finish(struct bundle *b)
{
	struct ab_index *index = b->index;

	if (!ab_seams_end(&b->seams))
		index->instead = &ab_format_text;
	else if (index->count > index->first
	    && (index->at[index->count - 1].flags & AB_SEAM_CUT_OFF))
		ab_notice(index->store, index->source->label,
		    "record %zu: the bundle ends before its END; it may be cut off",
		    index->count - index->first);
}

/* Lines end in CR where there is no LF at all: guessed from what is read, known at the end. */
static bool
wrong_sep(const struct bundle *b)
{
	const struct ab_scan *s = &b->scan;

	return (s->sep == '\r' && s->saw_lf) || (s->sep == '\n' && !s->saw_lf && s->saw_cr);
}

static bool
step(void *state, uint64_t bytes)
{
	struct bundle *b = state;
	uint64_t stop = ab_scan_stop(&b->scan, bytes), at;
	enum ab_scan_result got;
	struct ab_error err;
	ab_str line;

	while ((got = ab_scan_next(&b->scan, stop, &line, &at, &err)) == AB_SCAN_LINE) {
		struct ab_delimiter d = ab_delimiter_parse(line);
		if (d.kind != AB_DELIMITER_NONE)
			ab_seams_add(&b->seams, &d, at);
		if (d.kind != AB_DELIMITER_NONE)
			b->scan.text = false;
		else if (!b->scan.text)
			b->scan.text = !ab_is_blank(line);
	}
	b->index->scanned = ab_scan_at(&b->scan);
	if (got != AB_SCAN_FAIL && wrong_sep(b)) {
		restart(b, b->scan.saw_lf, b->scan.saw_lf ? '\n' : '\r');
		return true;
	}
	if (got == AB_SCAN_PAUSE) {
		ab_seams_so_far(&b->seams);
		return true;
	}
	if (got == AB_SCAN_FAIL)
		ab_notice(b->index->store, b->index->source->label, "%s", err.text);
	finish(b);
	return false;
}

static void
end(void *state)
{
	struct bundle *b = state;

	ab_scan_end(&b->scan);
	ab_seams_free(&b->seams);
	free(b);
}

/* ---- reading ---- */

/* Text outside articles without the bare END lines in it. */
static ab_str
without_stray(struct ab_arena *arena, ab_str body, char sep)
{
	char *to = ab_alloc(arena, body.len + 1, 1);
	size_t len = 0;
	bool any = false;

	for (bool more = true; more;) {
		const char *at = body.len ? memchr(body.ptr, sep, body.len) : NULL;
		ab_str line = { body.ptr, at ? (size_t)(at - body.ptr) : body.len };
		body = ab_str_skip(body, line.len + (at != NULL));
		more = at != NULL;
		if (ab_delimiter_parse(line).bare)
			continue;
		if (any)
			to[len++] = sep;
		any = true;
		memcpy(to + len, line.ptr, line.len);
		len += line.len;
	}
	return (ab_str){ to, len };
}

static ab_str
with_lf(struct ab_arena *arena, ab_str s)
{
	ab_str out = ab_copy(arena, s);
	char *p = (char *)(uintptr_t)out.ptr;

	while ((p = memchr(p, '\r', (size_t)(out.ptr + out.len - p))))
		*p++ = '\n';
	return out;
}

/* Without the last character beyond ASCII, which may have come in part. */
static ab_str
whole_characters(ab_str s)
{
	while (s.len && ((unsigned char)s.ptr[s.len - 1] & 0xC0) == 0x80)
		s.len--;
	s.len -= s.len && (unsigned char)s.ptr[s.len - 1] >= 0xC0;
	return s;
}

static bool
read_record(const struct ab_source *source, const struct ab_entry *entry, struct ab_arena *arena,
    struct ab_raw *out, struct ab_error *err)
{
	char sep = entry->flags & AB_SEAM_CR ? '\r' : '\n';
	ab_str all;

	if (!ab_source_slice(source, entry->at, entry->end, arena, &all, err))
		return false;
	out->body = all;
	if (entry->flags & AB_SEAM_HEAD) {
		const char *at = all.len ? memchr(all.ptr, sep, all.len) : NULL;
		size_t len = at ? (size_t)(at - all.ptr) : all.len;
		out->body = ab_str_skip(all, len + (at != NULL));
		if (!(entry->flags & AB_SEAM_LOOSE))
			out->name = ab_delimiter_parse((ab_str){ all.ptr, len }).name;
	}
	if (entry->flags & AB_SEAM_LOOSE)
		out->body = without_stray(arena, out->body, sep);
	if (entry->flags & AB_SEAM_SO_FAR)
		out->body = whole_characters(out->body);
	if ((entry->flags & AB_SEAM_SO_FAR) && !(entry->flags & AB_SEAM_HEAD))
		out->name = source->name;
	if (entry->flags & AB_SEAM_CR)
		out->body = with_lf(arena, out->body);
	if (entry->flags & AB_SEAM_LOOSE)
		out->notice = AB_STR("text outside FILE...END");
	else if (entry->flags & AB_SEAM_NO_END)
		out->notice = AB_STR("END missing");
	else if (entry->flags & AB_SEAM_SO_FAR)
		out->notice = AB_STR("still being read: there is more of it");
	else if (entry->flags & AB_SEAM_CUT_OFF)
		out->notice = AB_STR("END missing (cut off?)");
	return true;
}

static bool
sniff(const struct ab_source *source, ab_str head)
{
	(void)source, (void)head;
	return true;
}

const struct ab_format ab_format_bundle = {
	"bundle", "articles between lines FILE name and END",
	sniff, begin, step, end, read_record, false, true,
};
