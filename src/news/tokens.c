#include "news/tokens.h"

#include <unictype.h>

#include "base/utf8.h"
#include "know/gazetteer.h"

/* ---- code points ---- */

/* The code point at offset at, 0 at the end of the part. */
static uint32_t
peek(ab_str text, size_t at, size_t end, size_t *len)
{
	return ab_code_point((ab_str){ text.ptr + at, end - at }, len);
}

static uint32_t
after(ab_str text, size_t at, size_t end)
{
	size_t len;

	peek(text, at, end, &len);
	return peek(text, at + len, end, &len);
}

static bool
is_upper(uint32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z';
	return uc_is_upper(c) || uc_is_general_category(c, UC_TITLECASE_LETTER);
}

static bool
is_lower(uint32_t c)
{
	return c < 0x80 ? c >= 'a' && c <= 'z' : uc_is_lower(c);
}

static bool
is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(uint32_t c)
{
	if (c < 0x80)
		return is_upper(c) || is_lower(c);
	return uc_is_general_category(c, UC_LETTER) || uc_is_general_category(c, UC_MARK);
}

/* Blank, or nothing that can be seen. */
static bool
is_blank(uint32_t c)
{
	if (c < 0x80)
		return c <= ' ' || c == 0x7F;
	return c == 0xA0 || c == 0x200B || c == 0xFEFF || c == 0xAD || uc_is_space(c);
}

static bool
is_apostrophe(uint32_t c)
{
	return c == '\'' || c == 0x2019 || c == 0x2BC;
}

static bool
is_one_of(uint32_t c, const uint16_t *set)
{
	while (*set && *set != c)
		set++;
	return *set != 0;
}

/* ---- words ---- */

/* What a word is made of, up to where it has been read. */
struct word {
	size_t start, end;
	size_t upper, lower, others; /* letters and digits */
	bool capital;                /* the first letter is one */
	uint32_t last;
};

/* Is it an 's that ends the word? */
static bool
is_possessive(ab_str text, size_t apostrophe, size_t end)
{
	size_t len;
	peek(text, apostrophe, end, &len);
	size_t at = apostrophe + len;
	uint32_t s = peek(text, at, end, &len);

	return (s == 's' || s == 'S') && !is_letter(after(text, at, end));
}

/* Single letters with full stops between them: "U.S", "J", "p.m". */
static bool
is_dotted(ab_str text, const struct word *word)
{
	size_t letters = word->upper + word->lower, dots = 0;

	if (letters > 5 || word->others)
		return false;
	for (size_t i = word->start; i < word->end; i++)
		dots += text.ptr[i] == '.';
	return letters == dots + 1;
}

/* Does the full stop after the word belong to it? */
static bool
takes_dot(ab_str text, ab_str gazetteer, const struct word *word, size_t end)
{
	uint32_t next = after(text, word->end, end);

	if (word->last == '.')
		return false;
	if (is_dotted(text, word) && (word->capital || word->lower > 1))
		return true;
	if (is_lower(next) && !word->upper)
		return true; /* example.org */
	if (is_letter(next))
		return false; /* "left.Then" */
	ab_str form = ab_slice(text, (ab_span){ word->start, word->end });
	return ab_gazetteer_find(gazetteer, form).classes & AB_GAZ_ABBREV;
}

/* Is this a word of its own that lost its blank: "mediabankMinsk", "J.Smith"? */
static bool
is_glued_on(ab_str text, const struct word *word, size_t end, uint32_t c)
{
	if (word->last == '.')
		return is_letter(after(text, word->end, end)) && (word->capital || is_upper(c));
	return is_upper(c) && is_lower(word->last) && !word->upper && word->lower > 3
	    && is_lower(after(text, word->end, end));
}

/* Does c, which is no letter, stand inside the word? */
static bool
is_joint(ab_str text, ab_str gazetteer, const struct word *word, size_t end, uint32_t c)
{
	uint32_t next = after(text, word->end, end);

	if (c == '.')
		return takes_dot(text, gazetteer, word, end);
	if (is_apostrophe(c))
		return is_letter(next) && !is_possessive(text, word->end, end);
	return c == '&' && is_upper(word->last) && is_upper(next);
}

static struct word
read_word(ab_str text, ab_str gazetteer, size_t start, size_t end)
{
	struct word word = { .start = start, .end = start };
	size_t len;

	for (uint32_t c; word.end < end; word.end += len) {
		c = peek(text, word.end, end, &len);
		if (is_letter(c) || is_digit(c)) {
			if (is_glued_on(text, &word, end, c))
				break;
			word.capital |= word.end == start && is_upper(c);
			word.upper += is_upper(c);
			word.lower += is_lower(c);
			word.others += !is_upper(c) && !is_lower(c);
		} else if (!is_joint(text, gazetteer, &word, end, c)) {
			break;
		}
		word.last = c;
	}
	return word;
}

static enum ab_token_case
case_of(const struct word *word)
{
	if (!word->upper)
		return word->lower ? AB_CASE_LOWER : AB_CASE_NONE;
	if (!word->lower)
		return AB_CASE_UPPER;
	return word->capital ? AB_CASE_TITLE : AB_CASE_MIXED;
}

/* Digits and what is written together with them; stops at a word that lost its blank. */
static size_t
number_end(ab_str text, size_t at, size_t end)
{
	size_t len;

	for (uint32_t c; at < end; at += len) {
		c = peek(text, at, end, &len);
		uint32_t next = after(text, at, end);
		bool inside = c == '.' || c == ',' || c == ':' || c == '/';
		if (inside ? !is_digit(next) : !is_digit(c) && !is_letter(c))
			break;
		if (is_upper(c) && is_lower(next))
			break;
	}
	return at;
}

/* An address goes on to the next blank; what closes a sentence or a bracket is not part of it. */
static size_t
link_end(ab_str text, size_t at, size_t end)
{
	size_t start = at, len;

	while (at < end && !is_blank(peek(text, at, end, &len)))
		at += len;
	while (at > start + 1 && strchr(".,;:!?)]}\"'>", text.ptr[at - 1]))
		at--;
	return at;
}

static bool
is_link(ab_str text, size_t at, size_t end)
{
	ab_str rest = ab_slice(text, (ab_span){ at, end });

	return ab_str_starts(rest, AB_STR("http://")) || ab_str_starts(rest, AB_STR("https://"))
	    || ab_str_starts(rest, AB_STR("www."))
	    || (*rest.ptr == '@' && is_letter(after(text, at, end)));
}

static struct ab_token
read_token(ab_str text, ab_str gazetteer, size_t at, size_t end)
{
	struct ab_token token = { .at = { at, at }, .kind = AB_TOKEN_LINK };
	size_t len;
	uint32_t c = peek(text, at, end, &len);

	if (is_link(text, at, end)) {
		token.at.end = link_end(text, at, end);
	} else if (is_letter(c)) {
		struct word word = read_word(text, gazetteer, at, end);
		bool mail = word.end < end && text.ptr[word.end] == '@';
		token.at.end = mail ? link_end(text, at, end) : word.end;
		token.kind = mail ? AB_TOKEN_LINK : AB_TOKEN_WORD;
		token.letters = (uint8_t)case_of(&word);
	} else if (is_digit(c)) {
		token.at.end = number_end(text, at, end);
		token.kind = AB_TOKEN_NUMBER;
	} else {
		bool possessive = is_apostrophe(c) && is_possessive(text, at, end);
		token.at.end = at + len + possessive;
		token.kind = AB_TOKEN_MARK;
	}
	return token;
}

/* ---- sentences ---- */

void
ab_sentences_begin(struct ab_sentences *at, ab_str text, const struct ab_lines *lines,
    ab_str gazetteer)
{
	*at = (struct ab_sentences){ .text = text, .gazetteer = gazetteer, .lines = lines };
}

/* Goes on to the next part of a line that is shown. */
static bool
next_part(struct ab_sentences *at)
{
	const struct ab_lines *lines = at->lines;

	for (; at->line < lines->count; at->line++) {
		ab_span line = lines->at[at->line].at;
		size_t from = at->part.end > line.start ? at->part.end : line.start;
		for (; at->hidden < lines->hidden_count; at->hidden++) {
			ab_span hidden = lines->hidden[at->hidden].at;
			if (hidden.start > from)
				break;
			from = hidden.end > from ? hidden.end : from;
		}
		size_t to = line.end;
		if (at->hidden < lines->hidden_count && lines->hidden[at->hidden].at.start < to)
			to = lines->hidden[at->hidden].at.start;
		if (from < to) {
			at->part = (ab_span){ from, to };
			return true;
		}
	}
	return false;
}

static void
skip_blanks(struct ab_sentences *at)
{
	size_t len;

	while (at->part.start < at->part.end
	    && is_blank(peek(at->text, at->part.start, at->part.end, &len)))
		at->part.start += len;
}

/* Does a capital after this mark say nothing? */
static bool
opens(uint32_t mark, bool glued)
{
	static const uint16_t set[] = { ':', '|', '*', 0xAB, 0xB7, 0x2018, 0x201C, 0x201E, 0x2022,
		0x25CF, 0 };

	return is_one_of(mark, set) || (!glued && (mark == '"' || mark == '\''));
}

static bool
ends(uint32_t mark)
{
	static const uint16_t set[] = { '.', '!', '?', 0x61F, 0x6D4, 0x964, 0x2026, 0x3002, 0xFF01,
		0xFF1F, 0 };

	return is_one_of(mark, set);
}

static bool
closes(uint32_t mark)
{
	static const uint16_t set[] = { '"', '\'', ')', ']', 0x201D, 0x2019, 0xBB, 0 };

	return ends(mark) || is_one_of(mark, set);
}

/* After "U.S." a sentence ends where the next word is one that begins sentences. */
static bool
begins_anew(const struct ab_sentences *at)
{
	struct word word = read_word(at->text, at->gazetteer, at->part.start, at->part.end);
	ab_str form = ab_slice(at->text, (ab_span){ word.start, word.end });
	unsigned classes = word.capital ? ab_gazetteer_find(at->gazetteer, form).classes : 0;

	return classes & AB_GAZ_WORD && !(classes & (AB_GAZ_GIVEN | AB_GAZ_FAMILY));
}

/* Is the sentence over after its last token? Blanks after it have been skipped. */
static bool
is_over(const struct ab_sentences *at, const struct ab_sentence *s)
{
	if (at->part.start == at->part.end || s->count == AB_SENTENCE_MAX)
		return true;
	const struct ab_token *last = &s->at[s->count - 1];
	bool glued = last->at.end == at->part.start;
	size_t len, i = s->count;
	uint32_t next = peek(at->text, at->part.start, at->part.end, &len);
	if (last->kind == AB_TOKEN_WORD)
		return at->text.ptr[last->at.end - 1] == '.' && !glued && begins_anew(at);
	if (last->kind != AB_TOKEN_MARK || is_lower(next) || (glued && !is_upper(next)))
		return false;
	/* "He left.)": the mark that ends it may stand before others. */
	while (i-- > 0 && s->at[i].kind == AB_TOKEN_MARK) {
		uint32_t mark = peek(at->text, s->at[i].at.start, s->at[i].at.end, &len);
		if (ends(mark))
			return true;
		if (!closes(mark) || !s->at[i].glued)
			return false;
	}
	return false;
}

/* Small words keep their small letters in a headline, and it has no full stop. */
static enum ab_mood
mood_of(ab_str text, const struct ab_sentence *s)
{
	size_t upper = 0, title = 0, lower = 0, small = 0;

	for (size_t i = 0; i < s->count; i++) {
		const struct ab_token *t = &s->at[i];
		size_t len = t->at.end - t->at.start;
		if (t->kind != AB_TOKEN_WORD || len < 2)
			continue;
		upper += t->letters == AB_CASE_UPPER;
		title += t->letters == AB_CASE_TITLE && !t->start && len > 3;
		lower += t->letters == AB_CASE_LOWER && len > 4;
		small += t->letters == AB_CASE_LOWER || t->letters == AB_CASE_TITLE;
	}
	if (upper > 2 && upper > 3 * small)
		return AB_MOOD_SHOUTING;
	if (text.ptr[s->at[s->count - 1].at.end - 1] == '.' || s->count == AB_SENTENCE_MAX)
		return AB_MOOD_PROSE;
	return title > 2 && title > 8 * lower ? AB_MOOD_HEADLINE : AB_MOOD_PROSE;
}

bool
ab_sentences_next(struct ab_sentences *at, struct ab_sentence *out)
{
	bool opened = true, word = false;

	out->count = 0;
	for (skip_blanks(at); at->part.start == at->part.end; skip_blanks(at))
		if (!next_part(at))
			return false;
	out->line = at->line;
	do {
		struct ab_token *token = &out->at[out->count];
		*token = read_token(at->text, at->gazetteer, at->part.start, at->part.end);
		token->glued = out->count && token[-1].at.end == token->at.start;
		token->start = token->kind == AB_TOKEN_WORD && (opened || !word);
		size_t len;
		uint32_t mark = peek(at->text, token->at.start, token->at.end, &len);
		opened = token->kind == AB_TOKEN_MARK && opens(mark, token->glued);
		word |= token->kind == AB_TOKEN_WORD;
		at->part.start = token->at.end;
		out->count++;
		skip_blanks(at);
	} while (!is_over(at, out));
	out->mood = mood_of(at->text, out);
	return true;
}
