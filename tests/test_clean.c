#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "check_lines.h"

/*
 * Pages of each kind of article and of chrome. Beside NAME.txt stands
 * NAME.kinds with a line for each: what it is, a tab, and how it begins, for
 * whoever reads it. `kept` is any kind but chrome; of `any` nothing is said.
 */

static ab_str
read_all(struct ab_arena *arena, const char *folder, const char *name)
{
	char path[1024];
	snprintf(path, sizeof(path), "%s/%s", folder, name);
	FILE *file = fopen(path, "rb");
	cr_assert(file, "%s cannot be opened", path);
	char *text = AB_NEW(arena, char, 1 << 16);
	size_t len = fread(text, 1, 1 << 16, file);
	fclose(file);
	return (ab_str){ text, len };
}

static bool
is_expected(ab_str want, enum ab_kind kind)
{
	if (ab_str_eq(want, AB_STR("kept")))
		return kind != AB_KIND_CHROME;
	return ab_str_eq(want, AB_STR("any")) || kind == ab_kind_parse(want);
}

static void
expect_page(const char *folder, const char *name, const struct ab_knowledge *know)
{
	struct ab_arena arena = { 0 };
	ab_str text = read_all(&arena, folder, name), rest = text, line, row, kinds;
	char beside[512];
	size_t n = 0;

	snprintf(beside, sizeof(beside), "%.*s.kinds", (int)(strlen(name) - 4), name);
	kinds = read_all(&arena, folder, beside);
	const char *broken = check_lines(text, know);
	cr_expect_null(broken, "%s: %s", name, broken);
	struct ab_lines lines = ab_lines_split(&arena, text);
	ab_lines_classify(&lines, &arena, text, know, NULL);
	for (; ab_str_line(&rest, &line) && ab_str_line(&kinds, &row); n++) {
		const char *tab = memchr(row.ptr, '\t', row.len);
		ab_str want = { row.ptr, tab ? (size_t)(tab - row.ptr) : row.len };
		ab_str front = ab_str_skip(row, want.len + (tab != NULL));
		cr_assert(ab_str_starts(line, front), "%s:%zu: is not '%.*s'", beside, n + 1,
		    (int)front.len, front.ptr);
		cr_expect(is_expected(want, lines.at[n].kind), "%s:%zu: %s, not %.*s: %.*s", name,
		    n + 1, ab_kind_name(lines.at[n].kind), (int)want.len, want.ptr,
		    (int)line.len, line.ptr);
	}
	cr_expect(n == lines.count && kinds.len == 0, "%s: %zu kinds for %zu lines", beside, n,
	    lines.count);
	ab_arena_free(&arena);
}

Test(clean, pages_of_each_kind)
{
	const char *srcdir = getenv("srcdir");
	char folder[512];
	struct ab_error err;
	struct ab_knowledge *know = ab_knowledge_new(NULL, 0, true, &err);
	size_t pages = 0;

	cr_assert(know, "%s", err.text);
	snprintf(folder, sizeof(folder), "%s/tests/pages", srcdir ? srcdir : ".");
	DIR *dir = opendir(folder);
	cr_assert(dir, "%s cannot be read", folder);
	for (struct dirent *entry; (entry = readdir(dir));)
		if (ab_str_ends(ab_str_c(entry->d_name), AB_STR(".txt"))) {
			expect_page(folder, entry->d_name, know);
			pages++;
		}
	closedir(dir);
	cr_expect(pages > 0, "no page in %s", folder);
	ab_knowledge_free(know);
}
