#include "news/amounts.h"

#include <stdio.h>

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_alnum(char c)
{
	return is_digit(c) || (ab_lower(c) >= 'a' && ab_lower(c) <= 'z');
}

bool
ab_word_is(ab_str s, const char *word)
{
	return s.len == strlen(word) && ab_str_starts_lower(s, word);
}

bool
ab_word_holds(ab_str s, const char *part)
{
	for (; s.len; s = ab_str_skip(s, 1))
		if (ab_str_starts_lower(s, part))
			return true;
	return false;
}

bool
ab_word_in(ab_str s, const char *words)
{
	if (s.len == 0)
		return false;
	for (const char *end; *words; words = *end ? end + 1 : end) {
		size_t i = 0;
		for (end = words; *end && *end != ' '; end++)
			i += i < s.len && i == (size_t)(end - words) && ab_lower(s.ptr[i]) == *end;
		if (i == s.len && i == (size_t)(end - words))
			return true;
	}
	return false;
}

int
ab_digits(ab_str s)
{
	int n = 0;

	for (size_t i = 0; i < s.len && i < 9 && is_digit(s.ptr[i]); i++)
		n = n * 10 + (s.ptr[i] - '0');
	return n;
}

/* ---------------------------------------------------------------- words for numbers */

static const char *const small[] = { "zero", "one", "two", "three", "four", "five", "six", "seven",
	"eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
	"seventeen", "eighteen", "nineteen" };
static const char *const tens[] = { "twenty", "thirty", "forty", "fifty", "sixty", "seventy",
	"eighty", "ninety" };
static const char *const ordinals[] = { "zeroth", "first", "second", "third", "fourth", "fifth",
	"sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth",
	"fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
	"twentieth" };

/* The place of word in list, or -1. */
static int
place(const char *const *list, size_t count, ab_str word)
{
	for (size_t i = 0; i < count; i++)
		if (ab_word_is(word, list[i]))
			return (int)i;
	return -1;
}

static int
number_word(ab_str word)
{
	int n = place(small, AB_LEN(small), word);

	if (n >= 0)
		return n;
	n = place(tens, AB_LEN(tens), word);
	return n >= 0 ? 20 + 10 * n : -1;
}

/* Cuts the next word off: letters and digits, and , . / between digits. */
static bool
next_word(ab_str *s, ab_str *word)
{
	while (s->len && !is_alnum(*s->ptr))
		*s = ab_str_skip(*s, 1);
	size_t i = 0;
	while (i < s->len
	    && (is_alnum(s->ptr[i])
		|| (i && i + 1 < s->len && strchr(",./", s->ptr[i]) && is_digit(s->ptr[i - 1])
		    && is_digit(s->ptr[i + 1]))))
		i++;
	*word = (ab_str){ s->ptr, i };
	*s = ab_str_skip(*s, i);
	return i > 0;
}

/* "1,200" and "2.5" in tenths. */
static int64_t
number_in_digits(ab_str word)
{
	int64_t n = 0;
	size_t i = 0;

	for (; i < word.len && word.ptr[i] != '.' && n < 100000000; i++)
		if (is_digit(word.ptr[i]))
			n = n * 10 + (word.ptr[i] - '0');
	bool more = i + 1 < word.len && word.ptr[i] == '.';
	return n * 10 + (more && is_digit(word.ptr[i + 1]) ? word.ptr[i + 1] - '0' : 0);
}

static int64_t
times(int64_t n, int64_t factor)
{
	return n == 0 ? 10 * factor : n < INT64_C(10000000000) ? n * factor : n;
}

int64_t
ab_amount(ab_str s)
{
	int64_t sum = 0, n = 0; /* tenths */
	bool half = false;      /* "half a dozen": of what follows */
	ab_str word;

	while (next_word(&s, &word)) {
		int small_number = number_word(word);
		if (ab_word_in(word,
			"few several many multi dozens hundreds thousands scores number handful"))
			return AB_VAGUE;
		if (ab_word_in(word, "to or")
		    || (is_digit(*word.ptr) && n > 0 && !ab_word_is(word, "1/2")))
			break; /* of "two to three" the first */
		if (ab_word_is(word, "half") || ab_word_is(word, "1/2"))
			n || sum ? (void)(n += 5) : (void)(half = true);
		else if (is_digit(*word.ptr))
			n = number_in_digits(word);
		else if (small_number >= 0)
			n += 10 * small_number;
		else if (ab_word_is(word, "couple"))
			n = 20;
		else if (ab_word_is(word, "dozen"))
			n = half ? 60 : times(n, 12), half = false;
		else if (ab_word_is(word, "hundred"))
			n = times(n, 100);
		else if (ab_word_is(word, "thousand") || ab_word_is(word, "million"))
			sum += times(n, ab_lower(*word.ptr) == 't' ? 1000 : 1000000), n = 0;
	}
	return sum + n + (half ? 5 : 0);
}

int
ab_ordinal(ab_str s)
{
	ab_str word;
	int n = 0;

	if (s.len && is_digit(*s.ptr))
		return ab_digits(s);
	while (next_word(&s, &word)) {
		int here = place(ordinals, AB_LEN(ordinals), word);
		n += here > 0 ? here : ab_word_is(word, "twenty") ? 20
		    : ab_word_is(word, "thirty") || ab_word_is(word, "thirtieth") ? 30 : 0;
	}
	return n;
}

int
ab_year_in_words(ab_str s)
{
	ab_str word;
	int n = 0;

	for (bool first = true; next_word(&s, &word); first = false) {
		int here = number_word(word);
		if (ab_word_is(word, "hundred") || ab_word_is(word, "oh")
		    || ab_word_is(word, "and"))
			continue;
		if (ab_word_is(word, "thousand"))
			n = 2000;
		else if (here >= 0)
			n += first ? here * 100 : here;
	}
	return n;
}

/* ---------------------------------------------------------------- names of the calendar */

static int
place_of_three(const char *threes, ab_str s)
{
	for (int i = 0; s.len >= 3 && threes[3 * i]; i++) {
		const char three[] = { threes[3 * i], threes[3 * i + 1], threes[3 * i + 2], '\0' };
		if (ab_str_starts_lower(s, three))
			return i + 1;
	}
	return 0;
}

int
ab_month_named(ab_str s)
{
	return place_of_three("janfebmaraprmayjunjulaugsepoctnovdec", s);
}

int
ab_weekday_named(ab_str s)
{
	return place_of_three("montuewedthufrisatsun", s);
}

const char *
ab_season_code(ab_str s)
{
	return ab_str_starts_lower(s, "sp") ? "SP" : ab_str_starts_lower(s, "su") ? "SU"
	    : ab_str_starts_lower(s, "w") ? "WI" : "FA";
}

int
ab_season_month(const char *code)
{
	return *code == 'W' ? 12 : *code == 'F' ? 9 : code[1] == 'P' ? 3 : 6;
}

const char *
ab_day_part_code(ab_str s)
{
	static const struct { const char *start, *code; } parts[] = {
		{ "mor", "TMO" }, { "aft", "TAF" }, { "eve", "TEV" }, { "nig", "TNI" },
		{ "midn", "T24:00" }, { "midd", "T12:00" }, { "noon", "T12:00" },
		{ "lunch", "T12:00" }, { "dawn", "TMO" },
	};

	for (size_t i = 0; i < AB_LEN(parts); i++)
		if (ab_str_starts_lower(s, parts[i].start))
			return parts[i].code;
	return "";
}

int
ab_step(ab_str rel)
{
	static const char *const back[] = { "last", "past", "previous", "preceding", "prior" };
	static const char *const on[] = { "next", "coming", "following", "ensuing" };

	for (size_t i = 0; i < AB_LEN(back); i++)
		if (ab_word_holds(rel, back[i]))
			return -1;
	for (size_t i = 0; i < AB_LEN(on); i++)
		if (ab_word_holds(rel, on[i]))
			return 1;
	return 0;
}

/* ---------------------------------------------------------------- units */

struct unit {
	const char *start;
	enum ab_grain grain;
	const char *vague;   /* the letter after X */
	const char *code;    /* of TIMEX3, where factor of them make the unit */
	int factor;
	const char *half;    /* half of one, where that is a whole number of something smaller */
};

static const struct unit units[] = {
	{ "sec",     AB_GRAIN_CLOCK,   "S",  "S",  1,    NULL },
	{ "min",     AB_GRAIN_CLOCK,   "M",  "M",  1,    "30S" },
	{ "hou",     AB_GRAIN_CLOCK,   "H",  "H",  1,    "30M" },
	{ "hr",      AB_GRAIN_CLOCK,   "H",  "H",  1,    "30M" },
	{ "day",     AB_GRAIN_DAY,     "D",  "D",  1,    "T12H" },
	{ "nig",     AB_GRAIN_DAY,     "D",  "D",  1,    NULL },
	{ "weekend", AB_GRAIN_WEEKEND, "WE", "WE", 1,    NULL },
	{ "wee",     AB_GRAIN_WEEK,    "W",  "W",  1,    NULL },
	{ "for",     AB_GRAIN_NONE,    "W",  "W",  2,    NULL },
	{ "mon",     AB_GRAIN_MONTH,   "M",  "M",  1,    NULL },
	{ "qua",     AB_GRAIN_QUARTER, "Q",  "M",  3,    NULL },
	{ "sea",     AB_GRAIN_NONE,    "M",  "M",  3,    NULL },
	{ "sem",     AB_GRAIN_NONE,    "M",  "M",  6,    NULL },
	{ "yea",     AB_GRAIN_YEAR,    "Y",  "Y",  1,    "6M" },
	{ "yr",      AB_GRAIN_YEAR,    "Y",  "Y",  1,    "6M" },
	{ "dec",     AB_GRAIN_DECADE,  "E",  "Y",  10,   NULL },
	{ "cen",     AB_GRAIN_CENTURY, "C",  "Y",  100,  NULL },
	{ "mil",     AB_GRAIN_NONE,    "L",  "Y",  1000, NULL },
};

static const struct unit *
unit_of(ab_str s)
{
	for (size_t i = 0; i < AB_LEN(units); i++)
		if (ab_str_starts_lower(s, units[i].start))
			return &units[i];
	return NULL;
}

enum ab_grain
ab_unit_grain(ab_str s)
{
	const struct unit *u = unit_of(s);

	return u ? u->grain : AB_GRAIN_NONE;
}

void
ab_duration(char value[AB_VALUE_ROOM], int64_t tenths, ab_str unit)
{
	const struct unit *u = unit_of(unit);
	const char *t = u && u->grain == AB_GRAIN_CLOCK ? "T" : "";

	if (!u || tenths < 0) {
		snprintf(value, AB_VALUE_ROOM, "P%sX%s", t, u ? u->vague : "X");
		return;
	}
	int64_t n = tenths * u->factor;
	long long whole = n / 10, part = n % 10;
	if (part == 5 && u->half && whole)
		snprintf(value, AB_VALUE_ROOM, "P%s%lld%s%s", t, whole, u->code, u->half);
	else if (part == 5 && u->half)
		snprintf(value, AB_VALUE_ROOM, "P%s%s", t, u->half);
	else if (part)
		snprintf(value, AB_VALUE_ROOM, "P%s%lld.%lld%s", t, whole, part, u->code);
	else
		snprintf(value, AB_VALUE_ROOM, "P%s%lld%s", t, whole, u->code);
}
