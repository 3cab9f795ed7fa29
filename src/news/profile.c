#include "news/profile.h"

#include <math.h>
#include <stdlib.h>
#include <unicase.h>
#include <unistr.h>

#include "base/utf8.h"
#include "know/calendar.h"
#include "know/stem.h"

static const double ARTICLE = 400; /* words of an imagined article */
enum { SAY_NOTHING = 100 };         /* the commonest words, which are in every article */

/* In lower case; what is longer than a stem may be is cut. */
static size_t
lower(ab_str word, char out[AB_STEM_MAX + 2])
{
	size_t n = 0, len;

	for (; word.len; word = ab_str_skip(word, len)) {
		uint8_t utf8[6];
		int bytes = u8_uctomb(utf8, uc_tolower(ab_code_point(word, &len)), sizeof(utf8));
		if (bytes <= 0 || n + (size_t)bytes > AB_STEM_MAX)
			break;
		memcpy(out + n, utf8, (size_t)bytes);
		n += (size_t)bytes;
	}
	return n;
}

static uint16_t
rank_of(const struct ab_model *model, ab_str word)
{
	uint32_t hash = AB_WORD_HASH;

	for (size_t len; word.len; word = ab_str_skip(word, len))
		hash = ab_word_hash(hash, ab_code_point(word, &len));
	return ab_model_word(model, hash);
}

/* The number + 1 of the term that a word stands for, which was not seen before; 0: no room. */
static uint32_t
introduce(struct ab_profiles *p, const struct ab_model *model, ab_str word)
{
	char form[AB_STEM_MAX + 2];
	size_t len = lower(word, form);
	bool letter = len == 1 && *form >= 'a'; /* an article, an initial, a possessive */
	uint16_t rank = letter ? 0 : rank_of(model, (ab_str){ form, len });

	len = ab_stem(form, len);
	struct ab_form *stem = ab_forms_add(&p->stems, ab_form_key((ab_str){ form, len }));
	if (!stem)
		return 0;
	if (!stem->value[0]) {
		if (p->terms == p->terms_room) {
			p->terms_room = p->terms_room ? 2 * p->terms_room : 1024;
			p->term = ab_xrealloc(p->term, p->terms_room, sizeof(*p->term));
		}
		p->term[p->terms++] = (struct ab_term){ .rank = rank };
		stem->value[0] = (uint32_t)p->terms;
	}
	struct ab_term *term = &p->term[stem->value[0] - 1];
	if (rank < term->rank)
		term->rank = rank;
	return stem->value[0];
}

static struct ab_term *
term_of(struct ab_profiles *p, const struct ab_model *model, ab_str text, struct ab_run_word word)
{
	struct ab_form *form = ab_forms_add(&p->words, word.key);

	if (form && !form->value[0])
		form->value[0] = introduce(p, model, ab_slice(text, word.at));
	if (!form || !form->value[0])
		return NULL;
	struct ab_term *term = &p->term[form->value[0] - 1];
	return term->rank < SAY_NOTHING ? NULL : term;
}

/* Counts how often each of the first terms is said; returns how many there are. */
static uint32_t
count_terms(struct ab_profiles *p, const struct ab_model *model, ab_str text,
    const struct ab_wordrun *words, uint32_t out[AB_TERMS_MAX])
{
	uint32_t latest = (uint32_t)p->count + 1, count = 0;

	for (size_t i = 0; i < words->count; i++) {
		struct ab_term *term = term_of(p, model, text, words->at[i]);
		if (!term || (term->latest != latest && count == AB_TERMS_MAX))
			continue;
		if (term->latest != latest) {
			term->latest = latest;
			term->place = (uint8_t)count;
			term->articles++;
			out[count++] = (uint32_t)(term - p->term) << 8;
		}
		out[term->place] += (out[term->place] & 0xFF) < 0xFF;
	}
	return count;
}

static int
by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* Ascending numbers as differences, seven bits a byte, the least first; a bit says whether a byte
 * follows with how often the term is said, if that is more than once. */
static const uint8_t *
pack(struct ab_arena *arena, const uint32_t *term, size_t count)
{
	uint8_t packed[6 * AB_TERMS_MAX], *at = packed;

	for (size_t i = 0, last = 0; i < count; i++) {
		bool often = (term[i] & 0xFF) > 1;
		size_t number = term[i] >> 8, rest = (number - last) << 1 | often;
		for (last = number; rest >= 0x80; rest >>= 7)
			*at++ = (uint8_t)(rest | 0x80);
		*at++ = (uint8_t)rest;
		if (often)
			*at++ = (uint8_t)term[i];
	}
	ab_str bytes = { (const char *)packed, (size_t)(at - packed) };
	return (const uint8_t *)ab_copy(arena, bytes).ptr;
}

static int32_t
day_of(struct ab_article *article)
{
	ab_civil date;

	return ab_civil_parse(ab_article_published(article), &date) ? ab_day(date) : AB_NO_DAY;
}

void
ab_profiles_add(struct ab_profiles *p, struct ab_article *article, const struct ab_knowledge *know)
{
	struct ab_arena scratch = { 0 };
	struct ab_wordrun words = ab_wordrun_of(&scratch, article);
	uint32_t term[AB_TERMS_MAX];

	p->words.arena = p->stems.arena = &p->arena;
	if (p->count == p->room) {
		p->room = p->room ? 2 * p->room : 64;
		p->at = ab_xrealloc(p->at, p->room, sizeof(*p->at));
	}
	struct ab_profile *to = &p->at[p->count];
	*to = (struct ab_profile){ .words = (uint32_t)words.count, .day = day_of(article) };
	to->terms = count_terms(p, ab_knowledge_names(know), ab_article_text(article), &words, term);
	qsort(term, to->terms, sizeof(*term), by_number);
	to->term = pack(&p->arena, term, to->terms);
	to->sketch = ab_sketch_of(&words);
	p->count++;
	ab_arena_free(&scratch);
}

uint32_t
ab_profiles_term(const struct ab_profiles *p, uint64_t key)
{
	const struct ab_form *form = ab_forms_find(&p->words, key);

	return form ? form->value[0] : 0;
}

void
ab_profiles_free(struct ab_profiles *p)
{
	ab_arena_free(&p->arena);
	free(p->at);
	free(p->term);
	free(p->weight);
}

/* How many of the imagined articles hold a word of this rank: a word is drawn with chance
 * 1 / (11 * rank), which is about so in English. What has no rank is as rare as the last that has. */
static double
imagined(uint16_t rank)
{
	return AB_IMAGINED * (1 - exp(-ARTICLE / (11 * (rank + 2.0))));
}

static float
weight_of(const struct ab_profiles *p, const struct ab_term *term)
{
	double all = (double)p->count + AB_IMAGINED, idf = log(all / (term->articles + imagined(term->rank)));

	return (float)(idf > 0 ? idf : 0);
}

void
ab_profiles_weigh(struct ab_profiles *p)
{
	p->weight = ab_xrealloc(p->weight, p->terms + 1, sizeof(*p->weight));
	for (size_t i = 0; i < p->terms; i++)
		p->weight[i] = weight_of(p, &p->term[i]);
	for (int often = 1; often < 256; often++)
		p->damped[often] = 1 + logf((float)often);
}

void
ab_profiles_vector(const struct ab_profiles *p, size_t i, struct ab_vector *out)
{
	const uint8_t *at = p->at[i].term;
	uint32_t number = 0;
	float sum = 0;

	for (out->count = 0; out->count < p->at[i].terms; out->count++) {
		uint32_t rest = 0;
		unsigned bits = 0;
		for (; *at & 0x80; bits += 7)
			rest |= (*at++ & 0x7Fu) << bits;
		rest |= (uint32_t)*at++ << bits;
		number += rest >> 1;
		float weight = p->weight[number] * p->damped[rest & 1 ? *at++ : 1];
		out->term[out->count] = number;
		out->weight[out->count] = weight;
		sum += weight * weight;
	}
	float norm = sum > 0 ? 1 / sqrtf(sum) : 0;
	for (size_t k = 0; k < out->count; k++)
		out->weight[k] *= norm;
}

double
ab_vector_product(const struct ab_vector *a, const struct ab_vector *b)
{
	double sum = 0;

	for (size_t i = 0, k = 0; i < a->count && k < b->count;) {
		uint32_t x = a->term[i], y = b->term[k];
		if (x == y)
			sum += (double)a->weight[i] * (double)b->weight[k];
		i += x <= y;
		k += y <= x;
	}
	return sum;
}
