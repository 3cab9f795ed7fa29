#include "know/trees.h"

#include <math.h>

#include "base/wide.h"

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

/* The leaf of each line in one tree. The questions are written out, not looped over, so that
 * compilers keep the answers for several lines in one register. */
AB_WIDE static void
find_leaves(const struct ab_tree *tree, const float (*restrict column)[AB_TREE_LINES],
    int32_t leaf[restrict AB_TREE_LINES])
{
	const uint8_t *f = tree->feature;
	const float *a = column[f[0]], *b = column[f[1]], *c = column[f[2]];
	const float *d = column[f[3]], *e = column[f[4]], *g = column[f[5]];
	const float a0 = tree->above[0], b0 = tree->above[1], c0 = tree->above[2];
	const float d0 = tree->above[3], e0 = tree->above[4], g0 = tree->above[5];

	_Static_assert(AB_TREE_DEPTH == 6, "as many questions as are written here");
	for (int i = 0; i < AB_TREE_LINES; i++)
		leaf[i] = (a[i] > a0) << 5 | (b[i] > b0) << 4 | (c[i] > c0) << 3
		    | (d[i] > d0) << 2 | (e[i] > e0) << 1 | (g[i] > g0);
}

void
ab_trees_score(const struct ab_trees *trees, const float (*column)[AB_TREE_LINES],
    struct ab_scores *out)
{
	for (int i = 0; i < AB_TREE_LINES; i++)
		out->score[i] = trees->base;
	for (size_t t = 0; t < trees->count; t++) {
		int32_t leaf[AB_TREE_LINES];
		find_leaves(&trees->at[t], column, leaf);
		for (int i = 0; i < AB_TREE_LINES; i++)
			out->score[i] += trees->at[t].leaf[leaf[i]];
		for (int i = 0; t < AB_TREES_TELLING && i < AB_TREE_LINES; i++)
			out->leaf[t][i] = (uint8_t)leaf[i];
	}
}

float
ab_trees_probability(int32_t score)
{
	return 1 / (1 + expf((float)-score / AB_TREE_UNIT));
}

void
ab_trees_reasons(const struct ab_trees *trees, struct ab_reasons *out)
{
	*out = (struct ab_reasons){ .trees = trees };
	out->count = trees->count < AB_TREES_TELLING ? trees->count : AB_TREES_TELLING;
	for (size_t t = 0; t < out->count; t++) {
		int32_t *node = out->gain[t];
		for (int i = 0; i < AB_TREE_LEAVES; i++)
			node[AB_TREE_LEAVES + i] = trees->at[t].leaf[i] * AB_TREE_LEAVES;
		for (int i = AB_TREE_LEAVES; i-- > 1;)
			node[i] = (node[2 * i] + node[2 * i + 1]) / 2;
		for (int i = 2 * AB_TREE_LEAVES; i-- > 2;)
			node[i] -= node[i / 2];
		for (int k = 0; k < AB_TREE_DEPTH; k++) {
			uint8_t f = trees->at[t].feature[k];
			if (!memchr(out->feature, f, out->features))
				out->feature[out->features++] = f;
		}
	}
}

static int
loudest(const struct ab_reasons *reasons, const int32_t *said, bool body)
{
	int best = 0;

	for (size_t i = 0; i < reasons->features; i++) {
		int f = reasons->feature[i];
		if (body ? said[f] > said[best] : said[f] < said[best])
			best = f;
	}
	return best;
}

static bool
is_told(const enum ab_feature *why, size_t count, int feature)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(ab_feature_phrase(why[i]), ab_feature_phrase((enum ab_feature)feature))
		    == 0)
			return true;
	return false;
}

size_t
ab_trees_why(const struct ab_reasons *reasons, const uint8_t leaf[AB_TREES_TELLING], bool body,
    enum ab_feature why[AB_TREES_REASONS])
{
	int32_t said[AB_FEATURE_COUNT] = { 0 };
	size_t count = 0;

	for (size_t t = 0; t < reasons->count; t++) {
		const uint8_t *feature = reasons->trees->at[t].feature;
		for (int k = 0; k < AB_TREE_DEPTH; k++) {
			int node = (AB_TREE_LEAVES | leaf[t]) >> (AB_TREE_DEPTH - 1 - k);
			said[feature[k]] += reasons->gain[t][node];
		}
	}
	while (count < AB_TREES_REASONS) {
		int f = loudest(reasons, said, body);
		if (body ? said[f] <= 0 : said[f] >= 0)
			break;
		said[f] = 0;
		if (!is_told(why, count, f))
			why[count++] = (enum ab_feature)f;
	}
	return count;
}
