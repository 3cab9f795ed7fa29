#include "view/state.h"

#include <stdio.h>

#include "base/words.h"
#include "view/screen.h"

#define FIRST_LINE "abreast state 1"

static const char *const chrome_words[] = { "hidden", "dimmed", "shown" };
static const char *const scroll_words[] = { "by-link", "by-row", "free" };
static const char *const marks_words[] = { "all", "names", "dates", "none" };
static const char *const values_words[] = { "off", "on" };

static const struct choice { const char *name; const char *const *words; int count; } choices[] = {
	[AB_CHOICE_CHROME] = { "chrome", chrome_words, AB_LEN(chrome_words) },
	[AB_CHOICE_SCROLL] = { "scroll", scroll_words, AB_LEN(scroll_words) },
	[AB_CHOICE_MARKS]  = { "marks", marks_words, AB_LEN(marks_words) },
	[AB_CHOICE_VALUES] = { "values", values_words, AB_LEN(values_words) },
};
_Static_assert(AB_LEN(scroll_words) == AB_COUPLING_COUNT, "each coupling has its word");
_Static_assert(AB_LEN(marks_words) == AB_MARKS_COUNT, "each choice of marks has its word");

/* ---- lines ---- */

/* Cuts the word before the next blank off a line, and the blank. */
static ab_str
word(ab_str *line)
{
	const char *blank = line->len ? memchr(line->ptr, ' ', line->len) : NULL;
	ab_str first = { line->ptr, blank ? (size_t)(blank - line->ptr) : line->len };

	*line = ab_str_skip(*line, first.len + (blank != NULL));
	return first;
}

static bool
number(ab_str s, long long least, long long most, long long *n)
{
	bool minus = ab_str_starts(s, AB_STR("-"));

	*n = 0;
	s = ab_str_skip(s, minus);
	if (s.len == 0 || s.len > 17)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
		*n = 10 * *n + (s.ptr[i] - '0');
	}
	*n = minus ? -*n : *n;
	return *n >= least && *n <= most;
}

static bool
read_pane(struct ab_arena *arena, struct ab_state *s, ab_str rest)
{
	long long article, offset, wider;

	if (s->count == AB_PANES_MAX || !number(word(&rest), 1, 1LL << 48, &article)
	    || !number(word(&rest), 0, 1LL << 48, &offset)
	    || !number(word(&rest), -999, 999, &wider))
		return false;
	s->pane[s->count++] = (struct ab_state_pane){
		(size_t)article - 1, (size_t)offset, (int)wider, ab_visible(arena, rest),
	};
	return true;
}

static bool
read_focus(struct ab_arena *arena, struct ab_state *s, ab_str rest)
{
	long long n;

	(void)arena;
	if (!number(rest, 1, s->count, &n)) /* the panes come first */
		return false;
	s->focus = (int)n - 1;
	return true;
}

static bool
read_muted(struct ab_arena *arena, struct ab_state *s, ab_str rest)
{
	enum ab_entity_type type = ab_entity_parse(rest);

	(void)arena;
	if (type < AB_ENTITY_COUNT)
		s->muted |= 1u << type;
	return type < AB_ENTITY_COUNT;
}

static bool
read_search(struct ab_arena *arena, struct ab_state *s, ab_str rest)
{
	if (rest.len < 2 || rest.len > 255 || (*rest.ptr != '/' && *rest.ptr != '?'))
		return false;
	s->backward = *rest.ptr == '?';
	s->search = ab_visible(arena, ab_str_skip(rest, 1));
	return true;
}

static bool
read_mark(struct ab_arena *arena, struct ab_state *s, ab_str rest)
{
	ab_str letter = word(&rest);
	long long article, offset;

	(void)arena;
	if (letter.len != 1 || *letter.ptr < 'a' || *letter.ptr > 'z'
	    || !number(word(&rest), 1, 1LL << 48, &article) || !number(rest, 0, 1LL << 48, &offset))
		return false;
	s->mark[*letter.ptr - 'a'] = (ab_place){ (size_t)article - 1, (size_t)offset, true };
	return true;
}

static bool
read_note(struct ab_arena *arena, struct ab_state *s, ab_str rest)
{
	struct ab_notes one = { 0 };
	struct ab_error err;
	bool ok = rest.len && ab_notes_read(&one, rest, &err);

	ab_notes_free(&one);
	if (ok)
		AB_PUSH(arena, &s->note, rest);
	return ok;
}

static bool
read_choice(struct ab_state *s, enum ab_choice c, ab_str rest)
{
	for (int i = 0; i < choices[c].count; i++)
		if (ab_str_eq(rest, ab_str_c(choices[c].words[i]))) {
			s->choice[c] = i;
			return true;
		}
	return false;
}

static const struct {
	const char *name;
	bool (*take)(struct ab_arena *arena, struct ab_state *state, ab_str rest);
} words[] = {
	{ "pane", read_pane }, { "focus", read_focus }, { "muted", read_muted },
	{ "search", read_search }, { "mark", read_mark }, { "note", read_note },
};

static bool
read_line(struct ab_arena *arena, struct ab_state *s, ab_str line)
{
	ab_str name = word(&line);

	for (size_t i = 0; i < AB_LEN(words); i++)
		if (ab_str_eq(name, ab_str_c(words[i].name)))
			return words[i].take(arena, s, line);
	for (int c = 0; c < AB_CHOICE_COUNT; c++)
		if (ab_str_eq(name, ab_str_c(choices[c].name)))
			return read_choice(s, (enum ab_choice)c, line);
	return true;
}

bool
ab_state_read(struct ab_arena *arena, ab_str text, struct ab_state *s, struct ab_error *err)
{
	struct ab_utf8_report report;
	size_t count = 1, bad = 0;
	ab_str line;

	*s = (struct ab_state){ .search = AB_STR("") };
	if (text.len > AB_STATE_MAX)
		return ab_fail(err, "longer than any state: remove it");
	text = ab_utf8_text(arena, text, &report);
	if (!ab_str_line(&text, &line) || !ab_str_eq(line, AB_STR(FIRST_LINE)))
		return ab_fail(err,
		    "this is no state of this version: it does not begin with \"%s\"", FIRST_LINE);
	while (ab_str_line(&text, &line)) {
		count++;
		if (line.len && !read_line(arena, s, line) && !bad)
			bad = count;
	}
	return !bad || ab_fail(err, "line %zu is not understood, and is left out", bad);
}

/* The text with the notes after it, which may be many. */
static ab_str
with_notes(struct ab_arena *arena, ab_str text, const struct ab_state *s)
{
	size_t len = text.len;

	for (size_t i = 0; i < s->note.count; i++)
		len += s->note.at[i].len + sizeof("note \n") - 1;
	char *all = ab_alloc(arena, len + 1, 1), *at = all + text.len;
	memcpy(all, text.ptr, text.len);
	for (size_t i = 0; i < s->note.count; i++) {
		ab_str note = s->note.at[i];
		memcpy(at, "note ", 5);
		memcpy(at + 5, note.ptr, note.len);
		at += 5 + note.len;
		*at++ = '\n';
	}
	return (ab_str){ all, len };
}

ab_str
ab_state_write(struct ab_arena *arena, const struct ab_state *s)
{
	ab_str out = AB_STR(FIRST_LINE "\n");

	for (int i = 0; i < s->count; i++) {
		const struct ab_state_pane *p = &s->pane[i];
		out = ab_format(arena, "%spane %zu %zu %d %.*s\n", out.ptr, p->number + 1,
		    p->offset, p->wider, (int)p->name.len, p->name.ptr);
	}
	if (s->count)
		out = ab_format(arena, "%sfocus %d\n", out.ptr, s->focus + 1);
	for (int c = 0; c < AB_CHOICE_COUNT; c++)
		out = ab_format(arena, "%s%s %s\n", out.ptr, choices[c].name,
		    choices[c].words[s->choice[c]]);
	for (unsigned type = 0; s->muted && type < AB_ENTITY_COUNT; type++)
		if (s->muted & 1u << type)
			out = ab_format(arena, "%smuted %s\n", out.ptr,
			    ab_entity_name((enum ab_entity_type)type));
	if (s->search.len)
		out = ab_format(arena, "%ssearch %c%.*s\n", out.ptr, s->backward ? '?' : '/',
		    (int)s->search.len, s->search.ptr);
	for (int m = 0; m < AB_MARKS_MAX; m++)
		if (s->mark[m].known)
			out = ab_format(arena, "%smark %c %zu %zu\n", out.ptr, 'a' + m,
			    s->mark[m].number + 1, s->mark[m].offset);
	return with_notes(arena, out, s);
}

/* ---- of a reader ---- */

struct ab_state
ab_reader_state(struct ab_reader *r, struct ab_arena *arena)
{
	struct ab_panes *p = &r->panes;
	struct ab_state s = {
		.count = p->count, .focus = p->focus, .muted = r->muted, .backward = r->backward,
		.search = r->search && !r->following ? ab_copy(arena, ab_str_c(r->pattern))
		    : AB_STR(""),
		.choice = {
			[AB_CHOICE_CHROME] = (int)p->chrome, [AB_CHOICE_SCROLL] = (int)p->coupling,
			[AB_CHOICE_MARKS] = (int)r->marks, [AB_CHOICE_VALUES] = p->values,
		},
	};

	for (int i = 0; i < p->count; i++)
		s.pane[i] = (struct ab_state_pane){
			p->at[i].number, ab_pane_offset(&p->at[i]), p->at[i].wider,
			ab_visible(arena, ab_article_name(p->at[i].article)),
		};
	memcpy(s.mark, r->places.mark, sizeof(s.mark));
	ab_str notes = ab_notes_write(r->notes, arena), line;
	while (ab_str_line(&notes, &line))
		AB_PUSH(arena, &s.note, line);
	return s;
}

/* Is the article still the one of that name, and has it come so far? Only what is indexed is asked:
 * nothing waits. */
static bool
still_there(struct ab_reader *r, const struct ab_state_pane *pane)
{
	struct ab_arena arena = { 0 };
	bool same = false;

	if (pane->number < ab_bundle_count(r->bundle)) {
		struct ab_article *article = ab_bundle_hold(r->bundle, pane->number);
		same = ab_str_eq(ab_visible(&arena, ab_article_name(article)), pane->name)
		    && (r->indexed || pane->offset <= ab_article_text(article).len);
		ab_bundle_let_go(r->bundle, article);
	}
	ab_arena_free(&arena);
	return same;
}

static void
restore_panes(struct ab_reader *r, const struct ab_state *s)
{
	struct ab_panes *p = &r->panes;
	int focus = 0;
	size_t offset[AB_PANES_MAX];

	ab_seek_end(r);
	ab_panes_free(p);
	for (int i = 0; i < s->count; i++) {
		if (!still_there(r, &s->pane[i]))
			continue;
		offset[p->count] = s->pane[i].offset;
		focus = i == s->focus ? p->count : focus;
		ab_panes_add(p, s->pane[i].number);
		p->at[p->count - 1].wider = s->pane[i].wider;
	}
	p->chrome = (enum ab_chrome_mode)s->choice[AB_CHOICE_CHROME];
	p->coupling = (enum ab_coupling)s->choice[AB_CHOICE_SCROLL];
	ab_reader_prepare(r);
	ab_panes_values(p, s->choice[AB_CHOICE_VALUES]);
	for (int i = 0; i < p->count; i++) { /* a pane has rows once it was on the screen */
		p->focus = i;
		ab_panes_arrange(p);
		ab_pane_seek(p, &p->at[i], offset[i]);
	}
	p->focus = focus;
	ab_panes_arrange(p);
}

static bool
same_note(const struct ab_note *a, const struct ab_note *b)
{
	return a->start == b->start && ab_str_eq(a->article, b->article)
	    && ab_str_eq(a->passage, b->passage) && ab_str_eq(a->text, b->text);
}

void
ab_state_notes(const struct ab_state *s, struct ab_notes *notes)
{
	struct ab_notes more = { 0 };
	struct ab_error err;
	size_t known = notes->count;

	for (size_t i = 0; i < s->note.count; i++)
		ab_notes_read(&more, s->note.at[i], &err); /* was read before: it is one */
	for (size_t i = 0; i < more.count; i++) {
		size_t k = 0;
		while (k < known && !same_note(&notes->at[k], &more.at[i]))
			k++;
		if (k == known)
			ab_notes_add(notes, more.at[i]);
	}
	ab_notes_free(&more);
}

void
ab_reader_recall(struct ab_reader *r, ab_str text)
{
	struct ab_arena arena = { 0 };
	struct ab_error err;
	struct ab_state s;

	ab_state_read(&arena, text, &s, &err); /* what is wrong with it, its offer says */
	ab_state_notes(&s, r->notes);
	for (int m = 0; m < AB_MARKS_MAX; m++)
		if (!r->places.mark[m].known)
			r->places.mark[m] = s.mark[m];
	ab_arena_free(&arena);
}

void
ab_reader_offer(struct ab_reader *r, ab_str text)
{
	struct ab_state *former = &r->former;
	struct ab_error err = { "" };
	struct ab_arena arena = { 0 };

	ab_reader_recall(r, text);
	struct ab_state now = ab_reader_state(r, &arena);
	bool whole = ab_state_read(&r->former_arena, text, former, &err);

	r->offered = former->count > 0
	    && !ab_str_eq(ab_state_write(&arena, &now), ab_state_write(&arena, former));
	ab_arena_free(&arena);
	if (!whole)
		ab_warn(r, "where you were: %s", err.text);
	else if (r->offered)
		ab_say(r, "%s goes on where you were, in article %zu", r->keys.of[AB_DO_GO_ON],
		    former->pane[former->focus].number + 1);
}

void
ab_reader_go_on(struct ab_reader *r)
{
	struct ab_state *s = &r->former;
	struct ab_error err;

	if (!r->offered) {
		ab_say(r, "nothing is known of an earlier reading");
		return;
	}
	int here = 0;
	for (int i = 0; i < s->count; i++)
		here += still_there(r, &s->pane[i]);
	if (here == 0) {
		ab_warn(r, "%s", ab_tr(r->indexed
		    ? AB_WORD("the articles that you read are not here any more")
		    : AB_WORD("the articles that you read are not there yet: still reading")));
		return;
	}
	restore_panes(r, s);
	r->marks = (enum ab_marks)s->choice[AB_CHOICE_MARKS];
	r->muted = s->muted;
	struct ab_search *search = s->search.len ? ab_search_new(s->search, &err) : NULL;
	if (search) {
		r->search = search;
		r->backward = s->backward;
		snprintf(r->pattern, sizeof(r->pattern), "%.*s", (int)s->search.len, s->search.ptr);
		ab_seek_again(r);
	}
	ab_say(r, "%s", ab_tr(here == s->count ? AB_WORD("here you were")
	    : AB_WORD("here you were; some articles are gone")));
}
