/*
 * rulefiles - the person's own cleaning rules, found and read.
 *
 *	options, environment -> [rulefiles: texts, borrowed as long as it lives] -> knowledge
 *
 * In this order, which is the order in which rules are tried: files given by
 * --rules, then $XDG_CONFIG_HOME/abreast/rules.d/ *.rules by name (~/.config
 * where XDG_CONFIG_HOME is not set). The built-in rules come after them.
 */
#ifndef ABREAST_APP_RULEFILES_H
#define ABREAST_APP_RULEFILES_H

#include "app/dump.h"
#include "app/options.h"
#include "know/knowledge.h"

struct ab_rule_files {
	struct ab_arena arena;
	struct ab_rule_text *at;
	size_t count, room;
	size_t given; /* so many of them, the first, were given by --rules */
};

/** Reads them all. False when a file given by --rules cannot be read; one of rules.d that cannot
 * be read is told and left out. */
bool ab_rule_files_read(struct ab_rule_files *files, const struct ab_options *options,
    ab_say_fn *say);

/* Whoever has more to say than this, of lines that come back say, gave the wrong file. */
enum { AB_RULE_FILE_MAX = 64 << 20 };

/** Reads one file, whatever it is: a pipe from which nothing comes, what has no end and what has a
 * NUL are refused. False and a sentence when it cannot be read. */
bool ab_rule_file_read(struct ab_arena *arena, const char *path, ab_str *text,
    struct ab_error *err);

/** The folder of the person's own rules; empty if the environment names none. */
ab_str ab_rule_files_folder(struct ab_arena *arena);

void ab_rule_files_free(struct ab_rule_files *files);

#endif
