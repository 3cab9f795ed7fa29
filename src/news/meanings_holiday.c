/* Meanings of holidays: what day of a year each is. */
#include "news/meanings.h"

struct holiday {
	const char *start;
	int month;          /* 0: days from Easter Sunday, in plus */
	int day;            /* of the month; 0: the nth weekday of it */
	int weekday, nth;   /* nth -1: the last */
	int plus;
};

static const struct holiday holidays[] = {
	{ "christmas", 12, 25, 0, 0, 0 }, { "new year", 1, 1, 0, 0, 0 },
	{ "thanksg", 11, 0, 4, 4, 0 }, { "black", 11, 0, 4, 4, 1 },
	{ "cyber", 11, 0, 4, 4, 4 }, { "labo", 9, 0, 1, 1, 0 },
	{ "memorial", 5, 0, 1, -1, 0 }, { "indep", 7, 4, 0, 0, 0 },
	{ "veter", 11, 11, 0, 0, 0 }, { "columb", 10, 0, 1, 2, 0 },
	{ "presid", 2, 0, 1, 3, 0 }, { "martin", 1, 0, 1, 3, 0 },
	{ "hallow", 10, 31, 0, 0, 0 }, { "valen", 2, 14, 0, 0, 0 },
	{ "easter m", 0, 0, 0, 0, 1 }, { "easter", 0, 0, 0, 0, 0 },
	{ "good", 0, 0, 0, 0, -2 }, { "st.", 3, 17, 0, 0, 0 },
	{ "boxing", 12, 26, 0, 0, 0 }, { "may", 5, 1, 0, 0, 0 },
	{ "mother", 5, 0, 7, 2, 0 }, { "father", 6, 0, 7, 3, 0 },
	{ "elect", 11, 0, 1, 1, 1 },
};

/* Easter Sunday by the anonymous Gregorian computus (Nature, 20 April 1876; Meeus 1991). */
static int32_t
easter(int y)
{
	int a = y % 19, b = y / 100, c = y % 100, f = (b + 8) / 25, g = (b - f + 1) / 3;
	int h = (19 * a + b - b / 4 - g + 15) % 30;
	int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
	int m = (a + 11 * h + 22 * l) / 451, n = h + l - 7 * m + 114;

	return ab_day((ab_civil){ y, n / 31, n % 31 + 1 });
}

static int32_t
holiday_day(const struct holiday *h, int year)
{
	if (!h->month)
		return easter(year) + h->plus;
	if (h->day)
		return ab_day((ab_civil){ year, h->month, h->day });
	ab_anchor from = { true, ab_day((ab_civil){ year, h->month, 1 }) };
	if (h->nth < 0) {
		from.day += ab_month_days(year, h->month) - 1;
		return ab_anchor_weekday(from, h->weekday, -1, false).day;
	}
	return ab_anchor_weekday(from, h->weekday, 1, false).day + 7 * (h->nth - 1) + h->plus;
}

/* The year of a holiday that states none: the nearest one, as "last", "next" and tense have it. */
static int
holiday_year(const struct ab_reading *r, const struct holiday *h)
{
	ab_str rel = group(r, "rel");
	int year = ab_context_year(r->context);

	if (r->context->narrative)
		return ab_context_last_year(r->context);
	if (!year)
		return 0;
	int away = holiday_day(h, year) - r->context->today.day;
	enum ab_tense tense = ab_context_tense(r->context, r->at);
	if (ab_word_is(rel, "last"))
		return away >= 0 ? year - 1 : year;
	if (ab_word_is(rel, "next"))
		return away <= 0 ? year + 1 : year;
	if (away > 200 && tense != AB_TENSE_FUTURE)
		return year - 1;
	return away < -200 && tense != AB_TENSE_PAST ? year + 1 : year;
}

bool
ab_mean_hol(struct ab_reading *r)
{
	ab_str name = group(r, "hol"), p = group(r, "p");
	const char *tail = p.len ? ab_day_part_code(p) : "";
	int eve = ab_word_holds(name, " eve");
	const struct holiday *h = holidays;

	while (h < holidays + AB_LEN(holidays) && !ab_str_starts_lower(name, h->start))
		h++;
	if (h == holidays + AB_LEN(holidays))
		return false;
	int year = ab_digits(group(r, "y"));
	if (!year)
		year = holiday_year(r, h);
	if (!year && h->day)
		return ab_reading_date(r, 0, h->month, h->day - eve > 0 ? h->day - eve : h->day);
	if (!year)
		return h->month ? ab_reading_date(r, 0, h->month, 0) : ab_reading_date(r, 0, 0, 0);
	bool new_years_eve = eve && h->month == 1; /* of the same year */
	ab_anchor day = { true,
		new_years_eve ? ab_day((ab_civil){ year, 12, 31 }) : holiday_day(h, year) - eve };
	if (has(r, "wk"))
		return ab_value_unit(r->value, AB_GRAIN_WEEK, day, 0);
	return ab_reading_day(r, p.len ? AB_DATE_TIME : AB_DATE_DATE, day, 0, tail);
}
