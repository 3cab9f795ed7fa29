#include "app/report.h"

#include "data/data.h"

/* ---- text ---- */

static const char *
entity(uint32_t c)
{
	switch (c) {
	case '&':  return "&amp;";
	case '<':  return "&lt;";
	case '>':  return "&gt;";
	case '"':  return "&quot;";
	case '\t': case '\n': case '\r': return " ";
	default:   break;
	}
	bool none = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF); /* noncharacters */
	return none || ab_is_control(c) ? "\xef\xbf\xbd" : NULL;
}

void
ab_report_text(FILE *out, ab_str text)
{
	size_t plain = 0, n;

	for (size_t at = 0; at < text.len; at += n) {
		const char *as = entity(ab_code_point(ab_str_skip(text, at), &n));
		if (!as)
			continue;
		fwrite(text.ptr + plain, 1, at - plain, out);
		fputs(as, out);
		plain = at + n;
	}
	if (text.len > plain)
		fwrite(text.ptr + plain, 1, text.len - plain, out);
}

void
ab_report_quote(FILE *out, ab_str text)
{
	size_t len = text.len;

	if (len > AB_REPORT_QUOTE) {
		len = AB_REPORT_QUOTE;
		while (len && ((unsigned char)text.ptr[len] & 0xC0) == 0x80)
			len--;
	}
	ab_report_text(out, ab_str_trim((ab_str){ text.ptr, len }));
	if (len < text.len)
		fputs("…", out);
}

/* ---- what is known before anything is written ---- */

static void
read_side(struct ab_report *r, size_t place, struct ab_article *a)
{
	ab_str published = ab_article_published(a), assumed = ab_article_assumed(a).date;
	ab_str day = { published.ptr, published.len < 10 ? published.len : 10 };
	ab_str name = ab_visible(&r->arena, ab_article_name(a));

	r->side[place] = (struct ab_report_side){
		.name = name.len ? name : AB_STR("article"),
		.title = ab_visible(&r->arena, ab_article_title(a)),
		.day = day.len ? ab_copy(&r->arena, day)
		    : ab_format(&r->arena, "%s%.*s", assumed.len ? "~" : "", (int)assumed.len,
		    assumed.ptr),
		.words = ab_article_words(a),
		.hidden = ab_article_lines(a)->chrome_lines,
	};
}

/* Each article is told of once, here; dates are read again once it is known what is assumed. */
static void
prepare(struct ab_report *r)
{
	struct ab_bundle *bundle = r->dump->bundle;
	struct ab_article *a = NULL;
	bool found = false;

	for (size_t i = 0; i < r->count; i++) {
		a = ab_dump_next(r->dump, a, r->number[i]);
		ab_bundle_enrol(bundle, r->number[i]);
	}
	if (a)
		ab_bundle_let_go(bundle, a);
	while (ab_bundle_assume(bundle, &found))
		;
	r->links = ab_links_new(bundle, r->number, r->count);
	while (ab_links_step(r->links))
		;
	r->gutter = ab_gutter_new(r->links);
	for (size_t i = 0; i < r->count; i++) {
		a = ab_bundle_hold(bundle, r->number[i]);
		read_side(r, i, a);
		ab_timeline_add(r->timeline, i, a, ab_bundle_knowledge(r->dump->bundle));
		ab_bundle_let_go(bundle, a);
	}
}

/* ---- the page ---- */

static void
head(const struct ab_report *r)
{
	ab_str style = ab_file_report_css();

	fputs("<!DOCTYPE html>\n"
	    "<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n"
	    "<meta charset=\"utf-8\"/>\n"
	    "<meta http-equiv=\"Content-Security-Policy\""
	    " content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n"
	    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
	    "<meta name=\"referrer\" content=\"no-referrer\"/>\n"
	    "<meta name=\"generator\" content=\"" PACKAGE_NAME "\"/>\n<title>", r->out);
	fprintf(r->out, "%zu article%s side by side", r->count, r->count == 1 ? "" : "s");
	if (r->count && r->side[0].title.len) {
		fputs(": ", r->out);
		ab_report_quote(r->out, r->side[0].title);
	}
	fputs("</title>\n<style>\n", r->out);
	fwrite(style.ptr, 1, style.len, r->out);
	fputs("</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#articles\">To the "
	    "articles</a>\n", r->out);
}

/* Boxes come before the sections that they switch, so that the style sheet alone can obey them. */
static void
top(const struct ab_report *r)
{
	fprintf(r->out, "<header>\n<h1>%zu article%s side by side</h1>\n"
	    "<nav aria-label=\"Parts of the page\"><ul>\n",
	    r->count, r->count == 1 ? "" : "s");
	for (size_t i = 0; i < r->count; i++) {
		fprintf(r->out, "<li><a href=\"#a%zu\">%zu ", i + 1, i + 1);
		ab_report_quote(r->out, r->side[i].name);
		fputs("</a></li>\n", r->out);
	}
	fputs("</ul></nav>\n</header>\n<main>\n"
	    "<input type=\"checkbox\" id=\"marks\" checked=\"checked\"/>\n"
	    "<label for=\"marks\">mark names and dates</label>\n"
	    "<input type=\"checkbox\" id=\"values\"/>\n"
	    "<label for=\"values\">say which day is meant</label>\n",
	    r->out);
}

static bool
panes(const struct ab_report *r)
{
	bool ok = true;

	fputs("<section aria-labelledby=\"articles\">\n<h2 id=\"articles\">The articles</h2>\n",
	    r->out);
	if (r->count > 1)
		fputs("<p class=\"legend\"><span class=\"p same\">Told in the same words</span> or "
		    "<span class=\"p like\">in others</span>, with one number wherever it is told; "
		    "the numbers behind are the articles that tell it, too. "
		    "<span class=\"p only\">No link found.</span> <mark>Possibly a "
		    "disagreement.</mark></p>\n", r->out);
	fputs("<p class=\"legend\">Names: <span class=\"name per\">persons</span>, "
	    "<span class=\"name org\">organisations</span>, "
	    "<span class=\"name loc\">places</span>, <span class=\"name misc\">others</span>; "
	    "<span class=\"date\">dates</span>.</p>\n"
	    "<div class=\"panes\">\n", r->out);
	for (size_t i = 0; ok && i < r->count; i++) {
		struct ab_article *a = ab_bundle_hold(r->dump->bundle, r->number[i]);
		ab_report_article(r, i, a);
		ab_bundle_let_go(r->dump->bundle, a);
		ok = !ferror(r->out);
	}
	fputs("</div>\n</section>\n", r->out);
	return ok;
}

static bool
page(const struct ab_report *r)
{
	head(r);
	top(r);
	ab_report_overview(r);
	ab_report_matrix(r);
	ab_report_conflicts(r);
	ab_report_timeline(r);
	bool ok = panes(r);
	ab_report_notes(r);
	fputs("</main>\n<footer><p>Made by " PACKAGE_NAME ". What is linked, marked and hidden was "
	    "found by a program, which errs; that no disagreement is shown does not mean that "
	    "there is none.</p></footer>\n"
	    "</body>\n</html>\n", r->out);
	return ok && fflush(r->out) == 0;
}

bool
ab_dump_html(struct ab_dump *d)
{
	struct ab_report r = { .dump = d, .out = d->out };
	struct ab_heap *heap = ab_bundle_heap(d->bundle);
	size_t *number = AB_NEW(&r.arena, size_t, AB_REPORT_MAX);

	while (r.count < AB_REPORT_MAX && ab_heap_reach(heap, r.count)) {
		number[r.count] = r.count;
		r.count++;
	}
	if (ab_heap_reach(heap, r.count))
		d->say((ab_str){ 0 }, AB_STR("the page has the first 64 articles, --open "
		    "chooses others"));
	r.number = number;
	r.side = AB_NEW(&r.arena, struct ab_report_side, r.count + 1);
	r.timeline = ab_timeline_new();
	prepare(&r);
	bool ok = page(&r);
	ab_timeline_free(r.timeline);
	ab_gutter_free(r.gutter);
	ab_links_free(r.links);
	ab_arena_free(&r.arena);
	return ok;
}
