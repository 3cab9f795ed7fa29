/*
 * json - what the dumps in JSON Lines have in common.
 *
 *	value of jansson -> [json: bytes that steer no terminal] -> standard output
 */
#ifndef ABREAST_APP_JSON_H
#define ABREAST_APP_JSON_H

#include <jansson.h>
#include <stdio.h>

#include "base/str.h"

/** A string of valid UTF-8, copied, as a value: for whoever it is given to to free. */
json_t *ab_json_string(ab_str s);

/** Writes a value, and frees it; nothing in it can steer a terminal.
 * False if it cannot be written. */
bool ab_json_put(json_t *value, FILE *out);

#endif
