/* The first article where somebody waits for it: what has come of it, until its end is known. */
#define _POSIX_C_SOURCE 200809L /* mkstemp, open_memstream */
#include "rows.h"
#include "typing.h"

TestSuite(hurry, .init = make, .fini = unmake, .timeout = 120);

enum { LONG = 6 << 20, STEP = 64 << 10 };

/* What is told so far begins as in the end, but where another article may have come before. */
static const struct { const char *what, *before, *text, *after, *name; bool same; } row[] = {
	{ "an article", "FILE a.txt\n", "A ferry. ",
	    "\nThe last gull.\nEND\nFILE b.txt\nGulls.\nEND\n", "a.txt", true },
	{ "the only one", "FILE a.txt\n", "A ferry.\n", "\nThe last gull.\nEND a.txt\n",
	    "a.txt", true },
	{ "one that is cut off", "FILE a.txt\n", "F\xc3\xa4hre ", "", "a.txt", true },
	{ "three bytes a character", "FILE a.txt\n", "\xe6\xb8\xaf", "\nEND\n", "a.txt", true },
	{ "what is no UTF-8", "FILE a.txt\n", "F\xe4hre ", "\nEND\n", "a.txt", true },
	{ "lines that end in CR", "FILE a.txt\r", "A ferry.\r", "END\r", "a.txt", true },
	{ "an END that is none", "FILE a.txt\nEND\nA ferry.\n", "Gulls. ", "\nEND a.txt\n",
	    "a.txt", true },
	{ "END far below the first", "FILE a.txt\nA ferry.\nEND\n", "Gulls. ",
	    "\nThe last gull.\nEND a.txt\n", "a.txt", true },
	{ "text after it", "FILE a.txt\nA ferry.\nEND a.txt\n", "Gulls. ", "", "a.txt", true },
	{ "plain text", "", "A ferry. ", "\nThe last gull.\n", NULL, true },
	{ "text before the first", "", "A ferry.\n", "The last gull.\nFILE a.txt\nGulls.\nEND\n",
	    NULL, true },
	{ "ENDs, and text before the first", "", "A ferry.\nEND\n", "FILE a.txt\nGulls.\nEND\n",
	    NULL, false },
};

static ab_str
long_one(struct ab_arena *arena, size_t i)
{
	size_t n = strlen(row[i].text), head = strlen(row[i].before), tail = strlen(row[i].after);
	char *to = ab_alloc(arena, LONG + n + head + tail, 1), *at = to + head;

	memcpy(to, row[i].before, head);
	for (; at - to < LONG; at += n)
		memcpy(at, row[i].text, n);
	memcpy(at, row[i].after, tail);
	return (ab_str){ to, (size_t)(at - to) + tail };
}

/* A heap of the file that `path` names, as for somebody who waits. */
static struct ab_heap *
hurried(void)
{
	struct ab_heap *heap = ab_heap_new(&(struct ab_heap_options){ .hurried = true });
	struct ab_error err;

	cr_assert(ab_heap_add(heap, path, &err), "%s", err.text);
	return heap;
}

Test(hurry, what_has_come_is_told_and_then_all)
{
	for (size_t i = 0; i < AB_LEN(row); i++) {
		struct ab_arena arena = { 0 };
		struct ab_record far, all;
		struct ab_error err;
		put(long_one(&arena, i));
		struct ab_heap *heap = hurried(), *calm = check_open(path, NULL, 0);

		while (ab_heap_count(heap) == 0)
			cr_assert(ab_heap_step(heap, STEP), "%s", row[i].what);
		cr_expect_lt(ab_heap_done(heap), LONG - (1 << 20), "%s", row[i].what);
		cr_assert(ab_heap_read(heap, 0, &arena, &far, &err), "%s: %s",
		    row[i].what, err.text);
		const char *name = row[i].name ? row[i].name : strrchr(path, '/') + 1;
		cr_expect(ab_str_eq(far.name, ab_str_c(name)), "%s: %.*s", row[i].what,
		    (int)far.name.len, far.name.ptr);
		cr_expect(far.notice.len && far.text.len, "%s", row[i].what);
		cr_expect_eq(far.utf8.damaged, 0, "%s: %zu", row[i].what, far.utf8.damaged);
		cr_expect_null(check_heap(calm, STEP), "%s", row[i].what);
		cr_expect_null(check_heap(heap, STEP), "%s", row[i].what);
		cr_expect(check_same(heap, calm), "%s", row[i].what);
		cr_expect_eq(ab_heap_generation(heap), 1, "%s: %u", row[i].what,
		    ab_heap_generation(heap));
		cr_assert(ab_heap_read(heap, 0, &arena, &all, &err));
		if (row[i].same)
			cr_expect(ab_str_starts(all.text, far.text), "%s", row[i].what);
		ab_heap_free(heap);
		ab_heap_free(calm);
		ab_arena_free(&arena);
	}
}

Test(hurry, a_short_first_article_is_never_told_in_part)
{
	struct ab_arena arena = { 0 };
	ab_str rest = long_one(&arena, 0);
	char *bytes = ab_alloc(&arena, rest.len + 32, 1);
	size_t head = (size_t)sprintf(bytes, "FILE 0.txt\nA pilot.\nEND\n");

	memcpy(bytes + head, rest.ptr, rest.len);
	put((ab_str){ bytes, head + rest.len });
	struct ab_heap *heap = hurried();
	cr_expect_null(check_heap(heap, STEP));
	cr_expect_eq(ab_heap_generation(heap), 0);
	cr_expect_eq(ab_heap_count(heap), 3);
	ab_heap_free(heap);
	ab_arena_free(&arena);
}

/* The rows of text on the screen, without the head above and the status below. */
static ab_str
rows_of(struct ab_arena *arena, struct ab_reader *reader)
{
	char *screen = screen_of(reader, 8, 80);
	ab_str rest = ab_copy(arena, ab_str_c(screen)), line;

	free(screen);
	ab_str_line(&rest, &line);
	while (rest.len > 1 && rest.ptr[rest.len - 2] != '\n')
		rest.len--;
	return ab_copy(arena, rest);
}

/* A reader is on the screen meanwhile: then it shows all, and stays where it was. */
Test(hurry, a_reader_goes_on_where_it_was)
{
	static const size_t rows[] = { 0, 1, 7, 9, 10 };

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		struct ab_arena arena = { 0 };
		struct ab_article_options article = { .hasty = true };
		struct ab_reader_options options = { .rows = 8, .cols = 80 };
		struct ab_error err;
		put(long_one(&arena, rows[i]));
		struct ab_heap *heap = hurried();
		struct ab_knowledge *know = ab_knowledge_new(NULL, 0, false, &err);
		cr_assert(know && ab_heap_try(heap, 0));
		struct ab_bundle *bundle = ab_bundle_new(heap, know, &article);
		struct ab_reader *reader = ab_reader_new(bundle, &options, &err);
		struct ab_frame *frame = ab_frame_new(8, 80);
		ab_reader_paint(reader, frame);
		cr_expect(!ab_heap_complete(heap), "%s", row[rows[i]].what);
		type(reader, "ma100jmb");
		ab_str there = rows_of(&arena, reader);
		cr_expect(ab_heap_complete(heap));
		type(reader, "'a'b");
		ab_str back = rows_of(&arena, reader);
		cr_expect(ab_str_eq(there, back), "%s:\n%s\n%s", row[rows[i]].what,
		    there.ptr, back.ptr);
		type(reader, "/last gull<Enter>");
		ab_str end = rows_of(&arena, reader);
		cr_expect(strstr(end.ptr, "The last gull."), "%s:\n%s", row[rows[i]].what, end.ptr);
		ab_frame_free(frame);
		ab_reader_free(reader);
		ab_bundle_free(bundle);
		ab_knowledge_free(know);
		ab_heap_free(heap);
		ab_arena_free(&arena);
	}
}
