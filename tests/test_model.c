#include <criterion/criterion.h>
#include <stdlib.h>

#include "know/model.h"

/* A model file of this many slots a table, written here byte by byte: least significant first,
 * whatever the order of the machine. */
enum { SLOTS = AB_MODEL_TAIL + 16, WORDS = 3 };

static const size_t sizes[AB_PART_COUNT] = {
	[AB_PART_STEPS] = 2 * AB_BILOU_COUNT * AB_BILOU_COUNT,
	[AB_PART_FEATURES] = SLOTS * AB_MODEL_FEATURE_SLOT,
	[AB_PART_WEIGHTS] = SLOTS * AB_BILOU_COUNT,
	[AB_PART_WORDS] = SLOTS * AB_MODEL_WORD_SLOT,
	[AB_PART_LISTS] = SLOTS * AB_MODEL_LIST_SLOT,
	[AB_PART_CLUSTERS] = WORDS * 2 * AB_CLUSTERINGS,
	[AB_PART_CLASSES] = SLOTS * AB_MODEL_CLASS_SLOT,
	[AB_PART_NETWORK] = AB_NET_BYTES,
};

struct file { uint8_t *at, *part[AB_PART_COUNT]; size_t len; };

static struct file
file_new(void)
{
	struct file f = { .len = 8 + 4 * AB_PART_COUNT };

	for (size_t i = 0; i < AB_PART_COUNT; i++)
		f.len += sizes[i];
	f.at = calloc(f.len, 1);
	cr_assert_not_null(f.at);
	memcpy(f.at, AB_MODEL_MAGIC, 8);
	uint8_t *part = f.at + 8 + 4 * AB_PART_COUNT;
	for (size_t i = 0; i < AB_PART_COUNT; part += sizes[i], i++) {
		f.part[i] = part;
		for (size_t k = 0; k < 4; k++)
			f.at[8 + 4 * i + k] = (uint8_t)(sizes[i] >> 8 * k);
	}
	return f;
}

/* 0xDEADBEEF is looked for in slot 0xD of 16; its keys are 0xBEEF and 0xADBEEF. */
#define HASH 0xDEADBEEFu
enum { PLACE = 0xD };

static void
fill(struct file *f)
{
	static const uint8_t feature[] = { 0xEF, 0xBE }, word[] = { 0xEF, 0xBE, 2, 0 },
	    list[] = { 0xEF, 0xBE, 0xAD, AB_LIST_GIVEN },
	    class[] = { 0xEF, 0xBE, 0xAD, 0x03, 0x02, 0x01 }, step[] = { 0xFE, 0xFF },
	    cluster[] = { 0xC4, 0x09 }, bias[] = { 0x80, 0xFF, 0xFF, 0xFF };

	memcpy(f->part[AB_PART_FEATURES] + 2 * PLACE, feature, sizeof(feature));
	f->part[AB_PART_WEIGHTS][PLACE * AB_BILOU_COUNT + 1] = 0x81;
	memcpy(f->part[AB_PART_WORDS] + 4 * PLACE, word, sizeof(word));
	memcpy(f->part[AB_PART_LISTS] + 4 * PLACE, list, sizeof(list));
	memcpy(f->part[AB_PART_CLASSES] + 6 * PLACE, class, sizeof(class));
	memcpy(f->part[AB_PART_STEPS] + 2 * (AB_BILOU_COUNT + 3), step, sizeof(step));
	memcpy(f->part[AB_PART_CLUSTERS] + 2 * (2 * AB_CLUSTERINGS + 3), cluster, sizeof(cluster));
	memcpy(f->part[AB_PART_NETWORK] + AB_NET_EMBEDS * AB_NET_EMBED + AB_NET_HIDDEN * AB_NET_IN
	    + 4, bias, sizeof(bias));
}

Test(model, numbers_are_little_endian_on_every_machine)
{
	struct file f = file_new();
	struct ab_model model;

	fill(&f);
	cr_assert(ab_model_open((ab_str){ (const char *)f.at, f.len }, &model));
	cr_expect_eq(model.steps[1][3], -2);
	cr_expect_eq(ab_model_word(&model, HASH), 2);
	cr_expect_eq(ab_model_cluster(&model, 2, 3), 2500);
	cr_expect_eq(ab_model_lists(&model, HASH), AB_LIST_GIVEN);
	cr_expect_eq(ab_model_classes(&model, HASH), 0x010203);
	cr_expect_eq(ab_model_number(model.net.bias, 1), -128);
	const int8_t *weights = ab_model_weights(&model, HASH);
	cr_assert_not_null(weights);
	cr_expect_eq(weights[1], -127);
	cr_expect_null(ab_model_weights(&model, HASH ^ 1));
	cr_expect_eq(ab_model_word(&model, HASH ^ 1), AB_NO_WORD);
	free(f.at);
}

/* What was learned is found by these: they must be the same everywhere and for ever. */
Test(model, hashes_do_not_change)
{
	cr_expect_eq(ab_model_hash(1, 2, 3, 4), 0xc625620eu);
	cr_expect_eq(ab_word_hash(ab_word_hash(AB_WORD_HASH, 'a'), 0x416), 0x392b324eu);
}

Test(model, what_is_cut_short_is_refused)
{
	struct file f = file_new();
	struct ab_model model;

	for (size_t len = 0; len < f.len; len += len < 64 || len + 64 > f.len ? 1 : 61)
		cr_expect_not(ab_model_open((ab_str){ (const char *)f.at, len }, &model),
		    "%zu bytes", len);
	/* a search would run off the end */
	f.part[AB_PART_WORDS][(SLOTS - 1) * AB_MODEL_WORD_SLOT] = 1;
	cr_expect_not(ab_model_open((ab_str){ (const char *)f.at, f.len }, &model));
	free(f.at);
}
