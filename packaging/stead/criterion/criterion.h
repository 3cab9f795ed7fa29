/* Stands in for Criterion where there is none: on s390x and on musl. As much of it as tests/ uses:
 * each test in a process of its own, what is expected counted, what is asserted the end of it.
 * Made for packaging/elsewhere, which compiles stead.c beside it. */
#ifndef ABREAST_STEAD_CRITERION_H
#define ABREAST_STEAD_CRITERION_H

#pragma GCC system_header /* the macros below take no argument too few, which C11 does not allow */

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct stead_options {
	void (*init)(void), (*fini)(void);
	double timeout; /* seconds */
	int signal, exit_code;
	bool disabled, none; /* none: what a test that says nothing says */
};

struct stead_test {
	const char *suite, *name; /* without a name: what holds for all tests of the suite */
	void (*run)(void);
	struct stead_options with;
	struct stead_test *next;
};

void stead_enrol(struct stead_test *test);
void stead_check(bool ok, bool fatal, const char *file, int line, const char *what,
    const char *format, ...) __attribute__((format(printf, 6, 7)));
void stead_skip(const char *format, ...) __attribute__((format(printf, 1, 2), noreturn));
void stead_log(const char *format, ...) __attribute__((format(printf, 1, 2)));

#define STEAD_ENROL(id, ...) \
	static struct stead_test id##_test = { __VA_ARGS__ }; \
	__attribute__((constructor)) static void id##_enrol(void) { stead_enrol(&id##_test); }
#define Test(s, n, ...) \
	static void s##_##n##_impl(void); \
	STEAD_ENROL(s##_##n, #s, #n, s##_##n##_impl, .with = { .none = false, __VA_ARGS__ }) \
	static void s##_##n##_impl(void)
#define TestSuite(s, ...) \
	STEAD_ENROL(s##_suite, #s, .with = { .none = false, __VA_ARGS__ }) struct stead_test

#define STEAD(fatal, ok, ...) stead_check(ok, fatal, __FILE__, __LINE__, #ok, "" __VA_ARGS__)
#define STEAD_STR_EQ(a, b) (strcmp(a, b) == 0)

#define cr_expect(ok, ...) STEAD(false, (bool)(ok), __VA_ARGS__)
#define cr_expect_not(ok, ...) STEAD(false, !(ok), __VA_ARGS__)
#define cr_expect_null(p, ...) STEAD(false, (p) == NULL, __VA_ARGS__)
#define cr_expect_not_null(p, ...) STEAD(false, (p) != NULL, __VA_ARGS__)
#define cr_expect_eq(a, b, ...) STEAD(false, (a) == (b), __VA_ARGS__)
#define cr_expect_neq(a, b, ...) STEAD(false, (a) != (b), __VA_ARGS__)
#define cr_expect_lt(a, b, ...) STEAD(false, (a) < (b), __VA_ARGS__)
#define cr_expect_leq(a, b, ...) STEAD(false, (a) <= (b), __VA_ARGS__)
#define cr_expect_gt(a, b, ...) STEAD(false, (a) > (b), __VA_ARGS__)
#define cr_expect_geq(a, b, ...) STEAD(false, (a) >= (b), __VA_ARGS__)
#define cr_expect_float_eq(a, b, by, ...) STEAD(false, fabs((a) - (b)) <= (by), __VA_ARGS__)
#define cr_expect_arr_eq(a, b, n, ...) STEAD(false, memcmp(a, b, n) == 0, __VA_ARGS__)
#define cr_expect_str_eq(a, b, ...) STEAD(false, STEAD_STR_EQ(a, b), __VA_ARGS__)
#define cr_expect_str_neq(a, b, ...) STEAD(false, !STEAD_STR_EQ(a, b), __VA_ARGS__)
#define cr_expect_str_empty(a, ...) STEAD(false, *(a) == '\0', __VA_ARGS__)

#define cr_assert(ok, ...) STEAD(true, (bool)(ok), __VA_ARGS__)
#define cr_assert_null(p, ...) STEAD(true, (p) == NULL, __VA_ARGS__)
#define cr_assert_not_null(p, ...) STEAD(true, (p) != NULL, __VA_ARGS__)
#define cr_assert_eq(a, b, ...) STEAD(true, (a) == (b), __VA_ARGS__)
#define cr_assert_gt(a, b, ...) STEAD(true, (a) > (b), __VA_ARGS__)
#define cr_assert_lt(a, b, ...) STEAD(true, (a) < (b), __VA_ARGS__)
#define cr_assert_leq(a, b, ...) STEAD(true, (a) <= (b), __VA_ARGS__)
#define cr_assert_geq(a, b, ...) STEAD(true, (a) >= (b), __VA_ARGS__)
#define cr_assert_str_eq(a, b, ...) STEAD(true, STEAD_STR_EQ(a, b), __VA_ARGS__)

#define cr_skip_test(...) stead_skip("" __VA_ARGS__)
#define cr_log_info(...) stead_log(__VA_ARGS__)

#endif
