#include "know/knowledge.h"

#include <stdlib.h>

#include "data/data.h"

struct ab_knowledge { struct ab_rules *lines; };

struct ab_knowledge *
ab_knowledge_new(const struct ab_rule_text *extra, size_t count, bool built_in, struct ab_error *err)
{
	(void)extra, (void)count, (void)built_in, (void)err;
	struct ab_knowledge *know = ab_xalloc(1, sizeof(*know));
	know->lines = ab_rules_new();
	return know;
}

void
ab_knowledge_free(struct ab_knowledge *know)
{
	if (!know)
		return;
	ab_rules_free(know->lines);
	free(know);
}
