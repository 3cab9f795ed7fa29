/*
 * session - the reader with a terminal, or with a script of keys.
 *
 *	bundle -> [session: reader, frame, ui] -> exit status
 */
#ifndef ABREAST_APP_SESSION_H
#define ABREAST_APP_SESSION_H

#include "app/dump.h"
#include "app/options.h"
#include "view/reader.h"

/** keeper may be NULL: then no rules are made. Runs until the person leaves, or prints one screen
 * for --frame; returns the exit status. */
int ab_session_run(struct ab_bundle *bundle, const struct ab_options *options,
    const struct ab_rule_keeper *keeper, ab_say_fn *say);

#endif
