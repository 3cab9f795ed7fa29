#include "load/markup.h"

#include <stdint.h>
#include <strings.h>
#include <unistr.h>

/* Is this the tag <NAME ...>, or </NAME> where slash is set? */
static bool
is_tag(ab_str s, const char *name, bool slash)
{
	size_t len = strlen(name), at = 1 + slash;

	return s.len > at + len && *s.ptr == '<' && (!slash || s.ptr[1] == '/')
	    && strncasecmp(s.ptr + at, name, len) == 0 && strchr("> \t\r\n", s.ptr[at + len]);
}

/* Cuts off all up to the tag and the tag itself; what was before it goes to *before. */
static bool
cut_tag(ab_str *rest, const char *name, bool slash, ab_str *before)
{
	ab_str from = *rest;

	for (ab_str s = from; s.len; s = ab_str_skip(s, 1)) {
		const char *at = memchr(s.ptr, '<', s.len);
		if (!at)
			break;
		s = ab_str_skip(s, (size_t)(at - s.ptr));
		if (!is_tag(s, name, slash))
			continue;
		const char *end = memchr(s.ptr, '>', s.len);
		*before = (ab_str){ from.ptr, (size_t)(at - from.ptr) };
		*rest = ab_str_skip(s, end ? (size_t)(end + 1 - s.ptr) : s.len);
		return true;
	}
	return false;
}

bool
ab_markup_element(ab_str text, const char *name, ab_str *content, ab_str *rest)
{
	ab_str before;

	if (!cut_tag(&text, name, false, &before))
		return false;
	*content = text;
	if (!cut_tag(&text, name, true, content))
		text = ab_str_skip(text, text.len);
	*rest = text;
	return true;
}

bool
ab_markup_attribute(ab_str tag, const char *name, ab_str *value)
{
	size_t len = strlen(name);

	for (size_t i = 1; i + len + 2 < tag.len && tag.ptr[i] != '>'; i++) {
		char quote = tag.ptr[i + len + 1];
		if (strncasecmp(tag.ptr + i, name, len) != 0 || tag.ptr[i + len] != '='
		    || !strchr(" \t", tag.ptr[i - 1]))
			continue;
		bool quoted = quote == '"' || quote == '\'';
		ab_str rest = ab_str_skip(tag, i + len + 1 + quoted);
		size_t n = 0;
		while (n < rest.len && (quoted ? rest.ptr[n] != quote : !strchr("> \t\r",
		    rest.ptr[n])))
			n++;
		*value = (ab_str){ rest.ptr, n };
		return true;
	}
	return false;
}

/* The character that an entity at the front stands for, and its length; 0 if it is none. */
static size_t
entity(ab_str s, char out[6], size_t *size)
{
	static const struct { const char *name; char c; } named[] = {
		{ "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' },
		{ "&apos;", '\'' },
	};
	uint32_t c = 0;
	size_t i = 2;

	for (size_t k = 0; k < AB_LEN(named); k++)
		if (ab_str_starts(s, ab_str_c(named[k].name))) {
			*out = named[k].c;
			*size = 1;
			return strlen(named[k].name);
		}
	if (!ab_str_starts(s, AB_STR("&#")))
		return 0;
	for (; i < s.len && i < 9 && s.ptr[i] >= '0' && s.ptr[i] <= '9'; i++)
		c = c * 10 + (uint32_t)(s.ptr[i] - '0');
	int n = c && i < s.len && s.ptr[i] == ';' ? u8_uctomb((uint8_t *)out, c, 6) : -1;
	*size = n > 0 ? (size_t)n : 0;
	return n > 0 ? i + 1 : 0;
}

/* One empty line at most between two paragraphs. */
static void
put(char *to, size_t *len, char c)
{
	if (c != '\n' || *len < 2 || to[*len - 1] != '\n' || to[*len - 2] != '\n')
		to[(*len)++] = c;
}

ab_str
ab_markup_text(struct ab_arena *arena, ab_str content)
{
	char *to = ab_alloc(arena, content.len + 1, 1), sign[6];
	size_t len = 0, n, size;

	for (ab_str s = content; s.len; s = ab_str_skip(s, n)) {
		const char *end = *s.ptr == '<' && s.len > 1
		    && (s.ptr[1] == '/' || (s.ptr[1] | 32) >= 'a')
		    ? memchr(s.ptr, '>', s.len < 200 ? s.len : 200) : NULL;
		n = 1;
		if (end) {
			n = (size_t)(end + 1 - s.ptr);
			for (int i = 0; i < 2 && is_tag(s, "p", false); i++)
				put(to, &len, '\n');
		} else if (*s.ptr == '&' && (n = entity(s, sign, &size)) != 0) {
			memcpy(to + len, sign, size);
			len += size;
		} else {
			n = 1;
			if (*s.ptr != '\r' || s.len == 1 || s.ptr[1] != '\n')
				put(to, &len, *s.ptr);
		}
	}
	return (ab_str){ to, len };
}
