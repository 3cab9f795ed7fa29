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
	{ "Menu", 2 }, { "  mENU\t", 2 }, { "most read", 2 }, { "a", 1 }, { "ärger", 2 }, { "Menu bar", 1 },
	{ "Menubar", 0 }, { "read", 1 }, { "", 0 }, { " \t ", 0 }, { "Log in", 0 },
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
		cr_expect_eq(times_of(f, ab_str_c(rows[i].line)), rows[i].times, "%s", rows[i].line);
		cr_expect_eq(times_of(NULL, ab_str_c(rows[i].line)), 0);
	}
	ab_familiar_free(f);
	ab_familiar_free(NULL);
}

#define AGENCY "The ferry sailed at noon with ninety people on board, the harbour master told the Coast Agency."
#define OTHER "Its captain had waited a year for the quay to be rebuilt, and nobody on the quay cheered for her."
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
	static struct ab_tree tree = { .feature = { AB_F_WORDS, AB_F_WORDS, AB_F_WORDS, AB_F_WORDS, AB_F_WORDS,
		AB_F_WORDS }, .above = { 3, 3, 3, 3, 3, 3 } };
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
			cr_expect_eq(v[i].keep, bundles[k].kept[i] == '+', "bundle %zu, line %zu", k, i);
			cr_expect_eq(v[i].others, bundles[k].others[i], "bundle %zu, line %zu", k, i);
		}
		ab_familiar_free(f);
		ab_arena_free(&arena);
	}
}

/* The same through a bundle, with all that is built in. */
Test(familiar, a_bundle_is_acquainted_when_it_is_small_and_indexed)
{
	const ab_str texts[] = {
		AB_STR("Ferry is back\n" AGENCY "\n" OTHER "\n" SLOGAN "\n"),
		AB_STR("Goats elected\nThree goats were elected to the council of the village on Monday.\n" AGENCY
		    "\n" SLOGAN "\n"),
		AB_STR("Two moons\nTwo moons were seen over the bay, and the fishermen shook their heads.\n" AGENCY
		    "\n" SLOGAN "\n"),
		AB_STR(AGENCY), AB_STR(AGENCY), AB_STR(AGENCY),
	};
	static const struct { bool indexed; uint64_t bytes; bool known; } rounds[] = {
		{ false, 10000, false }, { true, 100, false }, { true, 10000, true },
	};
	struct ab_error err;
	struct ab_knowledge *know = ab_knowledge_new(NULL, 0, true, &err);

	for (size_t k = 0; k < AB_LEN(rounds); k++) {
		struct fixture f;
		fixture_open(&f, texts, AB_LEN(texts));
		struct ab_bundle *bundle = ab_bundle_new(f.heap, know, &(struct ab_article_options){ 0 });
		while (rounds[k].indexed && ab_heap_step(f.heap, 1000))
			;
		cr_expect_eq(ab_heap_complete(f.heap), rounds[k].indexed);
		ab_bundle_acquaint(bundle, rounds[k].bytes);
		cr_assert(ab_heap_reach(f.heap, 0));
		struct ab_article *a = ab_bundle_hold(bundle, 0);
		const struct ab_lines *lines = ab_article_lines(a);
		cr_expect_eq(lines->at[1].kind, AB_KIND_BODY, "agency copy");
		cr_expect_eq(lines->at[2].kind, AB_KIND_BODY);
		bool told = lines->hidden_count == 1
		    && ab_str_eq(lines->hidden[0].rule, AB_STR("seen in 2 other articles"));
		cr_expect_eq(told, rounds[k].known, "round %zu", k);
		ab_bundle_let_go(bundle, a);
		ab_bundle_free(bundle);
		fixture_close(&f);
	}
	ab_knowledge_free(know);
}
