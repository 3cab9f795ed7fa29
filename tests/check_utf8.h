/* What base/utf8.h promises of any bytes: NULL, or the promise that is broken. */
#ifndef ABREAST_TESTS_CHECK_UTF8_H
#define ABREAST_TESTS_CHECK_UTF8_H

#include <unistr.h>

#include "base/utf8.h"
#include "view/frame.h"

static inline bool
check_utf8_is(ab_str s)
{
	return s.len == 0 || u8_check((const uint8_t *)s.ptr, s.len) == NULL;
}

static inline bool
check_no_control(ab_str s)
{
	for (size_t n; s.len; s = ab_str_skip(s, n))
		if (ab_is_control(ab_code_point(s, &n)))
			return false;
	return true;
}

/* Clusters take all of the text, their widths are its width, and what is shown of them steers
 * nothing. */
static inline const char *
check_clusters(ab_str text)
{
	size_t cells = 0, whole = ab_width(text);
	int width, shown;
	ab_str glyph;

	for (size_t n; text.len; text = ab_str_skip(text, n)) {
		n = ab_cluster(text, &width);
		if (n == 0 || n > text.len || !check_utf8_is((ab_str){ text.ptr, n }))
			return "a cluster is whole characters of the text";
		if (width < 0 || width > 2)
			return "a cluster is 0 to 2 cells wide";
		cells += (size_t)width;
		size_t taken = ab_glyph(text, &glyph, &shown);
		if (taken == 0 || taken > text.len || !check_utf8_is((ab_str){ text.ptr, taken }))
			return "a glyph takes whole characters of the text";
		if (shown < 0 || shown > 2 || (shown == 0) != (glyph.len == 0))
			return "a glyph is 0 to 2 cells wide, and nothing where it is 0";
		if (!check_utf8_is(glyph) || !check_no_control(glyph))
			return "a glyph has no control character";
	}
	return cells == whole ? NULL : "the width is that of the clusters";
}

static inline const char *
check_utf8(ab_str bytes)
{
	struct ab_arena arena = { 0 };
	struct ab_utf8_report report, again;
	ab_str text = ab_utf8_text(&arena, bytes, &report), seen = ab_visible(&arena, bytes);
	ab_str folded = ab_fold(&arena, text);
	const char *broken = NULL;

	if (!check_utf8_is(text) || !check_utf8_is(seen) || !check_utf8_is(folded))
		broken = "all is UTF-8";
	else if (!report.encoding)
		broken = "the encoding is known";
	else if (!check_no_control(seen))
		broken = "what is visible steers no terminal";
	else if (!ab_str_eq(ab_utf8_text(&arena, text, &again), text)
	    && !ab_str_starts(text, AB_STR("\xef\xbb\xbf")))
		broken = "a text stays as it is";
	else if (!ab_str_eq(ab_visible(&arena, seen), seen))
		broken = "what is visible stays as it is";
	if (!broken)
		broken = check_clusters(text);
	ab_arena_free(&arena);
	return broken;
}

#endif
