#include "load/json.h"

#include <jansson.h>
#include <stdio.h>

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

/* The value of a member that is a string; the name of one that is an object ("source" of news
 * services); NULL for all else. Numbers are text by the time they are asked for. */
static ab_str
get(const void *record, const char *key)
{
	const json_t *value = json_object_get(record, key);

	if (json_is_object(value))
		value = json_object_get(value, "name");
	if (!json_is_string(value))
		return (ab_str){ 0 };
	return (ab_str){ json_string_value(value), json_string_length(value) };
}

/* An "id" that is a number names as well as one that is a string. */
static void
name_by_number(json_t *object)
{
	const json_t *id = json_object_get(object, "id");
	char digits[32];

	if (!json_is_integer(id))
		return;
	snprintf(digits, sizeof(digits), "%lld", (long long)json_integer_value(id));
	json_object_set_new(object, "id", json_string(digits));
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
		ab_fail(err, "is not valid JSON (%s); it is left out", object ? "not an object" : why.text);
		json_decref(object);
		return false;
	}
	name_by_number(object);
	ab_fields_fill(&(struct ab_fields){ object, get }, arena, out);
	json_decref(object);
	return true;
}
