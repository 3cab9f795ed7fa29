/* What is asked of links once they are there. */
#include <math.h>
#include <stdlib.h>

#include "news/linkage.h"

size_t
ab_links_count(const struct ab_links *l)
{
	return l->count;
}

size_t
ab_links_article(const struct ab_links *l, size_t place)
{
	return l->number[place];
}

size_t
ab_links_place(const struct ab_links *l, size_t article)
{
	size_t i = 0;

	while (i < l->count && l->number[i] != article)
		i++;
	return i;
}

struct ab_passages
ab_links_passages(const struct ab_links *l, size_t place)
{
	return (struct ab_passages){ l->passage[place], l->corpus.text[place].segments.count };
}

size_t
ab_links_find(const struct ab_links *l, size_t place, size_t offset)
{
	const struct ab_segments *s = &l->corpus.text[place].segments;
	size_t low = 0, high = s->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (s->at[middle].at.end <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct ab_pairing *
ab_links_between(const struct ab_links *l, size_t a, size_t b)
{
	if (a >= b || b >= l->count)
		return NULL;
	const struct ab_linked_pair *pair = &l->pair[ab_pair_index(l->count, a, b)];
	return pair->ready ? &pair->pairing : NULL;
}

struct ab_partner *
ab_links_partners(const struct ab_links *l, struct ab_arena *arena, size_t place, size_t passage,
    size_t *count)
{
	AB_LIST(struct ab_partner) list = { 0 };

	for (size_t other = 0; other < l->count; other++) {
		bool turned = other < place;
		const struct ab_pairing *p = ab_links_between(l, turned ? other : place,
		    turned ? place : other);
		for (size_t i = 0; p && i < p->links; i++) {
			const struct ab_link *link = &p->link[i];
			if ((turned ? link->b : link->a) != passage)
				continue;
			struct ab_partner partner = { other, turned ? link->a : link->b, link };
			AB_PUSH(arena, &list, partner);
		}
	}
	*count = list.count;
	return list.at;
}

bool
ab_links_nearest(const struct ab_links *l, size_t place, size_t passage, size_t other,
    size_t *nearest, float *score)
{
	const struct ab_text *a = &l->corpus.text[place], *b = &l->corpus.text[other];
	bool found = false;

	if (l->stage < AB_STAGE_COMPARE || place == other)
		return false;
	struct ab_brief p = ab_brief_of(a, passage);
	for (size_t y = 0; y < b->segments.count; y++) {
		struct ab_common common = ab_common_of(&l->corpus, a, passage, b, y);
		if (common.mass <= 0)
			continue;
		struct ab_brief q = ab_brief_of(b, y);
		float s = ab_likeness_score(ab_likeness_odds(a, passage, b, y,
		    ab_likeness_base(&p, &q, &common), -HUGE_VALF));
		if (found && s <= *score)
			continue;
		*nearest = y;
		*score = s;
		found = true;
	}
	return found;
}

static int
by_weight(const void *a, const void *b)
{
	const struct ab_shared *x = a, *y = b;

	if (x->weight != y->weight)
		return x->weight < y->weight ? 1 : -1;
	return (x->a.start > y->a.start) - (x->a.start < y->a.start);
}

struct ab_shared *
ab_links_shared(const struct ab_links *l, struct ab_arena *arena, size_t place_a, size_t a,
    size_t place_b, size_t b, size_t *count)
{
	const struct ab_segment *s = &l->corpus.text[place_a].segments.at[a];
	const struct ab_segment *t = &l->corpus.text[place_b].segments.at[b];
	bool *used = AB_NEW(arena, bool, t->words + 1);
	AB_LIST(struct ab_shared) list = { 0 };

	for (size_t i = 0; i < s->words && l->stage > AB_STAGE_WEIGH; i++)
		for (size_t k = 0; s->word[i].content && s->word[i].stem && k < t->words; k++) {
			if (used[k] || t->word[k].stem != s->word[i].stem || !t->word[k].content)
				continue;
			struct ab_shared shared = { s->word[i].at, t->word[k].at,
				l->corpus.weight[s->word[i].stem] };
			AB_PUSH(arena, &list, shared);
			used[k] = true;
			break;
		}
	if (list.count)
		qsort(list.at, list.count, sizeof(*list.at), by_weight);
	*count = list.count;
	return list.at;
}

const struct ab_standing *
ab_links_standing(const struct ab_links *l, size_t place)
{
	return l->stage == AB_STAGE_DONE ? &l->standing[place] : NULL;
}
