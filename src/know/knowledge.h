/*
 * knowledge - all that is known before any article is read: rules, lists,
 * grammars, weights. Compiled into the program (src/data), to which a person's
 * own rules are added. Loaded once, read-only after, shared by all threads.
 *
 *	src/data/ * + the user's rule files -> [knowledge] -> news
 */
#ifndef ABREAST_KNOW_KNOWLEDGE_H
#define ABREAST_KNOW_KNOWLEDGE_H

#include "know/grammar.h"
#include "know/kind.h"
#include "know/model.h"
#include "know/rules.h"
#include "know/trees.h"
#include "know/wording.h"

struct ab_knowledge;

/* What a line rule says of a line, besides the kinds that it can name outright
 * (all but blank). data/chrome.rules says more of each. */
#define AB_LINE_LABELS(X) \
	X(BLOCK,  "block")  /* a heading that opens a block of chrome */ \
	X(END,    "end")    /* the article is over: nothing of it comes below */ \
	X(TEASER, "teaser") /* another article's headline, one of a list */ \
	X(CUE,    "cue")    /* chrome, unless it stands among the article's prose */

#define AB_ENUM_LABEL(id, name) AB_LABEL_##id,
enum ab_line_label {
	AB_LABEL_NONE = AB_KIND_COUNT, /* no rule; below it the labels are the kinds */
	AB_LINE_LABELS(AB_ENUM_LABEL)
	AB_LABEL_COUNT
};

/** The label function of line rule files. */
bool ab_line_label(ab_str label, unsigned *value);

/** Rule text with the name that messages use for it. */
struct ab_rule_text { const char *name; ab_str text; };

/**
 * Loads what is compiled in and, before the built-in rules, the given ones.
 * Without built_in only the given ones decide what is chrome. NULL and a
 * sentence "NAME: line N: ..." when one of the given texts is not well formed.
 */
struct ab_knowledge *ab_knowledge_new(const struct ab_rule_text *extra, size_t count,
    bool built_in, struct ab_error *err);
void ab_knowledge_free(struct ab_knowledge *know);

/** Makes matching as fast as it gets: before a large job. Not while other threads match. */
void ab_knowledge_warm(struct ab_knowledge *know);

/** The gazetteer; see know/gazetteer.h. */
ab_str ab_knowledge_gazetteer(const struct ab_knowledge *know);

/** The trained weights of the names tagger. */
const struct ab_model *ab_knowledge_names(const struct ab_knowledge *know);

/** What words do in a sentence. */
const struct ab_wording *ab_knowledge_wording(const struct ab_knowledge *know);

/* chrome.rules and extra */
const struct ab_rules *ab_knowledge_lines(const struct ab_knowledge *know);
const struct ab_grammar *ab_knowledge_dates(const struct ab_knowledge *know); /* dates.rules */

/** What decides where no rule is sure; NULL where only given rules may decide. */
const struct ab_trees *ab_knowledge_trees(const struct ab_knowledge *know);

/** Lets other trees decide, which must outlive the knowledge: to measure what was learned. */
void ab_knowledge_use_trees(struct ab_knowledge *know, const struct ab_trees *trees);

/** Has one of the given rules met PCRE2's limits so far? Then a sentence "NAME: line N: ..." on
 * the foremost of them. */
bool ab_knowledge_costly(const struct ab_knowledge *know, struct ab_error *sentence);

/** Runs the examples of one rule text; a sentence "NAME: line N: ..." for the first that fails. */
bool ab_knowledge_check(const struct ab_rule_text *text, struct ab_error *err);

/** The built-in line rules, for --check-rules and the tests. */
struct ab_rule_text ab_knowledge_built_in(void);

#endif
