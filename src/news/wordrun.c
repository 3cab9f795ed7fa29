#include "news/wordrun.h"

#include <unictype.h>

#include "base/utf8.h"
#include "news/forms.h"

struct run { struct ab_run_word *at; size_t count, room; };

/* Letters and digits, and what is put upon them. */
static bool
is_word(uint32_t c)
{
	return c < 0x80 ? ab_plain_word[c]
	    : uc_is_general_category_withtable(c,
	    UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N | UC_CATEGORY_MASK_M);
}

/* Kana and ideographs. */
static bool
stands_alone(uint32_t c)
{
	return (c >= 0x3040 && c < 0xA000) || (c >= 0xF900 && c < 0xFB00)
	    || (c >= 0x20000 && c < 0x40000);
}

/* The end of the word that begins here. */
static size_t
end_of(ab_str text, size_t at, size_t end)
{
	size_t len, from = at;

	while (at < end) {
		uint32_t c = ab_code_point((ab_str){ text.ptr + at, end - at }, &len);
		if (!is_word(c) || (stands_alone(c) && at > from))
			break;
		at += len;
		if (stands_alone(c))
			break;
	}
	return at;
}

static void
read_part(struct ab_arena *arena, struct run *run, ab_str text, ab_span part)
{
	while (part.start < part.end && run->count < AB_WORDRUN_MAX) {
		size_t end = end_of(text, part.start, part.end), len;
		if (end == part.start) {
			ab_code_point((ab_str){ text.ptr + part.start, part.end - part.start },
			    &len);
			part.start += len;
			continue;
		}
		ab_span at = { part.start, end };
		struct ab_run_word word = { ab_form_key(ab_slice(text, at)), at };
		AB_PUSH(arena, run, word);
		part.start = end;
	}
}

struct ab_wordrun
ab_wordrun_of(struct ab_arena *arena, struct ab_article *article)
{
	ab_str text = ab_article_text(article);
	const struct ab_lines *lines = ab_article_lines(article);
	const struct ab_repeats *repeats = ab_article_repeats(article);
	struct run run = { 0 };

	for (size_t i = 0, hidden = 0; i < lines->count; i++) {
		ab_span part = lines->at[i].at;
		bool counts = (lines->at[i].kind == AB_KIND_TITLE
		    || lines->at[i].kind == AB_KIND_BODY) && !ab_repeats_at(repeats, i);
		for (; hidden < lines->hidden_count
		    && lines->hidden[hidden].at.start < lines->at[i].at.end; hidden++) {
			if (counts)
				read_part(arena, &run, text,
				    (ab_span){ part.start, lines->hidden[hidden].at.start });
			part.start = lines->hidden[hidden].at.end;
		}
		if (counts)
			read_part(arena, &run, text, part);
	}
	return (struct ab_wordrun){ run.at, run.count };
}
