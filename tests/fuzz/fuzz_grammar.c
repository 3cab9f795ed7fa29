#include "base/utf8.h"
#include "fuzz.h"
#include "know/grammar.h"

static const char *
check_matches(const struct ab_grammar *g, ab_str text)
{
	struct ab_grammar_matcher *m = ab_grammar_matcher_new(g);
	const char *broken = NULL;
	struct ab_grammar_word w = { { 0, 0 }, 0 };

	for (size_t from = 0; !broken && ab_grammar_word(g, text, from, &w); from = w.at.end) {
		if (w.at.start < from || w.at.start >= w.at.end || w.at.end > text.len)
			broken = "words are in order, not empty and within the text";
		for (size_t i = 0; i < ab_grammar_count(g) && !broken; i++) {
			size_t end = ab_grammar_match(m, i, text, w.at.start);
			if (end && (end < w.at.start || end > text.len))
				broken = "a match ends within the text";
		}
	}
	ab_grammar_matcher_free(m);
	return broken;
}

/* A grammar, and after a NUL the text that it is tried on. */
const char *
fuzz_grammar(ab_str bytes)
{
	struct ab_arena arena = { 0 };
	struct ab_utf8_report report;
	struct ab_error err = { "" };
	const char *broken = NULL, *nul = bytes.len ? memchr(bytes.ptr, '\0', bytes.len) : NULL;
	size_t len = nul ? (size_t)(nul - bytes.ptr) : bytes.len;
	ab_str text = ab_utf8_text(&arena, ab_str_skip(bytes, len + (nul != NULL)), &report);
	struct ab_grammar *g = ab_grammar_new((ab_str){ bytes.ptr, len }, &err);

	if (!g)
		broken = *err.text ? NULL : "a grammar that is refused has a sentence";
	else if (ab_grammar_check(g, &err))
		broken = check_matches(g, text);
	ab_grammar_free(g);
	ab_arena_free(&arena);
	return broken;
}
