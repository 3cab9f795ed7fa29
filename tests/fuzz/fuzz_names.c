#include "check_names.h"
#include "fuzz_news.h"

/* The trained tagger or the rules, whichever the language asks for. */
const char *
fuzz_names(ab_str bytes)
{
	struct ab_arena arena = { 0 };
	struct ab_utf8_report report;
	ab_str text = ab_utf8_text(&arena, bytes, &report);
	struct ab_lines lines = fuzz_cut(&arena, text);
	struct ab_names names = ab_names_find(&arena, text, &lines, fuzz_knowledge());
	const char *broken = check_names(text, &lines, &names);

	ab_arena_free(&arena);
	return broken;
}
