#include "train/shingles.h"

#include <stdint.h>
#include <stdlib.h>
#include <unictype.h>

#include "base/utf8.h"

enum { RUN = 4 };

struct list { uint64_t *at; size_t count, room; };

static bool
is_word(uint32_t c)
{
	if (c < 0x80)
		return c == '_' || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
	return uc_is_general_category_withtable(c, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N);
}

static void
words_of(struct list *words, struct ab_arena *arena, ab_str text)
{
	uint64_t hash = 0;
	size_t len;

	for (ab_str rest = text; rest.len; rest = ab_str_skip(rest, len)) {
		uint32_t c = ab_code_point(rest, &len);
		if (is_word(c)) {
			hash = ((hash ? hash : 14695981039346656037u) ^ c) * 1099511628211u;
		} else if (hash) {
			AB_PUSH(arena, words, hash);
			hash = 0;
		}
	}
	if (hash)
		AB_PUSH(arena, words, hash);
}

static int
by_size(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

static void
runs_of(struct list *runs, struct ab_arena *arena, ab_str text)
{
	struct list words = { 0 };

	words_of(&words, arena, text);
	for (size_t i = 0; i == 0 || i + RUN <= words.count; i++) {
		uint64_t hash = 0;
		for (size_t k = i; k < i + RUN && k < words.count; k++)
			hash = (hash ^ words.at[k]) * 0x9E3779B97F4A7C15u;
		if (words.count)
			AB_PUSH(arena, runs, hash);
	}
	if (runs->count)
		qsort(runs->at, runs->count, sizeof(*runs->at), by_size);
}

struct shares
shingles_compare(ab_str wanted, ab_str given)
{
	struct ab_arena arena = { 0 };
	struct list a = { 0 }, b = { 0 };
	size_t common = 0;

	runs_of(&a, &arena, wanted);
	runs_of(&b, &arena, given);
	for (size_t i = 0, k = 0; i < a.count && k < b.count;) {
		if (a.at[i] == b.at[k])
			common++, i++, k++;
		else if (a.at[i] < b.at[k])
			i++;
		else
			k++;
	}
	ab_arena_free(&arena);
	double right = (double)common, wrong = (double)(b.count - common),
	    lost = (double)(a.count - common);
	double all = right + wrong + lost;
	return all > 0 ? (struct shares){ right / all, wrong / all, lost / all }
	    : (struct shares){ 0 };
}

static double
share(double right, double other, double rest)
{
	if (right + other <= 0)
		return rest > 0 ? 0 : 1;
	return right / (right + other);
}

double
shares_precision(struct shares s)
{
	return share(s.right, s.wrong, s.lost);
}

double
shares_recall(struct shares s)
{
	return share(s.right, s.lost, s.wrong);
}

double
shares_f1(struct shares s)
{
	double p = shares_precision(s), r = shares_recall(s);

	return p + r > 0 ? 2 * p * r / (p + r) : 0;
}
