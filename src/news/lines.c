#include "news/lines.h"

#include "base/eight.h"

/* As many lines as there are at most. */
static size_t
count_lines(ab_str text)
{
	size_t count = 1;

	for (ab_str rest = text; rest.len; rest = ab_str_skip(rest, rest.len < 8 ? rest.len : 8))
		count += ab_eight_count(ab_eight_between(ab_eight_of(rest, text), '\n', '\n'));
	return count;
}

struct ab_lines
ab_lines_split(struct ab_arena *arena, ab_str text)
{
	struct ab_lines lines = { .at = AB_NEW(arena, struct ab_line, count_lines(text)) };
	ab_str rest = text, line;

	while (ab_str_line(&rest, &line)) {
		size_t start = (size_t)(line.ptr - text.ptr);
		enum ab_kind kind = ab_str_trim(line).len ? AB_KIND_BODY : AB_KIND_BLANK;
		lines.at[lines.count++] = (struct ab_line){ { start, start + line.len }, kind };
	}
	return lines;
}

size_t
ab_lines_find(const struct ab_lines *lines, size_t offset)
{
	size_t low = 0, high = lines->count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (lines->at[mid].at.end < offset)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

size_t
ab_lines_hidden_after(const struct ab_lines *lines, size_t offset)
{
	size_t low = 0, high = lines->hidden_count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (lines->hidden[mid].at.end <= offset)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

bool
ab_lines_hides(const struct ab_lines *lines, size_t offset)
{
	size_t i = ab_lines_hidden_after(lines, offset);

	return i < lines->hidden_count && lines->hidden[i].at.start <= offset;
}
