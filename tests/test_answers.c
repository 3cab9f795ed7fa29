/* What a terminal says of itself, and of keys; it may say anything. */
#include <criterion/criterion.h>

#include "app/answers.h"
#include "app/keynames.h"

Test(answers, a_mode_is_there_where_it_can_be_set)
{
	static const struct { const char *text; bool is; int mode; bool can; } rows[] = {
		{ "2026;1$", true, 2026, true }, { "2026;2$", true, 2026, true },
		{ "69;0$", true, 69, false }, { "69;3$", true, 69, false },
		{ "69;4$", true, 69, false }, { "69", false, 0, false }, { "", false, 0, false },
		{ ";;", false, 0, false }, { "99999999999;1$", false, 0, false },
	};

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		int mode = 0;
		bool can = false;
		cr_expect_eq(ab_answer_mode(rows[i].text, &mode, &can), rows[i].is, "%s",
		    rows[i].text);
		cr_expect(mode == rows[i].mode && can == rows[i].can, "%s: %d, %d",
		    rows[i].text, mode, can);
	}
}

Test(answers, hyperlinks_are_known_by_name_and_version)
{
	static const struct { const char *version; bool can; } rows[] = {
		{ "kitty(0.35.2)", true }, { "kitty(0.17.0)", false }, { "foot(1.16.2)", true },
		{ "foot(1.6.4)", false }, { "tmux 3.4", true }, { "tmux 3.3a", false },
		{ "tmux 10.0", true }, { "VTE(7402)", true }, { "VTE(4204)", false },
		{ "iTerm2 3.5.0", true }, { "iTerm2 3.0.15", false },
		{ "WezTerm 20240203-110809-5046fc22", true }, { "ghostty 1.1.3", true },
		{ "contour 0.4.3.6442", true }, { "XTerm(390)", false }, { "kitty", false },
		{ "kitty(", false }, { "kittycat(1.0)", false }, { "", false },
		{ "tmux 99999999999999999999", true },
	};

	for (size_t i = 0; i < AB_LEN(rows); i++)
		cr_expect_eq(ab_answer_links(ab_str_c(rows[i].version)), rows[i].can, "%s",
		    rows[i].version);
}

Test(answers, keys_have_names)
{
	static const struct { wchar_t c; const char *name; } rows[] = {
		{ 'j', "j" }, { ' ', "<Space>" }, { 13, "<Enter>" }, { 27, "<Esc>" },
		{ 1, "<C-a>" }, { 127, "<BS>" }, { 28, "<Other>" }, { 0, "<Other>" },
	};
	static const struct { const char *report; char last; const char *name; } mice[] = {
		{ "0;7;3", 'M', "<Click-2,6>" }, { "64;1;1", 'M', "<WheelUp>" },
		{ "65;1;1", 'M', "<WheelDown>" }, { "0;7;3", 'm', "" }, { "2;7;3", 'M', "" },
		{ "0;0;3", 'M', "" }, { "0;7", 'M', "" }, { "", 'M', "" },
	};
	char name[AB_KEY_MAX];

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		ab_str got = ab_keyname(rows[i].c, name);
		cr_expect(ab_str_eq(got, ab_str_c(rows[i].name)), "%d: %.*s", (int)rows[i].c,
		    (int)got.len, got.ptr);
	}
	for (size_t i = 0; i < AB_LEN(mice); i++) {
		ab_str got = ab_keyname_mouse(mice[i].report, mice[i].last, name);
		cr_expect(ab_str_eq(got, ab_str_c(mice[i].name)), "%s: %.*s", mice[i].report,
		    (int)got.len, got.ptr);
	}
}
