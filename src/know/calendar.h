/*
 * calendar - days of the proleptic Gregorian calendar, and nothing else.
 *
 * A day is a number: days since 1970-01-01 (negative before). No clock, no
 * time zone, no libc. Method: Howard Hinnant, "chrono-Compatible Low-Level
 * Date Algorithms" (days_from_civil, civil_from_days).
 */
#ifndef ABREAST_KNOW_CALENDAR_H
#define ABREAST_KNOW_CALENDAR_H

#include <stdint.h>

#include "base/str.h"

typedef struct { int year, month, day; } ab_civil; /* month 1-12, day 1-31 */

int32_t ab_day(ab_civil date);           /* the date must be valid */
ab_civil ab_civil_from_day(int32_t day);
bool ab_civil_valid(ab_civil date);
int ab_month_days(int year, int month);

/** ISO 8601 weekday of a day, 1 = Monday .. 7 = Sunday. */
int ab_weekday(int32_t day);

/** ISO 8601 week (1-53) of a day, and the year that week belongs to. */
int ab_iso_week(int32_t day, int *year);

/** The date at the front of an ISO 8601 stamp (YYYY-MM-DD, anything may follow); false if none. */
bool ab_civil_parse(ab_str s, ab_civil *date);

#endif
