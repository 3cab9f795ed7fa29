#include "view/search.h"

#include <stdint.h>
#include <stdlib.h>

#include <unictype.h>

#include "base/regex.h"
#include "view/literal.h"

enum {
	PIECE = 16 << 10,      /* bytes of a line that are searched at once */
	SKIP = 1 << 20,        /* bytes in which the next line is looked for that may match, */
	SKIP_IS = 16,          /* and how much faster that is */
	MATCH_LIMIT = 100000,  /* about a millisecond */
	HEAP_LIMIT = 4096,     /* KiB */
	COSTLY_MAX = 64,       /* so often the limit may be met in one article */
	HITS_MAX = 1 << 20
};

struct ab_search {
	struct ab_bundle *bundle; /* NULL for a pattern */
	struct ab_arena arena;
	struct ab_name name;      /* what is looked for, else */
	bool dated;               /* looks for days, not for a pattern */
	ab_days days;
	pcre2_code *code;
	pcre2_code *quick;        /* the same as machine code, if it can be
	                           * tried on any text; or NULL */
	struct ab_needle needle;  /* stands in each match; of no bytes: not known */
	pcre2_match_data *match;
	pcre2_match_context *limits;
};

/* Has the pattern a capital letter of its own (not the S of \S)? */
static bool
has_capital(ab_str s)
{
	for (size_t n; s.len; s = ab_str_skip(s, n)) {
		uint32_t c = ab_code_point(s, &n);
		if (c == '\\' && s.len > 1) {
			s = ab_str_skip(s, 1);
			ab_code_point(s, &n);
		} else if (uc_is_upper(c)) {
			return true;
		}
	}
	return false;
}

/* Does it match a stretch of text whatever is around it? Then it finds something in a text if it
 * does in a part of it. No anchors, looks around, or groups that do not give back. */
static bool
is_plain(ab_str pattern)
{
	for (size_t i = 0; i < pattern.len; i++)
		if (strchr("\\^$([+", pattern.ptr[i]))
			return false;
	return true;
}

struct ab_search *
ab_search_new(ab_str pattern, struct ab_error *err)
{
	uint32_t flags = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C;
	int code;
	size_t at;

	if (!has_capital(pattern))
		flags |= PCRE2_CASELESS;
	pcre2_code *compiled = ab_regex_compile(pattern, flags, &code, &at);
	if (!compiled) {
		PCRE2_UCHAR why[160];
		pcre2_get_error_message(code, why, sizeof(why));
		ab_fail(err, "pattern: %s, at character %zu", (char *)why,
		    ab_code_points((ab_str){ pattern.ptr, at < pattern.len ? at : pattern.len })
		    + 1);
		return NULL;
	}
	struct ab_search *s = ab_xalloc(1, sizeof(*s));
	s->code = compiled;
	s->needle = ab_literal_of(pattern, flags & PCRE2_CASELESS);
	s->match = ab_regex_data(1);
	s->limits = ab_regex_context();
	pcre2_set_match_limit(s->limits, MATCH_LIMIT);
	pcre2_set_heap_limit(s->limits, HEAP_LIMIT);
	if (is_plain(pattern)) {
		s->quick = pcre2_code_copy(compiled);
		pcre2_jit_compile(s->quick, PCRE2_JIT_COMPLETE); /* or else it is interpreted */
	}
	return s;
}

/* Is what stands in each match in there? */
static bool
may_match(const struct ab_search *s, ab_str text)
{
	return s->needle.len == 0 || ab_needle_find(&s->needle, text);
}

bool
ab_search_rules_out(const struct ab_search *s, ab_str text)
{
	if (!may_match(s, text))
		return true;
	return s->quick && pcre2_match(s->quick, (PCRE2_SPTR)text.ptr, text.len, 0,
	    PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY, s->match, s->limits) == PCRE2_ERROR_NOMATCH;
}

size_t
ab_search_sift(const struct ab_search *s, const struct ab_heap *heap, size_t i, size_t bytes)
{
	return ab_heap_sift(heap, i, &s->needle, bytes);
}

struct ab_search *
ab_search_name_new(struct ab_bundle *bundle, ab_str id)
{
	struct ab_search *s = ab_xalloc(1, sizeof(*s));

	*s = (struct ab_search){ .bundle = bundle };
	s->name.id = ab_copy(&s->arena, id);
	return s;
}

struct ab_search *
ab_search_days_new(ab_days days)
{
	struct ab_search *s = ab_xalloc(1, sizeof(*s));

	*s = (struct ab_search){ .dated = true, .days = days };
	return s;
}

void
ab_search_free(struct ab_search *s)
{
	if (!s)
		return;
	pcre2_match_context_free(s->limits);
	pcre2_match_data_free(s->match);
	pcre2_code_free(s->code);
	pcre2_code_free(s->quick);
	ab_arena_free(&s->arena);
	free(s);
}

static void
push(struct ab_hits *hits, ab_span hit)
{
	if (hits->count == hits->room) {
		hits->room = hits->room ? 2 * hits->room : 16;
		hits->at = ab_xrealloc(hits->at, hits->room, sizeof(*hits->at));
	}
	hits->at[hits->count++] = hit;
}

/* All matches in one piece of the text, which is shown or not. */
static void
search_piece(struct ab_search *s, struct ab_hits *hits, ab_str text, ab_span piece, bool shown,
    uint32_t flags)
{
	PCRE2_SPTR subject = (PCRE2_SPTR)text.ptr + piece.start;
	size_t len = piece.end - piece.start;

	flags |= PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY;
	for (size_t from = 0; from < len && hits->count < HITS_MAX;) {
		int rc = pcre2_match(s->code, subject, len, from, flags, s->match, s->limits);
		if (rc == PCRE2_ERROR_NOMATCH)
			return;
		if (rc < 0) {
			hits->costly++;
			return;
		}
		const size_t *at = pcre2_get_ovector_pointer(s->match);
		if (shown)
			push(hits, (ab_span){ piece.start + at[0], piece.start + at[1] });
		else
			hits->hidden++;
		from = at[1];
	}
}

/* The end of a piece from `start` on: after a blank where there is one. */
static size_t
piece_end(ab_str text, ab_span part)
{
	if (part.end - part.start <= PIECE)
		return part.end;
	size_t end = part.start + PIECE;
	while (end > part.start + PIECE / 2 && text.ptr[end - 1] != ' ')
		end--;
	while (((uint8_t)text.ptr[end] & 0xC0) == 0x80)
		end--;
	return end;
}

/* A name or a day that is looked for. What a folded line says, another line says, too. */
static void
keep(struct ab_hits *hits, struct ab_article *article, enum ab_chrome_mode chrome, ab_span at)
{
	if (hits->count < HITS_MAX
	    && !ab_layout_folds(article, chrome,
	    ab_lines_find(ab_article_lines(article), at.start)))
		push(hits, at);
}

/* The mentions among the next names. The roster may know more by now than when the name was
 * chosen ("Lindqvist" may have become "Ada Lindqvist"), so it is asked for both. */
static bool
name_step(struct ab_search *s, struct ab_hits *hits, struct ab_article *article,
    enum ab_chrome_mode chrome, size_t bytes)
{
	const struct ab_names *names = ab_article_names(article);
	const struct ab_roster *roster = ab_bundle_roster(s->bundle);
	ab_str text = ab_article_text(article), id = ab_roster_look(roster, s->name.id, s->name).id;
	size_t end = hits->offset + bytes;

	for (; hits->line < names->count && hits->offset < end; hits->line++) {
		struct ab_name name = names->at[hits->line];
		hits->offset = name.at.end;
		if (ab_str_eq(ab_roster_look(roster, text, name).id, id))
			keep(hits, article, chrome, name.at);
	}
	hits->done = hits->line == names->count;
	return !hits->done;
}

/* The next expressions of time; hits->line counts them. */
static bool
days_step(struct ab_search *s, struct ab_hits *hits, struct ab_article *article,
    enum ab_chrome_mode chrome, size_t bytes)
{
	const struct ab_dates *dates = ab_article_dates(article);
	size_t end = hits->offset + bytes;
	ab_days days;

	for (; hits->line < dates->count && hits->offset < end; hits->line++) {
		const struct ab_date *date = &dates->at[hits->line];
		hits->offset = date->at.end;
		if (ab_days_of(date->value, &days) && ab_days_cmp(days, s->days) == 0)
			keep(hits, article, chrome, date->at);
	}
	hits->done = hits->line == dates->count;
	return !hits->done;
}

/* What comes next in a line, from this offset on: a part that is shown, or one that is not. False
 * at its end. */
static bool
next_part(const struct ab_lines *lines, enum ab_chrome_mode chrome, ab_span line, bool folded,
    size_t from, ab_span *part, bool *shown)
{
	if (from < line.start)
		from = line.start;
	*shown = !folded && ab_layout_part(lines, chrome, line, from, part);
	if (!*shown)
		*part = (ab_span){ from, line.end };
	else if (part->start > from) {
		*part = (ab_span){ from, part->start };
		*shown = false;
	}
	return part->start < part->end;
}

/* On to the first line from here on that may have a match; returns the bytes passed over. */
static size_t
skip_lines(const struct ab_search *s, struct ab_hits *hits, ab_str text,
    const struct ab_lines *lines)
{
	size_t from = lines->at[hits->line].at.start, rest = text.len - from;
	ab_str look = { text.ptr + from, rest < SKIP ? rest : SKIP };

	if (s->needle.len == 0 || hits->offset > from)
		return 0;
	const char *found = ab_needle_find(&s->needle, look);
	size_t line = ab_lines_find(lines, found ? (size_t)(found - text.ptr) : from + look.len);
	if (line == lines->count)
		line--;
	hits->line = line > hits->line ? line : hits->line;
	return (lines->at[hits->line].at.start - from) / SKIP_IS;
}

bool
ab_search_step(struct ab_search *s, struct ab_hits *hits, struct ab_article *article,
    enum ab_chrome_mode chrome, size_t bytes)
{
	if (s->bundle)
		return !hits->done && name_step(s, hits, article, chrome, bytes);
	if (s->dated)
		return !hits->done && days_step(s, hits, article, chrome, bytes);

	ab_str text = ab_article_text(article);
	const struct ab_lines *lines = ab_article_lines(article);
	ab_span part;
	bool shown;

	for (size_t spent = 0; !hits->done && spent < bytes;) {
		if (hits->line == lines->count || hits->count >= HITS_MAX
		    || hits->costly >= COSTLY_MAX) {
			hits->done = true;
			break;
		}
		spent += skip_lines(s, hits, text, lines);
		ab_span line = lines->at[hits->line].at;
		if (line.end - line.start <= SKIP && !may_match(s, ab_slice(text, line))) {
			/* it need not be clean for that */
			spent += (line.end - line.start) / SKIP_IS + 1;
			hits->line++;
			continue;
		}
		ab_article_lines_at(article, line.start);
		bool folded = ab_layout_folds(article, chrome, hits->line) != NULL;
		if (!next_part(lines, chrome, line, folded, hits->offset, &part, &shown)) {
			hits->line++;
			spent++;
			continue;
		}
		part.end = piece_end(text, part);
		bool looks = may_match(s, ab_slice(text, part));
		if (looks)
			search_piece(s, hits, text, part, shown,
			    (part.start > line.start ? PCRE2_NOTBOL : 0)
			    | (part.end < line.end ? PCRE2_NOTEOL : 0));
		spent += (part.end - part.start) / (looks ? 1 : SKIP_IS) + 1;
		hits->offset = part.end;
	}
	return !hits->done;
}

size_t
ab_hits_after(const struct ab_hits *hits, size_t offset)
{
	size_t low = 0, high = hits->count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (hits->at[mid].end <= offset)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

void
ab_hits_free(struct ab_hits *hits)
{
	free(hits->at);
	*hits = (struct ab_hits){ 0 };
}
