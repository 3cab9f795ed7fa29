/*
 * regex - PCRE2 with memory that does not fail.
 *
 * Where PCRE2 gets no memory it finds nothing, which nobody can tell from a text in which there is
 * nothing. So it gets what the arenas get: memory, or the process ends with one sentence.
 */
#ifndef ABREAST_BASE_REGEX_H
#define ABREAST_BASE_REGEX_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/str.h"

/** As pcre2_compile, pcre2_match_data_create and pcre2_match_context_create; a pattern fails for
 * what is wrong with it alone. */
pcre2_code *ab_regex_compile(ab_str pattern, uint32_t options, int *error, size_t *at);
pcre2_match_data *ab_regex_data(uint32_t pairs);
pcre2_match_context *ab_regex_context(void);

#endif
