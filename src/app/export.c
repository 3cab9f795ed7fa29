#include "app/export.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/folders.h"

/* What the file holds now, before what is added to it. */
static bool
copy_file(const char *path, int to)
{
	char buffer[1 << 14];
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	ssize_t n = -1;

	if (fd < 0)
		return false;
	while ((n = read(fd, buffer, sizeof(buffer))) > 0)
		if (!ab_write_all(to, (ab_str){ buffer, (size_t)n })) {
			n = -1;
			break;
		}
	close(fd);
	return n == 0;
}

/* The name is taken only when the text is on the disk: link() for a name that must be new. */
static bool
put(const char *temporary, int fd, const char *path, ab_str text, enum ab_writing how)
{
	mode_t mask = umask(0);

	umask(mask);
	return fchmod(fd, 0666 & ~mask) == 0 && (how != AB_WRITE_AFTER || copy_file(path, fd))
	    && ab_write_all(fd, text) && fsync(fd) == 0
	    && (how == AB_WRITE_NEW ? link(temporary, path) : rename(temporary, path)) == 0;
}

static enum ab_written
write_beside(struct ab_arena *arena, const char *path, ab_str text, enum ab_writing how,
    struct ab_error *err)
{
	/* the copy ends in a NUL and is ours to change */
	char *temporary = (char *)ab_format(arena, "%s.XXXXXX", path).ptr;
	int fd = mkstemp(temporary);
	bool ok = fd >= 0 && put(temporary, fd, path, text, how);
	int why = errno;

	if (fd >= 0) {
		close(fd);
		unlink(temporary); /* where it took the other name, it is there no more */
	}
	if (ok)
		return AB_WRITTEN;
	if (why == EEXIST && how == AB_WRITE_NEW)
		return AB_WRITTEN_NOT_EXISTS;
	ab_fail(err, "%s: cannot be written: %s", path, strerror(why));
	return AB_WRITTEN_NOT;
}

enum ab_written
ab_export(const char *path, ab_str text, enum ab_writing how, struct ab_error *err)
{
	struct ab_arena arena = { 0 };
	const char *home = getenv("HOME");
	struct stat st;
	enum ab_written written;

	if (strncmp(path, "~/", 2) == 0 && home)
		path = ab_format(&arena, "%s%s", home, path + 1).ptr;
	bool there = stat(path, &st) == 0;
	if (there && !S_ISREG(st.st_mode)) {
		ab_fail(err, "%s: is no regular file", path);
		written = AB_WRITTEN_NOT;
	} else if (there && how == AB_WRITE_NEW) {
		written = AB_WRITTEN_NOT_EXISTS;
	} else {
		written = write_beside(&arena, path, text, there ? how : AB_WRITE_NEW, err);
	}
	ab_arena_free(&arena);
	return written;
}
