#include "know/kind.h"

#define NAME(id, name) name,
static const char *const kinds[] = { AB_KINDS(NAME) };
static const char *const entities[] = { AB_ENTITY_TYPES(NAME) };
static const char *const dates[] = { AB_DATE_TYPES(NAME) };
#undef NAME

const char *
ab_kind_name(enum ab_kind kind)
{
	return kinds[kind];
}

const char *
ab_entity_name(enum ab_entity_type type)
{
	return entities[type];
}

const char *
ab_date_name(enum ab_date_type type)
{
	return dates[type];
}

static unsigned
find(const char *const *names, unsigned count, ab_str name)
{
	unsigned i = 0;

	while (i < count && !ab_str_eq(name, ab_str_c(names[i])))
		i++;
	return i;
}

enum ab_kind
ab_kind_parse(ab_str name)
{
	return (enum ab_kind)find(kinds, AB_KIND_COUNT, name);
}

enum ab_entity_type
ab_entity_parse(ab_str name)
{
	return (enum ab_entity_type)find(entities, AB_ENTITY_COUNT, name);
}
