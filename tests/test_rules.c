#include <criterion/criterion.h>

#include "know/knowledge.h"

/* Labels of an invented trade: rules.c knows none. */
static bool
fruit(ab_str label, unsigned *value)
{
	*value = ab_str_eq(label, AB_STR("apple")) ? 7 : 9;
	return ab_str_eq(label, AB_STR("apple")) || ab_str_eq(label, AB_STR("pear"));
}

static struct ab_rules *
rules_of(const char *source)
{
	struct ab_rules *rules = ab_rules_new();
	struct ab_error err;

	cr_assert(ab_rules_add(rules, ab_str_c(source), fruit, &err), "%s", err.text);
	return rules;
}

static size_t
hit_of(const struct ab_rules *rules, ab_str line, size_t from, struct ab_rule_hit *hit)
{
	struct ab_matcher *m = ab_matcher_new();
	size_t i = ab_rules_match(rules, m, line, from, hit);

	ab_matcher_free(m);
	return i;
}

Test(rules, the_first_that_matches_from_a_number_on)
{
	struct ab_rules *rules = rules_of("# two\n\napple/red\t^a\r\n+ abc\npear\tb\n+ abc\n"
	    "apple\tc$\n");
	struct ab_rule_hit hit;

	cr_assert_eq(ab_rules_count(rules), 3);
	cr_expect_eq(hit_of(rules, AB_STR("abc"), 0, &hit), 0);
	cr_expect(hit.value == 7 && !hit.part && ab_str_eq(hit.name, AB_STR("apple/red")));
	cr_expect_eq(hit_of(rules, AB_STR("abc"), 1, &hit), 1);
	cr_expect(hit.value == 9 && hit.at.start == 1 && hit.at.end == 2);
	cr_expect_eq(hit_of(rules, AB_STR("abc"), 2, &hit), 2);
	cr_expect_eq(hit_of(rules, AB_STR("abc"), 3, &hit), 3);
	cr_expect_eq(hit_of(rules, AB_STR("xyz"), 0, &hit), 3);
	cr_expect_eq(hit_of(rules, (ab_str){ NULL, 0 }, 0, &hit), 3);
	ab_rules_free(rules);
}

Test(rules, a_part_is_the_group_of_that_name)
{
	struct ab_rules *rules = rules_of("pear\t^(?:x|(?<part>\\d*))rest\n");
	struct ab_rule_hit hit;

	cr_assert_eq(hit_of(rules, AB_STR("42rest"), 0, &hit), 0);
	cr_expect(hit.part && hit.at.start == 0 && hit.at.end == 2);
	/* A part that is empty or took no part means nothing. */
	cr_expect_eq(hit_of(rules, AB_STR("rest"), 0, &hit), 1);
	cr_expect_eq(hit_of(rules, AB_STR("xrest"), 0, &hit), 1);
	ab_rules_free(rules);
}

Test(rules, no_further_than_reach_and_never_through_a_character)
{
	struct ab_rules *rules = rules_of("pear\t^a+\\x{e9}*$\napple\tz\n");
	char line[2 * AB_RULES_REACH];
	struct ab_rule_hit hit;

	memset(line, 'a', sizeof(line));
	cr_expect_eq(hit_of(rules, (ab_str){ line, AB_RULES_REACH }, 0, &hit), 0);
	cr_expect_eq(hit_of(rules, (ab_str){ line, AB_RULES_REACH + 1 }, 0, &hit), 2,
	    "$ at the cut");
	line[AB_RULES_REACH] = 'z';
	cr_expect_eq(hit_of(rules, (ab_str){ line, AB_RULES_REACH + 1 }, 0, &hit), 2, "beyond");
	memcpy(line + AB_RULES_REACH - 1, "\xc3\xa9", 2);
	cr_expect_eq(hit_of(rules, (ab_str){ line, AB_RULES_REACH + 1 }, 0, &hit), 2);
	line[AB_RULES_REACH - 2] = 'z';
	cr_expect_eq(hit_of(rules, (ab_str){ line, AB_RULES_REACH + 1 }, 0, &hit), 1);
	ab_rules_free(rules);
}

Test(rules, phrases_are_whole_lines_or_all_pieces_of_one)
{
	struct ab_rules *rules = rules_of("pear\t^zz\napple\n= share | print this | e-mail\n"
	    "= Поделиться\npear/x\tshare\n= comments | Share\n= top 10 news\n");
	static const struct { const char *line; size_t rule; } rows[] = {
		{ "share", 1 }, { "  SHARE: ", 1 }, { "Print  this!", 1 }, { "E-Mail (12)", 1 },
		{ "3 share", 1 }, { "ПОДЕЛИТЬСЯ", 1 }, { "Share | Print this", 1 },
		{ "share • e-mail", 1 }, { "share /", 1 }, { "share this", 2 }, { "print", 3 },
		{ "12 Comments", 2 }, { "print this | comments", 3 }, { "print this | or that", 3 },
		{ "top 10 news", 2 }, { "top news", 3 }, { "12", 3 }, { "", 3 }, { "|", 3 },
		{ "zz share", 0 },
	};
	struct ab_rule_hit hit;

	for (size_t i = 0; i < AB_LEN(rows); i++)
		cr_expect_eq(hit_of(rules, ab_str_c(rows[i].line), 0, &hit), rows[i].rule, "%s",
		    rows[i].line);
	cr_assert_eq(hit_of(rules, AB_STR("Share"), 0, &hit), 1);
	cr_expect(hit.value == 7 && !hit.part && hit.at.end == 5);
	ab_rules_free(rules);
}

Test(rules, what_was_taken_back_leaves_no_phrase)
{
	struct ab_rules *rules = rules_of("pear\n= one\n");
	struct ab_rule_hit hit;
	struct ab_error err;

	cr_assert(!ab_rules_add(rules, AB_STR("apple\n= two | one\nplum\ta\n"), fruit, &err));
	cr_expect_eq(hit_of(rules, AB_STR("two"), 0, &hit), 1);
	cr_expect_eq(hit_of(rules, AB_STR("one"), 0, &hit), 0);
	cr_assert(ab_rules_add(rules, AB_STR("apple\n= two\n"), fruit, &err));
	cr_expect_eq(hit_of(rules, AB_STR("two"), 0, &hit), 1);
	ab_rules_free(rules);
}

Test(rules, a_bad_line_is_named_and_nothing_of_its_source_stays)
{
	static const struct { const char *source, *error; } rows[] = {
		{ "apple\ta\nno tab here\n", "line 2: 'no tab here' is no label" },
		{ "\tpattern", "line 1: '' is no label" },
		{ "apple\ta\n\n# x\nplum/x\tb\n", "line 4: 'plum' is no label" },
		{ "# x\napple\t\n\n", "line 2: this rule has neither" },
		{ "apple\npear\tb\n", "line 1: this rule has neither" },
		{ "apple\n= a | 12\n", "line 2: a phrase must have letters" },
		{ "apple\n= a\xff\n", "line 2: a phrase must" },
		{ "apple\ta\n? |\n", "line 2: after ? there must be words" },
		{ "apple\t(a\n", "line 1: column 9: missing closing parenthesis" },
		{ "apple/\xc3\xa9\t(a\n", "line 1: column 11: " },
		{ "+ a\napple\ta\n", "line 1: this must stand below" },
		{ "apple\t\\C\n", "line 1: column " },
		{ "apple\t(?J)(?<part>a)|(?<part>b)\n", "line 1: the group `part`" },
		{ "apple\t\xff\n", "line 1: column 7: " },
	};

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		struct ab_rules *rules = rules_of("pear\tp\n");
		struct ab_error err = { "" };
		cr_expect(!ab_rules_add(rules, ab_str_c(rows[i].source), fruit, &err),
		    "row %zu", i);
		cr_expect(strstr(err.text, rows[i].error) == err.text, "row %zu: %s", i, err.text);
		cr_expect_eq(ab_rules_count(rules), 1, "row %zu", i);
		ab_rules_free(rules);
	}
}

Test(rules, examples_are_run)
{
	static const struct { const char *source, *error; } rows[] = {
		{ "apple\ta\n+ cat\n- dog\n", "" },
		{ "apple\ta\n+ cat\n+ dog\n", "line 3: 'apple' does not match" },
		{ "apple/x\ta\npear\tb\n- cat\n- bat\n", "line 4: 'pear' must not match" },
		{ "apple\ta\n+ \xff a\n", "line 2: 'apple' does not match" },
		{ "apple\ta\n? cat | é\n+ A cat!\n+ aÉ\n- a\n", "line 4: 'apple' does not match" },
		{ "apple\ta\n? cat | é\n+ A Cat!\n+ a É\n- a\n- cats\n", "" },
		{ "apple\t(\n", "line 1: column" },
	};

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		struct ab_error err = { "" };
		bool ok = ab_rules_check(ab_str_c(rows[i].source), fruit, &err);
		cr_expect_eq(ok, rows[i].error[0] == '\0', "row %zu", i);
		cr_expect(strstr(err.text, rows[i].error) == err.text, "row %zu: %s", i, err.text);
	}
}

Test(rules, a_pattern_that_explodes_matches_nothing_and_ends)
{
	struct ab_rules *rules = rules_of("apple\t^(a+)+$\npear\ta\n");
	struct ab_rule_hit hit;
	char line[AB_RULES_REACH];

	memset(line, 'a', sizeof(line));
	line[sizeof(line) - 1] = '!';
	cr_expect_eq(hit_of(rules, (ab_str){ line, sizeof(line) }, 0, &hit), 1);
	ab_rules_warm(rules);
	cr_expect_eq(hit_of(rules, (ab_str){ line, sizeof(line) }, 0, &hit), 1);
	ab_rules_free(rules);
}

Test(rules, those_compiled_in_do_what_their_examples_say)
{
	const struct ab_rule_text own = ab_knowledge_built_in();
	ab_str rest = own.text, line, rule = { 0 };
	struct ab_error err;
	size_t rules = 0, shown = 1;

	cr_expect(ab_knowledge_check(&own, &err), "%s", err.text);
	while (ab_str_line(&rest, &line))
		if (line.len && !strchr("#=?+-", *line.ptr)) {
			cr_expect(shown, "no + line under %.*s", (int)rule.len, rule.ptr);
			rules++, shown = 0, rule = line;
		} else {
			shown += ab_str_starts(line, AB_STR("+ "));
		}
	cr_expect(shown && rules > 0);
}

Test(rules, those_of_a_person_come_first)
{
	const struct ab_rule_text mine = { "mine", AB_STR("body/mine\t.\n") };
	const struct ab_rule_text bad = { "bad", AB_STR("blank\t.\n") };
	struct ab_rule_hit hit;
	struct ab_error err;
	struct ab_knowledge *know = ab_knowledge_new(&mine, 1, true, &err);

	cr_assert(know, "%s", err.text);
	cr_expect_eq(hit_of(ab_knowledge_lines(know), AB_STR("[ad_1]"), 0, &hit), 0);
	cr_expect_eq(hit.value, AB_KIND_BODY);
	cr_expect_gt(ab_rules_count(ab_knowledge_lines(know)), 1);
	ab_knowledge_warm(know);
	ab_knowledge_free(know);

	know = ab_knowledge_new(&mine, 1, false, &err);
	cr_expect_eq(ab_rules_count(ab_knowledge_lines(know)), 1);
	ab_knowledge_free(know);

	cr_expect_null(ab_knowledge_new(&bad, 1, true, &err));
	cr_expect_str_eq(err.text, "bad: line 1: 'blank' is no label that a rule can have");
}
