#include "load/mime.h"

#include <strings.h>

#include "load/cut.h"
#include "load/fields.h"
#include "load/html.h"

enum { DEPTH = 8, BOUNDARY_MAX = 200, VALUE_MAX = 4096 };

/* A letter or a part of one. */
struct part { ab_str head, body; };

static struct part
split(ab_str s)
{
	ab_str rest = s, line;

	while (ab_str_line(&rest, &line))
		if (!ab_str_trim(line).len)
			break;
	return (struct part){ { s.ptr, (size_t)(rest.ptr - s.ptr) }, rest };
}

/* The value of a field, its folded lines put together. */
static ab_str
field(struct ab_arena *arena, ab_str head, const char *name)
{
	size_t len = strlen(name);
	ab_str line, value = { 0 };

	while (ab_str_line(&head, &line)) {
		bool folded = line.len && (*line.ptr == ' ' || *line.ptr == '\t');
		if (value.ptr && (!folded || value.len > VALUE_MAX))
			break;
		if (value.ptr)
			value = ab_format(arena, "%.*s %.*s", (int)value.len, value.ptr,
			    (int)ab_str_trim(line).len, ab_str_trim(line).ptr);
		else if (line.len > len && line.ptr[len] == ':'
		    && strncasecmp(line.ptr, name, len) == 0)
			value = ab_str_trim(ab_str_skip(line, len + 1));
	}
	return value;
}

/* The value of a parameter: charset of "text/plain; charset=utf-8". */
static ab_str
parameter(ab_str value, const char *name)
{
	size_t len = strlen(name);

	for (size_t i = 1; i + len < value.len; i++) {
		if (strncasecmp(value.ptr + i, name, len) != 0 || value.ptr[i + len] != '='
		    || !strchr("; \t", value.ptr[i - 1]))
			continue;
		ab_str rest = ab_str_skip(value, i + len + 1);
		bool quoted = rest.len && *rest.ptr == '"';
		rest = ab_str_skip(rest, quoted);
		size_t n = 0;
		while (n < rest.len && (quoted ? rest.ptr[n] != '"' : !strchr("; \t\r\n",
		    rest.ptr[n])))
			n++;
		return (ab_str){ rest.ptr, n };
	}
	return (ab_str){ 0 };
}

static bool
is_word(ab_str value, const char *word)
{
	size_t len = strlen(word);

	return value.len >= len && strncasecmp(value.ptr, word, len) == 0;
}

/* ---- transfer encodings ---- */

static int
digit64(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

static ab_str
from_base64(struct ab_arena *arena, ab_str s)
{
	char *to = ab_alloc(arena, s.len + 1, 1);
	unsigned bits = 0, have = 0;
	size_t len = 0;

	for (size_t i = 0; i < s.len && s.ptr[i] != '='; i++) {
		int digit = digit64(s.ptr[i]);
		if (digit < 0)
			continue;
		bits = (bits << 6 | (unsigned)digit) & 0xFFFF;
		have += 6;
		if (have >= 8)
			to[len++] = (char)(bits >> (have -= 8) & 0xFF);
	}
	return (ab_str){ to, len };
}

static int
digit16(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10
	    : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Quoted-printable; in words of a head an underline is a blank. */
static ab_str
from_quoted(struct ab_arena *arena, ab_str s, bool in_head)
{
	char *to = ab_alloc(arena, s.len + 1, 1);
	size_t len = 0;

	for (size_t i = 0; i < s.len; i++) {
		ab_str rest = ab_str_skip(s, i);
		int high = rest.len > 2 && *rest.ptr == '=' ? digit16(rest.ptr[1]) : -1;
		int low = high >= 0 ? digit16(rest.ptr[2]) : -1;
		if (low >= 0) {
			to[len++] = (char)(high << 4 | low);
			i += 2;
		} else if (ab_str_starts(rest, AB_STR("=\n"))) {
			i++;
		} else if (ab_str_starts(rest, AB_STR("=\r\n"))) {
			i += 2;
		} else {
			to[len++] = in_head && *rest.ptr == '_' ? ' ' : *rest.ptr;
		}
	}
	return (ab_str){ to, len };
}

static const char *
find(ab_str s, char c)
{
	return s.len ? memchr(s.ptr, c, s.len) : NULL;
}

/* "=?utf-8?q?caf=C3=A9?=" at the front: its text, and its length; 0 if there is none. */
static size_t
encoded_word(struct ab_arena *arena, ab_str s, ab_str *text)
{
	struct ab_utf8_report ignored;
	ab_str rest = ab_str_skip(s, 2);
	const char *mark = find(rest, '?');

	if (!mark || mark + 2 >= s.ptr + s.len || mark[2] != '?')
		return 0;
	ab_str charset = { rest.ptr, (size_t)(mark - rest.ptr) };
	rest = ab_str_skip(rest, charset.len + 3);
	const char *end = find(rest, '?');
	if (!end || end + 1 >= s.ptr + s.len || end[1] != '=')
		return 0;
	ab_str word = { rest.ptr, (size_t)(end - rest.ptr) };
	word = (mark[1] | 32) == 'b' ? from_base64(arena, word) : from_quoted(arena, word, true);
	*text = ab_charset_text(arena, word, charset, &ignored);
	return (size_t)(end + 2 - s.ptr);
}

/* A value of a head as UTF-8 (RFC 2047); blanks between two encoded words do not count. */
static ab_str
decode(struct ab_arena *arena, ab_str s)
{
	struct ab_utf8_report ignored;
	char *to = ab_alloc(arena, s.len + 1, 4);
	size_t len = 0, kept = 0, n;
	ab_str word;

	s = ab_utf8_text(arena, s, &ignored);
	for (bool after = false; s.len; s = ab_str_skip(s, n)) {
		n = ab_str_starts(s, AB_STR("=?")) ? encoded_word(arena, s, &word) : 0;
		if (n && word.len <= n * 3) {
			len = after ? kept : len;
			memcpy(to + len, word.ptr, word.len);
			kept = len += word.len;
			after = true;
			continue;
		}
		n = 1;
		after = after && strchr(" \t", *s.ptr);
		to[len++] = *s.ptr;
	}
	return (ab_str){ to, len };
}

/* ---- parts ---- */

/* Cuts the next part off *rest of a multipart body; false after the last. */
static bool
next_part(ab_str *rest, ab_str boundary, struct part *part)
{
	const char *start = NULL;
	ab_str line;

	for (ab_str s = *rest; ab_str_line(&s, &line);) {
		bool is = line.len >= boundary.len + 2 && line.ptr[0] == '-' && line.ptr[1] == '-'
		    && ab_str_starts(ab_str_skip(line, 2), boundary);
		if (!is)
			continue;
		if (start) {
			*rest = (ab_str){ line.ptr, (size_t)(rest->ptr + rest->len - line.ptr) };
			*part = split((ab_str){ start, (size_t)(line.ptr - start) });
			return true;
		}
		if (ab_str_starts(ab_str_skip(line, boundary.len + 2), AB_STR("--")))
			return false;
		start = s.ptr;
	}
	if (start)
		*part = split((ab_str){ start, (size_t)(rest->ptr + rest->len - start) });
	*rest = ab_str_skip(*rest, rest->len);
	return start;
}

/* The first part of this type, in the order of the letter; false if there is none. */
static bool
find_part(struct ab_arena *arena, struct part part, const char *type, int depth, struct part *found)
{
	ab_str is = field(arena, part.head, "Content-Type");

	if (!is_word(is, "multipart/")) {
		*found = part;
		return is.len ? is_word(is, type) : strcmp(type, "text/plain") == 0;
	}
	ab_str boundary = parameter(is, "boundary"), rest = part.body;
	if (depth == DEPTH || !boundary.len || boundary.len > BOUNDARY_MAX)
		return false;
	for (struct part inner; next_part(&rest, boundary, &inner);)
		if (find_part(arena, inner, type, depth + 1, found))
			return true;
	return false;
}

/* Of several parts, as it says, but none is there? Then it is read as it stands. */
static bool
has_lost_parts(struct ab_arena *arena, struct part whole)
{
	ab_str type = field(arena, whole.head, "Content-Type"), rest = whole.body;
	ab_str boundary = parameter(type, "boundary");
	struct part ignored;

	return is_word(type, "multipart/") && ab_str_trim(whole.body).len
	    && (!boundary.len || !next_part(&rest, boundary, &ignored));
}

static bool
read_body(struct ab_arena *arena, struct part part, struct ab_raw *out, struct ab_error *err)
{
	ab_str type = field(arena, part.head, "Content-Type");
	ab_str encoding = field(arena, part.head, "Content-Transfer-Encoding");
	ab_str body = part.body, charset = parameter(type, "charset");

	if (is_word(encoding, "base64"))
		body = from_base64(arena, body);
	else if (is_word(encoding, "quoted-printable"))
		body = from_quoted(arena, body, false);
	if (is_word(type, "text/html"))
		return ab_html_read(arena, body, charset, out, err);
	out->body = ab_str_trim(ab_charset_text(arena, body, charset, &out->utf8));
	return true;
}

/* "Velpress" of "Velpress <news@velpress.example>" */
static ab_str
sender(ab_str from)
{
	const char *mark = from.len ? memchr(from.ptr, '<', from.len) : NULL;

	if (mark && mark > from.ptr)
		from.len = (size_t)(mark - from.ptr);
	from = ab_str_trim(from);
	if (from.len > 1 && *from.ptr == '"' && from.ptr[from.len - 1] == '"')
		from = (ab_str){ from.ptr + 1, from.len - 2 };
	return from;
}

static ab_str
without_angles(ab_str s)
{
	if (s.len > 1 && *s.ptr == '<' && s.ptr[s.len - 1] == '>')
		return (ab_str){ s.ptr + 1, s.len - 2 };
	return s;
}

bool
ab_mime_read(struct ab_arena *arena, ab_str letter, struct ab_raw *out, struct ab_error *err)
{
	struct part whole = split(letter), part;
	ab_str name = decode(arena, without_angles(field(arena, whole.head, "Message-ID")));
	ab_str title = decode(arena, field(arena, whole.head, "Subject"));
	ab_str url = decode(arena, without_angles(field(arena, whole.head, "Archived-At")));

	out->utf8.encoding = "UTF-8";
	if (has_lost_parts(arena, whole)) {
		out->notice = AB_STR("its parts are damaged; it stands here as it came");
		out->body = ab_cut_body(ab_utf8_text(arena, whole.body, &out->utf8));
	} else if (!find_part(arena, whole, "text/plain", 0, &part)
	    && !find_part(arena, whole, "text/html", 0, &part)) {
		out->notice = AB_STR("has no text");
	} else if (!read_body(arena, part, out, err)) {
		return false;
	}
	if (name.len)
		out->name = name;
	if (title.len)
		out->title = title;
	if (url.len)
		out->url = url;
	out->published = ab_fields_date(arena, decode(arena, field(arena, whole.head, "Date")));
	out->outlet = sender(decode(arena, field(arena, whole.head, "From")));
	return true;
}
