#include "load/rescue.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdlib.h>

enum { PIECE = 65536, HEAD = 10 };

struct ab_rescue {
	const struct ab_source *source;
	uint64_t at, next;  /* of the member, and of the one after it */
	uint64_t read;      /* how far libarchive has read the member */
	size_t number;      /* of the member, from 1 */
	struct archive *archive; /* of the member, or NULL */
	char in[PIECE], look[PIECE];
};

/* The head of a member: deflated, no reserved flags, and a level and a system that exist. */
static bool
is_head(const unsigned char head[HEAD])
{
	return head[0] == 0x1f && head[1] == 0x8b && head[2] == 8 && !(head[3] & 0xe0)
	    && (head[8] == 0 || head[8] == 2 || head[8] == 4) && (head[9] < 14 || head[9] == 255);
}

/* Where the first member after `from` begins; the end of the source if there is none. */
static uint64_t
find_member(struct ab_rescue *r, uint64_t from)
{
	uint64_t size = r->source->size;
	struct ab_error ignored; /* told when the member is read */

	while (from + HEAD <= size) {
		size_t len = size - from < PIECE ? (size_t)(size - from) : PIECE;
		if (!ab_source_read(r->source, from, r->look, len, &ignored))
			return size;
		const char *p = r->look, *last = r->look + len - HEAD;
		while (p <= last && (p = memchr(p, 0x1f, (size_t)(last - p) + 1))) {
			if (is_head((const unsigned char *)p))
				return from + (uint64_t)(p - r->look);
			p++;
		}
		from += len - HEAD + 1;
	}
	return size;
}

struct ab_rescue *
ab_rescue_new(const struct ab_source *source)
{
	struct ab_rescue *r = ab_xalloc(1, sizeof(*r));

	r->source = source;
	r->next = find_member(r, 1);
	r->number = 1;
	if (r->next < source->size)
		return r;
	free(r);
	return NULL;
}

void
ab_rescue_free(struct ab_rescue *r)
{
	if (!r)
		return;
	archive_read_free(r->archive);
	free(r);
}

static la_ssize_t
give(struct archive *archive, void *rescue, const void **bytes)
{
	struct ab_rescue *r = rescue;
	size_t len = r->next - r->read < PIECE ? (size_t)(r->next - r->read) : PIECE;
	struct ab_error err;

	if (!ab_source_read(r->source, r->read, r->in, len, &err)) {
		archive_set_error(archive, EIO, "%s", err.text);
		return -1;
	}
	r->read += len;
	*bytes = r->in;
	return (la_ssize_t)len;
}

static bool
open_member(struct ab_rescue *r)
{
	struct archive_entry *entry;

	r->read = r->at;
	r->archive = archive_read_new();
	if (!r->archive)
		return false;
	archive_read_support_filter_gzip(r->archive);
	archive_read_support_format_raw(r->archive);
	return archive_read_open(r->archive, r, NULL, give, NULL) == ARCHIVE_OK
	    && archive_read_next_header(r->archive, &entry) == ARCHIVE_OK;
}

static void
next_member(struct ab_rescue *r)
{
	archive_read_free(r->archive);
	r->archive = NULL;
	r->at = r->next;
	r->next = find_member(r, r->at + 1);
	r->number++;
}

bool
ab_rescue_read(struct ab_rescue *r, char *to, size_t room, size_t *len, struct ab_error *err)
{
	for (*len = 0; r->at < r->source->size; next_member(r)) {
		bool is_open = r->archive || open_member(r);
		la_ssize_t n = is_open ? archive_read_data(r->archive, to, room) : -1;
		if (n < 0) {
			ab_fail(err, "compressed part %zu, at byte %llu, is damaged and left out; "
			    "the next one is read",
			    r->number, (unsigned long long)r->at);
			next_member(r);
			return false;
		}
		*len = (size_t)n;
		if (n > 0)
			return true;
	}
	return true;
}

uint64_t
ab_rescue_at(const struct ab_rescue *r)
{
	return r->read;
}
