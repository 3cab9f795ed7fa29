#include <criterion/criterion.h>

#include "view/notes.h"

#define TEXT "The ferry sailed. The gulls stayed. The ferry sailed."

static const struct { const char *line; bool good; const char *back; } lines[] = {
	{ "a.txt\t0\tThe ferry\twhy?\n", true, "a.txt\t0\tThe ferry\twhy?\n" },
	{ "\t7\tx\t\n", true, "\t7\tx\t\n" },
	{ "a\\tb\t0\tx\\ny\tc\\\\d\n", true, "a\\tb\t0\tx\\ny\tc\\\\d\n" },
	{ "a\t1\tx\tno line feed", true, "a\t1\tx\tno line feed\n" },
	{ "a\t1\tx\ty\n\nb\t2\tx\ty\n", true, "a\t1\tx\ty\nb\t2\tx\ty\n" },
	{ "a\t1\t\ty\n", false, "" },             /* no passage */
	{ "a\t-1\tx\ty\n", false, "" },
	{ "a\t99999999999999999999\tx\ty\n", false, "" },
	{ "a\t1\tx\n", false, "" },
	{ "a\t1\tx\ty\tz\n", false, "" },
	{ "a\t1\tx\\q\ty\n", false, "" },
	{ "a\t1\tx\ty\\\n", false, "" },
	{ "bad\na\t1\tx\ty\n", false, "a\t1\tx\ty\n" }, /* nothing else is lost */
};

Test(notes, lines_are_read_and_written)
{
	for (size_t i = 0; i < AB_LEN(lines); i++) {
		struct ab_notes notes = { 0 };
		struct ab_arena arena = { 0 };
		struct ab_error err;
		cr_expect_eq(ab_notes_read(&notes, ab_str_c(lines[i].line), &err), lines[i].good,
		    "row %zu", i);
		ab_str back = ab_notes_write(&notes, &arena);
		cr_expect(ab_str_eq(back, ab_str_c(lines[i].back)), "row %zu: %.*s", i,
		    (int)back.len, back.ptr);
		ab_arena_free(&arena);
		ab_notes_free(&notes);
	}
}

Test(notes, a_passage_is_found_again)
{
	static const struct { size_t start; const char *passage; bool found; size_t at; } rows[] = {
		{ 0, "The ferry", true, 0 }, { 36, "The ferry", true, 36 },
		{ 5, "The ferry", true, 0 }, { 900, "gulls", true, 22 }, { 0, "whales", false, 0 },
	};

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		struct ab_note note = { .start = rows[i].start,
			.passage = ab_str_c(rows[i].passage) };
		ab_span at = { 0, 0 };
		cr_expect_eq(ab_note_place(&note, AB_STR(TEXT), &at), rows[i].found, "row %zu", i);
		cr_expect_eq(at.start, rows[i].at, "row %zu", i);
	}
	ab_span at;
	cr_expect_not(ab_note_place(&(struct ab_note){ .passage = AB_STR("x") }, AB_STR(""), &at));
}

Test(notes, each_is_of_one_article)
{
	struct ab_notes notes = { 0 };
	ab_span at;
	size_t i = 0;

	ab_notes_add(&notes, (struct ab_note){ AB_STR("b"), 0, AB_STR("The"), AB_STR("1") });
	ab_notes_add(&notes, (struct ab_note){ AB_STR("a"), 0, AB_STR("gone"), AB_STR("2") });
	ab_notes_add(&notes, (struct ab_note){ AB_STR("a"), 22, AB_STR("gulls"), AB_STR("3") });
	cr_assert(ab_notes_each(&notes, AB_STR("a"), AB_STR(TEXT), &i, &at));
	cr_expect_eq(i, 2);
	cr_expect_eq(at.start, 22);
	cr_expect_eq(at.end, 27);
	i++;
	cr_expect_not(ab_notes_each(&notes, AB_STR("a"), AB_STR(TEXT), &i, &at));
	ab_notes_remove(&notes, 0);
	ab_notes_remove(&notes, 9);
	cr_expect_eq(notes.count, 2);
	cr_expect_eq(notes.changes, 4);
	ab_notes_free(&notes);
}

Test(notes, a_long_passage_is_cut_between_code_points)
{
	struct ab_notes notes = { 0 };
	char text[AB_NOTE_PASSAGE_MAX + 2] = "";

	for (size_t i = 1; i < sizeof(text); i += 2)
		memcpy(text + i - 1, "\xc3\xa9", 2);
	memmove(text + 1, text, sizeof(text) - 1);
	text[0] = 'x';
	ab_notes_add(&notes, (struct ab_note){ .passage = { text, sizeof(text) - 1 } });
	cr_expect_eq(notes.at[0].passage.len, AB_NOTE_PASSAGE_MAX - 1);
	ab_notes_free(&notes);
}
