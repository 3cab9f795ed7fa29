/*
 * limits - what an archive may do: a stranger's can be made to fill any disk.
 *
 *	--limits -> [limits] -> feeds, spools
 */
#ifndef ABREAST_LOAD_LIMITS_H
#define ABREAST_LOAD_LIMITS_H

#include <stdint.h>

#include "base/error.h"

struct ab_limits {
	uint64_t depth; /* archives in archives; at most AB_DEPTH_MAX */
	uint64_t files; /* members of one archive */
	/* Bytes out of one byte of an archive, and of one with all that are in it, looked at once
	 * 64 MiB have come out. News text gives 30 at most. */
	uint64_t ratio;
	uint64_t size;  /* bytes out of all archives of a heap */
};

enum { AB_DEPTH_MAX = 16 };

#define AB_LIMITS_DEFAULT ((struct ab_limits){ 3, 1000000, 100, UINT64_C(16) << 30 })

/** Sets what the list names, "depth=4,files=2000000,ratio=5000,size=64G"; numbers may end in k, M,
 * G or T. False and a sentence where it cannot be read. */
bool ab_limits_parse(const char *list, struct ab_limits *limits, struct ab_error *err);

#endif
