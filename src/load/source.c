#include "load/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/words.h"

struct ab_file {
	struct ab_store *store;
	struct ab_file *below; /* list of spools */
	const char *path;      /* NULL: cannot be opened again */
	int fd;                /* -1: not open now */
	dev_t dev;
	ino_t ino;
	uint64_t size;         /* of a spool */
};

enum { OPEN_COST = 4096 }; /* opening a file takes about as long as reading this many bytes */

void
ab_store_free(struct ab_store *store)
{
	for (size_t i = 0; i < AB_STORE_OPEN; i++)
		if (store->open[i])
			close(store->open[i]->fd);
	for (struct ab_file *f = store->spools; f; f = f->below)
		close(f->fd);
	ab_arena_free(&store->arena);
}

void
ab_notice(struct ab_store *store, ab_str label, const char *format, ...)
{
	struct ab_error sentence;
	va_list ap;

	va_start(ap, format);
	vsnprintf(sentence.text, sizeof(sentence.text), ab_tr(format), ap);
	va_end(ap);
	AB_PUSH(&store->arena, &store->notices,
	    ab_format(&store->arena, "%.*s: %s", (int)label.len, label.ptr, sentence.text));
}

static void
keep_open(struct ab_file *file)
{
	struct ab_store *store = file->store;
	struct ab_file **slot = &store->open[store->next++ % AB_STORE_OPEN];

	if (*slot) {
		close((*slot)->fd);
		(*slot)->fd = -1;
	}
	*slot = file;
}

static bool
open_again(struct ab_file *file, struct ab_error *err)
{
	struct stat st;
	int fd = open(file->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0)
		return ab_fail(err, "cannot be read again: %s", strerror(errno));
	if (fstat(fd, &st) < 0 || st.st_dev != file->dev || st.st_ino != file->ino) {
		close(fd);
		return ab_fail(err, "is another file now; open it again");
	}
	file->fd = fd;
	keep_open(file);
	return true;
}

bool
ab_source_open(struct ab_store *store, const char *path, struct ab_source *out,
    struct ab_error *err)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0)
		return ab_fail(err, "cannot be opened: %s", strerror(errno));
	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode)) {
		close(fd);
		return ab_fail(err, "is not a regular file");
	}
	struct ab_file *file = AB_NEW(&store->arena, struct ab_file, 1);
	*file = (struct ab_file){ .store = store, .fd = fd, .dev = st.st_dev, .ino = st.st_ino };
	file->path = ab_copy(&store->arena, ab_str_c(path)).ptr;
	keep_open(file);
	store->work += OPEN_COST;
	*out = (struct ab_source){ .file = file, .size = (uint64_t)st.st_size };
	return true;
}

/* A file that stays open until the store is freed. */
static struct ab_file *
own(struct ab_store *store, int fd)
{
	struct ab_file *file = AB_NEW(&store->arena, struct ab_file, 1);

	*file = (struct ab_file){ .store = store, .fd = fd, .below = store->spools };
	store->spools = file;
	return file;
}

bool
ab_source_from_fd(struct ab_store *store, int fd, struct ab_source *out, struct ab_error *err)
{
	struct stat st;
	off_t at = lseek(fd, 0, SEEK_CUR);

	if (at < 0 || fstat(fd, &st) < 0) {
		ab_fail(err, "cannot be read: %s", strerror(errno));
		close(fd);
		return false;
	}
	uint64_t size = st.st_size > at ? (uint64_t)(st.st_size - at) : 0;
	*out = (struct ab_source){ .file = own(store, fd), .base = (uint64_t)at, .size = size };
	return true;
}

bool
ab_source_read(const struct ab_source *source, uint64_t at, void *to, size_t len,
    struct ab_error *err)
{
	struct ab_file *file = source->file;
	char *p = to;

	if (file->fd < 0 && !open_again(file, err))
		return false;
	file->store->work += len;
	while (len) {
		ssize_t n = pread(file->fd, p, len, (off_t)(source->base + at));
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return ab_fail(err, "cannot be read: %s", strerror(errno));
		if (n == 0)
			return ab_fail(err, "became shorter while it was read; open it again");
		p += n;
		at += (uint64_t)n;
		len -= (size_t)n;
	}
	return true;
}

bool
ab_source_slice(const struct ab_source *source, uint64_t at, uint64_t end, struct ab_arena *arena,
    ab_str *out, struct ab_error *err)
{
	size_t len = end > at ? (size_t)(end - at) : 0;
	char *to = ab_alloc(arena, len + 1, 1);

	*out = (ab_str){ to, len };
	return ab_source_read(source, at, to, len, err);
}

const struct ab_store *
ab_source_store(const struct ab_source *source)
{
	return source->file->store;
}

uint64_t
ab_source_text(const struct ab_source *source)
{
	char head[3];
	struct ab_error ignored;

	return source->size >= 3 && ab_source_read(source, 0, head, 3, &ignored)
	    && memcmp(head, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

struct ab_file *
ab_spool_new(struct ab_store *store, struct ab_error *err)
{
	const char *dir = store->tmpdir && *store->tmpdir ? store->tmpdir : "/tmp";
	char *path = (char *)(uintptr_t)ab_format(&store->arena, "%s/abreast-XXXXXX", dir).ptr;
	int fd = mkostemp(path, O_CLOEXEC);

	if (fd < 0) {
		ab_fail(err, "needs a temporary file, but none can be made in %s: %s", dir,
		    strerror(errno));
		return NULL;
	}
	unlink(path);
	return own(store, fd);
}

bool
ab_spool_write(struct ab_file *spool, const void *bytes, size_t len, struct ab_error *err)
{
	const char *p = bytes;

	spool->store->work += len;
	while (len) {
		ssize_t n = pwrite(spool->fd, p, len, (off_t)spool->size);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return ab_fail(err, "does not fit among the temporary files: %s",
			    strerror(errno));
		p += n;
		spool->size += (uint64_t)n;
		len -= (size_t)n;
	}
	return true;
}

uint64_t
ab_spool_size(const struct ab_file *spool)
{
	return spool->size;
}
