#include "news/roster.h"

#include <stdlib.h>

#include "news/forms.h"

/* A name of the bundle, as the articles spell it in full. */
struct entry {
	ab_str name;
	uint32_t votes[AB_ENTITY_COUNT];
	/* decided by settling */
	enum ab_entity_type type;
	size_t person; /* index + 1 of the entry with the full name, or 0 */
	ab_str id;
};

struct ab_roster {
	struct ab_arena arena;   /* entries and names */
	struct ab_arena decided; /* ids, surnames */
	struct ab_forms index;   /* name -> index + 1 of its entry */
	struct ab_forms shorts;  /* what an article has for a name in full -> the same, or SHARED */
	AB_LIST(struct entry) entries;
};

#define SHARED UINT32_MAX

struct ab_roster *
ab_roster_new(void)
{
	struct ab_roster *roster = ab_xalloc(1, sizeof(*roster));

	*roster = (struct ab_roster){ .index.arena = &roster->arena,
		.shorts.arena = &roster->arena };
	return roster;
}

void
ab_roster_free(struct ab_roster *roster)
{
	if (!roster)
		return;
	ab_arena_free(&roster->arena);
	ab_arena_free(&roster->decided);
	free(roster);
}

ab_str
ab_roster_name(ab_str id)
{
	const char *colon = id.len ? memchr(id.ptr, ':', id.len) : NULL;

	return colon ? ab_str_skip(id, (size_t)(colon - id.ptr) + 1) : id;
}

/* "VHU", where one article says what it is short for. Persons have their surnames. */
static void
note_short(struct ab_roster *roster, ab_str text, const struct ab_name *name, uint32_t number)
{
	uint64_t key = ab_form_key(ab_slice(text, name->at));

	if (name->type == AB_ENTITY_PER || key == ab_form_key(ab_roster_name(name->id)))
		return;
	struct ab_form *form = ab_forms_add(&roster->shorts, key);
	if (form)
		form->value[0] = form->value[0] && form->value[0] != number ? SHARED : number;
}

void
ab_roster_add(struct ab_roster *roster, ab_str text, const struct ab_names *names)
{
	for (size_t i = 0; i < names->count; i++) {
		ab_str name = ab_roster_name(names->at[i].id);
		struct ab_form *form = ab_forms_add(&roster->index, ab_form_key(name));
		if (!form)
			continue;
		if (!form->value[0]) {
			struct entry entry = { .name = ab_copy(&roster->arena, name) };
			AB_PUSH(&roster->arena, &roster->entries, entry);
			form->value[0] = (uint32_t)roster->entries.count;
		}
		roster->entries.at[form->value[0] - 1].votes[names->at[i].type]++;
		note_short(roster, text, &names->at[i], form->value[0]);
	}
}

/* Most votes; of equals the one that is first in the list of types. */
static enum ab_entity_type
commonest(const struct entry *entry)
{
	size_t best = 0;

	for (size_t type = 1; type < AB_ENTITY_COUNT; type++)
		if (entry->votes[type] > entry->votes[best])
			best = type;
	return (enum ab_entity_type)best;
}

/* What follows the last blank; empty for a name of one word. */
static ab_str
surname(ab_str name)
{
	for (size_t i = name.len; i > 0; i--)
		if (name.ptr[i - 1] == ' ')
			return ab_str_skip(name, i);
	return (ab_str){ 0 };
}

static void
note_surname(struct ab_forms *surnames, const struct entry *entry, size_t number)
{
	ab_str last = surname(entry->name);
	struct ab_form *form = NULL;

	if (entry->type == AB_ENTITY_PER && last.len)
		form = ab_forms_add(surnames, ab_form_key(last));
	if (form)
		form->value[0] = form->value[0] ? SHARED : (uint32_t)number;
}

void
ab_roster_settle(struct ab_roster *roster)
{
	struct ab_forms surnames = { .arena = &roster->decided };

	ab_arena_free(&roster->decided);
	for (size_t i = 0; i < roster->entries.count; i++) {
		struct entry *entry = &roster->entries.at[i];
		entry->type = commonest(entry);
		entry->person = 0;
		note_surname(&surnames, entry, i + 1);
	}
	for (size_t i = 0; i < roster->entries.count; i++) {
		struct entry *entry = &roster->entries.at[i];
		const struct ab_form *form = NULL;
		if (entry->type != AB_ENTITY_PER)
			form = ab_forms_find(&roster->shorts, ab_form_key(entry->name));
		else if (surname(entry->name).len == 0)
			form = ab_forms_find(&surnames, ab_form_key(entry->name));
		if (form && form->value[0] != SHARED)
			entry->person = form->value[0];
		entry->id = ab_format(&roster->decided, "%s:%.*s", ab_entity_name(entry->type),
		    (int)entry->name.len, entry->name.ptr);
	}
}

struct ab_name
ab_roster_look(const struct ab_roster *roster, ab_str text, struct ab_name name)
{
	const struct ab_form *form = ab_forms_find(&roster->index,
	    ab_form_key(ab_roster_name(name.id)));

	(void)text;
	if (!form)
		return name;
	const struct entry *entry = &roster->entries.at[form->value[0] - 1];
	if (entry->person)
		entry = &roster->entries.at[entry->person - 1];
	if (entry->id.len == 0) /* noted since it was settled */
		return name;
	return (struct ab_name){ name.at, entry->type, entry->id };
}
