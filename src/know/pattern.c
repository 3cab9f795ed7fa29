#include "know/pattern.h"

#include <unictype.h>

#include "base/utf8.h"
#include "know/almanac.h"
#include "know/rules.h"

enum {
	STEP = 12,     /* bytes that one step adds to a pattern at most */
	ENOUGH = 180   /* bytes after which a pattern ends before the next blank */
};

struct making { struct ab_arena *arena; AB_LIST(char) out; ab_str line; size_t at; };

static void
put(struct making *m, const char *s)
{
	for (; *s; s++)
		AB_PUSH(m->arena, &m->out, *s);
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A blank that is not the end of a line, as \h of PCRE2 has it. */
static bool
is_blank(uint32_t c)
{
	return c == ' ' || c == '\t' || c == 0xA0 || c == 0x1680 || c == 0x180E
	    || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000;
}

/* As \s of PCRE2 has it, without Unicode. */
static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static uint32_t
peek(const struct making *m, size_t *n)
{
	return ab_code_point(ab_str_skip(m->line, m->at), n);
}

/* ---- what becomes a class ---- */

static bool
take_digits(struct making *m)
{
	size_t start = m->at;

	while (m->at < m->line.len && is_digit(m->line.ptr[m->at]))
		m->at++;
	if (m->at > start)
		put(m, "\\d+");
	return m->at > start;
}

/* One plain blank stays, to be read more easily. */
static bool
take_blanks(struct making *m)
{
	size_t start = m->at, n;

	while (m->at < m->line.len && is_blank(peek(m, &n)))
		m->at += n;
	if (m->at > start)
		put(m, m->at == start + 1 && m->line.ptr[start] == ' ' ? " " : "\\h+");
	return m->at > start;
}

/* The address of a page, of a person or of a mailbox: from where it is
 * told by, up to white space. */
static bool
take_address(struct making *m)
{
	static const struct { const char *start, *pattern; } forms[] = {
		{ "https://", "https?://\\S+" }, { "http://", "https?://\\S+" },
		{ "www.", "www\\.\\S+" },
		{ "@", "@\\S+" },
	};
	ab_str rest = ab_str_skip(m->line, m->at);

	for (size_t i = 0; i < AB_LEN(forms); i++) {
		size_t start = strlen(forms[i].start);
		if (!ab_str_starts_lower(rest, forms[i].start) || rest.len == start
		    || is_space(rest.ptr[start]))
			continue;
		put(m, forms[i].pattern);
		while (m->at < m->line.len && !is_space(m->line.ptr[m->at]))
			m->at++;
		return true;
	}
	return false;
}

/* The end of the run of letters that begins at byte `at`. */
static size_t
letters_end(ab_str line, size_t at)
{
	size_t n;

	while (at < line.len && uc_is_alpha(ab_code_point(ab_str_skip(line, at), &n)))
		at += n;
	return at;
}

/* Is a number next to the word, with a few signs between at most? */
static bool
beside_number(ab_str line, size_t start, size_t end)
{
	enum { SIGNS = 2 };

	for (size_t i = start, n = 0; i-- > 0 && n <= SIGNS && (line.ptr[i] & 0x80) == 0; n++) {
		if (is_digit(line.ptr[i]))
			return true;
		if (!strchr(" .,-/", line.ptr[i]))
			break;
	}
	for (size_t i = end, n = 0; i < line.len && n <= SIGNS; i++, n++) {
		if (is_digit(line.ptr[i]))
			return true;
		if (line.ptr[i] == '\0' || !strchr(" .,-/", line.ptr[i]))
			break;
	}
	return false;
}

static bool
take_day_or_month(struct making *m, size_t end)
{
	ab_str word = ab_slice(m->line, (ab_span){ m->at, end });

	const struct ab_almanac_name *name = ab_almanac_find(word);
	if (!name || !((name->weekday && name->whole) || beside_number(m->line, m->at, end)))
		return false;
	m->at = end;
	put(m, "\\pL+");
	if (m->at < m->line.len && m->line.ptr[m->at] == '.') {
		put(m, "\\.?");
		m->at++;
	}
	return true;
}

/* ---- what stays ---- */

static void
take_sign(struct making *m)
{
	size_t n;
	uint32_t c = peek(m, &n);

	if (ab_is_control(c) || c < ' ') {
		put(m, ab_format(m->arena, "\\x{%x}", (unsigned)c).ptr);
	} else {
		if (c < 0x80 && strchr("\\^$.[]|()?*+{}", (int)c))
			put(m, "\\");
		for (size_t i = 0; i < n; i++)
			AB_PUSH(m->arena, &m->out, m->line.ptr[m->at + i]);
	}
	m->at += n;
}

/* A word, or what stands between words; as much of a word as there is room for. */
static void
take_word(struct making *m, size_t end)
{
	do
		take_sign(m);
	while (m->at < end && m->out.count + STEP < AB_PATTERN_MOST);
}

ab_str
ab_pattern_like(struct ab_arena *arena, ab_str line)
{
	struct making m = { .arena = arena, .line = line };

	if (line.len > AB_RULES_REACH) /* no rule sees more */
		m.line.len = AB_RULES_REACH;
	while (m.line.len < line.len && ((uint8_t)line.ptr[m.line.len] & 0xC0) == 0x80)
		m.line.len--;
	put(&m, "(?i)^");
	while (m.at < m.line.len && m.out.count + STEP + 2 < AB_PATTERN_MOST) {
		if (m.out.count > ENOUGH && is_space(m.line.ptr[m.at]))
			break;
		if (take_blanks(&m) || take_digits(&m) || take_address(&m))
			continue;
		size_t end = letters_end(m.line, m.at);
		if (!take_day_or_month(&m, end))
			take_word(&m, end);
	}
	if (m.at == line.len)
		put(&m, "$");
	return (ab_str){ m.out.at, m.out.count };
}
