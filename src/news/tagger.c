#include "news/tagging.h"

/* ---- a sentence ---- */

size_t
ab_tagger_tag(const struct ab_tagger *tagger, const struct ab_sentence *s, struct ab_tag *tags)
{
	struct ab_tagging w = { .tagger = tagger, .s = s, .tags = tags };

	ab_tag_look(&w);
	for (size_t i = 0; i < s->count;) {
		const struct ab_look *l = &w.look[i];
		bool particle = !l->capital && s->at[i].kind == AB_TOKEN_WORD && i + 1 < s->count
		    && (w.look[i + 1].capital || s->at[i + 1].glued) && ab_tag_bytes(&w, i).len > 1
		    && ab_tag_particles(&w, i);
		if (l->title && l->title >= l->span && !(l->classes & PERSON))
			i += l->title;
		else if (l->trusted || particle)
			i = ab_tag_run_at(&w, i);
		else
			i++;
	}
	return w.count;
}

/* ---- reading the article ---- */

/* Is it one of the small words that no English text can do without? */
static bool
is_english(ab_str word)
{
	static const char small[][5] = { "the", "of", "and", "to", "for", "that", "with", "is",
		"was", "by", "on", "from", "has", "it", "as", "at" };

	for (size_t i = 0; i < AB_LEN(small) && word.len <= 4; i++)
		if (ab_str_eq(word, ab_str_c(small[i])))
			return true;
	return false;
}

static void
note(struct ab_forms *forms, uint64_t key, int which)
{
	struct ab_form *form = ab_forms_add(forms, key);

	if (form)
		form->value[which]++;
}

static void
read_sentence(struct ab_tagger *tagger, const struct ab_sentence *s, size_t *words, size_t *english)
{
	uint64_t last = 0; /* key of the capitalised word just before */

	for (size_t i = 0; i < s->count; i++) {
		const struct ab_token *t = &s->at[i];
		ab_str word = ab_slice(tagger->text, t->at);
		uint64_t key = 0;
		if (t->kind == AB_TOKEN_WORD && t->letters == AB_CASE_LOWER) {
			note(&tagger->forms, ab_form_key(word), 1);
			++*words;
			*english += is_english(word);
		} else if (ab_token_capital(t)) {
			key = ab_form_key(word);
			if (!t->start)
				note(&tagger->forms, key, 0);
			if (last)
				note(&tagger->forms, ab_form_pair(last, key), 0);
		}
		last = key;
	}
}

struct ab_tagger
ab_tagger_read(struct ab_arena *arena, ab_str text, const struct ab_lines *lines, ab_str gazetteer)
{
	struct ab_tagger tagger = { .text = text, .gazetteer = gazetteer, .forms.arena = arena };
	struct ab_sentences at;
	struct ab_sentence s;
	size_t words = 0, english = 0;

	ab_sentences_begin(&at, text, lines, gazetteer);
	while (ab_sentences_next(&at, &s))
		if (s.mood == AB_MOOD_PROSE)
			read_sentence(&tagger, &s, &words, &english);
	tagger.foreign = words > 20 && 8 * english < words;
	return tagger;
}
