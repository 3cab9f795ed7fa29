/* Placeholder: whole files, FILE/END at the start of a line. */
#include "load/heap.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct rec { ab_str name, text; };
struct ab_heap { struct ab_arena arena; AB_LIST(struct rec) recs; };

struct ab_heap *
ab_heap_new(const struct ab_heap_options *options)
{
	(void)options;
	return ab_xalloc(1, sizeof(struct ab_heap));
}

void
ab_heap_free(struct ab_heap *heap)
{
	ab_arena_free(&heap->arena);
	free(heap);
}

bool
ab_heap_add(struct ab_heap *heap, const char *path, struct ab_error *err)
{
	int fd = open(path, O_RDONLY);
	if (fd < 0)
		return ab_fail(err, "cannot be opened");
	char *buf = ab_alloc(&heap->arena, 1, 1 << 22);
	ssize_t n = read(fd, buf, 1 << 22);
	close(fd);
	ab_str all = { buf, n > 0 ? (size_t)n : 0 }, rest = all, line;
	if (!ab_str_starts(all, AB_STR("FILE "))) {
		AB_PUSH(&heap->arena, &heap->recs, ((struct rec){ ab_str_c(path), all }));
		return true;
	}
	while (ab_str_line(&rest, &line))
		if (ab_str_starts(line, AB_STR("FILE ")))
			AB_PUSH(&heap->arena, &heap->recs, ((struct rec){ ab_str_skip(line, 5), { rest.ptr, 0 } }));
		else if (!ab_str_eq(line, AB_STR("END")) && heap->recs.count)
			heap->recs.at[heap->recs.count - 1].text.len =
			    (size_t)(line.ptr + line.len - heap->recs.at[heap->recs.count - 1].text.ptr);
	return true;
}

bool ab_heap_step(struct ab_heap *heap, uint64_t bytes) { (void)heap, (void)bytes; return false; }
bool ab_heap_reach(struct ab_heap *heap, size_t i) { return i < heap->recs.count; }
size_t ab_heap_count(const struct ab_heap *heap) { return heap->recs.count; }
uint64_t ab_heap_done(const struct ab_heap *heap) { (void)heap; return 0; }
uint64_t ab_heap_total(const struct ab_heap *heap) { (void)heap; return 0; }
unsigned ab_heap_generation(const struct ab_heap *heap) { (void)heap; return 0; }
size_t ab_heap_notices(const struct ab_heap *heap) { (void)heap; return 0; }
ab_str ab_heap_notice(const struct ab_heap *heap, size_t i) { (void)heap, (void)i; return AB_STR(""); }
const char *ab_heap_format_name(size_t n, const char **help) { (void)n, (void)help; return NULL; }

bool
ab_heap_read(struct ab_heap *heap, size_t i, struct ab_arena *arena, struct ab_record *out, struct ab_error *err)
{
	(void)err;
	*out = (struct ab_record){ .name = heap->recs.at[i].name };
	out->text = ab_utf8_text(arena, heap->recs.at[i].text, &out->utf8);
	return true;
}

bool
ab_heap_raw(struct ab_heap *heap, size_t i, struct ab_arena *arena, ab_str *name, ab_str *bytes, struct ab_error *err)
{
	(void)arena, (void)err;
	*name = heap->recs.at[i].name;
	*bytes = heap->recs.at[i].text;
	return true;
}
