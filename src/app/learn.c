#include "app/learn.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/export.h"
#include "app/rulefiles.h"

/* Can a file be made beside it? */
static bool
has_room_beside(const char *path)
{
	struct ab_arena arena = { 0 };
	char *beside = (char *)ab_format(&arena, "%s.XXXXXX", path).ptr; /* ours to change */
	int fd = mkstemp(beside), why = errno;

	if (fd >= 0) {
		close(fd);
		unlink(beside);
	}
	ab_arena_free(&arena);
	errno = why;
	return fd >= 0;
}

bool
ab_learning_begin(struct ab_learning *to, const char *path, struct ab_error *err)
{
	struct stat st;

	*to = (struct ab_learning){ .path = path };
	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode))
		to->out = fopen(path, "we");
	else if (has_room_beside(path))
		to->out = open_memstream(&to->rows, &to->len);
	return to->out || ab_fail(err, "%s", strerror(errno));
}

void
ab_learning_free(struct ab_learning *to)
{
	if (to->out)
		fclose(to->out);
	free(to->rows);
}

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

/* All rows are there: the file gets them. */
static bool
take_name(const struct ab_learning *to, ab_say_fn *say)
{
	struct ab_error err;
	bool ok = !to->rows
	    || ab_export(to->path, (ab_str){ to->rows, to->len }, AB_WRITE_OVER, &err)
	    == AB_WRITTEN;

	if (!ok)
		say(ab_str_c(""), ab_str_c(err.text));
	return ok;
}

bool
ab_learn_write(struct ab_heap *heap, struct ab_learning *to, ab_say_fn *say, size_t *partly)
{
	struct ab_familiar *lines = ab_familiar_new();

	go_through(heap, lines, NULL, say, partly);
	bool ok = fputs("# abreast: how many articles have a line\n", to->out) != EOF
	    && go_through(heap, lines, to->out, say, partly) && fflush(to->out) == 0;
	if (!ok)
		say(ab_str_c(to->path), ab_str_c(strerror(errno)));
	ab_familiar_free(lines);
	return ok && take_name(to, say);
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
