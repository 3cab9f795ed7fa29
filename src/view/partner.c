/* From passage to passage: the next link, disagreement, or passage found only here; partners. */
#include "base/words.h"
#include "view/screen.h"

static struct ab_pane *
focused(struct ab_reader *r)
{
	return &r->panes.at[r->panes.focus];
}

static bool
in_sight(struct ab_pane *pane, size_t offset)
{
	ptrdiff_t row = (ptrdiff_t)ab_layout_find(pane->layout, offset);

	return row >= pane->top && row < pane->top + pane->rows;
}

/* The passage that a command starts from: the chosen one if it is in sight, or else the one under
 * the hand; *exact tells which. The count of passages if there is none. */
static size_t
start(struct ab_reader *r, size_t place, bool *exact)
{
	struct ab_pane *pane = focused(r);
	size_t at, passage, offset;

	*exact = ab_linked_chosen(r, &at, &passage) && at == place
	    && in_sight(pane, r->linked.offset);
	if (*exact)
		return passage;
	return ab_here(r, &offset) ? ab_links_find(r->linked.links, place, offset)
	    : ab_links_passages(r->linked.links, place).count;
}

/* A pane shows this byte on this row of its own, before its start or past its end if need be. */
static void
pull(struct ab_pane *pane, size_t offset, ptrdiff_t row)
{
	if (pane->layout)
		pane->top = (ptrdiff_t)ab_layout_find(pane->layout, offset) - row;
}

/* The rows below the panes are there for the chosen passage only. */
static void
make_room(struct ab_reader *r)
{
	r->panes.foot = ab_detail_rows(r);
	ab_panes_arrange(&r->panes);
}

/* On which of its rows the focused pane shows the chosen passage; in a strip it is the first. */
static ptrdiff_t
row_for(struct ab_reader *r, int pane)
{
	struct ab_pane *here = focused(r);

	return pane == r->panes.strip ? 0
	    : (ptrdiff_t)ab_layout_find(here->layout, r->linked.offset) - here->top;
}

/* The partner in a pane: the one that is on that row, or else the best; false if there is none. */
static bool
best_in(struct ab_reader *r, int i, const struct ab_partner *partner, size_t count, size_t *offset)
{
	struct ab_pane *pane = &r->panes.at[i];
	size_t place;
	float best = -1;

	if (!ab_linked_place(r, pane, &place))
		return false;
	struct ab_passages passages = ab_links_passages(r->linked.links, place);
	for (size_t k = 0; k < count; k++) {
		if (partner[k].place != place)
			continue;
		size_t start_at = passages.at[partner[k].passage].at.start;
		float score = partner[k].link ? partner[k].link->score : 0;
		if (ab_linked_folded(pane, start_at))
			score /= 2;
		else if ((ptrdiff_t)ab_layout_find(pane->layout, start_at) - pane->top
		    == row_for(r, i))
			score = 2;
		if (score <= best)
			continue;
		best = score;
		*offset = start_at;
	}
	return best >= 0;
}

void
ab_linked_meet(struct ab_reader *r)
{
	struct ab_arena arena = { 0 };
	size_t place, passage, count, offset;

	if (!ab_linked_chosen(r, &place, &passage) || focused(r)->number != r->linked.article
	    || !in_sight(focused(r), r->linked.offset))
		return;
	struct ab_partner *partner = ab_linked_partners(r, &arena, place, passage, &count);
	for (int i = 0; i < r->panes.count; i++)
		if (i != r->panes.focus && r->panes.at[i].rows > 0
		    && best_in(r, i, partner, count, &offset))
			pull(&r->panes.at[i], offset, row_for(r, i));
	ab_arena_free(&arena);
}

/* Shows the chosen passage in the upper two thirds, where there is most to be seen of it. */
static void
show(struct ab_reader *r)
{
	struct ab_pane *pane = focused(r);
	ptrdiff_t row = (ptrdiff_t)ab_layout_find(pane->layout, r->linked.offset);

	if (row < pane->top || row - pane->top > pane->rows * 2 / 3)
		ab_panes_scroll_to(&r->panes, row - pane->rows / 3);
}

/* Where there is no room for more: the one line that matters most. */
static void
say_heading(struct ab_reader *r)
{
	struct ab_arena arena = { 0 };
	ab_str line = ab_detail_line(r, &arena);

	ab_say(r, "%.*s", (int)line.len, line.ptr);
	ab_arena_free(&arena);
}

/* The rows stay as they are if the links are not there yet. */
static void
choose(struct ab_reader *r, size_t offset)
{
	struct ab_linked *l = &r->linked;

	l->chosen = true;
	l->article = focused(r)->number;
	l->offset = offset;
	l->partner = 0;
	r->hand = (ab_place){ l->article, offset, true };
	make_room(r);
	ab_linked_settle(r);
	show(r);
	if (r->panes.foot == 0)
		say_heading(r);
}

/* Its partners come to the same row if panes are coupled by link. */
static void
choose_and_meet(struct ab_reader *r, size_t offset)
{
	choose(r, offset);
	if (r->panes.coupling == AB_COUPLED_BY_LINK)
		ab_linked_meet(r);
}

void
ab_linked_leave(struct ab_reader *r)
{
	r->linked.chosen = r->hand.known = false;
	make_room(r);
}

void
ab_linked_turn(struct ab_reader *r)
{
	struct ab_linked *l = &r->linked;
	struct ab_arena arena = { 0 };
	size_t place, passage, here, count;

	if (!ab_linked_chosen(r, &place, &passage) || !ab_linked_place(r, focused(r), &here))
		return;
	struct ab_partner *partner = ab_linked_partners(r, &arena, place, passage, &count);
	struct ab_passages passages = ab_links_passages(l->links, here);
	for (size_t i = 0; i < count && here != place; i++)
		if (partner[i].place == here && in_sight(focused(r),
		    passages.at[partner[i].passage].at.start)) {
			l->article = focused(r)->number;
			l->offset = passages.at[partner[i].passage].at.start;
			l->partner = 0;
			r->hand = (ab_place){ l->article, l->offset, true };
			break;
		}
	ab_arena_free(&arena);
}

/* ---- commands ---- */

static const struct jump { bool is, up; char sign; const char *none; } jumps[AB_DO_COUNT] = {
	[AB_DO_NEXT_LINK] = { true, false, '*', AB_WORD("no link after this in this article") },
	[AB_DO_PREV_LINK] = { true, true, '*', AB_WORD("no link before this in this article") },
	[AB_DO_NEXT_CONFLICT] = { true, false, '!',
	    AB_WORD("no possible disagreement after this in this article") },
	[AB_DO_PREV_CONFLICT] = { true, true, '!',
	    AB_WORD("no possible disagreement before this in this article") },
	[AB_DO_NEXT_ONLY] = { true, false, ' ',
	    AB_WORD("no passage found only here after this in this article") },
	[AB_DO_PREV_ONLY] = { true, true, ' ',
	    AB_WORD("no passage found only here before this in this article") },
};

static bool
is_wanted(const struct ab_linked *l, size_t place, size_t passage, const struct jump *jump)
{
	char sign = ab_gutter_at(l->gutter, place, passage).sign;

	return jump->sign == '*' ? sign != ' ' : sign == jump->sign;
}

static void
go(struct ab_reader *r, size_t place, const struct jump *jump, size_t count)
{
	const struct ab_linked *l = &r->linked;
	struct ab_passages passages = ab_links_passages(l->links, place);
	bool exact;
	size_t at = start(r, place, &exact), found = SIZE_MAX;

	if (!jump->up && !exact)
		at--; /* may wrap: the first one comes next */
	for (size_t left = count ? count : 1; left > 0;) {
		at += jump->up ? SIZE_MAX : 1;
		if (at >= passages.count)
			break;
		if (is_wanted(l, place, at, jump)) {
			found = at;
			left--;
		}
	}
	if (found == SIZE_MAX)
		ab_say(r, "%s", ab_tr(jump->none));
	else {
		ab_leave_here(r);
		choose_and_meet(r, passages.at[found].at.start);
	}
}

/* Has the article beside the focused one, if it is out of sight. -1: it has no pane, or no room. */
static int
bring_pane(struct ab_reader *r, int i)
{
	struct ab_panes *p = &r->panes;

	if (i < 0 || p->at[i].rows > 0)
		return i;
	int beside = p->strip >= 0 ? p->strip
	    : p->focus + 1 < p->first + p->shown ? p->focus + 1 : p->focus - 1;
	if (beside < 0 || beside == p->focus)
		return -1;
	ab_panes_swap(p, i, beside);
	ab_panes_arrange(p);
	ab_seek_again(r);
	ab_linked_settle(r);
	return beside;
}

void
ab_linked_open(struct ab_reader *r, size_t a, size_t b)
{
	struct ab_panes *p = &r->panes;
	int in_a = -1, in_b = -1;

	r->screen = &ab_screen_panes;
	for (int i = p->count; i-- > 0;) {
		in_a = p->at[i].number == a ? i : in_a;
		in_b = p->at[i].number == b ? i : in_b;
	}
	if (in_a < 0) {
		if (p->focus == in_b) /* that one stays beside it */
			p->focus = p->count > 1 ? (p->focus + 1) % p->count : p->focus;
		if (p->focus == in_b)
			in_b = -1;
		ab_reader_put(r, a);
		in_a = p->focus;
	}
	p->focus = in_a;
	if (in_b < 0 && p->count == 1) {
		ab_panes_add(p, b);
	} else if (in_b < 0) {
		in_b = in_a + 1 < p->first + p->shown || in_a == 0 ? in_a + 1 : in_a - 1;
		ab_panes_put(p, in_b % p->count, b);
	}
	ab_reader_prepare(r);
	ab_seek_again(r);
	if (in_b >= 0)
		bring_pane(r, in_b % p->count);
}

void
ab_linked_visit(struct ab_reader *r, size_t offset, size_t b, size_t offset_b)
{
	choose(r, offset);
	for (int i = 0; i < r->panes.count; i++)
		if (i != r->panes.focus && r->panes.at[i].number == b)
			pull(&r->panes.at[i], offset_b, row_for(r, i));
}

static void
say_nearest(struct ab_reader *r, size_t place, size_t passage)
{
	struct ab_arena arena = { 0 };
	size_t other = place == 0, nearest;
	float score;

	if (r->panes.shown > 1) { /* the one beside it */
		int i = r->panes.focus > r->panes.first ? r->panes.first : r->panes.first + 1;
		ab_linked_place(r, &r->panes.at[i], &other);
	}
	size_t number = ab_links_article(r->linked.links, other) + 1;
	if (ab_links_nearest(r->linked.links, place, passage, other, &nearest, &score)) {
		ab_str text = ab_linked_text(r, &arena, other, nearest);
		ab_say(r, "no link found; nothing in %zu comes nearer than (%.2f) %.*s", number,
		    (double)score, (int)text.len, text.ptr);
	} else {
		ab_say(r, "no link found; nothing in %zu shares a word with it", number);
	}
	ab_arena_free(&arena);
}

/* Is it in sight as it stands, and not only as what was told before? */
static bool
is_told(struct ab_reader *r, const struct ab_partner *partner)
{
	int i = ab_linked_pane(r, partner->place);

	return i < 0 || !r->panes.at[i].layout || !ab_linked_folded(&r->panes.at[i],
	    ab_links_passages(r->linked.links, partner->place).at[partner->passage].at.start);
}

/* What a person wants to see first: what is in sight as it stands, what may
 * disagree, what is most alike. */
static float
worth(struct ab_reader *r, const struct ab_partner *partner)
{
	const struct ab_link *link = partner->link;

	return (is_told(r, partner) ? 4.f : 0) + (!link || link->conflict ? 2.f : 0)
	    + (link ? link->score : 0);
}

/* The one that so many others go before; of equals the first goes first. */
static size_t
nth_partner(struct ab_reader *r, const struct ab_partner *partner, size_t count, size_t n)
{
	for (size_t i = 0; i < count; i++) {
		size_t before = 0;
		for (size_t k = 0; k < count; k++) {
			float other = worth(r, &partner[k]), own = worth(r, &partner[i]);
			before += other > own || (k < i && !(other < own));
		}
		if (before == n)
			return i;
	}
	return 0;
}

/* Brings the next partner of the chosen passage to its row. */
static void
bring(struct ab_reader *r, size_t place)
{
	struct ab_linked *l = &r->linked;
	struct ab_arena arena = { 0 };
	bool exact;
	size_t passage = start(r, place, &exact), count, which = l->partner;
	struct ab_passages passages = ab_links_passages(l->links, place);

	if (passage >= passages.count) {
		ab_say(r, "there is no passage here");
		return;
	}
	if (!exact) {
		choose_and_meet(r, passages.at[passage].at.start);
		which = 0;
	}
	struct ab_partner *partner = ab_linked_partners(r, &arena, place, passage, &count);
	if (count == 0) {
		say_nearest(r, place, passage);
	} else {
		which %= count;
		const struct ab_partner *it = &partner[nth_partner(r, partner, count, which)];
		int i = bring_pane(r, ab_linked_pane(r, it->place));
		if (i >= 0)
			pull(&r->panes.at[i],
			    ab_links_passages(l->links, it->place).at[it->passage].at.start,
			    row_for(r, i));
		l->partner = which + 1;
		ab_say(r, "partner %zu of %zu: in %zu, %s %.2f", which + 1, count,
		    ab_links_article(l->links, it->place) + 1,
		    !it->link ? ab_tr("not linked")
		    : it->link->kind == AB_LINK_SAME ? ab_tr("same") : ab_tr("paraphrase"),
		    it->link ? (double)it->link->score : 0.);
	}
	ab_arena_free(&arena);
}

bool
ab_linked_command(struct ab_reader *r, enum ab_command c, size_t count)
{
	size_t place;

	if (!jumps[c].is && c != AB_DO_PARTNER && c != AB_DO_DIFFER)
		return false;
	if (!ab_linked_place(r, focused(r), &place))
		ab_say(r, r->panes.count < 2 ? AB_WORD("links need two articles: + opens one more")
		    : AB_WORD("these articles are still being linked"));
	else if (c == AB_DO_PARTNER)
		bring(r, place);
	else if (c == AB_DO_DIFFER) {
		r->linked.differs = !r->linked.differs;
		ab_say(r, r->linked.differs ? AB_WORD("words that no partner has are bold")
		    : AB_WORD("words that no partner has are as others again"));
	} else
		go(r, place, &jumps[c], count);
	return true;
}
