/* All that is known without any article: loaded once for a test, and never freed. */
#ifndef ABREAST_TESTS_KNOWN_H
#define ABREAST_TESTS_KNOWN_H

#include "know/knowledge.h"

static inline const struct ab_knowledge *
known(void)
{
	static struct ab_knowledge *know;
	struct ab_error err;

	if (!know)
		know = ab_knowledge_new(NULL, 0, true, &err);
	return know;
}

#endif
