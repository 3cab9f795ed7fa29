/*
 * options - the command line.
 *
 *	argv + options.def -> [options] -> main
 */
#ifndef ABREAST_APP_OPTIONS_H
#define ABREAST_APP_OPTIONS_H

#include <stdio.h>

#include "app/theme.h"
#include "base/error.h"
#include "load/limits.h"
#include "view/commands.h"

enum ab_clean { AB_CLEAN_ON, AB_CLEAN_DIM, AB_CLEAN_OFF };
enum ab_when { AB_WHEN_AUTO, AB_WHEN_ALWAYS, AB_WHEN_NEVER };

/* What the program is asked to do; without a word, MODE_AUTO: the reader on a
 * terminal, the cleaned text elsewhere. */
enum ab_mode {
	AB_MODE_AUTO, AB_MODE_TEXT, AB_MODE_JSONL, AB_MODE_LINKS, AB_MODE_GROUPS, AB_MODE_HTML,
	AB_MODE_LIST, AB_MODE_PACK, AB_MODE_LEARN,
	AB_MODE_UNPACK, AB_MODE_FRAME, AB_MODE_PLAIN, AB_MODE_CHECK_RULES, AB_MODE_FORMATS,
	AB_MODE_HELP, AB_MODE_VERSION
};

struct ab_options {
	enum ab_mode mode;
	enum ab_clean clean;
	enum ab_when color, hyperlinks;
	enum ab_theme theme;
	bool no_default_rules, mouse, plain, no_state, no_config, no_sandbox;
	bool force;          /* --unpack replaces files that are there */
	bool secure;         /* ABREAST_SECURE=1: nothing is written; no option */
	const char *event, *open, *date, *format, *begin, *end, *unpack_dir, *learn, *learned,
	    *keys, *config;
	const struct ab_keys *bindings; /* of commands: no option, but a
	                                 * file beside that of options */
	struct ab_limits limits;
	int cols, rows;      /* of --frame */
	int jobs;            /* processes that dump, 1 or more */
	const char **rules;  /* --rules, in the order given; malloced */
	int rules_count;
	char **sources;
	int sources_count;
};

/** What holds when nothing is said. */
struct ab_options ab_options_default(void);

/** Reads argv over what options say already. False and a sentence for a usage error. Strings are
 * borrowed from argv. */
bool ab_options_parse(struct ab_options *options, int argc, char **argv, struct ab_error *err);

/** Takes one long option that is to hold always, as a file of options has it: name without the
 * hyphens, its argument or NULL. False and a sentence, and nothing is changed, where there is no
 * such option or it says what to do once. value is borrowed. */
bool ab_options_set(struct ab_options *options, ab_str name, const char *value,
    struct ab_error *err);

void ab_options_free(struct ab_options *options);

/** Prints --help: options, then keys. */
void ab_options_help(const struct ab_keys *keys, FILE *out);

#endif
