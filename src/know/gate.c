#include "know/gate.h"

#include <stdlib.h>
#include <unicase.h>
#include <unictype.h>
#include <unistr.h>

#include "base/utf8.h"

enum { OPENING = 3, PROBES = 8 }; /* characters; slots looked at for one opening */

struct ab_opening {
	char text[4 * OPENING];
	size_t len;
	struct ab_rule_set set;
};

static uint32_t
mix(uint32_t hash, uint32_t c)
{
	return (hash ^ c) * 16777619u; /* FNV-1a */
}

/* The first character without case, if it is of a word, else 0. */
static uint32_t
letter_of(ab_str s, size_t *len)
{
	*len = 1;
	if (!(*s.ptr & 0x80))
		return ab_plain_word[(unsigned char)*s.ptr];
	uint32_t c = ab_code_point(s, len);
	return uc_is_alnum(c) ? uc_tolower(c) : 0;
}

/* Goes on to the next word; false if there is none. */
static bool
find_word(ab_str *rest)
{
	for (size_t len; rest->len; *rest = ab_str_skip(*rest, len))
		if (letter_of(*rest, &len))
			return true;
	return false;
}

/* Reads a word, without case, as a hash. Two words with one hash let a
 * rule in for nothing, no more. */
static uint32_t
read_word(ab_str *rest)
{
	uint32_t hash = 2166136261u, c;

	for (size_t len; rest->len && (c = letter_of(*rest, &len)) != 0;
	    *rest = ab_str_skip(*rest, len))
		hash = mix(hash, c);
	return hash;
}

bool
ab_gate_add(struct ab_gate *gate, struct ab_arena *arena, ab_str list, size_t rule)
{
	if (u8_check((const uint8_t *)list.ptr, list.len) || !find_word(&list))
		return false;
	do {
		ab_fronts_add(&gate->fronts, list);
		uint32_t hash = read_word(&list), *bucket = &gate->bucket[hash % AB_GATE_BUCKETS];
		struct ab_gate_word word = { hash, *bucket, (unsigned)rule };
		AB_PUSH(arena, &gate->words, word);
		*bucket = (uint32_t)gate->words.count;
	} while (find_word(&list));
	if (rule < AB_GATE_RULES)
		gate->worded.bit[rule / 64] |= UINT64_C(1) << rule % 64;
	return true;
}

void
ab_gate_cut(struct ab_gate *gate, size_t rules)
{
	while (gate->words.count && gate->words.at[gate->words.count - 1].rule >= rules) {
		const struct ab_gate_word *last = &gate->words.at[--gate->words.count];
		gate->bucket[last->hash % AB_GATE_BUCKETS] = last->next;
	}
	for (size_t rule = rules; rule < AB_GATE_RULES; rule++)
		gate->worded.bit[rule / 64] &= ~(UINT64_C(1) << rule % 64);
	for (size_t i = 0; i < AB_GATE_SLOTS; i++)
		if (gate->slot[i]) {
			free(gate->slot[i]);
			gate->slot[i] = NULL;
		}
}

/* The place of an opening: where it is kept, or an empty one, or NULL if there is no room. */
static _Atomic(struct ab_opening *) *
find_slot(struct ab_gate *gate, ab_str text, struct ab_opening **found)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < text.len; i++)
		hash = mix(hash, (unsigned char)text.ptr[i]);
	for (uint32_t i = 0; i < PROBES; i++) {
		_Atomic(struct ab_opening *) *slot = &gate->slot[(hash + i) % AB_GATE_SLOTS];
		*found = atomic_load_explicit(slot, memory_order_acquire);
		if (!*found || ab_str_eq((ab_str){ (*found)->text, (*found)->len }, text))
			return slot;
	}
	*found = NULL;
	return NULL;
}

struct question { ab_may_begin_fn *may; const void *rules; size_t count; };

/* What may begin so may begin with any front part of it: only that is asked further. */
static struct ab_rule_set
ask_opening(struct ab_gate *gate, ab_str text, const struct question *q)
{
	struct ab_rule_set set;
	struct ab_opening *known;

	if (text.len == 0) {
		for (size_t i = 0; i < AB_LEN(set.bit); i++)
			set.bit[i] = ~gate->worded.bit[i];
		return set;
	}
	_Atomic(struct ab_opening *) *slot = find_slot(gate, text, &known);
	if (known)
		return known->set;
	size_t shorter = text.len - 1;
	while (((unsigned char)text.ptr[shorter] & 0xC0) == 0x80)
		shorter--;
	set = ask_opening(gate, (ab_str){ text.ptr, shorter }, q);
	for (size_t rule = 0; rule < q->count && rule < AB_GATE_RULES; rule++)
		if (ab_rule_set_has(&set, rule) && !q->may(q->rules, rule, text))
			set.bit[rule / 64] &= ~(UINT64_C(1) << rule % 64);
	if (slot) {
		struct ab_opening *mine = ab_xalloc(1, sizeof(*mine)), *none = NULL;
		memcpy(mine->text, text.ptr, text.len);
		mine->len = text.len;
		mine->set = set;
		if (!atomic_compare_exchange_strong(slot, &none, mine))
			free(mine); /* another thread was faster */
	}
	return set;
}

/* The rules that name the word. */
static void
let_in(const struct ab_gate *gate, uint32_t hash, struct ab_rule_set *set)
{
	const struct ab_gate_word *w;

	for (uint32_t i = gate->bucket[hash % AB_GATE_BUCKETS]; i; i = w->next) {
		w = &gate->words.at[i - 1];
		if (w->hash == hash && w->rule < AB_GATE_RULES)
			set->bit[w->rule / 64] |= UINT64_C(1) << w->rule % 64;
	}
}

static void
let_in_by_words(const struct ab_gate *gate, ab_str line, struct ab_rule_set *set)
{
	const ab_str all = line;
	size_t len;

	while (line.len) {
		if (!letter_of(line, &len)) {
			line = ab_str_skip(line, len);
			continue;
		}
		if (ab_fronts_have(&gate->fronts, line, ab_eight_of(line, all), &len))
			let_in(gate, read_word(&line), set);
		else
			line = ab_str_skip(line, len);
		while (line.len && letter_of(line, &len))
			line = ab_str_skip(line, len);
	}
}

struct ab_rule_set
ab_gate_ask(struct ab_gate *gate, ab_str line, ab_may_begin_fn *may, const void *rules,
    size_t count)
{
	const struct question q = { may, rules, count };
	size_t len = 0, step;

	for (int i = 0; i < OPENING && len < line.len; i++, len += step)
		ab_code_point(ab_str_skip(line, len), &step);
	struct ab_rule_set set = ask_opening(gate, (ab_str){ line.ptr, len }, &q);
	if (gate->words.count)
		let_in_by_words(gate, line, &set);
	return set;
}
