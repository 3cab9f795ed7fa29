#include "news/marks.h"

#include <stdlib.h>

enum { MARKS = 5, LOOKED_AT = 2 * MARKS }; /* terms: numbers carry, but mark nothing */

struct heavy { uint32_t term; float weight; };

static int
by_weight(const void *a, const void *b)
{
	const struct heavy *x = a, *y = b;
	int c = (x->weight < y->weight) - (x->weight > y->weight);

	return c ? c : (x->term > y->term) - (x->term < y->term);
}

/* What each term adds to the likeness of the two, or of the one to itself. */
static size_t
carriers(const struct ab_profiles *p, size_t a, size_t b, struct heavy out[AB_TERMS_MAX])
{
	uint32_t term[2][AB_TERMS_MAX];
	float weight[2][AB_TERMS_MAX];
	struct ab_vector va = { term[0], weight[0], 0 }, vb = { term[1], weight[1], 0 };
	size_t count = 0;

	ab_profiles_vector(p, a, &va);
	ab_profiles_vector(p, b, &vb);
	for (size_t i = 0, k = 0; i < va.count && k < vb.count;) {
		uint32_t x = va.term[i], y = vb.term[k];
		if (x == y)
			out[count++] = (struct heavy){ x, va.weight[i] * vb.weight[k] };
		i += x <= y;
		k += y <= x;
	}
	if (count)
		qsort(out, count, sizeof(*out), by_weight);
	return count;
}

static bool
is_number(ab_str word)
{
	return word.ptr[0] >= '0' && word.ptr[0] <= '9';
}

ab_str
ab_marks_of(const struct ab_profiles *p, struct ab_arena *arena, struct ab_article *article,
    size_t number, size_t other)
{
	struct heavy heavy[AB_TERMS_MAX];
	ab_str mark[LOOKED_AT] = { { NULL, 0 } }, said = AB_STR(""),
	    text = ab_article_text(article);
	struct ab_arena scratch = { 0 };
	struct ab_wordrun words = ab_wordrun_of(&scratch, article);
	size_t count = carriers(p, number, other, heavy), missing;

	count = missing = count < LOOKED_AT ? count : LOOKED_AT;
	for (size_t i = 0; i < words.count && missing; i++) {
		ab_str word = ab_slice(text, words.at[i].at);
		uint32_t term = ab_profiles_term(p, ab_gist_key(word));
		for (size_t k = 0; k < count; k++)
			if (!mark[k].len && term == heavy[k].term + 1) {
				mark[k] = word;
				missing--;
			}
	}
	for (size_t k = 0, marks = 0; k < count && marks < MARKS; k++) {
		if (!mark[k].len || is_number(mark[k]))
			continue;
		said = ab_format(arena, "%.*s%s%.*s", (int)said.len, said.ptr, marks++ ? ", " : "",
		    (int)mark[k].len, mark[k].ptr);
	}
	ab_arena_free(&scratch);
	return said;
}
