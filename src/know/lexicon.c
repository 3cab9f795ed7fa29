#include "know/lexicon.h"

#include <unicase.h>
#include <unistr.h>

#include "base/utf8.h"
#include "know/almanac.h"

/* capital: what the word is only with a capital first letter. */
struct ab_lexicon_entry { char word[AB_LEXICON_LETTERS + 1]; uint64_t any, capital; };

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* Bytes of the separator at s[i], 0 where a letter or digit stands. U+0080 to U+00BF and U+2000
 * to U+2FFF are punctuation and symbols; all else beyond ASCII counts as letters. */
static size_t
separator(ab_str s, size_t i)
{
	unsigned char c = (unsigned char)s.ptr[i];

	if (c < 0x80)
		return !(is_digit(s.ptr[i]) || is_capital(s.ptr[i]) || (c >= 'a' && c <= 'z'));
	if (c == 0xc2 && s.len - i >= 2)
		return 2;
	return c == 0xe2 && s.len - i >= 3 ? 3 : 0;
}

bool
ab_lexicon_next(ab_str text, size_t from, ab_span *word)
{
	size_t i = from, n;

	while (i < text.len && (n = separator(text, i)))
		i += n;
	word->start = i;
	while (i < text.len && !separator(text, i))
		i++;
	word->end = i;
	return word->start < text.len;
}

/* The form under which a word is kept. */
static bool
key_of(ab_str word, char key[AB_LEXICON_LETTERS + 1])
{
	if (word.len > AB_LEXICON_LETTERS)
		return false;
	for (size_t i = 0; i < word.len; i++) {
		char c = word.ptr[i];
		key[i] = is_digit(c) && is_digit(*word.ptr) ? '9'
		    : is_capital(c)                         ? (char)(c | 0x20)
							    : c;
	}
	key[word.len] = '\0';
	return true;
}

static struct ab_lexicon_entry *
slot(const struct ab_lexicon *lexicon, const char *key)
{
	uint32_t hash = 2166136261u; /* FNV-1a */

	for (const char *c = key; *c; c++)
		hash = (hash ^ (unsigned char)*c) * 16777619u;
	size_t i = hash & lexicon->mask;
	while (lexicon->at[i].word[0] && strcmp(lexicon->at[i].word, key) != 0)
		i = (i + 1) & lexicon->mask;
	return &lexicon->at[i];
}

struct ab_lexicon
ab_lexicon_of(struct ab_arena *arena, size_t words)
{
	size_t size = 64;

	while (size < 2 * words) /* at most half full */
		size *= 2;
	return (struct ab_lexicon){ AB_NEW(arena, struct ab_lexicon_entry, size), size - 1 };
}

bool
ab_lexicon_add(struct ab_lexicon *lexicon, ab_str word, uint64_t classes)
{
	char key[AB_LEXICON_LETTERS + 1];

	if (!key_of(word, key))
		return false;
	struct ab_lexicon_entry *e = slot(lexicon, key);
	memcpy(e->word, key, sizeof(key));
	*(is_capital(*word.ptr) ? &e->capital : &e->any) |= classes;
	return true;
}

/* A name as a sentence begins with it. ASCII needs none: its case is nothing. */
static ab_str
with_capital(ab_str word, char out[AB_LEXICON_LETTERS + 8])
{
	size_t step;
	int n = u8_uctomb((uint8_t *)out, uc_toupper(ab_code_point(word, &step)), 8);
	size_t rest = word.len - step;

	if (n < 0 || step < 2 || rest > AB_LEXICON_LETTERS)
		return word;
	memcpy(out + n, word.ptr + step, rest);
	return (ab_str){ out, (size_t)n + rest };
}

void
ab_lexicon_add_almanac(struct ab_lexicon *lexicon, uint64_t months, uint64_t weekdays)
{
	const struct ab_almanac_name *name;
	char buffer[AB_LEXICON_LETTERS + 8];

	for (size_t i = 0; (name = ab_almanac_at(i)); i++) {
		uint64_t classes = (name->month ? months : 0) | (name->weekday ? weekdays : 0);
		ab_str word = { name->name, strcspn(name->name, "-") };
		ab_lexicon_add(lexicon, word, classes);
		ab_lexicon_add(lexicon, with_capital(word, buffer), classes);
	}
}

uint64_t
ab_lexicon_classes(const struct ab_lexicon *lexicon, ab_str word)
{
	char key[AB_LEXICON_LETTERS + 1];

	if (word.len == 0 || !key_of(word, key))
		return 0;
	const struct ab_lexicon_entry *e = slot(lexicon, key);
	return (is_digit(*word.ptr) ? AB_LEXICON_DIGIT : 0) | e->any
	    | (is_capital(*word.ptr) ? e->capital : 0);
}
