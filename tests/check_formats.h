/* check_formats - what every format promises of any bytes: forced on them, it indexes to the end,
 * cuts them the same whatever the blocks, and each record keeps the promises of heap.h. */
#ifndef ABREAST_TESTS_CHECK_FORMATS_H
#define ABREAST_TESTS_CHECK_FORMATS_H

#include "check_heap.h"

/* The heap of one file, forced to be of the format (NULL: guessed), cut at "BEGIN" and "END" where
 * the format is one of one's own; NULL if the file is refused. */
static inline struct ab_heap *
check_open(const char *path, const char *format, size_t block)
{
	struct ab_heap *heap = ab_heap_new(&(struct ab_heap_options){ .format = format,
		.block = block });
	struct ab_error err;
	bool own = format && strcmp(format, "own") == 0;

	if ((!own || ab_heap_delimit(heap, "^BEGIN (.*)", "^END", &err))
	    && ab_heap_add(heap, path, &err))
		return heap;
	ab_heap_free(heap);
	return NULL;
}

/* The same records, with the same words? */
static inline bool
check_same(struct ab_heap *a, struct ab_heap *b)
{
	bool same = ab_heap_count(a) == ab_heap_count(b)
	    && ab_heap_notices(a) == ab_heap_notices(b);

	for (size_t i = 0; same && i < ab_heap_count(a); i++) {
		struct ab_arena arena = { 0 };
		struct ab_record r, s;
		struct ab_error err;
		same = ab_heap_read(a, i, &arena, &r, &err) == ab_heap_read(b, i, &arena, &s, &err)
		    && ab_str_eq(r.name, s.name) && ab_str_eq(r.text, s.text)
		    && ab_str_eq(r.title, s.title) && ab_str_eq(r.published, s.published)
		    && ab_str_eq(r.notice, s.notice);
		ab_arena_free(&arena);
	}
	return same;
}

/* NULL, or which promise the format breaks on this file. */
static inline const char *
check_format(const char *path, const char *format)
{
	struct ab_heap *large = check_open(path, format, 1 << 14);
	struct ab_heap *small = check_open(path, format, 7);
	const char *broken = !large != !small
	    ? "a file is refused or not, whatever the blocks" : NULL;

	if (large && small) {
		broken = check_heap(large, 1 << 16);
		if (!broken)
			broken = check_heap(small, 1);
		if (!broken && !check_same(large, small))
			broken = "the records are the same whatever the blocks";
	}
	ab_heap_free(large);
	ab_heap_free(small);
	return broken;
}

#endif
