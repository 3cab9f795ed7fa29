/* text - the whole source is one article, named after the file. */
#include "load/format.h"

static bool
sniff(const struct ab_source *source, ab_str head)
{
	(void)source, (void)head;
	return true;
}

/* What was recoded on the way in is read from where it came: the bytes stay exact. */
static const struct ab_source *
source_of(const struct ab_source *source)
{
	return source->original ? source->original : source;
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
	ab_index_add(index, 0, source_of(index->source)->size, 0, 1);
	index->scanned = index->source->size;
	return false;
}

static void
end(void *state)
{
	(void)state;
}

static bool
read_text(const struct ab_source *source, const struct ab_entry *entry, struct ab_arena *arena,
    struct ab_raw *out, struct ab_error *err)
{
	out->name = source->name;
	return ab_source_slice(source_of(source), entry->at, entry->end, arena, &out->body, err);
}

const struct ab_format ab_format_text = {
	"text", "plain text, one article a file", sniff, begin, step, end, read_text, false, true,
};
