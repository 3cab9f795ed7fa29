#define _POSIX_C_SOURCE 200809L
#include "check_heap.h"
#include "fuzz.h"
#include "fuzz_file.h"

/* A line for --begin, a line for --end, the text; an empty line is no pattern. */
const char *
fuzz_own(ab_str bytes)
{
	struct ab_arena arena = { 0 };
	struct ab_heap *heap = ab_heap_new(&(struct ab_heap_options){ .format = "own" });
	struct ab_error err = { "" };
	ab_str begin = { 0 }, end = { 0 };
	const char *broken = NULL;

	ab_str_line(&bytes, &begin);
	ab_str_line(&bytes, &end);
	if (begin.len > 200 || end.len > 200)
		begin.len = end.len = 0;
	if (!ab_heap_delimit(heap, begin.len ? ab_copy(&arena, begin).ptr : NULL,
	    end.len ? ab_copy(&arena, end).ptr : NULL, &err))
		broken = *err.text ? NULL : "a pattern that is refused has a sentence";
	else if (ab_heap_add(heap, fuzz_file(bytes), &err))
		broken = check_heap(heap, 1 << 16);
	ab_heap_free(heap);
	ab_arena_free(&arena);
	return broken;
}
