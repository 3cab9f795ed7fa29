/* gitingest - files in one text: each below "FILE: name" between two lines of '='. */
#include "load/cut.h"
#include "load/fields.h"

enum { RULE = 40 };

static bool
is_rule(ab_str line)
{
	return ab_cut_is_rule(line, '=', RULE);
}

static enum ab_cut
look(const struct ab_index *index, ab_str line)
{
	ab_str name;

	(void)index;
	if (is_rule(line))
		return AB_CUT_LEAD;
	bool names = ab_fields_line(line, "FILE: ", &name) || ab_fields_line(line, "File: ", &name);
	return names ? AB_CUT_LED : AB_CUT_NONE;
}

static const struct ab_cut_rule rule = { look, .whole = false };

static bool
sniff(const struct ab_source *source, ab_str head)
{
	ab_str line;
	bool led = false;

	(void)source;
	for (; ab_str_line(&head, &line); led = is_rule(line))
		if (led && look(NULL, line) == AB_CUT_LED && ab_str_line(&head, &line)
		    && is_rule(line))
			return true;
	return false;
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
	ab_str text, line = { 0 };

	if (!ab_source_slice(source, entry->at, entry->end, arena, &text, err))
		return false;
	ab_str_line(&text, &line);
	if (ab_str_line(&text, &line) && !ab_fields_line(line, "FILE: ", &out->name))
		ab_fields_line(line, "File: ", &out->name);
	ab_str rest = text;
	if (ab_str_line(&rest, &line) && is_rule(line))
		text = rest;
	out->body = ab_cut_body(text);
	return true;
}

const struct ab_format ab_format_gitingest = {
	"gitingest", "files packed by gitingest", sniff, begin, ab_cut_step, ab_cut_end,
	read_record, false, false,
};
