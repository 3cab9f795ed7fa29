#include "load/feed.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdlib.h>

#include "load/pack.h"
#include "load/rescue.h"

enum { PIECE = 65536 };

struct archive_feed {
	struct ab_feed feed;
	struct ab_store *store;
	const struct ab_source *source;
	struct archive *archive;
	struct ab_rescue *rescue; /* instead of it, where it found damage; or NULL */
	uint64_t known;           /* bytes that rescue will give once more */
	uint64_t at;              /* how far libarchive has read the source */
	struct ab_file *spool;    /* all members, one after the other */
	uint64_t base;            /* where the one being unpacked begins in it */
	bool inside, handed;      /* handed: what there is of the member has come out */
	ab_str name, label;       /* of the member */
	size_t members;
	bool done;
	char in[PIECE], out[PIECE];
};

bool
ab_feed_is_archive(ab_str head)
{
	static const ab_str magic[] = {
		{ "\x1f\x8b", 2 }, { "\x1f\x9d", 2 },      /* gzip, compress */
		{ "BZh", 3 }, { "\xfd" "7zXZ\0", 6 },      /* bzip2, xz */
		{ "\x28\xb5\x2f\xfd", 4 }, { "\x04\x22\x4d\x18", 4 }, /* zstd, lz4 */
		{ "PK\3\4", 4 }, { "PK\5\6", 4 },          /* zip, empty zip */
	};
	enum { USTAR = 257 };

	for (size_t i = 0; i < AB_LEN(magic); i++)
		if (ab_str_starts(head, magic[i]))
			return true;
	/* What is packed may hold any bytes, those of a tar file too. */
	if (head.len <= USTAR || ab_str_starts(head, AB_STR(AB_PACK_FIRST_LINE "\n")))
		return false;
	head = ab_str_skip(head, USTAR);
	/* POSIX, GNU */
	return ab_str_starts(head, AB_STR("ustar\0")) || ab_str_starts(head, AB_STR("ustar  "));
}

/* ---- libarchive reads the source ---- */

static la_ssize_t
give(struct archive *archive, void *feed, const void **bytes)
{
	struct archive_feed *a = feed;
	uint64_t rest = a->source->size - a->at;
	size_t len = rest < PIECE ? (size_t)rest : PIECE;
	struct ab_error err;

	if (!ab_source_read(a->source, a->at, a->in, len, &err)) {
		archive_set_error(archive, EIO, "%s", err.text);
		return -1;
	}
	a->at += len;
	*bytes = a->in;
	return (la_ssize_t)len;
}

static la_int64_t
skip(struct archive *archive, void *feed, la_int64_t count)
{
	struct archive_feed *a = feed;
	uint64_t rest = a->source->size - a->at, n = count > 0 ? (uint64_t)count : 0;

	(void)archive;
	n = n < rest ? n : rest;
	a->at += n;
	return (la_int64_t)n;
}

static la_int64_t
seek(struct archive *archive, void *feed, la_int64_t offset, int whence)
{
	struct archive_feed *a = feed;
	la_int64_t size = (la_int64_t)a->source->size;
	la_int64_t from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? (la_int64_t)a->at : size;

	(void)archive;
	if (offset < -from || offset > size - from)
		return ARCHIVE_FATAL;
	a->at = (uint64_t)(from + offset);
	return (la_int64_t)a->at;
}

static int
open_archive(struct archive_feed *a)
{
	archive_read_support_filter_gzip(a->archive);
	archive_read_support_filter_compress(a->archive);
	archive_read_support_filter_bzip2(a->archive);
	archive_read_support_filter_xz(a->archive);
	archive_read_support_filter_zstd(a->archive);
	archive_read_support_filter_lz4(a->archive);
	archive_read_support_format_tar(a->archive);
	archive_read_support_format_zip(a->archive);
	archive_read_support_format_raw(a->archive);
	archive_read_set_callback_data(a->archive, a);
	archive_read_set_read_callback(a->archive, give);
	archive_read_set_skip_callback(a->archive, skip);
	archive_read_set_seek_callback(a->archive, seek);
	return archive_read_open1(a->archive);
}

/* ---- members ---- */

static enum ab_feed_result
stop(struct archive_feed *a, const char *why)
{
	ab_notice(a->store, a->inside ? a->label : a->source->label, "%s", why);
	a->done = true;
	return AB_FEED_END;
}

static const char *
why(struct archive_feed *a)
{
	const char *text = archive_error_string(a->archive);

	return ab_format(&a->store->arena, "cannot be unpacked further: %s",
	    text ? text : "damaged").ptr;
}

/* "a.txt" of a compressed "a.txt.gz" */
static ab_str
without_suffix(ab_str name)
{
	static const char *const suffixes[] = { ".gz", ".Z", ".bz2", ".xz", ".zst", ".lz4" };

	for (size_t i = 0; i < AB_LEN(suffixes); i++)
		if (ab_str_ends(name, ab_str_c(suffixes[i])) && name.len > strlen(suffixes[i]))
			return (ab_str){ name.ptr, name.len - strlen(suffixes[i]) };
	return name;
}

static void
name_member(struct archive_feed *a, struct archive_entry *entry)
{
	struct ab_arena *arena = &a->store->arena;

	const char *path = archive_entry_pathname(entry);
	if (!path)
		path = archive_entry_pathname_utf8(entry);
	a->name = path ? ab_copy(arena, ab_str_c(path)) : ab_format(arena, "member %zu",
	    a->members);
	while (ab_str_starts(a->name, AB_STR("./")))
		a->name = ab_str_skip(a->name, 2);
	a->label = ab_format(arena, "%.*s:%.*s", (int)a->source->label.len, a->source->label.ptr,
	    (int)a->name.len, a->name.ptr);
}

/* Is it a damaged gzip file of several members? Then what is whole of it is read once more. */
static bool
may_be_rescued(struct archive_feed *a, bool raw)
{
	ab_str head = { a->out, 2 };
	struct ab_error err;

	if (!raw || a->rescue || !ab_source_read(a->source, 0, a->out, 2, &err)
	    || !ab_str_eq(head, AB_STR("\x1f\x8b")))
		return false;
	a->rescue = ab_rescue_new(a->source);
	return a->rescue;
}

/* A file that is one member by the name of the file. */
static enum ab_feed_result
begin_raw(struct archive_feed *a)
{
	a->name = without_suffix(a->source->name);
	a->label = a->source->label;
	a->inside = true;
	a->base = ab_spool_size(a->spool);
	return AB_FEED_MORE;
}

static enum ab_feed_result
next_member(struct archive_feed *a)
{
	struct archive_entry *entry;
	int got = archive_read_next_header(a->archive, &entry);

	if (got == ARCHIVE_EOF)
		return AB_FEED_END;
	if (got < ARCHIVE_WARN)
		return may_be_rescued(a, a->members == 0) ? begin_raw(a) : stop(a, why(a));
	if (++a->members > a->store->limits.files)
		return stop(a, "holds more files than --limits allows; the rest is left out");
	if (archive_entry_filetype(entry) == AE_IFDIR)
		return AB_FEED_MORE;
	if (archive_format(a->archive) == ARCHIVE_FORMAT_RAW)
		return begin_raw(a);
	name_member(a, entry);
	if (archive_entry_hardlink(entry) || archive_entry_filetype(entry) != AE_IFREG) {
		ab_notice(a->store, a->label, "is a link or a device; left out");
		return AB_FEED_MORE;
	}
	a->inside = true;
	a->base = ab_spool_size(a->spool);
	return AB_FEED_MORE;
}

/* The member as far as it has been unpacked. */
static enum ab_feed_result
hand_out(struct archive_feed *a, bool growing, struct ab_source *out)
{
	enum ab_feed_result result = a->handed ? AB_FEED_GROWN : AB_FEED_SOURCE;

	*out = (struct ab_source){ .file = a->spool, .base = a->base, .growing = growing,
		.size = ab_spool_size(a->spool) - a->base, .label = a->label, .name = a->name,
		.depth = a->source->depth + 1 };
	a->inside = a->handed = growing;
	return result;
}

/* Does what came out so far look like a bomb? */
static const char *
over_limit(struct archive_feed *a)
{
	uint64_t out = ab_spool_size(a->spool);

	if (a->store->unpacked > a->store->limits.size)
		return "unpacks to more bytes than --limits allows; the rest is left out";
	/* Archives in an archive that are each no bomb can make one together (42.zip). */
	a->store->tree.over = a->store->tree.unpacked > AB_FEED_RATIO_FROM
	    && a->store->tree.unpacked / a->store->limits.ratio > a->store->tree.packed;
	if (a->store->tree.over || (out > AB_FEED_RATIO_FROM
	    && out / a->store->limits.ratio > a->at))
		return "unpacks to more times its size than --limits allows; the rest is left out";
	return NULL;
}

/* As archive_read_data. What came out before the damage was found does not come out again. */
static la_ssize_t
read_rescued(struct archive_feed *a)
{
	struct ab_error err;
	size_t len;

	for (;;) {
		if (!ab_rescue_read(a->rescue, a->out, PIECE, &len, &err)) {
			ab_notice(a->store, a->label, "%s", err.text);
			a->known = 0;
			continue;
		}
		if (ab_rescue_at(a->rescue) > a->at)
			a->at = ab_rescue_at(a->rescue);
		size_t again = a->known < len ? (size_t)a->known : len;
		a->known -= again;
		if (again == len && len)
			continue;
		memmove(a->out, a->out + again, len - again);
		a->done = len == 0;
		return (la_ssize_t)(len - again);
	}
}

static la_ssize_t
read_piece(struct archive_feed *a)
{
	la_ssize_t n = a->rescue ? read_rescued(a) : archive_read_data(a->archive, a->out, PIECE);

	if (n >= 0 || !may_be_rescued(a, archive_format(a->archive) == ARCHIVE_FORMAT_RAW))
		return n;
	a->known = ab_spool_size(a->spool) - a->base;
	return read_rescued(a);
}

static enum ab_feed_result
unpack_piece(struct archive_feed *a, struct ab_source *out)
{
	la_ssize_t n = read_piece(a);
	struct ab_error err;

	if (n > 0 && ab_spool_write(a->spool, a->out, (size_t)n, &err)) {
		a->store->unpacked += (uint64_t)n;
		a->store->tree.unpacked += (uint64_t)n;
		const char *limit = over_limit(a);
		if (!limit && ab_spool_size(a->spool) - a->base < AB_FEED_HEAD)
			return AB_FEED_MORE;
		if (!limit)
			return hand_out(a, true, out);
		stop(a, limit);
	} else if (n > 0) {
		stop(a, err.text);
	} else if (n < 0) {
		ab_notice(a->store, a->label, "%s", why(a));
		a->done = n == ARCHIVE_FATAL;
	}
	return hand_out(a, false, out); /* what came out before the fault is kept */
}

static enum ab_feed_result
pump(struct ab_feed *feed, uint64_t bytes, struct ab_source *out)
{
	struct archive_feed *a = (struct archive_feed *)feed;
	uint64_t until = a->store->work + bytes;
	enum ab_feed_result got = AB_FEED_MORE;
	struct ab_error err;

	if (a->done || a->store->tree.over)
		return AB_FEED_END;
	if (!a->spool && !(a->spool = ab_spool_new(a->store, &err)))
		return stop(a, err.text);
	if (!a->archive) {
		a->archive = archive_read_new();
		if (!a->archive)
			return stop(a, "cannot be unpacked: out of memory");
		if (open_archive(a) != ARCHIVE_OK)
			return may_be_rescued(a, true) ? begin_raw(a) : stop(a, why(a));
	}
	while (got == AB_FEED_MORE && a->store->work < until)
		got = a->inside ? unpack_piece(a, out) : next_member(a);
	return got;
}

static void
free_archive(struct ab_feed *feed)
{
	struct archive_feed *a = (struct archive_feed *)feed;

	archive_read_free(a->archive);
	ab_rescue_free(a->rescue);
	free(a);
}

struct ab_feed *
ab_feed_archive(struct ab_store *store, const struct ab_source *source)
{
	struct archive_feed *a = ab_xalloc(1, sizeof(*a));

	a->feed = (struct ab_feed){ .pump = pump, .free = free_archive };
	a->store = store;
	a->source = source;
	if (source->depth == 0) {
		store->tree.packed = source->size;
		store->tree.unpacked = 0;
		store->tree.over = false;
	}
	return &a->feed;
}
