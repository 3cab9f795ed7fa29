#define _POSIX_C_SOURCE 200809L
#include "check_links.h"
#include "fixture.h"
#include "know/stem.h"
#include "know/wording.h"

/* ---- words ---- */

Test(links, stems)
{
	static const struct { const char *word, *stem; } rows[] = {
		{ "protesters", "protest" }, { "ponies", "poni" }, { "agreed", "agre" },
		{ "hopping", "hop" }, { "relational", "relat" }, { "organise", "organ" },
		{ "organize", "organ" },
		{ "colour", "color" },
		{ "labour", "labor" }, { "is", "is" }, { "x2", "x2" }, { "sky", "sky" },
		{ "happy", "happi" }, { "adoption", "adopt" }, { "rate", "rate" },
		{ "controll", "control" }, { "wise", "wise" },
	};

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		char word[AB_STEM_MAX + 1];
		size_t len = strlen(rows[i].word);
		memcpy(word, rows[i].word, len);
		ab_str stem = { word, ab_stem(word, len) };
		cr_expect(ab_str_eq(stem, ab_str_c(rows[i].stem)), "%s: %.*s", rows[i].word,
		    (int)stem.len, stem.ptr);
	}
}

Test(links, wording)
{
	struct ab_arena arena = { 0 };
	struct ab_wording w;
	struct ab_error err;

	cr_assert(ab_wording_read(&w, &arena, AB_STR("# c\nsays said\nfunction the\nmedia said\n"
	    "same held=hold\nnumber dozen=12\nagency Kestrel\n"), &err));
	cr_expect_eq(ab_wording_of(&w, AB_STR("Said")), AB_WORD_SAYS | AB_WORD_MEDIA);
	/* capitals count where the file has them */
	cr_expect_eq(ab_wording_of(&w, AB_STR("kestrel")), 0);
	cr_expect_eq(ab_wording_of(&w, AB_STR("Kestrel")), AB_WORD_AGENCY);
	cr_expect_eq(ab_wording_number(&w, AB_STR("dozen")), 12);
	cr_expect_eq(ab_wording_number(&w, AB_STR("the")), 0);
	cr_expect(ab_str_eq(ab_wording_base(&w, AB_STR("held")), AB_STR("hold")));
	cr_expect(!ab_wording_read(&w, &arena, AB_STR("says said\nsings sang\n"), &err));
	cr_expect(strstr(err.text, "line 2") && strstr(err.text, "sings"), "%s", err.text);
	cr_expect(!ab_wording_read(&w, &arena, AB_STR("number dozen\n"), &err));
	ab_arena_free(&arena);
}

/* ---- links ---- */

struct linked { struct fixture f; struct ab_links *links; };

/* With the rules of the fixture, or those that are built in. */
static void
link_texts(struct linked *l, const ab_str *texts, size_t count, bool built_in)
{
	size_t number[16];
	struct ab_error err;

	fixture_open(&l->f, texts, count);
	if (built_in) {
		struct ab_knowledge *know = ab_knowledge_new(NULL, 0, true, &err);
		ab_bundle_relearn(l->f.bundle, know);
		ab_knowledge_free(l->f.know);
		l->f.know = know;
	}
	cr_assert(!ab_heap_reach(l->f.heap, count)); /* all of them are indexed, and no more */
	for (size_t i = 0; i < count; i++)
		number[i] = i;
	l->links = ab_links_new(l->f.bundle, number, count);
	while (ab_links_step(l->links))
		;
	const char *broken = check_links(l->links, l->f.bundle);
	cr_assert_null(broken, "%s", broken);
}

static void
unlink_texts(struct linked *l)
{
	ab_links_free(l->links);
	fixture_close(&l->f);
}

static const char first[] =
    "MENU Oldport daily\n\n"
    "A tanker struck the lower pier of Oldport harbour before dawn, tearing a hole into its hull.\n"
    "The harbour master closed the channel to all ships for the rest of the week.\n"
    "\"We will not open the channel until every drop of oil is gone,\" Ada Lindqvist told "
    "reporters.\n"
    "Fishermen fear that the spawning grounds behind the island are lost for years.\n"
    "A brass band played at the opening of the new library.\n";
static const char second[] =
    "MENU Oldport daily\n\n"
    "\"We will not open the channel until every drop of oil is gone,\" Ada Lindqvist said.\n"
    "The hull of the tanker was torn open when it struck a pier in Oldport harbour before dawn.\n"
    "For the rest of the week the channel is closed to ships, the harbour master ordered.\n"
    "Schools in the hills stayed shut because of snow.\n";

Test(links, same_paraphrase_and_neither)
{
	const ab_str texts[] = { AB_STR(first), AB_STR(second) };
	struct linked l;
	struct ab_arena arena = { 0 };
	size_t count, nearest;
	float score;

	link_texts(&l, texts, 2, false);
	struct ab_passages a = ab_links_passages(l.links, 0), b = ab_links_passages(l.links, 1);
	cr_assert_eq(a.count, 5);
	cr_assert_eq(b.count, 4);
	const struct ab_pairing *p = ab_links_between(l.links, 0, 1);
	static const struct { size_t a, b; enum ab_link_kind kind; } want[] = {
		{ 0, 1, AB_LINK_PARAPHRASE }, { 1, 2, AB_LINK_PARAPHRASE }, { 2, 0, AB_LINK_SAME },
	};
	cr_assert_eq(p->links, AB_LEN(want));
	for (size_t i = 0; i < p->links; i++)
		cr_expect(p->link[i].a == want[i].a && p->link[i].b == want[i].b
		    && p->link[i].kind == want[i].kind,
		    "%zu: %u %u", i, p->link[i].a, p->link[i].b);
	cr_expect(a.at[3].only && a.at[4].only && b.at[3].only);
	cr_expect(p->share_a.same > 0 && p->share_a.any > p->share_a.same && p->share_a.any < 1);
	cr_expect_eq(p->conflicts, 0);

	struct ab_partner *partner = ab_links_partners(l.links, &arena, 1, 0, &count);
	cr_assert_eq(count, 1);
	cr_expect(partner->place == 0 && partner->passage == 2 && partner->link == &p->link[2]);
	cr_expect(ab_links_nearest(l.links, 0, 4, 1, &nearest, &score));
	cr_expect_lt(score, .3f); /* what is not linked has something that
	                           * comes nearest, and how near */
	struct ab_shared *shared = ab_links_shared(l.links, &arena, 0, 0, 1, 1, &count);
	cr_expect_geq(count, 5); /* tanker struck pier harbour hull ... */
	for (size_t i = 1; i < count; i++)
		cr_expect_geq(shared[i - 1].weight, shared[i].weight);
	ab_arena_free(&arena);
	unlink_texts(&l);
}

/* In a large set the index is walked in part, and only some third articles are asked. */
Test(links, a_report_in_twelve_papers)
{
	ab_str texts[12];
	struct linked l;

	for (size_t i = 0; i < AB_LEN(texts); i++)
		texts[i] = AB_STR(first);
	link_texts(&l, texts, AB_LEN(texts), false);
	for (size_t a = 0; a < AB_LEN(texts); a++)
		for (size_t b = a + 1; b < AB_LEN(texts); b++) {
			const struct ab_pairing *p = ab_links_between(l.links, a, b);
			cr_assert_eq(p->links, 5);
			for (uint32_t i = 0; i < 5; i++)
				cr_expect(p->link[i].a == i && p->link[i].b == i
				    && p->link[i].kind == AB_LINK_SAME);
			cr_expect_eq(p->conflicts, 0);
		}
	unlink_texts(&l);
}

Test(links, a_set_of_none_of_one_and_of_empty_ones)
{
	const ab_str texts[] = { AB_STR("MENU\n"), AB_STR(first), AB_STR("\n") };
	struct linked l;

	for (size_t n = 1; n <= 3; n++) {
		link_texts(&l, texts, n, false);
		unlink_texts(&l);
	}
	fixture_open(&l.f, texts, 1);
	l.links = ab_links_new(l.f.bundle, NULL, 0);
	while (ab_links_step(l.links))
		;
	cr_expect_eq(ab_links_place(l.links, 0), 0);
	unlink_texts(&l);
}

Test(links, another_event_is_told_apart)
{
	const ab_str texts[] = {
		AB_STR("Published 2031-05-05\n\nA tanker struck the lower pier of Oldport harbour "
		    "on Sunday.\n"
		       "The harbour master closed the channel for the rest of the week, "
		       "Kestrel said, "
		    "citing Reuters.\n"),
		AB_STR("Published 2031-05-06\n\nOn Sunday a tanker struck the lower pier of "
		    "Oldport harbour.\n"
		       "The channel is closed for the rest of the week by the harbour master.\n"),
		AB_STR("Published 2031-02-10\n\nA ferry struck the upper pier of Oldport harbour "
		    "on Sunday.\n"
		       "Nobody was hurt when the ferry came in too fast.\n"),
	};
	struct linked l;

	link_texts(&l, texts, 3, true);
	cr_expect(ab_str_eq(ab_links_standing(l.links, 2)->published, AB_STR("2031-02-10")));
	cr_expect(!ab_links_standing(l.links, 0)->other_event
	    && !ab_links_standing(l.links, 1)->other_event);
	cr_expect(ab_links_standing(l.links, 2)->other_event);
	cr_expect_gt(ab_links_standing(l.links, 2)->days, 80);
	cr_expect_eq(ab_links_standing(l.links, 0)->agencies, 1);
	cr_expect_eq(ab_links_between(l.links, 0, 2)->first, 1);
	/* a day apart and no time: not known */
	cr_expect_eq(ab_links_between(l.links, 0, 1)->first, 0);
	cr_expect_eq(ab_links_between(l.links, 0, 1)->conflicts, 0);
	cr_expect_geq(ab_links_between(l.links, 0, 1)->links, 2);
	unlink_texts(&l);
}

/* Two texts of a thousand sentences that are all alike: each word could be laid against each other,
 * each sentence be linked to each, each number disagree with each. check_links() has the bounds;
 * without them this takes minutes. */
Test(links, what_is_all_alike_has_an_end)
{
	static const char *const rows[] = {
		"%zu people struck pier %zu and %zu boats of the harbour. ",
		"\"The %zu gates of the pier are open,\" Ada Quill said on %zu May %zu. ",
		"struck %zu tanker %zu pier struck %zu tanker ",
		"a fine by Ada %zu announced by Olof %zu because of pier %zu, as president "
		    "Ada said, ",
	};
	enum { SENTENCES = 4000 };

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		struct ab_arena arena = { 0 };
		char *text[2];
		struct linked l;
		for (size_t t = 0; t < 2; t++) {
			size_t at = 0, room = SENTENCES * (strlen(rows[i]) + 40);
			text[t] = AB_NEW(&arena, char, room);
			for (size_t k = 0; k < SENTENCES; k++)
				at += (size_t)snprintf(text[t] + at, room - at, rows[i], 100 + k,
				    1 + (k + t) % 28, 200 + (k ^ t));
		}
		const ab_str texts[] = { ab_str_c(text[0]), ab_str_c(text[1]) };
		link_texts(&l, texts, 2, false);
		unlink_texts(&l);
		ab_arena_free(&arena);
	}
}

/* What is folded as said twice is no passage, so it is linked once. */
Test(links, what_is_said_twice_is_linked_once)
{
	struct ab_arena arena = { 0 };
	const ab_str texts[] = { AB_STR(second), ab_format(&arena, "%s\n%s", first, first) };
	struct linked l;

	link_texts(&l, texts, 2, false);
	cr_expect_eq(ab_links_passages(l.links, 1).count, 5);
	cr_expect_eq(ab_links_between(l.links, 0, 1)->links, 3);
	unlink_texts(&l);
	ab_arena_free(&arena);
}

/* ---- conflicts ---- */

/* A sentence that two articles have; in the second one `was` is `is`. */
struct planted { enum ab_conflict_kind kind; const char *sentence, *was, *is; };

static const struct planted planted[] = {
	{ AB_CONFLICT_NUMBER, "Some 400 workers walked out of the shipyard in protest.",
	    "400", "900" },
	{ AB_CONFLICT_NUMBER, "The blaze destroyed 12 houses near the old mill.", "12", "15" },
	{ AB_CONFLICT_NUMBER, "Hundreds of residents were led to safety over the bridge.",
	    "Hundreds", "Thousands" },
	{ AB_CONFLICT_NUMBER, "The council will spend 3.5 million crowns on the dike.",
	    "3.5", "8.5" },
	{ AB_CONFLICT_NUMBER, "Three sailors were injured when the crane fell on the deck.",
	    "Three", "Seven" },
	{ AB_CONFLICT_NUMBER, "Turnout in the river towns fell to 41 percent.", "41", "57" },
	{ AB_CONFLICT_NUMBER, "At least 20 boats sank in the storm off Velmark.", "20", "60" },
	{ AB_CONFLICT_NUMBER, "The mine produced 2,400 tonnes of copper before it was flooded.",
	    "2,400", "3,100" },
	{ AB_CONFLICT_DATE, "The bridge over the Tarn was closed on Monday after cracks were "
	    "found.", "Monday", "Thursday" },
	{ AB_CONFLICT_DATE, "Voters in Velmark go to the polls on 4 June to elect a mayor.",
	    "4 June", "11 June" },
	{ AB_CONFLICT_DATE, "The strike began on May 2 at the northern docks.", "May 2", "May 3" },
	{ AB_CONFLICT_DATE, "A court will hear the appeal of the miners on Friday.", "Friday",
	    "Tuesday" },
	{ AB_CONFLICT_DATE, "The ferry sank in March 2029 with its whole cargo of timber.",
	    "March 2029", "April 2029" },
	{ AB_CONFLICT_DATE, "The factory was founded in 1987 by two brothers.", "1987", "1978" },
	{ AB_CONFLICT_DATE, "Rescuers found the climbers on Wednesday near the summit.",
	    "Wednesday", "Saturday" },
	{ AB_CONFLICT_SOURCE, "\"The dam will hold for at least another winter,\" Ada Lindqvist "
	    "said.", "Ada Lindqvist", "Olof Brandt" },
	{ AB_CONFLICT_SOURCE, "\"The dam will hold for at least another winter,\" said Ada "
	    "Lindqvist.", "Ada Lindqvist", "a spokesman for the ministry" },
	{ AB_CONFLICT_SOURCE, "Ada Lindqvist told reporters: \"Nobody warned the village about the "
	    "gates.\"", "Ada Lindqvist", "Olof Brandt" },
	{ AB_CONFLICT_SOURCE, "\"Nobody warned the village about the gates,\" state television "
	    "reported.", "state television", "Ada Lindqvist" },
	{ AB_CONFLICT_SOURCE, "According to Olof Brandt, \"the gates were opened far too late\".",
	    "Olof Brandt", "Marta Quill" },
	{ AB_CONFLICT_SOURCE, "\"The gates were opened far too late,\" the ministry said in a "
	    "statement.", "the ministry", "Marta Quill" },
	{ AB_CONFLICT_SOURCE, "The mayor, Marta Quill, said: \"We shall rebuild the market hall.\"",
	    "Marta Quill", "Olof Brandt" },
	{ AB_CONFLICT_WORDING, "\"We will rebuild every house in this valley,\" Marta Quill said.",
	    "every", "each" },
	{ AB_CONFLICT_WORDING, "\"We will rebuild every house in this valley,\" Marta Quill said.",
	    "house", "bridge" },
	{ AB_CONFLICT_WORDING, "Brandt called it \"a shameful attack on the free press of "
	    "Velmark\".", "shameful", "brazen" },
	{ AB_CONFLICT_WORDING, "\"The gates were opened far too late,\" Olof Brandt said.", "late",
	    "early" },
	{ AB_CONFLICT_WORDING, "\"Nobody warned the village about the gates,\" Ada Lindqvist said.",
	    "village", "miners" },
	{ AB_CONFLICT_WORDING, "Lindqvist said the plan was \"cruel to the old and useless to the "
	    "young\".", "useless", "harmful" },
	{ AB_CONFLICT_WORDING, "\"Our patience with the owners of this mine has ended,\" the union "
	    "said.", "patience", "alliance" },
};

static const char around_a[] = "Published 2031-05-05\n\nThe river rose again over night in "
    "the north of the country.\n";
static const char around_b[] = "Published 2031-05-05\n\nSnow melting in the hills may bring "
    "more water soon.\n";

/* Conflicts of the kind between two articles that have a sentence each; and all of them. */
static size_t
conflicts_between(const char *a, const char *b, enum ab_conflict_kind kind, size_t *all)
{
	struct ab_arena arena = { 0 };
	const ab_str texts[] = { ab_format(&arena, "%s%s\n", around_a, a),
		ab_format(&arena, "%s%s\n", around_b, b) };
	struct linked l;
	size_t found = 0;

	link_texts(&l, texts, 2, false);
	const struct ab_pairing *p = ab_links_between(l.links, 0, 1);
	for (size_t i = 0; i < p->conflicts; i++)
		found += p->conflict[i].kind == kind;
	*all = p->conflicts;
	unlink_texts(&l);
	ab_arena_free(&arena);
	return found;
}

Test(links, planted_changes_are_found)
{
	size_t found[AB_CONFLICT_COUNT] = { 0 }, all[AB_CONFLICT_COUNT] = { 0 }, other;

	for (size_t i = 0; i < AB_LEN(planted); i++) {
		const struct planted *p = &planted[i];
		const char *at = strstr(p->sentence, p->was);
		struct ab_arena arena = { 0 };
		cr_assert(at, "%s", p->sentence);
		ab_str changed = ab_format(&arena, "%.*s%s%s", (int)(at - p->sentence), p->sentence,
		    p->is, at + strlen(p->was));
		size_t n = conflicts_between(p->sentence, changed.ptr, p->kind, &other);
		found[p->kind] += n == 1;
		all[p->kind]++;
		if (n != 1)
			cr_log_info("%zu conflicts: %s", n, changed.ptr);
		cr_expect_eq(conflicts_between(p->sentence, p->sentence, p->kind, &other), 0);
		cr_expect_eq(other, 0, "invented: %s", p->sentence);
		ab_arena_free(&arena);
	}
	for (size_t k = 0; k < AB_CONFLICT_COUNT; k++)
		cr_expect(100 * found[k] >= 85 * all[k], "%s: %zu of %zu",
		    ab_conflict_name((enum ab_conflict_kind)k),
		    found[k], all[k]);
}

/* Said in other words and no disagreement; and disagreements that no change of one word plants. */
Test(links, what_agrees_and_what_does_not)
{
	static const struct {
		enum ab_conflict_kind kind; size_t count; const char *a, *b;
	} rows[] = {
		{ AB_CONFLICT_NUMBER, 0,
		    "About 8,000 people marched through Velmark on the eve of the vote.",
		  "8,000 people marched through Velmark on the eve of the vote." },
		{ AB_CONFLICT_NUMBER, 0,
		    "7,938 people marched through Velmark on the eve of the vote.",
		  "8,000 people marched through Velmark on the eve of the vote." },
		{ AB_CONFLICT_NUMBER, 0, "More than 40 boats sank in the storm off Velmark.",
		  "A total of 43 boats sank in the storm off Velmark." },
		{ AB_CONFLICT_NUMBER, 0, "A dozen boats sank in the storm off Velmark.",
		  "Twelve boats sank in the storm off Velmark." },
		{ AB_CONFLICT_DATE, 0,
		    "The bridge over the Tarn was closed on Monday after cracks were found.",
		  "The bridge over the Tarn was closed on 5 May after cracks were found." },
		{ AB_CONFLICT_SOURCE, 0,
		    "\"The dam will hold for another winter,\" Ada Lindqvist said.",
		  "\"The dam will hold for another winter,\" Lindqvist told reporters." },
		{ AB_CONFLICT_SOURCE, 0,
		    "\"The dam will hold for another winter,\" a ministry spokeswoman said.",
		  "\"The dam will hold for another winter,\" said the spokesman." },
		{ AB_CONFLICT_SOURCE, 0,
		    "\"The dam will hold for another winter,\" a union member said.",
		  "\"The dam will hold for another winter,\" Ada Lindqvist said." },
		{ AB_CONFLICT_SOURCE, 0, "\"The dam will hold,\" Ada Lindqvist said on the dike.",
		  "\"The dam will hold,\" said in a statement by the ministry." },
		{ AB_CONFLICT_NUMBER, 0,
		    "The dam has 40 gates in the old wall and 12 gates in the new wall.",
		  "The dam has 30 gates in the new wall of the dam." },
		{ AB_CONFLICT_WORDING, 0,
		  "\"Old pumps cannot run the Velmark 10 spring update of the dam,\" the "
		      "text says.",
		  "\"Pumps of the dam wait for the Velmark 10 winter update until May,\" the "
		      "text says." },
		{ AB_CONFLICT_SOURCE, 1,
		    "\"In our common view, the dam will hold for another winter,\" the text says.",
		  "\"In her view, the dam will hold for another winter,\" the text says." },
		{ AB_CONFLICT_ACTOR, 1,
		    "A boycott of the regatta was announced by the Velmark Rowing Union.",
		  "The boycott of the regatta, announced by Ada Lindqvist, begins soon." },
		{ AB_CONFLICT_REASON, 1,
		    "Velmark imposed a fine on the shipyard over the oil spill.",
		  "Velmark imposed a fine on the shipyard because of unpaid taxes." },
		{ AB_CONFLICT_TITLE, 1,
		    "President Ada Lindqvist opened the new bridge over the Tarn.",
		  "Former president Ada Lindqvist opened the new bridge over the Tarn." },
	};

	for (size_t i = 0; i < AB_LEN(rows); i++) {
		size_t all, n = conflicts_between(rows[i].a, rows[i].b, rows[i].kind, &all);
		cr_expect_eq(n, rows[i].count, "%zu of kind %s: %s", n,
		    ab_conflict_name(rows[i].kind), rows[i].b);
		cr_expect_eq(all, rows[i].count, "%zu in all: %s", all, rows[i].b);
	}
}
