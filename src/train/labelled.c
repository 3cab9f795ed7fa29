#include "train/labelled.h"

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include <jansson.h>

#include "base/utf8.h"
#include "train/store.h"

static const char *const type_names[] = { "PER", "ORG", "LOC", "MISC" };

/* ---- offsets ---- */

/* Byte offsets of all code points of a text and of its end. */
static size_t *
offsets_of(struct ab_arena *arena, ab_str text, size_t *count)
{
	size_t *at = AB_NEW(arena, size_t, text.len + 1), n = 0, len;

	for (size_t i = 0; i < text.len; i += len) {
		at[n++] = i;
		ab_code_point(ab_str_skip(text, i), &len);
	}
	at[n] = text.len;
	*count = n;
	return at;
}

/* First token that ends after this offset. */
static size_t
token_at(const struct ab_passage *page, size_t offset)
{
	size_t low = 0, high = page->count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (page->tokens[mid].at.end <= offset)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* ---- reconciling what the sets mean by a name ---- */

/* Sets differ in whether these belong to the name; in ours they do not. */
static const char *const titles[] = {
	"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr.", "prof", "prof.", "professor",
	"king", "queen", "prince", "princess", "president", "minister", "senator", "sen", "sen.",
	"gov", "gov.", "governor", "judge", "justice", "gen", "gen.", "general", "col", "col.",
	"colonel", "lt", "lt.", "capt", "capt.", "captain", "sgt", "rep", "rep.", "imam", "sheikh",
	"bishop", "coach", "inspector", "ambassador", "mayor", "premier", "chancellor", "secretary",
};

/* Sets differ in whether these are names and of what. */
static const char *const demonyms[] = {
	"American", "British", "Briton", "French", "Chinese", "Israeli", "Iraqi", "Russian",
	"German", "Indian", "Canadian", "Japanese", "Muslim", "Christian", "English", "Iranian",
	"Irish", "Scottish", "Welsh", "Italian", "Spanish", "Dutch", "Australian", "African",
	"European", "Asian", "Palestinian", "Arab", "Turkish", "Syrian", "Mexican", "Brazilian",
	"Korean", "Afghan", "Egyptian", "Greek", "Swedish", "Norwegian", "Danish", "Polish",
	"Ukrainian", "Pakistani", "Saudi", "Nigerian", "Kenyan", "Jewish", "Latin",
	"Kiwi", "Aussie",
};

static bool
is_in(ab_str s, const char *const *list, size_t count, bool plural)
{
	for (size_t i = 0; i < count; i++) {
		size_t len = strlen(list[i]);
		if ((s.len == len || (plural && s.len == len + 1 && s.ptr[len] == 's'))
		    && strncasecmp(s.ptr, list[i], len) == 0)
			return true;
	}
	return false;
}

static ab_str
token_text(const struct document *d, size_t i)
{
	return ab_slice(d->page.text, d->page.tokens[i].at);
}

static void
mark(struct document *d, size_t from, size_t to, enum ab_entity_type type)
{
	for (size_t i = from; i < to; i++)
		if (d->tags[i])
			return;
	for (size_t i = from; i < to; i++) {
		enum ab_bilou_place place = to - from == 1 ? AB_BILOU_UNIT : i == from
		    ? AB_BILOU_BEGIN
		    : i + 1 == to ? AB_BILOU_LAST : AB_BILOU_INSIDE;
		d->tags[i] = (uint8_t)ab_bilou(type, place);
		d->allowed[i] = 1u << d->tags[i];
	}
}

/* O, or inside something of type MISC. */
static uint32_t
out_or_misc(void)
{
	return 1u << AB_BILOU_OUT | 15u << ab_bilou(AB_ENTITY_MISC, AB_BILOU_BEGIN);
}

static void
mark_name(struct document *d, ab_span at, enum ab_entity_type type, const struct reconcile *how)
{
	size_t from = token_at(&d->page, at.start), to = token_at(&d->page, at.end - 1) + 1;

	if (to > d->page.count || from >= to)
		return;
	if (how->titles && type == AB_ENTITY_PER && to - from > 1)
		while (to - from > 1 && is_in(token_text(d, from), titles, AB_LEN(titles), false))
			from++;
	if (how->demonyms && type != AB_ENTITY_MISC && to - from == 1
	    && is_in(token_text(d, from), demonyms, AB_LEN(demonyms), true)) {
		d->allowed[from] = out_or_misc();
		return;
	}
	mark(d, from, to, type);
}

/* ---- reading ---- */

static void
read_nouns(struct document *d, json_t *pos, const size_t *offset, size_t points)
{
	size_t i;
	json_t *one;

	d->nouns = true;
	json_array_foreach(pos, i, one) {
		size_t start = (size_t)json_integer_value(json_array_get(one, 0));
		size_t end = (size_t)json_integer_value(json_array_get(one, 1));
		const char *tag = json_string_value(json_array_get(one, 2));
		if (end > points || start >= end)
			continue;
		for (size_t k = token_at(&d->page, offset[start]); k < d->page.count
		    && d->page.tokens[k].at.start < offset[end]; k++)
			d->noun[k] = (uint8_t)(strncmp(tag, "NNP", 3) == 0 ? 'N' : 'J');
	}
}

static void
read_names(struct document *d, json_t *entities, const size_t *offset, size_t points,
    const struct reconcile *how)
{
	AB_LIST(struct ab_name) gold = { 0 };
	size_t i;
	json_t *one;

	json_array_foreach(entities, i, one) {
		size_t start = (size_t)json_integer_value(json_object_get(one, "start"));
		size_t end = (size_t)json_integer_value(json_object_get(one, "end"));
		const char *type = json_string_value(json_object_get(one, "type"));
		for (int t = 0; t < AB_ENTITY_COUNT; t++)
			if (end <= points && start < end && strcmp(type, type_names[t]) == 0) {
				struct ab_name name = { { offset[start], offset[end] },
				    (enum ab_entity_type)t, { 0 } };
				AB_PUSH(&d->arena, &gold, name);
				mark_name(d, name.at, name.type, how);
			}
	}
	d->gold = (struct ab_names){ gold.at, gold.count };
}

static void
read_document(struct document *d, json_t *line, const struct ab_model *model,
    ab_str gazetteer, bool misc, const struct reconcile *how)
{
	struct ab_sentences at;
	size_t points;
	ab_str text = ab_copy(&d->arena, ab_str_c(json_string_value(json_object_get(line,
	    "text"))));
	struct ab_lines *lines = AB_NEW(&d->arena, struct ab_lines, 1);
	json_t *entities = json_object_get(line, "entities"), *pos = json_object_get(line, "pos");

	*lines = ab_lines_split(&d->arena, text);
	ab_sentences_begin(&at, text, lines, gazetteer);
	d->page = ab_passage_new(&d->arena, text);
	ab_passage_read(&d->page, &at);
	size_t count = d->page.count;
	d->words = AB_NEW(&d->arena, struct ab_term, count + 1);
	d->tags = AB_NEW(&d->arena, uint8_t, count + 1);
	d->noun = AB_NEW(&d->arena, uint8_t, count + 1);
	d->allowed = AB_NEW(&d->arena, uint32_t, count + 1);
	ab_terms_read(model, &d->page, ab_places_new(&d->arena, count), d->words);
	for (size_t i = 0; i < count; i++)
		d->allowed[i] = !misc && how->misc && (d->words[i].capital
		    || d->page.tokens[i].kind == AB_TOKEN_NUMBER)
		    ? out_or_misc() : 1u << AB_BILOU_OUT;
	size_t *offset = offsets_of(&d->arena, text, &points);
	d->silver = !entities;
	if (entities)
		read_names(d, entities, offset, points, how);
	if (pos)
		read_nouns(d, pos, offset, points);
}

void
corpus_read(struct corpus *corpus, const struct ab_model *model, char *spec,
    const struct reconcile *how)
{
	char *weight = strchr(spec, ':'), *misc = weight ? strchr(weight + 1, ':') : NULL,
	    *line = NULL;
	size_t size = 0;

	if (weight)
		*weight++ = 0;
	FILE *f = fopen(spec, "r");
	if (!f)
		die("cannot read %s", spec);
	while (getline(&line, &size, f) > 0) {
		json_error_t err;
		json_t *json = json_loads(line, 0, &err);
		if (!json)
			die("%s: %s", spec, err.text);
		if (corpus->count == corpus->room)
			corpus->at = ab_xrealloc(corpus->at, corpus->room = 2 * corpus->room + 1024,
			    sizeof(*corpus->at));
		struct document *d = &corpus->at[corpus->count++];
		*d = (struct document){ .weight = weight ? atof(weight) : 1 };
		read_document(d, json, model, corpus->gazetteer, !(misc && strcmp(misc,
		    ":nomisc") == 0), how);
		json_decref(json);
	}
	free(line);
	fclose(f);
}

/* ---- learning from a teacher ---- */

/* Proper nouns that are no names. */
static const char *const times[] = {
	"January", "February", "March", "April", "May", "June", "July", "August", "September",
	"October", "November", "December", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
	"Saturday", "Sunday", "Jan.", "Feb.", "Mar.", "Apr.", "Aug.", "Sept.", "Oct.",
	"Nov.", "Dec.",
};

/* Do the nouns bear out a name? */
static bool
is_borne_out(const struct document *d, size_t from, size_t to, enum ab_entity_type type)
{
	for (size_t i = from; i < to; i++)
		if (d->noun[i] == 'N' || (d->noun[i] == 'J' && type == AB_ENTITY_MISC))
			return true;
	return !d->nouns;
}

void
corpus_teach(struct document *d, const uint8_t *tags)
{
	size_t count = d->page.count;

	memset(d->tags, 0, count);
	for (size_t i = 0; i < count; i++)
		d->allowed[i] = d->noun[i] == 'N' && !is_in(token_text(d, i), times, AB_LEN(times),
		    false)
		    ? ALL_TAGS : 1u << AB_BILOU_OUT;
	for (size_t i = 0, to; i < count; i = to) {
		to = i + 1;
		if (!tags[i])
			continue;
		while (to < count && tags[to] && ab_bilou_follows(tags[to - 1], tags[to])
		    && !ab_bilou_follows(tags[to - 1], AB_BILOU_OUT))
			to++;
		if (is_borne_out(d, i, to, ab_bilou_type(tags[i])))
			mark(d, i, to, ab_bilou_type(tags[i]));
	}
}

/* ---- scoring ---- */

void
corpus_score(const struct document *d, const uint8_t *tags, struct tally tally[AB_ENTITY_COUNT])
{
	for (size_t k = 0; k < d->gold.count; k++)
		tally[d->gold.at[k].type].gold++;
	for (size_t i = 0, from = 0; i < d->page.count; i++) {
		if (!tags[i])
			continue;
		if (ab_bilou_place(tags[i]) == AB_BILOU_BEGIN
		    || ab_bilou_place(tags[i]) == AB_BILOU_UNIT)
			from = i;
		if (!ab_bilou_follows(tags[i], AB_BILOU_OUT))
			continue;
		enum ab_entity_type type = ab_bilou_type(tags[i]);
		tally[type].found++;
		for (size_t k = 0; k < d->gold.count; k++)
			tally[type].right += d->gold.at[k].type == type
			    && d->gold.at[k].at.start == d->page.tokens[from].at.start
			    && d->gold.at[k].at.end == d->page.tokens[i].at.end;
	}
}

static double
f1(struct tally t)
{
	return t.found + t.gold ? 200.0 * (double)t.right / (double)(t.found + t.gold) : 0;
}

void
corpus_print(const char *name, const struct tally tally[AB_ENTITY_COUNT])
{
	struct tally plo = { 0 };

	for (int t = 0; t < AB_ENTITY_MISC; t++) {
		plo.right += tally[t].right;
		plo.found += tally[t].found;
		plo.gold += tally[t].gold;
	}
	fprintf(stderr, "%-28s PLO %.1f (P %.1f R %.1f)", name, f1(plo),
	    100.0 * (double)plo.right / (double)(plo.found + !plo.found),
	    100.0 * (double)plo.right / (double)(plo.gold + !plo.gold));
	for (int t = 0; t < AB_ENTITY_COUNT; t++)
		fprintf(stderr, " %s %.1f", type_names[t], f1(tally[t]));
	fputc('\n', stderr);
}
