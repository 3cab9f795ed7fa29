/* Meanings of how long and how often: durations and sets. */
#include "news/meanings.h"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "$20 a day", "900 seats a week", "four times a month" are rates: a number stands within the
 * two words before. */
static bool
is_rate(const struct ab_reading *r)
{
	ab_str text = r->context->text;
	size_t i = r->at.start, from = r->context->window.start;

	for (int words = 0; words < 3; words++) {
		while (i > from && strchr(" \t\r\n", text.ptr[i - 1]))
			i--;
		size_t end = i;
		while (i > from && !strchr(" \t\r\n", text.ptr[i - 1]))
			i--;
		ab_str word = ab_slice(text, (ab_span){ i, end });
		if (word.len == 0 || strchr(".;:!?", word.ptr[word.len - 1]))
			return false;
		if (is_digit(word.ptr[0]) || word.ptr[0] == '$' || word.ptr[word.len - 1] == '%'
		    || ab_word_in(word,
			"million billion thousand hundred dollar dollars euros cents percent"
			" times"))
			return true;
	}
	return false;
}

static bool
is_age(const struct ab_reading *r)
{
	return ab_word_in(ab_reading_before(r), "aged age ages");
}

/* "a week", "half an hour", "one year and a half". */
static bool
one_unit(struct ab_reading *r, ab_str one, ab_str unit)
{
	enum ab_grain grain = ab_unit_grain(unit);
	bool article = ab_word_in(one, "a an") && !has(r, "dpre");
	int64_t n = ab_word_holds(one, "half") ? 5 : 10;

	if (ab_word_in(unit, "second quarter") || (ab_word_is(unit, "night") && article))
		return false;
	if (article && is_rate(r))
		return false;
	if (article && grain == AB_GRAIN_DAY && ab_word_in(ab_reading_after(r), "of when that for"))
		return false;
	if (ab_word_is(one, "one") && grain == AB_GRAIN_DAY
	    && ab_word_in(ab_reading_after(r), "we he she it they i you"))
		return ab_reading_say(r, AB_DATE_DATE, "FUTURE_REF");
	return ab_reading_length(r, AB_DATE_DURATION, n + (has(r, "half") ? 5 : 0), unit);
}

bool
ab_mean_dur(struct ab_reading *r)
{
	ab_str unit = group(r, "u"), n = group(r, "n"), one = group(r, "one");
	bool plural = unit.ptr[unit.len - 1] == 's' || ab_word_in(unit, "centuries millennia");

	if (is_age(r) || ab_str_starts_lower(unit, "season") || ab_word_is(unit, "second"))
		return false;
	if (one.len)
		return one_unit(r, one, unit);
	int64_t tenths = n.len ? ab_amount(n) : AB_VAGUE;
	if (ab_str_eq(r->arg, AB_STR("dir")) && n.len == 0 && !plural)
		return false; /* "the first day" is one of many */
	if (ab_word_is(unit, "quarter") && tenths != AB_VAGUE && tenths != 10)
		return false; /* "three quarter" is a fraction */
	if (tenths >= 0 && tenths % 10 == 0 && ab_word_holds(own_text(r), "and a half"))
		tenths += 5;
	return ab_reading_length(r, AB_DATE_DURATION, tenths, unit);
}

bool
ab_mean_hyp(struct ab_reading *r)
{
	ab_str one = group(r, "u1"), unit = group(r, "u"), n = group(r, "n");

	if (one.len)
		return ab_reading_length(r, AB_DATE_DURATION, 10, one);
	if (ab_word_in(unit, "second quarter night"))
		return false;
	return ab_reading_length(r, AB_DATE_DURATION, n.len ? ab_amount(n) : AB_VAGUE, unit);
}

/* "weeks" alone says something only after "for", "in", "took" ..., or before "of", "later". */
static bool
bare_plural(const struct ab_reading *r)
{
	return ab_word_in(ab_reading_before(r),
		   "for in within after of over take takes took last lasted spent spend"
		   " through until and or by with")
	    || ab_word_in(ab_reading_after(r), "ago later of before after earlier ahead and or");
}

bool
ab_mean_pl(struct ab_reading *r)
{
	ab_str unit = group(r, "u"), recent = group(r, "rec");
	char mark = ab_reading_mark_before(r);

	if (is_digit(mark) || mark == '%' || mark == '-'
	    || ab_word_in(ab_reading_before(r), "many how few"))
		return false;
	if (ab_word_is(recent, "future"))
		return ab_reading_say(r, AB_DATE_DATE, "FUTURE_REF");
	if (r->arg.len == 0 && !bare_plural(r))
		return false;
	return ab_reading_length(r, AB_DATE_DURATION, AB_VAGUE, unit);
}

bool
ab_mean_ordu(struct ab_reading *r)
{
	int n = ab_ordinal(group(r, "ox"));

	return n >= 2 && ab_reading_length(r, AB_DATE_DURATION, 10 * (int64_t)n, group(r, "u"));
}

bool
ab_mean_awhile(struct ab_reading *r)
{
	return ab_reading_say(
	    r, AB_DATE_DURATION, ab_word_holds(own_text(r), "while") ? "PXX" : "PXM");
}

/* ---------------------------------------------------------------- sets */

bool
ab_mean_setly(struct ab_reading *r)
{
	static const struct { const char *start, *value; } rows[] = {
		{ "daily", "P1D" }, { "weekly", "P1W" }, { "monthly", "P1M" },
		{ "yearly", "P1Y" }, { "annually", "P1Y" }, { "hourly", "PT1H" },
		{ "nightly", "P1D" }, { "biweekly", "P2W" }, { "bimonthly", "P2M" },
		{ "biannually", "P6M" }, { "semiannually", "P6M" }, { "biennially", "P2Y" },
	};
	ab_str w = group(r, "w"), before = ab_reading_before(r), after = ab_reading_after(r);
	bool capital = w.ptr[0] <= 'Z';

	/* the name of a paper */
	if (capital && ((after.len && after.ptr[0] <= 'Z') || (before.len && before.ptr[0] <= 'Z')))
		return false;
	for (size_t i = 0; i < AB_LEN(rows); i++)
		if (ab_word_is(w, rows[i].start))
			return ab_reading_say(r, AB_DATE_SET, "%s", rows[i].value);
	return false;
}

bool
ab_mean_set(struct ab_reading *r)
{
	ab_str unit = group(r, "u"), n = group(r, "n"), o = group(r, "o");
	int64_t tenths = 10;

	if (has(r, "other"))
		tenths = 20;
	else if (n.len)
		tenths = ab_amount(n);
	else if (o.len)
		tenths = 10 * (int64_t)ab_ordinal(o);
	if (has(r, "s"))
		return ab_reading_say(r, AB_DATE_SET, "XXXX-%s", ab_season_code(group(r, "s")));
	if (ab_word_is(unit, "night"))
		return ab_reading_say(r, AB_DATE_SET, "XXXX-XX-XXTNI");
	if (has(r, "p"))
		return ab_reading_say(
		    r, AB_DATE_SET, "XXXX-XX-XX%s", ab_day_part_code(group(r, "p")));
	if (ab_str_starts_lower(unit, "second") || ab_str_starts_lower(unit, "season"))
		return false;
	if (ab_word_in(group(r, "w"), "every each") && ab_unit_grain(unit) == AB_GRAIN_WEEKEND)
		return ab_reading_say(r, AB_DATE_SET, "XXXX-WXX-WE");
	return ab_reading_length(r, AB_DATE_SET, tenths, unit);
}

bool
ab_mean_setwd(struct ab_reading *r)
{
	return ab_reading_say(
	    r, AB_DATE_SET, ab_word_is(group(r, "pl"), "weekends") ? "XXXX-WXX-WE" : "XXXX-WXX-WD");
}
