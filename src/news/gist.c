#include "news/gist.h"

#include <stddef.h>
#include <unicase.h>
#include <unistr.h>

#include "base/utf8.h"
#include "know/calendar.h"
#include "know/knowledge.h"
#include "know/model.h"
#include "know/stem.h"
#include "news/forms.h"

enum { SAY_NOTHING = 100 }; /* the commonest words, which are in every article */

#define NO_TERM UINT32_MAX /* what a word stands for that says nothing */

/* What is known of the words of one article: word -> place of its term + 1, stem -> the same. */
struct reading {
	const struct ab_model *model;
	struct ab_forms words, stems;
	struct ab_gist *gist;
};

/* A word in lower case; what is longer than a stem may be is cut. */
struct form { char at[AB_STEM_MAX + 2]; size_t len; };

static struct form
lower(ab_str word)
{
	struct form form = { .len = 0 };

	for (size_t len; word.len; word = ab_str_skip(word, len)) {
		uint8_t utf8[6];
		int bytes = u8_uctomb(utf8, uc_tolower(ab_code_point(word, &len)), sizeof(utf8));
		if (bytes <= 0 || form.len + (size_t)bytes > AB_STEM_MAX)
			break;
		memcpy(form.at + form.len, utf8, (size_t)bytes);
		form.len += (size_t)bytes;
	}
	return form;
}

static uint16_t
rank_of(const struct ab_model *model, const struct form *form)
{
	uint32_t hash = AB_WORD_HASH;
	ab_str word = { form->at, form->len };

	for (size_t len; word.len; word = ab_str_skip(word, len))
		hash = ab_word_hash(hash, ab_code_point(word, &len));
	return ab_model_word(model, hash);
}

static uint64_t
key_of(struct form *form)
{
	return ab_form_key((ab_str){ form->at, ab_stem(form->at, form->len) });
}

uint64_t
ab_gist_key(ab_str word)
{
	struct form form = lower(word);

	return key_of(&form);
}

/* The place + 1 of the term that a word stands for, which was not read before. */
static uint32_t
introduce(struct reading *r, ab_str word)
{
	struct form form = lower(word);
	bool letter = form.len == 1 && form.at[0] >= 'a'; /* an article, an initial, a possessive */
	uint16_t rank = letter ? 0 : rank_of(r->model, &form);

	if (rank < SAY_NOTHING)
		return NO_TERM;
	uint64_t key = key_of(&form);
	struct ab_form *stem = ab_forms_add(&r->stems, key);
	if (!stem || (!stem->value[0] && r->gist->terms == AB_TERMS_MAX))
		return NO_TERM;
	if (!stem->value[0]) {
		r->gist->term[r->gist->terms++] = (struct ab_gist_term){ .key = key, .rank = rank };
		stem->value[0] = r->gist->terms;
	}
	struct ab_gist_term *term = &r->gist->term[stem->value[0] - 1];
	if (rank < term->rank)
		term->rank = rank;
	return stem->value[0];
}

/* A number counts twice: how many, and when, tells events apart that share their words. */
static void
read_word(struct reading *r, ab_str text, struct ab_run_word word)
{
	struct ab_form *form = ab_forms_add(&r->words, word.key);
	char first = text.ptr[word.at.start];
	int count = first >= '0' && first <= '9' ? 2 : 1;

	if (form && !form->value[0])
		form->value[0] = introduce(r, ab_slice(text, word.at));
	if (form && form->value[0] != NO_TERM) {
		uint8_t *often = &r->gist->term[form->value[0] - 1].often;
		int often_now = *often + count;
		*often = (uint8_t)(often_now < UINT8_MAX ? often_now : UINT8_MAX);
	}
}

static int32_t
day_of(struct ab_article *article)
{
	ab_civil date;

	return ab_civil_parse(ab_article_published(article), &date) ? ab_day(date) : AB_NO_DAY;
}

struct ab_gist
ab_gist_of(struct ab_article *article, const struct ab_knowledge *know)
{
	struct ab_arena scratch = { 0 };
	struct ab_wordrun words = ab_wordrun_of(&scratch, article);
	struct ab_gist gist = { .words = (uint32_t)words.count, .day = day_of(article) };
	struct reading r = { .model = ab_knowledge_names(know), .words = { .arena = &scratch },
		.stems = { .arena = &scratch }, .gist = &gist };

	for (size_t i = 0; i < words.count; i++)
		read_word(&r, ab_article_text(article), words.at[i]);
	gist.sketch = ab_sketch_of(&words);
	ab_arena_free(&scratch);
	return gist;
}

size_t
ab_gist_size(const struct ab_gist *gist)
{
	return offsetof(struct ab_gist, term) + gist->terms * sizeof(*gist->term);
}
