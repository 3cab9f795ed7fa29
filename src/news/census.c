#include "news/census.h"

#include <stdlib.h>

#include "news/forms.h"

/* A name as an article has it. */
struct entry { ab_str id; enum ab_entity_type type; };

/* An entry's mentions in one article. An article's notes stand together. */
struct note { uint32_t entry; size_t article, count; };

struct ab_census {
	struct ab_arena arena;
	struct ab_forms index; /* id -> index + 1 of its entry, and of its latest note */
	AB_LIST(struct entry) entries;
	AB_LIST(struct note) notes;
	size_t articles;
};

struct ab_census *
ab_census_new(void)
{
	struct ab_census *census = ab_xalloc(1, sizeof(*census));

	*census = (struct ab_census){ .index.arena = &census->arena };
	return census;
}

void
ab_census_free(struct ab_census *census)
{
	if (!census)
		return;
	ab_arena_free(&census->arena);
	free(census);
}

static void
count(struct ab_census *census, size_t article, const struct ab_name *name)
{
	struct ab_form *form = ab_forms_add(&census->index, ab_form_key(name->id));

	if (!form)
		return;
	if (!form->value[0]) {
		struct entry entry = { ab_copy(&census->arena, name->id), name->type };
		AB_PUSH(&census->arena, &census->entries, entry);
		form->value[0] = (uint32_t)census->entries.count;
	}
	if (!form->value[1] || census->notes.at[form->value[1] - 1].article != article) {
		struct note note = { form->value[0] - 1, article, 0 };
		if (census->notes.count == UINT32_MAX)
			return;
		AB_PUSH(&census->arena, &census->notes, note);
		form->value[1] = (uint32_t)census->notes.count;
	}
	census->notes.at[form->value[1] - 1].count++;
}

void
ab_census_add(struct ab_census *census, size_t article, const struct ab_names *names)
{
	for (size_t i = 0; i < names->count; i++)
		count(census, article, &names->at[i]);
	census->articles++;
}

size_t
ab_census_articles(const struct ab_census *census)
{
	return census->articles;
}

/* ---- the tally ---- */

#define NO_ROW UINT32_MAX /* for an entry that was one too many */

/* The row of each entry: entries that the roster takes for one have one row. Ids are copied, as
 * the roster's own hold only until it settles again. */
static uint32_t *
rows_of_entries(struct ab_arena *arena, struct ab_arena *scratch, const struct ab_census *census,
    const struct ab_roster *roster, struct ab_tally *tally)
{
	uint32_t *row_of = AB_NEW(scratch, uint32_t, census->entries.count + 1);
	struct ab_forms ids = { .arena = scratch };

	tally->at = AB_NEW(arena, struct ab_tally_row, census->entries.count + 1);
	for (size_t i = 0; i < census->entries.count; i++) {
		const struct entry *entry = &census->entries.at[i];
		struct ab_name name = { { 0, entry->id.len }, entry->type, entry->id };
		name = ab_roster_look(roster, entry->id, name);
		struct ab_form *form = ab_forms_add(&ids, ab_form_key(name.id));
		if (form && !form->value[0]) {
			tally->at[tally->count++] = (struct ab_tally_row){
				.id = ab_copy(arena, name.id), .type = name.type,
			};
			form->value[0] = (uint32_t)tally->count;
		}
		row_of[i] = form ? form->value[0] - 1 : NO_ROW;
	}
	return row_of;
}

/* Adds a note to its row's cells, of which the last may be of the same article. */
static void
add_note(struct ab_tally_row *row, struct ab_tally_cell *cell, const struct note *note)
{
	row->total += note->count;
	if (row->articles && cell[row->articles - 1].article == note->article)
		cell[row->articles - 1].count += note->count;
	else
		cell[row->articles++] = (struct ab_tally_cell){ note->article, note->count };
}

struct ab_tally
ab_census_tally(struct ab_arena *arena, const struct ab_census *census,
    const struct ab_roster *roster)
{
	struct ab_arena scratch = { 0 };
	struct ab_tally tally = { 0 };
	const uint32_t *row_of = rows_of_entries(arena, &scratch, census, roster, &tally);
	size_t *first = AB_NEW(&scratch, size_t, tally.count + 1);
	struct ab_tally_cell *cells = AB_NEW(arena, struct ab_tally_cell, census->notes.count + 1);

	for (size_t i = 0; i < census->notes.count; i++)
		if (row_of[census->notes.at[i].entry] != NO_ROW)
			/* its notes, counted one too far */
			first[row_of[census->notes.at[i].entry] + 1]++;
	for (size_t i = 0; i < tally.count; i++) {
		first[i + 1] += first[i];
		tally.at[i].cell = cells + first[i];
	}
	for (size_t i = 0; i < census->notes.count; i++) {
		uint32_t row = row_of[census->notes.at[i].entry];
		if (row != NO_ROW)
			add_note(&tally.at[row], cells + first[row], &census->notes.at[i]);
	}
	ab_arena_free(&scratch);
	return tally;
}

size_t
ab_tally_in(const struct ab_tally_row *row, size_t article)
{
	for (size_t i = 0; i < row->articles; i++)
		if (row->cell[i].article == article)
			return row->cell[i].count;
	return 0;
}
