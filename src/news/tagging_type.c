#include "news/tagging.h"

static enum ab_entity_type
type_of(unsigned classes)
{
	if (classes & (AB_GAZ_ORG | AB_GAZ_ORG_HEAD | AB_GAZ_ORG_TAIL))
		return AB_ENTITY_ORG;
	if (classes & (AB_GAZ_PLACE | AB_GAZ_PLACE_HEAD))
		return AB_ENTITY_LOC;
	if (classes & (AB_GAZ_MISC | AB_GAZ_PEOPLE | AB_GAZ_MISC_HEAD))
		return AB_ENTITY_MISC;
	return AB_ENTITY_PER;
}

static const ab_str none = { 0 };

/* Tags tokens [first, end) and returns end. */
static size_t
tag(struct ab_tagging *w, size_t first, size_t end, enum ab_entity_type type, unsigned weight,
    ab_str full)
{
	w->tags[w->count++] = (struct ab_tag){ first, end - first, type, weight, full };
	return end;
}

static bool
is_initial(const struct ab_tagging *w, size_t i)
{
	ab_str word = ab_tag_bytes(w, i);

	return word.len == 2 && word.ptr[1] == '.';
}

/* Does a person's title stand before token i? */
static bool
is_titled(const struct ab_tagging *w, size_t i)
{
	if (i && ab_tag_is_mark(w, i - 1, AB_STR(".")))
		i--;
	return i && ab_tag_classes(w, i - 1) & AB_GAZ_TITLE;
}

/* Words with blanks between them. */
static size_t
words_of(const struct ab_tagging *w, const struct ab_run *run)
{
	size_t words = 1;

	for (size_t i = run->first + 1; i < run->end; i++)
		words += !w->s->at[i].glued;
	return words;
}

static bool
has_particle(const struct ab_tagging *w, const struct ab_run *run)
{
	for (size_t i = run->first; i + 1 < run->end; i++)
		if (w->s->at[i].letters == AB_CASE_LOWER && ab_tag_classes(w, i) & AB_GAZ_PARTICLE)
			return true;
	return false;
}

static bool
is_person(const struct ab_tagging *w, const struct ab_run *run)
{
	const struct ab_look *first = &w->look[run->first], *last = &w->look[run->end - 1];
	size_t n = words_of(w, run);

	if (is_titled(w, run->first))
		return true;
	if (first->classes & AB_GAZ_GIVEN || (n == 1 && first->classes & AB_GAZ_FAMILY))
		return n > 1 || !first->span;
	if (n > 1 && !first->span
	    && ((first->classes | last->classes) & AB_GAZ_FAMILY || has_particle(w, run)))
		return true;
	return n > 1 && (is_initial(w, run->first) || is_initial(w, run->first + 1));
}

/* A run with a head word: "Interior Ministry", "Bank of Utopia". Returns where it ends. */
static size_t
tag_headed(struct ab_tagging *w, const struct ab_run *run)
{
	const struct ab_look *first = &w->look[run->first];
	size_t end = run->linked || run->head == run->first ? run->end : run->head + 1;
	enum ab_entity_type type = type_of(run->heads);

	/* a nation before a place that is known by itself, or before a person */
	if (first->classes & AB_GAZ_PEOPLE && first->span == 1 && w->look[run->first + 1].span
	    && type != AB_ENTITY_ORG)
		return tag(w, run->first, run->first + 1, AB_ENTITY_MISC, AB_TAG_KNOWN,
		    first->full);
	return tag(w, run->first, end, type, AB_TAG_KNOWN, none);
}

/* A run that begins with a known name. */
static size_t
tag_known(struct ab_tagging *w, const struct ab_run *run)
{
	const struct ab_look *first = &w->look[run->first];
	size_t end = run->first + first->span;
	bool more = end < run->end && w->look[end].capital;

	if (more && first->named & AB_GAZ_PLACE && first->span == 1) {
		const struct ab_look *next = &w->look[end];
		if (first->classes & PERSON && !next->span)
			return tag(w, run->first, run->end, AB_ENTITY_PER, AB_TAG_KNOWN, none);
		if (!next->span && !(next->classes & (PERSON | ORDINARY)))
			return tag(w, run->first, run->end, AB_ENTITY_ORG, AB_TAG_GUESS, none);
	}
	return tag(w, run->first, end, type_of(first->named), AB_TAG_KNOWN, first->full);
}

/* A single word that is capitalised for other reasons: "the Presidency", "No. 3", "Q1". */
static bool
is_no_name(const struct ab_tagging *w, size_t i)
{
	const struct ab_look *l = &w->look[i];
	ab_str word = ab_tag_bytes(w, i);

	if (l->classes & (ORDINARY | AB_GAZ_TITLE | HEAD | AB_GAZ_PARTICLE | AB_GAZ_ABBREV))
		return true;
	if (word.len < 2 || (word.len == 2 && word.ptr[1] >= '.' && word.ptr[1] <= '9'))
		return true;
	return ab_tag_seen(w->tagger, l->key, 1) >= ab_tag_seen(w->tagger, l->key, 0)
	    && (ab_tag_seen(w->tagger, l->key, 1) || ab_tag_ending(w, word) & ORDINARY);
}

/* The type of the name before, where this one goes on a list: "Lima, Callao and ..." */
static const struct ab_tag *
listed_after(const struct ab_tagging *w, size_t first)
{
	const struct ab_tag *last = w->count ? &w->tags[w->count - 1] : NULL;

	if (!last || last->first + last->count + 1 != first)
		return NULL;
	if (ab_tag_is_mark(w, first - 1, AB_STR(",")))
		return last;
	return ab_str_eq(ab_tag_bytes(w, first - 1), AB_STR("and")) ? last : NULL;
}

/* "Oldport River Board (ORB)" */
static bool
is_abbreviated(const struct ab_tagging *w, const struct ab_run *run)
{
	size_t i = run->end;

	return ab_tag_is_mark(w, i, AB_STR("(")) && ab_tag_is_mark(w, i + 2, AB_STR(")"))
	    && w->s->at[i + 1].letters == AB_CASE_UPPER && ab_tag_bytes(w, i + 1).len > 2
	    && *ab_tag_bytes(w, i + 1).ptr == *ab_tag_bytes(w, run->first).ptr;
}

/* Are there words in it that people are not called by: "Health Utopia"? */
static bool
has_ordinary(const struct ab_tagging *w, const struct ab_run *run)
{
	for (size_t i = run->first; i < run->end; i++)
		if (w->look[i].capital && w->look[i].classes & (ORDINARY | AB_GAZ_PLACE)
		    && !(w->look[i].classes & PERSON))
			return true;
	return false;
}

/* What stands beside a run that nothing is known of; false if that tells nothing either. */
static bool
guess_beside(const struct ab_tagging *w, const struct ab_run *run, bool the,
    enum ab_entity_type *type)
{
	unsigned before = run->first ? ab_tag_classes(w, run->first - 1) : 0;
	unsigned next = ab_tag_classes(w, run->end);
	unsigned end = ab_tag_ending(w, ab_tag_bytes(w, run->end - 1));
	const struct ab_tag *listed = listed_after(w, run->first);

	if (is_abbreviated(w, run))
		*type = AB_ENTITY_ORG;
	else if (next & HEAD && w->s->at[run->end].letters == AB_CASE_LOWER)
		*type = type_of(next & HEAD);
	else if (before & HEAD && w->s->at[run->first - 1].letters == AB_CASE_LOWER)
		*type = type_of(before & HEAD);
	else if (next & AB_GAZ_SAYS && !the)
		*type = AB_ENTITY_PER;
	else if (end & (NAMED | AB_GAZ_FAMILY))
		*type = type_of(end);
	else if (before & AB_GAZ_INTO)
		*type = AB_ENTITY_LOC;
	else if (listed)
		*type = listed->type;
	else
		return false;
	return true;
}

/* A run that nothing is known of: what stands beside it has to tell. */
static size_t
tag_unknown(struct ab_tagging *w, const struct ab_run *run)
{
	size_t n = words_of(w, run);
	bool the = run->first && ab_str_eq(ab_tag_bytes(w, run->first - 1), AB_STR("the"));
	bool upper = n == 1 && w->s->at[run->first].letters == AB_CASE_UPPER;
	bool body = n > 3 || the || upper || has_ordinary(w, run);
	enum ab_entity_type type = body ? AB_ENTITY_ORG : AB_ENTITY_PER;

	if (n == 1 && is_no_name(w, run->first))
		return run->end;
	bool told = !upper && guess_beside(w, run, the, &type);
	unsigned weight = told || upper ? AB_TAG_CUE : AB_TAG_GUESS;
	return tag(w, run->first, run->end, type, weight, none);
}

size_t
ab_tag_run_at(struct ab_tagging *w, size_t first)
{
	struct ab_run run = ab_tag_run(w, first);
	const struct ab_look *l = &w->look[first];
	bool headed = run.heads && (run.head > first || run.linked
	    || (run.heads & AB_GAZ_PLACE_HEAD && run.end > first + 1));

	if (l->span >= run.end - first)
		return tag_known(w, &run);
	if (headed && !(run.head == run.end - 1 && run.end - first == 2 && l->classes & AB_GAZ_GIVEN
	    && w->look[run.head].classes & AB_GAZ_FAMILY))
		return tag_headed(w, &run);
	if (is_person(w, &run))
		return tag(w, first, run.end, AB_ENTITY_PER, AB_TAG_KNOWN, none);
	return l->span ? tag_known(w, &run) : tag_unknown(w, &run);
}
