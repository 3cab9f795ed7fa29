/* Bytes looked for in many, and whether that ever misses what a pattern would find. */
#define _POSIX_C_SOURCE 200809L /* mkstemp */
#include "base/needle.h"
#include "tests/fixture.h"
#include "view/literal.h"
#include "view/search.h"

static unsigned seed = 7;

static unsigned
dice(unsigned sides)
{
	seed = seed * 1103515245 + 12345;
	return (seed >> 16) % sides;
}

static bool
same(char a, char b, bool caseless)
{
	bool letter = (b | 0x20) >= 'a' && (b | 0x20) <= 'z';

	return a == b || (caseless && letter && (a | 0x20) == (b | 0x20));
}

static const char *
find_simply(ab_str needle, bool caseless, ab_str text)
{
	for (size_t at = 0; at + needle.len <= text.len; at++) {
		size_t n = 0;
		while (n < needle.len && same(text.ptr[at + n], needle.ptr[n], caseless))
			n++;
		if (n == needle.len)
			return text.ptr + at;
	}
	return NULL;
}

/* The text ends where its memory does, so that a look beyond it is seen. */
Test(needle, it_is_found_where_it_stands_first)
{
	static const char letters[] = "aAbB @`[{\n\xc3\xa9";

	for (int round = 0; round < 20000; round++) {
		size_t len = dice(300);
		ab_str text = { malloc(len + 1), len }, bytes = { NULL, 1 + dice(5) };
		char *to = (char *)(uintptr_t)text.ptr + 1, want[8];
		unsigned of = 2 + dice(sizeof(letters) - 3);
		text.ptr = to;
		for (size_t i = 0; i < len; i++)
			to[i] = letters[dice(of)];
		for (size_t i = 0; i < bytes.len; i++)
			want[i] = letters[dice(of)];
		bytes.ptr = want;
		bool caseless = dice(2);
		struct ab_needle n = ab_needle_of(bytes, caseless);
		cr_assert_eq(ab_needle_find(&n, text), find_simply(bytes, caseless, text),
		    "round %d", round);
		free(to - 1);
	}
}

Test(needle, one_of_no_bytes_is_none)
{
	struct ab_needle none = ab_needle_of(AB_STR(""), false);

	cr_expect_null(ab_needle_find(&none, AB_STR("text")));
}

Test(literal, it_stands_in_each_match)
{
	static const struct { const char *pattern; bool caseless; const char *want; } rows[] = {
		{ "harbour", true, "harbour" }, { "\\bharbour\\b", true, "harbour" },
		{ "strike", true, "tri" }, { "strike", false, "strike" },
		{ "^The .* quay", false, " quay" }, { "colou?r", true, "colo" },
		{ "ab*cde", true, "cde" }, { "ab+cde", true, "cde" }, { "abc+d", true, "abc" },
		{ "3\\.14", true, "3.14" }, { "a|b", true, "" }, { "ferry|quay", true, "" },
		{ "(ferry)?", true, "" }, { "[ab]ferry", true, "" }, { "fe{2}rry", true, "" },
		{ "\\x41ferry", true, "" }, { "\\Qa*b\\E", true, "" }, { "x", true, "" },
		{ "caf\xc3\xa9 noir", true, " noir" }, { "caf\xc3\xa9?", true, "caf" },
		{ "ferry\\", true, "" },
	};

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		struct ab_needle n = ab_literal_of(ab_str_c(rows[i].pattern), rows[i].caseless);
		cr_expect(ab_str_eq((ab_str){ n.at, n.len }, ab_str_c(rows[i].want)), "%s: %.*s",
		    rows[i].pattern, (int)n.len, n.at);
	}
}

/* ---- the quick way and the slow one find the same ---- */

enum { TEXTS = 60, PATTERNS = 300, ROOM = 40000 };

static const char *const words[] = {
	"ferry", "Ferry", "quay", "ask", "A\xc5\xbf\xe2\x84\xaa", "as k", "\r\n", "\n", " ",
	".", "\xc3\x9c" "ber", "\xc3\xbc" "ber", "END x", "MENU", "\xe2\x80\x94", "aab", "b a",
	"the of in",
};

/* Words, more of them in some, and with marks or damage in a few; long ones cross blocks. */
static ab_str
make_text(struct ab_arena *arena, unsigned number)
{
	char *to = ab_alloc(arena, ROOM, 1);
	size_t len = 0, end = number % 6 == 0 ? 8000 + dice(30000) : dice(400);

	if (number % 10 == 3)
		return (ab_str){ memcpy(to, "\xff\xfe" "f\0e\0r\0r\0y\0 \0a\0s\0k\0", 20), 20 };
	while (len < end) {
		const char *word = words[dice(number % 6 == 0 && len + 300 < end
		    ? 9 : AB_LEN(words))];
		if (number % 6 == 0 && len + 300 < end)
			word = "lull ";
		memcpy(to + len, word, strlen(word));
		len += strlen(word);
		if (number % 10 == 7 && dice(4) == 0)
			to[len++] = (char)(0x80 + dice(128));
	}
	return (ab_str){ to, len };
}

static ab_str
make_pattern(struct ab_arena *arena)
{
	static const char *const parts[] = {
		"ferry", "quay", "as", "k", "a", "b", " ", "\\b", ".", "*", "+", "?", "^", "$",
		"|", "[ab]", "(a)", "{2}", "\\.", "\\w", "\\s", "A", "\xc3\xbc", "E", "aab",
		"the",
	};
	ab_str s = AB_STR("");

	for (unsigned n = 1 + dice(5); n; n--)
		s = ab_format(arena, "%.*s%s", (int)s.len, s.ptr, parts[dice(AB_LEN(parts))]);
	return s;
}

static struct ab_hits
all_hits(struct ab_search *search, struct ab_article *article)
{
	struct ab_hits hits = { 0 };

	while (ab_search_step(search, &hits, article, AB_CHROME_HIDDEN, 1 + dice(3000)))
		;
	return hits;
}

/* A group that is not needed hides the literal from the walk over the pattern, and nothing else. */
static void
compare(struct fixture *f, ab_str pattern)
{
	struct ab_arena arena = { 0 };
	struct ab_error err;
	struct ab_search *quick = ab_search_new(pattern, &err);
	struct ab_search *slow = ab_search_new(ab_format(&arena, "(?:%.*s)", (int)pattern.len,
	    pattern.ptr), &err);
	size_t sifted = 0;

	for (size_t i = 0; quick && slow && i < TEXTS; i++) {
		struct ab_article *article = ab_bundle_hold(f->bundle, i);
		struct ab_hits a = all_hits(quick, article), b = all_hits(slow, article);
		bool differs = a.count != b.count || a.hidden != b.hidden
		    || (a.count && memcmp(a.at, b.at, a.count * sizeof(*a.at)));
		cr_expect_not(differs, "%.*s in text %zu: %zu and %zu", (int)pattern.len,
		    pattern.ptr, i, a.count, b.count);
		sifted = sifted < i ? i : sifted;
		if (sifted == i)
			sifted = ab_search_sift(quick, f->heap, i, dice(2) ? 1 : 1 << 20);
		cr_expect(sifted <= i || b.count + b.hidden == 0, "%.*s: text %zu is passed over",
		    (int)pattern.len, pattern.ptr, i);
		ab_hits_free(&a);
		ab_hits_free(&b);
		ab_bundle_let_go(f->bundle, article);
	}
	ab_search_free(quick);
	ab_search_free(slow);
	ab_arena_free(&arena);
}

Test(needle, the_quick_way_and_the_slow_one_find_the_same, .timeout = 120)
{
	struct ab_arena arena = { 0 };
	ab_str text[TEXTS];
	struct fixture f;

	for (unsigned i = 0; i < TEXTS; i++)
		text[i] = make_text(&arena, i);
	fixture_open(&f, text, TEXTS);
	cr_assert(ab_heap_reach(f.heap, TEXTS - 1));
	for (int i = 0; i < PATTERNS; i++)
		compare(&f, make_pattern(&arena));
	compare(&f, AB_STR("ferry"));
	fixture_close(&f);
	ab_arena_free(&arena);
}

/* Wherever a block ends, in the needle or beside it. */
Test(needle, blocks_hide_nothing)
{
	enum { BLOCK = 8 << 10, AROUND = 60 };
	struct ab_needle n = ab_needle_of(AB_STR("zyzzyva"), false);
	struct ab_arena arena = { 0 };
	ab_str text[AROUND];
	struct fixture f;

	for (size_t i = 0; i < AROUND; i++) {
		size_t len = BLOCK - AROUND + i;
		char *to = memset(ab_alloc(&arena, len + 8, 1), '.', len);
		memcpy(to + len, "zyzzyva", 7);
		text[i] = (ab_str){ to, len + 7 };
	}
	fixture_open(&f, text, AROUND);
	cr_assert(ab_heap_reach(f.heap, AROUND - 1));
	for (size_t i = 0; i < AROUND; i++)
		cr_expect_eq(ab_heap_sift(f.heap, i, &n, 1 << 20), i, "text %zu", i);
	fixture_close(&f);
	ab_arena_free(&arena);
}

/* Most of a bundle is passed over at once, and its one hit is where it stops. */
Test(needle, what_holds_nothing_is_passed_over)
{
	enum { MANY = 3000 };
	static ab_str text[MANY];
	struct ab_needle n = ab_needle_of(AB_STR("zyzzyva"), true);
	struct fixture f;

	for (size_t i = 0; i < MANY; i++)
		text[i] = i == 2900 ? AB_STR("The ZyzzyvA\n")
		    : AB_STR("A ferry, a quay and a gull on the quay\n");
	fixture_open(&f, text, MANY);
	cr_assert(ab_heap_reach(f.heap, MANY - 1));
	cr_expect_eq(ab_heap_sift(f.heap, 0, &n, 1 << 30), 2900);
	cr_expect_eq(ab_heap_sift(f.heap, 2900, &n, 1 << 30), 2900);
	cr_expect_eq(ab_heap_sift(f.heap, 2901, &n, 1 << 30), MANY);
	cr_expect_eq(ab_heap_sift(f.heap, MANY, &n, 1 << 30), MANY);
	cr_expect_lt(ab_heap_sift(f.heap, 0, &n, 1), 2900, "a look at some bytes is one at all");
	fixture_close(&f);
}
