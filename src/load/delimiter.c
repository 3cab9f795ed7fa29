#include "load/delimiter.h"

/* The characters of a decoration: one that opens (before FILE) and one that ends a line. */
#define LEFT "=*#_~+<-"
#define RIGHT "=*#_~+>-"
#define EITHER "=*#_~+<>-"

enum { RUN_MIN = 2, RUN_MAX = 80, SUFFIX_MAX = 8, WORDS_MAX = 8 };

const bool ab_delimiter_first[256] = {
	['='] = true, ['*'] = true, ['#'] = true, ['_'] = true, ['~'] = true, ['+'] = true,
	['<'] = true, ['-'] = true, [' '] = true, ['\t'] = true, ['B'] = true, ['F'] = true,
	['E'] = true,
};

static bool
is_in(char c, const char *set)
{
	return c && strchr(set, c);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool
is_alnum(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool
ab_is_blank(ab_str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!is_space(s.ptr[i]))
			return false;
	return true;
}

static ab_str
skip_blanks(ab_str s)
{
	while (s.len && is_blank(*s.ptr))
		s = ab_str_skip(s, 1);
	return s;
}

/* Length of the run of characters of the set at the front. */
static size_t
run(ab_str s, const char *set)
{
	size_t n = 0;

	while (n < s.len && is_in(s.ptr[n], set))
		n++;
	return n;
}

static bool
is_uniform(ab_str s)
{
	for (size_t i = 1; i < s.len; i++)
		if (s.ptr[i] != *s.ptr)
			return false;
	return true;
}

/* A decoration that is the whole of s. */
static bool
is_run(ab_str s, const char *set)
{
	return s.len >= RUN_MIN && s.len <= RUN_MAX && run(s, set) == s.len;
}

/* Splits "name ===" into the name, as short as can be, and the decoration after it. The name
 * keeps at least one character. */
static ab_str
cut_name(ab_str s, ab_str *right)
{
	size_t n = 0;

	while (n < RUN_MAX && n + 1 < s.len && is_in(s.ptr[s.len - 1 - n], RIGHT))
		n++;
	if (n < RUN_MIN)
		n = 0;
	*right = ab_str_skip(s, s.len - n);
	s.len -= n;
	while (n && s.len > 1 && is_blank(s.ptr[s.len - 1]))
		s.len--;
	return s;
}

/* What follows FILE or END: " name", ": name" or " : name". A colon is a name where nothing else
 * can be, and a decoration alone is none. */
static bool
find_name(ab_str rest, ab_str *name)
{
	ab_str at = skip_blanks(rest);

	if (at.len && *at.ptr == ':') {
		*name = skip_blanks(ab_str_skip(at, 1));
		if (name->len && !is_run(*name, EITHER))
			return true;
	}
	*name = at;
	return at.len && at.len < rest.len && !is_run(at, EITHER);
}

/* A caption of a news agency: "FILE - In this photo ...", with any dash. */
static bool
is_caption(ab_str name)
{
	size_t n = 0;

	while (n < name.len && is_in(name.ptr[n], "-\xe2\x80\x93\x94"))
		n++;
	return n && n < name.len && name.ptr[n] == ' ';
}

/* "a.b", "7", "x/y": no white space, and a character that words do not have. */
static bool
is_path(ab_str s)
{
	bool marked = false;

	for (size_t i = 0; i < s.len; i++) {
		if (is_space(s.ptr[i]))
			return false;
		marked |= is_in(s.ptr[i], "./_0123456789");
	}
	return marked;
}

/* Words in a row with a comma among them: a caption that a page glued to its agency ("March 7,
 * 2012: The minister testifies on the hill in Brennhaven.AP"), not the name of a file. */
static bool
is_prose(ab_str s)
{
	size_t words = 1;
	bool comma = false;

	for (size_t i = 1; i < s.len; i++) {
		words += s.ptr[i] == ' ' && s.ptr[i - 1] != ' ';
		comma |= s.ptr[i] == ' ' && s.ptr[i - 1] == ',';
	}
	return comma && words > WORDS_MAX;
}

/* "two words.txt" */
static bool
has_suffix(ab_str s)
{
	size_t n = 0;

	while (n < s.len && is_alnum(s.ptr[s.len - 1 - n]))
		n++;
	return n >= 1 && n <= SUFFIX_MAX && n + 2 <= s.len && s.ptr[s.len - n - 1] == '.'
	    && !is_space(s.ptr[s.len - n - 2]);
}

static bool
is_quoted(ab_str s)
{
	return s.len > 2 && *s.ptr == '"' && memchr(s.ptr + 1, '"', s.len - 1) == s.ptr + s.len - 1;
}

static void
parse_open(struct ab_delimiter *out, ab_str rest)
{
	ab_str name, right;

	if (!find_name(rest, &name))
		return;
	ab_str all = name;
	name = cut_name(name, &right);
	if (!is_uniform(right))
		return;
	if (!out->decoration)
		name = all; /* "FILE a---": a run that nothing on the left answers is the name's */
	if (!out->decoration && is_caption(name))
		return;
	out->kind = AB_DELIMITER_OPEN;
	out->name = name;
	out->fileish = is_path(name) || (has_suffix(name) && !is_prose(name)) || is_quoted(name);
}

/* The rest after END, or after END FILE: a name, a decoration, both or nothing. */
static bool
parse_close(struct ab_delimiter *out, ab_str rest)
{
	ab_str name = { 0 }, right = skip_blanks(rest);

	if (find_name(rest, &name))
		name = cut_name(name, &right);
	else if (right.len && !is_run(right, RIGHT))
		return false;
	else
		name = (ab_str){ 0 };
	if (is_uniform(right)) {
		out->kind = AB_DELIMITER_CLOSE;
		out->name = name;
	}
	return true;
}

/* Bytes of " FILE" or " OF FILE" at the front; 0 without. */
static size_t
of_file(ab_str s)
{
	size_t n = 0;

	if (s.len && (is_blank(s.ptr[0]) || s.ptr[0] == '_'))
		n = 1;
	if (n && s.len > 3 && memcmp(s.ptr + 1, "OF", 2) == 0
	    && (is_blank(s.ptr[3]) || s.ptr[3] == '_'))
		n = 4;
	return n && ab_str_starts(ab_str_skip(s, n), AB_STR("FILE")) ? n + 4 : 0;
}

/* Does s, an END line, hold nothing else that could say something? */
static bool
is_bare(ab_str s)
{
	return run(s, EITHER "END\r \t") == s.len;
}

struct ab_delimiter
ab_delimiter_parse(ab_str line)
{
	struct ab_delimiter out = { 0 };
	ab_str all = line;

	if (line.len > AB_DELIMITER_MAX)
		return out;
	size_t n = run(line, LEFT);
	ab_str left = { line.ptr, n };
	ab_str rest = skip_blanks(ab_str_skip(line, n));
	if (n == 1 || n > RUN_MAX || !is_uniform(left))
		return out;
	out.decoration = n ? *left.ptr : '\0';
	bool begin = ab_str_starts(rest, AB_STR("BEGIN ")) || ab_str_starts(rest, AB_STR("BEGIN_"));
	if (begin)
		rest = ab_str_skip(rest, 6);
	bool open = ab_str_starts(rest, AB_STR("FILE"));
	if (!open && (begin || !ab_str_starts(rest, AB_STR("END"))))
		return out;
	rest = ab_str_skip(rest, open ? 4 : 3);
	if (rest.ptr - line.ptr > AB_DELIMITER_HEAD)
		return out;
	rest.len -= rest.len && rest.ptr[rest.len - 1] == '\r';
	while (rest.len && is_blank(rest.ptr[rest.len - 1]))
		rest.len--;
	if (open) {
		parse_open(&out, rest);
		return out;
	}
	size_t file = of_file(rest);
	if (!file || !parse_close(&out, ab_str_skip(rest, file)))
		parse_close(&out, rest);
	out.bare = out.kind == AB_DELIMITER_CLOSE && is_bare(all);
	return out;
}
