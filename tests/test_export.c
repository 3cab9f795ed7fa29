#define _POSIX_C_SOURCE 200809L /* mkdtemp */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/clipboard.h"
#include "app/export.h"

static const struct { const char *text; enum ab_between between; const char *want; } copies[] = {
	{ "", AB_BETWEEN_NONE, "\033]52;c;\a" },
	{ "f", AB_BETWEEN_NONE, "\033]52;c;Zg==\a" },
	{ "fo", AB_BETWEEN_NONE, "\033]52;c;Zm8=\a" },
	{ "foobar", AB_BETWEEN_NONE, "\033]52;c;Zm9vYmFy\a" }, /* RFC 4648, section 10 */
	{ "\xff\xfe", AB_BETWEEN_NONE, "\033]52;c;//4=\a" },
	{ "foo", AB_BETWEEN_TMUX, "\033]52;c;Zm9v\a\033Ptmux;\033\033]52;c;Zm9v\a\033\\" },
	{ "foo", AB_BETWEEN_SCREEN, "\033P\033]52;c;Zm9v\a\033\\" },
};

Test(clipboard, bytes_for_the_terminal)
{
	for (size_t i = 0; i < AB_LEN(copies); i++) {
		struct ab_arena arena = { 0 };
		struct ab_error err;
		ab_str got;
		cr_assert(ab_clipboard_bytes(&arena, ab_str_c(copies[i].text), copies[i].between,
		    &got, &err));
		cr_expect(ab_str_eq(got, ab_str_c(copies[i].want)), "row %zu: %.*s", i,
		    (int)got.len, got.ptr);
		ab_arena_free(&arena);
	}
}

Test(clipboard, screen_gets_pieces_and_long_texts_are_refused)
{
	struct ab_arena arena = { 0 };
	struct ab_error err;
	ab_str text = { ab_alloc(&arena, AB_CLIPBOARD_MAX + 1, 1), 1000 }, got;
	size_t piece = 0;

	cr_assert(ab_clipboard_bytes(&arena, text, AB_BETWEEN_SCREEN, &got, &err));
	for (size_t i = 0; i < got.len; i++, piece++) {
		if (ab_str_starts(ab_str_skip(got, i), AB_STR("\033P")))
			piece = 0;
		cr_assert_lt(piece, 256);
	}
	text.len = AB_CLIPBOARD_MAX;
	cr_expect(ab_clipboard_bytes(&arena, text, AB_BETWEEN_NONE, &got, &err));
	text.len++;
	cr_expect_not(ab_clipboard_bytes(&arena, text, AB_BETWEEN_NONE, &got, &err));
	cr_expect(ab_str_starts(ab_str_c(err.text), AB_STR("too long to copy")));
	ab_arena_free(&arena);
}

static void
expect_file(const char *path, const char *want)
{
	char text[100] = "";
	FILE *f = fopen(path, "r");

	cr_assert(f, "%s", path);
	text[fread(text, 1, sizeof(text) - 1, f)] = '\0';
	fclose(f);
	cr_expect_str_eq(text, want);
}

Test(export, a_file_is_whole_and_never_lost)
{
	char dir[] = "export-XXXXXX", path[64], home[64];
	struct ab_error err;

	cr_assert(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/a", dir);
	cr_expect_eq(ab_export(path, AB_STR("one\n"), AB_WRITE_NEW, &err), AB_WRITTEN);
	expect_file(path, "one\n");
	cr_expect_eq(ab_export(path, AB_STR("two\n"), AB_WRITE_NEW, &err), AB_WRITTEN_NOT_EXISTS);
	expect_file(path, "one\n");
	cr_expect_eq(ab_export(path, AB_STR("two\n"), AB_WRITE_AFTER, &err), AB_WRITTEN);
	expect_file(path, "one\ntwo\n");
	cr_expect_eq(ab_export(path, AB_STR("three\n"), AB_WRITE_OVER, &err), AB_WRITTEN);
	expect_file(path, "three\n");
	setenv("HOME", dir, 1);
	cr_expect_eq(ab_export("~/b", AB_STR("x"), AB_WRITE_AFTER, &err), AB_WRITTEN);
	snprintf(home, sizeof(home), "%s/b", dir);
	expect_file(home, "x");
	cr_expect_eq(ab_export(dir, AB_STR("x"), AB_WRITE_OVER, &err), AB_WRITTEN_NOT);
	cr_expect_eq(ab_export("/dev/null", AB_STR("x"), AB_WRITE_OVER, &err), AB_WRITTEN_NOT);
	cr_expect_eq(ab_export("no/such/folder", AB_STR("x"), AB_WRITE_NEW, &err), AB_WRITTEN_NOT);
	unlink(path);
	unlink(home);
	cr_expect_eq(rmdir(dir), 0, "a temporary file was left");
}
