#include <criterion/criterion.h>
#include <stdio.h>

#include "data/data.h"
#include "know/almanac.h"
#include "know/lexicon.h"
#include "news/amounts.h"
#include "news/meanings.h"
#include "tests/check_dates.h"

static struct ab_knowledge *know;

static void
open_knowledge(void)
{
	struct ab_error err;

	know = ab_knowledge_new(NULL, 0, true, &err);
	cr_assert_not_null(know, "%s", err.text);
}

static void
close_knowledge(void)
{
	ab_knowledge_free(know);
}

TestSuite(dates, .init = open_knowledge, .fini = close_knowledge);

static struct ab_dates
find(struct ab_arena *arena, ab_str text, ab_str published)
{
	struct ab_lines lines = ab_lines_split(arena, text);
	struct ab_dates out = ab_dates_find(arena, text, &lines, published, know);
	const char *broken = check_dates(text, &lines, &out);

	cr_expect_null(broken, "%s: %.*s", broken, (int)(text.len < 80 ? text.len : 80), text.ptr);
	return out;
}

/* "SPAN = VALUE; SPAN = VALUE", as the examples of the grammar are written. */
static ab_str
shown(struct ab_arena *arena, ab_str text, ab_str published)
{
	struct ab_dates dates = find(arena, text, published);
	ab_str out = AB_STR("");

	for (size_t i = 0; i < dates.count; i++) {
		ab_str span = ab_slice(text, dates.at[i].at);
		out = ab_format(arena, "%.*s%s%.*s = %.*s", (int)out.len, out.ptr, i ? "; " : "",
		    (int)span.len, span.ptr, (int)dates.at[i].value.len, dates.at[i].value.ptr);
	}
	return out;
}

static ab_str
cut_at(ab_str *s, const char *mark)
{
	for (size_t i = 0; i + strlen(mark) <= s->len; i++)
		if (memcmp(s->ptr + i, mark, strlen(mark)) == 0) {
			ab_str left = { s->ptr, i };
			*s = ab_str_skip(*s, i + strlen(mark));
			return left;
		}
	ab_str all = *s;
	*s = AB_STR("");
	return all;
}

/* One line of examples: + TEXT => WANTED [@ DATE] or - TEXT [@ DATE]. */
static void
try_example(ab_str line, size_t number)
{
	struct ab_arena arena = { 0 };
	bool dated = true;
	ab_str rest = ab_str_skip(line, 2), published = AB_STR("2020-10-24");

	if (ab_str_ends(rest, AB_STR(" @"))) {
		dated = false;
		rest.len -= 2;
	}
	ab_str body = cut_at(&rest, " @ ");
	if (rest.len)
		published = rest;
	ab_str text = cut_at(&body, " => ");
	ab_str got = shown(&arena, text, dated ? published : AB_STR(""));
	cr_expect(ab_str_eq(got, body), "dates.rules: line %zu: %.*s\n\twanted %.*s\n\tgot    %.*s",
	    number, (int)text.len, text.ptr, (int)body.len, body.ptr, (int)got.len, got.ptr);
	ab_arena_free(&arena);
}

Test(dates, every_rule_has_examples_and_they_hold)
{
	ab_str rest = ab_file_dates_rules(), line;
	size_t number = 0, rules = 0, tried = 0, here = 1;

	while (ab_str_line(&rest, &line)) {
		number++;
		if (ab_str_starts(line, AB_STR("rule\t"))) {
			cr_expect(here > 0, "dates.rules: the rule above line %zu has no example",
			    number);
			rules++;
			here = 0;
		} else if (rules && line.len > 2 && (*line.ptr == '+' || *line.ptr == '-')) {
			try_example(line, number);
			here += *line.ptr == '+';
			tried++;
		}
	}
	cr_expect(here > 0);
	cr_expect_eq(rules, ab_grammar_count(ab_knowledge_dates(know)));
	cr_expect_gt(rules, 50);
	cr_expect_gt(tried, rules);
}

Test(dates, every_pattern_compiles_and_every_operation_is_known)
{
	const struct ab_grammar *g = ab_knowledge_dates(know);
	struct ab_error err = { "" };

	cr_expect(ab_grammar_check(g, &err), "%s", err.text);
	for (size_t i = 0; i < ab_grammar_count(g); i++) {
		ab_str op = ab_grammar_rule(g, i)->op;
		cr_expect_not_null(ab_meaning_find(op), "%.*s", (int)op.len, op.ptr);
	}
}

Test(dates, machine_code_finds_the_same)
{
	ab_knowledge_warm(know);
	ab_str rest = ab_file_dates_rules(), line;
	size_t number = 0;
	bool rules = false;

	while (ab_str_line(&rest, &line)) {
		number++;
		rules = rules || ab_str_starts(line, AB_STR("rule\t"));
		if (rules && line.len > 2 && (*line.ptr == '+' || *line.ptr == '-'))
			try_example(line, number);
	}
}

struct row { const char *text, *published, *wanted; };

static void
try_rows(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct ab_arena arena = { 0 };
		ab_str got = shown(&arena, ab_str_c(rows[i].text), ab_str_c(rows[i].published));
		cr_expect(ab_str_eq(got, ab_str_c(rows[i].wanted)),
		    "%s (%s)\n\twanted %s\n\tgot    %.*s", rows[i].text, rows[i].published,
		    rows[i].wanted, (int)got.len, got.ptr);
		ab_arena_free(&arena);
	}
}

Test(dates, what_was_read_before_decides)
{
	static const struct row rows[] = {
		/* the year of the second date is the first one's too */
		{ "The hall was shut from March to May 2017.", "2020-10-24",
		  "March = 2017-03; May 2017 = 2017-05" },
		{ "It ran from November to February 2017.", "",
		  "November = 2016-11; February 2017 = 2017-02" },
		/* a quarter is remembered */
		{ "Profit rose in the third quarter. A year ago it fell.", "2020-10-24",
		  "the third quarter = 2020-Q3; A year ago = 2019-Q3" },
		/* new year between publication and the day meant */
		{ "He left on December 30.", "2021-01-02", "December 30 = 2020-12-30" },
		{ "He will leave on January 4.", "2020-12-30", "January 4 = 2021-01-04" },
		/* a leap day needs a leap year */
		{ "They met on February 29, 2020 and again on February 29, 2021.", "2021-06-01",
		  "February 29, 2020 = 2020-02-29; February = 2021-02; 2021 = 2021" },
		/* one expression of three */
		{ "She spoke on Friday, June 5, at 9:15 p.m. local time.", "2020-06-07",
		  "Friday, June 5, at 9:15 p.m. local time = 2020-06-05T21:15" },
		{ "It was the night of July 4.", "2020-07-10",
		  "the night of July 4 = 2020-07-04TNI" },
	};

	try_rows(rows, AB_LEN(rows));
}

Test(dates, tense_turns_a_weekday)
{
	static const struct row rows[] = {
		{ "The harbour pilots will strike Monday.", "2020-10-25", "Monday = 2020-10-26" },
		{ "The harbour pilots struck Monday.", "2020-10-25", "Monday = 2020-10-19" },
		{ "The talks, which were dull, are to resume on Thursday.", "2020-10-25",
		  "Thursday = 2020-10-29" },
		{ "The ban holds until Sunday.", "2020-10-20", "Sunday = 2020-10-25" },
		{ "Masons said the wall was mended by Sunday.", "2020-10-20",
		  "Sunday = 2020-10-25" },
		{ "He will go; on Monday he said so.", "2020-10-25", "Monday = 2020-10-19" },
		{ "It has been shut since Sunday.", "2020-10-25", "Sunday = 2020-10-25" },
	};

	try_rows(rows, AB_LEN(rows));
}

Test(dates, nothing_is_made_up_without_a_publication_date)
{
	static const struct row rows[] = {
		{ "On Saturday they marched, as on Saturday evening.", "",
		  "Saturday = XXXX-WXX-6; Saturday evening = XXXX-WXX-6TEV" },
		{ "Last Sunday and next week.", "",
		  "Last Sunday = XXXX-WXX-7; next week = XXXX-WXX" },
		{ "August 9, 9 August and Feb. 29.", "",
		  "August 9 = XXXX-08-09; 9 August = XXXX-08-09; Feb. 29 = XXXX-02-29" },
		{ "Two months ago, this weekend, this decade.", "",
		  "Two months ago = XXXX-XX; this weekend = XXXX-WXX-WE; this decade = XXX" },
		{ "At Christmas and on Thanksgiving.", "",
		  "Christmas = XXXX-12-25; Thanksgiving = XXXX-11" },
		/* what the text states, stands */
		{ "Built in 2014, it shut the following year.", "",
		  "2014 = 2014; the following year = 2015" },
	};

	try_rows(rows, AB_LEN(rows));
}

Test(dates, languages_name_their_days)
{
	static const struct row rows[] = {
		{ "Die Brücke wurde am Samstag, 15. August 2020, und dem Sonntag gesperrt.",
		    "2020-10-24",
		  "Samstag, 15. August 2020 = 2020-08-15; Sonntag = 2020-10-18" },
		{ "Am Samstag, den 3. Oktober, war das Rathaus nicht offen.", "2020-10-24",
		  "Samstag, den 3. Oktober = 2020-10-03" },
		{ "Le pont est fermé depuis le 1er août 2020, dans le port.", "2020-10-24",
		  "1er août 2020 = 2020-08-01" },
		{ "Le pont est tombé mercredi 14 octobre dans une tempête.", "2020-10-24",
		  "mercredi 14 octobre = 2020-10-14" },
		{ "El sábado 15 de agosto de 2020 se cerró el puente por la tarde.", "2020-10-24",
		  "sábado 15 de agosto de 2020 = 2020-08-15" },
		{ "El puente se cerró el 15 de agosto por las obras.", "2020-10-24",
		  "15 de agosto = 2020-08-15" },
		{ "A ponte caiu na segunda-feira, 3 de março de 2014, com um barco.", "2020-10-24",
		  "segunda-feira, 3 de março de 2014 = 2014-03-03" },
		{ "Il ponte è caduto il 15 agosto 2020 per una nave.", "2020-10-24",
		  "15 agosto 2020 = 2020-08-15" },
		{ "De brug is op 15 maart 2020 door een schip geraakt, niet het sluisje.",
		    "2020-10-24",
		  "15 maart 2020 = 2020-03-15" },
		{ "Most zamknięto 15 sierpnia 2020 roku, bo się nie bał.", "2020-10-24",
		  "15 sierpnia 2020 roku = 2020-08-15" },
		{ "Мост закрыли в субботу, 15 августа 2020 года, и не открыли 9 мая.", "2020-10-24",
		  "15 августа 2020 года = 2020-08-15; 9 мая = 2020-05-09" },
		{ "В понедельник мост не открыли.", "2020-10-24", "понедельник = 2020-10-19" },
		{ "Міст закрили 15 серпня 2020 року, і його не відкрили.", "2020-10-24",
		  "15 серпня 2020 року = 2020-08-15" },
		{ "Köprü 15 Ağustos 2020 Cumartesi günü ve gece kapandı.", "2020-10-24",
		  "15 Ağustos 2020 = 2020-08-15; Cumartesi = 2020-10-24" },
		{ "Bron stängdes den 15 augusti 2020 och är inte öppen.", "2020-10-24",
		  "15 augusti 2020 = 2020-08-15" },
		{ "Most se zavřel 15. srpna 2020 a je v opravě.", "2020-10-24",
		  "15. srpna 2020 = 2020-08-15" },
		{ "Broen ble stengt 15. august 2020 og er ikke åpen.", "2020-10-24",
		  "15. august 2020 = 2020-08-15" },
		{ "Η γέφυρα έκλεισε στις 15 Αυγούστου 2020 και δεν άνοιξε.", "2020-10-24",
		  "15 Αυγούστου 2020 = 2020-08-15" },
		/* day first, where English takes the month */
		{ "Die Brücke ist seit dem 05/06/2020 und dem 7.6.2020 zu.", "2020-10-24",
		  "05/06/2020 = 2020-06-05; 7.6.2020 = 2020-06-07" },
		{ "The bridge was shut on 05/06/2020.", "2020-10-24", "05/06/2020 = 2020-05-06" },
		{ "The bridge was shut on 25/06/2020 and on 05/07/2020.", "2020-10-24",
		  "25/06/2020 = 2020-06-25; 05/07/2020 = 2020-07-05" },
		/* other words of English, or of no language */
		{ "The 3 mars rovers and the 2 sept teams ate in the sol bar with dom and "
		    "the martes.",
		  "2020-10-24", "" },
		{ "The 12 out 2020 and the 11 set 2019 were left by the mai of 4 lip.",
		    "2020-10-24",
		  "2020 = 2020; 2019 = 2019" },
		{ "It was 31 juin 2020 or 45 août 2020.", "2020-10-24",
		    "2020 = 2020; 2020 = 2020" },
	};

	try_rows(rows, AB_LEN(rows));
}

Test(dates, a_dateline_says_its_day)
{
	static const struct row rows[] = {
		{ "MINSK, Oct 24 (Agency) - The ferry ran aground on Saturday.", "2020-10-25",
		  "Oct 24 = 2020-10-24; Saturday = 2020-10-24" },
		{ "PORTVALE, Aug. 9 \xe2\x80\x94 The ferry ran aground.", "2020-08-10T07:05+05:30",
		  "Aug. 9 = 2020-08-09" },
		{ "PORTVALE, Dec. 31 (Agency) - The ferry ran aground.", "2021-01-01",
		  "Dec. 31 = 2020-12-31" },
		/* no year is made up */
		{ "PORTVALE, Aug. 9 (Agency) - The ferry ran aground.", "", "Aug. 9 = XXXX-08-09" },
		{ "Updated: 25-10-2020 07:05 IST", "", "25-10-2020 07:05 IST = 2020-10-25T07:05" },
		/* half past midnight in the east is the day before at Greenwich: the day stays */
		{ "Sent 2020-10-25T00:30+05:30.", "",
		  "2020-10-25T00:30+05:30 = 2020-10-25T00:30+05:30" },
		{ "The ferry ran aground on Sunday, not yesterday.", "2020-10-25T00:30+05:30",
		  "Sunday = 2020-10-25; yesterday = 2020-10-24" },
	};

	try_rows(rows, AB_LEN(rows));
}

/* A history names years, and its days hang on them. */
Test(dates, a_narrative_takes_the_year_mentioned_last)
{
	static const struct row rows[] = {
		{ "The duchy fell in 1706. A truce of 1707 failed. By 1709 the fleet was lost; on "
		    "3 May a storm"
		  " took the rest, and in 1711 the port.", "2020-10-24",
		  "1706 = 1706; 1707 = 1707; 1709 = 1709; 3 May = 1709-05-03; 1711 = 1711" },
		/* publication is no anchor in it */
		{ "The duchy fell in 1706. A truce of 1707 failed. By 1709 the fleet was "
		    "lost, as a stone"
		  " tells today; on 3 May a storm took the port. Peace came in 1711.", "2020-10-24",
		  "1706 = 1706; 1707 = 1707; 1709 = 1709; today = 2020-10-24; 3 May = 1709-05-03;"
		  " 1711 = 1711" },
		/* news may name old years */
		{ "The mill burned in 1906, 1907, 1909 and 1911. On Friday the mayor said "
		    "the fire of"
		  " 3 May was small.", "2020-10-24",
		  "1906 = 1906; 1907 = 1907; 1909 = 1909; 1911 = 1911; Friday = 2020-10-23;"
		  " 3 May = 2020-05-03" },
	};

	try_rows(rows, AB_LEN(rows));
}

Test(dates, lines_and_hidden_text_are_borders)
{
	struct ab_arena arena = { 0 };
	ab_str text = AB_STR(
	    "Opened 5\nMay 2019 and in\n\nJune 2018. Views 12 March 2017 more 1 April 2016\n");
	struct ab_lines lines = ab_lines_split(&arena, text);
	struct ab_hidden hidden = { .rule = AB_STR("chrome") };

	hidden.at.start = (size_t)(strstr(text.ptr, "March") - text.ptr);
	hidden.at.end = hidden.at.start + strlen("March 2017 more 1");
	struct ab_dates joined = ab_dates_find(&arena, text, &lines, AB_STR(""), know);
	cr_expect(
	    joined.count == 4 && ab_str_eq(ab_slice(text, joined.at[0].at), AB_STR("5\nMay 2019")));

	lines.at[0].kind = AB_KIND_TITLE;
	lines.hidden = &hidden;
	lines.hidden_count = 1;
	struct ab_dates cut = ab_dates_find(&arena, text, &lines, AB_STR(""), know);
	cr_expect_null(check_dates(text, &lines, &cut));
	cr_assert_eq(cut.count, 3);
	cr_expect(ab_str_eq(ab_slice(text, cut.at[0].at), AB_STR("May 2019")));
	cr_expect(ab_str_eq(ab_slice(text, cut.at[1].at), AB_STR("June 2018")));
	cr_expect(ab_str_eq(ab_slice(text, cut.at[2].at), AB_STR("April 2016")));
	ab_arena_free(&arena);
}

Test(dates, hostile_text_neither_hangs_nor_breaks_a_promise, .timeout = 20)
{
	static const char *const seed[] = {
		"1/", "12:", "one two ", "in the past ", "\xe2\x80\x99\x39\x38 ", "May ",
		"the the ", "1,000,", "a few ", "9999999999", "late in early ", "-", "\n",
		"\xc3\xa9 1 ", "Q1 ", "1.1-",
	};
	enum { SIZE = 100000 };
	char *text = ab_xalloc(SIZE, 1);

	for (size_t i = 0; i < AB_LEN(seed); i++) {
		struct ab_arena arena = { 0 };
		size_t step = strlen(seed[i]), len = SIZE - SIZE % step;
		for (size_t at = 0; at < len; at++)
			text[at] = seed[i][at % step];
		find(&arena, (ab_str){ text, len }, AB_STR("2020-10-24"));
		memset(text + 5, '\0', 3);
		find(&arena, (ab_str){ text, len / 50 / step * step }, AB_STR("9999-12-31"));
		ab_arena_free(&arena);
	}
	/* words of the grammar in no order */
	unsigned state = 7;
	ab_str source = ab_file_dates_rules();
	for (int round = 0; round < 40; round++) {
		struct ab_arena arena = { 0 };
		size_t len = 0;
		while (len < 4000) {
			state = state * 1103515245u + 12345u;
			struct ab_grammar_word w;
			if (!ab_grammar_word(
				ab_knowledge_dates(know), source, (state >> 4) % 12000, &w)
			    || w.at.end - w.at.start > 20)
				continue;
			memcpy(text + len, source.ptr + w.at.start, w.at.end - w.at.start);
			len += w.at.end - w.at.start;
			text[len++] = " -,.\n'/:"[(state >> 20) % 11 < 4 ? (state >> 20) % 11 * 2
									 : 0];
		}
		find(&arena, (ab_str){ text, len },
		    round % 2 ? AB_STR("0001-01-01") : AB_STR("2020-02-29T10:00"));
		ab_arena_free(&arena);
	}
	free(text);
}

static size_t
tries(ab_str text)
{
	struct ab_arena arena = { 0 };
	size_t count = find(&arena, text, AB_STR("2020-10-24")).tries;

	ab_arena_free(&arena);
	return count;
}

/* Work is counted, not timed: a text twice as long takes twice the tries, whatever it is made of,
 * and what is made of digits and signs takes next to none. */
Test(dates, work_is_linear_in_the_text)
{
	static const struct { const char *piece; size_t most; } rows[] = { /* tries in 1000 bytes */
		{ "The ferry ran aground off the harbour and all came ashore. ", 70 },
		{ "1/", 20 }, { "12/11/", 20 }, { "1-", 20 }, { "3.4.", 20 }, { "2019/", 20 },
		{ "12:30 ", 20 }, { "1,000,000 ", 20 }, { "999999999 ", 20 }, { "one two ", 20 },
		{ "May ", 3500 }, { "every last second of the ", 5000 },
	};
	enum { LONG = 40000 };
	static char text[2 * LONG];

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		size_t len = strlen(rows[i].piece), whole = LONG - LONG % len;
		for (size_t at = 0; at < 2 * whole; at++)
			text[at] = rows[i].piece[at % len];
		size_t once = tries((ab_str){ text, whole }),
		    twice = tries((ab_str){ text, 2 * whole });
		cr_expect(once <= rows[i].most * LONG / 1000, "%s: %zu", rows[i].piece, once);
		cr_expect(twice <= 2 * once + 1000, "%s: %zu, %zu", rows[i].piece, once, twice);
	}
}

Test(dates, amounts)
{
	static const struct { const char *text; int64_t tenths; } rows[] = {
		{ "two and a half", 25 }, { "2 1/2", 25 }, { "1,200", 12000 },
		{ "3.5", 35 }, { "half a dozen", 60 },
		{ "a half-dozen", 60 }, { "two dozen", 240 },
		{ "a couple of", 20 }, { "several", AB_VAGUE },
		{ "twenty-six", 260 }, { "two hundred and five", 2050 },
		{ "three thousand", 30000 },
		{ "two to three", 20 }, { "10-12", 100 }, { "a hundred", 1000 },
		{ "18 or more", 180 }, { "half", 5 },
	};

	for (size_t i = 0; i < AB_LEN(rows); i++)
		cr_expect_eq(ab_amount(ab_str_c(rows[i].text)), rows[i].tenths, "%s: %lld",
		    rows[i].text, (long long)ab_amount(ab_str_c(rows[i].text)));
	cr_expect_eq(ab_year_in_words(AB_STR("nineteen oh six")), 1906);
	cr_expect_eq(ab_year_in_words(AB_STR("two thousand and six")), 2006);
	cr_expect_eq(ab_year_in_words(AB_STR("twenty twenty-one")), 2021);
	cr_expect_eq(ab_ordinal(AB_STR("twenty-third")), 23);
	cr_expect_eq(ab_ordinal(AB_STR("31st")), 31);
}

Test(dates, words_and_their_classes)
{
	static const struct { const char *text; uint64_t classes; } rows[] = {
		{ "sun", 0 }, { "Sun", 2 }, { "SUN", 2 },
		{ "week", 4 }, { "Week", 4 }, { "weeks", 0 },
		{ "5th", 8 | AB_LEXICON_DIGIT }, { "7th", 8 | AB_LEXICON_DIGIT },
		{ "17th", AB_LEXICON_DIGIT },
		{ "5", AB_LEXICON_DIGIT }, { "123456789012345678901234", 0 },
		{ "weekweekweekweekweekweek", 0 }, { "", 0 },
	};
	struct ab_arena arena = { 0 };
	struct ab_lexicon lexicon = ab_lexicon_of(&arena, 3);
	ab_str text = AB_STR("\xe2\x80\x9cIt\xe2\x80\x99s caf\xc3\xa9\xc2\xa0" "26-year, no?");
	ab_str words[8];
	size_t count = 0;
	ab_span at = { 0, 0 };

	cr_expect(ab_lexicon_add(&lexicon, AB_STR("Sun"), 2));
	cr_expect(ab_lexicon_add(&lexicon, AB_STR("week"), 4));
	cr_expect(ab_lexicon_add(&lexicon, AB_STR("9th"), 8));
	for (size_t i = 0; i < AB_LEN(rows); i++)
		cr_expect_eq(ab_lexicon_classes(&lexicon, ab_str_c(rows[i].text)), rows[i].classes,
		    "%s", rows[i].text);
	while (count < AB_LEN(words) && ab_lexicon_next(text, at.end, &at))
		words[count++] = ab_slice(text, at);
	static const char *const wanted[] = { "It", "s", "caf\xc3\xa9", "26", "year", "no" };
	cr_assert_eq(count, AB_LEN(wanted));
	for (size_t i = 0; i < count; i++)
		cr_expect(ab_str_eq(words[i], ab_str_c(wanted[i])), "word %zu", i);
	ab_arena_free(&arena);
}

Test(dates, the_lexicon_takes_every_name_of_the_almanac)
{
	struct ab_arena arena = { 0 };
	struct ab_lexicon lexicon = ab_lexicon_of(&arena, 2000);
	const struct ab_almanac_name *name;

	ab_lexicon_add_almanac(&lexicon, 2, 4);
	for (size_t i = 0; (name = ab_almanac_at(i)); i++) {
		ab_str word = { name->name, strcspn(name->name, "-") };
		uint64_t got = ab_lexicon_classes(&lexicon, word);
		cr_expect((!name->month || (got & 2)) && (!name->weekday || (got & 4)), "%s",
		    name->name);
	}
	cr_expect_eq(ab_lexicon_classes(&lexicon, AB_STR("Środa")), 4);
	cr_expect_eq(ab_lexicon_classes(&lexicon, AB_STR("АВГУСТА")), 0); /* but as it is written */
	ab_arena_free(&arena);
}

Test(dates, a_faulty_grammar_is_told_with_its_line)
{
	static const struct { const char *text, *wanted; } rows[] = {
		{ "words\tA\tx\n\nnonsense\n",
		  "line 3: \"nonsense\" is none of words, cues, almanac, piece, rule" },
		{ "words\tA\tx\nrule\tg\top\t-\tB\tx\n", "line 2: no words are in class \"B\"" },
		{ "words\tA\tx\nrule\tg\top\n",
		  "line 2: a rule is GROUP, OPERATION, ARGUMENT, CLASSES, PATTERN with "
		      "tabs between" },
		{ "words\tA\tantidisestablishmentarian\n",
		  "line 1: \"antidisestablishmentarian\" is longer than 23 letters" },
	};

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		struct ab_error err = { "" };
		cr_expect_null(ab_grammar_new(ab_str_c(rows[i].text), &err));
		cr_expect_str_eq(err.text, rows[i].wanted);
	}
	struct ab_error err = { "" };
	struct ab_grammar *g = ab_grammar_new(
	    AB_STR("words\tA\tx\npiece\tP\t{P}\nrule\tg\top\t-\tA\t{P}\n"), &err);
	cr_assert_not_null(g);
	cr_expect_not(ab_grammar_check(g, &err));
	cr_expect_str_eq(err.text, "line 3: piece {P} is unknown or holds itself");
	ab_grammar_free(g);
}
