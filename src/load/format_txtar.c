/* txtar - files in one text (golang.org/x/tools/txtar): each below a line "-- name --". */
#include "load/cut.h"

static bool
name_of(ab_str line, ab_str *name)
{
	if (ab_str_ends(line, AB_STR("\r")))
		line.len--;
	if (line.len < 7 || !ab_str_starts(line, AB_STR("-- "))
	    || !ab_str_ends(line, AB_STR(" --")))
		return false;
	*name = ab_str_trim((ab_str){ line.ptr + 3, line.len - 6 });
	return name->len > 0;
}

static enum ab_cut
look(const struct ab_index *index, ab_str line)
{
	ab_str name;

	(void)index;
	return name_of(line, &name) ? AB_CUT_OPEN : AB_CUT_NONE;
}

static const struct ab_cut_rule rule = { look, .whole = false };

/* The name of a file has a dot or a slash, and no blank. Prose stands between dashes, too: the
 * line has to be the first, or there have to be two. */
static bool
sniff(const struct ab_source *source, ab_str head)
{
	size_t texts = 0, names = 0;
	ab_str line, name;

	(void)source;
	while (ab_str_line(&head, &line) && names < 2) {
		texts += ab_str_trim(line).len > 0;
		names += name_of(line, &name) && !memchr(name.ptr, ' ', name.len)
		    && (memchr(name.ptr, '.', name.len) || memchr(name.ptr, '/', name.len));
		if (names && texts == 1)
			return true;
	}
	return names == 2;
}

static void *
begin(struct ab_index *index)
{
	return ab_cut_begin(index, &rule);
}

static bool
read_record(const struct ab_source *source, const struct ab_entry *entry, struct ab_arena *arena,
    struct ab_raw *out, struct ab_error *err)
{
	ab_str line = { 0 };

	if (!ab_source_slice(source, entry->at, entry->end, arena, &out->body, err))
		return false;
	ab_str_line(&out->body, &line);
	name_of(line, &out->name);
	out->body = ab_cut_body(out->body);
	return true;
}

const struct ab_format ab_format_txtar = {
	"txtar", "files below lines -- name --", sniff, begin, ab_cut_step, ab_cut_end, read_record,
	false, true,
};
