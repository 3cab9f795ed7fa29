/* Seconds of processor time in which the expressions of time of a plain text are found: what
 * tests/bench/run asks for. Once to warm up, then the best of three. */
#define _POSIX_C_SOURCE 200809L /* clock_gettime */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "news/dates.h"

enum { MOST = 64 << 20, ROUNDS = 4 };

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double
round_of(ab_str text, struct ab_knowledge *know)
{
	struct ab_arena arena = { 0 };
	struct ab_lines lines = ab_lines_split(&arena, text);
	double start = now();

	ab_dates_find(&arena, text, &lines, AB_STR("2031-05-04"), know);
	double took = now() - start;
	ab_arena_free(&arena);
	return took;
}

int
main(int argc, char **argv)
{
	struct ab_error err;
	struct ab_knowledge *know = ab_knowledge_new(NULL, 0, true, &err);
	FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
	char *bytes = malloc(MOST);

	if (!know || !file || !bytes) {
		fprintf(stderr, "usage: dates FILE\n");
		return 2;
	}
	ab_str text = { bytes, fread(bytes, 1, MOST, file) };
	double best = 1e9;
	ab_knowledge_warm(know);
	for (int i = 0; i < ROUNDS; i++) {
		double took = round_of(text, know);
		if (i > 0 && took < best)
			best = took;
	}
	printf("%.4f\n", best);
	free(bytes);
	fclose(file);
	ab_knowledge_free(know);
	return 0;
}
