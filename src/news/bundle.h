/*
 * bundle - the articles opened together.
 *
 *	heap (index) -> [bundle] -> articles, a bounded number of them in memory
 *
 * An article is numbered from 0 in the order of the heap. Only what is held is
 * sure to stay in memory; the rest is a cache and is read again when asked for.
 * When the heap counts its records anew (ab_heap_generation), held articles stay
 * as they are, under no number, and the roster starts empty.
 * What was assumed of publication dates (ab_bundle_assume) is forgotten then, too.
 */
#ifndef ABREAST_NEWS_BUNDLE_H
#define ABREAST_NEWS_BUNDLE_H

#include "news/article.h"
#include "news/census.h"

/* Up to this many articles are looked at together: names, and dates that nobody stated. In a
 * larger bundle each article stands for itself, so that a dump streams and a reader starts. */
enum { AB_ROSTER_MAX = 256 };

struct ab_bundle;

/** heap and know are borrowed and must outlive the bundle, but see ab_bundle_relearn. */
struct ab_bundle *ab_bundle_new(struct ab_heap *heap, const struct ab_knowledge *know,
    const struct ab_article_options *options);
void ab_bundle_free(struct ab_bundle *bundle);

struct ab_heap *ab_bundle_heap(struct ab_bundle *bundle);
const struct ab_knowledge *ab_bundle_knowledge(const struct ab_bundle *bundle);

/** Articles indexed so far; grows while ab_heap_step returns true. */
size_t ab_bundle_count(const struct ab_bundle *bundle);

/* What a bundle is known by: so many of its first articles, and bytes of its sources. */
enum { AB_ACQUAINT_MAX = 1000, AB_ACQUAINT_BYTES = 1 << 20 };

/**
 * Learns which lines come back (news/familiar.h) among the articles that end within the first
 * AB_ACQUAINT_BYTES of the sources, AB_ACQUAINT_MAX of them at most: the same for a reader and for
 * a dump, and no more work for a large bundle. Indexes as far as that takes and reads it once, some
 * 130 MB a second. To be asked before the first article is held, or else later ones would be
 * cleaned in another way than earlier ones.
 */
void ab_bundle_acquaint(struct ab_bundle *bundle);

/** In place of that: these are the lines that come back. Borrowed for as
 * long as the bundle lives. */
void ab_bundle_introduce(struct ab_bundle *bundle, const struct ab_familiar *learned);

/** Article i, which stays in memory until it is let go as often as it was held. */
struct ab_article *ab_bundle_hold(struct ab_bundle *bundle, size_t i);
void ab_bundle_let_go(struct ab_bundle *bundle, struct ab_article *article);

/** From now on articles are read with this knowledge. The roster starts empty, and held articles
 * stay as they are, under no number: once they are let go, nothing uses the knowledge before. */
void ab_bundle_relearn(struct ab_bundle *bundle, const struct ab_knowledge *know);

/** Adds article i to the roster and the census, if it is not in them; the roster is settled again
 * when next asked for. */
void ab_bundle_enrol(struct ab_bundle *bundle, size_t i);

/** Who is who among the enrolled articles. */
const struct ab_roster *ab_bundle_roster(struct ab_bundle *bundle);

/** How often they are mentioned, by article number; repeats (news/repeats.h) are not counted. */
const struct ab_census *ab_bundle_census(const struct ab_bundle *bundle);

/** Another number whenever roster and census may say something else than before. */
unsigned long ab_bundle_edition(const struct ab_bundle *bundle);

/**
 * A slice of the work of finding out when articles were published that do not say so: about one
 * article of it; false when there is none left. Only for a bundle that is indexed whole, and of
 * AB_ROSTER_MAX articles at most; others, and texts above a megabyte, are left alone. *found is
 * set when an article, open ones too, has got a date since.
 */
bool ab_bundle_assume(struct ab_bundle *bundle, bool *found);

#endif
