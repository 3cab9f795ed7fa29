/*
 * model - the trained weights of the names tagger, used where they lie.
 *
 *	src/data/names.model -> [model] -> news/terms, learned, network, corpus
 *
 * src/train makes the file. It is read in place: opening it checks the sizes
 * and points into it, so that it costs nothing before the first look-up. All
 * numbers in it are little-endian and read byte by byte; all tables are hash
 * tables with linear probing, found by ab_model_hash of what they hold. A form
 * that is not in the file is found with a chance of about 1 in 10000.
 */
#ifndef ABREAST_KNOW_MODEL_H
#define ABREAST_KNOW_MODEL_H

#include <stdint.h>

#include "base/eight.h"
#include "know/kind.h"

/* Tags are BILOU (Ratinov and Roth 2009, "Design Challenges and Misconceptions
 * in Named Entity Recognition") times the types: 0 is O, then B I L U of each. */
enum ab_bilou_place { AB_BILOU_BEGIN, AB_BILOU_INSIDE, AB_BILOU_LAST, AB_BILOU_UNIT };
enum { AB_BILOU_OUT, AB_BILOU_COUNT = 1 + 4 * AB_ENTITY_COUNT };

static inline int
ab_bilou(enum ab_entity_type type, enum ab_bilou_place place)
{
	return 1 + 4 * (int)type + (int)place;
}

/* Neither may be asked of AB_BILOU_OUT. */
static inline enum ab_entity_type
ab_bilou_type(int tag)
{
	return (enum ab_entity_type)((tag - 1) / 4);
}

static inline enum ab_bilou_place
ab_bilou_place(int tag)
{
	return (enum ab_bilou_place)((tag - 1) % 4);
}

/** Does the tag go on with a name that began before? */
static inline bool
ab_bilou_inside(int tag)
{
	return tag && (ab_bilou_place(tag) == AB_BILOU_INSIDE
	    || ab_bilou_place(tag) == AB_BILOU_LAST);
}

/** May the tag `next` follow `tag`? Both ends of a sentence count as O. */
static inline bool
ab_bilou_follows(int tag, int next)
{
	bool open = tag && ab_bilou_place(tag) <= AB_BILOU_INSIDE;

	return open == ab_bilou_inside(next) && (!open
	    || ab_bilou_type(tag) == ab_bilou_type(next));
}

enum { AB_CLUSTERINGS = 4 };    /* word clusters of as many sizes */
enum { AB_NO_WORD = 0xFFFF };   /* number of a word without a vector */

/* The names that lists know; bits. */
enum { AB_LIST_PLACE = 1, AB_LIST_STATE = 2, AB_LIST_GIVEN = 4, AB_LIST_REGION = 8 };
enum { AB_LIST_WORDS = 4 };     /* no name in the lists has more words */

/* The window network: what it sees of a place, in 64ths.
 *	of each of five words: vector, embeddings of shape, prefix and suffix, what the lists say;
 *	then the mean vectors before and after the word's other places, and about it; flags. */
enum {
	AB_NET_WORDS = 5, AB_NET_VECTOR = 64, AB_NET_EMBED = 8, AB_NET_BITS = 32,
	AB_NET_WORD = AB_NET_VECTOR + 3 * AB_NET_EMBED + AB_NET_BITS,
	AB_NET_MEANS = AB_NET_WORDS * AB_NET_WORD, AB_NET_FLAGS = AB_NET_MEANS + 3 * AB_NET_VECTOR,
	AB_NET_IN = AB_NET_FLAGS + 8, AB_NET_HIDDEN = 128,
	AB_NET_SHAPES = 16, AB_NET_AFFIXES = 8192,
	AB_NET_EMBEDS = AB_NET_SHAPES + 2 * AB_NET_AFFIXES, /* rows: shapes, prefixes, suffixes */
};

/* Its weights, in the order of the file. All are bytes; those of 4 are read by ab_model_number. */
struct ab_model_net {
	const int8_t *embed;   /* [AB_NET_EMBEDS][AB_NET_EMBED] */
	const int8_t *in;      /* [AB_NET_HIDDEN][AB_NET_IN] */
	const uint8_t *bias;   /* [AB_NET_HIDDEN], 4 bytes each, in the unit of the sum */
	const uint8_t *factor; /* [AB_NET_HIDDEN], 4 bytes each: sum * factor >> 16 is in 256ths */
	const int8_t *out;     /* [AB_BILOU_COUNT][AB_NET_HIDDEN] */
	const uint8_t *last;   /* [AB_BILOU_COUNT], 4 bytes each: bias, in the unit of the sum */
	const uint8_t *scale;  /* 4 bytes: sum * scale >> 20 is in the unit of the linear weights */
};
enum { AB_NET_BYTES = AB_NET_EMBEDS * AB_NET_EMBED + AB_NET_HIDDEN * AB_NET_IN + 8 * AB_NET_HIDDEN
	+ AB_BILOU_COUNT * AB_NET_HIDDEN + 4 * AB_BILOU_COUNT + 4 };

/* One table: slots of equal size; the first bytes of each are the hash's low bits, 0 if it is
 * empty. */
struct ab_model_table { const uint8_t *at; uint32_t slots; };

struct ab_model {
	struct ab_model_table features; /* key 2 bytes; so small that it stays in the cache */
	const int8_t *weights;          /* of each slot of that table: one for each tag */
	struct ab_model_table words;    /* key 2 bytes, then the word's number */
	struct ab_model_table lists;    /* key 3 bytes, then AB_LIST_ bits */
	struct ab_model_table classes;  /* key 3 bytes, then AB_GAZ_ bits in 3 bytes */
	const uint8_t *clusters;        /* AB_CLUSTERINGS 2-byte numbers a word */
	const int8_t *vectors;          /* AB_NET_VECTOR numbers a word, vector_count words */
	struct ab_model_net net;
	uint32_t word_count, vector_count;
	int16_t steps[AB_BILOU_COUNT][AB_BILOU_COUNT]; /* [tag][next], in the unit of the weights */
};

enum { AB_MODEL_FEATURE_SLOT = 2, AB_MODEL_WORD_SLOT = 4, AB_MODEL_LIST_SLOT = 4,
	AB_MODEL_CLASS_SLOT = 6 };

/* The file: this, then the sizes (4 bytes each) of the parts below, then the parts. */
#define AB_MODEL_MAGIC "abnames1"
enum ab_model_part {
	AB_PART_STEPS, AB_PART_FEATURES, AB_PART_WEIGHTS, AB_PART_WORDS, AB_PART_LISTS,
	    AB_PART_CLUSTERS, AB_PART_CLASSES,
	AB_PART_VECTORS, AB_PART_NETWORK, /* either may be empty */
	AB_PART_COUNT
};

/** Points model into bytes, which must outlive it; false if they are no such file. */
bool ab_model_open(ab_str bytes, struct ab_model *model);

/** The number of a lower-case word by its hash, or AB_NO_WORD. */
uint16_t ab_model_word(const struct ab_model *model, uint32_t hash);

/** Cluster of word number `word`, which must not be AB_NO_WORD, in clustering i. */
uint16_t ab_model_cluster(const struct ab_model *model, uint16_t word, size_t i);

/** AB_LIST_ bits of a name of one or more words, by its hash. */
unsigned ab_model_lists(const struct ab_model *model, uint32_t hash);

/** AB_GAZ_ bits of a form of the gazetteer of one or more words, by its hash: the gazetteer as it
 * was when the weights were learned. */
unsigned ab_model_classes(const struct ab_model *model, uint32_t hash);

/** A signed number of 4 bytes, the index-th from at on. */
static inline int32_t
ab_model_number(const uint8_t *at, size_t index)
{
	at += 4 * index;
	return (int32_t)((uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16
	    | (uint32_t)at[3] << 24);
}

/** Mixes numbers into a hash (the finaliser of MurmurHash3, Appleby). */
static inline uint32_t
ab_model_hash(uint32_t kind, uint32_t a, uint32_t b, uint32_t c)
{
	uint64_t x = ((uint64_t)a << 32 | b) + 0x9E3779B97F4A7C15u * (uint64_t)(kind + 1);

	x = (x ^ x >> 33) * 0xFF51AFD7ED558CCDu ^ c;
	x = (x ^ x >> 33) * 0xC4CEB9FE1A85EC53u;
	return (uint32_t)(x >> 32);
}

/* A word's bytes, one after the other, from AB_WORD_HASH (FNV-1a). */
#define AB_WORD_HASH 0x811C9DC5u
static inline uint32_t
ab_word_hash(uint32_t hash, uint32_t c)
{
	return (hash ^ c) * 0x01000193u;
}

enum { AB_MODEL_TAIL = 200 }; /* slots at the end of a table in which no search begins */

/** Where in a table a hash is looked for first; and its key. */
static inline uint32_t
ab_model_slot(uint32_t hash, uint32_t slots)
{
	return (uint32_t)((uint64_t)hash * (slots - AB_MODEL_TAIL) >> 32);
}

static inline uint32_t
ab_model_key(uint32_t hash, size_t bytes)
{
	uint32_t key = hash & (0xFFFFFFFFu >> (32 - 8 * bytes));

	return key ? key : 1;
}

/** Has the memory brought near in which the weights of a feature are looked for. */
static inline void
ab_model_expect(const struct ab_model *model, uint32_t feature)
{
	__builtin_prefetch(model->features.at + 2 * (size_t)ab_model_slot(feature,
	    model->features.slots));
}

/* 0x8000 in the first of four numbers of 16 bits that is 0; those after it may err. */
static inline uint64_t
ab_model_first_zero(uint64_t four)
{
	return (four - UINT64_C(0x0001000100010001)) & ~four & UINT64_C(0x8000800080008000);
}

/** The weights of a feature, one for each tag, or NULL. The inner loop of all tagging: four slots
 * at a time, for where a search ends nobody can guess. Behind the table lie the weights. */
static inline const int8_t *
ab_model_weights(const struct ab_model *model, uint32_t feature)
{
	size_t slot = ab_model_slot(feature, model->features.slots);
	uint64_t key = UINT64_C(0x0001000100010001) * ab_model_key(feature, 2);

	for (;; slot += 4) {
		uint64_t four = ab_eight((const char *)model->features.at + 2 * slot);
		uint64_t found = ab_model_first_zero(four ^ key);
		uint64_t end = found | ab_model_first_zero(four);
		if (!end)
			continue;
		slot += (size_t)__builtin_ctzll(end) / 16;
		return end & -end & found ? model->weights + slot * AB_BILOU_COUNT : NULL;
	}
}

#endif
