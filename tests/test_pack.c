#include <criterion/criterion.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check_heap.h"
#include "load/pack.h"

/* A small generator of numbers, so that a failure can be had again (Marsaglia, "Xorshift RNGs"). */
static uint32_t seed = 2463534242;

static size_t
below(size_t n)
{
	seed ^= seed << 13;
	seed ^= seed >> 17;
	seed ^= seed << 5;
	return seed % n;
}

#define WORD(s) { s, sizeof(s) - 1 }

static const ab_str words[] = {
	WORD("FILE a.txt"), WORD("END"), WORD("END a.txt"), WORD(">END"), WORD(">>FILE x"),
	WORD("=== FILE x ==="), WORD("--- END ---"), WORD("\r"), WORD("\n"), WORD("\n\n"),
	WORD("\0"), WORD("\xff\xfe"), WORD("\xef\xbb\xbf"), WORD("%abreast-bundle 1"),
	WORD(" FILE q"), WORD("\tEND"), WORD("BEGIN FILE z"), WORD("<<<FILE y>>>"),
	WORD("The bridge was opened."), WORD("\x1b[31m"), WORD("FILE"), WORD("ENDS"),
	WORD("\xc0\xaf"), WORD("> FILE"), WORD(">= END"), WORD(""), WORD("END %"), WORD("END END"),
	WORD("FILE %"),
};
static const ab_str ends[] = { WORD("\n"), WORD("\r\n"), WORD(""), WORD(" \n") };
static const ab_str names[] = {
	WORD("a.txt"), WORD(""), WORD(" a b "), WORD("a%b"), WORD("%41"), WORD("%"), WORD("x\ny"),
	WORD("\x1b]0;t\x07"), WORD("END"), WORD("../../e"), WORD("\0"), WORD("\r"), WORD("été"),
	WORD("/etc/x"), WORD("."),
};

struct item { ab_str name, body; };

static ab_str
random_bytes(struct ab_arena *arena, size_t len)
{
	char *p = ab_alloc(arena, len + 1, 1);

	for (size_t i = 0; i < len; i++)
		p[i] = (char)below(256);
	return (ab_str){ p, len };
}

static ab_str
random_body(struct ab_arena *arena)
{
	if (below(10) < 3)
		return random_bytes(arena, below(200));
	char *p = ab_alloc(arena, 12, 64);
	size_t len = 0;
	for (size_t n = below(12); n > 0; n--) {
		ab_str word = words[below(AB_LEN(words))], stop = ends[below(AB_LEN(ends))];
		memcpy(p + len, word.ptr, word.len);
		len += word.len;
		memcpy(p + len, stop.ptr, stop.len);
		len += stop.len;
	}
	return (ab_str){ p, len };
}

static void
pack_file(const char *path, const struct item *item, size_t count)
{
	FILE *f = fopen(path, "wb");

	cr_assert(f);
	cr_assert(ab_pack_begin(f));
	for (size_t i = 0; i < count; i++)
		cr_assert(ab_pack_article(f, item[i].name, item[i].body));
	fclose(f);
}

static bool
is_same(struct ab_heap *heap, const struct item *item, size_t count)
{
	struct ab_arena arena = { 0 };
	struct ab_error err;
	ab_str name, bytes;
	bool same = ab_heap_count(heap) == count && ab_heap_notices(heap) == 0;

	for (size_t i = 0; same && i < count; i++)
		same = ab_heap_raw(heap, i, &arena, &name, &bytes, &err)
		    && ab_str_eq(name, item[i].name) && ab_str_eq(bytes, item[i].body);
	ab_arena_free(&arena);
	return same;
}

Test(pack, reading_what_was_packed_is_the_identity_for_any_bytes)
{
	char path[] = "/tmp/abreast-pack-XXXXXX";
	int fd = mkstemp(path);

	cr_assert_geq(fd, 0);
	close(fd);
	for (size_t round = 0; round < 10000; round++) {
		struct ab_arena arena = { 0 };
		struct item item[5];
		size_t count = below(5);
		for (size_t i = 0; i < count; i++) {
			item[i].name = below(3) ? names[below(AB_LEN(names))]
			    : random_bytes(&arena, below(6));
			item[i].body = random_body(&arena);
		}
		pack_file(path, item, count);
		struct ab_heap *heap = ab_heap_new(&(struct ab_heap_options){ .block = round % 4
			? 1 + below(40) : 0 });
		struct ab_error err;
		cr_assert(ab_heap_add(heap, path, &err), "round %zu: %s", round, err.text);
		const char *broken = check_heap(heap, 1 + below(300));
		cr_expect_null(broken, "round %zu: %s", round, broken);
		cr_assert(is_same(heap, item, count), "round %zu", round);
		ab_heap_free(heap);
		ab_arena_free(&arena);
	}
	unlink(path);
}

static const struct { ab_str name; const char *want; } encoded[] = {
	{ WORD(""), "%" }, { WORD("%"), "%25" }, { WORD(" a b "), "%20a b%20" },
	{ WORD("a\nb"), "a%0Ab" }, { WORD("\xc3\xa9"), "%C3%A9" }, { WORD("a/../b"), "a/../b" },
	{ WORD(" "), "%20" }, { WORD("\x7f"), "%7F" },
};

Test(pack, names_become_one_line_of_ascii)
{
	for (size_t i = 0; i < AB_LEN(encoded); i++) {
		struct ab_arena arena = { 0 };
		ab_str got = ab_pack_encode_name(&arena, encoded[i].name);
		cr_expect(ab_str_eq(got, ab_str_c(encoded[i].want)), "%.*s", (int)got.len, got.ptr);
		cr_expect(ab_str_eq(ab_pack_decode_name(&arena, got), encoded[i].name));
		ab_arena_free(&arena);
	}
	struct ab_arena arena = { 0 };
	cr_expect(ab_str_eq(ab_pack_decode_name(&arena, AB_STR("a%4")), AB_STR("a%4")));
	cr_expect(ab_str_eq(ab_pack_decode_name(&arena, AB_STR("%4a%zz")), AB_STR("J%zz")));
	ab_arena_free(&arena);
}

Test(pack, a_full_disk_is_noticed)
{
	FILE *f = fopen("/dev/full", "w");

	if (!f)
		cr_skip_test("no /dev/full here");
	setvbuf(f, NULL, _IONBF, 0);
	cr_expect_not(ab_pack_begin(f));
	cr_expect_not(ab_pack_article(f, AB_STR("a"), AB_STR("END\n")));
	fclose(f);
}

/* ---- unpack ---- */

static char folder[] = "/tmp/abreast-unpack-XXXXXX";
static int dir = -1;

static void
open_folder(void)
{
	cr_assert(mkdtemp(folder));
	char inner[64];
	snprintf(inner, sizeof(inner), "%s/in", folder);
	cr_assert_eq(mkdir(inner, 0777), 0);
	dir = open(inner, O_RDONLY | O_DIRECTORY);
	cr_assert_geq(dir, 0);
}

static void
remove_folder(void)
{
	char command[64];

	snprintf(command, sizeof(command), "rm -rf '%s'", folder);
	cr_assert_eq(system(command), 0);
	close(dir);
}

TestSuite(unpack, .init = open_folder, .fini = remove_folder);

static const struct { ab_str name; const char *path; } paths[] = {
	{ WORD("a.txt"), "a.txt" }, { WORD("sub/deep/a.txt"), "sub/deep/a.txt" },
	{ WORD("sub/b.txt"), "sub/b.txt" }, { WORD("q/.."), "q/%2E%2E" }, { WORD("."), "%2E" },
	{ WORD("../../e"), "%2E%2E/%2E%2E/e" }, { WORD("/etc/passwd"), "%2Fetc/passwd" },
	{ WORD("end/"), "end%2F" }, { WORD("a//b"), NULL }, { WORD("c//b"), "c/%2Fb" },
	{ WORD("n\0l"), "n%00l" }, { WORD("x\ny"), "x\ny" }, { WORD("..."), "..." },
	{ WORD(""), "unnamed" }, { WORD(""), "unnamed-2" }, { WORD(""), "unnamed-3" },
	{ WORD("/"), "%2F" },
	{ WORD("a%b"), "a%b" },
};

Test(unpack, every_name_is_a_file_inside_the_folder)
{
	struct ab_error err;

	cr_assert(ab_unpack_article(dir, AB_STR("a"), AB_STR("in the way"), false, &err));
	for (size_t i = 0; i < AB_LEN(paths); i++) {
		bool ok = ab_unpack_article(dir, paths[i].name, AB_STR("body"), false, &err);
		cr_expect_eq(ok, paths[i].path != NULL, "row %zu: %s", i, err.text);
		cr_expect(!paths[i].path || faccessat(dir, paths[i].path, R_OK, 0) == 0,
		    "row %zu: %s", i, paths[i].path);
	}
	char bytes[8];
	int fd = openat(dir, "sub/deep/a.txt", O_RDONLY);
	cr_expect_eq(read(fd, bytes, sizeof(bytes)), 4);
	close(fd);
	DIR *outer = opendir(folder);
	size_t entries = 0;
	while (readdir(outer))
		entries++;
	closedir(outer);
	cr_expect_eq(entries, 3, "only . and .. and the folder itself");
}

Test(unpack, nothing_is_overwritten_and_no_link_is_followed)
{
	struct ab_error err;

	cr_assert_eq(symlinkat("..", dir, "out"), 0);
	cr_assert_eq(symlinkat("../stolen", dir, "file"), 0);
	cr_assert(ab_unpack_article(dir, AB_STR("a.txt"), AB_STR("first"), false, &err));
	cr_expect_not(ab_unpack_article(dir, AB_STR("a.txt"), AB_STR("second"), false, &err));
	cr_expect_str_eq(err.text, "a.txt exists already and is left as it is; unpack into an "
	    "empty folder, or use --force");
	cr_expect_not(ab_unpack_article(dir, AB_STR("out/e.txt"), AB_STR("x"), false, &err));
	cr_expect(strstr(err.text, "link"), "%s", err.text);
	cr_expect_not(ab_unpack_article(dir, AB_STR("file"), AB_STR("x"), false, &err));
	cr_expect_neq(faccessat(dir, "../e.txt", F_OK, 0), 0);
	cr_expect_neq(faccessat(dir, "../stolen", F_OK, 0), 0);
	struct stat st;
	cr_expect(fstatat(dir, "a.txt", &st, 0) == 0 && st.st_size == 5);
	cr_expect_not(ab_unpack_article(dir, AB_STR("a.txt/b"), AB_STR("x"), false, &err));
}

Test(unpack, what_is_replaced_is_the_file_or_the_link_itself)
{
	struct ab_error err;
	struct stat st;

	cr_assert_eq(mkdirat(dir, "d", 0700), 0);
	cr_assert(ab_unpack_article(dir, AB_STR("kept"), AB_STR("kept"), false, &err));
	cr_assert_eq(symlinkat("kept", dir, "link"), 0);
	cr_assert_eq(symlinkat("d", dir, "folder"), 0);
	cr_expect(ab_unpack_article(dir, AB_STR("link"), AB_STR("longer"), true, &err),
	    "%s", err.text);
	cr_expect(fstatat(dir, "link", &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st.st_mode)
	    && st.st_size == 6);
	cr_expect(fstatat(dir, "kept", &st, 0) == 0 && st.st_size == 4);
	cr_expect(ab_unpack_article(dir, AB_STR("kept"), AB_STR("more than that"), true, &err),
	    "%s", err.text);
	cr_expect(fstatat(dir, "kept", &st, 0) == 0 && st.st_size == 14);
	cr_expect_not(ab_unpack_article(dir, AB_STR("d"), AB_STR("x"), true, &err));
	cr_expect_not(ab_unpack_article(dir, AB_STR("folder/x"), AB_STR("x"), true, &err));
	cr_expect(fstatat(dir, "d", &st, 0) == 0 && S_ISDIR(st.st_mode) && st.st_nlink == 2);
}
