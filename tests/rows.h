/* rows - what a heap makes of bytes in a file, as rows {bytes, what is told of its records}. */
#ifndef ABREAST_TESTS_ROWS_H
#define ABREAST_TESTS_ROWS_H

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "check_formats.h"

static char path[] = "/tmp/abreast-rows-XXXXXX";

static inline void
make(void)
{
	int fd = mkstemp(path);

	cr_assert_geq(fd, 0);
	close(fd);
}

static inline void
unmake(void)
{
	unlink(path);
}

static inline void
put(ab_str bytes)
{
	FILE *f = fopen(path, "wb");

	cr_assert(f);
	cr_assert_eq(fwrite(bytes.ptr, 1, bytes.len, f), bytes.len);
	fclose(f);
}

/* "name|title|published|outlet|url|text[notice]" a record, then how many notices. */
static inline ab_str
tell(struct ab_arena *arena, struct ab_heap *heap)
{
	ab_str out = AB_STR("");

	for (size_t i = 0; i < ab_heap_count(heap); i++) {
		struct ab_error err;
		struct ab_record r;
		if (!ab_heap_read(heap, i, arena, &r, &err)) {
			out = ab_format(arena, "%s!%s\n", out.ptr, err.text);
			continue;
		}
		const ab_str all[] = { r.name, r.title, r.published, r.outlet, r.url,
			r.text, r.notice };
		for (size_t k = 0; k < AB_LEN(all); k++)
			out = ab_format(arena, "%s%.*s%s", out.ptr, (int)all[k].len, all[k].ptr,
			    k < 5 ? "|" : k < 6 && r.notice.len ? "[" : k == 6 && r.notice.len
			    ? "]" : "");
		out = ab_format(arena, "%s\n", out.ptr);
	}
	return ab_format(arena, "%s%zu", out.ptr, ab_heap_notices(heap));
}

/* "f": none of the formats that are told by their marks; the text stays whole. */
static inline void
expect(const char *format, const char *bytes, const char *want)
{
	static const size_t blocks[] = { 1, 3, 64, 1 << 16 };

	put(ab_str_c(bytes));
	for (size_t i = 0; i < AB_LEN(blocks); i++) {
		struct ab_arena arena = { 0 };
		struct ab_heap *heap = check_open(path, format, blocks[i]);
		cr_assert(heap);
		const char *broken = check_heap(heap, i % 2 ? 1 : 1 << 16);
		cr_expect_null(broken, "%s: %s", bytes, broken);
		ab_str all = ab_format(&arena, "%s|||||%s\n0", strrchr(path, '/') + 1, bytes);
		ab_str have = tell(&arena, heap);
		cr_expect_str_eq(have.ptr, strcmp(want, "f") ? want : all.ptr,
		    "block %zu of %s:\n%s", blocks[i], bytes, have.ptr);
		ab_arena_free(&arena);
		ab_heap_free(heap);
	}
}

#endif
