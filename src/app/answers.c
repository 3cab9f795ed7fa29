#include "app/answers.h"

#include <stdio.h>

/* From this version on; names as they answer them. VTE counts 0.50.0 as 5000. */
static const struct { const char *name; int major, minor; } have_links[] = {
	{ "contour", 0, 2 }, { "foot", 1, 7 }, { "ghostty", 0, 0 }, { "iTerm2", 3, 1 },
	{ "kitty", 0, 19 }, { "tmux", 3, 4 }, { "VTE", 5000, 0 }, { "WezTerm", 0, 0 },
};

bool
ab_answer_mode(const char *text, int *mode, bool *can)
{
	unsigned number, state;

	/* 1 and 2: it is set or not, and can be; 0, 3 and 4: it cannot. */
	if (sscanf(text, "%5u;%1u$", &number, &state) != 2)
		return false;
	*mode = (int)number;
	*can = state == 1 || state == 2;
	return true;
}

bool
ab_answer_links(ab_str version)
{
	for (size_t i = 0; i < AB_LEN(have_links); i++) {
		int least = have_links[i].major;
		ab_str name = ab_str_c(have_links[i].name);
		char numbers[24] = "";
		int major = 0, minor = 0;
		if (!ab_str_starts(version, name) || version.len == name.len)
			continue;
		ab_str rest = ab_str_skip(version, name.len);
		if (*rest.ptr != ' ' && *rest.ptr != '(')
			continue;
		rest = ab_str_skip(rest, 1);
		memcpy(numbers, rest.ptr, rest.len < sizeof(numbers)
		    ? rest.len : sizeof(numbers) - 1);
		sscanf(numbers, "%8d.%8d", &major, &minor);
		return major > least || (major == least && minor >= have_links[i].minor);
	}
	return false;
}
