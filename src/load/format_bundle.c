/*
 * bundle - FILE ... END as others write it, read with lenience. See abreast-bundle(5).
 *
 *	lines -> marks (the delimiters, in order) -> entries
 *
 * Where an article ends may depend on what stands far below: an END that names
 * the article outranks every bare END above it. So that the first article need
 * not wait for the last byte, cuts are made while marks come in, guessing that
 * the rest of the bundle goes on like the part that was read. The marks are
 * kept until the end; what was guessed is then cut again, knowing all. Nor need
 * it wait for its own last byte where somebody waits for it: of a long one, what
 * has come is an entry until more is known.
 */
#include "load/delimiter.h"
#include "load/format.h"
#include "load/scan.h"

#include <stdlib.h>

enum { /* of an entry */
	HEAD = 1,    /* its first line is a delimiter */
	LOOSE = 2,   /* text outside any article */
	CR = 4,      /* lines end in CR */
	NO_END = 8,  /* the next article began before its END */
	CUT_OFF = 16, /* the bundle ended before its END */
	SO_FAR = 32,  /* there is more of it, and perhaps it is no article */
};

enum { DECORATIONS = 16, NONE = -1 };

/* Bytes of the source after which what has come of the first article is shown. */
enum { PATIENCE = 4 << 20 };

struct mark {
	uint64_t name;          /* hash of the name; 0: a close without one */
	uint64_t at : 52;       /* offset of the line */
	uint64_t decoration : 4;
	uint64_t opens : 1, fileish : 1, bare : 1;
	uint64_t text : 1;      /* there is text between the mark before and this one */
};

struct named { uint64_t name; size_t mark; };

struct bundle {
	struct ab_index *index;
	struct ab_scan scan;
	uint64_t from;          /* offset of the first line */
	struct mark *mark;
	size_t count, room;
	ptrdiff_t first;        /* the mark that opens the first article; NONE: not seen yet */
	ptrdiff_t opener[DECORATIONS]; /* the first opening of each decoration; NONE */

	/* The cutting, up to mark number `cut`. */
	size_t cut;
	ptrdiff_t open;         /* the opening of the article we are in, or NONE */
	uint64_t loose;         /* else: where the text outside articles begins, */
	bool loose_head;        /* on a line that is a delimiter, */
	bool loose_text;        /* and whether it says anything */
	bool by_name;           /* the last article was closed by its name: so may this one be */
	bool guessed;
	bool so_far;            /* the only entry is one of SO_FAR */

	bool complete;          /* all marks are known, and: */
	struct named *named;    /* the closes that have a name, by name, then mark */
	size_t named_count;
};

/* FNV-1a, 64 bits. Two names of one hash would be taken for the same; a bundle made so on
 * purpose is cut at another line, no more. */
static uint64_t
hash(ab_str s)
{
	uint64_t h = 0xcbf29ce484222325;

	for (size_t i = 0; i < s.len; i++)
		h = (h ^ (unsigned char)s.ptr[i]) * 0x100000001b3;
	return h ? h : 1;
}

/* ---- what all marks together say ---- */

static int
by_name_then_mark(const void *a, const void *b)
{
	const struct named *x = a, *y = b;

	if (x->name != y->name)
		return x->name < y->name ? -1 : 1;
	return (x->mark > y->mark) - (x->mark < y->mark);
}

static void
collect_named(struct bundle *b)
{
	for (size_t i = 0; i < b->count; i++)
		b->named_count += !b->mark[i].opens && b->mark[i].name;
	b->named = ab_xalloc(b->named_count, sizeof(*b->named));
	size_t n = 0;
	for (size_t i = 0; i < b->count; i++)
		if (!b->mark[i].opens && b->mark[i].name)
			b->named[n++] = (struct named){ b->mark[i].name, i };
	qsort(b->named, n, sizeof(*b->named), by_name_then_mark);
}

/* The last close of this name; NONE if there is none. */
static ptrdiff_t
last_named(const struct bundle *b, uint64_t name)
{
	size_t low = 0, high = b->named_count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (b->named[mid].name <= name)
			low = mid + 1;
		else
			high = mid;
	}
	return low && b->named[low - 1].name == name ? (ptrdiff_t)b->named[low - 1].mark : NONE;
}

/* Will the article that we are in be closed by its name, at mark i or below? */
static bool
closes_below(struct bundle *b, uint64_t name, size_t i)
{
	if (b->complete)
		return last_named(b, name) >= (ptrdiff_t)i;
	b->guessed = true;
	return b->by_name;
}

/* The first opening that is to be believed: its name looks like one of a file, or is one that
 * some END has, or an END of its decoration comes after it. */
static ptrdiff_t
find_first(const struct bundle *b)
{
	ptrdiff_t close[DECORATIONS];

	for (size_t d = 0; d < DECORATIONS; d++)
		close[d] = NONE;
	for (size_t i = 0; i < b->count; i++)
		if (!b->mark[i].opens)
			close[b->mark[i].decoration] = (ptrdiff_t)i;
	for (size_t i = 0; i < b->count; i++) {
		const struct mark *m = &b->mark[i];
		if (m->opens && (m->fileish || close[m->decoration] > (ptrdiff_t)i
		    || last_named(b, m->name) != NONE))
			return (ptrdiff_t)i;
	}
	return NONE;
}

/* ---- cutting ---- */

static void
take_back(struct bundle *b)
{
	ab_index_rewind(b->index);
	b->so_far = false;
}

static void
add(struct bundle *b, uint64_t at, uint64_t end, uint32_t flags)
{
	if (b->so_far)
		take_back(b);
	ab_index_add(b->index, at, end, flags | (b->scan.sep == '\r' ? CR : 0), 0);
}

/* Text outside articles ends here. */
static void
end_loose(struct bundle *b, uint64_t end)
{
	if (b->loose_text)
		add(b, b->loose, end, LOOSE | (b->loose_head ? HEAD : 0));
	b->loose_text = false;
}

static void
end_article(struct bundle *b, uint64_t end, uint32_t flags)
{
	add(b, b->mark[b->open].at, end, HEAD | flags);
	b->open = NONE;
}

/* The line before this offset ends one byte above it. */
static uint64_t
above(uint64_t at)
{
	return at ? at - 1 : 0;
}

/* Is what follows mark i, but for blank lines, an opening, another bare END, or nothing? */
static bool
ends_before(const struct bundle *b, size_t i)
{
	if (i + 1 == b->count)
		return !b->scan.text;
	const struct mark *next = &b->mark[i + 1];
	return !next->text && (next->opens || !next->name);
}

static void
cut_outside(struct bundle *b, size_t i)
{
	const struct mark *m = &b->mark[i];

	b->loose_text |= m->text;
	if (m->opens && (ptrdiff_t)i >= b->first) {
		end_loose(b, above(m->at));
		b->open = (ptrdiff_t)i;
	} else if (m->opens || !m->bare) {
		b->loose_text = true; /* a line like any other */
	}
}

/* Does mark i, a close, close the article that we are in? */
static bool
closes(struct bundle *b, size_t i)
{
	uint64_t name = b->mark[i].name, open = b->mark[b->open].name;

	return name == open || (!name && ends_before(b, i) && !closes_below(b, open, i));
}

static void
cut_inside(struct bundle *b, size_t i)
{
	const struct mark *m = &b->mark[i], *open = &b->mark[b->open];

	if (m->decoration != open->decoration)
		return;
	if (m->opens) {
		if (m->fileish && !closes_below(b, open->name, i)) {
			end_article(b, above(m->at), NO_END);
			b->open = (ptrdiff_t)i;
		}
		return;
	}
	if (!closes(b, i))
		return;
	b->by_name = m->name == open->name;
	end_article(b, above(m->at), 0);
	b->loose = m->at;
	b->loose_head = true;
}

/* Cuts at all marks before number `count`; for a close, what follows has to be known. */
static void
cut(struct bundle *b, size_t count)
{
	if (b->first == NONE)
		return;
	for (; b->cut < count; b->cut++)
		if (b->open == NONE)
			cut_outside(b, b->cut);
		else
			cut_inside(b, b->cut);
}

static void
cut_from_the_start(struct bundle *b)
{
	take_back(b);
	b->cut = 0;
	b->open = NONE;
	b->loose = b->from;
	b->loose_head = b->loose_text = b->by_name = b->guessed = false;
}

/* The end of the source: what is open is cut off. */
static void
cut_rest(struct bundle *b, uint64_t size, bool ends_in_sep)
{
	cut(b, b->count);
	if (b->open != NONE) {
		end_article(b, size - ends_in_sep, CUT_OFF);
		return;
	}
	b->loose_text |= b->scan.text;
	end_loose(b, size);
}

/* Somebody waits, and the first article is long: what has come of it is shown meanwhile. Where nothing
 * opens one, it is all that has come: plain text, most likely. */
static void
show_so_far(struct bundle *b)
{
	uint64_t at = b->from, end = ab_scan_at(&b->scan);

	if (!b->index->hurried || b->index->count > 0 || end - at < PATIENCE)
		return;
	if (b->open != NONE) {
		const struct mark *open = &b->mark[b->open], *last = &b->mark[b->count - 1];
		at = open->at;
		if (!last->opens && last->decoration == open->decoration && closes(b, b->count - 1))
			end = above(last->at);
	}
	add(b, at, end, SO_FAR | (b->open != NONE ? HEAD : 0));
	b->so_far = true;
}

/* ---- marking ---- */

static void
note_first(struct bundle *b, size_t i)
{
	const struct mark *m = &b->mark[i];
	ptrdiff_t *opener = &b->opener[m->decoration];

	if (m->opens && *opener == NONE)
		*opener = (ptrdiff_t)i;
	if (b->first == NONE && (!m->opens || m->fileish))
		b->first = m->opens ? (ptrdiff_t)i : *opener;
}

static void
push(struct bundle *b, const struct ab_delimiter *d, uint64_t at)
{
	static const char decorations[] = "=*#_~+<-";
	struct mark m = { .at = at & ((UINT64_C(1) << 52) - 1), .opens = d->kind == AB_DELIMITER_OPEN,
		.fileish = d->fileish, .bare = d->bare, .text = b->scan.text };

	if (d->name.len)
		m.name = hash(d->name);
	if (d->decoration)
		m.decoration = (uint64_t)(strchr(decorations, d->decoration) - decorations + 1) & 15;
	if (b->count == b->room) {
		b->room = b->room ? b->room * 2 : 64;
		b->mark = ab_xrealloc(b->mark, b->room, sizeof(*b->mark));
	}
	b->mark[b->count] = m;
	note_first(b, b->count++);
	cut(b, b->count - !m.opens); /* the new mark shows what follows those before */
}

static void
restart(struct bundle *b, bool saw_lf, char sep)
{
	ab_scan_end(&b->scan);
	ab_scan_begin(&b->scan, b->index->source, b->from, b->index->block);
	b->scan.wanted = ab_delimiter_first;
	b->scan.limit = AB_DELIMITER_MAX;
	b->scan.sep = sep;
	b->scan.saw_lf = saw_lf;
	b->count = 0;
	b->first = NONE;
	for (size_t d = 0; d < DECORATIONS; d++)
		b->opener[d] = NONE;
	cut_from_the_start(b);
}

static void *
begin(struct ab_index *index)
{
	struct bundle *b = ab_xalloc(1, sizeof(*b));

	b->index = index;
	b->from = ab_source_text(index->source);
	restart(b, false, '\n');
	return b;
}

static bool
ends_in(const struct ab_index *index, uint64_t from, char sep)
{
	const struct ab_source *source = index->source;
	struct ab_error err;
	char last;

	if (source->size <= from)
		return false;
	if (ab_source_read(source, source->size - 1, &last, 1, &err))
		return last == sep;
	ab_notice(index->store, source->label, "%s", err.text);
	return false;
}

/* All marks are there. */
static void
finish(struct bundle *b)
{
	struct ab_index *index = b->index;

	collect_named(b);
	b->complete = true;
	ptrdiff_t first = find_first(b);
	if (first == NONE) {
		take_back(b);
		index->instead = &ab_format_text;
		return;
	}
	if (first != b->first || (b->guessed && b->named_count))
		cut_from_the_start(b);
	b->first = first;
	cut_rest(b, index->source->size, ends_in(index, b->from, b->scan.sep));
	if (index->count > index->first && (index->at[index->count - 1].flags & CUT_OFF))
		ab_notice(index->store, index->source->label,
		    "record %zu: the bundle ends before its END; it may be cut off", index->count - index->first);
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
			push(b, &d, at);
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
		show_so_far(b);
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
	free(b->mark);
	free(b->named);
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
	char sep = entry->flags & CR ? '\r' : '\n';
	ab_str all;

	if (!ab_source_slice(source, entry->at, entry->end, arena, &all, err))
		return false;
	out->body = all;
	if (entry->flags & HEAD) {
		const char *at = all.len ? memchr(all.ptr, sep, all.len) : NULL;
		size_t len = at ? (size_t)(at - all.ptr) : all.len;
		out->body = ab_str_skip(all, len + (at != NULL));
		if (!(entry->flags & LOOSE))
			out->name = ab_delimiter_parse((ab_str){ all.ptr, len }).name;
	}
	if (entry->flags & LOOSE)
		out->body = without_stray(arena, out->body, sep);
	if (entry->flags & SO_FAR)
		out->body = whole_characters(out->body);
	if ((entry->flags & SO_FAR) && !(entry->flags & HEAD))
		out->name = source->name;
	if (entry->flags & CR)
		out->body = with_lf(arena, out->body);
	if (entry->flags & LOOSE)
		out->notice = AB_STR("text outside FILE...END");
	else if (entry->flags & NO_END)
		out->notice = AB_STR("END missing");
	else if (entry->flags & SO_FAR)
		out->notice = AB_STR("still being read: there is more of it");
	else if (entry->flags & CUT_OFF)
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
	"bundle", "articles between lines FILE name and END", sniff, begin, step, end, read_record, false, true,
};
