/*
 * links - which passages of several articles say the same.
 *
 *	articles -> segments -> likeness -> [links: pairs of passages] -> conflicts -> view, dump
 *
 * A set of articles of a bundle is linked as a whole: how much a word tells, and what third
 * articles support, depend on all of it. Another set (a pane opened) is another ab_links; nothing
 * that one says ever changes once it is there. The work is done in slices by ab_links_step, each
 * of about one pair of articles, so that a screen never waits. What is returned is borrowed and
 * lives as long as the ab_links; spans are bytes of the article's text, articles are held only
 * during a slice. Passages are numbered from 0 in each article, in the order of its text; places
 * are those in the list of articles that ab_links_new was given.
 *
 * A passage is a sentence of what is shown, never of the chrome or of a byline, and never crosses
 * a line; there are 1,500 at most. Links are n:m and may cross. Method: six lexical features and a
 * logistic, then one over the first and the mean support of third articles; see news/likeness.h,
 * news/postings.h, news/witnesses.h.
 */
#ifndef ABREAST_NEWS_LINKS_H
#define ABREAST_NEWS_LINKS_H

#include "news/bundle.h"

/* Whatever the texts: links of a passage to one other article, conflicts of two articles. */
enum { AB_PARTNERS_MAX = 64, AB_CONFLICTS_MAX = 256 };

struct ab_links;

struct ab_passage_at { ab_span at; size_t line; enum ab_kind kind; bool only; };
/* only: no passage of another article is linked to it ("no link found"); set when all is done. */

struct ab_passages { const struct ab_passage_at *at; size_t count; }; /* by start, disjoint */

enum ab_link_kind {
	AB_LINK_PARAPHRASE, /* the same fact in other words, or one clause of it */
	AB_LINK_SAME,       /* near word for word; translations of one quotation too */
};

struct ab_link {
	uint32_t a, b;          /* passages of the two articles */
	enum ab_link_kind kind;
	float score;            /* 0 to 1: about how likely the link is right */
	bool conflict;          /* a conflict lies in these passages */
};

#define AB_CONFLICTS(X) \
	X(NUMBER,  "number")  /* apart by value; "around 8,000" agrees with 8,000 */ \
	X(DATE,    "date")    /* apart by value */ \
	X(SOURCE,  "source")  /* one quotation, another speaker */ \
	X(ACTOR,   "actor")   /* one act, somebody else did it */ \
	X(WORDING, "wording") /* one word of a quotation differs */ \
	X(REASON,  "reason") \
	X(TITLE,   "title")   /* president and president-elect */
#define AB_ENUM_CONFLICT(id, name) AB_CONFLICT_##id,
enum ab_conflict_kind { AB_CONFLICTS(AB_ENUM_CONFLICT) AB_CONFLICT_COUNT };
#undef AB_ENUM_CONFLICT
const char *ab_conflict_name(enum ab_conflict_kind kind);

/* A possible disagreement. That there is none says nothing. */
struct ab_conflict {
	uint32_t a, b;       /* passages */
	ab_span at_a, at_b;  /* what differs, within them */
	enum ab_conflict_kind kind;
};

/* How much of an article the other one has: parts of the characters of its passages. */
struct ab_share { double same, any; };

/* What is known of two articles, at places a < b. */
struct ab_pairing {
	const struct ab_link *link;         /* by a, then b */
	size_t links;
	const struct ab_conflict *conflict; /* by a, then b */
	size_t conflicts;
	struct ab_share share_a, share_b;
	int first; /* which was published first: -1 a, 1 b, 0 not known, or at the same time */
};

/* What a reader should know of one article of the set. */
struct ab_standing {
	bool other_event;      /* told apart by its days and its words: its links are background */
	int days;              /* ... published so many days before (negative: after) the others */
	const ab_str *agency;  /* news agencies that it names as the source,
	                        * as it names them; distinct */
	size_t agencies;
	ab_str published;      /* ISO 8601, stated or assumed; or empty */
	size_t words;          /* of its passages */
	struct ab_share only;  /* any: part of the characters that no other article has */
};

/** The articles with these numbers, each once. The bundle is borrowed; numbers are copied.
 * Publication dates should have been assumed before (ab_bundle_assume). */
struct ab_links *ab_links_new(struct ab_bundle *bundle, const size_t *articles, size_t count);
void ab_links_free(struct ab_links *links);

/** A slice of the work; false when there is none left. */
bool ab_links_step(struct ab_links *links);

size_t ab_links_count(const struct ab_links *links);                  /* of articles */
size_t ab_links_article(const struct ab_links *links, size_t place);  /* its number */

/** The place of article number `article`; the count if it is not one of them. */
size_t ab_links_place(const struct ab_links *links, size_t article);

/** Passages of the article at a place; none before it has been read. */
struct ab_passages ab_links_passages(const struct ab_links *links, size_t place);

/** The passage that holds this byte offset, or the next one after it; count if there is none. */
size_t ab_links_find(const struct ab_links *links, size_t place, size_t offset);

/** What links the articles at two places, a < b; NULL while it is not known. */
const struct ab_pairing *ab_links_between(const struct ab_links *links, size_t a, size_t b);

/* A partner of a passage: in the article at `place`; turned if it is a of the link. */
struct ab_partner { size_t place, passage; const struct ab_link *link; };

/** All partners of a passage in other articles, by place, then passage; in the arena. */
struct ab_partner *ab_links_partners(const struct ab_links *links, struct ab_arena *arena,
    size_t place, size_t passage, size_t *count);

/** What comes nearest to a passage in the article at `other`, linked or not, and how near that is
 * (a score as of links, without third articles); false while that is not known, or if nothing
 * there shares a word with it. "Nothing in 3 comes nearer than ..." */
bool ab_links_nearest(const struct ab_links *links, size_t place, size_t passage, size_t other,
    size_t *nearest, float *score);

/* What carries a link: a word that both passages have. */
struct ab_shared { ab_span a, b; float weight; };

/** The shared words of two passages, heaviest first; in the arena. */
struct ab_shared *ab_links_shared(const struct ab_links *links, struct ab_arena *arena,
    size_t place_a, size_t a, size_t place_b, size_t b, size_t *count);

/** NULL until all is done. */
const struct ab_standing *ab_links_standing(const struct ab_links *links, size_t place);

#endif
