#include "view/gutter.h"

#include <float.h>
#include <stdlib.h>
#include <string.h>

/* Passages of all articles are in one array, those of a place from first[place] on. */
struct ab_gutter {
	struct ab_arena arena;
	size_t *first;         /* places + 1 */
	size_t *parent;        /* of sets of linked passages; a root is its own */
	struct ab_sign *sign;
	bool *joined;          /* with a passage that it is the best partner of */
	size_t *best;          /* partner, and its score */
	float *score;
	unsigned numbers;
};

/* The set that a passage is in (Tarjan 1975, halving paths). */
static size_t
root(size_t *parent, size_t i)
{
	while (parent[i] != i)
		i = parent[i] = parent[parent[i]];
	return i;
}

static int
rank(char sign)
{
	static const char signs[] = " ~=!";

	return (int)(strchr(signs, sign) - signs);
}

static void
sign(struct ab_gutter *g, size_t a, size_t b, char sign)
{
	if (rank(sign) > rank(g->sign[a].sign))
		g->sign[a].sign = sign;
	if (rank(sign) > rank(g->sign[b].sign))
		g->sign[b].sign = sign;
}

/* b is the best partner of a so far, in any article. */
static void
prefer(struct ab_gutter *g, size_t a, size_t b, float score)
{
	if (g->score[a] >= score)
		return;
	g->score[a] = score;
	g->best[a] = b;
}

/* Passages that are each other's best partner in the other article belong together. All that are
 * linked would not do: a long passage links those of half an article with each other. */
static void
join_mutual(struct ab_gutter *g, const struct ab_pairing *p, size_t a, size_t b)
{
	size_t count_a = g->first[a + 1] - g->first[a], count_b = g->first[b + 1] - g->first[b];
	struct ab_arena arena = { 0 };
	const struct ab_link **best_a = AB_NEW(&arena, const struct ab_link *, count_a + 1);
	const struct ab_link **best_b = AB_NEW(&arena, const struct ab_link *, count_b + 1);

	for (size_t i = 0; i < p->links; i++) {
		const struct ab_link *link = &p->link[i];
		if (!best_a[link->a] || best_a[link->a]->score < link->score)
			best_a[link->a] = link;
		if (!best_b[link->b] || best_b[link->b]->score < link->score)
			best_b[link->b] = link;
	}
	for (size_t i = 0; i < p->links; i++) {
		const struct ab_link *link = &p->link[i];
		size_t x = g->first[a] + link->a, y = g->first[b] + link->b;
		if (best_a[link->a] != link || best_b[link->b] != link)
			continue;
		g->joined[x] = g->joined[y] = true;
		g->parent[root(g->parent, x)] = root(g->parent, y);
	}
	ab_arena_free(&arena);
}

static void
read_pairing(struct ab_gutter *g, const struct ab_pairing *p, size_t a, size_t b)
{
	for (size_t i = 0; i < p->links; i++) {
		const struct ab_link *link = &p->link[i];
		size_t x = g->first[a] + link->a, y = g->first[b] + link->b;
		sign(g, x, y, link->kind == AB_LINK_SAME ? '=' : '~');
		prefer(g, x, y, link->score);
		prefer(g, y, x, link->score);
	}
	for (size_t i = 0; i < p->conflicts; i++) {
		size_t x = g->first[a] + p->conflict[i].a, y = g->first[b] + p->conflict[i].b;
		sign(g, x, y, '!');
		prefer(g, x, y, FLT_MIN);
		prefer(g, y, x, FLT_MIN);
	}
	join_mutual(g, p, a, b);
}

static void
number(struct ab_gutter *g, size_t count)
{
	unsigned *given = AB_NEW(&g->arena, unsigned, count + 1);

	/* those that nobody prefers go with the one they prefer */
	for (size_t i = 0; i < count; i++)
		if (g->sign[i].sign != ' ' && !g->joined[i])
			g->parent[i] = root(g->parent, g->best[i]);
	for (size_t i = 0; i < count; i++) {
		if (g->sign[i].sign == ' ')
			continue;
		unsigned *here = &given[root(g->parent, i)];
		if (*here == 0)
			*here = ++g->numbers;
		g->sign[i].number = *here;
	}
}

struct ab_gutter *
ab_gutter_new(const struct ab_links *links)
{
	struct ab_gutter *g = ab_xalloc(1, sizeof(*g));
	size_t places = ab_links_count(links), count = 0;

	g->first = AB_NEW(&g->arena, size_t, places + 1);
	for (size_t i = 0; i < places; i++) {
		g->first[i] = count;
		count += ab_links_passages(links, i).count;
	}
	g->first[places] = count;
	g->parent = AB_NEW(&g->arena, size_t, count + 1);
	g->sign = AB_NEW(&g->arena, struct ab_sign, count + 1);
	g->joined = AB_NEW(&g->arena, bool, count + 1);
	g->best = AB_NEW(&g->arena, size_t, count + 1);
	g->score = AB_NEW(&g->arena, float, count + 1);
	for (size_t i = 0; i < count; i++) {
		g->parent[i] = i;
		g->sign[i].sign = ' ';
	}
	for (size_t a = 0; a < places; a++)
		for (size_t b = a + 1; b < places; b++) {
			const struct ab_pairing *p = ab_links_between(links, a, b);
			if (p)
				read_pairing(g, p, a, b);
		}
	number(g, count);
	return g;
}

void
ab_gutter_free(struct ab_gutter *g)
{
	if (!g)
		return;
	ab_arena_free(&g->arena);
	free(g);
}

struct ab_sign
ab_gutter_at(const struct ab_gutter *g, size_t place, size_t passage)
{
	return g->sign[g->first[place] + passage];
}

unsigned
ab_gutter_numbers(const struct ab_gutter *g)
{
	return g->numbers;
}

size_t
ab_gutter_strongest(const struct ab_gutter *g, size_t place, size_t from, size_t to)
{
	size_t best = from;

	for (size_t i = from; i < to; i++)
		if (rank(ab_gutter_at(g, place, i).sign) > rank(ab_gutter_at(g, place, best).sign))
			best = i;
	return best;
}
