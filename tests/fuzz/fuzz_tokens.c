#include "check_tokens.h"
#include "fuzz_news.h"

const char *
fuzz_tokens(ab_str bytes)
{
	struct ab_arena arena = { 0 };
	struct ab_utf8_report report;
	ab_str text = ab_utf8_text(&arena, bytes, &report);
	struct ab_lines lines = fuzz_cut(&arena, text);
	const char *broken = check_tokens(text, &lines, ab_knowledge_gazetteer(fuzz_knowledge()));

	ab_arena_free(&arena);
	return broken;
}
