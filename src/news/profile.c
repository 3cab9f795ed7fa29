#include "news/profile.h"

#include <math.h>
#include <stdlib.h>

static const double ARTICLE = 400; /* words of an imagined article */

/* The number + 1 of a term of an article; 0: no room. */
static uint32_t
number_of(struct ab_profiles *p, const struct ab_gist_term *of)
{
	struct ab_form *stem = ab_forms_add(&p->stems, of->key);

	if (!stem)
		return 0;
	if (!stem->value[0]) {
		if (p->terms == p->terms_room) {
			p->terms_room = p->terms_room ? 2 * p->terms_room : 1024;
			p->term = ab_xrealloc(p->term, p->terms_room, sizeof(*p->term));
		}
		p->term[p->terms++] = (struct ab_term){ .rank = of->rank };
		stem->value[0] = (uint32_t)p->terms;
	}
	struct ab_term *term = &p->term[stem->value[0] - 1];
	term->articles++;
	if (of->rank < term->rank)
		term->rank = of->rank;
	return stem->value[0];
}

static int
by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* Ascending numbers as differences, seven bits a byte, the least first; a bit says whether a byte
 * follows with how often the term is said, if that is more than once. */
static void
pack(struct ab_profiles *p, const uint32_t *term, size_t count)
{
	enum { DEAREST = 6 * AB_TERMS_MAX, ROOM_FIRST = 1 << 16 };

	if (p->packed_size + DEAREST > p->packed_room) {
		p->packed_room = p->packed_room ? 2 * p->packed_room : ROOM_FIRST;
		p->packed = ab_xrealloc(p->packed, p->packed_room, 1);
	}
	uint8_t *at = p->packed + p->packed_size;
	for (size_t i = 0, last = 0; i < count; i++) {
		bool often = (term[i] & 0xFF) > 1;
		size_t number = term[i] >> 8, rest = (number - last) << 1 | often;
		for (last = number; rest >= 0x80; rest >>= 7)
			*at++ = (uint8_t)(rest | 0x80);
		*at++ = (uint8_t)rest;
		if (often)
			*at++ = (uint8_t)term[i];
	}
	p->packed_size = (size_t)(at - p->packed);
}

void
ab_profiles_add(struct ab_profiles *p, const struct ab_gist *gist)
{
	uint32_t term[AB_TERMS_MAX], count = 0;

	p->stems.arena = &p->arena;
	if (p->count == p->room) {
		p->room = p->room ? 2 * p->room : 64;
		p->at = ab_xrealloc(p->at, p->room, sizeof(*p->at));
	}
	for (size_t i = 0; i < gist->terms; i++) {
		uint32_t number = number_of(p, &gist->term[i]);
		if (number)
			term[count++] = (number - 1) << 8 | gist->term[i].often;
	}
	qsort(term, count, sizeof(*term), by_number);
	p->at[p->count++] = (struct ab_profile){ .packed = p->packed_size, .words = gist->words,
		.day = gist->day, .sketch = gist->sketch, .terms = (uint8_t)count };
	pack(p, term, count);
}

uint32_t
ab_profiles_term(const struct ab_profiles *p, uint64_t key)
{
	const struct ab_form *form = ab_forms_find(&p->stems, key);

	return form ? form->value[0] : 0;
}

void
ab_profiles_free(struct ab_profiles *p)
{
	ab_arena_free(&p->arena);
	free(p->at);
	free(p->packed);
	free(p->term);
	free(p->weight);
}

/* How many of the imagined articles hold a word of this rank: a word is drawn with chance
 * 1 / (11 * rank), which is about so in English. What has no rank is as rare as the last that has
 * one. */
static double
imagined(uint16_t rank)
{
	return AB_IMAGINED * (1 - exp(-ARTICLE / (11 * (rank + 2.0))));
}

static float
weight_of(const struct ab_profiles *p, const struct ab_term *term)
{
	double all = (double)p->count + AB_IMAGINED;
	double idf = log(all / (term->articles + imagined(term->rank)));

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
	const uint8_t *at = p->packed + p->at[i].packed;
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
