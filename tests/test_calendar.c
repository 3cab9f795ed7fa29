#include <criterion/criterion.h>

#include "know/calendar.h"

/* The oracle counts: one day after another, by the rule of the leap year alone. */
Test(calendar, every_day_from_1600_to_2400_in_turn)
{
	static const int length[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int32_t day = ab_day((ab_civil){ 1600, 1, 1 });
	int weekday = 6; /* 1600-01-01 was a Saturday */
	int week = 52, week_year = 1599, got_year;

	for (int y = 1600; y <= 2400; y++)
		for (int m = 1; m <= 12; m++) {
			bool leap = m == 2 && ((y % 4 == 0 && y % 100 != 0) || y % 400 == 0);
			for (int d = 1; d <= length[m - 1] + leap; d++, day++) {
				ab_civil back = ab_civil_from_day(day);
				cr_assert(back.year == y && back.month == m && back.day == d,
				    "%d-%d-%d", y, m, d);
				cr_assert_eq(ab_day((ab_civil){ y, m, d }), day);
				cr_assert_eq(ab_weekday(day), weekday, "%d-%d-%d", y, m, d);
				/* ISO 8601: the week of January 4 is the year's first */
				bool first = weekday == 1
				    && ((m == 12 && d >= 29) || (m == 1 && d <= 4));
				week = first ? 1 : week + (weekday == 1);
				week_year += first;
				int got = ab_iso_week(day, &got_year);
				cr_assert(got == week && got_year == week_year, "%d-%d-%d: %d-W%d",
				    y, m, d, got_year, got);
				weekday = weekday % 7 + 1;
			}
			cr_assert(!ab_civil_valid((ab_civil){ y, m, length[m - 1] + leap + 1 }));
		}
}

Test(calendar, iso_weeks)
{
	/* ISO 8601: week 1 holds the year's first Thursday. */
	static const struct { ab_civil date; int year, week; } rows[] = {
		{ { 2020, 12, 31 }, 2020, 53 }, { { 2021, 1, 1 }, 2020, 53 },
		{ { 2021, 1, 4 }, 2021, 1 }, { { 2018, 12, 31 }, 2019, 1 },
		{ { 2020, 10, 24 }, 2020, 43 }, { { 1970, 1, 1 }, 1970, 1 },
	};

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		int year, week = ab_iso_week(ab_day(rows[i].date), &year);
		cr_expect(week == rows[i].week && year == rows[i].year, "row %zu: %d-W%d", i,
		    year, week);
	}
}

Test(calendar, a_stamp_is_read_only_when_it_is_a_date)
{
	static const struct { const char *text; bool ok; } rows[] = {
		{ "2020-10-24", true }, { "2020-10-24T17:30Z", true }, { "2020-02-30", false },
		{ "2020-1-24", false }, { "20201024", false }, { "", false },
		{ "2020-10-2x", false },
	};

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		ab_civil date;
		cr_expect_eq(ab_civil_parse(ab_str_c(rows[i].text), &date), rows[i].ok, "%s",
		    rows[i].text);
	}
}
