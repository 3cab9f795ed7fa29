/* records FORMAT BLOCK SOURCE...: what the heap holds, one line a record: name, bytes and notice
 * in hex. FORMAT "-" is guessed. For tests/bundle_reference.sh. */
#include <stdio.h>
#include <stdlib.h>

#include "load/heap.h"

static void
print_hex(ab_str s, char end)
{
	for (size_t i = 0; i < s.len; i++)
		printf("%02x", (unsigned char)s.ptr[i]);
	putchar(end);
}

static void
print_record(struct ab_heap *heap, size_t i)
{
	struct ab_arena arena = { 0 };
	struct ab_record record;
	struct ab_error err;
	ab_str name, bytes;

	if (ab_heap_raw(heap, i, &arena, &name, &bytes, &err)
	    && ab_heap_read(heap, i, &arena, &record, &err)) {
		print_hex(name, ' ');
		print_hex(bytes, ' ');
		print_hex(record.notice, '\n');
	} else {
		printf("error: %s\n", err.text);
	}
	ab_arena_free(&arena);
}

static void
print_source(const struct ab_heap_options *options, const char *path)
{
	struct ab_heap *heap = ab_heap_new(options);
	struct ab_error err;

	printf("source %s\n", path);
	if (!ab_heap_add(heap, path, &err))
		printf("error: %s\n", err.text);
	while (ab_heap_step(heap, 1))
		;
	for (size_t i = 0; i < ab_heap_count(heap); i++)
		print_record(heap, i);
	ab_heap_free(heap);
}

int
main(int argc, char **argv)
{
	if (argc < 3)
		return 2;
	struct ab_heap_options options = { .block = strtoul(argv[2], NULL, 10) };
	if (*argv[1] != '-')
		options.format = argv[1];
	for (int i = 3; i < argc; i++)
		print_source(&options, argv[i]);
	return 0;
}
