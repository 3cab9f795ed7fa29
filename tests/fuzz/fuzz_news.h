/* Bytes as an article of which something is hidden, for the targets of src/news. */
#ifndef ABREAST_TESTS_FUZZ_NEWS_H
#define ABREAST_TESTS_FUZZ_NEWS_H

#include "base/utf8.h"
#include "fuzz.h"
#include "news/lines.h"

static inline const struct ab_knowledge *
fuzz_knowledge(void)
{
	struct ab_error err;
	static struct ab_knowledge *know;

	if (!know)
		know = ab_knowledge_new(NULL, 0, true, &err);
	return know;
}

/* Lines of the text; hidden is what stands in them from a '<' to the next '>', both included. */
static inline struct ab_lines
fuzz_cut(struct ab_arena *arena, ab_str text)
{
	struct ab_lines lines = ab_lines_split(arena, text);

	lines.hidden = AB_NEW(arena, struct ab_hidden, text.len / 2 + 1);
	for (size_t i = 0; i < lines.count; i++)
		for (size_t at = lines.at[i].at.start, open = SIZE_MAX; at < lines.at[i].at.end; at++) {
			if (text.ptr[at] == '<' && open == SIZE_MAX)
				open = at;
			if (text.ptr[at] != '>' || open == SIZE_MAX)
				continue;
			lines.hidden[lines.hidden_count++] =
			    (struct ab_hidden){ { open, at + 1 }, AB_STR("fuzz") };
			open = SIZE_MAX;
		}
	return lines;
}

#endif
