/*
 * statefile - where a person was in a bundle, kept in a file.
 *
 *	sources -> [statefile: name of the file, lock] <-> text of view/state
 *
 * $XDG_STATE_HOME/abreast/ID-N.state: ID is made from the sources' content, so that a bundle that is
 * moved or renamed with its folder is the same one, and N is for readers that have the same bundle
 * open at the same time: each writes to its own, which it has locked (a byte of the file `lock`, by
 * fcntl, which ends with the process). A file is written beside itself, synced and renamed. All
 * files are for their owner alone; links are not followed; what is no regular file, or longer than
 * AB_STATE_MAX, is left alone.
 */
#ifndef ABREAST_APP_STATEFILE_H
#define ABREAST_APP_STATEFILE_H

#include "app/options.h"
#include "load/heap.h"

struct ab_state_file {
	int folder, lock; /* descriptors; -1: there is no place for states */
	uint64_t id;
	int slot;
	struct ab_arena arena;
	ab_str last;      /* what was written or read last */
};

/** What the sources hold, as a number: their last names, sizes and heads (FNV-1a, 64 bits); of a
 * folder the names in it; of a pipe the head of its first article. */
uint64_t ab_state_id(const struct ab_options *options, struct ab_heap *heap);

/** Finds and locks the file; *text is what the newest of the bundle says that nobody else has open,
 * in the file's arena, or empty. Without a place for states, nothing is ever written. */
void ab_state_file_open(struct ab_state_file *file, uint64_t id, ab_str *text);

/** Puts text in its place, unless it is what stands there. False and a sentence; what stood there is
 * still there then. */
bool ab_state_file_write(struct ab_state_file *file, ab_str text, struct ab_error *err);

void ab_state_file_close(struct ab_state_file *file);

#endif
