#include "news/familiar.h"

#include <stdlib.h>

#include "news/forms.h"

enum { TIMES, LAST /* article that had it, from 1 */ }; /* what the values of a form are */

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

void
ab_familiar_add(struct ab_familiar *f, ab_str text)
{
	ab_str line;

	f->articles++;
	while (ab_str_line(&text, &line)) {
		line = ab_str_trim(line);
		struct ab_form *form = line.len ? ab_forms_add(&f->lines, ab_form_key(line)) : NULL;
		if (!form || form->value[LAST] == f->articles)
			continue;
		form->value[LAST] = f->articles;
		form->value[TIMES]++;
	}
}

uint32_t
ab_familiar_times(const struct ab_familiar *f, ab_str line)
{
	line = ab_str_trim(line);
	const struct ab_form *form = f && line.len ? ab_forms_find(&f->lines, ab_form_key(line)) : NULL;
	return form ? form->value[TIMES] : 0;
}
