#include "know/almanac.h"

#include <unicase.h>
#include <unistr.h>

#include "base/utf8.h"

#define WHOLE true
#define SHORT false
#define NAME(name, month, weekday, whole, languages) { name, month, weekday, whole },
static const struct ab_almanac_name names[] = {
#include "data/almanac.def"
};
#undef NAME

#define LONGEST 40 /* bytes: longer than any of them */

/* Into `out`, with its length; 0 where the word is too long to be a name. */
static size_t
in_lower_case(ab_str word, char out[LONGEST])
{
	size_t len = 0, step;

	for (; word.len; word = ab_str_skip(word, step)) {
		uint32_t c = uc_tolower(ab_code_point(word, &step));
		int n = u8_uctomb((uint8_t *)out + len, c, (ptrdiff_t)(LONGEST - 1 - len));
		if (n < 0)
			return 0;
		len += (size_t)n;
	}
	out[len] = '\0';
	return len;
}

const struct ab_almanac_name *
ab_almanac_find(ab_str word)
{
	char wanted[LONGEST];
	size_t low = 0, high = AB_LEN(names);

	if (word.len < 3 || word.len >= LONGEST || !in_lower_case(word, wanted))
		return NULL;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(wanted, names[middle].name);
		if (order == 0)
			return &names[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

const struct ab_almanac_name *
ab_almanac_at(size_t i)
{
	return i < AB_LEN(names) ? &names[i] : NULL;
}
