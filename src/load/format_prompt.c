/*
 * files-to-prompt - files in one text, in one of its two styles:
 *
 *	name		<document index="1">
 *	---		<source>name</source>
 *	...		<document_content>
 *			...
 *	---		</document_content>
 *			</document>
 */
#include "load/cut.h"
#include "load/markup.h"

enum { NAME_LONGEST = 255 };

static bool
is_dashes(ab_str line)
{
	return ab_str_eq(line, AB_STR("---")) || ab_str_eq(line, AB_STR("---\r"));
}

static bool
is_name(ab_str line)
{
	return line.len > 2 && line.len <= NAME_LONGEST && !ab_str_ends(line, AB_STR("."))
	    && ab_str_trim(line).len == line.len
	    && (memchr(line.ptr, '.', line.len) || memchr(line.ptr, '/', line.len));
}

static enum ab_cut
look(const struct ab_index *index, ab_str line)
{
	(void)index;
	if (is_dashes(line))
		return AB_CUT_TURN;
	if (ab_str_starts(line, AB_STR("<document index=")))
		return AB_CUT_OPEN;
	if (ab_str_eq(ab_str_trim(line), AB_STR("</document>")))
		return AB_CUT_CLOSE;
	if (ab_str_ends(line, AB_STR("\r")))
		line.len--;
	return is_name(line) ? AB_CUT_LEAD : AB_CUT_NONE;
}

static const struct ab_cut_rule rule = { look, .whole = false, .closes = true };

/* The first lines are a name without a blank and dashes, or the tags. */
static bool
sniff(const struct ab_source *source, ab_str head)
{
	ab_str line = { 0 }, next = { 0 };

	(void)source;
	head = ab_str_trim(head);
	ab_str_line(&head, &line);
	ab_str_line(&head, &next);
	if (ab_str_eq(ab_str_trim(line), AB_STR("<documents>")))
		return look(NULL, next) == AB_CUT_OPEN;
	return look(NULL, line) == AB_CUT_LEAD && is_dashes(next)
	    && !memchr(line.ptr, ' ', line.len);
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
	ab_str text, line = { 0 }, rest, dashes;

	if (!ab_source_slice(source, entry->at, entry->end, arena, &text, err))
		return false;
	if (AB_CUT_OFF(entry))
		out->notice = AB_STR("its end is missing (cut off?)");
	if (ab_str_starts(text, AB_STR("<document index="))) {
		if (ab_markup_element(text, "source", &line, &rest))
			out->name = ab_str_trim(line);
		if (ab_markup_element(text, "document_content", &line, &rest))
			out->body = ab_cut_body(line);
		return true;
	}
	ab_str_line(&text, &line);
	ab_str_line(&text, &dashes);
	out->name = ab_str_trim(line);
	out->body = ab_cut_body(text);
	return true;
}

const struct ab_format ab_format_prompt = {
	"files-to-prompt", "files packed by files-to-prompt", sniff, begin, ab_cut_step, ab_cut_end,
	read_record, false, false,
};
