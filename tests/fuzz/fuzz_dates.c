#include "check_dates.h"
#include "fuzz_news.h"

/* Read as of a day, and of none. */
const char *
fuzz_dates(ab_str bytes)
{
	static const ab_str days[] = { { "", 0 }, { "2031-05-03", 10 }, { "2032-02-29T23:59+14:00", 22 } };
	const char *broken = NULL;

	for (size_t i = 0; i < AB_LEN(days) && !broken; i++) {
		struct ab_arena arena = { 0 };
		struct ab_utf8_report report;
		ab_str text = ab_utf8_text(&arena, bytes, &report);
		struct ab_lines lines = fuzz_cut(&arena, text);
		struct ab_dates dates = ab_dates_find(&arena, text, &lines, days[i], fuzz_knowledge());
		broken = check_dates(text, &lines, &dates);
		ab_arena_free(&arena);
	}
	return broken;
}
