#include "know/stem.h"

/* A word while it is being stemmed. */
struct stem { char *at; size_t len; };

static bool
is_consonant(const char *w, size_t i)
{
	if (strchr("aeiou", w[i]))
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

static bool
ends(const struct stem *s, ab_str suffix)
{
	return ab_str_ends((ab_str){ s->at, s->len }, suffix);
}

static bool
doubled(const struct stem *s)
{
	return s->len > 1 && s->at[s->len - 1] == s->at[s->len - 2] && is_consonant(s->at, s->len - 1);
}

/* Consonant, vowel, consonant that is not w, x or y, at the end of the first n letters. */
static bool
is_short(const char *w, size_t n)
{
	return n > 2 && is_consonant(w, n - 1) && !is_consonant(w, n - 2) && is_consonant(w, n - 3)
	    && !strchr("wxy", w[n - 1]);
}

struct step { const char *suffix, *with; };

/* Writes the first suffix that fits anew, where what is before it measures more than m. */
static void
replace(struct stem *s, const struct step *steps, size_t count, size_t m)
{
	for (size_t i = 0; i < count; i++) {
		ab_str suffix = ab_str_c(steps[i].suffix), with = ab_str_c(steps[i].with);
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
	static const char *const suffixes[] = { "ement", "ment", "ance", "ence", "able", "ible", "ant",
		"ent", "ism", "ate", "iti", "ous", "ive", "ize", "ion", "al", "er", "ic", "ou" };

	for (size_t i = 0; i < AB_LEN(suffixes); i++) {
		ab_str suffix = ab_str_c(suffixes[i]);
		if (!ends(s, suffix))
			continue;
		size_t left = s->len - suffix.len;
		bool ion = strcmp(suffixes[i], "ion") == 0;
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
	static const char *const parts[] = { "ise", "ised", "ises", "ising", "isation", "isations" };

	for (size_t i = 0; i < AB_LEN(parts); i++) {
		ab_str part = ab_str_c(parts[i]);
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
	static const struct step two[] = { { "ational", "ate" }, { "tional", "tion" }, { "enci", "ence" },
		{ "anci", "ance" }, { "izer", "ize" }, { "abli", "able" }, { "alli", "al" }, { "entli", "ent" },
		{ "eli", "e" }, { "ousli", "ous" }, { "ization", "ize" }, { "ation", "ate" }, { "ator", "ate" },
		{ "alism", "al" }, { "iveness", "ive" }, { "fulness", "ful" }, { "ousness", "ous" },
		{ "aliti", "al" }, { "iviti", "ive" }, { "biliti", "ble" } };
	static const struct step three[] = { { "icate", "ic" }, { "ative", "" }, { "alize", "al" },
		{ "iciti", "ic" }, { "ical", "ic" }, { "ful", "" }, { "ness", "" } };
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
