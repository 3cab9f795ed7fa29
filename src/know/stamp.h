/*
 * stamp - a complete date, with its time and zone if it has them, as sites
 * write when something was published: "25-10-2020 07:05 IST", "Aug 15, 2020",
 * "3. März 2014, 08:45", ISO 8601. Dates without a year are none, and so are
 * those whose day and month could be each other, where no other date of the
 * page shows which comes first.
 *
 *	text -> [stamp: date, time, zone] -> load/fields, news/published
 */
#ifndef ABREAST_KNOW_STAMP_H
#define ABREAST_KNOW_STAMP_H

#include "base/utf8.h"
#include "know/calendar.h"

struct ab_stamp {
	ab_civil date;
	bool timed, zoned;
	int hour, minute;
	int zone; /* minutes east of Greenwich */
	size_t at; /* where in the text the date begins */
};

enum ab_stamp_order { AB_STAMP_ANY, AB_STAMP_DAY_FIRST, AB_STAMP_MONTH_FIRST };

/** What comes first in the dates of a page such as 25/10/2020: told by the first in which one of
 * the two cannot be a month. Linear in the text. */
enum ab_stamp_order ab_stamp_order_of(ab_str text);

/** The first stamp in s (valid UTF-8); false if there is none. */
bool ab_stamp_find(ab_str s, enum ab_stamp_order order, struct ab_stamp *stamp);

/** As ISO 8601: the date, and with a time "2020-10-25T07:05+05:30". */
ab_str ab_stamp_text(struct ab_arena *arena, const struct ab_stamp *stamp);

#endif
