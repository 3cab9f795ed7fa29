#include "view/hyperlink.h"

#include "base/utf8.h"

static bool
is_of(ab_str url, const char *scheme)
{
	size_t len = strlen(scheme);

	return ab_str_starts_lower(url, scheme) && url.len > len && url.ptr[len] != '/';
}

/* A character that shows nothing has no business in a URL; what may stand there only encoded is. */
static void
put(char *to, size_t *len, ab_str glyph, uint32_t c)
{
	static const char digits[] = "0123456789ABCDEF";
	bool plain = c > ' ' && c < 0x7F && !strchr("\"<>\\^`{|}", (int)c);

	for (size_t i = 0; i < glyph.len && !ab_is_control(c); i++) {
		uint8_t byte = (uint8_t)glyph.ptr[i];
		if (!plain) {
			to[(*len)++] = '%';
			to[(*len)++] = digits[byte >> 4];
		}
		to[(*len)++] = plain ? (char)byte : digits[byte & 15];
	}
}

bool
ab_hyperlink(struct ab_arena *arena, ab_str url, ab_str *clean)
{
	size_t len = 0;

	url = ab_str_trim(url);
	if (url.len > AB_HYPERLINK_MAX)
		return false;
	char *to = ab_alloc(arena, 3 * url.len + 1, 1);
	for (size_t n; url.len; url = ab_str_skip(url, n)) {
		uint32_t c = ab_code_point(url, &n);
		put(to, &len, (ab_str){ url.ptr, n }, c);
	}
	*clean = (ab_str){ to, len };
	return len <= AB_HYPERLINK_MAX
	    && (is_of(*clean, "http://") || is_of(*clean, "https://") || is_of(*clean, "ftp://"));
}
