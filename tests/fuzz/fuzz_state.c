#include "check_state.h"
#include "fuzz.h"

const char *
fuzz_state(ab_str bytes)
{
	return check_state(bytes);
}
