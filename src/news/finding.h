/*
 * finding - the inside of conflicts: what the rules read in a text, and what they found.
 *
 *	quantities, days, said, clauses -> [finding] -> conflicts
 *
 * Rules lay words against words, so that hostile sentences could cost the square of their length:
 * each word laid against one is taken from *cells, which all pairs of a set share, and when
 * nothing is left, nothing more is found. Of a sentence at most AB_CLAUSES are read, of a text
 * AB_QUOTATIONS and AB_TITLED; of two texts AB_CONFLICTS_MAX conflicts are told.
 */
#ifndef ABREAST_NEWS_FINDING_H
#define ABREAST_NEWS_FINDING_H

#include "news/conflicts.h"
#include "news/quantities.h"
#include "news/said.h"

enum { AB_CLAUSES = 8, AB_QUOTATIONS = 256, AB_TITLED = 256 };

/* A person with an office: "former president Ada Lindqvist". */
struct ab_titled { uint32_t title, name, former; size_t segment; ab_span at; };

/* An act with who did it, or with its reason: words before, and the phrase after. */
struct ab_clause { size_t from, at, to; ab_span span; bool actor; };

/* Whose view a quotation opens with: "By mutual opinion", "In his view". */
struct ab_view { bool known, mutual; ab_span at; };

struct ab_digest {
	struct ab_said said;
	AB_LIST(struct ab_titled) titled;
	AB_LIST(struct ab_clause) clauses;
	size_t *first_clause;          /* of each segment; one more */
	struct ab_view *view;          /* of each segment */
	struct ab_quantity **quantity; /* of each segment */
	size_t *quantities;
};

/* What is being put together. */
struct ab_found { struct ab_conflict conflict; float score; /* of its passages */ };
struct ab_finding {
	const struct ab_two_texts *two;
	const struct ab_text *a, *b;
	AB_LIST(struct ab_found) list;
};

/* Words [from, to) of a segment; beyond its end there are none. */
struct ab_stretch { const struct ab_segment *segment; size_t from, to; };

static inline const struct ab_segment *
ab_finding_a(const struct ab_finding *f, size_t i)
{
	return &f->a->segments.at[i];
}

static inline const struct ab_segment *
ab_finding_b(const struct ab_finding *f, size_t i)
{
	return &f->b->segments.at[i];
}

/** What a word tells; 0 for a mark and a function word. */
static inline float
ab_finding_weight(const struct ab_finding *f, const struct ab_word *w)
{
	return w->content && !w->mark ? f->two->corpus->weight[w->stem] : 0;
}

/** Takes from what may be laid against each other; false if that is not left. */
bool ab_finding_spend(struct ab_finding *f, size_t a, size_t b);

/** Adds a conflict. What an article says twice disagrees once. */
void ab_finding_report(struct ab_finding *f, const struct ab_conflict *new, float score);

/** How many content words, no names and heavier than `least`, two stretches share. */
size_t ab_finding_shared(struct ab_finding *f, struct ab_stretch a, struct ab_stretch b,
    float least);

/* The rules, by file. Those on passages are asked for each likely pair, the others once. */
void ab_finding_speakers(struct ab_finding *f);
void ab_finding_views(struct ab_finding *f, const struct ab_likely *l);
void ab_finding_wording(struct ab_finding *f, const struct ab_likely *l);
void ab_finding_clauses(struct ab_finding *f, const struct ab_likely *l);
void ab_finding_titles(struct ab_finding *f);

/** What they read in a segment. */
struct ab_view ab_view_of(const struct ab_segment *s);
void ab_clauses_read(struct ab_arena *arena, struct ab_digest *digest, const struct ab_segment *s);
void ab_titles_read(struct ab_arena *arena, struct ab_digest *digest, const struct ab_segment *s,
    size_t segment);

#endif
