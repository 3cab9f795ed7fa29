/* Shows every target the texts of its corpus: what was found once stays mended. */
#define _POSIX_C_SOURCE 200809L /* alarm */
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "fuzz.h"

static const struct target { const char *name; const char *(*show)(ab_str bytes); } targets[] = {
#define TARGET(name, most) { #name, fuzz_##name },
#include "targets.def"
#undef TARGET
};

/* In memory of just its size, so that a byte read beyond it is noticed. */
static ab_str
read_file(const char *path)
{
	FILE *f = fopen(path, "rb");
	long len = -1;

	if (f && fseek(f, 0, SEEK_END) == 0)
		len = ftell(f);
	if (len < 0) {
		fprintf(stderr, "%s: cannot be read\n", path);
		exit(1);
	}
	char *bytes = ab_xalloc((size_t)len, 1);
	rewind(f);
	size_t got = fread(bytes, 1, (size_t)len, f);
	fclose(f);
	return (ab_str){ bytes, got };
}

/* A hang is a fault like any other; minutes, since a sanitizer may look on. */
enum { PATIENCE = 120 };

static const char *path_shown;

static void
give_up(int signal)
{
	static const char sentence[] = ": takes longer than it may\n";

	(void)signal;
	if (write(STDERR_FILENO, path_shown, strlen(path_shown)) < 0
	    || write(STDERR_FILENO, sentence, sizeof(sentence) - 1) < 0)
		_exit(1);
	_exit(1);
}

static bool
replay(const struct target *target, const char *folder, const char *name)
{
	struct ab_arena arena = { 0 };
	ab_str path = ab_format(&arena, "%s/%s", folder, name), bytes = read_file(path.ptr);
	path_shown = path.ptr;
	alarm(PATIENCE);
	const char *broken = target->show(bytes);
	alarm(0);

	if (broken)
		fprintf(stderr, "%s: %s\n", path.ptr, broken);
	free((char *)bytes.ptr);
	ab_arena_free(&arena);
	return !broken;
}

/* A target without a text is a mistake. */
static bool
replay_all(const struct target *target)
{
	struct ab_arena arena = { 0 };
	const char *srcdir = getenv("srcdir");
	ab_str folder = ab_format(&arena, "%s/tests/fuzz/corpus/%s", srcdir ? srcdir : ".", target->name);
	DIR *dir = opendir(folder.ptr);
	size_t shown = 0;
	bool good = true;

	for (struct dirent *entry; dir && (entry = readdir(dir));)
		if (entry->d_name[0] != '.') {
			good &= replay(target, folder.ptr, entry->d_name);
			shown++;
		}
	if (dir)
		closedir(dir);
	if (shown == 0)
		fprintf(stderr, "%s: no text in it\n", folder.ptr);
	printf("%s: %zu texts\n", target->name, shown);
	ab_arena_free(&arena);
	return good && shown > 0;
}

int
main(void)
{
	bool good = true;

	signal(SIGALRM, give_up);
	for (size_t i = 0; i < AB_LEN(targets); i++)
		good &= replay_all(&targets[i]);
	return good ? 0 : 1;
}
