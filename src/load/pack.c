#include "load/pack.h"

bool
ab_pack_begin(FILE *out)
{
	return fputs(AB_PACK_FIRST_LINE "\n", out) >= 0;
}

bool
ab_pack_quoted(ab_str line)
{
	while (line.len && *line.ptr && strchr(">=-*#_~+< \t", *line.ptr))
		line = ab_str_skip(line, 1);
	if (ab_str_starts(line, AB_STR("BEGIN ")) || ab_str_starts(line, AB_STR("BEGIN_")))
		line = ab_str_skip(line, 6);
	return ab_str_starts(line, AB_STR("FILE")) || ab_str_starts(line, AB_STR("END"));
}

/* A blank would be lost at either end; the rest would not be one line of ASCII. */
static bool
is_plain(ab_str name, size_t i)
{
	unsigned char c = (unsigned char)name.ptr[i];

	if (c == ' ')
		return i > 0 && i + 1 < name.len;
	return c > ' ' && c < 0x7F && c != '%';
}

ab_str
ab_pack_encode_name(struct ab_arena *arena, ab_str name)
{
	static const char hex[] = "0123456789ABCDEF";
	char *to = ab_alloc(arena, name.len + 1, 3);
	size_t len = 0;

	if (!name.len)
		return AB_STR("%");
	for (size_t i = 0; i < name.len; i++) {
		unsigned char c = (unsigned char)name.ptr[i];
		if (is_plain(name, i)) {
			to[len++] = (char)c;
			continue;
		}
		to[len++] = '%';
		to[len++] = hex[c >> 4];
		to[len++] = hex[c & 15];
	}
	return (ab_str){ to, len };
}

static int
nibble(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

ab_str
ab_pack_decode_name(struct ab_arena *arena, ab_str name)
{
	char *to = ab_alloc(arena, name.len + 1, 1);
	size_t len = 0;

	if (ab_str_eq(name, AB_STR("%")))
		return AB_STR("");
	for (size_t i = 0; i < name.len; i++) {
		int high = name.len - i > 2 && name.ptr[i] == '%' ? nibble(name.ptr[i + 1]) : -1;
		int low = high >= 0 ? nibble(name.ptr[i + 2]) : -1;
		to[len++] = (char)(low >= 0 ? high << 4 | low : name.ptr[i]);
		if (low >= 0)
			i += 2;
	}
	return (ab_str){ to, len };
}

static bool
put(FILE *out, ab_str s)
{
	return s.len == 0 || fwrite(s.ptr, 1, s.len, out) == s.len;
}

/* The body in as few pieces as its quoted lines allow. */
static bool
put_body(FILE *out, ab_str body)
{
	ab_str piece = { body.ptr, 0 }, line;
	bool ok = true;

	while (ab_str_line(&body, &line)) {
		if (ab_pack_quoted(line)) {
			ok = put(out, piece) && putc('>', out) != EOF && ok;
			piece = (ab_str){ line.ptr, 0 };
		}
		piece.len = (size_t)(body.ptr - piece.ptr);
	}
	return put(out, piece) && ok;
}

bool
ab_pack_article(FILE *out, ab_str name, ab_str body)
{
	struct ab_arena arena = { 0 };
	ab_str label = ab_pack_encode_name(&arena, name);
	bool ok = put(out, AB_STR("FILE ")) && put(out, label) && put(out, AB_STR("\n"))
	    && put_body(out, body) && put(out, AB_STR("\nEND ")) && put(out, label)
	    && put(out, AB_STR("\n"));

	ab_arena_free(&arena);
	return ok;
}
