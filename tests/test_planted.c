/* Changes planted in whole reports of five kinds: each is found, none where nothing was changed. */
#define _POSIX_C_SOURCE 200809L
#include "fixture.h"
#include "news/links.h"

struct change { enum ab_conflict_kind kind; const char *was, *is; /* in the second report */ };
enum { CHANGES = 12 };
struct reports { const char *name, *first, *second; struct change change[CHANGES]; };

static const struct reports reports[] = {
	{ "sport",
	  "Published 2031-05-12\n\nVelmark beat Oldport 3-1 in the final of the island cup on "
	      "Saturday.\n"
	  "A crowd of 12,400 people watched the match in the new harbour stadium.\n"
	  "Striker Nils Aaker scored twice before the break and left the pitch with an "
	      "injured knee.\n"
	  "\"We ran until nobody could run any more, and the boys deserve every bit of it,\" coach "
	    "Ada Lindqvist said.\n"
	  "\"The second goal should never have been given,\" Oldport captain Olof Brandt told "
	      "reporters.\n"
	  "The referee showed seven yellow cards in the second half.\n"
	  "Velmark will open the new season against Tarnby on 14 June.\n"
	  "Police arrested 35 supporters after fights near the ferry terminal.\n",
	  "Published 2031-05-12\n\nThe island cup goes to Velmark after the final against Oldport "
	    "on Saturday.\n"
	  "Two goals by striker Nils Aaker before the break decided the match, but he left with an "
	    "injured knee.\n"
	  "Some 12,400 people watched the match in the harbour stadium.\n"
	  "\"We ran until nobody could run any more, and the boys deserve every bit of it,\" said "
	    "coach Ada Lindqvist.\n"
	  "\"The second goal should never have been given,\" captain Olof Brandt said.\n"
	  "In the second half the referee showed seven yellow cards.\n"
	  "On 14 June Velmark opens the new season against Tarnby.\n"
	  "After fights near the ferry terminal police arrested 35 supporters, a spokesman said.\n",
	  { { AB_CONFLICT_NUMBER, "12,400", "21,400" }, { AB_CONFLICT_NUMBER, "seven", "nine" },
	    { AB_CONFLICT_NUMBER, "35 supporters", "85 supporters" }, { AB_CONFLICT_DATE, "14 June",
	    "21 June" },
	    { AB_CONFLICT_DATE, "on Saturday", "on Friday" },
	    { AB_CONFLICT_SOURCE, "said coach Ada Lindqvist", "said captain Olof Brandt" },
	    { AB_CONFLICT_SOURCE, "captain Olof Brandt said", "coach Ada Lindqvist said" },
	    { AB_CONFLICT_WORDING, "nobody could run", "nobody would run" },
	    { AB_CONFLICT_WORDING, "second goal", "third goal" },
	    { AB_CONFLICT_WORDING, "been given", "been allowed" } } },
	{ "accident",
	  "Published 2031-03-04\n\nA freight train loaded with timber left the rails near Tarnby "
	    "on Monday evening.\n"
	  "Fourteen wagons fell into the river and the driver was slightly injured.\n"
	  "The line between Tarnby and Velmark stays closed until Thursday, the railway said.\n"
	  "\"The brakes had been checked only a week ago and nothing was wrong,\" railway director "
	    "Marta Quill said.\n"
	  "Firefighters pumped about 900 litres of diesel out of the river.\n"
	  "About 200 residents had to leave their houses for the night.\n"
	  "\"I heard a bang and then the whole house was shaking,\" resident Per Holm told "
	      "the radio.\n"
	  "Investigators believe that a broken rail caused the accident.\n",
	  "Published 2031-03-04\n\nNear Tarnby a freight train with timber left the rails on "
	    "Monday evening.\n"
	  "The driver was slightly injured when fourteen wagons fell into the river.\n"
	  "\"I heard a bang and then the whole house was shaking,\" Per Holm, a resident, said.\n"
	  "Some 200 residents left their houses for the night.\n"
	  "Firefighters pumped 900 litres of diesel from the river.\n"
	  "\"The brakes had been checked only a week ago and nothing was wrong,\" said Marta "
	    "Quill, the director.\n"
	  "Until Thursday the line between Tarnby and Velmark stays closed, according to "
	      "the railway.\n"
	  "The cause of the accident was a broken rail, investigators believe.\n",
	  { { AB_CONFLICT_NUMBER, "fourteen", "eleven" },
	    { AB_CONFLICT_NUMBER, "Some 200", "Some 500" },
	    { AB_CONFLICT_NUMBER, "900 litres", "9,000 litres" },
	    { AB_CONFLICT_DATE, "Monday", "Sunday" },
	    { AB_CONFLICT_DATE, "Until Thursday", "Until Friday" },
	    { AB_CONFLICT_SOURCE, "Per Holm, a resident, said", "a police spokesman said" },
	    { AB_CONFLICT_SOURCE, "said Marta Quill, the director", "said Per Holm, a resident" },
	    { AB_CONFLICT_WORDING, "week ago", "month ago" }, { AB_CONFLICT_WORDING, "whole house",
	    "whole street" },
	    { AB_CONFLICT_WORDING, "heard a bang", "heard a scream" } } },
	{ "economy",
	  "Published 2031-10-21\n\nThe shipbuilder Norrvik will cut 1,200 jobs at its yard in "
	    "Oldport, it said on Tuesday.\n"
	  "Sales fell by 18 percent to 4.2 billion crowns in the third quarter.\n"
	  "\"We have to become smaller before we can grow again,\" chief executive Lena "
	      "Storm said.\n"
	  "The union called for a strike on 3 November.\n"
	  "\"This is a slap in the face of those who saved the yard,\" union leader Jonas Falk "
	    "told reporters.\n"
	  "The central bank of Velmark left its key rate at 2.5 percent.\n"
	  "Norrvik was founded in 1911 and employs 8,600 people.\n"
	  "Shares in the company lost 7 percent on the news.\n",
	  "Published 2031-10-21\n\nNorrvik, the shipbuilder, said on Tuesday that it will cut "
	    "1,200 jobs at its Oldport yard.\n"
	  "In the third quarter sales fell by 18 percent to 4.2 billion crowns.\n"
	  "On the news shares in the company lost 7 percent.\n"
	  "\"We have to become smaller before we can grow again,\" said chief executive "
	      "Lena Storm.\n"
	  "\"This is a slap in the face of those who saved the yard,\" said Jonas Falk, the union "
	    "leader.\n"
	  "The union has called for a strike on 3 November.\n"
	  "The company, founded in 1911, employs 8,600 people.\n"
	  "The key rate of the central bank of Velmark stays at 2.5 percent.\n",
	  { { AB_CONFLICT_NUMBER, "1,200 jobs", "2,100 jobs" }, { AB_CONFLICT_NUMBER, "18 percent",
	    "28 percent" },
	    { AB_CONFLICT_NUMBER, "4.2 billion", "6.2 billion" },
	    { AB_CONFLICT_NUMBER, "8,600 people", "6,800 people" },
	    { AB_CONFLICT_DATE, "Tuesday", "Monday" },
	    { AB_CONFLICT_DATE, "3 November", "13 November" },
	    { AB_CONFLICT_DATE, "1911", "1921" },
	    { AB_CONFLICT_SOURCE, "said Jonas Falk, the union leader", "said Lena Storm" },
	    { AB_CONFLICT_SOURCE, "said chief executive Lena Storm",
	    "union leader Jonas Falk said" },
	    { AB_CONFLICT_WORDING, "become smaller", "become leaner" },
	    { AB_CONFLICT_WORDING, "a slap", "a blow" } } },
	{ "court",
	  "Published 2031-02-18\n\nA court in Velmark sentenced former mayor Henrik Dahl to four "
	    "years in prison on Wednesday.\n"
	  "Judges found that he had taken bribes of 650,000 crowns from a builder.\n"
	  "\"My client was never alone with that money and we will appeal,\" defence lawyer Karin "
	    "Moe said.\n"
	  "\"The town was robbed by the man it trusted most,\" prosecutor Erik Lund told "
	      "the court.\n"
	  "The trial had begun on 9 January and heard 41 witnesses.\n"
	  "Dahl was arrested in March 2030 at the airport of Oldport.\n"
	  "About 300 people waited for the verdict outside the building.\n",
	  "Published 2031-02-18\n\nFormer mayor Henrik Dahl must go to prison for four years, a "
	    "court in Velmark ruled on Wednesday.\n"
	  "He had taken bribes of 650,000 crowns from a builder, the judges found.\n"
	  "\"The town was robbed by the man it trusted most,\" said prosecutor Erik Lund.\n"
	  "\"My client was never alone with that money and we will appeal,\" said Karin Moe, "
	      "his lawyer.\n"
	  "In the trial, which had begun on 9 January, 41 witnesses were heard.\n"
	  "Outside the building some 300 people waited for the verdict.\n"
	  "At the airport of Oldport Dahl was arrested in March 2030.\n",
	  { { AB_CONFLICT_NUMBER, "650,000", "950,000" }, { AB_CONFLICT_NUMBER, "41 witnesses",
	    "14 witnesses" },
	    { AB_CONFLICT_NUMBER, "some 300", "some 900" },
	    { AB_CONFLICT_DATE, "Wednesday", "Thursday" },
	    { AB_CONFLICT_DATE, "9 January", "19 January" }, { AB_CONFLICT_DATE, "March 2030",
	    "May 2030" },
	    { AB_CONFLICT_SOURCE, "said prosecutor Erik Lund", "said Karin Moe" },
	    { AB_CONFLICT_SOURCE, "said Karin Moe, his lawyer", "said prosecutor Erik Lund" },
	    { AB_CONFLICT_WORDING, "trusted most", "trusted least" }, { AB_CONFLICT_WORDING,
	    "never alone", "often alone" } } },
	{ "German",
	  "Published 2031-08-07\n\nBei einem Brand im Hafen von Altenwerth sind am Donnerstag 23 "
	    "Menschen verletzt worden.\n"
	  "Das Feuer brach gegen drei Uhr in einer Lagerhalle aus und zerstörte 40 Boote.\n"
	  "\"Wir haben die ganze Nacht gegen die Flammen gekämpft\", sagte Feuerwehrchef "
	      "Anton Rieger.\n"
	  "Den Schaden schätzt die Polizei auf 5 Millionen Euro.\n"
	  "Der Hafen bleibt bis zum 12. August gesperrt, teilte die Stadt mit.\n",
	  "Published 2031-08-07\n\nIm Hafen von Altenwerth sind am Donnerstag bei einem Brand 23 "
	    "Menschen verletzt worden.\n"
	  "\"Wir haben die ganze Nacht gegen die Flammen gekämpft\", sagte Anton Rieger, der "
	    "Feuerwehrchef.\n"
	  "Das Feuer zerstörte 40 Boote und brach in einer Lagerhalle aus.\n"
	  "Die Polizei schätzt den Schaden auf 5 Millionen Euro.\n"
	  "Bis zum 12. August bleibt der Hafen gesperrt, teilte die Stadt mit.\n",
	  { { AB_CONFLICT_NUMBER, "23 Menschen", "53 Menschen" }, { AB_CONFLICT_NUMBER, "40 Boote",
	    "70 Boote" },
	    { AB_CONFLICT_NUMBER, "5 Millionen", "8 Millionen" }, { AB_CONFLICT_DATE, "Donnerstag",
	    "Dienstag" },
	    { AB_CONFLICT_DATE, "12. August", "22. August" },
	    { AB_CONFLICT_SOURCE, "sagte Anton Rieger, der Feuerwehrchef", "sagte Karla Voss" },
	    { AB_CONFLICT_WORDING, "ganze Nacht", "halbe Nacht" }, { AB_CONFLICT_WORDING,
	    "Flammen gekämpft", "Flammen gerungen" } } },
};

/* Conflicts of the kind between two reports; and all of them. */
static size_t
conflicts_between(const char *a, const char *b, enum ab_conflict_kind kind, size_t *all)
{
	const ab_str texts[] = { ab_str_c(a), ab_str_c(b) };
	const size_t number[] = { 0, 1 };
	struct fixture f;
	size_t found = 0;

	fixture_open(&f, texts, 2);
	cr_assert(!ab_heap_reach(f.heap, 2));
	struct ab_links *links = ab_links_new(f.bundle, number, 2);
	while (ab_links_step(links))
		;
	const struct ab_pairing *p = ab_links_between(links, 0, 1);
	for (size_t i = 0; i < p->conflicts; i++)
		found += p->conflict[i].kind == kind;
	*all = p->conflicts;
	ab_links_free(links);
	fixture_close(&f);
	return found;
}

Test(planted, nothing_is_invented)
{
	for (size_t i = 0; i < AB_LEN(reports); i++) {
		size_t all;
		conflicts_between(reports[i].first, reports[i].second, AB_CONFLICT_DATE, &all);
		cr_expect_eq(all, 0, "%s: %zu", reports[i].name, all);
		conflicts_between(reports[i].first, reports[i].first, AB_CONFLICT_DATE, &all);
		cr_expect_eq(all, 0, "%s with itself: %zu", reports[i].name, all);
	}
}

Test(planted, changes_are_found)
{
	size_t found[AB_CONFLICT_COUNT] = { 0 }, wanted[AB_CONFLICT_COUNT] = { 0 }, others = 0;

	for (size_t i = 0; i < AB_LEN(reports); i++)
		for (const struct change *c = reports[i].change; c < reports[i].change + CHANGES
		    && c->was; c++) {
			struct ab_arena arena = { 0 };
			const char *second = reports[i].second, *at = strstr(second, c->was);
			cr_assert(at, "%s", c->was);
			ab_str changed = ab_format(&arena, "%.*s%s%s", (int)(at - second), second,
			    c->is, at + strlen(c->was));
			size_t all, n = conflicts_between(reports[i].first, changed.ptr,
			    c->kind, &all);
			found[c->kind] += n > 0;
			wanted[c->kind]++;
			others += all - (n > 0);
			if (n != 1 || all != 1)
				cr_log_info("%s, %s for %s: %zu of its kind, %zu in all",
				    reports[i].name, c->is, c->was, n, all);
			ab_arena_free(&arena);
		}
	for (size_t k = 0; k < AB_CONFLICT_COUNT; k++)
		cr_expect(100 * found[k] >= 85 * wanted[k], "%s: %zu of %zu",
		    ab_conflict_name((enum ab_conflict_kind)k),
		    found[k], wanted[k]);
	cr_expect_eq(others, 0, "%zu beside what was planted", others);
}
