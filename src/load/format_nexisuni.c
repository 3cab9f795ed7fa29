/*
 * nexisuni - articles as Nexis Uni exports them: each until "End of Document".
 *
 * The headline, the outlet and the date are the first lines.
 */
#include "load/cut.h"
#include "load/export.h"
#include "load/fields.h"

static const char *const closes[] = { "=End of Document", "=Ende des Dokuments",
	"=Fin du document", NULL };
static const char *const signs[] = { "Length:", "Länge:", "L\xe4nge:", "Longueur:", "Section:",
	"Load-Date:", NULL };
static const char *const lengths[] = { "Length:", "Länge:", "L\xe4nge:", "Longueur:", NULL };
/* Where the pages of a printout were kept: "Page 1 of 3". */
static const char *const pages[] = { "Page ", "Seite ", NULL };
static const char *const begins[] = { "=Body", NULL };
static const char *const asides[] = { "Length:", "Länge:", "Longueur:", "Section:",
	"Byline:", "Dateline:", "Highlight:",
	"Copyright ", "All Rights Reserved", NULL };
static const char *const ends[] = { "Load-Date:", "=Classification", "=Graphic", "Language:",
	"=Notes", NULL };

static enum ab_cut
look(const struct ab_index *index, ab_str line)
{
	ab_str value;

	(void)index;
	if (ab_export_label(line, closes, &value))
		return AB_CUT_CLOSE;
	return ab_export_label(line, signs, &value) ? AB_CUT_SIGN : AB_CUT_NONE;
}

static const struct ab_cut_rule rule = { look, .whole = true, .signs = true, .closes = true };

/* Articles may be longer than the head: labels of the first are enough. */
static bool
sniff(const struct ab_source *source, ab_str head)
{
	ab_str line, value;
	bool length = false, other = false;

	(void)source;
	while (ab_str_line(&head, &line)) {
		length |= ab_export_label(line, lengths, &value) && ab_export_is_words(value);
		other |= ab_export_label(line, begins, &value)
		    || ab_export_label(line, closes, &value);
	}
	return length && other;
}

static void *
begin(struct ab_index *index)
{
	return ab_cut_begin(index, &rule);
}

static void
read_head(struct ab_arena *arena, ab_str text, struct ab_raw *out)
{
	ab_str line, value;

	while (!out->published.len && ab_str_line(&text, &line)) {
		line = ab_str_trim(line);
		if (ab_export_label(line, pages, &value) && value.len
		    && value.ptr[value.len - 1] <= '9')
			continue;
		if (ab_export_label(line, signs, &value) || ab_export_label(line, begins, &value))
			break;
		if (!line.len)
			continue;
		if (!out->title.len)
			out->title = line;
		else if (!out->outlet.len)
			out->outlet = line;
		else
			out->published = ab_fields_date(arena, line);
	}
}

static bool
read_record(const struct ab_source *source, const struct ab_entry *entry, struct ab_arena *arena,
    struct ab_raw *out, struct ab_error *err)
{
	static const struct ab_export labels = { .aside = asides, .begin = begins, .end = ends };
	ab_str text;

	if (!ab_cut_read(source, entry, "document", arena, out, &text, err))
		return false;
	read_head(arena, text, out);
	ab_export_read(&labels, arena, text, out);
	return true;
}

const struct ab_format ab_format_nexisuni = {
	"nexisuni", "an export of Nexis Uni: End of Document", sniff, begin,
	ab_cut_step, ab_cut_end,
	read_record, false, false,
};
