/*
 * gate - which rules are worth trying on a line.
 *
 *	line -> [gate: a set of rules] -> rules (a match for each of the few) -> measure
 *
 * A rule that names words ("? word | word") is let in where the line has one
 * of them. Any other is let in where a match could begin as the line does:
 * that is asked of PCRE2 for each opening that occurs, one to three characters
 * long, and the answer is kept. Both let in too many rules and never too few.
 * What is kept is shared by threads; an opening is added once and never changed.
 */
#ifndef ABREAST_KNOW_GATE_H
#define ABREAST_KNOW_GATE_H

#include <stdatomic.h>
#include <stdint.h>

#include "base/arena.h"
#include "know/fronts.h"

enum {
	AB_GATE_RULES = 512,   /* rules that can be held back; those beyond are always tried */
	AB_GATE_SLOTS = 65536, /* a power of two; openings that are kept: ten
	                        * thousand pages have as many */
	AB_GATE_BUCKETS = 512, /* a power of two */
};

struct ab_rule_set { uint64_t bit[AB_GATE_RULES / 64]; };

struct ab_gate_word { uint32_t hash, next; unsigned rule; };
struct ab_opening;

struct ab_gate {
	AB_LIST(struct ab_gate_word) words;
	uint32_t bucket[AB_GATE_BUCKETS]; /* one more than an index of words */
	struct ab_fronts fronts;          /* of those words */
	struct ab_rule_set worded;        /* the rules that name words */
	_Atomic(struct ab_opening *) slot[AB_GATE_SLOTS];
};

/** May a match of this rule begin with these characters? Yes where that is not known. */
typedef bool ab_may_begin_fn(const void *rules, size_t rule, ab_str opening);

/** The words between | in list are those of this rule; false if one has no letter or digit, or list
 * is not UTF-8. What is added is in the arena. */
bool ab_gate_add(struct ab_gate *gate, struct ab_arena *arena, ab_str list, size_t rule);

/** Forgets the words of rules from number `rules` on, and all openings:
 * after any change of rules. */
void ab_gate_cut(struct ab_gate *gate, size_t rules);

/** The rules to try on valid UTF-8 line. */
struct ab_rule_set ab_gate_ask(struct ab_gate *gate, ab_str line, ab_may_begin_fn *may,
    const void *rules, size_t count);

static inline bool
ab_rule_set_has(const struct ab_rule_set *set, size_t rule)
{
	return rule >= AB_GATE_RULES || (set->bit[rule / 64] >> rule % 64 & 1);
}

/** The first rule of a set, from this number on. */
static inline size_t
ab_rule_set_next(const struct ab_rule_set *set, size_t rule)
{
	for (; rule < AB_GATE_RULES; rule = (rule / 64 + 1) * 64) {
		uint64_t rest = set->bit[rule / 64] >> rule % 64;
		if (rest)
			return rule + (size_t)__builtin_ctzll(rest);
	}
	return rule;
}

#endif
