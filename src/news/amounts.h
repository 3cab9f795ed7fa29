/*
 * amounts - numbers, units and names of the calendar as English writes them.
 *
 *	words of a match -> [amounts] -> meanings
 *
 * What a word or two mean by themselves; nothing here knows of an article or
 * of a day. Durations are TIMEX3 (ISO 8601 section 5.5.2, X for an unknown
 * number): "P26Y", "PT30M", "PXW".
 */
#ifndef ABREAST_NEWS_AMOUNTS_H
#define ABREAST_NEWS_AMOUNTS_H

#include <stdint.h>

#include "base/str.h"

#define AB_VALUE_ROOM 40 /* the longest TIMEX3 value we write, with its NUL */

enum ab_grain { AB_GRAIN_CLOCK, AB_GRAIN_DAY, AB_GRAIN_WEEKEND, AB_GRAIN_WEEK, AB_GRAIN_MONTH,
	AB_GRAIN_QUARTER, AB_GRAIN_YEAR, AB_GRAIN_DECADE, AB_GRAIN_CENTURY, AB_GRAIN_NONE };

#define AB_VAGUE (-1) /* "a few": a number nobody knows */

/** Tenths of the number that s writes: "two and a half" 25, "half a dozen" 60, "few" AB_VAGUE. */
int64_t ab_amount(ab_str s);

/** "first", "twenty-third", "11th", "11": 1-based; 0 if it is none. */
int ab_ordinal(ab_str s);

/** "nineteen eighty-seven", "two thousand and six". */
int ab_year_in_words(ab_str s);

int ab_month_named(ab_str s);      /* 1-12 by the first three letters, 0 if none */
int ab_weekday_named(ab_str s);    /* 1 = Monday .. 7, 0 if none */
const char *ab_season_code(ab_str s);   /* "SP", "SU", "FA", "WI" */
int ab_season_month(const char *code);  /* of its beginning */
const char *ab_day_part_code(ab_str s); /* "TMO", "T12:00"; "" if none */

/** "last", "the previous": -1; "next", "following": 1; else 0. */
int ab_step(ab_str word);

/** How fine a unit is: days for "night"; AB_GRAIN_NONE for what is no part of the calendar. */
enum ab_grain ab_unit_grain(ab_str unit);

/** The duration of so many tenths of a unit; AB_VAGUE gives an X. */
void ab_duration(char value[AB_VALUE_ROOM], int64_t tenths, ab_str unit);

/* ASCII letters without regard to case. */
bool ab_word_is(ab_str s, const char *word);
bool ab_word_in(ab_str s, const char *words); /* words with blanks between */
bool ab_word_holds(ab_str s, const char *part);

/** The number that the digits at the front of s write, at most 999,999,999; 0 if there are none. */
int ab_digits(ab_str s);

#endif
