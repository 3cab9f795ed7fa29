/* Runs tests as Criterion does, and says as much: see criterion/criterion.h. */
#include <fnmatch.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "criterion/criterion.h"
#include "tests/slow.h"

enum { PASSED = 0, FAILED = 1, SKIPPED = 77 };

static struct stead_test *tests, **last = &tests;
static int failures; /* of this process, which runs one test */

void
stead_enrol(struct stead_test *test)
{
	*last = test;
	last = &test->next;
}

void
stead_check(bool ok, bool fatal, const char *file, int line, const char *what,
    const char *format, ...)
{
	va_list args;

	if (ok)
		return;
	failures++;
	fprintf(stderr, "%s:%d: %s: ", file, line, what);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	if (fatal)
		_exit(FAILED);
}

void
stead_skip(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	_exit(SKIPPED);
}

void
stead_log(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
}

/* What holds for the suite, where the test does not say it itself. */
static struct stead_options
options_of(const struct stead_test *test)
{
	struct stead_options with = test->with;

	for (const struct stead_test *t = tests; t; t = t->next) {
		if (t->name || strcmp(t->suite, test->suite))
			continue;
		with.init = with.init ? with.init : t->with.init;
		with.fini = with.fini ? with.fini : t->with.fini;
		with.timeout = with.timeout > 0 ? with.timeout : t->with.timeout;
	}
	return with;
}

static int
run_here(const struct stead_test *test)
{
	struct stead_options with = options_of(test);

	alarm((unsigned)(slow() * (with.timeout > 0 ? with.timeout : 60)));
	if (with.init)
		with.init();
	test->run();
	if (with.fini)
		with.fini();
	return failures ? FAILED : PASSED;
}

static int
run_apart(const struct stead_test *test)
{
	int status = -1;
	pid_t child = fork();

	if (child == 0)
		_exit(run_here(test));
	return waitpid(child, &status, 0) == child ? status : -1;
}

int
main(int argc, char **argv)
{
	const char *only = argc == 3 && strcmp(argv[1], "--filter") == 0 ? argv[2] : "*";
	int tested = 0, passing = 0, crashing = 0;

	for (const struct stead_test *t = tests; t; t = t->next) {
		char name[256];
		snprintf(name, sizeof(name), "%s/%s", t->suite, t->name ? t->name : "");
		if (!t->name || fnmatch(only, name, 0))
			continue;
		int status = run_apart(t), code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
		if (code == SKIPPED)
			continue;
		tested++;
		passing += code == PASSED;
		crashing += code < 0;
		if (code != PASSED)
			printf("[%s] %s (status %x)\n", code < 0 ? "CRASH" : "FAIL", name, (unsigned)status);
		fflush(stdout);
	}
	printf("[====] Synthesis: Tested: %d | Passing: %d | Failing: %d | Crashing: %d\n", tested,
	    passing, tested - passing - crashing, crashing);
	return passing == tested ? 0 : 1;
}
