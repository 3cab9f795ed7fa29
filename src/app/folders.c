#include "app/folders.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

ab_str
ab_folder(struct ab_arena *arena, const char *variable, const char *in_home)
{
	const char *given = getenv(variable), *home = getenv("HOME");

	if (given && *given == '/')
		return ab_format(arena, "%s/abreast", given);
	if (home && *home == '/')
		return ab_format(arena, "%s/%s/abreast", home, in_home);
	return AB_STR("");
}

bool
ab_folder_make(ab_str folder)
{
	struct ab_arena arena = { 0 };
	char *path = ab_alloc(&arena, folder.len + 1, 1);
	bool ok = true;

	memcpy(path, folder.ptr, folder.len);
	for (char *slash = strchr(path + 1, '/'); ok && slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		ok = mkdir(path, 0700) == 0 || errno == EEXIST;
		*slash = '/';
	}
	ok = ok && (mkdir(path, 0700) == 0 || errno == EEXIST);
	int why = errno;
	ab_arena_free(&arena);
	errno = why;
	return ok;
}

bool
ab_write_all(int fd, ab_str bytes)
{
	while (bytes.len) {
		ssize_t n = write(fd, bytes.ptr, bytes.len);
		if (n < 0 && errno != EINTR)
			return false;
		bytes = ab_str_skip(bytes, n > 0 ? (size_t)n : 0);
	}
	return true;
}

bool
ab_write_synced(int fd, ab_str text)
{
	return ab_write_all(fd, text) && fsync(fd) == 0;
}
