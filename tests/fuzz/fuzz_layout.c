#define _POSIX_C_SOURCE 200809L
#include "check_layout.h"
#include "fuzz.h"
#include "fuzz_bundle_of.h"

/* The first byte is the width, the second the way. */
const char *
fuzz_layout(ab_str bytes)
{
	unsigned width = fuzz_byte(&bytes), way = fuzz_byte(&bytes);
	struct fuzz_bundle b;
	const char *broken = NULL;

	if (fuzz_open(&b, bytes, "text")) {
		struct ab_article *a = ab_bundle_hold(b.bundle, 0);
		broken = check_layout(a, (int)width % 120 + 1, (enum ab_chrome_mode)(way % 3), way & 4);
		ab_bundle_let_go(b.bundle, a);
	}
	fuzz_close(&b);
	return broken;
}
