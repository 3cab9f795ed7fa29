#include "base/needle.h"

#include <stdint.h>

enum { LANE = 16, LANES = 4, STRIDE = LANE * LANES };

typedef uint8_t lane __attribute__((vector_size(LANE)));

static bool
is_letter(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* How rare a byte is in news: its place among the common ones, or after them. */
static size_t
rarity(char c)
{
	static const char common[] = " etaoinsrhldcumfpgwybv.,k\nTSA'0-1MCB2";
	const char *at = c ? strchr(common, c) : NULL;

	return at ? (size_t)(at - common) : sizeof(common);
}

struct ab_needle
ab_needle_of(ab_str bytes, bool caseless)
{
	struct ab_needle n = { .caseless = caseless };

	n.len = bytes.len < AB_NEEDLE_MAX ? bytes.len : AB_NEEDLE_MAX;

	for (size_t i = 0; i < n.len; i++)
		n.at[i] = (char)(bytes.ptr[i] | (caseless && is_letter(bytes.ptr[i]) ? 0x20 : 0));
	for (size_t i = 1; i < n.len; i++)
		if (rarity(n.at[i]) > rarity(n.at[n.rare]))
			n.rare = i;
	n.other = n.rare == 0 && n.len > 1;
	for (size_t i = 0; i < n.len; i++)
		if (i != n.rare && rarity(n.at[i]) > rarity(n.at[n.other]))
			n.other = i;
	return n;
}

/* What of a byte of the text has no say: the bit that tells a small letter from a capital. */
static uint8_t
blind(const struct ab_needle *n, size_t i)
{
	return n->caseless && is_letter(n->at[i]) ? 0x20 : 0;
}

static bool
stands(const struct ab_needle *n, const char *at)
{
	if (!n->caseless)
		return memcmp(at, n->at, n->len) == 0;
	for (size_t i = 0; i < n->len; i++)
		if ((uint8_t)(at[i] | blind(n, i)) != (uint8_t)n->at[i])
			return false;
	return true;
}

static const char *
find_slowly(const struct ab_needle *n, const char *from, const char *end)
{
	for (; (size_t)(end - from) >= n->len; from++)
		if (stands(n, from))
			return from;
	return NULL;
}

static lane
load(const char *p)
{
	lane x;

	memcpy(&x, p, sizeof(x));
	return x;
}

static lane
fill(uint8_t byte)
{
	return (lane){ 0 } + byte;
}

static bool
any(lane x)
{
	uint64_t half[2];

	memcpy(half, &x, sizeof(half));
	return half[0] | half[1];
}

const char *
ab_needle_find(const struct ab_needle *n, ab_str text)
{
	if (n->len == 0 || text.len < n->len)
		return NULL;
	const char *p = text.ptr, *end = text.ptr + text.len;
	const lane c1 = fill((uint8_t)n->at[n->rare]), c2 = fill((uint8_t)n->at[n->other]);
	const lane b1 = fill(blind(n, n->rare)), b2 = fill(blind(n, n->other));
	for (; (size_t)(end - p) >= STRIDE + n->len; p += STRIDE) {
		lane hit[LANES];
		for (size_t i = 0; i < LANES; i++)
			hit[i] = (lane)((load(p + n->rare + i * LANE) | b1) == c1)
			    & (lane)((load(p + n->other + i * LANE) | b2) == c2);
		if (!any(hit[0] | hit[1] | hit[2] | hit[3]))
			continue;
		const char *found = find_slowly(n, p, p + STRIDE + n->len - 1);
		if (found)
			return found;
	}
	return find_slowly(n, p, end);
}
