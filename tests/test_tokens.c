#include <criterion/criterion.h>

#include "check_tokens.h"
#include "tests/known.h"

/* Tokens with blanks between them, '^' before those that begin something, '|' between sentences. */
static ab_str
show(struct ab_arena *arena, ab_str text, const struct ab_lines *lines)
{
	struct ab_sentences at;
	static struct ab_sentence s;
	ab_str out = AB_STR("");

	ab_sentences_begin(&at, text, lines, ab_knowledge_gazetteer(known()));
	while (ab_sentences_next(&at, &s)) {
		out = ab_format(arena, "%.*s%s", (int)out.len, out.ptr, out.len ? " | " : "");
		for (size_t i = 0; i < s.count; i++)
			out = ab_format(arena, "%.*s%s%s%.*s", (int)out.len, out.ptr, i ? " " : "",
			    s.at[i].start ? "^" : "", (int)(s.at[i].at.end - s.at[i].at.start),
			    text.ptr + s.at[i].at.start);
	}
	return out;
}

Test(tokens, words_and_sentences)
{
	static const struct { const char *text, *want; } rows[] = {
		{ "", "" },
		{ " \t\n\n ", "" },
		{ "He left. She stayed.", "^He left . | ^She stayed ." },
		{ "one\ntwo", "^one | ^two" },
		{ "Mr. Ash met Dr. Birch.", "^Mr. Ash met Dr. Birch ." },
		{ "J. R. Ash of the U.S. Navy", "^J. R. Ash of the U.S. Navy" },
		{ "He is in the U.S. The ship left.", "^He is in the U.S. | ^The ship left ." },
		{ "The U.S.-built ship", "^The U.S. - built ship" },
		{ "at 5 p.m. on 3.5 and 1,000.", "^at 5 p.m. on 3.5 and 1,000 ." },
		{ "Ash's and Ash’s cat, the Ashes' cat",
		    "^Ash 's and Ash ’s cat , the Ashes ' cat" },
		{ "O'Dell and D’Arcy don't", "^O'Dell and D’Arcy don't" },
		{ "\"Go,\" he said. “Stay,” she said.",
		    "\" ^Go , \" he said . | “ ^Stay , ” she said ." },
		{ "He said “no.” She left.", "^He said “ ^no . ” | ^She left ." },
		{ "Really?! Yes.", "^Really ? ! | ^Yes ." },
		{ "He left, i.e. he went.", "^He left , i.e. he went ." },
		{ "23:02Harbour opens", "23:02 ^Harbour opens" },
		{ "(c) 2031Ashford wins", "( ^c ) 2031 Ashford wins" },
		{ "See the galleryAshford wins", "^See the gallery Ashford wins" },
		{ "iPhone YouTube McArdle", "^iPhone YouTube McArdle" },
		{ "He left.Ashford won", "^He left . | ^Ashford won" },
		{ "the 26th, 5G and COVID-19", "^the 26th , 5G and COVID - 19" },
		{ "see https://example.org/a?b=c), www.example.org.",
		    "^see https://example.org/a?b=c ) , www.example.org ." },
		{ "write to info@example.org or @ash, example.com",
		    "^write to info@example.org or @ash , example.com" },
		{ "AT&T and S&P", "^AT&T and S&P" },
		{ "Note: Rain. 1. Snow", "^Note : ^Rain . | 1 . | ^Snow" },
		{ "Zoë Ünal źle", "^Zoë Ünal źle" },
		{ "он сказал. Минск", "^он сказал . | ^Минск" },
		{ "日本。中国", "^日本 。 中国" },
		{ "e\xcc\x81te\xcc\x81 a\xc2\xa0" "b", "^e\xcc\x81te\xcc\x81 a b" },
	};

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		struct ab_arena arena = { 0 };
		ab_str text = ab_str_c(rows[i].text);
		struct ab_lines lines = ab_lines_split(&arena, text);
		ab_str got = show(&arena, text, &lines);
		cr_expect(ab_str_eq(got, ab_str_c(rows[i].want)), "%s\n got  %.*s\n want %s",
		    rows[i].text, (int)got.len, got.ptr, rows[i].want);
		ab_arena_free(&arena);
	}
}

Test(tokens, hidden_text_is_not_read)
{
	struct ab_arena arena = { 0 };
	ab_str text = AB_STR("215 Ash won.\nmenu\nBirch lost. Share\nCedar");
	struct ab_lines lines = ab_lines_split(&arena, text);
	struct ab_hidden hidden[] = { { { 0, 3 }, { 0 } }, { { 13, 17 }, { 0 } },
		{ { 18, 20 }, { 0 } },
		{ { 20, 22 }, { 0 } }, { { 30, 35 }, { 0 } } };

	lines.hidden = hidden;
	lines.hidden_count = AB_LEN(hidden);
	ab_str got = show(&arena, text, &lines);
	cr_expect(ab_str_eq(got, AB_STR("^Ash won . | ^h lost . | ^Cedar")), "%.*s",
	    (int)got.len, got.ptr);
	ab_arena_free(&arena);
}

Test(tokens, moods)
{
	static const struct { const char *text; enum ab_mood mood; } rows[] = {
		{ "The council met in Ashford on a rainy morning", AB_MOOD_PROSE },
		{ "Council Meets in Ashford as Rain Falls", AB_MOOD_HEADLINE },
		{ "COUNCIL MEETS IN ASHFORD", AB_MOOD_SHOUTING },
		{ "NATO, EU and UN meet", AB_MOOD_PROSE },
		{ "Ashford", AB_MOOD_PROSE },
	};

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		struct ab_arena arena = { 0 };
		ab_str text = ab_str_c(rows[i].text);
		struct ab_lines lines = ab_lines_split(&arena, text);
		struct ab_sentences at;
		struct ab_sentence s;
		ab_sentences_begin(&at, text, &lines, ab_knowledge_gazetteer(known()));
		cr_assert(ab_sentences_next(&at, &s));
		cr_expect_eq(s.mood, rows[i].mood, "%s: %d", rows[i].text, (int)s.mood);
		ab_arena_free(&arena);
	}
}

/* Every byte that is no blank is in exactly one token, in order, however long the sentence. */
Test(tokens, nothing_is_lost)
{
	static const char *const pieces[] = { "a", "B", "Zoë", "'", "’s", ".", "..", "-", "&", "12",
		",3", "@", "http://", "U.S",
		"\xcc\x81", "“", "\"", " ", "  ", "\n", "\t", "日", "\xef\xbf\xbd", "…" };
	unsigned seed = 7;

	for (int round = 0; round < 400; round++) {
		struct ab_arena arena = { 0 };
		ab_str text = AB_STR("");
		for (int n = 0; n < (round < 390 ? 12 : 1500); n++) {
			seed = seed * 1103515245u + 12345u;
			text = ab_format(&arena, "%.*s%s", (int)text.len, text.ptr,
			    pieces[(seed >> 16) % AB_LEN(pieces)]);
		}
		struct ab_lines lines = ab_lines_split(&arena, text);
		const char *broken = check_tokens(text, &lines, ab_knowledge_gazetteer(known()));
		cr_assert_null(broken, "%s: %.*s", broken,
		    (int)(text.len < 200 ? text.len : 200), text.ptr);
		ab_arena_free(&arena);
	}
}
