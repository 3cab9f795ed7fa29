#include <criterion/criterion.h>

#include "know/almanac.h"

Test(almanac, names_are_sorted_and_each_finds_itself)
{
	const struct ab_almanac_name *name, *before = NULL;
	size_t count = 0;

	for (; (name = ab_almanac_at(count)); count++, before = name) {
		cr_expect(!before || strcmp(before->name, name->name) < 0, "%s", name->name);
		cr_expect_eq(ab_almanac_find(ab_str_c(name->name)), name, "%s", name->name);
		cr_expect(name->month >= 0 && name->month <= 12 && name->weekday >= 0
		    && name->weekday <= 7 && (name->month || name->weekday), "%s", name->name);
	}
	cr_expect_gt(count, 400);
}

Test(almanac, words_in_any_case)
{
	static const struct { const char *word; int month, weekday; bool whole; } rows[] = {
		{ "May", 5, 0, true }, { "MÄRZ", 3, 0, true }, { "Août", 8, 0, true },
		{ "АВГУСТА", 8, 0, true }, { "Sept", 9, 0, false }, { "mar", 3, 2, false },
		{ "segunda-feira", 0, 1, true }, { "Ağustos", 8, 0, true }, { "środa", 0, 3, true },
		{ "market", 0, 0, false }, { "ma", 0, 0, false }, { "", 0, 0, false },
		{ "augustaugustaugustaugustaugustaugustaugust", 0, 0, false },
	};

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		const struct ab_almanac_name *name = ab_almanac_find(ab_str_c(rows[i].word));
		cr_expect_eq(name != NULL, rows[i].month || rows[i].weekday, "%s", rows[i].word);
		if (name)
			cr_expect(name->month == rows[i].month && name->weekday == rows[i].weekday
			    && name->whole == rows[i].whole, "%s", rows[i].word);
	}
}
