/* What news/names.h promises of any text. */
#ifndef ABREAST_TESTS_CHECK_NAMES_H
#define ABREAST_TESTS_CHECK_NAMES_H

#include <unistr.h>

#include "news/names.h"

/* The first promise that is broken, or NULL. */
static inline const char *
check_names(ab_str text, const struct ab_lines *lines, const struct ab_names *names)
{
	size_t last = 0;

	for (size_t i = 0; i < names->count; i++) {
		const struct ab_name *name = &names->at[i];
		if (name->at.start < last)
			return "names overlap or are not in order";
		if (name->at.start >= name->at.end || name->at.end > text.len)
			return "a name is empty or outside the text";
		last = name->at.end;
		size_t line = ab_lines_find(lines, name->at.start);
		if (line == lines->count || name->at.end > lines->at[line].at.end)
			return "a name crosses a line";
		for (size_t at = name->at.start; at < name->at.end; at++)
			if (ab_lines_hides(lines, at))
				return "a name is hidden";
		ab_str form = ab_slice(text, name->at);
		if (u8_check((const uint8_t *)form.ptr, form.len))
			return "a name cuts a code point";
		if (name->type >= AB_ENTITY_COUNT)
			return "a name has no type";
		ab_str type = ab_str_c(ab_entity_name(name->type));
		if (!ab_str_starts(name->id, type) || name->id.len < type.len + 2
		    || name->id.ptr[type.len] != ':')
			return "an id is not TYPE:NAME";
		if (u8_check((const uint8_t *)name->id.ptr, name->id.len)
		    || memchr(name->id.ptr, '\n', name->id.len))
			return "an id is not one line of UTF-8";
	}
	return NULL;
}

#endif
