#include "base/utf8.h"

#include <errno.h>
#include <stdlib.h>

#include <unicase.h>
#include <unictype.h>
#include <unigbrk.h>
#include <uninorm.h>
#include <unistr.h>
#include <uniwidth.h>

#define REPLACEMENT "\xef\xbf\xbd"

/* ---- text from bytes ---- */

struct out { char *at; size_t len; };

static void
put(struct out *out, uint32_t c)
{
	uint8_t buf[6];
	int n = u8_uctomb(buf, c, sizeof(buf));

	if (n <= 0) {
		memcpy(out->at + out->len, REPLACEMENT, 3);
		out->len += 3;
	} else {
		memcpy(out->at + out->len, buf, (size_t)n);
		out->len += (size_t)n;
	}
}

/* Length of the maximal ill-formed part at the front (Unicode 15, section 3.9,
 * table 3-8): the bytes that could still have become a character, at least one. */
static size_t
ill_formed(const uint8_t *p, size_t len)
{
	uint8_t low = 0x80, high = 0xBF;
	size_t want;

	if (*p >= 0xC2 && *p <= 0xDF)
		want = 1;
	else if (*p >= 0xE0 && *p <= 0xEF)
		want = 2;
	else if (*p >= 0xF0 && *p <= 0xF4)
		want = 3;
	else
		return 1;
	if (*p == 0xE0)
		low = 0xA0;
	else if (*p == 0xED)
		high = 0x9F;
	else if (*p == 0xF0)
		low = 0x90;
	else if (*p == 0xF4)
		high = 0x8F;
	size_t n = 1;
	while (n <= want && n < len && p[n] >= low && p[n] <= high) {
		n++;
		low = 0x80;
		high = 0xBF;
	}
	return n;
}

/* As u8_check: the first byte that is not part of UTF-8, or NULL. ASCII
 * goes eight bytes at a time. */
static const uint8_t *
find_bad(const uint8_t *p, const uint8_t *end)
{
	uint64_t eight;
	ucs4_t c;

	while (p < end) {
		if (end - p >= 8 && (memcpy(&eight, p, 8), (eight & 0x8080808080808080u) == 0)) {
			p += 8;
			continue;
		}
		int n = *p < 0x80 ? 1 : u8_mbtoucr(&c, p, (size_t)(end - p));
		if (n <= 0)
			return p;
		p += n;
	}
	return NULL;
}

static ab_str
repair(struct ab_arena *arena, ab_str s, const uint8_t *bad, size_t *damaged)
{
	const uint8_t *p = (const uint8_t *)s.ptr, *end = (const uint8_t *)ab_at(s, s.len);
	struct out out = { ab_alloc(arena, s.len * 3 + 1, 1), 0 };

	while (bad) {
		memcpy(out.at + out.len, p, (size_t)(bad - p));
		out.len += (size_t)(bad - p);
		memcpy(out.at + out.len, REPLACEMENT, 3);
		out.len += 3;
		++*damaged;
		p = bad + ill_formed(bad, (size_t)(end - bad));
		bad = find_bad(p, end);
	}
	memcpy(out.at + out.len, p, (size_t)(end - p));
	return (ab_str){ out.at, out.len + (size_t)(end - p) };
}

/* Not UTF-8 at all: there are bytes beyond ASCII, and not one sequence of them is well formed. */
static bool
is_legacy(ab_str s)
{
	const uint8_t *p = (const uint8_t *)s.ptr, *end = p + s.len;
	size_t high = 0;
	ucs4_t c;

	while (p < end) {
		if (*p == 0)
			return false;
		if (*p < 0x80) {
			p++;
			continue;
		}
		high++;
		if (u8_mbtoucr(&c, p, (size_t)(end - p)) > 1)
			return false;
		p++;
	}
	return high > 0;
}

static ab_str
from_windows_1252(struct ab_arena *arena, ab_str s, size_t *damaged)
{
	static const uint16_t upper[32] = { /* 0x80-0x9F; 0: not assigned */
		0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
		0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
		0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
		0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
	};
	struct out out = { ab_alloc(arena, s.len * 3 + 1, 1), 0 };

	for (size_t i = 0; i < s.len; i++) {
		uint32_t c = (uint8_t)s.ptr[i];
		if (c >= 0x80 && c < 0xA0)
			c = upper[c - 0x80] ? upper[c - 0x80] : 0xFFFD;
		*damaged += c == 0xFFFD;
		put(&out, c);
	}
	return (ab_str){ out.at, out.len };
}

static uint32_t
unit(const uint8_t *p, size_t size, bool big)
{
	uint32_t c = 0;

	for (size_t i = 0; i < size; i++)
		c |= (uint32_t)p[i] << 8 * (big ? size - 1 - i : i);
	return c;
}

/* UTF-16 and UTF-32: each unit becomes at most 4 bytes (a pair of 16-bit units: 4). */
static ab_str
from_wide(struct ab_arena *arena, ab_str s, size_t size, bool big, size_t *damaged)
{
	const uint8_t *p = (const uint8_t *)s.ptr;
	struct out out = { ab_alloc(arena, s.len * 2 + 4, 1), 0 };
	size_t at = 0;

	while (at + size <= s.len) {
		uint32_t c = unit(p + at, size, big);
		at += size;
		if (size == 2 && c >= 0xD800 && c < 0xDC00 && at + 2 <= s.len) {
			uint32_t low = unit(p + at, 2, big);
			if (low >= 0xDC00 && low < 0xE000) {
				c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
				at += 2;
			}
		}
		if ((c >= 0xD800 && c < 0xE000) || c > 0x10FFFF) {
			c = 0xFFFD;
			++*damaged;
		}
		put(&out, c);
	}
	if (at < s.len) {
		put(&out, 0xFFFD);
		++*damaged;
	}
	return (ab_str){ out.at, out.len };
}

ab_str
ab_utf8_text(struct ab_arena *arena, ab_str s, struct ab_utf8_report *report)
{
	static const struct { ab_str mark; const char *name; size_t unit; bool big; } marks[] = {
		{ { "\xff\xfe\0\0", 4 }, "UTF-32LE", 4, false }, /* before UTF-16LE, its prefix */
		{ { "\0\0\xfe\xff", 4 }, "UTF-32BE", 4, true },
		{ { "\xff\xfe", 2 }, "UTF-16LE", 2, false },
		{ { "\xfe\xff", 2 }, "UTF-16BE", 2, true },
	};

	*report = (struct ab_utf8_report){ "UTF-8", 0 };
	for (size_t i = 0; i < AB_LEN(marks); i++)
		if (ab_str_starts(s, marks[i].mark)) {
			report->encoding = marks[i].name;
			return from_wide(arena, ab_str_skip(s, marks[i].mark.len), marks[i].unit,
			    marks[i].big, &report->damaged);
		}
	if (ab_str_starts(s, AB_STR("\xef\xbb\xbf")))
		s = ab_str_skip(s, 3);
	const uint8_t *bad = find_bad((const uint8_t *)s.ptr, (const uint8_t *)ab_at(s, s.len));
	if (!bad)
		return s;
	if (is_legacy(s)) {
		report->encoding = "windows-1252";
		return from_windows_1252(arena, s, &report->damaged);
	}
	return repair(arena, s, bad, &report->damaged);
}

/* ---- text by character ---- */

const unsigned char ab_plain_word[256] = {
#define CASES(upper, lower) [upper] = lower, [lower] = lower
	['0'] = '0', '1', '2', '3', '4', '5', '6', '7', '8', '9',
	CASES('A', 'a'), CASES('B', 'b'), CASES('C', 'c'), CASES('D', 'd'), CASES('E', 'e'),
	CASES('F', 'f'), CASES('G', 'g'), CASES('H', 'h'), CASES('I', 'i'), CASES('J', 'j'),
	CASES('K', 'k'), CASES('L', 'l'), CASES('M', 'm'), CASES('N', 'n'), CASES('O', 'o'),
	CASES('P', 'p'), CASES('Q', 'q'), CASES('R', 'r'), CASES('S', 's'), CASES('T', 't'),
	CASES('U', 'u'), CASES('V', 'v'), CASES('W', 'w'), CASES('X', 'x'), CASES('Y', 'y'),
	CASES('Z', 'z'),
#undef CASES
};

/* ---- text by cluster ---- */

uint32_t
ab_code_point_beyond(ab_str s, size_t *len)
{
	ucs4_t c = 0;

	*len = s.len ? (size_t)u8_mbtouc(&c, (const uint8_t *)s.ptr, s.len) : 0;
	return c;
}

size_t
ab_code_points(ab_str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++)
		n += ((uint8_t)s.ptr[i] & 0xC0) != 0x80;
	return n;
}

/* UAX #29 between a and b, which libunistring 1.0 decides by the pair alone:
 * GB11 (emoji joined by ZWJ) and GB12/13 (flags are pairs) need what came before. */
static bool
breaks(uint32_t a, uint32_t b, bool joined, size_t flags)
{
	if (joined && uc_is_property_extended_pictographic(b))
		return false;
	if (uc_graphemeclusterbreak_property(a) == GBP_RI
	    && uc_graphemeclusterbreak_property(b) == GBP_RI)
		return flags % 2 == 0;
	return uc_is_grapheme_break(a, b);
}

static int
cell_width(uint32_t c)
{
	int w = uc_width(c, "UTF-8");

	return w < 0 ? 1 : w;
}

size_t
ab_cluster(ab_str s, int *width)
{
	size_t len;
	uint32_t a = ab_code_point(s, &len);

	*width = 0;
	if (len == 0)
		return 0;
	/* Most text: one byte, and the next is one byte too. */
	if (a >= ' ' && a < 0x7F && (s.len == 1 || !(s.ptr[1] & 0x80))) {
		*width = 1;
		return 1;
	}
	*width = cell_width(a);
	bool picture = uc_is_property_extended_pictographic(a), joined = false;
	size_t flags = uc_graphemeclusterbreak_property(a) == GBP_RI, at = len;
	while (at < s.len) {
		uint32_t b = ab_code_point(ab_str_skip(s, at), &len);
		if (breaks(a, b, joined, flags))
			break;
		int w = cell_width(b);
		if (w > *width)
			*width = w;
		if (b == 0xFE0F && picture) /* emoji presentation */
			*width = 2;
		joined = b == 0x200D && picture;
		flags += uc_graphemeclusterbreak_property(b) == GBP_RI;
		if (flags == 2)
			*width = 2;
		at += len;
		a = b;
	}
	return at;
}

size_t
ab_width(ab_str s)
{
	size_t cells = 0;
	int w;

	for (size_t n; (n = ab_cluster(s, &w)) != 0; s = ab_str_skip(s, n))
		cells += (size_t)w;
	return cells;
}

/* ---- text for a line on a terminal ---- */

bool
ab_is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0)
	    || c == 0x061C || (c >= 0x200E && c <= 0x200F)  /* marks of direction */
	    || (c >= 0x2028 && c <= 0x202E)                 /* separators, embeddings */
	    || (c >= 0x2066 && c <= 0x2069)                 /* isolates */
	    || (c >= 0xFFF9 && c <= 0xFFFB)                 /* interlinear annotation */
	    || (c >= 0xE0000 && c <= 0xE007F);              /* tags */
}

ab_str
ab_visible(struct ab_arena *arena, ab_str s)
{
	const uint8_t *p = (const uint8_t *)s.ptr, *end = (const uint8_t *)ab_at(s, s.len);
	struct out out = { ab_alloc(arena, s.len * 3 + 1, 1), 0 };

	while (p < end) {
		ucs4_t c;
		int n = u8_mbtoucr(&c, p, (size_t)(end - p));
		if (n <= 0) {
			n = (int)ill_formed(p, (size_t)(end - p));
			c = 0xFFFD;
		}
		p += n;
		if (c == '\t' || c == '\n' || c == '\r')
			c = ' ';
		if (c == ' ' && (out.len == 0 || out.at[out.len - 1] == ' '))
			continue;
		put(&out, ab_is_control(c) ? 0xFFFD : c);
	}
	return ab_str_trim((ab_str){ out.at, out.len });
}

ab_str
ab_visible_part(struct ab_arena *arena, ab_str raw)
{
	ab_str s = ab_visible(arena, raw);
	bool front = raw.len && (uint8_t)*raw.ptr <= ' ';
	bool back = raw.len && (uint8_t)raw.ptr[raw.len - 1] <= ' ';

	return ab_format(arena, "%s%.*s%s", front ? " " : "", (int)s.len, s.ptr,
	    back && s.len ? " " : "");
}

ab_str
ab_fold(struct ab_arena *arena, ab_str s)
{
	size_t len = 0;
	errno = 0;
	uint8_t *folded = u8_casefold((const uint8_t *)s.ptr, s.len, NULL, UNINORM_NFC, NULL, &len);

	if (!folded && errno == ENOMEM)
		ab_out_of_memory();
	if (!folded)
		return s;
	ab_str out = ab_copy(arena, (ab_str){ (char *)folded, len });
	free(folded);
	return out;
}
