#include <archive.h>
#include <archive_entry.h>
#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check_heap.h"
#include "load/feed.h"

/* ---- a folder for files, gone after the test ---- */

static char folder[] = "/tmp/abreast-load-XXXXXX";

static void
make_folder(void)
{
	cr_assert(mkdtemp(folder));
}

static void
remove_folder(void)
{
	char command[64];

	snprintf(command, sizeof(command), "rm -rf '%s'", folder);
	cr_assert_eq(system(command), 0);
}

TestSuite(load, .init = make_folder, .fini = remove_folder);

static const char *
in_folder(const char *name)
{
	static char path[4][128];
	static int n;
	char *p = path[n++ % 4];

	snprintf(p, sizeof(path[0]), "%s/%s", folder, name);
	return p;
}

static const char *
make_file(const char *name, ab_str bytes)
{
	const char *path = in_folder(name);
	FILE *f = fopen(path, "wb");

	cr_assert(f);
	cr_assert_eq(fwrite(bytes.ptr, 1, bytes.len, f), bytes.len);
	fclose(f);
	return path;
}

/* ---- what a heap holds, on one line: "name=text[notice] ..." with its notices ---- */

static ab_str
tell(struct ab_arena *arena, struct ab_heap *heap)
{
	ab_str out = AB_STR("");

	for (size_t i = 0; i < ab_heap_count(heap); i++) {
		struct ab_error err;
		struct ab_record r;
		if (!ab_heap_read(heap, i, arena, &r, &err)) {
			out = ab_format(arena, "%s%.*s!%s ", out.ptr, (int)r.name.len,
			    r.name.ptr, err.text);
			continue;
		}
		out = ab_format(arena, "%s%.*s=%.*s%s%.*s%s ", out.ptr, (int)r.name.len, r.name.ptr,
		    (int)r.text.len, r.text.ptr, r.notice.len ? "[" : "", (int)r.notice.len,
		    r.notice.ptr,
		    r.notice.len ? "]" : "");
	}
	for (size_t i = 0; i < ab_heap_notices(heap); i++)
		out = ab_format(arena, "%s(%s)", out.ptr, ab_heap_notice(heap,
		    i).ptr + strlen(folder) + 1);
	return out;
}

static const size_t blocks[] = { 1, 2, 3, 7, 64, 1 << 20 };

/* Reads a source with every size of block and compares what it holds. */
static void
expect(const char *path, const char *format, const char *want)
{
	for (size_t i = 0; i < AB_LEN(blocks); i++) {
		struct ab_arena arena = { 0 };
		struct ab_heap *heap = ab_heap_new(
		    &(struct ab_heap_options){ .format = format, .block = blocks[i],
		    .tmpdir = folder });
		struct ab_error err;
		cr_assert(ab_heap_add(heap, path, &err), "%s", err.text);
		const char *broken = check_heap(heap, i % 2 ? 1 : 1 << 16);
		cr_expect_null(broken, "%s, block %zu: %s", path, blocks[i], broken);
		cr_expect_str_eq(tell(&arena, heap).ptr, want, "%s, block %zu:\n%s\n%s", path,
		    blocks[i],
		    tell(&arena, heap).ptr, want);
		ab_arena_free(&arena);
		ab_heap_free(heap);
	}
}

static const struct { const char *bytes, *want; } bundles[] = {
	{ "FILE a.txt\none\nEND\nFILE b.txt\ntwo\n\nEND\n", "a.txt=one b.txt=two\n " },
	{ "FILE a.txt\r\none\r\nEND\r\n", "a.txt=one\r " },
	{ "=== FILE: a.txt ===\none\n=== END a.txt ===\n", "a.txt=one " },
	{ "<<<BEGIN FILE a b.txt>>>\none\n<<<END OF FILE>>>", "a b.txt=one " },
	{ "FILE a.txt\nEND\n", "a.txt= " },
	{ "FILE a.txt\n\nEND\n", "a.txt= " },
	{ "before\nFILE a.txt\none\nEND a.txt\nafter\nEND\nlast\n",
	  "=before[text outside FILE...END] a.txt=one =after\nlast\n[text outside FILE...END] " },
	/* END of a press release: text follows, so it closes nothing. */
	{ "FILE a.txt\none\nEND\nContact: nobody\nEND\n", "a.txt=one\nEND\nContact: nobody " },
	{ "FILE a.txt\nFILE PHOTO: A bridge\nFILE - In this May 3 photo\nEND\n",
	  "a.txt=FILE PHOTO: A bridge\nFILE - In this May 3 photo " },
	{ "FILE a.txt\none\nFILE b.txt\ntwo\nEND\n", "a.txt=one[END missing] b.txt=two " },
	{ "FILE a.txt\none\nFILE b.txt\ntwo\nEND\nEND a.txt\n", "a.txt=one\nFILE b.txt\ntwo\n"
	  "END " },
	{ "FILE a.txt\rone\rtwo\rEND\r", "a.txt=one\ntwo " },
	/* A line feed at the very end: no CR has ended a line. */
	{ "FILE a.txt\rone\rEND\rFILE b.txt\rtwo\n", "f=FILE a.txt\rone\rEND\rFILE b.txt\rtwo\n " },
	{ "FILE PHOTO: A bridge\nIt opened.\n", "f=FILE PHOTO: A bridge\nIt opened.\n " },
	{ "Talks\nFILE March 7, 2012: The mayor of Orsund waves to the crowd.AP\nIt rained.\n",
	  "f=Talks\nFILE March 7, 2012: The mayor of Orsund waves to the crowd.AP\nIt rained.\n " },
	{ "It opened.\nEND\n", "f=It opened.\nEND\n " },
	{ "\xef\xbb\xbf" "FILE a.txt\n\xe9t\xe9\nEND\n", "a.txt=été " },
};

Test(load, a_bundle_is_cut_into_articles)
{
	for (size_t i = 0; i < AB_LEN(bundles); i++)
		expect(make_file("f", ab_str_c(bundles[i].bytes)), NULL, bundles[i].want);
}

Test(load, a_cut_off_bundle_says_so)
{
	expect(make_file("f", AB_STR("FILE a.txt\none\nEND\nFILE b.txt\ntwo\n")), NULL,
	    "a.txt=one b.txt=two[END missing (cut off?)] "
	    "(f: record 2: the bundle ends before its END; it may be cut off)");
}

/* Each END that names its article teaches that the next will; the last does not, and all that was
 * guessed is put right in the end. */
Test(load, a_wrong_guess_is_put_right_and_changes_the_generation)
{
	const char *path = make_file("f", AB_STR("FILE a.txt\none\nEND\nFILE b.txt\ntwo\nEND\n"
	    "FILE c.txt\nthree\nEND\nEND a.txt\n"));
	struct ab_heap *heap = ab_heap_new(&(struct ab_heap_options){ .block = 8 });
	struct ab_arena arena = { 0 };
	struct ab_error err;

	cr_assert(ab_heap_add(heap, path, &err));
	while (ab_heap_count(heap) < 2)
		cr_assert(ab_heap_step(heap, 1));
	cr_expect_eq(ab_heap_generation(heap), 0);
	cr_expect_null(check_heap(heap, 1));
	cr_expect_eq(ab_heap_count(heap), 1);
	cr_expect_eq(ab_heap_generation(heap), 1);
	ab_heap_free(heap);
	ab_arena_free(&arena);
}

Test(load, the_first_record_is_there_long_before_the_last)
{
	FILE *f = fopen(in_folder("f"), "wb");
	struct ab_heap *heap = ab_heap_new(&(struct ab_heap_options){ .block = 4096 });
	struct ab_error err;

	cr_assert(f);
	for (int i = 0; i < 20000; i++)
		fprintf(f, "FILE %d.txt\nThe bridge at kilometre %d was opened.\nEND\n", i, i);
	fclose(f);
	cr_assert(ab_heap_add(heap, in_folder("f"), &err));
	cr_expect(ab_heap_reach(heap, 2));
	cr_expect_lt(ab_heap_done(heap), 1 << 19);
	cr_expect_null(check_heap(heap, 65536));
	cr_expect_eq(ab_heap_count(heap), 20000);
	cr_expect_eq(ab_heap_done(heap), ab_heap_total(heap));
	cr_expect_eq(ab_heap_generation(heap), 0);
	ab_heap_free(heap);
}

Test(load, one_endless_line_is_read_in_linear_time)
{
	enum { LEN = 40000000 };
	char *bytes = malloc(LEN);
	struct ab_heap *heap = ab_heap_new(&(struct ab_heap_options){ .block = 4096 });
	struct ab_error err;

	cr_assert(bytes);
	memset(bytes, 'E', LEN);
	cr_assert(ab_heap_add(heap, make_file("f", (ab_str){ bytes, LEN }), &err));
	cr_expect_null(check_heap(heap, 1 << 20));
	cr_expect_eq(ab_heap_count(heap), 1);
	ab_heap_free(heap);
	memcpy(bytes, "{\"text\":\"", 9);
	memcpy(bytes + LEN - 2, "\"}", 2);
	heap = ab_heap_new(&(struct ab_heap_options){ .block = 4096 });
	cr_assert(ab_heap_add(heap, make_file("g", (ab_str){ bytes, LEN }), &err));
	cr_expect_null(check_heap(heap, 1 << 20));
	cr_expect_eq(ab_heap_count(heap), 1);
	ab_heap_free(heap);
	free(bytes);
}

/* ---- text, encodings ---- */

static const struct { const char *bytes; size_t len; const char *want; } texts[] = {
	{ "one\ntwo\n", 8, "f=one\ntwo\n " },
	{ "one\rtwo\r", 8, "f=one\rtwo\r " },
	{ "  \n", 3, "f=  \n " },
	{ "\xff\xfe" "F\0I\0L\0E\0 \0a\0.\0b\0\n\0\xe9\0\n\0E\0N\0D\0", 30, "a.b=é " },
	{ "\xfe\xff\0F\0I\0L\0E\0 \0a\0.\0b\0\n\x20\xac\0\n\0E\0N\0D", 30, "a.b=€ " },
	{ "\xff\xfe" "a\0", 4, "f=a " },
};

Test(load, text_comes_in_every_encoding)
{
	for (size_t i = 0; i < AB_LEN(texts); i++)
		expect(make_file("f", (ab_str){ texts[i].bytes, texts[i].len }), NULL,
		    texts[i].want);
}

/* No piece of a recoded bundle ends within a surrogate pair, wherever the pairs begin. */
Test(load, pairs_of_utf_16_stay_together)
{
	enum { PAIRS = 40000 };
	static char bytes[64 + 4 * PAIRS];

	for (size_t shift = 0; shift < 2; shift++) {
		struct ab_heap *heap = ab_heap_new(&(struct ab_heap_options){ .tmpdir = folder });
		struct ab_arena arena = { 0 };
		struct ab_error err;
		struct ab_record r;
		size_t len = 22 + 2 * shift;
		memcpy(bytes, "\xfe\xff\0F\0I\0L\0E\0 \0a\0.\0b\0\n\0x\0x\0x", 26);
		for (size_t i = 0; i < PAIRS; i++, len += 4)
			memcpy(bytes + len, "\xd8\x3d\xde\x00", 4);
		cr_assert(ab_heap_add(heap, make_file("f", (ab_str){ bytes, len }), &err));
		cr_assert(ab_heap_reach(heap, 0));
		cr_assert(ab_heap_read(heap, 0, &arena, &r, &err));
		cr_expect_eq(r.text.len, 1 + shift + 4 * PAIRS);
		ab_arena_free(&arena);
		ab_heap_free(heap);
	}
}

Test(load, what_is_no_text_is_refused_in_a_sentence)
{
	struct ab_heap *heap = ab_heap_new(NULL);
	struct ab_error err = { "" };

	cr_expect_not(ab_heap_add(heap, in_folder("missing"), &err));
	cr_expect_str_eq(err.text, "cannot be opened: No such file or directory");
	cr_expect_not(ab_heap_add(heap, make_file("f", (ab_str){ "\x7f" "ELF\0\1", 6 }), &err));
	cr_expect(strstr(err.text, "binary"), "%s", err.text);
	cr_expect(ab_heap_add(heap, make_file("g", AB_STR("")), &err));
	cr_expect_not(ab_heap_reach(heap, 0));
	cr_expect_eq(ab_heap_notices(heap), 0);
	ab_heap_free(heap);
}

Test(load, a_file_that_shrinks_costs_its_records_only)
{
	const char *path = make_file("f", AB_STR("FILE a.txt\none\nEND\nFILE b.txt\ntwo\nEND\n"));
	struct ab_heap *heap = ab_heap_new(NULL);
	struct ab_arena arena = { 0 };
	struct ab_error err;
	struct ab_record r;

	cr_assert(ab_heap_add(heap, path, &err));
	cr_assert(ab_heap_reach(heap, 1));
	cr_assert_eq(truncate(path, 20), 0);
	cr_expect(ab_heap_read(heap, 0, &arena, &r, &err));
	cr_expect_not(ab_heap_read(heap, 1, &arena, &r, &err));
	cr_expect(strstr(err.text, "shorter"), "%s", err.text);
	cr_expect_eq(r.text.len, 0);
	ab_arena_free(&arena);
	ab_heap_free(heap);
}

/* ---- JSON Lines ---- */

Test(load, json_lines_are_records)
{
	expect(make_file("f", AB_STR("{\"name\":\"a\",\"text\":\"one\"}\n\n[1]\n"
	    "{\"id\":7,\"maintext\":\"two\"}\r\n"
	    "not json\n{\"body\":\"three \\ud83d\\ude00 \\ud83d\"}\n{\"name\":\"d\"}\n"
	    "{broken}")), NULL,
	    "a=one 7=two line 6=three 😀 \xef\xbf\xbd d=[has no text] "
	    "line 8!is not valid JSON (string or '}' expected near 'broken'); it is left out "
	    "(f: line 3: is not a JSON object; left out)(f: line 5: is not a JSON object; left "
	    "out)");
}

static const struct { const char *date, *want; } dates[] = {
	{ "2020-10-25", "2020-10-25" }, { "2020-10-25T07:05+05:30", "2020-10-25T07:05+05:30" },
	{ "2020-10-25 07:05:09.123Z", "2020-10-25T07:05:09Z" }, { " 2020-10-25T07:05:00-0330 ",
	  "2020-10-25T07:05:00-03:30" },
	{ "2020-10-25T07:05 +02", "2020-10-25T07:05+02:00" }, { "2020-02-30", "" },
	  { "2020-10-25T25:00", "2020-10-25" },
	{ "2020-10-25 of old", "2020-10-25" }, { "25 October 2020", "2020-10-25" }, { "", "" },
	  { "2020-10-25T07:05+15:00", "2020-10-25T07:05" },
	{ "Sun, 25 Oct 2020 07:05:00 +0530", "2020-10-25T07:05+05:30" }, { "20201025",
	  "2020-10-25" },
	{ "20201325", "" }, { "None", "" }, { "October 25, 2020 Sunday", "2020-10-25" },
};

Test(load, the_date_of_a_json_record_is_iso_8601)
{
	for (size_t i = 0; i < AB_LEN(dates); i++) {
		struct ab_arena arena = { 0 };
		struct ab_heap *heap = ab_heap_new(NULL);
		struct ab_error err;
		struct ab_record r;
		ab_str line = ab_format(&arena,
		    "{\"date\":\"%s\",\"text\":\"t\",\"title\":\"T\",\"source\":\"S\"}",
		    dates[i].date);
		cr_assert(ab_heap_add(heap, make_file("f", line), &err));
		cr_assert(ab_heap_reach(heap, 0));
		cr_assert(ab_heap_read(heap, 0, &arena, &r, &err));
		cr_expect(ab_str_eq(r.published, ab_str_c(dates[i].want)), "%s: %.*s",
		    dates[i].date,
		    (int)r.published.len, r.published.ptr);
		cr_expect(ab_str_eq(r.title, AB_STR("T")) && ab_str_eq(r.outlet, AB_STR("S")));
		ab_arena_free(&arena);
		ab_heap_free(heap);
	}
}

/* ---- folders, pipes, archives ---- */

Test(load, names_are_in_the_order_of_ls_v)
{
	/* as ls of GNU coreutils 9.1 puts them */
	static const char *const order[] = { "", "a", "a.txt", "a1.txt", "a2.txt", "a10.tar.gz",
	    "a10.txt",
		"a-1.txt", "b~", "b", "b0", "b00", "b.txt", "b01", "b1", "b1.5", "b1.10",
		    "c.1.txt", "c.9.txt",
		"c.10.txt", "d~1", "d.b.txt", "dx.txt", "d 2", "d-x.txt", "file", "file_2" };

	for (size_t i = 0; i + 1 < AB_LEN(order); i++) {
		ab_str a = ab_str_c(order[i]), b = ab_str_c(order[i + 1]);
		cr_expect(ab_version_cmp(a, b) < 0 && ab_version_cmp(b, a) > 0, "%s before %s",
		    a.ptr, b.ptr);
	}
}

Test(load, a_folder_is_its_files)
{
	make_file("n10.txt", AB_STR("ten"));
	make_file("n9.txt", AB_STR("nine"));
	make_file(".hidden", AB_STR("no"));
	make_file("n11.bundle", AB_STR("FILE x.txt\nx\nEND\nFILE y.txt\ny\nEND\n"));
	make_file("n12.png", (ab_str){ "\x89PNG\0", 5 });
	make_file("n8.txt", AB_STR(""));
	mkdir(in_folder("deep"), 0777);
	make_file("deep/no.txt", AB_STR("no"));
	expect(folder, NULL, "n8.txt= n9.txt=nine n10.txt=ten x.txt=x y.txt=y (n12.png: is a "
	    "binary file; "
	    "abreast reads text in the formats of --format=list, and archives of them)");
}

Test(load, more_files_than_can_be_open_are_read_in_any_order)
{
	struct ab_heap *heap = ab_heap_new(NULL);
	struct ab_arena arena = { 0 };
	struct ab_error err;
	struct ab_record r;

	for (int i = 0; i < 50; i++) {
		ab_str name = ab_format(&arena, "%d", i);
		make_file(name.ptr, name);
	}
	cr_assert(ab_heap_add(heap, folder, &err));
	cr_expect_null(check_heap(heap, 100));
	cr_assert_eq(ab_heap_count(heap), 50);
	for (size_t i = 0; i < 50; i++) {
		cr_assert(ab_heap_read(heap, i * 37 % 50, &arena, &r, &err), "%s", err.text);
		cr_expect(ab_str_eq(r.text, ab_format(&arena, "%zu", i * 37 % 50)));
	}
	make_file("7x", AB_STR("other"));
	cr_assert_eq(rename(in_folder("7x"), in_folder("7")), 0);
	cr_expect_not(ab_heap_read(heap, 7, &arena, &r, &err));
	ab_arena_free(&arena);
	ab_heap_free(heap);
}

Test(load, a_pipe_is_spooled)
{
	int end[2], kept = dup(STDIN_FILENO);

	for (size_t i = 0; i < AB_LEN(blocks); i++) {
		struct ab_heap *heap = ab_heap_new(&(struct ab_heap_options){ .block = blocks[i],
			.tmpdir = folder });
		struct ab_arena arena = { 0 };
		struct ab_error err;
		cr_assert_eq(pipe(end), 0);
		cr_assert_eq(write(end[1], "FILE a.txt\none\nEND\n", 19), 19);
		close(end[1]);
		cr_assert_geq(dup2(end[0], STDIN_FILENO), 0);
		close(end[0]);
		cr_assert(ab_heap_add(heap, "-", &err), "%s", err.text);
		cr_expect_null(check_heap(heap, 5));
		cr_expect_str_eq(tell(&arena, heap).ptr, "a.txt=one ");
		ab_arena_free(&arena);
		ab_heap_free(heap);
	}
	dup2(kept, STDIN_FILENO);
	close(kept);
	cr_expect_eq(rmdir(folder), 0, "a spool has no name");
	mkdir(folder, 0777);
}

static void
add_member(struct archive *a, const char *name, unsigned type, ab_str bytes)
{
	struct archive_entry *e = archive_entry_new();

	archive_entry_set_pathname(e, name);
	archive_entry_set_filetype(e, type);
	archive_entry_set_perm(e, 0644);
	archive_entry_set_size(e, (la_int64_t)bytes.len);
	if (type == AE_IFLNK)
		archive_entry_set_symlink(e, "/etc/passwd");
	cr_assert_eq(archive_write_header(a, e), ARCHIVE_OK);
	cr_assert_eq(archive_write_data(a, bytes.ptr, bytes.len), (la_ssize_t)bytes.len);
	archive_entry_free(e);
}

static const char *
make_archive(const char *name, int format, int filter)
{
	struct archive *a = archive_write_new();

	cr_assert_eq(archive_write_set_format(a, format), ARCHIVE_OK);
	cr_assert_geq(archive_write_add_filter(a, filter), ARCHIVE_WARN);
	cr_assert_eq(archive_write_open_filename(a, in_folder(name)), ARCHIVE_OK);
	if (format == ARCHIVE_FORMAT_RAW) {
		add_member(a, "data", AE_IFREG, AB_STR("FILE a.txt\none\nEND\nFILE b.txt\ntwo\n"
		    "END\n"));
	} else {
		add_member(a, "./b/z.txt", AE_IFREG, AB_STR("last first"));
		add_member(a, "link", AE_IFLNK, AB_STR(""));
		add_member(a, "empty", AE_IFREG, AB_STR(""));
		add_member(a, "a.bundle", AE_IFREG, AB_STR("FILE a.txt\none\nEND\n"));
		add_member(a, "lines", AE_IFREG, AB_STR("{\"name\":\"j\",\"text\":\"json\"}\n"));
	}
	cr_assert_eq(archive_write_close(a), ARCHIVE_OK);
	archive_write_free(a);
	return in_folder(name);
}

Test(load, archives_are_their_members_in_order)
{
	static const int filters[] = { ARCHIVE_FILTER_GZIP, ARCHIVE_FILTER_XZ, ARCHIVE_FILTER_ZSTD,
		ARCHIVE_FILTER_BZIP2 };

	for (size_t i = 0; i < AB_LEN(filters); i++) {
		expect(make_archive("raw", ARCHIVE_FORMAT_RAW, filters[i]), NULL,
		    "a.txt=one b.txt=two ");
		expect(make_archive("tar", ARCHIVE_FORMAT_TAR, filters[i]), NULL,
		    "b/z.txt=last first empty= a.txt=one j=json (tar:link: is a link or a "
		    "device; left out)");
	}
	expect(make_archive("zip", ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE), NULL,
	    "b/z.txt=last first empty= a.txt=one j=json (zip:link: is a link or a device; left "
	    "out)");
}

Test(load, a_cut_off_archive_gives_what_it_holds)
{
	struct ab_heap *heap = ab_heap_new(NULL);
	struct ab_error err;
	const char *path = make_archive("tar", ARCHIVE_FORMAT_TAR, ARCHIVE_FILTER_NONE);

	cr_assert_eq(truncate(path, 1024 + 4), 0);
	cr_assert(ab_heap_add(heap, path, &err));
	cr_expect_null(check_heap(heap, 100));
	cr_expect_eq(ab_heap_count(heap), 1);
	cr_expect_gt(ab_heap_notices(heap), 0);
	ab_heap_free(heap);
}

Test(load, archives_in_archives_end_at_a_depth)
{
	const char *inner = make_file("0.txt", AB_STR("deep"));

	for (int depth = 1; depth <= 4; depth++) {
		char name[32];
		snprintf(name, sizeof(name), "%d.tar", depth);
		const char *outer = in_folder(name);
		struct archive *a = archive_write_new();
		FILE *f = fopen(inner, "rb");
		static char bytes[1 << 16];
		size_t len = fread(bytes, 1, sizeof(bytes), f);
		fclose(f);
		archive_write_set_format(a, ARCHIVE_FORMAT_TAR_USTAR);
		cr_assert_eq(archive_write_open_filename(a, outer), ARCHIVE_OK);
		add_member(a, "m", AE_IFREG, (ab_str){ bytes, len });
		archive_write_close(a);
		archive_write_free(a);
		inner = outer;
	}
	expect(in_folder("3.tar"), NULL, "m=deep ");
	expect(in_folder("4.tar"), NULL,
	    "(4.tar:m:m:m: lies in more archives than --limits allows; left out)");
}

Test(load, reading_again_keeps_limits_and_delimiters)
{
	struct ab_arena arena = { 0 };
	struct ab_limits limits = AB_LIMITS_DEFAULT;
	struct ab_heap *heap = ab_heap_new(&(struct ab_heap_options){ .format = "own",
	    .tmpdir = folder, .limits = &limits });
	struct ab_error err;

	cr_assert(ab_heap_delimit(heap, "^FILE (.*)[.]txt", "^END", &err));
	cr_assert(ab_heap_add(heap, make_archive("own.gz", ARCHIVE_FORMAT_RAW,
	    ARCHIVE_FILTER_GZIP), &err));
	cr_assert(!ab_heap_reach(heap, 2));
	ab_str before = tell(&arena, heap);
	cr_expect_str_eq(before.ptr, "a=one b=two ");
	cr_assert(ab_heap_reload(heap, &err), "%s", err.text);
	cr_assert(!ab_heap_reach(heap, 2));
	cr_expect_str_eq(tell(&arena, heap).ptr, before.ptr);
	ab_heap_free(heap);
	ab_arena_free(&arena);
}

/* Whoever has a person waiting gets an answer, and what comes later is read. */
Test(load, a_silent_pipe_stops_nobody, .timeout = 60)
{
	struct ab_heap *heap = ab_heap_new(&(struct ab_heap_options){ .tmpdir = folder });
	const char *path = in_folder("pipe");
	struct ab_error err;

	cr_assert_eq(mkfifo(path, 0600), 0);
	cr_assert(ab_heap_add(heap, make_file("a.txt", AB_STR("one")), &err));
	cr_assert(ab_heap_add(heap, path, &err), "%s", err.text); /* though nobody writes to it */
	cr_expect(ab_heap_piped(heap));
	cr_expect(ab_heap_try(heap, 0));
	cr_expect(!ab_heap_try(heap, 1));
	cr_expect(!ab_heap_complete(heap));
	int fd = open(path, O_WRONLY);
	cr_assert(fd >= 0 && write(fd, "two", 3) == 3);
	cr_expect(!ab_heap_try(heap, 1));
	close(fd);
	cr_expect(ab_heap_reach(heap, 1));
	cr_expect(!ab_heap_reach(heap, 2));
	cr_expect(ab_heap_complete(heap) && !ab_heap_piped(heap));
	ab_heap_free(heap);
}

Test(load, a_text_with_a_word_of_tar_files_is_a_text)
{
	struct ab_arena arena = { 0 };
	ab_str packed = ab_format(&arena, "%%abreast-bundle 1\nFILE a\n%0232dustar%c\nEND a\n",
	    0, 0);
	ab_str text = ab_format(&arena, "%0257dustar", 0), want = ab_format(&arena, "t=%.*s ",
	    (int)text.len, text.ptr);

	cr_assert_eq(strstr(packed.ptr, "ustar") - packed.ptr, 257);
	expect(make_file("t", text), NULL, want.ptr);
	struct ab_heap *heap = ab_heap_new(NULL);
	struct ab_error err;
	cr_assert(ab_heap_add(heap, make_file("p", packed), &err), "%s", err.text);
	cr_expect(ab_heap_reach(heap, 0));
	cr_expect_eq(ab_heap_notices(heap), 0);
	ab_heap_free(heap);
	ab_arena_free(&arena);
}
