/*
 * jsonl - JSON Lines: one object a line, one object an article.
 *
 * For the index a line is looked at only at its ends; it is parsed when its
 * record is read (json.c).
 */
#include "load/format.h"
#include "load/json.h"
#include "load/scan.h"

#include <stdlib.h>

enum { NOTICES_MAX = 100 }; /* of one source; the rest is counted */

struct jsonl {
	struct ab_index *index;
	struct ab_scan scan;
	uint64_t faults;
};

static bool
starts_object(ab_str line)
{
	line = ab_str_trim(line);
	if (!line.len || *line.ptr != '{')
		return false;
	line = ab_str_trim(ab_str_skip(line, 1));
	return line.len && (*line.ptr == '"' || *line.ptr == '}');
}

/* The first line is an object, or most are; an array of them is none of ours. */
static bool
sniff(const struct ab_source *source, ab_str head)
{
	size_t lines = 0, objects = 0;
	uint64_t depth;
	ab_str line;

	(void)source;
	if (ab_str_starts(ab_str_trim(head), AB_STR("[")))
		return false;
	bool wraps = ab_json_list(head, &depth);
	while (ab_str_line(&head, &line)) {
		if (!ab_str_trim(line).len)
			continue;
		lines++;
		objects += starts_object(line);
		bool whole = !head.len || ab_str_ends(ab_str_trim(line), AB_STR("}"));
		if (lines == 1 && objects && whole)
			return !wraps || ab_str_trim(head).len;
	}
	return !wraps && objects * 2 > lines;
}

static void *
begin(struct ab_index *index)
{
	struct jsonl *j = ab_xalloc(1, sizeof(*j));

	j->index = index;
	ab_scan_begin(&j->scan, index->source, ab_source_text(index->source), index->block);
	return j;
}

static void
look_at(struct jsonl *j, ab_str line, uint64_t at)
{
	ab_str object = ab_str_trim(line);

	if (!object.len)
		return;
	if (*object.ptr == '{' && object.ptr[object.len - 1] == '}') {
		ab_index_add(j->index, at, at + line.len, 0, j->scan.line);
		return;
	}
	if (j->faults++ < NOTICES_MAX)
		ab_notice(j->index->store, j->index->source->label,
		    "line %llu: is not a JSON object; left out", (unsigned long long)j->scan.line);
}

static bool
step(void *state, uint64_t bytes)
{
	struct jsonl *j = state;
	uint64_t stop = ab_scan_stop(&j->scan, bytes), at;
	enum ab_scan_result got;
	struct ab_error err;
	ab_str line;

	while ((got = ab_scan_next(&j->scan, stop, &line, &at, &err)) == AB_SCAN_LINE)
		look_at(j, line, at);
	j->index->scanned = ab_scan_at(&j->scan);
	if (got == AB_SCAN_PAUSE)
		return true;
	if (got == AB_SCAN_FAIL)
		ab_notice(j->index->store, j->index->source->label, "%s", err.text);
	if (j->faults > NOTICES_MAX)
		ab_notice(j->index->store, j->index->source->label,
		    "%llu more lines are not JSON objects",
		    (unsigned long long)(j->faults - NOTICES_MAX));
	return false;
}

static void
end(void *state)
{
	struct jsonl *j = state;

	ab_scan_end(&j->scan);
	free(j);
}

static bool
read_record(const struct ab_source *source, const struct ab_entry *entry, struct ab_arena *arena,
    struct ab_raw *out, struct ab_error *err)
{
	ab_str name = ab_format(arena, "line %llu", (unsigned long long)entry->line);

	return ab_json_read(source, entry, name, arena, out, err);
}

const struct ab_format ab_format_jsonl = {
	"jsonl", "JSON Lines, one object an article", sniff, begin, step, end, read_record,
	false, false,
};
