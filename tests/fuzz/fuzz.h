/* The fuzz targets: each takes any bytes and returns the promise that is broken, or NULL. */
#ifndef ABREAST_TESTS_FUZZ_H
#define ABREAST_TESTS_FUZZ_H

#include "base/str.h"

#define TARGET(name, most) const char *fuzz_##name(ab_str bytes);
#include "targets.def"
#undef TARGET

#endif
