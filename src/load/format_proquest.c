/* proquest - articles as ProQuest exports them: below lines of 60 underlines. */
#include "load/cut.h"
#include "load/export.h"

enum { RULE = 60 };

static const char *const titles[] = { "Title:", NULL };
static const char *const outlets[] = { "Publication title:", NULL };
static const char *const dates[] = { "Publication date:", "Date:", NULL };
static const char *const urls[] = { "Document URL:", NULL };
static const char *const names[] = { "ProQuest document ID:", NULL };
static const char *const begins[] = { "Full text:", "Full Text:", NULL };
static const char *const ends[] = {
	"Subject:", "Location:", "People:", "Company / organization:", "Title:",
	"Publication title:", "Credit:", "Word count:", "Copyright:", "Publication subject:",
	"Identifier / keyword:", NULL,
};
static const char *const asides[] = { "Author:", "Publication info:", "Abstract:", "Links:", NULL };

static const struct ab_export labels = { titles, outlets, dates, urls, names, asides,
	begins, ends };

static bool
is_rule(ab_str line)
{
	return ab_cut_is_rule(line, '_', RULE);
}

static enum ab_cut
look(const struct ab_index *index, ab_str line)
{
	ab_str value;

	(void)index;
	if (is_rule(line))
		return AB_CUT_CLOSE;
	return ab_export_label(line, titles, &value) || ab_export_label(line, begins, &value)
	    || ab_export_label(line, outlets, &value) ? AB_CUT_SIGN : AB_CUT_NONE;
}

static const struct ab_cut_rule rule = { look, .whole = true, .signs = true };

static bool
sniff(const struct ab_source *source, ab_str head)
{
	(void)source;
	return ab_cut_count(head, look, AB_CUT_CLOSE) > 0
	    && ab_cut_count(head, look, AB_CUT_SIGN) > 0;
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
	ab_str text;

	if (!ab_cut_read(source, entry, "document", arena, out, &text, err))
		return false;
	ab_export_read(&labels, arena, text, out);
	return true;
}

const struct ab_format ab_format_proquest = {
	"proquest", "an export of ProQuest", sniff, begin, ab_cut_step, ab_cut_end, read_record,
	false, false,
};
