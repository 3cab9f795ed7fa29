/* Lines like one line. Whatever the line, the pattern is a good rule that matches it. */
#include <criterion/criterion.h>

#include "base/utf8.h"
#include "know/knowledge.h"
#include "know/pattern.h"

static const struct { const char *line, *pattern; } rows[] = {
	{ "Follow us", "(?i)^Follow us$" },
	{ "12 Comments", "(?i)^\\d+ Comments$" },
	{ "Comments (1,204)", "(?i)^Comments \\(\\d+,\\d+\\)$" },
	{ "Updated: 9 Aug. 2024 at 10:07", "(?i)^Updated: \\d+ \\pL+\\.? \\d+ at \\d+:\\d+$" },
	{ "Saturday, September 14, 2024", "(?i)^\\pL+, \\pL+ \\d+, \\d+$" },
	{ "Publié le 29 août 2024", "(?i)^Publié le \\d+ \\pL+ \\d+$" },
	{ "14 сентября 2024", "(?i)^\\d+ \\pL+ \\d+$" },
	{ "The Sunday paper", "(?i)^The \\pL+ paper$" },
	{ "You may also march", "(?i)^You may also march$" },
	{ "Market 5", "(?i)^Market \\d+$" },
	{ "Follow @harbourpost", "(?i)^Follow @\\S+$" },
	{ "Mail to desk@harbour.example today", "(?i)^Mail to desk@\\S+ today$" },
	{ "See https://harbour.example/a?b=1 now", "(?i)^See https?://\\S+ now$" },
	{ "HTTP://x", "(?i)^https?://\\S+$" },
	{ "WWW.Harbour.example", "(?i)^www\\.\\S+$" },
	{ "wwwx. http:// @ x@", "(?i)^wwwx\\. http:// @ x@$" },
	{ "a\t b\xc2\xa0" "c", "(?i)^a\\h+b\\h+c$" },
	{ "^.*[a]{2}(b|c)?+\\$", "(?i)^\\^\\.\\*\\[a\\]\\{\\d+\\}\\(b\\|c\\)\\?\\+\\\\\\$$" },
	{ "\\Q.*\\E # (?#x)", "(?i)^\\\\Q\\.\\*\\\\E # \\(\\?#x\\)$" },
	{ "a\x1b[31mb\x07", "(?i)^a\\x{1b}\\[\\d+mb\\x{7}$" },
	{ "a\r\nb", "(?i)^a\\x{d}\\x{a}b$" },
	{ "x\xe2\x80\xaey", "(?i)^x\\x{202e}y$" },
	{ "Teilen · 共有", "(?i)^Teilen · 共有$" },
	{ "", "(?i)^$" },
};

/* What a rule file makes of it: a rule whose example is the line. */
static bool
matches(ab_str pattern, ab_str line)
{
	struct ab_arena arena = { 0 };
	struct ab_rules *rules = ab_rules_new();
	struct ab_matcher *matcher = ab_matcher_new();
	struct ab_rule_hit hit;
	struct ab_error err = { "" };
	ab_str text = ab_format(&arena, "chrome/own\t%.*s\n", (int)pattern.len, pattern.ptr);
	bool good = ab_rules_add(rules, text, ab_line_label, &err) && ab_rules_count(rules) == 1
	    && ab_rules_match(rules, matcher, line, 0, &hit) == 0;

	cr_expect_str_empty(err.text, "%.*s", (int)pattern.len, pattern.ptr);
	ab_matcher_free(matcher);
	ab_rules_free(rules);
	ab_arena_free(&arena);
	return good;
}

Test(pattern, lines_become_patterns)
{
	for (size_t i = 0; i < AB_LEN(rows); i++) {
		struct ab_arena arena = { 0 };
		ab_str line = ab_str_c(rows[i].line), got = ab_pattern_like(&arena, line);
		cr_expect(ab_str_eq(got, ab_str_c(rows[i].pattern)), "%s: %.*s", rows[i].line,
		    (int)got.len, got.ptr);
		cr_expect(matches(got, line), "%s", rows[i].line);
		ab_arena_free(&arena);
	}
}

/* Lines of anything: the pattern is short, is one line of a file, and matches. */
Test(pattern, long_and_odd_lines_become_short_patterns)
{
	static const char *const pieces[] = {
		"a", "[", "9", " ", "\x01", "\xf4\x8f\xbf\xbd", "word ", "1 2", "@a ",
		"\xe2\x80\xaf", "é", "\\", "May 3 ", "\xe2\x80\x8b", ".", "monday",
	};
	static const size_t lengths[] = { 1, 50, 179, 180, 181, 240, 399, 400, 10000 };

	for (size_t i = 0; i < AB_LEN(pieces); i++)
		for (size_t k = 0; k < AB_LEN(lengths); k++) {
			struct ab_arena arena = { 0 };
			size_t n = strlen(pieces[i]), times = lengths[k] / n + 1;
			char *line = ab_alloc(&arena, times, n);
			for (size_t t = 0; t < times; t++)
				memcpy(line + t * n, pieces[i], n);
			ab_str trimmed = ab_str_trim((ab_str){ line, times * n });
			ab_str got = ab_pattern_like(&arena, trimmed);
			cr_expect_leq(got.len, AB_PATTERN_MOST, "%s x %zu: %zu", pieces[i],
			    times, got.len);
			for (size_t b = 0; b < got.len; b++)
				cr_expect(got.ptr[b] & 0x80 || got.ptr[b] >= ' ', "%s x %zu",
				    pieces[i], times);
			cr_expect(matches(got, trimmed), "%s x %zu: %.*s", pieces[i], times,
			    (int)got.len, got.ptr);
			ab_arena_free(&arena);
		}
}
