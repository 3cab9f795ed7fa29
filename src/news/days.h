/*
 * days - the stretch of the calendar that a value means.
 *
 *	TIMEX3 value -> [days] -> first day, last day -> timeline, what is followed
 *
 * "2031-05-03" and "2031-05-03T17:30" are one day, "2031-05" is a month,
 * "2031-W18-WE" a weekend, "203" a decade. Weeks are of ISO 8601; seasons are
 * the meteorological ones of the north, winter beginning in its December.
 */
#ifndef ABREAST_NEWS_DAYS_H
#define ABREAST_NEWS_DAYS_H

#include <stdint.h>

#include "base/str.h"

typedef struct { int32_t first, last; } ab_days; /* as in know/calendar.h, both within */

/** False for what is no such stretch: durations, sets, "PAST_REF", and whatever has an X. */
bool ab_days_of(ab_str value, ab_days *days);

/** Earlier first, then the shorter one: negative, 0 or positive. */
int ab_days_cmp(ab_days a, ab_days b);

#endif
