#include "news/groups.h"

#include <stdlib.h>

#include "news/cluster.h"
#include "news/marks.h"

static const double COPIED = 0.5; /* of the shorter text in the other, at least */
static const float RELATED = 0.25F; /* likeness of copies, at least: others need not be looked at */
enum { SLICE = 8 }; /* articles or joins of one step */

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
	struct ab_clusters clusters;
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
	ab_clusters_free(&g->clusters);
	ab_neighbours_free(&g->neighbours);
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
ab_groups_add_gist(struct ab_groups *g, const struct ab_gist *gist)
{
	if (g->phase != WEIGH)
		forget(g);
	ab_profiles_add(&g->profiles, gist);
}

void
ab_groups_add(struct ab_groups *g, struct ab_article *article)
{
	struct ab_gist gist = ab_gist_of(article, g->know);
	ab_groups_add_gist(g, &gist);
}

size_t
ab_groups_articles(const struct ab_groups *g)
{
	return g->profiles.count;
}

/* ---- the work ---- */

static void
add_copy(struct ab_groups *g, uint32_t a, uint32_t b)
{
	if (g->copies == g->copies_room) {
		g->copies_room = g->copies_room ? 2 * g->copies_room : 64;
		g->copy = ab_xrealloc(g->copy, g->copies_room, sizeof(*g->copy));
	}
	g->copy[g->copies++] = (struct ab_copy){ a, b };
}

/* Compares an article with those before it. */
static void
look(struct ab_groups *g, uint32_t i)
{
	const struct ab_profile *profile = g->profiles.at;
	struct ab_near near[AB_NEAREST];
	size_t count = ab_neighbours_of(&g->neighbours, i, near);

	for (size_t k = 0; k < count; k++) {
		uint32_t other = near[k].article;
		if (near[k].like >= RELATED
		    && ab_sketch_contained(&profile[i].sketch, &profile[other].sketch) >= COPIED)
			add_copy(g, other, i);
		else
			ab_clusters_propose(&g->clusters, i, other, near[k].like);
	}
	ab_neighbours_add(&g->neighbours, i);
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
		uint32_t event = ab_clusters_first(&g->clusters, i);
		place[i] = (struct place){ .article = i, .words = g->profiles.at[i].words,
			.size = ab_clusters_size(&g->clusters, event), .event = event };
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
	uint32_t *place = ab_xalloc(count + 1, sizeof(*place));
	uint32_t *of = ab_xalloc(count + 1, sizeof(*of));

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
		ab_profiles_weigh(&g->profiles);
		ab_neighbours_begin(&g->neighbours, &g->profiles);
		ab_clusters_begin(&g->clusters, &g->profiles);
		g->phase = LOOK;
		return true;
	case LOOK:
		for (int i = 0; i < SLICE && g->at < g->profiles.count; i++)
			look(g, (uint32_t)g->at++);
		if (g->at == g->profiles.count) {
			for (size_t i = 0; i < g->copies; i++)
				ab_clusters_join(&g->clusters, g->copy[i].a, g->copy[i].b);
			g->phase = JOIN;
		}
		return true;
	case JOIN:
		for (int i = 0; i < SLICE && g->phase == JOIN; i++)
			g->phase = ab_clusters_step(&g->clusters) ? JOIN : TELL;
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
ab_groups_named(const struct ab_groups *g, ab_str number, struct ab_event *event,
    struct ab_error *err)
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

ab_str
ab_groups_marks(struct ab_groups *g, struct ab_arena *arena, struct ab_article *article,
    size_t number, size_t other)
{
	return ab_marks_of(&g->profiles, arena, article, number, other);
}
