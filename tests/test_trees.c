#include <criterion/criterion.h>
#include <stdlib.h>

#include "train/boost.h"

#define EIGHT(a, b) a, b, a, b, a, b, a, b
#define LEAVES(a, b) EIGHT(a, b), EIGHT(a, b), EIGHT(a, b), EIGHT(a, b), \
	EIGHT(a, b), EIGHT(a, b), EIGHT(a, b), EIGHT(a, b)

/* The last question decides: more than ten words speak for body. */
static const struct ab_tree tree = {
	.feature = { AB_F_CHARS, AB_F_CHARS, AB_F_CHARS, AB_F_CHARS, AB_F_CHARS, AB_F_WORDS },
	.above = { 1, 2, 3, 4, 5, 10 },
	.leaf = { LEAVES(-700, 900) },
};

Test(trees, a_line_falls_into_the_leaf_of_its_answers)
{
	const struct ab_tree two[] = { tree, tree };
	const struct ab_trees trees = { two, 2, 50 };
	static float column[AB_FEATURE_COUNT][AB_TREE_LINES];
	struct ab_scores said;

	for (int i = 0; i < AB_TREE_LINES; i++)
		column[AB_F_WORDS][i] = (float)i;
	ab_trees_score(&trees, (const float (*)[AB_TREE_LINES])column, &said);
	for (int i = 0; i < AB_TREE_LINES; i++)
		cr_expect_eq(said.score[i], i > 10 ? 1850 : -1350, "line %d: %d", i, said.score[i]);
}

Test(trees, the_first_answer_is_the_highest_bit)
{
	struct ab_tree one = tree;
	const struct ab_trees trees = { &one, 1, 0 };
	static float column[AB_FEATURE_COUNT][AB_TREE_LINES];
	struct ab_scores said;

	for (int l = 0; l < AB_TREE_LEAVES; l++)
		one.leaf[l] = (int16_t)l;
	column[AB_F_CHARS][0] = 2.5f; /* above 1 and 2 */
	column[AB_F_CHARS][1] = 9, column[AB_F_WORDS][1] = 11;
	ab_trees_score(&trees, (const float (*)[AB_TREE_LINES])column, &said);
	cr_expect_eq(said.score[0], 32 + 16);
	cr_expect_eq(said.score[1], 63);
	cr_expect_eq(said.score[2], 0);
}

Test(trees, probability)
{
	static const struct { int32_t score; double low, high; } rows[] = {
		{ 0, .4999, .5001 }, { 1000, .7310, .7311 }, { -1000, .2689, .2690 },
		{ 2000000, .9999, 1 }, { -2000000, 0, .0001 },
	};

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		double p = (double)ab_trees_probability(rows[i].score);
		cr_expect(p >= rows[i].low && p <= rows[i].high, "%d: %f", rows[i].score, p);
	}
}

Test(trees, why_names_what_decided)
{
	const struct ab_trees trees = { &tree, 1, 0 };
	static float column[AB_FEATURE_COUNT][AB_TREE_LINES];
	struct ab_reasons reasons;
	struct ab_scores said;

	column[AB_F_WORDS][1] = 11;
	column[AB_F_CHARS][2] = 9;
	ab_trees_score(&trees, (const float (*)[AB_TREE_LINES])column, &said);
	ab_trees_reasons(&trees, &reasons);
	cr_expect_eq(said.leaf[0][0], 0);
	cr_expect_eq(said.leaf[0][1], 1);
	cr_expect_eq(said.leaf[0][2], AB_TREE_LEAVES - 2);
	for (int i = 0; i < 3; i++) {
		enum ab_feature why[AB_TREES_REASONS];
		size_t count = ab_trees_why(&reasons, &said.leaf[0][i], i == 1, why);
		cr_assert_geq(count, 1, "line %d", i);
		cr_expect_eq(why[0], AB_F_WORDS, "line %d", i);
		for (size_t k = 1; k < count; k++)
			cr_expect_str_neq(ab_feature_phrase(why[k]), ab_feature_phrase(why[k - 1]));
	}
}

Test(trees, names_and_phrases_are_there)
{
	cr_expect_str_eq(ab_feature_name(AB_F_WORDS), "WORDS");
	cr_expect_str_eq(ab_feature_name(AB_F_CUE_NAV), "CUE_NAV");
	cr_expect_str_eq(ab_feature_name(AB_F_REPLIES), "REPLIES");
	for (enum ab_feature f = 0; f < AB_FEATURE_COUNT; f++)
		cr_expect(*ab_feature_phrase(f), "%s", ab_feature_name(f));
}

/* What is compiled in is the file, and writing it gives the file again. */
Test(trees, the_model_file_is_what_the_trainer_writes)
{
	struct ab_arena arena = { 0 };
	const char *srcdir = getenv("srcdir");
	ab_str path = ab_format(&arena, "%s/src/data/chrome.model", srcdir ? srcdir : ".");
	FILE *file = fopen(path.ptr, "r"), *written = tmpfile();
	int a, b;
	long at = 0;

	cr_assert(file && written, "%s", path.ptr);
	boost_write(written, ab_trees_chrome());
	rewind(written);
	do {
		a = getc(file), b = getc(written), at++;
	} while (a == b && a != EOF);
	cr_expect_eq(a, b, "byte %ld differs", at);
	fclose(file), fclose(written);
	ab_arena_free(&arena);
}

/* Long lines are body, but not below a heading of comments: two questions. */
Test(trees, training_finds_what_is_there_and_twice_the_same)
{
	enum { N = 4000 };
	struct ab_arena arena = { 0 };
	float *rows = AB_NEW(&arena, float, N * AB_FEATURE_COUNT);
	struct boost_lines lines = { .body = AB_NEW(&arena, uint8_t, N),
		.weight = AB_NEW(&arena, float, N) };
	const struct boost_options options = { .trees = 20, .rate = .3, .l2 = 1, .columns = 1,
		.rows = .5 };
	static float column[AB_FEATURE_COUNT][AB_TREE_LINES];
	struct ab_scores said;

	for (size_t i = 0; i < N; i++) {
		float *row = rows + i * AB_FEATURE_COUNT;
		row[AB_F_WORDS] = (float)(i % 41);
		row[AB_F_COMMENTS_LINES] = (float)(i % 7);
		lines.body[i] = i % 41 > 20 && i % 7 < 5;
		lines.weight[i] = 1;
	}
	boost_bin(&lines, &arena, rows, N);
	const struct ab_trees *a = boost_train(&arena, &lines, &options);
	const struct ab_trees *b = boost_train(&arena, &lines, &options);
	cr_expect_arr_eq(a->at, b->at, a->count * sizeof(*a->at));
	column[AB_F_WORDS][0] = column[AB_F_WORDS][1] = 30;
	column[AB_F_COMMENTS_LINES][1] = 6;
	ab_trees_score(a, (const float (*)[AB_TREE_LINES])column, &said);
	cr_expect_gt(said.score[0], 1000);
	cr_expect_lt(said.score[1], -1000);
	cr_expect_lt(said.score[2], -1000);
	ab_arena_free(&arena);
}
