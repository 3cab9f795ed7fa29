/* Meanings of quarters, halves, seasons, decades and centuries. */
#include "news/meanings.h"

static int
which_part(ab_str word, bool half)
{
	if (ab_word_in(word, "final last latter later"))
		return half ? 2 : 4;
	return ab_word_is(word, "early") ? 1 : ab_ordinal(word);
}

/* A quarter or half without a year: this year's, or last year's when it cannot have come yet. */
static int
part_year(const struct ab_reading *r, int quarter)
{
	if (r->context->narrative)
		return ab_context_last_year(r->context);
	if (!r->context->today.known)
		return 0;
	ab_civil today = ab_civil_from_day(r->context->today.day);
	int now = (today.month + 2) / 3;
	enum ab_tense tense = ab_context_tense(r->context, r->at);
	if (quarter == 4 && now <= 2 && tense != AB_TENSE_FUTURE)
		return today.year - 1;
	return quarter < now - 1 && tense == AB_TENSE_FUTURE ? today.year + 1 : today.year;
}

static int
year_of_part(const struct ab_reading *r, int quarter)
{
	ab_str y = group(r, "y"), rel = group(r, "rel"), ry = group(r, "ry");
	int here = ab_context_year(r->context), way = ab_step(rel) ? ab_step(rel) : ab_step(ry);

	if (y.len)
		return ab_digits(y);
	if (has(r, "ago"))
		way = -1;
	if (way || ab_word_holds(rel, "this") || ab_word_holds(ry, "this"))
		return here ? here + way : 0;
	return ab_word_holds(ry, "same") ? ab_context_last_year(r->context) : part_year(r, quarter);
}

bool
ab_mean_q(struct ab_reading *r)
{
	bool half = ab_word_is(group(r, "qu"), "half");
	int n = which_part(group(r, "q"), half);
	bool year_said = has(r, "y") || has(r, "rel") || has(r, "ry") || has(r, "ago")
	    || has(r, "the") || ab_word_holds(own_text(r), "year");
	char part[] = { half ? 'H' : 'Q', (char)('0' + n), '\0' };

	if (n < 1 || n > (half ? 2 : 4))
		return false;
	if (half && !year_said
	    && !ab_word_in(ab_reading_after(r), "ended earnings profit results loss net"))
		return false; /* of a match */
	return ab_reading_part(r, year_of_part(r, half ? 2 * n : n), part);
}

bool
ab_mean_qthen(struct ab_reading *r)
{
	int year = ab_digits(group(r, "y"));
	char part[] = "Q0";

	if (ab_str_starts_lower(group(r, "w"), "fiscal") || !r->context->quarter)
		return ab_reading_date(r, year, 0, 0);
	part[1] = (char)('0' + r->context->quarter);
	return ab_reading_part(r, year, part);
}

/* ---------------------------------------------------------------- seasons, decades, centuries */

bool
ab_mean_sea(struct ab_reading *r)
{
	ab_str y = group(r, "y"), words = group(r, "yw"), ry = group(r, "ry");
	int here = ab_context_year(r->context);
	int year = here ? here + ab_step(ry) : 0;

	if (ry.len == 0)
		year = y.len ? ab_digits(y) : ab_year_in_words(words);
	return ab_reading_part(r, year, ab_season_code(group(r, "s")));
}

bool
ab_mean_season(struct ab_reading *r)
{
	const char *code = ab_season_code(group(r, "s"));
	ab_str every = group(r, "every");
	bool narrative = r->context->narrative;
	int year = narrative ? ab_context_last_year(r->context) : ab_context_year(r->context);

	if (ab_word_in(every, "every each"))
		return ab_reading_say(r, AB_DATE_SET, "XXXX-%s", code);
	if (year && !narrative) {
		int month = ab_civil_from_day(r->context->today.day).month;
		int starts = ab_season_month(code);
		bool ahead = ab_context_tense(r->context, r->at) == AB_TENSE_FUTURE;
		year += (ahead && starts + 2 < month) - (!ahead && starts > month);
	}
	return ab_reading_part(r, year, code);
}

bool
ab_mean_dec(struct ab_reading *r)
{
	ab_str digits = group(r, "dy"), one = group(r, "d2"), word = group(r, "dw");
	int decade = ab_digits(one), here = ab_context_year(r->context);
	static const char *const words[] = { "twen", "thir", "for", "fif", "six", "seven", "eigh",
		"nine" };

	if (digits.len)
		return ab_reading_say(r, AB_DATE_DATE, "%.*s", (int)digits.len, digits.ptr);
	for (size_t i = 0; word.len && i < AB_LEN(words); i++)
		if (ab_word_is(word, words[i]))
			decade = (int)i + 2;
	/* "in his thirties" is an age */
	if (word.len && !has(r, "cw")
	    && (ab_word_in(ab_reading_before(r), "his her their my your our its")
		|| !(has(r, "pre") || ab_str_starts_lower(own_text(r), "the")
		    || ab_word_is(ab_reading_before(r), "in"))))
		return false;
	if (ab_word_is(group(r, "cw"), "eighteen"))
		return ab_reading_say(r, AB_DATE_DATE, "18%d", decade % 10);
	return ab_reading_say(
	    r, AB_DATE_DATE, "%s%d", decade >= 2 && here < 2025 ? "19" : "20", decade % 10);
}

bool
ab_mean_cent(struct ab_reading *r)
{
	int n = ab_ordinal(group(r, "c"));

	if (n < 1 || n > 30)
		return false;
	return ab_reading_say(r, AB_DATE_DATE, has(r, "era") ? "BC%02d" : "%02d", n - 1);
}
