#include "know/gazetteer.h"

#define NAME_OF(id, name) name,
static const char *const names[] = { AB_GAZ_CLASSES(NAME_OF) };

unsigned
ab_gaz_class(ab_str name)
{
	for (size_t i = 0; i < AB_LEN(names); i++)
		if (ab_str_eq(name, ab_str_c(names[i])))
			return 1u << i;
	return 0;
}

/* Where the line that holds this offset begins. */
static size_t
line_start(ab_str list, size_t at)
{
	while (at > 0 && list.ptr[at - 1] != '\n')
		at--;
	return at;
}

static ab_str
form_at(ab_str list, size_t at)
{
	ab_str rest = ab_str_skip(list, at);
	ab_str line = ab_str_cut(&rest, '\n');

	return ab_str_cut(&line, '\t');
}

/* Offset of the first line whose form is not before this one. */
static size_t
bound(ab_str list, ab_str form)
{
	size_t low = 0, high = list.len;

	while (low < high) {
		size_t at = line_start(list, low + (high - low) / 2);
		ab_str here = form_at(list, at);
		if (ab_str_starts(here, AB_STR("#")) || ab_str_cmp(here, form) < 0) {
			ab_str rest = ab_str_skip(list, at);
			ab_str_cut(&rest, '\n');
			low = list.len - rest.len;
		} else {
			high = at;
		}
	}
	return low;
}

static unsigned
classes_of(ab_str field)
{
	unsigned classes = 0;

	while (field.len)
		classes |= ab_gaz_class(ab_str_cut(&field, ' '));
	return classes;
}

struct ab_gaz_entry
ab_gazetteer_find(ab_str list, ab_str form)
{
	struct ab_gaz_entry entry = { 0 };

	if (form.len == 0 || form.len > AB_GAZ_FORM_MAX)
		return entry;
	ab_str rest = ab_str_skip(list, bound(list, form)), line = { 0 };
	ab_str_line(&rest, &line);
	ab_str here = ab_str_cut(&line, '\t');
	if (ab_str_eq(here, form)) {
		entry.classes = classes_of(ab_str_cut(&line, '\t'));
		entry.full = line;
		here = form_at(rest, 0);
	}
	entry.longer = here.len > form.len && ab_str_starts(here, form);
	return entry;
}
