/* What comes through a pipe, when there is no room for it. */
#define _POSIX_C_SOURCE 200809L /* mkdtemp */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/arena.h"
#include "load/heap.h"

enum { ARTICLES = 1000 /* of 44 bytes: a pipe holds them all */ };

/* Standard input is a pipe with all of them in it. */
static void
fill_pipe(void)
{
	int end[2];
	char one[64];

	cr_assert_eq(pipe(end), 0);
	for (int i = 0; i < ARTICLES; i++) {
		int len = snprintf(one, sizeof(one), "FILE %04d.txt\nThe ferry came.\n"
		    "END %04d.txt\n", i, i);
		cr_assert_eq(write(end[1], one, (size_t)len), len);
	}
	close(end[1]);
	cr_assert_geq(dup2(end[0], STDIN_FILENO), 0);
	close(end[0]);
}

static bool
is_told(const struct ab_heap *heap, const char *sentence)
{
	for (size_t i = 0; i < ab_heap_notices(heap); i++)
		if (strstr(ab_heap_notice(heap, i).ptr, sentence))
			return true;
	return false;
}

/* A limit on the size of files stands in for a disk that is full. */
Test(spool, a_full_disk_is_told_and_what_fits_is_read)
{
	static const struct { rlim_t room; bool told; size_t least, most; } row[] = {
		{ RLIM_INFINITY, false, ARTICLES, ARTICLES }, { 16 << 10, true, 0, ARTICLES / 2 },
		{ 0, true, 0, 0 },
	};
	char folder[] = "spool-XXXXXX";
	struct rlimit was, now;
	struct ab_error err;

	cr_assert(mkdtemp(folder));
	cr_assert_eq(getrlimit(RLIMIT_FSIZE, &was), 0);
	signal(SIGXFSZ, SIG_IGN);
	for (size_t i = 0; i < AB_LEN(row); i++) {
		struct ab_heap *heap = ab_heap_new(&(struct ab_heap_options){ .block = 4096,
			.tmpdir = folder });
		fill_pipe();
		now = (struct rlimit){ row[i].room, was.rlim_max };
		cr_assert_eq(setrlimit(RLIMIT_FSIZE, &now), 0);
		cr_assert(ab_heap_add(heap, "-", &err), "%s", err.text);
		ab_heap_reach(heap, ARTICLES);
		cr_assert_eq(setrlimit(RLIMIT_FSIZE, &was), 0);
		cr_expect_eq(is_told(heap, "does not fit among the temporary files"), row[i].told,
		    "row %zu", i);
		cr_expect(ab_heap_count(heap) >= row[i].least && ab_heap_count(heap) <= row[i].most,
		    "row %zu: %zu articles", i, ab_heap_count(heap));
		for (size_t k = 0; k < ab_heap_count(heap); k++) {
			struct ab_arena arena = { 0 };
			struct ab_record r;
			cr_expect(ab_heap_read(heap, k, &arena, &r, &err), "%s", err.text);
			ab_arena_free(&arena);
		}
		ab_heap_free(heap);
	}
	cr_expect_eq(rmdir(folder), 0, "nothing is left behind");
}

Test(spool, without_a_folder_for_it_a_sentence_says_so)
{
	struct ab_heap *heap = ab_heap_new(&(struct ab_heap_options){ .tmpdir = "no-such-folder" });
	struct ab_error err;

	fill_pipe();
	if (ab_heap_add(heap, "-", &err)) {
		cr_expect_not(ab_heap_reach(heap, 0));
		cr_expect(is_told(heap,
		    "needs a temporary file, but none can be made in no-such-folder"));
	} else {
		cr_expect(strstr(err.text, "no-such-folder"), "%s", err.text);
	}
	ab_heap_free(heap);
}
