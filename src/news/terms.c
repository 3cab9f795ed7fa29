#include "news/terms.h"

#include <unicase.h>
#include <unictype.h>

#include "base/utf8.h"

/* ---- a page ---- */

struct ab_passage
ab_passage_new(struct ab_arena *arena, ab_str text)
{
	size_t room = text.len < AB_PASSAGE_TOKENS ? text.len + 1 : AB_PASSAGE_TOKENS;

	return (struct ab_passage){ .text = text, .room = room,
		.tokens = AB_NEW(arena, struct ab_token, room), .ends = AB_NEW(arena, uint32_t,
		    room) };
}

bool
ab_passage_read(struct ab_passage *page, struct ab_sentences *from)
{
	struct ab_sentence sentence;

	page->count = page->sentences = 0;
	while (page->count + AB_SENTENCE_MAX <= AB_PASSAGE_TOKENS && ab_sentences_next(from,
	    &sentence)) {
		memcpy(page->tokens + page->count, sentence.at,
		    sentence.count * sizeof(*sentence.at));
		page->count += sentence.count;
		page->ends[page->sentences++] = (uint32_t)page->count;
	}
	return page->count > 0;
}

/* ---- words ---- */

/* Quotes, apostrophes and dashes as ASCII has them: sets and sites differ in them. */
static uint32_t
plain_of(uint32_t c)
{
	if (c < 0x80)
		return c;
	if (c == 0x2018 || c == 0x2019 || c == 0x2BC)
		return '\'';
	if (c == 0x201C || c == 0x201D || c == 0x201E)
		return '"';
	return c == 0x2010 || c == 0x2011 ? '-' : c;
}

static uint32_t
lower_of(uint32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z' ? c + 32 : c;
	return uc_tolower(c);
}

/* What stands for a code point in a shape. */
static uint32_t
shape_of(uint32_t c)
{
	if (c < 0x80) {
		if (c >= 'A' && c <= 'Z')
			return 'X';
		if (c >= 'a' && c <= 'z')
			return 'x';
		return c >= '0' && c <= '9' ? 'd' : c;
	}
	return uc_is_upper(c) ? 'X' : uc_is_lower(c) ? 'x' : 'u';
}

/* Greek and what follows it in Unicode, but for the second home of Latin. */
static bool
is_beyond_latin(uint32_t c)
{
	return c >= 0x370 && (c < 0x1E00 || c > 0x1EFF);
}

/* Kinds of shape: A, US, NATO-like, Title, McX, iPhone, lower, 1999; with digits; others. */
static uint8_t
look_of(const uint32_t *c, size_t count)
{
	size_t upper = 0, lower = 0, digits = 0;

	for (size_t i = 0; i < count; i++) {
		uint32_t shape = shape_of(c[i]);
		upper += shape == 'X';
		lower += shape == 'x' || shape == 'u';
		digits += shape == 'd';
	}
	bool first = count && shape_of(c[0]) == 'X';
	if (upper && !lower)
		return digits ? 12 : upper == 1 ? 1 : count <= 4 ? 2 : 3;
	if (upper)
		return !first ? 6 : digits ? 9 : upper == 1 ? 4 : 5;
	if (lower)
		return digits ? 10 : 7;
	return digits ? 8 : 11;
}

enum { WORD_MAX = 40 }; /* code points that are looked at */

static void
read_affixes(struct ab_term *word, const uint32_t *c, size_t count)
{
	for (size_t n = 1; n <= AB_AFFIXES && n <= count; n++) {
		uint32_t prefix = AB_WORD_HASH, suffix = AB_WORD_HASH;
		for (size_t i = 0; i < n; i++) {
			prefix = ab_word_hash(prefix, c[i]);
			suffix = ab_word_hash(suffix, c[count - n + i]);
		}
		word->prefix[n - 1] = prefix;
		word->suffix[n - 1] = suffix;
	}
}

/* "GENEVA" as "Geneva". */
static uint32_t
calm_of(const uint32_t *c, size_t count)
{
	uint32_t hash = ab_word_hash(AB_WORD_HASH, c[0]);

	for (size_t i = 1; i < count; i++)
		hash = ab_word_hash(hash, lower_of(c[i]));
	return hash;
}

static void
read_word(const struct ab_model *model, ab_str text, const struct ab_token *token,
    struct ab_term *word)
{
	uint32_t c[WORD_MAX], last = 0;
	size_t count = 0, len;

	*word = (struct ab_term){ .form = AB_WORD_HASH, .lower = AB_WORD_HASH,
		.shape = AB_WORD_HASH, .pattern = AB_WORD_HASH,
		.capital = token->letters == AB_CASE_TITLE || token->letters == AB_CASE_UPPER,
		.letters = token->letters != AB_CASE_NONE, .word = AB_NO_WORD,
		.start = token->start };
	for (ab_str s = ab_slice(text, token->at); s.len && count < WORD_MAX; s = ab_str_skip(s,
	    len)) {
		uint32_t point = plain_of(ab_code_point(s, &len)), shape = shape_of(point);
		c[count++] = point;
		word->form = ab_word_hash(word->form, point);
		word->lower = ab_word_hash(word->lower, lower_of(point));
		word->pattern = ab_word_hash(word->pattern, shape);
		if (shape != last)
			word->shape = ab_word_hash(word->shape, shape);
		last = shape;
	}
	word->beyond = word->letters && count && is_beyond_latin(c[0]);
	word->calm = word->form;
	if (token->letters == AB_CASE_UPPER && count >= 4)
		word->calm = calm_of(c, count);
	read_affixes(word, c, count);
	word->look = look_of(c, count);
	word->word = ab_model_word(model, word->lower);
	for (size_t i = 0; i < AB_CLUSTERINGS; i++)
		word->cluster[i] = word->word == AB_NO_WORD ? AB_NO_WORD
		    : ab_model_cluster(model, word->word, i);
}

/* What the lists say of the longest name that begins here. */
static void
read_lists(const struct ab_model *model, struct ab_term *words, size_t i, size_t end)
{
	uint32_t name[AB_LIST_WORDS], hash = 0;
	size_t count = 0;

	for (; count < AB_LIST_WORDS && i + count < end; count++)
		name[count] = hash = ab_model_hash(0, hash, words[i + count].lower, 0);
	while (count > 0) {
		unsigned lists = ab_model_lists(model, name[count - 1]);
		for (size_t k = 0; lists && k < count; k++)
			words[i + k].lists |= (uint16_t)(count > 1 ? lists << 8 : lists);
		if (lists)
			return;
		count--;
	}
}

/* What the gazetteer says of the word, and of the longest form that begins with it. */
static void
read_classes(const struct ab_model *model, struct ab_term *words, size_t i, size_t end)
{
	uint32_t hash = ab_model_hash(1, 0, words[i].form, 0), name[AB_LIST_WORDS];
	size_t count = 0;

	words[i].classes = ab_model_classes(model, hash);
	if (!words[i].classes && words[i].calm != words[i].form)
		words[i].classes = ab_model_classes(model, ab_model_hash(1, 0, words[i].calm, 0));
	if (!words[i].capital)
		return;
	for (; count < AB_LIST_WORDS && i + count < end; count++)
		name[count] = hash = count ? ab_model_hash(1, hash, words[i + count].form, 0)
		    : hash;
	for (; count > 1; count--) {
		uint32_t classes = ab_model_classes(model, name[count - 1]);
		for (size_t k = 0; classes && k < count; k++)
			words[i + k].within = classes << 2 | (k == 0 ? 0 : k + 1 < count ? 1 : 2);
		if (classes)
			return;
	}
}

/* ---- the other places of a word ---- */

struct ab_places
ab_places_new(struct ab_arena *arena, size_t tokens)
{
	size_t size = 16;

	while (size < 2 * tokens)
		size *= 2;
	return (struct ab_places){ AB_NEW(arena, uint32_t, size), size };
}

/* The slot that holds a place of this form, or where it belongs. */
static uint32_t *
index_find(struct ab_places index, const struct ab_term *words, uint32_t form)
{
	size_t at = ab_model_hash(0, form, 0, 0) & (index.size - 1);

	while (index.slots[at] && words[index.slots[at] - 1].form != form)
		at = (at + 1) & (index.size - 1);
	return &index.slots[at];
}

/* Links the places of every form, and finds capitalised words that are also written small. */
static void
link_places(struct ab_places index, struct ab_term *words, size_t count)
{
	memset(index.slots, 0, index.size * sizeof(*index.slots));
	for (size_t i = count; i-- > 0;) {
		uint32_t *slot = index_find(index, words, words[i].form);
		words[i].next = *slot;
		*slot = (uint32_t)i + 1;
	}
	for (size_t i = 0; i < count; i++) {
		if (!words[i].capital)
			continue;
		words[i].first = *index_find(index, words, words[i].form);
		words[i].lowered = words[i].lower != words[i].form
		    && *index_find(index, words, words[i].lower) != 0;
	}
}

static bool
is_hyphen(const struct ab_term *word)
{
	return word->form == ab_word_hash(AB_WORD_HASH, '-');
}

void
ab_terms_read(const struct ab_model *model, const struct ab_passage *page, struct ab_places index,
    struct ab_term *words)
{
	for (size_t i = 0; i < page->count; i++)
		read_word(model, page->text, &page->tokens[i], &words[i]);
	for (size_t i = 0; i < page->count; i++)
		words[i].glued = page->tokens[i].glued && (is_hyphen(&words[i]) || (i
		    && is_hyphen(&words[i - 1])));
	for (size_t s = 0, i = 0; s < page->sentences; s++) {
		size_t start = i, end = page->ends[s], letters = 0, capitals = 0;
		for (; i < end; i++) {
			letters += words[i].letters;
			capitals += words[i].capital;
			if (words[i].capital)
				read_lists(model, words, i, end);
			read_classes(model, words, i, end);
		}
		bool headline = letters > 2 && capitals * 10 > letters * 8;
		for (i = start; i < end; i++)
			words[i].headline = headline;
	}
	link_places(index, words, page->count);
}
