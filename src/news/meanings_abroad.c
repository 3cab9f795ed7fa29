/* Meanings of days and months as other languages name them. */
#include "know/almanac.h"
#include "news/meanings.h"

/* The month of group xm; 0 where its word is none, or is too likely another word. On a page in
 * English "9 mars" and "2 set" are no days: only a whole date with its year is. */
static int
month_of(const struct ab_reading *r, bool day_and_year)
{
	const struct ab_almanac_name *name = ab_almanac_find(group(r, "xm"));

	if (!name || !name->month)
		return 0;
	return r->context->foreign || (day_and_year && name->whole) ? name->month : 0;
}

bool
ab_mean_xdate(struct ab_reading *r)
{
	ab_str weekday = group(r, "xwd"), year_digits = group(r, "y");
	int month = month_of(r, year_digits.len > 0), day = ab_digits(group(r, "d"));
	int year = year_digits.len ? ab_digits(year_digits) : 0;
	const struct ab_almanac_name *name = ab_almanac_find(weekday);

	if (!month || day > ab_month_days(2000, month) || (weekday.len && !(name && name->weekday)))
		return false;
	r->own_year = year > 0;
	return ab_reading_date(
	    r, year ? year : ab_context_pick_year(r->context, month, day, r->at), month, day);
}

bool
ab_mean_xmonth(struct ab_reading *r)
{
	int month = month_of(r, false);

	r->own_year = true;
	return month && ab_reading_date(r, ab_digits(group(r, "y")), month, 0);
}

/* Back, as most of what is told is past: tense is known of English alone. */
bool
ab_mean_xday(struct ab_reading *r)
{
	const struct ab_almanac_name *name = ab_almanac_find(group(r, "xwd"));
	ab_anchor base = ab_context_weekday_base(r->context);

	if (!r->context->foreign || !name || !name->weekday || !name->whole)
		return false;
	if (!base.known)
		return ab_reading_say(r, AB_DATE_DATE, "XXXX-WXX-%d", name->weekday);
	return ab_reading_day(
	    r, AB_DATE_DATE, ab_anchor_weekday(base, name->weekday, -1, false), 0, "");
}
