#include "know/cues.h"

enum where {
	WHOLE, /* nothing else in the line but numbers */
	HEAD,  /* the line begins with it and is short */
	ANY
};

enum {
	HEAD_WORDS = 12, /* a line with more words is a sentence that happens to begin so */
	ANY_WORDS = 60,  /* words of a line that are looked at */
};

struct cue { const char *phrase; uint8_t where, cue; };

/* Sorted by the bytes of the phrase. */
static const struct cue cues[] = {
#define CUE(phrase, where, cue) { phrase, where, AB_CUE_##cue },
#include "data/cues.def"
#undef CUE
};

static ab_str
first_word(ab_str s)
{
	const char *blank = memchr(s.ptr, ' ', s.len);

	return (ab_str){ s.ptr, blank ? (size_t)(blank - s.ptr) : s.len };
}

/* Byte order of a phrase's first word and a word. */
static int
compare(const char *phrase, ab_str word)
{
	size_t i = 0;

	while (i < word.len && phrase[i] == word.ptr[i])
		i++;
	int a = phrase[i] == ' ' ? 0 : (unsigned char)phrase[i];
	return a - (i < word.len ? (unsigned char)word.ptr[i] : 0);
}

/* The first cue whose first word is not less than word. */
static size_t
lower_bound(ab_str word)
{
	size_t low = 0, high = AB_LEN(cues);

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (compare(cues[mid].phrase, word) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
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
	ab_str phrase = ab_str_c(cue->phrase);

	if (rest.len <= phrase.len || !ab_str_starts(rest, phrase) || rest.ptr[phrase.len] != ' ')
		return false;
	switch (cue->where) {
	case WHOLE:
		return at_start && only_numbers(ab_str_skip(rest, phrase.len));
	case HEAD:
		return at_start && words <= HEAD_WORDS;
	default:
		return true;
	}
}

static uint32_t
cues_at(ab_str rest, ab_str word, bool at_start, size_t words)
{
	uint32_t found = 0;

	for (size_t i = lower_bound(word); i < AB_LEN(cues) && compare(cues[i].phrase, word) == 0; i++)
		if (applies(&cues[i], rest, at_start, words))
			found |= UINT32_C(1) << cues[i].cue;
	return found;
}

uint32_t
ab_cues_find(ab_str folded)
{
	uint32_t found = 0;
	size_t words = 0, seen = 0;
	bool at_start = true;

	for (size_t i = 0; i < folded.len; i++)
		words += folded.ptr[i] == ' ';
	while (folded.len && seen++ < ANY_WORDS) {
		ab_str word = first_word(folded);
		found |= cues_at(folded, word, at_start, words);
		at_start &= only_numbers(word);
		folded = ab_str_skip(folded, word.len + (word.len < folded.len));
	}
	return found;
}

bool
ab_cues_sorted(size_t *count)
{
	bool sorted = true;

	*count = AB_LEN(cues);
	for (size_t i = 1; i < AB_LEN(cues); i++)
		sorted &= strcmp(cues[i - 1].phrase, cues[i].phrase) < 0;
	return sorted;
}
