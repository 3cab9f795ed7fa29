#include "news/links.h"

#include <math.h>
#include <stdlib.h>

#include "know/linking.h"
#include "news/candidates.h"
#include "news/conflicts.h"
#include "news/likeness.h"
#include "news/said.h"
#include "news/standing.h"

/* Two articles a < b. */
struct pair {
	size_t a, b;
	bool ready;
	struct ab_pairing pairing;
};

enum stage { READ, WEIGH, PROFILE, CENTRE, SETTLE, DIGEST, COMPARE, SUPPORT, CONCLUDE, DONE };

struct ab_links {
	struct ab_arena arena;
	struct ab_bundle *bundle;
	struct ab_corpus corpus;
	struct ab_source *source;     /* one a text: what is known of where it is from */
	struct ab_digest **digest;    /* one a text: what conflicts are found in */
	bool *foreign;                /* by text: it is about another event */
	bool *media;                  /* by stem: names of media */
	size_t *number;
	size_t count;
	struct ab_passage_at **passage;
	struct ab_standing *standing;
	struct pair *pair;
	size_t pairs;
	enum stage stage;
	size_t at; /* in the stage */
	struct ab_candidates *candidates;
};

static const char *const conflict_names[] = {
#define NAME(id, name) name,
	AB_CONFLICTS(NAME)
#undef NAME
};

const char *
ab_conflict_name(enum ab_conflict_kind kind)
{
	return conflict_names[kind];
}

struct ab_links *
ab_links_new(struct ab_bundle *bundle, const size_t *articles, size_t count)
{
	struct ab_links *l = ab_xalloc(1, sizeof(*l));

	l->bundle = bundle;
	l->count = count;
	l->number = AB_NEW(&l->arena, size_t, count + 1);
	for (size_t i = 0; i < count; i++)
		l->number[i] = articles[i];
	l->corpus = (struct ab_corpus){ .arena = &l->arena,
		.model = ab_knowledge_names(ab_bundle_knowledge(bundle)),
		.wording = ab_knowledge_wording(ab_bundle_knowledge(bundle)),
		.vocabulary = { .arena = &l->arena, .forms.arena = &l->arena },
		.text = AB_NEW(&l->arena, struct ab_text, count + 1), .texts = count };
	l->source = AB_NEW(&l->arena, struct ab_source, count + 1);
	l->digest = AB_NEW(&l->arena, struct ab_digest *, count + 1);
	l->passage = AB_NEW(&l->arena, struct ab_passage_at *, count + 1);
	l->pairs = count < 2 ? 0 : count * (count - 1) / 2;
	l->pair = AB_NEW(&l->arena, struct pair, l->pairs + 1);
	return l;
}

void
ab_links_free(struct ab_links *l)
{
	if (!l)
		return;
	ab_candidates_free(l->candidates);
	ab_arena_free(&l->arena);
	free(l);
}

/* ---- the stages ---- */

static void
read_article(struct ab_links *l, size_t i)
{
	const struct ab_knowledge *know = ab_bundle_knowledge(l->bundle);
	struct ab_article *article = ab_bundle_hold(l->bundle, l->number[i]);
	struct ab_text *text = &l->corpus.text[i];

	text->segments = ab_segments_read(&l->corpus.vocabulary, article, know);
	l->source[i] = ab_source_of(&l->arena, article, &text->segments, know);
	ab_bundle_let_go(l->bundle, article);
	l->passage[i] = AB_NEW(&l->arena, struct ab_passage_at, text->segments.count + 1);
	for (size_t k = 0; k < text->segments.count; k++) {
		const struct ab_segment *s = &text->segments.at[k];
		l->passage[i][k] = (struct ab_passage_at){ .at = s->at, .line = s->line, .kind = s->kind };
	}
}

/* ---- links ---- */

static bool
far_apart(const struct ab_links *l, const struct pair *pair)
{
	return l->foreign[pair->a] != l->foreign[pair->b];
}

static void
add_link(struct ab_links *l, struct pair *pair, const struct ab_candidate *c, float score, size_t *room)
{
	const struct ab_text *a = &l->corpus.text[pair->a], *b = &l->corpus.text[pair->b];
	float same = ab_likeness_same(&l->corpus, a, c->x, b, c->y, c->unit);
	bool verbatim = same >= ab_linking[AB_LINKING_SAME];

	float wanted = ab_linking[far_apart(l, pair) ? AB_LINKING_FOREIGN : l->count > 2 ? AB_LINKING_THRESHOLD : AB_LINKING_ALONE];
	if (!verbatim && score < wanted)
		return;
	struct ab_link link = { c->x, c->y, verbatim ? AB_LINK_SAME : AB_LINK_PARAPHRASE,
		fmaxf(score, verbatim ? same : 0), false };
	struct ab_link *at = (struct ab_link *)pair->pairing.link;
	at = ab_grow(&l->arena, at, pair->pairing.links, room, sizeof(*at));
	at[pair->pairing.links++] = link;
	pair->pairing.link = at;
}

static struct ab_share
share_of(const struct ab_links *l, const struct pair *pair, bool turned)
{
	const struct ab_segments *s = &l->corpus.text[turned ? pair->b : pair->a].segments;
	struct ab_arena scratch = { 0 };
	uint8_t *linked = AB_NEW(&scratch, uint8_t, s->count + 1);
	size_t same = 0, any = 0;

	for (size_t i = 0; i < pair->pairing.links; i++) {
		const struct ab_link *link = &pair->pairing.link[i];
		linked[turned ? link->b : link->a] |= link->kind == AB_LINK_SAME ? 3 : 1;
	}
	for (size_t i = 0; i < s->count; i++) {
		size_t chars = s->at[i].at.end - s->at[i].at.start;
		same += linked[i] & 2 ? chars : 0;
		any += linked[i] ? chars : 0;
	}
	ab_arena_free(&scratch);
	double all = s->chars ? (double)s->chars : 1;
	return (struct ab_share){ (double)same / all, (double)any / all };
}

/* The candidates, each with its link. */
static void
disagree(struct ab_links *l, struct pair *pair, const struct ab_candidate *at, size_t count,
    struct ab_arena *scratch)
{
	struct ab_link *link = (struct ab_link *)pair->pairing.link; /* our own, not yet shown */
	struct ab_likely *likely = AB_NEW(scratch, struct ab_likely, count + 1);
	size_t next = 0;

	for (size_t i = 0; i < count; i++) {
		const struct ab_candidate *c = &at[i];
		bool linked = next < pair->pairing.links && link[next].a == c->x && link[next].b == c->y;
		likely[i] = (struct ab_likely){ c->x, c->y, c->score, linked ? &link[next] : NULL };
		next += linked;
	}
	struct ab_two_texts two = { .corpus = &l->corpus, .a = pair->a, .b = pair->b,
		.digest_a = l->digest[pair->a], .digest_b = l->digest[pair->b], .likely = likely,
		.count = count, .other_event = far_apart(l, pair) };
	pair->pairing.conflict = ab_conflicts_find(&two, &pair->pairing.conflicts);
	for (size_t i = 0, k = 0; i < pair->pairing.links; i++)
		for (k = 0; k < pair->pairing.conflicts; k++)
			link[i].conflict |= pair->pairing.conflict[k].a == link[i].a
			    && pair->pairing.conflict[k].b == link[i].b;
}

static void
support(struct ab_links *l, struct pair *pair)
{
	struct ab_arena scratch = { 0 };
	size_t room = 0, count;
	const struct ab_candidate *at = ab_candidates_between(l->candidates, pair->a, pair->b, &count);

	for (size_t i = 0; i < count; i++) {
		const struct ab_candidate *c = &at[i];
		float third = ab_candidates_support(l->candidates, pair->a, c->x, pair->b, c->y);
		add_link(l, pair, c, third < 0 ? c->score : ab_likeness_supported(c->score, third), &room);
	}
	pair->pairing.share_a = share_of(l, pair, false);
	pair->pairing.share_b = share_of(l, pair, true);
	pair->pairing.first = ab_source_first(&l->source[pair->a], &l->source[pair->b]);
	disagree(l, pair, at, count, &scratch);
	pair->ready = true;
	ab_arena_free(&scratch);
}

/* ---- what holds for the whole set ---- */

static void
conclude(struct ab_links *l)
{
	l->standing = AB_NEW(&l->arena, struct ab_standing, l->count + 1);
	for (size_t i = 0; i < l->count; i++)
		for (size_t k = 0; k < l->corpus.text[i].segments.count; k++)
			l->passage[i][k].only = true;
	for (size_t p = 0; p < l->pairs; p++)
		for (size_t i = 0; i < l->pair[p].pairing.links; i++) {
			const struct ab_link *link = &l->pair[p].pairing.link[i];
			l->passage[l->pair[p].a][link->a].only = false;
			l->passage[l->pair[p].b][link->b].only = false;
		}
	for (size_t i = 0; i < l->count; i++) {
		const struct ab_segments *s = &l->corpus.text[i].segments;
		size_t only = 0;
		for (size_t k = 0; k < s->count; k++)
			only += l->passage[i][k].only ? s->at[k].at.end - s->at[k].at.start : 0;
		l->standing[i] = ab_standing_of(l->source, l->count, i, l->foreign);
		l->standing[i].only.any = s->chars ? (double)only / (double)s->chars : 0;
	}
}

/* All pairs in the order of ab_pair_index. */
static void
lay_pairs(struct ab_links *l)
{
	size_t n = 0;

	for (size_t a = 0; a < l->count; a++)
		for (size_t b = a + 1; b < l->count; b++)
			l->pair[n++] = (struct pair){ .a = a, .b = b };
}

static void
centre(struct ab_links *l)
{
	l->media = AB_NEW(&l->arena, bool, l->corpus.vocabulary.rank.count + 1);
	for (size_t i = 0; i < l->count; i++)
		ab_said_media(&l->corpus, i, l->media);
	ab_corpus_centre(&l->corpus);
	l->foreign = ab_sources_foreign(&l->arena, l->source, l->count);
}

/* How many slices a stage has. */
static size_t
slices(const struct ab_links *l, enum stage stage)
{
	switch (stage) {
	case READ: case PROFILE: case SETTLE: case DIGEST: return l->count;
	case SUPPORT: return l->pairs;
	case DONE: return 0;
	default: return 1;
	}
}

/* The stage lasts until there are no more slices. */
static void
compare(struct ab_links *l)
{
	if (!l->candidates)
		l->candidates = ab_candidates_new(&l->corpus);
	if (ab_candidates_step(l->candidates))
		l->at--;
}

static void
work(struct ab_links *l)
{
	switch (l->stage) {
	case READ:     read_article(l, l->at); break;
	case WEIGH:    ab_corpus_weigh(&l->corpus); lay_pairs(l); break;
	case PROFILE:  ab_corpus_profile(&l->corpus, l->at); break;
	case CENTRE:   centre(l); break;
	case SETTLE:   ab_corpus_settle(&l->corpus, l->at); break;
	case DIGEST:   l->digest[l->at] = ab_digest_of(&l->corpus, l->at, l->media); break;
	case COMPARE:  compare(l); break;
	case SUPPORT:  support(l, &l->pair[l->at]); break;
	case CONCLUDE: conclude(l); break;
	case DONE:     break;
	}
}

bool
ab_links_step(struct ab_links *l)
{
	while (l->stage != DONE && l->at == slices(l, l->stage)) {
		l->stage++;
		l->at = 0;
	}
	if (l->stage == DONE)
		return false;
	work(l);
	l->at++;
	return true;
}

/* ---- what is asked ---- */

size_t
ab_links_count(const struct ab_links *l)
{
	return l->count;
}

size_t
ab_links_article(const struct ab_links *l, size_t place)
{
	return l->number[place];
}

size_t
ab_links_place(const struct ab_links *l, size_t article)
{
	size_t i = 0;

	while (i < l->count && l->number[i] != article)
		i++;
	return i;
}

struct ab_passages
ab_links_passages(const struct ab_links *l, size_t place)
{
	return (struct ab_passages){ l->passage[place], l->corpus.text[place].segments.count };
}

size_t
ab_links_find(const struct ab_links *l, size_t place, size_t offset)
{
	const struct ab_segments *s = &l->corpus.text[place].segments;
	size_t low = 0, high = s->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (s->at[middle].at.end <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct ab_pairing *
ab_links_between(const struct ab_links *l, size_t a, size_t b)
{
	const struct pair *pair = a < b && b < l->count ? &l->pair[ab_pair_index(l->count, a, b)] : NULL;

	return pair && pair->ready ? &pair->pairing : NULL;
}

struct ab_partner *
ab_links_partners(const struct ab_links *l, struct ab_arena *arena, size_t place, size_t passage,
    size_t *count)
{
	AB_LIST(struct ab_partner) list = { 0 };

	for (size_t other = 0; other < l->count; other++) {
		bool turned = other < place;
		const struct ab_pairing *p = ab_links_between(l, turned ? other : place,
		    turned ? place : other);
		for (size_t i = 0; p && i < p->links; i++) {
			const struct ab_link *link = &p->link[i];
			if ((turned ? link->b : link->a) != passage)
				continue;
			struct ab_partner partner = { other, turned ? link->a : link->b, link };
			AB_PUSH(arena, &list, partner);
		}
	}
	*count = list.count;
	return list.at;
}

bool
ab_links_nearest(const struct ab_links *l, size_t place, size_t passage, size_t other,
    size_t *nearest, float *score)
{
	const struct ab_text *a = &l->corpus.text[place], *b = &l->corpus.text[other];
	bool found = false;

	if (l->stage < COMPARE || place == other)
		return false;
	for (size_t y = 0; y < b->segments.count; y++) {
		if (ab_bag_common(l->corpus.weight, &a->profile[passage].bag, &b->profile[y].bag) <= 0)
			continue;
		struct ab_likeness likeness = ab_likeness_of(&l->corpus, a, passage, b, y);
		float s = ab_likeness_score(&likeness);
		if (found && s <= *score)
			continue;
		*nearest = y;
		*score = s;
		found = true;
	}
	return found;
}

static int
by_weight(const void *a, const void *b)
{
	const struct ab_shared *x = a, *y = b;

	if (x->weight != y->weight)
		return x->weight < y->weight ? 1 : -1;
	return (x->a.start > y->a.start) - (x->a.start < y->a.start);
}

struct ab_shared *
ab_links_shared(const struct ab_links *l, struct ab_arena *arena, size_t place_a, size_t a,
    size_t place_b, size_t b, size_t *count)
{
	const struct ab_segment *s = &l->corpus.text[place_a].segments.at[a];
	const struct ab_segment *t = &l->corpus.text[place_b].segments.at[b];
	bool *used = AB_NEW(arena, bool, t->words + 1);
	AB_LIST(struct ab_shared) list = { 0 };

	for (size_t i = 0; i < s->words && l->stage > WEIGH; i++)
		for (size_t k = 0; s->word[i].content && s->word[i].stem && k < t->words; k++) {
			if (used[k] || t->word[k].stem != s->word[i].stem || !t->word[k].content)
				continue;
			struct ab_shared shared = { s->word[i].at, t->word[k].at,
				l->corpus.weight[s->word[i].stem] };
			AB_PUSH(arena, &list, shared);
			used[k] = true;
			break;
		}
	if (list.count)
		qsort(list.at, list.count, sizeof(*list.at), by_weight);
	*count = list.count;
	return list.at;
}

const struct ab_standing *
ab_links_standing(const struct ab_links *l, size_t place)
{
	return l->stage == DONE ? &l->standing[place] : NULL;
}
