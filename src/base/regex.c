#include "base/regex.h"

#include <stdlib.h>

#include "base/arena.h"

static void *
take(size_t size, void *unused)
{
	(void)unused;
	return ab_xrealloc(NULL, size, 1);
}

static void
give(void *ptr, void *unused)
{
	(void)unused;
	free(ptr);
}

static pcre2_general_context *
memory(void)
{
	return pcre2_general_context_create(take, give, NULL);
}

pcre2_code *
ab_regex_compile(ab_str pattern, uint32_t options, int *error, size_t *at)
{
	pcre2_general_context *general = memory();
	pcre2_compile_context *context = pcre2_compile_context_create(general);
	pcre2_code *code = pcre2_compile((PCRE2_SPTR)pattern.ptr, pattern.len, options, error,
	    at, context);

	pcre2_compile_context_free(context);
	pcre2_general_context_free(general);
	return code;
}

pcre2_match_data *
ab_regex_data(uint32_t pairs)
{
	pcre2_general_context *general = memory();
	pcre2_match_data *data = pcre2_match_data_create(pairs, general);

	pcre2_general_context_free(general);
	return data;
}

pcre2_match_context *
ab_regex_context(void)
{
	pcre2_general_context *general = memory();
	pcre2_match_context *context = pcre2_match_context_create(general);

	pcre2_general_context_free(general);
	return context;
}
