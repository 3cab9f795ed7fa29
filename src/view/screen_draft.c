/* A rule before it is written: its pattern, and every line that it would hide. */
#include <stdlib.h>

#include "know/pattern.h"
#include "base/words.h"
#include "view/screen.h"

enum {
	LINES_MOST = 20000, /* of an article: no rule is tried on more (news/measure.h) */
	LISTED_MOST = 1000, /* lines in the list; those beyond are counted */
	SHOWN_BYTES = 300   /* of a line in the list */
};

struct hit { size_t article, line; ab_str text; };

struct ab_draft {
	struct ab_arena arena;    /* the example, and what is found */
	size_t article, line;     /* where the example is from */
	ab_str example;
	char pattern[AB_PATTERN_MOST + 16];
	struct ab_rules *rules;   /* the pattern alone; NULL: it is none */
	struct ab_matcher *matcher;
	struct ab_error fault;    /* why it is none */
	AB_LIST(struct hit) hits;
	size_t here, there;       /* lines in the article of the example, in others */
	size_t articles;          /* how many others */
	size_t next;              /* article to look through */
	size_t top;               /* of the list, */
	int page;                 /* and how many rows of it are shown */
};

static void
drop_rules(struct ab_draft *d)
{
	ab_rules_free(d->rules);
	ab_matcher_free(d->matcher);
	d->rules = NULL;
	d->matcher = NULL;
}

void
ab_draft_free(struct ab_draft *d)
{
	if (!d)
		return;
	drop_rules(d);
	ab_arena_free(&d->arena);
	free(d);
}

/* ---- what it would hide ---- */

/* So many bytes at most, of whole characters. */
static ab_str
cut(ab_str s, size_t most)
{
	if (s.len > most)
		for (s.len = most; s.len && ((uint8_t)s.ptr[s.len] & 0xC0) == 0x80;)
			s.len--;
	return s;
}

static bool
matches(const struct ab_draft *d, ab_str line)
{
	struct ab_rule_hit hit;

	return ab_rules_match(d->rules, d->matcher, line, 0, &hit) < ab_rules_count(d->rules);
}

static size_t
look_through(struct ab_draft *d, size_t number, struct ab_article *article)
{
	const struct ab_lines *lines = ab_article_lines(article);
	size_t count = 0;

	for (size_t i = 0; i < lines->count && i < LINES_MOST; i++) {
		ab_str line = ab_str_trim(ab_slice(ab_article_text(article), lines->at[i].at));
		if (line.len == 0 || lines->at[i].kind == AB_KIND_CHROME || !matches(d, line))
			continue;
		count++;
		if (d->hits.count == LISTED_MOST)
			continue;
		ab_str shown = ab_visible(&d->arena, cut(line, SHOWN_BYTES));
		AB_PUSH(&d->arena, &d->hits, ((struct hit){ number, i, shown }));
	}
	return count;
}

bool
ab_draft_step(struct ab_reader *r, bool *dirty)
{
	struct ab_draft *d = r->draft;

	if (r->screen != &ab_screen_draft || !d->rules || d->next >= ab_bundle_count(r->bundle))
		return false;
	if (d->next != d->article) {
		struct ab_article *article = ab_bundle_hold(r->bundle, d->next);
		size_t found = look_through(d, d->next, article);
		ab_bundle_let_go(r->bundle, article);
		d->there += found;
		d->articles += found > 0;
		*dirty |= found > 0;
	}
	d->next++;
	*dirty |= d->next == ab_bundle_count(r->bundle);
	return true;
}

/* Another pattern: the article of the example at once, the others behind the screen. */
static void
set_pattern(struct ab_reader *r, ab_str pattern)
{
	struct ab_draft *d = r->draft;
	struct ab_arena arena = { 0 };

	snprintf(d->pattern, sizeof(d->pattern), "%.*s", (int)pattern.len, pattern.ptr);
	drop_rules(d);
	d->rules = ab_rules_new();
	d->matcher = ab_matcher_new();
	d->hits.count = d->here = d->there = d->articles = d->next = d->top = 0;
	ab_str text = ab_format(&arena, "%s\t%s\n", ab_kind_name(AB_KIND_CHROME), d->pattern);
	if (ab_rules_add(d->rules, text, ab_line_label, &d->fault)) {
		struct ab_article *article = ab_bundle_hold(r->bundle, d->article);
		d->here = look_through(d, d->article, article);
		ab_bundle_let_go(r->bundle, article);
	} else {
		drop_rules(d);
	}
	ab_arena_free(&arena);
}

void
ab_draft_begin(struct ab_reader *r, struct ab_pane *pane, size_t line)
{
	const struct ab_lines *lines = ab_article_lines(pane->article);
	ab_str text = ab_str_trim(ab_slice(ab_article_text(pane->article), lines->at[line].at));
	struct ab_arena arena = { 0 };

	ab_draft_free(r->draft);
	struct ab_draft *d = r->draft = ab_xalloc(1, sizeof(*d));
	d->article = pane->number;
	d->line = line;
	set_pattern(r, ab_pattern_like(&arena, text));
	/* more than rules see, as the line */
	d->example = ab_copy(&d->arena, cut(text, 2 * AB_RULES_REACH));
	ab_arena_free(&arena);
	r->screen = &ab_screen_draft;
}

/* ---- writing it ---- */

/* Is the line of the example hidden now? */
static bool
is_hidden(struct ab_reader *r)
{
	const struct ab_draft *d = r->draft;
	struct ab_article *article = ab_bundle_hold(r->bundle, d->article);
	const struct ab_lines *lines = ab_article_lines(article);
	/* What has the number may be shorter now: its source may have been read again. */
	bool hidden = d->line < lines->count && ab_lines_hides(lines, lines->at[d->line].at.start);

	ab_bundle_let_go(r->bundle, article);
	return hidden;
}

/* Lines that are hidden in the article of the example. */
static size_t
count_hidden(struct ab_reader *r)
{
	struct ab_article *article = ab_bundle_hold(r->bundle, r->draft->article);
	size_t count = ab_article_lines(article)->chrome_lines;

	ab_bundle_let_go(r->bundle, article);
	return count;
}

static void
write_rule(struct ab_reader *r)
{
	struct ab_draft *d = r->draft;
	char said[AB_RULE_SAID] = "";
	struct ab_error err;

	if (!d->rules || !matches(d, d->example)) {
		ab_warn(r, d->rules
		    ? AB_WORD("this pattern does not match the line that it is for: e edits it, q "
		    "gives up") : AB_WORD("this is no pattern: e edits it, q gives up"));
		return;
	}
	const struct ab_knowledge *know = r->keeper->add(r->keeper->own, ab_str_c(d->pattern),
	    d->example, said, &err);
	if (!know) {
		ab_warn(r, "%s", err.text);
		return;
	}
	size_t before = count_hidden(r);
	r->screen = &ab_screen_panes;
	ab_reader_relearn(r, know);
	size_t hidden = count_hidden(r) - before;
	if (is_hidden(r))
		ab_say(r, hidden == 1 ? AB_WORD("%s: %zu line more hidden here; X takes it back")
		    : AB_WORD("%s: %zu lines more hidden here; X takes it back"), said, hidden);
	else
		ab_warn(r, "%s: line %zu stays: all that is left, or an earlier rule; X takes it "
		    "back", said, d->line + 1);
}

void
ab_draft_take_back(struct ab_reader *r)
{
	char said[AB_RULE_SAID] = "";
	struct ab_error err;
	const struct ab_knowledge *know = NULL;

	if (r->keeper)
		know = r->keeper->take_back(r->keeper->own, said, &err);
	else
		ab_fail(&err, "no rules are made here, where nothing is taken for chrome");
	if (!know) {
		ab_warn(r, "%s", err.text);
		return;
	}
	ab_reader_relearn(r, know);
	ab_say(r, "taken back: %s", said);
}

/* ---- the screen ---- */

/* Why it is no pattern, without the place in a file that there is not. */
static const char *
reason(const struct ab_draft *d)
{
	const char *colon = strrchr(d->fault.text, ':');

	return colon ? colon + 2 : d->fault.text;
}

static void
paint_sum(struct ab_reader *r, struct ab_frame *f, int row)
{
	const struct ab_draft *d = r->draft;
	const char *more = r->indexed && d->next >= ab_bundle_count(r->bundle) ? "" : "+";
	enum ab_style plain = AB_STYLE_PLAIN;
	size_t number, line;
	ab_str name;

	if (!d->rules) {
		ab_frame_cut(f, row, 1, f->cols, AB_STYLE_WARN,
		    ab_format(&f->strings, ab_tr("this is no pattern: %s"), reason(d)));
		return;
	}
	int col = ab_frame_print(f, row, 1, f->cols, plain, d->here == 1
	    ? ab_tr("would hide %zu line here") : ab_tr("would hide %zu lines here"), d->here);
	if (d->there == 0 && !*more)
		col = ab_frame_put(f, row, col, f->cols, plain, ab_tr_str(" and no other"));
	else
		col = ab_frame_print(f, row, col, f->cols, plain,
		    d->there == 1 ? ab_tr(" and %zu%s line in %zu%s other article")
		    : d->articles == 1 ? ab_tr(" and %zu%s lines in %zu%s other article")
		    : ab_tr(" and %zu%s lines in %zu%s other articles"), d->there, more,
		    d->articles, more);
	if (ab_rules_costly(d->rules, &number, &line, &name))
		ab_frame_put(f, row, col, f->cols, plain,
		    ab_tr_str(", costly pattern: some may be missing"));
}

static void
paint_hit(struct ab_reader *r, struct ab_frame *f, int row, const struct hit *hit)
{
	int width = snprintf(NULL, 0, "%zu", ab_bundle_count(r->bundle));
	enum ab_style style = hit->article == r->draft->article ? AB_STYLE_PLAIN : AB_STYLE_DIM;
	int col = ab_frame_print(f, row, 1, f->cols, style, ab_tr("%*zu  line %4zu  "), width,
	    hit->article + 1, hit->line + 1);

	ab_frame_cut(f, row, col, f->cols, AB_STYLE_PLAIN, ab_copy(&f->strings, hit->text));
}

/* The whole pattern, over as many rows as it takes; the row after it. */
static int
paint_pattern(struct ab_frame *f, int row, int rows, ab_str rest)
{
	for (; rest.len && row < rows; row++) {
		size_t n = 0, next;
		ab_str glyph;
		int cells, used = 0;
		while (n < rest.len) {
			next = ab_glyph(ab_str_skip(rest, n), &glyph, &cells);
			if (n > 0 && used + cells > f->cols - 2)
				break;
			n += next;
			used += cells;
		}
		ab_frame_put(f, row, 1, f->cols, AB_STYLE_TITLE, (ab_str){ rest.ptr, n });
		rest = ab_str_skip(rest, n);
	}
	return row;
}

static void
paint(struct ab_reader *r, struct ab_frame *f, int rows)
{
	struct ab_draft *d = r->draft;

	ab_frame_fill(f, 0, 0, f->cols, AB_STYLE_BAR, AB_STR(" "));
	ab_frame_print(f, 0, 1, f->cols, AB_STYLE_BAR,
	    ab_tr("hide lines like line %zu of article %zu?"), d->line + 1, d->article + 1);
	int row = paint_pattern(f, 1, rows, ab_visible(&f->strings, ab_str_c(d->pattern)));
	if (row < rows)
		paint_sum(r, f, row++);
	row += rows > 10; /* a blank one, where there is room */
	d->page = rows > row ? rows - row : 1;
	size_t last = d->hits.count > (size_t)d->page ? d->hits.count - (size_t)d->page : 0;
	if (d->top > last)
		d->top = last;
	for (size_t i = d->top; i < d->hits.count && row < rows; i++)
		paint_hit(r, f, row++, &d->hits.at[i]);
}

static int
place(struct ab_reader *r, struct ab_frame *f, int row)
{
	(void)r;
	return ab_frame_put(f, row, 1, f->cols, AB_STYLE_PLAIN, ab_tr_str("rule"));
}

static void
status(struct ab_reader *r, struct ab_frame *f, int row, int col)
{
	(void)r;
	ab_frame_cut(f, row, col, f->cols - 1, AB_STYLE_DIM,
	    ab_tr_str("Enter writes it  e edits the pattern  j k move  q gives up"));
}

static bool
command(struct ab_reader *r, enum ab_command c, size_t count)
{
	struct ab_draft *d = r->draft;
	ptrdiff_t rows;

	if (!ab_motion(c, count, d->page, &rows))
		return false;
	ptrdiff_t top = (ptrdiff_t)d->top + rows;
	d->top = top > 0 ? (size_t)top : 0; /* paint knows where the list ends */
	return true;
}

static bool
key(struct ab_reader *r, ab_str name)
{
	if (ab_str_eq(name, AB_STR("<Enter>"))) {
		write_rule(r);
		return true;
	}
	if (!ab_str_eq(name, AB_STR("e")))
		return false;
	static const struct ab_question pattern = { .label = AB_WORD("pattern: "),
		.answer = set_pattern };
	ab_ask(r, &pattern, ab_str_c(r->draft->pattern));
	return true;
}

const struct ab_screen ab_screen_draft = { paint, place, status, command, key };
