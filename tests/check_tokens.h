/* What news/tokens.h promises of any text: NULL, or the promise that is broken. */
#ifndef ABREAST_TESTS_CHECK_TOKENS_H
#define ABREAST_TESTS_CHECK_TOKENS_H

#include <unictype.h>
#include <unistr.h>

#include "base/utf8.h"
#include "news/tokens.h"

/* Is there nothing between the tokens but blanks and what is hidden? */
static inline bool
check_gap(ab_str text, const struct ab_lines *lines, size_t at, size_t end)
{
	for (size_t len; at < end; at += len) {
		uint32_t c = ab_code_point(ab_str_skip(text, at), &len);
		bool blank = c <= ' ' || c == 0x7F || c == 0xA0 || c == 0xAD || c == 0x200B
		    || c == 0xFEFF || uc_is_space(c);
		if (!blank && !ab_lines_hides(lines, at))
			return false;
	}
	return true;
}

static inline const char *
check_sentence(ab_str text, const struct ab_lines *lines, const struct ab_sentence *s, size_t *last)
{
	if (s->count < 1 || s->count > AB_SENTENCE_MAX)
		return "a sentence is empty or too long";
	if (s->line >= lines->count || s->mood > AB_MOOD_SHOUTING)
		return "a sentence has no line or no mood";
	for (size_t i = 0; i < s->count; i++) {
		ab_span at = s->at[i].at;
		ab_str form = ab_slice(text, at);
		if (at.start < *last || at.start >= at.end)
			return "tokens overlap, are empty or not in order";
		if (at.start < lines->at[s->line].at.start || at.end > lines->at[s->line].at.end)
			return "a sentence crosses a line";
		if (!check_gap(text, lines, *last, at.start))
			return "text is lost between tokens";
		if (u8_check((const uint8_t *)form.ptr, form.len))
			return "a token cuts a code point";
		if (ab_lines_hides(lines, at.start) || ab_lines_hides(lines, at.end - 1))
			return "a token is hidden";
		if (s->at[i].glued != (i > 0 && at.start == *last))
			return "glued is not where no blank is";
		*last = at.end;
	}
	return NULL;
}

static inline const char *
check_tokens(ab_str text, const struct ab_lines *lines, ab_str gazetteer)
{
	struct ab_sentences at;
	struct ab_sentence s;
	const char *broken = NULL;
	size_t last = 0;

	ab_sentences_begin(&at, text, lines, gazetteer);
	while (!broken && ab_sentences_next(&at, &s))
		broken = check_sentence(text, lines, &s, &last);
	return broken ? broken : check_gap(text, lines, last, text.len) ? NULL
	    : "text is lost at the end";
}

#endif
