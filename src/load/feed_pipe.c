/* What cannot be read twice goes into a spool as it comes: pipes, and texts to be recoded. */

#include "load/feed.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/utf8.h"

enum { PIECE = 65536 };

/* The spool of a feed, made when first asked for; NULL and a notice if none can be made. */
static struct ab_file *
spool_of(struct ab_store *store, struct ab_file **spool, ab_str label)
{
	struct ab_error err;

	if (!*spool && !(*spool = ab_spool_new(store, &err)))
		ab_notice(store, label, "%s", err.text);
	return *spool;
}

static bool
put(struct ab_store *store, struct ab_file *spool, ab_str label, ab_str bytes)
{
	struct ab_error err;

	if (ab_spool_write(spool, bytes.ptr, bytes.len, &err))
		return true;
	ab_notice(store, label, "%s", err.text);
	return false;
}

/* ---- pipe ---- */

struct pipe_feed {
	struct ab_feed feed;
	struct ab_store *store;
	int fd;
	ab_str label, name;
	struct ab_file *spool;
	bool handed, done; /* handed: what there is has come out */
};

/* Has something come, or the end? What cannot be asked is read. */
static bool
is_silent(int fd)
{
	return poll(&(struct pollfd){ .fd = fd, .events = POLLIN }, 1, AB_FEED_PATIENCE) == 0;
}

static enum ab_feed_result
hand_out(struct pipe_feed *p, struct ab_source *out)
{
	enum ab_feed_result result = p->handed ? AB_FEED_GROWN : AB_FEED_SOURCE;

	*out = (struct ab_source){ .file = p->spool, .size = ab_spool_size(p->spool),
		.growing = !p->done, .label = p->label, .name = p->name };
	p->handed = true;
	return result;
}

/* One read: it gives what has come, and waits only where nothing has, and not for long. */
static enum ab_feed_result
pump_pipe(struct ab_feed *feed, uint64_t bytes, struct ab_source *out)
{
	struct pipe_feed *p = (struct pipe_feed *)feed;
	char piece[PIECE];
	ssize_t n;

	if (p->done || !spool_of(p->store, &p->spool, p->label))
		return AB_FEED_END;
	if (is_silent(p->fd))
		return AB_FEED_SILENT;
	do
		n = read(p->fd, piece, bytes < PIECE ? (size_t)bytes : PIECE);
	while (n < 0 && errno == EINTR);
	if (n > 0 && put(p->store, p->spool, p->label, (ab_str){ piece, (size_t)n }))
		return ab_spool_size(p->spool) < AB_FEED_HEAD ? AB_FEED_MORE : hand_out(p, out);
	if (n < 0 && errno == EAGAIN)
		return AB_FEED_SILENT;
	if (n < 0)
		ab_notice(p->store, p->label, "cannot be read: %s", strerror(errno));
	p->done = true;
	return ab_spool_size(p->spool) ? hand_out(p, out) : AB_FEED_END;
}

static void
free_pipe(struct ab_feed *feed)
{
	struct pipe_feed *p = (struct pipe_feed *)feed;

	p->store->pipes--;
	close(p->fd);
	free(p);
}

/* It may have no end: the program that writes to it is told, as by head(1). */
static void
decline_pipe(struct ab_feed *feed)
{
	((struct pipe_feed *)feed)->done = true;
}

struct ab_feed *
ab_feed_pipe(struct ab_store *store, int fd, ab_str label, ab_str name)
{
	struct pipe_feed *p = ab_xalloc(1, sizeof(*p));

	store->pipes++;
	*p = (struct pipe_feed){
		.feed = { .pump = pump_pipe, .free = free_pipe, .decline = decline_pipe },
		.store = store, .fd = fd, .label = label, .name = name,
	};
	return &p->feed;
}

/* ---- UTF-16 and UTF-32 ---- */

struct recode {
	struct ab_feed feed;
	struct ab_store *store;
	const struct ab_source *source;
	struct ab_file *spool;
	uint64_t at;
	char piece[PIECE];     /* a byte order mark, then bytes of the source */
	size_t mark;           /* bytes of the mark */
	const char *encoding;
	size_t damaged;
	bool done;
};

bool
ab_feed_is_wide(ab_str head)
{
	return ab_str_starts(head, AB_STR("\xff\xfe")) || ab_str_starts(head, AB_STR("\xfe\xff"))
	    || ab_str_starts(head, AB_STR("\0\0\xfe\xff"));
}

/* The bytes of the piece that can be recoded alone: not the first half of a surrogate pair. */
static size_t
whole_units(const struct recode *r, size_t len)
{
	bool big = r->piece[0] == '\xfe';

	if (r->mark != 2 || len < 2)
		return len;
	unsigned char high = (unsigned char)r->piece[r->mark + len - (big ? 2 : 1)];
	return high >= 0xD8 && high <= 0xDB ? len - 2 : len;
}

static enum ab_feed_result
finish_recode(struct recode *r, struct ab_source *out)
{
	r->done = true;
	if (r->damaged)
		ab_notice(r->store, r->source->label, "%zu damaged characters of %s became U+FFFD",
		    r->damaged, r->encoding);
	*out = *r->source;
	out->file = r->spool;
	out->base = 0;
	out->size = ab_spool_size(r->spool);
	out->encoding = r->encoding;
	out->original = r->source;
	return AB_FEED_SOURCE;
}

static enum ab_feed_result
pump_recode(struct ab_feed *feed, uint64_t bytes, struct ab_source *out)
{
	struct recode *r = (struct recode *)feed;
	struct ab_arena arena = { 0 };
	struct ab_utf8_report report;
	struct ab_error err;

	(void)bytes;
	if (r->done || !spool_of(r->store, &r->spool, r->source->label))
		return AB_FEED_END;
	uint64_t rest = r->source->size - r->at;
	size_t len = rest < PIECE - 4 ? (size_t)rest : PIECE - 4;
	if (len == 0)
		return finish_recode(r, out);
	if (!ab_source_read(r->source, r->at, r->piece + r->mark, len, &err)) {
		ab_notice(r->store, r->source->label, "%s", err.text);
		return finish_recode(r, out);
	}
	if (len < rest)
		len = whole_units(r, len);
	ab_str text = ab_utf8_text(&arena, (ab_str){ r->piece, r->mark + len }, &report);
	r->encoding = report.encoding;
	r->damaged += report.damaged;
	r->at += len;
	bool ok = put(r->store, r->spool, r->source->label, text);
	ab_arena_free(&arena);
	return ok ? AB_FEED_MORE : finish_recode(r, out);
}

static void
free_recode(struct ab_feed *feed)
{
	free(feed);
}

struct ab_feed *
ab_feed_recode(struct ab_store *store, const struct ab_source *source)
{
	struct recode *r = ab_xalloc(1, sizeof(*r));
	struct ab_error err;
	size_t n = source->size < 4 ? (size_t)source->size : 4;

	r->feed = (struct ab_feed){ .pump = pump_recode, .free = free_recode };
	r->store = store;
	r->source = source;
	r->encoding = "UTF-16";
	r->mark = 2;
	r->done = !ab_source_read(source, 0, r->piece, n, &err);
	if (r->done)
		ab_notice(store, source->label, "%s", err.text);
	else if (n == 4 && (memcmp(r->piece, "\xff\xfe\0", 4) == 0
	    || memcmp(r->piece, "\0\0\xfe\xff", 4) == 0))
		r->mark = 4;
	r->at = r->mark;
	return &r->feed;
}
