#define _POSIX_C_SOURCE 200809L
#include "check_heap.h"
#include "fuzz.h"
#include "fuzz_file.h"

/* Archives within narrow limits: a bomb of the fuzzer's is not to fill the disk. */
const char *
fuzz_archive(ab_str bytes)
{
	struct ab_limits limits = { 2, 20, 100, 1 << 20 };
	struct ab_heap_options options = { .limits = &limits, .block = 1 << 14 };
	struct ab_heap *heap = ab_heap_new(&options);
	struct ab_error err;
	const char *broken = NULL;

	if (ab_heap_add(heap, fuzz_file(bytes), &err))
		broken = check_heap(heap, 1 << 16);
	else if (!*err.text)
		broken = "a file that is refused has a sentence";
	ab_heap_free(heap);
	return broken;
}
