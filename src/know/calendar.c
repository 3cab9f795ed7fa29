#include "know/calendar.h"

/* An era is 400 years = 146,097 days; within one, years start in March, so the
 * leap day is the last and month lengths follow (153 m + 2) / 5. */

int32_t
ab_day(ab_civil date)
{
	int y = date.year - (date.month <= 2);
	int era = (y >= 0 ? y : y - 399) / 400;
	int yoe = y - era * 400;
	int doy = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
	int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;

	return era * 146097 + doe - 719468;
}

ab_civil
ab_civil_from_day(int32_t day)
{
	int32_t z = day + 719468;
	int32_t era = (z >= 0 ? z : z - 146096) / 146097;
	int32_t doe = z - era * 146097;
	int32_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int32_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int32_t mp = (5 * doy + 2) / 153;
	ab_civil out = { 0 };

	out.day = doy - (153 * mp + 2) / 5 + 1;
	out.month = mp < 10 ? mp + 3 : mp - 9;
	out.year = yoe + era * 400 + (out.month <= 2);
	return out;
}

int
ab_month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return days[month - 1] + (month == 2 && leap);
}

bool
ab_civil_valid(ab_civil date)
{
	return date.month >= 1 && date.month <= 12 && date.day >= 1
	    && date.day <= ab_month_days(date.year, date.month);
}

int
ab_weekday(int32_t day)
{
	return (int)(((day % 7) + 7 + 3) % 7) + 1; /* 1970-01-01 was a Thursday */
}

int
ab_iso_week(int32_t day, int *year)
{
	int32_t thursday = day - (ab_weekday(day) - 4);
	ab_civil in = ab_civil_from_day(thursday);

	if (year)
		*year = in.year;
	return (thursday - ab_day((ab_civil){ in.year, 1, 1 })) / 7 + 1;
}

bool
ab_civil_parse(ab_str s, ab_civil *date)
{
	static const char form[] = "dddd-dd-dd";
	int part[3] = { 0 }, n = 0;

	if (s.len < sizeof(form) - 1)
		return false;
	for (size_t i = 0; i < sizeof(form) - 1; i++) {
		bool digit = s.ptr[i] >= '0' && s.ptr[i] <= '9';
		if (digit != (form[i] == 'd') || (!digit && s.ptr[i] != '-'))
			return false;
		if (digit)
			part[n] = part[n] * 10 + (s.ptr[i] - '0');
		else
			n++;
	}
	*date = (ab_civil){ part[0], part[1], part[2] };
	return ab_civil_valid(*date);
}
