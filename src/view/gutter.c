#include "view/gutter.h"

#include <stdlib.h>
#include <string.h>

/* Passages of all articles are in one array, those of a place from first[place] on. */
struct ab_gutter {
	struct ab_arena arena;
	size_t *first;         /* places + 1 */
	size_t *parent;        /* of sets of linked passages; a root is its own */
	struct ab_sign *sign;
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
join(struct ab_gutter *g, size_t a, size_t b, char sign)
{
	if (rank(sign) > rank(g->sign[a].sign))
		g->sign[a].sign = sign;
	if (rank(sign) > rank(g->sign[b].sign))
		g->sign[b].sign = sign;
	g->parent[root(g->parent, a)] = root(g->parent, b);
}

static void
join_all(struct ab_gutter *g, const struct ab_pairing *p, size_t a, size_t b)
{
	for (size_t i = 0; i < p->links; i++) {
		const struct ab_link *link = &p->link[i];
		join(g, g->first[a] + link->a, g->first[b] + link->b,
		    link->kind == AB_LINK_SAME ? '=' : '~');
	}
	for (size_t i = 0; i < p->conflicts; i++)
		join(g, g->first[a] + p->conflict[i].a, g->first[b] + p->conflict[i].b, '!');
}

static void
number(struct ab_gutter *g, size_t count)
{
	unsigned *given = AB_NEW(&g->arena, unsigned, count + 1);

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
	for (size_t i = 0; i < count; i++) {
		g->parent[i] = i;
		g->sign[i].sign = ' ';
	}
	for (size_t a = 0; a < places; a++)
		for (size_t b = a + 1; b < places; b++) {
			const struct ab_pairing *p = ab_links_between(links, a, b);
			if (p)
				join_all(g, p, a, b);
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
ab_gutter_count(const struct ab_gutter *g, size_t place, char sign)
{
	size_t count = 0;

	for (size_t i = g->first[place]; i < g->first[place + 1]; i++)
		count += g->sign[i].sign == sign;
	return count;
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
