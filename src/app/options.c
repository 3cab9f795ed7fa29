#include "app/options.h"

#include <getopt.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/words.h"
#include "know/calendar.h"
#include "view/commands.h"

enum { JOBS_MAX = 256 };

/* Long options without a letter count from here, so that getopt_long's one
 * int tells them from letters. */
enum {
	FIRST = 256,
#define OPTION(id, letter, name, argument, help) OPT_##id,
#include "app/options.def"
#undef OPTION
};

static const struct row {
	int id;
	char letter;
	const char *name, *argument, *help;
} rows[] = {
#define OPTION(id, letter, name, argument, help) { OPT_##id, letter, name, argument, help },
#include "app/options.def"
#undef OPTION
};

static int
argument_kind(const struct row *r)
{
	return *r->argument == '[' ? optional_argument : *r->argument ? required_argument
	    : no_argument;
}

struct word { const char *name; int value; };

/* Looks a word up; the sentence names what could have been said. */
static bool
pick(const char *option, const char *text, const struct word *words, size_t count, int *value,
    struct ab_error *err)
{
	char known[120] = "";

	for (size_t i = 0; i < count; i++) {
		if (strcmp(text, words[i].name) == 0) {
			*value = words[i].value;
			return true;
		}
		strncat(known, i ? ", " : "", sizeof(known) - strlen(known) - 1);
		strncat(known, words[i].name, sizeof(known) - strlen(known) - 1);
	}
	return ab_fail(err, "--%s=%s: not one of %s", option, text, known);
}

static bool
parse_clean(struct ab_options *o, const char *text, struct ab_error *err)
{
	static const struct word words[] = { { "on", AB_CLEAN_ON }, { "dim", AB_CLEAN_DIM },
		{ "off", AB_CLEAN_OFF } };
	int value = AB_CLEAN_ON;
	bool ok = pick("clean", text, words, AB_LEN(words), &value, err);

	o->clean = (enum ab_clean)value;
	return ok;
}

static bool
parse_when(const char *name, const char *text, enum ab_when *when, struct ab_error *err)
{
	static const struct word words[] = {
		{ "auto", AB_WHEN_AUTO }, { "always", AB_WHEN_ALWAYS }, { "never", AB_WHEN_NEVER },
	};
	int value = AB_WHEN_AUTO;
	bool ok = pick(name, text, words, AB_LEN(words), &value, err);

	*when = (enum ab_when)value;
	return ok;
}

static bool
parse_theme(struct ab_options *o, const char *text, struct ab_error *err)
{
	struct word words[AB_THEME_COUNT];
	int value = 0;

	for (int i = 0; i < AB_THEME_COUNT; i++)
		words[i] = (struct word){ ab_theme_name((enum ab_theme)i), i };
	bool ok = pick("theme", text, words, AB_THEME_COUNT, &value, err);
	o->theme = (enum ab_theme)value;
	return ok;
}

static void
add_rules(struct ab_options *o, const char *file)
{
	o->rules = ab_xrealloc(o->rules, (size_t)o->rules_count + 1, sizeof(*o->rules));
	o->rules[o->rules_count++] = file;
}

static bool
parse_dump(struct ab_options *o, const char *text, struct ab_error *err)
{
	static const struct word words[] = {
		{ "text", AB_MODE_TEXT }, { "jsonl", AB_MODE_JSONL }, { "links", AB_MODE_LINKS },
		{ "groups", AB_MODE_GROUPS },
		{ "html", AB_MODE_HTML },
	};
	int value = AB_MODE_TEXT;
	bool ok = pick("dump", text ? text : "text", words, AB_LEN(words), &value, err);

	o->mode = (enum ab_mode)value;
	return ok;
}

static bool
parse_frame(struct ab_options *o, const char *text, struct ab_error *err)
{
	char end;

	o->mode = AB_MODE_FRAME;
	if (sscanf(text, "%4dx%4d%c", &o->cols, &o->rows, &end) != 2
	    || o->cols < 1 || o->rows < 1 || o->cols > 1000 || o->rows > 1000)
		return ab_fail(err, "--frame=%s: wants a size such as 80x24, from 1x1 to 1000x1000",
		    text);
	return true;
}

static bool
parse_date(struct ab_options *o, const char *text, struct ab_error *err)
{
	ab_civil date;

	o->date = text;
	if (strlen(text) != 10 || !ab_civil_parse(ab_str_c(text), &date))
		return ab_fail(err, "--date=%s: wants a day such as 2020-10-25", text);
	return true;
}

/* 0 is as many as there are processors. */
static bool
parse_jobs(struct ab_options *o, const char *text, struct ab_error *err)
{
	char end;

	if (sscanf(text, "%4d%c", &o->jobs, &end) != 1 || o->jobs < 0 || o->jobs > JOBS_MAX)
		return ab_fail(err, "--jobs=%s: wants a number of processes from 1 to %d, or 0: "
		    "one a processor", text, JOBS_MAX);
	if (o->jobs == 0)
		o->jobs = (int)sysconf(_SC_NPROCESSORS_ONLN);
	return true;
}

static bool
parse_path(const char *name, const char *text, const char **to, struct ab_error *err)
{
	*to = text;
	return *text || ab_fail(err, "--%s=: wants the name of a file or a folder", name);
}

static bool
take(struct ab_options *o, int id, const char *text, struct ab_error *err)
{
	switch (id) {
	case OPT_OPEN:     o->open = text; return true;
	case OPT_CLEAN:    return parse_clean(o, text, err);
	case OPT_RULES:
		if (!parse_path("rules", text, &text, err))
			return false;
		add_rules(o, text);
		return true;
	case OPT_NO_RULES: o->no_default_rules = true; return true;
	case OPT_CHECK:    o->mode = AB_MODE_CHECK_RULES; return true;
	case OPT_DATE:     return parse_date(o, text, err);
	case OPT_FORMAT:
		o->format = text;
		if (strcmp(text, "list") == 0)
			o->mode = AB_MODE_FORMATS;
		return true;
	case OPT_BEGIN:    o->begin = text; return true;
	case OPT_END:      o->end = text; return true;
	case OPT_LIMITS:   return ab_limits_parse(text, &o->limits, err);
	case OPT_LIST:     o->mode = AB_MODE_LIST; return true;
	case OPT_DUMP:     return parse_dump(o, text, err);
	case OPT_JOBS:     return parse_jobs(o, text, err);
	case OPT_LEARN:
		o->mode = AB_MODE_LEARN;
		return parse_path("learn", text, &o->learn, err);
	case OPT_LEARNED:  return parse_path("learned", text, &o->learned, err);
	case OPT_EVENT:    o->event = text; return true;
	case OPT_PACK:     o->mode = AB_MODE_PACK; return true;
	case OPT_UNPACK:
		o->mode = AB_MODE_UNPACK;
		return parse_path("unpack", text, &o->unpack_dir, err);
	case OPT_FORCE:    o->force = true; return true;
	case OPT_FRAME:    return parse_frame(o, text, err);
	case OPT_KEYS:     o->keys = text; return true;
	case OPT_MOUSE:    o->mouse = true; return true;
	case OPT_COLOR:    return parse_when("color", text, &o->color, err);
	case OPT_HYPERLINKS: return parse_when("hyperlinks", text, &o->hyperlinks, err);
	case OPT_THEME:    return parse_theme(o, text, err);
	case OPT_PLAIN:    o->plain = true; return true;
	case OPT_NO_STATE: o->no_state = true; return true;
	case OPT_CONFIG:   return parse_path("config", text, &o->config, err);
	case OPT_NO_CONFIG: o->no_config = true; return true;
	case OPT_NO_SANDBOX: o->no_sandbox = true; return true;
	case OPT_HELP:     o->mode = AB_MODE_HELP; return true;
	case OPT_VERSION:  o->mode = AB_MODE_VERSION; return true;
	}
	return false;
}

/* getopt prints nothing here: main alone prints, and in our own words. */
static bool
complain(int result, char **argv, struct ab_error *err)
{
	const char *word = argv[optind - 1];

	if (result == ':')
		return ab_fail(err, "%s wants an argument (see --help)", word);
	if (optopt && optopt < FIRST)
		return ab_fail(err, "-%c is no option (see --help)", optopt);
	return ab_fail(err,
	    "%s is no option, takes no argument, or is short for several (see --help)", word);
}

struct ab_options
ab_options_default(void)
{
	return (struct ab_options){ .keys = "", .jobs = 1, .limits = AB_LIMITS_DEFAULT };
}

void
ab_options_free(struct ab_options *o)
{
	free(o->rules);
	*o = ab_options_default();
}

bool
ab_options_set(struct ab_options *o, ab_str name, const char *value, struct ab_error *err)
{
	const struct row *r = rows;
	struct ab_options fresh = ab_options_default();

	while (r < rows + AB_LEN(rows) && !ab_str_eq(ab_str_c(r->name), name))
		r++;
	if (r == rows + AB_LEN(rows))
		return ab_fail(err, "%.*s: no such option (see abreast --help)",
		    (int)name.len, name.ptr);
	if (value && argument_kind(r) == no_argument)
		return ab_fail(err, "%s takes no argument", r->name);
	if (!value && argument_kind(r) == required_argument)
		return ab_fail(err, "%s wants an argument: %s=%s", r->name, r->name, r->argument);
	/* What it does to options at rest shows whether it says what to do, or how. */
	bool well = take(&fresh, r->id, value, err);
	bool once = fresh.mode != AB_MODE_AUTO || r->id == OPT_CONFIG || r->id == OPT_NO_CONFIG
	    || r->id == OPT_NO_SANDBOX;
	ab_options_free(&fresh);
	if (!well)
		return false;
	if (once)
		return ab_fail(err, "%s is for the command line alone", r->name);
	return take(o, r->id, value, err);
}

bool
ab_options_parse(struct ab_options *o, int argc, char **argv, struct ab_error *err)
{
	struct option longs[AB_LEN(rows) + 1] = { 0 };
	char shorts[3 * AB_LEN(rows) + 2] = ":", *s = shorts + 1;
	int result;

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		int kind = argument_kind(&rows[i]);
		longs[i] = (struct option){ rows[i].name, kind, NULL, rows[i].id };
		if (!rows[i].letter)
			continue;
		*s++ = rows[i].letter;
		for (int k = 0; k < kind; k++) /* no_argument 0, required 1, optional 2 colons */
			*s++ = ':';
	}
	opterr = 0;
	optind = 0; /* getopt begins anew */
	while ((result = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
		if (result == '?' || result == ':')
			return complain(result, argv, err);
		for (size_t i = 0; i < AB_LEN(rows); i++)
			if (result == rows[i].letter)
				result = rows[i].id;
		if (!take(o, result, optarg, err))
			return false;
	}
	o->sources = argv + optind;
	o->sources_count = argc - optind;
	if (o->event && o->mode != AB_MODE_PACK)
		return ab_fail(err, "--event=%s: goes with --pack", o->event);
	return true;
}

void
ab_options_help(const struct ab_keys *keys, FILE *out)
{
	fputs(ab_tr("usage: abreast [OPTION]... [SOURCE]...\n"
	    "Read several articles on one event side by side, without what their sites put "
	    "around them.\n"
	    "SOURCE: a bundle, a text file, a folder, an archive, an export (--format=list); - is "
	    "standard input.\n\n"
	    "options:\n"), out);
	for (size_t i = 0; i < AB_LEN(rows); i++) {
		const struct row *r = &rows[i];
		char left[60];
		bool maybe = *r->argument == '[';
		snprintf(left, sizeof(left), "%c%c%c --%s%s%s%s", r->letter ? '-' : ' ',
		    r->letter ? r->letter : ' ', r->letter ? ',' : ' ', r->name,
		    maybe ? "[=" : *r->argument ? "=" : "", r->argument + maybe, "");
		fprintf(out, "  %-27s %s\n", left, ab_tr(r->help));
	}
	fputs(ab_tr("\nkeys:\n"), out);
	struct ab_arena arena = { 0 };
	for (unsigned i = 0; i < AB_DO_COUNT; i++) {
		const struct ab_command_row *row = ab_command_row((enum ab_command)i);
		ab_str list = ab_command_keys(&arena, keys, (enum ab_command)i);
		fprintf(out, "  %-24.*s %-14s %s\n", (int)list.len, list.ptr, row->name,
		    ab_tr(row->help));
	}
	ab_arena_free(&arena);
	fputs(ab_tr("\nThe manual, abreast(1), says it all. Status: 0 all read, 1 in part or "
	    "nothing, 2 usage or no source.\n"), out);
}
