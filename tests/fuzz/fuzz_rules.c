#include "base/utf8.h"
#include "check_rules.h"
#include "fuzz.h"

/* A rule file, and after a NUL the text that it is tried on. */
const char *
fuzz_rules(ab_str bytes)
{
	struct ab_arena arena = { 0 };
	struct ab_utf8_report report;
	const char *end = bytes.len ? memchr(bytes.ptr, '\0', bytes.len) : NULL;
	size_t len = end ? (size_t)(end - bytes.ptr) : bytes.len;
	ab_str text = ab_utf8_text(&arena, ab_str_skip(bytes, len + (end != NULL)), &report);
	const char *broken = check_rules((ab_str){ bytes.ptr, len }, text);

	ab_arena_free(&arena);
	return broken;
}
