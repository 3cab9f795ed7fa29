/*
 * store - builds a model file (know/model.h).
 *
 *	words, lists, weights -> [store] -> src/data/names.model
 *
 * Tables get a fifth more slots than entries and an empty tail, so that a
 * look-up needs no wrapping; adding ends the process in the rare case that the
 * tail is used up.
 */
#ifndef ABREAST_TRAIN_STORE_H
#define ABREAST_TRAIN_STORE_H

#include "base/arena.h"
#include "know/model.h"

struct store_part { uint8_t *at; size_t len, slot, key; };
struct store { struct store_part part[AB_PART_COUNT]; };

_Noreturn void die(const char *format, ...) __attribute__((format(printf, 1, 2)));

/** A part of so many zero bytes. */
void store_part(struct store *store, enum ab_model_part part, size_t len);

/** A part that is a table for so many entries. */
void store_table(struct store *store, enum ab_model_part part, size_t slot, size_t key,
    size_t entries);

/** Adds an entry; value holds slot - key bytes. Returns its slot. A key that is there already keeps
 * its value. */
size_t store_add(struct store *store, enum ab_model_part part, uint32_t hash, const uint8_t *value);

/** Writes a number as little-endian bytes. */
void store_number(uint8_t *at, uint32_t value, size_t bytes);

/** Takes all parts of a model file that the store has not got. */
void store_take(struct store *store, ab_str file);

void store_write(const struct store *store, const char *name);

#endif
