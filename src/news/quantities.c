#include "news/quantities.h"

#include <math.h>

enum { BEFORE = 3, AFTER = 4 }; /* words in which a number is made vague, or counts something */

/* The number at the front of a word, and how far off it may be from having been rounded. */
static bool
digits(ab_str s, double *value, double *slack)
{
	double v = 0, unit = 0, step = 1;
	bool fraction = false;

	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];
		if (c == ',')
			continue;
		if (c == '.' && !fraction) {
			fraction = true;
			continue;
		}
		if (c < '0' || c > '9')
			return false; /* "11th", "07:05", "3D" */
		if (fraction)
			step /= 10;
		v = fraction ? v + (c - '0') * step : 10 * v + (c - '0');
		unit = fraction ? step : c != '0' ? 1 : 10 * unit;
	}
	*value = v;
	*slack = fmin(unit / 2, v / 20);
	return s.len > 0;
}

static size_t
lower_word(const struct ab_segment *s, size_t i, char out[16])
{
	ab_str text = ab_word_text(s, &s->word[i]);
	size_t len = text.len < 15 ? text.len : 15;

	for (size_t k = 0; k < len; k++)
		out[k] = (char)(text.ptr[k] >= 'A' && text.ptr[k] <= 'Z'
		    ? text.ptr[k] | 0x20 : text.ptr[k]);
	return text.len < 16 ? len : 0;
}

static bool
word_is(const struct ab_segment *s, size_t i, const char *form)
{
	char word[16];
	size_t len = i < s->words && !s->word[i].mark ? lower_word(s, i, word) : 0;

	return len == strlen(form) && memcmp(word, form, len) == 0;
}

/* The value of a number in words, or 0. */
static double
named(const struct ab_segment *s, size_t i, const struct ab_wording *wording)
{
	char word[16];
	size_t len = i < s->words && !s->word[i].mark ? lower_word(s, i, word) : 0;

	return len ? ab_wording_number(wording, (ab_str){ word, len }) : 0;
}

/* "hundreds", "tens of thousands": a scale in the plural. */
static bool
plural(const struct ab_segment *s, size_t i)
{
	ab_str text = ab_word_text(s, &s->word[i]);

	return s->word[i].classes & AB_WORD_SCALE && text.len && text.ptr[text.len - 1] == 's';
}

/* Reads a number that begins at word i into q; false if none does. */
static bool
read_number(const struct ab_segment *s, size_t i, const struct ab_wording *wording,
    struct ab_quantity *q)
{
	const struct ab_word *w = &s->word[i];
	double value, slack = 0, next;
	bool vague = false;
	size_t end = i + 1;

	if (w->mark || w->dated || w->name)
		return false;
	if (w->classes & 1) {
		ab_str text = ab_word_text(s, w);
		if (!digits(text, &value, &slack))
			return false;
		if (text.len == 4 && value >= 1900 && value < 2100)
			return false; /* a year, as far as anybody can tell */
	} else {
		value = named(s, i, wording);
		vague = value > 0 && plural(s, i);
	}
	if (value <= 0 || (value <= 1 && !(w->classes & 1)))
		return false; /* "one" counts nothing */
	for (;;) {
		size_t at = end + (vague && word_is(s, end, "of"));
		next = named(s, at, wording);
		if (next <= 0 || !(s->word[at].classes & AB_WORD_SCALE
		    || (next < 10 && value >= 20 && !vague)))
			break;
		vague |= plural(s, at);
		bool scale = s->word[at].classes & AB_WORD_SCALE;
		value = scale ? value * next : value + next;
		slack *= scale ? next : 1;
		end = at + 1;
	}
	bool few = i > 0 && (word_is(s, i - 1, "several") || word_is(s, i - 1, "few"));
	vague |= few && value >= 10;
	*q = (struct ab_quantity){ { w->at.start, s->word[end - 1].at.end }, i, end, value - slack,
		value + slack, 0, false };
	if (vague)
		q->low = 2 * value, q->high = 9.99 * value;
	return true;
}

/* What stands before a number. */
static void
loosen(const struct ab_segment *s, struct ab_quantity *q)
{
	unsigned seen = 0;

	for (size_t k = 1; k <= BEFORE && k <= q->from; k++) {
		const struct ab_word *w = &s->word[q->from - k];
		bool joins = word_is(s, q->from - k, "than") || word_is(s, q->from - k, "to")
		    || word_is(s, q->from - k, "a") || word_is(s, q->from - k, "the")
		    || word_is(s, q->from - k, "at") || word_is(s, q->from - k, "as");
		unsigned now = w->mark ? 0 : w->classes
		    & (AB_WORD_ABOUT | AB_WORD_OVER | AB_WORD_UNDER);
		if (!now && !joins)
			break;
		seen |= now;
		if (now)
			q->at.start = w->at.start;
	}
	if (seen & AB_WORD_OVER)
		q->high = 1.5 * q->high;
	else if (seen & AB_WORD_UNDER)
		q->low = .5 * q->low;
	if (seen & AB_WORD_ABOUT) {
		q->low *= .8;
		q->high *= 1.2;
	}
}

/* What is counted; false for a length of time or an age. What became of persons says more than
 * that they are persons. */
static bool
find_counted(const struct ab_segment *s, struct ab_quantity *q)
{
	char before = q->from ? s->word[q->from - 1].mark : 0;
	bool persons = false;
	size_t seen = 0;

	if (before == '$' || before == '?')
		q->of = AB_OF_MONEY;
	for (size_t i = q->to; i < s->words && seen < AFTER && !q->of; i++) {
		const struct ab_word *w = &s->word[i];
		if (w->mark == '%')
			q->of = AB_OF_PERCENT;
		if (w->mark && w->mark != '-')
			break;
		if (w->mark)
			continue;
		seen++;
		if (w->classes & AB_WORD_SPAN && seen <= 2)
			return false;
		if (w->classes & AB_WORD_MONEY)
			q->of = AB_OF_MONEY;
		else if (w->classes & AB_WORD_PERCENT)
			q->of = AB_OF_PERCENT;
		else if (w->classes & AB_WORD_STATE)
			q->of = w->stem, q->fate = true;
		else if (w->classes & AB_WORD_PERSON)
			persons = true;
		else if (w->content && !persons && !w->name && !(w->classes & 1))
			q->of = w->stem;
	}
	if (!q->of && persons)
		q->of = AB_OF_PERSONS;
	return true;
}

size_t
ab_quantities_of(const struct ab_segment *s, const struct ab_wording *wording,
    struct ab_quantity out[AB_QUANTITIES_MAX])
{
	size_t count = 0;

	for (size_t i = 0; i < s->words && count < AB_QUANTITIES_MAX; i++) {
		struct ab_quantity *q = &out[count];
		if (!read_number(s, i, wording, q))
			continue;
		i = q->to - 1;
		loosen(s, q);
		count += find_counted(s, q) && q->of;
	}
	return count;
}

bool
ab_quantities_agree(const struct ab_quantity *a, const struct ab_quantity *b)
{
	return a->low <= b->high && b->low <= a->high;
}
