#include "news/resolve.h"

#include <limits.h>
#include <stdio.h>

/* A month or day more than this many days off is taken for another year's, by tense: if past and
 * ahead, if future and gone by, if nothing tells and ahead. Tuned on news, where the first two
 * change little and the third most. */
struct limits { int past, future, none; };
static const struct limits of_day = { 100, 60, 120 }, of_month = { 90, 60, 60 };

/* ---------------------------------------------------------------- the context */

static char
char_at(ab_str text, size_t i)
{
	return i < text.len ? text.ptr[i] : '\0';
}

/* A year written out and not part of a number. */
static int
year_of(ab_str text, struct ab_grammar_word w)
{
	char before = w.at.start ? text.ptr[w.at.start - 1] : '\0', after = char_at(text, w.at.end);
	char next = char_at(text, w.at.end + (after != '\0'));
	int year = ab_digits(ab_slice(text, w.at));

	if (w.at.end - w.at.start != 4 || year < 1000 || year > 2099
	    || (before && strchr(".,$", before)))
		return 0;
	return after == '%' || (after == ',' && next >= '0' && next <= '9') ? 0 : year;
}

/* History names years, most of them old; news names days. Each language has its little words. */
static void
read_through(struct ab_context *r)
{
	const uint64_t year = ab_grammar_class(r->grammar, "YEAR");
	const uint64_t news = ab_grammar_class(r->grammar, "WEEKDAY")
	    | ab_grammar_class(r->grammar, "DEICTIC");
	int newest = r->today.known ? ab_civil_from_day(r->today.day).year - 2 : INT_MAX;
	size_t years = 0, old = 0, days = 0, english = 0, foreign = 0;
	struct ab_grammar_word w, prev = { 0 };

	for (size_t at = 0; ab_grammar_word(r->grammar, r->text, at, &w); at = w.at.end, prev = w) {
		ab_str word = ab_slice(r->text, w.at);
		int y = w.classes & year ? year_of(r->text, w) : 0;
		years += y > 0;
		old += y > 0 && y <= newest;
		days += (w.classes & news) || ab_word_is(word, "said")
		    || (w.classes && ab_word_in(word, "week month year")
		    && ab_word_in(ab_slice(r->text, prev.at), "this last next"));
		english += (w.classes & r->cue.english) != 0;
		foreign += (w.classes & r->cue.foreign) != 0;
	}
	r->narrative = old >= 4 && 10 * old >= 6 * years && old > 2 * days;
	r->foreign = foreign > english;
}

struct ab_context
ab_context_start(const struct ab_grammar *grammar, ab_str text, ab_str published)
{
	struct ab_context r = { .grammar = grammar, .text = text, .window = { 0, text.len } };
	ab_civil date;

	if (ab_civil_parse(published, &date) && date.year >= 1)
		r.today = (ab_anchor){ true, ab_day(date) };
#define FIND(field, name) r.cue.field = ab_grammar_class(grammar, name);
	AB_CUES(FIND)
#undef FIND
	read_through(&r);
	r.order = ab_stamp_order_of(text);
	if (r.order == AB_STAMP_ANY && r.foreign)
		r.order = AB_STAMP_DAY_FIRST;
	return r;
}

/* The number of two digits, 0 where there are none. */
static int
two(const char *s)
{
	return strspn(s, "0123456789") >= 2 ? (s[0] - '0') * 10 + s[1] - '0' : 0;
}

void
ab_context_note(struct ab_context *r, const char *value)
{
	size_t digits = strspn(value, "0123456789");
	ab_civil at = { 0, 1, 1 };

	if (digits != 4 || (value[4] && value[4] != '-'))
		return;
	at.year = ab_digits((ab_str){ value, 4 });
	if (at.year < 1)
		return;
	if (value[4] && value[5] == 'Q') {
		r->quarter_year = at.year;
		r->quarter = value[6] - '0';
		at.month = 3 * r->quarter - 2;
	} else if (value[4] && value[5] == 'W' && two(value + 6)) {
		int32_t first = ab_day((ab_civil){ at.year, 1, 4 });
		at = ab_civil_from_day(first - ab_weekday(first) + 1 + 7 * (two(value + 6) - 1));
	} else if (value[4] && two(value + 5)) {
		at.month = two(value + 5);
		if (value[7] == '-')
			at.day = two(value + 8);
		r->last_month = at;
		if (value[7] == '-')
			r->last_day = at;
	}
	r->last = at;
}

int
ab_context_year(const struct ab_context *r)
{
	return r->today.known ? ab_civil_from_day(r->today.day).year : 0;
}

int
ab_context_last_year(const struct ab_context *r)
{
	return r->last.year ? r->last.year : ab_context_year(r);
}

static ab_anchor
anchor(const struct ab_context *r, ab_civil date)
{
	return date.year ? (ab_anchor){ true, ab_day(date) } : r->today;
}

ab_anchor
ab_context_last(const struct ab_context *r)
{
	return anchor(r, r->last);
}

ab_anchor
ab_context_last_day(const struct ab_context *r)
{
	return anchor(r, r->last_day);
}

ab_anchor
ab_context_weekday_base(const struct ab_context *r)
{
	return r->narrative ? anchor(r, r->last_month) : r->today;
}

ab_anchor
ab_anchor_weekday(ab_anchor from, int weekday, int way, bool strict)
{
	int away = way * (weekday - ab_weekday(from.day));

	away = (away % 7 + 7) % 7;
	if (away == 0 && strict)
		away = 7;
	from.day += way * away;
	return from;
}

int
ab_context_full_year(const struct ab_context *r, int n)
{
	int here = ab_context_year(r);

	if (!here)
		return n + (n < 69 ? 2000 : 1900);
	int year = here - here % 100 + n;
	return year - here > 50 ? year - 100 : here - year > 50 ? year + 100 : year;
}

int
ab_context_pick_year(const struct ab_context *r, int month, int day, ab_span at)
{
	const struct limits *limit = day ? &of_day : &of_month;
	int wanted = day ? (day < 28 ? day : 28) : 15;

	if (r->narrative)
		return ab_context_last_year(r);
	if (!r->today.known)
		return 0;
	ab_civil today = ab_civil_from_day(r->today.day);
	if (!day && month == today.month)
		return today.year;
	int year = today.year;
	int away = ab_day((ab_civil){ year, month, wanted }) - r->today.day;
	if (away > 182)
		year--;
	else if (away < -183)
		year++;
	away = ab_day((ab_civil){ year, month, wanted }) - r->today.day;
	enum ab_tense tense = ab_context_tense(r, at);
	if ((tense == AB_TENSE_PAST && away > limit->past)
	    || (tense == AB_TENSE_NONE && away > limit->none))
		return year - 1;
	return tense == AB_TENSE_FUTURE && away < -limit->future ? year + 1 : year;
}

/* ---------------------------------------------------------------- values */

bool
ab_value_day(char value[AB_VALUE_ROOM], ab_anchor from, int64_t days, const char *tail)
{
	if (!from.known) {
		snprintf(value, AB_VALUE_ROOM, "XXXX-XX-XX%s", tail);
		return true;
	}
	if (days < -4000000 || days > 4000000)
		return false;
	ab_civil d = ab_civil_from_day(from.day + (int32_t)days);
	if (d.year < 1 || d.year > 9999)
		return false;
	snprintf(value, AB_VALUE_ROOM, "%04d-%02d-%02d%s", d.year, d.month, d.day, tail);
	return true;
}

bool
ab_value_date(char value[AB_VALUE_ROOM], int year, int month, int day)
{
	/* 29 February stands where no year says that there was none. */
	if (year < 0 || year > 9999
	    || (day && !ab_civil_valid((ab_civil){ year ? year : 2000, month, day })))
		return false;
	int n = year ? snprintf(value, AB_VALUE_ROOM, "%04d", year)
		     : snprintf(value, AB_VALUE_ROOM, "XXXX");
	if (month)
		n += snprintf(value + n, AB_VALUE_ROOM - (size_t)n, "-%02d", month);
	if (day)
		snprintf(value + n, AB_VALUE_ROOM - (size_t)n, "-%02d", day);
	return true;
}

bool
ab_value_part(char value[AB_VALUE_ROOM], int year, const char *part)
{
	if (!ab_value_date(value, year, 0, 0))
		return false;
	snprintf(value + 4, AB_VALUE_ROOM - 4, "-%s", part);
	return true;
}

static bool
value_week(char value[AB_VALUE_ROOM], ab_anchor from, int64_t shift, const char *tail)
{
	int year;

	if (!from.known) {
		snprintf(value, AB_VALUE_ROOM, "XXXX-WXX%s", tail);
		return true;
	}
	if (shift < -500000 || shift > 500000)
		return false;
	int week = ab_iso_week(from.day + (int32_t)(7 * shift), &year);
	if (year < 1 || year > 9999)
		return false;
	snprintf(value, AB_VALUE_ROOM, "%04d-W%02d%s", year, week, tail);
	return true;
}

/* Months, quarters and years, as so many steps of `months`. */
static bool
value_months(char value[AB_VALUE_ROOM], ab_anchor from, int64_t shift, enum ab_grain grain)
{
	static const struct { const char *unknown; int months, digits; } of[] = {
		[AB_GRAIN_MONTH] = { "XXXX-XX", 1, 4 }, [AB_GRAIN_QUARTER] = { "XXXX-QX", 3, 4 },
		[AB_GRAIN_YEAR] = { "XXXX", 12, 4 }, [AB_GRAIN_DECADE] = { "XXX", 120, 3 },
		[AB_GRAIN_CENTURY] = { "XX", 1200, 2 },
	};

	if (!from.known) {
		snprintf(value, AB_VALUE_ROOM, "%s", of[grain].unknown);
		return true;
	}
	if (shift < -120000 || shift > 120000)
		return false;
	ab_civil d = ab_civil_from_day(from.day);
	int64_t at = (int64_t)d.year * 12 + d.month - 1 + shift * of[grain].months;
	int year = (int)(at / 12), month = (int)(at % 12) + 1;
	if (at < 12 || year > 9999)
		return false;
	snprintf(value, AB_VALUE_ROOM, "%04d", year);
	value[of[grain].digits] = '\0'; /* a decade is three digits of its years, a century two */
	if (grain == AB_GRAIN_MONTH)
		snprintf(value + 4, AB_VALUE_ROOM - 4, "-%02d", month);
	else if (grain == AB_GRAIN_QUARTER)
		snprintf(value + 4, AB_VALUE_ROOM - 4, "-Q%d", (month - 1) / 3 + 1);
	return true;
}

bool
ab_value_unit(char value[AB_VALUE_ROOM], enum ab_grain grain, ab_anchor from, int64_t shift)
{
	switch (grain) {
	case AB_GRAIN_DAY:
		return ab_value_day(value, from, shift, "");
	case AB_GRAIN_WEEK:
		return value_week(value, from, shift, "");
	case AB_GRAIN_WEEKEND:
		return value_week(value, from, shift, "-WE");
	case AB_GRAIN_MONTH: case AB_GRAIN_QUARTER: case AB_GRAIN_YEAR:
	case AB_GRAIN_DECADE: case AB_GRAIN_CENTURY:
		return value_months(value, from, shift, grain);
	default:
		return false;
	}
}
