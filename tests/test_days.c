#define _POSIX_C_SOURCE 200809L /* mkstemp, open_memstream */
#include "tests/typing.h"

#include "view/search.h"

static const char *const articles[] = {
	("Ferry aground\n\nThe ferry ran aground on 3 May 2031, and was afloat on 4 May 2031.\n"
	"a\nb\nc\nd\ne\nf\ng\nh\nNobody was hurt on 3 May 2031."),
	"Harbour news\n\nOn May 3, 2031, at 9 a.m. the gulls were asked first.",
	"The gulls\n\nThey fly each day of May 2031, and flew on 3 May 2031.",
};

enum { COUNT = AB_LEN(articles) };

static const struct { int rows, cols; const char *keys, *want; } rows[] = {
	{ 12, 80, "T",
	  " day                   what is said of it first\n"
	  " 2031-05         3     They fly each day of May 2031, and flew on 3 May 2031.\n"
	  " Sat 2031-05-03  1  2x The ferry ran aground on 3 May 2031, and was afloat on …\n"
	  "                 2     On May 3, 2031, at 9 a.m. the gulls were asked first.\n"
	  "                 3     They fly each day of May 2031, and flew on 3 May 2031.\n"
	  " Sun 2031-05-04  1     …an aground on 3 May 2031, and was afloat on 4 May 2031.\n" },
	{ 12, 80, "T", "\n 1/5  Enter goes there" },
	{ 12, 80, "TG", "\n 5/5  " },
	{ 12, 80, "T3G", "\n 3/5  " },
	/* the day in the first row of the screen */
	{ 4, 80, "T3G", "first\n Sat 2031-05-03  1  2x" },
	{ 12, 40, "T", "\n Sat 2031-05-03  1 … on 3 May 2031, an…\n" },
	{ 12, 30, "TG", "\n Sun 2031-05-04  1 …4 May 20…\n" },
	{ 12, 80, "T+", "more-panes: not on this screen" },
	/* there and back */
	{ 12, 80, "Tj<Enter>", " 1/3  70%  Sat 2031-05-03: 1 of 3 in all panes\n" },
	{ 12, 80, "Tjj<Enter>", " 2/3 100%  Sat 2031-05-03: 3 of 3 in all panes\n" },
	{ 12, 80, "Tj<Enter>n", " Sat 2031-05-03: 2 of 3 in all panes\n" },
	{ 12, 80, "T<Enter>", " 3 article-3.txt " },
	{ 12, 80, "T<Enter>", " 2031-05: 1 of 1\n" },
	{ 12, 80, "Tjq", " Sat 2031-05-03: 3 in the open panes, n goes there\n" },
	{ 12, 80, "Tjqn", " Sat 2031-05-03: 1 of 3 in all panes\n" },
	{ 12, 80, "Tq", " 2031-05: 0 in the open panes\n" },
	{ 12, 80, "Tj<Esc>", "marks all" },
	{ 12, 80, "TjqTq", " Sat 2031-05-03: 3 in" }, /* the cursor stays where it was */
	/* values */
	{ 14, 80, "v", "\n    2031 [2031-05-03], and was afloat   │" },
	{ 12, 80, "v", "values beside expressions of time\n" },
	{ 12, 80, "vv", "values hidden\n" },
	{ 12, 80, "v\"3", " 2031 [2031-05], and flew on 3 May " },
};

Test(days, timeline_and_values_on_the_screen)
{
	for (size_t i = 0; i < AB_LEN(rows); i++) {
		struct fixture f;
		struct ab_error err;
		fixture_open_all(&f, articles, COUNT);
		struct ab_reader_options options = { .rows = rows[i].rows, .cols = rows[i].cols };
		struct ab_reader *reader = ab_reader_new(f.bundle, &options, &err);
		char *screen = screen_of(reader, rows[i].rows, rows[i].cols);
		for (const char *k = rows[i].keys; *k;) { /* work goes on between the keys */
			char key[8] = "";
			memcpy(key, k, *k == '<' ? strcspn(k, ">") + 1 : 1);
			k += strlen(key);
			type(reader, key);
			free(screen);
			screen = screen_of(reader, rows[i].rows, rows[i].cols);
		}
		cr_expect(strstr(screen, rows[i].want), "row %zu, keys %s, without \"%s\":\n%s", i,
		    rows[i].keys, rows[i].want, screen);
		free(screen);
		ab_reader_free(reader);
		fixture_close(&f);
	}
}

/* A day that is followed is lit up in all panes, whatever words mean it, and
 * the mention gone to most. */
Test(days, a_day_is_followed_in_all_panes)
{
	enum { ROWS = 12, COLS = 120 };
	struct ab_reader_options options = { .rows = ROWS, .cols = COLS };
	struct ab_frame *frame = ab_frame_new(ROWS, COLS);
	size_t hit[2] = { 0 }, current[2] = { 0 };
	struct fixture f;
	struct ab_error err;

	fixture_open_all(&f, articles, COUNT);
	struct ab_reader *reader = ab_reader_new(f.bundle, &options, &err);
	type(reader, "T");
	free(screen_of(reader, ROWS, COLS));
	type(reader, "j<Enter>");
	ab_reader_paint(reader, frame);
	for (size_t i = COLS; i < (ROWS - 1) * COLS; i++) {
		hit[i % COLS > COLS / 2] += frame->cell[i].style == AB_STYLE_HIT;
		current[i % COLS > COLS / 2] += frame->cell[i].style == AB_STYLE_CURRENT;
	}
	cr_expect_eq(current[0], strlen("3 May 2031"), "%zu", current[0]);
	cr_expect_eq(current[1], 0);
	cr_expect_eq(hit[1], strlen("May 3, 2031, at 9 a.m."), "%zu", hit[1]);
	ab_frame_free(frame);
	ab_reader_free(reader);
	fixture_close(&f);
}

/* Just these days: not a month that begins with one of them, nor the other way round. */
Test(days, a_day_is_not_the_month_it_begins)
{
	static const struct { const char *value; size_t start; } looks[] = { { "2031-05-01", 12 },
		{ "2031-05", 30 } };
	ab_str text = AB_STR("It sails on 1 May 2031 and in May 2031, and never in June.");
	struct fixture f;

	fixture_open(&f, &text, 1);
	cr_assert(ab_heap_reach(f.heap, 0));
	struct ab_article *article = ab_bundle_hold(f.bundle, 0);
	for (size_t i = 0; i < AB_LEN(looks); i++) {
		struct ab_hits hits = { 0 };
		ab_days days;
		cr_assert(ab_days_of(ab_str_c(looks[i].value), &days));
		struct ab_search *search = ab_search_days_new(days);
		while (ab_search_step(search, &hits, article, AB_CHROME_HIDDEN, 1))
			;
		cr_expect_eq(hits.count, 1, "%s: %zu", looks[i].value, hits.count);
		cr_expect_eq(hits.at[0].start, looks[i].start);
		ab_hits_free(&hits);
		ab_search_free(search);
	}
	ab_bundle_let_go(f.bundle, article);
	fixture_close(&f);
}
