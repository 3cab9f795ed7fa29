/*
 * Makes src/data/chrome.model from labelled pages, and says how good it is.
 *
 *	train/chrome DATA		writes the model
 *	train/chrome --cross DATA	prints how well pages are cleaned by a model
 *					that was made without the pages of their site
 */
#include <stdio.h>
#include <stdlib.h>

#include "news/decide.h"
#include "news/page.h"
#include "train/boost.h"
#include "train/corpus.h"
#include "train/shingles.h"

/* Sets by what their licences allow: MIT and CC BY 4.0 may train what is
 * shipped, the others only measure. aeb has few pages but of the most different
 * sites, so each weighs more. Titles count where the wanted text has them. */
static const struct set { const char *name; double weight; bool has_titles; } sets[] = {
	{ "aeb", 3, false }, { "wcxb", 1, false }, { "chaos", 0, true }, { "big9", 0, true },
};

/* Weight of all lines of a page, and of a part cut out of one. */
static const double WHOLE = 200, PART = 60;

enum { WORST = 10 /* pages of each set that are named */ };

static const struct boost_options options = { .trees = 200, .rate = .1, .l2 = 10, .columns = .4,
	.rows = .25 };

struct training {
	struct boost_lines lines;
	float *weight; /* of each line */
	int *fold;
};

static const struct set *
set_of(const struct corpus_page *page)
{
	for (size_t k = 0; k < AB_LEN(sets); k++)
		if (strcmp(sets[k].name, page->set) == 0)
			return &sets[k];
	return NULL;
}

/* Long lines weigh more, all pages the same. */
static void
weigh(const struct ab_page *page, float *weight, double total)
{
	double sum = 0;

	for (size_t i = 0; i < page->count; i++) {
		float words = page->at[i].facts.value[AB_F_WORDS];
		weight[i] = 1 + (words < 150 ? words : 150);
		sum += weight[i];
	}
	for (size_t i = 0; i < page->count; i++)
		weight[i] *= (float)(total / sum);
}

struct lists {
	AB_LIST(float) rows;
	AB_LIST(uint8_t) body;
	AB_LIST(float) weight;
	AB_LIST(int) fold;
};

static void
add_page(struct lists *lists, struct ab_arena *arena, const struct corpus_page *from, double total)
{
	struct ab_arena scratch = { 0 };
	struct ab_page page;
	float row[AB_FEATURE_COUNT];
	struct ab_lines lines = ab_lines_split(&scratch, from->text);

	ab_page_read(&page, &scratch, from->text, &lines, 0, lines.count);
	float *weight = AB_NEW(&scratch, float, page.count + 1);
	weigh(&page, weight, total);
	for (size_t k = 0; k < page.count; k++) {
		size_t line = page.at[k].line;
		ab_page_features(&page, k, row);
		for (int f = 0; f < AB_FEATURE_COUNT; f++)
			AB_PUSH(arena, &lists->rows, row[f]);
		AB_PUSH(arena, &lists->body, line < from->lines ? from->body[line] : 0);
		AB_PUSH(arena, &lists->weight, weight[k]);
		AB_PUSH(arena, &lists->fold, from->fold);
	}
	ab_arena_free(&scratch);
}

static size_t
draw(uint64_t *seed, size_t below)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (size_t)(*seed >> 33) % below;
}

/* A short page: some of the article with a few lines around, as dumps that were cleaned before
 * look, or one-paragraph articles. False if the page has no body. */
static bool
cut_out(struct corpus_page *page, struct ab_arena *scratch, uint64_t *seed)
{
	static const size_t sizes[] = { 1, 2, 3, 5, 8, 13, 1000 };
	struct ab_lines lines = ab_lines_split(scratch, page->text);
	size_t n = lines.count < page->lines ? lines.count : page->lines, count = 0;
	size_t *body = AB_NEW(scratch, size_t, n + 1);

	for (size_t i = 0; i < n; i++)
		if (page->body[i])
			body[count++] = i;
	if (count == 0)
		return false;
	size_t from = draw(seed, 2) ? 0 : draw(seed, count);
	size_t size = sizes[draw(seed, AB_LEN(sizes))];
	size_t to = from + size < count ? from + size - 1 : count - 1;
	size_t above = draw(seed, 12), below = draw(seed, 16);
	size_t first = body[from] > above ? body[from] - above : 0;
	size_t last = body[to] + below < n ? body[to] + below : n - 1;
	page->text = ab_slice(page->text, (ab_span){ lines.at[first].at.start,
		lines.at[last].at.end });
	page->body += first;
	page->lines = last - first + 1;
	return true;
}

static void
read_training(struct training *t, struct ab_arena *arena, const struct corpus *corpus)
{
	struct lists lists = { 0 };
	uint64_t seed = 1;

	for (size_t i = 0; i < corpus->count; i++) {
		struct corpus_page page = corpus->at[i];
		struct ab_arena scratch = { 0 };
		const struct set *set = set_of(&page);
		if (!set || set->weight <= 0)
			continue;
		add_page(&lists, arena, &page, WHOLE * set->weight);
		if (cut_out(&page, &scratch, &seed))
			add_page(&lists, arena, &page, PART * set->weight);
		ab_arena_free(&scratch);
	}
	boost_bin(&t->lines, arena, lists.rows.at, lists.body.count);
	t->lines.body = lists.body.at;
	t->lines.weight = AB_NEW(arena, float, lists.body.count);
	t->weight = lists.weight.at;
	t->fold = lists.fold.at;
}

/* The model of all pages but those of one fold; of all for fold -1. */
static struct ab_trees *
train_without(struct training *t, struct ab_arena *arena, int fold)
{
	for (size_t i = 0; i < t->lines.count; i++)
		t->lines.weight[i] = t->fold[i] == fold ? 0 : t->weight[i];
	return boost_train(arena, &t->lines, &options);
}

static bool
counts(const struct ab_line *line, bool titles)
{
	return line->kind == AB_KIND_BODY || (titles && line->kind == AB_KIND_TITLE);
}

/* What is shown of the lines that count. */
static ab_str
shown_text(struct ab_arena *arena, ab_str text, const struct ab_lines *lines, bool titles)
{
	char *out = ab_alloc(arena, text.len + 1, 1);
	size_t len = 0, hidden = 0;

	for (size_t i = 0; i < lines->count; i++) {
		if (!counts(&lines->at[i], titles))
			continue;
		for (size_t at = lines->at[i].at.start; at < lines->at[i].at.end; at++) {
			while (hidden < lines->hidden_count && lines->hidden[hidden].at.end <= at)
				hidden++;
			bool shown = hidden == lines->hidden_count
			    || at < lines->hidden[hidden].at.start;
			out[len++] = shown ? text.ptr[at] : ' ';
		}
		out[len++] = '\n';
	}
	return (ab_str){ out, len };
}

struct score { double f1; size_t page; };

static int
worst_first(const void *a, const void *b)
{
	const struct score *x = a, *y = b;

	return x->f1 != y->f1 ? (x->f1 > y->f1) - (x->f1 < y->f1) : (x->page > y->page)
	    - (x->page < y->page);
}

/* The scores of a set's pages, worst first, in at; returns how many. */
static size_t
scores_of(struct score *at, const struct corpus *corpus, const struct shares *shares,
    const char *set, int variant)
{
	size_t count = 0;

	for (size_t i = 0; i < corpus->count; i++)
		if (corpus->at[i].variant == variant && strcmp(corpus->at[i].set, set) == 0)
			at[count++] = (struct score){ shares_f1(shares[i]), i };
	if (count)
		qsort(at, count, sizeof(*at), worst_first);
	return count;
}

/* Means over the pages, F1 of the mean precision and recall, and the mean F1 of the worst tenth. */
static void
print_set(const struct score *at, size_t count, const struct shares *shares)
{
	double p = 0, r = 0, worst = 0;
	size_t given = 0, tenth = count < 10 ? 1 : count / 10;

	for (size_t k = 0; k < count; k++) {
		const struct shares *s = &shares[at[k].page];
		bool any = s->right + s->wrong > 0;
		p += any ? shares_precision(*s) : 0;
		r += shares_recall(*s);
		given += any;
		worst += k < tenth ? at[k].f1 : 0;
	}
	p /= (double)(given ? given : 1), r /= (double)count;
	printf("%5zu  %.3f %.3f  %.3f  %.3f\n", count, p, r, 2 * p * r / (p + r),
	    worst / (double)tenth);
}

static void
print_worst(const struct score *at, size_t count, const struct corpus *corpus,
    const struct shares *shares)
{
	for (size_t k = 0; k < count && k < WORST; k++)
		printf("\t%-6s %-14s P %.3f R %.3f F1 %.3f\n", corpus->at[at[k].page].set,
		    corpus->at[at[k].page].id, shares_precision(shares[at[k].page]),
		    shares_recall(shares[at[k].page]), at[k].f1);
}

static void
print_all(const struct corpus *corpus, const struct shares *shares, const char *opened)
{
	struct score *at = ab_xalloc(corpus->count, sizeof(*at));

	printf("set    variant    pages      P     R     F1  worst tenth, %s\n", opened);
	for (size_t k = 0; k < AB_LEN(sets); k++)
		for (int variant = 0; variant < CORPUS_VARIANTS; variant++) {
			size_t count = scores_of(at, corpus, shares, sets[k].name, variant);
			if (count == 0)
				continue;
			printf("%-6s %-10s ", sets[k].name, corpus_variants[variant]);
			print_set(at, count, shares);
		}
	free(at);
}

static void
print_all_worst(const struct corpus *corpus, const struct shares *shares)
{
	struct score *at = ab_xalloc(corpus->count, sizeof(*at));

	for (size_t k = 0; k < AB_LEN(sets); k++)
		print_worst(at, scores_of(at, corpus, shares, sets[k].name, 0), corpus, shares);
	free(at);
}

/* What a folder of all pages of a set would know, by set and variant. */
struct folders { struct ab_familiar *of[AB_LEN(sets)][CORPUS_VARIANTS]; };

static void
read_folders(struct folders *folders, const struct corpus *corpus)
{
	for (size_t k = 0; k < AB_LEN(sets); k++)
		for (int variant = 0; variant < CORPUS_VARIANTS; variant++)
			folders->of[k][variant] = ab_familiar_new();
	for (size_t i = 0; i < corpus->count; i++) {
		const struct set *set = set_of(&corpus->at[i]);
		if (set)
			ab_familiar_add(folders->of[set - sets][corpus->at[i].variant],
			    corpus->at[i].text);
	}
}

static void
free_folders(struct folders *folders)
{
	for (size_t k = 0; k < AB_LEN(sets); k++)
		for (int variant = 0; variant < CORPUS_VARIANTS; variant++)
			ab_familiar_free(folders->of[k][variant]);
}

static struct shares
clean_page(const struct corpus_page *page, const struct ab_knowledge *know,
    const struct ab_familiar *familiar)
{
	struct ab_arena scratch = { 0 };
	struct ab_lines lines = ab_lines_split(&scratch, page->text);

	ab_lines_classify(&lines, &scratch, page->text, know, familiar);
	struct shares shares = shingles_compare(page->gold,
	    shown_text(&scratch, page->text, &lines, set_of(page)->has_titles));
	ab_arena_free(&scratch);
	return shares;
}

static void
cross(struct training *t, struct ab_arena *arena, const struct corpus *corpus)
{
	struct ab_error err;
	/* its own rules: cannot fail */
	struct ab_knowledge *know = ab_knowledge_new(NULL, 0, true, &err);
	struct shares *alone = AB_NEW(arena, struct shares, corpus->count);
	struct shares *together = AB_NEW(arena, struct shares, corpus->count);
	struct folders folders;

	read_folders(&folders, corpus);
	for (int fold = 0; fold < CORPUS_FOLDS; fold++) {
		ab_knowledge_use_trees(know, train_without(t, arena, fold));
		for (size_t i = 0; i < corpus->count; i++) {
			const struct corpus_page *page = &corpus->at[i];
			const struct set *set = set_of(page);
			if (page->fold != fold || !set)
				continue;
			alone[i] = clean_page(page, know, NULL);
			together[i] = clean_page(page, know, folders.of[set - sets][page->variant]);
		}
	}
	print_all(corpus, alone, "each page opened alone");
	print_all(corpus, together, "each set opened as one folder");
	print_all_worst(corpus, alone);
	free_folders(&folders);
	ab_knowledge_free(know);
}

int
main(int argc, char **argv)
{
	struct corpus corpus = { 0 };
	struct training training = { 0 };
	struct ab_arena arena = { 0 };
	struct ab_error err;
	bool crossing = argc == 3 && strcmp(argv[1], "--cross") == 0;

	if (argc != 2 + crossing) {
		fprintf(stderr, "usage: chrome [--cross] DATA\n");
		return 2;
	}
	if (!corpus_read(&corpus, argv[1 + crossing], &err)) {
		fprintf(stderr, "%s\n", err.text);
		return 1;
	}
	read_training(&training, &arena, &corpus);
	if (crossing)
		cross(&training, &arena, &corpus);
	else
		boost_write(stdout, train_without(&training, &arena, -1));
	if (fflush(stdout) != 0) {
		perror("standard output");
		return 1;
	}
	return 0;
}
