/*
 * Makes src/data/title.model from pages whose title is known, and says how often
 * the headline is found by weights that were learned without the page's site.
 *
 *	train/title DATA	writes the weights, and the figures to standard error
 *
 * Conditional logit: the weights that make it most probable that of the
 * candidates of each page a right one is chosen, less PENALTY times their
 * squares; by Adam (D. Kingma and J. Ba, 2015), one thread, sums in one order.
 */
#include <math.h>
#include <stdio.h>

#include "news/title.h"
#include "train/corpus.h"
#include "train/headline.h"

enum { STEPS = 400, ALL = -1 };

static const double PENALTY = .002, RATE = .05;

/* The first two may train what is shipped: see README.md. */
static const char *const sets[] = { "aeb", "wcxb", "chaos", "big9" };
enum { TRAINED = 2 };

/* A page that shows its title as a line. */
struct page {
	size_t set, count, right; /* candidates; those that are right */
	int variant, fold;
	struct ab_candidate *at;
	uint8_t *is_right;
};

struct pages { struct page *at; size_t count, room; };

struct weights { double at[AB_SIGN_COUNT]; };

static void
read_page(struct pages *pages, struct ab_arena *arena, const struct corpus_page *from, size_t set,
    const struct ab_knowledge *know)
{
	struct ab_arena scratch = { 0 };
	struct ab_candidate at[AB_CANDIDATES];
	struct page page = { .set = set, .variant = from->variant, .fold = from->fold };
	struct ab_lines lines = ab_lines_split(&scratch, from->text);
	struct headline headline = headline_read(&scratch, from->title, from->text, &lines);

	if (headline.ways.count) {
		page.count = ab_lines_candidates(at, &lines, &scratch, from->text, know);
		page.at = AB_NEW(arena, struct ab_candidate, page.count + 1);
		page.is_right = AB_NEW(arena, uint8_t, page.count + 1);
		for (size_t i = 0; i < page.count; i++) {
			page.at[i] = at[i];
			page.is_right[i] = headline_is(&headline,
			    ab_slice(from->text, lines.at[at[i].line].at));
			page.right += page.is_right[i];
		}
		AB_PUSH(arena, pages, page);
	}
	ab_arena_free(&scratch);
}

static void
read_pages(struct pages *pages, struct ab_arena *arena, const struct corpus *corpus)
{
	struct ab_error err;
	/* its own rules: cannot fail */
	struct ab_knowledge *know = ab_knowledge_new(NULL, 0, true, &err);

	for (size_t i = 0; i < corpus->count; i++)
		for (size_t set = 0; set < AB_LEN(sets); set++)
			if (strcmp(sets[set], corpus->at[i].set) == 0)
				read_page(pages, arena, &corpus->at[i], set, know);
	ab_knowledge_free(know);
}

static double
sum_of(const struct weights *w, const struct ab_candidate *c)
{
	double sum = 0;

	for (int k = 0; k < AB_SIGN_COUNT; k++)
		sum += w->at[k] * (double)c->sign[k];
	return sum;
}

/* Adds the slope of the log-likelihood of one page. */
static void
add_slope(const struct page *page, const struct weights *w, struct weights *slope)
{
	double value[AB_CANDIDATES], most = -INFINITY, all = 0, right = 0;

	for (size_t i = 0; i < page->count; i++)
		most = fmax(most, value[i] = sum_of(w, &page->at[i]));
	for (size_t i = 0; i < page->count; i++) {
		value[i] = exp(value[i] - most);
		all += value[i];
		right += page->is_right[i] ? value[i] : 0;
	}
	for (size_t i = 0; i < page->count; i++) {
		double d = (page->is_right[i] ? value[i] / right : 0) - value[i] / all;
		for (int k = 0; k < AB_SIGN_COUNT; k++)
			slope->at[k] += d * (double)page->at[i].sign[k];
	}
}

static struct weights
slope_of(const struct pages *pages, const struct weights *w, int without)
{
	struct weights slope = { { 0 } };
	size_t used = 0;

	for (size_t i = 0; i < pages->count; i++) {
		const struct page *page = &pages->at[i];
		if (page->set >= TRAINED || page->fold == without || page->right == 0)
			continue;
		add_slope(page, w, &slope);
		used++;
	}
	for (int k = 0; k < AB_SIGN_COUNT && used; k++)
		slope.at[k] = slope.at[k] / (double)used - 2 * PENALTY * w->at[k];
	return slope;
}

/* The weights that all pages but those of one fold speak for. */
static struct weights
learn(const struct pages *pages, int without)
{
	struct weights w = { { 0 } };
	double mean[AB_SIGN_COUNT] = { 0 }, square[AB_SIGN_COUNT] = { 0 };

	for (int step = 1; step <= STEPS; step++) {
		struct weights slope = slope_of(pages, &w, without);
		double rate = RATE * (1 - (double)step / (STEPS + 1));
		for (int k = 0; k < AB_SIGN_COUNT; k++) {
			mean[k] = .9 * mean[k] + .1 * slope.at[k];
			square[k] = .99 * square[k] + .01 * slope.at[k] * slope.at[k];
			w.at[k] += rate * mean[k] / (1 - pow(.9, step))
			    / (sqrt(square[k] / (1 - pow(.99, step))) + 1e-6);
		}
	}
	return w;
}

static bool
chooses_right(const struct weights *w, const struct page *page)
{
	size_t best = 0;

	for (size_t i = 1; i < page->count; i++)
		if (sum_of(w, &page->at[i]) > sum_of(w, &page->at[best]))
			best = i;
	return page->count && page->is_right[best];
}

/* Each page by the weights of its fold. */
static void
print_found(const struct pages *pages, const struct weights of[CORPUS_FOLDS], const char *how)
{
	fprintf(stderr, "%-28s", how);
	for (size_t set = 0; set < AB_LEN(sets); set++)
		for (int variant = 0; variant < CORPUS_VARIANTS; variant++) {
			size_t all = 0, found = 0;
			for (size_t i = 0; i < pages->count; i++) {
				const struct page *page = &pages->at[i];
				if (page->set != set || page->variant != variant)
					continue;
				all++;
				found += chooses_right(&of[page->fold], page);
			}
			if (all)
				fprintf(stderr, "  %s %s %.3f of %zu", sets[set],
				    corpus_variants[variant], (double)found / (double)all, all);
		}
	fputc('\n', stderr);
}

static void
print_weights(const struct weights *w)
{
	static const char *const names[] = {
#define NAME(id) #id,
		AB_SIGNS(NAME)
#undef NAME
	};

	for (int k = 0; k < AB_SIGN_COUNT; k++)
		printf("WEIGHT(%s, %.2ff)\n", names[k], w->at[k]);
}

int
main(int argc, char **argv)
{
	struct corpus corpus = { 0 };
	struct ab_arena arena = { 0 };
	struct ab_error err;
	struct pages pages = { 0 };
	struct weights of[CORPUS_FOLDS];

	if (argc != 2) {
		fprintf(stderr, "usage: title DATA\n");
		return 2;
	}
	if (!corpus_read(&corpus, argv[1], &err)) {
		fprintf(stderr, "%s\n", err.text);
		return 1;
	}
	read_pages(&pages, &arena, &corpus);
	for (int fold = 0; fold < CORPUS_FOLDS; fold++)
		of[fold] = learn(&pages, fold);
	print_found(&pages, of, "without the page's site");
	of[0] = learn(&pages, ALL);
	for (int fold = 1; fold < CORPUS_FOLDS; fold++)
		of[fold] = of[0];
	print_found(&pages, of, "by all of aeb and wcxb");
	print_weights(&of[0]);
	return fflush(stdout) == 0 ? 0 : 1;
}
