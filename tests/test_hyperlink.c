/* A URL is what a stranger wrote: nothing of it may end the sequence that it stands in. */
#include <criterion/criterion.h>

#include "base/utf8.h"
#include "view/frame.h"
#include "view/hyperlink.h"

static const struct { const char *url, *clean; } rows[] = {
	{ "https://courier.example/2031/05/04", "https://courier.example/2031/05/04" },
	{ " HTTP://Courier.example/?a=b&c=%20#d \n", "HTTP://Courier.example/?a=b&c=%20#d" },
	{ "ftp://ftp.example/a", "ftp://ftp.example/a" },
	{ "https://courier.example/a b", "https://courier.example/a%20b" },
	{ "https://zeitung.example/ü", "https://zeitung.example/%C3%BC" },
	{ "https://a.example/\033\\\033]52;c;bWFsbA==\a", "https://a.example/%5C]52;c;bWFsbA==" },
	/* ST and OSC of eight bits */
	{ "https://a.example/\xc2\x9c\xc2\x9d\x7f", "https://a.example/" },
	/* written backwards */
	{ "https://a.example/\xe2\x80\xae" "gpj", "https://a.example/gpj" },
	{ "java\nscript:alert(1)", NULL }, { "file:///etc/passwd", NULL }, { "", NULL },
	{ "https://", NULL }, { "https:///nowhere", NULL }, { "//courier.example/", NULL },
	{ "x https://courier.example/", NULL }, { "mailto:desk@courier.example", NULL },
	{ "\033[31m", NULL },
};

Test(hyperlink, only_what_leads_into_the_web_is_kept)
{
	struct ab_arena arena = { 0 };

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		ab_str clean = { 0 };
		bool is = ab_hyperlink(&arena, ab_str_c(rows[i].url), &clean);
		cr_expect_eq(is, rows[i].clean != NULL, "%s", rows[i].url);
		if (is && rows[i].clean)
			cr_expect(ab_str_eq(clean, ab_str_c(rows[i].clean)), "%.*s",
			    (int)clean.len, clean.ptr);
	}
	ab_arena_free(&arena);
}

Test(hyperlink, every_byte_is_printable_and_there_are_not_many)
{
	struct ab_arena arena = { 0 };
	struct ab_utf8_report report;
	ab_str clean;
	char text[3000];
	unsigned random = 1;

	for (int turn = 0; turn < 2000; turn++) {
		size_t len = (size_t)snprintf(text, sizeof(text), "http://x");
		for (; len < 60 + (size_t)turn % 50; len++)
			text[len] = (char)((random = random * 1103515245u + 12345u) >> 16);
		ab_str url = ab_utf8_text(&arena, (ab_str){ text, len }, &report);
		if (!ab_hyperlink(&arena, url, &clean))
			continue;
		for (size_t i = 0; i < clean.len; i++)
			cr_assert(clean.ptr[i] > ' ' && clean.ptr[i] < 0x7F
			    && clean.ptr[i] != '\\');
		ab_arena_free(&arena);
	}
	memset(text, 'a', sizeof(text));
	memcpy(text, "http://", 7);
	cr_expect(ab_hyperlink(&arena, (ab_str){ text, AB_HYPERLINK_MAX }, &clean));
	cr_expect_not(ab_hyperlink(&arena, (ab_str){ text, AB_HYPERLINK_MAX + 1 }, &clean));
	memset(text + 7, '<', sizeof(text) - 7); /* three bytes each, encoded */
	cr_expect_not(ab_hyperlink(&arena, (ab_str){ text, AB_HYPERLINK_MAX / 2 }, &clean));
	ab_arena_free(&arena);
}

Test(hyperlink, a_frame_keeps_those_that_are_on_it)
{
	struct ab_frame *f = ab_frame_new(2, 10);

	ab_frame_link(f, 0, 2, 20, AB_STR("http://a.example/"));
	ab_frame_link(f, 7, 2, 5, AB_STR("http://a.example/"));
	ab_frame_link(f, 1, 5, 5, AB_STR("http://a.example/"));
	ab_frame_link(f, 1, 0, 5, AB_STR("data:text/html,x"));
	cr_assert_eq(f->links.count, 1);
	cr_expect(f->links.at[0].row == 0 && f->links.at[0].col == 2 && f->links.at[0].limit == 10);
	ab_frame_clear(f);
	cr_expect_eq(f->links.count, 0);
	ab_frame_free(f);
}
