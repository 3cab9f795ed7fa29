#define _POSIX_C_SOURCE 200809L /* mkstemp, open_memstream */
#include "tests/typing.h"

static const char *const articles[] = {
	"The ferry returns\n\n"
	"Mayor Henrik Dahlvik met Anna Novak in Rotterdam. Mr. Dahlvik told the European Union "
	    "to wait.\n\n"
	"MENU by Henrik Dahlvik about Rotterdam\n\n"
	"Dahlvik spoke Danish, and the Danish crew cheered.",
	"News of the gulls\n\n"
	"Anna Novak left Rotterdam on Monday. [[ Henrik Dahlvik ]] She told the European "
	    "Union that "
	"ships from Denmark would wait, and told Mr. Dahlvik of it.",
	"Nobody asked the gulls\n\nHenrik Dahlvik and Peter Novak flew to Denmark.",
};

enum { COUNT = AB_LEN(articles) };

static void
open_articles(struct fixture *f)
{
	fixture_open_all(f, articles, COUNT);
}

static const struct { int rows, cols; const char *keys, *want; } rows[] = {
	/* what is counted: not what is hidden, whole line or part */
	{ 12, 80, "E",
	  "      name                                        1*   2*   3   total  articles\n"
	  " PER  Henrik Dahlvik                              3    1    1       5         3\n"
	  " PER  Anna Novak                                  1    1    -       2         2\n"
	  " MISC Danish                                      2    -    -       2         1\n"
	  " LOC  Denmark                                     -    1    1       2         2\n"
	  " ORG  European Union                              1    1    -       2         2\n"
	  " LOC  Rotterdam                                   1    1    -       2         2\n"
	  " PER  Peter Novak                                 -    -    1       1         1\n" },
	{ 12, 80, "EccE",
	    " PER  Henrik Dahlvik                              3    1    1       5 " },
	/* columns: the open articles first, others where there is room */
	{ 12, 40, "E", "      name                    1*  total\n"
	    " PER  Henrik Dahlvik          3       5\n" },
	{ 12, 40, "\"3E", "      name                    3*  total\n"
	    " PER  Henrik Dahlvik          1       5\n" },
	{ 5, 20, "E", "      name\n PER  Henrik Dahl…\n" },
	/* moving, sorting */
	{ 12, 80, "E", "\n 1/7  Enter follows  f filter  s by name  p o l m types  q goes back\n" },
	{ 12, 80, "Ejj", "\n 3/7" },
	{ 12, 80, "EG", "\n 7/7" },
	{ 12, 80, "EGg", "\n 1/7" },
	{ 12, 80, "E3G", "\n 3/7" },
	{ 12, 80, "E50%", "\n 4/7" },
	{ 4, 80, "EG", "articles\n LOC  Rotterdam " },
	{ 12, 80, "Es", "articles\n PER  Anna Novak " },
	{ 12, 80, "Es", "\n 1/7  Enter follows  f filter  s by count" },
	{ 12, 80, "Ess", "articles\n PER  Henrik Dahlvik " },
	{ 12, 80, "Ejs", "\n 1/7" },
	{ 12, 80, "Ejjs", "\n 2/7" },
	/* filtering */
	{ 12, 80, "Ef", "\nfilter:\n" },
	{ 12, 80, "EfNO", "articles\n PER  Anna Novak                                  1    1    - "
	    "      2         2\n"
	  " PER  Peter Novak                                 -    -    1       1         1\n\n" },
	{ 12, 80, "EfNO", "\nfilter: NO\n" },
	{ 12, 80, "E/rot", "articles\n LOC  Rotterdam " },
	{ 12, 80, "Efno<Enter>", "\n 1/2  filter: no  Enter follows" },
	{ 12, 80, "Efno<Enter>j<Esc>", "\n 7/7  Enter follows" },
	{ 12, 80, "Efno<Enter><Esc><Esc>", " 1 article-1.txt" },
	{ 12, 80, "Efno<Esc>", "\n 2/7  Enter follows" },
	{ 12, 80, "Efnox", "\n No name of the types shown has this in it.\n" },
	{ 12, 80, "Efnox<BS>", "articles\n PER  Anna Novak " },
	{ 12, 80, "Efnox<Enter><Enter>", "\n 0/0  filter: nox" },
	{ 12, 80, "EfSLQ", "\nfilter: SLQ\n" },
	/* types */
	{ 12, 80, "Em", "\n 1/6  no MISC  Enter" },
	{ 12, 80, "Ep", "articles\n MISC Danish " },
	{ 12, 80, "Ejo", "\n 2/6  no ORG" },
	{ 12, 80, "Ejjjjl", "\n 4/5  no LOC" },
	{ 12, 80, "Epolm",
	    "\n There are names, but none of the types shown: p, o, l, m show more.\n" },
	{ 12, 80, "Epolmm", "\n 1/1  no PER ORG LOC  Enter" },
	{ 12, 80, "Emq", "marks all, no MISC" },
	{ 12, 80, "EmEm", "\n 1/7" },
	/* following */
	{ 12, 80, "E<Enter>", "\n 1/3 100%  PER Henrik Dahlvik: 1 of 4 in all panes\n" },
	{ 12, 80, "E<Enter>nnn", "\n 2/3 100%  PER Henrik Dahlvik: 4 of 4 in all panes\n" },
	{ 12, 80, "E<Enter>nnnn", "PER Henrik Dahlvik: 1 of 4 in all panes, went around\n" },
	{ 12, 80, "E<Enter>N", "PER Henrik Dahlvik: 4 of 4 in all panes, went around\n" },
	{ 12, 80, "E<Enter>n<Tab>", "%  PER Henrik Dahlvik: 2 of 4  scroll by link" },
	{ 12, 80, "<Tab>E<Enter>", "\n 2/3 100%  PER Henrik Dahlvik: 4 of 4 in all panes\n" },
	{ 12, 80, "?rotterdam<Enter>E<Enter>n", "%  PER Henrik Dahlvik: " },
	{ 12, 80, "E<Enter>\"3<Esc>", "\n 3/3 100%  scroll by link" },
	{ 12, 80, "E<Enter>\"3", "\n 3/3 100%  PER Henrik Dahlvik: 2  scroll by link" },
	{ 12, 80, "E<Enter>\"3n", "\n 3/3 100%  PER Henrik Dahlvik: 1 of 2" },
	{ 12, 80, "E<Enter>/ferry<Enter>", "/ferry: 1 of 1" },
	{ 12, 80, "E<Enter><Esc>", "\n 1/3 100%  scroll by link  2 links  chrome hidden" },
	{ 12, 80, "E<Enter><Esc>n", "nothing to search for yet" },
	{ 12, 80, "EG<Enter>", "PER Peter Novak: in no open pane, but in article 3\n" },
	{ 12, 80, "-E<Enter>", "\n 2/3 100%  PER Henrik Dahlvik: 1 of 1\n" },
	{ 12, 80, "Ejjj<Enter>", "\n 2/3 100%  LOC Denmark: 1 of 1\n" },
	/* the index comes back as it was left */
	{ 12, 80, "Ejjj<Enter>E", "\n 4/7" },
	{ 12, 80, "EsfNO<Enter>qE", "\n 1/2  filter: NO  Enter follows  f filter  s by count" },
	{ 12, 80, "E+", "more-panes: not on this screen" },
	{ 12, 80, "Eh<Esc>", " PER  Henrik Dahlvik" },
};

Test(index, keys_become_screens)
{
	for (size_t i = 0; i < AB_LEN(rows); i++) {
		struct fixture f;
		open_articles(&f);
		struct ab_reader_options options = { .rows = rows[i].rows, .cols = rows[i].cols };
		expect_typed(f.bundle, &options, rows[i].keys, rows[i].want);
		fixture_close(&f);
	}
}

/* What an article says twice is folded: it is neither counted nor gone to, unless it is shown. */
static const char repeating[] =
	"Talks\n\nHenrik Dahlvik and Peter Novak flew to Denmark to talk of the new ferry.\n\n"
	"l5\nl6\nl7\nl8\nl9\nl10\nl11\nl12\nl13\nl14\nl15\nl16\n\n"
	"Henrik Dahlvik and Peter Novak flew to Denmark to talk of the new ferry.\n\n"
	"In Denmark, Peter Novak told the crew.";

static const struct { const char *keys, *want; } repeats[] = {
	{ "E", " LOC  Denmark                                        2       2         1\n" },
	{ "E<Enter>", "%  LOC Denmark: 1 of 2\n" },
	{ "E<Enter>n", "\n 1/1 100%  LOC Denmark: 2 of 2\n" },
	{ "9jE<Enter>", "\n 1/1 100%  LOC Denmark: 2 of 2\n" }, /* the next one, not the first */
	{ "GE<Enter>", "LOC Denmark: 2 of 2\n" },
	{ "cE<Enter>", "LOC Denmark: 1 of 3\n" },
	{ "E<Enter>c", "LOC Denmark: 3  chrome dimmed" },
};

Test(index, repeats_are_not_counted)
{
	for (size_t i = 0; i < AB_LEN(repeats); i++) {
		struct ab_reader_options options = { .rows = 14, .cols = 80 };
		ab_str text = ab_str_c(repeating);
		struct fixture f;
		fixture_open(&f, &text, 1);
		expect_typed(f.bundle, &options, repeats[i].keys, repeats[i].want);
		fixture_close(&f);
	}
}

/* Of a large bundle no more is counted than memory is meant for, and only for who asks. */
Test(index, a_large_bundle_is_counted_in_part)
{
	enum { MANY = 300 };
	struct ab_reader_options options = { .rows = 5, .cols = 80 };
	ab_str texts[MANY];
	struct fixture f;
	struct ab_error err;

	for (size_t i = 0; i < MANY; i++)
		texts[i] = ab_str_c(articles[2]);
	fixture_open(&f, texts, MANY);
	struct ab_reader *reader = ab_reader_new(f.bundle, &options, &err);
	free(screen_of(reader, 5, 80));
	cr_expect_eq(ab_census_articles(ab_bundle_census(f.bundle)), 2);
	type(reader, "E");
	char *screen = screen_of(reader, 5, 80);
	cr_expect(strstr(screen, "256 of 300 articles"), "%s", screen);
	cr_expect(strstr(screen, "256       256\n"), "%s", screen);
	free(screen);
	type(reader, "qL299<Enter>E");
	screen = screen_of(reader, 5, 80);
	cr_expect(strstr(screen, "257 of 300 articles"), "%s", screen);
	free(screen);
	ab_reader_free(reader);
	fixture_close(&f);
}

/* A large article is not marked while the person waits, and neither are its mentions looked for. */
Test(index, a_large_article_catches_up)
{
	enum { LARGE = 100 << 10 };
	static const char line[] = "\nThe gulls of Denmark asked nobody about it.";
	struct ab_reader_options options = { .rows = 10, .cols = 80 };
	struct ab_frame *frame = ab_frame_new(10, 80);
	char *large = ab_xalloc(LARGE + sizeof(line), 1);
	bool dirty = false, changed = false;
	size_t len = 0;
	struct fixture f;
	struct ab_error err;

	for (unsigned i = 0; len < LARGE; i++)
		len += (size_t)sprintf(large + len, "%s Line %u.", line, i);
	ab_str texts[] = { ab_str_c(articles[2]), { large, len } };
	fixture_open(&f, texts, 2);
	struct ab_reader *reader = ab_reader_new(f.bundle, &options, &err);
	type(reader, "-");
	free(screen_of(reader, 10, 80));
	type(reader, "\"1E");
	free(screen_of(reader, 10, 80));
	type(reader, "fden<Enter><Enter>\"2");
	ab_reader_paint(reader, frame);
	cr_expect_neq(frame->cell[80 + 14].style, AB_STYLE_HIT,
	    "looked for while the person waits");
	while (ab_reader_work(reader, &dirty))
		changed |= dirty;
	cr_expect(changed);
	ab_reader_paint(reader, frame);
	cr_expect_eq(frame->cell[80 + 14].style, AB_STYLE_HIT);
	ab_frame_free(frame);
	ab_reader_free(reader);
	fixture_close(&f);
	free(large);
}

/* The style of the first cell of a word of the screen, in the left pane. */
static enum ab_style
style_at(struct ab_reader *reader, const char *word)
{
	struct ab_frame *frame = ab_frame_new(20, 80);
	enum ab_style style = AB_STYLE_COUNT;
	size_t len = strlen(word), matched = 0;

	ab_reader_paint(reader, frame);
	for (size_t at = 80; at < 19 * 80 && style == AB_STYLE_COUNT; at++) {
		matched = 0;
		while (matched < len && at + matched < 19 * 80
		    && ab_str_eq(frame->cell[at + matched].glyph, (ab_str){ word + matched, 1 }))
			matched++;
		if (matched == len)
			style = frame->cell[at].style;
	}
	ab_frame_free(frame);
	cr_expect_neq(style, AB_STYLE_COUNT, "no %s on the screen", word);
	return style;
}

Test(index, types_are_switched_off_and_mentions_shown)
{
	static const struct { const char *keys, *word; enum ab_style style; } inks[] = {
		{ "", "Danish", AB_STYLE_MISC }, { "Emq", "Danish", AB_STYLE_PLAIN },
		{ "Emq", "Anna", AB_STYLE_PER }, { "Epq", "Anna", AB_STYLE_PLAIN },
		{ "EmqEmq", "Danish", AB_STYLE_MISC }, { "Eopq", "European", AB_STYLE_PLAIN },
		{ "E<Enter>", "Henrik", AB_STYLE_CURRENT },
		{ "E<Enter>", "Dahlvik spoke", AB_STYLE_HIT }, { "E<Enter>", "Anna", AB_STYLE_PER },
		{ "E<Enter>tttt", "Henrik", AB_STYLE_CURRENT },
		{ "E<Enter>ttt", "Dahlvik spoke", AB_STYLE_HIT },
		{ "E<Enter>Epq", "Dahlvik spoke", AB_STYLE_HIT },
		{ "E<Enter>nn", "Dahlvik spoke", AB_STYLE_CURRENT },
		{ "E<Enter><Esc>", "Henrik", AB_STYLE_PER },
		{ "Efdanish<Enter><Enter>", "Danish,", AB_STYLE_CURRENT },
		{ "E", "PER", AB_STYLE_CURRENT }, { "E", "Anna", AB_STYLE_PER },
		{ "Ej", "Henrik", AB_STYLE_PER },
	};

	for (size_t i = 0; i < AB_LEN(inks); i++) {
		struct ab_reader_options options = { .rows = 20, .cols = 80 };
		struct fixture f;
		struct ab_error err;
		open_articles(&f);
		struct ab_reader *reader = ab_reader_new(f.bundle, &options, &err);
		free(screen_of(reader, 20, 80));
		type(reader, inks[i].keys);
		cr_expect_eq(style_at(reader, inks[i].word), inks[i].style, "keys %s: %s",
		    inks[i].keys, inks[i].word);
		ab_reader_free(reader);
		fixture_close(&f);
	}
}

/* Counting goes on behind the screen, the screen says how far, and the cursor keeps its name. */
Test(index, counting_goes_on_behind_the_screen)
{
	enum { MANY = 40 };
	struct ab_reader_options options = { .rows = 10, .cols = 80 };
	struct ab_frame *frame = ab_frame_new(10, 80);
	ab_str texts[MANY];
	bool dirty, partly = false;
	struct fixture f;
	struct ab_error err;

	for (size_t i = 0; i < MANY; i++)
		texts[i] = ab_str_c(articles[i == 0 ? 1 : 2]);
	fixture_open(&f, texts, MANY);
	struct ab_reader *reader = ab_reader_new(f.bundle, &options, &err);
	type(reader, "E");
	ab_reader_paint(reader, frame);
	while (ab_reader_work(reader, &dirty)) {
		char *text = NULL;
		size_t len;
		if (!dirty)
			continue;
		FILE *out = open_memstream(&text, &len);
		ab_reader_paint(reader, frame);
		ab_frame_write(frame, out);
		fclose(out);
		if (strstr(text, " 8 of 40 articles")) {
			partly = true;
			cr_expect(strstr(text,
			    "Henrik Dahlvik             1*   2*   3    4    5    6 ") == NULL);
			cr_expect(strstr(text, " 8         8\n"), "%s", text);
			type(reader, "j");
		}
		free(text);
	}
	cr_expect(partly, "it never said how far it is");
	char *screen = screen_of(reader, 10, 80);
	cr_expect(strstr(screen, "40        40\n"), "%s", screen);
	cr_expect(strstr(screen, "\n 2/6  Enter"), "%s", screen);
	free(screen);
	ab_frame_free(frame);
	ab_reader_free(reader);
	fixture_close(&f);
}

static const struct { const char *what, *texts[3], *keys, *before, *more, *after; } learns[] = {
	{ "the surname becomes the person",
	  { "Harbour news\n\nMr. Dahlvik left Denmark on Monday.",
	    "Other news\n\nAnna Novak stayed in Denmark. She likes it there.",
	    "Nobody asked the gulls\n\nHenrik Dahlvik and Peter Novak flew to Denmark." },
	  "Efdahl<Enter><Enter>", "PER Dahlvik: 1 of 1\n", "\"3n", "PER Dahlvik: 1 of 1\n" },
	{ "the surname turns out to be that of two",
	  { "Harbour news\n\nHenrik Dahlvik left Denmark on Monday.",
	    "Other news\n\nMr. Dahlvik left Norway on Monday.",
	    "Nobody asked the gulls\n\nPeter Dahlvik flew to Denmark." },
	  "Efdahl<Enter><Enter>", "PER Henrik Dahlvik: 1 of 2 in all panes\n", "<Tab><Tab>",
	  "PER Henrik Dahlvik: 1 of 1  scroll" },
};

/* A name is followed before the third article, which says who is who, was read. */
Test(index, a_followed_name_becomes_known)
{
	for (size_t i = 0; i < AB_LEN(learns); i++) {
		struct ab_reader_options options = { .rows = 10, .cols = 80 };
		struct ab_frame *frame = ab_frame_new(10, 80);
		ab_str texts[3], want = ab_str_c(learns[i].before);
		bool dirty;
		struct fixture f;
		struct ab_error err;
		for (size_t t = 0; t < 3; t++)
			texts[t] = ab_str_c(learns[i].texts[t]);
		fixture_open(&f, texts, 3);
		struct ab_reader *reader = ab_reader_new(f.bundle, &options, &err);
		while (ab_bundle_edition(f.bundle) < 2 && ab_reader_work(reader, &dirty))
			;
		type(reader, learns[i].keys);
		ab_reader_paint(reader, frame);
		char *text = NULL;
		size_t len;
		FILE *out = open_memstream(&text, &len);
		ab_frame_write(frame, out);
		fclose(out);
		cr_expect(ab_str_ends(ab_str_c(text), want), "%s:\n%s", learns[i].what, text);
		free(text);
		while (ab_reader_work(reader, &dirty))
			;
		type(reader, learns[i].more);
		text = screen_of(reader, 10, 80);
		cr_expect(strstr(text, learns[i].after), "%s:\n%s", learns[i].what, text);
		free(text);
		ab_frame_free(frame);
		ab_reader_free(reader);
		fixture_close(&f);
	}
}

/* A number never runs out of its column, and is never cut to another number. */
Test(index, large_counts_are_rounded)
{
	static const struct { size_t mentions; const char *want; } counts[] = {
		{ 9999,
		    " LOC  Denmark                                     9999    9999         1\n" },
		{ 10000,
		    " LOC  Denmark                                      10k   10000         1\n" },
		{ 12345,
		    " LOC  Denmark                                      12k   12345         1\n" },
	};
	static const char sentence[] = "They left Denmark.\n";

	for (size_t i = 0; i < AB_LEN(counts); i++) {
		struct ab_reader_options options = { .rows = 5, .cols = 80 };
		size_t len = sizeof(sentence) - 1;
		char *text = ab_xalloc(counts[i].mentions, len);
		struct fixture f;
		struct ab_error err;
		for (size_t n = 0; n < counts[i].mentions; n++)
			memcpy(text + n * len, sentence, len);
		ab_str all = { text, counts[i].mentions * len };
		fixture_open(&f, &all, 1);
		struct ab_reader *reader = ab_reader_new(f.bundle, &options, &err);
		type(reader, "E");
		char *screen = screen_of(reader, 5, 80);
		cr_expect(strstr(screen, counts[i].want), "%s", screen);
		free(screen);
		ab_reader_free(reader);
		fixture_close(&f);
		free(text);
	}
}

/* Whoever keeps what roster and census said can tell when to ask again. */
Test(index, an_edition_is_told_from_the_next)
{
	struct fixture f;

	open_articles(&f);
	unsigned long edition = ab_bundle_edition(f.bundle);
	ab_bundle_enrol(f.bundle, 0);
	cr_expect_neq(ab_bundle_edition(f.bundle), edition);
	edition = ab_bundle_edition(f.bundle);
	ab_bundle_enrol(f.bundle, 0);
	cr_expect_eq(ab_bundle_edition(f.bundle), edition, "it was enrolled already");
	ab_bundle_relearn(f.bundle, f.know);
	cr_expect_neq(ab_bundle_edition(f.bundle), edition);
	cr_expect_eq(ab_census_articles(ab_bundle_census(f.bundle)), 0);
	fixture_close(&f);
}
