#include "news/clues.h"

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

/* ---- features ---- */

/* What stands before the first and after the last word of a sentence. */
static const struct ab_term edge[2] = {
	{ .form = 1, .lower = 1, .shape = 1, .cluster = { 0xFFFE, 0xFFFE, 0xFFFE, 0xFFFE } },
	{ .form = 2, .lower = 2, .shape = 2, .cluster = { 0xFFFE, 0xFFFE, 0xFFFE, 0xFFFE } },
};

enum { REACH = 3 }; /* words to either side */

struct place {
	const struct ab_term *at[2 * REACH + 1];
	bool first; /* of its sentence */
};

static const struct ab_term *
word(const struct place *p, int offset)
{
	return p->at[REACH + offset];
}

static void
put(struct ab_clues *out, uint32_t template, uint32_t a, uint32_t b, uint32_t c)
{
	out->at[out->count++] = ab_model_hash(template, a, b, c);
}

/* The second argument of put is the template's number: what has been learned is known by it. */
static void
put_lexical(struct ab_clues *out, const struct place *p)
{
	const struct ab_term *w = word(p, 0);

	put(out, 1, w->form, 0, 0);
	put(out, 2, w->lower, 0, 0);
	put(out, 3, word(p, -1)->lower, w->lower, 0);
	put(out, 4, w->lower, word(p, 1)->lower, 0);
	if (w->prefix[3]) {
		put(out, 5, w->prefix[3], 0, 0);
		put(out, 6, w->suffix[3], 0, 0);
	}
}

static void
put_context(struct ab_clues *out, const struct place *p)
{
	uint32_t shape = word(p, 0)->shape, left = word(p, -1)->lower, right = word(p, 1)->lower;

	for (int k = 1; k <= REACH; k++) {
		put(out, 10 + (uint32_t)k, word(p, -k)->lower, 0, 0);
		put(out, 15 + (uint32_t)k, word(p, k)->lower, 0, 0);
	}
	put(out, 20, left, shape, 0);
	put(out, 21, shape, right, 0);
	put(out, 22, left, shape, right);
	put(out, 23, word(p, -2)->lower, left, 0);
	put(out, 24, right, word(p, 2)->lower, 0);
}

static void
put_shapes(struct ab_clues *out, const struct place *p)
{
	const struct ab_term *w = word(p, 0);

	put(out, 30, 0, 0, 0);
	put(out, 31, w->shape, 0, 0);
	put(out, 32, w->pattern, 0, 0);
	put(out, 33, w->shape, w->headline, p->first);
	for (int k = 1; k <= 2; k++) {
		put(out, 33 + (uint32_t)k, word(p, -k)->shape, 0, 0);
		put(out, 35 + (uint32_t)k, word(p, k)->shape, 0, 0);
	}
	put(out, 38, word(p, -1)->shape, w->shape, word(p, 1)->shape);
	put(out, 39, (uint32_t)w->glued << 1 | word(p, 1)->glued, word(p, -1)->shape, w->shape);
	put(out, 29, (uint32_t)w->glued << 1 | word(p, 1)->glued, w->shape, word(p, 1)->shape);
	for (uint32_t n = 0; n < 3 && w->prefix[n]; n++) {
		put(out, 40 + n, w->prefix[n], 0, 0);
		put(out, 45 + n, w->suffix[n], 0, 0);
	}
}

static void
put_clusters(struct ab_clues *out, const struct place *p)
{
	const uint16_t *c = word(p, 0)->cluster, *left = word(p, -1)->cluster, *right = word(p,
	    1)->cluster;
	uint32_t shape = word(p, 0)->shape;

	for (uint32_t j = 0; j < AB_CLUSTERINGS; j++)
		for (int k = j < 2 ? -2 : -1; k <= (j < 2 ? 2 : 1); k++)
			if (word(p, k)->cluster[j] < 0xFFFE)
				put(out, 50 + 8 * j + (uint32_t)(k + 2), word(p, k)->cluster[j], 0,
				    0);
	put(out, 90, left[0], c[0], 0);
	put(out, 91, c[0], right[0], 0);
	put(out, 92, c[1], shape, 0);
	put(out, 93, left[0], c[0], right[0]);
	put(out, 94, left[1], shape, 0);
	put(out, 95, right[1], shape, 0);
	put(out, 96, left[0], shape, right[0]);
	put(out, 97, word(p, -2)->cluster[0], left[0], 0);
	put(out, 98, right[0], word(p, 2)->cluster[0], 0);
}

static void
put_lists(struct ab_clues *out, const struct place *p)
{
	for (int k = -1; k <= 1; k++)
		if (word(p, k)->lists)
			put(out, 101 + (uint32_t)k, word(p, k)->lists, 0, 0);
}

static void
put_classes(struct ab_clues *out, const struct place *p)
{
	const struct ab_term *w = word(p, 0);

	for (int k = -1; k <= 1; k++) {
		if (word(p, k)->classes)
			put(out, 121 + (uint32_t)k, word(p, k)->classes, 0, 0);
		for (uint32_t bit = 0; word(p, k)->classes >> bit; bit++)
			if (word(p, k)->classes >> bit & 1)
				put(out, 125 + (uint32_t)k, bit, k ? 0 : w->shape, 0);
	}
	if (w->within)
		put(out, 130, w->within, 0, 0);
	if (w->classes && word(p, 1)->classes)
		put(out, 131, w->classes, word(p, 1)->classes, 0);
	if (w->classes && word(p, -1)->classes)
		put(out, 132, word(p, -1)->classes, w->classes, 0);
}

enum { OTHER_PLACES = 4 };

static void
put_places(struct ab_clues *out, const struct ab_term *words, size_t count, size_t i, bool first)
{
	size_t seen = 0;

	put(out, 110, words[i].lowered, first || words[i].headline, 0);
	for (size_t at = words[i].first; at && seen < OTHER_PLACES; at = words[at - 1].next) {
		size_t k = at - 1;
		if (k == i)
			continue;
		seen++;
		if (k > 0) {
			put(out, 111, words[k - 1].lower, 0, 0);
			put(out, 112, words[k - 1].shape, 0, 0);
		}
		if (k + 1 < count) {
			put(out, 113, words[k + 1].lower, 0, 0);
			put(out, 114, words[k + 1].shape, 0, 0);
		}
	}
}

void
ab_clues_at(const struct ab_term *words, size_t count, size_t start, size_t end, size_t i,
    struct ab_clues *out)
{
	struct place p = { .first = i == start || words[i].start };

	for (size_t k = 0; k < AB_LEN(p.at); k++)
		p.at[k] = i + k < start + REACH ? &edge[0]
		    : i + k - REACH >= end ? &edge[1] : &words[i + k - REACH];
	out->count = 0;
	put_lexical(out, &p);
	out->lexical = out->count;
	put_context(out, &p);
	out->context = out->count;
	put_shapes(out, &p);
	put_clusters(out, &p);
	put_lists(out, &p);
	put_classes(out, &p);
	if (words[i].capital)
		put_places(out, words, count, i, p.first);
}
