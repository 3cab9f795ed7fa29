/* check_heap - what heap.h promises of any source, as one function. */
#ifndef ABREAST_TESTS_CHECK_HEAP_H
#define ABREAST_TESTS_CHECK_HEAP_H

#include <unistr.h>

#include "load/heap.h"

static inline bool
check_text(ab_str s)
{
	return u8_check((const uint8_t *)s.ptr, s.len) == NULL;
}

static inline bool
check_date(ab_str s)
{
	return s.len == 0 || (s.len >= 10 && s.ptr[4] == '-' && s.ptr[7] == '-'
	    && (s.len == 10 || s.ptr[10] == 'T'));
}

/* The first word of a text that a needle can be; empty if there is none. */
static inline ab_str
word_of(ab_str text)
{
	size_t at = 0, n = 0;

	for (; at + n < text.len && n < 4; n++)
		if (text.ptr[at + n] < 'a' || text.ptr[at + n] > 'z')
			at += n + 1, n = (size_t)-1;
	return n == 0 || at + n > text.len ? (ab_str){ 0 } : (ab_str){ text.ptr + at, n };
}

/* Is record i passed over that holds a word? */
static inline bool
is_missed(struct ab_heap *heap, size_t i, ab_str text)
{
	ab_str word = word_of(text);
	struct ab_needle needle = ab_needle_of(word, i % 2);

	return word.len > 1 && (ab_heap_sift(heap, i, &needle, 1 << 16) != i
	    || ab_heap_sift(heap, i / 2, &needle, 1 << 16) > i);
}

/* NULL if record i keeps the promises, else which one it breaks. A record that cannot be read
 * has a sentence instead. */
static inline const char *
check_record(struct ab_heap *heap, size_t i)
{
	struct ab_arena arena = { 0 };
	struct ab_error err = { "" };
	struct ab_record r;
	ab_str name, bytes;
	const char *broken = NULL;

	bool ok = ab_heap_read(heap, i, &arena, &r, &err);
	if (!check_text(r.name))
		broken = "the name is UTF-8";
	else if (!ok && (!*err.text || r.text.len))
		broken = "a record that cannot be read has a sentence and no text";
	else if (ok && (!check_text(r.text) || !check_text(r.title) || !check_text(r.url)
	    || !check_text(r.outlet) || !check_text(r.notice)))
		broken = "all is UTF-8";
	else if (ok && !check_date(r.published))
		broken = "published is ISO 8601 or empty";
	else if (ok && is_missed(heap, i, r.text))
		broken = "no record is passed over that holds what is looked for";
	else if (ok && !r.utf8.encoding)
		broken = "the encoding is known";
	else if (ok && !ab_heap_raw(heap, i, &arena, &name, &bytes, &err))
		broken = "what can be read can be read raw";
	ab_arena_free(&arena);
	return broken;
}

/* Indexes to the end in steps of so many bytes and checks every record. */
static inline const char *
check_heap(struct ab_heap *heap, uint64_t step)
{
	size_t count = 0;
	unsigned generation = 0;
	const char *broken = NULL;
	bool more = true;

	while (more && !broken) {
		more = ab_heap_step(heap, step);
		if (ab_heap_generation(heap) == generation && ab_heap_count(heap) < count)
			broken = "the count only grows in one generation";
		if (ab_heap_done(heap) > ab_heap_total(heap))
			broken = "no more is done than there is";
		count = ab_heap_count(heap);
		generation = ab_heap_generation(heap);
	}
	if (!broken && ab_heap_step(heap, step))
		broken = "after the end there is no more";
	if (!broken && ab_heap_reach(heap, count))
		broken = "no record lies beyond the last";
	for (size_t i = 0; i < count && !broken; i++)
		broken = check_record(heap, i);
	for (size_t i = 0; i < ab_heap_notices(heap) && !broken; i++)
		if (!ab_heap_notice(heap, i).len)
			broken = "a notice says something";
	return broken;
}

#endif
