#include "news/days.h"

#include "know/calendar.h"
#include "news/amounts.h"

/* Whole months: `count` of them from this one on. */
static ab_days
months(int year, int month, int count)
{
	int end = year * 12 + month - 1 + count;

	return (ab_days){ ab_day((ab_civil){ year, month, 1 }),
		ab_day((ab_civil){ end / 12, end % 12 + 1, 1 }) - 1 };
}

/* The Monday of an ISO week: that of week 1 has January 4 in its week. */
static int32_t
monday(int year, int week)
{
	int32_t fourth = ab_day((ab_civil){ year, 1, 4 });

	return fourth - (ab_weekday(fourth) - 1) + 7 * (week - 1);
}

/* "W18", "W18-WE" or "W18-5". */
static bool
week_days(int year, ab_str s, ab_days *days)
{
	int week = ab_digits(ab_str_skip(s, 1)), from = 0, to = 6;
	int32_t first = monday(year, week);

	if (week < 1 || first >= monday(year + 1, 1))
		return false;
	if (s.len == 6 && ab_str_ends(s, AB_STR("-WE")))
		from = 5;
	else if (s.len == 5 && s.ptr[3] == '-' && s.ptr[4] >= '1' && s.ptr[4] <= '7')
		from = to = s.ptr[4] - '1';
	else if (s.len != 3)
		return false;
	*days = (ab_days){ first + from, first + to };
	return true;
}

/* What stands after the year: "05", "05-03", "Q2", "H1", "SP" or a week. */
static bool
part_of_year(int year, ab_str s, ab_days *days)
{
	ab_civil day = { year, ab_digits(s), 1 };
	int n = s.len == 2 ? s.ptr[1] - '0' : 0;

	if (s.len == 5 && s.ptr[2] == '-') {
		day.day = ab_digits(ab_str_skip(s, 3));
		if (!ab_civil_valid(day))
			return false;
		days->first = days->last = ab_day(day);
		return true;
	}
	if (s.len > 2 && *s.ptr == 'W')
		return week_days(year, s, days);
	if (s.len != 2)
		return false;
	if (ab_civil_valid(day))
		*days = months(year, day.month, 1);
	else if (*s.ptr == 'Q' && n >= 1 && n <= 4)
		*days = months(year, 3 * n - 2, 3);
	else if (*s.ptr == 'H' && n >= 1 && n <= 2)
		*days = months(year, 6 * n - 5, 6);
	else if (ab_word_in(s, "sp su fa wi"))
		*days = months(year, ab_season_month(s.ptr), 3);
	else
		return false;
	return true;
}

bool
ab_days_of(ab_str value, ab_days *days)
{
	const char *time = value.len ? memchr(value.ptr, 'T', value.len) : NULL;
	size_t digits = 0;

	if (time)
		value.len = (size_t)(time - value.ptr);
	while (digits < value.len && value.ptr[digits] >= '0' && value.ptr[digits] <= '9')
		digits++;
	int year = ab_digits(value);
	for (size_t n = digits; n < 4; n++)
		year *= 10;
	if (digits < 2 || digits > 4 || year < 1 || year > 9998)
		return false;
	if (digits < value.len)
		return digits == 4 && value.ptr[4] == '-'
		    && part_of_year(year, ab_str_skip(value, 5), days);
	*days = months(year, 1, digits == 4 ? 12 : digits == 3 ? 120 : 1200);
	return true;
}

int
ab_days_cmp(ab_days a, ab_days b)
{
	if (a.first != b.first)
		return a.first < b.first ? -1 : 1;
	return (a.last > b.last) - (a.last < b.last);
}
