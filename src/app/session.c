#include "app/session.h"

int
ab_session_run(struct ab_bundle *bundle, const struct ab_options *options, ab_say_fn *say)
{
	(void)bundle, (void)options, (void)say;
	return 0;
}
