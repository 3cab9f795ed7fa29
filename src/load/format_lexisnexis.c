/*
 * lexisnexis - articles as LexisNexis exported them: "1 of 250 DOCUMENTS".
 *
 * The outlet, the date and the headline stand above the first label, without
 * one, in this order; a line of copyright may stand before them. The headline
 * begins its line; the others, and an edition below the date, are centred.
 */
#include "load/cut.h"
#include "load/export.h"
#include "load/fields.h"

static const char *const titles[] = { "HEADLINE:", "TITEL:", "TITRE:", NULL };
/* Also as Windows-1252 has it, for records are told apart before they are recoded. */
static const char *const lengths[] = { "LENGTH:", "LÄNGE:", "L\xc4NGE:", "LONGUEUR:", NULL };
static const char *const asides[] = { "BYLINE:", "SECTION:", "RUBRIK:", "RUBRIQUE:", "AUTOR:",
	"AUTEUR:", "DATELINE:", "LENGTH:", "LÄNGE:", "LONGUEUR:", "SERIES:", NULL };
static const char *const ends[] = { "LOAD-DATE:", "UPDATE:", "LANGUAGE:", "SPRACHE:", "LANGUE:",
	"PUBLICATION-TYPE:", "JOURNAL-CODE:", "GRAPHIC:", "SUBJECT:",
	"DATE-CHARGEMENT:", "ACC-NO:", "DOCUMENT-TYPE:", NULL };
static const char *const rights[] = { "Copyright ", "All Rights Reserved", "Alle Rechte",
	"Tous droits", NULL };
static const char *const bodies[] = { "BODY:", NULL };

static bool
take_number(ab_str *s)
{
	size_t n = 0;

	while (n < s->len && s->ptr[n] >= '0' && s->ptr[n] <= '9')
		n++;
	*s = ab_str_trim(ab_str_skip(*s, n));
	return n > 0;
}

static bool
take_word(ab_str *s, const char *word)
{
	if (!ab_str_starts(*s, ab_str_c(word)))
		return false;
	*s = ab_str_trim(ab_str_skip(*s, strlen(word)));
	return true;
}

/* "1 of 250 DOCUMENTS", "Dokument 1 von 250", "Document 1 de 250" */
static bool
is_opening(ab_str line)
{
	ab_str s = ab_str_trim(line);
	bool before = take_word(&s, "Dokument ") || take_word(&s, "Document ")
	    || take_word(&s, "DOCUMENT ");

	if (!take_number(&s) || (!take_word(&s, "of ") && !take_word(&s, "von ")
	    && !take_word(&s, "de ")) || !take_number(&s))
		return false;
	return before ? !s.len : ab_str_eq(s, AB_STR("DOCUMENTS"))
	    || ab_str_eq(s, AB_STR("DOCUMENT")) || ab_str_eq(s, AB_STR("DOKUMENTEN"));
}

static enum ab_cut
look(const struct ab_index *index, ab_str line)
{
	(void)index;
	return is_opening(line) ? AB_CUT_OPEN : AB_CUT_NONE;
}

static const struct ab_cut_rule rule = { look, .whole = false };

static bool
sniff(const struct ab_source *source, ab_str head)
{
	ab_str line, value;
	bool opened = false;

	(void)source;
	while (ab_str_line(&head, &line)) {
		opened |= is_opening(line);
		if (opened && ab_export_label(line, lengths, &value))
			return true;
	}
	return false;
}

static void *
begin(struct ab_index *index)
{
	return ab_cut_begin(index, &rule);
}

/* "First Edition", in the middle of its line as the date is. */
static bool
may_be_edition(ab_str line)
{
	return ab_str_starts(line, AB_STR("        "))
	    || ab_str_ends(ab_str_trim(line), AB_STR(" Edition"));
}

/* The lines above the first label: outlet, date, headline. */
static void
read_head(struct ab_arena *arena, ab_str *rest, struct ab_raw *out)
{
	ab_str line, value, before = *rest;
	bool edition = true;

	for (; ab_str_line(rest, &line); before = *rest) {
		if (ab_export_label(line, asides, &value) || ab_export_label(line, titles, &value)
		    || ab_export_label(line, bodies, &value)) {
			*rest = before;
			return;
		}
		ab_str words = ab_str_trim(line);
		if (!words.len || ab_export_label(line, rights, &value))
			continue;
		if (!out->outlet.len)
			out->outlet = words;
		else if (!out->published.len)
			out->published = ab_fields_date(arena, words);
		else if (!out->title.len || (edition && !may_be_edition(line))) {
			edition = may_be_edition(line);
			out->title = ab_export_paragraph(arena, words, *rest);
		}
	}
}

static bool
read_record(const struct ab_source *source, const struct ab_entry *entry, struct ab_arena *arena,
    struct ab_raw *out, struct ab_error *err)
{
	static const struct ab_export labels = { .title = titles, .aside = asides, .begin = bodies,
		.end = ends };
	ab_str text, opening;

	if (!ab_cut_read(source, entry, "document", arena, out, &text, err))
		return false;
	ab_str_line(&text, &opening);
	read_head(arena, &text, out);
	ab_export_read(&labels, arena, text, out);
	return true;
}

const struct ab_format ab_format_lexisnexis = {
	"lexisnexis", "an export of LexisNexis: 1 of 250 DOCUMENTS", sniff, begin,
	ab_cut_step, ab_cut_end,
	read_record, false, false,
};
