#include <jansson.h>

#include "app/dump.h"
#include "app/json.h"

/* Byte offsets become code points in one forward walk: spans are asked for in order. */
struct walk { ab_str text; size_t byte, point; };

static json_int_t
point(struct walk *w, size_t byte)
{
	w->point += ab_code_points(ab_slice(w->text, (ab_span){ w->byte, byte }));
	w->byte = byte;
	return (json_int_t)w->point;
}

json_t *
ab_json_string(ab_str s)
{
	return json_stringn(s.ptr ? s.ptr : "", s.len);
}

static json_t *
string_or_null(ab_str s)
{
	return s.len ? ab_json_string(s) : json_null();
}

static json_t *
span(struct walk *w, ab_span at)
{
	json_t *o = json_object();

	json_object_set_new(o, "start", json_integer(point(w, at.start)));
	json_object_set_new(o, "end", json_integer(point(w, at.end)));
	return o;
}

static json_t *
lines_json(ab_str text, const struct ab_lines *lines)
{
	json_t *list = json_array();
	struct walk w = { text, 0, 0 };

	for (size_t i = 0; i < lines->count; i++) {
		json_t *o = span(&w, lines->at[i].at);
		json_object_set_new(o, "kind", json_string(ab_kind_name(lines->at[i].kind)));
		json_array_append_new(list, o);
	}
	return list;
}

static json_t *
chrome_json(ab_str text, const struct ab_lines *lines)
{
	json_t *list = json_array();
	struct walk w = { text, 0, 0 };

	for (size_t i = 0; i < lines->hidden_count; i++) {
		json_t *o = span(&w, lines->hidden[i].at);
		json_object_set_new(o, "rule", ab_json_string(lines->hidden[i].rule));
		json_array_append_new(list, o);
	}
	return list;
}

static json_t *
entities_json(ab_str text, const struct ab_names *names, const struct ab_roster *roster)
{
	json_t *list = json_array();
	struct walk w = { text, 0, 0 };

	for (size_t i = 0; i < names->count; i++) {
		struct ab_name name = ab_roster_look(roster, text, names->at[i]);
		json_t *o = span(&w, name.at);
		json_object_set_new(o, "type", json_string(ab_entity_name(name.type)));
		json_object_set_new(o, "text", ab_json_string(ab_slice(text, name.at)));
		json_object_set_new(o, "id", ab_json_string(name.id));
		json_array_append_new(list, o);
	}
	return list;
}

static json_t *
dates_json(ab_str text, const struct ab_dates *dates)
{
	json_t *list = json_array();
	struct walk w = { text, 0, 0 };

	for (size_t i = 0; i < dates->count; i++) {
		const struct ab_date *date = &dates->at[i];
		json_t *o = span(&w, date->at);
		json_object_set_new(o, "text", ab_json_string(ab_slice(text, date->at)));
		json_object_set_new(o, "type", json_string(ab_date_name(date->type)));
		json_object_set_new(o, "value", ab_json_string(date->value));
		json_array_append_new(list, o);
	}
	return list;
}

/* Notes are in the order they were made, so that each is walked to from the start. */
static json_t *
notes_json(const struct ab_notes *notes, struct ab_article *a)
{
	ab_str text = ab_article_text(a);
	json_t *list = json_array();
	ab_span at;

	for (size_t i = 0; notes && ab_notes_each(notes, ab_article_name(a), text, &i, &at); i++) {
		struct walk w = { text, 0, 0 };
		json_t *o = span(&w, at);
		json_object_set_new(o, "text", ab_json_string(ab_slice(text, at)));
		json_object_set_new(o, "note", ab_json_string(notes->at[i].text));
		json_array_append_new(list, o);
	}
	return list;
}

static json_t *
assumed_json(ab_assumed assumed)
{
	if (assumed.date.len == 0)
		return json_null();
	json_t *o = json_object();
	json_object_set_new(o, "date", ab_json_string(assumed.date));
	json_object_set_new(o, "from", ab_json_string(assumed.from));
	return o;
}

static json_t *
article_json(struct ab_dump *d, struct ab_article *a)
{
	ab_str text = ab_article_text(a);
	json_t *o = json_object();

	json_object_set_new(o, "name", ab_json_string(ab_article_name(a)));
	json_object_set_new(o, "title", string_or_null(ab_article_title(a)));
	json_object_set_new(o, "published", string_or_null(ab_article_published(a)));
	json_object_set_new(o, "assumed", assumed_json(ab_article_assumed(a)));
	json_object_set_new(o, "text", ab_json_string(text));
	json_object_set_new(o, "lines", lines_json(text, ab_article_lines(a)));
	json_object_set_new(o, "chrome", chrome_json(text, ab_article_lines(a)));
	json_object_set_new(o, "entities",
	    entities_json(text, ab_article_names(a), ab_bundle_roster(d->bundle)));
	json_object_set_new(o, "dates", dates_json(text, ab_article_dates(a)));
	json_t *notes = notes_json(d->notes, a);
	if (json_array_size(notes) > 0)
		json_object_set(o, "notes", notes);
	json_decref(notes);
	return o;
}

/* What is legal in JSON and not on a terminal, as its escape: in UTF-16, as JSON has it. */
static void
put_escape(FILE *out, uint32_t c)
{
	if (c > 0xFFFF)
		fprintf(out, "\\u%04x\\u%04x", 0xD7C0 + (c >> 10), 0xDC00 | (c & 0x3FF));
	else
		fprintf(out, "\\u%04x", c);
}

/* jansson escapes C0 itself; the rest of what must not reach a terminal can stand only inside
 * strings. jansson gives whole characters, and never hands out one it wrote as an escape. */
static int
put_escaped(const char *bytes, size_t len, void *out)
{
	size_t done = 0, n;

	for (size_t i = 0; i < len; i += n) {
		n = 1;
		if (bytes[i] >= ' ' && bytes[i] < 0x7F)
			continue;
		uint32_t c = ab_code_point((ab_str){ bytes + i, len - i }, &n);
		if (!ab_is_control(c))
			continue;
		fwrite(bytes + done, 1, i - done, out);
		put_escape(out, c);
		done = i + n;
	}
	fwrite(bytes + done, 1, len - done, out);
	return ferror((FILE *)out) ? -1 : 0;
}

bool
ab_json_line(json_t *o, FILE *out)
{
	bool ok = json_dump_callback(o, put_escaped, out,
	    JSON_COMPACT | JSON_REAL_PRECISION(4)) == 0 && putc('\n', out) != EOF;

	json_decref(o);
	return ok;
}

static bool
tell_object(struct ab_dump *d, struct ab_article *a, size_t i)
{
	(void)i;
	return ab_json_line(article_json(d, a), d->out);
}

bool
ab_dump_jsonl(struct ab_dump *d)
{
	size_t count = ab_bundle_count(d->bundle);
	bool found = false;

	if (!d->apart && count <= AB_ROSTER_MAX) {
		for (size_t i = 0; i < count; i++)
			ab_bundle_enrol(d->bundle, i);
		while (ab_bundle_assume(d->bundle, &found))
			;
	}
	return ab_dump_each(d, tell_object);
}
