/* Which words of linked passages are found on one side only. */
#include "view/screen.h"

#include <unictype.h>

/* The next run of letters and digits; false at the end. */
static bool
next_word(ab_str text, size_t *at, ab_span *word)
{
	size_t n = 0;
	bool in = false;

	for (word->start = *at; *at < text.len; *at += n) {
		uint32_t c = ab_code_point(ab_str_skip(text, *at), &n);
		bool letter = uc_is_property_alphabetic(c) || uc_is_digit(c);
		if (in && !letter)
			break;
		if (!in && letter)
			word->start = *at;
		in |= letter;
	}
	word->end = *at;
	return in;
}

static bool
holds(ab_str text, ab_str word)
{
	size_t at = 0;
	ab_span here;

	while (next_word(text, &at, &here))
		if (ab_str_eq(ab_slice(text, here), word))
			return true;
	return false;
}

/* Letters alone are compared, not their case; folding keeps the places of words in order. */
static ab_str
partners_text(const struct ab_reader *r, struct ab_arena *arena, size_t place, size_t passage)
{
	size_t count;
	struct ab_partner *partner = ab_linked_partners(r, arena, place, passage, &count);
	ab_str all = AB_STR("");

	for (size_t i = 0; i < count; i++) {
		ab_str text = ab_linked_text(r, arena, partner[i].place, partner[i].passage);
		all = ab_format(arena, "%.*s %.*s", (int)all.len, all.ptr, (int)text.len, text.ptr);
	}
	return ab_fold(arena, all);
}

/* Is a word, by its stem, also in a partner? */
static bool
is_shared(const struct ab_reader *r, struct ab_arena *arena, size_t place, size_t passage,
    size_t at)
{
	size_t count, words;
	struct ab_partner *partner = ab_linked_partners(r, arena, place, passage, &count);

	for (size_t i = 0; i < count; i++) {
		struct ab_shared *shared = ab_links_shared(r->linked.links, arena, place, passage,
		    partner[i].place, partner[i].passage, &words);
		for (size_t k = 0; k < words; k++)
			if (shared[k].a.start <= at && at < shared[k].a.end)
				return true;
	}
	return false;
}

struct ab_spans
ab_differ(const struct ab_reader *r, struct ab_arena *arena, const struct ab_pane *pane,
    ab_span range)
{
	AB_LIST(ab_span) list = { 0 };
	size_t place;

	if (!r->linked.differs || !ab_linked_place(r, pane, &place))
		return (struct ab_spans){ 0 };
	struct ab_passages passages = ab_links_passages(r->linked.links, place);
	size_t i = ab_links_find(r->linked.links, place, range.start);
	for (; i < passages.count && passages.at[i].at.start < range.end; i++) {
		if (ab_gutter_at(r->linked.gutter, place, i).sign == ' ')
			continue;
		ab_span at = passages.at[i].at, word;
		ab_str text = ab_slice(ab_article_text(pane->article), at);
		ab_str theirs = partners_text(r, arena, place, i);
		for (size_t here = 0; next_word(text, &here, &word);) {
			if (holds(theirs, ab_fold(arena, ab_slice(text, word)))
			    || is_shared(r, arena, place, i, at.start + word.start))
				continue;
			ab_span span = { at.start + word.start, at.start + word.end };
			AB_PUSH(arena, &list, span);
		}
	}
	return (struct ab_spans){ list.at, list.count };
}
