/* What is painted of links: the gutter beside the text, and what is known of the chosen passage. */
#include "base/words.h"
#include "view/screen.h"

enum {
	ROWS_SMALL = 4, ROWS_LARGE = 7, /* of the detail, its bar included */
	SMALL_FROM = 16, LARGE_FROM = 36 /* rows of a screen */
};

/* ---- gutter ---- */

static enum ab_style
style_of(char sign)
{
	return sign == '!' ? AB_STYLE_CONFLICT : AB_STYLE_LINK;
}

/* Is it the chosen passage or one of its partners? */
static bool
is_chosen(struct ab_reader *r, struct ab_arena *arena, size_t place, size_t passage)
{
	size_t at, chosen, count;
	bool found = false;

	if (!ab_linked_chosen(r, &at, &chosen))
		return false;
	if (at == place)
		return passage == chosen;
	struct ab_partner *partner = ab_linked_partners(r, arena, at, chosen, &count);
	for (size_t i = 0; i < count; i++)
		found |= partner[i].place == place && partner[i].passage == passage;
	return found;
}

void
ab_detail_gutter(struct ab_reader *r, struct ab_frame *f, int at, const struct ab_pane *pane,
    const struct ab_row *row)
{
	const struct ab_linked *l = &r->linked;
	int col = pane->col, limit = col + pane->left;
	size_t place;

	if (row->gap || pane->left < AB_GUTTER_COLS || !ab_linked_place(r, pane, &place))
		return;
	struct ab_passages passages = ab_links_passages(l->links, place);
	size_t from = ab_links_find(l->links, place, row->at.start), to = from;
	bool chosen = false;
	for (; to < passages.count && passages.at[to].at.start < row->at.end; to++)
		chosen |= is_chosen(r, &f->strings, place, to);
	while (from < to && passages.at[from].at.start < row->at.start)
		from++; /* it began above */
	if (chosen)
		ab_frame_put(f, at, limit - 1, limit, AB_STYLE_CONFLICT, AB_STR(">"));
	if (from == to)
		return;
	struct ab_sign sign = ab_gutter_at(l->gutter, place,
	    ab_gutter_strongest(l->gutter, place, from, to));
	if (sign.sign != ' ')
		ab_frame_print(f, at, col, limit - 1, style_of(sign.sign), "%c%-.0u", sign.sign,
		    sign.number < 100 ? sign.number : sign.number % 100);
}

/* ---- detail ---- */

int
ab_detail_rows(const struct ab_reader *r)
{
	if (!r->linked.chosen || r->rows < SMALL_FROM || ab_panes_fit(&r->panes) < 2)
		return 0;
	return r->rows < LARGE_FROM ? ROWS_SMALL : ROWS_LARGE;
}

/* Where the detail is painted: a line more, while there is room. */
struct page { struct ab_frame *f; int row, end; };

static void
line(struct page *page, enum ab_style style, ab_str text)
{
	if (page->row >= page->end)
		return;
	ab_frame_cut(page->f, page->row++, 1, page->f->cols - 1, style, text);
}

#define APPEND(arena, s, ...) ((s) = append((arena), (s), ab_format((arena), __VA_ARGS__)))

static ab_str
append(struct ab_arena *arena, ab_str s, ab_str more)
{
	return ab_format(arena, "%.*s%.*s", (int)s.len, s.ptr, (int)more.len, more.ptr);
}

/* "same 0.94", or where several passages there are linked "same 0.94, best of 3". */
static ab_str
partners_in(struct ab_arena *arena, const struct ab_partner *partner, size_t count, size_t place)
{
	const struct ab_link *best = NULL;
	size_t linked = 0;

	for (size_t i = 0; i < count; i++) {
		const struct ab_link *link = partner[i].place == place ? partner[i].link : NULL;
		linked += link != NULL;
		if (link && (!best || link->score > best->score))
			best = link;
	}
	if (!best)
		return ab_tr_str(" (not linked)");
	ab_str s = ab_format(arena, " %s %.2f",
	    best->kind == AB_LINK_SAME ? ab_tr("same") : ab_tr("paraphrase"), (double)best->score);
	return linked == 1 ? s : append(arena, s,
	    ab_format(arena, ab_tr(" (best of %zu)"), linked));
}

static bool
has_partner(const struct ab_partner *partner, size_t count, size_t place)
{
	size_t i = 0;

	while (i < count && partner[i].place != place)
		i++;
	return i < count;
}

static ab_str
heading(const struct ab_reader *r, struct ab_arena *arena)
{
	const struct ab_linked *l = &r->linked;
	size_t place, passage, count;
	ab_str in = AB_STR(""), missing = in;

	if (!ab_linked_chosen(r, &place, &passage))
		return ab_str_c(ab_tr("linking"));
	struct ab_sign sign = ab_gutter_at(l->gutter, place, passage);
	struct ab_partner *partner = ab_linked_partners(r, arena, place, passage, &count);
	for (size_t other = 0; other < l->count; other++) {
		size_t number = ab_links_article(l->links, other) + 1;
		if (has_partner(partner, count, other)) {
			ab_str how = partners_in(arena, partner, count, other);
			APPEND(arena, in, "%s %zu%.*s", in.len ? "," : "", number,
			    (int)how.len, how.ptr);
		} else if (other != place) {
			APPEND(arena, missing, "%s %zu", missing.len ? "," : "", number);
		}
	}
	if (sign.sign == ' ')
		return ab_format(arena, ab_tr("no link found in%.*s"), (int)missing.len,
		    missing.ptr);
	ab_str s = ab_format(arena, ab_tr("%c%u  also in%.*s"), sign.sign, sign.number, (int)in.len,
	    in.ptr);
	return missing.len ? append(arena, s,
	    ab_format(arena, ab_tr("  not found in%.*s"), (int)missing.len, missing.ptr)) : s;
}

static ab_str
said(const struct ab_reader *r, struct ab_arena *arena, size_t place, ab_span at)
{
	int pane = ab_linked_pane(r, place);

	return pane < 0 ? AB_STR("") : ab_visible(arena,
	    ab_str_trim(ab_slice(ab_article_text(r->panes.at[pane].article), at)));
}

/* What the n-th possible disagreement of a passage is, as a sentence; empty past the last. */
static ab_str
conflict(const struct ab_reader *r, struct ab_arena *arena, size_t place, size_t passage, size_t n)
{
	const struct ab_linked *l = &r->linked;

	for (size_t other = 0; other < l->count; other++) {
		bool turned = other < place;
		const struct ab_pairing *p = ab_links_between(l->links, turned ? other : place,
		    turned ? place : other);
		for (size_t i = 0; p && i < p->conflicts; i++) {
			const struct ab_conflict *c = &p->conflict[i];
			if ((turned ? c->b : c->a) != passage || n-- > 0)
				continue;
			ab_str here = said(r, arena, place, turned ? c->at_b : c->at_a);
			ab_str there = said(r, arena, other, turned ? c->at_a : c->at_b);
			return ab_format(arena, "! %s:  %zu \"%.*s\"  %zu \"%.*s\"",
			    ab_tr(ab_conflict_name(c->kind)), ab_links_article(l->links, place) + 1,
			    (int)here.len, here.ptr, ab_links_article(l->links, other) + 1,
			    (int)there.len, there.ptr);
		}
	}
	return AB_STR("");
}

ab_str
ab_detail_line(const struct ab_reader *r, struct ab_arena *arena)
{
	size_t place, passage;
	ab_str text = AB_STR("");

	if (ab_linked_chosen(r, &place, &passage))
		text = conflict(r, arena, place, passage, 0);
	return text.len ? text : heading(r, arena);
}

static void
conflicts(const struct ab_reader *r, struct page *page, size_t place, size_t passage)
{
	ab_str text;

	for (size_t n = 0; (text = conflict(r, &page->f->strings, place, passage, n)).len; n++)
		line(page, AB_STYLE_CONFLICT, text);
}

/* The words that carry the best link to each article. */
static void
shared(const struct ab_reader *r, struct page *page, size_t place, size_t passage)
{
	enum { WORDS = 12 };
	const struct ab_linked *l = &r->linked;
	struct ab_arena *arena = &page->f->strings;
	size_t count, words;
	struct ab_partner *partner = ab_linked_partners(r, arena, place, passage, &count);

	for (size_t i = 0; i < count; i++) {
		if (!partner[i].link || (i > 0 && partner[i].place == partner[i - 1].place))
			continue;
		struct ab_shared *shared = ab_links_shared(l->links, arena, place, passage,
		    partner[i].place, partner[i].passage, &words);
		ab_str s = ab_format(arena, ab_tr("words shared with %zu:"),
		    ab_links_article(l->links, partner[i].place) + 1);
		for (size_t k = 0; k < words && k < WORDS; k++) {
			ab_str word = said(r, arena, place, shared[k].a);
			APPEND(arena, s, " %.*s", (int)word.len, word.ptr);
		}
		line(page, AB_STYLE_PLAIN, words
		    ? s : append(arena, s, ab_tr_str(" none; by meaning")));
	}
}

/* What comes nearest where there is no link. */
static void
nearest(const struct ab_reader *r, struct page *page, size_t place, size_t passage)
{
	const struct ab_linked *l = &r->linked;
	struct ab_arena *arena = &page->f->strings;
	size_t count, near;
	struct ab_partner *partner = ab_linked_partners(r, arena, place, passage, &count);
	float score;

	for (size_t other = 0; other < l->count; other++) {
		bool found = other == place;
		for (size_t i = 0; i < count; i++)
			found |= partner[i].place == other;
		if (found || page->row >= page->end)
			continue;
		size_t number = ab_links_article(l->links, other) + 1;
		if (ab_links_nearest(l->links, place, passage, other, &near, &score)) {
			ab_str text = ab_linked_text(r, arena, other, near);
			line(page, AB_STYLE_PLAIN,
			    ab_format(arena, ab_tr("nothing in %zu comes nearer than %.2f: %.*s"),
			    number, (double)score, (int)text.len, text.ptr));
		} else {
			line(page, AB_STYLE_PLAIN,
			    ab_format(arena, ab_tr("nothing in %zu shares a word with it"),
			    number));
		}
	}
}

/* Who is named as the source: "sources: 1 Interport  2 Kestrel, BTN". */
static void
sources(const struct ab_reader *r, struct page *page)
{
	const struct ab_linked *l = &r->linked;
	struct ab_arena *arena = &page->f->strings;
	ab_str s = AB_STR("");

	for (size_t place = 0; place < l->count; place++) {
		const struct ab_standing *standing = ab_links_standing(l->links, place);
		if (!standing || standing->agencies == 0)
			continue;
		APPEND(arena, s, "  %zu", ab_links_article(l->links, place) + 1);
		for (size_t i = 0; i < standing->agencies; i++) {
			ab_str agency = ab_visible(arena, standing->agency[i]);
			APPEND(arena, s, "%s %.*s", i ? "," : "", (int)agency.len, agency.ptr);
		}
	}
	if (s.len)
		line(page, AB_STYLE_DIM, ab_format(arena, ab_tr("sources:%.*s"),
		    (int)s.len, s.ptr));
}

void
ab_detail_paint(struct ab_reader *r, struct ab_frame *f, int from, int to)
{
	struct page page = { f, from, to };
	size_t place, passage;

	if (from >= to)
		return;
	ab_frame_fill(f, from, 0, f->cols, AB_STYLE_BAR, AB_STR(" "));
	line(&page, AB_STYLE_BAR, heading(r, &f->strings));
	if (!ab_linked_chosen(r, &place, &passage))
		return;
	conflicts(r, &page, place, passage);
	shared(r, &page, place, passage);
	nearest(r, &page, place, passage);
	sources(r, &page);
}
