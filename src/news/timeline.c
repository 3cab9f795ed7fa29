#include "news/timeline.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "news/tokens.h"

enum {
	MOMENTS_MAX = 1 << 16, /* of all articles; a person reads fewer */
	AROUND = 400           /* bytes of a sentence kept on either side */
};

struct ab_timeline {
	struct ab_arena arena;
	AB_LIST(struct ab_moment) moments;
	bool sorted;
};

struct ab_timeline *
ab_timeline_new(void)
{
	return ab_xalloc(1, sizeof(struct ab_timeline));
}

void
ab_timeline_free(struct ab_timeline *t)
{
	if (!t)
		return;
	ab_arena_free(&t->arena);
	free(t);
}

static int
by_day(const void *a, const void *b)
{
	const struct ab_moment *x = a, *y = b;
	int c = ab_days_cmp(x->days, y->days);

	if (c == 0)
		c = (x->article > y->article) - (x->article < y->article);
	if (c == 0)
		c = (x->kind > y->kind) - (x->kind < y->kind);
	return c ? c : (x->at.start > y->at.start) - (x->at.start < y->at.start);
}

static int
by_place(const void *a, const void *b)
{
	const struct ab_moment *x = a, *y = b;

	return (x->at.start > y->at.start) - (x->at.start < y->at.start);
}

/* The value without a time of day. */
static ab_str
day_value(ab_str value)
{
	const char *time = memchr(value.ptr, 'T', value.len);

	return (ab_str){ value.ptr, time ? (size_t)(time - value.ptr) : value.len };
}

/* Cuts what is far from the expression, between characters. */
static ab_span
near(ab_str text, ab_span sentence, ab_span at)
{
	if (at.start > sentence.start + AROUND)
		sentence.start = at.start - AROUND;
	while (((unsigned char)text.ptr[sentence.start] & 0xC0) == 0x80)
		sentence.start++;
	if (sentence.end > at.end + AROUND)
		sentence.end = at.end + AROUND;
	while (sentence.end < text.len && ((unsigned char)text.ptr[sentence.end] & 0xC0) == 0x80)
		sentence.end--;
	return sentence;
}

static void
quote(struct ab_timeline *t, struct ab_moment *m, ab_str text, ab_span sentence)
{
	if (sentence.start > m->at.start || sentence.end < m->at.end)
		sentence = m->at; /* it goes on into the next line */
	sentence = near(text, sentence, m->at);
	m->before = ab_visible_part(&t->arena,
	    ab_slice(text, (ab_span){ sentence.start, m->at.start }));
	m->what = ab_visible_part(&t->arena, ab_slice(text, m->at));
	m->after = ab_visible_part(&t->arena, ab_slice(text, (ab_span){ m->at.end, sentence.end }));
}

static void
add(struct ab_timeline *t, struct ab_moment m)
{
	m.value = ab_copy(&t->arena, m.value);
	m.count = 1;
	AB_PUSH(&t->arena, &t->moments, m);
	t->sorted = false;
}

static void
add_published(struct ab_timeline *t, size_t number, struct ab_article *article)
{
	ab_str published = ab_article_published(article),
	    assumed = ab_article_assumed(article).date;
	struct ab_moment m = { .article = number };

	m.kind = published.len ? AB_MOMENT_PUBLISHED : AB_MOMENT_ASSUMED;
	m.value = published.len ? day_value(published) : assumed;
	if (!m.value.len || !ab_days_of(m.value, &m.days))
		return;
	m.before = m.what = AB_STR("");
	m.after = ab_visible(&t->arena, ab_article_title(article));
	add(t, m);
}

/* Of each day the first mention stays; those of this article begin at `from`. */
static void
merge(struct ab_timeline *t, size_t from)
{
	struct ab_moment *at = t->moments.at;
	size_t kept = from;

	if (t->moments.count > from)
		qsort(at + from, t->moments.count - from, sizeof(*at), by_day);
	for (size_t i = from; i < t->moments.count; i++)
		if (kept > from && at[kept - 1].kind == at[i].kind
		    && ab_days_cmp(at[kept - 1].days, at[i].days) == 0)
			at[kept - 1].count++;
		else
			at[kept++] = at[i];
	t->moments.count = kept;
}

/* Sentences come in the order of the text, and so the moments are asked for. */
static void
quote_from(struct ab_timeline *t, size_t from, struct ab_article *article,
    const struct ab_knowledge *know)
{
	ab_str text = ab_article_text(article);
	struct ab_sentence *s = ab_xalloc(1, sizeof(*s));
	struct ab_sentences at;
	ab_span now = { 0, 0 };

	if (t->moments.count > from)
		qsort(t->moments.at + from, t->moments.count - from,
		    sizeof(*t->moments.at), by_place);
	ab_sentences_begin(&at, text, ab_article_lines(article), ab_knowledge_gazetteer(know));
	for (size_t i = from; i < t->moments.count; i++) {
		struct ab_moment *m = &t->moments.at[i];
		while (now.end <= m->at.start && ab_sentences_next(&at, s))
			now = (ab_span){ s->at[0].at.start, s->at[s->count - 1].at.end };
		quote(t, m, text, now);
	}
	free(s);
}

void
ab_timeline_add(struct ab_timeline *t, size_t number, struct ab_article *article,
    const struct ab_knowledge *know)
{
	const struct ab_dates *dates = ab_article_dates(article);
	const struct ab_lines *lines = ab_article_lines(article);
	const struct ab_repeats *repeats = ab_article_repeats(article);
	size_t from = t->moments.count;

	for (size_t i = 0; i < dates->count && t->moments.count < MOMENTS_MAX; i++) {
		struct ab_moment m = { .kind = AB_MOMENT_MENTIONED, .article = number,
			.at = dates->at[i].at, .value = day_value(dates->at[i].value) };
		size_t line = ab_lines_find(lines, m.at.start);
		if (ab_days_of(m.value, &m.days) && lines->at[line].kind != AB_KIND_BYLINE
		    && !ab_repeats_at(repeats, line))
			add(t, m);
	}
	merge(t, from);
	quote_from(t, from, article, know);
	add_published(t, number, article);
}

const struct ab_moment *
ab_timeline_moments(struct ab_timeline *t, size_t *count)
{
	if (!t->sorted && t->moments.count)
		qsort(t->moments.at, t->moments.count, sizeof(*t->moments.at), by_day);
	t->sorted = true;
	*count = t->moments.count;
	return t->moments.at;
}
