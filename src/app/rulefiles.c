#include "app/rulefiles.h"

#include <errno.h>
#include <glob.h>
#include <stdlib.h>

#include "app/folders.h"

bool
ab_rule_file_read(struct ab_arena *arena, const char *path, ab_str *text, struct ab_error *err)
{
	FILE *f = fopen(path, "rb");
	char *bytes = NULL;
	size_t len = 0;

	/* To the first NUL, which no rule holds: the whole file, for any file of rules. */
	ssize_t read = f ? getdelim(&bytes, &len, '\0', f) : -1;
	bool ok = f && (read >= 0 || feof(f)) && !ferror(f);
	if (ok)
		*text = read > 0 ? ab_copy(arena, ab_str_c(bytes)) : AB_STR("");
	else
		ab_fail(err, "%s", strerror(errno));
	if (f)
		fclose(f);
	free(bytes);
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

	if (folder.len && glob(ab_format(&arena, "%s/*.rules", folder.ptr).ptr, 0, NULL, &found) == 0) {
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
