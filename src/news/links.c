#include "news/links.h"

#include <math.h>
#include <stdlib.h>

#include "know/linking.h"
#include "news/conflicts.h"
#include "news/linkage.h"
#include "news/said.h"

/* Words laid against words to find what is the same word for word: so many for any set, and so many
 * more a sentence, ten times what reports need. */
enum { CELLS = 1 << 24, CELLS_EACH = 1 << 14 };

_Static_assert((int)AB_PARTNERS_MAX == (int)AB_KEPT_MOST, "each that is kept may be a link");

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
		.vocabulary = { .arena = &l->arena, .forms.arena = &l->arena,
			.words.arena = &l->arena },
		.text = AB_NEW(&l->arena, struct ab_text, count + 1), .texts = count };
	l->source = AB_NEW(&l->arena, struct ab_source, count + 1);
	l->digest = AB_NEW(&l->arena, struct ab_digest *, count + 1);
	l->passage = AB_NEW(&l->arena, struct ab_passage_at *, count + 1);
	l->pairs = count < 2 ? 0 : count * (count - 1) / 2;
	l->pair = AB_NEW(&l->arena, struct ab_linked_pair, l->pairs + 1);
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
		l->passage[i][k] = (struct ab_passage_at){ .at = s->at, .line = s->line,
			.kind = s->kind };
	}
}

/* ---- links ---- */

static bool
far_apart(const struct ab_links *l, const struct ab_linked_pair *pair)
{
	return l->foreign[pair->a] != l->foreign[pair->b];
}

/* The probability of a link; 0 where third articles, whatever they say, cannot bring it to what is
 * wanted. */
static float
supported(const struct ab_links *l, const struct ab_linked_pair *pair, const struct ab_candidate *c,
    float wanted)
{
	float most = ab_witnesses_most(l->witnesses, pair->a, c->x, pair->b, c->y) * 1.001f;

	if (most < 0)
		return c->score;
	if (ab_likeness_score(ab_likeness_supported(c->score, most)) < wanted)
		return 0;
	float support = ab_witnesses_support(l->witnesses, pair->a, c->x, pair->b, c->y);
	return ab_likeness_score(ab_likeness_supported(c->score, support));
}

static void
add_link(struct ab_links *l, struct ab_linked_pair *pair, const struct ab_candidate *c,
    size_t *room)
{
	const struct ab_text *a = &l->corpus.text[pair->a], *b = &l->corpus.text[pair->b];
	float same = ab_likeness_same(&l->corpus, a, c->x, b, c->y, c->unit, c->mass, &l->cells);
	bool verbatim = same >= ab_linking[AB_LINKING_SAME];
	float wanted = ab_linking[far_apart(l, pair) ? AB_LINKING_FOREIGN
	    : l->count > 2 ? AB_LINKING_THRESHOLD : AB_LINKING_ALONE];
	float score = supported(l, pair, c, verbatim ? 0 : wanted);

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
share_of(const struct ab_links *l, const struct ab_linked_pair *pair, bool turned)
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
disagree(struct ab_links *l, struct ab_linked_pair *pair, const struct ab_candidate *at,
    size_t count, struct ab_arena *scratch)
{
	struct ab_link *link = (struct ab_link *)pair->pairing.link; /* our own, not yet shown */
	struct ab_likely *likely = AB_NEW(scratch, struct ab_likely, count + 1);
	size_t next = 0;

	for (size_t i = 0; i < count; i++) {
		const struct ab_candidate *c = &at[i];
		bool linked = next < pair->pairing.links && link[next].a == c->x
		    && link[next].b == c->y;
		likely[i] = (struct ab_likely){ c->x, c->y, c->score, linked ? &link[next] : NULL };
		next += linked;
	}
	struct ab_two_texts two = { .corpus = &l->corpus, .a = pair->a, .b = pair->b,
		.digest_a = l->digest[pair->a], .digest_b = l->digest[pair->b], .likely = likely,
		.count = count, .other_event = far_apart(l, pair), .cells = &l->cells };
	pair->pairing.conflict = ab_conflicts_find(&two, &pair->pairing.conflicts);
	const struct ab_conflict *conflict = pair->pairing.conflict;
	for (size_t i = 0, k = 0; i < pair->pairing.links && k < pair->pairing.conflicts;) {
		bool behind = link[i].a != conflict[k].a
		    ? link[i].a < conflict[k].a : link[i].b < conflict[k].b;
		bool meet = link[i].a == conflict[k].a && link[i].b == conflict[k].b;
		link[i].conflict |= meet;
		i += behind || meet;
		k += !behind && !meet;
	}
}

static void
support(struct ab_links *l, struct ab_linked_pair *pair)
{
	struct ab_arena scratch = { 0 };
	size_t room = 0, count;
	const struct ab_candidate *at = ab_candidates_between(l->candidates, pair->a,
	    pair->b, &count);

	for (size_t i = 0; i < count; i++)
		add_link(l, pair, &at[i], &room);
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
			l->pair[n++] = (struct ab_linked_pair){ .a = a, .b = b };
}

static void
weigh(struct ab_links *l)
{
	ab_corpus_weigh(&l->corpus);
	lay_pairs(l);
	l->cells = CELLS + CELLS_EACH * l->corpus.sentences;
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
slices(const struct ab_links *l, enum ab_link_stage stage)
{
	switch (stage) {
	case AB_STAGE_READ: case AB_STAGE_PROFILE: return l->count;
	case AB_STAGE_SETTLE: case AB_STAGE_DIGEST: return l->count;
	case AB_STAGE_SUPPORT: return l->pairs;
	case AB_STAGE_DONE: return 0;
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
	case AB_STAGE_READ:     read_article(l, l->at); break;
	case AB_STAGE_WEIGH:    weigh(l); break;
	case AB_STAGE_PROFILE:  ab_corpus_profile(&l->corpus, l->at); break;
	case AB_STAGE_CENTRE:   centre(l); break;
	case AB_STAGE_SETTLE:   ab_corpus_settle(&l->corpus, l->at); break;
	case AB_STAGE_DIGEST:   l->digest[l->at] = ab_digest_of(&l->corpus, l->at, l->media); break;
	case AB_STAGE_COMPARE:  compare(l); break;
	case AB_STAGE_WITNESS:  l->witnesses = ab_witnesses_of(&l->corpus, l->candidates); break;
	case AB_STAGE_SUPPORT:  support(l, &l->pair[l->at]); break;
	case AB_STAGE_CONCLUDE: conclude(l); break;
	case AB_STAGE_DONE:     break;
	}
}

bool
ab_links_step(struct ab_links *l)
{
	while (l->stage != AB_STAGE_DONE && l->at == slices(l, l->stage)) {
		l->stage++;
		l->at = 0;
	}
	if (l->stage == AB_STAGE_DONE)
		return false;
	work(l);
	l->at++;
	return true;
}
