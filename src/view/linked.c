#include "view/screen.h"

#include <stdlib.h>

#include "view/couple.h"

/* ---- what is linked ---- */

void
ab_linked_forget(struct ab_reader *r)
{
	struct ab_linked *l = &r->linked;

	ab_gutter_free(l->gutter);
	ab_links_free(l->links);
	l->gutter = NULL;
	l->links = NULL;
	l->count = 0;
	l->laid = 0; /* panes are to be padded otherwise */
}

/* The articles in panes, each once. */
static size_t
open_articles(const struct ab_panes *p, size_t number[AB_PANES_MAX])
{
	size_t count = 0;

	for (int i = 0; i < p->count; i++) {
		size_t k = 0;
		while (k < count && number[k] != p->at[i].number)
			k++;
		if (k == count)
			number[count++] = p->at[i].number;
	}
	return count;
}

/* It stays while others are being linked: text that is wrapped anew disturbs. */
static void
show_gutter(struct ab_reader *r, bool gutter)
{
	if (r->panes.gutter == gutter)
		return;
	r->panes.gutter = gutter;
	ab_panes_arrange(&r->panes);
}

bool
ab_linked_step(struct ab_reader *r, bool *dirty)
{
	struct ab_linked *l = &r->linked;
	size_t number[AB_PANES_MAX], count = open_articles(&r->panes, number);

	if (count != l->count || memcmp(number, l->number, count * sizeof(*number)) != 0) {
		ab_linked_forget(r);
		memcpy(l->number, number, count * sizeof(*number));
		l->count = count;
	}
	if (count < 2)
		show_gutter(r, false);
	if (count < 2 || l->gutter)
		return false;
	if (!l->links)
		l->links = ab_links_new(r->bundle, number, count);
	if (!ab_links_step(l->links)) {
		l->gutter = ab_gutter_new(l->links);
		l->laid = 0;
		show_gutter(r, ab_gutter_numbers(l->gutter) > 0);
		if (ab_links_place(l->links, l->article) == count)
			ab_linked_leave(r);
		*dirty = true;
	}
	return true;
}

bool
ab_linked_place(const struct ab_reader *r, const struct ab_pane *pane, size_t *place)
{
	if (!r->linked.gutter)
		return false;
	*place = ab_links_place(r->linked.links, pane->number);
	return *place < r->linked.count;
}

bool
ab_linked_chosen(const struct ab_reader *r, size_t *place, size_t *passage)
{
	const struct ab_linked *l = &r->linked;

	if (!l->gutter || !l->chosen)
		return false;
	*place = ab_links_place(l->links, l->article);
	if (*place >= l->count)
		return false;
	*passage = ab_links_find(l->links, *place, l->offset);
	return *passage < ab_links_passages(l->links, *place).count;
}

int
ab_linked_pane(const struct ab_reader *r, size_t place)
{
	size_t number = ab_links_article(r->linked.links, place);
	int found = -1;

	for (int i = 0; i < r->panes.count; i++)
		if (r->panes.at[i].number == number && (found < 0 || r->panes.at[i].rows > 0))
			found = i;
	return found;
}

ab_str
ab_linked_text(const struct ab_reader *r, struct ab_arena *arena, size_t place, size_t passage)
{
	struct ab_passages passages = ab_links_passages(r->linked.links, place);
	int pane = ab_linked_pane(r, place);

	if (pane < 0 || passage >= passages.count)
		return AB_STR("");
	return ab_visible(arena, ab_slice(ab_article_text(r->panes.at[pane].article),
	    passages.at[passage].at));
}

struct ab_partner *
ab_linked_partners(const struct ab_reader *r, struct ab_arena *arena, size_t place, size_t passage,
    size_t *count)
{
	const struct ab_links *links = r->linked.links;
	AB_LIST(struct ab_partner) list = { 0 };
	size_t linked;
	struct ab_partner *partner = ab_links_partners(links, arena, place, passage, &linked);

	for (size_t i = 0; i < linked; i++)
		AB_PUSH(arena, &list, partner[i]);
	for (size_t other = 0; other < r->linked.count; other++) {
		bool turned = other < place;
		const struct ab_pairing *p = ab_links_between(links, turned ? other : place,
		    turned ? place : other);
		for (size_t i = 0; p && i < p->conflicts; i++) {
			const struct ab_conflict *c = &p->conflict[i];
			struct ab_partner here = { other, turned ? c->a : c->b, NULL };
			bool known = (turned ? c->b : c->a) != passage;
			for (size_t k = 0; k < list.count; k++)
				known |= list.at[k].place == other
				    && list.at[k].passage == here.passage;
			if (!known)
				AB_PUSH(arena, &list, here);
		}
	}
	*count = list.count;
	return list.at;
}

/* ---- panes padded by links ---- */

/* An anchor in the middle of a paragraph tears it apart, and one of a title and a sentence of the
 * body leads the order astray. */
static float
weight(const struct ab_link *link, const struct ab_row *a, const struct ab_row *b, bool titles)
{
	float base = link->kind == AB_LINK_SAME || link->conflict ? 1.f : link->score / 2;

	return base * (a->first && b->first ? 1.f : .25f) * (titles ? .2f : 1.f);
}

/* The links between two panes, as rows that are to meet; only those with both in sight count. */
static struct ab_anchor *
anchors_of(struct ab_reader *r, struct ab_arena *arena, int reference, int other, size_t *count)
{
	struct ab_pane *pane[2] = { &r->panes.at[reference], &r->panes.at[other] };
	size_t place[2];

	*count = 0;
	if (!ab_linked_place(r, pane[0], &place[0]) || !ab_linked_place(r, pane[1], &place[1]))
		return NULL;
	bool turned = place[1] < place[0];
	const struct ab_pairing *p = ab_links_between(r->linked.links, place[turned],
	    place[!turned]);
	struct ab_passages pa = ab_links_passages(r->linked.links, place[0]);
	struct ab_passages pb = ab_links_passages(r->linked.links, place[1]);
	struct ab_anchor *anchor = AB_NEW(arena, struct ab_anchor, (p ? p->links : 0) + 1);
	for (size_t i = 0; p && i < p->links; i++) {
		const struct ab_link *link = &p->link[i];
		const struct ab_passage_at *a = &pa.at[turned ? link->b : link->a];
		const struct ab_passage_at *b = &pb.at[turned ? link->a : link->b];
		size_t row_a = ab_layout_find(pane[0]->layout, a->at.start);
		size_t row_b = ab_layout_find(pane[1]->layout, b->at.start);
		const struct ab_row *of_a = ab_layout_row(pane[0]->layout, row_a);
		const struct ab_row *of_b = ab_layout_row(pane[1]->layout, row_b);
		if (!of_a || !of_b) /* where & leaves no line */
			continue;
		float worth = weight(link, of_a, of_b,
		    (a->kind == AB_KIND_TITLE) != (b->kind == AB_KIND_TITLE));
		anchor[(*count)++] = (struct ab_anchor){ row_a, row_b, a->at.start,
			b->at.start, worth };
	}
	return anchor;
}

static void
unpad(struct ab_panes *p)
{
	for (int i = 0; i < p->count; i++)
		ab_panes_pad(p, i, NULL, 0);
}

/* The first pane shown is the reference: each of the others is padded to meet it. */
static void
pad(struct ab_reader *r)
{
	struct ab_panes *p = &r->panes;
	struct ab_arena arena = { 0 };
	struct ab_chain chain[AB_PANES_MAX];
	size_t chains = 0, total = 0;

	for (int i = p->first + 1; i < p->first + p->shown; i++) {
		size_t count;
		struct ab_anchor *anchor = anchors_of(r, &arena, p->first, i, &count);
		count = ab_couple_chain(&arena, anchor, count);
		chain[chains++] = (struct ab_chain){ .anchor = anchor, .count = count,
			.pad = ab_xalloc(count + 1, sizeof(struct ab_pad)) };
		total += count;
	}
	struct ab_pad *reference = ab_xalloc(total + 1, sizeof(*reference));
	size_t pads = ab_couple_pads(chain, chains, reference);
	ab_panes_pad(p, p->first, reference, pads);
	for (size_t i = 0; i < chains; i++)
		ab_panes_pad(p, p->first + 1 + (int)i, chain[i].pad, chain[i].pads);
	ab_arena_free(&arena);
}

bool
ab_linked_folded(struct ab_pane *pane, size_t offset)
{
	const struct ab_row *row = ab_layout_row(pane->layout,
	    ab_layout_find(pane->layout, offset));

	return row && row->folded;
}

/* In a strip there is no same row: it shows the first partner of what is at the top of the pane. */
static void
follow(struct ab_reader *r)
{
	struct ab_pane *pane = &r->panes.at[r->panes.focus], *strip = &r->panes.at[r->panes.strip];
	struct ab_arena arena = { 0 };
	size_t place, other, count;
	const struct ab_row *top = ab_layout_row(pane->layout, pane->top > 0
	    ? (size_t)pane->top : 0);

	if (!top || !ab_linked_place(r, pane, &place) || !ab_linked_place(r, strip, &other))
		return;
	struct ab_passages passages = ab_links_passages(r->linked.links, place);
	struct ab_passages theirs = ab_links_passages(r->linked.links, other);
	for (size_t i = ab_links_find(r->linked.links, place, top->at.start);
	    i < passages.count; i++) {
		if ((ptrdiff_t)ab_layout_find(pane->layout, passages.at[i].at.start) > pane->top
		    + pane->rows / 2)
			break;
		struct ab_partner *partner = ab_linked_partners(r, &arena, place, i, &count);
		for (size_t k = 0; k < count; k++)
			if (partner[k].place == other
			    && !ab_linked_folded(strip, theirs.at[partner[k].passage].at.start)) {
				strip->top = (ptrdiff_t)ab_layout_find(strip->layout,
				    theirs.at[partner[k].passage].at.start);
				i = passages.count - 1;
				break;
			}
	}
	ab_arena_free(&arena);
}

static void
align(struct ab_reader *r)
{
	struct ab_linked *l = &r->linked;
	struct ab_panes *p = &r->panes;
	bool by_link = p->coupling == AB_COUPLED_BY_LINK && l->gutter && p->shown > 1;
	bool stay = l->coupling != p->coupling; /* going on from where each stands */
	struct ab_pane *pane = &p->at[p->focus];
	bool keep = l->chosen && l->article == pane->number;
	ptrdiff_t row = keep ? (ptrdiff_t)ab_layout_find(pane->layout, l->offset) - pane->top : 0;

	unpad(p);
	if (by_link)
		pad(r);
	if (keep && row >= 0 && row < pane->rows) /* it stays where it is on the screen */
		pane->top = (ptrdiff_t)ab_layout_find(pane->layout, l->offset) - row;
	for (int i = p->first; by_link && !stay && i < p->first + p->shown; i++)
		p->at[i].top = p->at[p->focus].top;
	if (by_link && !stay)
		ab_linked_meet(r);
	l->laid = p->laid;
	l->first = p->first;
	l->shown = p->shown;
	l->coupling = p->coupling;
}

void
ab_linked_settle(struct ab_reader *r)
{
	struct ab_linked *l = &r->linked;
	struct ab_panes *p = &r->panes;
	size_t place, passage;

	if (p->count == 0)
		return;
	if (l->laid != p->laid || l->first != p->first || l->shown != p->shown
	    || l->coupling != p->coupling)
		align(r);
	if (p->strip >= 0 && p->coupling == AB_COUPLED_BY_LINK
	    && !ab_linked_chosen(r, &place, &passage))
		follow(r);
}
