/*
 * jsonl - JSON Lines: one object a line, one object an article.
 *
 * For the index a line is looked at only at its ends; it is parsed when its
 * record is read. Members that are not in the table below do no harm.
 */
#include "load/format.h"
#include "load/scan.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "know/calendar.h"

enum { NOTICES_MAX = 100 }; /* of one source; the rest is counted */

static const char *const name_keys[] = { "name", "id", NULL };
static const char *const text_keys[] = { "text", "content", "body", "maintext", NULL };
static const char *const title_keys[] = { "title", NULL };
static const char *const date_keys[] = { "published", "date", "date_publish", NULL };
static const char *const url_keys[] = { "url", NULL };
static const char *const outlet_keys[] = { "source", NULL };

struct jsonl {
	struct ab_index *index;
	struct ab_scan scan;
	uint64_t faults;
};

static bool
starts_object(ab_str line)
{
	line = ab_str_trim(line);
	if (!line.len || *line.ptr != '{')
		return false;
	line = ab_str_trim(ab_str_skip(line, 1));
	return line.len && (*line.ptr == '"' || *line.ptr == '}');
}

/* The first line is an object, or most are. */
static bool
sniff(const struct ab_source *source, ab_str head)
{
	size_t lines = 0, objects = 0;
	ab_str line;

	(void)source;
	if (ab_str_starts(head, AB_STR("\xef\xbb\xbf")))
		head = ab_str_skip(head, 3);
	while (ab_str_line(&head, &line)) {
		if (!ab_str_trim(line).len)
			continue;
		lines++;
		objects += starts_object(line);
		if (lines == 1 && objects)
			return true;
	}
	return objects * 2 > lines;
}

static void *
begin(struct ab_index *index)
{
	struct jsonl *j = ab_xalloc(1, sizeof(*j));

	j->index = index;
	ab_scan_begin(&j->scan, index->source, ab_source_text(index->source), index->block);
	return j;
}

static void
look_at(struct jsonl *j, ab_str line, uint64_t at)
{
	ab_str object = ab_str_trim(line);

	if (!object.len)
		return;
	if (*object.ptr == '{' && object.ptr[object.len - 1] == '}') {
		ab_index_add(j->index, at, at + line.len, 0, j->scan.line);
		return;
	}
	if (j->faults++ < NOTICES_MAX)
		ab_notice(j->index->store, j->index->source->label,
		    "line %llu: is not a JSON object; left out", (unsigned long long)j->scan.line);
}

static bool
step(void *state, uint64_t bytes)
{
	struct jsonl *j = state;
	uint64_t stop = ab_scan_stop(&j->scan, bytes), at;
	enum ab_scan_result got;
	struct ab_error err;
	ab_str line;

	while ((got = ab_scan_next(&j->scan, stop, &line, &at, &err)) == AB_SCAN_LINE)
		look_at(j, line, at);
	j->index->scanned = ab_scan_at(&j->scan);
	if (got == AB_SCAN_PAUSE)
		return true;
	if (got == AB_SCAN_FAIL)
		ab_notice(j->index->store, j->index->source->label, "%s", err.text);
	if (j->faults > NOTICES_MAX)
		ab_notice(j->index->store, j->index->source->label,
		    "%llu more lines are not JSON objects", (unsigned long long)(j->faults - NOTICES_MAX));
	return false;
}

static void
end(void *state)
{
	struct jsonl *j = state;

	ab_scan_end(&j->scan);
	free(j);
}

/* ---- reading ---- */

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

static const json_t *
member(const json_t *object, const char *const *keys)
{
	for (; *keys; keys++) {
		const json_t *value = json_object_get(object, *keys);
		if (json_is_string(value) || json_is_integer(value))
			return value;
	}
	return NULL;
}

static ab_str
text_of(struct ab_arena *arena, const json_t *object, const char *const *keys)
{
	const json_t *value = member(object, keys);

	if (json_is_integer(value))
		return ab_format(arena, "%lld", (long long)json_integer_value(value));
	if (!value)
		return (ab_str){ 0 };
	return ab_copy(arena, (ab_str){ json_string_value(value), json_string_length(value) });
}

/* n digits at the front, at most `most`; cut off. */
static bool
cut_digits(ab_str *s, size_t n, int most, int *value)
{
	*value = 0;
	if (s->len < n)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (s->ptr[i] < '0' || s->ptr[i] > '9')
			return false;
		*value = *value * 10 + (s->ptr[i] - '0');
	}
	*s = ab_str_skip(*s, n);
	return *value <= most;
}

static bool
cut_char(ab_str *s, const char *set)
{
	if (!s->len || !*s->ptr || !strchr(set, *s->ptr))
		return false;
	*s = ab_str_skip(*s, 1);
	return true;
}

/* "Z", "+05:30", "+0530", "+05" or nothing. */
static bool
cut_zone(ab_str s, char out[8])
{
	int hours, minutes = 0;

	*out = '\0';
	cut_char(&s, " ");
	if (!s.len)
		return true;
	char sign = *s.ptr;
	if (cut_char(&s, "Zz")) {
		strcpy(out, "Z");
		return !s.len;
	}
	if (!cut_char(&s, "+-") || !cut_digits(&s, 2, 14, &hours))
		return false;
	cut_char(&s, ":");
	if (s.len && !cut_digits(&s, 2, 59, &minutes))
		return false;
	snprintf(out, 8, "%c%02u:%02u", sign, (unsigned)hours % 100, (unsigned)minutes % 100);
	return !s.len;
}

/* An ISO 8601 date, or date and time with a 'T' or a blank between them, extended format; the
 * same, with a 'T' and without fractions of seconds. Empty if it is anything else. */
static ab_str
iso_date(struct ab_arena *arena, ab_str s)
{
	ab_civil day;
	int hour, minute, second;
	char seconds[8] = "", zone[8];

	s = ab_str_trim(s);
	if (s.len < 10 || !ab_civil_parse(s, &day))
		return (ab_str){ 0 };
	ab_str date = { s.ptr, 10 };
	s = ab_str_skip(s, 10);
	if (!s.len)
		return date;
	if (!cut_char(&s, "Tt ") || !cut_digits(&s, 2, 24, &hour) || !cut_char(&s, ":")
	    || !cut_digits(&s, 2, 59, &minute))
		return (ab_str){ 0 };
	if (cut_char(&s, ":")) {
		if (!cut_digits(&s, 2, 60, &second))
			return (ab_str){ 0 };
		snprintf(seconds, sizeof(seconds), ":%02u", (unsigned)second % 100);
		if (cut_char(&s, ".,"))
			while (cut_char(&s, "0123456789"))
				;
	}
	if (!cut_zone(s, zone))
		return (ab_str){ 0 };
	return ab_format(arena, "%.10sT%02d:%02d%s%s", date.ptr, hour, minute, seconds, zone);
}

static void
fill(struct ab_raw *out, struct ab_arena *arena, const json_t *object, uint64_t line)
{
	out->name = text_of(arena, object, name_keys);
	if (!out->name.len)
		out->name = ab_format(arena, "line %llu", (unsigned long long)line);
	out->body = text_of(arena, object, text_keys);
	out->title = text_of(arena, object, title_keys);
	out->published = iso_date(arena, text_of(arena, object, date_keys));
	out->url = text_of(arena, object, url_keys);
	out->outlet = text_of(arena, object, outlet_keys);
	if (!member(object, text_keys))
		out->notice = AB_STR("has no text");
}

static bool
read_record(const struct ab_source *source, const struct ab_entry *entry, struct ab_arena *arena,
    struct ab_raw *out, struct ab_error *err)
{
	struct ab_arena scratch = { 0 };
	json_error_t why;
	ab_str line;

	out->name = ab_format(arena, "line %llu", (unsigned long long)entry->line);
	if (!ab_source_slice(source, entry->at, entry->end, &scratch, &line, err)) {
		ab_arena_free(&scratch);
		return false;
	}
	line = ab_utf8_text(&scratch, line, &out->utf8);
	out->utf8.damaged += mend_surrogates(line);
	json_t *object = json_loadb(line.ptr, line.len, JSON_ALLOW_NUL, &why);
	ab_arena_free(&scratch);
	if (!json_is_object(object)) {
		ab_fail(err, "line %llu: is not valid JSON (%s); it is left out", (unsigned long long)entry->line,
		    object ? "not an object" : why.text);
		json_decref(object);
		return false;
	}
	fill(out, arena, object, entry->line);
	json_decref(object);
	return true;
}

const struct ab_format ab_format_jsonl = {
	"jsonl", "JSON Lines, one object an article", sniff, begin, step, end, read_record,
};
