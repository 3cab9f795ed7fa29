#include "news/title.h"

enum {
	ABOVE = 40,     /* non-blank lines above the prose where a headline may stand */
	BELOW = 3,      /* lines into the prose where one may */
	FEW = 3,        /* lines above the prose: fewer are no page around it */
	SHORTEST = 3, LONGEST = 30, /* words */
	ENOUGH = 6,     /* shared words beyond this prove nothing more */
	WORDS_OF_PROSE = 3000, /* what comes later says little of the headline */
};

/* The content words of the prose: a set by hash, wrong now and then, never large. */
struct subject { unsigned char bit[8192]; size_t words; };

static void
remember(uint32_t word, void *data)
{
	struct subject *subject = data;

	subject->bit[word >> 3 & 8191] |= (unsigned char)(1u << (word & 7));
	subject->words++;
}

struct overlap { const struct subject *subject; size_t shared, words; };

static void
compare(uint32_t word, void *data)
{
	struct overlap *o = data;

	o->shared += o->subject->bit[word >> 3 & 8191] >> (word & 7) & 1;
	o->words++;
}

static double
score(const struct ab_measure *m, const struct subject *subject, size_t distance)
{
	struct overlap o = { subject, 0, 0 };

	ab_content_words(m->text, compare, &o);
	if (o.shared < 2 && 2 * o.shared < o.words)
		return 0;
	double share = (double)o.shared / (double)(o.words ? o.words : 1);
	return share * (double)(o.words < ENOUGH ? o.words : ENOUGH) - .02 * (double)distance
	    - (m->ends ? .8 : 0) - (m->label != AB_LABEL_NONE ? 1 : 0);
}

static bool
may_be_title(const struct ab_lines *lines, const struct ab_measure *all, size_t i)
{
	const struct ab_measure *m = &all[i];

	return lines->at[i].kind != AB_KIND_CAPTION && m->words >= SHORTEST && m->words <= LONGEST && m->part.end == 0
	    && (m->label == AB_LABEL_NONE || m->label == AB_LABEL_CUE)
	    && (!m->ends || strchr("?!", m->text.ptr[m->text.len - 1]));
}

size_t
ab_title_find(const struct ab_lines *lines, const struct ab_measure *m, size_t first,
    size_t last)
{
	struct subject subject = { { 0 }, 0 };
	size_t best = lines->count, at = first, distance = 0;
	double most = .5;

	for (size_t i = first; i <= last && i < lines->count && subject.words < WORDS_OF_PROSE; i++)
		if (ab_prose(&m[i]))
			ab_content_words((ab_str){ m[i].text.ptr,
			    m[i].text.len < 20000 ? m[i].text.len : 0 }, remember, &subject);
	for (size_t below = 0; at < last && below < BELOW; at++)
		below += m[at].text.len > 0;
	/* A text that has hardly anything above its prose has its headline there. */
	size_t above = 0, only = lines->count;
	for (size_t i = first; i-- > 0 && above < FEW;)
		if (m[i].text.len > 0 && ++above && may_be_title(lines, m, i))
			only = i;
	if (above < FEW)
		best = only;
	for (size_t i = at + 1; i-- > 0 && distance < ABOVE + BELOW;) {
		if (m[i].text.len == 0)
			continue;
		distance++;
		if (!may_be_title(lines, m, i))
			continue;
		double s = score(&m[i], &subject, distance);
		if (s > most)
			most = s, best = i;
	}
	return best;
}

ab_str
ab_title_trim(ab_str headline)
{
	static const char *const separators[] = { " | ", " \xe2\x80\x94 ", " \xe2\x80\x93 ", " - ", " :: " };

	for (size_t k = 0; k < AB_LEN(separators); k++) {
		ab_str mark = ab_str_c(separators[k]);
		for (size_t i = headline.len; i-- > headline.len / 2;) {
			ab_str tail = ab_str_skip(headline, i);
			if (ab_str_starts(tail, mark))
				return ab_str_trim((ab_str){ headline.ptr, i });
		}
	}
	return headline;
}
