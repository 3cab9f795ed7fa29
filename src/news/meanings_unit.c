/* Meanings of weeks, months and years counted from somewhere: "last year", "two weeks ago". */
#include "news/meanings.h"

#include <stdio.h>

static bool
say_unit(struct ab_reading *r, enum ab_grain grain, ab_anchor from, int64_t shift)
{
	r->type = AB_DATE_DATE;
	return ab_value_unit(r->value, grain, from, shift);
}

static bool
say_part(struct ab_reading *r, int year, const char *part)
{
	r->type = AB_DATE_DATE;
	return ab_value_part(r->value, year, part);
}

static bool
say_year(struct ab_reading *r, int year)
{
	r->type = AB_DATE_DATE;
	return ab_value_date(r->value, year, 0, 0);
}

static bool
say_duration(struct ab_reading *r, int64_t tenths, ab_str unit)
{
	r->type = AB_DATE_DURATION;
	ab_duration(r->value, tenths, unit);
	return true;
}

/* The quarter named last, so many quarters on; false if none was. */
static bool
say_last_quarter(struct ab_reading *r, int shift)
{
	const struct ab_context *context = r->context;

	if (!context->quarter)
		return false;
	ab_anchor at = { true, ab_day((ab_civil){ context->quarter_year, 3 * context->quarter - 2, 1 }) };
	return say_unit(r, AB_GRAIN_QUARTER, at, shift);
}

/* ---------------------------------------------------------------- this, last, next */

/* "last", "previous" -1; "next", "following" 1; else 0. */
static int
step(ab_str rel)
{
	static const char *const back[] = { "last", "past", "previous", "preceding", "prior" };
	static const char *const on[] = { "next", "coming", "following", "ensuing" };

	for (size_t i = 0; i < AB_LEN(back); i++)
		if (ab_word_holds(rel, back[i]))
			return -1;
	for (size_t i = 0; i < AB_LEN(on); i++)
		if (ab_word_holds(rel, on[i]))
			return 1;
	return 0;
}

/* Does it count from what was mentioned, not from publication? */
static bool
from_mention(const struct ab_reading *r, ab_str rel)
{
	static const char *const words[] = { "that", "same", "previous", "following", "preceding", "prior", "ensuing" };

	for (size_t i = 0; i < AB_LEN(words); i++)
		if (ab_word_holds(rel, words[i]))
			return true;
	return r->context->narrative && ab_word_is(rel, "the next");
}

static int
season_month(const char *code)
{
	return *code == 'W' ? 12 : *code == 'F' ? 9 : code[1] == 'P' ? 3 : 6;
}

static bool
related_season(struct ab_reading *r, ab_str rel, ab_anchor base)
{
	const char *code = ab_season_code(group(r, "s"));
	int starts = season_month(code), way = step(rel);

	if (!base.known)
		return say_part(r, 0, code);
	ab_civil from = ab_civil_from_day(base.day);
	if (way > 0)
		from.year += starts <= from.month;
	else if (ab_word_holds(rel, "last") || ab_word_holds(rel, "past")) /* it must have ended, nearly */
		from.year -= starts == 12 || starts + 3 > from.month;
	else if (way < 0)
		from.year--;
	return say_part(r, from.year, code);
}

bool
ab_mean_rel(struct ab_reading *r)
{
	ab_str rel = group(r, "rel"), unit = group(r, "u");
	enum ab_grain grain = ab_unit_grain(unit);
	bool mention = from_mention(r, rel);
	ab_anchor base = mention || (grain == AB_GRAIN_DAY && ab_word_is(rel, "the next"))
	    ? ab_context_last(r->context) : r->context->today;

	if (has(r, "pd"))
		return (mention || ab_word_holds(rel, "latest") || ab_word_is(rel, "the current")) && say_last_quarter(r, 0);
	if (has(r, "s"))
		return !ab_word_is(rel, "current") && related_season(r, rel, base);
	if (ab_word_holds(rel, "latest"))
		return say_unit(r, grain, base, grain == AB_GRAIN_QUARTER || grain == AB_GRAIN_YEAR ? -1 : 0);
	if (ab_word_starts(rel, "the ") && grain == AB_GRAIN_DAY && !ab_word_is(rel, "the next") && !mention)
		return false;
	if (ab_word_is(rel, "the past") && grain != AB_GRAIN_YEAR && grain != AB_GRAIN_WEEKEND)
		return say_duration(r, 10, unit);
	if (grain == AB_GRAIN_QUARTER && mention && say_last_quarter(r, step(rel)))
		return true;
	return say_unit(r, grain, base, step(rel));
}

/* "the weekend": the one that began, or will, by the tense. */
static bool
bare_weekend(struct ab_reading *r)
{
	ab_anchor today = r->context->today;
	bool now = today.known && ab_weekday(today.day) >= 6;

	return say_unit(r, AB_GRAIN_WEEKEND, today,
	    now || ab_context_tense(r->context, r->at) == AB_TENSE_FUTURE ? 0 : -1);
}

static bool
bare_year(struct ab_reading *r)
{
	ab_str before = ab_reading_before(r), fiscal = group(r, "fy"), unit = group(r, "u");

	if (has(r, "full") || (fiscal.len == 0 && ab_word_in(before, "of during in over throughout")))
		return say_year(r, ab_context_year(r->context));
	return say_duration(r, 10, unit);
}

bool
ab_mean_bare(struct ab_reading *r)
{
	enum ab_grain grain = ab_unit_grain(group(r, "u"));
	ab_anchor today = r->context->today;

	if (has(r, "pre"))
		return say_unit(r, grain, r->context->narrative ? ab_context_last(r->context) : today, 0);
	switch (grain) {
	case AB_GRAIN_DAY:
		return false;
	case AB_GRAIN_WEEKEND:
		return bare_weekend(r);
	case AB_GRAIN_YEAR:
		return bare_year(r);
	case AB_GRAIN_QUARTER:
		return say_last_quarter(r, 0) || say_unit(r, grain, today, 0);
	case AB_GRAIN_DECADE: case AB_GRAIN_CENTURY:
		return say_unit(r, grain, ab_context_last(r->context), 0);
	default:
		return say_unit(r, grain, today, 0);
	}
}

bool
ab_mean_weekof(struct ab_reading *r)
{
	ab_str y = group(r, "y");
	int month = ab_month_named(group(r, "mon")), day = ab_ordinal(group(r, "d"));
	enum ab_grain grain = ab_unit_grain(group(r, "u"));
	int year = y.len ? ab_digits(y) : ab_context_pick_year(r->context, month, day, r->at);

	if (!day)
		return grain == AB_GRAIN_MONTH && ab_value_date(r->value, year, month, 0);
	if (!ab_civil_valid((ab_civil){ year ? year : 2000, month, day }))
		return false;
	return say_unit(r, grain, (ab_anchor){ year > 0, year ? ab_day((ab_civil){ year, month, day }) : 0 }, 0);
}

bool
ab_mean_yend(struct ab_reading *r)
{
	ab_str rel = group(r, "rel");

	return say_unit(r, AB_GRAIN_YEAR, r->context->today, step(rel));
}

bool
ab_mean_inyear(struct ab_reading *r)
{
	return say_unit(r, ab_unit_grain(group(r, "u")), r->context->today, 0);
}

/* ---------------------------------------------------------------- ago, later */

/* "two days after the vote": the amount alone is the expression. */
static bool
amount_before_clause(struct ab_reading *r, ab_str dir, int64_t n)
{
	size_t end = (size_t)(dir.ptr - r->context->text.ptr);

	while (end > r->at.start && strchr(" \t\r\n", r->context->text.ptr[end - 1]))
		end--;
	r->at.end = end;
	return say_duration(r, n, group(r, "u"));
}

static int64_t
amount_of(struct ab_reading *r)
{
	ab_str n = group(r, "n");
	int64_t tenths = n.len ? ab_amount(n) : 10;

	if (tenths >= 0 && tenths % 10 == 0 && ab_word_holds(own_text(r), "and a half"))
		tenths += 5;
	return tenths;
}

static bool
say_shifted(struct ab_reading *r, ab_str unit, ab_anchor base, int way, int64_t n)
{
	enum ab_grain grain = ab_unit_grain(unit);
	bool fortnight = ab_word_starts(unit, "fortnight");

	if (grain == AB_GRAIN_CLOCK) /* TIMEX3 has no better for "three hours later" */
		return say_duration(r, n, unit);
	if (n % 10 && grain == AB_GRAIN_YEAR)
		return say_unit(r, AB_GRAIN_MONTH, base, way * (n * 12 / 10));
	return say_unit(r, fortnight ? AB_GRAIN_WEEK : grain, base, way * (n / 10) * (fortnight ? 2 : 1));
}

bool
ab_mean_off(struct ab_reading *r)
{
	ab_str dir = group(r, "dir"), unit = group(r, "u"), one = group(r, "one");
	bool back = ab_word_in(dir, "ago earlier before previously prior beforehand") || ab_word_starts(dir, "before");
	bool from_today = ab_word_in(dir, "ago hence") || ab_word_starts(dir, "from");
	bool clause_follows = ab_word_in(dir, "before after") && !strchr(".,;)", ab_reading_mark_after(r));
	int64_t n = amount_of(r);

	if (ab_unit_grain(one) != AB_GRAIN_NONE || n == AB_VAGUE) { /* "centuries ago", "a few years ago" */
		if (clause_follows)
			return amount_before_clause(r, dir, n);
		return ab_reading_say(r, AB_DATE_DATE, "%s", back ? "PAST_REF" : "FUTURE_REF");
	}
	if (ab_word_is(one, "the") && (from_today || clause_follows))
		return false;
	if (clause_follows)
		return amount_before_clause(r, dir, n);
	enum ab_grain grain = ab_unit_grain(unit);
	bool coarse = grain == AB_GRAIN_YEAR || grain == AB_GRAIN_MONTH || grain == AB_GRAIN_QUARTER;
	if (ab_word_is(dir, "earlier") && coarse && !r->context->narrative)
		from_today = true;
	if (grain == AB_GRAIN_YEAR && n == 10 && r->context->quarter && ab_word_in(dir, "ago earlier before"))
		return say_last_quarter(r, -4);
	return say_shifted(r, unit, from_today ? r->context->today : ab_context_last(r->context), back ? -1 : 1, n);
}

bool
ab_mean_yago(struct ab_reading *r)
{
	ab_str y = group(r, "y"), q = group(r, "q");
	int here = ab_context_year(r->context), year = y.len ? ab_digits(y) : here ? here - 1 : 0;
	char part[] = "Q0";

	if (!q.len && !r->context->quarter)
		return say_year(r, year);
	part[1] = (char)('0' + (q.len ? ab_ordinal(q) : r->context->quarter));
	return say_part(r, year, part);
}

/* ---------------------------------------------------------------- quarters and halves */

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
	int here = ab_context_year(r->context), way = step(rel) ? step(rel) : step(ry);

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
	bool year_said = has(r, "y") || has(r, "rel") || has(r, "ry") || has(r, "ago") || has(r, "the")
	    || ab_word_holds(own_text(r), "year");
	char part[] = { half ? 'H' : 'Q', (char)('0' + n), '\0' };

	if (n < 1 || n > (half ? 2 : 4))
		return false;
	if (half && !year_said && !ab_word_in(ab_reading_after(r), "ended earnings profit results loss net"))
		return false; /* of a match */
	return say_part(r, year_of_part(r, half ? 2 * n : n), part);
}

bool
ab_mean_qthen(struct ab_reading *r)
{
	int year = ab_digits(group(r, "y"));
	char part[] = "Q0";

	if (ab_word_starts(group(r, "w"), "fiscal") || !r->context->quarter)
		return say_year(r, year);
	part[1] = (char)('0' + r->context->quarter);
	return say_part(r, year, part);
}

/* ---------------------------------------------------------------- seasons, decades, centuries */

bool
ab_mean_sea(struct ab_reading *r)
{
	ab_str y = group(r, "y"), words = group(r, "yw"), ry = group(r, "ry");
	int here = ab_context_year(r->context);
	int year = y.len ? ab_digits(y) : words.len ? ab_year_in_words(words) : here ? here + step(ry) : 0;

	return say_part(r, year, ab_season_code(group(r, "s")));
}

bool
ab_mean_season(struct ab_reading *r)
{
	const char *code = ab_season_code(group(r, "s"));
	ab_str every = group(r, "every");
	int year = r->context->narrative ? ab_context_last_year(r->context) : ab_context_year(r->context);

	if (ab_word_in(every, "every each"))
		return ab_reading_say(r, AB_DATE_SET, "XXXX-%s", code);
	if (year && !r->context->narrative && r->context->today.known) {
		int month = ab_civil_from_day(r->context->today.day).month, starts = season_month(code);
		bool ahead = ab_context_tense(r->context, r->at) == AB_TENSE_FUTURE;
		year += (ahead && starts + 2 < month) - (!ahead && starts > month);
	}
	return say_part(r, year, code);
}

bool
ab_mean_dec(struct ab_reading *r)
{
	ab_str digits = group(r, "dy"), one = group(r, "d2"), word = group(r, "dw");
	int decade = one.len ? ab_digits(one) : (int)(ab_amount(word) / 100), here = ab_context_year(r->context);
	static const char *const words[] = { "twen", "thir", "for", "fif", "six", "seven", "eigh", "nine" };

	if (digits.len)
		return ab_reading_say(r, AB_DATE_DATE, "%.*s", (int)digits.len, digits.ptr);
	for (size_t i = 0; word.len && i < AB_LEN(words); i++)
		if (ab_word_is(word, words[i]))
			decade = (int)i + 2;
	/* "in his thirties" is an age */
	if (word.len && !has(r, "cw") && (ab_word_in(ab_reading_before(r), "his her their my your our its")
	    || !(has(r, "pre") || ab_word_starts(own_text(r), "the") || ab_word_is(ab_reading_before(r), "in"))))
		return false;
	if (ab_word_is(group(r, "cw"), "eighteen"))
		return ab_reading_say(r, AB_DATE_DATE, "18%d", decade % 10);
	return ab_reading_say(r, AB_DATE_DATE, "%s%d", decade >= 2 && here < 2025 ? "19" : "20", decade % 10);
}

bool
ab_mean_cent(struct ab_reading *r)
{
	int n = ab_ordinal(group(r, "c"));

	if (n < 1 || n > 30)
		return false;
	return ab_reading_say(r, AB_DATE_DATE, has(r, "era") ? "BC%02d" : "%02d", n - 1);
}

/* ---------------------------------------------------------------- now, soon */

bool
ab_mean_ref(struct ab_reading *r)
{
	return ab_reading_say(r, AB_DATE_DATE, "%.*s", (int)r->arg.len, r->arg.ptr);
}

bool
ab_mean_soon(struct ab_reading *r)
{
	ab_str own = own_text(r);

	if (ab_word_is(own, "soon") && r->context->narrative)
		return false;
	return ab_mean_ref(r);
}
