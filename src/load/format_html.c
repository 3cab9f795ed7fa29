/* html - a saved page: one article a file, named after it. */
#include "load/html.h"

static bool
sniff(const struct ab_source *source, ab_str head)
{
	(void)source;
	return ab_html_is(head);
}

static void *
begin(struct ab_index *index)
{
	return index;
}

static bool
step(void *state, uint64_t bytes)
{
	struct ab_index *index = state;

	(void)bytes;
	if (index->source->growing)
		return true;
	ab_index_add(index, 0, index->source->size, 0, 1);
	index->scanned = index->source->size;
	return false;
}

static void
end(void *state)
{
	(void)state;
}

static bool
read_page(const struct ab_source *source, const struct ab_entry *entry, struct ab_arena *arena,
    struct ab_raw *out, struct ab_error *err)
{
	ab_str bytes, charset = ab_str_c(source->encoding ? "UTF-8" : "");

	out->name = source->name;
	return ab_source_slice(source, entry->at, entry->end, arena, &bytes, err)
	    && ab_html_read(arena, bytes, charset, out, err);
}

const struct ab_format ab_format_html = {
	"html", "a saved web page, one article a file", sniff, begin, step, end, read_page,
	false, false,
};
