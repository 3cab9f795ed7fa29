#include "app/config.h"

#include <unistd.h>

#include "app/folders.h"
#include "app/rulefiles.h"
#include "base/words.h"

/* ---- lines ---- */

/* The next line that is no comment, without blanks around it; *number counts all lines. */
static bool
next_line(ab_str *rest, ab_str *line, size_t *number)
{
	while (ab_str_line(rest, line)) {
		++*number;
		*line = ab_str_trim(*line);
		if (line->len && *line->ptr != '#')
			return true;
	}
	return false;
}

static void
tell(ab_say_fn *say, const char *file, size_t line, const struct ab_error *err)
{
	struct ab_arena arena = { 0 };

	say(ab_str_c(file), ab_format(&arena, ab_tr("line %zu: %s; the line is left out"), line,
	    err->text));
	ab_arena_free(&arena);
}

/* Cuts what stands before the first of these characters off a line. */
static ab_str
word(ab_str *line, const char *ends)
{
	ab_str first = { line->ptr, 0 };

	while (first.len < line->len && !strchr(ends, first.ptr[first.len]))
		first.len++;
	*line = ab_str_skip(*line, first.len);
	return first;
}

void
ab_config_options(struct ab_config *config, struct ab_options *o, const char *name, ab_str text,
    ab_say_fn *say)
{
	struct ab_error err;
	size_t number = 0;

	for (ab_str line; next_line(&text, &line, &number);) {
		const char *value = NULL;
		if (ab_str_starts(line, AB_STR("--")))
			line = ab_str_skip(line, 2);
		ab_str option = ab_str_trim(word(&line, "="));
		if (line.len)
			value = ab_copy(&config->arena, ab_str_trim(ab_str_skip(line, 1))).ptr;
		if (!ab_options_set(o, option, value, &err))
			tell(say, name, number, &err);
	}
}

void
ab_config_keys(struct ab_config *config, const char *name, ab_str text, ab_say_fn *say)
{
	struct ab_error err;
	size_t number = 0;

	for (ab_str line; next_line(&text, &line, &number);) {
		ab_str command = word(&line, " \t");
		ab_str list = ab_copy(&config->arena, ab_str_trim(line));
		if (!ab_keys_set(&config->arena, &config->keys, command, list, &err))
			tell(say, name, number, &err);
	}
}

/* ---- files ---- */

/* That a file of this name is not there needs no telling here. */
static bool
read_own(struct ab_config *config, const char *path, ab_str *text, ab_say_fn *say)
{
	struct ab_error err;

	*text = AB_STR("");
	if (access(path, F_OK) != 0)
		return false;
	if (ab_rule_file_read(&config->arena, path, text, &err))
		return true;
	say(ab_str_c(path), ab_str_c(err.text));
	return false;
}

bool
ab_config_read(struct ab_config *config, struct ab_options *o, ab_say_fn *say)
{
	ab_str folder = ab_folder(&config->arena, "XDG_CONFIG_HOME", ".config"), text;
	const char *options = o->config, *keys = NULL;

	config->keys = ab_keys_default();
	if (o->no_config)
		return true;
	if (folder.len) {
		keys = ab_format(&config->arena, "%s/keys", folder.ptr).ptr;
		if (!options)
			options = ab_format(&config->arena, "%s/config", folder.ptr).ptr;
	}
	bool read = options && read_own(config, options, &text, say);
	if (read)
		ab_config_options(config, o, options, text, say);
	if (keys && read_own(config, keys, &text, say))
		ab_config_keys(config, keys, text, say);
	return read || !o->config;
}

void
ab_config_free(struct ab_config *config)
{
	ab_arena_free(&config->arena);
}
