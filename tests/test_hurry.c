/* The first article where somebody waits for it: what has come of it, until its end is known. */
#define _POSIX_C_SOURCE 200809L /* mkstemp, open_memstream */
#include "rows.h"
#include "typing.h"
#include "view/state.h"

TestSuite(hurry, .init = make, .fini = unmake, .timeout = 120);

/* As many bytes in all as make the last slice of a reader's work end where the text ends. */
enum { LONG = 8 << 20, STEP = 64 << 10, ROWS = 8, COLS = 70 };

/* What is told so far begins as in the end, but where another article may have come before. */
static const struct {
	const char *what, *before, *text, *after, *name;
	bool same;
} row[] = {
	{ "an article", "FILE a.txt\n", "A ferry. ",
	  "\nThe last gull.\nEND\nFILE b.txt\nGulls.\nEND\n", "a.txt", true },
	{ "the only one", "FILE a.txt\n", "A ferry.\n",
	  "\nThe last gull.\nEND a.txt\n", "a.txt", true },
	{ "one that is cut off", "FILE a.txt\n", "F\xc3\xa4hre ", "", "a.txt", true },
	{ "three bytes a character", "FILE a.txt\n", "\xe6\xb8\xaf", "\nEND\n", "a.txt", true },
	{ "what is no UTF-8", "FILE a.txt\n", "F\xe4hre ", "\nEND\n", "a.txt", true },
	{ "lines that end in CR", "FILE a.txt\r", "A ferry.\r", "END\r", "a.txt", true },
	{ "an END that is none", "FILE a.txt\nEND\nA ferry.\n", "Gulls. ",
	  "\nEND a.txt\n", "a.txt", true },
	{ "END far below the first", "FILE a.txt\nA ferry.\nEND\n", "Gulls. ",
	  "\nThe last gull.\nEND a.txt\n", "a.txt", true },
	{ "text after it", "FILE a.txt\nA ferry.\nEND a.txt\n", "Gulls. ", "", "a.txt", true },
	{ "plain text", "", "A ferry. ", "\nThe last gull.\n", NULL, true },
	{ "text before the first", "", "A ferry.\n",
	  "The last gull.\nFILE a.txt\nGulls.\nEND\n", NULL, true },
	{ "ENDs, and text before the first", "", "A ferry.\nEND\n",
	  "FILE a.txt\nGulls.\nEND\n", NULL, false },
};

static ab_str
long_one(struct ab_arena *arena, size_t i)
{
	size_t n = strlen(row[i].text), head = strlen(row[i].before), tail = strlen(row[i].after);
	size_t blanks = (LONG - head - tail) % n;
	char *to = ab_alloc(arena, LONG, 1), *at = to + head + blanks, *end = to + LONG - tail;

	memcpy(to, row[i].before, head);
	memset(to + head, ' ', blanks);
	for (; at < end; at += n)
		memcpy(at, row[i].text, n);
	memcpy(end, row[i].after, tail);
	return (ab_str){ to, LONG };
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
		cr_assert(ab_heap_read(heap, 0, &arena, &far, &err), "%s: %s", row[i].what,
		    err.text);
		const char *name = row[i].name ? row[i].name : strrchr(path, '/') + 1;
		cr_expect(ab_str_eq(far.name, ab_str_c(name)), "%s: %.*s", row[i].what,
		    (int)far.name.len, far.name.ptr);
		cr_expect(far.notice.len && far.text.len, "%s", row[i].what);
		cr_expect_eq(far.utf8.damaged, 0, "%s: %zu", row[i].what, far.utf8.damaged);
		while (ab_heap_step(calm, LONG))
			;
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
	char *screen = screen_of(reader, ROWS, COLS);
	ab_str rest = ab_copy(arena, ab_str_c(screen)), line;

	free(screen);
	ab_str_line(&rest, &line);
	while (rest.len > 1 && rest.ptr[rest.len - 2] != '\n')
		rest.len--;
	return ab_copy(arena, rest);
}

/* Somebody who has the long text of a row on the screen, as far as it has come. */
struct begun {
	struct ab_heap *heap;
	struct ab_knowledge *know;
	struct ab_bundle *bundle;
	struct ab_reader *reader;
};

static struct begun
begin(struct ab_arena *arena, size_t i, int cols)
{
	struct ab_article_options article = { .hasty = true };
	struct ab_reader_options options = { .rows = ROWS, .cols = cols };
	struct ab_frame *frame = ab_frame_new(ROWS, cols);
	struct begun b;
	struct ab_error err;

	put(long_one(arena, i));
	b.heap = hurried();
	b.know = ab_knowledge_new(NULL, 0, false, &err);
	cr_assert(b.know, "%s", err.text);
	while (ab_heap_count(b.heap) == 0)
		cr_assert(ab_heap_step(b.heap, STEP), "%s", row[i].what);
	b.bundle = ab_bundle_new(b.heap, b.know, &article);
	b.reader = ab_reader_new(b.bundle, &options, &err);
	ab_reader_paint(b.reader, frame);
	ab_frame_free(frame);
	cr_expect(!ab_heap_complete(b.heap), "%s", row[i].what);
	return b;
}

static void
end(struct begun *b)
{
	cr_expect(ab_heap_complete(b->heap));
	ab_reader_free(b->reader);
	ab_bundle_free(b->bundle);
	ab_knowledge_free(b->know);
	ab_heap_free(b->heap);
}

/* A reader is on the screen meanwhile: then it shows all, and stays where it was. */
Test(hurry, a_reader_goes_on_where_it_was)
{
	static const size_t rows[] = { 0, 1, 7, 9, 10 };

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		struct ab_arena arena = { 0 };
		struct begun b = begin(&arena, rows[i], COLS);
		type(b.reader, "ma100jmb");
		ab_str there = rows_of(&arena, b.reader);
		type(b.reader, "'a'b");
		ab_str back = rows_of(&arena, b.reader);
		cr_expect(ab_str_eq(there, back), "%s:\n%s\n%s", row[rows[i]].what, there.ptr,
		    back.ptr);
		type(b.reader, "/last gull<Enter>");
		ab_str far = rows_of(&arena, b.reader);
		cr_expect(strstr(far.ptr, "The last gull."), "%s:\n%s", row[rows[i]].what, far.ptr);
		end(&b);
		ab_arena_free(&arena);
	}
}

/* The second pane waits for nobody, and comes with its article. */
Test(hurry, a_second_article_comes_when_it_is_there)
{
	struct ab_arena arena = { 0 };
	struct begun b = begin(&arena, 0, 2 * COLS);
	char *screen = screen_of(b.reader, ROWS, 2 * COLS);

	cr_expect(strstr(screen, "A ferry.") && strstr(screen, "Gulls."), "%s", screen);
	free(screen);
	end(&b);
	ab_arena_free(&arena);
}

/* A place of another day may lie beyond a text that has become shorter: that is its end. */
Test(hurry, a_place_beyond_the_end_is_the_end)
{
	static const char *const keys[] = { "oR", "'a", "'aR", "'b", "'bR" };

	for (size_t i = 0; i < AB_LEN(keys); i++) {
		struct ab_arena arena = { 0 };
		struct begun b = begin(&arena, 1, COLS);
		rows_of(&arena, b.reader);
		ab_reader_offer(b.reader, AB_STR("abreast state 1\n"
		    "pane 1 99999999999 0 a.txt\nfocus 1\n"
		    "mark a 1 99999999999\nmark b 1 8388700\n"));
		type(b.reader, keys[i]);
		ab_str far = rows_of(&arena, b.reader);
		cr_expect(strstr(far.ptr, "The last gull."), "%s:\n%s", keys[i], far.ptr);
		end(&b);
		ab_arena_free(&arena);
	}
}

/* Where one was the last time may not have come: then it is not taken for another place. */
Test(hurry, where_one_was_has_to_come_first)
{
	static const char *const said[] = { "not there yet", "here you were" };
	struct ab_arena arena = { 0 };
	struct begun b = begin(&arena, 1, COLS);

	ab_reader_offer(b.reader, AB_STR("abreast state 1\npane 1 8000000 0 a.txt\nfocus 1\n"));
	for (size_t i = 0; i < AB_LEN(said); i++) {
		type(b.reader, "o");
		char *screen = screen_of(b.reader, ROWS, COLS);
		cr_expect(strstr(screen, said[i]), "without \"%s\":\n%s", said[i], screen);
		free(screen);
	}
	end(&b);
	ab_arena_free(&arena);
}
