/*
 * Where the prose of a page is. The main block is the stretch of lines with
 * the largest sum of (words of prose - a price for each line), J. Bentley,
 * "Programming Pearls", column 8 (Kadane's method); for pages: J. Pasternack
 * and D. Roth, "Extracting Article Text from the Web with Maximum Subsequence
 * Segmentation", WWW 2009. A run is prose with few other lines between.
 */
#include <stdlib.h>

#include "news/page.h"

enum { GAP = 2 /* other lines that do not end a run */ };

static void
find_segment(struct ab_page *page, float price, struct ab_segment *best)
{
	double sum = 0, most = -1;
	size_t start = 0;

	for (size_t i = 0; i < page->count; i++) {
		if (sum <= 0)
			sum = 0, start = i;
		sum += page->at[i].prose - price;
		if (i == 0 || sum > most)
			most = sum, *best = (struct ab_segment){ .first = start, .last = i };
	}
	for (size_t i = best->first; i < page->count && i <= best->last; i++)
		best->prose += page->at[i].prose;
}

void
ab_page_find_segments(struct ab_page *page)
{
#define FIND(price, k) find_segment(page, price, &page->segment[k]);
	AB_PRICES(FIND)
#undef FIND
}

static int
by_prose(const void *a, const void *b)
{
	const struct ab_run *const *x = a, *const *y = b;

	if ((*x)->prose != (*y)->prose)
		return (*x)->prose < (*y)->prose ? 1 : -1;
	return (*x)->first < (*y)->first ? -1 : 1;
}

static void
gather_runs(struct ab_page *page, struct ab_arena *scratch)
{
	AB_LIST(struct ab_run) runs = { 0 };

	for (size_t i = 0; i < page->count; i++) {
		const struct ab_place *p = &page->at[i];
		float shared = p->above + p->below > 0 ? p->above + p->below : 0;
		if (p->prose <= 0)
			continue;
		if (runs.count == 0 || i - runs.at[runs.count - 1].last > GAP + 1)
			AB_PUSH(scratch, &runs, ((struct ab_run){ .first = i }));
		struct ab_run *run = &runs.at[runs.count - 1];
		run->last = i;
		run->lines++;
		run->prose += p->prose;
		run->coherence += shared;
	}
	page->run = runs.at;
	page->run_count = runs.count;
}

static void
rank_runs(struct ab_page *page, struct ab_arena *scratch)
{
	struct ab_run **order = AB_NEW(scratch, struct ab_run *, page->run_count);
	float most = -1;

	for (size_t k = 0; k < page->run_count; k++) {
		struct ab_run *run = &page->run[k];
		order[k] = run;
		run->coherence /= (float)run->lines;
		float weight = run->prose * (.2f + run->coherence);
		if (weight > most)
			most = weight, page->best_run = k;
	}
	qsort(order, page->run_count, sizeof(*order), by_prose);
	for (size_t k = 0; k < page->run_count; k++)
		order[k]->rank = k;
}

/* Each line belongs to the run it lies in, or else to the nearer one, above if both are as near. */
static void
assign_runs(struct ab_page *page)
{
	size_t next = 0; /* the first run that does not end above the line */

	for (size_t i = 0; i < page->count; i++) {
		struct ab_place *p = &page->at[i];
		while (next < page->run_count && page->run[next].last < i)
			next++;
		bool in = next < page->run_count && page->run[next].first <= i;
		size_t above = next > 0 ? i - page->run[next - 1].last : SIZE_MAX;
		size_t below = next < page->run_count && !in ? page->run[next].first - i : SIZE_MAX;
		p->run = (uint32_t)(in || below < above ? next : next - 1);
		size_t distance = in ? 0 : above <= below ? above : below;
		p->run_distance = (distance < 30 ? (int)distance : 30) * (above <= below ? 1 : -1);
	}
}

void
ab_page_find_runs(struct ab_page *page, struct ab_arena *scratch)
{
	gather_runs(page, scratch);
	if (page->run_count == 0)
		return;
	rank_runs(page, scratch);
	assign_runs(page);
}
