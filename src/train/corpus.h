/*
 * corpus - pages as text, each line labelled body or not, and the article that
 * is wanted of them.
 *
 *	DATA/chrome/index.jsonl	one page a line: id, set, site
 *	DATA/chrome/{data,data-light}/SET/dev/ID.txt, ID.labels, ID.gold.txt
 */
#ifndef ABREAST_TRAIN_CORPUS_H
#define ABREAST_TRAIN_CORPUS_H

#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

enum { CORPUS_VARIANTS = 2, CORPUS_FOLDS = 5 };
extern const char *const corpus_variants[CORPUS_VARIANTS];

struct corpus_page {
	const char *set, *id;
	int variant;
	int fold; /* by site: pages of one site are never apart */
	ab_str text, gold;
	ab_str title; /* empty if it is not known */
	uint8_t *body; /* of each line of text: 0 or 1 */
	size_t lines;
};

struct corpus {
	struct ab_arena arena;
	struct corpus_page *at;
	size_t count, room;
};

bool corpus_read(struct corpus *corpus, const char *data, struct ab_error *err);

#endif
