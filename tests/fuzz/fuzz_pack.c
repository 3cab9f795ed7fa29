#define _POSIX_C_SOURCE 200809L
#include "check_heap.h"
#include "fuzz.h"
#include "fuzz_file.h"
#include "load/pack.h"

enum { MOST = 64 };

/* Names end at a NUL, bodies at 0x01: any other bytes. What was packed is read as it was. */
static size_t
cut(ab_str bytes, ab_str name[MOST], ab_str body[MOST])
{
	size_t count = 0;

	for (; count < MOST && bytes.len; count++) {
		const char *end = memchr(bytes.ptr, '\0', bytes.len);
		name[count] = (ab_str){ bytes.ptr, end ? (size_t)(end - bytes.ptr) : bytes.len };
		bytes = ab_str_skip(bytes, name[count].len + (end != NULL));
		end = bytes.len ? memchr(bytes.ptr, '\1', bytes.len) : NULL;
		body[count] = (ab_str){ bytes.ptr, end ? (size_t)(end - bytes.ptr) : bytes.len };
		bytes = ab_str_skip(bytes, body[count].len + (end != NULL));
	}
	return count;
}

static const char *
compare(struct ab_heap *heap, const ab_str *name, const ab_str *body, size_t count)
{
	const char *broken = check_heap(heap, 100);

	if (!broken && (ab_heap_count(heap) != count || ab_heap_notices(heap)))
		broken = "as many articles are read as were packed, without a word";
	for (size_t i = 0; i < count && !broken; i++) {
		struct ab_arena arena = { 0 };
		struct ab_error err;
		ab_str n, b;
		if (!ab_heap_raw(heap, i, &arena, &n, &b, &err) || !ab_str_eq(n, name[i])
		    || !ab_str_eq(b, body[i]))
			broken = "what was packed is read as it was";
		ab_arena_free(&arena);
	}
	return broken;
}

const char *
fuzz_pack(ab_str bytes)
{
	ab_str name[MOST], body[MOST];
	size_t count = cut(bytes, name, body), len = 0;
	char *packed = NULL;
	struct ab_heap *heap = ab_heap_new(&(struct ab_heap_options){ .block = 7 });
	struct ab_error err;
	FILE *out = open_memstream(&packed, &len);
	bool ok = out && ab_pack_begin(out);

	for (size_t i = 0; i < count && ok; i++)
		ok = ab_pack_article(out, name[i], body[i]);
	const char *broken = ok && fclose(out) == 0 ? NULL : "articles are packed";
	if (!broken && !ab_heap_add(heap, fuzz_file((ab_str){ packed, len }), &err))
		broken = "what was packed is opened";
	if (!broken)
		broken = compare(heap, name, body, count);
	ab_heap_free(heap);
	free(packed);
	return broken;
}
