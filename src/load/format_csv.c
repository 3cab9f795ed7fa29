/*
 * csv - a table with a header (RFC 4180), one row an article.
 *
 * One of the columns is the text. What separates the columns, the header tells:
 * a comma, a semicolon or a tab. A quote counts at the start of a field only.
 * A row of several lines that has not as many columns as the header is taken
 * for one with a quote too many: it ends with its first line.
 */
#include "load/fields.h"
#include "load/scan.h"

#include <stdlib.h>

enum {
	HEADER_MAX = 65536,
	COLUMNS_MAX = 256, /* columns beyond are not looked at */
	NAME_MAX_LEN = 64,
	ROW_MAX = 16 << 20, /* an open quote in a row of so many bytes is one too many */
	RETURNS = 100,      /* rows that are read again: all stays linear */
	NOTICES_MAX = 100,
};

/* How far a row was read. */
struct row { size_t columns; bool quoted, at_start; };

struct csv {
	struct ab_index *index;
	struct ab_scan scan;
	char separator;
	size_t columns;            /* of the header */
	bool header, open;
	struct row row;
	uint64_t at, line, end;    /* of the row */
	uint64_t next, next_line;  /* the second line of the row */
	unsigned returns;
	uint32_t number;
	uint64_t faults;
};

/* Reads one line of a row; the line end is not in it. */
static void
read_line(struct row *row, ab_str line, char separator)
{
	for (size_t i = 0; i < line.len; i++) {
		if (row->quoted) {
			const char *quote = memchr(line.ptr + i, '"', line.len - i);
			if (!quote)
				return;
			i = (size_t)(quote - line.ptr);
			row->quoted = i + 1 < line.len && line.ptr[i + 1] == '"';
			i += row->quoted;
		} else if (line.ptr[i] == separator) {
			row->columns++;
			row->at_start = true;
		} else {
			row->quoted = row->at_start && line.ptr[i] == '"';
			row->at_start = false;
		}
	}
}

static const struct row fresh = { 1, false, true };

/* Cuts the next field off *rest, without its quotes, into *to; true if a field follows. */
static bool
cut_field(ab_str *rest, char separator, char **to, ab_str *field)
{
	bool quoted = rest->len && *rest->ptr == '"';
	size_t i = quoted;

	*field = (ab_str){ *to, 0 };
	for (; i < rest->len && (quoted || rest->ptr[i] != separator); i++) {
		if (quoted && rest->ptr[i] == '"') {
			quoted = i + 1 < rest->len && rest->ptr[i + 1] == '"';
			i += quoted;
			if (!quoted)
				continue;
		}
		(*to)[field->len++] = rest->ptr[i];
	}
	*to += field->len;
	bool more = i < rest->len;
	*rest = ab_str_skip(*rest, i + more);
	return more;
}

/* The fields of a row, and how many there are. */
static size_t
split(struct ab_arena *arena, ab_str row, char separator, ab_str field[COLUMNS_MAX])
{
	char *to = ab_alloc(arena, row.len + 1, 1);
	size_t count = 0;

	while (row.len && (row.ptr[row.len - 1] == '\n' || row.ptr[row.len - 1] == '\r'))
		row.len--;
	while (count < COLUMNS_MAX && cut_field(&row, separator, &to, &field[count++]))
		;
	return count;
}

/* The columns of a header line; none if it is no header of ours. */
static size_t
read_header(struct ab_arena *arena, ab_str line, char separator, ab_str column[COLUMNS_MAX])
{
	size_t count = split(arena, line, separator, column);
	bool text = false;

	for (size_t i = 0; i < count; i++) {
		column[i] = ab_str_trim(column[i]);
		if (column[i].len > NAME_MAX_LEN || ab_str_ends(column[i], AB_STR(".")))
			return 0;
		text |= ab_fields_is_text(column[i]);
	}
	return text && count > 1 ? count : 0;
}

static char
find_separator(ab_str head, size_t *columns)
{
	struct ab_arena arena = { 0 };
	ab_str column[COLUMNS_MAX], line = { 0 };
	const char *separator = ",;\t";

	if (ab_str_starts(head, AB_STR("\xef\xbb\xbf")))
		head = ab_str_skip(head, 3);
	ab_str_line(&head, &line);
	for (*columns = 0; *separator; separator++)
		if ((*columns = read_header(&arena, line, *separator, column)) != 0)
			break;
	ab_arena_free(&arena);
	return *separator ? *separator : ',';
}

/* Prose has commas, too: the first row must have what separates the columns. */
static bool
sniff(const struct ab_source *source, ab_str head)
{
	size_t columns;
	ab_str line;

	(void)source;
	char separator = find_separator(head, &columns);
	ab_str_line(&head, &line);
	return columns > 0 && (!ab_str_line(&head, &line) || memchr(line.ptr, separator, line.len));
}

static void
scan_from(struct csv *c, uint64_t at, uint64_t line)
{
	ab_scan_end(&c->scan);
	ab_scan_begin(&c->scan, c->index->source, at, c->index->block);
	c->scan.line = line - 1;
}

static void *
begin(struct ab_index *index)
{
	struct csv *c = ab_xalloc(1, sizeof(*c));

	c->index = index;
	c->header = true;
	scan_from(c, ab_source_text(index->source), 1);
	return c;
}

static void
say_fault(struct csv *c)
{
	bool columns = c->row.columns != c->columns;

	if (c->faults++ >= NOTICES_MAX)
		return;
	if (columns)
		ab_notice(c->index->store, c->index->source->label,
		    "record %lu (line %llu): has %zu columns, the header has %zu",
		    (unsigned long)c->number, (unsigned long long)c->line, c->row.columns,
		    c->columns);
	else
		ab_notice(c->index->store, c->index->source->label,
		    "record %lu (line %llu): has a quote that does not end; it ends with its line",
		    (unsigned long)c->number, (unsigned long long)c->line);
}

/* True if its first line turned out to be all of it: the lines after it are to be read again. */
static bool
end_row(struct csv *c)
{
	bool wrong = c->row.quoted || c->row.columns != c->columns;

	c->open = false;
	if (c->header) {
		c->header = false;
		c->columns = c->row.columns;
		return false;
	}
	c->number++;
	if (wrong)
		say_fault(c);
	bool again = wrong && c->next && c->returns++ < RETURNS;
	ab_index_add(c->index, c->at, again ? c->next : c->end, c->number, c->line);
	if (again)
		scan_from(c, c->next, c->next_line);
	return again;
}

static void
open_row(struct csv *c, uint64_t at)
{
	c->open = true;
	c->row = fresh;
	c->at = at;
	c->line = c->scan.line;
	c->next = 0;
}

/* As end_row, where the row ends with this line. */
static bool
take(struct csv *c, ab_str line, uint64_t at)
{
	size_t ignored;

	if (c->header)
		c->separator = find_separator(line, &ignored);
	if (!c->open) {
		open_row(c, at);
	} else if (!c->next) {
		c->next = at;
		c->next_line = c->scan.line;
	}
	c->end = at + line.len;
	if (ab_str_ends(line, AB_STR("\r")))
		line.len--;
	read_line(&c->row, line, c->separator);
	return (!c->row.quoted || c->end - c->at > ROW_MAX || c->header) && end_row(c);
}

static bool
step(void *state, uint64_t bytes)
{
	struct csv *c = state;
	uint64_t stop = ab_scan_stop(&c->scan, bytes), at;
	enum ab_scan_result got;
	struct ab_error err;
	ab_str line;

	while ((got = ab_scan_next(&c->scan, stop, &line, &at, &err)) == AB_SCAN_LINE)
		if (take(c, line, at))
			return true;
	c->index->scanned = ab_scan_at(&c->scan);
	if (got == AB_SCAN_PAUSE)
		return true;
	if (got == AB_SCAN_FAIL)
		ab_notice(c->index->store, c->index->source->label, "%s", err.text);
	if (c->open && end_row(c))
		return true;
	if (c->faults > NOTICES_MAX)
		ab_notice(c->index->store, c->index->source->label, "%llu more rows are damaged",
		    (unsigned long long)(c->faults - NOTICES_MAX));
	return false;
}

static void
end(void *state)
{
	struct csv *c = state;

	ab_scan_end(&c->scan);
	free(c);
}

/* ---- reading ---- */

struct table { ab_str column[COLUMNS_MAX], field[COLUMNS_MAX]; size_t columns, fields; };

static ab_str
get(const void *record, const char *key)
{
	const struct table *t = record;

	for (size_t i = 0; i < t->columns && i < t->fields; i++)
		if (ab_fields_same(t->column[i], key))
			return t->field[i];
	return (ab_str){ 0 };
}

static bool
read_table(const struct ab_source *source, const struct ab_entry *entry, struct ab_arena *arena,
    struct table *t, struct ab_utf8_report *utf8, struct ab_error *err)
{
	uint64_t from = ab_source_text(source), to = source->size - from;
	struct ab_utf8_report ignored;
	ab_str head, line = { 0 }, row;

	to = from + (to < HEADER_MAX ? to : HEADER_MAX);
	if (!ab_source_slice(source, from, to, arena, &head, err)
	    || !ab_source_slice(source, entry->at, entry->end, arena, &row, err))
		return false;
	ab_str_line(&head, &line);
	char separator = find_separator(line, &t->columns);
	t->columns = split(arena, ab_utf8_text(arena, line, &ignored), separator, t->column);
	for (size_t i = 0; i < t->columns; i++)
		t->column[i] = ab_str_trim(t->column[i]);
	t->fields = split(arena, ab_utf8_text(arena, row, utf8), separator, t->field);
	return true;
}

static bool
read_record(const struct ab_source *source, const struct ab_entry *entry, struct ab_arena *arena,
    struct ab_raw *out, struct ab_error *err)
{
	struct ab_arena scratch = { 0 };
	struct table *t = AB_NEW(&scratch, struct table, 1);

	out->name = ab_format(arena, "record %lu", (unsigned long)entry->flags);
	bool ok = read_table(source, entry, &scratch, t, &out->utf8, err);
	if (ok)
		ab_fields_fill(&(struct ab_fields){ t, get }, arena, out);
	if (ok && t->fields != t->columns)
		out->notice = ab_format(arena, "has %zu columns, the header has %zu", t->fields,
		    t->columns);
	ab_arena_free(&scratch);
	return ok;
}

const struct ab_format ab_format_csv = {
	"csv", "a table with a header, one row an article", sniff, begin, step, end, read_record,
	false, false,
};
