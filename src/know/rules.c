#include "know/rules_inside.h"

#include <stdlib.h>

/* What a match may cost before it counts as none. A sound rule needs a few
 * hundred steps on a line of AB_RULES_REACH bytes. */
enum { MATCH_LIMIT = 20000, DEPTH_LIMIT = 2000, HEAP_LIMIT_KIB = 4096 };

struct ab_matcher {
	pcre2_match_data *data;
	pcre2_match_context *context;
};

struct asked { const struct ab_rules *rules; struct ab_matcher *matcher; };

void
ab_rules_warm(struct ab_rules *rules)
{
	/* Where PCRE2 has no JIT for this machine, matching goes on as before. */
	for (size_t i = 0; i < rules->list.count; i++)
		if (rules->list.at[i].code)
			pcre2_jit_compile(rules->list.at[i].code, PCRE2_JIT_COMPLETE);
}

size_t
ab_rules_count(const struct ab_rules *rules)
{
	return rules->list.count;
}

struct ab_matcher *
ab_matcher_new(void)
{
	struct ab_matcher *m = ab_xalloc(1, sizeof(*m));

	m->data = ab_regex_data(AB_RULE_GROUPS);
	m->context = ab_regex_context();
	pcre2_set_match_limit(m->context, MATCH_LIMIT);
	pcre2_set_depth_limit(m->context, DEPTH_LIMIT);
	pcre2_set_heap_limit(m->context, HEAP_LIMIT_KIB);
	return m;
}

void
ab_matcher_free(struct ab_matcher *matcher)
{
	if (!matcher)
		return;
	pcre2_match_data_free(matcher->data);
	pcre2_match_context_free(matcher->context);
	free(matcher);
}

/* How much of a line is looked at: whole characters, at most AB_RULES_REACH bytes. */
static size_t
reach(ab_str line)
{
	if (line.len <= AB_RULES_REACH)
		return line.len;
	size_t n = AB_RULES_REACH;
	while (n > 0 && ((unsigned char)line.ptr[n] & 0xC0) == 0x80)
		n--;
	return n;
}

/* As pcre2_match. Machine code has little room of its own: where it is too little, without it. */
static int
run(const struct ab_rule *rule, struct ab_matcher *m, ab_str s, uint32_t options)
{
	PCRE2_SPTR subject = (PCRE2_SPTR)(s.ptr ? s.ptr : "");
	int groups = pcre2_match(rule->code, subject, s.len, 0, options, m->data, m->context);

	return groups != PCRE2_ERROR_JIT_STACKLIMIT ? groups
	    : pcre2_match(rule->code, subject, s.len, 0, options | PCRE2_NO_JIT, m->data,
	    m->context);
}

/* The foremost is kept. */
void
ab_rules_note_costly(const struct ab_rules *rules, size_t number)
{
	atomic_size_t *costly = &((struct ab_rules *)(uintptr_t)rules)->costly;
	size_t was = atomic_load(costly), is = number + 1;

	while ((was == 0 || is < was) && !atomic_compare_exchange_weak(costly, &was, is))
		;
}

static bool
match(const struct ab_rules *rules, const struct ab_rule *rule, struct ab_matcher *m, ab_str line,
    uint32_t options, struct ab_rule_hit *hit)
{
	size_t len = reach(line);

	if (!rule->code)
		return false;
	if (rule->needs && len && !memchr(line.ptr, rule->needs, len))
		return false;
	int groups = run(rule, m, (ab_str){ line.ptr, len },
	    options | (len < line.len ? PCRE2_NOTEOL : 0));
	if (groups == PCRE2_ERROR_MATCHLIMIT || groups == PCRE2_ERROR_DEPTHLIMIT
	    || groups == PCRE2_ERROR_HEAPLIMIT)
		ab_rules_note_costly(rules, (size_t)(rule - rules->list.at));
	if (groups < 0)
		return false;
	const PCRE2_SIZE *at = pcre2_get_ovector_pointer(m->data) + 2 * (size_t)rule->part;
	/* A group that took no part has PCRE2_UNSET twice; one that is empty means nothing. */
	if (rule->part && at[0] >= at[1])
		return false;
	*hit = (struct ab_rule_hit){ rule->value, rule->name, { at[0], at[1] }, rule->part != 0 };
	return true;
}

/* PCRE2 answers for a subject that is not all there: no match, or perhaps. */
static bool
may_begin(const void *data, size_t rule, ab_str opening)
{
	const struct asked *a = data;
	const struct ab_rule *r = &a->rules->list.at[rule];

	if (!r->code)
		return false;
	return !r->anchored || pcre2_match(r->code, (PCRE2_SPTR)opening.ptr, opening.len, 0,
	    PCRE2_NO_UTF_CHECK | PCRE2_PARTIAL_HARD, a->matcher->data, a->matcher->context)
	    != PCRE2_ERROR_NOMATCH;
}

static struct ab_rule_set
worth_trying(const struct ab_rules *rules, struct ab_matcher *matcher, ab_str line)
{
	const struct asked asked = { rules, matcher };
	const ab_str seen = { line.ptr, reach(line) };

	return ab_gate_ask(rules->gate, seen, may_begin, &asked, rules->list.count);
}

static bool
same_meaning(unsigned a, unsigned b, const void *data)
{
	const struct ab_rules *rules = data;

	return rules->list.at[a].value == rules->list.at[b].value;
}

size_t
ab_rules_match(const struct ab_rules *rules, struct ab_matcher *matcher, ab_str line, size_t from,
    struct ab_rule_hit *hit)
{
	size_t count = rules->list.count, i = from;
	unsigned number;

	/* Only a pattern above the rule whose phrase it is can come first. */
	bool phrase = ab_phrases_find(&rules->phrases, line, same_meaning, rules, &number)
	    && number >= from;
	size_t stop = phrase ? number : count;
	const struct ab_rule_set set = worth_trying(rules, matcher, line);
	while ((i = ab_rule_set_next(&set, i)) < stop
	    && !match(rules, &rules->list.at[i], matcher, line, PCRE2_NO_UTF_CHECK, hit))
		i++;
	if (i < stop || !phrase)
		return i < stop ? i : count;
	const struct ab_rule *rule = &rules->list.at[number];
	*hit = (struct ab_rule_hit){ rule->value, rule->name, { 0, line.len }, false };
	return number;
}

bool
ab_rules_costly(const struct ab_rules *rules, size_t *number, size_t *line, ab_str *name)
{
	size_t costly = atomic_load(&((struct ab_rules *)(uintptr_t)rules)->costly);

	if (!costly)
		return false;
	*number = costly - 1;
	*line = rules->list.at[costly - 1].line;
	*name = rules->list.at[costly - 1].name;
	return true;
}

static bool
passes_and_matches(const struct ab_rules *rules, size_t number, struct ab_matcher *m, ab_str line,
    struct ab_rule_hit *hit)
{
	if (!match(rules, &rules->list.at[number], m, line, 0, hit))
		return false;
	const struct ab_rule_set set = worth_trying(rules, m, line);
	return ab_rule_set_has(&set, number);
}

static bool
check_example(const struct ab_rules *rules, size_t number, const struct ab_rule_entry *e,
    struct ab_matcher *m, struct ab_error *err)
{
	const struct ab_rule *rule = &rules->list.at[number];
	struct ab_rule_hit hit;
	unsigned other;
	/* A rule file comes from anywhere: an example that is not UTF-8 matches nothing. */
	bool matches = passes_and_matches(rules, number, m, e->pattern, &hit)
	    || (ab_phrases_find(&rules->phrases, e->pattern, same_meaning, rules, &other)
	        && other == number);

	if (matches == (e->what == AB_SORT_MUST_MATCH))
		return true;
	return ab_fail(err, "line %zu: '%.*s' %s this line", e->number,
	    (int)(rule->name.len < 60 ? rule->name.len : 60), rule->name.ptr,
	    e->what == AB_SORT_MUST_MATCH ? "does not match" : "must not match, but matches,");
}

bool
ab_rules_check(ab_str source, ab_label_fn *label, struct ab_error *err)
{
	struct ab_rules *rules = ab_rules_new();
	struct ab_matcher *m = ab_matcher_new();
	struct ab_rule_entry e = { 0 };
	bool ok = ab_rules_add(rules, source, label, err);
	size_t above = 0; /* rules so far */

	while (ok && ab_rule_entry_next(&source, &e)) {
		above += e.what == AB_SORT_RULE;
		if (e.what == AB_SORT_MUST_MATCH || e.what == AB_SORT_MUST_NOT)
			ok = check_example(rules, above - 1, &e, m, err);
	}
	ab_matcher_free(m);
	ab_rules_free(rules);
	return ok;
}
