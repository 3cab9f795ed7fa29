#include "news/measure.h"

#include <unicase.h>
#include <unictype.h>

#include "base/eight.h"
#include "base/utf8.h"

enum {
	SENTENCE = 8,   /* words: a shorter line is no prose even if it ends like a sentence */
	PARAGRAPH = 25, /* words: a line as long as this is prose however it ends */
	MEANING = 4,    /* letters: a shorter word says little about the subject */
	PAGE = 20000,   /* lines: what is longer is no page, and its rest
	                 * is not asked of the rules */
	STEM = 7,       /* letters: enough to tell words, few enough to unite their endings */
};

/* Scripts whose words are not set apart by blanks: Thai to Khmer, kana, Han. */
static bool
is_dense(uint32_t c)
{
	return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F)
	    || (c >= 0x1780 && c <= 0x17FF) || (c >= 0x3041 && c <= 0x9FFF)
	    || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

static bool
is_word(uint32_t c)
{
	return uc_is_alnum(c) || uc_is_general_category_withtable(c, UC_CATEGORY_MASK_M);
}

/* Latin letters end at U+024F, but for the additions for Vietnamese. */
static bool
is_latin(uint32_t c)
{
	return c < 0x0250 || (c >= 0x1E00 && c <= 0x1EFF);
}

struct letters { size_t latin, other; };

static void
count(struct ab_measure *m, struct letters *seen)
{
	size_t words = 0, latin = 0, other = 0, dense = 0, len;
	bool in = false;

	for (ab_str rest = m->text; rest.len; rest = ab_str_skip(rest, len)) {
		uint64_t x = ab_eight_of(rest, m->text), plain = ab_eight_word(x);
		len = ab_eight_first(x & AB_EIGHT(0x80));
		len = len < rest.len ? len : rest.len;
		if (len > 0) {
			plain = ab_eight_front(plain, len);
			words += ab_eight_count(plain & ~(plain << 8 | (in ? 0x80 : 0)));
			latin += ab_eight_count(plain);
			in = plain >> (8 * len - 1) & 1;
			continue;
		}
		uint32_t c = ab_code_point(rest, &len);
		bool word = is_word(c), is_latin_word = word && is_latin(c);
		dense += word && is_dense(c);
		words += word && !in && !is_dense(c);
		in = word && !is_dense(c);
		latin += is_latin_word;
		other += word && !is_latin_word;
	}
	m->words = words + dense / 2;
	*seen = (struct letters){ latin, other };
}

static bool
is_closer(uint32_t c)
{
	return c == ' ' || c == 0xA0 || c == '"' || c == '\'' || c == ')' || c == ']' || c == '|'
	    || c == '*' || c == 0xBB || c == 0xAB || (c >= 0x2018 && c <= 0x201F) || c == 0x203A
	    || c == 0x300D || c == 0x300F || c == 0x3011 || c == 0xFF09;
}

static uint32_t
last_of(ab_str s, size_t *len)
{
	*len = 1;
	while (*len < s.len && ((unsigned char)s.ptr[s.len - *len] & 0xC0) == 0x80)
		++*len;
	size_t all;
	return ab_code_point(ab_str_skip(s, s.len - *len), &all);
}

static void
look_at_end(struct ab_measure *m)
{
	/* . ! ? ... and the full stops of Chinese, Hindi, Arabic, Armenian and wide forms */
	static const uint32_t stops[] = { '.', '!', '?', 0x2026, 0x3002, 0xFF0E, 0xFF01,
		0xFF1F, 0x0964,
		0x06D4, 0x061F, 0x0589 };
	ab_str s = m->text;
	size_t len = 0;
	uint32_t c = 0;

	while (s.len && is_closer(c = last_of(s, &len)))
		s.len -= len;
	for (size_t i = 0; s.len && i < AB_LEN(stops); i++)
		m->ends |= c == stops[i];
	m->trails = ab_str_ends(s, AB_STR("...")) || ab_str_ends(s, AB_STR("\xe2\x80\xa6"));
}

static void
find_rule(struct ab_measure *m, size_t offset, const struct ab_rules *rules,
    struct ab_matcher *matcher)
{
	struct ab_rule_hit hit;

	if (ab_rules_match(rules, matcher, m->text, 0, &hit) == ab_rules_count(rules))
		return;
	m->label = hit.value;
	m->rule = hit.name;
	if (hit.part)
		m->part = (ab_span){ offset + hit.at.start, offset + hit.at.end };
}

struct ab_measure *
ab_measure_lines(const struct ab_lines *lines, struct ab_arena *arena, ab_str text,
    const struct ab_knowledge *know)
{
	struct ab_measure *out = AB_NEW(arena, struct ab_measure, lines->count);
	struct letters *seen = AB_NEW(arena, struct letters, lines->count), all = { 0 };
	struct ab_matcher *matcher = ab_matcher_new();

	for (size_t i = 0; i < lines->count; i++) {
		struct ab_measure *m = &out[i];
		if (lines->at[i].kind == AB_KIND_BLANK)
			continue; /* as it came: pages of memory that nobody touches */
		m->label = AB_LABEL_NONE;
		m->text = ab_str_trim(ab_slice(text, lines->at[i].at));
		count(m, &seen[i]);
		look_at_end(m);
		if (i < PAGE)
			find_rule(m, (size_t)(m->text.ptr - text.ptr),
			    ab_knowledge_lines(know), matcher);
		all.latin += seen[i].latin;
		all.other += seen[i].other;
	}
	for (size_t i = 0; i < lines->count; i++)
		if (lines->at[i].kind != AB_KIND_BLANK)
			out[i].foreign = all.latin > all.other
			    ? seen[i].other > seen[i].latin && seen[i].other > 2
			    : seen[i].latin > seen[i].other && seen[i].latin > 2;
	ab_matcher_free(matcher);
	return out;
}

size_t
ab_prose(const struct ab_measure *m)
{
	return (m->ends && m->words >= SENTENCE) || m->words >= PARAGRAPH ? m->words : 0;
}

/* Letters of a word in lower case, a byte each; those beyond ASCII overlap. */
struct stem { uint64_t bytes; size_t letters; };

static void
add_letters(struct stem *stem, uint64_t bytes, size_t n)
{
	if (stem->letters < STEM)
		stem->bytes += ab_eight_front(bytes, n < STEM - stem->letters
		    ? n : STEM - stem->letters) << 8 * stem->letters;
	stem->letters += n;
}

static uint32_t
hash_of(uint64_t bytes)
{
	return (uint32_t)((bytes ^ bytes >> 29) * 0x9E3779B97F4A7C15u >> 32);
}

void
ab_content_words(ab_str s, void (*each)(uint32_t word, void *data), void *data)
{
	const ab_str all = s;
	struct stem stem = { 0 };
	uint32_t before = 0;
	size_t len;

	for (; s.len; s = ab_str_skip(s, len)) {
		uint64_t x = ab_eight_of(s, all);
		len = ab_eight_first(~ab_eight_word(x) & AB_EIGHT(0x80));
		if (len > 0) {
			add_letters(&stem, ab_eight_lower(x), len);
			before = 0;
			continue;
		}
		uint32_t c = ab_code_point(s, &len);
		c = c < 0x80 ? c : uc_tolower(c);
		bool dense = is_dense(c);
		if (dense && before)
			each(hash_of((uint64_t)before << 32 | c), data);
		before = dense ? c : 0;
		if (!dense && c >= 0x80 && is_word(c)) {
			stem.bytes += stem.letters < STEM ? (uint64_t)c << 8 * stem.letters : 0;
			stem.letters++;
			continue;
		}
		if (stem.letters >= MEANING)
			each(hash_of(stem.bytes), data);
		stem = (struct stem){ 0 };
	}
	if (stem.letters >= MEANING)
		each(hash_of(stem.bytes), data);
}
