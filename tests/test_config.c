#include <criterion/criterion.h>

#include "tests/check_config.h"

static char told[2000];

static void
hear(ab_str name, ab_str sentence)
{
	size_t len = strlen(told);

	snprintf(told + len, sizeof(told) - len, "%.*s: %.*s\n", (int)name.len, name.ptr,
	    (int)sentence.len, sentence.ptr);
}

Test(config, options_are_taken_a_line_at_a_time)
{
	struct ab_config config = { .keys = ab_keys_default() };
	struct ab_options o = ab_options_default();

	*told = '\0';
	ab_config_options(&config, &o, "f", AB_STR("# mine\n\n clean = dim \n--theme=light\n"
	    "no-state\r\ncolor=never\nrules=a.rules\nrules=b.rules\n"), hear);
	cr_expect_str_eq(told, "");
	cr_expect_eq(o.clean, AB_CLEAN_DIM);
	cr_expect_eq(o.theme, AB_THEME_LIGHT);
	cr_expect_eq(o.color, AB_WHEN_NEVER);
	cr_expect(o.no_state);
	cr_assert_eq(o.rules_count, 2);
	cr_expect_str_eq(o.rules[1], "b.rules");
	ab_options_free(&o);
	ab_config_free(&config);
}

Test(config, a_wrong_option_is_named_and_the_default_stays)
{
	static const struct { const char *line, *sentence; } rows[] = {
		{ "clean=perhaps", "--clean=perhaps: not one of on, dim, off" },
		{ "theme=", "--theme=: not one of terminal, dark, light, mono, contrast" },
		{ "theme", "theme wants an argument: theme=NAME" },
		{ "plain=yes", "plain takes no argument" },
		{ "frame=80x24", "frame is for the command line alone" },
		{ "config=/x", "config is for the command line alone" },
		{ "format=list", "format is for the command line alone" },
		{ "date=yesterday", "--date=yesterday: wants a day such as 2020-10-25" },
		{ "cleam=on", "cleam: no such option (see abreast --help)" },
	};

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		struct ab_config config = { .keys = ab_keys_default() };
		struct ab_options o = ab_options_default();
		char want[300], text[200];
		*told = '\0';
		snprintf(text, sizeof(text), "clean=dim\n%s\ntheme=dark\n", rows[i].line);
		snprintf(want, sizeof(want), "f: line 2: %s; the line is left out\n",
		    rows[i].sentence);
		ab_config_options(&config, &o, "f", ab_str_c(text), hear);
		cr_expect_str_eq(told, want);
		cr_expect_eq(o.clean, AB_CLEAN_DIM, "%s", rows[i].line);
		cr_expect_eq(o.theme, AB_THEME_DARK, "%s", rows[i].line);
		ab_options_free(&o);
		ab_config_free(&config);
	}
}

Test(config, keys_are_given_and_taken)
{
	struct ab_config config = { .keys = ab_keys_default() };
	enum ab_command found;

	*told = '\0';
	ab_config_keys(&config, "k", AB_STR("# mine\nquit Q <C-x>\npage-down  <Space>  q\n"
	    "chrome\n"), hear);
	cr_expect_str_eq(told, "");
	cr_expect_eq(ab_command_find(&config.keys, AB_STR("Q"), &found), AB_FOUND_COMMAND);
	cr_expect_eq(found, AB_DO_QUIT);
	cr_expect_eq(ab_command_find(&config.keys, AB_STR("q"), &found), AB_FOUND_COMMAND);
	cr_expect_eq(found, AB_DO_PAGE_DOWN);
	cr_expect_eq(ab_command_find(&config.keys, AB_STR("c"), &found), AB_FOUND_NONE);
	ab_config_keys(&config, "k", AB_STR("end ggg\nstart <Foo>\nbegin g\nhelp <C-1>\n"), hear);
	cr_expect_str_eq(told,
	    "k: line 1: ggg cannot be typed: g is a key of start; the line is left out\n"
	    "k: line 2: <Foo>: no such key; the line is left out\n"
	    "k: line 3: begin: no such command (abreast --help names them); the line is left out\n"
	    "k: line 4: <C-1>: no such key; the line is left out\n");
	ab_config_free(&config);
}

Test(config, every_key_of_the_table_leads_to_its_command)
{
	struct ab_keys keys = ab_keys_default();

	for (int c = 0; c < AB_DO_COUNT; c++)
		for (const char *key = keys.of[c]; *key; key += strspn(key, " ")) {
			enum ab_command found = AB_DO_COUNT;
			size_t len = strcspn(key, " ");
			ab_command_find(&keys, (ab_str){ key, len }, &found);
			cr_expect_eq((int)found, c, "%.*s", (int)len, key);
			key += len;
		}
}

Test(config, no_bytes_break_a_promise)
{
	static const char whole[] = "clean = dim\nquit Q <C-x>\nend G <End> GG\nsearch /\nrules=x\n"
	    "hide-like <\n";
	static const char bytes[] = { 0, ' ', '\n', '=', '<', '>', '\t', 'g', (char)0xFF };
	char text[sizeof(whole)];

	for (size_t i = 0; i + 1 < sizeof(whole); i++)
		for (size_t b = 0; b < sizeof(bytes); b++) {
			memcpy(text, whole, sizeof(whole));
			text[i] = bytes[b];
			const char *broken = check_config((ab_str){ text, sizeof(whole) - 1 });
			cr_assert_null(broken, "byte %zu is %d: %s", i, bytes[b],
			    broken ? broken : "");
		}
	cr_expect_gt(check_config_told, 0);
}
