/*
 * stamp - a complete date, with its time and zone if it has them, as sites
 * write when something was published: "25-10-2020 07:05 IST", "Aug 15, 2020",
 * "3. März 2014, 08:45", ISO 8601. Dates without a year, and those whose day
 * and month could be each other, are none.
 */
#ifndef ABREAST_NEWS_STAMP_H
#define ABREAST_NEWS_STAMP_H

#include "know/calendar.h"

struct ab_stamp {
	ab_civil date;
	bool timed, zoned;
	int hour, minute;
	int zone; /* minutes east of Greenwich */
	size_t at; /* where in the text the date begins */
};

/** The first stamp in s (valid UTF-8); false if there is none. */
bool ab_stamp_find(ab_str s, struct ab_stamp *stamp);

#endif
