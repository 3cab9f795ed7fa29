#include "view/overview.h"

#include "base/words.h"

#include <stdlib.h>

#include "view/screen.h"

enum { FACTS_MAX = 1000 };

/* Less of one article word for word in another is no copying to speak of. */
static const double copied = .1;

struct ab_overview *
ab_overview_new(struct ab_bundle *bundle)
{
	struct ab_overview *o = ab_xalloc(1, sizeof(*o));
	size_t all = ab_bundle_count(bundle), number[AB_OVERVIEW_MAX];

	o->bundle = bundle;
	o->count = all < AB_OVERVIEW_MAX ? all : AB_OVERVIEW_MAX;
	o->article = AB_NEW(&o->arena, struct ab_overview_article, o->count + 1);
	o->column = SIZE_MAX;
	for (size_t i = 0; i < o->count; i++)
		number[i] = i;
	o->links = ab_links_new(bundle, number, o->count);
	return o;
}

void
ab_overview_free(struct ab_overview *o)
{
	if (!o)
		return;
	ab_links_free(o->links);
	ab_arena_free(&o->arena);
	free(o);
}

static void
read_article(struct ab_overview *o, size_t i)
{
	struct ab_article *article = ab_bundle_hold(o->bundle, i);

	o->article[i] = (struct ab_overview_article){
		.name = ab_label(&o->arena, article),
		.day = ab_copy(&o->arena, ab_day_of(&o->arena, article)),
		.url = ab_copy(&o->arena, ab_article_url(article)),
		.notice = ab_visible(&o->arena, ab_article_notice(article)),
		.words = ab_article_words(article),
		.hidden = ab_article_lines(article)->chrome_lines,
	};
	ab_bundle_let_go(o->bundle, article);
}

/* ---- facts ---- */

static bool
tells(const struct ab_fact *fact, size_t place, ab_span at)
{
	for (size_t i = 0; i < fact->count; i++)
		if (fact->at[i].place == place && fact->at[i].at.start < at.end
		    && at.start < fact->at[i].at.end)
			return true;
	return false;
}

/* Puts what an article says into a fact, by place; the first of a place stays. */
static void
tell(struct ab_overview *o, struct ab_fact *fact, size_t place, ab_span at)
{
	size_t i = 0;

	while (i < fact->count && fact->at[i].place < place)
		i++;
	if (i < fact->count && fact->at[i].place == place)
		return;
	struct ab_telling last = { place, at, AB_STR("") };
	AB_PUSH(&o->arena, fact, last);
	memmove(&fact->at[i + 1], &fact->at[i], (fact->count - 1 - i) * sizeof(last));
	fact->at[i] = last;
}

static void
add_conflict(struct ab_overview *o, size_t a, size_t b, const struct ab_conflict *c)
{
	for (size_t i = 0; i < o->facts.count; i++) {
		struct ab_fact *fact = &o->facts.at[i];
		if (fact->kind != c->kind || !(tells(fact, a, c->at_a) || tells(fact, b, c->at_b)))
			continue;
		tell(o, fact, a, c->at_a);
		tell(o, fact, b, c->at_b);
		return;
	}
	if (o->facts.count == FACTS_MAX)
		return;
	struct ab_fact fact = { .kind = c->kind };
	tell(o, &fact, a, c->at_a);
	tell(o, &fact, b, c->at_b);
	AB_PUSH(&o->arena, &o->facts, fact);
}

static void
find_facts(struct ab_overview *o)
{
	for (size_t a = 0; a < o->count; a++)
		for (size_t b = a + 1; b < o->count; b++) {
			const struct ab_pairing *p = ab_links_between(o->links, a, b);
			for (size_t i = 0; p && i < p->conflicts; i++)
				add_conflict(o, a, b, &p->conflict[i]);
		}
}

/* The words themselves, an article at a time. */
static void
quote(struct ab_overview *o, size_t place)
{
	struct ab_article *article = ab_bundle_hold(o->bundle, place);
	ab_str text = ab_article_text(article);

	for (size_t i = 0; i < o->facts.count; i++)
		for (size_t k = 0; k < o->facts.at[i].count; k++) {
			struct ab_telling *it = &o->facts.at[i].at[k];
			if (it->place == place && it->at.end <= text.len)
				it->text = ab_visible(&o->arena,
				    ab_str_trim(ab_slice(text, it->at)));
		}
	ab_bundle_let_go(o->bundle, article);
}

/* ---- remarks ---- */

static void
remark(struct ab_overview *o, size_t a, size_t b, bool warns, ab_str text)
{
	struct ab_remark it = { a, b, warns, text };

	AB_PUSH(&o->arena, &o->remarks, it);
}

static void
warn(struct ab_overview *o, size_t i)
{
	const struct ab_standing *s = ab_links_standing(o->links, i);
	const struct ab_overview_article *article = &o->article[i];

	if (s && s->other_event && s->days != 0)
		remark(o, i, i, true, ab_format(&o->arena, s->days > 0
		    ? ab_tr("%zu is %d days older than most: another event?")
		    : ab_tr("%zu is %d days younger than most: another event?"), i + 1,
		    abs(s->days)));
	else if (s && s->other_event)
		remark(o, i, i, true, ab_format(&o->arena,
		    ab_tr("%zu has next to no words of the others: another event?"), i + 1));
	if (article->notice.len)
		remark(o, i, i, true, ab_format(&o->arena, "%zu %.*s", i + 1,
		    (int)article->notice.len, article->notice.ptr));
	if (article->day.len == 0)
		remark(o, i, i, true, ab_format(&o->arena,
		    ab_tr("%zu does not say when it was published"), i + 1));
	else if (*article->day.ptr == '~')
		remark(o, i, i, true, ab_format(&o->arena,
		    ab_tr("%zu does not say when it was published; %.*s is assumed from the "
		    "others"), i + 1, (int)article->day.len - 1, article->day.ptr + 1));
}

static void
name_sources(struct ab_overview *o, size_t i)
{
	const struct ab_standing *s = ab_links_standing(o->links, i);
	ab_str list = AB_STR("");

	for (size_t k = 0; s && k < s->agencies; k++) {
		ab_str agency = ab_visible(&o->arena, s->agency[k]);
		list = ab_format(&o->arena, "%.*s%s%.*s", (int)list.len, list.ptr, k ? ", " : "",
		    (int)agency.len, agency.ptr);
	}
	if (list.len)
		remark(o, i, i, false, ab_format(&o->arena, ab_tr("%zu names as its source: %.*s"),
		    i + 1, (int)list.len, list.ptr));
}

/* Which of two has copied is not claimed; which was first is, where it is known. */
static void
copying(struct ab_overview *o, size_t a, size_t b)
{
	const struct ab_pairing *p = ab_links_between(o->links, a, b);

	if (!p || (p->share_a.same < copied && p->share_b.same < copied))
		return;
	remark(o, a, b, false, ab_format(&o->arena,
	    ab_tr("word for word: %.0f%% of %zu in %zu, %.0f%% of %zu in %zu; %s"),
	    p->share_a.same * 100, a + 1, b + 1, p->share_b.same * 100, b + 1, a + 1,
	    p->first == 0 ? ab_tr("which came first is not known")
	    : ab_format(&o->arena, ab_tr("%zu came first"), (p->first < 0 ? a : b) + 1).ptr));
}

static void
find_remarks(struct ab_overview *o)
{
	for (size_t i = 0; i < o->count; i++)
		warn(o, i);
	for (size_t i = 0; i < o->count; i++)
		name_sources(o, i);
	for (size_t a = 0; a < o->count; a++)
		for (size_t b = a + 1; b < o->count; b++)
			copying(o, a, b);
}

bool
ab_overview_step(struct ab_overview *o)
{
	if (o->done)
		return false;
	if (o->read < o->count) {
		read_article(o, o->read++);
		return true;
	}
	if (ab_links_step(o->links))
		return true;
	find_facts(o);
	for (size_t i = 0; i < o->count && o->facts.count; i++)
		quote(o, i);
	find_remarks(o);
	o->done = true;
	return true;
}

bool
ab_overview_share(const struct ab_overview *o, size_t a, size_t b, struct ab_share *share)
{
	const struct ab_pairing *p = ab_links_between(o->links, a < b ? a : b, a < b ? b : a);

	if (!p || a == b)
		return false;
	*share = a < b ? p->share_a : p->share_b;
	return true;
}
