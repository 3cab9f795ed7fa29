#include <criterion/criterion.h>

#include "news/page.h"

static struct ab_facts
facts_of(struct ab_arena *arena, const char *line)
{
	struct ab_facts facts;
	struct ab_tokens tokens = { 0 };

	ab_facts_find(&facts, arena, &tokens, ab_str_c(line));
	return facts;
}

Test(features, cues_are_in_order_and_found)
{
	static const struct { const char *folded; unsigned cues; } rows[] = {
		{ "share ", 1u << AB_CUE_SHARE }, { "share prices fell ", 0 },
		{ "3 comments ", 1u << AB_CUE_COMMENT }, { "comments 3 ", 1u << AB_CUE_COMMENT },
		{ "the comments ", 0 }, { "read more about the bridge ", 1u << AB_CUE_TAGS },
		{ "lire aussi ", 1u << AB_CUE_RELATED }, { "читайте также ", 1u << AB_CUE_RELATED },
		{ "\xC2\xA9 2031 harbour gazette ", 1u << AB_CUE_LEGAL },
		{ "give us your email address ", 1u << AB_CUE_MAIL },
		{ "related to the queen by marriage and by a long and happy habit of dining ", 0 },
		{ "", 0 }, { " ", 0 }, { "share", 0 },
	};
	size_t count;

	cr_expect(ab_cues_sorted(&count));
	cr_expect_gt(count, 1000);
	for (size_t i = 0; i < AB_LEN(rows); i++) {
		unsigned got = ab_cues_find(ab_str_c(rows[i].folded));
		cr_expect_eq(got, rows[i].cues, "%s: %x", rows[i].folded, got);
	}
}

Test(features, facts_of_a_line)
{
	static const struct { const char *line; enum ab_feature feature; double value; } rows[] = {
		{ "The bridge opened on Monday.", AB_F_WORDS, 5 },
		{ "The bridge opened on Monday.", AB_F_ENDS, 1 },
		{ "\"It opened,\" she said. (\"At last.\")", AB_F_ENDS, 1 },
		{ "Bridge opens on Monday", AB_F_ENDS, 0 },
		{ "It opened. She wept. \"Why?\" He shrugged.", AB_F_SENTENCES, 3 },
		{ "橋が開いた。人が来た。", AB_F_WORDS, 4.5 },
		{ "橋が開いた。", AB_F_ENDS, 1 },
		{ "Мост открыт", AB_F_WORDS, 2 },
		{ "МОСТ Открыт", AB_F_SHOUT, .5 },
		{ "NEW Bridge open", AB_F_SHOUT, 1. / 3 },
		{ "NEW Bridge open", AB_F_CAPITALS, 2. / 3 },
		{ "12", AB_F_RANK, 1 }, { "2031", AB_F_RANK, 0 }, { "#7.", AB_F_RANK, 1 },
		{ "Read this:", AB_F_COLON, 1 }, { "Two moons seen over...", AB_F_ELLIPSIS, 1 },
		{ "Who crossed first?", AB_F_QUESTION, 1 }, { "iPhone", AB_F_FIRST_LOWER, 1 },
		{ "HomeWorld NewsSport Arts", AB_F_GLUED, 2. / 6 },
		{ "write to ada@example.com", AB_F_AT, 1 }, { "www.example.com", AB_F_ADDRESS, 1 },
		{ "3 March 2031", AB_F_CUE_DATE, 1 }, { "03/02/2031", AB_F_CUE_DATE, 1 },
		{ "at 11:20", AB_F_CUE_DATE, 1 }, { "march 3 times round", AB_F_CUE_DATE, 1 },
		{ "The bridge", AB_F_CUE_DATE, 0 },
	};

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		struct ab_arena arena = { 0 };
		double got = (double)facts_of(&arena, rows[i].line).value[rows[i].feature];
		cr_expect_float_eq(got, rows[i].value, 1e-4, "%s: %s %f", rows[i].line,
		    ab_feature_name(rows[i].feature), got);
		ab_arena_free(&arena);
	}
}

/* The cost of a line is bounded; what is counted is scaled up. */
Test(features, a_very_long_line)
{
	struct ab_arena arena = { 0 };
	enum { N = 8 << 20 };
	char *line = ab_alloc(&arena, N + 1, 1);
	struct ab_facts facts;
	struct ab_tokens tokens = { 0 };

	for (size_t i = 0; i < N; i++)
		line[i] = i % 8 == 7 ? ' ' : 'a';
	line[N - 1] = '.';
	ab_facts_find(&facts, &arena, &tokens, (ab_str){ line, N });
	cr_expect_float_eq(facts.value[AB_F_WORDS], N / 8, N / 8 / 100);
	cr_expect_float_eq(facts.value[AB_F_ENDS], 1, 0);
	cr_expect_lt(tokens.count, 2000);
	ab_arena_free(&arena);
}

#define PROSE "The harbour of Ostrava opened its new bridge on Monday, three years after storms " \
    "had carried" \
	" off the old one, and many people crossed it.\n"
#define MORE "The mayor said the new bridge would carry trams over the harbour and that many " \
    "people" \
	" of Ostrava would cross it on their way.\n"

static const char text[] = "Menu\nSport\n\nNew bridge opens in the harbour\n" PROSE MORE "Share\n"
    PROSE MORE "Related\nGoat elected\nMenu\n";

static float
feature(const struct ab_page *page, size_t i, enum ab_feature f)
{
	float row[AB_FEATURE_COUNT];

	ab_page_features(page, i, row);
	return row[f];
}

Test(features, lines_on_their_page)
{
	static const struct { size_t line; enum ab_feature feature; double value; } rows[] = {
		{ 0, AB_F_REPEATS, 2 }, { 1, AB_F_REPEATS, 1 }, { 1, AB_F_BLANK_BELOW, 1 },
		{ 2, AB_F_BLANK_ABOVE, 1 }, { 3, AB_F_BLANK_ABOVE, 0 },
		{ 0, AB_F_POSITION, 0 }, { 10, AB_F_POSITION, 1 },
		{ 2, AB_F_IN_12, 0 }, { 3, AB_F_IN_12, 1 }, { 5, AB_F_IN_12, 1 },
		{ 8, AB_F_IN_12, 0 }, { 8, AB_F_FROM_END_12, 1 }, { 0, AB_F_FROM_START_12, -3 },
		{ 3, AB_F_RUN_LINES, 4 }, { 10, AB_F_RUN_DISTANCE, 3 },
		{ 2, AB_F_RUN_DISTANCE, -1 }, { 3, AB_F_RUN_BEST, 1 },
		{ 2, AB_F_TITLE_DISTANCE, 0 }, { 5, AB_F_TITLE_DISTANCE, 3 },
		{ 2, AB_F_TITLE_IN_LINE, 1 }, { 8, AB_F_OPENER_LINES, 60 },
		{ 9, AB_F_OPENER_LINES, 1 }, { 7, AB_F_OPENER_NEXT, 1 },
		{ 0, AB_F_WORDS_ABOVE1, -1 }, { 1, AB_F_WORDS_ABOVE1, 1 },
		{ 10, AB_F_WORDS_BELOW1, -1 }, { 0, AB_F_PAGE_LINES, 11 },
		{ 5, AB_F_NEAR_ENDS_3, 4. / 7 }, { 0, AB_F_BELOW_SHORT_3, 1 },
	};
	struct ab_arena arena = { 0 };
	struct ab_page page;
	struct ab_lines lines = ab_lines_split(&arena, ab_str_c(text));

	ab_page_read(&page, &arena, ab_str_c(text), &lines, 0, lines.count);
	cr_assert_eq(page.count, 11);
	for (size_t i = 0; i < AB_LEN(rows); i++) {
		double got = (double)feature(&page, rows[i].line, rows[i].feature);
		cr_expect_float_eq(got, rows[i].value, 1e-4, "line %zu: %s %f", rows[i].line,
		    ab_feature_name(rows[i].feature), got);
	}
	cr_expect_gt(feature(&page, 3, AB_F_OVERLAP), .8f);
	cr_expect_lt(feature(&page, 9, AB_F_OVERLAP), .1f);
	cr_expect_gt(feature(&page, 3, AB_F_OWN), feature(&page, 9, AB_F_OWN));
	ab_arena_free(&arena);
}

/* No place and no share is ever anything but a number. */
Test(features, are_numbers_whatever_the_page)
{
	static const char *const pages[] = {
		"x", "\n\n", "...\n...", "1\n2\n3", "\xEF\xBF\xBD", "。\n。", PROSE, "a\n"
		    PROSE "b", "| |\n||",
		"the the the the the the the the the the the the the the the the the the the the "
		    "the the the the",
	};

	for (size_t k = 0; k < AB_LEN(pages); k++) {
		struct ab_arena arena = { 0 };
		struct ab_page page;
		struct ab_lines lines = ab_lines_split(&arena, ab_str_c(pages[k]));
		ab_page_read(&page, &arena, ab_str_c(pages[k]), &lines, 0, lines.count);
		for (size_t i = 0; i < page.count; i++)
			for (enum ab_feature f = 0; f < AB_FEATURE_COUNT; f++) {
				double got = (double)feature(&page, i, f);
				cr_expect(got >= -1e6 && got <= 1e9, "%s: %s %f", pages[k],
				    ab_feature_name(f), got);
			}
		ab_arena_free(&arena);
	}
}
