/*
 * format - how records lie in a source: one row a format in formats.c, one file each.
 *
 *	source (bytes) -> [format] -> entries of the index -> records
 *
 * A format finds records in steps and notes where each lies; a record is read
 * from there when it is asked for. A new format is a file that ends in a const
 * struct ab_format, and one line in formats.c.
 */
#ifndef ABREAST_LOAD_FORMAT_H
#define ABREAST_LOAD_FORMAT_H

#include "base/utf8.h"
#include "load/source.h"

/* Where a record lies. Kept for each record: 32 bytes. */
struct ab_entry {
	uint64_t at, end; /* bytes of the source; what they hold, the format knows */
	uint32_t source;  /* number in the heap */
	uint32_t flags;   /* the format's own */
	uint64_t line;    /* number of its first line from 1, where the format counts lines */
};

/** What a format finds is put here, in the order of the source. */
struct ab_index {
	struct ab_store *store;
	const struct ab_source *source; /* the one being indexed, and its number */
	uint32_t number;
	size_t block;             /* bytes to read at a time */
	bool hurried;             /* somebody waits for the first record of all: see heap.h */
	struct ab_entry *at;
	size_t count, room;
	size_t first;             /* of the entries of this source */
	size_t stale;             /* entries from count to here are those of an earlier try */
	bool changed;             /* the new try differs from what was there */
	uint64_t scanned;         /* bytes of this source that are done */
	const struct ab_format *instead; /* set by a format to say: not mine, this one's */
};

/** A record lies from at to end. */
void ab_index_add(struct ab_index *index, uint64_t at, uint64_t end, uint32_t flags, uint64_t line);

/** Begins this source anew. What is then added is compared with what was there. */
void ab_index_rewind(struct ab_index *index);

/* A record as it stands in the source: any bytes. */
struct ab_raw {
	ab_str name, body;
	ab_str title, published, url, outlet; /* valid UTF-8, as in struct ab_record */
	ab_str notice;
	struct ab_utf8_report utf8; /* encoding set: name and body have become UTF-8 already */
};

struct ab_format {
	const char *name, *help;
	/** Does a source that begins with head look like this? Asked in the order of the table. */
	bool (*sniff)(const struct ab_source *source, ab_str head);
	/** The state of indexing index->source, given to step until that returns false, then to
	 * end. Where the source grows, step returns true at its end for now, and reads nothing. */
	void *(*begin)(struct ab_index *index);
	bool (*step)(void *state, uint64_t bytes);
	void (*end)(void *state);
	bool (*read)(const struct ab_source *source, const struct ab_entry *entry,
	    struct ab_arena *arena, struct ab_raw *out, struct ab_error *err);
	bool binary; /* a record may hold any bytes: a NUL does not speak against the format */
	bool verbatim; /* what stands in a line of a record's text stands
	                * so in its bytes, at to end */
};

/* Where record i of a heap lies, and how. */
struct ab_place_of {
	const struct ab_entry *entry;
	const struct ab_source *source;
	const struct ab_format *format;
};
struct ab_heap;
bool ab_heap_place(const struct ab_heap *heap, size_t i, struct ab_place_of *out);

/** The n-th format; NULL past the last. */
const struct ab_format *ab_format_at(size_t n);

/** The format of a source that begins with head, some kilobytes of it; NULL and a sentence if it is
 * no text. */
const struct ab_format *ab_format_of(const struct ab_source *source, ab_str head,
    struct ab_error *err);

/** The format of this name; NULL if there is none. */
const struct ab_format *ab_format_named(const char *name);

extern const struct ab_format ab_format_exact, ab_format_jsonl, ab_format_warc, ab_format_json,
    ab_format_html, ab_format_mbox, ab_format_sgml, ab_format_repomix, ab_format_prompt,
    ab_format_gitingest, ab_format_txtar, ab_format_lexisnexis, ab_format_nexisuni,
    ab_format_factiva, ab_format_proquest, ab_format_csv, ab_format_bundle, ab_format_text,
    ab_format_own;

#endif
