#include <criterion/criterion.h>

#include "view/ink.h"

/*                          0         1         2         3         4      */
static const char text[] = "Ann Marsh left Ostholm on Monday. [ad] Menu";

/* One letter a byte, by the style that ab_ink gives it; each answer
 * must hold as long as it says. */
static void
ink_all(const struct ab_inkpot *pot, size_t line, char *out)
{
	static const char letters[AB_STYLE_COUNT + 1] = ".dtbcPOLMD#@=F|lxdW";
	size_t end = 0;

	for (size_t at = 0; at < sizeof(text) - 1; at = end) {
		enum ab_style style = ab_ink(pot, line, at, &end);
		cr_assert(end > at && end <= sizeof(text) - 1);
		memset(out + at, letters[style], end - at);
	}
	out[sizeof(text) - 1] = '\0';
}

Test(ink, what_lies_over_what)
{
	struct ab_line line[] = {
		{ { 0, 43 }, AB_KIND_BODY }, { { 0, 43 }, AB_KIND_TITLE },
		{ { 0, 43 }, AB_KIND_CHROME }, { { 0, 43 }, AB_KIND_BYLINE },
		{ { 0, 43 }, AB_KIND_CAPTION },
	};
	struct ab_hidden hidden[] = { { { 34, 38 }, AB_STR("ad") } };
	struct ab_name name[] = { { { 0, 9 }, AB_ENTITY_PER, AB_STR("") },
		{ { 15, 22 }, AB_ENTITY_LOC, AB_STR("") } };
	struct ab_date date[] = { { { 26, 32 }, AB_DATE_DATE, AB_STR("") } };
	ab_span hit[] = { { 4, 9 }, { 20, 28 } };
	struct ab_lines lines = { .at = line, .count = 5, .hidden = hidden, .hidden_count = 1 };
	struct ab_names names = { name, 2 };
	struct ab_dates dates = { .at = date, .count = 1 };
	struct ab_hits none = { 0 }, hits = { .at = hit, .count = 2 };
	struct ab_roster *roster = ab_roster_new();
	const struct { struct ab_inkpot pot; size_t line; const char *want; } rows[] = {
		{ { .names = NULL, .hits = &none }, 0,
		    "..........................................." },
		{ { .names = &names, .hits = &none }, 0,
		    "PPPPPPPPP......LLLLLLL....................." },
		{ { .names = &names, .dates = &dates, .hits = &none }, 1,
		    "PPPPPPPPPttttttLLLLLLLttttDDDDDDttttttttttt" },
		{ { .dates = &dates, .hits = &hits, .current = 1 }, 0,
		    "....#####...........@@@@@@@@DDDD..........." },
		{ { .hits = &none, .chrome = AB_CHROME_DIMMED }, 0,
		    "..................................dddd....." },
		{ { .hits = &none, .chrome = AB_CHROME_SHOWN }, 0,
		    "..........................................." },
		{ { .hits = &none, .chrome = AB_CHROME_DIMMED }, 2,
		    "ddddddddddddddddddddddddddddddddddddddddddd" },
		{ { .hits = &none, .chrome = AB_CHROME_SHOWN }, 2,
		    "..........................................." },
		{ { .hits = &none }, 3, "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb" },
		{ { .hits = &none }, 4, "ccccccccccccccccccccccccccccccccccccccccccc" },
	};

	ab_roster_settle(roster);
	for (size_t i = 0; i < AB_LEN(rows); i++) {
		struct ab_inkpot pot = rows[i].pot;
		char got[sizeof(text)];
		pot.text = ab_str_c(text);
		pot.lines = &lines;
		pot.roster = roster;
		ink_all(&pot, rows[i].line, got);
		cr_expect_str_eq(got, rows[i].want, "row %zu:\n%s\n%s", i, text, got);
	}
	ab_roster_free(roster);
}
