#include "know/trees.h"

#include <math.h>

enum { TELLING = 12 /* trees that are asked why */ };

_Static_assert(AB_FEATURE_COUNT <= 256, "a feature's number fits a byte");

static const struct ab_tree chrome[] = {
#define TREE(f0, a0, f1, a1, f2, a2, f3, a3, f4, a4, f5, a5, ...) { \
	{ AB_F_##f0, AB_F_##f1, AB_F_##f2, AB_F_##f3, AB_F_##f4, AB_F_##f5 }, \
	{ a0, a1, a2, a3, a4, a5 }, { __VA_ARGS__ } },
#define BASE(value)
#include "data/chrome.model"
#undef TREE
#undef BASE
};

static const struct ab_trees trees_chrome = {
	chrome, AB_LEN(chrome),
#define TREE(...)
#define BASE(value) value
#include "data/chrome.model"
#undef TREE
#undef BASE
};

const struct ab_trees *
ab_trees_chrome(void)
{
	return &trees_chrome;
}

void
ab_trees_score(const struct ab_trees *trees, const float (*column)[AB_TREE_LINES],
    int32_t score[AB_TREE_LINES])
{
	for (int i = 0; i < AB_TREE_LINES; i++)
		score[i] = trees->base;
	for (size_t t = 0; t < trees->count; t++) {
		const struct ab_tree *tree = &trees->at[t];
		int32_t leaf[AB_TREE_LINES] = { 0 };
		for (int k = 0; k < AB_TREE_DEPTH; k++) {
			const float *value = column[tree->feature[k]], above = tree->above[k];
			for (int i = 0; i < AB_TREE_LINES; i++)
				leaf[i] = leaf[i] * 2 + (value[i] > above);
		}
		for (int i = 0; i < AB_TREE_LINES; i++)
			score[i] += tree->leaf[leaf[i]];
	}
}

float
ab_trees_probability(int32_t score)
{
	return 1 / (1 + expf((float)-score / AB_TREE_UNIT));
}

static int32_t
sum_of(const int16_t *leaf, size_t count)
{
	int32_t sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += leaf[i];
	return sum;
}

enum ab_feature
ab_trees_why(const struct ab_trees *trees, const float row[AB_FEATURE_COUNT], bool body)
{
	int32_t said[AB_FEATURE_COUNT] = { 0 };
	int best = 0;

	for (size_t t = 0; t < trees->count && t < TELLING; t++) {
		const struct ab_tree *tree = &trees->at[t];
		const int16_t *leaf = tree->leaf;
		size_t reachable = AB_TREE_LEAVES;
		int32_t before = sum_of(leaf, reachable);
		for (int k = 0; k < AB_TREE_DEPTH; k++) {
			reachable /= 2;
			leaf += row[tree->feature[k]] > tree->above[k] ? reachable : 0;
			int32_t after = sum_of(leaf, reachable) * (2 << k);
			said[tree->feature[k]] += after - before;
			before = after;
		}
	}
	for (size_t t = 0; t < trees->count && t < TELLING; t++)
		for (int k = 0; k < AB_TREE_DEPTH; k++) {
			int f = trees->at[t].feature[k];
			if (body ? said[f] > said[best] : said[f] < said[best])
				best = f;
		}
	return best;
}
