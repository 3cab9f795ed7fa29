/* Names that are nothing but ids, "PER:Ada Lindqvist": for what asks only who is named. */
#ifndef ABREAST_TESTS_IDS_H
#define ABREAST_TESTS_IDS_H

#include <string.h>

#include "news/names.h"

enum { IDS_MOST = 6 };

/* Up to a NULL, or IDS_MOST; each a byte after the other. */
static inline struct ab_names
names_of(struct ab_arena *arena, const char *const *ids)
{
	struct ab_names names = { AB_NEW(arena, struct ab_name, IDS_MOST), 0 };

	for (; names.count < IDS_MOST && ids[names.count]; names.count++) {
		ab_str id = ab_str_c(ids[names.count]), type = { id.ptr, strcspn(id.ptr, ":") };
		names.at[names.count] = (struct ab_name){ { names.count, names.count + 1 },
			ab_entity_parse(type), id };
	}
	return names;
}

#endif
