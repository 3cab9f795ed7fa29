/*
 * sgml - articles in DOC elements, as Gigaword and the TREC collections have them.
 *
 * A number of eight digits in the id of a document of Gigaword is its day; one of six is that of
 * a document of TREC, and stands in its DATE ("910514") or in its number ("AP880212-0001",
 * "LA010189-0001", where the year comes last).
 */
#include "load/cut.h"
#include "load/fields.h"
#include "load/markup.h"

static enum ab_cut
look(const struct ab_index *index, ab_str line)
{
	(void)index;
	line = ab_str_trim(line);
	if (ab_str_starts(line, AB_STR("<DOC>")) || ab_str_starts(line, AB_STR("<DOC "))
	    || ab_str_starts(line, AB_STR("<doc>")) || ab_str_starts(line, AB_STR("<doc ")))
		return AB_CUT_OPEN;
	bool closes = ab_str_eq(line, AB_STR("</DOC>")) || ab_str_eq(line, AB_STR("</doc>"));
	return closes ? AB_CUT_CLOSE : AB_CUT_NONE;
}

static const struct ab_cut_rule rule = { look, .closes = true };

static bool
sniff(const struct ab_source *source, ab_str head)
{
	ab_str line;

	(void)source;
	while (ab_str_line(&head, &line))
		if (look(NULL, line) == AB_CUT_OPEN)
			return true;
		else if (ab_str_trim(line).len && !ab_str_starts(ab_str_trim(line), AB_STR("<")))
			return false;
	return false;
}

static void *
begin(struct ab_index *index)
{
	return ab_cut_begin(index, &rule);
}

/* The text of the first of these elements, in one line; empty if there is none. */
static ab_str
first_of(struct ab_arena *arena, ab_str doc, const char *const *names)
{
	ab_str content, rest;

	for (; *names; names++)
		if (ab_markup_element(doc, *names, &content, &rest) && ab_str_trim(content).len)
			return ab_visible(arena, ab_str_trim(ab_markup_text(arena, content)));
	return (ab_str){ 0 };
}

/* Six digits as eight, of the years 1950 to 2049; the year is the two at `year`. */
static ab_str
of_century(struct ab_arena *arena, ab_str six, size_t year)
{
	const char *y = six.ptr + year, *day = six.ptr + (year ? 0 : 2);

	return ab_format(arena, "%s%.2s%.4s", *y >= '5' ? "19" : "20", y, day);
}

/* The first run of eight or six digits in s, as a day; in some numbers the year comes last. */
static ab_str
day_in(struct ab_arena *arena, ab_str s, bool year_last)
{
	ab_str day = { 0 };

	for (size_t i = 0, n = 0; i <= s.len && !day.len; i++) {
		bool digit = i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9';
		ab_str run = ab_slice(s, (ab_span){ i - n, i });
		if (!digit && n == 8)
			day = ab_fields_date(arena, run);
		else if (!digit && n == 6)
			day = ab_fields_date(arena, of_century(arena, run, year_last ? 4 : 0));
		n = digit ? n + 1 : 0;
	}
	return day;
}

/* The text is in one element, or in several, which are then put together. */
static void
read_body(struct ab_arena *arena, ab_str doc, struct ab_raw *out)
{
	char *to = ab_alloc(arena, doc.len + 1, 1);
	size_t len = 0;
	ab_str content;

	while (ab_markup_element(doc, "TEXT", &content, &doc)) {
		ab_str part = ab_str_trim(ab_markup_text(arena, content));
		if (len)
			/* shorter than the tags that are gone */
			memcpy(to + len, "\n\n", 2), len += 2;
		memcpy(to + len, part.ptr, part.len);
		len += part.len;
	}
	out->body = (ab_str){ to, len };
	if (!len)
		out->notice = AB_STR("has no text");
}

static bool
read_record(const struct ab_source *source, const struct ab_entry *entry, struct ab_arena *arena,
    struct ab_raw *out, struct ab_error *err)
{
	static const char *const numbers[] = { "DOCNO", "DOCID", NULL };
	static const char *const titles[] = { "HEADLINE", "HL", "TITLE", "TI", NULL };
	static const char *const dates[] = { "DATE_TIME", "DATETIME", "DATE", "DATE1",
		"PUBDATE", NULL };
	static const char *const urls[] = { "URL", NULL };
	static const char *const outlets[] = { "SOURCE", "SO", NULL };
	ab_str doc, id;

	if (!ab_cut_read(source, entry, "document", arena, out, &doc, err))
		return false;
	doc = ab_str_trim(doc);
	if (!ab_markup_attribute(doc, "id", &id))
		id = first_of(arena, doc, numbers);
	if (id.len)
		out->name = id;
	out->title = first_of(arena, doc, titles);
	ab_str date = first_of(arena, doc, dates);
	out->published = ab_fields_date(arena, date);
	if (!out->published.len)
		out->published = day_in(arena, date, false);
	if (!out->published.len)
		out->published = day_in(arena, id, ab_str_starts(id, AB_STR("LA")));
	out->url = first_of(arena, doc, urls);
	out->outlet = first_of(arena, doc, outlets);
	read_body(arena, doc, out);
	return true;
}

const struct ab_format ab_format_sgml = {
	"sgml", "articles in <DOC>: Gigaword, TREC", sniff, begin, ab_cut_step, ab_cut_end,
	read_record, false, false,
};
