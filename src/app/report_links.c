/* What articles have in common and where they disagree, and what a person noted. */
#include "app/report.h"

enum { AROUND = 80 }; /* bytes that are quoted on either side of what differs */

static int
percent(double part)
{
	return (int)(part * 100 + .5);
}

/* ---- overview ---- */

static void
put_remarks(const struct ab_report *r, const struct ab_standing *standing)
{
	if (standing->other_event)
		fprintf(r->out, "about another event%s", standing->agencies ? "; " : "");
	for (size_t i = 0; i < standing->agencies; i++) {
		fputs(i ? ", " : "after ", r->out);
		ab_report_quote(r->out, standing->agency[i]);
	}
}

static void
put_row(const struct ab_report *r, size_t place)
{
	const struct ab_report_side *side = &r->side[place];
	const struct ab_standing *standing = ab_links_standing(r->links, place);

	fprintf(r->out, "<tr><th scope=\"row\"><a href=\"#a%zu\">%zu ", place + 1, place + 1);
	ab_report_quote(r->out, side->name);
	fputs("</a></th><td class=\"wording\" dir=\"auto\">", r->out);
	ab_report_quote(r->out, side->title);
	fputs("</td><td class=\"day\">", r->out);
	ab_report_quote(r->out, side->day);
	fprintf(r->out, "</td><td class=\"number\">%zu</td><td class=\"number\">%zu</td>",
	    side->words, side->hidden);
	if (r->count > 1)
		fprintf(r->out, "<td class=\"number\">%d %%</td><td>", percent(standing->only.any));
	if (r->count > 1)
		put_remarks(r, standing);
	fputs(r->count > 1 ? "</td></tr>\n" : "</tr>\n", r->out);
}

void
ab_report_overview(const struct ab_report *r)
{
	fputs("<section aria-labelledby=\"overview\">\n<h2 id=\"overview\">Overview</h2>\n"
	    "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-labelledby=\"overview\">\n"
	    "<table>\n<thead><tr>"
	    "<th scope=\"col\">Article</th><th scope=\"col\">Title</th>"
	    "<th scope=\"col\">Published</th><th scope=\"col\">Words</th>"
	    "<th scope=\"col\">Lines hidden</th>", r->out);
	if (r->count > 1)
		fputs("<th scope=\"col\">Told here only</th><th scope=\"col\">Remarks</th>",
		    r->out);
	fputs("</tr></thead>\n<tbody>\n", r->out);
	for (size_t i = 0; i < r->count; i++)
		put_row(r, i);
	fputs("</tbody>\n</table>\n</div>\n<p class=\"legend\">A date with ~ is assumed from the "
	    "others.</p>\n"
	    "</section>\n", r->out);
}

/* ---- matrix ---- */

static struct ab_share
share_of(const struct ab_report *r, size_t a, size_t b)
{
	const struct ab_pairing *p = a < b ? ab_links_between(r->links, a, b)
	    : ab_links_between(r->links, b, a);

	return a < b ? p->share_a : p->share_b;
}

static void
put_shares(const struct ab_report *r, size_t a)
{
	fprintf(r->out, "<tr><th scope=\"row\"><a href=\"#a%zu\">%zu ", a + 1, a + 1);
	ab_report_quote(r->out, r->side[a].name);
	fputs("</a></th>", r->out);
	for (size_t b = 0; b < r->count; b++) {
		if (a == b) {
			fputs("<td>–</td>", r->out);
			continue;
		}
		struct ab_share share = share_of(r, a, b);
		fprintf(r->out, "<td class=\"h%d\" title=\"word for word: %d %%\">%d</td>",
		    percent(share.any) / 10, percent(share.same), percent(share.any));
	}
	fputs("</tr>\n", r->out);
}

void
ab_report_matrix(const struct ab_report *r)
{
	if (r->count < 2)
		return;
	fputs("<section aria-labelledby=\"matrix\">\n"
	    "<h2 id=\"matrix\">Who tells what others tell</h2>\n"
	    "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-labelledby=\"matrix\">\n"
	    "<table class=\"heat\">\n"
	    "<caption>Percent of the row's article that the column's article tells, too</caption>\n"
	    "<thead><tr><td></td>", r->out);
	for (size_t i = 0; i < r->count; i++)
		fprintf(r->out, "<th scope=\"col\"><a href=\"#a%zu\">%zu</a></th>", i + 1, i + 1);
	fputs("</tr></thead>\n<tbody>\n", r->out);
	for (size_t i = 0; i < r->count; i++)
		put_shares(r, i);
	fputs("</tbody>\n</table>\n</div>\n</section>\n", r->out);
}

/* ---- conflicts ---- */

/* The words of a passage around a place in it: AROUND bytes each way at most, and no word cut. */
static ab_span
around(ab_str text, ab_span passage, ab_span at)
{
	ab_span part = passage;

	if (at.start - passage.start > AROUND)
		for (part.start = at.start - AROUND;
		    part.start < at.start && text.ptr[part.start - 1] != ' ';)
			part.start++;
	if (passage.end - at.end > AROUND)
		for (part.end = at.end + AROUND; part.end > at.end && text.ptr[part.end] != ' ';)
			part.end--;
	return part;
}

/* One side of a conflict: what is said, in the words around it, with a way to where. */
static void
put_saying(const struct ab_report *r, struct ab_article *a, size_t place,
    size_t passage, ab_span at)
{
	ab_str text = ab_article_text(a);
	ab_span all = ab_links_passages(r->links, place).at[passage].at,
	    part = around(text, all, at);

	fprintf(r->out, "<td class=\"wording\"><a href=\"#p%zu-%zu\">%zu ", place + 1, passage + 1,
	    place + 1);
	ab_report_quote(r->out, r->side[place].name);
	fprintf(r->out, "</a>: <q dir=\"auto\">%s", part.start > all.start ? "… " : "");
	ab_report_text(r->out, ab_slice(text, (ab_span){ part.start, at.start }));
	fputs("<mark>", r->out);
	ab_report_quote(r->out, ab_slice(text, at));
	fputs("</mark>", r->out);
	ab_report_text(r->out, ab_slice(text, (ab_span){ at.end, part.end }));
	fprintf(r->out, "%s</q></td>", part.end < all.end ? " …" : "");
}

static size_t
put_conflicts(const struct ab_report *r, size_t a, size_t b, size_t room)
{
	const struct ab_pairing *p = ab_links_between(r->links, a, b);
	size_t count = p->conflicts < room ? p->conflicts : room;

	if (count == 0)
		return 0;
	struct ab_article *x = ab_bundle_hold(r->dump->bundle, r->number[a]);
	struct ab_article *y = ab_bundle_hold(r->dump->bundle, r->number[b]);
	for (size_t i = 0; i < count; i++) {
		const struct ab_conflict *c = &p->conflict[i];
		fprintf(r->out, "<tr><th scope=\"row\">%s</th>", ab_conflict_name(c->kind));
		put_saying(r, x, a, c->a, c->at_a);
		put_saying(r, y, b, c->b, c->at_b);
		fputs("</tr>\n", r->out);
	}
	ab_bundle_let_go(r->dump->bundle, y);
	ab_bundle_let_go(r->dump->bundle, x);
	return count;
}

void
ab_report_conflicts(const struct ab_report *r)
{
	size_t all = 0, shown = 0;

	for (size_t a = 0; a < r->count; a++)
		for (size_t b = a + 1; b < r->count; b++)
			all += ab_links_between(r->links, a, b)->conflicts;
	if (all == 0)
		return;
	fputs("<section aria-labelledby=\"conflicts\">\n<h2 id=\"conflicts\">Possible "
	    "disagreements</h2>\n"
	    "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-labelledby=\"conflicts\">\n"
	    "<table>\n"
	    "<thead><tr><th scope=\"col\">On</th><th scope=\"col\">One article</th>"
	    "<th scope=\"col\">Another</th></tr></thead>\n<tbody>\n", r->out);
	for (size_t a = 0; a < r->count; a++)
		for (size_t b = a + 1; b < r->count; b++)
			shown += put_conflicts(r, a, b, AB_REPORT_CONFLICTS - shown);
	fputs("</tbody>\n</table>\n</div>\n", r->out);
	if (shown < all)
		fprintf(r->out, "<p>And %zu more.</p>\n", all - shown);
	fputs("</section>\n", r->out);
}

/* ---- notes ---- */

static size_t
put_notes(const struct ab_report *r, size_t place, bool first)
{
	const struct ab_notes *notes = r->dump->notes;
	struct ab_article *a = ab_bundle_hold(r->dump->bundle, r->number[place]);
	ab_str text = ab_article_text(a);
	size_t count = 0;
	ab_span at;

	for (size_t i = 0; ab_notes_each(notes, ab_article_name(a), text, &i, &at); i++) {
		if (first && count == 0)
			fputs("<section aria-labelledby=\"notes\">\n<h2 id=\"notes\">Notes</h2>\n"
			    "<ul>\n", r->out);
		size_t passage = ab_links_find(r->links, place, at.start);
		bool known = passage < ab_links_passages(r->links, place).count;
		fprintf(r->out, "<li><a href=\"#%c%zu", known ? 'p' : 'a', place + 1);
		if (known)
			fprintf(r->out, "-%zu", passage + 1);
		fprintf(r->out, "\">%zu</a>: <q dir=\"auto\">", place + 1);
		ab_report_quote(r->out, ab_slice(text, at));
		fputs("</q> <ins dir=\"auto\">", r->out);
		ab_report_text(r->out, notes->at[i].text);
		fputs("</ins></li>\n", r->out);
		count++;
	}
	ab_bundle_let_go(r->dump->bundle, a);
	return count;
}

void
ab_report_notes(const struct ab_report *r)
{
	size_t count = 0;

	for (size_t i = 0; r->dump->notes && r->dump->notes->count && i < r->count; i++)
		count += put_notes(r, i, count == 0);
	if (count)
		fputs("</ul>\n</section>\n", r->out);
}
