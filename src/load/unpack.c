/*
 * unpack - a name from a stranger becomes a file of the user's, and nothing else happens.
 *
 * A name is walked part by part with openat and O_NOFOLLOW from the folder that the user gave, so
 * that no link, made before or meanwhile, leads out of it. A file is written beside its name and
 * takes it when it is whole: with linkat, which leaves what is there as it is, or with renameat,
 * which replaces it, and a link as well as a file.
 */

#include "load/pack.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/utf8.h"

#define UNNAMED "unnamed"

/* The next part of a name, up to a slash; false after the last. */
static bool
next_part(ab_str *rest, bool *more, ab_str *part)
{
	if (!*more)
		return false;
	const char *end = ab_at(*rest, rest->len);
	*part = ab_str_cut(rest, '/');
	*more = ab_at(*part, part->len) < end;
	return true;
}

static bool
is_dots(ab_str s)
{
	return ab_str_eq(s, AB_STR(".")) || ab_str_eq(s, AB_STR(".."));
}

/* A part as a file can be called: "." and ".." as %2E, NUL as %00. */
static ab_str
encode_part(struct ab_arena *arena, ab_str part)
{
	char *to = ab_alloc(arena, part.len + 1, 3);
	size_t len = 0;
	bool dots = is_dots(part);

	for (size_t i = 0; i < part.len; i++) {
		if (part.ptr[i] && !dots) {
			to[len++] = part.ptr[i];
			continue;
		}
		memcpy(to + len, dots ? "%2E" : "%00", 3);
		len += 3;
	}
	return (ab_str){ to, len };
}

/* The name as a path below the folder: a slash that has nothing before it, or nothing after it,
 * is %2F. */
static ab_str
encode_path(struct ab_arena *arena, ab_str name)
{
	char *to = ab_alloc(arena, name.len + 1, 3);
	size_t len = 0;
	bool more = true;
	ab_str part;

	while (next_part(&name, &more, &part)) {
		ab_str as = encode_part(arena, part);
		memcpy(to + len, as.ptr, as.len);
		len += as.len;
		if (!more)
			break;
		if (part.len && name.len)
			to[len++] = '/';
		else
			memcpy(to + len, "%2F", 3), len += 3;
	}
	return (ab_str){ to, len };
}

/* Opens the folder `name` in dir, and makes it if need be; dir is closed. */
static int
enter(int dir, const char *name)
{
	int made = mkdirat(dir, name, 0777);
	int fd = made == 0 || errno == EEXIST
	    ? openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) : -1;
	int why = errno;

	close(dir);
	errno = why;
	return fd;
}

/* Opens the folder that path lies in; *last becomes its last part. */
static int
enter_folders(struct ab_arena *arena, int dir_fd, ab_str path, const char **last)
{
	int dir = fcntl(dir_fd, F_DUPFD_CLOEXEC, 0);
	bool more = true;
	ab_str part;

	while (dir >= 0 && next_part(&path, &more, &part)) {
		*last = ab_copy(arena, part).ptr;
		if (more)
			dir = enter(dir, *last);
	}
	return dir;
}

static bool
write_all(int fd, ab_str s)
{
	while (s.len) {
		ssize_t n = write(fd, s.ptr, s.len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		s = ab_str_skip(s, (size_t)n);
	}
	return true;
}

static bool
exists(int dir, const char *name)
{
	struct stat st;

	return fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) == 0;
}

/* A new file of a name that nobody has; *name says which. */
static int
open_beside(struct ab_arena *arena, int dir, const char **name)
{
	enum { TRIES = 100 };
	int fd = -1;

	for (unsigned i = 0; fd < 0 && i < TRIES; i++) {
		*name = ab_format(arena, ".abreast-%ld-%u", (long)getpid(), i).ptr;
		fd = openat(dir, *name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
		if (fd < 0 && errno != EEXIST)
			break;
	}
	return fd;
}

/* The name is taken; where there are no links (FAT), with a look whether it is free. */
static bool
take_name(int dir, const char *beside, const char *name, bool force)
{
	if (force)
		return renameat(dir, beside, dir, name) == 0;
	if (linkat(dir, beside, dir, name, 0) == 0)
		return unlinkat(dir, beside, 0) == 0;
	if (errno != EPERM && errno != EOPNOTSUPP)
		return false;
	if (!exists(dir, name))
		return renameat(dir, beside, dir, name) == 0;
	errno = EEXIST;
	return false;
}

/* A file with this body, whole or not there; errno says why not. */
static bool
write_file(struct ab_arena *arena, int dir, const char *name, ab_str body, bool force)
{
	const char *beside;

	if (!force && exists(dir, name)) { /* or the body would be written first */
		errno = EEXIST;
		return false;
	}
	int fd = open_beside(arena, dir, &beside);
	if (fd < 0)
		return false;
	bool ok = write_all(fd, body);
	int why = errno;
	if (close(fd) < 0 && ok) {
		ok = false;
		why = errno;
	}
	if (ok && !take_name(dir, beside, name, force)) {
		ok = false;
		why = errno;
	}
	if (!ok)
		unlinkat(dir, beside, 0);
	errno = why;
	return ok;
}

static const char *
numbered(struct ab_arena *arena, unsigned n)
{
	return n == 1 ? UNNAMED : ab_format(arena, UNNAMED "-%u", n).ptr;
}

/* "unnamed", "unnamed-2", ...: a free one, found by doubling and halving, since a bundle may hold
 * a million of them. */
static const char *
free_name(struct ab_arena *arena, int dir)
{
	unsigned high = 1;

	while (high < 1u << 30 && exists(dir, numbered(arena, high)))
		high *= 2;
	unsigned low = high / 2;
	while (high - low > 1) {
		unsigned mid = low + (high - low) / 2;
		if (exists(dir, numbered(arena, mid)))
			low = mid;
		else
			high = mid;
	}
	return numbered(arena, high);
}

static bool
say(struct ab_arena *arena, ab_str name, int why, struct ab_error *err)
{
	ab_str seen = ab_visible(arena, name);
	int len = seen.len < 200 ? (int)seen.len : 200;

	if (why == EEXIST)
		return ab_fail(err, "%.*s exists already and is left as it is; unpack into an "
		    "empty folder, or use --force", len, seen.ptr);
	if (why == ELOOP || why == ENOTDIR)
		return ab_fail(err, "%.*s is not written: what would be its folder is a link or a "
		    "file", len, seen.ptr);
	return ab_fail(err, "%.*s cannot be written: %s", len, seen.ptr, strerror(why));
}

bool
ab_unpack_article(int dir_fd, ab_str name, ab_str body, bool force, struct ab_error *err)
{
	struct ab_arena arena = { 0 };
	const char *last = "";
	int dir = enter_folders(&arena, dir_fd, encode_path(&arena, name), &last);

	if (dir >= 0 && !*last)
		last = free_name(&arena, dir);
	bool ok = dir >= 0 && write_file(&arena, dir, last, body, force);
	if (!ok)
		say(&arena, name, errno, err);
	if (dir >= 0)
		close(dir);
	ab_arena_free(&arena);
	return ok;
}
