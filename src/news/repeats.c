#include "news/repeats.h"

#include <stdlib.h>
#include <unicase.h>
#include <unictype.h>

#include "base/utf8.h"
#include "news/title.h"

enum {
	LINE_WORDS = 2000,    /* words of a line that can be compared */
	ALL_WORDS = 1 << 20,  /* words of an article that are */
	TITLE_WORDS = 3,      /* a shorter headline may be a word of the text, too */
	TRIES = 8,            /* lines that begin alike and are compared */
	BETWEEN = 8           /* captions and the like between two paragraphs */
};

/* A kept line. */
struct said {
	size_t line;
	size_t start, count; /* its words; none when there are too many */
	bool prose;          /* may be one of several that say the same as a copy */
	bool copy, needed;   /* a needed line says what a copy says, and stays */
	size_t next;         /* line, from 1, that begins alike and comes later; 0: none */
};

struct search {
	struct ab_arena scratch;
	AB_LIST(uint64_t) words; /* of all lines, as hashes */
	AB_LIST(struct said) said;
	size_t *slot, mask;      /* by how a line begins: the first such line, from 1 */
	struct ab_arena *arena;
	AB_LIST(struct ab_repeat) found;
};

/* ---- words ---- */

/* The next word of s, without case, as a hash; false when there is none. */
static bool
next_word(ab_str *s, uint64_t *hash)
{
	bool in = false;
	size_t n;

	for (*hash = UINT64_C(14695981039346656037); s->len; *s = ab_str_skip(*s, n)) {
		uint32_t c = ab_code_point(*s, &n);
		if (c <= ' ' || c == 0xA0 || (c > 0xA0 && uc_is_property_white_space(c))) {
			if (in)
				return true;
			continue;
		}
		in = true;
		c = c < 0x80 ? c | (c >= 'A' && c <= 'Z' ? 0x20 : 0) : uc_tolower(c);
		*hash = (*hash ^ c) * UINT64_C(1099511628211);
	}
	return in;
}

static void
add_words(struct search *s, struct said *said, ab_str text)
{
	uint64_t hash;

	while (said->count <= LINE_WORDS && s->words.count < ALL_WORDS && next_word(&text, &hash)) {
		AB_PUSH(&s->scratch, &s->words, hash);
		said->count++;
	}
}

/* The words of a line that are shown; *hidden is the first hidden span that may lie in it. */
static void
say(struct search *s, ab_str text, const struct ab_lines *lines, size_t i, size_t *hidden)
{
	enum ab_kind kind = lines->at[i].kind;
	struct said said = { .line = i, .start = s->words.count, .prose = kind == AB_KIND_BODY };
	ab_span at = lines->at[i].at;

	for (; *hidden < lines->hidden_count && lines->hidden[*hidden].at.end <= at.end;
	    ++*hidden) {
		add_words(s, &said, ab_slice(text,
		    (ab_span){ at.start, lines->hidden[*hidden].at.start }));
		at.start = lines->hidden[*hidden].at.end;
	}
	ab_str rest = ab_slice(text, at);
	if (kind == AB_KIND_TITLE || kind == AB_KIND_CAPTION)
		rest = ab_title_trim(ab_str_trim(rest));
	add_words(s, &said, rest);
	if (said.count > LINE_WORDS || s->words.count == ALL_WORDS)
		said.count = 0;
	AB_PUSH(&s->scratch, &s->said, said);
}

static void
read_lines(struct search *s, ab_str text, const struct ab_lines *lines)
{
	for (size_t i = 0, hidden = 0; i < lines->count && s->words.count < ALL_WORDS; i++) {
		if (lines->at[i].kind == AB_KIND_BLANK)
			continue;
		if (lines->at[i].kind != AB_KIND_CHROME) {
			say(s, text, lines, i, &hidden);
			continue;
		}
		while (hidden < lines->hidden_count
		    && lines->hidden[hidden].at.end <= lines->at[i].at.end)
			hidden++;
	}
}

static bool
same_words(const struct search *s, size_t a, size_t b, size_t count)
{
	return memcmp(s->words.at + a, s->words.at + b, count * sizeof(*s->words.at)) == 0;
}

/* ---- the headline ---- */

static void
add(struct search *s, struct said *copy, size_t first, size_t last, bool title)
{
	copy->copy = true;
	AB_PUSH(s->arena, &s->found,
	    ((struct ab_repeat){ copy->line, first, last, copy->count, title }));
}

static void
find_titles(struct search *s, ab_str title)
{
	struct said wanted = { .start = s->words.count }, *first = NULL;

	add_words(s, &wanted, title);
	if (wanted.count < TITLE_WORDS || wanted.count > LINE_WORDS)
		return;
	for (struct said *l = s->said.at; l < s->said.at + s->said.count; l++) {
		if (l->count != wanted.count || !same_words(s, l->start, wanted.start, l->count))
			continue;
		if (first)
			add(s, l, first->line, first->line, true);
		else
			(first = l)->needed = true;
	}
}

/* ---- other lines ---- */

static size_t
slot_of(const struct search *s, size_t start)
{
	uint64_t h = 0;

	for (size_t i = 0; i < AB_REPEAT_WORDS; i++)
		h = (h ^ s->words.at[start + i]) * UINT64_C(0x9E3779B97F4A7C15);
	return (size_t)(h >> 32) & s->mask;
}

/* Lines that begin alike, in a chain in their order. */
static void
index_lines(struct search *s)
{
	for (s->mask = 63; s->mask < 2 * s->said.count; s->mask = 2 * s->mask + 1)
		;
	s->slot = AB_NEW(&s->scratch, size_t, s->mask + 1);
	for (size_t i = s->said.count; i-- > 0;) {
		struct said *l = &s->said.at[i];
		if (l->count < AB_REPEAT_WORDS)
			continue;
		size_t *slot = &s->slot[slot_of(s, l->start)];
		l->next = *slot;
		*slot = i + 1;
	}
}

/* Do the lines of prose from number i on say all that the copy says? The last of them, and how
 * many they are. */
static size_t
run_from(const struct search *s, const struct said *copy, size_t i, size_t *last)
{
	size_t matched = 0, lines = 0, between = 0;

	for (; matched < copy->count && i < s->said.count; i++) {
		const struct said *l = &s->said.at[i];
		if (l == copy || l->copy || !l->prose) {
			if (++between > BETWEEN)
				return 0;
			continue;
		}
		size_t n = copy->count - matched < l->count ? copy->count - matched : l->count;
		if (n == 0 || !same_words(s, copy->start + matched, l->start, n))
			return 0;
		matched += n;
		lines++;
		between = 0;
		*last = i;
	}
	return matched == copy->count ? lines : 0;
}

static bool
has_one_line(const struct search *s, const struct said *copy, const struct said *l)
{
	bool more = l->count > copy->count;
	bool same = l->count == copy->count && (l < copy || l->needed);

	return !l->copy && (more || same)
	    && same_words(s, copy->start, l->start, copy->count);
}

/* Where else is this said, in one line or, if asked for, in several? */
static void
find_copy(struct search *s, struct said *copy, bool several)
{
	size_t next = s->slot[slot_of(s, copy->start)];

	for (int tries = 0; next && tries < TRIES; tries++) {
		size_t i = next - 1, last = i;
		next = s->said.at[i].next;
		if (&s->said.at[i] == copy || s->said.at[i].copy
		    || (several && !s->said.at[i].prose))
			continue;
		if (several ? run_from(s, copy, i, &last) < 2 : !has_one_line(s, copy,
		    &s->said.at[i]))
			continue;
		for (size_t k = i; k <= last; k++)
			s->said.at[k].needed |= k == i || s->said.at[k].prose;
		add(s, copy, s->said.at[i].line, s->said.at[last].line, false);
		return;
	}
}

static int
by_line(const void *a, const void *b)
{
	const struct ab_repeat *x = a, *y = b;

	return (x->line > y->line) - (x->line < y->line);
}

/* First what several lines say, then what one does: so a standfirst of two paragraphs is folded and
 * not the first paragraph, which it begins with. */
struct ab_repeats
ab_repeats_find(struct ab_arena *arena, ab_str text, const struct ab_lines *lines)
{
	struct search s = { .arena = arena };

	read_lines(&s, text, lines);
	find_titles(&s, lines->title);
	index_lines(&s);
	for (int several = 1; several >= 0; several--)
		for (size_t i = 0; i < s.said.count; i++) {
			struct said *l = &s.said.at[i];
			if (l->count >= AB_REPEAT_WORDS && !l->copy && !l->needed)
				find_copy(&s, l, several);
		}
	if (s.found.count)
		qsort(s.found.at, s.found.count, sizeof(*s.found.at), by_line);
	ab_arena_free(&s.scratch);
	return (struct ab_repeats){ s.found.at, s.found.count };
}

const struct ab_repeat *
ab_repeats_at(const struct ab_repeats *repeats, size_t line)
{
	const struct ab_repeat wanted = { .line = line };

	return repeats->count
	    ? bsearch(&wanted, repeats->at, repeats->count, sizeof(wanted), by_line) : NULL;
}
