/* What news/groups.h promises of any heap. */
#ifndef ABREAST_TESTS_CHECK_GROUPS_H
#define ABREAST_TESTS_CHECK_GROUPS_H

#include <criterion/criterion.h>
#include <stdlib.h>

#include "news/groups.h"

static inline void
check_event(const struct ab_groups *groups, size_t i, bool *seen)
{
	struct ab_event event = ab_groups_event(groups, i);
	struct ab_copies copies = ab_groups_copies(groups, i);

	cr_assert(event.count > 0);
	cr_assert(i == 0 || ab_groups_event(groups, i - 1).count >= event.count);
	for (size_t k = 0; k < event.count; k++) {
		size_t article = event.article[k], original = ab_groups_original(groups, article);
		cr_assert(article < ab_groups_articles(groups) && !seen[article]);
		seen[article] = true;
		cr_assert_eq(ab_groups_event_of(groups, article), i);
		cr_assert_eq(ab_groups_event_of(groups, original), i);
		cr_assert_eq(ab_groups_original(groups, original), original);
	}
	for (size_t k = 0; k < copies.count; k++) {
		const struct ab_copy *c = &copies.at[k];
		cr_assert(c->a < c->b && ab_groups_event_of(groups, c->a) == i
		    && ab_groups_event_of(groups, c->b) == i);
		cr_assert(k == 0 || c[-1].a < c->a || (c[-1].a == c->a && c[-1].b < c->b));
		cr_assert_eq(ab_groups_original(groups, c->a), ab_groups_original(groups, c->b));
	}
}

/* Once ab_groups_step has nothing to do. */
static inline void
check_groups(struct ab_groups *groups)
{
	size_t count = ab_groups_articles(groups), total = 0;
	bool *seen = calloc(count + 1, sizeof(*seen));
	struct ab_near near[AB_NEAREST];

	for (size_t i = 0; i < ab_groups_count(groups); i++) {
		check_event(groups, i, seen);
		total += ab_groups_event(groups, i).count;
	}
	cr_assert_eq(total, count);
	for (size_t i = 0; i < count; i++) {
		size_t nears = ab_groups_like(groups, i, near);
		cr_assert_leq(nears, (size_t)AB_NEAREST);
		for (size_t k = 0; k < nears; k++) {
			cr_assert(near[k].article < count && near[k].article != i);
			cr_assert(near[k].like >= 0 && near[k].like < 1.001F);
			cr_assert(k == 0 || near[k - 1].like >= near[k].like);
		}
	}
	free(seen);
}

#endif
