/* What comes through a pipe, when there is no room for it. */
#define _POSIX_C_SOURCE 200809L /* mkdtemp */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

#include "load/heap.h"
#include "packed.h"

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

/* Can each record be read, and says it what it should? */
static bool
is_readable(struct ab_heap *heap)
{
	bool ok = true;

	for (size_t i = 0; ok && i < ab_heap_count(heap); i++) {
		struct ab_arena arena = { 0 };
		struct ab_record r;
		struct ab_error err;
		ok = ab_heap_read(heap, i, &arena, &r, &err)
		    && (r.notice.len || ab_str_eq(r.text, AB_STR("The ferry came.")));
		ab_arena_free(&arena);
	}
	return ok;
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
		cr_expect(is_readable(heap), "row %zu", i);
		ab_heap_free(heap);
	}
	cr_expect_eq(rmdir(folder), 0, "nothing is left behind");
}

enum { FILES = 40, EACH = 25 /* articles: more than a kilobyte */ };

/* Files of so many articles each, packed, on standard input: a file, or a pipe. */
static void
hand_in(int format, int filter, bool piped)
{
	struct ab_arena arena = { 0 };
	ab_str file[FILES];
	int end[2];

	for (int i = 0; i < FILES; i++) {
		char *to = ab_alloc(&arena, EACH, 64);
		size_t len = 0;
		for (int k = 0; k < EACH; k++)
			len += (size_t)sprintf(to + len, "FILE %02d-%02d.txt\nThe ferry came.\n"
			    "END %02d-%02d.txt\n", i, k, i, k);
		file[i] = (ab_str){ to, len };
	}
	if (format == ARCHIVE_FORMAT_RAW) { /* which holds one: all of them in it */
		char *all = ab_alloc(&arena, FILES * EACH, 64);
		size_t len = 0;
		for (int i = 0; i < FILES; len += file[i++].len)
			memcpy(all + len, file[i].ptr, file[i].len);
		file[0] = (ab_str){ all, len };
	}
	ab_str bytes = packed(&arena, format, filter, file, FILES);
	FILE *f = piped ? NULL : tmpfile();
	cr_assert(piped ? pipe(end) == 0 : f != NULL);
	int to = piped ? end[1] : fileno(f);
	cr_assert_eq(write(to, bytes.ptr, bytes.len), (ssize_t)bytes.len);
	cr_assert(piped || lseek(to, 0, SEEK_SET) == 0);
	cr_assert_geq(dup2(piped ? end[0] : to, STDIN_FILENO), 0);
	if (piped) {
		close(end[0]);
		close(end[1]);
	} else {
		fclose(f);
	}
	ab_arena_free(&arena);
}

/* What is unpacked until then is read, and one sentence says that there is no room for the rest. */
Test(spool, a_full_disk_ends_what_is_unpacked)
{
	static const struct { const char *what; int format, filter; bool piped; } row[] = {
		{ "tar", ARCHIVE_FORMAT_TAR, ARCHIVE_FILTER_NONE, false },
		{ "zip", ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, false },
		{ "tar.gz", ARCHIVE_FORMAT_TAR, ARCHIVE_FILTER_GZIP, false },
		{ "gz", ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP, false },
		{ "xz", ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_XZ, false },
		{ "zst", ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_ZSTD, false },
		{ "tar.gz, piped", ARCHIVE_FORMAT_TAR, ARCHIVE_FILTER_GZIP, true },
		{ "gz, piped", ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP, true },
	};
	char folder[] = "spool-XXXXXX";
	struct rlimit was, now;
	struct ab_error err;

	cr_assert(mkdtemp(folder));
	cr_assert_eq(getrlimit(RLIMIT_FSIZE, &was), 0);
	now = (struct rlimit){ 12 << 10, was.rlim_max };
	signal(SIGXFSZ, SIG_IGN);
	for (size_t i = 0; i < AB_LEN(row); i++) {
		struct ab_heap *heap = ab_heap_new(&(struct ab_heap_options){ .block = 4096,
		    .tmpdir = folder });
		hand_in(row[i].format, row[i].filter, row[i].piped);
		cr_assert_eq(setrlimit(RLIMIT_FSIZE, &now), 0);
		cr_assert(ab_heap_add(heap, "-", &err), "%s", err.text);
		ab_heap_reach(heap, FILES * EACH);
		cr_assert_eq(setrlimit(RLIMIT_FSIZE, &was), 0);
		size_t count = ab_heap_count(heap), cut_off = 0;
		cr_expect(is_told(heap, "does not fit among the temporary files"), "%s",
		    row[i].what);
		for (size_t n = 0; n < ab_heap_notices(heap); n++)
			cut_off += strstr(ab_heap_notice(heap, n).ptr, "before its END") != NULL;
		cr_expect(cut_off <= 1 && ab_heap_notices(heap) == 1 + cut_off, "%s: %zu sentences",
		    row[i].what, ab_heap_notices(heap));
		cr_expect(count > 100 && count < FILES * EACH / 2, "%s: %zu articles", row[i].what,
		    count);
		cr_expect(is_readable(heap), "%s", row[i].what);
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
		cr_expect(is_told(heap, "needs a temporary file, but none can be made in "
		    "no-such-folder"));
	} else {
		cr_expect(strstr(err.text, "no-such-folder"), "%s", err.text);
	}
	ab_heap_free(heap);
}
