#include "app/rulefiles.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/folders.h"

enum { PIECE = 4096, PATIENCE = 2000 /* milliseconds */ };

/* A pipe may be given as well (--rules=<(command)), but nobody is waited for long. */
static ssize_t
read_piece(int fd, char *to, size_t len, struct ab_error *err)
{
	ssize_t n;

	do {
		if (poll(&(struct pollfd){ .fd = fd, .events = POLLIN }, 1, PATIENCE) == 0) {
			ab_fail(err, "nothing comes from it");
			return -1;
		}
		n = read(fd, to, len);
	} while (n < 0 && (errno == EINTR || errno == EAGAIN));
	if (n < 0)
		ab_fail(err, "%s", strerror(errno));
	return n;
}

static bool
read_all(struct ab_arena *arena, int fd, ab_str *text, struct ab_error *err)
{
	size_t room = PIECE, len = 0;
	char *bytes = ab_xalloc(room, 1);
	ssize_t n;

	while (len <= AB_RULE_FILE_MAX && (n = read_piece(fd, bytes + len, room - len, err)) > 0) {
		len += (size_t)n;
		if (len == room)
			bytes = ab_xrealloc(bytes, room *= 2, 1);
	}
	bool ok = len <= AB_RULE_FILE_MAX && n == 0;
	if (ok)
		*text = ab_copy(arena, (ab_str){ bytes, len });
	else if (len > AB_RULE_FILE_MAX)
		ab_fail(err, "is longer than %d MiB", AB_RULE_FILE_MAX >> 20);
	free(bytes);
	return ok;
}

bool
ab_rule_file_read(struct ab_arena *arena, const char *path, ab_str *text, struct ab_error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

	if (fd < 0)
		return ab_fail(err, "%s", strerror(errno));
	bool ok = read_all(arena, fd, text, err);
	close(fd);
	if (ok && text->len && memchr(text->ptr, '\0', text->len))
		return ab_fail(err, "is no text: there is a NUL in it");
	return ok;
}

static bool
read_file(struct ab_rule_files *files, const char *path, ab_say_fn *say)
{
	struct ab_error err;
	ab_str text;

	if (ab_rule_file_read(&files->arena, path, &text, &err)) {
		ab_str name = ab_copy(&files->arena, ab_str_c(path));
		AB_PUSH(&files->arena, files, ((struct ab_rule_text){ name.ptr, text }));
		return true;
	}
	say(ab_str_c(path), ab_str_c(err.text));
	return false;
}

ab_str
ab_rule_files_folder(struct ab_arena *arena)
{
	ab_str folder = ab_folder(arena, "XDG_CONFIG_HOME", ".config");

	return folder.len ? ab_format(arena, "%s/rules.d", folder.ptr) : folder;
}

static void
read_folder(struct ab_rule_files *files, ab_say_fn *say)
{
	struct ab_arena arena = { 0 };
	ab_str folder = ab_rule_files_folder(&arena);
	glob_t found;

	if (folder.len
	    && glob(ab_format(&arena, "%s/*.rules", folder.ptr).ptr, 0, NULL, &found) == 0) {
		for (size_t i = 0; i < found.gl_pathc; i++)
			read_file(files, found.gl_pathv[i], say);
		globfree(&found);
	}
	ab_arena_free(&arena);
}

bool
ab_rule_files_read(struct ab_rule_files *files, const struct ab_options *o, ab_say_fn *say)
{
	bool ok = true;

	for (int i = 0; i < o->rules_count; i++)
		ok &= read_file(files, o->rules[i], say);
	files->given = files->count;
	read_folder(files, say);
	return ok;
}

void
ab_rule_files_free(struct ab_rule_files *files)
{
	ab_arena_free(&files->arena);
}
