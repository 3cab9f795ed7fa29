#define _POSIX_C_SOURCE 200809L /* mkstemp, open_memstream */
#include "tests/typing.h"
#include "view/label.h"

Test(label, hosts_of_addresses)
{
	static const struct { const char *url, *host; } rows[] = {
		{ "https://www.quay.example/a/b.html", "quay.example" },
		{ "http://quay.example", "quay.example" },
		{ "https://quay.example:8080/x", "quay.example" },
		{ "https://quay.example?x=1", "quay.example" }, { "quay.example/a", "" },
		{ "", "" }, { "https://", "" }, { "mailto:a@b", "" },
		{ "https://me@quay.example/", "" },
	};

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		ab_str host = ab_label_host(ab_str_c(rows[i].url));
		cr_expect(ab_str_eq(host, ab_str_c(rows[i].host)), "%s: %.*s", rows[i].url,
		    (int)host.len, host.ptr);
	}
}

Test(label, names_that_say_something)
{
	static const struct { const char *name; bool speaks; } rows[] = {
		{ "gazette.txt", true }, { "00417_9be2d1.txt", false }, { "417", false },
		{ "a/b/0417.html", false }, { "x-41.txt", true }, { "decade.txt", true },
		{ "", false }, { ".txt", true }, { "12/", false }, { "2031-05-04.txt", false },
		{ "9f.c1.txt", false },
	};

	for (size_t i = 0; i < AB_LEN(rows); i++)
		cr_expect_eq(ab_label_speaks(ab_str_c(rows[i].name)), rows[i].speaks, "%s",
		    rows[i].name);
}

/* ---- citations ---- */

static char taken[4096];

static bool
take(void *own, ab_str text, struct ab_error *err)
{
	(void)own, (void)err;
	cr_assert(text.len < sizeof(taken));
	memcpy(taken, text.ptr, text.len);
	taken[text.len] = '\0';
	return true;
}

static const char *const tell[] = {
	"Harbour notes\n\nThe ferry Ostara hit the northern quay of Selby at dawn on Monday.\n\n"
	"Gulls were seen.\n",
	"Letters\n\nNobody knows why.\n\nThe ferry Ostara hit the northern quay of Selby at dawn"
	" on Monday, the port said.\n",
	"Bread gets dearer\n\nA loaf costs four crowns in Marlow since the first of the month.\n",
};

/* What is copied after these keys, with these panes open. */
Test(label, a_citation_has_the_partners_of_all_panes)
{
	static const char ferry[] = "\xe2\x80\x9cThe ferry Ostara hit the northern quay of "
	    "Selby at dawn";
	static const struct { const char *keys; int lines; const char *first, *second; } rows[] = {
		{ "]Y", 2, "on Monday.\xe2\x80\x9d \xe2\x80\x94 article-1.txt\n",
		    "on Monday, the port said.\xe2\x80\x9d \xe2\x80\x94 article-2.txt\n" },
		{ "/hit the<Enter>Y", 2, "article-1.txt\n", "article-2.txt\n" },
		{ "<Tab>]Y", 2, "article-2.txt\n", "article-1.txt\n" },
		{ "]y", 0, "on Monday.", NULL },
		{ "]/gulls<Enter>y", 0, "Gulls were seen.", NULL },
		{ "/gulls<Enter>]Y", 1, "Gulls were seen.", NULL },
		{ "/gulls<Enter>[y", 0, "on Monday.", NULL },
		{ "/gulls<Enter>Y", 1,
		    "\xe2\x80\x9cGulls were seen.\xe2\x80\x9d \xe2\x80\x94 article-1.txt\n", NULL },
		/* a pane that was closed before the links of the others are made */
		{ "]<Tab>-Y", 1, "article-1.txt\n", NULL },
		{ "]<Tab>-<Enter>Y", 1, "article-1.txt\n", NULL },
		{ "\"3]Y", 1, "\xe2\x80\x9c" "Bread", NULL },
	};
	const struct ab_taker taker = { .copy = take };

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		struct fixture f;
		struct ab_error err;
		struct ab_reader_options options = { .rows = 24, .cols = 80, .taker = &taker };
		fixture_open_all(&f, tell, AB_LEN(tell));
		struct ab_reader *reader = ab_reader_new(f.bundle, &options, &err);
		taken[0] = '\0';
		free(screen_of(reader, 24, 80));
		type(reader, rows[i].keys);
		const char *second = strchr(taken, '\n');
		int lines = 0;
		for (const char *p = taken; *p; p++)
			lines += *p == '\n';
		cr_expect_eq(lines, rows[i].lines, "%s: %s", rows[i].keys, taken);
		cr_expect(strstr(taken, rows[i].first), "%s: %s", rows[i].keys, taken);
		if (rows[i].second)
			cr_expect(second && strncmp(second + 1, ferry, strlen(ferry)) == 0
			    && strstr(second, rows[i].second), "%s: %s", rows[i].keys, taken);
		ab_reader_free(reader);
		fixture_close(&f);
	}
}

/* What a file of that name holds; there is one from the start. */
static char file[400];

static enum ab_written
write_file(void *own, const char *path, ab_str text, enum ab_writing how, struct ab_error *err)
{
	(void)own;
	if (strcmp(path, "full") == 0)
		return ab_fail(err, "the disk is full"), AB_WRITTEN_NOT;
	if (how == AB_WRITE_NEW && *file)
		return AB_WRITTEN_NOT_EXISTS;
	size_t len = how == AB_WRITE_AFTER ? strlen(file) : 0;
	snprintf(file + len, sizeof(file) - len, "%.*s", (int)text.len, text.ptr);
	return AB_WRITTEN;
}

/* A file that is there is left as it was, but for who says a or o. */
Test(label, a_file_that_is_there_is_asked_for)
{
	static const struct { const char *keys, *said, *before, *after; } cases[] = {
		{ "]Wx<Enter>", "x is there: a adds to it, o overwrites it", "old ", "old " },
		{ "]Wx<Enter>a", "written to x", "old ", "The ferry Ostara hit" },
		{ "]Wx<Enter>o", "written to x", "", "The ferry Ostara hit" },
		{ "]Wx<Enter>j", "x is as it was", "old ", "old " },
		{ "]Wfull<Enter>", "the disk is full", "old ", "old " },
		{ "]W<Enter>", "", "old ", "old " },
	};
	const struct ab_taker taker = { .write = write_file };

	for (size_t i = 0; i < AB_LEN(cases); i++) {
		struct fixture f;
		struct ab_error err;
		struct ab_reader_options options = { .rows = 24, .cols = 80, .taker = &taker };
		fixture_open_all(&f, tell, AB_LEN(tell));
		struct ab_reader *reader = ab_reader_new(f.bundle, &options, &err);
		strcpy(file, "old ");
		free(screen_of(reader, 24, 80));
		type(reader, cases[i].keys);
		char *screen = screen_of(reader, 24, 80);
		cr_expect(strstr(screen, cases[i].said), "%s: %s", cases[i].keys, screen);
		cr_expect_eq(strncmp(file, cases[i].before, strlen(cases[i].before)), 0, "%s: %s",
		    cases[i].keys, file);
		cr_expect(strstr(file, cases[i].after), "%s: %s", cases[i].keys, file);
		free(screen);
		ab_reader_free(reader);
		fixture_close(&f);
	}
}
