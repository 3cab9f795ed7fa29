#include "news/forms.h"

#include <unicase.h>

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

uint64_t
ab_form_key(ab_str form)
{
	uint64_t h = 0xCBF29CE484222325u; /* FNV-1a, by code point */
	bool blank = false;
	size_t len;

	for (; form.len; form = ab_str_skip(form, len)) {
		uint32_t c = ab_code_point(form, &len);
		bool now = c <= ' ' || c == 0xA0;
		if (now && blank)
			continue;
		blank = now;
		h = (h ^ (now ? ' ' : fold(c))) * 0x100000001B3u;
	}
	h = mix(h);
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

struct ab_form *
ab_forms_find(const struct ab_forms *forms, uint64_t key)
{
	struct ab_form *form = probe(forms, key);

	return form && form->key ? form : NULL;
}
