/* What news/links.h promises of whatever it was given, once all is done: NULL, or what is
 * broken. */
#ifndef ABREAST_TESTS_CHECK_LINKS_H
#define ABREAST_TESTS_CHECK_LINKS_H

#include "news/links.h"

static inline bool
check_part(struct ab_share share)
{
	return share.same >= 0 && share.same <= share.any && share.any <= 1;
}

static inline bool
check_within(const struct ab_passages *p, uint32_t i, ab_span at)
{
	return i < p->count && at.start < at.end && at.start >= p->at[i].at.start
	    && at.end <= p->at[i].at.end;
}

static inline const char *
check_pairing(const struct ab_links *links, size_t a, size_t b)
{
	const struct ab_pairing *p = ab_links_between(links, a, b);
	struct ab_passages x = ab_links_passages(links, a), y = ab_links_passages(links, b);

	if (!p)
		return "a pairing is not known";
	if (p->links > AB_PARTNERS_MAX * x.count || p->conflicts > AB_CONFLICTS_MAX)
		return "more links or conflicts than are promised";
	for (size_t i = 0; i < p->links; i++) {
		const struct ab_link *l = &p->link[i];
		if (l->a >= x.count || l->b >= y.count || !(l->score >= 0 && l->score <= 1))
			return "a link is of no passages, or its score is none";
		if (i && !(l[-1].a < l->a || (l[-1].a == l->a && l[-1].b < l->b)))
			return "links are not in order";
		if (x.at[l->a].only || y.at[l->b].only)
			return "a linked passage is said to have no link";
	}
	for (size_t i = 0; i < p->conflicts; i++)
		if (!check_within(&x, p->conflict[i].a, p->conflict[i].at_a)
		    || !check_within(&y, p->conflict[i].b, p->conflict[i].at_b))
			return "a conflict is not within its passage";
	return check_part(p->share_a) && check_part(p->share_b)
	    ? NULL : "a share is no part of one";
}

static inline const char *
check_passages(const struct ab_links *links, size_t i, const struct ab_lines *lines)
{
	struct ab_passages p = ab_links_passages(links, i);

	for (size_t k = 0; k < p.count; k++) {
		const struct ab_passage_at *at = &p.at[k];
		if (at->at.start >= at->at.end || (k && at[-1].at.end > at->at.start))
			return "passages are empty or overlap";
		if (ab_lines_find(lines, at->at.start) != at->line
		    || at->at.end > lines->at[at->line].at.end)
			return "a passage crosses a line";
		if (at->kind != lines->at[at->line].kind || at->kind == AB_KIND_CHROME
		    || at->kind == AB_KIND_BYLINE || ab_lines_hides(lines, at->at.start))
			return "a passage is chrome, a byline or hidden";
		if (ab_links_find(links, i, at->at.start) != k)
			return "a passage is not found";
	}
	return ab_links_standing(links, i) ? NULL : "an article has no standing";
}

static inline const char *
check_links(const struct ab_links *links, struct ab_bundle *bundle)
{
	const char *broken = NULL;

	for (size_t i = 0; i < ab_links_count(links) && !broken; i++) {
		struct ab_article *article = ab_bundle_hold(bundle, ab_links_article(links, i));
		broken = check_passages(links, i, ab_article_lines(article));
		ab_bundle_let_go(bundle, article);
		for (size_t k = i + 1; k < ab_links_count(links) && !broken; k++)
			broken = check_pairing(links, i, k);
	}
	return broken;
}

#endif
