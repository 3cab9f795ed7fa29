/* Searching in all open panes, for a pattern or for a name that is followed: which hit is the
 * current one, and what to say of it. */
#include "base/words.h"
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
	r->following = false;
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
		if (r->following && !pane->marked) /* work.c finds its marks, and comes back */
			continue;
		if (ab_search_step(r->search, &pane->hits, pane->article, r->panes.chrome, bytes))
			return true;
	}
	return false;
}

void
ab_seek_again(struct ab_reader *r)
{
	r->hit_pane = -1;
	r->edition = ab_bundle_edition(r->bundle);
	for (int i = 0; i < r->panes.count; i++)
		ab_hits_free(&r->panes.at[i].hits);
	ab_seek_step(r, AT_ONCE);
	ab_only_again(r);
}

void
ab_seek_again_at(struct ab_reader *r, int pane, size_t start)
{
	ab_seek_again(r);
	if (pane < 0 || pane >= r->panes.count)
		return;
	const struct ab_hits *hits = &r->panes.at[pane].hits;
	size_t hit = ab_hits_after(hits, start);
	if (hit < hits->count && hits->at[hit].start == start) {
		r->hit_pane = pane;
		r->hit = hit;
	}
}

bool
ab_seek_renew(struct ab_reader *r)
{
	if (!r->following || r->edition == ab_bundle_edition(r->bundle))
		return false;
	ab_seek_again_at(r, r->hit_pane, ab_seek_start(r));
	return true;
}

const ab_span *
ab_seek_hit(const struct ab_reader *r)
{
	if (r->hit_pane < 0 || r->hit_pane >= r->panes.count)
		return NULL;
	const struct ab_hits *hits = &r->panes.at[r->hit_pane].hits;
	return r->hit < hits->count ? &hits->at[r->hit] : NULL;
}

size_t
ab_seek_start(const struct ab_reader *r)
{
	const ab_span *hit = ab_seek_hit(r);

	return hit ? hit->start : 0;
}

/* Where the search is: the current hit, or else what the focused pane shows first. */
static size_t
here(struct ab_reader *r)
{
	struct ab_pane *pane = &r->panes.at[r->panes.focus];

	if (r->hit_pane == r->panes.focus && ab_seek_hit(r))
		return ab_seek_hit(r)->start;
	const struct ab_row *row = pane->top > 0
	    ? ab_layout_row(pane->layout, (size_t)pane->top) : NULL;
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
	ab_leave_here(r);
	r->hand.known = false;
	r->panes.focus = r->hit_pane;
	ab_panes_arrange(&r->panes);
	struct ab_pane *pane = &r->panes.at[r->hit_pane];
	ptrdiff_t row = (ptrdiff_t)ab_pane_find(&r->panes, pane, pane->hits.at[r->hit].start);
	if (row < pane->top || row >= pane->top + pane->rows)
		ab_panes_scroll_to(&r->panes, row > pane->rows / 3 ? row - pane->rows / 3 : 0);
}

/* The hits of all panes together. */
struct count { size_t total, before, hidden; int panes; bool all, costly; };

static struct count
count_hits(const struct ab_reader *r)
{
	struct count n = { .all = true };

	for (int i = 0; i < r->panes.count; i++) {
		const struct ab_hits *hits = &r->panes.at[i].hits;
		n.before += i < r->hit_pane ? hits->count : 0;
		n.total += hits->count;
		n.hidden += hits->hidden;
		n.panes += hits->count > 0;
		n.all &= hits->done;
		n.costly |= hits->costly > 0;
	}
	return n;
}

ab_str
ab_seek_place(const struct ab_reader *r, struct ab_arena *arena)
{
	const char *sign = r->following ? "" : r->backward ? "?" : "/";
	struct count n = count_hits(r);

	if (r->hit_pane < 0)
		return ab_format(arena, "%s%s: %zu%s", sign, r->pattern, n.total, n.all ? "" : "+");
	return ab_format(arena, ab_tr("%s%s: %zu of %zu%s"), sign, r->pattern,
	    n.before + r->hit + 1, n.total, n.all ? "" : "+");
}

static const struct ab_date *
date_of_hit(const struct ab_reader *r)
{
	const ab_span *hit = ab_seek_hit(r);
	const struct ab_pane *pane = hit ? &r->panes.at[r->hit_pane] : NULL;

	return pane && pane->marked ? ab_dates_in(ab_article_dates(pane->article), *hit) : NULL;
}

const struct ab_date *
ab_seek_date(struct ab_reader *r)
{
	struct ab_pane *pane = &r->panes.at[r->panes.focus];
	const struct ab_date *date = r->hit_pane == r->panes.focus ? date_of_hit(r) : NULL;
	const struct ab_row *row = date || !pane->marked || pane->top < 0 ? NULL
	    : ab_layout_row(pane->layout, (size_t)pane->top);

	return row && !row->folded ? ab_dates_in(ab_article_dates(pane->article), row->at) : date;
}

/* What else there is to say of the hits. */
static ab_str
remarks(const struct ab_reader *r, struct ab_arena *arena, bool wrapped)
{
	struct count n = count_hits(r);
	ab_str hidden = AB_STR("");

	if (n.hidden)
		hidden = ab_format(arena, n.total ? ab_tr(", %zu more in hidden lines")
		    : ab_tr(", %zu in hidden lines"), n.hidden);
	return ab_format(arena, "%s%s%s%s", n.panes > 1 ? ab_tr(" in all panes") : "",
	    wrapped ? ab_tr(", went around") : "", hidden.ptr,
	    n.costly ? ab_tr(", costly pattern: some may be missing") : "");
}

static void
tell(struct ab_reader *r, bool wrapped)
{
	struct ab_arena arena = { 0 };
	/* a day is said as it is */
	const struct ab_date *date = r->following ? NULL : date_of_hit(r);
	ab_str value = date ? date->value : AB_STR("");

	ab_say(r, "%s%s%s%.*s", ab_seek_place(r, &arena).ptr, remarks(r, &arena, wrapped).ptr,
	    value.len ? ab_tr(", means ") : "", (int)value.len, value.ptr);
	ab_arena_free(&arena);
}

static void
tell_none(struct ab_reader *r)
{
	struct ab_arena arena = { 0 };
	bool hidden = count_hits(r).hidden > 0 && r->panes.chrome == AB_CHROME_HIDDEN;

	ab_warn(r, "%s: not found in what is shown%s%s", r->pattern, remarks(r, &arena, false).ptr,
	    hidden ? ab_tr("; c shows them") : "");
	ab_arena_free(&arena);
}

/* That many hits on; false when there is none. */
static bool
go_on(struct ab_reader *r, bool up, size_t count, bool *wrapped)
{
	bool found = false;

	for (size_t i = 0; i < (count ? count : 1) && i < 1000; i++)
		if ((found = find(r, up, wrapped)))
			show(r);
	return found;
}

void
ab_seek_next(struct ab_reader *r, bool against, size_t count)
{
	bool up = r->backward != against, wrapped = false;

	if (!r->search) {
		ab_say(r, "nothing to search for yet: / asks");
		return;
	}
	bool found = go_on(r, up, count, &wrapped);
	r->seeking = !found && ab_seek_step(r, AT_ONCE);
	if (!found && !r->seeking) /* what the last step found */
		found = go_on(r, up, count, &wrapped);
	if (found)
		tell(r, wrapped);
	else if (r->seeking)
		ab_say(r, "%s: still searching", r->pattern);
	else
		tell_none(r);
}

bool
ab_seek_pattern(struct ab_reader *r, ab_str pattern, struct ab_error *err)
{
	struct ab_search *search = ab_search_new(pattern, err);

	if (!search)
		return false;
	ab_seek_end(r);
	r->search = search;
	snprintf(r->pattern, sizeof(r->pattern), "%.*s", (int)pattern.len, pattern.ptr);
	ab_seek_again(r);
	return true;
}

void
ab_seek_begin(struct ab_reader *r, ab_str pattern)
{
	struct ab_error err;

	if (pattern.len == 0)
		ab_seek_next(r, false, 1);
	else if (ab_seek_pattern(r, pattern, &err))
		ab_seek_next(r, false, 1);
	else
		ab_warn(r, "%s", err.text);
}

void
ab_seek_word(struct ab_reader *r, size_t nth, bool backward)
{
	struct ab_arena arena = { 0 };
	ab_str word = ab_here_word(r, nth ? nth : 1);

	if (word.len == 0)
		ab_say(r, "there is no word here");
	else {
		ab_str pattern = ab_format(&arena, "\\b%.*s\\b", (int)word.len, word.ptr);
		r->backward = backward;
		ab_history_add(&r->history[AB_HISTORY_SEARCH], pattern);
		ab_seek_begin(r, pattern);
	}
	ab_arena_free(&arena);
}

/* To the first mention in the focused pane after the place, or else its first of all. */
static bool
seek_in_pane(struct ab_reader *r)
{
	const struct ab_hits *hits = &r->panes.at[r->panes.focus].hits;
	size_t hit = ab_hits_after(hits, here(r));

	if (hits->count == 0)
		return false;
	r->hit_pane = r->panes.focus;
	r->hit = hit % hits->count;
	show(r);
	tell(r, hit == hits->count);
	return true;
}

static void
follow(struct ab_reader *r, ab_str id, enum ab_entity_type type)
{
	ab_str name = ab_roster_name(id);
	struct ab_search *search = ab_search_name_new(r->bundle, id);

	ab_seek_end(r);
	r->search = search;
	r->following = true;
	r->backward = false;
	snprintf(r->pattern, sizeof(r->pattern), "%s %.*s", ab_entity_name(type),
	    (int)(name.len < sizeof(r->pattern) ? name.len : sizeof(r->pattern)), name.ptr);
	ab_seek_again(r);
}

void
ab_seek_follow(struct ab_reader *r, const struct ab_tally_row *row)
{
	follow(r, row->id, row->type);
	if (seek_in_pane(r))
		return;
	ab_seek_next(r, false, 1);
	if (r->hit_pane < 0 && !r->seeking)
		ab_say(r, "%s: in no open pane, but in article %zu", r->pattern,
		    row->cell[0].article + 1);
}

/* Is something to be seen of the name? */
static bool
is_marked(const struct ab_reader *r, const struct ab_pane *pane, struct ab_name name)
{
	size_t at = ab_layout_find(pane->layout, name.at.start);
	const struct ab_row *row = ab_layout_row(pane->layout, at);

	return !(r->muted >> name.type & 1) && row && !row->folded;
}

void
ab_seek_name(struct ab_reader *r)
{
	struct ab_pane *pane = &r->panes.at[r->panes.focus];
	bool current = r->following && r->hit_pane == r->panes.focus;
	size_t from = here(r);
	ab_str now = AB_STR("");

	if (!pane->marked) {
		ab_say(r, "the names of this article are still looked for");
		return;
	}
	const struct ab_names *names = ab_article_names(pane->article);
	for (size_t i = 0; i < names->count; i++) {
		struct ab_name name = ab_roster_look(ab_bundle_roster(r->bundle),
		    ab_article_text(pane->article), names->at[i]);
		if (name.at.end <= from || !is_marked(r, pane, name))
			continue;
		if (current && name.at.start == from)
			now = name.id;
		if (current && (name.at.start == from || ab_str_eq(name.id, now)))
			continue;
		follow(r, name.id, name.type);
		ab_seek_show(r, name.at.start);
		return;
	}
	ab_say(r, current ? AB_WORD("no other name from here on")
	    : AB_WORD("no name from here on"));
}

void
ab_seek_days(struct ab_reader *r, ab_days days, const char *label)
{
	ab_seek_end(r);
	r->search = ab_search_days_new(days);
	r->following = true;
	r->backward = false;
	snprintf(r->pattern, sizeof(r->pattern), "%s", label);
	ab_seek_again(r);
}

void
ab_seek_show(struct ab_reader *r, size_t offset)
{
	const struct ab_hits *hits = &r->panes.at[r->panes.focus].hits;
	size_t hit = ab_hits_after(hits, offset);

	if (hit == hits->count)
		return;
	r->hit_pane = r->panes.focus;
	r->hit = hit;
	show(r);
	tell(r, false);
}
