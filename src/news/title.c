/*
 * A headline is told from what is around it by many small signs, none sure.
 * Each is a number, its weight says what it is worth, and the line with the
 * largest sum wins: multinomial logit over the lines of a page, D. McFadden,
 * "Conditional logit analysis of qualitative choice behavior", 1974.
 */
#include "news/title.h"

enum {
	ABOVE = 150,    /* lines above the prose where a headline may stand, */
	BELOW = 4,      /* lines into the prose where one may, */
	BEFORE = 60,    /* and lines before */
	AFTER = 6,      /* and after it that are looked at; none of them blank */
	NEAR = BEFORE + ABOVE + BELOW + AFTER,
	SHORTEST = 2, LONGEST = 40, /* words */
	LONGEST_BYTES = 400,
	ENOUGH = 6,     /* shared words beyond this prove nothing more */
	WORDS_OF_PROSE = 3000, /* what comes later says little of the headline */
	LONGEST_PROSE = 20000, /* bytes of a line that is read */
	FAR = 400,      /* lines from the top in which a second copy is looked for */
};

static const float LEAST = .5f; /* a smaller sum is no headline */

#define SIGNS(X) \
	X(SHARE, 1.38)           /* of its words come back in the prose */ \
	X(SHARED, 0.24)          /* how many do */ \
	X(EARLY, 2.73)           /* of them in the first lines of the prose */ \
	X(DISTANCE, -0.63)       /* lines to the prose, as a logarithm */ \
	X(TOUCHES, -0.51)        /* nothing stands between it and the prose */ \
	X(BELOW, -1.94)          /* it stands in the prose */ \
	X(STOP, -2.46)           /* ends as a sentence does, */ \
	X(ASKS, -0.33)           /* or as a question or a cry */ \
	X(COLON, -0.94)          /* ends with a colon */ \
	X(TRAILS, 0.54)          /* is cut off */ \
	X(SHORT, -1.99)          /* fewer than four words */ \
	X(LONG, -0.52)           /* words beyond fourteen */ \
	X(CUE, -0.43)            /* a rule has something against it */ \
	X(SMALL, 0.19)           /* begins with a small letter */ \
	X(DIGIT, 0.91)           /* or a number */ \
	X(PARTS, -0.80)          /* consists of several: " | ", " > ", " / " */ \
	X(SIGNED, 1.33)          /* a byline or a date comes next */ \
	X(DECKED, 0.59)          /* a longer line without a rule does */ \
	X(SIGNED_SOON, 2.63)     /* a byline or a date is among the next five lines, */ \
	X(SIGNED_ABOVE, -0.23)   /* or the six before */ \
	X(LEADS, 1.01)           /* none of the eight lines before is about the same */ \
	X(OPENS, 0.58)           /* nor any of the sixty before */ \
	X(GLUED, -0.27)          /* many words and most with a capital: a menu in a line */ \
	X(FOLLOWED, -0.85)       /* lines about the same among the next six */ \
	X(CAPITALS, 1.57)        /* share of its words with a capital */ \
	X(SPARE, -0.53)          /* words fewer than nine */ \
	X(AFTER_LONG, -0.56)     /* the line before is as long, */ \
	X(AFTER_SHORT, 1.26)     /* or a word or two, */ \
	X(AFTER_RULE, 1.39)      /* or known to a rule */ \
	X(AGAIN, -0.99)          /* comes again on the page, */ \
	X(TAILED, 0.56)          /* or with the outlet's name behind it, */ \
	X(FIRST, 1.15)           /* this one being the first */

#define ENUM(id, weight) SIGN_##id,
#define WEIGHT(id, weight) (float)(weight),
enum { SIGNS(ENUM) SIGN_COUNT };
static const float weights[] = { SIGNS(WEIGHT) };
#undef ENUM
#undef WEIGHT

/* The content words of the prose: a set by hash, wrong now and then, never large. */
struct subject { unsigned char bit[8192]; size_t words; };

struct place {
	const struct ab_lines *lines;
	const struct ab_measure *m;
	struct subject all, early;
	size_t near[NEAR]; /* lines that are not blank, in order */
	bool about[NEAR];  /* what the prose is about */
	size_t count, prose; /* of near; the first line of prose among them */
};

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

static const struct ab_measure *
near(const struct place *p, size_t k)
{
	return k < p->count ? &p->m[p->near[k]] : NULL;
}

static bool
is_known(const struct ab_measure *m)
{
	return m && m->label != AB_LABEL_NONE;
}

static bool
is_byline(const struct ab_measure *m)
{
	return m && m->label == AB_KIND_BYLINE;
}

static void
look_at_words(const struct place *p, const struct ab_measure *m, float *sign)
{
	struct overlap all = { &p->all, 0, 0 }, early = { &p->early, 0, 0 };

	ab_content_words(m->text, compare, &all);
	ab_content_words(m->text, compare, &early);
	if (all.words) {
		sign[SIGN_SHARE] = (float)all.shared / (float)all.words;
		sign[SIGN_EARLY] = (float)early.shared / (float)all.words;
	}
	sign[SIGN_SHARED] = (float)(all.shared < ENOUGH ? all.shared : ENOUGH);
	sign[SIGN_SHORT] = m->words < 4;
	sign[SIGN_LONG] = m->words > 14 ? (float)(m->words - 14) : 0;
}

static bool
asks(const struct ab_measure *m)
{
	return strchr("?!", m->text.ptr[m->text.len - 1]) != NULL;
}

static void
look_at_form(const struct ab_measure *m, float *sign)
{
	static const char *const marks[] = { " | ", " > ", " / ", " \xc2\xbb ", " \xe2\x80\xa2 ",
		"|" };
	char front = *m->text.ptr;

	sign[SIGN_ASKS] = asks(m);
	sign[SIGN_STOP] = m->ends && !asks(m);
	sign[SIGN_COLON] = m->text.ptr[m->text.len - 1] == ':';
	sign[SIGN_TRAILS] = m->trails;
	sign[SIGN_CUE] = m->label != AB_LABEL_NONE;
	sign[SIGN_SMALL] = front >= 'a' && front <= 'z';
	sign[SIGN_DIGIT] = front >= '0' && front <= '9';
	for (size_t i = 0; i < AB_LEN(marks); i++)
		for (size_t at = 0; at < m->text.len && !sign[SIGN_PARTS]; at++)
			sign[SIGN_PARTS] = ab_str_starts(ab_str_skip(m->text, at), ab_str_c(marks[i]));
	size_t capitals = 0;
	for (size_t at = 0; at < m->text.len; at++)
		capitals += m->text.ptr[at] >= 'A' && m->text.ptr[at] <= 'Z'
		    && (at == 0 || m->text.ptr[at - 1] == ' ');
	sign[SIGN_CAPITALS] = (float)capitals / (float)m->words;
	sign[SIGN_GLUED] = m->words > 7 && sign[SIGN_CAPITALS] > .75f;
	sign[SIGN_SPARE] = m->words < 9 ? (float)(9 - m->words) : 0;
}

static void
look_around(const struct place *p, size_t k, float *sign)
{
	const struct ab_measure *m = near(p, k), *up = near(p, k - 1), *down = near(p, k + 1);
	size_t distance = k < p->prose ? p->prose - k : 0;

	sign[SIGN_TOUCHES] = distance == 1;
	sign[SIGN_BELOW] = distance == 0;
	for (; distance > 1; distance /= 2)
		sign[SIGN_DISTANCE] += 1;
	sign[SIGN_SIGNED] = is_byline(down);
	sign[SIGN_DECKED] = down && !is_known(down) && down->words > m->words;
	sign[SIGN_AFTER_LONG] = up && !is_known(up) && up->words >= 4;
	sign[SIGN_AFTER_SHORT] = up && !is_known(up) && up->words < 4;
	sign[SIGN_AFTER_RULE] = is_known(up);
}

static bool
is_about_it(const struct place *p, const struct ab_measure *m)
{
	struct overlap o = { &p->early, 0, 0 };

	if (m->words < 3 || m->words > LONGEST || m->text.len > LONGEST_BYTES || is_known(m))
		return false;
	ab_content_words(m->text, compare, &o);
	return o.shared >= 2 && 5 * o.shared >= 2 * o.words;
}

static void
look_farther(const struct place *p, size_t k, float *sign)
{
	sign[SIGN_LEADS] = sign[SIGN_OPENS] = 1;
	for (size_t n = 1; n <= BEFORE && n <= k; n++) {
		if (n <= 6 && is_byline(near(p, k - n)))
			sign[SIGN_SIGNED_ABOVE] = 1;
		if (p->about[k - n])
			sign[SIGN_OPENS] = 0, sign[SIGN_LEADS] *= n > 8;
	}
	for (size_t n = 1; n <= AFTER && k + n < p->count; n++) {
		if (n < AFTER && is_byline(near(p, k + n)))
			sign[SIGN_SIGNED_SOON] = 1;
		sign[SIGN_FOLLOWED] += .25f * p->about[k + n];
	}
}

static void
look_for_copies(const struct place *p, size_t i, float *sign)
{
	ab_str core = ab_title_trim(p->m[i].text);

	sign[SIGN_FIRST] = 1;
	for (size_t k = 0; k < p->lines->count && k < FAR; k++) {
		ab_str other = p->m[k].text;
		if (k == i || other.len < core.len || !ab_str_starts(other, core))
			continue;
		if (other.len == core.len) {
			sign[SIGN_AGAIN] = 1;
			if (k < i)
				sign[SIGN_FIRST] = 0;
		} else if (other.len > core.len && other.ptr[core.len] == ' '
		    && ab_title_trim(other).len == core.len)
			sign[SIGN_TAILED] = 1;
	}
	sign[SIGN_FIRST] *= sign[SIGN_AGAIN];
}

static bool
may_be_title(const struct place *p, size_t k)
{
	const struct ab_measure *m = near(p, k);

	if (k >= p->prose && ab_prose(m) && !asks(m))
		return false; /* a sentence of the article */
	return p->lines->at[p->near[k]].kind != AB_KIND_CAPTION
	    && m->words >= SHORTEST && m->words <= LONGEST && m->text.len <= LONGEST_BYTES
	    && m->part.end == 0 && (m->label == AB_LABEL_NONE || m->label == AB_LABEL_CUE);
}

static float
sum_of(const float *sign)
{
	float sum = 0;

	for (size_t i = 0; i < SIGN_COUNT; i++)
		sum += weights[i] * sign[i];
	return sum;
}

/* Copies are dear to look for: not where they would not make it the best. */
static float
score(const struct place *p, size_t k, float most)
{
	float sign[SIGN_COUNT] = { 0 };

	look_at_words(p, near(p, k), sign);
	look_at_form(near(p, k), sign);
	look_around(p, k, sign);
	look_farther(p, k, sign);
	if (sum_of(sign) + weights[SIGN_FIRST] + weights[SIGN_TAILED] > most)
		look_for_copies(p, p->near[k], sign);
	return sum_of(sign);
}

static void
read_prose(struct place *p, size_t first, size_t last)
{
	for (size_t i = first, lines = 0; i <= last && i < p->lines->count; i++) {
		ab_str text = p->m[i].text;
		if (p->all.words > WORDS_OF_PROSE)
			return;
		if (!ab_prose(&p->m[i]) || text.len > LONGEST_PROSE)
			continue;
		ab_content_words(text, remember, &p->all);
		if (lines++ < BELOW)
			ab_content_words(text, remember, &p->early);
	}
}

static void
gather(struct place *p, size_t first)
{
	size_t top = first, above = 0, below = 0;

	for (size_t i = first; i-- > 0 && above < BEFORE + ABOVE;)
		if (p->m[i].text.len)
			above++, top = i;
	for (size_t i = top; i < p->lines->count && below < BELOW + AFTER; i++)
		if (p->m[i].text.len) {
			below += i >= first;
			p->about[p->count] = is_about_it(p, &p->m[i]);
			p->near[p->count++] = i;
		}
	p->prose = above;
}

size_t
ab_title_find(const struct ab_lines *lines, const struct ab_measure *m, size_t first, size_t last)
{
	struct place p = { .lines = lines, .m = m };
	size_t best = lines->count;
	float most = LEAST;

	read_prose(&p, first, last);
	gather(&p, first);
	for (size_t k = p.prose > ABOVE ? p.prose - ABOVE : 0; k < p.count; k++) {
		if (k >= p.prose + BELOW || p.near[k] > last)
			break;
		float s = may_be_title(&p, k) ? score(&p, k, most) : LEAST;
		if (s > most)
			most = s, best = p.near[k];
	}
	return best;
}

ab_str
ab_title_trim(ab_str headline)
{
	static const char *const separators[] = { " | ", " \xe2\x80\x94 ", " \xe2\x80\x93 ", " - ",
		" :: " };

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
