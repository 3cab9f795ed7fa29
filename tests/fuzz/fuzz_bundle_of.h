/* Bytes as a bundle of articles, for the targets of src/view. */
#ifndef ABREAST_TESTS_FUZZ_BUNDLE_OF_H
#define ABREAST_TESTS_FUZZ_BUNDLE_OF_H

#include "fuzz_file.h"
#include "fuzz_news.h"
#include "news/bundle.h"

struct fuzz_bundle { struct ab_heap *heap; struct ab_bundle *bundle; };

/* All of them indexed; format NULL to guess. False where nothing is in it. */
static inline bool
fuzz_open(struct fuzz_bundle *b, ab_str bytes, const char *format)
{
	struct ab_article_options options = { 0 };
	struct ab_error err;

	b->heap = ab_heap_new(&(struct ab_heap_options){ .format = format });
	b->bundle = ab_bundle_new(b->heap, fuzz_knowledge(), &options);
	return ab_heap_add(b->heap, fuzz_file(bytes), &err) && ab_heap_reach(b->heap, 0);
}

static inline void
fuzz_close(struct fuzz_bundle *b)
{
	ab_bundle_free(b->bundle);
	ab_heap_free(b->heap);
}

#endif
