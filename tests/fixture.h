/* A bundle of articles for one test, through a file of its own. Needs mkstemp and friends. */
#ifndef ABREAST_TESTS_FIXTURE_H
#define ABREAST_TESTS_FIXTURE_H

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "news/bundle.h"

enum { FIXTURE_MOST = 16 }; /* articles of fixture_open_all */

struct fixture {
	char path[32];
	struct ab_heap *heap;
	struct ab_knowledge *know;
	struct ab_bundle *bundle;
};

/* The rules of these tests, and no others: lines with MENU are chrome,
 * and so is a part in [[ ]]. */
#define FIXTURE_RULES "chrome/menu\tMENU\nchrome/part\t(?<part>\\[\\[.*?\\]\\])\n"

static inline void
fixture_open(struct fixture *f, const ab_str *texts, size_t count)
{
	struct ab_rule_text rules = { "fixture", AB_STR(FIXTURE_RULES) };
	struct ab_article_options options = { 0 };
	struct ab_heap_options heap_options = { 0 };
	struct ab_error err;

	strcpy(f->path, "fixture-XXXXXX");
	int fd = mkstemp(f->path);
	cr_assert(fd >= 0);
	FILE *out = fdopen(fd, "w");
	for (size_t i = 0; i < count; i++) {
		fprintf(out, "FILE article-%zu.txt\n", i + 1);
		fwrite(texts[i].ptr, 1, texts[i].len, out);
		fprintf(out, "\nEND\n");
	}
	fclose(out);
	f->heap = ab_heap_new(&heap_options);
	cr_assert(ab_heap_add(f->heap, f->path, &err), "%s", err.text);
	f->know = ab_knowledge_new(&rules, 1, false, &err);
	cr_assert(f->know, "%s", err.text);
	f->bundle = ab_bundle_new(f->heap, f->know, &options);
}

/* The same with texts that end in a NUL. */
static inline void
fixture_open_all(struct fixture *f, const char *const *texts, size_t count)
{
	ab_str all[FIXTURE_MOST];

	cr_assert_leq(count, AB_LEN(all));
	for (size_t i = 0; i < count; i++)
		all[i] = ab_str_c(texts[i]);
	fixture_open(f, all, count);
}

static inline void
fixture_close(struct fixture *f)
{
	ab_bundle_free(f->bundle);
	ab_knowledge_free(f->know);
	ab_heap_free(f->heap);
	unlink(f->path);
}

#endif
