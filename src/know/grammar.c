#include "know/grammar.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/regex.h"
#include "know/almanac.h"
#include "know/lexicon.h"

#define NESTING 8            /* pieces within pieces */
#define MATCH_LIMIT 20000    /* backtracking of one try; real text stays below 2,000 */
#define DEPTH_LIMIT 2000
#define OPTIONS \
	(PCRE2_UTF | PCRE2_CASELESS | PCRE2_EXTENDED | PCRE2_DUPNAMES | PCRE2_ANCHORED)
static const char white_space[] = "(?:[\\s\\x{a0}]++)"; /* what _ means in a pattern */

struct piece { ab_str name, pattern; };

struct ab_grammar {
	struct ab_arena arena;
	AB_LIST(ab_str) classes;
	AB_LIST(struct piece) pieces;
	AB_LIST(struct ab_grammar_rule) rules;
	struct ab_lexicon lexicon;
	uint64_t inside, triggers;
	_Atomic(pcre2_code *) *code; /* one a rule; NULL until first tried */
	bool warm;                   /* what is compiled becomes machine code */
};

struct ab_grammar_matcher {
	const struct ab_grammar *grammar;
	pcre2_match_data *data;
	pcre2_match_context *context;
	const pcre2_code *code; /* of the last match */
	size_t tries;
	ab_str subject;
};

/* ---------------------------------------------------------------- reading */

static uint64_t
class_named(const struct ab_grammar *g, ab_str name)
{
	for (size_t i = 0; i < g->classes.count; i++)
		if (ab_str_eq(g->classes.at[i], name))
			return UINT64_C(1) << i;
	return 0;
}

uint64_t
ab_grammar_class(const struct ab_grammar *g, const char *name)
{
	return class_named(g, ab_str_c(name));
}

static bool
read_words(struct ab_grammar *g, ab_str rest, bool inside, struct ab_error *err)
{
	ab_str name = ab_str_cut(&rest, '\t');
	uint64_t bit = class_named(g, name);

	if (!bit) {
		if (g->classes.count == 64)
			return ab_fail(err, "more than 64 classes of words");
		bit = UINT64_C(1) << g->classes.count;
		AB_PUSH(&g->arena, &g->classes, name);
	}
	g->inside |= inside ? bit : 0;
	while (rest.len) {
		ab_str word = ab_str_cut(&rest, ' ');
		if (word.len && !ab_lexicon_add(&g->lexicon, word, bit))
			return ab_fail(err, "\"%.*s\" is longer than %d letters", (int)word.len,
			    word.ptr, AB_LEXICON_LETTERS);
	}
	return true;
}

/* "almanac MONTHS WEEKDAYS": the names of all languages. */
static bool
read_almanac(struct ab_grammar *g, ab_str rest, struct ab_error *err)
{
	ab_str months = ab_str_cut(&rest, '\t'), weekdays = rest;

	if (!read_words(g, months, true, err) || !read_words(g, weekdays, true, err))
		return false;
	ab_lexicon_add_almanac(&g->lexicon, class_named(g, months), class_named(g, weekdays));
	return true;
}

static bool
read_rule(struct ab_grammar *g, ab_str rest, size_t line, struct ab_error *err)
{
	struct ab_grammar_rule r = { .line = line };

	r.group = ab_str_cut(&rest, '\t');
	r.op = ab_str_cut(&rest, '\t');
	r.arg = ab_str_cut(&rest, '\t');
	if (ab_str_eq(r.arg, AB_STR("-")))
		r.arg.len = 0;
	ab_str need = ab_str_cut(&rest, '\t');
	r.pattern = rest;
	while (need.len) {
		ab_str name = ab_str_cut(&need, ',');
		uint64_t bit = class_named(g, name);
		if (!bit)
			return ab_fail(
			    err, "no words are in class \"%.*s\"", (int)name.len, name.ptr);
		r.need |= bit;
	}
	if (!r.need || r.pattern.len == 0)
		return ab_fail(err,
		    "a rule is GROUP, OPERATION, ARGUMENT, CLASSES, PATTERN with tabs between");
	g->triggers |= r.need;
	AB_PUSH(&g->arena, &g->rules, r);
	return true;
}

/* One entry: a line with those below it that begin with a tab. */
static bool
read_entry(struct ab_grammar *g, ab_str entry, size_t line, struct ab_error *err)
{
	if (entry.len == 0 || strchr("#+- ", entry.ptr[0]))
		return true;
	ab_str rest = entry, what = ab_str_cut(&rest, '\t');
	if (ab_str_eq(what, AB_STR("words")) || ab_str_eq(what, AB_STR("cues")))
		return read_words(g, rest, what.ptr[0] == 'w', err);
	if (ab_str_eq(what, AB_STR("rule")))
		return read_rule(g, rest, line, err);
	if (ab_str_eq(what, AB_STR("almanac")))
		return read_almanac(g, rest, err);
	if (!ab_str_eq(what, AB_STR("piece")))
		return ab_fail(err, "\"%.*s\" is none of words, cues, almanac, piece, rule",
		    (int)what.len, what.ptr);
	ab_str name = ab_str_cut(&rest, '\t');
	AB_PUSH(&g->arena, &g->pieces, ((struct piece){ name, rest }));
	return true;
}

static bool
read_all(struct ab_grammar *g, ab_str source, struct ab_error *err)
{
	ab_str rest = source, line;
	size_t number = 0;

	AB_PUSH(&g->arena, &g->classes, AB_STR("DIGIT"));
	g->inside = 1;
	while (ab_str_line(&rest, &line)) {
		size_t first = ++number;
		for (ab_str more; rest.len && *rest.ptr == '\t' && ab_str_line(&rest, &more);
		     number++)
			line.len = (size_t)(more.ptr + more.len - line.ptr);
		struct ab_error why;
		if (!read_entry(g, line, first, &why))
			return ab_fail(err, "line %zu: %s", first, why.text);
	}
	return true;
}

/* No more words than this. */
static size_t
words_in(ab_str source)
{
	ab_str rest = source, line;
	size_t words = 0;

	while (ab_almanac_at(words / 2)) /* each with and without a capital */
		words += 2;
	while (ab_str_line(&rest, &line))
		if (ab_str_starts(line, AB_STR("words\t")) || ab_str_starts(line, AB_STR("cues\t")))
			for (size_t i = 0; i < line.len; i++)
				words += line.ptr[i] == ' ' || line.ptr[i] == '\t';
	return words;
}

struct ab_grammar *
ab_grammar_new(ab_str source, struct ab_error *err)
{
	struct ab_grammar *g = ab_xalloc(1, sizeof(*g));

	g->lexicon = ab_lexicon_of(&g->arena, words_in(source));
	if (!read_all(g, source, err)) {
		ab_grammar_free(g);
		return NULL;
	}
	g->code = ab_xalloc(g->rules.count, sizeof(*g->code));
	for (size_t i = 0; i < g->rules.count; i++)
		atomic_init(&g->code[i], NULL);
	return g;
}

void
ab_grammar_free(struct ab_grammar *g)
{
	if (!g)
		return;
	for (size_t i = 0; g->code && i < g->rules.count; i++)
		pcre2_code_free(atomic_load(&g->code[i]));
	free(g->code);
	ab_arena_free(&g->arena);
	free(g);
}

bool
ab_grammar_word(const struct ab_grammar *g, ab_str text, size_t from, struct ab_grammar_word *word)
{
	if (!ab_lexicon_next(text, from, &word->at))
		return false;
	word->classes = ab_lexicon_classes(&g->lexicon, ab_slice(text, word->at));
	return true;
}

size_t
ab_grammar_count(const struct ab_grammar *g)
{
	return g->rules.count;
}

const struct ab_grammar_rule *
ab_grammar_rule(const struct ab_grammar *g, size_t i)
{
	return &g->rules.at[i];
}

uint64_t
ab_grammar_inside(const struct ab_grammar *g)
{
	return g->inside;
}

uint64_t
ab_grammar_triggers(const struct ab_grammar *g)
{
	return g->triggers;
}

/* ---------------------------------------------------------------- compiling */

struct builder { struct ab_arena arena; AB_LIST(char) out; };

static void
put(struct builder *b, ab_str s)
{
	for (size_t i = 0; i < s.len; i++)
		AB_PUSH(&b->arena, &b->out, s.ptr[i]);
}

/* {NAME} at the front of s, its length with the braces; 0 where no name in capitals stands. */
static size_t
piece_name(ab_str s)
{
	size_t i = 1;

	if (s.len < 3 || s.ptr[0] != '{' || s.ptr[1] < 'A' || s.ptr[1] > 'Z')
		return 0;
	while (i < s.len
	    && ((s.ptr[i] >= 'A' && s.ptr[i] <= 'Z') || (s.ptr[i] >= '0' && s.ptr[i] <= '9')))
		i++;
	return i < s.len && s.ptr[i] == '}' ? i + 1 : 0;
}

/* The pattern with its pieces put in; false with the piece that is unknown or nested too deep. */
static bool
expand(const struct ab_grammar *g, ab_str pattern, int depth, struct builder *b, ab_str *fault)
{
	for (size_t len; pattern.len; pattern = ab_str_skip(pattern, len)) {
		len = piece_name(pattern);
		if (!len) {
			bool white = *pattern.ptr == '_';
			put(b, white ? ab_str_c(white_space) : (ab_str){ pattern.ptr, 1 });
			len = 1;
			continue;
		}
		size_t i = 0;
		*fault = (ab_str){ pattern.ptr + 1, len - 2 };
		while (i < g->pieces.count && !ab_str_eq(g->pieces.at[i].name, *fault))
			i++;
		if (i == g->pieces.count || depth == NESTING
		    || !expand(g, g->pieces.at[i].pattern, depth + 1, b, fault))
			return false;
	}
	return true;
}

static pcre2_code *
compile(const struct ab_grammar *g, size_t i, struct ab_error *err)
{
	const struct ab_grammar_rule *rule = &g->rules.at[i];
	struct builder b = { 0 };
	pcre2_code *code = NULL;
	ab_str fault = { 0 };
	int error = 0;
	size_t at = 0;

	bool whole = expand(g, rule->pattern, 0, &b, &fault);
	if (whole)
		code = ab_regex_compile((ab_str){ b.out.at, b.out.count }, OPTIONS, &error, &at);
	if (!whole) {
		ab_fail(err, "line %zu: piece {%.*s} is unknown or holds itself", rule->line,
		    (int)fault.len, fault.ptr);
	} else if (!code) {
		size_t n = at < 40 ? at : 40;
		char why[120];
		pcre2_get_error_message(error, (PCRE2_UCHAR *)why, sizeof(why));
		ab_fail(err, "line %zu: %s, after \"%.*s\"", rule->line, why, (int)n,
		    n ? b.out.at + at - n : "");
	}
	ab_arena_free(&b.arena);
	return code;
}

/* The rule's code. Two threads may compile the same one; the first to store it wins. One that
 * does not compile (ab_grammar_check tells why) matches nothing. */
static pcre2_code *
code_of(const struct ab_grammar *g, size_t i)
{
	pcre2_code *code = atomic_load_explicit(&g->code[i], memory_order_acquire), *none = NULL;
	struct ab_error err;
	int error;
	size_t at;

	if (code)
		return code;
	code = compile(g, i, &err);
	if (!code)
		code = ab_regex_compile(AB_STR("(*FAIL)"), 0, &error, &at);
	if (g->warm) /* where there is no JIT the interpreter serves */
		pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
	if (atomic_compare_exchange_strong_explicit(&g->code[i], &none, code, memory_order_acq_rel,
	    memory_order_acquire))
		return code;
	pcre2_code_free(code);
	return none;
}

bool
ab_grammar_check(const struct ab_grammar *g, struct ab_error *err)
{
	for (size_t i = 0; i < g->rules.count; i++) {
		pcre2_code *code = compile(g, i, err);
		if (!code)
			return false;
		pcre2_code_free(code);
	}
	return true;
}

void
ab_grammar_warm(struct ab_grammar *g)
{
	g->warm = true;
	for (size_t i = 0; i < g->rules.count; i++)
		if (g->code[i])
			pcre2_jit_compile(g->code[i], PCRE2_JIT_COMPLETE);
}

/* ---------------------------------------------------------------- matching */

struct ab_grammar_matcher *
ab_grammar_matcher_new(const struct ab_grammar *g)
{
	struct ab_grammar_matcher *m = ab_xalloc(1, sizeof(*m));

	m->grammar = g;
	m->data = ab_regex_data(64);
	m->context = ab_regex_context();
	pcre2_set_match_limit(m->context, MATCH_LIMIT);
	pcre2_set_depth_limit(m->context, DEPTH_LIMIT);
	return m;
}

void
ab_grammar_matcher_free(struct ab_grammar_matcher *m)
{
	if (!m)
		return;
	pcre2_match_data_free(m->data);
	pcre2_match_context_free(m->context);
	free(m);
}

size_t
ab_grammar_match(struct ab_grammar_matcher *m, size_t i, ab_str subject, size_t at)
{
	m->code = code_of(m->grammar, i);
	m->subject = subject;
	m->tries++;
	if (pcre2_match(m->code, (PCRE2_SPTR)subject.ptr, subject.len, at, PCRE2_NO_UTF_CHECK,
	    m->data, m->context) <= 0)
		return 0;
	return pcre2_get_ovector_pointer(m->data)[1];
}

size_t
ab_grammar_tries(const struct ab_grammar_matcher *m)
{
	return m->tries;
}

ab_str
ab_grammar_group(const struct ab_grammar_matcher *m, const char *name)
{
	PCRE2_SPTR first, last;
	int size = pcre2_substring_nametable_scan(m->code, (PCRE2_SPTR)name, &first, &last);

	/* One name may stand for several groups, of which the first that took part counts. */
	for (PCRE2_SPTR at = first; size > 0 && at <= last; at += size) {
		unsigned group = (unsigned)at[0] << 8 | at[1];
		const size_t *v = pcre2_get_ovector_pointer(m->data) + 2 * group;
		if (group < pcre2_get_ovector_count(m->data) && v[0] != PCRE2_UNSET)
			return (ab_str){ m->subject.ptr + v[0], v[1] - v[0] };
	}
	return AB_STR("");
}
