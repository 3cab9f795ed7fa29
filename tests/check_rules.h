/* What know/rules.h promises of any rule file and any text: NULL, or the promise that is broken. */
#ifndef ABREAST_TESTS_CHECK_RULES_H
#define ABREAST_TESTS_CHECK_RULES_H

#include "know/rules.h"

static inline bool
check_label(ab_str label, unsigned *value)
{
	*value = 7;
	return label.len > 0 && *label.ptr == 'c';
}

static inline const char *
check_hits(const struct ab_rules *rules, struct ab_matcher *matcher, ab_str line)
{
	size_t count = ab_rules_count(rules);
	struct ab_rule_hit hit;

	for (size_t i = 0; (i = ab_rules_match(rules, matcher, line, i, &hit)) < count; i++) {
		if (hit.value != 7 || !hit.name.len || *hit.name.ptr != 'c')
			return "a hit has the value and the name of its rule";
		if (hit.at.start > hit.at.end || hit.at.end > line.len)
			return "a hit is within the line";
		if (hit.part && hit.at.start == hit.at.end)
			return "a part is not empty";
		if ((hit.at.start < line.len && ((unsigned char)line.ptr[hit.at.start] & 0xC0)
		    == 0x80) || (hit.at.end < line.len
		    && ((unsigned char)line.ptr[hit.at.end] & 0xC0) == 0x80))
			return "a hit cuts no character";
	}
	return NULL;
}

/* source: any bytes; text: valid UTF-8, each line of it is matched. */
static inline const char *
check_rules(ab_str source, ab_str text)
{
	struct ab_rules *rules = ab_rules_new();
	struct ab_matcher *matcher = ab_matcher_new();
	struct ab_error err = { "" };
	const char *broken = NULL;
	ab_str line;

	if (!ab_rules_add(rules, source, check_label, &err)) {
		if (!*err.text || ab_rules_count(rules))
			broken = "of a file that is refused nothing is added, and a "
			    "sentence says why";
	} else {
		err.text[0] = '\0';
		if (!ab_rules_check(source, check_label, &err) && !*err.text)
			broken = "a file whose examples fail has a sentence";
	}
	while (!broken && ab_str_line(&text, &line))
		broken = check_hits(rules, matcher, line);
	ab_matcher_free(matcher);
	ab_rules_free(rules);
	return broken;
}

#endif
