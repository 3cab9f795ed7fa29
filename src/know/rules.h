/*
 * rules - patterns and phrases that live in data files.
 *
 *	rule files -> [rules] -> news/measure
 *
 * A rule file has one rule a line: LABEL[/NAME], a tab, a PCRE2 pattern. The
 * lines under it show what it is for and are its test. What is a list of
 * whole lines rather than a form stands under it as phrases, and then there
 * need not be a pattern:
 *
 *	chrome/ad	(?i)^\[(ad|sp)_\d+\]$
 *	+ [ad_1]
 *	- see [1] for the source
 *	chrome/share
 *	= share | print this | e-mail
 *	+ Print this (12)
 *
 * A phrase matches a line that consists of it, whatever the case, punctuation
 * and numbers around; or a line whose pieces between | / , and bullets are
 * all phrases that mean the same. A line is looked up once in all phrases, and
 * tried on those patterns only that can match what begins as it does. A
 * pattern that can begin with anything should name the words of which a line
 * needs at least one (whole words, whatever the case):
 *
 *	cue/offer	\b(?:free|cheap) trial\b
 *	? trial
 *
 * Empty lines and lines that begin with # say nothing. This room knows nothing
 * of what labels mean; the caller names them. Where a pattern has a group
 * named `part`, only what that group matched is meant and not the whole line.
 * Compiled rules are read-only and shared by threads; what a match needs to
 * write is in the caller's ab_matcher.
 */
#ifndef ABREAST_KNOW_RULES_H
#define ABREAST_KNOW_RULES_H

#include "base/arena.h"
#include "base/error.h"

/* A rule sees this many bytes of a line and no more: $ does not match where a
 * longer line was cut. So a match costs the same however long the line is. */
enum { AB_RULES_REACH = 400 };

struct ab_rules;
struct ab_matcher; /* scratch of one thread */

struct ab_rule_hit {
	unsigned value; /* what the label function gave */
	ab_str name;    /* LABEL/NAME, as in the file; lives as long as the rules */
	ab_span at;     /* within the line that was matched; never empty for a part */
	bool part;      /* at is the group `part`, not the whole line */
};

/** Looks up a label (without /NAME); false for one the caller does not know. */
typedef bool ab_label_fn(ab_str label, unsigned *value);

struct ab_rules *ab_rules_new(void);
void ab_rules_free(struct ab_rules *rules);

/** Adds the rules in source after those already there. On a bad line nothing of
 * source is added and err says "line N: ...". source need not outlive the call. */
bool ab_rules_add(struct ab_rules *rules, ab_str source, ab_label_fn *label, struct ab_error *err);

/** Tries every + and - line of source on the rule above it; the first that fails goes to err. */
bool ab_rules_check(ab_str source, ab_label_fn *label, struct ab_error *err);

/** Compiles every rule to machine code: worth it before a large job, too
 * slow before the first screen. */
void ab_rules_warm(struct ab_rules *rules);

size_t ab_rules_count(const struct ab_rules *rules);

struct ab_matcher *ab_matcher_new(void);
void ab_matcher_free(struct ab_matcher *matcher);

/**
 * The first rule, from number `from` on, that matches line (valid UTF-8,
 * without its newline); returns its number, or ab_rules_count() if none does.
 * A match that runs into PCRE2's limits counts as none.
 */
size_t ab_rules_match(const struct ab_rules *rules, struct ab_matcher *matcher, ab_str line,
    size_t from, struct ab_rule_hit *hit);

/** Has a rule run into PCRE2's limits, on any line, in any thread? Then the foremost that did: its
 * number, the line of its file, and its name. */
bool ab_rules_costly(const struct ab_rules *rules, size_t *number, size_t *line, ab_str *name);

/** That a rule did so in another process. */
void ab_rules_note_costly(const struct ab_rules *rules, size_t number);

#endif
