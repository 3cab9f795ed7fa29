#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* The first block is small, for most arenas of small articles need no more; later ones are not. */
enum { BLOCK_FIRST = 2048 };
#ifndef AB_BLOCK_SIZE
#define AB_BLOCK_SIZE 16384
#endif

struct ab_block {
	struct ab_block *below;
	size_t used, size;
	alignas(max_align_t) unsigned char bytes[];
};

/* The process has one end; whoever holds the terminal says how. */
static void (*last_act)(void);

void
ab_before_out_of_memory(void (*last)(void))
{
	last_act = last;
}

void
ab_out_of_memory(void)
{
	static const char sentence[] = "abreast: out of memory\n";
	void (*last)(void) = last_act;

	last_act = NULL; /* it may run out of memory itself */
	if (last)
		last();

	/* Not stdio: it may want memory itself. */
	if (write(STDERR_FILENO, sentence, sizeof(sentence) - 1) < 0)
		_exit(2);
	_exit(2);
}

void *
ab_xalloc(size_t count, size_t size)
{
	void *out = calloc(count ? count : 1, size ? size : 1);

	if (!out)
		ab_out_of_memory();
	return out;
}

void *
ab_xrealloc(void *ptr, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / 2 / size)
		ab_out_of_memory();
	void *out = realloc(ptr, count && size ? count * size : 1);
	if (!out)
		ab_out_of_memory();
	return out;
}

void *
ab_alloc(struct ab_arena *arena, size_t count, size_t size)
{
	const size_t mask = alignof(max_align_t) - 1;

	if (size && count > (SIZE_MAX / 2 - mask) / size)
		ab_out_of_memory();
	size_t need = (count * size + mask) & ~mask;
	struct ab_block *b = arena->top;
	if (!b || b->size - b->used < need) {
		size_t block = b || AB_BLOCK_SIZE < BLOCK_FIRST ? AB_BLOCK_SIZE : BLOCK_FIRST;
		size_t room = need > block / 4 ? need : block;
		struct ab_block *made = ab_xalloc(1, sizeof(*made) + room);
		made->size = room;
		arena->total += room;
		if (b && room == need) { /* a large object does not end the block being filled */
			made->below = b->below;
			b->below = made;
			made->used = need;
			return made->bytes;
		}
		made->below = b;
		arena->top = b = made;
	}
	void *out = b->bytes + b->used;
	b->used += need;
	return out;
}

void
ab_arena_free(struct ab_arena *arena)
{
	while (arena->top) {
		struct ab_block *below = arena->top->below;
		free(arena->top);
		arena->top = below;
	}
	arena->total = 0;
}

ab_str
ab_copy(struct ab_arena *arena, ab_str s)
{
	char *to = ab_alloc(arena, s.len + 1, 1);

	if (s.len)
		memcpy(to, s.ptr, s.len);
	return (ab_str){ to, s.len };
}

ab_str
ab_format(struct ab_arena *arena, const char *format, ...)
{
	va_list ap, again;

	va_start(ap, format);
	va_copy(again, ap);
	int len = vsnprintf(NULL, 0, format, ap);
	va_end(ap);
	size_t n = len > 0 ? (size_t)len : 0;
	char *to = ab_alloc(arena, n + 1, 1);
	vsnprintf(to, n + 1, format, again);
	va_end(again);
	return (ab_str){ to, n };
}

void *
ab_grow(struct ab_arena *arena, void *at, size_t count, size_t *room, size_t size)
{
	if (count < *room)
		return at;
	size_t wider = *room ? *room * 2 : 8;
	void *to = ab_alloc(arena, wider, size);
	if (count)
		memcpy(to, at, count * size);
	*room = wider;
	return to;
}
