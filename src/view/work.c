/* What goes on behind the screen, a slice at a time: indexing, marking, searching. */
#include "view/screen.h"

enum {
	STEP_BYTES = 4 << 20,     /* indexed in one slice */
	SEARCH_BYTES = 256 << 10, /* searched in one */
	MARK_AT_ONCE = 64 << 10,  /* larger articles get their marks behind the screen */
	INDEX_STEP = 8            /* articles: so often the index of names shows how far it is */
};

static void
mark(struct ab_reader *r, struct ab_pane *pane)
{
	ab_bundle_enrol(r->bundle, pane->number);
	ab_article_dates(pane->article);
	pane->marked = true;
	if (r->panes.values)
		ab_panes_values(&r->panes, true);
}

void
ab_reader_prepare(struct ab_reader *r)
{
	for (int i = 0; i < r->panes.count; i++) {
		struct ab_pane *pane = &r->panes.at[i];
		if (!pane->marked && ab_article_text(pane->article).len <= MARK_AT_ONCE)
			mark(r, pane);
	}
	ab_panes_arrange(&r->panes);
}

/* Where the words that stood at an offset of one text are in another. */
static size_t
found_again(ab_str old, size_t offset, ab_str now)
{
	enum { WORDS = 80 }; /* bytes */
	ab_str words = ab_str_skip(old, offset);

	if (words.len > WORDS)
		words.len = WORDS;
	if (offset <= now.len && ab_str_starts(ab_str_skip(now, offset), words))
		return offset;
	const char *at = now.len ? memmem(now.ptr, now.len, words.ptr, words.len) : NULL;
	return at ? (size_t)(at - now.ptr) : offset;
}

/* The article of that name near that number, or else the one of that number. */
static size_t
number_again(struct ab_reader *r, ab_str name, size_t was)
{
	enum { NEAR = 64 };
	size_t count = ab_bundle_count(r->bundle);
	size_t n = was > NEAR ? was - NEAR : 0, end = was + NEAR < count ? was + NEAR : count;

	for (size_t from = was < end ? was : n, i = 0; i < end - n && n < end; i++) {
		size_t number = n + (from - n + i) % (end - n);
		struct ab_article *article = ab_bundle_hold(r->bundle, number);
		bool found = ab_str_eq(ab_article_name(article), name);
		ab_bundle_let_go(r->bundle, article);
		if (found)
			return number;
	}
	return was < count ? was : count - 1;
}

/* Marks and jumps in an article that is read again go to the same words in it. Those of `was` are
 * what they were before any article was. */
static void
move_places(struct ab_reader *r, const struct ab_places *was, size_t number, ab_str old,
    const struct ab_pane *pane)
{
	ab_str now = ab_article_text(pane->article);
	const struct ab_place_of { const ab_place *was; ab_place *now; size_t count; } places[] = {
		{ was->mark, r->places.mark, AB_MARKS_MAX },
		{ &was->before, &r->places.before, 1 },
		{ was->jump, r->places.jump, was->count },
	};

	for (size_t k = 0; k < AB_LEN(places); k++)
		for (size_t i = 0; i < places[k].count; i++) {
			const ab_place *place = &places[k].was[i];
			if (place->known && place->number == number && place->offset <= old.len)
				places[k].now[i] = (ab_place){ pane->number,
					found_again(old, place->offset, now), true };
		}
}

/* The pane shows its article as it is now, with the same words at its top. */
static void
open_pane_again(struct ab_reader *r, const struct ab_places *was, int i)
{
	struct ab_pane *pane = &r->panes.at[i];
	struct ab_arena arena = { 0 };
	ab_str name = ab_copy(&arena, ab_article_name(pane->article));
	ab_str old = ab_copy(&arena, ab_article_text(pane->article));
	ptrdiff_t top = pane->top;
	bool placed = pane->layout && top > 0 && ab_layout_row(pane->layout, (size_t)top);
	size_t offset = ab_pane_offset(pane), number = pane->number;

	ab_panes_put(&r->panes, i, number_again(r, name, pane->number));
	ab_panes_arrange(&r->panes);
	if (placed && pane->layout)
		ab_pane_seek(&r->panes, pane,
		    found_again(old, offset, ab_article_text(pane->article)));
	else
		pane->top = top;
	move_places(r, was, number, old, pane);
	ab_arena_free(&arena);
}

/* The articles were counted anew: each pane looks for its own by name, near where it was. */
static void
open_again(struct ab_reader *r)
{
	r->generation = ab_heap_generation(ab_bundle_heap(r->bundle));
	r->enrolled = 0;
	ab_list_forget(r);
	ab_events_forget(r);
	ab_results_free(r);
	ab_linked_forget(r);
	ab_overview_forget(r);
	if (r->screen == &ab_screen_pick || r->screen == &ab_screen_draft
	    || r->screen == &ab_screen_results || r->screen == &ab_screen_overview
	    || r->screen == &ab_screen_alike)
		r->screen = &ab_screen_panes; /* numbers mean others now */
	r->under_help = &ab_screen_panes;
	ab_timeline_forget(r);
	const struct ab_places was = r->places;
	for (int i = 0; i < r->panes.count && ab_bundle_count(r->bundle) > 0; i++)
		open_pane_again(r, &was, i);
	ab_reader_prepare(r);
	ab_seek_again(r);
	if (r->reloading)
		ab_say(r, "read again");
	r->reloading = false;
}

/* After a reload, the open articles are waited for; else one, for there may be none just then. */
static bool
index_open(struct ab_reader *r)
{
	enum { BEYOND = 64 };
	size_t last = 0;

	for (int i = 0; i < r->panes.count; i++)
		if (r->panes.at[i].number > last)
			last = r->panes.at[i].number;
	return ab_bundle_count(r->bundle) <= (r->reloading ? last + BEYOND : 0)
	    && ab_heap_step(ab_bundle_heap(r->bundle), STEP_BYTES);
}

void
ab_reader_relearn(struct ab_reader *r, const struct ab_knowledge *know)
{
	ab_panes_relearn(&r->panes, know);
	r->enrolled = 0;
	ab_list_forget(r);
	ab_linked_forget(r);
	ab_overview_forget(r);
	if (r->screen == &ab_screen_overview)
		ab_overview_open(r);
	ab_events_forget(r);
	ab_timeline_forget(r);
	ab_reader_prepare(r);
	ab_seek_again(r);
}

static bool
index_more(struct ab_reader *r, bool *dirty)
{
	struct ab_heap *heap = ab_bundle_heap(r->bundle);
	size_t before = ab_bundle_count(r->bundle);

	r->indexed = !ab_heap_step(heap, STEP_BYTES);
	if ((r->panes.count == 0 || r->early)
	    && ab_bundle_count(r->bundle) > (size_t)r->panes.count) {
		ab_reader_open_first(r);
		ab_reader_prepare(r);
	}
	*dirty |= r->indexed || ab_bundle_count(r->bundle) != before;
	return true;
}

static bool
mark_open(struct ab_reader *r, bool *dirty)
{
	for (int i = 0; i < r->panes.count; i++)
		if (!r->panes.at[i].marked) {
			mark(r, &r->panes.at[i]);
			if (r->following)
				ab_seek_step(r, SEARCH_BYTES);
			*dirty = true;
			return true;
		}
	return false;
}

/* In a small bundle, all articles say together what type a name has. */
static bool
enrol_more(struct ab_reader *r, bool *dirty)
{
	size_t count = ab_bundle_count(r->bundle);

	if (count > AB_ROSTER_MAX) /* the first ones, once the index of names is asked for */
		count = r->index ? AB_ROSTER_MAX : 0;
	if (r->enrolled >= count)
		return false;
	ab_bundle_enrol(r->bundle, r->enrolled++);
	*dirty = r->enrolled == count
	    || (r->screen == &ab_screen_index && r->enrolled % INDEX_STEP == 0);
	return true;
}

/* In a small bundle, an article may get its date from another one. */
static bool
assume_more(struct ab_reader *r, bool *dirty)
{
	bool found = false, more = ab_bundle_assume(r->bundle, &found);

	if (found) {
		ab_list_forget(r);
		ab_timeline_forget(r);
		ab_panes_values(&r->panes, r->panes.values);
		if (r->following)
			ab_seek_again(r);
		*dirty = true;
	}
	return more;
}

static size_t
hits_known(const struct ab_reader *r)
{
	size_t n = 0;

	for (int i = 0; i < r->panes.count; i++)
		n += r->panes.at[i].hits.count + r->panes.at[i].hits.hidden;
	return n;
}

/* New hits light up, and are counted in the heads of the panes. */
static bool
seek_more(struct ab_reader *r, bool *dirty)
{
	size_t before = hits_known(r);
	bool more = ab_seek_step(r, SEARCH_BYTES);

	*dirty |= hits_known(r) != before;
	return more;
}

/* Once: a rule that counts for nothing on some line. Not over what was said last. */
static bool
tell_costly(struct ab_reader *r)
{
	struct ab_error sentence;

	if (r->costly_told || r->message[0] || !ab_knowledge_costly(ab_bundle_knowledge(r->bundle),
	    &sentence))
		return false;
	r->costly_told = true;
	ab_warn(r, "%s", sentence.text);
	return true;
}

bool
ab_reader_work(struct ab_reader *r, bool *dirty)
{
	*dirty = false;
	if (ab_heap_generation(ab_bundle_heap(r->bundle)) != r->generation) {
		if (index_open(r))
			return true;
		open_again(r);
		*dirty = true;
		return true;
	}
	if (r->seeking) {
		ab_seek_next(r, false, 1);
		*dirty = true;
		return true;
	}
	if (seek_more(r, dirty) || ab_only_step(r, dirty) || ab_results_step(r, dirty))
		return true;
	if (ab_draft_step(r, dirty) || mark_open(r, dirty))
		return true;
	if (ab_events_step(r, dirty)) /* of what is indexed so far */
		return true;
	if (!r->indexed && (ab_bundle_count(r->bundle) <= AB_ROSTER_MAX
	    || !ab_linked_step(r, dirty)))
		return index_more(r, dirty);
	if (!r->indexed || assume_more(r, dirty) || ab_linked_step(r, dirty) || enrol_more(r, dirty)
	    || ab_timeline_step(r, dirty) || ab_overview_work(r, dirty) || ab_list_step(r, dirty))
		return true;
	bool renewed = ab_seek_renew(r);
	*dirty |= renewed | tell_costly(r);
	return renewed;
}
