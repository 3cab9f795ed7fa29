/*
 * repomix - files in one text, in one of its three styles:
 *
 *	<file path="name">	## File: name	================
 *	...			````		File: name
 *	</file>			...		================
 */
#include "load/cut.h"
#include "load/fields.h"
#include "load/markup.h"

enum { RULE = 16, LONG_RULE = 64 };

static size_t
rule_len(ab_str line)
{
	line = ab_str_trim(line);
	for (size_t i = 0; i < line.len; i++)
		if (line.ptr[i] != '=')
			return 0;
	return line.len;
}

static enum ab_cut
look(const struct ab_index *index, ab_str line)
{
	ab_str name;

	(void)index;
	if (ab_str_starts(line, AB_STR("<file path=\""))
	    || ab_fields_line(line, "## File: ", &name))
		return AB_CUT_OPEN;
	if (ab_str_eq(ab_str_trim(line), AB_STR("</file>")) || rule_len(line) == LONG_RULE)
		return AB_CUT_CLOSE;
	if (rule_len(line) == RULE)
		return AB_CUT_LEAD;
	return ab_fields_line(line, "File: ", &name) ? AB_CUT_LED : AB_CUT_NONE;
}

static const struct ab_cut_rule rule = { look, .whole = false };

static bool
sniff(const struct ab_source *source, ab_str head)
{
	(void)source;
	head = ab_str_trim(head);
	return ab_str_starts(head, AB_STR("This file is a merged representation of "))
	    || (ab_str_starts(head, AB_STR("<file path=\""))
	    && ab_cut_count(head, look, AB_CUT_OPEN) > 0);
}

static void *
begin(struct ab_index *index)
{
	return ab_cut_begin(index, &rule);
}

/* Cuts the lines off the front that say what file it is, and the fence of a file in Markdown. */
static ab_str
cut_head(ab_str *text)
{
	ab_str line = { 0 }, name = { 0 }, rest;

	ab_str_line(text, &line);
	if (rule_len(line) && ab_str_line(text, &line)) {
		ab_fields_line(line, "File: ", &name);
		ab_str_line(text, &line);
		return name;
	}
	if (ab_markup_attribute(line, "path", &name))
		return name;
	ab_fields_line(line, "## File: ", &name);
	rest = *text;
	if (ab_str_line(&rest, &line) && ab_str_starts(line, AB_STR("```"))) {
		size_t fence = strspn(line.ptr, "`");
		*text = rest;
		for (ab_str s = rest; ab_str_line(&s, &line);)
			if (line.len >= fence && strspn(line.ptr, "`") >= fence)
				text->len = (size_t)(line.ptr - text->ptr);
	}
	return name;
}

static bool
read_record(const struct ab_source *source, const struct ab_entry *entry, struct ab_arena *arena,
    struct ab_raw *out, struct ab_error *err)
{
	ab_str text;

	if (!ab_source_slice(source, entry->at, entry->end, arena, &text, err))
		return false;
	out->name = cut_head(&text);
	out->body = ab_cut_body(text);
	return true;
}

const struct ab_format ab_format_repomix = {
	"repomix", "files packed by repomix", sniff, begin, ab_cut_step, ab_cut_end, read_record,
	false, false,
};
