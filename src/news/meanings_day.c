/* Meanings of days, months and years as the calendar names them. */
#include <stdio.h>
#include <string.h>

#include "news/meanings.h"

#define PREPOSITIONS                                                                               \
	"in since by until till of from to through and during for before after on the between or " \
	"a"

/* The year that the match states: digits, '98, or words. 0 if it states none. */
static int
stated_year(struct ab_reading *r)
{
	ab_str y = group(r, "y"), words = group(r, "yw");
	size_t skip = 0;

	if (y.len == 0)
		return words.len ? ab_year_in_words(words) : 0;
	while (skip < y.len && (y.ptr[skip] < '0' || y.ptr[skip] > '9'))
		skip++;
	y = ab_str_skip(y, skip);
	return y.len == 2 ? ab_context_full_year(r->context, ab_digits(y)) : ab_digits(y);
}

/* "Z" and "+02:00", however "z" and "+0200" are written; empty where no zone is. */
static void
spell_zone(ab_str zone, char out[8])
{
	*out = '\0';
	if (zone.len == 1)
		memcpy(out, "Z", 2);
	else if (zone.len)
		snprintf(out, 8, "%.3s:%.2s", zone.ptr, zone.ptr + zone.len - 2);
}

bool
ab_mean_ymd(struct ab_reading *r)
{
	ab_str hour = group(r, "h"), minute = group(r, "mi");
	char zone[8];
	ab_civil d = { ab_digits(group(r, "y")), ab_digits(group(r, "mn")),
		ab_digits(group(r, "d")) };

	if (!ab_civil_valid(d))
		return false;
	spell_zone(group(r, "z"), zone);
	if (hour.len && ab_digits(hour) <= 24 && ab_digits(minute) < 60)
		return ab_reading_say(r, AB_DATE_TIME, "%04d-%02d-%02dT%02d:%02d%s", d.year,
		    d.month, d.day, ab_digits(hour), ab_digits(minute), zone);
	return ab_reading_date(r, d.year, d.month, d.day);
}

bool
ab_mean_dmyn(struct ab_reading *r)
{
	ab_str y = group(r, "y"), sep = group(r, "sep");
	int a = ab_digits(group(r, "a")), b = ab_digits(group(r, "b")), year = ab_digits(y);
	/* As Americans write it, unless the page shows another order;
	 * the other if that cannot be. */
	bool month_first = *sep.ptr == '/' && r->context->order != AB_STAMP_DAY_FIRST;

	if (y.len == 2 && *sep.ptr != '/')
		return false;
	if (y.len == 2)
		year = ab_context_full_year(r->context, year);
	return ab_reading_date(r, year, month_first ? a : b, month_first ? b : a)
	    || ab_reading_date(r, year, month_first ? b : a, month_first ? a : b);
}

bool
ab_mean_mdy(struct ab_reading *r)
{
	int month = ab_month_named(group(r, "mon")), year = stated_year(r);
	int day = ab_ordinal(group(r, "d"));

	if (!day && has(r, "d"))
		return false;
	r->own_year = year > 0;
	if (!year && day > ab_month_days(2000, month))
		return false;
	if (!year)
		year = ab_context_pick_year(r->context, month, day, r->at);
	return ab_reading_date(r, year, month, day);
}

/* Two days of one month: the first span ends with the first number. */
static bool
day_range(struct ab_reading *r, size_t first_end)
{
	int month = ab_month_named(group(r, "mon")), year = stated_year(r);
	ab_str second = group(r, "d2");
	int a = ab_digits(group(r, "d")), b = ab_digits(second);

	if (b <= a)
		return false;
	if (!year)
		year = ab_context_pick_year(r->context, month, a, r->at);
	if (!ab_value_date(r->second_value, year, month, b))
		return false;
	r->second = (ab_span){ (size_t)(second.ptr - r->context->text.ptr), r->at.end };
	r->at.end = first_end;
	return ab_reading_date(r, year, month, a);
}

/* Where the number that is group d ends, with its "th". */
static size_t
day_end(const struct ab_reading *r)
{
	ab_str d = group(r, "d"), text = r->context->text;
	size_t end = (size_t)(d.ptr + d.len - text.ptr);

	while (end < r->at.end && text.ptr[end] >= 'a' && text.ptr[end] <= 'z')
		end++;
	return end;
}

bool
ab_mean_rng(struct ab_reading *r)
{
	return day_range(r, day_end(r));
}

bool
ab_mean_rng2(struct ab_reading *r)
{
	return day_range(r, day_end(r));
}

/* "of last year", "that year". */
static int
related_year(const struct ab_reading *r, ab_str word)
{
	int here = ab_context_year(r->context), last = ab_context_last_year(r->context);

	if (ab_word_holds(word, "last") || ab_word_holds(word, "previous"))
		return here ? here - 1 : 0;
	if (ab_word_holds(word, "next"))
		return here ? here + 1 : 0;
	if (ab_word_holds(word, "following"))
		return last ? last + 1 : 0;
	return ab_word_holds(word, "same") || ab_word_holds(word, "that") ? last : here;
}

/* Is "May", "March", "April" ... a verb, a march or a person here? */
static bool
no_month(const struct ab_reading *r)
{
	ab_str month = group(r, "mon"), before = ab_reading_before(r), after = ab_reading_after(r);
	bool led = has(r, "pre") || has(r, "rel") || has(r, "ry");
	bool name_follows = after.len > 1 && after.ptr[0] <= 'Z' && after.ptr[1] >= 'a'
	    && after.ptr[1] <= 'z';

	if (ab_word_in(month, "april june may august") && name_follows && !led
	    && !ab_word_in(before, "in since until by of from to through late early mid"))
		return true;
	if (!ab_word_in(month, "may march"))
		return false;
	if (!led && !ab_word_in(before, PREPOSITIONS))
		return true;
	return ab_word_is(month, "march") && ab_word_in(before, "the a of for")
	    && ab_word_in(after, "on in to from for was of");
}

static int
shifted_month_year(const struct ab_reading *r, ab_str rel, int month)
{
	const struct ab_context *context = r->context;
	ab_civil here = context->today.known ? ab_civil_from_day(context->today.day)
					     : (ab_civil){ 0 };
	ab_civil last = context->last_month;

	if (ab_word_holds(rel, "previous") || ab_word_holds(rel, "same"))
		return ab_context_last_year(context);
	if (ab_word_holds(rel, "following") && last.year)
		return last.year + (month <= last.month);
	if (!here.year)
		return 0;
	if (ab_word_holds(rel, "last") || ab_word_holds(rel, "past"))
		return month < here.month ? here.year : here.year - 1;
	if (ab_word_holds(rel, "next") || ab_word_holds(rel, "coming"))
		return month > here.month ? here.year : here.year + 1;
	return here.year;
}

/* "July 25 of that year" */
bool
ab_mean_mdry(struct ab_reading *r)
{
	int month = ab_month_named(group(r, "mon")), day = ab_ordinal(group(r, "d"));

	r->own_year = true;
	return day && ab_reading_date(r, related_year(r, group(r, "ry")), month, day);
}

bool
ab_mean_mon(struct ab_reading *r)
{
	ab_str rel = group(r, "rel"), year_word = group(r, "ry");
	int month = ab_month_named(group(r, "mon"));

	if (no_month(r))
		return false;
	if (has(r, "every"))
		return ab_reading_say(r, AB_DATE_SET, "XXXX-%02d", month);
	r->own_year = rel.len || year_word.len;
	if (year_word.len)
		return ab_reading_date(r, related_year(r, year_word), month, 0);
	if (rel.len)
		return ab_reading_date(r, shifted_month_year(r, rel, month), month, 0);
	return ab_reading_date(r, ab_context_pick_year(r->context, month, 0, r->at), month, 0);
}

bool
ab_mean_year(struct ab_reading *r)
{
	int year = stated_year(r), here = ab_context_year(r->context);
	ab_str before = ab_reading_before(r), after = ab_reading_after(r);
	char mark = ab_reading_mark_before(r);
	bool led = has(r, "pre") || has(r, "fy") || has(r, "yw") || mark == '(' || mark == '-'
	    || ab_word_in(before,
		"in since by until till from of during before after through between and to "
		    "for year as"
		" early late mid circa winter summer spring fall autumn than around about");

	if ((here && year > here + 40) || (year < 1900 && !led))
		return false;
	if (year < 1500
	    && !ab_word_in(
		before, "in since by until from year of between to and after before around"))
		return false;
	bool plural = after.len > 1 && after.ptr[0] >= 'a' && after.ptr[after.len - 1] == 's';
	if (year < 1900 && plural && ab_word_in(before, "of for to about around than from by"))
		return false;
	if (!led && (mark == '#' || mark == '@' || ab_word_in(before,
	    "flight highway route room building boeing airbus number model page pages usd eur")))
		return false;
	if (mark == '.' && r->at.start >= r->context->window.start + 4
	    && ab_str_starts_lower(ab_str_skip(r->context->text, r->at.start - 4), "no. "))
		return false;
	return ab_reading_date(r, year, 0, 0);
}

bool
ab_mean_year2(struct ab_reading *r)
{
	return ab_reading_date(
	    r, ab_context_full_year(r->context, ab_digits(group(r, "y2"))), 0, 0);
}

bool
ab_mean_yrange(struct ab_reading *r)
{
	return ab_reading_date(r, ab_digits(group(r, "y")), 0, 0);
}

/* "1984-85": the second year, in the first one's century or the next. */
bool
ab_mean_yshort(struct ab_reading *r)
{
	int first = ab_digits(group(r, "y")), n = ab_digits(group(r, "y2"));
	int year = first - first % 100 + n;

	return ab_reading_date(r, year < first ? year + 100 : year, 0, 0);
}

bool
ab_mean_bc(struct ab_reading *r)
{
	int n = ab_digits(group(r, "yb"));
	bool before = ab_str_starts_lower(group(r, "era"), "b");
	int month = ab_month_named(group(r, "mon")), day = ab_digits(group(r, "d"));

	if (n >= 2100)
		return false;
	if (month && has(r, "d"))
		return ab_reading_say(r, AB_DATE_DATE, "BC%04d-%02d-%02d", n, month, day);
	if (month)
		return ab_reading_say(r, AB_DATE_DATE, "BC%04d-%02d", n, month);
	return ab_reading_say(r, AB_DATE_DATE, before ? "BC%04d" : "%04d", n);
}

/* ---------------------------------------------------------------- days near and far */

static ab_anchor
weekday_meant(const struct ab_reading *r, int weekday)
{
	ab_str rel = group(r, "rel"), when = group(r, "when");
	ab_anchor base = ab_context_weekday_base(r->context),
		  last = ab_context_last_day(r->context);

	if (when.len) {
		base.day += 1 - ab_weekday(base.day) + weekday - 1;
		base.day += ab_word_is(when, "last") ? -7 : ab_word_is(when, "next") ? 7 : 0;
		return base;
	}
	if (ab_word_is(rel, "last") || ab_word_holds(rel, "past"))
		return ab_anchor_weekday(base, weekday, -1, true);
	if (ab_word_is(rel, "next") || ab_word_holds(rel, "coming"))
		return ab_anchor_weekday(base, weekday, 1, true);
	if (ab_word_holds(rel, "previous"))
		return ab_anchor_weekday(last, weekday, -1, true);
	if (ab_word_holds(rel, "following") || ab_word_holds(rel, "next"))
		return ab_anchor_weekday(last, weekday, 1, true);
	if (ab_word_is(rel, "that"))
		return ab_anchor_weekday(last, weekday, 1, false);
	if (rel.len == 0 && r->context->narrative)
		return ab_anchor_weekday(base, weekday, 1, false);
	bool ahead = ab_context_tense(r->context, r->at) == AB_TENSE_FUTURE;
	return ab_anchor_weekday(
	    rel.len ? r->context->today : base, weekday, ahead ? 1 : -1, false);
}

bool
ab_mean_wd(struct ab_reading *r)
{
	int weekday = ab_weekday_named(group(r, "wd"));
	ab_str p = group(r, "p");
	const char *tail = p.len ? ab_day_part_code(p) : "";

	if (has(r, "every") || has(r, "pl") || has(r, "pl2"))
		return ab_reading_say(r, AB_DATE_SET, "XXXX-WXX-%d%s", weekday, tail);
	ab_anchor day = weekday_meant(r, weekday);
	if (!day.known)
		return ab_reading_say(
		    r, p.len ? AB_DATE_TIME : AB_DATE_DATE, "XXXX-WXX-%d%s", weekday, tail);
	return ab_reading_day(r, p.len ? AB_DATE_TIME : AB_DATE_DATE, day, 0, tail);
}

bool
ab_mean_day(struct ab_reading *r)
{
	ab_str w = group(r, "w"), p = group(r, "p");
	ab_anchor today = r->context->today;
	int days = 0;

	if (ab_word_is(w, "today") && ab_word_is(ab_reading_before(r), "usa"))
		return false;
	if (ab_word_in(w, "tonight tonite overnight"))
		return ab_reading_day(r, AB_DATE_TIME, today, 0, "TNI");
	if (ab_word_holds(w, "yesterday"))
		days = ab_word_holds(w, "before") ? -2 : -1;
	else if (ab_word_holds(w, "tomorrow") || ab_str_starts_lower(w, "tm"))
		days = ab_word_holds(w, "after") ? 2 : 1;
	if (p.len)
		return ab_reading_day(r, AB_DATE_TIME, today, days, ab_day_part_code(p));
	return ab_reading_day(r, AB_DATE_DATE, today, days, "");
}

bool
ab_mean_pod(struct ab_reading *r)
{
	ab_str rel = group(r, "rel");
	const char *part = ab_day_part_code(group(r, "p"));
	ab_anchor today = r->context->today, last = ab_context_last_day(r->context);

	if (ab_word_is(rel, "this") || ab_word_is(rel, "last"))
		return ab_reading_day(
		    r, AB_DATE_TIME, today, ab_word_is(rel, "this") ? 0 : -1, part);
	if (ab_word_is(rel, "that") || ab_word_holds(rel, "same"))
		return ab_reading_day(r, AB_DATE_TIME, last, 0, part);
	return ab_reading_day(r, AB_DATE_TIME, last, ab_word_holds(rel, "previous") ? -1 : 1, part);
}

bool
ab_mean_podb(struct ab_reading *r)
{
	ab_str p = group(r, "p");

	return ab_reading_day(
	    r, AB_DATE_TIME, ab_context_last_day(r->context), 0, ab_day_part_code(p));
}

bool
ab_mean_clock(struct ab_reading *r)
{
	ab_str words = group(r, "hw"), part = group(r, "p"), half = group(r, "ap");
	int hour = words.len ? (int)(ab_amount(words) / 10) : ab_digits(group(r, "h"));
	char time[] = "T00:00";
	int minute = ab_digits(group(r, "mi"));

	if (hour > 24 || (half.len && hour > 12))
		return false;
	bool after_noon = ab_str_starts_lower(half, "p") || ab_word_in(part, "afternoon evening");
	if (after_noon && hour < 12)
		hour += 12;
	if (ab_str_starts_lower(half, "a") && hour == 12)
		hour = 0;
	time[1] = (char)('0' + hour / 10), time[2] = (char)('0' + hour % 10);
	time[4] = (char)('0' + minute / 10), time[5] = (char)('0' + minute % 10);
	return ab_reading_day(r, AB_DATE_TIME, ab_context_last_day(r->context), 0, time);
}
