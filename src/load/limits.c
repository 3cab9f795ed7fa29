#include "load/limits.h"

#include "base/str.h"

/* 16G: a number, and powers of 1024. */
static bool
parse_number(ab_str s, uint64_t *value)
{
	const char *unit, *units = "kMGT";
	unsigned shift = 0;

	*value = 0;
	if (s.len && (unit = strchr(units, s.ptr[s.len - 1])) != NULL && *unit) {
		shift = 10 * (unsigned)(unit - units + 1);
		s.len--;
	}
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] < '0' || s.ptr[i] > '9' || *value > UINT64_MAX / 100)
			return false;
		*value = *value * 10 + (uint64_t)(s.ptr[i] - '0');
	}
	if (!s.len || !*value || *value > UINT64_MAX >> shift)
		return false;
	*value <<= shift;
	return true;
}

static uint64_t *
limit_of(ab_str name, struct ab_limits *limits)
{
	const struct { const char *name; uint64_t *limit; } all[] = {
		{ "depth", &limits->depth }, { "files", &limits->files },
		{ "ratio", &limits->ratio }, { "size", &limits->size },
	};

	for (size_t i = 0; i < AB_LEN(all); i++)
		if (ab_str_eq(name, ab_str_c(all[i].name)))
			return all[i].limit;
	return NULL;
}

bool
ab_limits_parse(const char *list, struct ab_limits *limits, struct ab_error *err)
{
	while (*list) {
		ab_str item = { list, strcspn(list, ",") };
		size_t name = strcspn(list, "=");
		uint64_t *limit = name < item.len ? limit_of((ab_str){ list, name }, limits) : NULL;
		if (!limit)
			return ab_fail(err, "--limits=%.*s: wants depth=, files=, ratio= or size=",
			    (int)item.len, list);
		if (!parse_number(ab_str_skip(item, name + 1), limit))
			return ab_fail(err, "--limits=%.*s: is no number, such as 64G",
			    (int)item.len, list);
		list += item.len + (list[item.len] == ',');
	}
	if (limits->depth > AB_DEPTH_MAX)
		return ab_fail(err, "--limits: depth=%d is the most", AB_DEPTH_MAX);
	return true;
}
