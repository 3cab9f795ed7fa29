#include "news/learned.h"

#include "base/wide.h"
#include "know/gazetteer.h"
#include "news/network.h"

/* Out of reach for the sum of a sentence's scores. */
enum { NEVER = -(1 << 30) };

/* Tags in a row: some more than there are, so that compilers can take several at once. */
enum { TAGS = (AB_BILOU_COUNT + 7) / 8 * 8 };

struct ab_learned {
	const struct ab_model *model;
	struct ab_places index;
	struct ab_term *words;
	int32_t steps[AB_BILOU_COUNT][TAGS]; /* [tag][next]; NEVER where it may not follow */
	int32_t scores[AB_SENTENCE_MAX][TAGS];
	int32_t from[AB_SENTENCE_MAX][TAGS]; /* the best tag before this one */
};

struct ab_learned *
ab_learned_new(struct ab_arena *arena, const struct ab_model *model, const struct ab_passage *page)
{
	struct ab_learned *tagger = AB_NEW(arena, struct ab_learned, 1);

	tagger->model = model;
	for (int tag = 0; tag < AB_BILOU_COUNT; tag++)
		for (int next = 0; next < TAGS; next++)
			tagger->steps[tag][next] = next < AB_BILOU_COUNT
			    && ab_bilou_follows(tag, next) ? model->steps[tag][next] : NEVER;
	tagger->index = ab_places_new(arena, page->room);
	tagger->words = AB_NEW(arena, struct ab_term, page->room);
	return tagger;
}

/* Adds up the weights of a word's features; 160 of 8 bits fit into 16. */
_Static_assert(AB_CLUES_MAX * 127 <= INT16_MAX, "sums of weights fit");

static void
score(const struct ab_model *model, const struct ab_clues *features, int32_t out[AB_BILOU_COUNT])
{
	const int8_t *rows[AB_CLUES_MAX];
	int16_t sum[AB_BILOU_COUNT - 1] = { 0 }, last = 0; /* sixteen: what compilers vectorise */
	size_t count = 0;

	for (size_t k = 0; k < features->count; k++)
		ab_model_expect(model, features->at[k]);
	for (size_t k = 0; k < features->count; k++) {
		rows[count] = ab_model_weights(model, features->at[k]);
		count += rows[count] != NULL;
	}
	for (size_t k = 0; k < count; k++)
		__builtin_prefetch(rows[k]);
	for (size_t k = 0; k < count; k++) {
		for (size_t y = 0; y < AB_LEN(sum); y++)
			sum[y] = (int16_t)(sum[y] + rows[k][y]);
		last = (int16_t)(last + rows[k][AB_LEN(sum)]);
	}
	for (size_t y = 0; y < AB_LEN(sum); y++)
		out[y] = sum[y];
	out[AB_LEN(sum)] = last;
}

/* Where O leads by so much, asking the network changed F1 by .001 at most on three development
 * sets; every second question is saved. */
enum { SURE = 250 };

/* Is the word so surely no name that the network need not be asked? */
static bool
is_sure(const int32_t scores[AB_BILOU_COUNT])
{
	int32_t most = INT32_MIN;

	for (int y = AB_BILOU_OUT + 1; y < AB_BILOU_COUNT; y++)
		most = scores[y] > most ? scores[y] : most;
	return scores[AB_BILOU_OUT] > most + SURE;
}

/* Scores of the tags of every word of a sentence. */
static void
score_sentence(struct ab_learned *tagger, size_t count, size_t start, size_t end)
{
	const struct ab_term *words = tagger->words;
	struct ab_clues features;

	for (size_t i = start; i < end; i++) {
		int32_t *scores = tagger->scores[i - start];
		ab_clues_at(words, count, start, end, i, &features);
		score(tagger->model, &features, scores);
		if (tagger->model->net.in && ab_net_cares(words, start, end, i) && !is_sure(scores))
			ab_net_score(tagger->model, words, count, start, end, i, scores);
	}
}

/* The best way to each tag of a word, and its sum. Of equals the first tag counts. */
AB_WIDE static void
step(const int32_t (*restrict steps)[TAGS], const int32_t *restrict before,
    const int32_t *restrict scores, int32_t *restrict best, int32_t *restrict from)
{
	for (size_t y = 0; y < TAGS; y++)
		best[y] = NEVER;
	for (int32_t x = 0; x < AB_BILOU_COUNT; x++)
		for (size_t y = 0; y < TAGS; y++) {
			int32_t sum = before[x] + steps[x][y];
			from[y] = sum > best[y] ? x : from[y];
			best[y] = sum > best[y] ? sum : best[y];
		}
	for (size_t y = 0; y < TAGS; y++)
		best[y] = best[y] > NEVER / 2 ? best[y] + scores[y] : NEVER;
}

static void
decode(struct ab_learned *tagger, size_t count, uint8_t *tags)
{
	int32_t best[2][TAGS];

	for (int y = 0; y < TAGS; y++)
		best[1][y] = y == AB_BILOU_OUT ? 0 : NEVER;
	for (size_t i = 0; i < count; i++)
		step((const int32_t (*)[TAGS])tagger->steps, best[(i + 1) % 2], tagger->scores[i],
		    best[i % 2], tagger->from[i]);
	const int32_t *last = best[(count + 1) % 2];
	uint8_t tag = AB_BILOU_OUT;
	for (int y = 0; y < AB_BILOU_COUNT; y++)
		if (ab_bilou_follows(y, AB_BILOU_OUT) && last[y] > last[tag])
			tag = (uint8_t)y;
	for (size_t i = count; i-- > 0; tag = (uint8_t)tagger->from[i][tag])
		tags[i] = tag;
}

/* Are many of its small words none that English has? In English not one in fifty is. Or are most of
 * its words in another script? */
static bool
is_foreign(const struct ab_term *words, size_t start, size_t end)
{
	size_t small = 0, unknown = 0, letters = 0, beyond = 0;

	for (size_t i = start; i < end; i++) {
		bool counts = words[i].letters && !words[i].capital;
		small += counts;
		unknown += counts && words[i].word == AB_NO_WORD;
		letters += words[i].letters;
		beyond += words[i].beyond;
	}
	return (small >= 4 && unknown * 3 >= small) || beyond * 2 > letters;
}

/* Does the tag say that the word alone can stand for what is named? */
static bool
names_alone(int tag)
{
	return tag && (ab_bilou_place(tag) == AB_BILOU_UNIT
	    || (ab_bilou_place(tag) == AB_BILOU_LAST && ab_bilou_type(tag) == AB_ENTITY_PER));
}

/* A place where the word was not taken for a name, though nothing else stands against it. */
static bool
is_open(const struct ab_term *words, size_t count, const uint8_t *tags, size_t i)
{
	return !tags[i] && words[i].prefix[2] && !(i > 0 && words[i - 1].capital)
	    && !(i + 1 < count && words[i + 1].capital);
}

/* What the gazetteer has for a name and for nothing else is one where nothing stands against it. */
static void
find_known(const struct ab_term *words, size_t count, uint8_t *tags)
{
	for (size_t i = 0; i < count; i++) {
		enum ab_entity_type type = words[i].classes == AB_GAZ_PLACE
		    ? AB_ENTITY_LOC : AB_ENTITY_MISC;
		bool known = words[i].classes == AB_GAZ_PLACE || words[i].classes == AB_GAZ_PEOPLE;
		bool money = i + 1 < count && words[i + 1].form == ab_word_hash(AB_WORD_HASH, '$');
		if (known && words[i].capital && !words[i].lowered && !tags[i] && !money)
			tags[i] = (uint8_t)ab_bilou(type, AB_BILOU_UNIT);
	}
}

/* A name that was found in most of its word's places is found in the others too. */
static void
find_again(const struct ab_term *words, size_t count, uint8_t *tags)
{
	for (size_t i = 0; i < count; i++) {
		size_t found[AB_ENTITY_COUNT] = { 0 }, open = 0;
		enum ab_entity_type best = AB_ENTITY_PER;
		if (words[i].first != i + 1 || words[i].lowered)
			continue;
		for (size_t at = i + 1; at; at = words[at - 1].next) {
			if (names_alone(tags[at - 1]))
				found[ab_bilou_type(tags[at - 1])]++;
			open += is_open(words, count, tags, at - 1);
		}
		for (int t = 0; t < AB_ENTITY_COUNT; t++)
			best = found[t] > found[best] ? (enum ab_entity_type)t : best;
		for (size_t at = found[best] >= open && open ? i + 1
		    : 0; at; at = words[at - 1].next)
			if (is_open(words, count, tags, at - 1))
				tags[at - 1] = (uint8_t)ab_bilou(best, AB_BILOU_UNIT);
	}
}

void
ab_learned_tag(struct ab_learned *tagger, const struct ab_passage *page, uint8_t *tags)
{
	ab_terms_read(tagger->model, page, tagger->index, tagger->words);
	for (size_t s = 0, start = 0; s < page->sentences; start = page->ends[s++]) {
		if (is_foreign(tagger->words, start, page->ends[s])) {
			memset(tags + start, AB_BILOU_OUT, page->ends[s] - start);
			continue;
		}
		score_sentence(tagger, page->count, start, page->ends[s]);
		decode(tagger, page->ends[s] - start, tags + start);
	}
	find_known(tagger->words, page->count, tags);
	find_again(tagger->words, page->count, tags);
}
