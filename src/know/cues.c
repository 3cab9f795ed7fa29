#include "know/cues.h"

#include "base/eight.h"

enum where {
	WHOLE, /* nothing else in the line but numbers */
	HEAD,  /* the line begins with it and is short */
	ANY
};

enum {
	HEAD_WORDS = 12, /* a line with more words is a sentence that happens to begin so */
	ANY_WORDS = 60,  /* words of a line that are looked at */
	SLOTS = 4096,    /* a power of two, several times the number of phrases */
	FRONT = 3,       /* bytes by which most words are seen to begin no phrase */
	FRONT_BITS = 13, /* the logarithm of the size of that filter, many
	                  * times the number of phrases */
};

struct cue { ab_str phrase; uint8_t where, cue; };

/* Sorted by the bytes of the phrase. */
static const struct cue cues[] = {
#define CUE(phrase, where, cue) { { phrase, sizeof(phrase) - 1 }, where, AB_CUE_##cue },
#include "data/cues.def"
#undef CUE
};

_Static_assert(SLOTS > 2 * AB_LEN(cues), "most words are found to be none at once");

/* The word at the front, and its hash (FNV-1a). */
static ab_str
first_word(ab_str s, uint32_t *hash)
{
	size_t n = 0;

	*hash = 2166136261u;
	for (; n < s.len && s.ptr[n] != ' '; n++)
		*hash = (*hash ^ (unsigned char)s.ptr[n]) * 16777619u;
	return (ab_str){ s.ptr, n };
}

static bool
begins(const struct cue *cue, ab_str word)
{
	return ab_str_starts(cue->phrase, word)
	    && (cue->phrase.len == word.len || cue->phrase.ptr[word.len] == ' ');
}

/* What is asked of each word; filled when first asked: some microseconds. */
struct index {
	uint16_t slot[SLOTS]; /* by first word: the number of the first such cue, plus 1 */
	uint64_t front[1 << (FRONT_BITS - 6)]; /* how phrases begin that may stand anywhere */
	bool filled;
};

static uint32_t
front_of(const char *text)
{
	uint32_t front = 0;

	memcpy(&front, text, FRONT);
	return front * 2654435761u >> (32 - FRONT_BITS);
}

/* Where a word is or would be in slots, which hold the number of a cue, plus 1. */
static size_t
find_slot(const uint16_t *slots, ab_str word, uint32_t hash)
{
	size_t i = (hash ^ hash >> 16) % SLOTS;

	while (slots[i] && !begins(&cues[slots[i] - 1], word))
		i = (i + 1) % SLOTS;
	return i;
}

static const struct index *
make_index(void)
{
	static _Thread_local struct index index;

	for (size_t i = 0; !index.filled && i < AB_LEN(cues); i++) {
		uint32_t hash;
		ab_str first = first_word(cues[i].phrase, &hash);
		size_t slot = find_slot(index.slot, first, hash);
		if (!index.slot[slot])
			index.slot[slot] = (uint16_t)(i + 1);
		if (cues[i].where != ANY)
			continue;
		char front[FRONT] = { cues[i].phrase.ptr[0], cues[i].phrase.ptr[1], ' ' };
		if (cues[i].phrase.len >= FRONT)
			front[2] = cues[i].phrase.ptr[2];
		uint32_t bit = front_of(front);
		index.front[bit / 64] |= UINT64_C(1) << bit % 64;
	}
	index.filled = true;
	return &index;
}

/* The first cue that begins with word, or how many cues there are. */
static size_t
first_cue(const struct index *index, ab_str word, uint32_t hash)
{
	size_t found = index->slot[find_slot(index->slot, word, hash)];

	return found ? found - 1 : AB_LEN(cues);
}

/* May a phrase that stands anywhere begin here? */
static bool
may_begin(const struct index *index, ab_str rest)
{
	if (rest.len < FRONT)
		return true;
	uint32_t bit = front_of(rest.ptr);
	return index->front[bit / 64] >> bit % 64 & 1;
}

static bool
only_numbers(ab_str rest)
{
	for (size_t i = 0; i < rest.len; i++)
		if (rest.ptr[i] != ' ' && (rest.ptr[i] < '0' || rest.ptr[i] > '9'))
			return false;
	return true;
}

static bool
applies(const struct cue *cue, ab_str rest, bool at_start, size_t words)
{
	ab_str phrase = cue->phrase;

	if (cue->where != ANY && (!at_start || (cue->where == HEAD && words > HEAD_WORDS)))
		return false;
	if (rest.len <= phrase.len || !ab_str_starts(rest, phrase) || rest.ptr[phrase.len] != ' ')
		return false;
	return cue->where != WHOLE || only_numbers(ab_str_skip(rest, phrase.len));
}

static uint32_t
cues_at(const struct index *index, ab_str rest, ab_str word, uint32_t hash, bool at_start,
    size_t words)
{
	uint32_t found = 0;

	for (size_t i = first_cue(index, word, hash); i < AB_LEN(cues)
	    && begins(&cues[i], word); i++)
		if (applies(&cues[i], rest, at_start, words))
			found |= UINT32_C(1) << cues[i].cue;
	return found;
}

/* Up to the blank behind the next word. */
static ab_str
skip_word(ab_str folded, ab_str all)
{
	size_t n = 8;

	while (folded.len && n == 8) {
		uint64_t x = ab_eight_of(folded, all);
		n = ab_eight_first(ab_eight_between(x, ' ', ' '));
		folded = ab_str_skip(folded, n < folded.len ? n : folded.len);
	}
	return folded;
}

/* Words, if they are no more than HEAD_WORDS, or else some more. */
static size_t
count_words(ab_str folded)
{
	const ab_str all = folded;
	size_t words = 0;

	while (folded.len && words <= HEAD_WORDS) {
		uint64_t x = ab_eight_of(folded, all);
		words += ab_eight_count(ab_eight_between(x, ' ', ' '));
		folded = ab_str_skip(folded, folded.len < 8 ? folded.len : 8);
	}
	return words;
}

uint32_t
ab_cues_find(ab_str folded)
{
	const ab_str all = folded;
	const struct index *index = make_index();
	uint32_t found = 0;
	size_t words = count_words(folded), seen = 0;
	bool at_start = true;

	while (folded.len && seen++ < ANY_WORDS) {
		uint32_t hash;
		if (!at_start && !may_begin(index, folded)) {
			folded = skip_word(folded, all);
			folded = ab_str_skip(folded, folded.len > 0);
			continue;
		}
		ab_str word = first_word(folded, &hash);
		found |= cues_at(index, folded, word, hash, at_start, words);
		at_start = at_start && only_numbers(word);
		folded = ab_str_skip(folded, word.len + (word.len < folded.len));
	}
	return found;
}

bool
ab_cues_sorted(size_t *count)
{
	bool sorted = true;

	*count = AB_LEN(cues);
	for (size_t i = 0; i < AB_LEN(cues); i++)
		sorted &= (cues[i].where != ANY || cues[i].phrase.len > 1)
		    && (i == 0 || ab_str_cmp(cues[i - 1].phrase, cues[i].phrase) < 0);
	return sorted;
}
