/*
 * str - borrowed bytes.
 *
 * An ab_str never owns its bytes and is not NUL-terminated; it is passed by
 * value. An ab_span is the same idea without the pointer: a half-open byte
 * range [start, end) of one article's text, valid for as long as the article.
 * Inside the program every place in a text is a byte offset; code points exist
 * only at the door (app/dump).
 */
#ifndef ABREAST_BASE_STR_H
#define ABREAST_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

typedef struct { const char *ptr; size_t len; } ab_str;
typedef struct { size_t start, end; } ab_span;

/* An empty str may have no pointer, to which C adds not even 0. */
static inline const char *
ab_at(ab_str s, size_t n)
{
	return n ? s.ptr + n : s.ptr;
}

#define AB_STR(literal) ((ab_str){ (literal), sizeof(literal) - 1 })
#define AB_LEN(array) (sizeof(array) / sizeof((array)[0]))

/** The bytes of a C string; an empty str for NULL. */
static inline ab_str
ab_str_c(const char *s)
{
	return (ab_str){ s, s ? strlen(s) : 0 };
}

static inline ab_str
ab_slice(ab_str s, ab_span at)
{
	return (ab_str){ ab_at(s, at.start), at.end - at.start };
}

/** What is left of s after its first n bytes; n must not exceed s.len. */
static inline ab_str
ab_str_skip(ab_str s, size_t n)
{
	return (ab_str){ ab_at(s, n), s.len - n };
}

static inline bool
ab_str_eq(ab_str a, ab_str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline bool
ab_str_starts(ab_str s, ab_str prefix)
{
	return s.len >= prefix.len && (prefix.len == 0
	    || memcmp(s.ptr, prefix.ptr, prefix.len) == 0);
}

/** Of ASCII; other bytes stay. */
static inline char
ab_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/** The prefix is in lower case, and s starts with it in any case of ASCII. */
static inline bool
ab_str_starts_lower(ab_str s, const char *prefix)
{
	size_t i = 0;

	while (i < s.len && prefix[i] && ab_lower(s.ptr[i]) == prefix[i])
		i++;
	return prefix[i] == '\0';
}

static inline bool
ab_str_ends(ab_str s, ab_str suffix)
{
	return s.len >= suffix.len
	    && (suffix.len == 0 || memcmp(s.ptr + s.len - suffix.len, suffix.ptr, suffix.len) == 0);
}

/** Byte order, as strcmp: negative, 0 or positive. */
static inline int
ab_str_cmp(ab_str a, ab_str b)
{
	size_t n = a.len < b.len ? a.len : b.len;
	int c = n ? memcmp(a.ptr, b.ptr, n) : 0;

	return c ? c : (a.len > b.len) - (a.len < b.len);
}

/** s without blanks, tabs, CR and LF at either end. */
static inline ab_str
ab_str_trim(ab_str s)
{
	while (s.len && (*s.ptr == ' ' || (*s.ptr >= '\t' && *s.ptr <= '\r')))
		s = ab_str_skip(s, 1);
	while (s.len && (s.ptr[s.len - 1] == ' '
	    || (s.ptr[s.len - 1] >= '\t' && s.ptr[s.len - 1] <= '\r')))
		s.len--;
	return s;
}

/** Cuts what stands before the next mark, or everything, off *rest; the mark is dropped. */
static inline ab_str
ab_str_cut(ab_str *rest, char mark)
{
	ab_str head = *rest;
	const char *at = head.len ? memchr(head.ptr, mark, head.len) : NULL;

	head.len = at ? (size_t)(at - head.ptr) : head.len;
	*rest = at ? ab_str_skip(*rest, head.len + 1) : (ab_str){ ab_at(head, head.len), 0 };
	return head;
}

/** Cuts the first line (without its '\n') off *rest; false when nothing is left. */
static inline bool
ab_str_line(ab_str *rest, ab_str *line)
{
	if (rest->len == 0)
		return false;
	*line = ab_str_cut(rest, '\n');
	return true;
}

#endif
