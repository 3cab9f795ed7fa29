#include "news/cluster.h"

#include <stdlib.h>

static const double ALIKE = 0.30; /* mean likeness within an event, at least */
enum {
	DAYS_MAX = 7, /* between the first and the last report of an event */
	TERMS = 512,  /* that stand for a cluster */
	KEPT = 8,     /* articles: of fewer, the sum is not kept, being made as soon as it is read */
	TRIES_MAX = 16 /* a join that is still good after so many is as good as the best: else the
	                * reports of one large event would wait for each other */
};

/* An article, or several that were joined: then what is here is of all of them. */
struct ab_cluster {
	uint32_t into;           /* the cluster that it was joined to; itself: none */
	uint32_t next, last;     /* its articles: a list, from the number of the cluster on */
	uint32_t count, edition; /* of articles; raised when it is joined */
	int32_t first_day, last_day;
	struct ab_vector sum;    /* of KEPT articles and more */
};

/* Two clusters, as they were, that may be joined. */
struct ab_join { float like; uint32_t a, b, edition_a, edition_b, tries; };

void
ab_clusters_begin(struct ab_clusters *c, const struct ab_profiles *profiles)
{
	*c = (struct ab_clusters){ .profiles = profiles };
	c->at = ab_xalloc(profiles->count + 1, sizeof(*c->at));
	for (uint32_t i = 0; i < profiles->count; i++)
		c->at[i] = (struct ab_cluster){ .into = i, .next = i, .last = i, .count = 1,
			.first_day = profiles->at[i].day, .last_day = profiles->at[i].day };
}

static void
drop(struct ab_vector *sum)
{
	free(sum->term);
	free(sum->weight);
	*sum = (struct ab_vector){ 0 };
}

void
ab_clusters_free(struct ab_clusters *c)
{
	for (size_t i = 0; c->at && i < c->profiles->count; i++)
		drop(&c->at[i].sum);
	free(c->at);
	free(c->heap);
	*c = (struct ab_clusters){ 0 };
}

uint32_t
ab_clusters_first(struct ab_clusters *c, uint32_t i)
{
	while (c->at[i].into != i)
		i = c->at[i].into = c->at[c->at[i].into].into;
	return i;
}

uint32_t
ab_clusters_size(const struct ab_clusters *c, uint32_t first)
{
	return c->at[first].count;
}

/* ---- joins, the best first ---- */

static bool
better(const struct ab_join *x, const struct ab_join *y)
{
	if (x->like > y->like || x->like < y->like)
		return x->like > y->like;
	return x->a != y->a ? x->a < y->a : x->b < y->b;
}

static void
offer(struct ab_clusters *c, struct ab_join join)
{
	if (c->joins == c->room) {
		c->room = c->room ? 2 * c->room : 256;
		c->heap = ab_xrealloc(c->heap, c->room, sizeof(*c->heap));
	}
	size_t i = c->joins++;
	for (; i > 0 && better(&join, &c->heap[(i - 1) / 2]); i = (i - 1) / 2)
		c->heap[i] = c->heap[(i - 1) / 2];
	c->heap[i] = join;
}

static struct ab_join
best(struct ab_clusters *c)
{
	struct ab_join top = c->heap[0], last = c->heap[--c->joins];
	size_t i = 0, child;

	for (; (child = 2 * i + 1) < c->joins; i = child) {
		child += child + 1 < c->joins && better(&c->heap[child + 1], &c->heap[child]);
		if (!better(&c->heap[child], &last))
			break;
		c->heap[i] = c->heap[child];
	}
	c->heap[i] = last;
	return top;
}

/* ---- sums ---- */

/* Room for a sum that is not kept. */
struct room { uint32_t term[TERMS]; float weight[TERMS]; };

struct heavy { uint32_t term; float weight; };

static int
by_weight(const void *a, const void *b)
{
	const struct heavy *x = a, *y = b;
	int order = (x->weight < y->weight) - (x->weight > y->weight);

	return order ? order : (x->term > y->term) - (x->term < y->term);
}

static int
by_term(const void *a, const void *b)
{
	const struct heavy *x = a, *y = b;

	return (x->term > y->term) - (x->term < y->term);
}

/* to += more, cut to its heaviest terms; to has room for TERMS. */
static void
add(struct ab_vector *to, const struct ab_vector *more)
{
	struct heavy all[2 * TERMS];
	size_t count = 0;

	for (size_t i = 0, k = 0; i < to->count || k < more->count;) {
		bool first = k == more->count || (i < to->count && to->term[i] <= more->term[k]);
		bool second = i == to->count || (k < more->count && more->term[k] <= to->term[i]);
		all[count++] = (struct heavy){ first ? to->term[i] : more->term[k],
			(first ? to->weight[i] : 0) + (second ? more->weight[k] : 0) };
		i += first;
		k += second;
	}
	if (count > TERMS) {
		qsort(all, count, sizeof(*all), by_weight);
		count = TERMS;
		qsort(all, count, sizeof(*all), by_term);
	}
	for (size_t i = 0; i < count; i++) {
		to->term[i] = all[i].term;
		to->weight[i] = all[i].weight;
	}
	to->count = count;
}

static struct ab_vector
sum_of(const struct ab_clusters *c, uint32_t first, struct room *room)
{
	struct room one;
	struct ab_vector sum = { room->term, room->weight, 0 }, more = { one.term, one.weight, 0 };

	if (c->at[first].sum.term)
		return c->at[first].sum;
	ab_profiles_vector(c->profiles, first, &sum);
	for (uint32_t i = first; i != c->at[first].last;) {
		i = c->at[i].next;
		ab_profiles_vector(c->profiles, i, &more);
		add(&sum, &more);
	}
	return sum;
}

/* The mean likeness of the articles of one to those of the other. */
static double
likeness(const struct ab_clusters *c, uint32_t a, uint32_t b)
{
	struct room room_a, room_b;
	struct ab_vector x = sum_of(c, a, &room_a), y = sum_of(c, b, &room_b);

	return ab_vector_product(&x, &y) / ((double)c->at[a].count * c->at[b].count);
}

/* ---- joining ---- */

/* Would the days of one event be too far apart? */
static bool
apart(const struct ab_cluster *a, const struct ab_cluster *b)
{
	if (a->first_day == AB_NO_DAY || b->first_day == AB_NO_DAY)
		return false;
	int32_t first = a->first_day < b->first_day ? a->first_day : b->first_day;
	int32_t last = a->last_day > b->last_day ? a->last_day : b->last_day;
	return last - first > DAYS_MAX;
}

static void
propose(struct ab_clusters *c, uint32_t a, uint32_t b, double like, uint32_t tries)
{
	if (like < ALIKE || apart(&c->at[a], &c->at[b]))
		return;
	if (a > b) {
		uint32_t smaller = b;
		b = a;
		a = smaller;
	}
	offer(c, (struct ab_join){ (float)like, a, b, c->at[a].edition, c->at[b].edition, tries });
}

void
ab_clusters_propose(struct ab_clusters *c, uint32_t a, uint32_t b, double like)
{
	propose(c, a, b, like, 0);
}

/* The sum of two that are to be joined, to be kept. */
static struct ab_vector
sum_of_both(const struct ab_clusters *c, uint32_t a, uint32_t b)
{
	struct room room_a, room_b;
	struct ab_vector x = sum_of(c, a, &room_a), y = sum_of(c, b, &room_b);
	struct ab_vector sum = { ab_xalloc(TERMS, sizeof(*sum.term)), ab_xalloc(TERMS, sizeof(*sum.weight)), 0 };

	add(&sum, &x);
	add(&sum, &y);
	return sum;
}

/* The second one into the first, which has the smaller number. */
static void
join(struct ab_clusters *c, uint32_t first, uint32_t second)
{
	struct ab_cluster *a = &c->at[first], *b = &c->at[second];
	struct ab_vector sum = { 0 };

	if (a->count + b->count >= KEPT)
		sum = sum_of_both(c, first, second);
	drop(&a->sum);
	drop(&b->sum);
	a->sum = sum;
	b->into = first;
	c->at[a->last].next = second;
	a->last = b->last;
	a->count += b->count;
	a->edition++;
	if (a->first_day == AB_NO_DAY || (b->first_day != AB_NO_DAY && b->first_day < a->first_day))
		a->first_day = b->first_day;
	if (b->last_day > a->last_day)
		a->last_day = b->last_day;
}

void
ab_clusters_join(struct ab_clusters *c, uint32_t a, uint32_t b)
{
	a = ab_clusters_first(c, a);
	b = ab_clusters_first(c, b);
	if (a != b)
		join(c, a < b ? a : b, a < b ? b : a);
}

bool
ab_clusters_step(struct ab_clusters *c)
{
	if (c->joins == 0)
		return false;
	struct ab_join j = best(c);
	uint32_t a = ab_clusters_first(c, j.a), b = ab_clusters_first(c, j.b);
	if (a == b)
		return true;
	bool fresh = a == j.a && b == j.b && c->at[a].edition == j.edition_a
	    && c->at[b].edition == j.edition_b;
	double like = fresh ? (double)j.like : likeness(c, a, b);
	if (fresh || (j.tries == TRIES_MAX && like >= ALIKE && !apart(&c->at[a], &c->at[b])))
		ab_clusters_join(c, a, b);
	else if (j.tries < TRIES_MAX)
		propose(c, a, b, like, j.tries + 1);
	return true;
}
