#include "app/rulefiles.h"

#include <errno.h>
#include <glob.h>
#include <stdlib.h>

static bool
read_file(struct ab_rule_files *files, const char *path, ab_say_fn *say)
{
	FILE *f = fopen(path, "rb");
	char *text = NULL;
	size_t len = 0;

	/* To the first NUL, which no rule holds: the whole file, for any file of rules. */
	bool ok = f && (getdelim(&text, &len, '\0', f) >= 0 || feof(f)) && !ferror(f);
	if (ok) {
		ab_str name = ab_copy(&files->arena, ab_str_c(path));
		ab_str all = ab_copy(&files->arena, ab_str_c(text));
		AB_PUSH(&files->arena, files, ((struct ab_rule_text){ name.ptr, all }));
	} else {
		say(ab_str_c(path), ab_str_c(strerror(errno)));
	}
	if (f)
		fclose(f);
	free(text);
	return ok;
}

static void
read_folder(struct ab_rule_files *files, ab_say_fn *say)
{
	const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
	struct ab_arena arena = { 0 };
	ab_str pattern = { 0 };
	glob_t found;

	if (config && *config == '/')
		pattern = ab_format(&arena, "%s/abreast/rules.d/*.rules", config);
	else if (home && *home == '/')
		pattern = ab_format(&arena, "%s/.config/abreast/rules.d/*.rules", home);
	if (pattern.ptr && glob(pattern.ptr, 0, NULL, &found) == 0) {
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
	read_folder(files, say);
	return ok;
}

void
ab_rule_files_free(struct ab_rule_files *files)
{
	ab_arena_free(&files->arena);
}
