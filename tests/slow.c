/* Gives each unit test as many times its limit as the machine is slow. */
#include <criterion/criterion.h>

#ifndef ABREAST_STEAD_CRITERION_H /* which does so by itself */
#include <criterion/hooks.h>
#include <criterion/internal/ordered-set.h>

#include "tests/slow.h"

ReportHook(PRE_ALL)(struct criterion_test_set *all)
{
	FOREACH_SET(struct criterion_suite_set *suite, all->suites) {
		if (suite->suite.data)
			suite->suite.data->timeout *= slow();
		FOREACH_SET(struct criterion_test *test, suite->tests)
			test->data->timeout *= slow();
	}
}
#endif
