#include "news/lines.h"

ab_str
ab_lines_published(const struct ab_lines *lines, struct ab_arena *arena, ab_str text)
{
	(void)lines, (void)arena, (void)text;
	return AB_STR("");
}
