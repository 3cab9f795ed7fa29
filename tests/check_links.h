/* What news/links.h promises of whatever it was given, once all is done. */
#ifndef ABREAST_TESTS_CHECK_LINKS_H
#define ABREAST_TESTS_CHECK_LINKS_H

#include <criterion/criterion.h>

#include "news/links.h"

static inline void
check_spans(const struct ab_passages *p, uint32_t i, ab_span at)
{
	cr_assert_lt(i, p->count);
	cr_assert_lt(at.start, at.end);
	cr_assert(at.start >= p->at[i].at.start && at.end <= p->at[i].at.end);
}

static inline void
check_pairing(const struct ab_links *links, size_t a, size_t b)
{
	const struct ab_pairing *p = ab_links_between(links, a, b);
	struct ab_passages x = ab_links_passages(links, a), y = ab_links_passages(links, b);

	cr_assert(p);
	for (size_t i = 0; i < p->links; i++) {
		const struct ab_link *l = &p->link[i];
		cr_assert(l->a < x.count && l->b < y.count);
		cr_assert(l->score >= 0 && l->score <= 1);
		cr_assert(i == 0 || l[-1].a < l->a || (l[-1].a == l->a && l[-1].b < l->b));
		cr_assert(!x.at[l->a].only && !y.at[l->b].only);
	}
	for (size_t i = 0; i < p->conflicts; i++) {
		check_spans(&x, p->conflict[i].a, p->conflict[i].at_a);
		check_spans(&y, p->conflict[i].b, p->conflict[i].at_b);
	}
	cr_assert(p->share_a.same >= 0 && p->share_a.same <= p->share_a.any && p->share_a.any <= 1);
	cr_assert(p->share_b.same >= 0 && p->share_b.same <= p->share_b.any && p->share_b.any <= 1);
}

static inline void
check_links(const struct ab_links *links, struct ab_bundle *bundle)
{
	for (size_t i = 0; i < ab_links_count(links); i++) {
		struct ab_article *article = ab_bundle_hold(bundle, ab_links_article(links, i));
		const struct ab_lines *lines = ab_article_lines(article);
		struct ab_passages p = ab_links_passages(links, i);
		for (size_t k = 0; k < p.count; k++) {
			const struct ab_passage_at *at = &p.at[k];
			cr_assert(at->at.start < at->at.end && (k == 0 || at[-1].at.end <= at->at.start));
			cr_assert_eq(ab_lines_find(lines, at->at.start), at->line);
			cr_assert_leq(at->at.end, lines->at[at->line].at.end);
			cr_assert(at->kind == lines->at[at->line].kind && at->kind != AB_KIND_CHROME
			    && at->kind != AB_KIND_BYLINE);
			cr_assert(!ab_lines_hides(lines, at->at.start));
			cr_assert_eq(ab_links_find(links, i, at->at.start), k);
		}
		cr_assert(ab_links_standing(links, i));
		for (size_t k = i + 1; k < ab_links_count(links); k++)
			check_pairing(links, i, k);
		ab_bundle_let_go(bundle, article);
	}
}

#endif
