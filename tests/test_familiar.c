/* Lines that come back in other articles of the bundle. */
#include "tests/fixture.h"

#include "news/decide.h"

static const char *const articles[] = {
	"Menu\n  Most   read\nA\nMenu\n",
	"menu\r\nMOST READ\nÄrger\n\n",
	"Menu bar\nMost\nread\nÄRGER",
	"",
};

static const struct { const char *line; uint32_t times; } rows[] = {
	{ "Menu", 2 }, { "  mENU\t", 2 }, { "most read", 2 }, { "a", 1 }, { "ärger", 2 },
	{ "Menu bar", 1 }, { "Menubar", 0 }, { "read", 1 }, { "", 0 }, { " \t ", 0 },
	{ "Log in", 0 },
};

static uint32_t
times_of(const struct ab_familiar *f, ab_str line)
{
	return ab_familiar_times(f, ab_familiar_key(f, line));
}

/* Blanks move what comes after them: a line is the same wherever its eights of bytes begin. */
Test(familiar, case_and_blanks_make_no_difference_at_any_place)
{
	static const char plain[] = "the ferry to ostmark, \xc3\xa4ndert its timetable {@[`~ 2031";
	struct ab_familiar *f = ab_familiar_new();
	char line[2 * sizeof(plain)];

	ab_familiar_add(f, ab_str_c(plain));
	for (size_t from = 0; from < sizeof(plain); from++) {
		size_t len = 0;
		for (size_t i = 0; plain[i]; i++) {
			bool letter = plain[i] >= 'a' && plain[i] <= 'z';
			line[len++] = (char)(i >= from && letter ? plain[i] - 32 : plain[i]);
			if (i >= from && plain[i] == ' ')
				line[len++] = '\t';
		}
		cr_expect_eq(times_of(f, (ab_str){ line, len }), 1, "from %zu", from);
		line[from % len] ^= 2;
		cr_expect_eq(times_of(f, (ab_str){ line, len }), 0, "changed at %zu", from % len);
	}
	ab_familiar_free(f);
}

Test(familiar, counts_articles_that_have_a_line)
{
	struct ab_familiar *f = ab_familiar_new();

	for (size_t i = 0; i < AB_LEN(rows); i++)
		cr_expect_eq(times_of(f, ab_str_c(rows[i].line)), 0);
	for (size_t i = 0; i < AB_LEN(articles); i++)
		ab_familiar_add(f, ab_str_c(articles[i]));
	for (size_t i = 0; i < AB_LEN(rows); i++) {
		cr_expect_eq(times_of(f, ab_str_c(rows[i].line)), rows[i].times, "%s",
		    rows[i].line);
		cr_expect_eq(times_of(NULL, ab_str_c(rows[i].line)), 0);
	}
	ab_familiar_free(f);
	ab_familiar_free(NULL);
}

#define AGENCY "The ferry sailed at noon with ninety people on board, the harbour master told " \
    "the Coast Agency."
#define OTHER "Its captain had waited a year for the quay to be rebuilt, and nobody on the quay " \
    "cheered for her."
#define SLOGAN "The Gazette is printed in Ostholm"
#define LABEL "Ferry of the harbour in numbers today"

/* Pages of a bundle, and what becomes of the lines of the first: '+' kept, '-' hidden. The trees
 * used here find every line of more than three words rather body. */
enum { PAGES = 6 };
static const struct { const char *pages[PAGES], *kept; uint32_t others[4]; } bundles[] = {
	/* what an outlet says on every page */
	{ { OTHER "\n" SLOGAN, "A\n" SLOGAN }, "+-", { 0, 1 } },
	{ { OTHER "\n" SLOGAN, SLOGAN "\nA", "B\n" SLOGAN, SLOGAN }, "+-", { 0, 3 } },
	{ { OTHER "\n" SLOGAN "\n" SLOGAN, "A", "B" }, "+++", { 0 } },
	/* agency copy, and a page that is a copy as a whole */
	{ { AGENCY "\n" SLOGAN "\n" OTHER, AGENCY "\n" SLOGAN, AGENCY, SLOGAN }, "+-+", { 0, 2 } },
	{ { AGENCY "\n" LABEL, AGENCY "\n" LABEL, LABEL "\n" AGENCY }, "++", { 0 } },
	/* a sentence that so many have that it is the outlet's */
	{ { OTHER "\n" AGENCY, AGENCY, AGENCY, AGENCY }, "++", { 0 } },
	{ { OTHER "\n" AGENCY, AGENCY, AGENCY, AGENCY, AGENCY }, "+-", { 0, 4 } },
};

Test(familiar, what_comes_back_is_rather_chrome_but_not_prose)
{
	static struct ab_tree tree = { .feature = { AB_F_WORDS, AB_F_WORDS, AB_F_WORDS,
		AB_F_WORDS, AB_F_WORDS, AB_F_WORDS }, .above = { 3, 3, 3, 3, 3, 3 } };
	const struct ab_trees trees = { &tree, 1, 0 };

	tree.leaf[0] = -2000, tree.leaf[AB_TREE_LEAVES - 1] = 1000;
	for (size_t k = 0; k < AB_LEN(bundles); k++) {
		struct ab_arena arena = { 0 };
		struct ab_familiar *f = ab_familiar_new();
		ab_str text = ab_str_c(bundles[k].pages[0]);
		struct ab_lines lines = ab_lines_split(&arena, text);
		for (size_t i = 0; i < PAGES && bundles[k].pages[i]; i++)
			ab_familiar_add(f, ab_str_c(bundles[k].pages[i]));
		const struct ab_verdict *v = ab_decide(&arena, text, &lines, &trees, f);
		for (size_t i = 0; i < lines.count; i++) {
			cr_expect_eq(v[i].keep, bundles[k].kept[i] == '+',
			    "bundle %zu, line %zu", k, i);
			cr_expect_eq(v[i].others, bundles[k].others[i],
			    "bundle %zu, line %zu", k, i);
		}
		ab_familiar_free(f);
		ab_arena_free(&arena);
	}
}

static const struct ab_familiar *
learned(struct ab_familiar *f, const char *text)
{
	struct ab_error err;

	cr_assert(ab_familiar_learn(f, ab_str_c(text), &err), "%s", err.text);
	return f;
}

/* The same through a bundle, with all that is built in; whatever of it is indexed. */
Test(familiar, a_bundle_is_acquainted_with_its_first_articles)
{
	const ab_str texts[] = {
		AB_STR("Ferry is back\n" AGENCY "\n" OTHER "\n" SLOGAN "\n"),
		AB_STR("Goats elected\nThree goats were elected to the council of the village on "
		    "Monday.\n" AGENCY "\n" SLOGAN "\n"),
		AB_STR("Two moons\nTwo moons were seen over the bay, and the fishermen shook their "
		    "heads.\n" AGENCY "\n" SLOGAN "\n"),
		AB_STR(AGENCY), AB_STR(AGENCY), AB_STR(AGENCY),
	};
	static const struct {
		bool indexed, asked; const char *rows; size_t before; bool known;
	} rounds[] = {
		{ false, false, NULL, 0, false }, { false, true, NULL, 0, true },
		{ true, true, NULL, 0, true }, { false, true, NULL, AB_ACQUAINT_BYTES / 2, true },
		{ true, true, NULL, AB_ACQUAINT_BYTES, false },
		{ false, true, NULL, AB_ACQUAINT_BYTES, false },
		{ false, false, "# says nothing\n3\t" SLOGAN "\n", 0, true },
		{ true, true, "", 0, false },
	};
	char *long_text = ab_xalloc(AB_ACQUAINT_BYTES + 1, 1);
	struct ab_error err;
	struct ab_knowledge *know = ab_knowledge_new(NULL, 0, true, &err);

	for (size_t k = 0; k < AB_LEN(rounds); k++) {
		struct fixture f;
		struct ab_familiar *own = ab_familiar_new();
		/* an article before them that leaves them less of the window */
		memset(long_text, '\n', rounds[k].before);
		ab_str all[AB_LEN(texts) + 1] = { { long_text, rounds[k].before } };
		memcpy(all + 1, texts, sizeof(texts));
		fixture_open(&f, all, AB_LEN(all));
		struct ab_bundle *bundle = ab_bundle_new(f.heap, know,
		    &(struct ab_article_options){ 0 });
		while (rounds[k].indexed && ab_heap_step(f.heap, 1000))
			;
		cr_expect_eq(ab_heap_complete(f.heap), rounds[k].indexed);
		if (rounds[k].rows)
			ab_bundle_introduce(bundle, learned(own, rounds[k].rows));
		if (rounds[k].asked)
			ab_bundle_acquaint(bundle);
		cr_assert(ab_heap_reach(f.heap, 1));
		struct ab_article *a = ab_bundle_hold(bundle, 1);
		const struct ab_lines *lines = ab_article_lines(a);
		cr_expect_eq(lines->at[1].kind, AB_KIND_BODY, "agency copy");
		cr_expect_eq(lines->at[2].kind, AB_KIND_BODY);
		bool told = lines->hidden_count == 1
		    && ab_str_eq(lines->hidden[0].rule, AB_STR("seen in 2 other articles"));
		cr_expect_eq(told, rounds[k].known, "round %zu", k);
		ab_bundle_let_go(bundle, a);
		ab_bundle_free(bundle);
		ab_familiar_free(own);
		fixture_close(&f);
	}
	free(long_text);
	ab_knowledge_free(know);
}

Test(familiar, rows_that_were_written_are_learned_again)
{
	struct ab_familiar *f = ab_familiar_new(), *g = ab_familiar_new();
	struct ab_arena arena = { 0 };
	struct ab_error err;

	for (size_t i = 0; i < AB_LEN(articles); i++)
		ab_familiar_add(f, ab_str_c(articles[i]));
	ab_str first = ab_familiar_rows(f, &arena, ab_str_c(articles[0]));
	ab_str second = ab_familiar_rows(f, &arena, ab_str_c(articles[1]));
	cr_expect(ab_str_eq(first, AB_STR("2\tMenu\n2\tMost   read\n")), "%.*s",
	    (int)first.len, first.ptr);
	cr_expect(ab_str_eq(second, AB_STR("2\t\xc3\x84rger\n")), "%.*s", (int)second.len,
	    second.ptr);
	cr_assert(ab_familiar_learn(g, first, &err));
	cr_assert(ab_familiar_learn(g, second, &err));
	for (size_t i = 0; i < AB_LEN(rows); i++)
		cr_expect_eq(times_of(g, ab_str_c(rows[i].line)),
		    rows[i].times > 1 ? rows[i].times : 0);
	static const char *const bad[] = { "2 Menu", "\tMenu", "2\t", "2", "x\tMenu",
		"12345678901\tMenu", "\n" };
	for (size_t i = 0; i < AB_LEN(bad); i++)
		cr_expect_not(ab_familiar_learn(g, ab_str_c(bad[i]), &err), "%s", bad[i]);
	ab_familiar_free(f);
	ab_familiar_free(g);
	ab_arena_free(&arena);
}

/* Two million different lines: those that come back are known, in bounded memory. */
Test(familiar, what_is_rare_is_forgotten)
{
	struct ab_familiar *f = ab_familiar_new();
	char text[4096];

	for (unsigned i = 0; i < 20000; i++) {
		size_t len = (size_t)snprintf(text, sizeof(text), "Share this\n");
		for (unsigned k = 0; k < 100; k++)
			len += (size_t)snprintf(text + len, sizeof(text) - len,
			    "%u gulls of %u\n", i, k);
		ab_familiar_add(f, (ab_str){ text, len });
	}
	cr_expect_eq(times_of(f, AB_STR("share this")), 20000);
	cr_expect_eq(times_of(f, AB_STR("0 gulls of 0")), 0);
	cr_expect_eq(times_of(f, AB_STR("19999 gulls of 99")), 1);
	ab_familiar_free(f);
}
