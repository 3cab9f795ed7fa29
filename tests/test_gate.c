#include <criterion/criterion.h>
#include <stdlib.h>

#include "know/gate.h"

struct asked { const char *const *begins; size_t times; };

/* Rule i matches what begins with begins[i]. */
static bool
may(const void *data, size_t rule, ab_str opening)
{
	struct asked *a = *(struct asked *const *)data;
	ab_str whole = ab_str_c(a->begins[rule]);

	a->times++;
	return ab_str_starts(whole, opening) || ab_str_starts(opening, whole);
}

static uint64_t
ask(struct ab_gate *gate, const char *line, struct asked *a, size_t count)
{
	struct ab_rule_set set = ab_gate_ask(gate, ab_str_c(line), may, &a, count);

	return set.bit[0] & ((UINT64_C(1) << count) - 1);
}

Test(gate, lets_in_by_opening_or_by_word)
{
	static const char *const begins[] = { "share", "shy", "élan vital", "", "x" };
	static const struct { const char *line; uint64_t set; } rows[] = {
		{ "share it", 9 }, { "shy", 10 }, { "sh", 11 }, { "élan", 12 }, { "", 15 },
		{ "Share", 8 }, { "it is SHARED", 8 }, { "it is Écrit", 24 },
		{ "photo, please", 24 }, { "photos", 8 },
	};
	struct ab_gate *gate = ab_xalloc(1, sizeof(*gate));
	struct ab_arena arena = { 0 };
	struct asked a = { begins, 0 };

	cr_assert(ab_gate_add(gate, &arena, AB_STR("photo | écrit"), 4));
	for (int again = 0; again < 2; again++) {
		for (size_t i = 0; i < AB_LEN(rows); i++)
			cr_expect_eq(ask(gate, rows[i].line, &a, 5), rows[i].set, "%s: %lx",
			    rows[i].line, (unsigned long)ask(gate, rows[i].line, &a, 5));
		cr_expect(again == 0 || a.times == 0, "asked again");
		a.times = 0;
	}
	ab_gate_cut(gate, 4);
	cr_expect_eq(ask(gate, "photo, please", &a, 4), 8);
	cr_expect(a.times > 0, "an answer outlived its rules");
	cr_expect(!ab_gate_add(gate, &arena, AB_STR(" | -"), 4)
	    && !ab_gate_add(gate, &arena, AB_STR("\xff"), 4));
	ab_gate_cut(gate, 0);
	free(gate);
	ab_arena_free(&arena);
}

/* Each word of the list is let in wherever it stands, and what begins otherwise is not. */
Test(gate, the_fronts_of_words)
{
	static const struct { const char *text; bool may; size_t len; } rows[] = {
		{ "photo", true, 5 }, { "PHOTO!", true, 5 }, { "photographer", true, 8 },
		{ "phoenix", false, 7 }, { "by", true, 2 }, { "by me", true, 2 },
		{ "bye", false, 3 }, { "b\u00e9", true, 1 }, { "\u00e9lan", true, 0 },
	};
	struct ab_fronts fronts = { { 0 } };

	ab_fronts_add(&fronts, AB_STR("Photo | by"));
	ab_fronts_add(&fronts, AB_STR("by"));
	for (size_t i = 0; i < AB_LEN(rows); i++) {
		ab_str text = ab_str_c(rows[i].text);
		size_t len;
		cr_expect_eq(ab_fronts_have(&fronts, text, ab_eight_of(text, text), &len),
		    rows[i].may, "%s", rows[i].text);
		cr_expect_eq(len, rows[i].len, "%s: %zu", rows[i].text, len);
	}
}

/* A set is walked in order, and the rules that cannot be held back follow. */
Test(gate, the_next_rule_of_a_set)
{
	struct ab_rule_set set = { { 1 | UINT64_C(1) << 63, 0, 2 } };
	static const size_t order[] = { 0, 63, 129, AB_GATE_RULES, AB_GATE_RULES + 1 };

	for (size_t i = 0, rule = 0; i < AB_LEN(order); i++, rule++) {
		rule = ab_rule_set_next(&set, rule);
		cr_expect_eq(rule, order[i], "%zu", rule);
	}
}

/* More openings than are kept, more rules than can be held back. */
Test(gate, holds_when_there_is_no_room)
{
	static const char *const begins[] = { "b" };
	struct ab_gate *gate = ab_xalloc(1, sizeof(*gate));
	struct asked a = { begins, 0 };
	const char line[4] = "b";
	struct ab_rule_set set;

	for (int i = 0; i < 4 * AB_GATE_SLOTS; i++) {
		char text[4] = { (char)(1 + i % 127), (char)(1 + i / 127 % 127),
			(char)(1 + i / 127 / 127), 0 };
		cr_assert_eq(ask(gate, text, &a, 1), *text == 'b');
	}
	struct asked *p = &a;
	set = ab_gate_ask(gate, ab_str_c(line), may, &p, 1);
	cr_expect(ab_rule_set_has(&set, AB_GATE_RULES) && ab_rule_set_has(&set, 100000));
	ab_gate_cut(gate, 0);
	free(gate);
}
