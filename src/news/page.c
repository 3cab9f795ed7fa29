#include "news/page.h"

#include "news/forms.h"

enum {
	SENTENCE = 8,   /* words: a shorter line is no prose even if it ends like a sentence */
	PARAGRAPH = 25, /* words: a line as long as this is prose however it ends */
	SHORT = 3,      /* words: a line of a menu */
	LONG = 12,
	CLEAR = 20,     /* words of prose that make a line one of the page's long lines */
	HEADING = 8,    /* words of a heading at most */
	DATE_LINE = 14,
	FAR = 60,       /* lines: farther than this is far */
	REPEAT_MOST = 5,
};

static float
prose_of(const struct ab_facts *facts)
{
	const float *v = facts->value;
	bool prose = (v[AB_F_ENDS] > 0 && v[AB_F_WORDS] >= SENTENCE) || v[AB_F_WORDS] >= PARAGRAPH;

	return prose ? v[AB_F_WORDS] * (v[AB_F_CUES] > 0 ? .5f : 1) : 0;
}

static void
read_lines(struct ab_page *page, struct ab_arena *scratch, ab_str text,
    const struct ab_lines *lines, size_t first, size_t count)
{
	size_t blanks = 0;
	bool gap = false;

	for (size_t i = first; i < first + count; i++)
		blanks += lines->at[i].kind == AB_KIND_BLANK;
	page->at = AB_NEW(scratch, struct ab_place, count - blanks);
	for (size_t i = first; i < first + count; i++) {
		ab_str line = ab_str_trim(ab_slice(text, lines->at[i].at));
		if (line.len == 0) {
			if (page->count)
				page->at[page->count - 1].gap_below = true;
			gap = true;
			continue;
		}
		struct ab_place *p = &page->at[page->count++];
		p->line = i;
		p->gap_above = gap;
		gap = false;
		ab_facts_find(&p->facts, scratch, &page->tokens, line);
		p->prose = prose_of(&p->facts);
	}
	page->blanks = count ? (float)blanks / (float)count : 0;
}

static void
measure(struct ab_page *page)
{
	double words = 0, prose = 0, sum = 0, by_length[256] = { 0 };

	for (size_t i = 0; i < page->count; i++) {
		float u = page->at[i].facts.value[AB_F_WORDS], w = page->at[i].prose;
		words += u;
		prose += w;
		page->longest = u > page->longest ? u : page->longest;
		page->long_lines += w >= CLEAR;
		by_length[w < 255 ? (int)w : 255] += w;
	}
	page->words = (float)words;
	page->prose = (float)prose;
	page->median = 1;
	for (int k = 1; k < 256 && sum < prose / 2; k++)
		sum += by_length[k], page->median = (float)k;
}

static void
count_repeats(struct ab_page *page, struct ab_arena *scratch)
{
	struct ab_forms lines = { .arena = scratch };

	for (size_t i = 0; i < page->count; i++) {
		struct ab_form *form = ab_forms_add(&lines, page->at[i].facts.hash);
		if (form && form->value[0] < REPEAT_MOST)
			form->value[0]++;
	}
	for (size_t i = 0; i < page->count; i++) {
		const struct ab_form *form = ab_forms_find(&lines, page->at[i].facts.hash);
		page->at[i].repeats = form ? (float)form->value[0] : 1;
	}
}

static bool
has_cue(const struct ab_place *p, unsigned cues)
{
	return p->facts.cues & cues;
}

static bool
is_opener(const struct ab_place *p)
{
	return p->facts.value[AB_F_WORDS] <= HEADING
	    && has_cue(p, 1u << AB_CUE_RELATED | 1u << AB_CUE_TREND | 1u << AB_CUE_COMMENT
	    | 1u << AB_CUE_TAGS);
}

static bool
is_marked(const struct ab_place *p, enum ab_mark mark)
{
	switch (mark) {
	case AB_MARK_PROSE:
		return p->prose >= LONG;
	case AB_MARK_OPENER:
		return is_opener(p);
	case AB_MARK_COMMENTS:
		return has_cue(p, 1u << AB_CUE_COMMENT) && p->facts.value[AB_F_WORDS] <= HEADING;
	case AB_MARK_LEGAL:
		return has_cue(p, 1u << AB_CUE_LEGAL);
	case AB_MARK_DATE:
		return has_cue(p, 1u << AB_CUE_DATE) && p->facts.value[AB_F_WORDS] < DATE_LINE;
	default:
		return has_cue(p, 1u << AB_CUE_BYLINE);
	}
}

static void
count_since_marks(struct ab_page *page)
{
	for (enum ab_mark mark = 0; mark < AB_MARK_COUNT; mark++) {
		uint16_t far = FAR;
		for (size_t i = 0; i < page->count; i++) {
			page->at[i].since[mark] = far;
			far = is_marked(&page->at[i], mark) ? 1 : far < FAR ? far + 1 : FAR;
		}
		far = FAR;
		for (size_t i = page->count; i-- > 0;) {
			page->at[i].until[mark] = far;
			far = is_marked(&page->at[i], mark) ? 1 : far < FAR ? far + 1 : FAR;
		}
	}
	float prose = 600, replies = 0;
	for (size_t i = 0; i < page->count; i++) {
		struct ab_place *p = &page->at[i];
		p->prose_since_opener = prose < 600 ? prose : 600;
		prose = is_opener(p) ? 0 : prose + p->prose;
		p->replies = replies += has_cue(p, 1u << AB_CUE_REPLY);
	}
}

static float
column(const struct ab_page *page, size_t i, enum ab_column c)
{
	const struct ab_place *p = &page->at[i];
	const float *v = p->facts.value;
	float length = v[AB_F_WORDS] < 40 ? v[AB_F_WORDS] : 40;

	switch (c) {
	case AB_COL_WORDS: return v[AB_F_WORDS];
	case AB_COL_PROSE: return p->prose;
	case AB_COL_ENDS: return v[AB_F_ENDS];
	case AB_COL_CUES: return v[AB_F_CUES];
	case AB_COL_SHORT: return v[AB_F_WORDS] <= SHORT;
	case AB_COL_CHANGES:
		return i && (v[AB_F_WORDS] >= LONG) != (p[-1].facts.value[AB_F_WORDS] >= LONG);
	case AB_COL_LENGTH: return length;
	case AB_COL_LENGTH_2: return length * length;
	case AB_COL_OWN: return p->own;
	case AB_COL_ELLIPSIS: return v[AB_F_ELLIPSIS];
	case AB_COL_GLUED: return v[AB_F_GLUED];
	case AB_COL_DATES: return v[AB_F_CUE_DATE];
	case AB_COL_CUED: return v[AB_F_CUES] > 0;
	default: return p->above > 0 ? p->above : 0;
	}
}

static void
sum_up(struct ab_page *page, struct ab_arena *scratch)
{
	for (enum ab_column c = 0; c < AB_COL_COUNT; c++) {
		page->sums[c] = AB_NEW(scratch, double, page->count + 1);
		for (size_t i = 0; i < page->count; i++)
			page->sums[c][i + 1] = page->sums[c][i] + column(page, i, c);
	}
}

void
ab_page_read(struct ab_page *page, struct ab_arena *scratch, ab_str text,
    const struct ab_lines *lines, size_t first, size_t count)
{
	*page = (struct ab_page){ 0 };
	read_lines(page, scratch, text, lines, first, count);
	measure(page);
	ab_page_find_words(page, scratch);
	ab_page_find_segments(page);
	ab_page_find_topic(page);
	ab_page_find_runs(page, scratch);
	count_repeats(page, scratch);
	count_since_marks(page);
	sum_up(page, scratch);
}
