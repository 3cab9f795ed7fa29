#include "train/headline.h"

#include <unicase.h>
#include <unictype.h>

#include "base/utf8.h"

enum { LEAST_WORDS = 3, LONGEST = 1000 /* bytes of a line that may be one */ };

static bool
is_word(uint32_t c)
{
	return uc_is_general_category_withtable(c, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N);
}

static struct headline_way
way_of(ab_str s, size_t *words)
{
	struct headline_way way = { 14695981039346656037u, 0 };
	bool in_word = false;
	size_t len;

	*words = 0;
	for (; s.len; s = ab_str_skip(s, len)) {
		uint32_t c = ab_code_point(s, &len);
		if (!is_word(c)) {
			in_word = false;
			continue;
		}
		*words += !in_word;
		if (!in_word)
			way.key = (way.key ^ ' ') * 1099511628211u;
		way.key = (way.key ^ uc_tolower(c)) * 1099511628211u;
		way.letters++;
		in_word = true;
	}
	return way;
}

/* Bytes of the mark that s begins with, 0 if it begins with none. */
static size_t
mark_of(ab_str s)
{
	static const char *const marks[] = { "|", "\xe2\x80\x93", "\xe2\x80\x94", "\xc2\xbb",
		"\xe2\x80\xa2", "\xc2\xb7", "::", "//", " - ", " : ", " / ", ": " };

	for (size_t i = 0; i < AB_LEN(marks); i++)
		if (ab_str_starts(s, ab_str_c(marks[i])))
			return strlen(marks[i]);
	return 0;
}

static void
add_way(struct headline_ways *ways, struct ab_arena *arena, ab_str s)
{
	size_t words;
	struct headline_way way = way_of(s, &words);

	if (words >= LEAST_WORDS)
		AB_PUSH(arena, ways, way);
}

/* The whole line, and what stands before and after each mark in it. */
static struct headline_ways
ways_of(struct ab_arena *arena, ab_str line)
{
	struct headline_ways ways = { 0 };

	add_way(&ways, arena, line);
	for (size_t i = 0; i < line.len; i++) {
		size_t len = mark_of(ab_str_skip(line, i));
		if (len == 0)
			continue;
		add_way(&ways, arena, (ab_str){ line.ptr, i });
		add_way(&ways, arena, ab_str_skip(line, i + len));
	}
	return ways;
}

static bool
has(const struct headline_ways *ways, uint64_t key)
{
	for (size_t i = 0; i < ways->count; i++)
		if (ways->at[i].key == key)
			return true;
	return false;
}

struct headline
headline_read(struct ab_arena *arena, ab_str title, ab_str text, const struct ab_lines *lines)
{
	struct headline_ways all = ways_of(arena, title);
	struct headline h = { 0 };

	for (size_t i = 0; i < lines->count; i++) {
		ab_str line = ab_slice(text, lines->at[i].at);
		if (line.len > LONGEST)
			continue;
		struct headline_ways given = ways_of(arena, line);
		for (size_t k = 0; k < all.count; k++) {
			if (!has(&given, all.at[k].key) || has(&h.ways, all.at[k].key))
				continue;
			AB_PUSH(arena, &h.ways, all.at[k]);
			h.longest = all.at[k].letters > h.longest ? all.at[k].letters : h.longest;
		}
	}
	return h;
}

bool
headline_is(const struct headline *h, ab_str line)
{
	struct ab_arena scratch = { 0 };
	struct headline_ways given = ways_of(&scratch, line);
	bool found = false;

	for (size_t k = 0; k < h->ways.count; k++)
		found |= 2 * h->ways.at[k].letters >= h->longest && has(&given, h->ways.at[k].key);
	ab_arena_free(&scratch);
	return found;
}
