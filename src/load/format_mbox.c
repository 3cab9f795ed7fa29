/* mbox - letters, as newsletters come (RFC 4155): each below a line "From sender date". */
#include "load/cut.h"
#include "load/mime.h"

/* "From news@velpress.example Fri Aug  9 16:20:00 2024" */
static enum ab_cut
look(const struct ab_index *index, ab_str line)
{
	bool clock = false;

	(void)index;
	if (!ab_str_starts(line, AB_STR("From ")))
		return AB_CUT_NONE;
	line = ab_str_trim(line);
	for (size_t i = 0; i + 5 < line.len && !clock; i++)
		clock = line.ptr[i + 2] == ':' && line.ptr[i] >= '0' && line.ptr[i] <= '2'
		    && line.ptr[i + 3] >= '0' && line.ptr[i + 3] <= '5';
	char last = line.ptr[line.len - 1];
	return clock && last >= '0' && last <= '9' ? AB_CUT_OPEN : AB_CUT_NONE;
}

static const struct ab_cut_rule rule = { look, .whole = false };

static bool
sniff(const struct ab_source *source, ab_str head)
{
	ab_str line = { 0 };

	(void)source;
	return ab_str_line(&head, &line) && look(NULL, line) == AB_CUT_OPEN;
}

static void *
begin(struct ab_index *index)
{
	return ab_cut_begin(index, &rule);
}

/* Lines of the text that look like one that begins a letter have a '>' before them. */
static bool
is_quoted(ab_str line)
{
	size_t marks = 0;

	while (marks < line.len && line.ptr[marks] == '>')
		marks++;
	return marks && ab_str_starts(ab_str_skip(line, marks), AB_STR("From "));
}

static bool
read_record(const struct ab_source *source, const struct ab_entry *entry, struct ab_arena *arena,
    struct ab_raw *out, struct ab_error *err)
{
	ab_str letter, opening;

	out->name = ab_format(arena, "letter %lu", (unsigned long)AB_CUT_NUMBER(entry));
	if (!ab_source_slice(source, entry->at, entry->end, arena, &letter, err))
		return false;
	ab_str_line(&letter, &opening);
	return ab_mime_read(arena, ab_cut_unquote(arena, letter, is_quoted), out, err);
}

const struct ab_format ab_format_mbox = {
	"mbox", "letters: newsletters in a mailbox", sniff, begin, ab_cut_step, ab_cut_end,
	read_record, true, false,
};
