#include "news/tagging.h"

enum {
	WORD_MAX = 64, /* bytes of a word of a name */
	KNOWN_MAX = 8, /* tokens of a form of the gazetteer */
};

/* ---- tokens and the gazetteer ---- */

ab_str
ab_tag_bytes(const struct ab_tagging *w, size_t i)
{
	return ab_slice(w->tagger->text, w->s->at[i].at);
}

bool
ab_tag_is_mark(const struct ab_tagging *w, size_t i, ab_str mark)
{
	return i < w->s->count && w->s->at[i].kind == AB_TOKEN_MARK
	    && ab_str_eq(ab_tag_bytes(w, i), mark);
}

/* A form as the gazetteer writes it, built up token by token. */
struct form { char at[AB_GAZ_FORM_MAX]; size_t len; };

static bool
append(struct form *form, const struct ab_tagging *w, size_t i)
{
	ab_str s = ab_tag_bytes(w, i);

	if (form->len && !w->s->at[i].glued && form->len < sizeof(form->at))
		form->at[form->len++] = ' ';
	while (s.len) {
		bool quote = ab_str_starts(s, AB_STR("\xe2\x80\x99"));
		if (form->len == sizeof(form->at))
			return false;
		form->at[form->len++] = quote ? '\'' : *s.ptr;
		s = ab_str_skip(s, quote ? 3 : 1);
	}
	return true;
}

static struct ab_gaz_entry
find(const struct ab_tagging *w, ab_str form)
{
	return ab_gazetteer_find(w->tagger->gazetteer, form);
}

/* The classes of one token, in any case. */
unsigned
ab_tag_classes(const struct ab_tagging *w, size_t i)
{
	struct form form = { .len = 0 };

	if (i >= w->s->count || w->s->at[i].kind != AB_TOKEN_WORD || !append(&form, w, i))
		return 0;
	return find(w, (ab_str){ form.at, form.len }).classes;
}

/* "JEDDAH" as "Jeddah"; false where that is no help. ASCII is enough for the gazetteer's cities. */
static bool
calm(struct form *form)
{
	if (form->len < 4)
		return false;
	for (size_t i = 1; i < form->len; i++)
		if (form->at[i] >= 'A' && form->at[i] <= 'Z')
			form->at[i] = (char)(form->at[i] + ('a' - 'A'));
	return true;
}

/* What the end of a word tells: "-stan", "-enko". */
unsigned
ab_tag_ending(const struct ab_tagging *w, ab_str word)
{
	char buf[8] = "-";

	for (size_t n = 6; n >= 2; n--) {
		if (word.len < n + 2)
			continue;
		memcpy(buf + 1, word.ptr + word.len - n, n);
		unsigned classes = find(w, (ab_str){ buf, n + 1 }).classes;
		if (classes)
			return classes;
	}
	return 0;
}

/* The longest known forms that begin at token i. */
static void
look_up(struct ab_tagging *w, size_t i)
{
	struct ab_look *l = &w->look[i];
	struct form form = { .len = 0 };

	for (size_t j = i; j < w->s->count && j < i + KNOWN_MAX && append(&form, w, j); j++) {
		struct ab_gaz_entry e = find(w, (ab_str){ form.at, form.len });
		if (j == i && !e.classes && w->s->at[i].letters == AB_CASE_UPPER && calm(&form))
			e = find(w, (ab_str){ form.at, form.len });
		if (j == i)
			l->classes = e.classes;
		if (e.classes & NAMED) {
			l->named = e.classes;
			l->span = (uint8_t)(j - i + 1);
			l->full = e.full;
		}
		if (e.classes & AB_GAZ_TITLE)
			l->title = (uint8_t)(j - i + 1);
		if (!e.longer)
			return;
	}
}

/* ---- which capitals to trust ---- */

size_t
ab_tag_seen(const struct ab_tagger *tagger, uint64_t key, int which)
{
	const struct ab_form *form = ab_forms_find(&tagger->forms, key);

	return form ? form->value[which] : 0;
}

/* Where capitals are not for names alone: what is known, given names, pairs that come again. */
static bool
is_known(const struct ab_tagging *w, size_t i)
{
	const struct ab_look *l = &w->look[i];
	uint64_t before = i ? ab_form_pair(w->look[i - 1].key, l->key) : 0;
	uint64_t after = i + 1 < w->s->count ? ab_form_pair(l->key, w->look[i + 1].key) : 0;

	if (l->span > 1 || (l->span && !(l->classes & ORDINARY)))
		return true;
	if (i && w->look[i - 1].classes & AB_GAZ_GIVEN && w->look[i - 1].capital)
		return true;
	if (l->classes & AB_GAZ_GIVEN && i + 1 < w->s->count && w->look[i + 1].capital)
		return true;
	return (before && w->look[i - 1].capital && ab_tag_seen(w->tagger, before, 0) > 1)
	    || (after && w->look[i + 1].capital && ab_tag_seen(w->tagger, after, 0) > 1);
}

static bool
trust(const struct ab_tagging *w, size_t i)
{
	const struct ab_look *l = &w->look[i];

	if (!l->capital || (ab_tag_is_mark(w, i + 1, AB_STR("$")) && w->s->at[i + 1].glued))
		return false;
	if (l->span < 2 && l->classes & AB_GAZ_WORD && !(l->classes & (NAMED | PERSON))
	    && !(i && w->look[i - 1].capital))
		return false;
	if (l->span < 2 && l->classes & AB_GAZ_TIME && !(l->classes & PERSON))
		return false;
	if (ab_str_eq(ab_tag_bytes(w, i), AB_STR("I")) && !(i && w->look[i - 1].capital))
		return false;
	return is_known(w, i);
}

void
ab_tag_look(struct ab_tagging *w)
{
	for (size_t i = 0; i < w->s->count; i++) {
		bool capital = ab_token_capital(&w->s->at[i]) && ab_tag_bytes(w, i).len <= WORD_MAX;
		w->look[i] = (struct ab_look){ .capital = capital };
		if (!capital)
			continue;
		w->look[i].key = ab_form_key(ab_tag_bytes(w, i));
		look_up(w, i);
	}
	for (size_t i = 0; i < w->s->count; i++)
		w->look[i].trusted = trust(w, i);
}
