/*
 * plain - articles as lines of text, for screen readers and terminals that can do no more.
 *
 *	bundle -> [plain] <-> a person who types lines, or just a stream
 *
 * No screen: each passage (a line of the article) is announced by what it is and printed once.
 * Asked by a person, in the manner of ed(1): a line typed is a command of plain.def, an empty one
 * goes on.
 */
#ifndef ABREAST_APP_PLAIN_H
#define ABREAST_APP_PLAIN_H

#include <stdio.h>

#include "app/dump.h"

struct ab_plain {
	struct ab_bundle *bundle;
	FILE *in;         /* where commands come from; NULL: all is printed */
	FILE *out;
	bool utf8;        /* what out may get */
	bool show_chrome; /* hidden lines are read too */
	size_t first;     /* the article to begin with, from 0 */
};

/** Until the person leaves, in is at its end or all is printed. False
 * when out cannot be written. */
bool ab_plain_run(const struct ab_plain *plain);

#endif
