#include <criterion/criterion.h>

#include "train/headline.h"

#define PAGE "News - Harbour Gazette\nNew bridge opens in the harbour | Harbour Gazette\n" \
	"NEW BRIDGE OPENS IN THE HARBOUR\nThe new bridge opens at four.\n"

Test(headline, with_or_without_the_outlet)
{
	static const struct { const char *title, *line; bool right; } rows[] = {
		{ "New bridge opens in the harbour", "New bridge opens in the harbour!", true },
		{ "New bridge opens in the harbour",
		    "NEW BRIDGE  opens \xE2\x80\x93 in the harbour", true },
		{ "New bridge opens in the harbour - Harbour Gazette",
		    "New bridge opens in the harbour", true },
		{ "Gazette: New bridge opens in the harbour",
		    "New bridge opens in the harbour", true },
		{ "New bridge opens in the harbour",
		    "Town: New bridge opens in the harbour", true },
		{ "New bridge opens in the harbour", "New bridge opens", false },
		{ "New bridge opens in the harbour", "Harbour Gazette", false },
		{ "New bridge opens in the hills", "New bridge opens in the hills", false },
		{ "", "The new bridge opens at four.", false },
	};

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		struct ab_arena arena = { 0 };
		ab_str text = ab_str_c(PAGE);
		struct ab_lines lines = ab_lines_split(&arena, text);
		struct headline h = headline_read(&arena, ab_str_c(rows[i].title), text, &lines);
		cr_expect_eq(headline_is(&h, ab_str_c(rows[i].line)), rows[i].right, "%s: %s",
		    rows[i].title, rows[i].line);
		ab_arena_free(&arena);
	}
}
