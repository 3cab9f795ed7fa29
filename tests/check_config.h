/* check_config - what config.h promises of any bytes, as one function. */
#ifndef ABREAST_TESTS_CHECK_CONFIG_H
#define ABREAST_TESTS_CHECK_CONFIG_H

#include "app/config.h"

static size_t check_config_told;

static inline void
check_config_say(ab_str name, ab_str sentence)
{
	(void)name;
	check_config_told += sentence.len > 0;
}

/* NULL if options and keys read of these bytes keep the promises, else which one they break. */
static inline const char *
check_config(ab_str bytes)
{
	struct ab_config config = { .keys = ab_keys_default() };
	struct ab_options o = ab_options_default();
	const char *broken = NULL;
	enum ab_command found;

	ab_config_options(&config, &o, "bytes", bytes, check_config_say);
	ab_config_keys(&config, "bytes", bytes, check_config_say);
	if (o.mode != AB_MODE_AUTO || o.config || o.no_config)
		broken = "a file says how, not what";
	if (o.theme >= AB_THEME_COUNT || (unsigned)o.clean > AB_CLEAN_OFF
	    || (unsigned)o.color > AB_WHEN_NEVER)
		broken = "values are in bounds";
	for (int c = 0; c < AB_DO_COUNT && !broken; c++)
		for (const char *at = config.keys.of[c]; *at && !broken;) {
			size_t len = strcspn(at, " \t");
			if (len && (ab_command_find(&config.keys, (ab_str){ at, len },
			    &found) != AB_FOUND_COMMAND || (int)found != c))
				broken = "a key has one command, which it finds";
			at += len + (at[len] != 0);
		}
	ab_options_free(&o);
	ab_config_free(&config);
	return broken;
}

#endif
