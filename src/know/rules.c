#include "know/rules.h"

#include <stdlib.h>

struct ab_rules { int unused; };

struct ab_rules *
ab_rules_new(void)
{
	return ab_xalloc(1, sizeof(struct ab_rules));
}

void
ab_rules_free(struct ab_rules *rules)
{
	free(rules);
}
