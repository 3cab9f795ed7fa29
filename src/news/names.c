#include "news/names.h"

#include <unictype.h>

#include "base/utf8.h"
#include "know/gazetteer.h"
#include "news/learned.h"
#include "news/tagger.h"

/* A name where it stands, before it is known who is meant. */
struct mention {
	ab_span at;
	enum ab_entity_type type;
	unsigned weight;
	uint64_t key;  /* of its form */
	size_t words;
	ab_str full;   /* what it is short for, or empty */
	size_t person; /* index + 1 of the mention that has the full name, or 0 */
};

/* The weight of the tags of each type that a form got. */
struct votes { uint32_t of[AB_ENTITY_COUNT]; };

struct work {
	struct ab_arena *arena;
	ab_str text;
	AB_LIST(struct mention) mentions;
	AB_LIST(struct votes) votes;
	struct ab_forms forms;   /* form -> index + 1 of its votes */
	struct ab_forms persons; /* word of a person's name -> index + 1 of a mention, as surname
	                          * and as given name; SHARED where two persons have it */
};

enum { SURNAME, GIVEN };
enum { NAME_TOKENS = 12 }; /* what is longer is a list or a heading, and no name */
#define SHARED UINT32_MAX

/* "US$5": a sum of money names its currency, no country. */
static bool
is_currency(const struct work *w, ab_span at)
{
	return at.end < w->text.len && w->text.ptr[at.end] == '$';
}

static void
add(struct work *w, struct mention m)
{
	if (is_currency(w, m.at))
		return;
	m.key = ab_form_key(ab_slice(w->text, m.at));
	AB_PUSH(w->arena, &w->mentions, m);
}

/* What is not English is read by rules. */
static void
collect_by_rules(struct work *w, const struct ab_tagger *tagger, struct ab_sentences *from)
{
	struct ab_sentence s;
	struct ab_tag tags[AB_SENTENCE_MAX];

	while (ab_sentences_next(from, &s)) {
		size_t n = ab_tagger_tag(tagger, &s, tags);
		for (size_t i = 0; i < n; i++) {
			const struct ab_token *first = &s.at[tags[i].first];
			ab_span span = { first->at.start, first[tags[i].count - 1].at.end };
			add(w, (struct mention){ .at = span, .type = tags[i].type,
			    .weight = tags[i].weight, .words = tags[i].count,
			    .full = tags[i].full });
		}
	}
}

static void
collect_page(struct work *w, const struct ab_passage *page, const uint8_t *tags, ab_str gazetteer)
{
	size_t first = 0;

	for (size_t i = 0; i < page->count; i++) {
		if (!ab_bilou_inside(tags[i]))
			first = i;
		if (!tags[i] || !ab_bilou_follows(tags[i], AB_BILOU_OUT)
		    || i - first >= NAME_TOKENS)
			continue;
		ab_span at = { page->tokens[first].at.start, page->tokens[i].at.end };
		struct ab_gaz_entry known = ab_gazetteer_find(gazetteer, ab_slice(w->text, at));
		add(w, (struct mention){ .at = at, .type = ab_bilou_type(tags[i]),
		    .weight = AB_TAG_CUE, .words = i + 1 - first, .full = known.full });
	}
}

static void
collect_learned(struct work *w, struct ab_sentences *from, const struct ab_knowledge *know)
{
	struct ab_arena scratch = { 0 };
	struct ab_passage page = ab_passage_new(&scratch, w->text);
	struct ab_learned *learned = ab_learned_new(&scratch, ab_knowledge_names(know), &page);
	uint8_t *tags = AB_NEW(&scratch, uint8_t, page.room);

	while (ab_passage_read(&page, from)) {
		ab_learned_tag(learned, &page, tags);
		collect_page(w, &page, tags, ab_knowledge_gazetteer(know));
	}
	ab_arena_free(&scratch);
}

static void
collect(struct work *w, const struct ab_lines *lines, const struct ab_knowledge *know)
{
	ab_str gazetteer = ab_knowledge_gazetteer(know);
	struct ab_tagger tagger = ab_tagger_read(w->arena, w->text, lines, gazetteer);
	struct ab_sentences from;

	ab_sentences_begin(&from, w->text, lines, gazetteer);
	if (tagger.foreign)
		collect_by_rules(w, &tagger, &from);
	else
		collect_learned(w, &from, know);
}

/* ---- abbreviations ---- */

/* Do the capitals that begin the words of a name spell this, full stops left out? */
static bool
is_short_for(ab_str letters, ab_str name)
{
	bool begins = true;
	size_t count = 0, n;

	for (; name.len; name = ab_str_skip(name, n)) {
		uint32_t c = ab_code_point(name, &n);
		bool initial = begins && uc_is_upper(c);
		begins = c == ' ' || c == '-';
		if (!initial)
			continue;
		size_t len;
		if (ab_code_point(letters, &len) != c)
			return false;
		letters = ab_str_skip(letters, len);
		if (letters.len && *letters.ptr == '.')
			letters = ab_str_skip(letters, 1);
		count++;
	}
	return letters.len == 0 && count > 1;
}

/* "World Harbour Union (WHU)", or the other way round: is b in brackets after a? */
static bool
is_bracketed(ab_str text, ab_span a, ab_span b)
{
	return b.start == a.end + 2 && b.end < text.len && text.ptr[a.end] == ' '
	    && text.ptr[a.end + 1] == '(' && text.ptr[b.end] == ')';
}

/* The text of a name with single blanks and plain apostrophes. */
static ab_str
plain(struct ab_arena *arena, ab_str name)
{
	char *out = ab_alloc(arena, name.len + 1, 1);
	size_t len = 0, n;

	for (; name.len; name = ab_str_skip(name, n)) {
		uint32_t c = ab_code_point(name, &n);
		bool blank = c <= ' ' || c == 0xA0;
		if (blank && len && out[len - 1] == ' ')
			continue;
		if (blank || c == 0x2019 || c == 0x2BC) {
			out[len++] = blank ? ' ' : '\'';
		} else {
			memcpy(out + len, name.ptr, n);
			len += n;
		}
	}
	return (ab_str){ out, len };
}

/* What an article spells out once means that everywhere: its type is that of the full name, and so
 * is its id. */
static void
spell_out(struct work *w)
{
	struct ab_forms shorts = { .arena = w->arena };

	for (size_t i = 0; i + 1 < w->mentions.count; i++) {
		const struct mention *a = &w->mentions.at[i], *b = a + 1;
		if (!is_bracketed(w->text, a->at, b->at))
			continue;
		bool first = is_short_for(ab_slice(w->text, a->at), ab_slice(w->text, b->at));
		if (!first && !is_short_for(ab_slice(w->text, b->at), ab_slice(w->text, a->at)))
			continue;
		struct ab_form *form = ab_forms_add(&shorts, first ? a->key : b->key);
		if (form && !form->value[0])
			form->value[0] = (uint32_t)(first ? i + 2 : i + 1);
	}
	for (size_t i = 0; shorts.count && i < w->mentions.count; i++) {
		struct mention *m = &w->mentions.at[i];
		const struct ab_form *form = ab_forms_find(&shorts, m->key);
		if (!form || m->full.len)
			continue;
		const struct mention *named = &w->mentions.at[form->value[0] - 1];
		m->full = named->full.len ? named->full : plain(w->arena,
		    ab_slice(w->text, named->at));
		m->key = named->key;
		m->weight = 0; /* letters say less than words */
	}
}

/* ---- types ---- */

static struct votes *
votes_of(struct work *w, uint64_t key)
{
	struct ab_form *form = ab_forms_add(&w->forms, key);

	if (!form)
		return NULL;
	if (!form->value[0]) {
		AB_PUSH(w->arena, &w->votes, ((struct votes){ { 0 } }));
		form->value[0] = (uint32_t)w->votes.count;
	}
	return &w->votes.at[form->value[0] - 1];
}

/* One type a form in an article: the one with most votes, then the first in the list of types. */
static void
settle_types(struct work *w)
{
	for (size_t i = 0; i < w->mentions.count; i++) {
		struct votes *v = votes_of(w, w->mentions.at[i].key);
		if (v)
			v->of[w->mentions.at[i].type] += w->mentions.at[i].weight;
	}
	for (size_t i = 0; i < w->mentions.count; i++) {
		struct mention *m = &w->mentions.at[i];
		struct votes *v = votes_of(w, m->key);
		for (size_t type = 0; v && type < AB_ENTITY_COUNT; type++)
			if (v->of[type] > v->of[m->type])
				m->type = (enum ab_entity_type)type;
	}
}

/* The words of a name at its blanks: the first, and the last. */
static ab_str
first_word(ab_str name)
{
	size_t n = 0;

	while (n < name.len && name.ptr[n] != ' ')
		n++;
	return (ab_str){ name.ptr, n };
}

static ab_str
last_word(ab_str name)
{
	size_t n = 0;

	while (n < name.len && name.ptr[name.len - n - 1] != ' ')
		n++;
	return ab_str_skip(name, name.len - n);
}

static void
introduce(struct work *w, size_t mention, ab_str word, int as)
{
	struct ab_form *form = ab_forms_add(&w->persons, ab_form_key(word));

	if (!form)
		return;
	uint32_t *who = &form->value[as];
	if (!*who)
		*who = (uint32_t)mention + 1;
	else if (*who != SHARED && w->mentions.at[*who - 1].key != w->mentions.at[mention].key)
		*who = SHARED;
}

/* News names a person in full first and by one name after. */
static void
meet_persons(struct work *w)
{
	for (size_t i = 0; i < w->mentions.count && i < SHARED - 1; i++) {
		const struct mention *m = &w->mentions.at[i];
		ab_str name = ab_slice(w->text, m->at);
		if (m->type != AB_ENTITY_PER || m->words < 2)
			continue;
		introduce(w, i, last_word(name), SURNAME);
		introduce(w, i, first_word(name), GIVEN);
	}
	for (size_t i = 0; i < w->mentions.count; i++) {
		struct mention *m = &w->mentions.at[i];
		const struct ab_form *form = ab_forms_find(&w->persons, m->key);
		if (!form || (m->weight == AB_TAG_KNOWN && m->type != AB_ENTITY_PER))
			continue;
		uint32_t who = form->value[SURNAME] ? form->value[SURNAME] : form->value[GIVEN];
		m->type = AB_ENTITY_PER;
		m->person = who == SHARED ? 0 : who;
	}
}

static ab_str
id_of(struct work *w, const struct mention *m)
{
	const struct mention *named = m->person ? &w->mentions.at[m->person - 1] : m;
	ab_str full = m->full.len ? m->full : plain(w->arena, ab_slice(w->text, named->at));

	return ab_format(w->arena, "%s:%.*s", ab_entity_name(m->type), (int)full.len, full.ptr);
}

struct ab_names
ab_names_find(struct ab_arena *arena, ab_str text, const struct ab_lines *lines,
    const struct ab_knowledge *know)
{
	struct work w = { .arena = arena, .text = text };

	w.forms.arena = w.persons.arena = arena;
	collect(&w, lines, know);
	spell_out(&w);
	settle_types(&w);
	meet_persons(&w);
	struct ab_names names = { AB_NEW(arena, struct ab_name, w.mentions.count),
	    w.mentions.count };
	for (size_t i = 0; i < names.count; i++) {
		const struct mention *m = &w.mentions.at[i];
		names.at[i] = (struct ab_name){ m->at, m->type, id_of(&w, m) };
	}
	return names;
}
