#include "know/phrases.h"

#include <unicase.h>
#include <unictype.h>
#include <unistr.h>

#include "base/eight.h"
#include "base/utf8.h"

enum {
	LINE_MOST = 400, /* bytes: a longer line is no list of phrases */
	NUMBER = 12      /* bytes of a number behind a phrase, which is cut off */
};

struct bare { char text[AB_PHRASE_MOST + 8]; size_t len; };

/* Of those beyond ASCII. */
static bool
is_letter(uint32_t c)
{
	return uc_is_general_category_withtable(c, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M);
}

static bool
put_bare(struct bare *out, const void *bytes, size_t len, bool gap, size_t most)
{
	if (out->len > most || out->len + 8 > AB_PHRASE_MOST)
		return false;
	if (gap && out->len)
		out->text[out->len++] = ' ';
	memcpy(out->text + out->len, bytes, 8);
	out->len += len;
	return true;
}

/* False where s has no letter or more than `most` bytes when bare. */
static bool
lay_bare(ab_str s, size_t most, struct bare *out)
{
	const ab_str all = s;
	size_t len, keep = 0; /* up to the last word with a letter */
	bool gap = false, letters = false;

	out->len = 0;
	for (; s.len; s = ab_str_skip(s, len)) {
		uint64_t x = ab_eight_lower(ab_eight_of(s, all)), bytes = htole64(x);
		size_t n = len = ab_eight_first(~ab_eight_word(x) & AB_EIGHT(0x80));
		bool letter = ab_eight_between(ab_eight_front(x, n), 'a', 'z');
		if (n == 0) {
			uint32_t c = ab_code_point(s, &len);
			letter = c >= 0x80 && is_letter(c);
			int put = letter ? u8_uctomb((uint8_t *)&bytes, uc_tolower(c), 8) : 0;
			n = put > 0 ? (size_t)put : 0;
		}
		if (n == 0) {
			/* A number is left out at the front, and cut off at the end. */
			keep = letters ? out->len : keep;
			gap = true, letters = false;
			out->len = keep ? out->len : 0;
			continue;
		}
		letters |= letter;
		if (!put_bare(out, &bytes, n, gap, most))
			return false;
		gap = false;
	}
	if (!letters)
		out->len = keep;
	return out->len > 0;
}

static uint32_t
hash_of(const struct bare *b)
{
	uint32_t hash = 2166136261u; /* FNV-1a */

	for (size_t i = 0; i < b->len; i++)
		hash = (hash ^ (unsigned char)b->text[i]) * 16777619u;
	return hash;
}

static struct ab_phrase *
look_up(const struct ab_phrases *p, const struct bare *b, uint32_t hash, size_t *slot)
{
	size_t mask = p->slots - 1;

	for (*slot = hash & mask; p->slots && p->slot[*slot]; *slot = (*slot + 1) & mask) {
		struct ab_phrase *found = &p->at[p->slot[*slot] - 1];
		if (found->hash == hash && ab_str_eq(found->bare, (ab_str){ b->text, b->len }))
			return found;
	}
	return NULL;
}

static void
fill_slots(struct ab_phrases *p)
{
	memset(p->slot, 0, p->slots * sizeof(*p->slot));
	for (size_t i = 0; i < p->count; i++) {
		size_t s = p->at[i].hash & (p->slots - 1);
		while (p->slot[s])
			s = (s + 1) & (p->slots - 1);
		p->slot[s] = (uint32_t)i + 1;
	}
}

static void
add_one(struct ab_phrases *p, struct ab_arena *arena, const struct bare *b, unsigned value)
{
	uint32_t hash = hash_of(b);
	size_t slot;

	if (p->slots && look_up(p, b, hash, &slot))
		return;
	p->at = ab_grow(arena, p->at, p->count, &p->room, sizeof(*p->at));
	ab_str bare = ab_copy(arena, (ab_str){ b->text, b->len });
	ab_fronts_add(&p->fronts, bare);
	if (b->len > p->longest)
		p->longest = b->len;
	p->at[p->count++] = (struct ab_phrase){ bare, hash, value };
	if (2 * p->count > p->slots) {
		p->slots = p->slots ? 2 * p->slots : 1024;
		p->slot = AB_NEW(arena, uint32_t, p->slots);
		fill_slots(p);
	} else {
		p->slot[slot] = (uint32_t)p->count;
	}
}

/* The next piece of *rest up to a | or, between links, to another mark of that use. */
static bool
next_piece(ab_str *rest, bool links, ab_str *piece)
{
	static const uint32_t marks[] = { '|', '/', ',', ';', '>', '\t', 0x00B7, 0x00BB, 0x2022,
		0x203A };
	size_t n = 0, len = 0;

	if (rest->ptr == NULL)
		return false;
	for (; n < rest->len; n += len) {
		uint32_t c = (unsigned char)rest->ptr[n];
		len = 1;
		if (c == ' ' || ab_plain_word[c])
			continue;
		if (c >= 0x80)
			c = ab_code_point(ab_str_skip(*rest, n), &len);
		size_t k = 0;
		while (k < (links ? AB_LEN(marks) : 1) && c != marks[k])
			k++;
		if (k < (links ? AB_LEN(marks) : 1))
			break;
	}
	*piece = (ab_str){ rest->ptr, n };
	*rest = n < rest->len ? ab_str_skip(*rest, n + len) : (ab_str){ NULL, 0 };
	return true;
}

bool
ab_phrases_add(struct ab_phrases *phrases, struct ab_arena *arena, ab_str list, unsigned value)
{
	struct bare bare;
	ab_str piece;

	if (u8_check((const uint8_t *)list.ptr, list.len))
		return false;
	while (next_piece(&list, false, &piece)) {
		if (!lay_bare(piece, AB_PHRASE_MOST, &bare))
			return false;
		add_one(phrases, arena, &bare, value);
	}
	return true;
}

void
ab_phrases_cut(struct ab_phrases *phrases, size_t count)
{
	phrases->count = count;
	if (phrases->slots)
		fill_slots(phrases);
}

static const struct ab_phrase *
find_one(const struct ab_phrases *phrases, ab_str s)
{
	struct bare bare;
	size_t slot;

	return lay_bare(s, phrases->longest + NUMBER, &bare)
	    ? look_up(phrases, &bare, hash_of(&bare), &slot) : NULL;
}

/* May the first word that a bare form has be the first of a phrase? */
static bool
may_begin(const struct ab_phrases *phrases, ab_str s)
{
	const ab_str all = s;

	for (size_t len; s.len; s = ab_str_skip(s, len)) {
		uint64_t x = ab_eight_of(s, all);
		bool known = ab_fronts_have(&phrases->fronts, s, x, &len);
		if (len == 0) {
			uint32_t c = ab_code_point(s, &len);
			if (c >= 0x80 && is_letter(c))
				return true;
			continue;
		}
		bool goes_on = len == 8 || (len < s.len && (s.ptr[len] & 0x80));
		if (ab_eight_between(ab_eight_front(ab_eight_lower(x), len), 'a', 'z'))
			return known;
		if (goes_on)
			return true; /* a number so far */
	}
	return false;
}

bool
ab_phrases_find(const struct ab_phrases *phrases, ab_str line,
    bool (*same)(unsigned a, unsigned b, const void *data), const void *data, unsigned *value)
{
	size_t known = 0;
	ab_str piece;

	if (phrases->slots == 0 || line.len > LINE_MOST || !may_begin(phrases, line))
		return false;
	const ab_str whole = line;
	const struct ab_phrase *p = find_one(phrases, whole);
	if (p) {
		*value = p->value;
		return true;
	}
	while (next_piece(&line, true, &piece)) {
		if (piece.len == whole.len)
			return false; /* looked up above */
		if (ab_str_trim(piece).len == 0)
			continue;
		p = find_one(phrases, piece);
		if (!p || (known && !same(*value, p->value, data)))
			return false;
		*value = known++ ? *value : p->value;
	}
	return known > 0;
}
