/* The longest time that a key waits: the dearest slice of the work behind the screen, and the
 * dearest key, for each screen that has such work. Milliseconds of processor time; one line a
 * screen:
 *
 *	keys  slices  worst-slice  worst-key
 *
 * A key is taken between two slices, so that their sum is what a person waits at most.
 */
#define _POSIX_C_SOURCE 200809L /* clock_gettime */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "view/reader.h"

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return 1e3 * (double)t.tv_sec + 1e-6 * (double)t.tv_nsec;
}

static double
type(struct ab_reader *reader, const char *keys)
{
	double worst = 0;

	for (size_t len; *keys; keys += len) {
		const char *close = *keys == '<' ? strchr(keys, '>') : NULL;
		double start = now();
		len = close ? (size_t)(close - keys) + 1 : 1;
		ab_reader_key(reader, (ab_str){ keys, len });
		double took = now() - start;
		worst = took > worst ? took : worst;
	}
	return worst;
}

/* All work that these keys begin, with a screen painted now and then, as on a terminal. */
static void
measure(struct ab_reader *reader, struct ab_frame *frame, const char *keys)
{
	double worst_key = type(reader, keys), worst = 0;
	long slices = 0;

	for (bool more = true, dirty; more; slices++) {
		double start = now();
		dirty = false;
		more = ab_reader_work(reader, &dirty);
		double took = now() - start;
		worst = took > worst ? took : worst;
		if (dirty) {
			ab_frame_clear(frame);
			ab_reader_paint(reader, frame);
		}
	}
	printf("%-16s %8ld %8.1f %8.1f\n", *keys ? keys : "(open)", slices, worst, worst_key);
	fflush(stdout);
}

int
main(int argc, char **argv)
{
	static const char *const steps[] = {
		"", "<Tab>j]]", "G", "/port|people<Enter>", "g/port|people<Enter>", "qLs", "qL",
		"L", "qT", "qE",
		"qO", "q~",
	};
	struct ab_heap_options heap_options = { 0 };
	struct ab_article_options article_options = { 0 };
	struct ab_reader_options options = { .rows = 24, .cols = 80 };
	struct ab_error err = { "" };
	struct ab_heap *heap = ab_heap_new(&heap_options);
	struct ab_knowledge *know = ab_knowledge_new(NULL, 0, true, &err);

	if (argc != 2 || !know || !ab_heap_add(heap, argv[1], &err)) {
		fprintf(stderr, "slices SOURCE: %s\n", err.text);
		return EXIT_FAILURE;
	}
	struct ab_bundle *bundle = ab_bundle_new(heap, know, &article_options);
	struct ab_reader *reader = ab_reader_new(bundle, &options, &err);
	struct ab_frame *frame = ab_frame_new(options.rows, options.cols);
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		measure(reader, frame, steps[i]);
	ab_frame_free(frame);
	ab_reader_free(reader);
	ab_bundle_free(bundle);
	ab_knowledge_free(know);
	ab_heap_free(heap);
	return EXIT_SUCCESS;
}
