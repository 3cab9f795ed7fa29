#include "app/ownrules.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/folders.h"

#define PREFIX "chrome/own-"

/* ---- the file ---- */

/* Puts text in the place of a file: all of it or nothing. */
static bool
replace(const char *path, ab_str text)
{
	struct ab_arena arena = { 0 };
	char *real = realpath(path, NULL); /* NULL where there is none yet */
	const char *target = real ? real : path;
	const char *beside = ab_format(&arena, "%s.%ld", target, (long)getpid()).ptr;
	struct stat old;

	unlink(beside); /* of a process that had our number and died */
	int fd = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	bool ok = fd >= 0 && ab_write_synced(fd, text)
	    && (stat(target, &old) != 0 || fchmod(fd, old.st_mode & 07777) == 0);
	int why = errno;
	if (fd >= 0 && close(fd) != 0 && ok) {
		ok = false;
		why = errno;
	}
	if (ok && rename(beside, target) != 0) {
		ok = false;
		why = errno;
	}
	if (!ok && fd >= 0)
		unlink(beside);
	free(real);
	ab_arena_free(&arena);
	errno = why;
	return ok;
}

/* ---- its place among the rules ---- */

static const char *
path_of(struct ab_arena *arena, struct ab_error *err)
{
	ab_str folder = ab_rule_files_folder(arena);

	if (folder.len)
		return ab_format(arena, "%s/own.rules", folder.ptr).ptr;
	ab_fail(err, "there is no place for rules: set HOME or XDG_CONFIG_HOME");
	return NULL;
}

/* Our file among those that were read, in the order in which they would be read. */
static struct ab_rule_text *
entry_of(struct ab_rule_files *files, const char *path)
{
	size_t i = files->given;

	while (i < files->count && strcoll(files->at[i].name, path) < 0)
		i++;
	if (i < files->count && strcmp(files->at[i].name, path) == 0)
		return &files->at[i];
	struct ab_rule_text fresh = { ab_copy(&files->arena, ab_str_c(path)).ptr, AB_STR("") };
	AB_PUSH(&files->arena, files, fresh);
	memmove(&files->at[i + 1], &files->at[i], (files->count - 1 - i) * sizeof(fresh));
	files->at[i] = fresh;
	return &files->at[i];
}

/* What the file says now: another reader may have written to it. */
static bool
read_now(struct ab_arena *arena, const char *path, ab_str *text, struct ab_error *err)
{
	struct ab_error why;

	*text = AB_STR("");
	if (access(path, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR))
		return true;
	return ab_rule_file_read(arena, path, text, &why)
	    || ab_fail(err, "nothing written, %s cannot be read: %s", path, why.text);
}

/* The file with another text, and all that is known with it. */
static const struct ab_knowledge *
change(struct ab_own_rules *own, const char *path, ab_str text, struct ab_error *err)
{
	struct ab_arena arena = { 0 };

	if (own->secure) {
		ab_fail(err, "no files in secure mode");
		return NULL;
	}
	struct ab_rule_text *entry = entry_of(own->files, path);
	ab_str old = entry->text;

	entry->text = ab_copy(&own->files->arena, text);
	struct ab_knowledge *know = ab_knowledge_new(own->files->at, own->files->count,
	    own->built_in, err);
	if (know && (!ab_folder_make(ab_rule_files_folder(&arena)) || !replace(path, text))) {
		ab_fail(err, "nothing written, %s: %s", strerror(errno), path);
		ab_knowledge_free(know);
		know = NULL;
	}
	ab_arena_free(&arena);
	if (!know) {
		entry->text = old;
		return NULL;
	}
	ab_knowledge_free(own->before);
	own->before = own->now;
	return own->now = know;
}

/* ---- its rules ---- */

/* The number after the prefix of a line that is a rule of ours; 0 for any other. */
static unsigned long
number_of(ab_str line)
{
	return ab_str_starts(line, AB_STR(PREFIX)) ? strtoul(line.ptr + sizeof(PREFIX) - 1,
	    NULL, 10) : 0;
}

static unsigned long
last_number(ab_str text)
{
	unsigned long most = 0;
	ab_str line;

	while (ab_str_line(&text, &line))
		if (number_of(line) > most && number_of(line) < 1000000)
			most = number_of(line);
	return most;
}

/* Can the line stand in a file as it is? */
static bool
is_plain(ab_str line)
{
	for (size_t n; line.len; line = ab_str_skip(line, n)) {
		uint32_t c = ab_code_point(line, &n);
		if (ab_is_control(c) || c < ' ')
			return false;
	}
	return true;
}

/* As much of the example as a rule sees. */
static ab_str
example_line(struct ab_arena *arena, ab_str example)
{
	if (!is_plain(example))
		return AB_STR("");
	if (example.len > AB_RULES_REACH)
		for (example.len = AB_RULES_REACH;
		    ((uint8_t)example.ptr[example.len] & 0xC0) == 0x80;)
			example.len--;
	return ab_format(arena, "+ %.*s\n", (int)example.len, example.ptr);
}

static const struct ab_knowledge *
add(void *data, ab_str pattern, ab_str example, char said[AB_RULE_SAID], struct ab_error *err)
{
	struct ab_own_rules *own = data;
	struct ab_arena arena = { 0 };
	const struct ab_knowledge *know = NULL;
	const char *path = path_of(&arena, err);
	ab_str text, plus = example_line(&arena, example);

	if (path && read_now(&arena, path, &text, err)) {
		snprintf(said, AB_RULE_SAID, "%s%lu", PREFIX, last_number(text) + 1);
		ab_str rule = ab_format(&arena, "%s\t%.*s\n%.*s", said, (int)pattern.len,
		    pattern.ptr, (int)plus.len, plus.ptr);
		const char *newline = text.len && !ab_str_ends(text, AB_STR("\n")) ? "\n" : "";
		ab_str all = ab_format(&arena, "%.*s%s%s", (int)text.len, text.ptr,
		    newline, rule.ptr);
		if (ab_knowledge_check(&(struct ab_rule_text){ said, rule }, err))
			know = change(own, path, all, err);
	}
	ab_arena_free(&arena);
	return know;
}

/* The last rule of ours with the lines that belong to it, as a span of the file. */
static ab_span
last_rule(ab_str text)
{
	ab_span at = { 0, 0 };
	ab_str rest = text, line;
	bool ours = false;

	while (ab_str_line(&rest, &line)) {
		size_t start = (size_t)(line.ptr - text.ptr), end = text.len - rest.len;
		if (number_of(line)) {
			ours = true;
			at = (ab_span){ start, end };
		} else if (ours && line.len > 1 && line.ptr[1] == ' '
		    && strchr("=+-?", *line.ptr)) {
			at.end = end;
		} else {
			ours = false;
		}
	}
	return at;
}

static const struct ab_knowledge *
take_back(void *data, char said[AB_RULE_SAID], struct ab_error *err)
{
	struct ab_own_rules *own = data;
	struct ab_arena arena = { 0 };
	const struct ab_knowledge *know = NULL;
	const char *path = path_of(&arena, err);
	ab_str text, line;

	if (path && read_now(&arena, path, &text, err)) {
		ab_span at = last_rule(text);
		ab_str rule = ab_slice(text, at), after = ab_str_skip(text, at.end);
		if (!ab_str_line(&rule, &line)) {
			ab_fail(err, "there is no rule of yours to take back: x makes one");
		} else {
			ab_str shown = ab_visible(&arena, line); /* the tab becomes a blank */
			snprintf(said, AB_RULE_SAID, "%s", shown.ptr);
			know = change(own, path,
			    ab_format(&arena, "%.*s%.*s", (int)at.start, text.ptr, (int)after.len,
			    after.ptr), err);
		}
	}
	ab_arena_free(&arena);
	return know;
}

struct ab_rule_keeper
ab_own_rules_keeper(struct ab_own_rules *own)
{
	return (struct ab_rule_keeper){ own, add, take_back };
}

void
ab_own_rules_free(struct ab_own_rules *own)
{
	ab_knowledge_free(own->now);
	ab_knowledge_free(own->before);
}
