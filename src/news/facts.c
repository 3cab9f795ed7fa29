#include "news/facts.h"

#include <unicase.h>
#include <unistr.h>
#include <unictype.h>

#include "base/eight.h"
#include "base/utf8.h"
#include "news/characters.h"

enum {
	REACH = 8192,   /* bytes of a line that are looked at */
	HEAD = 320,     /* bytes of a line, folded, in which cues are sought */
	STEM = 7,       /* letters, and bytes: enough to tell words, few enough to unite endings */
	CONTENT = 4,    /* letters: a shorter word says little about the subject */
	SMALL = 5,      /* letters: a longer word is none of a language's commonest */
	DENSE_LINE = 3, /* characters without blanks between words that make a line such */
	DATE_WORDS = 14, /* a longer line that has a date is a sentence about a day */
};

enum sort { SIGN, BLANK, DIGIT, LOWER, UPPER, LETTER, DENSE };

struct walk {
	struct ab_arena *arena;
	struct ab_tokens *tokens;
	enum sort before;       /* sort of the character before, SIGN at the start */
	uint32_t sign;          /* ... itself, if it was a sign */
	bool maybe_glued;       /* a capital came right behind the end of a word */
	enum { WITHIN, ENDED, PAUSED } sentence;
	size_t words, capitals, shouts, glued, sentences, commas, quotes;
	size_t chars, letters, digits, dense, dashed, clock, addresses;
	struct { uint64_t stem; size_t length, digits, uppers; } word;
	uint32_t dense_before;  /* the last character, if dense */
	char *head; /* room for HEAD bytes and eight more */
	size_t head_length;
	bool pipe, chevron, at, address;
};

static enum sort
sort_of(uint32_t c)
{
	if (c < 0x80) {
		if (c >= 'a' && c <= 'z')
			return LOWER;
		if (c == ' ' || c == '\t')
			return BLANK;
		if (c >= 'A' && c <= 'Z')
			return UPPER;
		return c >= '0' && c <= '9' ? DIGIT : SIGN;
	}
	if (ab_is_dense(c))
		return uc_is_alnum(c) ? DENSE : SIGN;
	if (uc_is_lower(c))
		return LOWER;
	if (uc_is_upper(c))
		return UPPER;
	if (uc_is_alpha(c) || uc_is_general_category_withtable(c, UC_CATEGORY_MASK_M))
		return LETTER;
	if (uc_is_general_category_withtable(c, UC_CATEGORY_MASK_N))
		return DIGIT;
	return uc_is_space(c) || c == 0xA0 ? BLANK : SIGN;
}

static void
put_head(struct walk *w, ab_str bytes)
{
	if (w->head_length + bytes.len + 1 <= HEAD) {
		memcpy(w->head + w->head_length, bytes.ptr, bytes.len);
		w->head_length += bytes.len;
	}
}

/* The first n of eight bytes. */
static void
put_eight(struct walk *w, uint64_t eight, size_t n)
{
	eight = htole64(eight);
	if (w->head_length + n + 1 > HEAD)
		return;
	memcpy(w->head + w->head_length, &eight, sizeof(eight));
	w->head_length += n;
}

static void
put_blank(struct walk *w)
{
	if (w->head_length + 2 <= HEAD)
		w->head[w->head_length++] = ' ';
}

/* The first letters of a word in lower case, a byte each, as a hash; those beyond ASCII overlap. */
static uint32_t
hash_of_stem(uint64_t stem)
{
	return (uint32_t)((stem ^ stem >> 29) * 0x9E3779B97F4A7C15u >> 32);
}

static void
add_token(struct walk *w, uint32_t word, bool is_short, bool is_content)
{
	AB_PUSH(w->arena, w->tokens, ((struct ab_token){ word, is_short, is_content }));
}

/* Is the word, by its stem, one of which addresses are made: http, https, www, com? */
static bool
is_of_address(uint64_t stem)
{
	return stem == 0x70747468 || stem == 0x7370747468 || stem == 0x777777 || stem == 0x6d6f63;
}

static void
end_word(struct walk *w)
{
	if (w->word.length == 0)
		return;
	w->words++;
	w->shouts += w->word.length > 1 && w->word.uppers == w->word.length;
	if (w->word.digits == 0)
		add_token(w, hash_of_stem(w->word.stem), w->word.length <= SMALL,
		    w->word.length >= CONTENT);
	w->address |= w->head_length < HEAD - STEM && is_of_address(w->word.stem);
	put_blank(w);
	w->word.stem = w->word.length = w->word.digits = w->word.uppers = 0;
}

static void
take_letter(struct walk *w, uint32_t c, enum sort sort, ab_str bytes)
{
	char utf8[8];

	if (w->word.length == 0)
		w->capitals += sort == UPPER;
	if (sort == UPPER) {
		c = c < 0x80 ? (c | 32) : uc_tolower(c);
		if (c < 0x80) {
			utf8[0] = (char)c;
			bytes = (ab_str){ utf8, 1 };
		} else {
			int n = u8_uctomb((uint8_t *)utf8, c, sizeof(utf8));
			bytes = (ab_str){ utf8, n > 0 ? (size_t)n : 0 };
		}
	}
	if (w->word.length < STEM)
		w->word.stem += (uint64_t)c << 8 * w->word.length;
	w->word.length++;
	w->word.uppers += sort == UPPER;
	w->word.digits += sort == DIGIT;
	w->letters += sort != DIGIT;
	w->digits += sort == DIGIT;
	put_head(w, bytes);
}

/* Where one word ends and the next begins without a blank: "homeWorld", "said.The". */
static void
watch_glue(struct walk *w, enum sort sort)
{
	bool ended = w->before == LOWER || w->before == DIGIT
	    || (w->before == SIGN && w->words
	        && (w->sign == '!' || w->sign == '?' || w->sign == '.' || w->sign == ')'
	            || w->sign == 0x2019));

	w->glued += sort == LOWER && w->maybe_glued;
	w->maybe_glued = sort == UPPER && ended;
}

static void
watch_sentence(struct walk *w, uint32_t c, enum sort sort)
{
	if (ab_is_stop(c))
		w->sentence = ENDED;
	else if (w->sentence == ENDED && sort == BLANK)
		w->sentence = PAUSED;
	else if (w->sentence == PAUSED && sort >= LOWER)
		w->sentences++, w->sentence = WITHIN;
	else if (sort >= DIGIT || (!ab_is_closer(c) && !ab_is_opener(c)))
		w->sentence = WITHIN;
	if (c == 0x3002)
		w->sentences++;
}

static void
take_sign(struct walk *w, uint32_t c, enum sort after_digit)
{
	w->commas += c == ',' || c == 0x3001 || c == 0xFF0C;
	w->quotes += c == '"' || c == 0x201C || c == 0x201D;
	w->pipe |= c == '|';
	w->chevron |= c == '>' || c == 0xBB || c == 0x203A;
	w->at |= c == '@';
	w->dashed += after_digit == DIGIT && (c == '/' || c == '-' || c == '.');
	w->clock += after_digit == DIGIT && c == ':';
	if (c == 0xA9)
		put_head(w, AB_STR("\xC2\xA9 "));
}

static void
take_dense(struct walk *w, uint32_t c, ab_str bytes)
{
	if (w->dense_before)
		add_token(w, (w->dense_before ^ c * 16777619u) * 2654435761u, false, true);
	w->dense++;
	w->letters++;
	put_head(w, bytes);
}

static void
take(struct walk *w, uint32_t c, ab_str bytes)
{
	enum sort sort = sort_of(c);

	w->chars++;
	watch_glue(w, sort);
	if (sort < DIGIT || w->sentence != WITHIN)
		watch_sentence(w, c, sort);
	if (sort <= BLANK || sort == DENSE)
		end_word(w);
	if (sort == DENSE)
		take_dense(w, c, bytes);
	else if (sort >= DIGIT)
		take_letter(w, c, sort, bytes);
	else if (sort == SIGN)
		take_sign(w, c, w->before);
	if (sort != DENSE && w->dense_before)
		put_blank(w);
	w->dense_before = sort == DENSE ? c : 0;
	w->before = sort;
	w->sign = c;
}

static ab_str
last_code_point(ab_str s)
{
	size_t n = 1;

	while (n < s.len && n < 4 && ((unsigned char)s.ptr[s.len - n] & 0xC0) == 0x80)
		n++;
	return ab_str_skip(s, s.len - n);
}

static void
find_end(struct ab_facts *facts, ab_str line)
{
	size_t len;
	uint32_t last = ab_code_point(last_code_point(line), &len);

	facts->value[AB_F_COLON] = last == ':' || last == 0xFF1A;
	facts->value[AB_F_QUESTION] = last == '?' || last == 0xFF1F;
	facts->value[AB_F_ELLIPSIS] = last == 0x2026 || ab_str_ends(line, AB_STR("..."));
	for (int closers = 0; closers < 4 && ab_is_closer(last) && line.len > len; closers++) {
		line.len -= len;
		last = ab_code_point(last_code_point(line), &len);
	}
	facts->value[AB_F_ENDS] = ab_is_stop(last);
}

static void
find_start(struct ab_facts *facts, ab_str line)
{
	size_t len;
	uint32_t first = ab_code_point(line, &len);
	enum sort sort = sort_of(first);

	facts->value[AB_F_FIRST_UPPER] = sort == UPPER;
	facts->value[AB_F_FIRST_LOWER] = sort == LOWER;
	facts->value[AB_F_FIRST_QUOTE] = ab_is_opener(first);
}

static uint32_t
find_cues(const struct walk *w)
{
	uint32_t cues = ab_cues_find((ab_str){ w->head, w->head_length });
	bool month = cues >> AB_CUE_MONTH & 1;

	if (w->words > DATE_WORDS)
		return cues & ~(UINT32_C(1) << AB_CUE_DATE);
	if (w->clock || w->dashed >= 2 || (month && w->digits))
		cues |= UINT32_C(1) << AB_CUE_DATE;
	return cues;
}

static void
fill(struct ab_facts *facts, const struct walk *w, float scale)
{
	float *v = facts->value;
	float words = (float)w->words, chars = (float)w->chars;
	float each = w->words ? 1 / words : 0;
	bool dense = w->dense >= DENSE_LINE;

	v[AB_F_WORDS] = (words + (dense ? .5f * (float)w->dense : 0)) * scale;
	v[AB_F_CHARS] = chars * scale;
	v[AB_F_LETTERS] = (float)w->letters / chars;
	v[AB_F_DIGITS] = (float)w->digits / chars;
	v[AB_F_CAPITALS] = (float)w->capitals * each;
	v[AB_F_SHOUT] = (float)w->shouts * each;
	v[AB_F_WORD_LENGTH] = dense ? 5 : chars * each;
	v[AB_F_COMMAS] = (float)w->commas * scale;
	v[AB_F_SENTENCES] = (float)w->sentences * scale;
	v[AB_F_QUOTES] = (float)w->quotes * scale;
	v[AB_F_PIPE] = w->pipe;
	v[AB_F_CHEVRON] = w->chevron;
	v[AB_F_AT] = w->at;
	v[AB_F_ADDRESS] = w->address;
	v[AB_F_GLUED] = (float)w->glued / (3 + words);
	v[AB_F_RANK] = w->words == 1 && w->letters == 0 && w->digits <= 2;
	for (int i = 0; facts->cues >> i; i++) { /* the rest stays 0; most lines have none */
		v[AB_F_CUE_NAV + i] = (float)(facts->cues >> i & 1);
		v[AB_F_CUES] += i == AB_CUE_MONTH ? 0 : v[AB_F_CUE_NAV + i];
	}
}

/* Small letters that go on a word, or begin one behind a blank, maybe with a capital, and the blank
 * behind them: most of any text, so they get the shortest way. What take() would is left behind. */
static size_t
take_small_letters(struct walk *w, ab_str rest, ab_str line)
{
	if (w->before != LOWER && w->before != BLANK)
		return 0;
	uint64_t x = ab_eight_of(rest, line);
	bool capital = w->before == BLANK && *rest.ptr >= 'A' && *rest.ptr <= 'Z';
	x |= capital ? 0x20 : 0;
	size_t n = ab_eight_first(~ab_eight_between(x, 'a', 'z') & AB_EIGHT(0x80));
	if (n == 0)
		return 0;
	if (w->word.length < STEM) {
		size_t letters = n < STEM - w->word.length ? n : STEM - w->word.length;
		w->word.stem += ab_eight_front(x, letters) << 8 * w->word.length;
	}
	w->capitals += capital;
	w->word.uppers += capital;
	w->word.length += n;
	w->chars += n;
	w->letters += n;
	w->sentences += w->sentence == PAUSED;
	w->sentence = WITHIN;
	put_eight(w, x, n);
	w->maybe_glued = false;
	w->before = capital && n == 1 ? UPPER : LOWER;
	return n;
}

static size_t
take_blank(struct walk *w, ab_str rest)
{
	if (w->before != LOWER || *rest.ptr != ' ' || w->sentence != WITHIN)
		return 0;
	end_word(w);
	w->chars++;
	w->maybe_glued = false;
	w->before = BLANK;
	return 1;
}

/* FNV-1a, eight bytes a step; never 0. */
static uint64_t
hash_of(ab_str s)
{
	uint64_t hash = 14695981039346656037u, eight = 0;

	for (; s.len >= sizeof(eight); s = ab_str_skip(s, sizeof(eight))) {
		memcpy(&eight, s.ptr, sizeof(eight));
		hash = (hash ^ eight) * 1099511628211u;
		hash ^= hash >> 32;
	}
	for (; s.len; s = ab_str_skip(s, 1))
		hash = (hash ^ (unsigned char)*s.ptr) * 1099511628211u;
	return hash ? hash : 1;
}

void
ab_facts_find(struct ab_facts *facts, struct ab_arena *arena, struct ab_tokens *tokens, ab_str line)
{
	char head[HEAD + 8];
	struct walk w = { .arena = arena, .tokens = tokens, .head = head };
	ab_str rest = line;
	size_t len;

	*facts = (struct ab_facts){ .first_token = tokens->count };
	for (; rest.len && line.len - rest.len < REACH; rest = ab_str_skip(rest, len)) {
		if ((len = take_small_letters(&w, rest, line)) || (len = take_blank(&w, rest)))
			continue;
		uint32_t c = ab_code_point(rest, &len);
		take(&w, c, (ab_str){ rest.ptr, len });
	}
	facts->hash = hash_of((ab_str){ line.ptr, line.len - rest.len });
	end_word(&w);
	if (w.dense_before)
		put_blank(&w);
	facts->token_count = tokens->count - facts->first_token;
	facts->cues = find_cues(&w);
	find_end(facts, line);
	find_start(facts, line);
	fill(facts, &w, (float)line.len / (float)(line.len - rest.len));
}
