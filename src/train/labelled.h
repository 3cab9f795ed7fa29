/*
 * labelled - documents with names marked in them, ready to learn from.
 *
 *	FILE.jsonl -> [labelled] -> linear, network
 *
 * A line is {"text", "entities": [{start, end, type}]} with offsets in code
 * points; "pos": [[start, end, tag]] marks proper nouns (NNP...) in text
 * without entities. Of each token it is known which tags it may have: one
 * where the truth is known, more where it is not.
 */
#ifndef ABREAST_TRAIN_LABELLED_H
#define ABREAST_TRAIN_LABELLED_H

#include "news/clues.h"
#include "news/names.h"

struct document {
	struct ab_arena arena;
	struct ab_passage page;
	struct ab_term *words;
	uint8_t *tags;      /* the truth, or the teacher's word for it */
	uint32_t *allowed;  /* set of tags, 1 << tag; holds the tag */
	uint8_t *noun;      /* where the text says so: 'N' proper noun, 'J' adjective */
	bool silver;        /* no entities are given: the teacher's to fill in */
	bool nouns;         /* noun is filled */
	double weight;      /* chance to be used in an epoch; > 1: more than once */
	struct ab_names gold;
};

struct corpus {
	struct document *at;
	size_t count, room;
	ab_str gazetteer; /* for the tokeniser */
};

enum { ALL_TAGS = (1u << AB_BILOU_COUNT) - 1 };

/* What is made of labels that differ from set to set; each may be left out. */
struct reconcile { bool titles, demonyms, misc; };

/**
 * Reads spec: FILE[:WEIGHT[:nomisc]]; nomisc says that the set marks no MISC,
 * so that what is capitalised and no name in it may be one.
 */
void corpus_read(struct corpus *corpus, const struct ab_model *model, char *spec,
    const struct reconcile *reconcile);

/** Takes tags as a document's names, where its nouns bear them out. */
void corpus_teach(struct document *document, const uint8_t *tags);

/* Exact spans and types. */
struct tally { size_t right, found, gold; };

/** Adds what the tags have right and wrong, by type. */
void corpus_score(const struct document *document, const uint8_t *tags,
    struct tally tally[AB_ENTITY_COUNT]);

/** "PLO 79.1 PER 83.0 ORG ..." */
void corpus_print(const char *name, const struct tally tally[AB_ENTITY_COUNT]);

#endif
