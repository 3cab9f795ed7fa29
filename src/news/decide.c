#include "news/decide.h"

#include <stdlib.h>

#include "news/page.h"

enum {
	PAGE = 1 << 15,     /* lines that are looked at together: no article is
	                     * longer, and memory is bounded */
	LONG = 40,          /* words: a line that is hidden only for good reason */
	LEAD = 12,          /* words: a sentence that may open an article */
	NEAR = 2,           /* lines between a line and the kept line or
	                     * headline that speaks for it */
	HEADING = 12,       /* words of a heading of comments */
	ENOUGH = 60,        /* kept words above it that make an article if they are half of all, */
	PLENTY = 150,       /* ... or however much there is below */
	NOTHING = 10,       /* kept words: fewer are no article */
	PARTED = 10,        /* lines that are not kept: what is beyond them may be something else */
	SURELY = 60,        /* expected words that make a block the article */
	OFTEN_PROSE = 4,    /* other articles that make prose doubtful; of other lines, one */
	AGAIN = 2 * AB_TREE_UNIT,       /* off the log of odds of a line that comes back, */
	AGAIN_PROSE = 3 * AB_TREE_UNIT, /* ... of prose */
};

static const float LEAST = .2f; /* probability of a long line that is kept among kept ones */
static const float WORSE = .25f; /* so much less probable is another article */

static void
score_lines(const struct ab_page *page, struct ab_verdict *verdicts, const struct ab_trees *trees,
    int32_t *scores)
{
	static _Thread_local float column[AB_FEATURE_COUNT][AB_TREE_LINES];
	static _Thread_local float row[AB_TREE_LINES][AB_FEATURE_COUNT];
	struct ab_scores said;

	for (size_t i = 0; i < page->count; i += AB_TREE_LINES) {
		size_t n = page->count - i < AB_TREE_LINES ? page->count - i : AB_TREE_LINES;
		for (size_t k = 0; k < n; k++)
			ab_page_features(page, i + k, row[k]);
		for (int f = 0; f < AB_FEATURE_COUNT; f++)
			/* beyond n some others, of which nobody asks */
			for (int k = 0; k < AB_TREE_LINES; k++)
				column[f][k] = row[k][f];
		ab_trees_score(trees, (const float (*)[AB_TREE_LINES])column, &said);
		for (size_t k = 0; k < n; k++) {
			struct ab_verdict *v = &verdicts[page->at[i + k].line];
			scores[i + k] = said.score[k];
			v->body = ab_trees_probability(said.score[k]);
			for (size_t t = 0; t < trees->count && t < AB_TREES_TELLING; t++)
				v->leaf[t] = said.leaf[t][k];
		}
	}
}

static bool
is_prose(const struct ab_place *p)
{
	return p->facts.value[AB_F_ENDS] > 0 && p->facts.value[AB_F_WORDS] >= LEAD;
}

/* Does most of what is rather the article's prose stand in other articles too? Then the
 * page is a copy of one, or agency copy, and a line that comes back may well be its own. */
static bool
count_others(const struct ab_page *page, struct ab_verdict *verdicts, const uint64_t *key,
    const struct ab_familiar *familiar)
{
	double prose = 0, again = 0;

	for (size_t i = 0; i < page->count; i++) {
		const struct ab_place *p = &page->at[i];
		struct ab_verdict *v = &verdicts[p->line];
		uint32_t times = ab_familiar_times(familiar, key[i]);
		double words = is_prose(p) && v->body > .5f ? p->facts.value[AB_F_WORDS] : 0;
		prose += words;
		again += times > 1 ? words : 0;
		v->others = times > OFTEN_PROSE || (times > 1 && !is_prose(p)) ? times - 1 : 0;
	}
	return again > prose / 2;
}

/* What comes back in other articles is rather what an outlet puts on each of its pages.
 * Prose may be agency copy, or the story so far: it takes more articles to doubt it, and
 * where the trees are sure of it, it stays. */
static void
doubt_familiar(const struct ab_page *page, struct ab_verdict *verdicts, int32_t *scores,
    const uint64_t *key, const struct ab_familiar *familiar)
{
	bool copy = count_others(page, verdicts, key, familiar);

	for (size_t i = 0; i < page->count; i++) {
		const struct ab_place *p = &page->at[i];
		struct ab_verdict *v = &verdicts[p->line];
		if (copy)
			v->others = 0;
		if (v->others == 0)
			continue;
		scores[i] -= is_prose(p) ? AGAIN_PROSE : AGAIN;
		v->body = ab_trees_probability(scores[i]);
	}
}

struct choice { int32_t score; uint32_t line; };

static int
most_probable_first(const void *a, const void *b)
{
	const struct choice *x = a, *y = b;

	if (x->score != y->score)
		return x->score < y->score ? 1 : -1;
	return x->line < y->line ? -1 : 1;
}

static void
cut(const struct ab_page *page, struct ab_arena *scratch, struct ab_verdict *verdicts,
    const int32_t *scores)
{
	struct choice *order = AB_NEW(scratch, struct choice, page->count);
	double expected = 0, right = 0, kept = 0, best = 0;
	size_t most = 0;

	for (size_t i = 0; i < page->count; i++) {
		order[i] = (struct choice){ scores[i], (uint32_t)i };
		expected += verdicts[page->at[i].line].body * page->at[i].facts.value[AB_F_WORDS];
	}
	qsort(order, page->count, sizeof(*order), most_probable_first);
	for (size_t k = 0; k < page->count; k++) {
		const struct ab_place *p = &page->at[order[k].line];
		right += verdicts[p->line].body * p->facts.value[AB_F_WORDS];
		kept += p->facts.value[AB_F_WORDS];
		double f1 = kept + expected > 0 ? 2 * right / (kept + expected) : 0;
		if (f1 >= best)
			best = f1, most = k + 1;
	}
	for (size_t k = 0; k < most; k++)
		verdicts[page->at[order[k].line].line].keep = true;
}

/* A long line that ends as prose does, right below kept ones, is rather one of
 * them; and a sentence right below the headline is rather the first one. */
static void
keep_doubtful(const struct ab_page *page, struct ab_verdict *verdicts)
{
	size_t since = NEAR + 1;

	for (size_t i = 0; i < page->count; i++) {
		const struct ab_place *p = &page->at[i];
		struct ab_verdict *v = &verdicts[p->line];
		bool below_title = page->title < i && i - page->title <= NEAR;
		bool near = since <= NEAR && p->facts.value[AB_F_WORDS] >= LONG;
		bool lead = below_title && p->facts.value[AB_F_WORDS] >= LEAD;
		if (!v->keep && (near || lead) && v->body >= LEAST && p->facts.value[AB_F_ENDS] > 0)
			v->keep = true;
		since = v->keep ? 1 : since + 1;
	}
}

/* Below a heading of comments that stands below an article there is no more of it. */
static void
hide_comments(const struct ab_page *page, struct ab_verdict *verdicts)
{
	double all = 0, above = 0;
	size_t i = 0;

	for (size_t k = 0; k < page->count; k++)
		all += verdicts[page->at[k].line].keep
		    * (double)page->at[k].facts.value[AB_F_WORDS];
	for (; i < page->count; i++) {
		const struct ab_place *p = &page->at[i];
		above += verdicts[p->line].keep * (double)p->facts.value[AB_F_WORDS];
		if ((p->facts.cues >> AB_CUE_COMMENT & 1) && p->facts.value[AB_F_WORDS] <= HEADING
		    && above >= ENOUGH && (above >= PLENTY || above >= all / 2))
			break;
	}
	for (; i < page->count; i++)
		verdicts[page->at[i].line].keep = false;
}

/* Kept lines that no PARTED lines part; its words, and how many are expected to be right. */
struct block { size_t first, last; double words, right; };

/* Far from the article, what is much less sure than it is teasers with their
 * abstracts, what readers say, or another article. */
static void
hide_parted(const struct ab_page *page, struct ab_arena *scratch, struct ab_verdict *verdicts)
{
	AB_LIST(struct block) list = { 0 };
	struct block best = { 0 };
	size_t gap = PARTED;

	for (size_t i = 0; i < page->count; i++) {
		const struct ab_place *p = &page->at[i];
		if (!verdicts[p->line].keep) {
			gap++;
			continue;
		}
		if (gap >= PARTED)
			AB_PUSH(scratch, &list, (struct block){ .first = i });
		struct block *b = &list.at[list.count - 1];
		b->last = i;
		b->words += p->facts.value[AB_F_WORDS];
		b->right += verdicts[p->line].body * p->facts.value[AB_F_WORDS];
		best = b->right > best.right ? *b : best;
		gap = 0;
	}
	for (size_t k = 0; k < list.count && best.right >= SURELY; k++) {
		const struct block *b = &list.at[k];
		if (b->right >= (best.right / best.words - (double)WORSE) * b->words)
			continue;
		for (size_t i = b->first; i <= b->last; i++)
			verdicts[page->at[i].line].keep = false;
	}
}

static void
keep_something(const struct ab_page *page, struct ab_verdict *verdicts)
{
	double kept = 0, most = -1;
	size_t best = 0;

	for (size_t i = 0; i < page->count; i++) {
		const struct ab_place *p = &page->at[i];
		float words = p->facts.value[AB_F_WORDS];
		double worth = verdicts[p->line].body * (words < LONG ? words : LONG);
		kept += verdicts[p->line].keep ? words : 0;
		if (worth > most)
			most = worth, best = i;
	}
	if (page->count && kept < NOTHING)
		verdicts[page->at[best].line].keep = true;
}

static void
decide_page(struct ab_verdict *verdicts, ab_str text, const struct ab_lines *lines, size_t first,
    size_t count, const struct ab_trees *trees, const struct ab_familiar *familiar)
{
	struct ab_arena scratch = { 0 };
	struct ab_page page;

	ab_page_read(&page, &scratch, text, lines, first, count);
	int32_t *scores = AB_NEW(&scratch, int32_t, page.count);
	uint64_t *key = AB_NEW(&scratch, uint64_t, page.count);
	for (size_t i = 0; familiar && i < page.count; i++)
		key[i] = ab_familiar_key(familiar, ab_slice(text, lines->at[page.at[i].line].at));
	score_lines(&page, verdicts, trees, scores);
	if (familiar)
		doubt_familiar(&page, verdicts, scores, key, familiar);
	cut(&page, &scratch, verdicts, scores);
	keep_doubtful(&page, verdicts);
	hide_comments(&page, verdicts);
	hide_parted(&page, &scratch, verdicts);
	keep_something(&page, verdicts);
	ab_arena_free(&scratch);
}

struct ab_verdict *
ab_decide(struct ab_arena *arena, ab_str text, const struct ab_lines *lines,
    const struct ab_trees *trees, const struct ab_familiar *familiar)
{
	struct ab_verdict *verdicts = AB_NEW(arena, struct ab_verdict, lines->count);

	for (size_t i = 0; i < lines->count; i += PAGE)
		decide_page(verdicts, text, lines, i, lines->count - i < PAGE
		    ? lines->count - i : PAGE, trees, familiar);
	return verdicts;
}
