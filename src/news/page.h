/*
 * page - the lines of a page beside each other: where the prose is, what it is
 * about, which line says something else.
 *
 *	facts of each line -> [page: topic, blocks, surroundings] -> features -> decide
 *
 * Blank lines are left out but remembered as gaps. Everything is linear in the
 * text: sums over surroundings are differences of running sums, words are
 * looked up in a table with a bounded number of probes.
 */
#ifndef ABREAST_NEWS_PAGE_H
#define ABREAST_NEWS_PAGE_H

#include "news/facts.h"
#include "news/lines.h"

/* What is summed over surroundings. */
enum ab_column {
	AB_COL_WORDS, AB_COL_PROSE, AB_COL_ENDS, AB_COL_CUES, AB_COL_SHORT, AB_COL_CHANGES,
	AB_COL_LENGTH, AB_COL_LENGTH_2, AB_COL_OWN, AB_COL_ELLIPSIS, AB_COL_GLUED, AB_COL_DATES,
	AB_COL_CUED, AB_COL_SHARED, AB_COL_COUNT
};

/* What is counted from the last such line above, or to the next below. */
enum ab_mark {
	AB_MARK_PROSE, AB_MARK_OPENER, AB_MARK_COMMENTS, AB_MARK_LEGAL, AB_MARK_DATE,
	AB_MARK_BYLINE, AB_MARK_COUNT
};

/* Prices of a line in the search for the main block: in the names of features. */
#define AB_PRICES(X) X(4, 0) X(12, 1) X(30, 2)
enum { AB_PRICE_COUNT = 3, AB_TOPIC_PRICE = 1 };

struct ab_segment { size_t first, last; float prose; };

struct ab_place {
	struct ab_facts facts;
	size_t line;                 /* number among all lines of the text */
	bool gap_above, gap_below;   /* blank lines */
	float prose;                 /* words, of a line that is a sentence or as long as one */
	float repeats;
	float own;                   /* share of its words that are among the page's small words */
	float above, below;          /* share of its content words that lines near it have */
	float given, rarity;         /* ... that other prose has; how rare they are */
	float overlap, overlap_count; /* ... that the main block has; -1 without content words */
	float in_title, title_in;    /* share of its words in the headline,
	                              * and the other way round */
	uint32_t run;                /* the run of prose it is in or nearest to */
	int run_distance;            /* 0 in it; > 0 below, < 0 above */
	uint16_t since[AB_MARK_COUNT], until[AB_MARK_COUNT]; /* lines, FAR at most */
	float prose_since_opener;
	float replies;
};

struct ab_run {
	size_t first, last, lines, rank;
	float prose, coherence;
};

/* A word of the page. */
struct ab_word {
	uint32_t lines, prose_lines, topic_lines; /* lines that have it */
	uint32_t small;  /* how often it stands in prose as a short word */
	uint32_t seen;   /* the last line that has it, plus 1 */
	uint32_t last;   /* the line with content words that had it last, by rank, plus 1 */
	bool is_small, in_title;
};

struct ab_page {
	struct ab_place *at;
	size_t count;
	struct ab_tokens tokens;    /* of lines; later of each line its content words, each once */
	struct ab_word *word;       /* what tokens are: token.word is an index of it */
	size_t word_count;
	double *sums[AB_COL_COUNT]; /* running sums: sums[c][i] is of the lines before i */
	struct ab_segment segment[AB_PRICE_COUNT];
	struct ab_run *run;
	size_t run_count, best_run;
	size_t title;               /* count if there is none */
	float title_score;
	float words, prose, own, blanks, median, longest, long_lines, overlap_mean;
};

/** The page made of these lines of a text; scratch holds all of it. */
void ab_page_read(struct ab_page *page, struct ab_arena *scratch, ab_str text,
    const struct ab_lines *lines, size_t first, size_t count);

/* The steps of it, in this order. */
void ab_page_find_words(struct ab_page *page, struct ab_arena *scratch);
void ab_page_find_segments(struct ab_page *page);
void ab_page_find_topic(struct ab_page *page);
void ab_page_find_runs(struct ab_page *page, struct ab_arena *scratch);

/** All features of line i of the page. */
void ab_page_features(const struct ab_page *page, size_t i, float row[AB_FEATURE_COUNT]);

#endif
