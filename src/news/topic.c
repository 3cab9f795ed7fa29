/*
 * What the page is about, from its own words alone and so in any language: its
 * small words are the commonest short ones of its prose, its topic the longer
 * ones that come back.
 */
#include "news/page.h"

enum {
	PROBES = 24,      /* then the word counts as one that is there: no
	                   * text can make a search long */
	SMALL_WORDS = 40, /* how many of the commonest short words are a page's small words */
	REACH = 4,        /* lines above and below that a line is compared with */
	TITLE_ABOVE = 40, TITLE_INTO = 3, /* lines around the start of the main
	                                   * block where a headline is */
	TITLE_LEAST = 3, TITLE_MOST = 30, /* words */
};

/* Where a word is or belongs. Words are numbered from 1 as they come, so that what is known of
 * them stands close together however large the table is. */
struct slot { uint32_t hash, number; };

static struct slot *
find_slot(struct slot *slots, size_t mask, uint32_t hash)
{
	size_t i = (hash * 2654435761u >> 5) & mask;

	for (int n = 0; n < PROBES && slots[i].number && slots[i].hash != hash; n++)
		i = (i + 1) & mask;
	return &slots[i];
}

static void
number_words(struct ab_page *page, struct ab_arena *scratch)
{
	AB_LIST(struct ab_word) words = { 0 };
	size_t room = 64;

	while (room < page->tokens.count + page->tokens.count / 2)
		room *= 2;
	struct slot *slots = AB_NEW(scratch, struct slot, room);
	for (size_t i = 0; i < page->tokens.count; i++) {
		struct ab_token *t = &page->tokens.at[i];
		struct slot *slot = find_slot(slots, room - 1, t->word);
		if (!slot->number) {
			AB_PUSH(scratch, &words, ((struct ab_word){ 0 }));
			*slot = (struct slot){ t->word, (uint32_t)words.count };
		}
		t->word = slot->number - 1;
	}
	page->word = words.at;
	page->word_count = words.count;
}

static struct ab_token *
tokens_of(const struct ab_page *page, size_t i)
{
	size_t first = page->at[i].facts.first_token;

	return first ? page->tokens.at + first : page->tokens.at; /* a page may have none at all */
}

static void
count_small(struct ab_page *page)
{
	for (size_t i = 0; i < page->count; i++) {
		const struct ab_token *t = tokens_of(page, i);
		for (size_t k = 0; page->at[i].prose > 0 && k < page->at[i].facts.token_count; k++)
			page->word[t[k].word].small += t[k].is_short;
	}
}

static void
choose_small(struct ab_page *page)
{
	struct ab_word *best[SMALL_WORDS] = { 0 };

	for (size_t i = 0; i < page->word_count; i++) {
		struct ab_word *w = &page->word[i];
		if (w->small < 2 || (best[SMALL_WORDS - 1]
		    && w->small <= best[SMALL_WORDS - 1]->small))
			continue;
		size_t k = SMALL_WORDS - 1;
		for (; k > 0 && (!best[k - 1] || best[k - 1]->small < w->small); k--)
			best[k] = best[k - 1];
		best[k] = w;
	}
	for (size_t k = 0; k < SMALL_WORDS && best[k]; k++)
		best[k]->is_small = true;
}

void
ab_page_find_words(struct ab_page *page, struct ab_arena *scratch)
{
	double own = 0;

	number_words(page, scratch);
	count_small(page);
	choose_small(page);
	for (size_t i = 0; i < page->count; i++) {
		struct ab_place *p = &page->at[i];
		const struct ab_token *t = tokens_of(page, i);
		size_t n = 0;
		for (size_t k = 0; k < p->facts.token_count; k++)
			n += t[k].is_short && page->word[t[k].word].is_small;
		p->own = p->facts.token_count ? (float)n / (float)p->facts.token_count : 0;
		own += p->own * p->facts.value[AB_F_WORDS];
	}
	page->own = page->words > 0 ? (float)(own / page->words) : 0;
}

/* From here on the tokens of a line are its content words, each once. */
static void
keep_content(struct ab_page *page)
{
	for (size_t i = 0; i < page->count; i++) {
		struct ab_facts *facts = &page->at[i].facts;
		struct ab_token *t = tokens_of(page, i);
		size_t kept = 0;
		for (size_t k = 0; k < facts->token_count; k++) {
			struct ab_word *w = &page->word[t[k].word];
			if (!t[k].is_content || w->is_small || w->seen == i + 1)
				continue;
			w->seen = (uint32_t)(i + 1);
			t[kept++] = t[k];
		}
		facts->token_count = kept;
	}
}

#define EACH_CONTENT_WORD(page, i, w) \
	for (size_t k_ = 0; k_ < (page)->at[i].facts.token_count; k_++) \
		for (struct ab_word *w = &(page)->word[tokens_of(page, i)[k_].word]; w; w = NULL)

static bool
is_topic(const struct ab_page *page, size_t i)
{
	const struct ab_segment *s = &page->segment[AB_TOPIC_PRICE];

	return page->at[i].prose > 0 && i >= s->first && i <= s->last;
}

static void
count_lines(struct ab_page *page)
{
	for (size_t i = 0; i < page->count; i++) {
		bool prose = page->at[i].prose > 0, topic = is_topic(page, i);
		EACH_CONTENT_WORD(page, i, w) {
			w->lines++;
			w->prose_lines += prose;
			w->topic_lines += topic;
		}
	}
}

/* Shares of a line's words that other lines have: near above, in prose, in the main block. */
static void
share_above(struct ab_page *page, size_t i, uint32_t rank)
{
	struct ab_place *p = &page->at[i];
	uint32_t prose = p->prose > 0, topic = is_topic(page, i);
	float words = 0, above = 0, given = 0, overlap = 0, rarity = 0;

	EACH_CONTENT_WORD(page, i, w) {
		words++;
		above += w->last && rank - w->last < REACH;
		given += w->prose_lines > prose;
		overlap += w->topic_lines > topic;
		rarity += 1 / (float)w->lines;
		w->last = rank + 1;
	}
	bool any = words > 0;
	p->above = any ? above / words : -1;
	p->given = any ? given / words : -1;
	p->overlap = any ? overlap / words : -1;
	p->rarity = any ? rarity / words : -1;
	p->overlap_count = overlap;
}

static void
share_below(struct ab_page *page, size_t i, uint32_t rank)
{
	float words = 0, below = 0;

	EACH_CONTENT_WORD(page, i, w) {
		words++;
		below += w->last && rank - w->last < REACH;
		w->last = rank + 1;
	}
	page->at[i].below = words > 0 ? below / words : -1;
}

static void
share_words(struct ab_page *page)
{
	uint32_t rank = 0;

	for (size_t i = 0; i < page->count; i++) {
		share_above(page, i, rank);
		rank += page->at[i].above >= 0;
	}
	for (size_t i = 0; i < page->word_count; i++)
		page->word[i].last = 0;
	rank = 0;
	for (size_t i = page->count; i-- > 0;) {
		share_below(page, i, rank);
		rank += page->at[i].below >= 0;
	}
}

static float
title_score(const struct ab_page *page, size_t i)
{
	const struct ab_place *p = &page->at[i];
	const float *v = p->facts.value;
	size_t start = page->segment[AB_TOPIC_PRICE].first;
	float above = start > i ? (float)(start - i) : 0;
	float words = v[AB_F_WORDS] < 6 ? v[AB_F_WORDS] : 6;

	if (v[AB_F_WORDS] < TITLE_LEAST || v[AB_F_WORDS] > TITLE_MOST || p->overlap < 0
	    || is_topic(page, i) || v[AB_F_CUE_DATE] > 0)
		return -9;
	return p->overlap * words - .02f * above - .8f * v[AB_F_ENDS] - (v[AB_F_CUES] > 0 ? 1 : 0);
}

static void
find_title(struct ab_page *page)
{
	size_t start = page->segment[AB_TOPIC_PRICE].first;
	float title_words = 0;

	page->title = page->count;
	page->title_score = -3;
	for (size_t i = start > TITLE_ABOVE ? start - TITLE_ABOVE : 0;
	    i < page->count && i <= start + TITLE_INTO; i++) {
		float score = title_score(page, i);
		if (score > page->title_score)
			page->title_score = score, page->title = i;
	}
	if (page->title == page->count)
		return;
	EACH_CONTENT_WORD(page, page->title, w)
		w->in_title = true, title_words++;
	for (size_t i = 0; i < page->count; i++) {
		float words = 0, common = 0;
		EACH_CONTENT_WORD(page, i, w)
			words++, common += w->in_title;
		page->at[i].title_in = title_words > 0 ? common / title_words : 0;
		page->at[i].in_title = words > 0 ? common / words : 0;
	}
}

void
ab_page_find_topic(struct ab_page *page)
{
	double sum = 0;
	size_t n = 0;

	keep_content(page);
	count_lines(page);
	share_words(page);
	for (size_t i = 0; i < page->count; i++)
		if (is_topic(page, i))
			sum += page->at[i].overlap, n++;
	page->overlap_mean = n ? (float)(sum / (double)n) : 0;
	find_title(page);
}
