/* What news/dates.h promises of any text, as one function for unit tests and fuzzers. */
#ifndef ABREAST_TESTS_CHECK_DATES_H
#define ABREAST_TESTS_CHECK_DATES_H

#include "news/dates.h"

static inline bool
check_value(ab_str value)
{
	for (size_t i = 0; i < value.len; i++) {
		char c = value.ptr[i];
		if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || strchr("-+:._", c))
		    || c == '\0')
			return false;
	}
	return value.len > 0;
}

/** NULL, or which promise was broken. */
static inline const char *
check_dates(ab_str text, const struct ab_lines *lines, const struct ab_dates *dates)
{
	size_t end = 0;

	for (size_t i = 0; i < dates->count; i++) {
		const struct ab_date *d = &dates->at[i];
		if (d->at.start >= d->at.end || d->at.end > text.len)
			return "a span is empty or outside of the text";
		if (d->at.start < end)
			return "spans overlap or are not in order";
		end = d->at.end;
		if (((unsigned char)text.ptr[d->at.start] & 0xc0) == 0x80
		    || (end < text.len && ((unsigned char)text.ptr[end] & 0xc0) == 0x80))
			return "a span cuts a character";
		if (d->type >= AB_DATE_COUNT || !check_value(d->value))
			return "a type or value is none of TIMEX3";
		for (size_t k = 0; k < lines->hidden_count; k++)
			if (d->at.start < lines->hidden[k].at.end
			    && lines->hidden[k].at.start < end)
				return "a date lies in hidden text";
		size_t first = ab_lines_find(lines, d->at.start),
		       last = ab_lines_find(lines, end - 1);
		for (size_t k = first; k <= last; k++)
			if (lines->at[k].kind != lines->at[first].kind)
				return "a date lies in lines of two kinds";
	}
	return NULL;
}

#endif
