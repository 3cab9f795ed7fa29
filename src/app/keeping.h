/*
 * keeping - when where a person is gets written.
 *
 *	reader, the clock -> [keeping] -> statefile
 *
 * A minute after something has changed at the latest, and when the person leaves: a line that is
 * lost takes no more than that with it. Whoever calls says what time it is.
 */
#ifndef ABREAST_APP_KEEPING_H
#define ABREAST_APP_KEEPING_H

#include <time.h>

#include "app/statefile.h"
#include "view/reader.h"

enum { AB_KEEP_EVERY = 60 /* seconds of change that may be lost */ };

/* Zeroed with `wanted`: the file is opened after the first screen. */
struct ab_keeping {
	bool wanted, opened;
	struct ab_state_file file;
	time_t due;          /* when it is to be written; 0: nothing has changed */
	struct ab_error err; /* the last failure; empty: none */
};

/** Finds what is kept of these sources and offers it. Where the person has not been anywhere, what
 * is known of the last time stays. */
void ab_keeping_open(struct ab_keeping *keeping, struct ab_reader *reader, uint64_t id);

/** Something may have changed now; seconds of a clock that only goes on, from 1. */
void ab_keeping_changed(struct ab_keeping *keeping, time_t now);

/** Milliseconds until it is to be written; -1: it is as it was. */
int ab_keeping_wait(const struct ab_keeping *keeping, time_t now);

/** Writes, if something has changed. */
void ab_keeping_write(struct ab_keeping *keeping, struct ab_reader *reader);

#endif
