/* What is under the hand: the place, the passage and the word that a command means. */
#include "view/screen.h"

#include <unictype.h>

/* Bytes of an endless line, on either side, in which a passage is looked for. */
enum { AROUND = 8 << 10 };

static bool
in_sight(struct ab_pane *pane, size_t offset)
{
	if (!ab_layout_reaches(pane->layout, offset))
		return false;
	ptrdiff_t row = (ptrdiff_t)ab_layout_find(pane->layout, offset);
	return row >= pane->top && row < pane->top + pane->rows
	    && ab_layout_row(pane->layout, (size_t)row);
}

bool
ab_here(struct ab_reader *r, size_t *offset)
{
	if (r->panes.count == 0)
		return false;
	struct ab_pane *pane = &r->panes.at[r->panes.focus];
	if (!pane->layout)
		return false;
	*offset = r->hand.offset;
	if (r->hand.known && r->hand.number == pane->number && in_sight(pane, *offset))
		return true;
	*offset = ab_seek_start(r);
	if (r->hit_pane == r->panes.focus && ab_seek_hit(r) && in_sight(pane, *offset))
		return true;
	const struct ab_row *row;
	for (size_t i = pane->top > 0 ? (size_t)pane->top : 0;
	    (row = ab_layout_row(pane->layout, i)); i++)
		if (!row->gap) {
			*offset = row->at.start;
			return true;
		}
	return false;
}

/* The line, or what of an endless one is near. */
static ab_span
near(ab_str text, ab_span line, size_t offset)
{
	if (offset - line.start > AROUND)
		line.start = offset - AROUND;
	if (line.end > offset && line.end - offset > AROUND)
		line.end = offset + AROUND;
	while (line.start < offset && ((uint8_t)text.ptr[line.start] & 0xC0) == 0x80)
		line.start++;
	while (line.end > offset && line.end < text.len
	    && ((uint8_t)text.ptr[line.end] & 0xC0) == 0x80)
		line.end--;
	return line;
}

/* The sentence that holds the offset or follows it in its line; the line itself where there is
 * none, as in what is hidden. */
static ab_span
passage_at(ab_str gazetteer, struct ab_article *article, size_t offset)
{
	const struct ab_lines *lines = ab_article_lines(article);
	ab_str text = ab_article_text(article);
	struct ab_line line = lines->at[ab_lines_find(lines, offset)];
	struct ab_lines one = *lines;
	struct ab_sentences at;
	struct ab_sentence sentence;

	line.at = near(text, line.at, offset);
	one.at = &line;
	one.count = 1;
	ab_sentences_begin(&at, text, &one, gazetteer);
	while (ab_sentences_next(&at, &sentence))
		if (sentence.at[sentence.count - 1].at.end > offset)
			return (ab_span){ sentence.at[0].at.start,
				sentence.at[sentence.count - 1].at.end };
	return line.at;
}

bool
ab_here_passage(struct ab_reader *r, ab_span *passage)
{
	size_t offset;

	if (!ab_here(r, &offset))
		return false;
	*passage = passage_at(ab_knowledge_gazetteer(ab_bundle_knowledge(r->bundle)),
	    r->panes.at[r->panes.focus].article, offset);
	return passage->start < passage->end;
}

static bool
in_word(ab_str s, size_t *len)
{
	uint32_t c = ab_code_point(s, len);

	return *len > 0 && (uc_is_property_alphabetic(c) || uc_is_digit(c));
}

ab_str
ab_here_word(struct ab_reader *r, size_t nth)
{
	enum { WORD_MAX = 100 }; /* bytes */
	size_t offset, n;

	if (!ab_here(r, &offset))
		return AB_STR("");
	ab_str text = ab_article_text(r->panes.at[r->panes.focus].article);
	ab_str rest = ab_slice(text, near(text, (ab_span){ offset, text.len }, offset)),
	    word = rest;
	do {
		rest = ab_str_skip(rest, word.len == rest.len ? 0 : word.len);
		while (rest.len && !in_word(rest, &n))
			rest = ab_str_skip(rest, n);
		for (word = (ab_str){ rest.ptr, 0 }; in_word(ab_str_skip(rest, word.len), &n);)
			word.len += n;
	} while (word.len && --nth > 0);
	return word.len <= WORD_MAX ? word : AB_STR("");
}

ab_place
ab_here_place(struct ab_reader *r)
{
	if (r->panes.count == 0)
		return (ab_place){ 0 };
	struct ab_pane *pane = &r->panes.at[r->panes.focus];
	const struct ab_row *row = pane->layout && pane->top > 0
	    ? ab_layout_row(pane->layout, (size_t)pane->top) : NULL;
	return (ab_place){ pane->number, row ? row->at.start : 0, true };
}

void
ab_leave_here(struct ab_reader *r)
{
	ab_place here = ab_here_place(r);

	if (here.known && !r->question)
		ab_places_leave(&r->places, here);
}

void
ab_go(struct ab_reader *r, ab_place to)
{
	struct ab_panes *p = &r->panes;
	int at = p->count ? p->focus : -1;

	if (!to.known || !ab_heap_try(ab_bundle_heap(r->bundle), to.number)) {
		ab_say(r, "that place is no more");
		return;
	}
	for (int i = 0; i < p->count && p->at[at].number != to.number; i++)
		if (p->at[i].number == to.number)
			at = i;
	r->screen = &ab_screen_panes;
	if (at >= 0 && p->at[at].number == to.number)
		p->focus = at;
	else
		ab_reader_put(r, to.number);
	ab_panes_arrange(p);
	ab_panes_scroll_to(p, (ptrdiff_t)ab_pane_find(p, &p->at[p->focus], to.offset));
}
