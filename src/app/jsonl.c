#include <jansson.h>

#include "app/dump.h"
#include "app/json.h"
#include "base/eight.h"

json_t *
ab_json_string(ab_str s)
{
	return json_stringn(s.ptr ? s.ptr : "", s.len);
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
ab_json_put(json_t *value, FILE *out)
{
	bool ok = json_dump_callback(value, put_escaped, out,
	    JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(4)) == 0;

	json_decref(value);
	return ok;
}

/* ---- written piece by piece: as one value, ten million lines would take gigabytes ---- */

struct out { FILE *to; bool ok; char between; /* what stands before the next member or item */ };

static void
put_value(struct out *out, json_t *value)
{
	out->ok &= ab_json_put(value, out->to);
}

/* How many bytes from i on stand for themselves in a JSON string and on any terminal? */
static size_t
plain_bytes(ab_str s, size_t i)
{
	uint64_t x = ab_eight_of(ab_str_skip(s, i), s);

	return ab_eight_first((ab_eight_between(x, ' ', '~') ^ AB_EIGHT(0x80))
	    | ab_eight_between(x, '"', '"') | ab_eight_between(x, '\\', '\\'));
}

/* As jansson escapes it, or put_escaped. */
static void
put_escape_of(FILE *out, uint32_t c)
{
	const char *at = c ? strchr("\bb\ff\nn\rr\tt\"\"\\\\", (int)c) : NULL;

	if (c < 0x80 && at)
		fprintf(out, "\\%c", at[1]);
	else if (c < ' ')
		fprintf(out, "\\u%04X", c);
	else
		put_escape(out, c);
}

/* Strings are most of what is written, and jansson's way is long. */
static void
put_string(struct out *out, ab_str s)
{
	size_t done = 0, n;

	putc('"', out->to);
	for (size_t i = 0; i < s.len; i += n) {
		n = plain_bytes(s, i);
		if (n > 0)
			continue;
		uint32_t c = ab_code_point(ab_str_skip(s, i), &n);
		if (c >= ' ' && c != '"' && c != '\\' && !ab_is_control(c))
			continue;
		fwrite(s.ptr + done, 1, i - done, out->to);
		put_escape_of(out->to, c);
		done = i + n;
	}
	if (done < s.len)
		fwrite(s.ptr + done, 1, s.len - done, out->to);
	putc('"', out->to);
}

static void
put_name(struct out *out, const char *name)
{
	fprintf(out->to, "%c\"%s\":", out->between, name);
	out->between = ',';
}

static void
put_member(struct out *out, const char *name, json_t *value)
{
	put_name(out, name);
	put_value(out, value);
}

static void
put_text(struct out *out, const char *name, ab_str value)
{
	put_name(out, name);
	put_string(out, value);
}

static void
put_text_or_null(struct out *out, const char *name, ab_str value)
{
	if (value.len)
		put_text(out, name, value);
	else
		put_member(out, name, json_null());
}

static void
begin_list(struct out *out, const char *name)
{
	put_name(out, name);
	putc('[', out->to);
	out->between = '\0';
}

static void
end_list(struct out *out)
{
	putc(']', out->to);
	out->between = ',';
}

/* ---- what is known of an article ---- */

/* Byte offsets become code points in one forward walk: spans are asked for in order. */
struct walk { ab_str text; size_t byte, point; };

static json_int_t
point(struct walk *w, size_t byte)
{
	w->point += ab_code_points(ab_slice(w->text, (ab_span){ w->byte, byte }));
	w->byte = byte;
	return (json_int_t)w->point;
}

static json_t *
span(struct walk *w, ab_span at)
{
	json_t *o = json_object();

	json_object_set_new(o, "start", json_integer(point(w, at.start)));
	json_object_set_new(o, "end", json_integer(point(w, at.end)));
	return o;
}

/* There may be millions of them: not worth a value each. */
static void
begin_item(struct out *out, struct walk *w, ab_span at)
{
	json_int_t start = point(w, at.start), end = point(w, at.end);

	fprintf(out->to, "%s{\"start\":%lld,\"end\":%lld", out->between ? "," : "",
	    (long long)start, (long long)end);
	out->between = ',';
}

static void
end_item(struct out *out)
{
	putc('}', out->to);
}

static void
put_lines(struct out *out, ab_str text, const struct ab_lines *lines)
{
	struct walk w = { text, 0, 0 };

	begin_list(out, "lines");
	for (size_t i = 0; i < lines->count; i++) {
		begin_item(out, &w, lines->at[i].at);
		put_text(out, "kind", ab_str_c(ab_kind_name(lines->at[i].kind)));
		end_item(out);
	}
	end_list(out);
}

static void
put_chrome(struct out *out, ab_str text, const struct ab_lines *lines)
{
	struct walk w = { text, 0, 0 };

	begin_list(out, "chrome");
	for (size_t i = 0; i < lines->hidden_count; i++) {
		begin_item(out, &w, lines->hidden[i].at);
		put_text(out, "rule", lines->hidden[i].rule);
		end_item(out);
	}
	end_list(out);
}

static void
put_entities(struct out *out, ab_str text, const struct ab_names *names,
    const struct ab_roster *roster)
{
	struct walk w = { text, 0, 0 };

	begin_list(out, "entities");
	for (size_t i = 0; i < names->count; i++) {
		struct ab_name name = ab_roster_look(roster, text, names->at[i]);
		begin_item(out, &w, name.at);
		put_text(out, "type", ab_str_c(ab_entity_name(name.type)));
		put_text(out, "text", ab_slice(text, name.at));
		put_text(out, "id", name.id);
		end_item(out);
	}
	end_list(out);
}

static void
put_dates(struct out *out, ab_str text, const struct ab_dates *dates)
{
	struct walk w = { text, 0, 0 };

	begin_list(out, "dates");
	for (size_t i = 0; i < dates->count; i++) {
		const struct ab_date *date = &dates->at[i];
		begin_item(out, &w, date->at);
		put_text(out, "text", ab_slice(text, date->at));
		put_text(out, "type", ab_str_c(ab_date_name(date->type)));
		put_text(out, "value", date->value);
		end_item(out);
	}
	end_list(out);
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

static bool
put_article(struct ab_dump *d, struct ab_article *a)
{
	ab_str text = ab_article_text(a);
	struct out out = { d->out, true, '{' };

	put_text(&out, "name", ab_article_name(a));
	put_text_or_null(&out, "title", ab_article_title(a));
	put_text_or_null(&out, "published", ab_article_published(a));
	put_member(&out, "assumed", assumed_json(ab_article_assumed(a)));
	put_text(&out, "text", text);
	put_lines(&out, text, ab_article_lines(a));
	put_chrome(&out, text, ab_article_lines(a));
	put_entities(&out, text, ab_article_names(a), ab_bundle_roster(d->bundle));
	put_dates(&out, text, ab_article_dates(a));
	json_t *notes = notes_json(d->notes, a);
	if (json_array_size(notes) > 0)
		put_member(&out, "notes", json_incref(notes));
	json_decref(notes);
	fputs("}\n", d->out);
	return out.ok && !ferror(d->out);
}

static bool
tell_object(struct ab_dump *d, struct ab_article *a, size_t i)
{
	(void)i;
	return put_article(d, a);
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
