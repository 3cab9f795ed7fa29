/* Meanings of weeks, months and years counted from somewhere: "last year", "two weeks ago". */
#include "news/meanings.h"

/* The quarter named last, so many quarters on; false if none was. */
static bool
say_last_quarter(struct ab_reading *r, int shift)
{
	const struct ab_context *context = r->context;

	if (!context->quarter)
		return false;
	ab_anchor at = { true,
		ab_day((ab_civil){ context->quarter_year, 3 * context->quarter - 2, 1 }) };
	return ab_reading_unit(r, AB_GRAIN_QUARTER, at, shift);
}

/* ---------------------------------------------------------------- this, last, next */

/* Does it count from what was mentioned, not from publication? */
static bool
from_mention(const struct ab_reading *r, ab_str rel)
{
	static const char *const words[] = { "that", "same", "previous", "following",
		"preceding", "prior", "ensuing" };

	for (size_t i = 0; i < AB_LEN(words); i++)
		if (ab_word_holds(rel, words[i]))
			return true;
	return r->context->narrative && ab_word_is(rel, "the next");
}

static bool
related_season(struct ab_reading *r, ab_str rel, ab_anchor base)
{
	const char *code = ab_season_code(group(r, "s"));
	int starts = ab_season_month(code), way = ab_step(rel);

	if (!base.known)
		return ab_reading_part(r, 0, code);
	ab_civil from = ab_civil_from_day(base.day);
	if (way > 0)
		from.year += starts <= from.month;
	else if (ab_word_holds(rel, "last") || ab_word_holds(rel, "past"))
		/* it must have ended, nearly */
		from.year -= starts == 12 || starts + 3 > from.month;
	else if (way < 0)
		from.year--;
	return ab_reading_part(r, from.year, code);
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
		return (mention || ab_word_holds(rel, "latest") || ab_word_is(rel, "the current"))
		    && say_last_quarter(r, 0);
	if (has(r, "s"))
		return !ab_word_is(rel, "current") && related_season(r, rel, base);
	if (ab_word_holds(rel, "latest"))
		return ab_reading_unit(r, grain, base,
		    grain == AB_GRAIN_QUARTER || grain == AB_GRAIN_YEAR ? -1 : 0);
	if (ab_str_starts_lower(rel, "the ") && grain == AB_GRAIN_DAY && !ab_word_is(rel, "the next")
	    && !mention)
		return false;
	if (ab_word_is(rel, "the past") && grain != AB_GRAIN_YEAR && grain != AB_GRAIN_WEEKEND)
		return ab_reading_length(r, AB_DATE_DURATION, 10, unit);
	if (grain == AB_GRAIN_QUARTER && mention && say_last_quarter(r, ab_step(rel)))
		return true;
	return ab_reading_unit(r, grain, base, ab_step(rel));
}

/* "the weekend": the one that began, or will, by the tense. */
static bool
bare_weekend(struct ab_reading *r)
{
	ab_anchor today = r->context->today;
	bool now = today.known && ab_weekday(today.day) >= 6;

	return ab_reading_unit(r, AB_GRAIN_WEEKEND, today,
	    now || ab_context_tense(r->context, r->at) == AB_TENSE_FUTURE ? 0 : -1);
}

static bool
bare_year(struct ab_reading *r)
{
	ab_str before = ab_reading_before(r), fiscal = group(r, "fy"), unit = group(r, "u");

	if (has(r, "full")
	    || (fiscal.len == 0 && ab_word_in(before, "of during in over throughout")))
		return ab_reading_date(r, ab_context_year(r->context), 0, 0);
	return ab_reading_length(r, AB_DATE_DURATION, 10, unit);
}

bool
ab_mean_bare(struct ab_reading *r)
{
	enum ab_grain grain = ab_unit_grain(group(r, "u"));
	ab_anchor today = r->context->today;

	if (has(r, "pre"))
		return ab_reading_unit(r, grain,
		    r->context->narrative ? ab_context_last(r->context) : today, 0);
	switch (grain) {
	case AB_GRAIN_DAY:
		return false;
	case AB_GRAIN_WEEKEND:
		return bare_weekend(r);
	case AB_GRAIN_YEAR:
		return bare_year(r);
	case AB_GRAIN_QUARTER:
		return say_last_quarter(r, 0) || ab_reading_unit(r, grain, today, 0);
	case AB_GRAIN_DECADE: case AB_GRAIN_CENTURY:
		return ab_reading_unit(r, grain, ab_context_last(r->context), 0);
	default:
		return ab_reading_unit(r, grain, today, 0);
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
	return ab_reading_unit(r, grain,
	    (ab_anchor){ year > 0, year ? ab_day((ab_civil){ year, month, day }) : 0 }, 0);
}

bool
ab_mean_yend(struct ab_reading *r)
{
	ab_str rel = group(r, "rel");

	return ab_reading_unit(r, AB_GRAIN_YEAR, r->context->today, ab_step(rel));
}

bool
ab_mean_inyear(struct ab_reading *r)
{
	return ab_reading_unit(r, ab_unit_grain(group(r, "u")), r->context->today, 0);
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
	return ab_reading_length(r, AB_DATE_DURATION, n, group(r, "u"));
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
	bool fortnight = ab_str_starts_lower(unit, "fortnight");

	if (grain == AB_GRAIN_CLOCK) /* TIMEX3 has no better for "three hours later" */
		return ab_reading_length(r, AB_DATE_DURATION, n, unit);
	if (n % 10 && grain == AB_GRAIN_YEAR)
		return ab_reading_unit(r, AB_GRAIN_MONTH, base, way * (n * 12 / 10));
	return ab_reading_unit(r, fortnight ? AB_GRAIN_WEEK : grain, base,
	    way * (n / 10) * (fortnight ? 2 : 1));
}

bool
ab_mean_off(struct ab_reading *r)
{
	ab_str dir = group(r, "dir"), unit = group(r, "u"), one = group(r, "one");
	bool back = ab_word_in(dir, "ago earlier before previously prior beforehand")
	    || ab_str_starts_lower(dir, "before");
	bool from_today = ab_word_in(dir, "ago hence") || ab_str_starts_lower(dir, "from");
	bool clause_follows = ab_word_in(dir, "before after")
	    && !strchr(".,;)", ab_reading_mark_after(r));
	int64_t n = amount_of(r);

	if (ab_word_is(one, "the") && (from_today || clause_follows))
		return false;
	if (clause_follows)
		return amount_before_clause(r, dir, n);
	if (n == AB_VAGUE || ab_unit_grain(one) != AB_GRAIN_NONE) /* "centuries ago" */
		return ab_reading_say(r, AB_DATE_DATE, "%s", back ? "PAST_REF" : "FUTURE_REF");
	enum ab_grain grain = ab_unit_grain(unit);
	bool coarse = grain == AB_GRAIN_YEAR || grain == AB_GRAIN_MONTH
	    || grain == AB_GRAIN_QUARTER;
	if (ab_word_is(dir, "earlier") && coarse && !r->context->narrative)
		from_today = true;
	if (grain == AB_GRAIN_YEAR && n == 10 && r->context->quarter
	    && ab_word_in(dir, "ago earlier before"))
		return say_last_quarter(r, -4);
	return say_shifted(r, unit, from_today ? r->context->today : ab_context_last(r->context),
	    back ? -1 : 1, n);
}

bool
ab_mean_yago(struct ab_reading *r)
{
	ab_str y = group(r, "y"), q = group(r, "q");
	int here = ab_context_year(r->context), year = y.len ? ab_digits(y) : here ? here - 1 : 0;
	char part[] = "Q0";

	if (!q.len && !r->context->quarter)
		return ab_reading_date(r, year, 0, 0);
	part[1] = (char)('0' + (q.len ? ab_ordinal(q) : r->context->quarter));
	return ab_reading_part(r, year, part);
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
