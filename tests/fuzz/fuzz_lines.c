#include "check_lines.h"
#include "fuzz_news.h"

const char *
fuzz_lines(ab_str bytes)
{
	struct ab_arena arena = { 0 };
	struct ab_utf8_report report;
	const char *broken = check_lines(ab_utf8_text(&arena, bytes, &report), fuzz_knowledge());

	ab_arena_free(&arena);
	return broken;
}
