#include "train/store.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void
die(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	exit(1);
}

void
store_number(uint8_t *at, uint32_t value, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		at[i] = (uint8_t)(value >> 8 * i);
}

void
store_part(struct store *store, enum ab_model_part part, size_t len)
{
	store->part[part] = (struct store_part){ .at = ab_xalloc(len + 1, 1), .len = len };
	memset(store->part[part].at, 0, len);
}

void
store_table(struct store *store, enum ab_model_part part, size_t slot, size_t key, size_t entries)
{
	store_part(store, part, (entries + entries / 4 + AB_MODEL_TAIL + 1) * slot);
	store->part[part].slot = slot;
	store->part[part].key = key;
}

size_t
store_add(struct store *store, enum ab_model_part part, uint32_t hash, const uint8_t *value)
{
	struct store_part *p = &store->part[part];
	uint32_t slots = (uint32_t)(p->len / p->slot), key = ab_model_key(hash, p->key);
	size_t at = ab_model_slot(hash, slots);

	for (;; at++) {
		if (at + 1 >= slots)
			die("part %d: the tail is full", part);
		uint8_t *slot = p->at + at * p->slot;
		uint32_t found = 0;
		for (size_t i = 0; i < p->key; i++)
			found |= (uint32_t)slot[i] << 8 * i;
		if (found == key)
			return at;
		if (found)
			continue;
		store_number(slot, key, p->key);
		if (p->slot > p->key)
			memcpy(slot + p->key, value, p->slot - p->key);
		return at;
	}
}

void
store_take(struct store *store, ab_str file)
{
	const uint8_t *sizes = (const uint8_t *)file.ptr + strlen(AB_MODEL_MAGIC),
	    *at = sizes + 4 * AB_PART_COUNT;

	for (int i = 0; i < AB_PART_COUNT; i++) {
		size_t len = (size_t)sizes[4 * i] | (size_t)sizes[4 * i + 1] << 8
		    | (size_t)sizes[4 * i + 2] << 16 | (size_t)sizes[4 * i + 3] << 24;
		if (!store->part[i].at) {
			store_part(store, (enum ab_model_part)i, len);
			memcpy(store->part[i].at, at, len);
		}
		at += len;
	}
}

void
store_write(const struct store *store, const char *name)
{
	FILE *f = fopen(name, "wb");
	uint8_t size[4];

	if (!f)
		die("cannot write %s", name);
	fputs(AB_MODEL_MAGIC, f);
	for (int i = 0; i < AB_PART_COUNT; i++) {
		store_number(size, (uint32_t)store->part[i].len, 4);
		fwrite(size, 1, 4, f);
	}
	for (int i = 0; i < AB_PART_COUNT; i++)
		fwrite(store->part[i].at, 1, store->part[i].len, f);
	if (ferror(f) || fclose(f) != 0)
		die("cannot write %s", name);
}
