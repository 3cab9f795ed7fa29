#include "news/neighbours.h"

#include <stdlib.h>

enum { WALK_MAX = 1000 };             /* postings of a term */
static const float WORTH_IT = 0.04F;  /* that heavy terms have in common: less is not compared */

void
ab_neighbours_begin(struct ab_neighbours *n, const struct ab_profiles *profiles)
{
	*n = (struct ab_neighbours){ .profiles = profiles };
	n->head = ab_xalloc(profiles->terms + 1, sizeof(*n->head));
	n->posting = ab_xalloc(AB_HEAVY * profiles->count + 1, sizeof(*n->posting));
	n->score = ab_xalloc(profiles->count + 1, sizeof(*n->score));
	n->touched = ab_xalloc(profiles->count + 1, sizeof(*n->touched));
}

void
ab_neighbours_free(struct ab_neighbours *n)
{
	free(n->head);
	free(n->score);
	free(n->touched);
	free(n->posting);
}

struct heavy { uint32_t term; float weight; };

/* The heaviest terms that another article has, too, heaviest first. */
static size_t
heaviest(const struct ab_neighbours *n, size_t i, struct heavy out[AB_HEAVY])
{
	uint32_t term[AB_TERMS_MAX];
	float weight[AB_TERMS_MAX];
	struct ab_vector v = { term, weight, 0 };
	size_t count = 0;

	ab_profiles_vector(n->profiles, i, &v);
	for (size_t k = 0; k < v.count; k++) {
		if (n->profiles->term[term[k]].articles < 2
		    || (count == AB_HEAVY && weight[k] <= out[count - 1].weight))
			continue;
		size_t at = count < AB_HEAVY ? count++ : count - 1;
		for (; at > 0 && out[at - 1].weight < weight[k]; at--)
			out[at] = out[at - 1];
		out[at] = (struct heavy){ term[k], weight[k] };
	}
	return count;
}

void
ab_neighbours_add(struct ab_neighbours *n, size_t i)
{
	struct heavy heavy[AB_HEAVY];
	size_t count = heaviest(n, i, heavy);

	for (size_t k = 0; k < count; k++) {
		n->posting[n->postings++] = (struct ab_posting){ (uint32_t)i,
			n->head[heavy[k].term] };
		n->head[heavy[k].term] = (uint32_t)n->postings;
	}
}

/* Sums what the heavy terms have in common; returns how many articles were touched. */
static size_t
touch(struct ab_neighbours *n, size_t i)
{
	struct heavy heavy[AB_HEAVY];
	size_t count = heaviest(n, i, heavy), touched = 0;

	for (size_t k = 0; k < count; k++) {
		uint32_t at = n->head[heavy[k].term];
		for (size_t walked = 0; at && walked < WALK_MAX; walked++) {
			const struct ab_posting *p = &n->posting[at - 1];
			if (n->score[p->article] == 0)
				n->touched[touched++] = p->article;
			n->score[p->article] += heavy[k].weight * heavy[k].weight;
			at = p->before;
		}
	}
	return touched;
}

size_t
ab_neighbours_of(struct ab_neighbours *n, size_t i, struct ab_near out[AB_NEAREST])
{
	uint32_t term[2][AB_TERMS_MAX];
	float weight[2][AB_TERMS_MAX];
	struct ab_vector v = { term[0], weight[0], 0 }, other = { term[1], weight[1], 0 };
	size_t touched = touch(n, i), count = 0;

	for (size_t k = 0; k < touched; k++) {
		uint32_t article = n->touched[k];
		float score = n->score[article];
		n->score[article] = 0;
		if (article == i || score < WORTH_IT
		    || (count == AB_NEAREST && score <= out[count - 1].like))
			continue;
		size_t at = count < AB_NEAREST ? count++ : count - 1;
		for (; at > 0 && out[at - 1].like < score; at--)
			out[at] = out[at - 1];
		out[at] = (struct ab_near){ article, score };
	}
	ab_profiles_vector(n->profiles, i, &v);
	for (size_t k = 0; k < count; k++) {
		ab_profiles_vector(n->profiles, out[k].article, &other);
		out[k].like = (float)ab_vector_product(&v, &other);
	}
	return count;
}
