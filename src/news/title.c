/*
 * A headline is told from what is around it by many small signs, none sure.
 * Each is a number, its weight says what it is worth, and the line with the
 * largest sum wins: multinomial logit over the lines of a page, D. McFadden,
 * "Conditional logit analysis of qualitative choice behavior", 1974. How the
 * weights were found is in src/train/README.md.
 */
#include "news/title.h"

#include <math.h>

enum {
	ABOVE = 150,    /* lines above the prose where a headline may stand, */
	BELOW = AB_CANDIDATES - ABOVE, /* lines into the prose where one may, */
	BEFORE = 60,    /* and lines before */
	AFTER = 6,      /* and after it that are looked at; none of them blank */
	NEAR = BEFORE + ABOVE + BELOW + AFTER,
	SHORTEST = 2, LONGEST = 40, /* words */
	LONGEST_BYTES = 400,
	ENOUGH = 6,     /* shared words beyond this prove nothing more */
	WORDS_OF_PROSE = 3000, /* what comes later says little of the headline */
	LONGEST_PROSE = 20000, /* bytes of a line that is read */
	LEAST_OF_PATH = 4, /* words of a line that another may end with by design */
	GAP = 5,        /* hidden lines that part it from what is above */
	FAR = 400,      /* lines from the top in which a second copy is looked for */
};

static const float LEAST = .5f; /* a smaller sum is no headline */

/* The content words of the prose: a set by hash, wrong now and then, never large. */
struct subject { unsigned char bit[8192]; size_t words; };

/* Content words of a line, and how many of them the prose and its first lines have. */
struct overlap { size_t words, shared, early; };

struct place {
	const struct ab_lines *lines;
	const struct ab_measure *m;
	struct subject all, early;
	size_t near[NEAR]; /* lines that are not blank, in order */
	struct overlap words[NEAR]; /* with the prose, of those that may
	                             * say the same as a headline */
	bool about[NEAR];  /* what the prose is about */
	size_t early_words[NEAR], most; /* words of theirs in the first prose; the most of all */
	size_t byline; /* the last above the prose, 0 if none */
	size_t count, prose; /* of near; the first line of prose among them */
};

static void
remember(uint32_t word, void *data)
{
	struct subject *subject = data;

	subject->bit[word >> 3 & 8191] |= (unsigned char)(1u << (word & 7));
	subject->words++;
}

struct comparison { const struct subject *all, *early; struct overlap overlap; };

static bool
has(const struct subject *subject, uint32_t word)
{
	return subject->bit[word >> 3 & 8191] >> (word & 7) & 1;
}

static void
compare(uint32_t word, void *data)
{
	struct comparison *c = data;

	c->overlap.words++;
	c->overlap.shared += has(c->all, word);
	c->overlap.early += has(c->early, word);
}

static struct overlap
compare_words(const struct place *p, ab_str line)
{
	struct comparison c = { &p->all, &p->early, { 0 } };

	ab_content_words(line, compare, &c);
	return c.overlap;
}

static const struct ab_measure *
near(const struct place *p, size_t k)
{
	return k < p->count ? &p->m[p->near[k]] : NULL;
}

static bool
is_hidden(const struct place *p, size_t i)
{
	return p->lines->at[i].kind == AB_KIND_CHROME;
}

static bool
is_blank(const struct place *p, size_t i)
{
	return p->lines->at[i].kind == AB_KIND_BLANK;
}

static bool
is_shown_prose(const struct place *p, size_t i)
{
	return !is_blank(p, i) && ab_prose(&p->m[i]) > 0 && !is_hidden(p, i);
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
look_at_words(const struct overlap *o, float *sign)
{
	if (o->words) {
		sign[AB_SIGN_SHARE] = (float)o->shared / (float)o->words;
		sign[AB_SIGN_EARLY] = (float)o->early / (float)o->words;
	}
	sign[AB_SIGN_SHARED] = (float)(o->shared < ENOUGH ? o->shared : ENOUGH);
}

static bool
asks(const struct ab_measure *m)
{
	return strchr("?!", m->text.ptr[m->text.len - 1]) != NULL;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static void
look_at_fronts(const struct ab_measure *m, float *sign)
{
	size_t capitals = 0, numbers = 0;

	for (size_t at = 0; at < m->text.len; at++) {
		char front = m->text.ptr[at];
		if (at > 0 && m->text.ptr[at - 1] != ' ')
			continue;
		capitals += front >= 'A' && front <= 'Z';
		numbers += is_digit(front);
	}
	sign[AB_SIGN_DIGIT] = is_digit(*m->text.ptr);
	sign[AB_SIGN_CAPITALS] = (float)capitals / (float)m->words;
	sign[AB_SIGN_NUMBERS] = (float)numbers / (float)m->words;
}

static bool
has_parts(ab_str s)
{
	static const char *const marks[] = { "> ", "/ ", "\xc2\xbb ", "\xe2\x80\xa2 " };

	for (size_t at = 1; at < s.len; at++)
		for (size_t i = 0; s.ptr[at - 1] == ' ' && i < AB_LEN(marks); i++)
			if (s.ptr[at] == *marks[i]
			    && ab_str_starts(ab_str_skip(s, at), ab_str_c(marks[i])))
				return true;
	return memchr(s.ptr, '|', s.len) != NULL;
}

/* A colon inside, and no time of day. */
static bool
has_label(ab_str s)
{
	const char *end = s.ptr + s.len - 1;

	for (const char *at = s.ptr; at < end && (at = memchr(at, ':', (size_t)(end - at))); at++)
		if (at > s.ptr && !is_digit(at[-1]))
			return true;
	return false;
}

static void
look_at_form(const struct ab_measure *m, float *sign)
{
	look_at_fronts(m, sign);
	sign[AB_SIGN_STOP] = m->ends && !asks(m);
	sign[AB_SIGN_COLON] = m->text.ptr[m->text.len - 1] == ':';
	sign[AB_SIGN_PARTS] = has_parts(m->text);
	sign[AB_SIGN_LABEL] = has_label(m->text);
	sign[AB_SIGN_SHORT] = m->words < 4;
	sign[AB_SIGN_SPARE] = m->words < 6 ? (float)(6 - m->words) : 0;
	sign[AB_SIGN_LONG] = m->words > 14 ? (float)(m->words - 14) : 0;
}

static void
look_around(const struct place *p, size_t k, float *sign)
{
	const struct ab_measure *m = near(p, k), *up = near(p, k - 1), *down = near(p, k + 1);
	size_t distance = k < p->prose ? p->prose - k : 0;

	sign[AB_SIGN_TOUCHES] = distance == 1;
	sign[AB_SIGN_BELOW] = distance == 0;
	for (; distance > 1; distance /= 2)
		sign[AB_SIGN_DISTANCE] += 1;
	sign[AB_SIGN_SIGNED] = is_byline(down);
	sign[AB_SIGN_SIGNED_LATER] = k < p->byline;
	sign[AB_SIGN_MOST] = p->early_words[k] > 1 && p->early_words[k] == p->most;
	sign[AB_SIGN_DECKED] = down && !is_known(down) && down->words > m->words;
	sign[AB_SIGN_AFTER_LONG] = up && !is_known(up) && up->words >= 4;
	sign[AB_SIGN_AFTER_SHORT] = up && !is_known(up) && up->words < 4;
	sign[AB_SIGN_AFTER_RULE] = is_known(up);
}

static bool
is_about_it(const struct ab_measure *m, const struct overlap *o)
{
	return m->words >= 3 && m->words <= LONGEST && m->text.len <= LONGEST_BYTES && !is_known(m)
	    && o->early >= 2 && 5 * o->early >= 2 * o->words;
}

static void
look_farther(const struct place *p, size_t k, float *sign)
{
	sign[AB_SIGN_LEADS] = sign[AB_SIGN_OPENS] = 1;
	for (size_t n = 1; n <= BEFORE && n <= k; n++)
		if (p->about[k - n])
			sign[AB_SIGN_OPENS] = 0, sign[AB_SIGN_LEADS] *= n > 8;
	for (size_t n = 1; n <= AFTER && k + n < p->count; n++) {
		if (n < AFTER && is_byline(near(p, k + n)))
			sign[AB_SIGN_SIGNED_SOON] = 1;
		sign[AB_SIGN_FOLLOWED] += .25f * p->about[k + n];
	}
}

static void
look_at_hidden(const struct place *p, size_t k, float *sign)
{
	size_t before = k < 8 ? k : 8, hidden = 0;

	for (size_t n = 1; n <= before; n++)
		hidden += is_hidden(p, p->near[k - n]);
	sign[AB_SIGN_AFTER_HIDDEN] = before ? (float)hidden / (float)before : 0;
	sign[AB_SIGN_HIDDEN] = is_hidden(p, p->near[k]);
}

static void
look_for_copies(const struct place *p, size_t i, float *sign)
{
	ab_str core = ab_title_trim(p->m[i].text);

	sign[AB_SIGN_FIRST] = 1;
	for (size_t k = 0; k < p->lines->count && k < FAR; k++) {
		ab_str other = p->m[k].text;
		if (k == i)
			continue;
		if (ab_str_eq(other, core)) {
			sign[AB_SIGN_AGAIN] = 1;
			if (k < i)
				sign[AB_SIGN_FIRST] = 0;
		} else if (p->m[i].words >= LEAST_OF_PATH && ab_str_ends(other, core)) {
			sign[AB_SIGN_PATH] = 1;
		} else if (p->m[k].words >= LEAST_OF_PATH && ab_str_ends(core, other)) {
			sign[AB_SIGN_PATHS] = 1;
		} else if (ab_str_starts(other, core) && other.ptr[core.len] == ' '
		    && ab_title_trim(other).len == core.len) {
			sign[AB_SIGN_TAILED] = 1;
		}
	}
	sign[AB_SIGN_FIRST] *= sign[AB_SIGN_AGAIN];
}

static bool
is_address(ab_str line)
{
	return !memchr(line.ptr, ' ', line.len) && memchr(line.ptr, '/', line.len)
	    && memchr(line.ptr, '.', line.len);
}

static bool
may_be_title(const struct place *p, size_t k)
{
	const struct ab_measure *m = near(p, k);

	if (k >= p->prose && ab_prose(m) && m->ends && !asks(m))
		return false; /* a sentence of the article */
	return p->lines->at[p->near[k]].kind != AB_KIND_CAPTION && !is_address(m->text)
	    && m->words >= SHORTEST && m->words <= LONGEST && m->text.len <= LONGEST_BYTES
	    && m->part.end == 0 && (m->label == AB_LABEL_NONE || m->label == AB_LABEL_CUE);
}

static float
sum_of(const float *sign)
{
	float sum = 0;

	for (size_t i = 0; i < AB_SIGN_COUNT; i++)
		sum += ab_sign_weights[i] * sign[i];
	return sum;
}

/* Copies are dear to look for: not where they would not make it the best. */
static float
score(const struct place *p, size_t k, float most, float sign[AB_SIGN_COUNT])
{
	for (size_t i = 0; i < AB_SIGN_COUNT; i++)
		sign[i] = 0;
	look_at_words(&p->words[k], sign);
	look_at_form(near(p, k), sign);
	look_around(p, k, sign);
	look_farther(p, k, sign);
	look_at_hidden(p, k, sign);
	if (sum_of(sign) + ab_sign_weights[AB_SIGN_PATH] + ab_sign_weights[AB_SIGN_TAILED] > most)
		look_for_copies(p, p->near[k], sign);
	return sum_of(sign);
}

/* The first line of prose, but for a little of it far above the rest: what a
 * site or an archive says of itself. */
static size_t
find_start(const struct place *p, size_t first, size_t last)
{
	size_t start = first, words = 0, all = 0, hidden = 0;

	for (size_t i = first; i <= last && i < p->lines->count; i++)
		all += is_shown_prose(p, i) ? ab_prose(&p->m[i]) : 0;
	for (size_t i = first; i <= last && i < p->lines->count && 3 * words < all; i++) {
		hidden += is_hidden(p, i);
		if (!is_shown_prose(p, i))
			continue;
		if (hidden >= GAP)
			start = i;
		words += ab_prose(&p->m[i]);
		hidden = 0;
	}
	return start;
}

static void
read_prose(struct place *p, size_t first, size_t last)
{
	for (size_t i = first, lines = 0; i <= last && i < p->lines->count; i++) {
		if (p->all.words > WORDS_OF_PROSE)
			return;
		ab_str text = is_shown_prose(p, i) ? p->m[i].text : AB_STR("");
		if (text.len == 0 || text.len > LONGEST_PROSE)
			continue;
		ab_content_words(text, remember, &p->all);
		if (lines++ < BELOW)
			ab_content_words(text, remember, &p->early);
	}
}

/* Words that a line as long as a headline has in common with the first prose. */
static size_t
count_early(const struct ab_measure *m, const struct overlap *o)
{
	return m->words >= 3 && m->words <= 20 && m->text.len < LONGEST_BYTES && !m->ends
	    ? o->early : 0;
}

static void
gather(struct place *p, size_t first)
{
	size_t top = first, below = 0;

	for (size_t i = first; i-- > 0 && p->prose < BEFORE + ABOVE;)
		if (!is_blank(p, i))
			p->prose++, top = i;
	for (size_t i = top; i < p->lines->count && below < BELOW + AFTER; i++) {
		size_t k = p->count;
		if (is_blank(p, i))
			continue;
		below += i >= first;
		if (p->m[i].text.len <= LONGEST_BYTES)
			p->words[k] = compare_words(p, p->m[i].text);
		p->about[k] = is_about_it(&p->m[i], &p->words[k]);
		p->near[p->count++] = i;
		if (i >= first)
			continue;
		p->early_words[k] = count_early(&p->m[i], &p->words[k]);
		if (p->early_words[k] > p->most)
			p->most = p->early_words[k];
		if (is_byline(&p->m[i]))
			p->byline = k;
	}
}

static void
look(struct place *p, size_t first, size_t last)
{
	first = find_start(p, first, last);
	read_prose(p, first, last);
	gather(p, first);
}

static size_t
first_candidate(const struct place *p)
{
	return p->prose > ABOVE ? p->prose - ABOVE : 0;
}

static bool
is_near(const struct place *p, size_t k, size_t last)
{
	return k < p->count && k < p->prose + BELOW && p->near[k] <= last;
}

size_t
ab_title_find(const struct ab_lines *lines, const struct ab_measure *m, size_t first, size_t last)
{
	struct place p = { .lines = lines, .m = m };
	float sign[AB_SIGN_COUNT], most = LEAST;
	size_t best = lines->count;

	look(&p, first, last);
	for (size_t k = first_candidate(&p); is_near(&p, k, last); k++) {
		float s = may_be_title(&p, k) ? score(&p, k, most, sign) : LEAST;
		if (s > most)
			most = s, best = p.near[k];
	}
	return best;
}

size_t
ab_title_candidates(struct ab_candidate at[AB_CANDIDATES], const struct ab_lines *lines,
    const struct ab_measure *m, size_t first, size_t last)
{
	struct place p = { .lines = lines, .m = m };
	size_t count = 0;

	look(&p, first, last);
	for (size_t k = first_candidate(&p); is_near(&p, k, last); k++)
		if (may_be_title(&p, k)) {
			score(&p, k, -INFINITY, at[count].sign);
			at[count++].line = p.near[k];
		}
	return count;
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
