#include "know/wording.h"

#include <stdlib.h>

#define NAME(id, name) name,
static const char *const names[] = { AB_WORDINGS(NAME) };
#undef NAME

typedef AB_LIST(struct ab_wording_value) values;

static bool
next_word(ab_str *rest, ab_str *word)
{
	*rest = ab_str_trim(*rest);
	const char *blank = memchr(rest->ptr, ' ', rest->len);
	word->ptr = rest->ptr;
	word->len = blank ? (size_t)(blank - rest->ptr) : rest->len;
	*rest = ab_str_skip(*rest, word->len);
	return word->len > 0;
}

static bool
add_value(struct ab_arena *arena, values *list, ab_str word)
{
	const char *equals = memchr(word.ptr, '=', word.len);

	if (!equals)
		return false;
	size_t len = (size_t)(equals - word.ptr);
	struct ab_wording_value value = { { word.ptr, len }, ab_str_skip(word, len + 1) };
	AB_PUSH(arena, list, value);
	return value.value.len > 0;
}

static int
by_form(const void *a, const void *b)
{
	return ab_str_cmp(((const struct ab_wording_value *)a)->form,
	    ((const struct ab_wording_value *)b)->form);
}

static uint64_t
class_of(ab_str name)
{
	for (size_t i = 0; i < AB_LEN(names); i++)
		if (ab_str_eq(name, ab_str_c(names[i])))
			return UINT64_C(2) << i;
	return 0;
}

bool
ab_wording_read(struct ab_wording *wording, struct ab_arena *arena, ab_str text,
    struct ab_error *err)
{
	values bases = { 0 }, numbers = { 0 };
	size_t blanks = 0, number = 0;
	ab_str line, word;

	for (size_t i = 0; i < text.len; i++)
		blanks += text.ptr[i] == ' ';
	wording->words = ab_lexicon_of(arena, blanks);
	while (ab_str_line(&text, &line)) {
		number++;
		if (!next_word(&line, &word) || *word.ptr == '#')
			continue;
		bool base = ab_str_eq(word, AB_STR("same")),
		    count = ab_str_eq(word, AB_STR("number"));
		uint64_t class = class_of(word);
		if (!class && !base && !count)
			return ab_fail(err, "line %zu: \"%.*s\" is no class of words", number,
			    (int)word.len, word.ptr);
		while (next_word(&line, &word))
			if (class ? !ab_lexicon_add(&wording->words, word, class)
				  : !add_value(arena, base ? &bases : &numbers, word))
				return ab_fail(err,
				    "line %zu: \"%.*s\" is too long or has no value", number,
				    (int)word.len, word.ptr);
	}
	wording->base = bases.at;
	wording->bases = bases.count;
	wording->number = numbers.at;
	wording->numbers = numbers.count;
	qsort(bases.at, bases.count, sizeof(*bases.at), by_form);
	qsort(numbers.at, numbers.count, sizeof(*numbers.at), by_form);
	return true;
}

static const struct ab_wording_value *
find(const struct ab_wording_value *at, size_t count, ab_str form)
{
	struct ab_wording_value key = { form, { 0 } };

	return count ? bsearch(&key, at, count, sizeof(*at), by_form) : NULL;
}

ab_str
ab_wording_base(const struct ab_wording *wording, ab_str word)
{
	const struct ab_wording_value *v = find(wording->base, wording->bases, word);

	return v ? v->value : word;
}

double
ab_wording_number(const struct ab_wording *wording, ab_str word)
{
	const struct ab_wording_value *v = find(wording->number, wording->numbers, word);
	double n = 0;

	for (size_t i = 0; v && i < v->value.len; i++)
		n = 10 * n + (v->value.ptr[i] - '0');
	return n;
}
