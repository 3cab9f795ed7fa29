/*
 * groups - which articles of a heap tell of the same event.
 *
 *	words of each article -> profiles -> neighbours -> clusters -> [groups] -> dump, list
 *
 * Events are clusters by average link (news/cluster.h): no chain of pairs makes an event, and no
 * headline splits one. Days of publication, where stated, bound an event. Copies (news/sketch.h)
 * are in one event whatever else is said of them. Only neighbours are compared (news/neighbours.h),
 * and never more than so many of each: the work is near linear in the heap.
 *
 * The same articles in the same order make the same groups.
 */
#ifndef ABREAST_NEWS_GROUPS_H
#define ABREAST_NEWS_GROUPS_H

#include "news/bundle.h"
#include "news/neighbours.h"

struct ab_groups;

/** know is borrowed. */
struct ab_groups *ab_groups_new(const struct ab_knowledge *know);
void ab_groups_free(struct ab_groups *groups);

/** Takes note of the next article; the first one is number 0. */
void ab_groups_add(struct ab_groups *groups, struct ab_article *article);

/** The same, by what was read of it, in this process or another one. */
void ab_groups_add_gist(struct ab_groups *groups, const struct ab_gist *gist);

/** How many were added. */
size_t ab_groups_articles(const struct ab_groups *groups);

/** A slice of the work of finding the events of those added; false when there is none left. What is
 * told below is what was found when last there was none, and holds until there is none again. */
bool ab_groups_step(struct ab_groups *groups);

/** All of a bundle, at once. */
struct ab_groups *ab_groups_of(struct ab_bundle *bundle);

/* Articles by number: the longest, which tells most, first; of equals the first in the heap. */
struct ab_event { const uint32_t *article; size_t count; };

/** The events, largest first, of equals the one that begins first in the heap. Every article is in
 * exactly one. */
size_t ab_groups_count(const struct ab_groups *groups);
struct ab_event ab_groups_event(const struct ab_groups *groups, size_t i);

/** The event of a number as a person writes it, from 1; a sentence if there is none. */
bool ab_groups_named(const struct ab_groups *groups, ab_str number, struct ab_event *event,
    struct ab_error *err);

/** Which event an article is in, of those that were added when it was found. */
size_t ab_groups_event_of(const struct ab_groups *groups, size_t article);

/* Two articles of one event that say the same nearly word for word; a < b. */
struct ab_copy { uint32_t a, b; };
struct ab_copies { const struct ab_copy *at; size_t count; };

/** The copies in an event, by a, then b. */
struct ab_copies ab_groups_copies(const struct ab_groups *groups, size_t event);

/** Of which article of the event this is a copy, the one that stands first; itself: of none. */
size_t ab_groups_original(const struct ab_groups *groups, size_t article);

/** The articles that are most like this one, the nearest first, whatever their event. Only while
 * ab_groups_step has nothing to do; how many. */
size_t ab_groups_like(struct ab_groups *groups, size_t article, struct ab_near out[AB_NEAREST]);

/** Words that mark an article, or those that carry its likeness to another (other != number), as
 * the text has them, the weightiest first: "Velmar, ferry, Lindqvist". In the arena; as above. */
ab_str ab_groups_marks(struct ab_groups *groups, struct ab_arena *arena,
    struct ab_article *article, size_t number, size_t other);

#endif
