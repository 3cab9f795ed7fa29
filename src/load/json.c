#include "load/json.h"

#include <jansson.h>
#include "load/fields.h"

/* The value of a \uXXXX at the front; -1 if there is none. */
static int
escape(ab_str s)
{
	int value = 0;

	if (s.len < 6 || s.ptr[0] != '\\' || s.ptr[1] != 'u')
		return -1;
	for (size_t i = 2; i < 6; i++) {
		char c = s.ptr[i];
		int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10
		    : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
		if (digit < 0)
			return -1;
		value = value << 4 | digit;
	}
	return value;
}

/* Halves of surrogate pairs that stand alone, which Python writes and jansson refuses, become
 * U+FFFD; returns how many. s is changed in place. */
static size_t
mend_surrogates(ab_str s)
{
	size_t mended = 0;

	for (size_t i = 0; i + 1 < s.len; i++) {
		if (s.ptr[i] != '\\')
			continue;
		int c = escape(ab_str_skip(s, i));
		int low = s.len - i > 6 ? escape(ab_str_skip(s, i + 6)) : -1;
		if (c >= 0xD800 && c < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
			i += 11;
		} else if (c >= 0xD800 && c < 0xE000) {
			memcpy((char *)(uintptr_t)s.ptr + i + 2, "fffd", 4);
			mended++;
			i += 5;
		} else {
			i++; /* the character after a backslash begins no escape of its own */
		}
	}
	return mended;
}

/* The first member that is called so and is not null. */
static const json_t *
member(const json_t *object, const char *key)
{
	const json_t *found = NULL, *value;
	json_t *members = (json_t *)(uintptr_t)object; /* an iterator could change it */

	for (void *at = json_object_iter(members); at; at = json_object_iter_next(members, at)) {
		value = json_object_iter_value(at);
		if (ab_fields_same(ab_str_c(json_object_iter_key(at)), key)
		    && (!found || json_is_null(found)))
			found = value;
	}
	return found;
}

enum { WRAPS = 4 };

/* Objects that hold the members of the article, or NULL: databases and services wrap it in them. */
struct record { const json_t *object, *wrap[WRAPS]; struct ab_arena *arena; };

static bool
has_text(const json_t *object)
{
	json_t *members = (json_t *)(uintptr_t)object;

	for (void *at = json_object_iter(members); at; at = json_object_iter_next(members, at))
		if (ab_fields_is_text(ab_str_c(json_object_iter_key(at))))
			return true;
	return false;
}

/* An object that has a name of its own is somebody, and so is a source without a text. */
static void
find_wraps(struct record *r)
{
	static const char *const names[] = { "source", "article", "document", "doc", "data",
		"fields", "attributes", "news", "metadata" };
	size_t count = 0;

	for (size_t i = 0; i < AB_LEN(names) && count < WRAPS; i++) {
		const json_t *wrap = member(r->object, names[i]);
		if (json_is_object(wrap) && !member(wrap, "name") && (i > 0 || has_text(wrap)))
			r->wrap[count++] = wrap;
	}
}

static const json_t *
find(const struct record *r, const char *key)
{
	const json_t *value = member(r->object, key);

	for (size_t i = 0; i < WRAPS && r->wrap[i] && (!value || json_is_null(value)); i++)
		value = member(r->wrap[i], key);
	return value;
}

/* What an object that stands for a text calls it: of news services, of NewsArticle (schema.org). */
static const json_t *
inside(const json_t *value)
{
	static const char *const names[] = { "name", "title", "main", "text", "rendered" };
	const json_t *found = NULL;

	if (!json_is_object(value))
		return value;
	for (size_t i = 0; i < AB_LEN(names) && !json_is_string(found); i++)
		found = member(value, names[i]);
	return found;
}

/* Strings of a list, an empty line between two: an article in paragraphs. Of all else that is no
 * list the text it stands for; ptr is NULL if that is none. */
static ab_str
text_of(const struct record *r, const json_t *value)
{
	ab_str all = { 0 };

	for (size_t i = 0; i < WRAPS && value; i++)
		if (value == r->wrap[i])
			return all;
	value = inside(value);
	if (json_is_string(value))
		return (ab_str){ json_string_value(value), json_string_length(value) };
	if (json_is_integer(value))
		return ab_format(r->arena, "%lld", (long long)json_integer_value(value));
	if (json_is_real(value) && json_real_value(value) >= 0 && json_real_value(value) < 1e15)
		return ab_format(r->arena, "%lld", (long long)json_real_value(value));
	size_t len = 0, count = json_array_size(value);
	for (size_t i = 0; i < count; i++)
		len += json_string_length(json_array_get(value, i)) + 2;
	char *to = count ? ab_alloc(r->arena, len + 1, 1) : NULL;
	for (size_t i = 0; i < count; i++) {
		const json_t *part = json_array_get(value, i);
		if (!json_is_string(part))
			continue;
		if (all.len)
			memcpy(to + all.len, "\n\n", 2), all.len += 2;
		memcpy(to + all.len, json_string_value(part), json_string_length(part));
		all.len += json_string_length(part);
		all.ptr = to;
	}
	return all;
}

static ab_str
get(const void *record, const char *key)
{
	const struct record *r = record;

	return text_of(r, find(r, key));
}

bool
ab_json_read(const struct ab_source *source, const struct ab_entry *entry, ab_str name,
    struct ab_arena *arena, struct ab_raw *out, struct ab_error *err)
{
	struct ab_arena scratch = { 0 };
	json_error_t why;
	ab_str bytes;

	out->name = name;
	if (!ab_source_slice(source, entry->at, entry->end, &scratch, &bytes, err)) {
		ab_arena_free(&scratch);
		return false;
	}
	bytes = ab_utf8_text(&scratch, bytes, &out->utf8);
	out->utf8.damaged += mend_surrogates(bytes);
	json_t *object = json_loadb(bytes.ptr, bytes.len, JSON_ALLOW_NUL, &why);
	ab_arena_free(&scratch);
	if (!json_is_object(object)) {
		ab_fail(err, "is not valid JSON (%s); it is left out",
		    object ? "not an object" : why.text);
		json_decref(object);
		return false;
	}
	struct record record = { .object = object, .arena = arena };
	find_wraps(&record);
	ab_fields_fill(&(struct ab_fields){ &record, get }, arena, out);
	json_decref(object);
	return true;
}

/* What services call their list. */
static bool
is_list(ab_str key)
{
	static const char *const names[] = { "articles", "results", "items", "data", "docs",
		"posts", "stories", "news" };

	for (size_t i = 0; i < AB_LEN(names); i++)
		if (ab_fields_same(key, names[i]))
			return true;
	return false;
}

/* The string whose first quote is at *i, without its quotes; *i is then that of its last. */
static ab_str
string_at(ab_str head, size_t *i)
{
	size_t start = ++*i;

	while (*i < head.len && head.ptr[*i] != '"')
		*i += head.ptr[*i] == '\\' ? 2 : 1;
	return ab_slice(head, (ab_span){ start, *i < head.len ? *i : head.len });
}

size_t
ab_json_list(ab_str head, uint64_t *depth)
{
	enum { DEEP = 3 };
	ab_str key = { 0 };
	bool opens = false;
	char before = 0;

	*depth = 0;
	for (size_t i = 0; i < head.len; i++) {
		char c = head.ptr[i];
		if (strchr(" \t\r\n", c))
			continue;
		if (opens && c == '{')
			return i;
		opens = c == '[' && before == ':' && is_list(key);
		if (c == '"') {
			ab_str string = string_at(head, &i);
			key = before == ':' ? key : string;
			if (before != ':' && ab_fields_is_text(string))
				return 0; /* an article, and the list is one of its own */
		}
		*depth += c == '{' || (c == '[' && before);
		*depth -= (c == '}' || c == ']') && *depth;
		if (!*depth || *depth > DEEP)
			return 0;
		before = c;
	}
	return 0;
}
