#include "news/page.h"

#include <math.h>

enum { FAR = 60 };

static float
clip(double x, double low, double high)
{
	return (float)(x < low ? low : x > high ? high : x);
}

static double
sum(const struct ab_page *page, enum ab_column c, size_t from, size_t to)
{
	return page->sums[c][to] - page->sums[c][from];
}

static float
share(float part, float whole)
{
	return whole > 0 ? part / whole : 0;
}

static void
put_place(const struct ab_page *page, size_t i, float *row)
{
	const struct ab_place *p = &page->at[i];

	row[AB_F_REPEATS] = p->repeats;
	row[AB_F_BLANK_ABOVE] = p->gap_above;
	row[AB_F_BLANK_BELOW] = p->gap_below;
	row[AB_F_OWN] = p->own;
	row[AB_F_OWN_OVER] = p->own - page->own;
	row[AB_F_POSITION] = (float)i / (float)(page->count > 1 ? page->count - 1 : 1);
	row[AB_F_WORDS_BEFORE] = share((float)page->sums[AB_COL_WORDS][i + 1], page->words);
	row[AB_F_PROSE_BEFORE] = share((float)page->sums[AB_COL_PROSE][i + 1], page->prose);
	row[AB_F_PAGE_LINES] = (float)page->count;
	row[AB_F_PAGE_WORDS] = page->words;
	row[AB_F_PAGE_PROSE] = page->prose;
	row[AB_F_PAGE_OWN] = page->own;
	row[AB_F_PAGE_BLANKS] = page->blanks;
	row[AB_F_PROSE_SHARE] = share(page->prose, page->words);
	row[AB_F_LONG_LINES] = page->long_lines;
	row[AB_F_MEDIAN] = page->median;
	row[AB_F_OVER_MEDIAN] = (row[AB_F_WORDS] + 1) / (page->median + 1);
	row[AB_F_OVER_LONGEST] = (row[AB_F_WORDS] + 1) / (page->longest + 1);
}

/* Prose words between a line and a segment. */
static double
gap(const struct ab_page *page, const struct ab_segment *s, size_t i)
{
	if (i < s->first)
		return sum(page, AB_COL_PROSE, i + 1, s->first);
	return i > s->last ? sum(page, AB_COL_PROSE, s->last + 1, i) : 0;
}

static void
put_segments(const struct ab_page *page, size_t i, float *row)
{
	for (int k = 0; k < AB_PRICE_COUNT; k++) {
		const struct ab_segment *s = &page->segment[k];
		float *f = row + AB_F_IN_4 + k * (AB_F_IN_12 - AB_F_IN_4);
		f[0] = i >= s->first && i <= s->last;
		f[1] = clip((double)i - (double)s->first, -FAR, FAR);
		f[2] = clip((double)i - (double)s->last, -FAR, FAR);
		f[3] = share(s->prose, page->prose);
		f[4] = clip(gap(page, s, i), 0, 500);
	}
}

static void
put_run(const struct ab_page *page, size_t i, float *row)
{
	const struct ab_place *p = &page->at[i];

	for (int f = AB_F_RUN_WORDS; f <= AB_F_RUN_LAST; f++)
		row[f] = -1;
	row[AB_F_PROSE_ABOVE] = p->since[AB_MARK_PROSE];
	row[AB_F_PROSE_BELOW] = p->until[AB_MARK_PROSE];
	if (page->run_count == 0)
		return;
	const struct ab_run *run = &page->run[p->run];
	row[AB_F_RUN_WORDS] = run->prose;
	row[AB_F_RUN_LINES] = (float)run->lines;
	row[AB_F_RUN_RANK] = clip((double)run->rank, 0, 10);
	row[AB_F_RUN_SHARE] = share(run->prose, page->prose);
	row[AB_F_RUN_MEAN] = run->prose / (float)run->lines;
	row[AB_F_RUN_COHERENCE] = run->coherence;
	row[AB_F_RUN_WEIGHT] = run->prose * run->coherence;
	row[AB_F_RUN_DISTANCE] = (float)p->run_distance;
	row[AB_F_RUN_INDEX] = clip(p->run, 0, 15);
	row[AB_F_RUNS] = clip((double)page->run_count, 0, 30);
	row[AB_F_RUN_BEST] = p->run == page->best_run;
	row[AB_F_RUN_FROM_BEST] = clip((double)p->run - (double)page->best_run, -30, 30);
	row[AB_F_RUN_FIRST] = clip((double)i - (double)run->first, -30, FAR);
	row[AB_F_RUN_LAST] = clip((double)i - (double)run->last, -FAR, 30);
}

static void
put_window(const struct ab_page *page, size_t i, size_t reach, float *f)
{
	size_t from = i > reach ? i - reach : 0;
	size_t to = i + reach < page->count ? i + reach + 1 : page->count;
	double each = 1 / (double)(to - from);

	f[0] = (float)(sum(page, AB_COL_WORDS, from, to) * each);
	f[1] = (float)(sum(page, AB_COL_PROSE, from, to) * each);
	f[2] = (float)(sum(page, AB_COL_ENDS, from, to) * each);
	f[3] = (float)(sum(page, AB_COL_CUES, from, to) * each);
	f[4] = (float)sum(page, AB_COL_PROSE, from, i);
	f[5] = (float)sum(page, AB_COL_PROSE, i + 1, to);
	f[6] = (float)sum(page, AB_COL_SHORT, from, i);
	f[7] = (float)sum(page, AB_COL_SHORT, i + 1, to);
}

static void
put_rhythm(const struct ab_page *page, size_t i, size_t reach, float *f)
{
	static const enum ab_column columns[] = {
		AB_COL_CHANGES, AB_COL_LENGTH, AB_COL_OWN, AB_COL_ELLIPSIS, AB_COL_GLUED,
		AB_COL_DATES, AB_COL_CUED, AB_COL_SHARED
	};
	size_t from = i > reach ? i - reach : 0;
	size_t to = i + reach < page->count ? i + reach + 1 : page->count;
	double each = 1 / (double)(to - from);

	for (size_t k = 0; k < AB_LEN(columns); k++)
		f[k] = (float)(sum(page, columns[k], from, to) * each);
	double mean = sum(page, AB_COL_LENGTH, from, to) * each;
	f[1] = (float)(sum(page, AB_COL_LENGTH_2, from, to) * each - mean * mean);
}

static void
put_topic(const struct ab_page *page, size_t i, float *row)
{
	const struct ab_place *p = &page->at[i];

	row[AB_F_OVERLAP] = p->overlap;
	row[AB_F_OVERLAP_COUNT] = clip(p->overlap_count, 0, 30);
	row[AB_F_OVERLAP_MEAN] = page->overlap_mean;
	row[AB_F_OVERLAP_OVER] = p->overlap >= 0 ? p->overlap - page->overlap_mean : -1;
	row[AB_F_SHARED_ABOVE] = p->above;
	row[AB_F_SHARED_BELOW] = p->below;
	row[AB_F_GIVEN] = p->given;
	row[AB_F_RARITY] = p->rarity;
	row[AB_F_TITLE_DISTANCE] = page->title < page->count
	    ? clip((double)i - (double)page->title, -FAR, FAR) : -FAR - 1;
	row[AB_F_TITLE_IN_LINE] = p->title_in;
	row[AB_F_LINE_IN_TITLE] = p->in_title;
	row[AB_F_TITLE_SCORE] = page->title_score;
}

static void
put_neighbour(const struct ab_page *page, size_t i, int offset, float *f)
{
	if ((offset < 0 && i < (size_t)-offset)
	    || (offset > 0 && page->count - i <= (size_t)offset)) {
		for (int k = 0; k < AB_F_WORDS_ABOVE2 - AB_F_WORDS_ABOVE3; k++)
			f[k] = -1;
		return;
	}
	const struct ab_place *p = &page->at[i] + offset;
	f[0] = p->facts.value[AB_F_WORDS];
	f[1] = p->own;
	f[2] = p->facts.value[AB_F_ENDS];
	f[3] = p->facts.value[AB_F_CAPITALS];
	f[4] = p->facts.value[AB_F_CUES];
	f[5] = p->overlap;
}

static void
put_beside(const struct ab_page *page, size_t i, int offset, float *f)
{
	if ((offset < 0 && i == 0) || (offset > 0 && i + 1 == page->count)) {
		for (int k = 0; k < AB_F_COLON_BELOW - AB_F_COLON_ABOVE; k++)
			f[k] = -1;
		return;
	}
	const struct ab_place *p = &page->at[i] + offset;
	f[0] = p->facts.value[AB_F_COLON];
	f[1] = p->facts.value[AB_F_CUE_RELATED];
	f[2] = p->facts.value[AB_F_CUE_CREDIT];
	f[3] = p->facts.value[AB_F_CUE_DATE];
	f[4] = p->facts.value[AB_F_CUE_BYLINE];
	f[5] = p->above;
}

static void
put_marks(const struct ab_page *page, size_t i, float *row)
{
	const struct ab_place *p = &page->at[i];

	row[AB_F_OPENER_LINES] = p->since[AB_MARK_OPENER];
	row[AB_F_OPENER_PROSE] = p->prose_since_opener;
	row[AB_F_OPENER_NEXT] = p->until[AB_MARK_OPENER];
	row[AB_F_COMMENTS_LINES] = p->since[AB_MARK_COMMENTS];
	row[AB_F_LEGAL_LINES] = p->since[AB_MARK_LEGAL];
	row[AB_F_LEGAL_NEXT] = p->until[AB_MARK_LEGAL];
	row[AB_F_DATE_LINES] = p->since[AB_MARK_DATE];
	row[AB_F_BYLINE_LINES] = p->since[AB_MARK_BYLINE];
	row[AB_F_REPLIES] = p->replies;
}

void
ab_page_features(const struct ab_page *page, size_t i, float row[AB_FEATURE_COUNT])
{
	static const struct { int offset; enum ab_feature first; } neighbours[] = {
		{ -3, AB_F_WORDS_ABOVE3 }, { -2, AB_F_WORDS_ABOVE2 }, { -1, AB_F_WORDS_ABOVE1 },
		{ 1, AB_F_WORDS_BELOW1 }, { 2, AB_F_WORDS_BELOW2 }, { 3, AB_F_WORDS_BELOW3 },
	};

	memcpy(row, page->at[i].facts.value, sizeof(page->at[i].facts.value));
	put_place(page, i, row);
	put_segments(page, i, row);
	put_run(page, i, row);
	put_window(page, i, 3, row + AB_F_NEAR_WORDS_3);
	put_window(page, i, 8, row + AB_F_NEAR_WORDS_8);
	put_window(page, i, 20, row + AB_F_NEAR_WORDS_20);
	put_rhythm(page, i, 4, row + AB_F_CHANGES_4);
	put_rhythm(page, i, 10, row + AB_F_CHANGES_10);
	put_topic(page, i, row);
	for (size_t k = 0; k < AB_LEN(neighbours); k++)
		put_neighbour(page, i, neighbours[k].offset, row + neighbours[k].first);
	put_beside(page, i, -1, row + AB_F_COLON_ABOVE);
	put_beside(page, i, 1, row + AB_F_COLON_BELOW);
	put_marks(page, i, row);
}
