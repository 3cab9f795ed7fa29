/* The tagger by rules, which is for articles that are not English. */
#include <criterion/criterion.h>

#include "news/tagger.h"
#include "tests/known.h"

/* Enough of a language that is not English for the article to be one of it. */
#define PADDING "la lluvia cayó sobre el puerto y los barcos no salieron durante toda la noche " \
	"porque el viento era muy fuerte y nadie quería dejar el muelle antes del alba.\n\n"

/* The tags of the last sentence: "TYPE name; TYPE name". */
static ab_str
tags_of(struct ab_arena *arena, ab_str text)
{
	struct ab_lines lines = ab_lines_split(arena, text);
	struct ab_tagger tagger = ab_tagger_read(arena, text, &lines,
	    ab_knowledge_gazetteer(known()));
	struct ab_sentences at;
	struct ab_sentence s;
	struct ab_tag tags[AB_SENTENCE_MAX];
	ab_str out = AB_STR("");

	cr_assert(tagger.foreign, "%s", text.ptr);
	ab_sentences_begin(&at, text, &lines, ab_knowledge_gazetteer(known()));
	while (ab_sentences_next(&at, &s)) {
		size_t count = ab_tagger_tag(&tagger, &s, tags);
		out = AB_STR("");
		for (size_t i = 0; i < count; i++) {
			ab_span first = s.at[tags[i].first].at;
			ab_span last = s.at[tags[i].first + tags[i].count - 1].at;
			ab_str name = ab_slice(text, (ab_span){ first.start, last.end });
			out = ab_format(arena, "%.*s%s%s %.*s", (int)out.len, out.ptr,
			    i ? "; " : "", ab_entity_name(tags[i].type), (int)name.len, name.ptr);
		}
	}
	return out;
}

static const struct { const char *sentence, *tags; } rows[] = {
	{ "nadie habló ayer.", "" },
	{ "ayer habló Anna Lindqvist en Lima.", "PER Anna Lindqvist; LOC Lima" },
	{ "ayer habló con LIMA y nadie más.", "LOC LIMA" },
	{ "ayer habló A. Lindqvist y otra vez A. Lindqvist.",
		"PER A. Lindqvist; PER A. Lindqvist" },
	{ "ayer habló Anna y otra vez Anna Berg.", "PER Anna Berg" },
	{ "en Johnson City y con Anna Hill.", "PER Anna Hill" },
	/* a place before another word names a body; a head word says which */
	{ "con Peru Lines y otra vez Peru Lines.", "ORG Peru Lines; ORG Peru Lines" },
	{ "con Peru Bank y otra vez Peru Bank.", "ORG Peru Bank; ORG Peru Bank" },
	{ "en Anna River y otra vez Anna River.", "LOC Anna River; LOC Anna River" },
	{ "en Vuelta River y otra vez Vuelta River.",
		"LOC Vuelta River; LOC Vuelta River" },
	{ "con Peru Bank of Lima y otra vez Peru Bank of the Lima.",
		"ORG Peru Bank of Lima; ORG Peru Bank of the Lima" },
	{ "con Peru & Lima.", "LOC Peru; LOC Lima" },
	{ "con German Lima y otra vez German Lima.",
		"MISC German; LOC Lima; MISC German; LOC Lima" },
	/* nothing is known of it: it comes again, and what stands beside it tells */
	{ "con Vuelta Norte y nadie más.", "" },
	{ "con Vuelta Norte y otra vez Vuelta Norte.",
		"PER Vuelta Norte; PER Vuelta Norte" },
	{ "con Vuelta Norte said y otra vez Vuelta Norte.",
		"PER Vuelta Norte; PER Vuelta Norte" },
	{ "Lima, Vuelta Norte y otra vez Vuelta Norte.",
		"LOC Lima; LOC Vuelta Norte; PER Vuelta Norte" },
	{ "Lima and Vuelta Norte y otra vez Vuelta Norte.",
		"LOC Lima; LOC Vuelta Norte; PER Vuelta Norte" },
	{ "con Vuelta Norte (VNO) y otra vez Vuelta Norte.",
		"ORG Vuelta Norte; PER Vuelta Norte" },
	{ "con Vuelta Norte river y otra vez into Vuelta Norte.",
		"LOC Vuelta Norte; LOC Vuelta Norte" },
	{ "con company Vuelta Norte y otra vez the Vuelta Norte.",
		"ORG Vuelta Norte; ORG Vuelta Norte" },
	{ "con Vuelta Norte Sur Este y otra vez Vuelta Norte Sur Este.",
		"ORG Vuelta Norte Sur Este; ORG Vuelta Norte Sur Este" },
	{ "con Vuelta Petrenko y otra vez Vuelta Petrenko.",
		"PER Vuelta Petrenko; PER Vuelta Petrenko" },
	{ "en Vuelta Grozbekistan y otra vez Vuelta Grozbekistan.",
		"LOC Vuelta Grozbekistan; LOC Vuelta Grozbekistan" },
	{ "con Health Norte y otra vez Health Norte.",
		"ORG Health Norte; ORG Health Norte" },
	/* capitals that are not those of a name */
	{ "en Monday, en May y con Presidency.", "" },
	{ "cuesta Peru$ 5 y no más.", "" },
	{ "con President Anna Lindqvist y con Peru.", "PER Anna Lindqvist; LOC Peru" },
	{ "con Mr. Vuelta Norte y otra vez Vuelta Norte.",
		"PER Vuelta Norte; PER Vuelta Norte" },
	/* what joins */
	{ "con Peru's Lima y con Lloyd's Peru.", "LOC Peru; LOC Lima; LOC Peru" },
	{ "con Maria Kowalek-Brun y con Anna Maria Jun-ho.",
		"PER Maria Kowalek-Brun; PER Anna Maria Jun-ho" },
	{ "con Peru Airlines, Inc. y otra vez Peru Airlines.",
		"ORG Peru Airlines, Inc.; ORG Peru Airlines" },
	{ "en New York y en United States of America.",
		"LOC New York; LOC United States of America" },
	{ "con Anna O’Brien y con Anna Norte van der Peru.",
		"PER Anna O’Brien; PER Anna Norte van der Peru" },
	{ "con van Peru.", "PER van Peru" },
	{ "con Supercalifragilisticexpialidociousandthensomemoreuntilitisverylongindeed "
	    "Peru.",
		"LOC Peru" },
};

Test(tagger_rules, names_by_what_they_are_and_what_stands_beside_them)
{
	for (size_t i = 0; i < AB_LEN(rows); i++) {
		struct ab_arena arena = { 0 };
		ab_str got = tags_of(&arena, ab_format(&arena, PADDING "%s\n", rows[i].sentence));
		cr_expect(ab_str_eq(got, ab_str_c(rows[i].tags)), "%s\n got  %.*s\n want %s",
		    rows[i].sentence, (int)got.len, got.ptr, rows[i].tags);
		ab_arena_free(&arena);
	}
}
