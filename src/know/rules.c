#include "know/rules.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/regex.h"
#include "know/gate.h"
#include "know/phrases.h"

/* What a match may cost before it counts as none. A sound rule needs a few
 * hundred steps on a line of AB_RULES_REACH bytes. */
enum { MATCH_LIMIT = 20000, DEPTH_LIMIT = 2000, HEAP_LIMIT_KIB = 4096 };

/* Pairs of offsets a match can give back: the group `part` must be below. */
enum { GROUPS = 16 };

struct rule {
	pcre2_code *code; /* NULL where the rule has phrases only */
	ab_str name;
	size_t line;   /* of its file */
	unsigned value;
	uint32_t part; /* number of the group `part`, 0 if there is none */
	bool anchored; /* matches nowhere but at the front */
	char needs;    /* a character that is in all it matches, 0 if none is known */
};

struct ab_rules {
	struct ab_arena arena; /* names */
	AB_LIST(struct rule) list;
	struct ab_phrases phrases; /* each with the number of its rule */
	struct ab_gate *gate;      /* learns while rules are matched */
	atomic_size_t costly;      /* one more than the foremost rule that ran
	                            * into a limit; 0: none did */
};

struct ab_matcher {
	pcre2_match_data *data;
	pcre2_match_context *context;
};

struct asked { const struct ab_rules *rules; struct ab_matcher *matcher; };

/* One line of a rule file that says something. */
struct entry {
	enum sort { RULE, PHRASES, WORDS, MUST_MATCH, MUST_NOT } what;
	size_t number;
	ab_str line;    /* without CR */
	ab_str name;    /* of a RULE */
	ab_str pattern; /* of a RULE; or what follows =, ?, + or - */
};

struct ab_rules *
ab_rules_new(void)
{
	struct ab_rules *rules = ab_xalloc(1, sizeof(*rules));

	rules->gate = ab_xalloc(1, sizeof(*rules->gate));
	return rules;
}

static void
drop_from(struct ab_rules *rules, size_t count)
{
	while (rules->list.count > count)
		pcre2_code_free(rules->list.at[--rules->list.count].code);
}

void
ab_rules_free(struct ab_rules *rules)
{
	if (!rules)
		return;
	drop_from(rules, 0);
	ab_gate_cut(rules->gate, 0);
	free(rules->gate);
	ab_arena_free(&rules->arena);
	free(rules);
}

static enum sort
what_of(char sign)
{
	switch (sign) {
	case '=': return PHRASES;
	case '?': return WORDS;
	case '+': return MUST_MATCH;
	case '-': return MUST_NOT;
	default: return RULE;
	}
}

/* The next line that says something; false at the end. A pattern may begin or
 * end with blanks, so only CR is taken off. */
static bool
read_entry(ab_str *rest, struct entry *e)
{
	while (ab_str_line(rest, &e->line)) {
		e->number++;
		if (ab_str_ends(e->line, AB_STR("\r")))
			e->line.len--;
		if (ab_str_trim(e->line).len == 0 || *e->line.ptr == '#')
			continue;
		const char *tab = memchr(e->line.ptr, '\t', e->line.len);
		e->what = e->line.len > 1 && e->line.ptr[1] == ' ' ? what_of(*e->line.ptr) : RULE;
		e->name = (ab_str){ e->line.ptr, tab ? (size_t)(tab - e->line.ptr) : e->line.len };
		e->pattern = e->what != RULE ? ab_str_skip(e->line, 2)
		    : ab_str_skip(e->line, e->name.len + (tab != NULL));
		return true;
	}
	return false;
}

static bool
find_label(const struct entry *e, ab_label_fn *label, unsigned *value, struct ab_error *err)
{
	const char *slash = memchr(e->name.ptr, '/', e->name.len);
	ab_str word = { e->name.ptr, slash ? (size_t)(slash - e->name.ptr) : e->name.len };

	if (label(word, value))
		return true;
	return ab_fail(err, "line %zu: '%.*s' is no label that a rule can have", e->number,
	    (int)(word.len < 60 ? word.len : 60), word.ptr);
}

/* The offset PCRE2 reports is in bytes; a column counts characters from 1. */
static size_t
column_of(const struct entry *e, size_t offset)
{
	size_t column = 1;
	ab_str before = { e->line.ptr, e->name.len + 1 + offset };

	for (size_t i = 0; i < before.len && i < e->line.len; i++)
		column += ((unsigned char)before.ptr[i] & 0xC0) != 0x80;
	return column;
}

/* The last literal that PCRE2 found in every way through the pattern. It does not tell whether a
 * letter may be of either case. */
static char
needed_by(const pcre2_code *code)
{
	uint32_t known = 0, unit = 0;

	pcre2_pattern_info(code, PCRE2_INFO_LASTCODETYPE, &known);
	pcre2_pattern_info(code, PCRE2_INFO_LASTCODEUNIT, &unit);
	return known && unit < 0x80 && strchr("!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~", (char)unit)
	    ? (char)unit : 0;
}

static bool
compile(const struct entry *e, struct rule *out, struct ab_error *err)
{
	PCRE2_UCHAR why[160];
	PCRE2_SIZE offset;
	int code;

	if (e->pattern.len == 0)
		return true; /* phrases follow */
	out->code = ab_regex_compile(e->pattern, PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C,
	    &code, &offset);
	if (!out->code) {
		pcre2_get_error_message(code, why, sizeof(why));
		return ab_fail(err, "line %zu: column %zu: %s", e->number,
		    column_of(e, offset), (const char *)why);
	}
	uint32_t options = 0;
	pcre2_pattern_info(out->code, PCRE2_INFO_ALLOPTIONS, &options);
	out->anchored = options & PCRE2_ANCHORED;
	out->needs = needed_by(out->code);
	int part = pcre2_substring_number_from_name(out->code, (PCRE2_SPTR)"part");
	out->part = part > 0 ? (uint32_t)part : 0;
	if (out->part < GROUPS && part != PCRE2_ERROR_NOUNIQUESUBSTRING)
		return true;
	pcre2_code_free(out->code);
	return ab_fail(err, "line %zu: the group `part` must be one, and among the first %d groups",
	    e->number, GROUPS - 1);
}

static bool
add_rule(struct ab_rules *rules, const struct entry *e, ab_label_fn *label, struct ab_error *err)
{
	struct rule rule = { 0 };

	if (!find_label(e, label, &rule.value, err) || !compile(e, &rule, err))
		return false;
	rule.name = ab_copy(&rules->arena, e->name);
	rule.line = e->number;
	AB_PUSH(&rules->arena, &rules->list, rule);
	return true;
}

/* What stands below the last rule. */
static bool
add_to_rule(struct ab_rules *rules, const struct entry *e, struct ab_error *err)
{
	size_t number = rules->list.count - 1;

	if (e->what == PHRASES
	    && !ab_phrases_add(&rules->phrases, &rules->arena, e->pattern, (unsigned)number))
		return ab_fail(err, "line %zu: a phrase must have letters, and at most %d bytes",
		    e->number, AB_PHRASE_MOST);
	if (e->what == WORDS && !ab_gate_add(rules->gate, &rules->arena, e->pattern, number))
		return ab_fail(err, "line %zu: after ? there must be words", e->number);
	return true;
}

/* A rule that can match nothing is a slip of the pen. */
static bool
end_rule(const struct ab_rules *rules, size_t before, size_t phrases, size_t number,
    struct ab_error *err)
{
	size_t count = rules->list.count;

	if (count == before || rules->list.at[count - 1].code || rules->phrases.count > phrases)
		return true;
	return ab_fail(err,
	    "line %zu: this rule has neither a pattern after a tab nor phrases below it", number);
}

bool
ab_rules_add(struct ab_rules *rules, ab_str source, ab_label_fn *label, struct ab_error *err)
{
	size_t before = rules->list.count, phrases_before = rules->phrases.count;
	size_t phrases = phrases_before, number = 0; /* where the rule began */
	struct entry e = { 0 };
	bool ok = true;

	while (ok && read_entry(&source, &e)) {
		if (e.what == RULE) {
			ok = end_rule(rules, before, phrases, number, err)
			    && add_rule(rules, &e, label, err);
			phrases = rules->phrases.count;
			number = e.number;
		} else if (rules->list.count == before) {
			ok = ab_fail(err, "line %zu: this must stand below a rule", e.number);
		} else {
			ok = add_to_rule(rules, &e, err);
		}
	}
	ok = ok && end_rule(rules, before, phrases, number, err);
	if (!ok) {
		drop_from(rules, before);
		ab_phrases_cut(&rules->phrases, phrases_before);
	}
	ab_gate_cut(rules->gate, rules->list.count);
	return ok;
}

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

	m->data = ab_regex_data(GROUPS);
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
run(const struct rule *rule, struct ab_matcher *m, ab_str s, uint32_t options)
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
match(const struct ab_rules *rules, const struct rule *rule, struct ab_matcher *m, ab_str line,
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
	const struct rule *r = &a->rules->list.at[rule];

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
	const struct rule *rule = &rules->list.at[number];
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
check_example(const struct ab_rules *rules, size_t number, const struct entry *e,
    struct ab_matcher *m, struct ab_error *err)
{
	const struct rule *rule = &rules->list.at[number];
	struct ab_rule_hit hit;
	unsigned other;
	/* A rule file comes from anywhere: an example that is not UTF-8 matches nothing. */
	bool matches = passes_and_matches(rules, number, m, e->pattern, &hit)
	    || (ab_phrases_find(&rules->phrases, e->pattern, same_meaning, rules, &other)
	        && other == number);

	if (matches == (e->what == MUST_MATCH))
		return true;
	return ab_fail(err, "line %zu: '%.*s' %s this line", e->number,
	    (int)(rule->name.len < 60 ? rule->name.len : 60), rule->name.ptr,
	    e->what == MUST_MATCH ? "does not match" : "must not match, but matches,");
}

bool
ab_rules_check(ab_str source, ab_label_fn *label, struct ab_error *err)
{
	struct ab_rules *rules = ab_rules_new();
	struct ab_matcher *m = ab_matcher_new();
	struct entry e = { 0 };
	bool ok = ab_rules_add(rules, source, label, err);
	size_t above = 0; /* rules so far */

	while (ok && read_entry(&source, &e)) {
		above += e.what == RULE;
		if (e.what == MUST_MATCH || e.what == MUST_NOT)
			ok = check_example(rules, above - 1, &e, m, err);
	}
	ab_matcher_free(m);
	ab_rules_free(rules);
	return ok;
}
