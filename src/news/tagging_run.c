#include "news/tagging.h"

enum { RUN_MAX = 12 }; /* tokens of a name */

/* Tokens of a hyphen and what it joins to the name, 0 if nothing. */
static size_t
hyphenated(const struct ab_tagging *w, size_t first, size_t at)
{
	size_t next = at + 1;

	if (next >= w->s->count || !ab_tag_is_mark(w, at, AB_STR("-"))
	    || !w->s->at[at].glued || !w->s->at[next].glued)
		return 0;
	if (w->s->at[next].kind == AB_TOKEN_NUMBER || w->look[next].capital)
		return 2;
	/* "Jun-ho" within a name, but "Lima-based" */
	if (w->s->at[next].kind != AB_TOKEN_WORD || next - first < 3)
		return 0;
	return ab_tag_classes(w, next) & AB_GAZ_SUFFIX ? 0 : 2;
}

/* Tokens up to and with a trusted one after particles: "van der Berg", "al-Assad". */
size_t
ab_tag_particles(const struct ab_tagging *w, size_t at)
{
	for (size_t n = 0; n < 3; n++) {
		if (!(ab_tag_classes(w, at + n) & AB_GAZ_PARTICLE) || w->look[at + n].capital)
			return 0;
		size_t next = at + n + 1;
		if (ab_tag_is_mark(w, next, AB_STR("-")) && w->s->at[next].glued)
			next++;
		if (next < w->s->count && w->look[next].trusted)
			return next - at + 1;
		if (next != at + n + 1)
			return 0;
	}
	return 0;
}

/* Is the token a name of its own, rather than a part of a long one? */
static bool
stands_alone(const struct ab_look *l)
{
	return (l->span || l->classes & AB_GAZ_GIVEN || l->title) && !(l->classes & HEAD);
}

/* Tokens of a small word and the capitalised one it joins: "of Health", "for the Arts". */
static size_t
linked(const struct ab_tagging *w, size_t at, unsigned heads, bool *far)
{
	ab_str word = ab_tag_bytes(w, at);
	bool of = ab_str_eq(word, AB_STR("of")), and = ab_str_eq(word, AB_STR("and"));
	size_t next = at + 1;

	if (ab_tag_is_mark(w, at, AB_STR("&")))
		return next < w->s->count && w->look[next].capital ? 2 : 0;
	if (w->s->at[at].letters != AB_CASE_LOWER || !(ab_tag_classes(w, at) & AB_GAZ_LINK))
		return 0;
	if (!of && !and && !(heads & AB_GAZ_ORG_HEAD && ab_str_eq(word, AB_STR("for"))))
		return 0;
	if (!and && next < w->s->count && ab_str_eq(ab_tag_bytes(w, next), AB_STR("the")))
		next++;
	if (next >= w->s->count || !w->look[next].trusted || w->s->at[next].kind != AB_TOKEN_WORD)
		return 0;
	if (and ? !*far || stands_alone(&w->look[next]) : !heads)
		return 0;
	*far = true;
	return next - at + 1;
}

/* Tokens by which the name goes on at `at`, 0 where it ends. */
static size_t
step(const struct ab_tagging *w, size_t first, size_t at, unsigned heads, bool *far)
{
	const struct ab_token *t = &w->s->at[at];
	const struct ab_look *l = &w->look[at];
	size_t n = hyphenated(w, first, at);

	if (n)
		return n;
	if (l->capital) {
		bool title = l->title && !(l->classes & (PERSON | HEAD)) && l->span <= l->title;
		return l->trusted && !title && !t->glued ? 1 : 0;
	}
	if (t->kind == AB_TOKEN_MARK && t->at.end - t->at.start > 1 && t->glued) /* 's */
		return ab_tag_classes(w, at - 1) & AB_GAZ_HOLDER && at + 1 < w->s->count
		    && w->look[at + 1].trusted ? 2 : 0;
	if (ab_tag_is_mark(w, at, AB_STR(",")))
		return at + 1 < w->s->count && w->look[at + 1].classes & AB_GAZ_ORG_TAIL
		    && w->look[at + 1].classes & AB_GAZ_ABBREV ? 2 : 0;
	n = ab_tag_particles(w, at);
	return n ? n : linked(w, at, heads, far);
}

/* The run of tokens from `first` on that may be one name; its last head word before "of". */
struct ab_run
ab_tag_run(const struct ab_tagging *w, size_t first)
{
	struct ab_run run = { .first = first, .end = first + 1, .head = first };

	if (w->look[first].span > 1)
		run.end = first + w->look[first].span;
	else if (!w->look[first].capital)
		run.end = first + ab_tag_particles(w, first);
	run.heads = w->look[first].classes & HEAD;
	while (run.end < w->s->count && run.end - first < RUN_MAX) {
		size_t at = run.end, n = step(w, first, at, run.heads, &run.linked);
		if (!n)
			break;
		unsigned heads = w->look[at + n - 1].classes & HEAD;
		if (heads && !run.linked) {
			run.heads = heads;
			run.head = at + n - 1;
		}
		run.end = at + n;
	}
	return run;
}
