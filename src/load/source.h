/*
 * source - bytes that can be read at any place.
 *
 *	path, pipe, member of an archive -> [source] -> format -> records
 *
 * A source is a window of a file: of a file of the user, which is open only
 * while it is being read (a folder may hold more files than a process may
 * open), or of a spool, a temporary file without a name that takes what cannot
 * be read twice. Read with pread, never mapped: a mapped file that shrinks
 * would end the process.
 */
#ifndef ABREAST_LOAD_SOURCE_H
#define ABREAST_LOAD_SOURCE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "load/limits.h"

struct ab_own;

enum { AB_STORE_OPEN = 16 }; /* files of the user open at a time */

/** What all sources of one heap share. Zeroed, with tmpdir and limits set, it is ready. */
struct ab_store {
	struct ab_arena arena;   /* files, sources, labels, notices */
	const char *tmpdir;      /* for spools */
	struct ab_file *open[AB_STORE_OPEN];
	size_t next;             /* the slot of `open` to use next */
	struct ab_file *spools;
	AB_LIST(ab_str) notices; /* sentences with the source's label before them */
	size_t pipes;            /* that are not read to their end yet */
	uint64_t work;           /* bytes read and written so far, to share time fairly */
	uint64_t unpacked;       /* bytes that came out of archives */
	struct {                 /* the archive being read that is in no other, and those in it */
		uint64_t packed, unpacked; /* bytes */
		bool over;       /* a limit: nothing more comes out of any of them */
	} tree;
	struct ab_limits limits; /* of archives */
	struct ab_own *own;      /* delimiters of one's own, or NULL */
};

struct ab_source {
	struct ab_file *file;
	uint64_t base, size;  /* the window, bytes */
	bool growing;         /* more may come: size is what there is so far */
	ab_str label;         /* "news.tar:a.txt", for messages */
	ab_str name;          /* "a.txt": of the article, if the source is one */
	unsigned depth;       /* archives that it lies in */
	const char *encoding; /* what it was before it became UTF-8; NULL if it is as it was */
	const struct ab_source *original; /* ... and what it was made from */
};

void ab_store_free(struct ab_store *store);

/** Adds "label: sentence" to the notices. */
void ab_notice(struct ab_store *store, ab_str label, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/** A regular file by its path, all of it. */
bool ab_source_open(struct ab_store *store, const char *path, struct ab_source *out,
    struct ab_error *err);

/** What an open descriptor of a regular file still holds from its offset; takes the descriptor. */
bool ab_source_from_fd(struct ab_store *store, int fd, struct ab_source *out, struct ab_error *err);

/** Reads len bytes at offset at of the source; at + len must not pass its end. */
bool ab_source_read(const struct ab_source *source, uint64_t at, void *to, size_t len,
    struct ab_error *err);

/** The same into an arena; a NUL byte follows. */
bool ab_source_slice(const struct ab_source *source, uint64_t at, uint64_t end,
    struct ab_arena *arena, ab_str *out, struct ab_error *err);

/** The store that the source belongs to. */
const struct ab_store *ab_source_store(const struct ab_source *source);

/** Where the text begins: after a UTF-8 byte order mark if there is one. */
uint64_t ab_source_text(const struct ab_source *source);

/** An empty spool; NULL and a sentence if there is no room for temporary files. */
struct ab_file *ab_spool_new(struct ab_store *store, struct ab_error *err);
bool ab_spool_write(struct ab_file *spool, const void *bytes, size_t len, struct ab_error *err);
uint64_t ab_spool_size(const struct ab_file *spool);

#endif
