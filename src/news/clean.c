/*
 * The way to a line's kind: what the trees think of it (news/decide.h), what
 * rules are sure of, then what kind of line of the article it is, and last the
 * promises. Each step reads what the ones before it left in `page`.
 */
#include "news/decide.h"
#include "news/measure.h"
#include "news/title.h"

enum { NEAR = 6 /* lines around the article where captions and bylines are its own */ };

struct page {
	struct ab_lines *lines;
	struct ab_arena *arena; /* the article's: what outlives the page */
	const struct ab_measure *m;
	ab_str text;
	const struct ab_verdict *verdict; /* of each line; NULL where only given rules decide */
	const struct ab_trees *trees; /* that gave them, or NULL */
	struct ab_reasons reasons; /* of those trees, once one is asked for, */
	struct said { uint32_t key; ab_str text; } said[64]; /* and how they are put */
	ab_str *why;        /* of each line that is to be hidden: the rule */
	size_t first, last; /* the main block; first > last if there is no prose */
	size_t title;       /* line of the headline, count if there is none */
};

static bool
is_real(const struct page *p, size_t i)
{
	return p->lines->at[i].kind != AB_KIND_BLANK;
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

/* A rule that hides a part says nothing of the rest of the line, unless it names its kind; and none
 * says anything of a blank one. */
static unsigned
label_of(const struct page *p, size_t i)
{
	unsigned label = is_real(p, i) ? p->m[i].label : AB_LABEL_NONE;

	if ((label == AB_KIND_CHROME || label > AB_LABEL_NONE) && p->m[i].part.end)
		return AB_LABEL_NONE;
	return label;
}

/* The main block: from the first prose that is kept to the last. */
static void
find_main_block(struct page *p)
{
	p->first = 1, p->last = 0;
	for (size_t i = 0; i < p->lines->count; i++) {
		if (!is_real(p, i) || !ab_prose(&p->m[i]) || (p->verdict && !p->verdict[i].keep))
			continue;
		if (p->first > p->last)
			p->first = i;
		p->last = i;
	}
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

static void
decide_by_rules(struct page *p)
{
	for (size_t i = 0; i < p->lines->count; i++) {
		unsigned label = label_of(p, i);
		bool outside = i < p->first || i > p->last;
		if (label == AB_KIND_CHROME || label == AB_LABEL_END || label == AB_LABEL_BLOCK
		    || (label == AB_LABEL_CUE && outside))
			hide(p, i, p->m[i].rule);
	}
	hide_teasers(p);
}

/* What the trees say against a line, in words. Lines of a page have much the same against them. */
static ab_str
objections(struct page *p, const struct ab_verdict *v)
{
	enum ab_feature why[AB_TREES_REASONS];

	if (!p->reasons.trees)
		ab_trees_reasons(p->trees, &p->reasons);
	size_t count = ab_trees_why(&p->reasons, v->leaf, false, why);
	uint32_t key = 1;
	ab_str text = AB_STR("trees: the sum of small signs");

	for (size_t i = 0; i < count; i++)
		key = key * AB_FEATURE_COUNT + why[i];
	struct said *said = &p->said[key % AB_LEN(p->said)];
	if (said->key == key)
		return said->text;
	for (size_t i = 0; i < count; i++)
		text = i == 0 ? ab_format(p->arena, "trees: %s", ab_feature_phrase(why[i]))
		    : ab_format(p->arena, "%.*s, %s", (int)text.len, text.ptr,
		    ab_feature_phrase(why[i]));
	*said = (struct said){ key, text };
	return text;
}

/* The reason of what trees hide: the rule that knows the line, its
 * fame, or the loudest features. */
static ab_str
reason(struct page *p, size_t i)
{
	const struct ab_verdict *v = &p->verdict[i];

	if (label_of(p, i) != AB_LABEL_NONE)
		return p->m[i].rule;
	if (v->others)
		return ab_format(p->arena, "seen in %u other articles", (unsigned)v->others);
	return objections(p, v);
}

static void
decide_by_trees(struct page *p)
{
	for (size_t i = 0; p->verdict && i < p->lines->count; i++) {
		if (!is_real(p, i))
			continue;
		bool over = i > p->last && !p->m[i].ends && p->verdict[i].body < AB_SURE;
		if (is_hidden(p, i) || label_of(p, i) == AB_KIND_BODY
		    || (p->verdict[i].keep && !over))
			continue;
		hide(p, i, reason(p, i));
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
		if (!is_real(p, i))
			continue;
		unsigned label = label_of(p, i);
		bool again = is_repeated(caption, p->m[i].text);
		if (label == AB_KIND_BYLINE || label == AB_KIND_CAPTION)
			show_as(p, i, (enum ab_kind)label);
		else if (again)
			show_as(p, i, AB_KIND_CAPTION);
		if (!again)
			caption = label == AB_KIND_CAPTION ? p->m[i].text : AB_STR("");
	}
}

/* The main block, or all of a page without one. */
static size_t
first_line(const struct page *p)
{
	return p->first <= p->last ? p->first : 0;
}

static size_t
last_line(const struct page *p)
{
	return p->first <= p->last ? p->last : p->lines->count - 1;
}

/* The headline as often as it is given. */
static void
mark_title(struct page *p)
{
	p->title = ab_title_find(p->lines, p->m, first_line(p), last_line(p));
	for (size_t i = 0; i < p->lines->count; i++)
		if (label_of(p, i) == AB_KIND_TITLE) {
			show_as(p, i, AB_KIND_TITLE);
			p->title = p->title < i && label_of(p, p->title) == AB_KIND_TITLE
			    ? p->title : i;
		}
	if (p->title == p->lines->count)
		return;
	for (size_t i = 0; i < p->lines->count && i <= p->last; i++)
		if (is_real(p, i) && ab_str_eq(p->m[i].text, p->m[p->title].text))
			show_as(p, i, AB_KIND_TITLE);
	p->lines->title = ab_title_trim(p->m[p->title].text);
}

/* Prose that may be the article's, as far as rules and trees know. */
static bool
may_be_ours(const struct page *p, size_t i)
{
	const struct ab_measure *m = &p->m[i];

	return ab_prose(m) && m->ends && !m->trails && label_of(p, i) == AB_LABEL_NONE
	    && (!p->verdict || p->verdict[i].body >= AB_DOUBT);
}

/* Whatever was decided: the longest prose that may be the article's stays, or
 * else the longest line, so that something always does. */
static void
keep_promises(struct page *p)
{
	size_t none = p->lines->count, prose = none, longest = none;
	bool something = false;

	for (size_t i = 0; i < p->lines->count; i++) {
		if (!is_real(p, i))
			continue;
		something |= !is_hidden(p, i);
		if (may_be_ours(p, i) && (prose == none || p->m[i].words > p->m[prose].words))
			prose = i;
		size_t words = ab_prose(&p->m[i]), most = longest == none
		    ? 0 : ab_prose(&p->m[longest]);
		if (longest == none || words > most
		    || (words == most && p->m[i].text.len > p->m[longest].text.len))
			longest = i;
	}
	if (prose != none && is_hidden(p, prose))
		p->lines->at[prose].kind = AB_KIND_BODY;
	else if (prose == none && !something && longest != none)
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
list_hidden(struct page *p)
{
	AB_LIST(struct ab_hidden) list = { 0 };

	p->lines->chrome_lines = 0;
	for (size_t i = 0; i < p->lines->count; i++)
		if (is_hidden(p, i)) {
			p->lines->chrome_lines++;
			AB_PUSH(p->arena, &list, ((struct ab_hidden){ p->lines->at[i].at, p->why[i] }));
		} else if (is_real(p, i) && leaves_something(p, i)) {
			AB_PUSH(p->arena, &list, ((struct ab_hidden){ p->m[i].part, p->m[i].rule }));
		}
	p->lines->hidden = list.at;
	p->lines->hidden_count = list.count;
}

/* All but the headline. What is known of lines is in scratch. */
static struct page
sort(struct ab_lines *lines, struct ab_arena *arena, struct ab_arena *scratch, ab_str text,
    const struct ab_knowledge *know, const struct ab_familiar *familiar)
{
	struct page page = { .lines = lines, .arena = arena, .text = text,
		.m = ab_measure_lines(lines, scratch, text, know),
		.why = AB_NEW(scratch, ab_str, lines->count), .trees = ab_knowledge_trees(know) };

	if (page.trees)
		page.verdict = ab_decide(scratch, text, lines, page.trees, familiar);
	find_main_block(&page);
	decide_by_rules(&page);
	decide_by_trees(&page);
	mark_bylines_and_captions(&page);
	return page;
}

void
ab_lines_classify(struct ab_lines *lines, struct ab_arena *arena, ab_str text,
    const struct ab_knowledge *know, const struct ab_familiar *familiar)
{
	if (lines->count == 0)
		return;
	struct ab_arena scratch = { 0 };
	struct page page = sort(lines, arena, &scratch, text, know, familiar);
	mark_title(&page);
	keep_promises(&page);
	list_hidden(&page);
	ab_arena_free(&scratch);
}

size_t
ab_lines_candidates(struct ab_candidate *at, struct ab_lines *lines, struct ab_arena *arena,
    ab_str text, const struct ab_knowledge *know)
{
	if (lines->count == 0)
		return 0;
	struct ab_arena scratch = { 0 };
	struct page page = sort(lines, arena, &scratch, text, know, NULL);
	size_t count = ab_title_candidates(at, lines, page.m, first_line(&page), last_line(&page));
	ab_arena_free(&scratch);
	return count;
}
