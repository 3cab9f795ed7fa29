#define _POSIX_C_SOURCE 200809L /* mkstemp, open_memstream */
#include "tests/typing.h"
#include "view/commands.h"
#include "view/pane.h"
#include "view/screen.h"

static const char *const articles[] = {
	("Ferry returns to Ostholm\n\nThe ferry sailed at noon.\n\n"
	    "Passengers cheered on the quay.\n"
	"l5\nl6\nl7\nl8\nl9\nl10\nl11\nl12\nl13\nl14\nl15\nl16\nl17\nl18\nl19\nl20"),
	"Second Harbour Gazette\n\nNo ferry for days, they say.",
	"Nobody asked the gulls, who were there before the ferry and the quay, what they "
	    "make of it.",
};

enum { COUNT = AB_LEN(articles) };

static void
open_articles(struct fixture *f)
{
	fixture_open_all(f, articles, COUNT);
}

static const struct ab_knowledge *
refuse_rule(void *own, ab_str pattern, ab_str example, char said[AB_RULE_SAID],
    struct ab_error *err)
{
	(void)own, (void)pattern, (void)example, (void)said;
	ab_fail(err, "refused to add");
	return NULL;
}

static const struct ab_knowledge *
refuse_back(void *own, char said[AB_RULE_SAID], struct ab_error *err)
{
	(void)own, (void)said;
	ab_fail(err, "refused to take back");
	return NULL;
}

static const struct ab_rule_keeper refuser = { NULL, refuse_rule, refuse_back };

static const struct { int rows, cols; const char *keys, *want; } rows[] = {
	/* panes */
	{ 10, 80, "", " 1 article-1.txt                  date?   2 article-2.txt             "
	    "    date?\n"
	    " Ferry returns to Ostholm               │ Second Harbour Gazette\n" },
	{ 10, 76, "", " 1 article-1.txt  " },
	{ 10, 80, "", "\n 1/3" },
	{ 10, 80, "<Tab>", "\n 2/3" },
	{ 10, 80, "<S-Tab>", "\n 2/3" },
	{ 10, 80, "<Tab><Tab>", "\n 1/3" },
	{ 10, 80, "\"3", " 3 article-3.txt" },
	{ 10, 80, "\"9", "there is no article 9" },
	{ 10, 80, "\"x", "1 to 9 was expected" },
	{ 10, 80, "-",
	    " 2 article-2.txt                                                          date?\n" },
	{ 10, 80, "--", "this is the last pane" },
	{ 10, 80, "+", "no room for more than 2 panes" },
	{ 10, 80, "-", "article 1 is closed: + opens one more" },
	{ 10, 80, ";", " 3 article-3.txt                  date?   2 article-2.txt" },
	{ 10, 80, ";;", "no article after this one that is not open" },
	{ 10, 80, ";,", " 1 article-1.txt                  date?   2 article-2.txt" },
	{ 10, 80, ",", "no article before this one that is not open" },
	{ 10, 80, "\"3,", " 1 article-1.txt                  date?   2 article-2.txt" },
	{ 10, 80, "-,", " 1 article-1.txt " },
	{ 10, 76, "2;", " 3 article-3.txt " },
	{ 10, 76, "9;", " 3 article-3.txt " },
	{ 10, 120, "+", "│ Nobody asked the gulls, who" },
	{ 10, 80, ">", " Ferry returns to Ostholm                 │ Second" },
	{ 10, 80, "4<", " Ferry returns to Ostholm           │ Second" },
	{ 10, 80, "<<<<<<<<<<<<<<<<<<<<<", "cannot be narrower" },
	/* a narrow screen */
	{ 20, 40, "+", " 2 article-2.txt                  date?\n Second Harbour Gazette\n" },
	{ 20, 40, "+<Tab>", " 1 article-1.txt                  date?\n Ferry" },
	{ 8, 40, "+", "pane 1 of 2" },
	/* moving */
	{ 10, 80, "j", "date?\n                                        │\n The ferry sailed" },
	{ 10, 80, "4j", "\n Passengers cheered on the quay.        │\n" },
	{ 10, 80, "4jk", "date?\n                                        │\n Passengers" },
	{ 10, 80, "G", " l20                                    │\n 1/3 100%" },
	{ 10, 80, "Gg", "date?\n Ferry returns" },
	{ 10, 80, "5g", "date?\n Passengers" },
	{ 10, 80, "50%", "date?\n Passengers" },
	{ 10, 80, "f", "date?\n l6" },
	{ 10, 80, "fb", "date?\n Ferry" },
	{ 10, 80, "d", "date?\n Passengers" },
	{ 10, 80, "ss4j", " Passengers cheered on the quay.        │ Second Harbour Gazette\n" },
	{ 10, 80, "Gss", "│ Second Harbour Gazette\n" },
	{ 10, 80, "j<Tab>G", "date?\n l" },
	{ 10, 80, "J", "date?\n The ferry sailed" },
	{ 10, 80, "2JK", "date?\n The ferry sailed" },
	{ 10, 80, "j.", "date?\n The ferry sailed" },
	{ 10, 80, "2jK.", "date?\n Ferry returns" },
	{ 10, 80, "<WheelDown>", "date?\n                                        │\n Passengers" },
	{ 10, 80, "<WheelDown><WheelUp>", "date?\n Ferry" },
	{ 10, 80, "4jmaG'a", "date?\n Passengers" },
	{ 10, 80, "4jG''", "date?\n Passengers" },
	{ 10, 80, "4jG''''", " l20 " },
	{ 10, 80, "'b", "mark b is not set" },
	{ 10, 80, "''", "there was no jump yet" },
	{ 10, 80, "m1", "a to z was expected" },
	{ 10, 80, "4jma<Tab>\"3'a", " 1 article-1.txt" },
	{ 10, 80, "4jG<C-o>", "date?\n Passengers" },
	{ 10, 80, "4jG<C-o><C-p>", " l20 " },
	{ 10, 80, "<C-o>", "where the jumps began" },
	{ 10, 80, "<C-p>", "no jump after" },
	{ 10, 80, "\"3<C-o>", " 1 article-1.txt" },
	{ 10, 80, "/l15<Enter>z", "date?\n l11 " },
	/* what fingers type that know less and vi */
	{ 10, 80, "/l15<Enter>zz", "date?\n l11 " },
	{ 10, 80, "Ggg4j", "date?\n Passengers" },
	{ 10, 80, "5gg", "date?\n Passengers" },
	{ 10, 80, "Gzg", "date?\n Ferry" },
	{ 10, 80, "/l9<Enter>zt", "1 match   2 article-2.txt                 date?\n l9" },
	{ 10, 80, "/l9<Enter>z<Enter>", "1 match   2 article-2.txt                 date?\n l9" },
	{ 10, 80, "/l9<Enter>zb", "1 match   2 article-2.txt                 date?\n"
	    " The ferry sailed" },
	{ 10, 80, "/l9<Enter>ztz-", "1 match   2 article-2.txt                 date?\n"
	    " The ferry sailed" },
	{ 10, 80, "/l9<Enter>ztz.", "1 match   2 article-2.txt                 date?\n l5" },
	{ 10, 80, "/l9<Enter>ztzo", "1 match   2 article-2.txt                 date?\n l9" },
	{ 10, 80, "zo", "zo: c shows what is hidden" },
	{ 10, 80, "4jgj", "date?\n l5" },
	{ 10, 80, "8jgkgk", "date?\n l6" },
	{ 10, 80, "4jgj<C-o>", "this is where the jumps began" },
	{ 10, 80, "2dd", "date?\n Passengers" },
	{ 10, 80, "2ddu", "date?\n The ferry" },
	{ 10, 80, "4jmaG`a", "date?\n Passengers" },
	{ 10, 80, "4jG``", "date?\n Passengers" },
	{ 10, 80, "<Right>", "\n 2/3" },
	{ 10, 80, "<Right><Left>", "\n 1/3" },
	{ 10, 80, "<C-w>w", "\n 2/3" },
	{ 10, 80, "<C-w>l<C-w>h", "\n 1/3" },
	{ 10, 80, "<C-w>", "\n 1/3  65%  ^W\n" },
	{ 10, 80, "<C-w>x", "^Wx: Tab goes to the next pane" },
	{ 10, 80, "$", "$: lines are wrapped" },
	{ 10, 80, "r", "r: R reads the sources again" },
	{ 10, 80, "<C-t>", "^T means nothing here" },
	{ 10, 80, "<Other>", "this key means nothing here" },
	{ 10, 80, "H", " Moving\n" },
	{ 10, 80, "Lhq", "\n 2* article-2.txt" },
	{ 10, 80, "L<F1><Esc>", "\n 2* article-2.txt" },
	{ 10, 80, "L<F1>R", "keys " },
	{ 10, 80, "Lhqq", " 1 article-1.txt" },
	{ 10, 80, ":n<Enter>", " 3 article-3.txt " },
	{ 10, 80, ":n<Enter>:p<Enter>", " 1 article-1.txt " },
	{ 10, 80, ":$<Enter>", " l20 " },
	{ 10, 80, "/ferry<Enter>:noh<Enter>n", "nothing to search for yet" },
	{ 10, 80, ":b 3<Enter>", " 3 article-3.txt " },
	{ 10, 80, "/ferry<Enter>#", "?\\bFerry\\b: 1 of 1" },
	{ 10, 80, "3<C-n><C-n>", "date?\n Passengers" },
	{ 10, 80, "6<C-n>2<C-k>", "date?\n Passengers" },
	{ 10, 80, "gt\"3", " 1 article-1.txt" },
	{ 10, 80, "gtgT\"3", " 3 article-3.txt" },
	{ 10, 80, "4jgt:ls<Enter>q", "date?\n Passengers" },
	{ 10, 80, "G=", "article-1.txt, article 1 of " },
	{ 10, 80, "<C-g>", "article 1 of " },
	{ 10, 80, ":h<Enter>", "keys " },
	{ 10, 80, "Gg/l5<Enter>", "\n 1  article-1.txt     l5\n" },
	{ 10, 80, ":line-down 4<Enter>", "date?\n Passengers" },
	{ 10, 80, ":5<Enter>", "date?\n Passengers" },
	{ 10, 80, ":50%<Enter>", "date?\n Passengers" },
	{ 10, 80, ":page<Tab>", "\n:page-down\n" },
	{ 10, 80, ":page<Tab><Tab><Tab>", "\n:page-down\n" },
	{ 10, 80, ":page<Enter>", "page: page-down or page-up?" },
	{ 10, 80, ":nonsense<Enter>", "no command is named nonsense" },
	{ 10, 80, ":mark a<Enter>G:go-to a<Enter>", "date?\n Ferry" },
	{ 10, 80, "<Click-3,60>", "\n 2/3" },
	{ 10, 80, "<Click-9,60>", "\n 1/3" },
	{ 10, 80, "L<Click-3,5>", " 3 article-3.txt" },
	/* searching */
	{ 10, 80, "/l1", " l11 " },
	{ 10, 80, "/l19<Esc>", "date?\n Ferry" },
	{ 10, 80, "/ferry<Enter>n/l19<Esc>n", "/ferry: 3 of 3" },
	{ 10, 80, "/l1(", " l11 " },
	{ 10, 80, "/ab<Enter>/cd<Enter>/<Up><Up>", "\n/ab\n" },
	{ 10, 80, "/ab<Enter>/cd<Enter>/e<Up><Up><Up><Down><Down>", "\n/e\n" },
	{ 10, 80, "*", "/\\bFerry\\b: 1 of 1" },
	{ 10, 80, "/<C-r><C-w>b", "\n/Ferryb\n" },
	{ 10, 80, "/Fer<C-r><C-w>b", "\n/Ferryb\n" },
	{ 10, 80, "&x<C-r><C-w>", "\n&xFerry\n" },
	{ 10, 80, "/ab c<C-r>x<C-w>y", "\n/ab y\n" },
	{ 10, 80, "/ac<Left>b<Home>(<End>)", "\n/(abc)\n" },
	{ 10, 80, "/éa<Left><Left><Del>x<Right>y", "\n/xay\n" },
	{ 10, 80, "/ab cd<Left><C-w>e<C-u>f", "\n/fd\n" },
	{ 10, 80, "/a<Home><BS>b", "\n/ba\n" },
	{ 10, 80, "4*", "/\\bOstholm\\b: 1 of 1" },
	{ 10, 80, "&quay<Enter>",
	    "date?\n Passengers cheered on the quay.        │ (no line matches)\n" },
	{ 10, 80, "&quay<Enter>", "&quay: 1 line;" },
	{ 10, 80, "&quay<Enter><Esc>", "The ferry" },
	{ 10, 80, "&quay<Enter>&<Enter>", "The ferry" },
	{ 10, 80, "&(<Enter>", "missing closing parenthesis" },
	{ 10, 80, "g/ferry<Enter>", "\n 3  article-3.txt      there before the ferry" },
	{ 10, 80, "g/ferry<Enter>", "4 matches in 3 articles" },
	{ 10, 80, "g/gull<Enter>qg/<Enter>", "lines with gull" },
	{ 10, 80, "g/<Enter>", "nothing was searched for yet" },
	{ 10, 80, "g/(<Enter>", "missing closing parenthesis" },
	/* copying and notes: this reader has nobody who takes anything out */
	{ 10, 80, "y", "nothing can be copied here" },
	{ 10, 80, "W", "no files are written here" },
	{ 10, 80, "awhy?<Enter>", "\n+Ferry returns to Ostholm" },
	{ 10, 80, "awhy?<Enter>a", "\nnote: why?\n" },
	{ 10, 80, "awhy?<Enter>a<C-u><Enter>", "the note is gone" },
	{ 10, 80, "awhy?<Enter>GA<Enter>", "date?\n+Ferry" },
	{ 10, 80, "awhy?<Enter>ADq", "date?\n Ferry" },
	{ 10, 80, "/ferry<Enter>", "/ferry: 1 of 3 in all panes" },
	{ 10, 80, "/ferry<Enter>nn", "\n 2/3 100%  /ferry: 3 of 3 in all panes" },
	{ 10, 80, "/ferry<Enter>nnn", "/ferry: 1 of 3 in all panes, went around" },
	{ 10, 80, "/ferry<Enter>N", "/ferry: 3 of 3 in all panes, went around" },
	{ 10, 80, "?ferry<Enter>", "?ferry: 3 of 3 in all panes, went around" },
	{ 10, 80, "/l19<Enter>", "\n l19  " },
	{ 10, 80, "/gulls<Enter>", "gulls: not found in what is shown" },
	{ 10, 80, "/a(<Enter>", "pattern: missing closing parenthesis, at character 3" },
	{ 10, 80, "/ab c<C-w>d<BS>é", "\n/ab é\n" },
	{ 10, 80, "/ab<C-u>", "\n/\n" },
	{ 10, 80, "/ab<Esc>", "\n 1/3 " },
	{ 10, 80, "/ferry<Enter>n/<Enter>", "3 of 3" },
	{ 10, 80, "n", "nothing to search for yet" },
	/* what is shown */
	{ 10, 80, "c", "chrome dimmed" },
	{ 10, 80, "ccc", "chrome hidden" },
	{ 10, 80, "t", "marks names" },
	{ 10, 80, "tttt", "marks all" },
	{ 10, 80, "C", "line 1: " },
	/* hiding lines */
	{ 10, 80, "x", "\n>Ferry returns to Ostholm               │" },
	{ 10, 80, "xj", "\n>The ferry sailed at noon." },
	{ 10, 80, "x3jk", "\n>Passengers cheered" },
	{ 10, 80, "x3jk", "\n line   5 " },
	{ 10, 80, "xG", "\n>l20 " },
	{ 10, 80, "xGg", "date?\n>Ferry" },
	{ 10, 80, "xG5k", "\n>l15 " },
	{ 10, 80, "xf", "\n>l6 " },
	{ 10, 80, "Gxk", "\n>l12 " },
	{ 10, 80, "x<Tab>", "│>Second Harbour Gazette" },
	{ 10, 80, "xC", "line 1: " },
	{ 10, 80, "xjq", "date?\n Ferry" },
	{ 10, 80, "xx", " hide lines like line 1 of article 1?\n (?i)^Ferry returns to Ostholm$\n"
	    " would hide 1 line here and no other\n 1  line    1  Ferry returns" },
	{ 10, 80, "x4j<Enter>", "(?i)^l\\d+$\n would hide 16 lines here and no other\n"
	    " 1  line    6  l5" },
	{ 10, 80, "x4jxj", "no other\n 1  line    7  l6" },
	{ 10, 80, "x4jxG", " 1  line   21  l20\n rule" },
	{ 10, 80, "x4jxeq<C-u>ferry<Enter>",
	    "would hide 1 line here and 2 lines in 2 other articles\n" },
	{ 10, 80, "xxe<C-u>ferry(<Enter>", "this is no pattern: missing closing parenthesis" },
	{ 10, 80, "xxe<C-u><Enter><Enter>", "this is no pattern: e edits it" },
	{ 10, 80, "xxe<C-u>gull<Enter><Enter>", "does not match the line" },
	{ 10, 80, "xx<Enter>", "refused to add" },
	{ 10, 80, "xx<Esc>", " 1 article-1.txt" },
	{ 10, 80, "X", "refused to take back" },
	/* screens */
	{ 10, 80, "L", "\n 2* article-2.txt" },
	{ 10, 80, "L", "Nobody asked the gulls" },
	{ 10, 80, "Ljj<Enter>", " 3 article-3.txt" },
	{ 10, 80, "L3", " 3 article-3.txt" },
	{ 10, 80, "L7", "there is no article 7" },
	{ 10, 80, "LG", "\n 3/3" },
	{ 10, 80, "Lfgull", "\n 3  article-3.txt" },
	{ 10, 80, "Lfzebra", "No article has this in it" },
	{ 10, 80, "Lssss", "hidden\n 1* article-1.txt" }, /* by length */
	{ 10, 80, "Lssssr", "hidden\n 2* article-2.txt" },
	{ 10, 80, "g/gull<Enter>Lssssss", "matches\n 3 " },
	{ 10, 80, "LGmgmm<Enter>", " 3 article-3.txt                  date?   1 article-1.txt" },
	{ 10, 80, "LGmkm", "\n 2+ article-2.txt" },
	{ 10, 80, "LGmGm", "\n 3  article-3" },
	{ 10, 80, "h/jump-on", "Moving\n  ^P  " },
	{ 10, 80, "h/zebra", "No command has this in it" },
	{ 10, 80, "L+", "more-panes: not on this screen" },
	{ 10, 80, "Lq", " 1 article-1.txt" },
	{ 10, 80, "h", " Moving\n  j, Down, ^E, ^N, gj       a line on" },
	{ 10, 80, "hG", "  ZZ, ZQ, Q                 quit\n keys 100%" },
	{ 10, 80, "h<Esc>", " 1 article-1.txt" },
	/* keys that mean nothing, counts and what is begun */
	{ 10, 80, "é", "é means nothing here" },
	{ 10, 80, "Zx", "Zx means nothing here" },
	{ 10, 80, "12", "\n 1/3  65%  12\n" },
	{ 10, 80, "12<Esc>", "marks all" },
};

Test(reader, keys_become_screens)
{
	for (size_t i = 0; i < AB_LEN(rows); i++) {
		struct fixture f;
		open_articles(&f);
		struct ab_reader_options options = { .rows = rows[i].rows, .cols = rows[i].cols,
			.keeper = &refuser };
		expect_typed(f.bundle, &options, rows[i].keys, rows[i].want);
		fixture_close(&f);
	}
}

static const struct { const char *open, *want, *error; } opens[] = {
	{ "2", " 2 article-2.txt  ", NULL },
	{ "3, 1", " 3 article-3.txt                  date?   1 article-1.txt", NULL },
	{ "article-2.txt,3", " 2 article-2.txt                  date?   3 article-3.txt", NULL },
	{ "4", NULL, "--open: there is no article 4, there are 3; --list shows them" },
	{ "0", NULL, "--open: there is no article 0, there are 3; --list shows them" },
	{ "nobody", NULL, "--open: there is no article named \"nobody\"; --list shows them" },
};

Test(reader, open_says_what_to_show)
{
	for (size_t i = 0; i < AB_LEN(opens); i++) {
		struct fixture f;
		struct ab_error err = { "" };
		open_articles(&f);
		struct ab_reader_options options = { .rows = 10, .cols = 80,
			.open = opens[i].open };
		struct ab_reader *reader = ab_reader_new(f.bundle, &options, &err);
		if (reader) {
			char *screen = screen_of(reader, 10, 80);
			cr_expect(opens[i].want && strstr(screen, opens[i].want), "%s:\n%s",
			    opens[i].open, screen);
			free(screen);
		} else {
			cr_expect(opens[i].error && strcmp(err.text, opens[i].error) == 0,
			    "%s", err.text);
		}
		ab_reader_free(reader);
		fixture_close(&f);
	}
}

/* Every key on every size: nothing breaks, and the last column and row are never passed. */
Test(reader, lives_on_any_screen)
{
	static const struct { int rows, cols; } sizes[] = {
		{ 24, 80 }, { 1, 1 }, { 5, 20 }, { 2, 3 }, { 200, 500 }, { 10, 40 }, { 1, 200 },
		{ 60, 1 }, { 24, 80 },
	};
	static const char keys[] =
	    "jGxkGxje<BS>q+\"2<Tab>+C>cs/e<Enter>nLj<Enter>EjsGfe<BS><Enter>m<Enter>nhjqTjj<Enter>"
	    "vTGqZt-v\"350%dbu<";
	struct fixture f;
	struct ab_error err;

	open_articles(&f);
	struct ab_reader_options options = { .rows = 24, .cols = 80, .keeper = &refuser };
	struct ab_reader *reader = ab_reader_new(f.bundle, &options, &err);
	for (size_t i = 0; i < AB_LEN(sizes); i++) {
		ab_reader_resize(reader, sizes[i].rows, sizes[i].cols);
		type(reader, keys);
		char *screen = screen_of(reader, sizes[i].rows, sizes[i].cols);
		size_t lines = 0;
		for (const char *p = screen; *p; p++)
			lines += *p == '\n';
		cr_expect_eq(lines, (size_t)sizes[i].rows);
		free(screen);
	}
	ab_reader_free(reader);
	fixture_close(&f);
}

/* Of a narrower layout the row with the byte at the top begins before it:
 * back again, none is lost. */
Test(reader, a_narrower_window_and_back_shows_the_same)
{
	static const char *const ways[] = { "", "j", "jj", "jjj", "jjjjj", "<Tab>j" };
	ab_str text = ab_str_c("Ferry returns to Ostholm\n\nThe ferry sailed at noon and was met "
	    "by some two hundred passengers who had waited on the quay since the early morning "
	    "without a word from the company, as several of them said, and who then had to wait "
	    "again until the crew had been counted, fed and sent home, which took the harbour "
	    "master the better part of an hour.\n\nl4\nl5\nl6\nl7\nl8\nl9\nl10");

	for (size_t i = 0; i < AB_LEN(ways); i++) {
		struct fixture f;
		struct ab_error err;
		fixture_open(&f, (ab_str[]){ text, text }, 2);
		struct ab_reader_options options = { .rows = 6, .cols = 80 };
		struct ab_reader *reader = ab_reader_new(f.bundle, &options, &err);
		free(screen_of(reader, 6, 80));
		type(reader, ways[i]);
		char *before = screen_of(reader, 6, 80);
		for (int cols = 79; cols > 20; cols -= 7) {
			ab_reader_resize(reader, 6, cols);
			free(screen_of(reader, 6, cols));
		}
		ab_reader_resize(reader, 6, 80);
		char *after = screen_of(reader, 6, 80);
		cr_expect_str_eq(after, before, "after '%s':\n%s--- was\n%s", ways[i],
		    after, before);
		free(before);
		free(after);
		ab_reader_free(reader);
		fixture_close(&f);
	}
}

Test(reader, wishes_are_asked_once)
{
	static const struct { const char *keys; enum ab_wish wish; } wishes[] = {
		{ "q", AB_WISH_QUIT }, { "ZZ", AB_WISH_QUIT }, { "hZZ", AB_WISH_QUIT },
		{ "hq", AB_WISH_NONE }, { "ZQ", AB_WISH_QUIT }, { ":q<Enter>", AB_WISH_QUIT },
		{ ":q!<Enter>", AB_WISH_QUIT }, { ":wq<Enter>", AB_WISH_QUIT },
		{ "Q", AB_WISH_QUIT }, { "LhQ", AB_WISH_QUIT }, { "Lhq", AB_WISH_NONE },
		{ "<C-z>", AB_WISH_SUSPEND }, { "<C-l>", AB_WISH_REDRAW }, { "j", AB_WISH_NONE },
	};

	for (size_t i = 0; i < AB_LEN(wishes); i++) {
		struct fixture f;
		struct ab_error err;
		open_articles(&f);
		struct ab_reader_options options = { .rows = 10, .cols = 80 };
		struct ab_reader *reader = ab_reader_new(f.bundle, &options, &err);
		type(reader, wishes[i].keys);
		cr_expect_eq(ab_reader_wish(reader), wishes[i].wish, "%s", wishes[i].keys);
		cr_expect_eq(ab_reader_wish(reader), AB_WISH_NONE);
		ab_reader_free(reader);
		fixture_close(&f);
	}
}

Test(reader, hits_are_inked)
{
	struct fixture f;
	struct ab_error err;

	open_articles(&f);
	struct ab_reader_options options = { .rows = 10, .cols = 80 };
	struct ab_reader *reader = ab_reader_new(f.bundle, &options, &err);
	struct ab_frame *frame = ab_frame_new(10, 80);
	type(reader, "/ferry<Enter>n");
	ab_reader_paint(reader, frame);
	cr_expect_eq(frame->cell[80 + 1].style, AB_STYLE_HIT);
	cr_expect_eq(frame->cell[80 + 6].style == AB_STYLE_HIT, false);
	cr_expect_eq(frame->cell[3 * 80 + 5].style, AB_STYLE_CURRENT);
	cr_expect_eq(frame->cell[40].style, AB_STYLE_BAR);
	cr_expect_eq(frame->cell[80 + 40].style, AB_STYLE_EDGE);
	cr_expect_eq(frame->cell[0].style, AB_STYLE_FOCUS);
	ab_frame_free(frame);
	ab_reader_free(reader);
	fixture_close(&f);
}

Test(commands, no_key_has_two_commands)
{
	struct ab_keys keys_of_table = ab_keys_default();
	size_t keys = 0;

	for (int i = 0; i < AB_DO_COUNT; i++) {
		char text[80], *key = text;
		snprintf(text, sizeof(text), "%s", ab_command_row((enum ab_command)i)->keys);
		for (key = strtok(text, " "); key; key = strtok(NULL, " "), keys++) {
			enum ab_command got;
			cr_expect_eq(ab_command_find(&keys_of_table, ab_str_c(key), &got),
			    AB_FOUND_COMMAND, "%s", key);
			cr_expect_eq(got, (enum ab_command)i, "%s is %s", key,
			    ab_command_row(got)->name);
		}
	}
	cr_expect_gt(keys, 40);
}

Test(commands, keys_are_looked_up_and_read)
{
	struct ab_keys keys_of_table = ab_keys_default();
	struct ab_arena arena = { 0 };
	enum ab_command got;

	cr_expect_eq(ab_command_find(&keys_of_table, AB_STR("Z"), &got), AB_FOUND_START);
	cr_expect_eq(ab_command_find(&keys_of_table, AB_STR("<"), &got), AB_FOUND_COMMAND);
	cr_expect_eq(got, AB_DO_NARROWER);
	cr_expect_eq(ab_command_find(&keys_of_table, AB_STR("<C"), &got), AB_FOUND_NONE);
	cr_expect_eq(ab_command_find(&keys_of_table, AB_STR("ZX"), &got), AB_FOUND_NONE);
	ab_str keys = ab_command_keys(&arena, &keys_of_table, AB_DO_PAGE_DOWN);
	cr_expect(ab_str_eq(keys, AB_STR("space, ^F, f, PgDn, ^V")), "%.*s",
	    (int)keys.len, keys.ptr);
	ab_arena_free(&arena);
}

/* The first screen waits for no marks; when work has found them, it
 * says that the screen changed. */
Test(reader, marks_come_after_the_first_screen)
{
	ab_str text = AB_STR("The ferry to Ostholm will sail again on 24 October 2020, the "
	    "harbour says.");
	struct ab_reader_options options = { .rows = 5, .cols = 80 };
	struct ab_frame *frame = ab_frame_new(5, 80);
	struct ab_cell *cell = NULL;
	bool dirty = false, changed = false;
	struct fixture f;
	struct ab_error err;

	fixture_open(&f, &text, 1);
	struct ab_reader *reader = ab_reader_new(f.bundle, &options, &err);
	ab_reader_paint(reader, frame);
	for (size_t i = 80; i < 4 * 80 && !cell; i++)
		if (ab_str_eq(frame->cell[i].glyph, AB_STR("2")))
			cell = &frame->cell[i];
	cr_assert(cell);
	cr_expect_eq(cell->style, AB_STYLE_PLAIN);
	while (ab_reader_work(reader, &dirty))
		changed |= dirty;
	cr_expect(changed);
	ab_reader_paint(reader, frame);
	cr_expect_eq(cell->style, AB_STYLE_DATE);
	type(reader, "t");
	ab_reader_paint(reader, frame);
	cr_expect_eq(cell->style, AB_STYLE_PLAIN, "only names");
	type(reader, "t");
	ab_reader_paint(reader, frame);
	cr_expect_eq(cell->style, AB_STYLE_DATE, "only dates");
	type(reader, "t");
	ab_reader_paint(reader, frame);
	cr_expect_eq(cell->style, AB_STYLE_PLAIN, "none");
	ab_frame_free(frame);
	ab_reader_free(reader);
	fixture_close(&f);
}

/* What the terminal's scroll region needs: each row but the new one is
 * the row that stood below it. */
Test(reader, coupled_panes_scroll_as_one)
{
	enum { ROWS = 12, COLS = 80 };
	struct ab_reader_options options = { .rows = ROWS, .cols = COLS };
	struct ab_frame *before = ab_frame_new(ROWS, COLS), *after = ab_frame_new(ROWS, COLS);
	struct fixture f;
	struct ab_error err;

	open_articles(&f);
	struct ab_reader *reader = ab_reader_new(f.bundle, &options, &err);
	for (bool dirty; ab_reader_work(reader, &dirty);)
		;
	for (int i = 0; i < 8; i++) {
		ab_reader_paint(reader, before);
		type(reader, "j");
		ab_reader_paint(reader, after);
		size_t changed = 0;
		for (size_t at = COLS; at < (ROWS - 2) * COLS; at++)
			changed += !ab_str_eq(after->cell[at].glyph, before->cell[at + COLS].glyph);
		cr_expect_eq(changed, 0, "line %d: %zu cells", i, changed);
	}
	ab_frame_free(before);
	ab_frame_free(after);
	ab_reader_free(reader);
	fixture_close(&f);
}

/* The sources change on the disk; R reads them again, and the same words stay at the top. */
Test(reader, a_source_is_read_again)
{
	struct fixture f;
	struct ab_error err;
	open_articles(&f);
	struct ab_reader_options options = { .rows = 10, .cols = 80 };
	struct ab_reader *reader = ab_reader_new(f.bundle, &options, &err);
	free(screen_of(reader, 10, 80));
	type(reader, "4jmmahow many?<Enter>");
	FILE *out = fopen(f.path, "w");
	fprintf(out, "FILE article-0.txt\nWhat came before.\nEND\nFILE article-1.txt\n"
	    "A new first line.\n\n"
	    "%s\nEND\nFILE article-2.txt\nAnother.\nEND\n", articles[0]);
	fclose(out);
	type(reader, "R");
	char *got = screen_of(reader, 10, 80);
	cr_expect(strstr(got, " 2 article-1.txt"), "%s", got);
	cr_expect(strstr(got, "date?\n+Passengers cheered"), "%s", got);
	cr_expect(strstr(got, "read again"), "%s", got);
	free(got);
	type(reader, "g'm");
	got = screen_of(reader, 10, 80);
	cr_expect(strstr(got, "date?\n+Passengers cheered"), "the mark is at its words: %s", got);
	free(got);
	type(reader, "gA");
	got = screen_of(reader, 10, 80);
	cr_expect(strstr(got, "how many?"), "%s", got);
	free(got);
	type(reader, "<Enter><C-o><C-o>");
	got = screen_of(reader, 10, 80);
	cr_expect(strstr(got, " 2 article-1.txt"), "a jump leads into the same article: %s", got);
	free(got);
	unlink(f.path);
	type(reader, "R");
	got = screen_of(reader, 10, 80);
	cr_expect(strstr(got, "cannot be opened"), "%s", got);
	cr_expect(strstr(got, "+Passengers cheered"), "%s", got);
	free(got);
	ab_reader_free(reader);
	fixture_close(&f);
}

/* The number of a hit may outlive its pane, or the hits of what stood in it. */
Test(reader, a_hit_that_is_no_more_is_none)
{
	static const struct { int pane; size_t hit; bool is; } hits[] = {
		{ 0, 1, true }, { 0, 2, false }, { 0, 99, false }, { 1, 0, false }, { 2, 0, false },
		{ -1, 0, false },
		{ 1 << 24, 0, false },
	};
	struct fixture f;
	struct ab_error err;
	ab_str texts[] = { AB_STR("One gull, two gulls.\n"), AB_STR("The sky.\n") };
	fixture_open(&f, texts, 2);
	struct ab_reader_options options = { .rows = 10, .cols = 80 };
	struct ab_reader *reader = ab_reader_new(f.bundle, &options, &err);
	free(screen_of(reader, 10, 80));
	type(reader, "/gull<Enter>");
	free(screen_of(reader, 10, 80));
	for (size_t i = 0; i < AB_LEN(hits); i++) {
		reader->hit_pane = hits[i].pane;
		reader->hit = hits[i].hit;
		cr_expect_eq(ab_seek_hit(reader) != NULL, hits[i].is, "row %zu", i);
		cr_expect_eq(ab_seek_start(reader), hits[i].is ? strlen("One gull, two ") : 0, "row %zu", i);
		type(reader, "*<Esc>");
	}
	ab_reader_free(reader);
	fixture_close(&f);
}

/* What is read again has hits of its own, and none is chosen. */
Test(reader, a_hit_goes_with_its_text)
{
	struct fixture f;
	struct ab_error err;
	ab_str one = AB_STR("One gull, two gulls.\n");
	fixture_open(&f, &one, 1);
	struct ab_reader_options options = { .rows = 10, .cols = 80 };
	struct ab_reader *reader = ab_reader_new(f.bundle, &options, &err);
	free(screen_of(reader, 10, 80));
	type(reader, "/gull<Enter>n");
	free(screen_of(reader, 10, 80));
	cr_assert(ab_seek_hit(reader));
	FILE *out = fopen(f.path, "w");
	fprintf(out, "FILE article-0.txt\nA gull or two gulls, or three gulls.\nEND\n");
	fclose(out);
	type(reader, "R");
	char *got = screen_of(reader, 10, 80);
	cr_expect(strstr(got, "3 matches"), "%s", got);
	cr_expect_null(ab_seek_hit(reader));
	free(got);
	ab_reader_free(reader);
	fixture_close(&f);
}

/* A search goes on behind the screen: that it found something is told, and Esc stops it. */
Test(reader, a_search_behind_the_screen)
{
	enum { LINES = 200000 };
	struct fixture f;
	struct ab_error err;
	char *text = malloc(LINES * 12 + 1), *at = text;
	bool dirty = false, told = false;

	for (int i = 0; i < LINES; i++)
		at += sprintf(at, "%s\n", i == LINES - 1 ? "a gull" : "some line");
	ab_str one[] = { { text, (size_t)(at - text) } };
	fixture_open(&f, one, 1);
	struct ab_reader_options options = { .rows = 10, .cols = 80 };
	struct ab_reader *reader = ab_reader_new(f.bundle, &options, &err);
	type(reader, "gull<C-u>/line|gull<Enter>");
	while (!told && ab_reader_work(reader, &dirty))
		told = dirty;
	cr_expect(told, "nobody was told of the hits");
	while (ab_reader_work(reader, &dirty))
		;
	type(reader, "<Esc>g/line<Enter>");
	ab_reader_work(reader, &dirty);
	type(reader, "<Esc>");
	char *got = screen_of(reader, 10, 80);
	cr_expect(strstr(got, "0 of 1 searched, stopped"), "%s", got);
	free(got);
	ab_reader_free(reader);
	fixture_close(&f);
	free(text);
}

/* How many lines are shown is told when it is known, and so is a pattern that ran into its limit. */
Test(reader, only_lines_that_match_are_counted)
{
	static const struct { const char *keys, *first, *last; } looks[] = {
		{ "&gull|tern<Enter>", "looking for lines", "&gull|tern: 1 line; &" },
		{ "&(a+)+$|gull<Enter>", "looking for lines",
		    "1 line, costly pattern: some may be missing; &" },
	};
	enum { LINES = 200000 };
	char *text = malloc(LINES * 12 + 100), *at = text + sprintf(text, "%080d!\n", 0);

	memset(text, 'a', 80);
	for (int i = 0; i < LINES; i++)
		at += sprintf(at, "%s\n", i == LINES - 1 ? "a gull" : "some line");
	for (size_t i = 0; i < AB_LEN(looks); i++) {
		struct fixture f;
		struct ab_error err;
		ab_str one[] = { { text, (size_t)(at - text) } };
		fixture_open(&f, one, 1);
		struct ab_reader_options options = { .rows = 10, .cols = 100 };
		struct ab_reader *reader = ab_reader_new(f.bundle, &options, &err);
		type(reader, looks[i].keys);
		cr_expect(strstr(reader->message, looks[i].first), "%s: %s", looks[i].keys,
		    reader->message);
		char *got = screen_of(reader, 10, 100);
		cr_expect(strstr(got, looks[i].last), "%s:\n%s", looks[i].keys, got);
		free(got);
		ab_reader_free(reader);
		fixture_close(&f);
	}
	free(text);
}

/* While articles are read for a screen it says how many, and Esc stops what was asked for. */
Test(reader, long_work_is_counted_and_stops)
{
	static const struct { const char *keys, *words, *stop, *then; } works[] = {
		{ "Ls", "0 of 3 read", "<Esc>", "0 of 3 read, stopped" },
		{ "LL", "0 of 3+ read", "<Esc>", " 1 article-1.txt" },
		{ "T", " of 3 articles read", "<Esc>", " 1 article-1.txt" },
		{ "O", "linking: 0 of 3 articles read", "<Esc>", " 1 article-1.txt" },
		{ "g/ferry<Enter>", "0 of 3+ searched", "<Esc>", "searched, stopped" },
		{ "g/ferry<Enter>", "Esc stops", "<C-c>", "searched, stopped" },
		{ "E", "0 of 3+ articles", "q", " 1 article-1.txt" },
	};

	for (size_t i = 0; i < AB_LEN(works); i++) {
		struct fixture f;
		struct ab_error err;
		open_articles(&f);
		struct ab_reader_options options = { .rows = 10, .cols = 120 };
		struct ab_reader *reader = ab_reader_new(f.bundle, &options, &err);
		struct ab_frame *frame = ab_frame_new(10, 120);
		ab_heap_reach(f.heap, COUNT); /* all are counted, none is read */
		for (int k = 0; k < 2; k++) {
			char *text = NULL;
			size_t len;
			type(reader, k ? works[i].stop : works[i].keys);
			FILE *out = open_memstream(&text, &len);
			ab_frame_clear(frame);
			ab_reader_paint(reader, frame);
			ab_frame_write(frame, out);
			fclose(out);
			const char *want = k ? works[i].then : works[i].words;
			cr_expect(strstr(text, want), "%s, without \"%s\":\n%s", works[i].keys,
			    want, text);
			free(text);
		}
		ab_frame_free(frame);
		ab_reader_free(reader);
		fixture_close(&f);
	}
}

/* Two of them from 60 columns on; else 38 columns each, and one for the edge between two. */
Test(reader, as_many_panes_as_have_their_least_width)
{
	static const struct { int cols, fit; } widths[] = {
		{ 1, 1 }, { 59, 1 }, { 60, 2 }, { 115, 2 }, { 116, 3 }, { 349, 8 }, { 350, 9 },
		{ 10000, 9 },
	};

	for (size_t i = 0; i < AB_LEN(widths); i++)
		cr_expect_eq(ab_panes_fit(&(struct ab_panes){ .cols = widths[i].cols }),
		    widths[i].fit, "%d columns", widths[i].cols);
}
