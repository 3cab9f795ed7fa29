/*
 * arena - memory that is released all at once.
 *
 * Each article has one. Nothing taken from an arena is ever freed alone, so
 * no function that fills an arena needs a matching destructor. Allocation does
 * not fail: when there is no memory the process ends with one sentence.
 */
#ifndef ABREAST_BASE_ARENA_H
#define ABREAST_BASE_ARENA_H

#include "base/str.h"

struct ab_arena { struct ab_block *top; size_t total; };

/** Zeroed room for count objects of size bytes, aligned for any type; never NULL. */
void *ab_alloc(struct ab_arena *arena, size_t count, size_t size);

/** Releases everything; the arena is empty and may be used again. */
void ab_arena_free(struct ab_arena *arena);

/** A copy of s that lives as long as the arena; a NUL byte follows it. */
ab_str ab_copy(struct ab_arena *arena, ab_str s);

/** printf into the arena; a NUL byte follows the result. */
ab_str ab_format(struct ab_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/**
 * Room for one more in an array that grows in an arena: returns at, or a copy
 * twice as large. *room is how many fit. The old copy stays in the arena, so
 * at most as much again is wasted.
 */
void *ab_grow(struct ab_arena *arena, void *at, size_t count, size_t *room, size_t size);

#define AB_NEW(arena, type, count) ((type *)ab_alloc((arena), (count), sizeof(type)))

/** A growing array: AB_LIST(struct ab_line) list = { 0 }; AB_PUSH(arena, &list, line); */
#define AB_LIST(type) struct { type *at; size_t count, room; }
#define AB_PUSH(arena, list, value) \
	((list)->count < (list)->room ? (void)0 : (void)((list)->at = ab_grow((arena), (list)->at, \
	     (list)->count, &(list)->room, sizeof(*(list)->at))), \
	 (list)->at[(list)->count++] = (value))

/** Ends the process with one sentence: for libraries that say that there is no memory. */
_Noreturn void ab_out_of_memory(void);

/** What is to be done before that, without memory: to leave the terminal
 * as it was. NULL: nothing. */
void ab_before_out_of_memory(void (*last)(void));

/* What does not live in an arena: as malloc, realloc, strdup, but never NULL. */
void *ab_xalloc(size_t count, size_t size);
void *ab_xrealloc(void *ptr, size_t count, size_t size);

#endif
