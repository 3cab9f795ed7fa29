#include "check_config.h"
#include "fuzz.h"

const char *
fuzz_config(ab_str bytes)
{
	return check_config(bytes);
}
