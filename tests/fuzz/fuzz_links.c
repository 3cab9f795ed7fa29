#define _POSIX_C_SOURCE 200809L
#include "check_links.h"
#include "fuzz.h"
#include "fuzz_bundle_of.h"

enum { MOST = 6 };

const char *
fuzz_links(ab_str bytes)
{
	struct fuzz_bundle b;
	size_t number[MOST], count = 0;
	const char *broken = NULL;

	if (fuzz_open(&b, bytes, "bundle")) {
		while (count < MOST && ab_heap_reach(b.heap, count)) {
			number[count] = count;
			count++;
		}
		struct ab_links *links = ab_links_new(b.bundle, number, count);
		while (ab_links_step(links))
			;
		broken = check_links(links, b.bundle);
		ab_links_free(links);
	}
	fuzz_close(&b);
	return broken;
}
