/* Days down, articles across, a sign where an article mentions a day; an SVG of its own. */
#include <stdlib.h>

#include "app/report.h"
#include "know/calendar.h"

enum {
	LEFT = 150, COLUMN = 34, HEAD = 30, /* px */
	ROW = 22,
	GAP_MAX = 40                        /* px more between days that are far apart */
};

/* Moments of one stretch of the calendar. */
struct row { const struct ab_moment *at; size_t count, mentions; int y; };

struct rows { struct row *at; size_t count, all; };

/* ---- rows ---- */

static int
by_mentions(const void *a, const void *b)
{
	size_t x = *(const size_t *)a, y = *(const size_t *)b;

	return (x < y) - (x > y);
}

/* Leaves AB_REPORT_DAYS rows at most: those most often mentioned, or else the first of them. */
static void
choose(struct ab_arena *arena, struct rows *rows)
{
	size_t *mentions = AB_NEW(arena, size_t, rows->count + 1), above = 0, kept = 0;

	rows->all = rows->count;
	if (rows->count <= AB_REPORT_DAYS)
		return;
	for (size_t i = 0; i < rows->count; i++)
		mentions[i] = rows->at[i].mentions;
	qsort(mentions, rows->count, sizeof(*mentions), by_mentions);
	size_t least = mentions[AB_REPORT_DAYS - 1];
	while (mentions[above] > least)
		above++;
	size_t equal = AB_REPORT_DAYS - above; /* of those with the least mentions, so many stay */
	for (size_t i = 0; i < rows->count; i++)
		if (rows->at[i].mentions > least
		    || (rows->at[i].mentions == least && equal && equal--))
			rows->at[kept++] = rows->at[i];
	rows->count = kept;
}

/* px more for days between, growing ever more slowly: 1, 3, 7, 15 ...
 * days are steps of one size. */
static int
gap(ab_days before, ab_days after)
{
	int px = 0;

	for (int64_t days = (int64_t)after.first - before.first; days > 1
	    && px < GAP_MAX; days /= 2)
		px += 4;
	return px;
}

static struct rows
rows_of(struct ab_arena *arena, const struct ab_moment *moment, size_t count)
{
	struct rows rows = { AB_NEW(arena, struct row, count + 1), 0, 0 };

	for (size_t i = 0; i < count; i++) {
		struct row *last = rows.count ? &rows.at[rows.count - 1] : NULL;
		if (!last || ab_days_cmp(last->at->days, moment[i].days) != 0) {
			last = &rows.at[rows.count++];
			*last = (struct row){ .at = &moment[i] };
		}
		last->count++;
		last->mentions += moment[i].count;
	}
	choose(arena, &rows);
	for (size_t i = 0; i < rows.count; i++)
		rows.at[i].y = i ? rows.at[i - 1].y + ROW + gap(rows.at[i - 1].at->days,
		    rows.at[i].at->days) : HEAD + ROW / 2;
	return rows;
}

/* ---- drawing ---- */

static int
across(size_t place)
{
	return LEFT + (int)place * COLUMN + COLUMN / 2;
}

static void
put_heads(const struct ab_report *r, int height)
{
	for (size_t i = 0; i < r->count; i++) {
		fprintf(r->out, "<line class=\"rule\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n"
		    "<a href=\"#a%zu\"><title>", across(i), HEAD - 6, across(i), height, i + 1);
		ab_report_quote(r->out, r->side[i].name);
		fprintf(r->out, "</title><text class=\"column\" x=\"%d\" y=\"%d\">%zu</text></a>\n",
		    across(i), 16, i + 1);
	}
}

static void
put_label(const struct ab_report *r, const struct row *row)
{
	static const char *weekday[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
	ab_days days = row->at->days;

	fprintf(r->out, "<text class=\"day\" x=\"%d\" y=\"%d\">", LEFT - 8, row->y + 5);
	if (days.first == days.last)
		fprintf(r->out, "%s ", weekday[ab_weekday(days.first) - 1]);
	ab_report_quote(r->out, row->at->value);
	fputs("</text>\n", r->out);
}

static void
put_sign(const struct ab_report *r, const struct ab_moment *m, int y)
{
	int x = across(m->article), size = m->count < 6 ? 4 + (int)m->count : 10;

	if (m->kind != AB_MOMENT_MENTIONED)
		fprintf(r->out, "<path class=\"%s\" d=\"M%d %dl8 8l-8 8l-8 -8z\"/>",
		    m->kind == AB_MOMENT_PUBLISHED ? "out" : "guess", x, y - 8);
	else if (m->days.first == m->days.last)
		fprintf(r->out, "<circle class=\"told\" cx=\"%d\" cy=\"%d\" r=\"%d\"/>",
		    x, y, size);
	else
		fprintf(r->out, "<rect class=\"told\" x=\"%d\" y=\"%d\" width=\"20\" height=\"%d\" "
		    "rx=\"3\"/>", x - 10, y - size / 2, size);
}

/* A sign leads to the passage that it stands for. */
static void
put_moment(const struct ab_report *r, const struct ab_moment *m, int y)
{
	size_t passage = ab_links_find(r->links, m->article, m->at.start);

	if (m->kind == AB_MOMENT_MENTIONED && passage < ab_links_passages(r->links,
	    m->article).count)
		fprintf(r->out, "<a href=\"#p%zu-%zu\"><title>", m->article + 1, passage + 1);
	else
		fprintf(r->out, "<a href=\"#a%zu\"><title>", m->article + 1);
	fprintf(r->out, "%zu: ", m->article + 1);
	if (m->kind != AB_MOMENT_MENTIONED)
		fputs(m->kind == AB_MOMENT_PUBLISHED ? "published: " : "assumed to be published: ",
		    r->out);
	ab_report_text(r->out, m->before);
	ab_report_text(r->out, m->what);
	ab_report_text(r->out, m->after);
	if (m->count > 1)
		fprintf(r->out, " (%zu times)", m->count);
	fputs("</title>", r->out);
	put_sign(r, m, y);
	fputs("</a>\n", r->out);
}

static void
draw(const struct ab_report *r, const struct rows *rows)
{
	int height = rows->at[rows->count - 1].y + ROW, width = across(r->count - 1) + COLUMN;

	fprintf(r->out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
	    "width=\"%d\" height=\"%d\" role=\"group\" aria-labelledby=\"timeline\">\n", width,
	    height, width, height);
	put_heads(r, height);
	for (size_t i = 0; i < rows->count; i++) {
		const struct row *row = &rows->at[i];
		put_label(r, row);
		for (size_t k = 0; k < row->count; k++)
			put_moment(r, &row->at[k], row->y);
	}
	fputs("</svg>\n", r->out);
}

void
ab_report_timeline(const struct ab_report *r)
{
	struct ab_arena arena = { 0 };
	size_t count;
	const struct ab_moment *moment = ab_timeline_moments(r->timeline, &count);
	struct rows rows = rows_of(&arena, moment, count);

	if (rows.count) {
		fputs("<section aria-labelledby=\"timeline\">\n"
		    "<h2 id=\"timeline\">Days that are mentioned</h2>\n"
		    "<figure class=\"wide\" tabindex=\"0\">\n", r->out);
		draw(r, &rows);
		fputs("<figcaption>A disc is a day that an article mentions, the larger the more "
		    "often; a bar a longer time; a diamond the day it was published, hollow if "
		    "that is assumed.", r->out);
		if (rows.count < rows.all)
			fprintf(r->out, " The %zu most mentioned of %zu.", rows.count, rows.all);
		fputs("</figcaption>\n</figure>\n</section>\n", r->out);
	}
	ab_arena_free(&arena);
}
