#include "load/head.h"

#include <strings.h>

size_t
ab_head_len(ab_str s)
{
	ab_str rest = s, line;

	while (ab_str_line(&rest, &line)) {
		if (!line.len || (line.len == 1 && *line.ptr == '\r'))
			return s.len - rest.len;
	}
	return 0;
}

ab_str
ab_head_field(ab_str head, const char *name)
{
	size_t len = strlen(name);
	ab_str line;

	while (ab_str_line(&head, &line))
		if (line.len > len && line.ptr[len] == ':' && strncasecmp(line.ptr, name, len) == 0)
			return ab_str_trim(ab_str_skip(line, len + 1));
	return (ab_str){ 0 };
}

bool
ab_head_is(ab_str value, const char *word)
{
	size_t len = strlen(word);

	return value.len >= len && strncasecmp(value.ptr, word, len) == 0
	    && (value.len == len || strchr("; \t", value.ptr[len]));
}
