/*
 * rescue - what is whole of a damaged gzip file.
 *
 *	source (gzip, several members) -> [rescue: member by member] -> feed_archive
 *
 * A web archive is compressed a record at a time (ISO 28500, annex D): where one
 * is damaged, the others can still be read. A member is known by the ten bytes
 * of its head (RFC 1952), which stand by chance once in some hundred gigabytes.
 */
#ifndef ABREAST_LOAD_RESCUE_H
#define ABREAST_LOAD_RESCUE_H

#include "load/source.h"

struct ab_rescue;

/** From the first member on; NULL where there is but one. source is borrowed. */
struct ab_rescue *ab_rescue_new(const struct ab_source *source);
void ab_rescue_free(struct ab_rescue *rescue);

/** The next bytes, as many as there are at a time. *len is 0 at the end. False where a member is
 * damaged, and the sentence says which; the next call goes on with the one after it. */
bool ab_rescue_read(struct ab_rescue *rescue, char *to, size_t room, size_t *len,
    struct ab_error *err);

/** How far the source has been read. */
uint64_t ab_rescue_at(const struct ab_rescue *rescue);

#endif
