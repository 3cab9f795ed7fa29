#include <stdlib.h>

#include "app/report.h"
#include "know/calendar.h"

/*
 * Marks overlap as they like; elements must not. So marks are layers, each a list of disjoint
 * spans in the order of the text, and an element of an inner layer is closed, and opened again,
 * where one of an outer layer begins or ends.
 */
enum layer { PASSAGE, CONFLICT, NOTE, DATE, NAME, LAYERS };

enum { NONE = -1 };

/* What is said of a span, beside it. */
struct remark { ab_span at; ab_str text; };
struct remarks { struct remark *at; size_t count, room; };

struct pane {
	const struct ab_report *report;
	FILE *out;
	struct ab_arena arena;
	size_t place;
	ab_str text;
	const struct ab_roster *roster;
	struct ab_passages passages;
	struct remarks conflicts, notes;
	const struct ab_dates *dates;
	const struct ab_names *names;
	size_t next[LAYERS];    /* the first span that is not behind */
	ptrdiff_t open[LAYERS]; /* the one whose element is open, or NONE */
};

/* ---- remarks ---- */

static int
by_start(const void *a, const void *b)
{
	const struct remark *x = a, *y = b;

	return (x->at.start > y->at.start) - (x->at.start < y->at.start);
}

/* Those that overlap become one that says all. */
static void
settle(struct pane *p, struct remarks *list)
{
	size_t kept = 0;

	if (list->count)
		qsort(list->at, list->count, sizeof(*list->at), by_start);
	for (size_t i = 0; i < list->count; i++) {
		struct remark *last = kept ? &list->at[kept - 1] : NULL, *now = &list->at[i];
		if (!last || now->at.start >= last->at.end) {
			list->at[kept++] = *now;
			continue;
		}
		if (now->at.end > last->at.end)
			last->at.end = now->at.end;
		last->text = ab_format(&p->arena, "%.*s; %.*s", (int)last->text.len, last->text.ptr,
		    (int)now->text.len, now->text.ptr);
	}
	list->count = kept;
}

static void
remark(struct pane *p, struct remarks *list, ab_span at, ab_str text)
{
	if (at.end > at.start)
		AB_PUSH(&p->arena, list, ((struct remark){ at, text }));
}

static void
gather_conflicts(struct pane *p)
{
	const struct ab_report *r = p->report;

	for (size_t other = 0; other < r->count; other++) {
		if (other == p->place)
			continue;
		bool turned = other < p->place;
		const struct ab_pairing *pairing = turned
		    ? ab_links_between(r->links, other, p->place)
		    : ab_links_between(r->links, p->place, other);
		for (size_t i = 0; i < pairing->conflicts
		    && p->conflicts.count < AB_REPORT_CONFLICTS; i++) {
			const struct ab_conflict *c = &pairing->conflict[i];
			remark(p, &p->conflicts, turned ? c->at_b : c->at_a, ab_format(&p->arena,
			    "another %s in %zu", ab_conflict_name(c->kind), other + 1));
		}
	}
	settle(p, &p->conflicts);
}

static void
gather_notes(struct pane *p, struct ab_article *a)
{
	const struct ab_notes *notes = p->report->dump->notes;
	ab_span at;

	for (size_t i = 0; notes && ab_notes_each(notes, ab_article_name(a), p->text, &i, &at); i++)
		remark(p, &p->notes, at, notes->at[i].text);
	settle(p, &p->notes);
}

/* ---- layers ---- */

static size_t
count_of(const struct pane *p, enum layer layer)
{
	switch (layer) {
	case PASSAGE:  return p->passages.count;
	case CONFLICT: return p->conflicts.count;
	case NOTE:     return p->notes.count;
	case DATE:     return p->dates->count;
	default:       return p->names->count;
	}
}

static ab_span
span_of(const struct pane *p, enum layer layer, size_t i)
{
	switch (layer) {
	case PASSAGE:  return p->passages.at[i].at;
	case CONFLICT: return p->conflicts.at[i].at;
	case NOTE:     return p->notes.at[i].at;
	case DATE:     return p->dates->at[i].at;
	default:       return p->names->at[i].at;
	}
}

/* The span of a layer that holds this byte, or NONE; *until is where that changes, if it does
 * before. Bytes are asked for in order. */
static ptrdiff_t
at_byte(struct pane *p, enum layer layer, size_t byte, size_t *until)
{
	size_t *next = &p->next[layer];

	while (*next < count_of(p, layer) && span_of(p, layer, *next).end <= byte)
		++*next;
	if (*next == count_of(p, layer))
		return NONE;
	ab_span at = span_of(p, layer, *next);
	bool inside = at.start <= byte;
	size_t change = inside ? at.end : at.start;
	if (change < *until)
		*until = change;
	return inside ? (ptrdiff_t)*next : NONE;
}

/* ---- elements ---- */

static void
open_passage(struct pane *p, size_t i)
{
	const struct ab_passage_at *passage = &p->passages.at[i];
	struct ab_sign sign = ab_gutter_at(p->report->gutter, p->place, i);
	bool alone = p->report->count < 2, same = sign.sign == '=';

	fprintf(p->out, "<span id=\"p%zu-%zu\"", p->place + 1, i + 1);
	if (!alone && passage->only)
		fputs(" class=\"p only\"><span class=\"unseen\">no link found: </span", p->out);
	else if (!alone && sign.number)
		fprintf(p->out, " class=\"p %s c%u\"><b>%u</b", same ? "same" : "like",
		    sign.number % 8, sign.number);
	fputc('>', p->out);
}

/* Of each other article the partner that is the most likely. */
static void
close_passage(struct pane *p, size_t i)
{
	struct ab_arena arena = { 0 };
	size_t count;
	struct ab_partner *at = ab_links_partners(p->report->links, &arena, p->place, i, &count);

	for (size_t k = 0, best = 0; k < count; k++) {
		best = at[k].link->score > at[best].link->score ? k : best;
		if (k + 1 < count && at[k + 1].place == at[k].place)
			continue;
		bool same = at[best].link->kind == AB_LINK_SAME;
		fprintf(p->out, "<a class=\"to\" href=\"#p%zu-%zu\" title=\"%s in %zu, %.2f\">"
		    "<span class=\"unseen\">%s in </span>%zu</a>", at[best].place + 1,
		    at[best].passage + 1, same ? "the same" : "in other words", at[best].place + 1,
		    (double)at[best].link->score, same ? "the same" : "in other words",
		    at[best].place + 1);
		best = k + 1;
	}
	fputs("</span>", p->out);
	ab_arena_free(&arena);
}

/* HTML takes few of the values that TIMEX3 has. */
static bool
is_day(ab_str value)
{
	ab_civil day;

	return value.len == 10 && ab_civil_parse(value, &day) && day.year > 0;
}

static void
open_date(struct pane *p, size_t i)
{
	ab_str value = p->dates->at[i].value;

	if (is_day(value))
		fprintf(p->out, "<time class=\"date\" datetime=\"%.*s\" title=\"",
		    (int)value.len, value.ptr);
	else
		fputs("<span class=\"date\" title=\"", p->out);
	ab_report_text(p->out, value);
	fputs("\">", p->out);
}

/* The value is written out once, behind the last part. */
static void
close_date(struct pane *p, size_t i, bool last)
{
	ab_str value = p->dates->at[i].value;

	if (last) {
		fputs("<span class=\"value\"> [", p->out);
		ab_report_text(p->out, value);
		fputs("]</span>", p->out);
	}
	fputs(is_day(value) ? "</time>" : "</span>", p->out);
}

static void
open_name(struct pane *p, size_t i)
{
	static const char *class[] = { [AB_ENTITY_PER] = "per", [AB_ENTITY_ORG] = "org",
		[AB_ENTITY_LOC] = "loc", [AB_ENTITY_MISC] = "misc" };
	struct ab_name name = ab_roster_look(p->roster, p->text, p->names->at[i]);

	fprintf(p->out, "<span class=\"name %s\" title=\"", class[name.type]);
	ab_report_text(p->out, name.id);
	fputs("\">", p->out);
}

static void
open_layer(struct pane *p, enum layer layer, size_t i)
{
	switch (layer) {
	case PASSAGE: open_passage(p, i); break;
	case DATE:    open_date(p, i); break;
	case NAME:    open_name(p, i); break;
	default:
		fputs(layer == NOTE ? "<ins title=\"" : "<mark title=\"", p->out);
		ab_report_text(p->out, (layer == NOTE ? p->notes : p->conflicts).at[i].text);
		fputs("\">", p->out);
	}
	p->open[layer] = (ptrdiff_t)i;
}

/* last: nothing of the span is left that would be opened again. */
static void
close_layer(struct pane *p, enum layer layer, bool last)
{
	size_t i = (size_t)p->open[layer];

	switch (layer) {
	case PASSAGE:  close_passage(p, i); break;
	case DATE:     close_date(p, i, last); break;
	case NAME:     fputs("</span>", p->out); break;
	case CONFLICT: fputs("</mark>", p->out); break;
	default:       fputs("</ins>", p->out);
	}
	p->open[layer] = NONE;
}

/* Leaves open what is open in `want`, outermost first, and nothing else. */
static void
turn(struct pane *p, const ptrdiff_t want[LAYERS])
{
	int keep = 0;

	while (keep < LAYERS && p->open[keep] == want[keep])
		keep++;
	for (int layer = LAYERS - 1; layer >= keep; layer--)
		if (p->open[layer] != NONE)
			close_layer(p, (enum layer)layer, want[layer] != p->open[layer]);
	for (int layer = keep; layer < LAYERS; layer++)
		if (want[layer] != NONE)
			open_layer(p, (enum layer)layer, (size_t)want[layer]);
}

static void
put(struct pane *p, ab_span at)
{
	while (at.start < at.end) {
		ptrdiff_t want[LAYERS];
		size_t until = at.end;
		for (int layer = 0; layer < LAYERS; layer++)
			want[layer] = at_byte(p, (enum layer)layer, at.start, &until);
		turn(p, want);
		ab_report_text(p->out, ab_slice(p->text, (ab_span){ at.start, until }));
		at.start = until;
	}
}

/* ---- lines ---- */

/* A line without what is hidden in it, unless all is shown; `hidden` are those of the text that
 * are not behind. */
static void
put_line(struct pane *p, const struct ab_lines *lines, size_t i, size_t *hidden)
{
	static const ptrdiff_t nothing[LAYERS] = { NONE, NONE, NONE, NONE, NONE };
	static const char *class[AB_KIND_COUNT] = { [AB_KIND_CHROME] = "chrome",
		[AB_KIND_TITLE] = "title", [AB_KIND_BYLINE] = "byline",
		[AB_KIND_CAPTION] = "caption", [AB_KIND_BODY] = "body" };
	struct ab_line line = lines->at[i];
	bool all = line.kind == AB_KIND_CHROME || p->report->dump->show_chrome;
	size_t at = line.at.start;

	fprintf(p->out, "<p class=\"%s\" dir=\"auto\">", class[line.kind]);
	for (; *hidden < lines->hidden_count && lines->hidden[*hidden].at.start < line.at.end;
	    ++*hidden) {
		if (all)
			continue;
		put(p, (ab_span){ at, lines->hidden[*hidden].at.start });
		at = lines->hidden[*hidden].at.end;
	}
	put(p, (ab_span){ at, line.at.end });
	turn(p, nothing);
	fputs("</p>\n", p->out);
}

static bool
is_away(const struct ab_lines *lines, const struct ab_repeats *repeats, size_t i)
{
	return lines->at[i].kind == AB_KIND_CHROME || ab_repeats_at(repeats, i) != NULL;
}

/* Lines from i on that are hidden or said twice, and blank ones between them; returns the end. */
static size_t
run_of(const struct ab_lines *lines, const struct ab_repeats *repeats, size_t i, size_t *count)
{
	size_t end = i;

	for (*count = 0; i < lines->count; i++) {
		if (is_away(lines, repeats, i)) {
			++*count;
			end = i + 1;
		} else if (lines->at[i].kind != AB_KIND_BLANK) {
			break;
		}
	}
	return end;
}

static void
put_lines(struct pane *p, struct ab_article *a)
{
	const struct ab_lines *lines = ab_article_lines(a);
	const struct ab_repeats *repeats = ab_article_repeats(a);
	size_t hidden = 0, away_until = 0, count;

	for (size_t i = 0; i < lines->count; i++) {
		if (i >= away_until && is_away(lines, repeats, i)) {
			away_until = run_of(lines, repeats, i, &count);
			fprintf(p->out, "<details%s><summary>%zu line%s hidden</summary>\n",
			    p->report->dump->show_chrome ? " open=\"open\"" : "", count,
			    count == 1 ? "" : "s");
		}
		if (lines->at[i].kind != AB_KIND_BLANK)
			put_line(p, lines, i, &hidden);
		if (i + 1 == away_until)
			fputs("</details>\n", p->out);
	}
}

static void
put_head(struct pane *p, struct ab_article *a)
{
	const struct ab_report_side *side = &p->report->side[p->place];
	ab_str outlet = ab_visible(&p->arena, ab_article_outlet(a)), notice = ab_article_notice(a);

	fprintf(p->out, "<article id=\"a%zu\" tabindex=\"0\" aria-labelledby=\"h%zu\">\n<header>"
	    "<h3 id=\"h%zu\"><b>%zu</b> ", p->place + 1, p->place + 1, p->place + 1, p->place + 1);
	ab_report_quote(p->out, outlet.len ? outlet : side->name);
	fputs("</h3>\n<p class=\"about\">", p->out);
	ab_report_quote(p->out, side->day);
	fprintf(p->out, "%s%zu words", side->day.len ? " · " : "", side->words);
	if (notice.len) {
		fputs(" · <strong>", p->out);
		ab_report_text(p->out, notice);
		fputs("</strong>", p->out);
	}
	fputs("</p></header>\n", p->out);
	if (side->title.len && ab_article_lines(a)->title.len == 0) {
		fputs("<p class=\"title\" dir=\"auto\">", p->out);
		ab_report_text(p->out, side->title);
		fputs("</p>\n", p->out);
	}
}

void
ab_report_article(const struct ab_report *r, size_t place, struct ab_article *a)
{
	struct pane p = {
		.report = r, .out = r->out, .place = place, .text = ab_article_text(a),
		.roster = ab_bundle_roster(r->dump->bundle),
		.passages = ab_links_passages(r->links, place),
		.dates = ab_article_dates(a), .names = ab_article_names(a),
	};

	for (int layer = 0; layer < LAYERS; layer++)
		p.open[layer] = NONE;
	gather_conflicts(&p);
	gather_notes(&p, a);
	put_head(&p, a);
	put_lines(&p, a);
	fputs("</article>\n", p.out);
	ab_arena_free(&p.arena);
}
