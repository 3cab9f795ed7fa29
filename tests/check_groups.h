/* What news/groups.h promises of any heap: NULL, or what is broken. */
#ifndef ABREAST_TESTS_CHECK_GROUPS_H
#define ABREAST_TESTS_CHECK_GROUPS_H

#include <stdlib.h>

#include "news/groups.h"

static inline const char *
check_copies(const struct ab_groups *groups, size_t i)
{
	struct ab_copies copies = ab_groups_copies(groups, i);

	for (size_t k = 0; k < copies.count; k++) {
		const struct ab_copy *c = &copies.at[k];
		if (c->a >= c->b || ab_groups_event_of(groups, c->a) != i
		    || ab_groups_event_of(groups, c->b) != i)
			return "copies are not of one event";
		if (k && !(c[-1].a < c->a || (c[-1].a == c->a && c[-1].b < c->b)))
			return "copies are not in order";
		if (ab_groups_original(groups, c->a) != ab_groups_original(groups, c->b))
			return "copies have two originals";
	}
	return NULL;
}

static inline const char *
check_event(const struct ab_groups *groups, size_t i, bool *seen)
{
	struct ab_event event = ab_groups_event(groups, i);

	if (event.count == 0 || (i && ab_groups_event(groups, i - 1).count < event.count))
		return "an event is empty, or larger than the one before";
	for (size_t k = 0; k < event.count; k++) {
		size_t article = event.article[k], original = ab_groups_original(groups, article);
		if (article >= ab_groups_articles(groups) || seen[article])
			return "an article is in two events";
		seen[article] = true;
		if (ab_groups_event_of(groups, article) != i
		    || ab_groups_event_of(groups, original) != i)
			return "an article, or its original, is said to be of another event";
		if (ab_groups_original(groups, original) != original)
			return "an original is a copy";
	}
	return check_copies(groups, i);
}

static inline const char *
check_like(struct ab_groups *groups, size_t article)
{
	struct ab_near near[AB_NEAREST];
	size_t count = ab_groups_like(groups, article, near);

	for (size_t k = 0; k < count; k++) {
		if (near[k].article >= ab_groups_articles(groups) || near[k].article == article)
			return "what is like an article is none, or itself";
		if (!(near[k].like >= 0 && near[k].like < 1.001F)
		    || (k && near[k - 1].like < near[k].like))
			return "a likeness is none, or not in order";
	}
	return NULL;
}

/* Once ab_groups_step has nothing to do. */
static inline const char *
check_groups(struct ab_groups *groups)
{
	size_t count = ab_groups_articles(groups), total = 0;
	bool *seen = calloc(count + 1, sizeof(*seen));
	const char *broken = NULL;

	for (size_t i = 0; !broken && i < ab_groups_count(groups); i++) {
		broken = check_event(groups, i, seen);
		total += ab_groups_event(groups, i).count;
	}
	free(seen);
	if (!broken && total != count)
		broken = "an article is in no event";
	for (size_t i = 0; !broken && i < count; i++)
		broken = check_like(groups, i);
	return broken;
}

#endif
