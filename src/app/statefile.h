/*
 * statefile - where a person was in a bundle, kept in a file.
 *
 *	sources -> [statefile: name of the file, lock] <-> text of view/state
 *
 * $XDG_STATE_HOME/abreast/ID-N.state: ID is made from the sources' content, so that a bundle that
 * is moved or renamed with its folder is the same one, and N is for readers that have the same
 * bundle open at the same time: each writes to its own, which it has locked (a byte of the file
 * `lock`, by fcntl, which ends with the process). A file is written beside itself, synced and
 * renamed. All files are for their owner alone; links are not followed; what is no regular file,
 * cannot be read or is longer than AB_STATE_MAX, is left alone.
 */
#ifndef ABREAST_APP_STATEFILE_H
#define ABREAST_APP_STATEFILE_H

#include "app/options.h"
#include "load/heap.h"
#include "view/notes.h"

enum { AB_STATE_SLOTS = 8 /* readers of one bundle at a time that keep anything */ };

struct ab_state_file {
	int folder, lock; /* descriptors; -1: there is no place for states */
	uint64_t id;
	int slot;
	unsigned heir;    /* bit of each slot whose file is nobody's, and was
	                   * read: its notes are ours now */
	struct ab_arena arena;
	ab_str last;      /* what was written or read last */
};

/** What the sources hold, as a number: their last names, sizes and heads (FNV-1a, 64 bits); of a
 * folder the names in it; of a pipe the head of its first article. */
uint64_t ab_state_id(const struct ab_options *options, struct ab_heap *heap);

/** Finds and locks the file. texts: what each says that nobody else has open, the newest first, in
 * the file's arena; returns how many. Without a place for states, nothing is ever written. *err is
 * set where one cannot be read; it keeps its place, and ours is another. */
int ab_state_file_open(struct ab_state_file *file, uint64_t id, ab_str texts[AB_STATE_SLOTS],
    struct ab_error *err);

/** Puts text in its place, unless it is what stands there, and removes the other files that were
 * read: text holds what they said. False and a sentence; what stood there is still there then. */
bool ab_state_file_write(struct ab_state_file *file, ab_str text, struct ab_error *err);

/** Adds the notes that are kept of these sources: for a dump. Makes and locks nothing. */
void ab_state_file_notes(const struct ab_options *options, struct ab_heap *heap,
    struct ab_notes *notes);

void ab_state_file_close(struct ab_state_file *file);

#endif
