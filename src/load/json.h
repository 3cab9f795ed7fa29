/*
 * json - a JSON object as a record, for JSON Lines and for JSON files.
 *
 *	bytes of an object -> [json] -> fields -> record
 */
#ifndef ABREAST_LOAD_JSON_H
#define ABREAST_LOAD_JSON_H

#include "load/format.h"

/** Reads the object that lies at the entry. Its name is `name`, where it states none. */
bool ab_json_read(const struct ab_source *source, const struct ab_entry *entry, ab_str name,
    struct ab_arena *arena, struct ab_raw *out, struct ab_error *err);

/** Where the list of articles begins in the answer of a news service, which wraps it in an object,
 * {"status":"ok","articles":[{ and the like: at its first '{', or 0 if this is no head of such an
 * answer. *depth is then how many brackets are open there. */
size_t ab_json_list(ab_str head, uint64_t *depth);

#endif
