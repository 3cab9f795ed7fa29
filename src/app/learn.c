#include "app/learn.h"

#include "app/rulefiles.h"

/* Counts the lines of all articles, or writes those that come back. */
static bool
go_through(struct ab_heap *heap, struct ab_familiar *lines, FILE *out, ab_say_fn *say,
    size_t *partly)
{
	bool ok = true;

	for (size_t i = 0; ok && ab_heap_reach(heap, i); i++) {
		struct ab_arena arena = { 0 };
		struct ab_record record;
		struct ab_error err;
		if (!ab_heap_read(heap, i, &arena, &record, &err)) {
			if (!out)
				say(ab_heap_where(heap, i, record.name, &arena),
				    ab_str_c(err.text));
			*partly += !out;
		} else if (out) {
			ab_str rows = ab_familiar_rows(lines, &arena, record.text);
			ok = rows.len == 0 || fwrite(rows.ptr, 1, rows.len, out) == rows.len;
		} else {
			ab_familiar_add(lines, record.text);
		}
		ab_arena_free(&arena);
	}
	return ok;
}

bool
ab_learn_write(struct ab_heap *heap, FILE *out, ab_say_fn *say, size_t *partly)
{
	struct ab_familiar *lines = ab_familiar_new();

	go_through(heap, lines, NULL, say, partly);
	bool ok = fputs("# abreast: how many articles have a line\n", out) != EOF
	    && go_through(heap, lines, out, say, partly) && fflush(out) == 0;
	ab_familiar_free(lines);
	return ok;
}

struct ab_familiar *
ab_learn_read(const char *path, struct ab_error *err)
{
	struct ab_familiar *lines = ab_familiar_new();
	struct ab_arena arena = { 0 };
	ab_str rows;

	if (!ab_rule_file_read(&arena, path, &rows, err) || !ab_familiar_learn(lines, rows, err)) {
		ab_familiar_free(lines);
		lines = NULL;
	}
	ab_arena_free(&arena);
	return lines;
}
