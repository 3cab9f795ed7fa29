#include <criterion/criterion.h>

#include "app/plain.h"
#include "tests/fixture.h"

/* What is said to somebody who types these lines (NULL: nobody is there); free it. */
static char *
conversation(const char *typed, bool utf8)
{
	const ab_str texts[] = {
		AB_STR("MENU of the paper\n\nThe gr\u00fcn buoy drifted to Ostholm last night.\n\n"
		    "Nobody [[click here]] minds.\n\nMENU\n\nA bell rang\x1b[2J twice."),
		AB_STR("The bell of the second article."),
	};
	struct fixture f;
	char *said = NULL;
	size_t len;

	fixture_open(&f, texts, AB_LEN(texts));
	FILE *out = open_memstream(&said, &len), *in = typed
	    ? fmemopen((void *)(size_t)typed, strlen(typed), "r") : NULL;
	struct ab_plain plain = { .bundle = f.bundle, .in = in, .out = out, .utf8 = utf8 };
	cr_expect(ab_plain_run(&plain));
	if (in)
		fclose(in);
	fclose(out);
	fixture_close(&f);
	return said;
}

/* The head of the first article, then what is in the row. */
static const struct { const char *typed, *said; } rows[] = {
	{ "quit\n", ": " },
	{ "", ": " },
	{ "\n\n", ": The gr\u00fcn buoy drifted to Ostholm last night.\n: Nobody minds.\n: " },
	{ "\nback\n", ": The gr\u00fcn buoy drifted to Ostholm last night.\n"
	    ": This is the start of the article.\n: " },
	{ "n\nn\nb\nq\n", ": The gr\u00fcn buoy drifted to Ostholm last night.\n: Nobody minds.\n"
	    ": The gr\u00fcn buoy drifted to Ostholm last night.\n: " },
	{ "n\nw\n", ": The gr\u00fcn buoy drifted to Ostholm last night.\n"
	    ": Article 1 of 2, line 3 of 9:\n"
	    "The gr\u00fcn buoy drifted to Ostholm last night.\n: " },
	{ "hidden\n\n", ": Hidden lines are read.\n: Hidden: MENU of the paper\n: " },
	{ "find bell\nfind\n", ": A bell rang\xef\xbf\xbd[2J twice.\n"
	    ": Not found from here on.\n: " },
	{ "find\nfind (\n", ": Nothing to find yet: find PATTERN\n: " },
	{ "article 2\n\n\n", ": Article 2 of 2: article-2.txt\n"
	    "From article-2.txt, date not stated.\n"
	    "Words: 6. Hidden lines: 0.\n: The bell of the second article.\n"
	    ": End of the article. article goes to the next one, help tells more.\n: " },
	{ "article 9\narticle x\narticle 0\n", ": There is no such article. There are 2.\n"
	    ": There is no such article. There are 2.\n: There is no such article. There "
	    "are 2.\n: " },
	{ "list\n", ": 1: article-1.txt\n2: article-2.txt\n: " },
	{ "names\ndates\n", ": No names here.\n: No expressions of time here.\n: " },
	{ "sing\n", ": No such command; help names them.\n: " },
};

Test(plain, a_line_typed_is_a_command)
{
	static const char head[] =
	    "Article 1 of 2: article-1.txt\nFrom article-1.txt, date not stated.\n"
	    "Words: 15. Hidden lines: 2.\n";

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		char *said = conversation(rows[i].typed, true);
		cr_expect(strncmp(said, head, sizeof(head) - 1) == 0, "%s", said);
		if (strstr(rows[i].typed, "("))
			cr_expect(strstr(said, "pattern: ") != NULL, "%s", said);
		else
			cr_expect_str_eq(said + sizeof(head) - 1, rows[i].said, "after %s:\n%s",
			    rows[i].typed, said);
		free(said);
	}
}

Test(plain, a_costly_pattern_is_told)
{
	char *said = conversation("find (\\w+ ?)+[;:]\nq\n", true);

	cr_expect(strstr(said, ": Not found from here on.\nCostly pattern: some may be missing.\n"),
	    "%s", said);
	free(said);
}

Test(plain, without_anybody_all_is_printed)
{
	char *said = conversation(NULL, true);

	cr_expect_str_eq(said,
	    "Article 1 of 2: article-1.txt\nFrom article-1.txt, date not stated.\n"
	    "Words: 15. Hidden lines: 2.\n"
	    "The gr\u00fcn buoy drifted to Ostholm last night.\nNobody minds.\n"
	    "A bell rang\xef\xbf\xbd[2J twice.\n"
	    "End of the article.\n\n"
	    "Article 2 of 2: article-2.txt\nFrom article-2.txt, date not stated.\n"
	    "Words: 6. Hidden lines: 0.\n"
	    "The bell of the second article.\nEnd of the article.\n");
	free(said);
}

Test(plain, a_terminal_gets_what_it_can_show)
{
	char *said = conversation("next\n", false);

	cr_expect(strstr(said, "The grun buoy"), "%s", said);
	for (const char *c = said; *c; c++)
		cr_expect((unsigned char)*c < 127, "%s", said);
	free(said);
}

/* The values of expressions of time, and what names name, on demand. */
Test(plain, values_and_names_are_told)
{
	char *said = conversation("find night\ndates\nnames\nq\n", true);

	cr_expect(strstr(said, "last night: "), "%s", said);
	cr_expect(strstr(said, "Ostholm: "), "%s", said);
	free(said);
}
