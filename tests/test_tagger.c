#include <criterion/criterion.h>

#include "news/learned.h"
#include "news/network.h"
#include "tests/known.h"

/* ---- the model file ---- */

Test(tagger, bilou_tags_make_whole_names)
{
	int per = ab_bilou(AB_ENTITY_PER, AB_BILOU_BEGIN), in = ab_bilou(AB_ENTITY_PER,
	    AB_BILOU_INSIDE);
	int last = ab_bilou(AB_ENTITY_PER, AB_BILOU_LAST), unit = ab_bilou(AB_ENTITY_LOC,
	    AB_BILOU_UNIT);
	int other = ab_bilou(AB_ENTITY_LOC, AB_BILOU_LAST);
	size_t allowed = 0;

	cr_expect(ab_bilou_follows(per, in) && ab_bilou_follows(in, last) && ab_bilou_follows(last,
	    unit));
	cr_expect(!ab_bilou_follows(per, AB_BILOU_OUT) && !ab_bilou_follows(AB_BILOU_OUT, in));
	cr_expect(!ab_bilou_follows(per, other) && !ab_bilou_follows(per, unit));
	for (int a = 0; a < AB_BILOU_COUNT; a++)
		for (int b = 0; b < AB_BILOU_COUNT; b++)
			allowed += ab_bilou_follows(a, b);
	/* from 9 closed tags to 9 that begin or are none; from each of 8 open ones to 2 */
	cr_expect_eq(allowed, 9 * 9 + 8 * 2);
}

Test(tagger, a_damaged_model_is_refused)
{
	ab_str whole = AB_STR(AB_MODEL_MAGIC "\1\0\0\0");
	struct ab_model model;

	for (size_t len = 0; len <= whole.len; len++)
		cr_expect_not(ab_model_open((ab_str){ whole.ptr, len }, &model), "%zu bytes", len);
	char sizes[sizeof(AB_MODEL_MAGIC) + 4 * AB_PART_COUNT + 64];
	memset(sizes, 0xFF, sizeof(sizes));
	memcpy(sizes, AB_MODEL_MAGIC, strlen(AB_MODEL_MAGIC));
	cr_expect_not(ab_model_open((ab_str){ sizes, sizeof(sizes) }, &model));
	memset(sizes + strlen(AB_MODEL_MAGIC), 0, sizeof(sizes) - strlen(AB_MODEL_MAGIC));
	cr_expect_not(ab_model_open((ab_str){ sizes, sizeof(sizes) }, &model));
}

Test(tagger, the_model_is_used_where_it_lies)
{
	const struct ab_model *model = ab_knowledge_names(known());
	uint32_t the = AB_WORD_HASH, none = AB_WORD_HASH;

	for (const char *p = "the"; *p; p++)
		the = ab_word_hash(the, (uint32_t)*p);
	for (const char *p = "qvrtzxl"; *p; p++)
		none = ab_word_hash(none, (uint32_t)*p);
	cr_expect_eq(ab_model_word(model, the), 0, "the commonest word comes first");
	cr_expect_eq(ab_model_word(model, none), AB_NO_WORD);
	cr_expect(ab_model_lists(model, ab_model_hash(0, 0, the, 0)) == 0);
}

/* ---- the tags ---- */

static struct ab_passage
read_page(struct ab_arena *arena, ab_str text)
{
	struct ab_sentences at;
	struct ab_lines *lines = AB_NEW(arena, struct ab_lines, 1);
	struct ab_passage page = ab_passage_new(arena, text);

	*lines = ab_lines_split(arena, text);
	ab_sentences_begin(&at, text, lines, ab_knowledge_gazetteer(known()));
	ab_passage_read(&page, &at);
	return page;
}

static void
expect_tags(const char *text, const char *want)
{
	struct ab_arena arena = { 0 };
	struct ab_passage page = read_page(&arena, ab_str_c(text));
	uint8_t *tags = AB_NEW(&arena, uint8_t, page.count + 1);
	ab_str got = AB_STR("");

	ab_learned_tag(ab_learned_new(&arena, ab_knowledge_names(known()), &page), &page, tags);
	for (size_t i = 0; i < page.count; i++)
		got = tags[i] ? ab_format(&arena, "%.*s %c%s", (int)got.len, got.ptr,
		    "BILU"[ab_bilou_place(tags[i])],
		    ab_entity_name(ab_bilou_type(tags[i]))) : ab_format(&arena, "%.*s .",
		    (int)got.len, got.ptr);
	got = ab_str_trim(got);
	cr_expect(ab_str_eq(got, ab_str_c(want)), "%s\n got  %.*s\n want %s", text, (int)got.len,
	    got.ptr, want);
	ab_arena_free(&arena);
}

Test(tagger, tags)
{
	expect_tags("", "");
	expect_tags("the rain fell all day", ". . . . .");
	expect_tags("Mayor Ada Lindqvist spoke in Ottawa.", ". BPER LPER . . ULOC .");
	expect_tags("She studied at the University of Oldport in Norway.",
	    ". . . . BORG IORG LORG . ULOC .");
	expect_tags("Shares of Vinterby Holdings Ltd. fell on Monday.",
	    ". . BORG IORG LORG . . . .");
}

/* The words beside a name that is met again tell of it. */
Test(tagger, the_page_is_seen_as_a_whole)
{
	struct ab_arena arena = { 0 };
	struct ab_passage page = read_page(&arena,
	    AB_STR("Brook fell. He saw a brook. Brook rose."));
	struct ab_term *words = AB_NEW(&arena, struct ab_term, page.count);

	ab_terms_read(ab_knowledge_names(known()), &page, ab_places_new(&arena, page.count),
	    words);
	cr_assert_eq(page.count, 11);
	cr_expect(words[0].capital && words[0].lowered && words[0].first == 1
	    && words[0].next == 9);
	cr_expect(words[8].lowered && words[8].next == 0);
	cr_expect(!words[3].lowered && !words[6].capital);
	ab_arena_free(&arena);
}

/* Tags are the same whatever stood in the buffers before, and always make whole names. */
Test(tagger, promises_hold_for_any_text)
{
	static const char *const pieces[] = { "Ada ", "Lima", "U.S. ", "van ", "-", "'s ", ". ",
	    "of ", "the ", "\n",
		"Ministry ", "ÉÉ ", "Минск ", "日本", "\xcc\x81", "5", "SHOUT ", "said ", ", ",
		"http://x.y ", " " };
	unsigned seed = 5;

	for (int round = 0; round < 200; round++) {
		struct ab_arena arena = { 0 };
		char text[400] = "";
		for (size_t n = 0; n < 24; n++) {
			seed = seed * 1103515245u + 12345u;
			strcat(text, pieces[(seed >> 16) % AB_LEN(pieces)]);
		}
		struct ab_passage page = read_page(&arena, ab_str_c(text));
		uint8_t *tags = AB_NEW(&arena, uint8_t, page.count + 1), *again = AB_NEW(&arena,
		    uint8_t, page.count + 1);
		struct ab_learned *learned = ab_learned_new(&arena, ab_knowledge_names(known()),
		    &page);
		ab_learned_tag(learned, &page, tags);
		ab_learned_tag(learned, &page, again);
		cr_expect_arr_eq(tags, again, page.count);
		for (size_t s = 0, i = 0; s < page.sentences; s++)
			for (int last = AB_BILOU_OUT; i <= page.ends[s]; i++) {
				int next = i < page.ends[s] ? tags[i] : AB_BILOU_OUT;
				cr_assert(next < AB_BILOU_COUNT && ab_bilou_follows(last, next),
				    "%s", text);
				last = next;
				if (i == page.ends[s])
					break;
			}
		ab_arena_free(&arena);
	}
}

/* No place has more features than there is room for, however much is known of it. */
Test(tagger, features_have_room)
{
	struct ab_term words[9] = { { .form = 0 } };
	struct ab_clues features;

	for (size_t i = 0; i < AB_LEN(words); i++)
		words[i] = (struct ab_term){ .form = 1, .lower = 1, .prefix = { 1, 1, 1, 1 },
		    .suffix = { 1, 1, 1, 1 },
			.lists = 0xFFFF, .classes = 0xFFFFFF, .within = 1, .capital = true,
			    .first = 1,
			.next = i + 1 < AB_LEN(words) ? (uint32_t)i + 2 : 0 };
	ab_clues_at(words, AB_LEN(words), 0, AB_LEN(words), 4, &features);
	cr_expect_gt(features.count, 100);
	cr_expect_leq(features.count, AB_CLUES_MAX);
	cr_expect(features.lexical < features.context && features.context < features.count);
}

/* Pages are of whole sentences and bounded, and miss nothing. */
Test(tagger, long_articles_come_in_pages)
{
	struct ab_arena arena = { 0 };
	size_t count = 30000, seen = 0, pages = 0;
	char *text = ab_alloc(&arena, count, 4);

	for (size_t i = 0; i < count; i++)
		memcpy(text + 4 * i, i % 10 == 9 ? "end." : "Ada ", 4);
	struct ab_lines lines = ab_lines_split(&arena, (ab_str){ text, 4 * count });
	struct ab_passage page = ab_passage_new(&arena, (ab_str){ text, 4 * count });
	struct ab_sentences at;
	ab_sentences_begin(&at, page.text, &lines, ab_knowledge_gazetteer(known()));
	for (; ab_passage_read(&page, &at); pages++) {
		cr_assert_leq(page.count, AB_PASSAGE_TOKENS);
		cr_assert_eq(page.ends[page.sentences - 1], page.count);
		seen += page.count;
	}
	cr_expect(pages > 1 && seen > count, "%zu tokens in %zu pages", seen, pages);
	ab_arena_free(&arena);
}

/* What is not English among what is stays unmarked. */
Test(tagger, foreign_sentences_have_no_names)
{
	expect_tags("Der Verein stellte gestern seinen neuen Haushalt vor, während draußen viele "
	    "Bürger warteten.", ". . . . . . . . . . . . . . .");
}
