/*
 * pack - the exact bundle: writing, and taking apart into files.
 *
 *	articles -> [pack] -> bundle -> format_exact, files
 *
 * "%abreast-bundle 1", then for each article `FILE name`, its bytes, a newline,
 * `END name`; body lines that could be taken for delimiters get one '>', names
 * are %XX-encoded. Reading what was packed is the identity for any bytes.
 * See abreast-bundle(5).
 */
#ifndef ABREAST_LOAD_PACK_H
#define ABREAST_LOAD_PACK_H

#include <stdio.h>

#include "base/error.h"
#include "base/arena.h"

#define AB_PACK_FIRST_LINE "%abreast-bundle 1"

/** Writes the first line. False when out is full or gone. */
bool ab_pack_begin(FILE *out);

/** Writes one article; any bytes in name and body. */
bool ab_pack_article(FILE *out, ab_str name, ab_str body);

/** Does this line of a body need a '>' (with it: did it get one)? */
bool ab_pack_quoted(ab_str line);

ab_str ab_pack_encode_name(struct ab_arena *arena, ab_str name);
ab_str ab_pack_decode_name(struct ab_arena *arena, ab_str name);

/**
 * Writes body as the file `name` under the folder dir_fd: whole, or not at all.
 * A name's folders are made below it; nothing is ever written outside (no
 * absolute names, no "..", no links followed). What has the name already stays
 * as it is; with `force` a file or a link is replaced, not what a link leads
 * to. A name no file can have is %XX-encoded. False and a sentence otherwise.
 */
bool ab_unpack_article(int dir_fd, ab_str name, ab_str body, bool force, struct ab_error *err);

#endif
