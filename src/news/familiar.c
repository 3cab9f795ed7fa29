#include "news/familiar.h"

#include <stdlib.h>

#include "news/forms.h"

enum { TIMES, LAST /* article that had it, from 1 */ }; /* what the values of a form are */
enum { AHEAD = 16 }; /* lines whose keys are made before they are counted */

struct ab_familiar {
	struct ab_arena arena;
	struct ab_forms lines;
	uint32_t articles;
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

static void
take_note(struct ab_familiar *f, uint64_t key)
{
	struct ab_form *form = key ? ab_forms_add(&f->lines, key) : NULL;

	if (!form || form->value[LAST] == f->articles)
		return;
	form->value[LAST] = f->articles;
	form->value[TIMES]++;
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
