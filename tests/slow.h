/*
 * slow - patience where a machine is emulated, or has too much to do.
 *
 * Tests say how long they may take on a common machine. ABREAST_SLOW says how many times slower
 * this one is; what waits multiplies by it, and so do the limits of all unit tests (slow.c).
 */
#ifndef ABREAST_TESTS_SLOW_H
#define ABREAST_TESTS_SLOW_H

#include <stdlib.h>

/** How many times slower than a common machine: 1 to 1000; 1 where nobody says. */
static inline double
slow(void)
{
	const char *said = getenv("ABREAST_SLOW");
	double times = said ? strtod(said, NULL) : 1;

	return times >= 1 && times <= 1000 ? times : 1;
}

/** So many milliseconds of a common machine, in milliseconds of this one. */
static inline int
slow_ms(int ms)
{
	return (int)(ms * slow());
}

#endif
