/*
 * rules_inside - what the files of rules share: one reads rule files, the other one matches.
 *
 *	rules_read.c: text -> entries -> struct ab_rules; rules.c: struct ab_rules, line -> hit
 */
#ifndef ABREAST_KNOW_RULES_INSIDE_H
#define ABREAST_KNOW_RULES_INSIDE_H

#include <stdatomic.h>

#include "base/regex.h"
#include "know/gate.h"
#include "know/phrases.h"
#include "know/rules.h"

/* Pairs of offsets a match can give back: the group `part` must be below. */
enum { AB_RULE_GROUPS = 16 };

struct ab_rule {
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
	AB_LIST(struct ab_rule) list;
	struct ab_phrases phrases; /* each with the number of its rule */
	struct ab_gate *gate;      /* learns while rules are matched */
	atomic_size_t costly;      /* one more than the foremost rule that ran
	                            * into a limit; 0: none did */
};

/* One line of a rule file that says something. */
struct ab_rule_entry {
	enum ab_rule_sort {
		AB_SORT_RULE, AB_SORT_PHRASES, AB_SORT_WORDS, AB_SORT_MUST_MATCH, AB_SORT_MUST_NOT
	} what;
	size_t number;
	ab_str line;    /* without CR */
	ab_str name;    /* of a rule */
	ab_str pattern; /* of a rule; or what follows =, ?, + or - */
};

/** The next line of *rest that says something, as an entry whose number goes on from the one
 * before; false at the end. It points into the text. */
bool ab_rule_entry_next(ab_str *rest, struct ab_rule_entry *entry);

#endif
