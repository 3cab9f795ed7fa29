#include "train/boost.h"

#include <math.h>
#include <stdlib.h>

struct sums { double gradient, hessian; };

struct boost {
	const struct boost_lines *lines;
	const struct boost_options *options;
	int32_t *score;          /* of each line, as the trees made so far give it */
	struct sums *slope;      /* of each line */
	struct sums *drawn;      /* of each line of the sample, made up for
	                          * how unlikely it was drawn */
	uint32_t *sample;        /* numbers of the lines that the next tree looks at */
	size_t sample_count;
	uint8_t *leaf;           /* of each line of the sample */
	uint64_t seed;
};

/* Knuth's MMIX generator; the upper bits are good enough to choose lines by. */
static double
next_random(struct boost *b)
{
	b->seed = b->seed * 6364136223846793005u + 1442695040888963407u;
	return (double)(b->seed >> 33) / (double)(UINT64_C(1) << 31);
}

static int
by_value(const void *a, const void *b)
{
	float x = *(const float *)a, y = *(const float *)b;

	return (x > y) - (x < y);
}

/* As it will stand in the model file, so that what is trained is what is shipped. */
static float
rounded(float value)
{
	char text[32];

	snprintf(text, sizeof(text), "%.6g", (double)value);
	return strtof(text, NULL);
}

/* Cuts between values so that bins are about as full as each other. */
static int
choose_cuts(float *cut, float *sorted, size_t count)
{
	int bins = 0;
	double step = (double)count / BOOST_BINS, next = step;

	qsort(sorted, count, sizeof(*sorted), by_value);
	for (size_t i = 1; i < count && bins < BOOST_BINS - 1; i++)
		if (sorted[i] > sorted[i - 1] && (double)i >= next) {
			float middle = sorted[i - 1] + (sorted[i] - sorted[i - 1]) / 2;
			cut[bins++] = rounded(middle);
			next = (double)i + step;
		}
	cut[bins++] = INFINITY;
	return bins;
}

static uint8_t
bin_of(const float *cut, int bins, float value)
{
	int low = 0, high = bins - 1;

	while (low < high) {
		int mid = (low + high) / 2;
		if (value > cut[mid])
			low = mid + 1;
		else
			high = mid;
	}
	return (uint8_t)low;
}

void
boost_bin(struct boost_lines *lines, struct ab_arena *arena, const float *rows, size_t count)
{
	float *column = ab_xalloc(count, sizeof(*column));

	lines->count = count;
	for (int f = 0; f < AB_FEATURE_COUNT; f++) {
		for (size_t i = 0; i < count; i++)
			column[i] = rows[i * AB_FEATURE_COUNT + (size_t)f];
		lines->bins[f] = choose_cuts(lines->cut[f], column, count);
		lines->bin[f] = AB_NEW(arena, uint8_t, count);
		for (size_t i = 0; i < count; i++)
			lines->bin[f][i] = bin_of(lines->cut[f], lines->bins[f],
			    rows[i * AB_FEATURE_COUNT + (size_t)f]);
	}
	free(column);
}

static double
importance(struct sums s)
{
	return sqrt(s.gradient * s.gradient + s.hessian * s.hessian);
}

/* The importance above which a line is always looked at, so that about the wanted share is. */
static double
sure_importance(const struct boost *b)
{
	double low = 0, high = 100;

	for (int step = 0; step < 25; step++) {
		double middle = (low + high) / 2, expected = 0;
		for (size_t i = 0; i < b->lines->count; i++)
			expected += fmin(1, importance(b->slope[i]) / middle);
		if (expected > b->options->rows * (double)b->lines->count)
			low = middle;
		else
			high = middle;
	}
	return high;
}

/*
 * Lines are drawn by how much they say, and those that were less likely to be
 * drawn count for more (B. Ibragimov and G. Gusev, "Minimal variance sampling
 * in stochastic gradient boosting", NeurIPS 2019).
 */
static void
draw_sample(struct boost *b)
{
	double sure = sure_importance(b);

	b->sample_count = 0;
	for (size_t i = 0; i < b->lines->count; i++) {
		double likely = fmin(1, importance(b->slope[i]) / sure);
		if (b->lines->weight[i] <= 0 || next_random(b) >= likely)
			continue;
		b->drawn[b->sample_count] = (struct sums){
			b->slope[i].gradient / likely, b->slope[i].hessian / likely };
		b->sample[b->sample_count++] = (uint32_t)i;
	}
	memset(b->leaf, 0, b->sample_count);
}

static void
find_slopes(struct boost *b)
{
	for (size_t i = 0; i < b->lines->count; i++) {
		double p = 1 / (1 + exp(-(double)b->score[i] / AB_TREE_UNIT)),
		    w = b->lines->weight[i];
		b->slope[i] = (struct sums){ w * (p - b->lines->body[i]), w * p * (1 - p) };
	}
}

static double
worth(struct sums s, double l2)
{
	return s.gradient * s.gradient / (s.hessian + l2);
}

/* How much better it gets when every leaf is cut at the best bin of this feature. */
static double
find_cut(const struct boost *b, int feature, int leaves, int *cut)
{
	static struct sums at[AB_TREE_LEAVES][BOOST_BINS];
	double gain[BOOST_BINS] = { 0 }, best = 0;
	const uint8_t *bin = b->lines->bin[feature];
	int bins = b->lines->bins[feature];

	memset(at, 0, (size_t)leaves * sizeof(at[0]));
	for (size_t k = 0; k < b->sample_count; k++) {
		struct sums *s = &at[b->leaf[k]][bin[b->sample[k]]];
		s->gradient += b->drawn[k].gradient;
		s->hessian += b->drawn[k].hessian;
	}
	for (int l = 0; l < leaves; l++) {
		struct sums all = { 0 }, left = { 0 };
		for (int k = 0; k < bins; k++)
			all.gradient += at[l][k].gradient, all.hessian += at[l][k].hessian;
		for (int k = 0; k + 1 < bins; k++) {
			left.gradient += at[l][k].gradient, left.hessian += at[l][k].hessian;
			struct sums right = { all.gradient - left.gradient,
				all.hessian - left.hessian };
			gain[k] += worth(left, b->options->l2) + worth(right, b->options->l2)
			    - worth(all, b->options->l2);
		}
	}
	for (int k = 0; k + 1 < bins; k++)
		if (gain[k] > best)
			best = gain[k], *cut = k;
	return best;
}

static void
grow_level(struct boost *b, struct ab_tree *tree, int level, const bool *chosen)
{
	double best = 0;
	int feature = 0, cut = 0;

	for (int f = 0; f < AB_FEATURE_COUNT; f++) {
		int at = 0;
		if (!chosen[f] || b->lines->bins[f] < 2)
			continue;
		double gain = find_cut(b, f, 1 << level, &at);
		if (gain > best)
			best = gain, feature = f, cut = at;
	}
	tree->feature[level] = (uint8_t)feature;
	tree->above[level] = b->lines->cut[feature][cut];
	for (size_t k = 0; k < b->sample_count; k++)
		b->leaf[k] = (uint8_t)(b->leaf[k] * 2
		    + (b->lines->bin[feature][b->sample[k]] > cut));
}

static void
fill_leaves(struct boost *b, struct ab_tree *tree)
{
	struct sums sum[AB_TREE_LEAVES] = { 0 };

	for (size_t k = 0; k < b->sample_count; k++) {
		struct sums *s = &sum[b->leaf[k]];
		s->gradient += b->drawn[k].gradient;
		s->hessian += b->drawn[k].hessian;
	}
	for (int l = 0; l < AB_TREE_LEAVES; l++) {
		double v = -sum[l].gradient / (sum[l].hessian + b->options->l2) * b->options->rate;
		tree->leaf[l] = (int16_t)lround(fmax(-30, fmin(30, v)) * AB_TREE_UNIT);
	}
}

static void
add_scores(struct boost *b, const struct ab_tree *tree)
{
	int cut[AB_TREE_DEPTH];

	for (int k = 0; k < AB_TREE_DEPTH; k++)
		cut[k] = bin_of(b->lines->cut[tree->feature[k]], b->lines->bins[tree->feature[k]],
		    tree->above[k]);
	for (size_t i = 0; i < b->lines->count; i++) {
		unsigned leaf = 0;
		for (int k = 0; k < AB_TREE_DEPTH; k++)
			leaf = leaf * 2 + (b->lines->bin[tree->feature[k]][i] > cut[k]);
		b->score[i] += tree->leaf[leaf];
	}
}

static int32_t
prior(const struct boost_lines *lines)
{
	double body = 0, all = 0;

	for (size_t i = 0; i < lines->count; i++)
		body += lines->body[i] * (double)lines->weight[i], all += lines->weight[i];
	return (int32_t)lround(log(body / (all - body)) * AB_TREE_UNIT);
}

struct ab_trees *
boost_train(struct ab_arena *arena, const struct boost_lines *lines,
    const struct boost_options *options)
{
	size_t n = lines->count;
	struct boost b = { .lines = lines, .options = options, .seed = 1,
		.score = ab_xalloc(n, sizeof(*b.score)), .slope = ab_xalloc(n, sizeof(*b.slope)),
		.drawn = ab_xalloc(n, sizeof(*b.drawn)),
		.sample = ab_xalloc(n, sizeof(*b.sample)), .leaf = ab_xalloc(n, 1) };
	struct ab_tree *tree = AB_NEW(arena, struct ab_tree, (size_t)options->trees);
	struct ab_trees *trees = AB_NEW(arena, struct ab_trees, 1);

	*trees = (struct ab_trees){ tree, (size_t)options->trees, prior(lines) };
	for (size_t i = 0; i < n; i++)
		b.score[i] = trees->base;
	for (int t = 0; t < options->trees; t++) {
		bool chosen[AB_FEATURE_COUNT];
		find_slopes(&b);
		draw_sample(&b);
		for (int f = 0; f < AB_FEATURE_COUNT; f++)
			chosen[f] = next_random(&b) < options->columns;
		for (int level = 0; level < AB_TREE_DEPTH; level++)
			grow_level(&b, &tree[t], level, chosen);
		fill_leaves(&b, &tree[t]);
		add_scores(&b, &tree[t]);
	}
	free(b.score), free(b.slope), free(b.drawn), free(b.sample), free(b.leaf);
	return trees;
}

/* As a constant of C: "7.25f", "12.f". */
static void
write_float(FILE *out, float value)
{
	char text[32];

	snprintf(text, sizeof(text), "%.6g", (double)value);
	fprintf(out, "%s%sf", text, strpbrk(text, ".e") ? "" : ".");
}

void
boost_write(FILE *out, const struct ab_trees *trees)
{
	fprintf(out, "BASE(%d)\n", trees->base);
	for (size_t t = 0; t < trees->count; t++) {
		const struct ab_tree *tree = &trees->at[t];
		fprintf(out, "TREE(");
		for (int k = 0; k < AB_TREE_DEPTH; k++) {
			fprintf(out, "%s, ", ab_feature_name(tree->feature[k]));
			write_float(out, tree->above[k]);
			fprintf(out, k % 3 == 2 ? ",\n\t" : ", ");
		}
		for (int l = 0; l < AB_TREE_LEAVES; l++)
			fprintf(out, "%d%s", tree->leaf[l],
			    l + 1 == AB_TREE_LEAVES ? "" : l % 16 == 15 ? ",\n\t" : ", ");
		fprintf(out, ")\n");
	}
}
