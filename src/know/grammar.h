/*
 * grammar - what expressions of a small language look like, as data.
 *
 *	src/data/dates.rules -> [grammar] -> news/dates
 *
 * A grammar file has words (in classes), pieces of patterns, and rules made of
 * pieces; the head of dates.rules describes it. This room finds words and
 * matches rules; what a match means is for the caller, by the name of the
 * rule's operation and by its named groups.
 *
 * Loading reads words and cuts lines, no more. A pattern is compiled when it
 * is first tried, by whichever thread comes first, so a page pays only for the
 * rules it uses. Everything else is read-only and shared by threads; what a
 * match writes to is in the caller's ab_grammar_matcher.
 */
#ifndef ABREAST_KNOW_GRAMMAR_H
#define ABREAST_KNOW_GRAMMAR_H

#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

struct ab_grammar;
struct ab_grammar_matcher; /* scratch of one thread */

struct ab_grammar_rule {
	ab_str group, op, arg; /* arg is empty where the file has "-" */
	uint64_t need; /* classes: words of all of them must follow from where the rule is tried */
	ab_str pattern;        /* as in the file */
	size_t line;
};

/** A run of letters and digits; apostrophes, hyphens and all punctuation end it. */
struct ab_grammar_word { ab_span at; uint64_t classes; };

/** Reads a grammar; source must outlive it. NULL and "line N: ..." if it is not well formed. */
struct ab_grammar *ab_grammar_new(ab_str source, struct ab_error *err);
void ab_grammar_free(struct ab_grammar *grammar);

/**
 * For a large job: each pattern becomes machine code, those that nobody has asked for yet when
 * somebody does. Not while other threads match.
 */
void ab_grammar_warm(struct ab_grammar *grammar);

/** Does every pattern compile? "line N: ..." for the first that does not. */
bool ab_grammar_check(const struct ab_grammar *grammar, struct ab_error *err);

size_t ab_grammar_count(const struct ab_grammar *grammar);
const struct ab_grammar_rule *ab_grammar_rule(const struct ab_grammar *grammar, size_t i);

/** The bit of a class, 0 if there is none of that name. Words that begin with a digit are DIGIT. */
uint64_t ab_grammar_class(const struct ab_grammar *grammar, const char *name);

uint64_t ab_grammar_inside(const struct ab_grammar *grammar);   /* classes of `words` lines */
uint64_t ab_grammar_triggers(const struct ab_grammar *grammar); /* classes that rules need */

/** The next word that starts at or after byte `from` of valid text; false if there is none. */
bool ab_grammar_word(const struct ab_grammar *grammar, ab_str text, size_t from,
    struct ab_grammar_word *word);

struct ab_grammar_matcher *ab_grammar_matcher_new(const struct ab_grammar *grammar);
void ab_grammar_matcher_free(struct ab_grammar_matcher *matcher);

/**
 * Does rule i match exactly at byte `at` of subject (valid text, which may be
 * looked at on both sides)? Returns the end of the match, 0 if there is none or
 * PCRE2's limits were met.
 */
size_t ab_grammar_match(struct ab_grammar_matcher *matcher, size_t i, ab_str subject, size_t at);

/** How often ab_grammar_match was called: the work so far, as each call's is limited. */
size_t ab_grammar_tries(const struct ab_grammar_matcher *matcher);

/** What a named group took in the last match; empty if nothing, or if there is no such group. */
ab_str ab_grammar_group(const struct ab_grammar_matcher *matcher, const char *name);

#endif
