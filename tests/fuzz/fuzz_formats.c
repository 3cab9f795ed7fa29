#define _POSIX_C_SOURCE 200809L /* ftruncate, fileno */
#include "check_formats.h"
#include "fuzz.h"
#include "fuzz_file.h"

/* The first byte is the format that is forced on the rest; past the last one it is guessed. */
const char *
fuzz_formats(ab_str bytes)
{
	size_t formats = 0;

	while (ab_heap_format_name(formats, NULL))
		formats++;
	size_t which = fuzz_byte(&bytes) % 32;
	return check_format(fuzz_file(bytes), which < formats ? ab_heap_format_name(which, NULL) : NULL);
}
