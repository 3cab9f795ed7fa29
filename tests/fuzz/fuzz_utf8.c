#include "check_utf8.h"
#include "fuzz.h"

const char *
fuzz_utf8(ab_str bytes)
{
	return check_utf8(bytes);
}
