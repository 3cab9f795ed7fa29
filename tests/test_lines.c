#include <criterion/criterion.h>
#include <stdint.h>

#include "base/utf8.h"
#include "check_lines.h"
#include "know/stamp.h"

static struct ab_knowledge *know;

static void
setup(void)
{
	struct ab_error err;

	know = ab_knowledge_new(NULL, 0, true, &err);
	cr_assert(know, "%s", err.text);
}

static void
teardown(void)
{
	ab_knowledge_free(know);
}

TestSuite(lines, .init = setup, .fini = teardown);

/* One letter a line: c chrome, t title, y byline, p caption, b body, - blank. */
static ab_str
kinds_of(struct ab_arena *arena, const struct ab_lines *lines)
{
	char *out = AB_NEW(arena, char, lines->count + 1);

	for (size_t i = 0; i < lines->count; i++)
		out[i] = "-ctypb"[lines->at[i].kind];
	return (ab_str){ out, lines->count };
}

static void
expect_kinds(const char *text, const char *kinds, const char *title, const char *published)
{
	struct ab_arena arena = { 0 };
	ab_str s = ab_str_c(text);
	const char *broken = check_lines(s, know);
	struct ab_lines lines = ab_lines_split(&arena, s);

	cr_expect_null(broken, "%s: %s", broken, text);
	ab_lines_classify(&lines, &arena, s, know, NULL);
	ab_str got = kinds_of(&arena, &lines), day = ab_lines_published(&lines, &arena, s);
	cr_expect(ab_str_eq(got, ab_str_c(kinds)), "%s, not %s:\n%s", got.ptr, kinds, text);
	cr_expect(ab_str_eq(lines.title, ab_str_c(title)), "title %.*s, not %s",
	    (int)lines.title.len, lines.title.ptr, title);
	cr_expect(ab_str_eq(day, ab_str_c(published)), "published %.*s, not %s", (int)day.len,
	    day.ptr, published);
	ab_arena_free(&arena);
}

#define LEAD "The harbour of Ostrava-on-Sea opened its new bridge on Monday, three years after " \
    "storms" \
	" had carried off the old one, and thousands of people crossed it before noon.\n"
#define SECOND "Mayor Ada Sailor said the bridge had cost less than the council feared and " \
    "would carry" \
	" trams from next spring on, if the rails arrive.\n"
#define THIRD "\"Nobody will have to take the ferry in winter again,\" she told the crowd, which" \
	" answered with cheers and a great many umbrellas.\n"

Test(lines, split_keeps_every_byte)
{
	static const struct { ab_str text; size_t count; } rows[] = {
		{ { "", 0 }, 0 }, { { "\n", 1 }, 1 }, { { "a", 1 }, 1 }, { { "a\n", 2 }, 1 },
		{ { "a\nb", 3 }, 2 }, { { "\n\n", 2 }, 2 }, { { "a\r\n\0b\n", 6 }, 2 },
	};

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		struct ab_arena arena = { 0 };
		struct ab_lines lines = ab_lines_split(&arena, rows[i].text);
		cr_expect_eq(lines.count, rows[i].count, "row %zu: %zu", i, lines.count);
		const char *broken = check_lines(rows[i].text, know);
		cr_expect_null(broken, "row %zu: %s", i, broken);
		ab_arena_free(&arena);
	}
}

Test(lines, a_page_and_its_furniture)
{
	expect_kinds("Harbour Gazette\nMenu\nSport\nLog in or register\n\n"
	    "New bridge opens in harbour of Ostrava-on-Sea\n"
	    "By Tom Okoro\nExample Wire | Updated: 03-02-2031 11:20 IST\nShare\n"
	    LEAD "Advertisement\n" SECOND "[ad_2]\n" THIRD
	    "Trending\nGoat elected to village council\nTwo moons seen over the bay by sailors\n"
	    "A goat has been elected to a village council after nobody else would stand, and "
	    "it will...\n"
	    "Privacy Policy\n© 2031 Harbour Gazette\n",
	    "cccc-tyycbcbcbcccccc", "New bridge opens in harbour of Ostrava-on-Sea",
	    "2031-02-03T11:20+05:30");
}

Test(lines, nothing_but_an_article)
{
	expect_kinds(LEAD SECOND "\n" THIRD, "bb-b", "", "");
}

Test(lines, a_counter_is_hidden_as_a_part_and_lists_of_others_whole)
{
	struct ab_arena arena = { 0 };
	ab_str s = AB_STR("New bridge opens in the harbour\n731 Monday, 3 February, 2031, 08:45 "
	    LEAD "Goat elected to village council\n88Yesterday, 09:15Two moons seen over the bay\n"
	    "412Yesterday, 08:30Council votes on trams\n57Yesterday, 07:00");
	struct ab_lines lines = ab_lines_split(&arena, s);

	expect_kinds(s.ptr, "tbcccc", "New bridge opens in the harbour", "2031-02-03T08:45");
	ab_lines_classify(&lines, &arena, s, know, NULL);
	ab_str part = ab_slice(s, lines.hidden[0].at);
	cr_expect(ab_str_eq(part, AB_STR("731 Monday, 3 February, 2031, 08:45 ")), "%.*s",
	    (int)part.len, part.ptr);
	cr_expect(ab_str_eq(lines.hidden[0].rule, AB_STR("chrome/counter-front")));
	ab_arena_free(&arena);
}

Test(lines, parts_are_hidden_and_the_rest_keeps_its_kind)
{
	static const char page[] = "New bridge opens in the harbour\n" SECOND
	    "© Ada Harbour / Go to the photo bank People walk across the new bridge\n" THIRD
	    "The ferries stay in port until the ice has gone, said the captain of the "
	    "last one. |\n";
	struct ab_arena arena = { 0 };
	struct ab_lines lines = ab_lines_split(&arena, AB_STR(page));

	expect_kinds(page, "tbpbb", "New bridge opens in the harbour", "");
	ab_lines_classify(&lines, &arena, AB_STR(page), know, NULL);
	cr_assert_eq(lines.hidden_count, 2);
	ab_str prompt = ab_slice(AB_STR(page), lines.hidden[0].at);
	cr_expect(ab_str_eq(prompt, AB_STR("/ Go to the photo bank ")), "%.*s", (int)prompt.len,
	    prompt.ptr);
	cr_expect(ab_str_eq(ab_slice(AB_STR(page), lines.hidden[1].at), AB_STR("|")));
	ab_arena_free(&arena);
}

Test(lines, an_agency_and_a_prompt_before_a_caption)
{
	static const char page[] = "New bridge opens in the harbour\n" SECOND
	    "Harbour Press / Go to the media library People walk across the new bridge\n" THIRD;
	struct ab_arena arena = { 0 };
	struct ab_lines lines = ab_lines_split(&arena, AB_STR(page));

	ab_lines_classify(&lines, &arena, AB_STR(page), know, NULL);
	cr_assert_eq(lines.hidden_count, 1);
	cr_expect(ab_str_eq(ab_slice(AB_STR(page), lines.hidden[0].at),
	    AB_STR("/ Go to the media library ")));
	cr_expect_eq(lines.at[ab_lines_find(&lines, lines.hidden[0].at.start)].kind,
	    AB_KIND_CAPTION);
	ab_arena_free(&arena);
}

Test(lines, a_title_given_twice_and_a_caption_that_comes_again)
{
	expect_kinds("New bridge opens in the harbour\n"
	    SECOND "Example Wire | Created: 2031-02-03\n"
	    "New bridge opens in the harbour\n"
	    "© Ada Harbour / Example Pictures People walk across the new bridge in the rain\n"
	    "People walk across the new bridge in the rain - Harbour Gazette\n"
	    LEAD "\n" THIRD,
	    "tbytppb-b", "New bridge opens in the harbour", "2031-02-03");
}

static void
expect_title(const char *text, const char *title)
{
	struct ab_arena arena = { 0 };
	ab_str s = ab_str_c(text);
	struct ab_lines lines = ab_lines_split(&arena, s);

	ab_lines_classify(&lines, &arena, s, know, NULL);
	cr_expect(ab_str_eq(lines.title, ab_str_c(title)), "title %.*s, not %s",
	    (int)lines.title.len, lines.title.ptr, title);
	ab_arena_free(&arena);
}

Test(lines, the_headline_among_what_is_like_one)
{
	static const char *const pages[] = {
		/* the way to the page, run together */
		"Home\nHomeLocal NewsThousands cross new bridge in the harbour\n"
		"Thousands cross new bridge in the harbour\nBy Ada Harbour\n" LEAD SECOND THIRD,
		/* highlights below the headline */
		"News\nSport\nWeather\nThousands cross new bridge in the harbour\n"
		"Bridge cost less than council feared, mayor says\nStorms carried off old bridge\n"
		"By Ada Harbour\n" LEAD SECOND THIRD,
		/* share links between headline and prose, a link before it */
		"Goat elected to village council\nNews\nSport\n"
		    "Thousands cross new bridge in the harbour\n"
		"Share\nE-mail\nPrint\nSave\nTweet\nPost\nBookmark\nText size\nSmall\nLarge\n"
		"February 3, 2031\n" LEAD SECOND THIRD,
		/* numbers are of no interest to it, the outlet's name behind it is cut off */
		"3 Feb 2031 - 14 Mar 2032\nThousands cross new bridge in the harbour | "
		    "Harbour Gazette\n"
		LEAD SECOND THIRD,
		/* the address of the page */
		"Thousands cross new bridge in the harbour\nNews\nSport\n"
		"example.org/2031/02/Thousands-Cross-New-Bridge-In-The-Harbour-Ferries\n"
		"By Ada Harbour\nFebruary 3, 2031\n" LEAD SECOND THIRD,
	};

	for (size_t i = 0; i < AB_LEN(pages); i++)
		expect_title(pages[i], "Thousands cross new bridge in the harbour");
}

Test(lines, a_list_of_others_amid_the_prose_and_a_last_short_sentence)
{
	expect_kinds(LEAD SECOND "Goat elected to village council\n"
	    "88Yesterday, 09:15Two moons over the bay\n"
	    "412Yesterday, 08:30Council votes on trams\n" THIRD LEAD, "bbcccbb", "", "");
	expect_kinds(LEAD SECOND "The council declined to comment.\nShare\nGoat elected\n",
	    "bbbcc", "", "");
}

Test(lines, other_languages_keep_their_body)
{
	expect_kinds("Neue Brücke im Hafen eröffnet\nTeilen\n"
	    "Die neue Brücke im Hafen von Ostrava ist am Montag nach drei Jahren Bauzeit "
	    "eröffnet worden.\n"
	    "Bürgermeisterin Ada Segler sagte, die Brücke habe weniger gekostet als befürchtet.\n"
	    "Lesen Sie auch\nZiege in den Gemeinderat gewählt\n", "tcbbcc",
	    "Neue Brücke im Hafen eröffnet", "");
	expect_kinds("Меню\nНовый мост открыт в порту\n"
	    "Новый мост в порту Остравы открыли в понедельник после трёх лет строительства "
	    "и споров.\n"
	    "Мэр города сказала, что мост обошёлся дешевле, чем опасался городской совет весной.\n"
	    "Поделиться\n", "ctbbc", "Новый мост открыт в порту", "");
	expect_kinds("El puente nuevo se abrió en el puerto\nCompartir\n"
	    "El puente nuevo del puerto se abrió el lunes, tres años después de la gran tormenta.\n"
	    "La alcaldesa dijo que el puente había costado menos de lo que temía el consejo.\n"
	    "Lo más leído\nUna cabra en el consejo\n", "tcbbcc",
	    "El puente nuevo se abrió en el puerto", "");
}

Test(lines, promises_hold_whatever_the_text)
{
	static const char *const texts[] = {
		"Share", "Share\nTweet\nMenu\n", "© 2031 Harbour Gazette. All rights reserved.",
		"[ad_1]\n[ad_1]\n[ad_2]", "12 Comments\n" LEAD SECOND, "\n \n\t\n",
		"Trending\n" LEAD,
		"We use cookies to make our site better for all who come, so please accept them, "
		    "friends, as"
		" you would accept a biscuit from your own grandmother on a Sunday afternoon in "
		    "the rain.\n"
		"The bridge is open to all.\n",
		"731 Monday, 3 February, 2031, 08:45 \n",
		"88Yesterday, 09:15\n89Yesterday, 09:16\n",
		"...\n...\n", "\xc2\xa0\n", "1\n2\n3\n", "Tags:\n",
		"By Ada Sailor\nMarch 3, 2031\n",
	};

	for (size_t i = 0; i < AB_LEN(texts); i++) {
		const char *broken = check_lines(ab_str_c(texts[i]), know);
		cr_expect_null(broken, "%s: %s", broken, texts[i]);
	}
}

Test(lines, promises_hold_against_rules_that_hide_everything)
{
	const struct ab_rule_text all = { "all", AB_STR("chrome\t(?<part>.+)\n") },
	    whole = { "whole", AB_STR("chrome\t.\n") }, title = { "title", AB_STR("title\t.\n") };
	const struct ab_rule_text *rules[] = { &all, &whole, &title };
	struct ab_error err;

	for (size_t i = 0; i < AB_LEN(rules); i++) {
		struct ab_knowledge *own = ab_knowledge_new(rules[i], 1, false, &err);
		const char *broken = check_lines(AB_STR("a\n" LEAD "\n" SECOND "b"), own);
		cr_expect_null(broken, "%s: %s", rules[i]->name, broken);
		ab_knowledge_free(own);
	}
}

/* Pages at random from pieces that each mean something to some step. */
Test(lines, promises_hold_for_shuffled_pages)
{
	static const char *const pieces[] = {
		"\n", "Menu\n", "Share\n", "Trending\n", "Related\n", "12 Comments\n", "[ad_1]\n",
		LEAD, SECOND, THIRD, "88Yesterday, 09:15Two moons\n",
		"731 Monday, 3 February, 2031, 08:45 The bridge.\n",
		"© Ada Harbour / Example Pictures\n", "By Ada Sailor\n", "3 March 2031\n",
		"東京の港では船が待つ。\n", "Новости\n", "A goat was elected...\n", "Subscribe\n",
		"\x01\x02 |\n", "\xef\xbf\xbd\n",
	};
	uint32_t seed = 7;

	for (int page = 0; page < 3000; page++) {
		char text[4096];
		size_t len = 0;
		for (int n = page % 12; n >= 0; n--) {
			seed = seed * 1664525u + 1013904223u;
			const char *piece = pieces[(seed >> 16) % AB_LEN(pieces)];
			size_t size = strlen(piece);
			memcpy(text + len, piece, size);
			len += size;
		}
		const char *broken = check_lines((ab_str){ text, len - (size_t)page % 2 }, know);
		cr_assert_null(broken, "%s:\n%.*s", broken, (int)len, text);
	}
}

/* The day that this page states. */
static void
expect_day(struct ab_arena *arena, ab_str page, const char *published)
{
	struct ab_lines lines = ab_lines_split(arena, page);

	ab_lines_classify(&lines, arena, page, know, NULL);
	ab_str got = ab_lines_published(&lines, arena, page);
	cr_expect(ab_str_eq(got, ab_str_c(published)), "%.*s\n not %s, of:\n%.*s", (int)got.len,
	    got.ptr, published, (int)page.len, page.ptr);
}

Test(lines, stamps)
{
	static const struct { const char *text, *published; } rows[] = {
		{ "Published: 2031-02-03", "2031-02-03" },
		{ "Updated: 03-02-2031 11:20 IST", "2031-02-03T11:20+05:30" },
		{ "2031-02-03T11:20:05.123Z", "2031-02-03T11:20Z" },
		{ "2031-02-03T11:20-0500", "2031-02-03T11:20-05:00" },
		{ "Feb 3, 2031 11:20 pm EST", "2031-02-03T23:20-05:00" },
		{ "Monday, 3rd of February, 2031 at 12:05 a.m.", "2031-02-03T00:05" },
		{ "Published Feb. 3rd, 2031, 11:20 GMT+2", "2031-02-03T11:20+02:00" },
		{ "3. März 2031, 11:20 Uhr", "2031-03-03T11:20" },
		{ "3 de marzo de 2031", "2031-03-03" },
		{ "Publié le 3 février 2031 à 11h20", "2031-02-03T11:20" },
		{ "Publié le 1er mars 2031", "2031-03-01" },
		{ "3 марта 2031", "2031-03-03" },
		{ "Опубликовано 3 марта 2031 г. в 11:20", "2031-03-03T11:20" },
		{ "Publicado el 3 de marzo del 2031 a las 11:20", "2031-03-03T11:20" },
		{ "Publicado em 1º de outubro de 2031 às 07h05", "2031-10-01T07:05" },
		{ "Pubblicato il 3 febbraio 2031 alle ore 11.20", "2031-02-03T11:20" },
		{ "Ada Sailor 3 March 2031", "2031-03-03" },
		{ "Posted by Ada Sailor on March 3, 20317 comments", "" },
		{ "By Ada Sailor3/25/2031March 30th, 20327 comments", "2031-03-25" },
		{ "Updated 3 hours ago", "" },
		{ "2031年2月3日", "2031-02-03" },
		{ "Updated: 23/02/2031", "2031-02-23" },
		{ "Updated: 02/23/2031", "2031-02-23" },
		{ "Updated: 02/03/2031", "" }, /* February or March? */
		{ "Updated: 02/03/2031\nTides of 02/25/2031", "2031-02-03" },
		{ "Updated: 02/03/2031\nTides of 25/02/2031", "2031-03-02" },
		{ "Updated: 02/03/2031\nTides of 25/26/2031 and 1/2 of 2031", "" },
		{ "Published: 30 February 2031", "" },
		{ "© 2031 Harbour Gazette", "" },
		{ "Published: 3 February", "" },
		/* the day is that of the place where it was written, and the zone stays with it */
		{ "2031-02-03T00:30+05:30", "2031-02-03T00:30+05:30" },
		{ "2031-02-03T23:30-08:00", "2031-02-03T23:30-08:00" },
		{ "2031-12-31T23:59+14:00", "2031-12-31T23:59+14:00" },
		{ "2031-01-01 00:00 -12:00", "2031-01-01T00:00-12:00" },
		{ "2031-01-01 00:00 +19:00", "2031-01-01T00:00" },
		{ "Published: 2016-12-31T23:59:60Z", "2016-12-31T23:59Z" }, /* a leap second */
		{ "Updated: 01-01-2017 05:29:60 IST", "2017-01-01T05:29+05:30" },
		{ "https://harbour.example/2031/02/03/bridge-opens", "2031-02-03" },
		{ "\"datePublished\": \"2031-02-03T11:20:05+03:00\",", "2031-02-03T11:20+03:00" },
		{ "dateModified='2031-02-03 11:20'", "2031-02-03T11:20" },
		{ "15 sierpnia 2031, 11:20", "2031-08-15T11:20" },
		{ "15 Ağustos 2031 11:20", "2031-08-15T11:20" },
		{ "Publicerad 15 augusti 2031 kl 11.20", "2031-08-15T11:20" },
	};

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		struct ab_arena arena = { 0 };
		ab_str s = ab_format(&arena, "New bridge opens in the harbour\n%s\n" LEAD SECOND,
		    rows[i].text);
		expect_day(&arena, s, rows[i].published);
		ab_arena_free(&arena);
	}
}

#define TUGS " Three tugs pulled the ferry off the sand, and all of its passengers came ashore.\n"

Test(lines, datelines)
{
	static const struct { const char *text, *published; } rows[] = {
		{ "PORTVALE, Aug. 9, 2031 (Agency) -" TUGS, "2031-08-09" },
		{ "NEW PORTVALE, 9 August 2031 \xe2\x80\x94" TUGS, "2031-08-09" },
		{ "PORTVALE, Aug. 9 (Agency) -" TUGS, "" }, /* nobody says of what year */
		{ "PORTVALE, Aug. 9 (Agency) - On 3 May 2030 the ferry was new." TUGS, "" },
		{ "Portvale grew from 9 August 2031 - the day of the ferry - to this." TUGS, "" },
		{ "PORTVALE (Agency) - On 9 August 2031 the ferry ran aground." TUGS, "" },
		{ "PORTVALE, Aug. 9, 2031, was where the ferry ran aground." TUGS, "" },
	};

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		struct ab_arena arena = { 0 };
		ab_str s = ab_format(&arena, "Ferry aground\n%s" SECOND, rows[i].text);
		expect_day(&arena, s, rows[i].published);
		ab_arena_free(&arena);
	}
}

Test(lines, addresses_state_days)
{
	static const struct { const char *url, *published; } rows[] = {
		{ "https://harbour.example/2031/02/03/bridge-opens.html", "2031-02-03" },
		{ "https://harbour.example/news/2031-02-03-bridge", "2031-02-03" },
		{ "https://harbour.example/2031/02/bridge", "" },
		{ "https://harbour.example/2031/02/30/bridge", "" },
		{ "https://harbour.example/a/20310/2/3", "" }, { "", "" },
	};

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		struct ab_arena arena = { 0 };
		ab_str got = ab_url_published(&arena, ab_str_c(rows[i].url));
		cr_expect(ab_str_eq(got, ab_str_c(rows[i].published)), "%s: %.*s", rows[i].url,
		    (int)got.len, got.ptr);
		ab_arena_free(&arena);
	}
}

Test(lines, dates_of_the_prose_and_of_others_are_not_the_day_of_publication)
{
	expect_kinds("The bridge fell on 3 February 2029, and the council met on 4 February 2029 "
	    "to weep over it and to plan.\n" LEAD "Related\nOld bridge: a history\nMarch 3, 2028\n",
	    "bbccc", "", "");
	/* The more precise of two that say the same day. */
	expect_kinds("date 2031-02-03 Top Menu\nNew bridge opens in the harbour\n"
	    "Example Wire | Updated: 03-02-2031 11:20\n" LEAD SECOND, "ctybb",
	    "New bridge opens in the harbour", "2031-02-03T11:20");
}

Test(lines, a_rule_of_ones_own_decides_first)
{
	const struct ab_rule_text own = { "own",
		AB_STR("body/mine\n= share\nchrome/mine\t^Mayor\n") };
	struct ab_arena arena = { 0 };
	struct ab_error err;
	struct ab_knowledge *mine = ab_knowledge_new(&own, 1, true, &err);
	ab_str s = AB_STR(LEAD "Share\n" SECOND THIRD);
	struct ab_lines lines = ab_lines_split(&arena, s);

	cr_assert(mine, "%s", err.text);
	ab_lines_classify(&lines, &arena, s, mine, NULL);
	ab_str got = kinds_of(&arena, &lines);
	cr_expect(ab_str_eq(got, AB_STR("bbcb")), "%s", got.ptr);
	cr_expect(ab_str_eq(lines.hidden[0].rule, AB_STR("chrome/mine")));
	ab_arena_free(&arena);
	ab_knowledge_free(mine);
}
