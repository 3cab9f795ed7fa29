#include "know/stamp.h"
#include "news/lines.h"

enum {
	NEAR = 8,    /* non-blank lines above the article in which a bare date is its own */
	LONGEST = 400,
	BYLINE = 90, /* bytes: so short a line right above may have names before its date */
	DATELINE = 100, /* bytes in which a dateline ends */
	FIRST = 3       /* lines of body that may begin with it, or be no more than a date */
};

/* Words before a date that say what it is the date of. */
static bool
is_labelled(ab_str before)
{
	static const char *const words[] = {
		"ublished", "pdated", "osted", "reated", "odified", "ate", "ublié",
		"ise à jour", "is à jour", "ublicado", "ctualizado", "ubblicato", "ggiornato",
		"ktualisiert", "eröffentlicht", "tand", "публиковано", "бновлено", "ublicerad",
		"ppdaterad", "ubliceret", "ubliziert", "epubliceerd", "ijgewerkt",
		"publikowano", "ktualizacja", "ublikováno", "публіковано",
	};

	before = ab_str_trim(before);
	while (before.len && strchr(":|-,\"'=", before.ptr[before.len - 1]))
		before = ab_str_trim((ab_str){ before.ptr, before.len - 1 });
	if (ab_str_ends(before, AB_STR(" on")) || ab_str_ends(before, AB_STR(" at")))
		before = ab_str_trim((ab_str){ before.ptr, before.len - 3 });
	for (size_t i = 0; i < AB_LEN(words); i++)
		if (ab_str_ends(before, ab_str_c(words[i])))
			return true;
	return false;
}

/* The hidden part of a line that is not hidden itself. */
static ab_str
hidden_part(const struct ab_lines *lines, ab_str text, size_t i, size_t *next)
{
	const struct ab_hidden *h = lines->hidden;

	while (*next < lines->hidden_count && h[*next].at.end <= lines->at[i].at.start)
		++*next;
	if (*next < lines->hidden_count && h[*next].at.start < lines->at[i].at.end)
		return ab_slice(text, h[*next].at);
	return AB_STR("");
}

/* "PORTVALE, Aug. 9, 2031 (Agency) -": what stands before the dash, where a place in capitals opens
 * the line; empty if that is no dateline. */
static ab_str
dateline(ab_str line)
{
	static const char *const dashes[] = { " - ", " -- ", "--", " \xe2\x80\x93 ",
		"\xe2\x80\x94" };
	size_t capitals = 0;

	line.len = line.len < DATELINE ? line.len : DATELINE;
	while (capitals < line.len && line.ptr[capitals] >= 'A' && line.ptr[capitals] <= 'Z')
		capitals++;
	for (size_t i = capitals; capitals >= 3 && i < line.len; i++)
		for (size_t k = 0; k < AB_LEN(dashes); k++)
			if (ab_str_starts(ab_str_skip(line, i), ab_str_c(dashes[k])))
				return (ab_str){ line.ptr, i };
	return AB_STR("");
}

/* The part of a line taken for body that may say when it was written. */
static ab_str
stated_in_body(ab_str line)
{
	struct ab_stamp s;

	if (line.len <= BYLINE && ab_stamp_find(line, AB_STAMP_ANY, &s)
	    && (ab_str_starts(line, AB_STR("http")) || is_labelled((ab_str){ line.ptr, s.at })))
		return line;
	return dateline(line);
}

/* From the first line that may be near the article's head to its last line of body. */
static ab_span
places(const struct ab_lines *lines)
{
	ab_span at = { lines->count, 0 };
	size_t above = 0;

	for (size_t i = 0; i < lines->count; i++) {
		enum ab_kind kind = lines->at[i].kind;
		if (kind == AB_KIND_CHROME || kind == AB_KIND_BLANK)
			continue;
		at.start = at.start < i ? at.start : i;
		at.end = kind == AB_KIND_BODY || at.end == 0 ? i + 1 : at.end;
	}
	while (at.start > 0 && at.start < lines->count && above < NEAR)
		above += lines->at[--at.start].kind != AB_KIND_BLANK;
	return at;
}

ab_str
ab_url_published(struct ab_arena *arena, ab_str url)
{
	struct ab_stamp s;

	return ab_stamp_find(url, AB_STAMP_ANY, &s) ? ab_stamp_text(arena, &s) : AB_STR("");
}

ab_str
ab_lines_published(const struct ab_lines *lines, struct ab_arena *arena, ab_str text)
{
	struct ab_stamp best = { .at = 0 }, s;
	ab_span near = places(lines);
	const enum ab_stamp_order order = ab_stamp_order_of(text);
	bool found = false;
	size_t next = 0, body = 0;

	for (size_t i = 0; i < near.end; i++) {
		enum ab_kind kind = lines->at[i].kind;
		ab_str line = ab_str_trim(ab_slice(text, lines->at[i].at));
		if (kind == AB_KIND_BODY) {
			ab_str hidden = hidden_part(lines, text, i, &next);
			line = hidden.len ? hidden : body < FIRST ? stated_in_body(line)
			    : AB_STR("");
			body++;
		}
		if (line.len == 0 || line.len > LONGEST
		    || kind == AB_KIND_TITLE || kind == AB_KIND_CAPTION
		    || !ab_stamp_find(line, order, &s))
			continue;
		/* In chrome it must be said of what it is the date, or stand alone right above. */
		if (kind == AB_KIND_CHROME && !is_labelled((ab_str){ line.ptr, s.at })
		    && (i < near.start || (s.at > 12 && line.len > BYLINE)))
			continue;
		if (!found || (s.timed && !best.timed && ab_day(s.date) == ab_day(best.date)))
			best = s;
		found = true;
	}
	return found ? ab_stamp_text(arena, &best) : AB_STR("");
}
