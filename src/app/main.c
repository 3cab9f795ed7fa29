/* abreast: read several articles on one event side by side. Here is what is made ready, in which
 * order, the one place that prints a sentence, and, with mode, all policy. */
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/config.h"
#include "app/mode.h"
#include "app/process.h"
#include "app/rulefiles.h"
#include "app/sandbox.h"
#include "base/words.h"

/* Whatever a sentence holds, nothing in it steers a terminal. */
static void
complain(ab_str source, ab_str sentence)
{
	struct ab_arena arena = { 0 };
	ab_str who = ab_visible(&arena, source), what = ab_visible(&arena, sentence);

	fprintf(stderr, "abreast: %.*s%s%.*s\n", (int)who.len, who.ptr, who.len ? ": " : "",
	    (int)what.len, what.ptr);
	ab_arena_free(&arena);
}

static int
printed(void)
{
	return ab_printed(ab_flush(), AB_ALL_READ, complain);
}

static int
check_rules(const struct ab_rule_files *files, bool built_in)
{
	struct ab_rule_text own = ab_knowledge_built_in();
	struct ab_error err;
	int status = AB_ALL_READ;

	for (size_t i = 0; i < files->count + built_in; i++) {
		const struct ab_rule_text *text = i < files->count ? &files->at[i] : &own;
		if (ab_knowledge_check(text, &err))
			continue;
		complain(ab_str_c(""), ab_str_c(err.text));
		status = AB_IN_PART;
	}
	return status;
}

static int
print_formats(void)
{
	const char *help;

	for (size_t i = 0; ab_heap_format_name(i, &help); i++)
		printf("%-16s %s\n", ab_heap_format_name(i, &help), help);
	return printed();
}

/* A format that is not known is a usage error, found before any source is opened. */
static bool
format_known(const char *name)
{
	const char *known;

	for (size_t i = 0; name && (known = ab_heap_format_name(i, NULL)) != NULL; i++)
		if (strcmp(known, name) == 0)
			return true;
	return !name;
}

/* How many sources could be opened; what could not be is told. */
static int
open_sources(struct ab_heap *heap, const struct ab_options *o)
{
	static char *standard_input[] = { "-" };
	bool piped = o->sources_count == 0 && !isatty(STDIN_FILENO);
	char **source = piped ? standard_input : o->sources;
	int count = piped ? 1 : o->sources_count, opened = 0;

	for (int i = 0; i < count; i++) {
		struct ab_error err;
		if (ab_heap_add(heap, source[i], &err))
			opened++;
		else
			complain(ab_str_c(strcmp(source[i], "-")
			    ? source[i] : ab_tr("standard input")), ab_str_c(err.text));
	}
	return opened;
}

static int
usage(const char *sentence)
{
	complain(ab_str_c(""), ab_str_c(ab_tr(sentence)));
	return AB_USAGE;
}

static int
with_sources(const struct ab_options *o, const struct ab_ready *ready)
{
	struct ab_heap *heap = ab_heap_new(&(struct ab_heap_options){ .format = o->format,
	    .tmpdir = getenv("TMPDIR"), .limits = &o->limits,
	    .hurried = o->mode == AB_MODE_AUTO });
	struct ab_error err;

	if ((o->begin || o->end) && !ab_heap_delimit(heap, o->begin, o->end, &err)) {
		ab_heap_free(heap);
		return usage(err.text);
	}
	if (!o->no_sandbox)
		ab_sandbox_enter(o);
	int wanted = o->sources_count ? o->sources_count : 1, opened = open_sources(heap, o);
	int status = opened == wanted ? AB_ALL_READ : AB_IN_PART;

	if (opened == 0) {
		ab_heap_free(heap);
		return AB_USAGE;
	}
	int done = ab_mode_run(o, heap, ready, complain);
	status = done > status ? done : status;
	for (size_t i = 0; i < ab_heap_notices(heap); i++) {
		complain(ab_str_c(""), ab_heap_notice(heap, i));
		status = status == AB_USAGE ? AB_USAGE : AB_IN_PART;
	}
	ab_heap_free(heap);
	return status;
}

/* Files of what is learned and was learned are opened before the sandbox is shut. */
static int
with_learned(const struct ab_options *o, struct ab_ready *ready)
{
	struct ab_learning learning = { 0 };
	struct ab_error err;
	int status = AB_USAGE;

	ready->learn = o->learn ? &learning : NULL;
	if (o->learned && !(ready->learned = ab_learn_read(o->learned, &err)))
		complain(ab_str_c(o->learned), ab_str_c(err.text));
	else if (o->learn && !ab_learning_begin(&learning, o->learn, &err))
		complain(ab_str_c(o->learn), ab_str_c(err.text));
	else
		status = with_sources(o, ready);
	ab_familiar_free(ready->learned);
	ab_learning_free(&learning);
	return status;
}

static int
with_rules(struct ab_options *o)
{
	struct ab_rule_files files = { 0 };
	struct ab_own_rules own = { .files = &files, .built_in = !o->no_default_rules,
	    .secure = o->secure };
	struct ab_ready ready = { .own = &own };
	struct ab_error err;
	bool readable = ab_rule_files_read(&files, o, complain);
	int status = AB_USAGE;

	if (readable && o->mode == AB_MODE_CHECK_RULES) {
		status = check_rules(&files, !o->no_default_rules);
	} else if (readable) {
		ready.know = ab_knowledge_new(files.at, files.count, !o->no_default_rules, &err);
		if (ready.know)
			status = with_learned(o, &ready);
		else
			complain(ab_str_c(""), ab_str_c(err.text));
	}
	ab_own_rules_free(&own);
	ab_knowledge_free(ready.know);
	ab_rule_files_free(&files);
	return status;
}

/* A terminal that knows nothing but to go on. */
static bool
is_dumb(void)
{
	const char *term = getenv("TERM");

	return isatty(STDOUT_FILENO) && term && strcmp(term, "dumb") == 0;
}

/* Would text have to come from where a terminal gives keys? Only dumps asked for by "-" read it. */
static bool
wants_text_typed(const struct ab_options *o)
{
	bool asked = false;

	for (int i = 0; i < o->sources_count; i++)
		asked |= strcmp(o->sources[i], "-") == 0;
	return o->sources_count == 0 ? o->mode != AB_MODE_CHECK_RULES
	    : asked && o->mode == AB_MODE_AUTO;
}

static int
run(struct ab_options *o)
{
	switch (o->mode) {
	case AB_MODE_HELP:
		ab_options_help(o->bindings, stdout);
		return printed();
	case AB_MODE_VERSION: puts(PACKAGE_STRING); return printed();
	case AB_MODE_FORMATS: return print_formats();
	case AB_MODE_AUTO:
		if (o->plain || is_dumb())
			o->mode = AB_MODE_PLAIN;
		else if (!isatty(STDOUT_FILENO))
			o->mode = AB_MODE_TEXT;
		break;
	default: break;
	}
	if (!format_known(o->format))
		return usage("--format: no such format (see --format=list)");
	if (o->format && strcmp(o->format, "own") == 0 && !o->begin && !o->end)
		return usage("--format=own wants --begin or --end");
	if (o->force && o->mode != AB_MODE_UNPACK)
		return usage("--force says what --unpack may do: use it with --unpack=DIR");
	if (o->mode == AB_MODE_PACK && isatty(STDOUT_FILENO))
		return usage("--pack writes bytes as they are, which a terminal would obey; send "
		    "them to a file or a pipe");
	if (o->secure && o->mode == AB_MODE_UNPACK)
		return usage("--unpack: no files in secure mode (ABREAST_SECURE=1)");
	if (o->secure && o->mode == AB_MODE_LEARN)
		return usage("--learn: no files in secure mode (ABREAST_SECURE=1)");
	if (wants_text_typed(o) && isatty(STDIN_FILENO))
		return usage("nothing to read: name a file or a folder, or pipe text in "
		    "(see --help)");
	return with_rules(o);
}

/* The command line holds over the person's own file, which it may name or refuse; so it is read
 * once to know that, and again over what the file says. */
static bool
gather(struct ab_options *o, struct ab_config *config, int argc, char **argv, struct ab_error *err)
{
	struct ab_options line = ab_options_default();
	bool ok = ab_options_parse(&line, argc, argv, err);

	if (ok) {
		o->config = line.config;
		o->no_config = line.no_config;
		if (!ab_config_read(config, o, complain))
			ok = ab_fail(err, "--config: %s cannot be read", line.config);
	}
	ab_options_free(&line);
	o->bindings = &config->keys;
	return ok && ab_options_parse(o, argc, argv, err);
}

/* As LESSSECURE does: nothing is written then, and nothing is kept. */
static void
obey_secure(struct ab_options *o)
{
	const char *secure = getenv("ABREAST_SECURE");

	o->secure = secure && strcmp(secure, "1") == 0;
	o->no_state |= o->secure;
}

int
main(int argc, char **argv)
{
	struct ab_options options = ab_options_default();
	struct ab_config config = { 0 };
	struct ab_error err;
	int status;

	ab_process_begin();
	if (gather(&options, &config, argc, argv, &err)) {
		obey_secure(&options);
		status = run(&options);
	} else {
		status = usage(err.text);
	}
	ab_options_free(&options);
	ab_config_free(&config);
	return status;
}
