/*
 * json - what the dumps in JSON Lines have in common.
 */
#ifndef ABREAST_APP_JSON_H
#define ABREAST_APP_JSON_H

#include <jansson.h>
#include <stdio.h>

#include "base/str.h"

json_t *ab_json_string(ab_str s);

/** Writes a value, and frees it; nothing in it can steer a terminal.
 * False if it cannot be written. */
bool ab_json_put(json_t *value, FILE *out);

#endif
