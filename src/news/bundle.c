#include "news/bundle.h"

#include <stdlib.h>

/* Articles nobody holds are kept while they are few and small together. */
enum { IDLE_MAX = 16, IDLE_BYTES = 8 << 20 };

struct slot {
	struct ab_article *article;
	size_t number;
	size_t held;
	unsigned long used; /* when it was last let go */
};

struct ab_bundle {
	struct ab_heap *heap;
	const struct ab_knowledge *know;
	struct ab_article_options options;
	struct slot *slot;
	size_t slots, room;
	unsigned long tick;
	struct ab_familiar *familiar; /* or NULL */
	struct ab_roster *roster;
	struct ab_census *census;
	unsigned long edition; /* of roster and census */
	bool *enrolled;
	size_t enrolled_room;
	bool settled;
	unsigned generation; /* of the heap, that the numbers belong to */
};

enum { ORPHAN = -1 }; /* the number of an article that was forgotten while it was held */

struct ab_bundle *
ab_bundle_new(struct ab_heap *heap, const struct ab_knowledge *know,
    const struct ab_article_options *options)
{
	struct ab_bundle *b = ab_xalloc(1, sizeof(*b));

	*b = (struct ab_bundle){ .heap = heap, .know = know, .options = *options };
	b->roster = ab_roster_new();
	b->census = ab_census_new();
	b->settled = true;
	b->generation = ab_heap_generation(heap);
	return b;
}

void
ab_bundle_free(struct ab_bundle *b)
{
	if (!b)
		return;
	for (size_t i = 0; i < b->slots; i++)
		ab_article_free(b->slot[i].article);
	ab_roster_free(b->roster);
	ab_familiar_free(b->familiar);
	ab_census_free(b->census);
	free(b->slot);
	free(b->enrolled);
	free(b);
}

struct ab_heap *
ab_bundle_heap(struct ab_bundle *b)
{
	return b->heap;
}

size_t
ab_bundle_count(const struct ab_bundle *b)
{
	return ab_heap_count(b->heap);
}

void
ab_bundle_acquaint(struct ab_bundle *b, uint64_t bytes)
{
	size_t count = ab_bundle_count(b);

	if (b->familiar || count > AB_ACQUAINT_MAX || !ab_heap_complete(b->heap)
	    || ab_heap_done(b->heap) > bytes)
		return;
	b->familiar = ab_familiar_new();
	for (size_t i = 0; i < count; i++) {
		struct ab_arena arena = { 0 };
		struct ab_record record;
		struct ab_error ignored; /* told when the article is opened */
		if (ab_heap_read(b->heap, i, &arena, &record, &ignored))
			ab_familiar_add(b->familiar, record.text);
		ab_arena_free(&arena);
	}
}

static void
drop(struct ab_bundle *b, size_t s)
{
	ab_article_free(b->slot[s].article);
	b->slot[s] = b->slot[--b->slots];
}

/* What we know by number is no longer true. */
static void
forget(struct ab_bundle *b)
{
	for (size_t s = b->slots; s-- > 0;)
		if (b->slot[s].held)
			b->slot[s].number = (size_t)ORPHAN;
		else
			drop(b, s);
	ab_roster_free(b->roster);
	ab_census_free(b->census);
	b->roster = ab_roster_new();
	b->census = ab_census_new();
	b->edition++;
	b->settled = true;
	if (b->enrolled_room)
		memset(b->enrolled, 0, b->enrolled_room * sizeof(*b->enrolled));
}

/* Was the heap counted anew? */
static void
renew(struct ab_bundle *b)
{
	if (b->generation == ab_heap_generation(b->heap))
		return;
	b->generation = ab_heap_generation(b->heap);
	forget(b);
}

void
ab_bundle_relearn(struct ab_bundle *b, const struct ab_knowledge *know)
{
	b->know = know;
	forget(b);
}

struct ab_article *
ab_bundle_hold(struct ab_bundle *b, size_t i)
{
	renew(b);
	for (size_t s = 0; s < b->slots; s++)
		if (b->slot[s].number == i) {
			b->slot[s].held++;
			return b->slot[s].article;
		}
	if (b->slots == b->room) {
		b->room = b->room ? 2 * b->room : IDLE_MAX;
		b->slot = ab_xrealloc(b->slot, b->room, sizeof(*b->slot));
	}
	struct ab_article *article = ab_article_new(b->heap, i, b->know, b->familiar, &b->options);
	b->slot[b->slots++] = (struct slot){ article, i, 1, 0 };
	return article;
}

/* Drops the article that was let go longest ago, while too many or too large ones lie idle. */
static void
trim(struct ab_bundle *b)
{
	for (;;) {
		size_t idle = 0, bytes = 0, oldest = b->slots;
		for (size_t s = 0; s < b->slots; s++) {
			if (b->slot[s].held)
				continue;
			idle++;
			bytes += ab_article_size(b->slot[s].article);
			if (oldest == b->slots || b->slot[s].used < b->slot[oldest].used)
				oldest = s;
		}
		if (idle == 0 || (idle <= IDLE_MAX && bytes <= IDLE_BYTES))
			return;
		drop(b, oldest);
	}
}

void
ab_bundle_let_go(struct ab_bundle *b, struct ab_article *article)
{
	for (size_t s = 0; s < b->slots; s++)
		if (b->slot[s].article == article) {
			b->slot[s].used = ++b->tick;
			if (--b->slot[s].held == 0 && b->slot[s].number == (size_t)ORPHAN)
				drop(b, s);
			break;
		}
	trim(b);
}

/* The names outside what the article says twice, which would be counted twice. */
static struct ab_names
told_once(struct ab_arena *arena, struct ab_article *article)
{
	const struct ab_lines *lines = ab_article_lines(article);
	const struct ab_repeats *repeats = ab_article_repeats(article);
	const struct ab_names *all = ab_article_names(article);
	struct ab_names once = { AB_NEW(arena, struct ab_name, all->count + 1), 0 };

	for (size_t i = 0; i < all->count; i++)
		if (!ab_repeats_at(repeats, ab_lines_find(lines, all->at[i].at.start)))
			once.at[once.count++] = all->at[i];
	return once;
}

void
ab_bundle_enrol(struct ab_bundle *b, size_t i)
{
	renew(b);
	if (i >= b->enrolled_room) {
		size_t room = i < 32 ? 64 : 2 * i; /* more than i */
		b->enrolled = ab_xrealloc(b->enrolled, room, sizeof(*b->enrolled));
		memset(b->enrolled + b->enrolled_room, 0, (room - b->enrolled_room) * sizeof(*b->enrolled));
		b->enrolled_room = room;
	}
	if (b->enrolled[i])
		return;
	b->enrolled[i] = true;
	b->settled = false;
	b->edition++;
	struct ab_arena scratch = { 0 };
	struct ab_article *a = ab_bundle_hold(b, i);
	struct ab_names once = told_once(&scratch, a);
	ab_roster_add(b->roster, ab_article_text(a), ab_article_names(a));
	ab_census_add(b->census, i, &once);
	ab_arena_free(&scratch);
	ab_bundle_let_go(b, a);
}

const struct ab_roster *
ab_bundle_roster(struct ab_bundle *b)
{
	if (!b->settled)
		ab_roster_settle(b->roster);
	b->settled = true;
	return b->roster;
}

const struct ab_census *
ab_bundle_census(const struct ab_bundle *b)
{
	return b->census;
}

unsigned long
ab_bundle_edition(const struct ab_bundle *b)
{
	return b->edition;
}
