/*
 * warc - web archives (ISO 28500), and the WET files made of them.
 *
 * Records that are pages: responses of a web server and resources that are HTML
 * or plain text, and conversions. All else is passed over. A record ends where
 * its Content-Length says; where no record follows there, the length is wrong,
 * and the record ends before the next line that begins one. When a page was
 * fetched says nothing of when it was published.
 */
#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <strings.h>

#include "load/cut.h"
#include "load/head.h"
#include "load/html.h"
#include "load/scan.h"

enum {
	HEAD_MAX = 16384,   /* of a record, with the head of the response in it */
	HEAD_MOST = 1024,   /* most are no longer */
	BODY_MAX = 64 << 20,
	GAP = 16,           /* bytes between two records, at most */
	NOTICES_MAX = 100,
};

struct warc {
	struct ab_index *index;
	uint64_t at;        /* where a record begins, or should */
	struct ab_scan scan;
	uint64_t need;      /* where the source grows: bytes that it must have to go on */
	bool searching;     /* for a record, from the scan on */
	bool wanted;        /* while searching: the record that is cut off there is a page */
	uint32_t number;
	uint64_t faults;
	char head[HEAD_MAX];
};

static const bool first[256] = { ['W'] = true };

/* ---- heads ---- */

static bool
is_start(ab_str s)
{
	return ab_str_starts(s, AB_STR("WARC/0.")) || ab_str_starts(s, AB_STR("WARC/1."));
}

static bool
is_html(ab_str type)
{
	return ab_head_is(type, "text/html") || ab_head_is(type, "application/xhtml+xml");
}

static bool
parse_length(ab_str digits, uint64_t *length)
{
	*length = 0;
	for (size_t i = 0; i < digits.len; i++) {
		if (digits.ptr[i] < '0' || digits.ptr[i] > '9' || *length > UINT64_MAX / 100)
			return false;
		*length = *length * 10 + (uint64_t)(digits.ptr[i] - '0');
	}
	return digits.len > 0;
}

/* Did the server send the page that was asked for? "HTTP/1.1 200 OK" */
static bool
is_success(ab_str http)
{
	ab_str line = { 0 };

	ab_str_line(&http, &line);
	const char *blank = line.len ? memchr(line.ptr, ' ', line.len) : NULL;
	return blank && blank + 1 < line.ptr + line.len && blank[1] == '2';
}

/* Is this record one to be read? http: what is there of its content. */
static bool
is_page(ab_str head, ab_str http)
{
	ab_str type = ab_head_field(head, "WARC-Type"),
	    content = ab_head_field(head, "Content-Type");

	if (ab_head_is(type, "conversion"))
		return !content.len || ab_head_is(content, "text/plain") || is_html(content);
	if (ab_head_is(type, "resource"))
		return ab_head_is(content, "text/plain") || is_html(content);
	if (!ab_head_is(type, "response") || !ab_head_is(content, "application/http")
	    || !is_success(http))
		return false;
	ab_str sent = ab_head_field((ab_str){ http.ptr, ab_head_len(http) }, "Content-Type");
	return !sent.len || ab_head_is(sent, "text/plain") || is_html(sent);
}

/* ---- indexing ---- */

static bool
sniff(const struct ab_source *source, ab_str head)
{
	(void)source;
	return is_start(head);
}

static void *
begin(struct ab_index *index)
{
	struct warc *w = ab_xalloc(1, sizeof(*w));

	w->index = index;
	return w;
}

static void
say(struct warc *w, const char *what)
{
	if (w->faults++ < NOTICES_MAX)
		ab_notice(w->index->store, w->index->source->label, "record %lu: %s",
		    (unsigned long)w->number, what);
}

/* The next len bytes at `at`, or what there is of them. */
static bool
peek(struct warc *w, uint64_t at, size_t len, ab_str *out)
{
	uint64_t rest = at < w->index->source->size ? w->index->source->size - at : 0;
	struct ab_error err;

	*out = (ab_str){ w->head, rest < len ? (size_t)rest : len };
	if (ab_source_read(w->index->source, at, w->head, out->len, &err))
		return true;
	ab_notice(w->index->store, w->index->source->label, "%s", err.text);
	return false;
}

/* Is there a record at `at`, or nothing more? Sets `at` to where. */
static bool
follows(struct warc *w, uint64_t *at)
{
	ab_str s;

	if (*at > w->index->source->size || !peek(w, *at, GAP, &s))
		return false;
	while (s.len && (*s.ptr == '\r' || *s.ptr == '\n'))
		s = ab_str_skip(s, 1), ++*at;
	return *at >= w->index->source->size || is_start(s);
}

static void
search(struct warc *w, uint64_t from, bool wanted)
{
	w->searching = true;
	w->wanted = wanted;
	ab_scan_begin(&w->scan, w->index->source, from, w->index->block);
	w->scan.wanted = first;
}

static void
add(struct warc *w, uint64_t end)
{
	ab_index_add(w->index, w->at, end, w->number, 0);
}

/* The head of the record at `at`, and what follows it as far as the head of a response. */
static bool
peek_head(struct warc *w, ab_str *s, size_t *len)
{
	if (!peek(w, w->at, HEAD_MOST, s))
		return false;
	*len = ab_head_len(*s);
	bool response = ab_head_is(ab_head_field((ab_str){ s->ptr, *len }, "WARC-Type"),
	    "response");
	if (s->len < HEAD_MOST || (*len && (!response || ab_head_len(ab_str_skip(*s, *len)))))
		return true;
	if (!peek(w, w->at, HEAD_MAX, s))
		return false;
	*len = ab_head_len(*s);
	return true;
}

/* Where the source grows: is there not yet enough of it? */
static bool
must_wait(struct warc *w, uint64_t need)
{
	w->need = need;
	return w->index->source->growing && w->index->source->size < need;
}

/* One record whose length is right; or the search for the next one begins. */
static void
next_record(struct warc *w)
{
	uint64_t length;
	size_t len;
	ab_str s;

	if (must_wait(w, w->at + GAP + HEAD_MAX))
		return;
	w->number++;
	if (!follows(w, &w->at)) {
		say(w, "does not begin as one; it is left out");
		search(w, w->at, false);
		return;
	}
	if (w->at >= w->index->source->size || !peek_head(w, &s, &len)) {
		w->at = w->index->source->size;
		return;
	}
	ab_str head = { s.ptr, len }, http = ab_str_skip(s, len);
	if (!len || !parse_length(ab_head_field(head, "Content-Length"), &length)) {
		say(w, "has no length; it is read up to the next one");
		search(w, w->at + 1, len && is_page(head, http));
		return;
	}
	if (http.len > length)
		http.len = (size_t)length;
	bool wanted = is_page(head, http);
	uint64_t end = length > UINT64_MAX / 2 ? UINT64_MAX / 2 : w->at + len + length, next = end;
	if (must_wait(w, end + GAP)) {
		w->number--;
		return;
	}
	if (!follows(w, &next)) {
		say(w, next > w->index->source->size ? "ends before its length; it may be cut off"
		    : "is not as long as it says; it is read up to the next one");
		search(w, w->at + len, wanted);
		return;
	}
	if (wanted)
		add(w, end);
	w->at = next;
}

/* Goes on searching; true if that has ended. */
static bool
found(struct warc *w, uint64_t bytes)
{
	uint64_t stop = ab_scan_stop(&w->scan, bytes), at = w->index->source->size;
	enum ab_scan_result got;
	struct ab_error err;
	ab_str line;

	while ((got = ab_scan_next(&w->scan, stop, &line, &at, &err)) == AB_SCAN_LINE
	    && !is_start(line))
		;
	if (got == AB_SCAN_PAUSE)
		return false;
	if (got != AB_SCAN_LINE)
		at = w->index->source->size;
	ab_scan_end(&w->scan);
	w->searching = false;
	if (w->wanted)
		add(w, at);
	w->at = at;
	return true;
}

static bool
step(void *state, uint64_t bytes)
{
	struct warc *w = state;
	const struct ab_source *source = w->index->source;
	uint64_t until = w->index->store->work + bytes, size = source->size;

	while (w->at < size && w->index->store->work < until && !must_wait(w, w->need)) {
		if (!w->searching)
			next_record(w);
		else if (!found(w, bytes))
			break;
	}
	w->index->scanned = w->at;
	bool more = w->at < size || source->growing;
	if (!more && w->faults > NOTICES_MAX)
		ab_notice(w->index->store, source->label, "%llu more records are damaged",
		    (unsigned long long)(w->faults - NOTICES_MAX));
	return more;
}

static void
end(void *state)
{
	struct warc *w = state;

	if (w->searching)
		ab_scan_end(&w->scan);
	free(w);
}

/* ---- reading ---- */

/* Transfer-Encoding: chunked, undone in place as far as it is whole. */
static ab_str
without_chunks(ab_str body)
{
	char *to = (char *)(uintptr_t)body.ptr;
	size_t len = 0;
	ab_str rest = body, line;

	while (ab_str_line(&rest, &line)) {
		char *stop;
		unsigned long n = line.len ? strtoul(line.ptr, &stop, 16) : 0;
		if (!n || stop == line.ptr)
			break;
		n = n < rest.len ? n : rest.len;
		memmove(to + len, rest.ptr, n);
		len += n;
		rest = ab_str_skip(rest, n);
		ab_str_line(&rest, &line);
	}
	return len ? (ab_str){ to, len } : body;
}

/* Content-Encoding: what libarchive can take apart. */
static bool
unpack(struct ab_arena *arena, ab_str *body, struct ab_error *err)
{
	struct archive *archive = archive_read_new();
	struct archive_entry *entry;
	size_t room = body->len < BODY_MAX / 64 ? body->len * 64 + 65536 : BODY_MAX, len = 0;
	char *to = ab_alloc(arena, room, 1);
	la_ssize_t n = -1;

	if (!archive)
		ab_out_of_memory();
	archive_read_support_filter_gzip(archive);
	archive_read_support_format_raw(archive);
	if (archive_read_open_memory(archive, body->ptr, body->len) == ARCHIVE_OK
	    && archive_read_next_header(archive, &entry) == ARCHIVE_OK)
		while (len < room && (n = archive_read_data(archive, to + len, room - len)) > 0)
			len += (size_t)n;
	/* Some archives keep the head of a packed page above what they unpacked: that is text. */
	bool known = archive_filter_count(archive) > 1 || !memchr(to, '\0', len);
	archive_read_free(archive);
	*body = (ab_str){ to, len };
	return (len && known)
	    || ab_fail(err, "is compressed in a way that cannot be undone; it is left out");
}

static ab_str
charset_of(ab_str type)
{
	for (size_t i = 0; i + 8 < type.len; i++)
		if (strncasecmp(type.ptr + i, "charset=", 8) == 0) {
			ab_str name = ab_str_skip(type, i + 8);
			name = ab_str_skip(name, name.len && *name.ptr == '"');
			size_t len = 0;
			while (len < name.len && !strchr("\"; \t", name.ptr[len]))
				len++;
			return (ab_str){ name.ptr, len };
		}
	return (ab_str){ 0 };
}

/* What the server sent: the head of the response tells what it is. */
static bool
open_response(struct ab_arena *arena, ab_str *body, ab_str *type, struct ab_error *err)
{
	ab_str head = { body->ptr, ab_head_len(*body) };

	*body = ab_str_skip(*body, head.len);
	*type = ab_head_field(head, "Content-Type");
	if (ab_head_is(ab_head_field(head, "Transfer-Encoding"), "chunked"))
		*body = without_chunks(*body);
	ab_str coding = ab_head_field(head, "Content-Encoding");
	return !coding.len || ab_head_is(coding, "identity") || !body->len
	    || unpack(arena, body, err);
}

static ab_str
target_of(struct ab_arena *arena, ab_str head)
{
	struct ab_utf8_report ignored;
	ab_str target = ab_head_field(head, "WARC-Target-URI");

	if (target.len > 1 && *target.ptr == '<' && target.ptr[target.len - 1] == '>')
		target = (ab_str){ target.ptr + 1, target.len - 2 };
	return ab_utf8_text(arena, target, &ignored);
}

static bool
read_record(const struct ab_source *source, const struct ab_entry *entry, struct ab_arena *arena,
    struct ab_raw *out, struct ab_error *err)
{
	uint64_t most = entry->end - entry->at < BODY_MAX ? entry->end : entry->at + BODY_MAX;
	ab_str all;

	out->name = ab_format(arena, "record %lu", (unsigned long)entry->flags);
	if (!ab_source_slice(source, entry->at, most, arena, &all, err))
		return false;
	ab_str head = { all.ptr, ab_head_len(all) }, body = ab_str_skip(all, head.len);
	ab_str type = ab_head_field(head, "Content-Type");
	out->url = target_of(arena, head);
	if (out->url.len)
		out->name = out->url;
	if (most < entry->end)
		out->notice = AB_STR("is longer than 64 MiB; the rest is left out");
	if (ab_head_is(ab_head_field(head, "WARC-Type"), "response")
	    && !open_response(arena, &body, &type, err))
		return false;
	if (is_html(type) || (!type.len && ab_html_is(body)))
		return ab_html_read(arena, body, charset_of(type), out, err);
	out->body = ab_cut_body(ab_charset_text(arena, body, charset_of(type), &out->utf8));
	return true;
}

const struct ab_format ab_format_warc = {
	"warc", "a web archive: WARC, WET", sniff, begin, step, end, read_record, true, false,
};
