#include "app/ascii.h"

#include <uninorm.h>

#include "base/utf8.h"

static const struct { uint32_t c; char as; } signs[] = {
	{ 0x00A0, ' ' }, { 0x00A9, 'c' }, { 0x00AB, '"' }, { 0x00BB, '"' }, { 0x00C6, 'A' },
	{ 0x00D8, 'O' }, { 0x00DF, 's' }, { 0x00E6, 'a' }, { 0x00F8, 'o' }, { 0x0131, 'i' },
	{ 0x0141, 'L' }, { 0x0142, 'l' }, { 0x2010, '-' }, { 0x2011, '-' }, { 0x2012, '-' },
	{ 0x2013, '-' }, { 0x2014, '-' }, { 0x2018, '\'' }, { 0x2019, '\'' }, { 0x201A, '\'' },
	{ 0x201C, '"' }, { 0x201D, '"' }, { 0x201E, '"' }, { 0x2022, '*' }, { 0x2026, '.' },
	{ 0x2039, '<' }, { 0x203A, '>' }, { 0x2500, '-' }, { 0x2502, '|' },
};

static char
plain(uint32_t c)
{
	ucs4_t base[UC_DECOMPOSITION_MAX_LENGTH];

	if (c >= 0x20 && c < 0x7F)
		return (char)c;
	for (size_t i = 0; i < AB_LEN(signs); i++)
		if (signs[i].c == c)
			return signs[i].as;
	if (uc_canonical_decomposition(c, base) > 0 && base[0] != c)
		return plain(base[0]);
	return '?';
}

void
ab_ascii(ab_str glyph, int width, char out[2])
{
	size_t len;

	out[0] = plain(ab_code_point(glyph, &len));
	out[1] = width > 1 ? '?' : '\0';
}
