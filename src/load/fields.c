#include "load/fields.h"

#include <stdio.h>

#include "know/stamp.h"

enum { KEYS = 24 };

/* As ab_fields_same wants them. The first that says something counts. */
static const char *const name_keys[KEYS] = { "name", "id", "uuid" };
static const char *const text_keys[KEYS] = {
	"text", "content", "body", "maintext", "plaintext", "article", "articlebody", "articletext",
	"bodytext", "fulltext", "volltext", "inhalt", "artikel", "texte", "contenu", "texto",
	"contenido", "rawtext",
};
static const char *const title_keys[KEYS] = {
	"title", "headline", "webtitle", "titel", "überschrift", "schlagzeile", "titre", "titulo",
	"título",
};
static const char *const date_keys[KEYS] = {
	"published", "date", "datepublish", "publishdate", "publisheddate", "publicationdate",
	"pubdate", "publishedat", "datepublished", "publishedon", "publishedtime", "timepublished",
	"webpublicationdate", "datetime", "datum", "erscheinungsdatum", "veröffentlicht",
	"datepublication", "datedepublication", "fecha",
};
static const char *const url_keys[KEYS] = {
	"url", "link", "requestedurl", "canonicalurl", "weburl", "articleurl", "lien", "enlace",
};
static const char *const outlet_keys[KEYS] = {
	"source", "sourcehostname", "sitename", "publisher", "publication", "outlet", "newspaper",
	"sourcename", "quelle", "zeitung", "medium", "journal", "fuente", "medio", "sourcedomain",
	"hostname", "domain", "site",
};

bool
ab_fields_same(ab_str key, const char *name)
{
	for (size_t i = 0; i < key.len; i++) {
		unsigned char c = (unsigned char)key.ptr[i];
		if (c >= 'A' && c <= 'Z')
			c = (unsigned char)(c - 'A' + 'a');
		else if (c == 0x9C && i && key.ptr[i - 1] == '\xc3')
			c = 0xBC; /* the last byte of U+00DC becomes that of U+00FC */
		if (c < 0x80 && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9'))
			continue;
		if ((unsigned char)*name++ != c)
			return false;
	}
	return !*name;
}

static bool
is_url(ab_str s)
{
	return ab_str_starts(s, AB_STR("http://")) || ab_str_starts(s, AB_STR("https://"));
}

/* The first value that says something; else an empty one, if any is there. */
static ab_str
pick(const struct ab_fields *fields, const char *const keys[KEYS], bool may_be_url)
{
	ab_str found = { 0 };

	for (size_t i = 0; i < KEYS && keys[i]; i++) {
		ab_str value = fields->get(fields->record, keys[i]);
		if (value.len && (may_be_url || !is_url(value)))
			return value;
		if (value.ptr && !found.ptr)
			found = (ab_str){ value.ptr, 0 };
	}
	return found;
}

void
ab_fields_fill(const struct ab_fields *fields, struct ab_arena *arena, struct ab_raw *out)
{
	ab_str text = pick(fields, text_keys, true), name = pick(fields, name_keys, true);
	ab_str url = pick(fields, url_keys, true);

	if (!url.len) {
		/* trafilatura's is an address */
		ab_str source = fields->get(fields->record, "source");
		url = is_url(source) ? source : url;
	}
	if (name.len)
		out->name = ab_copy(arena, name);
	out->body = ab_copy(arena, text);
	out->title = ab_copy(arena, pick(fields, title_keys, true));
	out->published = ab_fields_date(arena, pick(fields, date_keys, true));
	out->url = ab_copy(arena, url);
	out->outlet = ab_copy(arena, pick(fields, outlet_keys, false));
	if (!text.ptr)
		out->notice = AB_STR("has no text");
}

bool
ab_fields_is_text(ab_str key)
{
	for (size_t i = 0; i < KEYS && text_keys[i]; i++)
		if (ab_fields_same(key, text_keys[i]))
			return true;
	return false;
}

bool
ab_fields_line(ab_str line, const char *label, ab_str *value)
{
	size_t len = strlen(label);

	if (line.len < len || memcmp(line.ptr, label, len) != 0)
		return false;
	*value = ab_str_trim(ab_str_skip(line, len));
	return true;
}

/* ---- dates ---- */

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

	if (s.len < 10 || !ab_civil_parse(s, &day))
		return (ab_str){ 0 };
	ab_str date = { s.ptr, 10 };
	s = ab_str_skip(s, 10);
	if (!s.len)
		return ab_copy(arena, date);
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

static ab_str
compact_date(struct ab_arena *arena, ab_str s)
{
	ab_civil day;

	if (!cut_digits(&s, 4, 9999, &day.year) || !cut_digits(&s, 2, 12, &day.month)
	    || !cut_digits(&s, 2, 31, &day.day) || s.len || !ab_civil_valid(day))
		return (ab_str){ 0 };
	return ab_format(arena, "%04d-%02d-%02d", day.year, day.month, day.day);
}

/* Seconds since 1970 in ten digits, which is from 2001 to 2286, or milliseconds in thirteen. */
static ab_str
epoch_date(struct ab_arena *arena, ab_str s)
{
	int high, low;

	if ((s.len != 10 && s.len != 13) || !cut_digits(&s, 5, 99999, &high)
	    || !cut_digits(&s, 5, 99999, &low) || (s.len && !cut_digits(&s, 3, 999, &(int){ 0 })))
		return (ab_str){ 0 };
	long seconds = (long)high * 100000 + low, rest = seconds % 86400;
	ab_civil day = ab_civil_from_day((int32_t)(seconds / 86400));
	return ab_format(arena, "%04d-%02d-%02dT%02ld:%02ld:%02ldZ", day.year, day.month, day.day,
	    rest / 3600, rest / 60 % 60, rest % 60);
}

ab_str
ab_fields_date(struct ab_arena *arena, ab_str s)
{
	enum { LONGEST = 200 };
	struct ab_stamp stamp;

	s = ab_str_trim(s);
	ab_str date = iso_date(arena, s);
	if (!date.len)
		date = compact_date(arena, s);
	if (!date.len)
		date = epoch_date(arena, s);
	if (!date.len && s.len <= LONGEST && ab_stamp_find(s, AB_STAMP_ANY, &stamp))
		date = ab_stamp_text(arena, &stamp);
	return date;
}
