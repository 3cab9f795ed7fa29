#include "load/export.h"
#include "load/fields.h"

enum { LONG_VALUE = 1000 }; /* bytes: enough of it */

bool
ab_export_label(ab_str line, const char *const *labels, ab_str *value)
{
	line = ab_str_trim(line);
	for (; labels && *labels; labels++) {
		if (**labels != '=' && ab_fields_line(line, *labels, value))
			return true;
		if (**labels == '=' && ab_str_eq(line, ab_str_c(*labels + 1))) {
			*value = AB_STR("");
			return true;
		}
	}
	return false;
}

bool
ab_export_is_words(ab_str line)
{
	static const char *const words[] = { " words", " Wörter", " W\xf6rter", " mots" };
	size_t n = 0;

	line = ab_str_trim(line);
	while (n < line.len && ((line.ptr[n] >= '0' && line.ptr[n] <= '9')
	    || (n && (line.ptr[n] == ',' || line.ptr[n] == '.'))))
		n++;
	line = ab_str_skip(line, n);
	for (size_t i = 0; n && i < AB_LEN(words); i++)
		if (ab_str_eq(line, ab_str_c(words[i])))
			return true;
	return false;
}

ab_str
ab_export_paragraph(struct ab_arena *arena, ab_str value, ab_str rest)
{
	ab_str line;

	value = ab_copy(arena, value);
	while (value.len < LONG_VALUE && ab_str_line(&rest, &line)
	    && (line = ab_str_trim(line)).len) {
		bool blank = value.len && line.len;
		value = ab_format(arena, "%.*s%s%.*s", (int)value.len, value.ptr, blank ? " " : "",
		    (int)line.len, line.ptr);
	}
	return value;
}

static void
keep(ab_str *to, ab_str value)
{
	if (!to->len)
		*to = value;
}

/* A line with a label: true if it is one that stands above the text. */
static bool
read_line(const struct ab_export *labels, struct ab_arena *arena, ab_str line, ab_str rest,
    struct ab_raw *out)
{
	ab_str value;

	if (ab_export_label(line, labels->title, &value)) {
		keep(&out->title, ab_export_paragraph(arena, value, rest));
		return true;
	}
	if (ab_export_label(line, labels->outlet, &value))
		keep(&out->outlet, value);
	else if (ab_export_label(line, labels->date, &value))
		keep(&out->published, ab_fields_date(arena, value));
	else if (ab_export_label(line, labels->url, &value))
		keep(&out->url, value);
	else if (ab_export_label(line, labels->name, &value))
		out->name = value.len ? value : out->name;
	else
		return ab_export_label(line, labels->aside, &value);
	return true;
}

static bool
has_label(ab_str text, const char *const *labels)
{
	ab_str line, value;

	while (ab_str_line(&text, &line))
		if (ab_export_label(line, labels, &value))
			return true;
	return false;
}

void
ab_export_read(const struct ab_export *labels, struct ab_arena *arena, ab_str text,
    struct ab_raw *out)
{
	const char *start = NULL, *above = text.ptr, *end = NULL;
	ab_str rest = text, line, value;
	bool begins = has_label(text, labels->begin);

	while (ab_str_line(&rest, &line)) {
		/* The text may end below its own label, or below any where it has none. */
		bool below = start || (!begins && above != text.ptr);
		if (!start && ab_export_label(line, labels->begin, &value)) {
			start = value.len ? value.ptr : rest.ptr;
		} else if (!end && below && ab_export_label(line, labels->end, &value)) {
			start = start ? start : above;
			end = line.ptr;
		}
		if ((!start || end) && read_line(labels, arena, line, rest, out) && !start)
			above = rest.ptr;
	}
	start = start ? start : above;
	end = end ? end : text.ptr + text.len;
	out->body = ab_str_trim((ab_str){ start, end > start ? (size_t)(end - start) : 0 });
}
