/*
 * factiva - articles as Factiva exports them: each ends in its accession number,
 * "Document ABCD000020201025egap0001".
 *
 * Two layouts: with a tag of two or three letters before each part (HD, WC, PD,
 * SN, LP, TD), and without: headline, author, "512 words", date, outlet, rights,
 * text.
 */
#include "load/cut.h"
#include "load/export.h"
#include "load/fields.h"

enum { LONG_TITLE = 1000 }; /* bytes: enough of it */

enum tag { NONE, HEADLINE, DATE, OUTLET, TEXT, OTHER };

static const struct { const char name[4]; enum tag tag; } tags[] = {
	{ "HD", HEADLINE }, { "PD", DATE }, { "SN", OUTLET }, { "LP", TEXT }, { "TD", TEXT },
	{ "SE", OTHER }, { "BY", OTHER }, { "CR", OTHER }, { "WC", OTHER }, { "ET", OTHER },
	{ "SC", OTHER }, { "ED", OTHER }, { "PG", OTHER }, { "LA", OTHER }, { "CY", OTHER },
	{ "CO", OTHER }, { "IN", OTHER }, { "NS", OTHER }, { "RE", OTHER }, { "IPD", OTHER },
	{ "IPC", OTHER }, { "PUB", OTHER }, { "AN", OTHER }, { "CT", OTHER }, { "RF", OTHER },
	{ "ART", OTHER }, { "CLM", OTHER }, { "VOL", OTHER },
};

/* "Document ABCD000020201025egap0001" */
static bool
is_number(ab_str line, ab_str *number)
{
	size_t digits = 0;

	line = ab_str_trim(line);
	if (ab_str_starts(line, AB_STR("AN ")))
		line = ab_str_trim(ab_str_skip(line, 3));
	if (!ab_fields_line(line, "Document ", number) || number->len < 16 || number->len > 40)
		return false;
	for (size_t i = 0; i < number->len; i++) {
		char c = number->ptr[i];
		bool digit = c >= '0' && c <= '9';
		if (!digit && !(c >= 'A' && c <= 'Z') && (i < 4 || !(c >= 'a' && c <= 'z')))
			return false;
		digits += digit;
	}
	return digits >= 8;
}

/* A tag alone on its line, or one with `gap` blanks at least behind it; *value is what follows. */
static enum tag
tag_of(ab_str line, size_t gap, ab_str *value)
{
	for (size_t i = 0; i < AB_LEN(tags); i++) {
		ab_str rest, name = ab_str_c(tags[i].name);
		if (!ab_str_starts(line, name))
			continue;
		rest = ab_str_skip(line, name.len);
		*value = ab_str_trim(rest);
		if (!value->len || (size_t)(value->ptr - rest.ptr) >= gap)
			return tags[i].tag;
	}
	return NONE;
}

static enum ab_cut
look(const struct ab_index *index, ab_str line)
{
	ab_str value;

	(void)index;
	if (is_number(line, &value))
		return AB_CUT_CLOSE;
	ab_str bare = ab_str_starts(line, AB_STR("WC")) ? ab_str_skip(line, 2) : line;
	return ab_export_is_words(bare) ? AB_CUT_SIGN : AB_CUT_NONE;
}

static const struct ab_cut_rule rule = { look, .whole = true, .signs = true, .closes = true };

/* The number of words, and the date right below it. */
static bool
sniff(const struct ab_source *source, ab_str head)
{
	struct ab_arena arena = { 0 };
	ab_str line, value;
	bool found = false;
	size_t near = 0;

	(void)source;
	for (; !found && ab_str_line(&head, &line); near -= near > 0) {
		found = is_number(line, &value);
		if (near && ab_str_trim(line).len)
			found |= tag_of(line, 1, &value) == DATE || (ab_str_trim(line).len < 40
			    && ab_fields_date(&arena, ab_str_trim(line)).len);
		if (look(NULL, line) == AB_CUT_SIGN)
			near = 4;
	}
	ab_arena_free(&arena);
	return found;
}

static void *
begin(struct ab_index *index)
{
	return ab_cut_begin(index, &rule);
}

static void
join(struct ab_arena *arena, ab_str *to, ab_str more)
{
	*to = to->len ? ab_format(arena, "%.*s %.*s", (int)to->len, to->ptr, (int)more.len,
	    more.ptr) : more;
}

/* With tags. The text is LP and TD, as they stand. */
static void
read_tagged(struct ab_arena *arena, ab_str text, struct ab_raw *out)
{
	char *to = ab_alloc(arena, text.len + 1, 1);
	enum tag now = NONE;
	ab_str line, value;
	size_t len = 0;

	while (ab_str_line(&text, &line)) {
		enum tag tag = tag_of(line, now == TEXT ? 2 : 1, &value);
		now = tag ? tag : now;
		if (!tag)
			value = now == TEXT ? line : ab_str_trim(line);
		if (now == HEADLINE && value.len && out->title.len < LONG_TITLE)
			join(arena, &out->title, value);
		else if (now == DATE && value.len && !out->published.len)
			out->published = ab_fields_date(arena, value);
		else if (now == OUTLET && value.len && !out->outlet.len)
			out->outlet = value;
		bool blank = !ab_str_trim(value).len && (tag || !len || to[len - 1] == '\n');
		if (now != TEXT || (blank && (tag || len < 2 || to[len - 2] == '\n')))
			continue;
		memcpy(to + len, value.ptr, value.len);
		len += value.len;
		to[len++] = '\n';
	}
	out->body = ab_str_trim((ab_str){ to, len });
}

static bool
is_rights(ab_str line)
{
	return ab_str_starts(line, AB_STR("Copyright")) || ab_str_starts(line, AB_STR("(c) "))
	    || ab_str_starts(line, AB_STR("(C) ")) || ab_str_starts(line, AB_STR("©"));
}

static bool
is_byline(ab_str line)
{
	return ab_str_starts(line, AB_STR("By ")) || ab_str_starts(line, AB_STR("Von "))
	    || ab_str_starts(line, AB_STR("Par "));
}

/* Without tags: the lines below the number of words are known by their order. */
static void
read_plain(struct ab_arena *arena, ab_str text, struct ab_raw *out)
{
	ab_str line;

	while (ab_str_line(&text, &line) && !ab_export_is_words(line)) {
		line = ab_str_trim(line);
		if (line.len > out->title.len && !is_byline(line))
			out->title = line; /* a section is shorter than a headline */
	}
	while (ab_str_line(&text, &line)) {
		line = ab_str_trim(line);
		bool over = !line.len || is_rights(line);
		if (!out->published.len)
			out->published = ab_fields_date(arena, line);
		else if (!out->outlet.len && line.len
		    && !(line.len > 2 && memchr(line.ptr, ':', 3)))
			out->outlet = line;
		if (over && out->outlet.len)
			break;
	}
	out->body = ab_str_trim(text);
}

static bool
read_record(const struct ab_source *source, const struct ab_entry *entry, struct ab_arena *arena,
    struct ab_raw *out, struct ab_error *err)
{
	ab_str text, rest, line, value;
	bool tagged = false;

	if (!ab_cut_read(source, entry, "document", arena, out, &text, err))
		return false;
	for (rest = text; !tagged && ab_str_line(&rest, &line);)
		tagged = tag_of(line, 1, &value) == HEADLINE;
	if (tagged)
		read_tagged(arena, text, out);
	else
		read_plain(arena, text, out);
	return true;
}

const struct ab_format ab_format_factiva = {
	"factiva", "an export of Factiva, with tags or without", sniff, begin,
	ab_cut_step, ab_cut_end,
	read_record, false, false,
};
