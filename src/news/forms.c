#include "news/forms.h"

#include <unicase.h>

#include "base/eight.h"
#include "base/utf8.h"

enum { ROOM_FIRST = 256, ROOM_MAX = 1 << 21, PROBES_MAX = 64 };

/* Finaliser of MurmurHash3 (Austin Appleby, public domain): every bit of the key counts. */
static uint64_t
mix(uint64_t h)
{
	h ^= h >> 33;
	h *= 0xFF51AFD7ED558CCDu;
	h ^= h >> 33;
	h *= 0xC4CEB9FE1A85EC53u;
	return h ^ h >> 33;
}

static uint32_t
fold(uint32_t c)
{
	if (c >= 'A' && c <= 'Z')
		return c + ('a' - 'A');
	if (c == 0x2019 || c == 0x2BC)
		return '\'';
	return c < 0x80 ? c : uc_tolower(c);
}

/* A hash of bytes, which comes out the same however many are put at once. */
struct stream { uint64_t hash, part; unsigned bits; }; /* of part, fewer than 64 */

static inline void
put(struct stream *s, uint64_t bytes, unsigned bits)
{
	s->part |= bytes << s->bits;
	s->bits += bits;
	if (s->bits < 64)
		return;
	s->hash = (s->hash ^ s->part) * 0x9E3779B97F4A7C15u;
	s->hash ^= s->hash >> 32;
	s->bits -= 64;
	s->part = s->bits ? bytes >> (bits - s->bits) : 0;
}

/* Eight characters at once: ASCII, none a control, no two blanks in a row; in lower case. False for
 * any others. */
static inline bool
take_eight(const char *text, bool blank, uint64_t *lower)
{
	uint64_t x = ab_eight(text), blanks = ab_eight_between(x, ' ', ' ');

	if (ab_eight_between(x, ' ', 0x7F) != AB_EIGHT(0x80)
	    || (blanks & (blanks << 8 | (blank ? 0x80 : 0))))
		return false;
	*lower = ab_eight_lower(x);
	return true;
}

uint64_t
ab_form_key(ab_str form)
{
	struct stream s = { 0 };
	bool blank = false;
	uint64_t eight;
	size_t len;

	for (; form.len; form = ab_str_skip(form, len)) {
		if (form.len >= 8 && take_eight(form.ptr, blank, &eight)) {
			put(&s, eight, 64);
			blank = form.ptr[7] == ' ';
			len = 8;
			continue;
		}
		uint32_t c = ab_code_point(form, &len);
		bool now = c <= ' ' || c == 0xA0;
		c = now ? ' ' : fold(c);
		if (!now || !blank)
			put(&s, c, c < 0x80 ? 8 : 32);
		blank = now;
	}
	uint64_t h = mix((s.hash ^ s.part) + s.bits);
	return h ? h : 1;
}

uint64_t
ab_form_pair(uint64_t first, uint64_t second)
{
	uint64_t h = mix(first * 3 + second);

	return h ? h : 1;
}

/* The slot of the key, or the free one where it belongs; NULL if it would take too long. */
static struct ab_form *
probe(const struct ab_forms *forms, uint64_t key)
{
	for (size_t i = 0; i < PROBES_MAX && forms->room; i++) {
		struct ab_form *form = &forms->at[(key + i) & (forms->room - 1)];
		if (form->key == key || form->key == 0)
			return form;
	}
	return NULL;
}

static void
grow(struct ab_forms *forms)
{
	size_t room = forms->room ? 4 * forms->room : ROOM_FIRST;
	struct ab_forms bigger = { .arena = forms->arena, .room = room };

	bigger.at = AB_NEW(forms->arena, struct ab_form, bigger.room);
	for (size_t i = 0; i < forms->room; i++) {
		struct ab_form *to = forms->at[i].key ? probe(&bigger, forms->at[i].key) : NULL;
		if (!to)
			continue;
		*to = forms->at[i];
		bigger.count++;
	}
	*forms = bigger;
}

struct ab_form *
ab_forms_add(struct ab_forms *forms, uint64_t key)
{
	if (2 * forms->count >= forms->room && forms->room < ROOM_MAX)
		grow(forms);
	struct ab_form *form = probe(forms, key);
	if (!form || form->key == key)
		return form;
	if (4 * forms->count >= 3 * forms->room)
		return NULL;
	form->key = key;
	forms->count++;
	return form;
}

void
ab_forms_expect(const struct ab_forms *forms, uint64_t key)
{
	if (forms->room)
		__builtin_prefetch(&forms->at[key & (forms->room - 1)]);
}

struct ab_forms
ab_forms_kept(const struct ab_forms *forms, struct ab_arena *arena,
    bool (*keep)(const struct ab_form *form, uint32_t than), uint32_t than)
{
	struct ab_forms kept = { .arena = arena };

	for (size_t i = 0; i < forms->room; i++) {
		const struct ab_form *form = &forms->at[i];
		struct ab_form *to = form->key && keep(form, than)
		    ? ab_forms_add(&kept, form->key) : NULL;
		if (to)
			*to = *form;
	}
	return kept;
}

struct ab_form *
ab_forms_find(const struct ab_forms *forms, uint64_t key)
{
	struct ab_form *form = probe(forms, key);

	return form && form->key ? form : NULL;
}
