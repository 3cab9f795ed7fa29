/*
 * wide - loops that take many numbers at once.
 *
 * A function marked AB_WIDE is compiled twice, for any machine and for those
 * with AVX2; which of them runs is found out when the program starts. It is for
 * short loops over arrays whose lengths compilers can see.
 */
#ifndef ABREAST_BASE_WIDE_H
#define ABREAST_BASE_WIDE_H

#include <stdint.h> /* says whose C library this is */

#if defined(__x86_64__) && defined(__GLIBC__)
#define AB_WIDE __attribute__((target_clones("avx2", "default")))
#else
#define AB_WIDE
#endif

#endif
