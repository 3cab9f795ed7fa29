#include "news/cluster.h"

#include <stdlib.h>

static const double ALIKE = 0.30; /* mean likeness within an event, at least */
enum {
	DAYS_MAX = 7, /* between the first and the last report of an event */
	TERMS = 512,  /* that stand for a cluster */
	KEPT = 32,    /* articles: of fewer, the sum is not kept, being
	               * made nearly as soon as read */
	TRIES = 16    /* a join that is still good at so many is as good as the best: else the
	               * reports of one large event would wait for each other */
};

/* An article, or several that were joined: then what is here is of all of them. */
struct ab_cluster {
	uint32_t into;           /* the cluster that it was joined to; itself: none */
	uint32_t next, last;     /* its articles: a list, from the number of the cluster on */
	uint32_t count;          /* of articles */
	uint32_t joined;         /* the time when it was last joined to another */
	int32_t first_day, last_day;
	struct room *sum;        /* of KEPT articles and more */
};

/* Two clusters that may be joined, and when this was found, counted in joins, times TRIES, and how
 * often it had been found before: small, since each article may have some. */
struct ab_join { float like; uint32_t a, b, when; };

/* A vector with room for TERMS. */
struct room { size_t count; uint32_t term[TERMS]; float weight[TERMS]; };

static struct ab_vector
vector_of(struct room *room)
{
	return (struct ab_vector){ room->term, room->weight, room->count };
}

void
ab_clusters_begin(struct ab_clusters *c, const struct ab_profiles *profiles)
{
	*c = (struct ab_clusters){ .profiles = profiles };
	c->at = ab_xalloc(profiles->count + 1, sizeof(*c->at));
	for (uint32_t i = 0; i < profiles->count; i++)
		c->at[i] = (struct ab_cluster){ .into = i, .next = i, .last = i, .count = 1,
			.first_day = profiles->at[i].day, .last_day = profiles->at[i].day };
}

void
ab_clusters_free(struct ab_clusters *c)
{
	for (size_t i = 0; c->at && i < c->profiles->count; i++)
		free(c->at[i].sum);
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

/* sum += more, cut to its heaviest terms. */
static void
add(struct room *sum, const struct ab_vector *more)
{
	struct heavy all[TERMS + TERMS];
	size_t count = 0;

	for (size_t i = 0, k = 0; i < sum->count || k < more->count;) {
		bool first = k == more->count || (i < sum->count && sum->term[i] <= more->term[k]);
		bool second = i == sum->count || (k < more->count && more->term[k] <= sum->term[i]);
		all[count++] = (struct heavy){ first ? sum->term[i] : more->term[k],
			(first ? sum->weight[i] : 0) + (second ? more->weight[k] : 0) };
		i += first;
		k += second;
	}
	if (count > TERMS) {
		qsort(all, count, sizeof(*all), by_weight);
		count = TERMS;
		qsort(all, count, sizeof(*all), by_term);
	}
	for (size_t i = 0; i < count; i++) {
		sum->term[i] = all[i].term;
		sum->weight[i] = all[i].weight;
	}
	sum->count = count;
}

/* Adds the articles of a cluster to a sum. */
static void
add_cluster(const struct ab_clusters *c, uint32_t first, struct room *sum)
{
	struct room room;
	struct ab_vector one = { room.term, room.weight, 0 };

	if (c->at[first].sum) {
		one = vector_of(c->at[first].sum);
		add(sum, &one);
		return;
	}
	for (uint32_t i = first;; i = c->at[i].next) {
		ab_profiles_vector(c->profiles, i, &one);
		add(sum, &one);
		if (i == c->at[first].last)
			return;
	}
}

/* The sum of a cluster: its own, or one that is made. */
static struct room *
sum_of(const struct ab_clusters *c, uint32_t first, struct room *made)
{
	if (c->at[first].sum)
		return c->at[first].sum;
	made->count = 0;
	add_cluster(c, first, made);
	return made;
}

/* The mean likeness of the articles of one to those of the other. */
static double
likeness(const struct ab_clusters *c, uint32_t a, uint32_t b)
{
	struct room room_a, room_b;
	struct ab_vector x = vector_of(sum_of(c, a, &room_a)), y = vector_of(sum_of(c, b, &room_b));

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
	offer(c, (struct ab_join){ (float)like, a, b, c->time * TRIES + tries });
}

void
ab_clusters_propose(struct ab_clusters *c, uint32_t a, uint32_t b, double like)
{
	propose(c, a, b, like, 0);
}

/* The second one into the first, which has the smaller number. */
static void
join(struct ab_clusters *c, uint32_t first, uint32_t second)
{
	struct ab_cluster *a = &c->at[first], *b = &c->at[second];

	if (a->count + b->count >= KEPT) {
		if (!a->sum) {
			struct room *sum = ab_xalloc(1, sizeof(*sum));
			add_cluster(c, first, sum);
			a->sum = sum;
		}
		add_cluster(c, second, a->sum);
	}
	free(b->sum);
	b->sum = NULL;
	b->into = first;
	c->at[a->last].next = second;
	a->last = b->last;
	a->count += b->count;
	a->joined = ++c->time;
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
	uint32_t when = j.when / TRIES, tries = j.when % TRIES + 1;
	bool fresh = a == j.a && b == j.b && c->at[a].joined <= when && c->at[b].joined <= when;
	double like = fresh ? (double)j.like : likeness(c, a, b);
	if (fresh || (tries == TRIES && like >= ALIKE && !apart(&c->at[a], &c->at[b])))
		ab_clusters_join(c, a, b);
	else if (tries < TRIES)
		propose(c, a, b, like, tries);
	return true;
}
