#include "app/statefile.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/folders.h"
#include "view/state.h"

enum { HEAD = 64 << 10 };

/* ---- which bundle it is ---- */

/* Fowler, Noll and Vo's FNV-1a. */
static uint64_t
hash(uint64_t h, const void *bytes, size_t len)
{
	const unsigned char *p = bytes;

	for (size_t i = 0; i < len; i++)
		h = (h ^ p[i]) * UINT64_C(1099511628211);
	return h;
}

static const uint64_t start = UINT64_C(14695981039346656037);

/* The order in which a folder tells its files means nothing. */
static uint64_t
hash_folder(uint64_t h, int fd)
{
	DIR *dir = fdopendir(fd);
	uint64_t sum = 0;

	if (!dir) {
		close(fd);
		return h;
	}
	for (struct dirent *e; (e = readdir(dir)) != NULL;)
		sum += hash(start, e->d_name, strlen(e->d_name));
	closedir(dir);
	return hash(h, &sum, sizeof(sum));
}

/* So many bytes from the start, or less at the end of the file; -1 and errno. */
static ssize_t
read_head(int fd, char *to, size_t len)
{
	size_t got = 0;
	ssize_t n = 1;

	while (got < len && n) {
		n = pread(fd, to + got, len - got, (off_t)got);
		if (n < 0 && errno != EINTR)
			return -1;
		got += n > 0 ? (size_t)n : 0;
	}
	return (ssize_t)got;
}

static uint64_t
hash_file(uint64_t h, int fd, off_t size)
{
	struct ab_arena arena = { 0 };
	char *head = ab_alloc(&arena, HEAD, 1);
	ssize_t n = read_head(fd, head, HEAD);

	h = hash(hash(h, &size, sizeof(size)), head, n > 0 ? (size_t)n : 0);
	close(fd);
	ab_arena_free(&arena);
	return h;
}

static uint64_t
hash_first_article(uint64_t h, struct ab_heap *heap)
{
	struct ab_arena arena = { 0 };
	struct ab_error err;
	ab_str name, bytes;

	if (ab_heap_count(heap) && ab_heap_raw(heap, 0, &arena, &name, &bytes, &err)) {
		h = hash(h, name.ptr, name.len);
		h = hash(h, bytes.ptr, bytes.len < HEAD ? bytes.len : HEAD);
	}
	ab_arena_free(&arena);
	return h;
}

uint64_t
ab_state_id(const struct ab_options *o, struct ab_heap *heap)
{
	uint64_t h = start;

	for (int i = 0; i < o->sources_count; i++) {
		const char *path = o->sources[i], *slash = strrchr(path, '/');
		const char *name = slash && slash[1] ? slash + 1 : path;
		struct stat st;
		int fd = stat(path, &st) == 0 && (S_ISREG(st.st_mode) || S_ISDIR(st.st_mode))
		    ? open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) : -1;
		h = hash(h, name, strlen(name) + 1);
		if (fd < 0)
			h = hash_first_article(h, heap);
		else
			h = S_ISDIR(st.st_mode) ? hash_folder(h, fd) : hash_file(h, fd, st.st_size);
	}
	return o->sources_count ? h : hash_first_article(h, heap);
}

/* ---- the files ---- */

/* ID-N.state, or what it is written as until it is whole. */
static const char *
name_of(struct ab_state_file *f, int slot, const char *suffix)
{
	return ab_format(&f->arena, "%016llx-%d.%s", (unsigned long long)f->id, slot + 1,
	    suffix).ptr;
}

static bool
lock(struct ab_state_file *f, int slot, short type)
{
	struct flock l = {
		.l_type = type, .l_whence = SEEK_SET, .l_len = 1,
		.l_start = (off_t)(f->id >> 6) * AB_STATE_SLOTS + slot,
	};

	return fcntl(f->lock, F_SETLK, &l) == 0;
}

enum slot { NOTHING, THERE, BARRED };

/* What a slot says and when it was written. What is there and cannot be read is not to be written
 * over: there may be notes in it. */
static enum slot
read_slot(struct ab_state_file *f, int slot, ab_str *text, struct timespec *when,
    struct ab_error *err)
{
	const char *name = name_of(f, slot, "state");
	int fd = openat(f->folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat st;
	ssize_t n = -1;

	if (fd < 0 && errno == ENOENT)
		return NOTHING;
	if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size <= AB_STATE_MAX) {
		char *bytes = ab_alloc(&f->arena, (size_t)st.st_size + 1, 1);
		n = read_head(fd, bytes, (size_t)st.st_size);
		*text = (ab_str){ bytes, n > 0 ? (size_t)n : 0 };
		*when = st.st_mtim;
	}
	if (fd >= 0)
		close(fd);
	if (n < 0)
		ab_fail(err, "%s cannot be read and is left alone: what is kept goes beside it", name);
	return n < 0 ? BARRED : THERE;
}

static bool
later(struct timespec a, struct timespec b)
{
	return a.tv_sec != b.tv_sec ? a.tv_sec > b.tv_sec : a.tv_nsec > b.tv_nsec;
}

static bool
open_folder(struct ab_state_file *f)
{
	ab_str path = ab_folder(&f->arena, "XDG_STATE_HOME", ".local/state");

	f->folder = path.len ? open(path.ptr, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) : -1;
	return f->folder >= 0;
}

static bool
make_folder(struct ab_state_file *f)
{
	ab_str path = ab_folder(&f->arena, "XDG_STATE_HOME", ".local/state");

	if (path.len == 0 || !ab_folder_make(path) || !open_folder(f))
		return false;
	f->lock = openat(f->folder, "lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC,
	    0600);
	return f->lock >= 0;
}

/* A place among the texts, which are sorted: the newest first. */
static void
insert(ab_str texts[AB_STATE_SLOTS], struct timespec when[AB_STATE_SLOTS], int count, ab_str text,
    struct timespec time)
{
	int i = count;

	for (; i > 0 && later(time, when[i - 1]); i--) {
		texts[i] = texts[i - 1];
		when[i] = when[i - 1];
	}
	texts[i] = text;
	when[i] = time;
}

int
ab_state_file_open(struct ab_state_file *f, uint64_t id, ab_str texts[AB_STATE_SLOTS],
    struct ab_error *err)
{
	struct timespec when[AB_STATE_SLOTS], time;
	ab_str text;
	int count = 0;

	*f = (struct ab_state_file){ .folder = -1, .lock = -1, .id = id, .slot = -1 };
	if (!make_folder(f))
		return 0;
	for (int slot = 0; slot < AB_STATE_SLOTS; slot++) {
		if (!lock(f, slot, F_WRLCK))
			continue; /* another reader's */
		enum slot is = read_slot(f, slot, &text, &time, err);
		if (is == THERE)
			insert(texts, when, count++, text, time);
		if (f->slot < 0 && is != BARRED)
			f->slot = slot;
		else if (is == THERE)
			f->heir |= 1u << slot;
		else
			lock(f, slot, F_UNLCK);
	}
	return count;
}

bool
ab_state_file_write(struct ab_state_file *f, ab_str text, struct ab_error *err)
{
	if (f->slot < 0 || ab_str_eq(text, f->last))
		return true;
	if (text.len > AB_STATE_MAX)
		return ab_fail(err, "where you were is not kept: with the notes it is longer than "
		    "%d bytes", AB_STATE_MAX);
	const char *name = name_of(f, f->slot, "state"), *beside = name_of(f, f->slot, "new");
	unlinkat(f->folder, beside, 0); /* of a process that died: the slot is ours */
	int fd = openat(f->folder, beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
	    0600);
	bool ok = fd >= 0 && ab_write_synced(fd, text);
	if (fd >= 0)
		ok = close(fd) == 0 && ok;
	ok = ok && renameat(f->folder, beside, f->folder, name) == 0 && fsync(f->folder) == 0;
	if (!ok)
		return ab_fail(err, "where you were is not kept: %s: %s", strerror(errno), name);
	f->last = ab_copy(&f->arena, text);
	for (int slot = 0; slot < AB_STATE_SLOTS; slot++)
		if (f->heir & 1u << slot) {
			unlinkat(f->folder, name_of(f, slot, "state"), 0);
			lock(f, slot, F_UNLCK);
		}
	f->heir = 0;
	return true;
}

void
ab_state_file_notes(const struct ab_options *o, struct ab_heap *heap, struct ab_notes *notes)
{
	struct ab_state_file f = { .folder = -1, .lock = -1, .id = ab_state_id(o, heap) };
	struct timespec when;
	struct ab_error err;
	struct ab_state state;
	ab_str text;

	for (int slot = 0; (f.folder >= 0 || open_folder(&f)) && slot < AB_STATE_SLOTS; slot++)
		if (read_slot(&f, slot, &text, &when, &err) == THERE) {
			/* notes that are whole are taken */
			ab_state_read(&f.arena, text, &state, &err);
			ab_state_notes(&state, notes);
		}
	ab_state_file_close(&f);
}

void
ab_state_file_close(struct ab_state_file *f)
{
	if (f->lock >= 0)
		close(f->lock);
	if (f->folder >= 0)
		close(f->folder);
	ab_arena_free(&f->arena);
}
