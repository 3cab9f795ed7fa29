/* One target as libFuzzer wants it; -DFUZZ_TARGET=fuzz_NAME says which. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *broken = FUZZ_TARGET((ab_str){ (const char *)data, size });

	if (broken) {
		fprintf(stderr, "%s\n", broken);
		abort();
	}
	return 0;
}
