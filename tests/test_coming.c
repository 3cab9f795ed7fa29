/* Sources that are made while they are read: pipes, and what is unpacked. */
#define _DEFAULT_SOURCE /* mkfifo, mkdtemp */
#include <fcntl.h>
#include <sys/stat.h>

#include "packed.h"
#include "rows.h"

TestSuite(coming, .init = make, .fini = unmake, .timeout = 120);

enum { MANY = 2000 };

/* So many lines of JSON, the names from 1 on. */
static ab_str
lines_of(struct ab_arena *arena, int from, int count)
{
	char *to = ab_alloc(arena, (size_t)count + 1, 100);
	size_t len = 0;

	for (int i = 0; i < count; i++)
		len += (size_t)sprintf(to + len,
		    "{\"name\":\"%d\",\"text\":\"The ferry number %d has left.\"}\n",
		    from + i, 37 * (from + i) % 1000);
	return (ab_str){ to, len };
}

/* A pipe of the name that `path` has, in a folder of its own. */
static ab_str
make_pipe(struct ab_arena *arena)
{
	char folder[] = "/tmp/abreast-coming-XXXXXX";

	cr_assert(mkdtemp(folder));
	ab_str at = ab_format(arena, "%s/%s", folder, strrchr(path, '/') + 1);
	cr_assert_eq(mkfifo(at.ptr, 0600), 0);
	return at;
}

static void
unmake_pipe(ab_str at)
{
	unlink(at.ptr);
	*strrchr((char *)(uintptr_t)at.ptr, '/') = '\0';
	cr_expect_eq(rmdir(at.ptr), 0, "nothing is left behind");
}

Test(coming, a_pipe_is_read_before_it_ends)
{
	struct ab_arena arena = { 0 };
	struct ab_heap *heap = ab_heap_new(NULL);
	ab_str at = make_pipe(&arena), lines = lines_of(&arena, 1, 200);
	struct ab_error err;

	int fd = open(at.ptr, O_RDWR);
	cr_assert(ab_heap_add(heap, at.ptr, &err), "%s", err.text);
	cr_assert_eq(write(fd, lines.ptr, lines.len - 1), (ssize_t)lines.len - 1);
	cr_expect(ab_heap_try(heap, 198));
	cr_expect(!ab_heap_try(heap, 199), "its line has not ended");
	cr_expect(!ab_heap_complete(heap) && ab_heap_done(heap) <= ab_heap_total(heap));
	cr_assert_eq(write(fd, "\n", 1), 1);
	cr_expect(ab_heap_try(heap, 199));
	close(fd);
	cr_expect(!ab_heap_reach(heap, 200));
	cr_expect(ab_heap_complete(heap) && !ab_heap_piped(heap));
	cr_expect_eq(ab_heap_done(heap), lines.len);
	cr_expect_eq(ab_heap_total(heap), lines.len);
	ab_heap_free(heap);
	unmake_pipe(at);
	ab_arena_free(&arena);
}

/* The pipe stays open: an end is not waited for, and nothing more of it is kept. */
Test(coming, a_pipe_that_is_no_text_is_left)
{
	static const char bytes[8192];
	struct ab_arena arena = { 0 };
	struct ab_heap *heap = ab_heap_new(NULL);
	ab_str at = make_pipe(&arena);
	struct ab_error err;

	int fd = open(at.ptr, O_RDWR);
	cr_assert(ab_heap_add(heap, at.ptr, &err), "%s", err.text);
	cr_assert_eq(write(fd, bytes, sizeof(bytes)), (ssize_t)sizeof(bytes));
	cr_expect(!ab_heap_try(heap, 0));
	cr_expect(ab_heap_complete(heap) && !ab_heap_piped(heap));
	cr_assert_eq(ab_heap_notices(heap), 1);
	cr_expect(strstr(ab_heap_notice(heap, 0).ptr, "is a binary file"));
	close(fd);
	ab_heap_free(heap);
	unmake_pipe(at);
	ab_arena_free(&arena);
}

Test(coming, what_is_packed_is_read_before_all_is_unpacked)
{
	static const struct { int format, filter; } kinds[] = {
		{ ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP },
		{ ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_ZSTD },
		{ ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_XZ },
		{ ARCHIVE_FORMAT_TAR, ARCHIVE_FILTER_NONE },
		{ ARCHIVE_FORMAT_TAR, ARCHIVE_FILTER_GZIP },
		{ ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE },
	};

	for (size_t i = 0; i < AB_LEN(kinds); i++) {
		struct ab_arena arena = { 0 };
		ab_str lines = lines_of(&arena, 1, 4 * MANY);
		put(packed(&arena, kinds[i].format, kinds[i].filter, &lines, 1));
		struct ab_heap *heap = check_open(path, NULL, 0);
		struct ab_record r;
		struct ab_error err;
		cr_assert(heap);
		while (ab_heap_count(heap) == 0)
			cr_assert(ab_heap_step(heap, 1), "kind %zu", i);
		cr_expect(!ab_heap_complete(heap) && ab_heap_total(heap) < lines.len, "kind %zu",
		    i);
		cr_expect(ab_heap_read(heap, 0, &arena, &r, &err) && ab_str_eq(r.name,
		    AB_STR("1")));
		cr_expect_null(check_heap(heap, 1000));
		cr_expect_eq(ab_heap_count(heap), 4 * MANY, "kind %zu: %zu", i,
		    ab_heap_count(heap));
		cr_expect_eq(ab_heap_done(heap), lines.len);
		cr_expect_eq(ab_heap_notices(heap), 0);
		ab_heap_free(heap);
		ab_arena_free(&arena);
	}
}

/* A gzip file of so many members of 50 articles each; member `bad` is damaged. */
static void
put_members(struct ab_arena *arena, int members, int bad)
{
	char *to = ab_alloc(arena, (size_t)members, 65536);
	size_t len = 0;

	for (int i = 1; i <= members; i++) {
		ab_str lines = lines_of(arena, i * 100, 50);
		ab_str m = packed(arena, ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP, &lines, 1);
		memcpy(to + len, m.ptr, m.len);
		if (i == bad)
			/* below the head: a block of no kind (RFC 1951) */
			memset(to + len + 10, 0x07, 40);
		len += m.len;
	}
	put((ab_str){ to, len });
}

Test(coming, a_damaged_part_of_a_gzip_file_costs_no_other)
{
	enum { PARTS = 60 };
	static const int bad[] = { 1, 2, 31, PARTS };

	for (size_t i = 0; i < AB_LEN(bad); i++) {
		struct ab_arena arena = { 0 };
		put_members(&arena, PARTS, bad[i]);
		struct ab_heap *heap = check_open(path, NULL, 0);
		cr_assert(heap);
		cr_expect_null(check_heap(heap, 1000));
		cr_expect_eq(ab_heap_count(heap), (PARTS - 1) * 50, "part %d: %zu", bad[i],
		    ab_heap_count(heap));
		ab_str want = ab_format(&arena, "compressed part %d, at byte ", bad[i]);
		cr_assert_eq(ab_heap_notices(heap), 1, "part %d: %zu", bad[i],
		    ab_heap_notices(heap));
		cr_expect(strstr(ab_heap_notice(heap, 0).ptr, want.ptr), "%s",
		    ab_heap_notice(heap, 0).ptr);
		for (size_t n = 0; n < ab_heap_count(heap); n++) {
			struct ab_record r;
			struct ab_error err;
			int part = (int)n / 50 + 1;
			part += part >= bad[i];
			ab_str name = ab_format(&arena, "%d", part * 100 + (int)n % 50);
			cr_expect(ab_heap_read(heap, n, &arena, &r, &err) && ab_str_eq(r.name,
			    name), "%zu", n);
		}
		ab_heap_free(heap);
		ab_arena_free(&arena);
	}
}

/* Pieces that formats look for, more of them than the head by which a format is told. */
static ab_str
mixed(struct ab_arena *arena, uint32_t seed)
{
	static const char *const pieces[] = { "\n", "\r\n", "{\"text\":\"one\"}\n",
	    "{\"text\":\"", "<DOC>\n<TEXT>\none\n",
		"</DOC>\n", "WARC/1.0\nWARC-Type: conversion\nContent-Length: 5\n\none\n\n\n",
		    "WARC/1.0\n", "Content-Length: 99\n\n",
		"From a 08:00 2024\n\none\n", "-- a.txt --\none\n", "a.txt\n---\none\n---\n",
		    "<file path=\"a\">\none\n</file>\n",
		"1 of 2 DOCUMENTS\n", "LENGTH: 3 words\n", "Document ABCD0000020240917xyz\n",
		    "12 words\n", "End of Document\n",
		"Length: 2 words\nBody\none\n",
		    "____________________________________________________________\n",
		    "Full text: one\n",
		"id,text\n", "\"one\ntwo\",three\n", "FILE a.txt\none\nEND\n", "END a.txt\n",
		    "BEGIN x\none\nEND\n", "text ", "\xe9" };
	enum { LEN = 12000 };
	char *to = ab_alloc(arena, LEN + 100, 1);
	size_t len = 0;

	while (len < LEN) {
		seed = seed * 1664525 + 1013904223;
		const char *piece = pieces[(seed >> 16) % AB_LEN(pieces)];
		memcpy(to + len, piece, strlen(piece));
		len += strlen(piece);
	}
	return (ab_str){ to, len };
}

Test(coming, a_pipe_gives_what_a_file_gives_in_every_format)
{
	for (uint32_t seed = 1; seed <= 3; seed++)
		for (size_t n = 0; ab_heap_format_name(n, NULL); n++) {
			struct ab_arena arena = { 0 };
			const char *format = ab_heap_format_name(n, NULL);
			ab_str bytes = mixed(&arena, seed), at = make_pipe(&arena);
			put(bytes);
			int fd = open(at.ptr, O_RDWR);
			struct ab_heap *file = check_open(path, format, 0),
			    *pipe = check_open(at.ptr, format, 64);
			cr_assert(file && pipe);
			cr_assert_eq(write(fd, bytes.ptr, bytes.len), (ssize_t)bytes.len);
			close(fd);
			cr_expect_null(check_heap(file, 1 << 16));
			const char *broken = check_heap(pipe, 700);
			cr_expect_null(broken, "%s: %s", format, broken);
			cr_expect(check_same(file, pipe),
			    "%s, %u: %zu and %zu records, %zu and %zu notices", format, seed,
			    ab_heap_count(file), ab_heap_count(pipe), ab_heap_notices(file),
			    ab_heap_notices(pipe));
			ab_heap_free(file);
			ab_heap_free(pipe);
			unmake_pipe(at);
			ab_arena_free(&arena);
		}
}
