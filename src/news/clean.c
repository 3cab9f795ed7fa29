/*
 * The way to a line's kind: what rules are sure of, then where the line stands
 * to the main block of prose, then what kind of line of the article it is, and
 * last the promises. Each step reads what the ones before it left in `page`.
 *
 * Main block: the run of lines with the largest sum of (words of prose - a
 * price for each line), J. Bentley, "Programming Pearls", column 8 (Kadane's
 * method); for pages: J. Pasternack and D. Roth, "Extracting Article Text from
 * the Web with Maximum Subsequence Segmentation", WWW 2009.
 */
#include "news/lines.h"
#include "news/measure.h"
#include "news/title.h"

enum {
	LINE_PRICE = 5,   /* words of prose that a line must bring to lengthen the block */
	BLOCK_PRICE = 30, /* more for a heading of chrome, */
	END_PRICE = 60,   /* or a line that says the article is over */
	MOST = 40,        /* words of one line that count: one long comment is no article */
	NEAR = 6,         /* lines around the article where captions and bylines are its own */
	LIST = 12,        /* lines that a heading of chrome hides inside the article, at most */
};

struct page {
	struct ab_lines *lines;
	const struct ab_measure *m;
	ab_str text;
	ab_str *why;        /* of each line that is to be hidden: the rule */
	size_t first, last; /* the main block; first > last if there is no prose */
	size_t title;       /* line of the headline, count if there is none */
};

static bool
is_real(const struct page *p, size_t i)
{
	return p->m[i].text.len > 0;
}

static void
hide(struct page *p, size_t i, ab_str why)
{
	if (!is_real(p, i))
		return;
	p->lines->at[i].kind = AB_KIND_CHROME;
	p->why[i] = why;
}

static bool
is_hidden(const struct page *p, size_t i)
{
	return p->lines->at[i].kind == AB_KIND_CHROME;
}

/* A rule that hides a part says nothing of the rest of the line. */
static unsigned
label_of(const struct page *p, size_t i)
{
	return p->m[i].part.end ? AB_LABEL_NONE : p->m[i].label;
}

/* Words that speak for the line being prose of an article. */
static int
weight(const struct page *p, size_t i)
{
	const struct ab_measure *m = &p->m[i];
	unsigned label = label_of(p, i);
	size_t words = ab_prose(m);

	if (label == AB_KIND_BODY)
		words = m->words;
	else if (label != AB_LABEL_NONE || m->foreign || m->trails)
		return 0;
	return (int)(words < MOST ? words : MOST);
}

static int
price(const struct page *p, size_t i)
{
	unsigned label = label_of(p, i);

	if (label == AB_KIND_BYLINE || label == AB_KIND_CAPTION || label == AB_KIND_TITLE)
		return LINE_PRICE / 2; /* stands within an article as well as above it */
	return LINE_PRICE + (label == AB_LABEL_BLOCK ? BLOCK_PRICE : 0)
	    + (label == AB_LABEL_END ? END_PRICE : 0);
}

static void
find_main_block(struct page *p)
{
	long sum = 0, most = 0, prose = 0;
	size_t start = 0;
	bool over = false; /* after the end of an article prose is rather comments */

	p->first = 1, p->last = 0;
	for (size_t i = 0; i < p->lines->count; i++) {
		if (!is_real(p, i))
			continue;
		int words = weight(p, i);
		prose += words;
		over |= label_of(p, i) == AB_LABEL_END && prose >= END_PRICE;
		if (sum <= 0)
			sum = 0, start = i;
		sum += (over ? words / 2 : words) - price(p, i);
		if (sum > most)
			most = sum, p->first = start, p->last = i;
	}
}

/* ...and the sentences too short to count that stand right beside it. */
static void
widen_main_block(struct page *p)
{
	for (size_t i = p->last + 1, gap = 0; i < p->lines->count && gap < 2; i++)
		if (is_real(p, i)) {
			bool ours = label_of(p, i) == AB_LABEL_NONE && p->m[i].ends && !p->m[i].trails
			    && p->m[i].words > 2 && !p->m[i].foreign;
			gap = ours ? 0 : gap + 1;
			p->last = ours ? i : p->last;
		}
	for (size_t i = p->first, gap = 0; i-- > 0 && gap < 2;)
		if (is_real(p, i)) {
			bool ours = label_of(p, i) == AB_LABEL_NONE && p->m[i].ends && !p->m[i].trails
			    && p->m[i].words > 4 && !p->m[i].foreign;
			gap = ours ? 0 : gap + 1;
			p->first = ours ? i : p->first;
		}
}

static bool
is_inside(const struct page *p, size_t i)
{
	return p->first > p->last || (i >= p->first && i <= p->last);
}

/* Counter, time, headline, once more and once more: a list of other articles.
 * The first of them often has its counter on the line before it, so a
 * headline right above two of them is one too. */
static void
hide_teasers(struct page *p)
{
	size_t found = 0, above = p->lines->count, before = above;
	bool headed = false;

	for (size_t i = 0; i < p->lines->count; i++)
		found += label_of(p, i) == AB_LABEL_TEASER;
	for (size_t i = 0; found > 1 && i < p->lines->count; i++) {
		if (!is_real(p, i))
			continue;
		bool teaser = label_of(p, i) == AB_LABEL_TEASER;
		if (teaser)
			hide(p, i, p->m[i].rule);
		if (teaser && before < i && label_of(p, before) == AB_LABEL_TEASER && !headed
		    && above < before && above > p->first && !ab_prose(&p->m[above])) {
			hide(p, above, p->m[i].rule);
			headed = true;
		}
		if (!teaser || before > i || label_of(p, before) != AB_LABEL_TEASER)
			above = before;
		before = i;
	}
}

/* Inside the article: a heading such as "Related" and the headlines under it. */
static void
hide_list(struct page *p, size_t heading)
{
	hide(p, heading, p->m[heading].rule);
	for (size_t i = heading + 1, n = 0; i <= p->last && n < LIST; i++)
		if (is_real(p, i)) {
			if (ab_prose(&p->m[i]) && !p->m[i].trails)
				return;
			hide(p, i, p->m[heading].rule);
			n++;
		}
}

static void
decide_by_rules(struct page *p)
{
	for (size_t i = 0; i < p->lines->count; i++)
		switch (label_of(p, i)) {
		case AB_KIND_CHROME:
		case AB_LABEL_END:
			hide(p, i, p->m[i].rule);
			break;
		case AB_LABEL_BLOCK:
			hide_list(p, i);
			break;
		}
	hide_teasers(p);
}

static void
decide_by_place(struct page *p)
{
	ab_str why = AB_STR("place/above");

	for (size_t i = 0; i < p->lines->count; i++) {
		if (i == p->last + 1)
			why = AB_STR("place/below");
		if (is_inside(p, i) || is_hidden(p, i))
			continue;
		unsigned label = label_of(p, i);
		if (label == AB_LABEL_BLOCK)
			why = p->m[i].rule;
		bool known = label != AB_LABEL_NONE;
		hide(p, i, known ? p->m[i].rule : why);
	}
}

static void
show_as(struct page *p, size_t i, enum ab_kind kind)
{
	if (is_real(p, i))
		p->lines->at[i].kind = kind;
}

/* Does a caption come twice, with more before or after it? */
static bool
is_repeated(ab_str caption, ab_str line)
{
	if (caption.len == 0)
		return false;
	ab_str core = ab_title_trim(line);
	return core.len > 20 && core.len <= caption.len
	    && (ab_str_starts(caption, core) || ab_str_ends(caption, core));
}

/* Bylines and captions are the article's own where they stand in it or near its top. */
static void
mark_bylines_and_captions(struct page *p)
{
	size_t top = p->first <= p->last ? p->first : 0, above = 0;
	ab_str caption = AB_STR("");

	while (top > 0 && above < NEAR)
		above += is_real(p, --top);
	for (size_t i = top; i < p->lines->count && (i <= p->last || p->first > p->last); i++) {
		unsigned label = label_of(p, i);
		bool again = is_repeated(caption, p->m[i].text);
		if (label == AB_KIND_BYLINE || label == AB_KIND_CAPTION)
			show_as(p, i, (enum ab_kind)label);
		else if (again)
			show_as(p, i, AB_KIND_CAPTION);
		if (is_real(p, i) && !again)
			caption = label == AB_KIND_CAPTION ? p->m[i].text : AB_STR("");
	}
}

/* The headline as often as it is given. */
static void
mark_title(struct page *p)
{
	p->title = ab_title_find(p->lines, p->m, p->first <= p->last ? p->first : 0,
	    p->first <= p->last ? p->last : p->lines->count - 1);
	for (size_t i = 0; i < p->lines->count; i++)
		if (label_of(p, i) == AB_KIND_TITLE) {
			show_as(p, i, AB_KIND_TITLE);
			p->title = p->title < i && label_of(p, p->title) == AB_KIND_TITLE ? p->title : i;
		}
	if (p->title == p->lines->count)
		return;
	for (size_t i = 0; i < p->lines->count && i <= p->last; i++)
		if (ab_str_eq(p->m[i].text, p->m[p->title].text))
			show_as(p, i, AB_KIND_TITLE);
	p->lines->title = ab_title_trim(p->m[p->title].text);
}

/* Whatever rules say: the longest prose stays, and so does something. */
static void
keep_promises(struct page *p)
{
	size_t prose = p->lines->count, longest = prose;
	bool something = false;

	for (size_t i = 0; i < p->lines->count; i++) {
		if (!is_real(p, i))
			continue;
		something |= !is_hidden(p, i);
		if (ab_prose(&p->m[i]) > (prose < p->lines->count ? ab_prose(&p->m[prose]) : 0))
			prose = i;
		if (longest == p->lines->count || p->m[i].text.len > p->m[longest].text.len)
			longest = i;
	}
	if (prose < p->lines->count && is_hidden(p, prose))
		p->lines->at[prose].kind = AB_KIND_BODY;
	else if (prose == p->lines->count && !something && longest < p->lines->count)
		p->lines->at[longest].kind = AB_KIND_BODY;
}

/* A part is hidden where it leaves something of its line. */
static bool
leaves_something(const struct page *p, size_t i)
{
	ab_span line = p->lines->at[i].at, part = p->m[i].part;

	return part.end > 0
	    && (ab_str_trim(ab_slice(p->text, (ab_span){ line.start, part.start })).len
	        || ab_str_trim(ab_slice(p->text, (ab_span){ part.end, line.end })).len);
}

static void
list_hidden(struct page *p, struct ab_arena *arena)
{
	AB_LIST(struct ab_hidden) list = { 0 };

	p->lines->chrome_lines = 0;
	for (size_t i = 0; i < p->lines->count; i++)
		if (is_hidden(p, i)) {
			p->lines->chrome_lines++;
			AB_PUSH(arena, &list, ((struct ab_hidden){ p->lines->at[i].at, p->why[i] }));
		} else if (leaves_something(p, i)) {
			AB_PUSH(arena, &list, ((struct ab_hidden){ p->m[i].part, p->m[i].rule }));
		}
	p->lines->hidden = list.at;
	p->lines->hidden_count = list.count;
}

void
ab_lines_classify(struct ab_lines *lines, struct ab_arena *arena, ab_str text,
    const struct ab_knowledge *know)
{
	struct page page = { .lines = lines, .text = text,
		.m = ab_measure_lines(lines, arena, text, know),
		.why = AB_NEW(arena, ab_str, lines->count) };

	if (lines->count == 0)
		return;
	find_main_block(&page);
	if (page.first <= page.last)
		widen_main_block(&page);
	decide_by_rules(&page);
	decide_by_place(&page);
	mark_bylines_and_captions(&page);
	mark_title(&page);
	keep_promises(&page);
	list_hidden(&page, arena);
}
