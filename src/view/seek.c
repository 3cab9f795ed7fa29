/* Searching in all open panes: which hit is the current one, and what to say of it. */
#include "view/screen.h"

/* So much is searched while the person waits; the rest goes on behind the screen. */
enum { AT_ONCE = 1 << 20 };

void
ab_seek_end(struct ab_reader *r)
{
	for (int i = 0; i < r->panes.count; i++)
		ab_hits_free(&r->panes.at[i].hits);
	ab_search_free(r->search);
	r->search = NULL;
	r->hit_pane = -1;
	r->seeking = false;
}

bool
ab_seek_step(struct ab_reader *r, size_t bytes)
{
	if (!r->search)
		return false;
	for (int i = 0; i < r->panes.count; i++) {
		struct ab_pane *pane = &r->panes.at[i];
		if (ab_search_step(r->search, &pane->hits, pane->article, r->panes.chrome, bytes))
			return true;
	}
	return false;
}

void
ab_seek_again(struct ab_reader *r)
{
	r->hit_pane = -1;
	for (int i = 0; i < r->panes.count; i++)
		ab_hits_free(&r->panes.at[i].hits);
	ab_seek_step(r, AT_ONCE);
}

/* Where the search is: the current hit, or else what the focused pane shows first. */
static size_t
here(struct ab_reader *r)
{
	struct ab_pane *pane = &r->panes.at[r->panes.focus];

	if (r->hit_pane == r->panes.focus)
		return pane->hits.at[r->hit].start;
	const struct ab_row *row = pane->top > 0 ? ab_layout_row(pane->layout, (size_t)pane->top) : NULL;
	return row ? row->at.start : 0;
}

/* The hit after (before) the place in the focused pane, then in the panes after (before) it, then
 * around. False when there is none. */
static bool
find(struct ab_reader *r, bool up, bool *wrapped)
{
	int count = r->panes.count;
	bool moved = r->hit_pane == r->panes.focus;
	size_t from = here(r);

	for (int step = 0; step <= count; step++) {
		int i = (r->panes.focus + (up ? count * 2 - step : step)) % count;
		const struct ab_hits *hits = &r->panes.at[i].hits;
		if (hits->count == 0)
			continue;
		size_t hit = up ? hits->count - 1 : 0;
		if (step == 0) {
			size_t next = ab_hits_after(hits, from);
			hit = up ? next - 1 : next + moved; /* wraps below 0 to past the end */
			if (hit >= hits->count)
				continue;
		}
		*wrapped |= step == count || (up ? i > r->panes.focus : i < r->panes.focus);
		r->hit_pane = i;
		r->hit = hit;
		return true;
	}
	return false;
}

/* Shows the current hit: its pane gets the focus, and scrolls if it is out of sight. */
static void
show(struct ab_reader *r)
{
	r->panes.focus = r->hit_pane;
	ab_panes_arrange(&r->panes);
	struct ab_pane *pane = &r->panes.at[r->hit_pane];
	ptrdiff_t row = (ptrdiff_t)ab_layout_find(pane->layout, pane->hits.at[r->hit].start);
	if (row < pane->top || row >= pane->top + pane->rows)
		ab_panes_scroll_to(&r->panes, row > pane->rows / 3 ? row - pane->rows / 3 : 0);
}

static void
tell(struct ab_reader *r, bool wrapped)
{
	size_t total = 0, before = 0, panes = 0;
	bool all = true, costly = false;

	for (int i = 0; i < r->panes.count; i++) {
		const struct ab_hits *hits = &r->panes.at[i].hits;
		before += i < r->hit_pane ? hits->count : 0;
		total += hits->count;
		panes += hits->count > 0;
		all &= hits->done;
		costly |= hits->costly > 0;
	}
	ab_say(r, "%s%s: %zu of %zu%s%s%s%s", r->backward ? "?" : "/", r->pattern,
	    before + r->hit + 1, total,
	    all ? "" : "+", panes > 1 ? " in all panes" : "", wrapped ? ", went around" : "",
	    costly ? ", costly pattern: some may be missing" : "");
}

void
ab_seek_next(struct ab_reader *r, bool against, size_t count)
{
	bool found = false, wrapped = false;

	if (!r->search) {
		ab_say(r, "nothing to search for yet: / asks");
		return;
	}
	for (size_t i = 0; i < (count ? count : 1) && i < 1000; i++)
		if ((found = find(r, r->backward != against, &wrapped)))
			show(r);
	r->seeking = !found && ab_seek_step(r, AT_ONCE);
	if (found)
		tell(r, wrapped);
	else if (r->seeking)
		ab_say(r, "%s: still searching", r->pattern);
	else
		ab_warn(r, "%s: not found in what is shown", r->pattern);
}

void
ab_seek_begin(struct ab_reader *r, ab_str pattern)
{
	struct ab_error err;

	if (pattern.len == 0) {
		ab_seek_next(r, false, 1);
		return;
	}
	struct ab_search *search = ab_search_new(pattern, &err);
	if (!search) {
		ab_warn(r, "%s", err.text);
		return;
	}
	ab_seek_end(r);
	r->search = search;
	snprintf(r->pattern, sizeof(r->pattern), "%.*s", (int)pattern.len, pattern.ptr);
	ab_seek_again(r);
	ab_seek_next(r, false, 1);
}
