#include "news/groups.h"

#include <stdlib.h>

static const double ALIKE = 0.30; /* mean likeness within an event, at least */
static const double COPIED = 0.5; /* of the shorter text in the other, at least */
enum {
	DAYS_MAX = 7,        /* between the first and the last report of an event */
	CLUSTER_TERMS = 512, /* that stand for a cluster */
	SLICE = 8            /* articles or joins of one step */
};

/* An article, or several that were joined: then what is here is of all of them. */
struct cluster {
	uint32_t into;         /* the cluster that it was joined to; itself: none */
	uint32_t next, last;   /* its articles: a list, from the number of the cluster on */
	uint32_t count, edition; /* of articles; raised when it is joined */
	int32_t first_day, last_day;
	struct ab_vector sum;  /* of several; NULL: of one, which is the profile's own */
	uint32_t *near;        /* clusters that it may be joined to, some of them joined since */
	uint32_t near_count, near_room;
};

/* Two clusters, as they were, that may be joined. */
struct join { float like; uint32_t a, b, edition_a, edition_b; };

enum phase { WEIGH, LOOK, JOIN, TELL, DONE };

/* What was found; all by malloc. */
struct answer {
	uint32_t *order;      /* articles, event by event */
	uint32_t *start;      /* of each event in it */
	uint32_t *event_of, *original; /* by article */
	struct ab_copy *copy; /* event by event */
	uint32_t *copy_start;
	size_t events;
};

struct ab_groups {
	const struct ab_knowledge *know;
	struct ab_profiles profiles;
	enum phase phase;
	size_t at; /* the next article to be looked at */
	struct ab_neighbours neighbours;
	struct cluster *cluster;
	struct join *heap; /* the best is first */
	size_t joins, joins_room;
	struct ab_copy *copy;
	size_t copies, copies_room;
	struct answer answer;
};

struct ab_groups *
ab_groups_new(const struct ab_knowledge *know)
{
	struct ab_groups *g = ab_xalloc(1, sizeof(*g));

	*g = (struct ab_groups){ .know = know };
	return g;
}

/* What is being found; neither the profiles nor what was found before. */
static void
forget(struct ab_groups *g)
{
	for (size_t i = 0; g->cluster && i < g->profiles.count; i++) {
		free(g->cluster[i].sum.term);
		free(g->cluster[i].sum.weight);
		free(g->cluster[i].near);
	}
	free(g->cluster);
	ab_neighbours_free(&g->neighbours);
	free(g->heap);
	free(g->copy);
	*g = (struct ab_groups){ .know = g->know, .profiles = g->profiles, .answer = g->answer };
}

static void
forget_answer(struct answer *a)
{
	free(a->order);
	free(a->start);
	free(a->event_of);
	free(a->original);
	free(a->copy);
	free(a->copy_start);
	*a = (struct answer){ 0 };
}

void
ab_groups_free(struct ab_groups *g)
{
	if (!g)
		return;
	forget(g);
	forget_answer(&g->answer);
	ab_profiles_free(&g->profiles);
	free(g);
}

void
ab_groups_add(struct ab_groups *g, struct ab_article *article)
{
	if (g->phase != WEIGH)
		forget(g);
	ab_profiles_add(&g->profiles, article, g->know);
}

size_t
ab_groups_articles(const struct ab_groups *g)
{
	return g->profiles.count;
}

/* ---- joins, the best first ---- */

static bool
better(const struct join *x, const struct join *y)
{
	if (x->like > y->like || x->like < y->like)
		return x->like > y->like;
	return x->a != y->a ? x->a < y->a : x->b < y->b;
}

static void
offer(struct ab_groups *g, struct join join)
{
	if (g->joins == g->joins_room) {
		g->joins_room = g->joins_room ? 2 * g->joins_room : 256;
		g->heap = ab_xrealloc(g->heap, g->joins_room, sizeof(*g->heap));
	}
	size_t i = g->joins++;
	for (; i > 0 && better(&join, &g->heap[(i - 1) / 2]); i = (i - 1) / 2)
		g->heap[i] = g->heap[(i - 1) / 2];
	g->heap[i] = join;
}

static struct join
best(struct ab_groups *g)
{
	struct join top = g->heap[0], last = g->heap[--g->joins];
	size_t i = 0, child;

	for (; (child = 2 * i + 1) < g->joins; i = child) {
		child += child + 1 < g->joins && better(&g->heap[child + 1], &g->heap[child]);
		if (!better(&g->heap[child], &last))
			break;
		g->heap[i] = g->heap[child];
	}
	g->heap[i] = last;
	return top;
}

/* ---- clusters ---- */

static uint32_t
root(struct ab_groups *g, uint32_t i)
{
	while (g->cluster[i].into != i)
		i = g->cluster[i].into = g->cluster[g->cluster[i].into].into;
	return i;
}

/* Room for the vector of one article. */
struct one { uint32_t term[AB_TERMS_MAX]; float weight[AB_TERMS_MAX]; };

static struct ab_vector
sum_of(const struct ab_groups *g, uint32_t i, struct one *room)
{
	struct ab_vector v = { room->term, room->weight, 0 };

	if (g->cluster[i].sum.term)
		return g->cluster[i].sum;
	ab_profiles_vector(&g->profiles, i, &v);
	return v;
}

/* Would the days of one event be too far apart? */
static bool
apart(const struct cluster *a, const struct cluster *b)
{
	if (a->first_day == AB_NO_DAY || b->first_day == AB_NO_DAY)
		return false;
	int32_t first = a->first_day < b->first_day ? a->first_day : b->first_day;
	int32_t last = a->last_day > b->last_day ? a->last_day : b->last_day;
	return last - first > DAYS_MAX;
}

/* The mean likeness of the articles of one to those of the other. */
static double
likeness(const struct ab_groups *g, uint32_t a, uint32_t b)
{
	struct one room_a, room_b;
	struct ab_vector va = sum_of(g, a, &room_a), vb = sum_of(g, b, &room_b);

	return ab_vector_product(&va, &vb) / ((double)g->cluster[a].count * g->cluster[b].count);
}

static void
befriend(struct cluster *c, uint32_t other)
{
	if (c->near_count == c->near_room) {
		c->near_room = c->near_room ? 2 * c->near_room : 4;
		c->near = ab_xrealloc(c->near, c->near_room, sizeof(*c->near));
	}
	c->near[c->near_count++] = other;
}

static void
propose(struct ab_groups *g, uint32_t a, uint32_t b, double like)
{
	if (like < ALIKE || apart(&g->cluster[a], &g->cluster[b]))
		return;
	befriend(&g->cluster[a], b);
	befriend(&g->cluster[b], a);
	if (a > b) {
		uint32_t c = a;
		a = b;
		b = c;
	}
	offer(g, (struct join){ (float)like, a, b, g->cluster[a].edition, g->cluster[b].edition });
}

struct heavy { uint32_t term; float weight; };

static int
by_weight(const void *a, const void *b)
{
	const struct heavy *x = a, *y = b;
	int c = (x->weight < y->weight) - (x->weight > y->weight);

	return c ? c : (x->term > y->term) - (x->term < y->term);
}

static int
by_term(const void *a, const void *b)
{
	const struct heavy *x = a, *y = b;

	return (x->term > y->term) - (x->term < y->term);
}

/* a + b, cut to its heaviest terms. */
static struct ab_vector
add(const struct ab_vector *a, const struct ab_vector *b)
{
	struct heavy all[2 * CLUSTER_TERMS];
	size_t count = 0;

	for (size_t i = 0, k = 0; i < a->count || k < b->count;) {
		bool first = k == b->count || (i < a->count && a->term[i] <= b->term[k]);
		bool second = i == a->count || (k < b->count && b->term[k] <= a->term[i]);
		all[count++] = (struct heavy){ first ? a->term[i] : b->term[k],
			(first ? a->weight[i] : 0) + (second ? b->weight[k] : 0) };
		i += first;
		k += second;
	}
	if (count > CLUSTER_TERMS) {
		qsort(all, count, sizeof(*all), by_weight);
		count = CLUSTER_TERMS;
		qsort(all, count, sizeof(*all), by_term);
	}
	struct ab_vector sum = { ab_xalloc(count + 1, sizeof(*sum.term)),
		ab_xalloc(count + 1, sizeof(*sum.weight)), count };
	for (size_t i = 0; i < count; i++) {
		sum.term[i] = all[i].term;
		sum.weight[i] = all[i].weight;
	}
	return sum;
}

static int
by_size(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* What either could be joined to, the new cluster is compared with. */
static void
compare_again(struct ab_groups *g, uint32_t a, uint32_t b)
{
	struct cluster *ca = &g->cluster[a], *cb = &g->cluster[b];
	size_t all = ca->near_count + cb->near_count;
	uint32_t *near = ab_xalloc(all + 1, sizeof(*near));

	for (size_t i = 0; i < all; i++)
		near[i] = root(g, i < ca->near_count ? ca->near[i] : cb->near[i - ca->near_count]);
	qsort(near, all, sizeof(*near), by_size);
	free(cb->near);
	cb->near = NULL;
	ca->near_count = cb->near_count = cb->near_room = 0;
	for (size_t i = 0; i < all; i++)
		if (near[i] != a && (i == 0 || near[i] != near[i - 1]))
			propose(g, a, near[i], likeness(g, a, near[i]));
	free(near);
}

static void
join(struct ab_groups *g, uint32_t a, uint32_t b)
{
	struct cluster *ca = &g->cluster[a], *cb = &g->cluster[b];
	struct one room_a, room_b;
	struct ab_vector va = sum_of(g, a, &room_a), vb = sum_of(g, b, &room_b), sum = add(&va, &vb);

	free(ca->sum.term);
	free(ca->sum.weight);
	free(cb->sum.term);
	free(cb->sum.weight);
	ca->sum = sum;
	cb->sum = (struct ab_vector){ 0 };
	cb->into = a;
	g->cluster[ca->last].next = b;
	ca->last = cb->last;
	ca->count += cb->count;
	ca->edition++;
	if (ca->first_day == AB_NO_DAY || (cb->first_day != AB_NO_DAY && cb->first_day < ca->first_day))
		ca->first_day = cb->first_day;
	if (cb->last_day > ca->last_day)
		ca->last_day = cb->last_day;
	compare_again(g, a, b);
}

/* ---- the work ---- */

static void
weigh(struct ab_groups *g)
{
	size_t count = g->profiles.count;

	ab_profiles_weigh(&g->profiles);
	ab_neighbours_begin(&g->neighbours, &g->profiles);
	g->cluster = ab_xalloc(count + 1, sizeof(*g->cluster));
	for (uint32_t i = 0; i < count; i++)
		g->cluster[i] = (struct cluster){ .into = i, .next = i, .last = i, .count = 1,
			.first_day = g->profiles.at[i].day, .last_day = g->profiles.at[i].day };
}

/* A copy is as near as can be, so that it is joined first. */
static void
look(struct ab_groups *g, uint32_t i)
{
	struct ab_near near[AB_NEAREST];
	size_t count = ab_neighbours_of(&g->neighbours, i, near);

	for (size_t k = 0; k < count; k++) {
		uint32_t other = near[k].article;
		if (near[k].like >= ALIKE && ab_sketch_contained(&g->profiles.at[i].sketch,
		    &g->profiles.at[other].sketch) >= COPIED) {
			if (g->copies == g->copies_room) {
				g->copies_room = g->copies_room ? 2 * g->copies_room : 64;
				g->copy = ab_xrealloc(g->copy, g->copies_room, sizeof(*g->copy));
			}
			g->copy[g->copies++] = (struct ab_copy){ other, i };
		}
		propose(g, i, other, near[k].like);
	}
	ab_neighbours_add(&g->neighbours, i);
}

static void
join_copies(struct ab_groups *g)
{
	for (size_t i = 0; i < g->copies; i++) {
		uint32_t a = root(g, g->copy[i].a), b = root(g, g->copy[i].b);
		if (a != b)
			join(g, a < b ? a : b, a < b ? b : a);
	}
}

static bool
join_next(struct ab_groups *g)
{
	if (g->joins == 0)
		return false;
	struct join j = best(g);
	const struct cluster *a = &g->cluster[j.a], *b = &g->cluster[j.b];
	if (a->into == j.a && b->into == j.b && a->edition == j.edition_a && b->edition == j.edition_b)
		join(g, j.a, j.b);
	return true;
}

/* ---- the answer ---- */

/* An article, and what decides where it stands. */
struct place { uint32_t article, words, size, event; };

static int
by_event(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->size != y->size)
		return x->size < y->size ? 1 : -1;
	if (x->event != y->event)
		return x->event < y->event ? -1 : 1;
	if (x->words != y->words)
		return x->words < y->words ? 1 : -1;
	return (x->article > y->article) - (x->article < y->article);
}

static void
tell_events(struct ab_groups *g)
{
	size_t count = g->profiles.count;
	struct place *place = ab_xalloc(count + 1, sizeof(*place));

	for (uint32_t i = 0; i < count; i++) {
		uint32_t event = root(g, i);
		place[i] = (struct place){ i, g->profiles.at[i].words, g->cluster[event].count, event };
	}
	qsort(place, count, sizeof(*place), by_event);
	struct answer *a = &g->answer;
	a->order = ab_xalloc(count + 1, sizeof(*a->order));
	a->event_of = ab_xalloc(count + 1, sizeof(*a->event_of));
	a->start = ab_xalloc(count + 1, sizeof(*a->start));
	for (size_t i = 0; i < count; i++) {
		if (i == 0 || place[i].event != place[i - 1].event)
			a->start[a->events++] = (uint32_t)i;
		a->order[i] = place[i].article;
		a->event_of[place[i].article] = (uint32_t)a->events - 1;
	}
	a->start[a->events] = (uint32_t)count;
	free(place);
}

static int
by_pair(const void *a, const void *b)
{
	const struct ab_copy *x = a, *y = b;

	if (x->a != y->a)
		return x->a < y->a ? -1 : 1;
	return (x->b > y->b) - (x->b < y->b);
}

/* By event, then by article: sorted by article, then dealt out in that order. */
static void
tell_copies(struct ab_groups *g)
{
	struct answer *a = &g->answer;

	if (g->copies)
		qsort(g->copy, g->copies, sizeof(*g->copy), by_pair);
	a->copy = ab_xalloc(g->copies + 1, sizeof(*a->copy));
	a->copy_start = ab_xalloc(a->events + 3, sizeof(*a->copy_start));
	for (size_t i = 0; i < g->copies; i++)
		a->copy_start[a->event_of[g->copy[i].a] + 2]++;
	for (size_t i = 0; i < a->events; i++)
		a->copy_start[i + 2] += a->copy_start[i + 1];
	for (size_t i = 0; i < g->copies; i++)
		a->copy[a->copy_start[a->event_of[g->copy[i].a] + 1]++] = g->copy[i];
}

/* Copies of copies are copies of the article that stands first in the event. */
static void
tell_originals(struct ab_groups *g)
{
	struct answer *a = &g->answer;
	size_t count = g->profiles.count;
	uint32_t *place = ab_xalloc(count + 1, sizeof(*place)), *of = ab_xalloc(count + 1, sizeof(*of));

	for (uint32_t i = 0; i < count; i++) {
		place[a->order[i]] = i;
		of[i] = i;
	}
	for (size_t i = 0; i < g->copies; i++) {
		uint32_t x = place[g->copy[i].a], y = place[g->copy[i].b];
		while (of[x] != x)
			x = of[x] = of[of[x]];
		while (of[y] != y)
			y = of[y] = of[of[y]];
		of[x < y ? y : x] = x < y ? x : y;
	}
	a->original = ab_xalloc(count + 1, sizeof(*a->original));
	for (uint32_t i = 0; i < count; i++) {
		uint32_t x = i;
		while (of[x] != x)
			x = of[x];
		a->original[a->order[i]] = a->order[x];
	}
	free(place);
	free(of);
}

bool
ab_groups_step(struct ab_groups *g)
{
	switch (g->phase) {
	case WEIGH:
		weigh(g);
		g->phase = LOOK;
		return true;
	case LOOK:
		for (int i = 0; i < SLICE && g->at < g->profiles.count; i++)
			look(g, (uint32_t)g->at++);
		if (g->at == g->profiles.count) {
			join_copies(g);
			g->phase = JOIN;
		}
		return true;
	case JOIN:
		for (int i = 0; i < SLICE && g->phase == JOIN; i++)
			g->phase = join_next(g) ? JOIN : TELL;
		return true;
	case TELL:
		forget_answer(&g->answer);
		tell_events(g);
		tell_copies(g);
		tell_originals(g);
		g->phase = DONE;
		return false;
	default:
		return false;
	}
}

struct ab_groups *
ab_groups_of(struct ab_bundle *bundle)
{
	struct ab_groups *g = ab_groups_new(ab_bundle_knowledge(bundle));

	for (size_t i = 0; ab_heap_reach(ab_bundle_heap(bundle), i); i++) {
		struct ab_article *article = ab_bundle_hold(bundle, i);
		ab_groups_add(g, article);
		ab_bundle_let_go(bundle, article);
	}
	while (ab_groups_step(g))
		;
	return g;
}

size_t
ab_groups_count(const struct ab_groups *g)
{
	return g->answer.events;
}

struct ab_event
ab_groups_event(const struct ab_groups *g, size_t i)
{
	const uint32_t *start = g->answer.start + i;

	return (struct ab_event){ g->answer.order + start[0], start[1] - start[0] };
}

bool
ab_groups_named(const struct ab_groups *g, ab_str number, struct ab_event *event, struct ab_error *err)
{
	size_t n = 0;

	for (size_t i = 0; i < number.len && n <= g->answer.events; i++) {
		if (number.ptr[i] < '0' || number.ptr[i] > '9')
			n = 0, i = number.len;
		else
			n = 10 * n + (size_t)(number.ptr[i] - '0');
	}
	if (n == 0 || n > g->answer.events)
		return ab_fail(err, "there is no event %.*s, they are numbered from 1 to %zu; "
		    "--dump=groups shows them", (int)number.len, number.ptr, g->answer.events);
	*event = ab_groups_event(g, n - 1);
	return true;
}

size_t
ab_groups_event_of(const struct ab_groups *g, size_t article)
{
	return g->answer.event_of[article];
}

struct ab_copies
ab_groups_copies(const struct ab_groups *g, size_t event)
{
	const uint32_t *start = g->answer.copy_start + event;

	return (struct ab_copies){ g->answer.copy + start[0], start[1] - start[0] };
}

size_t
ab_groups_original(const struct ab_groups *g, size_t article)
{
	return g->answer.original[article];
}

/* ---- one article among the others ---- */

static int
by_likeness(const void *a, const void *b)
{
	const struct ab_near *x = a, *y = b;

	if (x->like > y->like || x->like < y->like)
		return x->like > y->like ? -1 : 1;
	return (x->article > y->article) - (x->article < y->article);
}

size_t
ab_groups_like(struct ab_groups *g, size_t article, struct ab_near out[AB_NEAREST])
{
	size_t count = ab_neighbours_of(&g->neighbours, article, out);

	qsort(out, count, sizeof(*out), by_likeness);
	return count;
}

/* What each term adds to the likeness of the two, or of the one to itself. */
static size_t
carriers(const struct ab_groups *g, uint32_t a, uint32_t b, struct heavy out[AB_TERMS_MAX])
{
	struct one room_a, room_b;
	struct ab_vector va = { room_a.term, room_a.weight, 0 }, vb = { room_b.term, room_b.weight, 0 };
	size_t count = 0;

	ab_profiles_vector(&g->profiles, a, &va);
	ab_profiles_vector(&g->profiles, b, &vb);
	for (size_t i = 0, k = 0; i < va.count && k < vb.count;) {
		uint32_t x = va.term[i], y = vb.term[k];
		if (x == y)
			out[count++] = (struct heavy){ x, va.weight[i] * vb.weight[k] };
		i += x <= y;
		k += y <= x;
	}
	if (count)
		qsort(out, count, sizeof(*out), by_weight);
	return count;
}

ab_str
ab_groups_marks(struct ab_groups *g, struct ab_arena *arena, struct ab_article *article,
    size_t number, size_t other)
{
	enum { MARKS = 5 };
	struct heavy heavy[AB_TERMS_MAX];
	struct ab_arena scratch = { 0 };
	struct ab_wordrun words = ab_wordrun_of(&scratch, article);
	size_t count = carriers(g, (uint32_t)number, (uint32_t)other, heavy);
	ab_str said = AB_STR("");

	for (size_t i = 0; i < count && i < MARKS; i++)
		for (size_t k = 0; k < words.count; k++)
			if (ab_profiles_term(&g->profiles, words.at[k].key) == heavy[i].term + 1) {
				ab_str word = ab_slice(ab_article_text(article), words.at[k].at);
				said = ab_format(arena, "%.*s%s%.*s", (int)said.len, said.ptr, said.len ? ", " : "",
				    (int)word.len, word.ptr);
				break;
			}
	ab_arena_free(&scratch);
	return said;
}
