/*
 * heap - what the sources hold: an index of records, in order.
 *
 *	paths -> source (bytes) -> format (records) -> [heap] -> article
 *
 * Only the index is in memory; a record's bytes are read (pread, never mmap)
 * when asked for. Indexing is done in steps, so that the first record can be on
 * the screen while a gigabyte is still being read. A record is numbered from 0;
 * its number never changes, but see ab_heap_generation.
 */
#ifndef ABREAST_LOAD_HEAP_H
#define ABREAST_LOAD_HEAP_H

#include <stdint.h>

#include "base/error.h"
#include "base/needle.h"
#include "base/utf8.h"
#include "load/limits.h"

struct ab_heap;

/** What a record says, as text: all valid UTF-8, empty where the format states nothing. */
struct ab_record {
	ab_str name;      /* a label, never opened as a file; unlabelled text has an empty name */
	ab_str text;      /* the original text */
	ab_str title, published, url, outlet; /* from fields of the format; published is ISO 8601 */
	ab_str notice;    /* what was wrong: "END missing (cut off?)", or empty */
	struct ab_utf8_report utf8;
};

struct ab_heap_options {
	const char *format; /* --format: do not guess; NULL to guess */
	const char *tmpdir; /* where pipes and archives are kept while open; NULL: /tmp */
	size_t block;       /* bytes read at a time; 0: 256 KiB */
	bool hurried;       /* somebody waits: of a long first article of a bundle, or a long
	                     * text, record 0 is what has come, with a notice, until its end is
	                     * known; then it is another generation */
	const struct ab_limits *limits; /* on archives; NULL: AB_LIMITS_DEFAULT */
};

/** options may be NULL; its strings are borrowed for as long as the heap lives. */
struct ab_heap *ab_heap_new(const struct ab_heap_options *options);
void ab_heap_free(struct ab_heap *heap);

/** Cuts all sources into articles between lines like these: PCRE2 patterns, either may be NULL. To
 * be called before a source is added. False and a sentence if one is no pattern. */
bool ab_heap_delimit(struct ab_heap *heap, const char *begin, const char *end,
    struct ab_error *err);

/**
 * Opens a source: a file, a folder (its files in the order of `ls -v`, not
 * hidden ones, not deeper), an archive, "-" for standard input. Cheap: records
 * are found by ab_heap_step. False and a sentence when it cannot be opened, or
 * is no text. What a source is, its content says, never its name. Archives are
 * looked into within limits. An empty file of a folder or an archive is an
 * empty record; an empty source holds nothing.
 */
bool ab_heap_add(struct ab_heap *heap, const char *path, struct ab_error *err);

/**
 * Opens all sources again, as they are now; then nothing is indexed, and it is another generation.
 * False and a sentence when one cannot be opened, or can be read only once; then all is as it was.
 */
bool ab_heap_reload(struct ab_heap *heap, struct ab_error *err);

/** Goes on indexing for about `bytes` bytes, or until a pipe has been silent for some milliseconds;
 * false when all is indexed. */
bool ab_heap_step(struct ab_heap *heap, uint64_t bytes);

/** Is all indexed? Reads nothing, waits for nothing. */
bool ab_heap_complete(const struct ab_heap *heap);

/** Indexes until record i is there; false if there is none. Waits for pipes. */
bool ab_heap_reach(struct ab_heap *heap, size_t i);

/** The same, but gives up, false, where a pipe is silent: for whoever has a person waiting. */
bool ab_heap_try(struct ab_heap *heap, size_t i);

/** Is there a pipe that has not been read to its end? */
bool ab_heap_piped(const struct ab_heap *heap);

size_t ab_heap_count(const struct ab_heap *heap); /* so far */
uint64_t ab_heap_done(const struct ab_heap *heap);  /* bytes indexed, for progress */
/* bytes of the sources up to the end of record i */
uint64_t ab_heap_end(const struct ab_heap *heap, size_t i);
uint64_t ab_heap_total(const struct ab_heap *heap); /* bytes in all sources known so far */

/** Changes when what was read later showed that an earlier cut was wrong (a bundle whose END
 * names an article far above; a hurried heap): then all records are counted anew and numbers may
 * mean others. There may be none for a while. */
unsigned ab_heap_generation(const struct ab_heap *heap);

/** Reads record i; strings live in the arena. On false, err says why and *out is all empty but
 * for the name where it is known. */
bool ab_heap_read(struct ab_heap *heap, size_t i, struct ab_arena *arena, struct ab_record *out,
    struct ab_error *err);

/**
 * The first record from i on in whose text the needle, of ASCII and without line ends, may stand;
 * looks at about `bytes` bytes of a source, as fast as they can be read, and no further. Returns i
 * at once where a record's bytes do not tell (JSON, an article in UTF-16).
 */
size_t ab_heap_sift(const struct ab_heap *heap, size_t i, const struct ab_needle *needle,
    uint64_t bytes);

/** The exact bytes of record i, before repair, and its raw name: for --pack. On false the name
 * where it is known. */
bool ab_heap_raw(struct ab_heap *heap, size_t i, struct ab_arena *arena, ab_str *name,
    ab_str *bytes, struct ab_error *err);

/** What record i is called in a sentence: "crawl.jsonl: line 3", its name behind the source that it
 * lies in; once where the two are the same. */
ab_str ab_heap_where(const struct ab_heap *heap, size_t i, ab_str name, struct ab_arena *arena);

/** Sentences about what could not be read, "SOURCE: record 3: ...", in the order found. */
size_t ab_heap_notices(const struct ab_heap *heap);
ab_str ab_heap_notice(const struct ab_heap *heap, size_t i);

/** The name of the n-th format, for --format; NULL past the last. */
const char *ab_heap_format_name(size_t n, const char **help);

#endif
