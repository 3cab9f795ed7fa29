#include "load/format.h"

#include "load/delimiter.h"

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

/* No text has a NUL, but for the body of a bundle now and then. */
static bool
is_binary(const struct ab_source *source, ab_str head)
{
	ab_str rest = head, line;

	if (!head.len || !memchr(head.ptr, '\0', head.len))
		return false;
	for (size_t n = 0; ab_format_at(n); n++)
		if (ab_format_at(n)->binary && ab_format_at(n)->sniff(source, head))
			return false;
	return !ab_str_line(&rest, &line) || !ab_delimiter_parse(line).fileish;
}

const struct ab_format *
ab_format_of(const struct ab_source *source, ab_str head, struct ab_error *err)
{
	if (ab_str_starts(head, AB_STR("\xef\xbb\xbf"))) /* which says nothing of the format */
		head = ab_str_skip(head, 3);
	if (is_binary(source, head)) {
		ab_fail(err, "is a binary file; abreast reads text in the formats of "
		    "--format=list, and archives of them");
		return NULL;
	}
	for (size_t n = 0; ab_format_at(n); n++)
		if (ab_format_at(n)->sniff(source, head))
			return ab_format_at(n);
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
