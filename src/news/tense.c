/* Past or future, from the words of the clause that an expression stands in. */
#include "news/resolve.h"

/* How far the clause of an expression is looked for, in bytes. */
#define LEFT 300
#define RIGHT 150
#define WORDS 160
#define BEHIND 12 /* bytes that a cue behind counts as farther than one before */

static bool
holds(ab_str gap, const char *part)
{
	size_t len = strlen(part);

	for (; gap.len >= len; gap = ab_str_skip(gap, 1))
		if (memcmp(gap.ptr, part, len) == 0)
			return true;
	return false;
}

/* Does what stands between two words end a clause on its own? */
static bool
gap_ends_clause(ab_str gap)
{
	static const char *const marks[] = { ";", ":", "\"", "--",
		"\xe2\x80\x9c", "\xe2\x80\x9d", "\xe2\x80\x94" };

	for (size_t i = 0; gap.len > 1 && i < AB_LEN(marks); i++)
		if (holds(gap, marks[i]))
			return true;
	return false;
}

static bool
gap_ends_sentence(const struct ab_context *r, ab_str gap, struct ab_grammar_word prev,
    struct ab_grammar_word next)
{
	char first = r->text.ptr[next.at.start];
	bool stop = gap.len > 1 && (holds(gap, ".") || holds(gap, "!") || holds(gap, "?"));

	return stop && first >= 'A' && first <= 'Z' && !(prev.classes & r->cue.abbreviation);
}

/* What word i of a clause says by itself or with the one after it. */
static enum ab_tense
cue(const struct ab_context *r, const struct ab_grammar_word *w, size_t i, size_t count)
{
	bool last = i + 1 == count;
	ab_str word = ab_slice(r->text, w[i].at);
	bool before_to = !last && (w[i + 1].classes & r->cue.to);
	bool before_be = !last && (w[i + 1].classes & r->cue.be);

	if ((w[i].classes & r->cue.will) || ((w[i].classes & r->cue.plan) && before_to)
	    || ((w[i].classes & r->cue.due) && (before_to || last))
	    || (ab_word_is(word, "to") && before_be)
	    || ((w[i].classes & r->cue.is) && !last
		&& ab_word_is(ab_slice(r->text, w[i + 1].at), "to")))
		return AB_TENSE_FUTURE;
	bool ed = word.len > 3 && ab_str_ends(word, AB_STR("ed"));
	return ed || (w[i].classes & r->cue.past) ? AB_TENSE_PAST : AB_TENSE_NONE;
}

/* The words of the clause: those of the span after its last border, or (ahead) before its first. */
static size_t
clause(const struct ab_context *r, ab_span at, bool ahead, struct ab_grammar_word w[WORDS])
{
	ab_str text = { r->text.ptr, at.end };
	struct ab_grammar_word word, prev = { .at = { at.start, at.start } };
	size_t count = 0;

	for (size_t i = at.start; ab_grammar_word(r->grammar, text, i, &word); i = word.at.end) {
		ab_str gap = ab_slice(text, (ab_span){ prev.at.end, word.at.start });
		bool comma = gap.len > 1 && holds(gap, ",");
		bool ends = gap_ends_clause(gap) || gap_ends_sentence(r, gap, prev, word)
		    || (word.classes & r->cue.that)
		    || ((word.classes & r->cue.cut) && (comma || ahead)) || (comma && ahead);
		if (ends && ahead)
			break;
		if (ends || count == WORDS)
			count = 0;
		w[count++] = word;
		prev = word;
	}
	return count;
}

/* The preposition right before decides more than any verb. */
static bool
preposition(const struct ab_context *r, const struct ab_grammar_word *left, size_t count,
    ab_span ahead, enum ab_tense *tense)
{
	if (count == 0)
		return false;
	ab_str word = ab_slice(r->text, left[count - 1].at);
	if (ab_word_in(word, "until till")) {
		size_t len = ahead.end - ahead.start < 40 ? ahead.end - ahead.start : 40;
		*tense = ab_word_holds((ab_str){ r->text.ptr + ahead.start, len }, " had ")
		    ? AB_TENSE_PAST : AB_TENSE_FUTURE;
	} else if (ab_word_in(word, "by through")) {
		*tense = AB_TENSE_FUTURE;
	} else if (ab_word_is(word, "since")) {
		*tense = AB_TENSE_PAST;
	} else {
		return false;
	}
	return true;
}

enum ab_tense
ab_context_tense(const struct ab_context *r, ab_span at)
{
	struct ab_grammar_word w[WORDS];
	enum ab_tense best = AB_TENSE_NONE, tense;
	size_t nearest = SIZE_MAX;
	ab_span left = { r->window.start, at.start }, right = { at.end, r->window.end };

	if (left.end - left.start > LEFT)
		left.start = left.end - LEFT;
	if (right.end - right.start > RIGHT)
		right.end = right.start + RIGHT;
	size_t count = clause(r, left, false, w);
	if (preposition(r, w, count, right, &best))
		return best;
	for (size_t i = 0; i < count; i++)
		if ((tense = cue(r, w, i, count)) != AB_TENSE_NONE)
			best = tense, nearest = at.start - w[i].at.end;
	count = clause(r, right, true, w);
	for (size_t i = 0; i < count; i++)
		if ((tense = cue(r, w, i, count)) != AB_TENSE_NONE)
			return w[i].at.start - at.end + BEHIND < nearest ? tense : best;
	return best;
}
