#include "news/familiar.h"

#include <stdlib.h>

#include "news/forms.h"

/* What the values of a form are. LAST: the article that had it last, from 1; 0 when it was told. */
enum { TIMES, LAST };

enum { LINES_MAX = 1 << 19 };
enum { AHEAD = 16 }; /* lines whose keys are made before they are counted */

struct ab_familiar {
	struct ab_arena arena;
	struct ab_forms lines;
	uint32_t articles;
	uint32_t rare; /* lines seen no more often were forgotten */
};

struct ab_familiar *
ab_familiar_new(void)
{
	struct ab_familiar *f = ab_xalloc(1, sizeof(*f));

	f->lines.arena = &f->arena;
	return f;
}

void
ab_familiar_free(struct ab_familiar *f)
{
	if (!f)
		return;
	ab_arena_free(&f->arena);
	free(f);
}

static bool
more_often(const struct ab_form *line, uint32_t than)
{
	return line->value[TIMES] > than;
}

/* At least half of them, so that it costs no more than what was added since. */
static void
forget_rare(struct ab_familiar *f)
{
	while (f->lines.count > LINES_MAX / 2) {
		struct ab_arena arena = { 0 };
		f->rare = f->rare ? 2 * f->rare : 1;
		f->lines = ab_forms_kept(&f->lines, &arena, more_often, f->rare);
		ab_arena_free(&f->arena);
		f->arena = arena;
		f->lines.arena = &f->arena;
	}
}

static void
take_note(struct ab_familiar *f, uint64_t key)
{
	struct ab_form *form = key ? ab_forms_add(&f->lines, key) : NULL;

	if (!form || form->value[LAST] == f->articles)
		return;
	form->value[LAST] = f->articles;
	form->value[TIMES]++;
	if (f->lines.count > LINES_MAX)
		forget_rare(f);
}

void
ab_familiar_add(struct ab_familiar *f, ab_str text)
{
	uint64_t key[AHEAD] = { 0 };
	size_t i = 0;
	ab_str line;

	f->articles++;
	for (; ab_str_line(&text, &line); i++) {
		take_note(f, key[i % AHEAD]);
		key[i % AHEAD] = ab_familiar_key(f, line);
	}
	for (size_t last = i + AHEAD; i < last; i++)
		take_note(f, key[i % AHEAD]);
}

uint64_t
ab_familiar_key(const struct ab_familiar *f, ab_str line)
{
	line = ab_str_trim(line);
	if (!f || line.len == 0)
		return 0;
	uint64_t key = ab_form_key(line);
	ab_forms_expect(&f->lines, key);
	return key;
}

uint32_t
ab_familiar_times(const struct ab_familiar *f, uint64_t key)
{
	const struct ab_form *form = f && key ? ab_forms_find(&f->lines, key) : NULL;

	return form ? form->value[TIMES] : 0;
}

ab_str
ab_familiar_rows(struct ab_familiar *f, struct ab_arena *arena, ab_str text)
{
	AB_LIST(char) rows = { 0 };
	ab_str line;

	while (ab_str_line(&text, &line)) {
		line = ab_str_trim(line);
		struct ab_form *form = line.len
		    ? ab_forms_find(&f->lines, ab_form_key(line)) : NULL;
		if (!form || form->value[TIMES] < 2 || form->value[LAST] == 0
		    || memchr(line.ptr, '\0', line.len))
			continue;
		form->value[LAST] = 0;
		ab_str row = ab_format(arena, "%u\t", (unsigned)form->value[TIMES]);
		for (size_t i = 0; i < row.len; i++)
			AB_PUSH(arena, &rows, row.ptr[i]);
		for (size_t i = 0; i < line.len; i++)
			AB_PUSH(arena, &rows, line.ptr[i]);
		AB_PUSH(arena, &rows, '\n');
	}
	return (ab_str){ rows.at, rows.count };
}

bool
ab_familiar_learn(struct ab_familiar *f, ab_str rows, struct ab_error *err)
{
	ab_str row;

	for (size_t number = 1; ab_str_line(&rows, &row); number++) {
		uint64_t times = 0;
		size_t n = 0;
		if (ab_str_starts(row, AB_STR("#")))
			continue;
		for (; n < row.len && n < 10 && row.ptr[n] >= '0' && row.ptr[n] <= '9'; n++)
			times = 10 * times + (uint64_t)(row.ptr[n] - '0');
		ab_str line = ab_str_trim(ab_str_skip(row, n < row.len ? n + 1 : n));
		if (n == 0 || n == row.len || row.ptr[n] != '\t' || line.len == 0)
			return ab_fail(err, "line %zu: wants a number, a tab and a line of an "
			    "article, as --learn writes it", number);
		struct ab_form *form = ab_forms_add(&f->lines, ab_form_key(line));
		if (form)
			form->value[TIMES] = times < UINT32_MAX ? (uint32_t)times : UINT32_MAX;
	}
	return true;
}
