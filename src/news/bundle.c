#include "news/bundle.h"

#include <stdlib.h>

#include "know/calendar.h"
#include "news/assume.h"

/* Articles nobody holds are kept while they are few and small together; those of a bundle that is
 * looked at as a whole are asked for again and again, and more of them are kept. */
enum { IDLE_MAX = 16, IDLE_BYTES = 8 << 20, WHOLE_BYTES = 64 << 20 };

/* Of indexing until the first articles are known. */
enum { STEP = 1 << 18, STEPS_MAX = 16 };

struct slot {
	struct ab_article *article;
	size_t number;
	size_t held;
	unsigned long used; /* when it was last let go */
};

/* Into publication dates: first who states one, then what all of them tell, then the answer. */
struct inquiry {
	struct ab_arena arena;
	size_t at, stated;           /* steps taken; articles that state a date */
	size_t count;                /* of articles that were asked */
	struct ab_witness *witness;  /* one an article */
	ab_assumed *assumed;         /* by number of the article; empty dates: none */
	bool done;
};

struct ab_bundle {
	struct ab_heap *heap;
	const struct ab_knowledge *know;
	struct ab_article_options options;
	struct slot *slot;
	size_t slots, room;
	unsigned long tick;
	const struct ab_familiar *familiar; /* or NULL; `own`, or of somebody else */
	struct ab_familiar *own;
	struct ab_roster *roster;
	struct ab_census *census;
	unsigned long edition; /* of roster and census */
	bool *enrolled;
	size_t enrolled_room;
	bool settled;
	struct inquiry inquiry;
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
	ab_familiar_free(b->own);
	ab_census_free(b->census);
	free(b->slot);
	free(b->enrolled);
	ab_arena_free(&b->inquiry.arena);
	free(b);
}

struct ab_heap *
ab_bundle_heap(struct ab_bundle *b)
{
	return b->heap;
}

const struct ab_knowledge *
ab_bundle_knowledge(const struct ab_bundle *b)
{
	return b->know;
}

size_t
ab_bundle_count(const struct ab_bundle *b)
{
	return ab_heap_count(b->heap);
}

/* Indexes until the window is known; false past its end. An archive may take much work to give
 * little: the first screen does not wait for that. */
static bool
in_window(struct ab_bundle *b, size_t i)
{
	for (int steps = 0; i >= ab_bundle_count(b) && steps < STEPS_MAX
	    && ab_heap_done(b->heap) <= AB_ACQUAINT_BYTES && ab_heap_step(b->heap, STEP); steps++)
		;
	return i < AB_ACQUAINT_MAX && i < ab_bundle_count(b)
	    && ab_heap_end(b->heap, i) <= AB_ACQUAINT_BYTES;
}

void
ab_bundle_acquaint(struct ab_bundle *b)
{
	if (b->familiar || !in_window(b, 1)) /* one alone has nothing to come back in */
		return;
	b->own = ab_familiar_new();
	b->familiar = b->own;
	for (size_t i = 0; in_window(b, i); i++) {
		struct ab_arena arena = { 0 };
		struct ab_record record;
		struct ab_error ignored; /* told when the article is opened */
		if (ab_heap_read(b->heap, i, &arena, &record, &ignored))
			ab_familiar_add(b->own, record.text);
		ab_arena_free(&arena);
	}
}

void
ab_bundle_introduce(struct ab_bundle *b, const struct ab_familiar *learned)
{
	b->familiar = learned;
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
	ab_arena_free(&b->inquiry.arena);
	b->inquiry = (struct inquiry){ 0 };
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
	if (b->inquiry.done && i < b->inquiry.count && b->inquiry.assumed[i].date.len)
		ab_article_assume(article, b->inquiry.assumed[i]);
	b->slot[b->slots++] = (struct slot){ article, i, 1, 0 };
	return article;
}

/* Drops the article that was let go longest ago, while too many or too large ones lie idle. */
static void
trim(struct ab_bundle *b)
{
	bool whole = ab_bundle_count(b) <= AB_ROSTER_MAX;
	size_t most = whole ? AB_ROSTER_MAX : IDLE_MAX, room = whole ? WHOLE_BYTES : IDLE_BYTES;

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
		if (idle == 0 || (idle <= most && bytes <= room))
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
		memset(b->enrolled + b->enrolled_room, 0,
		    (room - b->enrolled_room) * sizeof(*b->enrolled));
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

/* ---- publication dates ---- */

enum { HEARD_MAX = 1 << 20 }; /* bytes; what is larger is no report, and nobody waits for it */

static void
hear(struct ab_bundle *b, size_t i)
{
	struct inquiry *q = &b->inquiry;
	struct ab_article *a = ab_bundle_hold(b, i);

	if (ab_article_text(a).len <= HEARD_MAX)
		q->witness[i] = ab_witness_of(&q->arena, ab_article_text(a), ab_article_lines(a),
		    ab_knowledge_gazetteer(b->know), ab_article_published(a), ab_article_dates(a));
	q->assumed[i].from = ab_copy(&q->arena, ab_article_name(a));
	ab_bundle_let_go(b, a);
}

/* Articles in memory learn it now, the others when they are read again. */
static bool
conclude(struct ab_bundle *b, size_t count)
{
	struct inquiry *q = &b->inquiry;
	bool found = false;

	for (size_t i = 0; i < count; i++) {
		size_t from = q->witness[i].stated ? count : ab_assume(q->witness, count, i);
		if (from == count)
			continue;
		ab_civil day = ab_civil_from_day(q->witness[from].day);
		q->assumed[i].date = ab_format(&q->arena, "%04d-%02d-%02d", day.year,
		    day.month, day.day);
		q->assumed[i].from = q->assumed[from].from;
		found = true;
	}
	for (size_t s = 0; s < b->slots; s++)
		if (b->slot[s].number < count && q->assumed[b->slot[s].number].date.len)
			ab_article_assume(b->slot[s].article, q->assumed[b->slot[s].number]);
	return found;
}

bool
ab_bundle_assume(struct ab_bundle *b, bool *found)
{
	size_t count = ab_bundle_count(b);

	renew(b);
	struct inquiry *q = &b->inquiry;
	if (q->done || count > AB_ROSTER_MAX)
		return false;
	if (q->at < count) {
		struct ab_article *a = ab_bundle_hold(b, q->at);
		q->stated += ab_article_published(a).len > 0;
		ab_bundle_let_go(b, a);
	} else if (q->stated == 0 || q->stated == count) {
		q->done = true; /* nobody to lend, or to borrow */
	} else if (q->at < 2 * count) {
		if (!q->witness) {
			q->count = count;
			q->witness = AB_NEW(&q->arena, struct ab_witness, count);
			q->assumed = AB_NEW(&q->arena, ab_assumed, count);
		}
		hear(b, q->at - count);
	} else {
		*found |= conclude(b, count);
		q->done = true;
	}
	q->at++;
	return !q->done;
}
