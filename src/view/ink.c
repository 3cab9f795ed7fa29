#include "view/ink.h"

/* Finds the first of some sorted, disjoint things, each beginning with its span, that ends after
 * offset. *end comes down to where it begins, or ends if offset is in it. False: it is in none. */
static bool
covers(const void *things, size_t count, size_t size, size_t offset, size_t *index, size_t *end)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		const ab_span *at = (const void *)((const char *)things + mid * size);
		if (at->end <= offset)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == count)
		return false;
	const ab_span *at = (const void *)((const char *)things + low * size);
	bool inside = at->start <= offset;
	size_t edge = inside ? at->end : at->start;
	if (edge < *end)
		*end = edge;
	*index = low;
	return inside;
}

#define COVERS(list, n, offset, index, end) \
	covers((list), (n), sizeof(*(list)), (offset), (index), (end))

static enum ab_style
style_of_kind(enum ab_kind kind, enum ab_chrome_mode chrome)
{
	switch (kind) {
	case AB_KIND_TITLE:
		return AB_STYLE_TITLE;
	case AB_KIND_BYLINE:
		return AB_STYLE_BYLINE;
	case AB_KIND_CAPTION:
		return AB_STYLE_CAPTION;
	case AB_KIND_CHROME:
		return chrome == AB_CHROME_SHOWN ? AB_STYLE_PLAIN : AB_STYLE_DIM;
	default:
		return AB_STYLE_PLAIN;
	}
}

enum ab_style
ab_ink_of_type(enum ab_entity_type type)
{
	static const enum ab_style styles[AB_ENTITY_COUNT] = {
		[AB_ENTITY_PER] = AB_STYLE_PER, [AB_ENTITY_ORG] = AB_STYLE_ORG,
		[AB_ENTITY_LOC] = AB_STYLE_LOC, [AB_ENTITY_MISC] = AB_STYLE_MISC,
	};

	return styles[type];
}

static enum ab_style
style_of_name(const struct ab_inkpot *pot, struct ab_name name, enum ab_style style)
{
	enum ab_entity_type type = ab_roster_look(pot->roster, pot->text, name).type;

	return pot->muted >> type & 1 ? style : ab_ink_of_type(type);
}

enum ab_style
ab_ink(const struct ab_inkpot *pot, size_t line, size_t offset, size_t *end)
{
	enum ab_style style = style_of_kind(pot->lines->at[line].kind, pot->chrome);
	size_t i;

	*end = pot->lines->at[line].at.end;
	if (COVERS(pot->lines->hidden, pot->lines->hidden_count, offset, &i, end)
	    && pot->chrome == AB_CHROME_DIMMED)
		style = AB_STYLE_DIM;
	if (pot->names && COVERS(pot->names->at, pot->names->count, offset, &i, end))
		style = style_of_name(pot, pot->names->at[i], style);
	if (pot->dates && COVERS(pot->dates->at, pot->dates->count, offset, &i, end))
		style = AB_STYLE_DATE;
	if (COVERS(pot->differ, pot->differs, offset, &i, end))
		style = AB_STYLE_DIFFERS;
	if (COVERS(pot->hits->at, pot->hits->count, offset, &i, end))
		style = i == pot->current ? AB_STYLE_CURRENT : AB_STYLE_HIT;
	return style;
}
