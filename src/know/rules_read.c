/* Rule files become rules. */
#include <stdlib.h>

#include "know/rules_inside.h"

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

static enum ab_rule_sort
what_of(char sign)
{
	switch (sign) {
	case '=': return AB_SORT_PHRASES;
	case '?': return AB_SORT_WORDS;
	case '+': return AB_SORT_MUST_MATCH;
	case '-': return AB_SORT_MUST_NOT;
	default: return AB_SORT_RULE;
	}
}

/* A pattern may begin or end with blanks, so only CR is taken off. */
bool
ab_rule_entry_next(ab_str *rest, struct ab_rule_entry *e)
{
	while (ab_str_line(rest, &e->line)) {
		e->number++;
		if (ab_str_ends(e->line, AB_STR("\r")))
			e->line.len--;
		if (ab_str_trim(e->line).len == 0 || *e->line.ptr == '#')
			continue;
		const char *tab = memchr(e->line.ptr, '\t', e->line.len);
		e->what = e->line.len > 1 && e->line.ptr[1] == ' '
		    ? what_of(*e->line.ptr) : AB_SORT_RULE;
		e->name = (ab_str){ e->line.ptr, tab ? (size_t)(tab - e->line.ptr) : e->line.len };
		e->pattern = e->what != AB_SORT_RULE ? ab_str_skip(e->line, 2)
		    : ab_str_skip(e->line, e->name.len + (tab != NULL));
		return true;
	}
	return false;
}

static bool
find_label(const struct ab_rule_entry *e, ab_label_fn *label, unsigned *value, struct ab_error *err)
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
column_of(const struct ab_rule_entry *e, size_t offset)
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
compile(const struct ab_rule_entry *e, struct ab_rule *out, struct ab_error *err)
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
	if (out->part < AB_RULE_GROUPS && part != PCRE2_ERROR_NOUNIQUESUBSTRING)
		return true;
	pcre2_code_free(out->code);
	return ab_fail(err, "line %zu: the group `part` must be one, and among the first %d groups",
	    e->number, AB_RULE_GROUPS - 1);
}

static bool
add_rule(struct ab_rules *rules, const struct ab_rule_entry *e, ab_label_fn *label,
    struct ab_error *err)
{
	struct ab_rule rule = { 0 };

	if (!find_label(e, label, &rule.value, err) || !compile(e, &rule, err))
		return false;
	rule.name = ab_copy(&rules->arena, e->name);
	rule.line = e->number;
	AB_PUSH(&rules->arena, &rules->list, rule);
	return true;
}

/* What stands below the last rule. */
static bool
add_to_rule(struct ab_rules *rules, const struct ab_rule_entry *e, struct ab_error *err)
{
	size_t number = rules->list.count - 1;

	if (e->what == AB_SORT_PHRASES
	    && !ab_phrases_add(&rules->phrases, &rules->arena, e->pattern, (unsigned)number))
		return ab_fail(err, "line %zu: a phrase must have letters, and at most %d bytes",
		    e->number, AB_PHRASE_MOST);
	if (e->what == AB_SORT_WORDS && !ab_gate_add(rules->gate, &rules->arena,
	    e->pattern, number))
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
	struct ab_rule_entry e = { 0 };
	bool ok = true;

	while (ok && ab_rule_entry_next(&source, &e)) {
		if (e.what == AB_SORT_RULE) {
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
