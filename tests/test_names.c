#include <criterion/criterion.h>

#include "base/utf8.h"
#include "check_names.h"
#include "tests/known.h"

/* The text with its names as [PER Ada Lindqvist]. */
static ab_str
marked(struct ab_arena *arena, ab_str text, const struct ab_names *names)
{
	ab_str out = AB_STR("");
	size_t at = 0;

	for (size_t i = 0; i < names->count; i++) {
		ab_span span = names->at[i].at;
		out = ab_format(arena, "%.*s%.*s[%s %.*s]", (int)out.len, out.ptr,
		    (int)(span.start - at), text.ptr + at, ab_entity_name(names->at[i].type),
		    (int)(span.end - span.start), text.ptr + span.start);
		at = span.end;
	}
	return ab_format(arena, "%.*s%.*s", (int)out.len, out.ptr, (int)(text.len - at),
	    text.ptr + at);
}

static ab_str
unmarked(struct ab_arena *arena, ab_str s)
{
	char *out = ab_alloc(arena, s.len + 1, 1);
	size_t len = 0;

	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] == '[')
			i += strcspn(s.ptr + i, " ");
		else if (s.ptr[i] != ']')
			out[len++] = s.ptr[i];
	return (ab_str){ out, len };
}

static void
expect_marked(const char *want)
{
	struct ab_arena arena = { 0 };
	ab_str text = unmarked(&arena, ab_str_c(want));
	struct ab_lines lines = ab_lines_split(&arena, text);
	struct ab_names names = ab_names_find(&arena, text, &lines, known());
	const char *broken = check_names(text, &lines, &names);
	ab_str got = marked(&arena, text, &names);

	cr_expect_null(broken, "%s: %s", want, broken);
	cr_expect(ab_str_eq(got, ab_str_c(want)), "\n got  %.*s\n want %s", (int)got.len,
	    got.ptr, want);
	ab_arena_free(&arena);
}

/* What is meant is marked; the text is what is left without the marks. */
Test(names, marks)
{
	static const char *const rows[] = {
		"",
		"nothing to see here",
		"The rain fell. However, it stopped. Last week it did not.",
		/* longest name, titles and honorifics outside */
		"The [ORG U.S. State Department] and the [ORG Peruvian Interior Ministry] met.",
		"They met [MISC Peruvian] President [PER Ada Lindqvist] and Mr. [PER Ostrow] in "
		    "[LOC Lima].",
		"She told Secretary of State [PER Ada Lindqvist] to go.",
		"A spokeswoman, [PER Olga Vint], said so.",
		"The prosecutor [PER Zlobin] agreed with the prosecutor [PER Vinterstan] there.",
		/* possessives and hyphens */
		"They saw [LOC Peru]'s lake and [PER Ada Lindqvist]’s boat.",
		"A [LOC US]-backed plan, a [LOC Lima]-based firm, an ex-[MISC Peruvian] candidate.",
		"An [PER Ada Ostrow]-led team won.",
		"It was [PER Lee Jun-ho] and [PER Jean-Luc Ostrow] who won.",
		/* initials, particles, accents */
		"Then [PER John F. Ostrow] left with [PER Maarten van der Velde] and [PER Samir "
		    "al-Hakimi].",
		"Later [PER Sinead O'Dell] met [PER Zoë Ünal].",
		/* abbreviations */
		"He said the [LOC U.S.] and the [ORG EU] and [ORG QVT] agreed.",
		"It left the [LOC U.S.] The ship sank.",
		/* heads */
		"He joined the [ORG Ministry of Rivers and Lakes] and the [ORG University "
		    "of Oldport].",
		"She runs [ORG Ostrow Brothers Ltd.] and [ORG Vint, Inc.] now.",
		"They crossed the [LOC Vint River] to [LOC Lake Ostrow].",
		"He won the [MISC Ostrow Prize] for it.",
		"She led the [ORG People's Front] there.",
		/* places by what stands before */
		"They live in [LOC Ostrowia] now.",
		/* types by what stands after, by a list, by an abbreviation in brackets */
		"The band [ORG Quintarra] met.",
		/* capitals for other reasons */
		"It was a meeting. In the Meeting he said No. 3 was out, and Q1 too, by the "
		    "Presidency.",
		"He paid US$5 to his CEO for an IPO.",
		/* a person in full, then by one name */
		"[PER Farrukh Ismolov] came. [PER Ismolov] spoke. Then [PER Ismolov] left.",
		/* sentence starts: known, or seen elsewhere */
		"[LOC Peru] won. Rain fell. They live in [LOC Ostrowia].",
		/* headlines: what is known, or seen elsewhere */
		"[LOC Peru] Aims to Develop Better Ties, [PER Ostrow] Says\n"
		    "The mayor, [PER Ada Ostrow], spoke.",
		"RIVER TALKS FAIL IN [LOC PERU] AGAIN",
		/* glued text */
		"23:02[LOC Peru] says so",
		"He lost.[LOC Peru] won.",
		/* the month is no name */
		"On Monday, May 4, they met in June.",
	};

	for (size_t i = 0; i < AB_LEN(rows); i++)
		expect_marked(rows[i]);
}

/* Where capitals are not for names, a page is not painted all over. */
Test(names, other_languages)
{
	expect_marked("Die Regierung hat am Abend mit der Opposition über die Lage im Land "
	    "gesprochen, und der Sprecher der Partei sagte nach dem Treffen, dass die Wahl wie "
	    "geplant im Herbst sein soll. Die Behörden werden nach Angaben der Zeitung in der "
	    "Woche über den Antrag der Firma entscheiden.");
	expect_marked("Правительство сообщило, что переговоры в Городе продолжатся, а Совет примет "
	    "решение позже.");
	expect_marked("日本の首相は東京で会見した。");
	expect_marked("Спор О Порте В Бреннхафене\nПравительство Велмарка Сообщило, Что Переговоры "
	    "Продолжатся В Городе. Премьер Хенрик Дальвик Отказался Вводить Войска.\n"
	    "СОВЕТ ПРИМЕТ РЕШЕНИЕ ПОЗЖЕ");
	expect_marked("Η Κυβέρνηση Του Βέλμαρκ Ανακοίνωσε Ότι Οι Συνομιλίες Θα Συνεχιστούν "
	    "Στην Πόλη.");
	expect_marked("The council asked the mayor [PER Хенрик Дальвик] to come.");
}

Test(names, ids)
{
	static const struct { const char *text; const char *ids[6]; } rows[] = {
		{ "The US, the U.S. and the United States met.",
		  { "LOC:United States", "LOC:United States", "LOC:United States" } },
		{ "Ada Lindqvist left. Lindqvist won. So Ada  Lindqvist’s win.",
		  { "PER:Ada Lindqvist", "PER:Ada Lindqvist", "PER:Ada Lindqvist" } },
		{ "Ada Lindqvist met Olof Lindqvist. Lindqvist won.",
		  { "PER:Ada Lindqvist", "PER:Olof Lindqvist", "PER:Lindqvist" } },
		{ "He joined the Velmark Harbour Union (VHU) in Lima. The VHU said no.",
		  { "ORG:Velmark Harbour Union", "ORG:Velmark Harbour Union", "LOC:Lima",
		    "ORG:Velmark Harbour Union" } },
		{ "The VHU (Velmark Harbour Union) said no. The VHU left.",
		  { "ORG:Velmark Harbour Union", "ORG:Velmark Harbour Union",
		    "ORG:Velmark Harbour Union" } },
		{ "He joined the Velmark Harbour Union (QVT). The QVT said no.",
		  { "ORG:Velmark Harbour Union", "ORG:QVT", "ORG:QVT" } },
		{ "Peruvians and a Peruvian", { "MISC:Peruvian", "MISC:Peruvian" } },
		{ "He met Sinead O’Dell. Then O'Dell left.",
		    { "PER:Sinead O'Dell", "PER:Sinead O'Dell" } },
	};

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		struct ab_arena arena = { 0 };
		ab_str text = ab_str_c(rows[i].text);
		struct ab_lines lines = ab_lines_split(&arena, text);
		struct ab_names names = ab_names_find(&arena, text, &lines, known());
		size_t n = 0;
		for (; n < 6 && rows[i].ids[n]; n++)
			cr_expect(n < names.count
			    && ab_str_eq(names.at[n].id, ab_str_c(rows[i].ids[n])),
			    "%s: %s, not %.*s", rows[i].text, rows[i].ids[n],
			    n < names.count ? (int)names.at[n].id.len : 0,
			    n < names.count ? names.at[n].id.ptr : "");
		cr_expect_eq(names.count, n, "%s: %zu names", rows[i].text, names.count);
		ab_arena_free(&arena);
	}
}

Test(names, hidden_text_has_none)
{
	struct ab_arena arena = { 0 };
	ab_str text = AB_STR("Peru Lima\nPeru and Chile\nPeru");
	struct ab_lines lines = ab_lines_split(&arena, text);
	struct ab_hidden hidden[] = { { { 0, 9 }, { 0 } }, { { 19, 24 }, { 0 } } };

	lines.hidden = hidden;
	lines.hidden_count = AB_LEN(hidden);
	struct ab_names names = ab_names_find(&arena, text, &lines, known());
	ab_str got = marked(&arena, text, &names);
	cr_expect(ab_str_eq(got, AB_STR("Peru Lima\n[LOC Peru] and Chile\n[LOC Peru]")), "%.*s",
	    (int)got.len, got.ptr);
	ab_arena_free(&arena);
}

/* Whatever the text, the promises hold; and a text ten times as long takes
 * no hundred times as long. */
Test(names, promises_hold_for_any_text, .timeout = 120)
{
	static const char *const pieces[] = {
		"Ada ", "Peru", "U.S. ", "van ", "de ", "-", "'s ", "’", "Mr. ", ". ", "of ",
		"the ", "and ", "Ministry ", "River ", "Prize ", "A", "ÉÉ ", "Минск ", "日本",
		"\xcc\x81", "\xef\xbf\xbd", "\n", "& ", "5", "I ", "SHOUT ", "President ",
		"said ", ", ", "Inc. ", "“", "al", " ",
	};
	unsigned seed = 11;

	for (int round = 0; round < 600; round++) {
		struct ab_arena arena = { 0 };
		size_t count = round < 590 ? 20 : 4000, len = 0;
		char *at = ab_alloc(&arena, count, 16);
		for (size_t n = 0; n < count; n++) {
			seed = seed * 1103515245u + 12345u;
			const char *piece = pieces[(seed >> 16) % AB_LEN(pieces)];
			memcpy(at + len, piece, strlen(piece));
			len += strlen(piece);
		}
		ab_str text = { at, len };
		struct ab_lines lines = ab_lines_split(&arena, text);
		struct ab_names names = ab_names_find(&arena, text, &lines, known());
		const char *broken = check_names(text, &lines, &names);
		cr_assert_null(broken, "%s: %.*s", broken, (int)(len < 200 ? len : 200), at);
		ab_arena_free(&arena);
	}
}

Test(names, long_runs_are_cut_not_followed, .timeout = 120)
{
	static const char *const units[] = { "Ada ", "A.", "a-", "Ada-", "'", "U.S.", "van ",
		"Ministry of ", "\xcc\x81", ".", "@", "A&",
		"\xe2\x80\x99s", "Bank, Inc. ", "1.", "http://" };

	for (size_t u = 0; u < AB_LEN(units); u++) {
		struct ab_arena arena = { 0 };
		size_t unit = strlen(units[u]), len = unit * ((1 << 15) / unit);
		char *at = ab_alloc(&arena, len, 1);
		for (size_t i = 0; i < len; i++)
			at[i] = units[u][i % unit];
		ab_str text = { at, len };
		struct ab_lines lines = ab_lines_split(&arena, text);
		struct ab_names names = ab_names_find(&arena, text, &lines, known());
		const char *broken = check_names(text, &lines, &names);
		cr_expect_null(broken, "%s: %s", units[u], broken);
		for (size_t i = 0; i < names.count; i++)
			cr_expect_lt(names.at[i].at.end - names.at[i].at.start, 12 * 65,
			    "%s", units[u]);
		ab_arena_free(&arena);
	}
}
