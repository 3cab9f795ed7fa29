#include "know/model.h"

static uint32_t
number(const uint8_t *at, size_t bytes)
{
	uint32_t value = 0;

	for (size_t i = 0; i < bytes; i++)
		value |= (uint32_t)at[i] << 8 * i;
	return value;
}

/* A part of the file as a table; the last slot must be free, so that probing ends. */
static bool
table(ab_str part, size_t slot, size_t key, struct ab_model_table *out)
{
	out->at = (const uint8_t *)part.ptr;
	out->slots = (uint32_t)(part.len / slot);
	if (out->slots <= AB_MODEL_TAIL || part.len % slot != 0 || part.len > UINT32_MAX)
		return false;
	return number(out->at + (size_t)(out->slots - 1) * slot, key) == 0;
}

static bool
network(ab_str part, struct ab_model_net *net)
{
	const uint8_t *at = (const uint8_t *)part.ptr;

	*net = (struct ab_model_net){ 0 };
	if (part.len != AB_NET_BYTES)
		return part.len == 0;
	net->embed = (const int8_t *)at;
	net->in = net->embed + AB_NET_EMBEDS * AB_NET_EMBED;
	net->bias = (const uint8_t *)net->in + AB_NET_HIDDEN * AB_NET_IN;
	net->factor = net->bias + 4 * AB_NET_HIDDEN;
	net->out = (const int8_t *)net->factor + 4 * AB_NET_HIDDEN;
	net->last = (const uint8_t *)net->out + AB_BILOU_COUNT * AB_NET_HIDDEN;
	net->scale = net->last + 4 * AB_BILOU_COUNT;
	return true;
}

bool
ab_model_open(ab_str bytes, struct ab_model *model)
{
	ab_str magic = AB_STR(AB_MODEL_MAGIC), part[AB_PART_COUNT];
	size_t at = magic.len + 4 * AB_PART_COUNT;

	if (!ab_str_starts(bytes, magic) || bytes.len < at)
		return false;
	const uint8_t *sizes = (const uint8_t *)bytes.ptr + magic.len;
	for (size_t i = 0; i < AB_PART_COUNT; i++) {
		size_t len = number(sizes + 4 * i, 4);
		if (len > bytes.len - at)
			return false;
		part[i] = ab_slice(bytes, (ab_span){ at, at + len });
		at += len;
	}
	if (part[AB_PART_STEPS].len != sizeof(model->steps))
		return false;
	for (size_t i = 0; i < AB_BILOU_COUNT * AB_BILOU_COUNT; i++)
		model->steps[i / AB_BILOU_COUNT][i % AB_BILOU_COUNT] =
		    (int16_t)number((const uint8_t *)part[AB_PART_STEPS].ptr + 2 * i, 2);
	model->weights = (const int8_t *)part[AB_PART_WEIGHTS].ptr;
	model->clusters = (const uint8_t *)part[AB_PART_CLUSTERS].ptr;
	model->word_count = (uint32_t)(part[AB_PART_CLUSTERS].len / (2 * AB_CLUSTERINGS));
	model->vectors = (const int8_t *)part[AB_PART_VECTORS].ptr;
	model->vector_count = (uint32_t)(part[AB_PART_VECTORS].len / AB_NET_VECTOR);
	return model->word_count <= AB_NO_WORD && network(part[AB_PART_NETWORK], &model->net)
	    && table(part[AB_PART_FEATURES], AB_MODEL_FEATURE_SLOT, 2, &model->features)
	    && part[AB_PART_WEIGHTS].len == (size_t)model->features.slots * AB_BILOU_COUNT
	    && table(part[AB_PART_WORDS], AB_MODEL_WORD_SLOT, 2, &model->words)
	    && table(part[AB_PART_LISTS], AB_MODEL_LIST_SLOT, 3, &model->lists)
	    && table(part[AB_PART_CLASSES], AB_MODEL_CLASS_SLOT, 3, &model->classes);
}

/* The slot that has this key, less its key; NULL if there is none. */
static const uint8_t *
find(const struct ab_model_table *table, size_t slot, size_t key, uint32_t hash)
{
	uint32_t wanted = ab_model_key(hash, key), found;
	const uint8_t *at = table->at + (size_t)ab_model_slot(hash, table->slots) * slot;

	while ((found = number(at, key)) != wanted) {
		if (found == 0)
			return NULL;
		at += slot; /* the last slot is empty */
	}
	return at + key;
}

uint16_t
ab_model_word(const struct ab_model *model, uint32_t hash)
{
	const uint8_t *at = find(&model->words, AB_MODEL_WORD_SLOT, 2, hash);
	uint32_t word = at ? number(at, 2) : AB_NO_WORD;

	return (uint16_t)(word < model->word_count ? word : AB_NO_WORD);
}

uint16_t
ab_model_cluster(const struct ab_model *model, uint16_t word, size_t i)
{
	return (uint16_t)number(model->clusters + 2 * ((size_t)word * AB_CLUSTERINGS + i), 2);
}

unsigned
ab_model_lists(const struct ab_model *model, uint32_t hash)
{
	const uint8_t *at = find(&model->lists, AB_MODEL_LIST_SLOT, 3, hash);

	return at ? *at : 0;
}

unsigned
ab_model_classes(const struct ab_model *model, uint32_t hash)
{
	const uint8_t *at = find(&model->classes, AB_MODEL_CLASS_SLOT, 3, hash);

	return at ? number(at, 3) : 0;
}
