#include "load/format.h"

/* In the order of asking: the surest mark first. Every text may be a bundle, and is plain text
 * when no article opens in it. */
static const struct ab_format *const formats[] = {
	&ab_format_exact,
	&ab_format_jsonl,
	&ab_format_warc,
	&ab_format_json,
	&ab_format_html,
	&ab_format_mbox,
	&ab_format_sgml,
	&ab_format_repomix,
	&ab_format_prompt,
	&ab_format_gitingest,
	&ab_format_txtar,
	&ab_format_lexisnexis,
	&ab_format_nexisuni,
	&ab_format_factiva,
	&ab_format_proquest,
	&ab_format_csv,
	&ab_format_bundle,
	&ab_format_text,
	&ab_format_own, /* only where it is asked for */
};

const struct ab_format *
ab_format_at(size_t n)
{
	return n < AB_LEN(formats) ? formats[n] : NULL;
}

const struct ab_format *
ab_format_named(const char *name)
{
	for (size_t i = 0; i < AB_LEN(formats); i++)
		if (strcmp(formats[i]->name, name) == 0)
			return formats[i];
	return NULL;
}

void
ab_index_add(struct ab_index *index, uint64_t at, uint64_t end, uint32_t flags, uint64_t line)
{
	struct ab_entry entry = { at, end > at ? end : at, index->number, flags, line };

	if (index->count < index->stale) {
		const struct ab_entry *old = &index->at[index->count];
		index->changed |= old->at != entry.at || old->end != entry.end
		    || old->flags != entry.flags || old->line != entry.line;
	}
	if (index->count == index->room) {
		index->room = index->room ? index->room * 2 : 64;
		index->at = ab_xrealloc(index->at, index->room, sizeof(*index->at));
	}
	index->at[index->count++] = entry;
}

void
ab_index_rewind(struct ab_index *index)
{
	if (index->stale < index->count)
		index->stale = index->count;
	index->count = index->first;
}
