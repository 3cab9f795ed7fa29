/*
 * marks - the delimiters of a bundle, in order, and what all of them together say.
 *
 *	lines -> delimiter -> [marks] -> seams -> entries
 *
 * A mark keeps of its line what tells where articles end, 24 bytes; of a name,
 * its hash. Two names of one hash would be taken for the same; a bundle made so
 * on purpose is cut at another line, no more.
 */
#ifndef ABREAST_LOAD_MARKS_H
#define ABREAST_LOAD_MARKS_H

#include <stddef.h>
#include <stdint.h>

#include "load/delimiter.h"

enum { AB_DECORATIONS = 16, AB_NO_MARK = -1 };

struct ab_mark {
	uint64_t name;          /* hash of the name; 0: a close without one */
	uint64_t at : 52;       /* offset of the line in the source, bytes */
	uint64_t decoration : 4;
	uint64_t opens : 1, fileish : 1, bare : 1;
	uint64_t text : 1;      /* there is text between the mark before and this one */
};

struct ab_named { uint64_t name; size_t mark; };

/** Zeroed, then emptied, it is ready. */
struct ab_marks {
	struct ab_mark *at;
	size_t count, room;
	ptrdiff_t first;        /* the mark that opens the first article, as far as can be seen;
	                         * AB_NO_MARK: not seen yet */
	ptrdiff_t opener[AB_DECORATIONS]; /* the first opening of each decoration; AB_NO_MARK */
	bool complete;          /* all are known, and: */
	struct ab_named *named; /* the closes that have a name, by name, then mark */
	size_t named_count;
};

/** None; keeps what memory there is. */
void ab_marks_empty(struct ab_marks *marks);
void ab_marks_free(struct ab_marks *marks);

/** One more: a delimiter of a kind, on a line at that offset, with text above it or none. */
void ab_marks_add(struct ab_marks *marks, const struct ab_delimiter *d, uint64_t at, bool text);

/** All are there. Sets first to the first opening that is to be believed, or to AB_NO_MARK. */
void ab_marks_complete(struct ab_marks *marks);

/** The last close of this name among all; AB_NO_MARK if there is none. */
ptrdiff_t ab_marks_last_named(const struct ab_marks *marks, uint64_t name);

#endif
