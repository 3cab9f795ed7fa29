#include "know/stem.h"

/* A word while it is being stemmed. */
struct stem { char *at; size_t len; };

static bool
is_consonant(const char *w, size_t i)
{
	const unsigned vowels = 1u << ('a' - 'a') | 1u << ('e' - 'a') | 1u << ('i' - 'a')
	    | 1u << ('o' - 'a') | 1u << ('u' - 'a');

	if (vowels >> (w[i] - 'a') & 1)
		return false;
	return w[i] != 'y' || i == 0 || !is_consonant(w, i - 1);
}

/* Porter's m: how often a vowel is followed by a consonant in the first n letters. */
static size_t
measure(const char *w, size_t n)
{
	size_t m = 0;

	for (size_t i = 1; i < n; i++)
		m += is_consonant(w, i) && !is_consonant(w, i - 1);
	return m;
}

static bool
has_vowel(const char *w, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!is_consonant(w, i))
			return true;
	return false;
}

/* Most suffixes have another last letter. */
static inline bool
ends(const struct stem *s, ab_str suffix)
{
	return s->len >= suffix.len && s->at[s->len - 1] == suffix.ptr[suffix.len - 1]
	    && memcmp(s->at + s->len - suffix.len, suffix.ptr, suffix.len) == 0;
}

static bool
doubled(const struct stem *s)
{
	return s->len > 1 && s->at[s->len - 1] == s->at[s->len - 2]
	    && is_consonant(s->at, s->len - 1);
}

/* Consonant, vowel, consonant that is not w, x or y, at the end of the first n letters. */
static bool
is_short(const char *w, size_t n)
{
	return n > 2 && is_consonant(w, n - 1) && !is_consonant(w, n - 2) && is_consonant(w, n - 3)
	    && !strchr("wxy", w[n - 1]);
}

/* As AB_STR, for tables. */
#define STR(literal) { literal, sizeof(literal) - 1 }

struct step { ab_str suffix, with; };

/* Writes the first suffix that fits anew, where what is before it measures more than m. */
static void
replace(struct stem *s, const struct step *steps, size_t count, size_t m)
{
	for (size_t i = 0; i < count; i++) {
		ab_str suffix = steps[i].suffix, with = steps[i].with;
		if (!ends(s, suffix))
			continue;
		size_t left = s->len - suffix.len;
		if (measure(s->at, left) > m) {
			memcpy(s->at + left, with.ptr, with.len);
			s->len = left + with.len;
		}
		return;
	}
}

static void
cut_plural(struct stem *s)
{
	if (ends(s, AB_STR("sses")) || ends(s, AB_STR("ies")))
		s->len -= 2;
	else if (ends(s, AB_STR("s")) && !ends(s, AB_STR("ss")))
		s->len--;
}

static void
cut_past(struct stem *s)
{
	size_t cut = ends(s, AB_STR("ed")) ? 2 : ends(s, AB_STR("ing")) ? 3 : 0;

	if (ends(s, AB_STR("eed"))) {
		s->len -= measure(s->at, s->len - 3) > 0;
		return;
	}
	if (cut == 0 || !has_vowel(s->at, s->len - cut))
		return;
	s->len -= cut;
	if (ends(s, AB_STR("at")) || ends(s, AB_STR("bl")) || ends(s, AB_STR("iz")))
		s->at[s->len++] = 'e';
	else if (doubled(s) && !strchr("lsz", s->at[s->len - 1]))
		s->len--;
	else if (measure(s->at, s->len) == 1 && is_short(s->at, s->len))
		s->at[s->len++] = 'e';
}

static void
cut_last(struct stem *s)
{
	static const ab_str suffixes[] = {
		STR("ement"), STR("ment"), STR("ance"), STR("ence"), STR("able"), STR("ible"),
		STR("ant"), STR("ent"), STR("ism"), STR("ate"), STR("iti"), STR("ous"),
		STR("ive"), STR("ize"), STR("ion"), STR("al"), STR("er"), STR("ic"), STR("ou") };

	for (size_t i = 0; i < AB_LEN(suffixes); i++) {
		ab_str suffix = suffixes[i];
		if (!ends(s, suffix))
			continue;
		size_t left = s->len - suffix.len;
		bool ion = ab_str_eq(suffix, AB_STR("ion"));
		if (measure(s->at, left) > 1 && (!ion || strchr("st", s->at[left - 1])))
			s->len = left;
		return;
	}
}

static void
tidy(struct stem *s)
{
	if (ends(s, AB_STR("e"))) {
		size_t m = measure(s->at, s->len - 1);
		s->len -= m > 1 || (m == 1 && !is_short(s->at, s->len - 1));
	}
	if (ends(s, AB_STR("ll")) && measure(s->at, s->len) > 1)
		s->len--;
}

/* -ise, -isation and -our are written as in America. */
static void
americanize(struct stem *s)
{
	static const ab_str parts[] = {
		STR("ise"), STR("ised"), STR("ises"), STR("ising"), STR("isation"),
		STR("isations") };

	for (size_t i = 0; i < AB_LEN(parts); i++) {
		ab_str part = parts[i];
		if (s->len > part.len + 3 && ends(s, part))
			s->at[s->len - part.len + 1] = 'z';
	}
	if (s->len > 5 && ends(s, AB_STR("our"))) {
		s->at[s->len - 2] = 'r';
		s->len--;
	}
}

size_t
ab_stem(char *word, size_t len)
{
	static const struct step two[] = {
		{ STR("ational"), STR("ate") }, { STR("tional"), STR("tion") },
		{ STR("enci"), STR("ence") }, { STR("anci"), STR("ance") },
		{ STR("izer"), STR("ize") }, { STR("abli"), STR("able") },
		{ STR("alli"), STR("al") }, { STR("entli"), STR("ent") },
		{ STR("eli"), STR("e") }, { STR("ousli"), STR("ous") },
		{ STR("ization"), STR("ize") }, { STR("ation"), STR("ate") },
		{ STR("ator"), STR("ate") }, { STR("alism"), STR("al") },
		{ STR("iveness"), STR("ive") }, { STR("fulness"), STR("ful") },
		{ STR("ousness"), STR("ous") }, { STR("aliti"), STR("al") },
		{ STR("iviti"), STR("ive") }, { STR("biliti"), STR("ble") } };
	static const struct step three[] = {
		{ STR("icate"), STR("ic") }, { STR("ative"), STR("") },
		{ STR("alize"), STR("al") }, { STR("iciti"), STR("ic") },
		{ STR("ical"), STR("ic") }, { STR("ful"), STR("") }, { STR("ness"), STR("") } };
	struct stem s = { word, len };

	for (size_t i = 0; i < len; i++)
		if (word[i] < 'a' || word[i] > 'z')
			return len;
	if (len < 3 || len > AB_STEM_MAX)
		return len;
	americanize(&s);
	cut_plural(&s);
	cut_past(&s);
	if (s.len > 2 && ends(&s, AB_STR("y")) && has_vowel(s.at, s.len - 1))
		s.at[s.len - 1] = 'i';
	replace(&s, two, AB_LEN(two), 0);
	replace(&s, three, AB_LEN(three), 0);
	cut_last(&s);
	tidy(&s);
	return s.len;
}
