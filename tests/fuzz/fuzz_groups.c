#define _POSIX_C_SOURCE 200809L
#include "check_groups.h"
#include "fuzz.h"
#include "fuzz_bundle_of.h"

enum { MOST = 64 };

const char *
fuzz_groups(ab_str bytes)
{
	struct fuzz_bundle b;
	const char *broken = NULL;

	if (fuzz_open(&b, bytes, "bundle")) {
		struct ab_groups *groups = ab_groups_new(fuzz_knowledge());
		for (size_t i = 0; i < MOST && ab_heap_reach(b.heap, i); i++) {
			struct ab_article *article = ab_bundle_hold(b.bundle, i);
			ab_groups_add(groups, article);
			ab_bundle_let_go(b.bundle, article);
			while (i % 4 == 1 && ab_groups_step(groups))
				;
		}
		while (ab_groups_step(groups))
			;
		broken = check_groups(groups);
		ab_groups_free(groups);
	}
	fuzz_close(&b);
	return broken;
}
