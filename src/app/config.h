/*
 * config - a person's own options and keys.
 *
 *	files of $XDG_CONFIG_HOME/abreast -> [config] -> options, keys
 *
 * What is wrong in a file is told with its line, and that line is as if it were
 * not there. abreast-config(5) has the formats. Nothing here opens a file but
 * ab_config_read.
 */
#ifndef ABREAST_APP_CONFIG_H
#define ABREAST_APP_CONFIG_H

#include "app/dump.h"
#include "app/options.h"

struct ab_config {
	struct ab_arena arena; /* what options and keys borrow */
	struct ab_keys keys;
};

/** Takes the lines of a file of options: name, or name=argument. name is said in messages. */
void ab_config_options(struct ab_config *config, struct ab_options *options, const char *name,
    ab_str text, ab_say_fn *say);

/** Takes the lines of a file of keys: a command and its keys, with blanks between. */
void ab_config_keys(struct ab_config *config, const char *name, ab_str text, ab_say_fn *say);

/** Sets keys to those of commands.def, then, unless options say no_config, reads both files, the
 * one of options from where options say. False only where that one cannot be read. */
bool ab_config_read(struct ab_config *config, struct ab_options *options, ab_say_fn *say);

void ab_config_free(struct ab_config *config);

#endif
