/*
 * mode - what is done with the articles: read on a screen, printed, packed, learned from.
 *
 *	options, heap, what was made ready -> [mode] -> session, plain, dump, packing, learn
 *
 * What is printed goes to standard output, each sentence to `say`; the answer is the exit status.
 */
#ifndef ABREAST_APP_MODE_H
#define ABREAST_APP_MODE_H

#include "app/learn.h"
#include "app/options.h"
#include "app/ownrules.h"

/* Exit statuses, as abreast(1) has them; a larger one is worse. */
enum { AB_ALL_READ = 0, AB_IN_PART = 1, AB_USAGE = 2 };

/* What was made ready before the first source is opened. */
struct ab_ready {
	struct ab_knowledge *know;
	struct ab_own_rules *own;
	struct ab_familiar *learned; /* --learned, or NULL */
	struct ab_learning *learn;   /* --learn, or NULL */
};

/** Does with the articles what the options say. */
int ab_mode_run(const struct ab_options *options, struct ab_heap *heap,
    const struct ab_ready *ready, ab_say_fn *say);

/** Has all that was printed gone out? False with errno. */
bool ab_flush(void);

/** The status, a worse one where what was printed did not arrive; errno says why. A reader that
 * went away (head, less) is no error of ours. */
int ab_printed(bool written, int status, ab_say_fn *say);

#endif
