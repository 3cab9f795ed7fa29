#include <criterion/criterion.h>
#include <unistr.h>

#include "base/eight.h"
#include "base/utf8.h"

Test(arena, objects_are_zeroed_aligned_and_apart)
{
	struct ab_arena arena = { 0 };
	char *last = NULL;

	for (size_t size = 1; size < 40000; size = size * 3 + 1) {
		char *p = ab_alloc(&arena, size, 1);
		cr_assert_eq((uintptr_t)p % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++)
			cr_assert_eq(p[i], 0);
		memset(p, 0x55, size);
		cr_assert(!last || *last == 0x55);
		last = p;
	}
	ab_arena_free(&arena);
	cr_expect_eq(arena.total, 0);
}

Test(arena, a_list_grows_and_keeps_what_it_has)
{
	struct ab_arena arena = { 0 };
	AB_LIST(size_t) list = { 0 };

	for (size_t i = 0; i < 5000; i++)
		AB_PUSH(&arena, &list, i);
	cr_assert_eq(list.count, 5000);
	for (size_t i = 0; i < 5000; i++)
		cr_assert_eq(list.at[i], i);
	ab_arena_free(&arena);
}

static const struct {
	const char *name, *bytes; size_t len; const char *want, *encoding; size_t damaged;
} texts[] = {
	{ "plain", "abc", 3, "abc", "UTF-8", 0 },
	{ "empty", "", 0, "", "UTF-8", 0 },
	{ "mark", "\xef\xbb\xbf" "a", 4, "a", "UTF-8", 0 },
	{ "one bad byte among good ones", "\xc3\xa9 \xff.", 5, "é \xef\xbf\xbd.", "UTF-8", 1 },
	/* Unicode 15, table 3-8: E1 80 | E2 | F0 91 92 | F1 BF | 41 */
	{ "maximal parts", "\xc3\xa9\xe1\x80\xe2\xf0\x91\x92\xf1\xbf" "A", 11,
	  "é\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" "A", "UTF-8", 4 },
	{ "overlong", "\xc3\xa9\xc0\xaf", 4, "é\xef\xbf\xbd\xef\xbf\xbd", "UTF-8", 2 },
	{ "surrogate", "\xc3\xa9\xed\xa0\x80", 5, "é\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd",
	    "UTF-8", 3 },
	{ "cut off", "\xc3\xa9\xe2\x82", 4, "é\xef\xbf\xbd", "UTF-8", 1 },
	{ "legacy", "caf\xe9 \x93ok\x94", 9, "café “ok”", "windows-1252", 0 },
	{ "legacy with a hole", "caf\xe9 \x81", 6, "café \xef\xbf\xbd", "windows-1252", 1 },
	{ "NUL is not legacy", "a\0\xe9", 3, "a\0\xef\xbf\xbd", "UTF-8", 1 },
	{ "UTF-16LE", "\xff\xfe" "a\0=\xd8\x00\xde", 8, "a😀", "UTF-16LE", 0 },
	{ "UTF-16BE pairs at the ends", "\xfe\xff\xd8\0\xdc\0\xdb\xff\xdf\xff", 10,
		"\xf0\x90\x80\x80\xf4\x8f\xbf\xbf", "UTF-16BE", 0 },
	{ "UTF-16BE lone surrogate", "\xfe\xff\xd8\x3d\0a", 6, "\xef\xbf\xbd" "a", "UTF-16BE", 1 },
	{ "UTF-32LE", "\xff\xfe\0\0\xac\x20\0\0", 8, "€", "UTF-32LE", 0 },
	{ "UTF-32BE odd end", "\0\0\xfe\xff\0\0\x20\xac\0", 9, "€\xef\xbf\xbd", "UTF-32BE", 1 },
};

Test(utf8, bytes_become_text)
{
	for (size_t i = 0; i < AB_LEN(texts); i++) {
		struct ab_arena arena = { 0 };
		struct ab_utf8_report report;
		ab_str got = ab_utf8_text(&arena,
		    (ab_str){ texts[i].bytes, texts[i].len }, &report);
		size_t want = strlen(texts[i].want);
		if (strchr(texts[i].name, 'N') && texts[i].bytes[1] == '\0')
			want = 5; /* holds a NUL */
		cr_expect(ab_str_eq(got, (ab_str){ texts[i].want, want }), "%s: %.*s",
		    texts[i].name, (int)got.len, got.ptr);
		cr_expect_str_eq(report.encoding, texts[i].encoding, "%s", texts[i].name);
		cr_expect_eq(report.damaged, texts[i].damaged, "%s: %zu", texts[i].name,
		    report.damaged);
		cr_expect_null(u8_check((const uint8_t *)got.ptr, got.len));
		ab_arena_free(&arena);
	}
}

Test(utf8, clusters_and_their_cells)
{
	static const struct { const char *text; size_t bytes; int width; } rows[] = {
		{ "a", 1, 1 }, { "ab", 1, 1 }, { "e\xcc\x81x", 3, 1 }, { "日本", 3, 2 },
		{ "👩‍👧x", 11, 2 }, { "👍🏽x", 8, 2 }, { "🇧🇾🇩🇪", 8, 2 }, { "☂️x", 6, 2 },
		{ "\xd9\x85\xd9\x8e", 4, 1 }, { "\r\n", 2, 1 },
		{ "\xe1\x84\x80\xe1\x85\xa1\xe1\x86\xa8", 9, 2 }, { "", 0, 0 },
	};

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		int width;
		size_t n = ab_cluster(ab_str_c(rows[i].text), &width);
		cr_expect(n == rows[i].bytes && width == rows[i].width,
		    "row %zu: %zu bytes, %d cells", i, n, width);
	}
	cr_expect_eq(ab_width(AB_STR("a日👩‍👧e\xcc\x81")), 6);
}

Test(utf8, what_is_shown_on_one_line_holds_no_control)
{
	struct ab_arena arena = { 0 };
	ab_str got = ab_visible(&arena, AB_STR(" a\x1b[31m\n\tb\xc2\x9b\xe2\x80\xae\xff\x7f "));

	cr_expect(ab_str_eq(got,
	    AB_STR("a\xef\xbf\xbd[31m b\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd")), "%.*s",
	    (int)got.len, got.ptr);
	ab_arena_free(&arena);
}

/* Every byte in every place, beside bytes that an addition might carry into. */
Test(eight, answers_are_those_for_each_byte)
{
	for (int c = 0; c < 256; c++)
		for (int at = 0; at < 8; at++) {
			char text[9] = "\xff\x7f\x80z{Z@\xff";
			text[at] = (char)c;
			uint64_t word = ab_eight_word(ab_eight(text)),
			    lower = ab_eight_lower(ab_eight(text));
			unsigned yes = 0, first = 8;
			for (unsigned i = 8; i-- > 0;) {
				unsigned char byte = (unsigned char)text[i],
				    plain = ab_plain_word[byte];
				cr_expect_eq(word >> 8 * i & 0xFF, plain ? 0x80 : 0,
				    "%d at %u", byte, i);
				cr_expect_eq(lower >> 8 * i & 0xFF, plain ? plain : byte,
				    "%d at %u", byte, i);
				yes += plain != 0;
				first = plain ? i : first;
			}
			cr_expect_eq(ab_eight_count(word), yes);
			cr_expect_eq(ab_eight_first(word), first);
		}
}

Test(eight, no_byte_beyond_a_text_is_read)
{
	static const char letters[] = "abcdefghijkl";

	for (size_t len = 1; len < sizeof(letters); len++)
		for (size_t from = 0; from < len; from++) {
			char *copy = malloc(len); /* for sanitizers: nothing lies behind it */
			memcpy(copy, letters, len);
			const ab_str text = { copy, len };
			uint64_t x = ab_eight_of(ab_str_skip(text, from), text);
			for (size_t i = 0; i < 8; i++)
				cr_expect_eq(x >> 8 * i & 0xFF,
				    from + i < len ? (unsigned)letters[from + i] : 0);
			cr_expect_eq(ab_eight_front(x, 3), x & 0xFFFFFF);
			free(copy);
		}
	cr_expect_eq(ab_eight_front(AB_EIGHT(0x41), 0), 0);
	cr_expect_eq(ab_eight_front(AB_EIGHT(0x41), 8), AB_EIGHT(0x41));
}
