/*
 * features - what the trained decision on a line may look at, by name.
 *
 *	facts of a line, and of it on its page (news) -> [features: their names] -> trees
 *
 * The names stand in the model file (src/data/chrome.model), the sentences are
 * shown to whoever asks why a line is hidden. How they are computed is in
 * news/facts.c (the line alone) and news/features.c (the line on its page).
 * Words of scripts without blanks count half a word a character.
 */
#ifndef ABREAST_KNOW_FEATURES_H
#define ABREAST_KNOW_FEATURES_H

#include "know/cues.h"

/* The line by itself. */
#define AB_FEATURES_LINE(X) \
	X(WORDS,        "its length") \
	X(CHARS,        "its length") \
	X(LETTERS,      "share of letters") \
	X(DIGITS,       "share of digits") \
	X(CAPITALS,     "capitalised words") \
	X(SHOUT,        "words in capitals") \
	X(WORD_LENGTH,  "length of its words") \
	X(ENDS,         "how it ends") \
	X(COMMAS,       "commas") \
	X(SENTENCES,    "sentences in it") \
	X(QUOTES,       "quotation marks") \
	X(PIPE,         "bars") \
	X(CHEVRON,      "arrows") \
	X(ADDRESS,      "an address") \
	X(AT,           "an at sign") \
	X(FIRST_UPPER,  "how it begins") \
	X(FIRST_LOWER,  "how it begins") \
	X(FIRST_QUOTE,  "how it begins") \
	X(COLON,        "how it ends") \
	X(ELLIPSIS,     "how it ends") \
	X(QUESTION,     "how it ends") \
	X(GLUED,        "words glued together") \
	X(RANK,         "a number alone") \
	X(CUES,         "words that sites use") \
	AB_SITE_CUES(AB_FEATURE_CUE, X)

/* The line on its page. */
#define AB_FEATURES_PAGE(X) \
	X(REPEATS,      "said more than once") \
	X(BLANK_ABOVE,  "blank lines around it") \
	X(BLANK_BELOW,  "blank lines around it") \
	X(OWN,          "share of the page's small words") \
	X(OWN_OVER,     "share of the page's small words") \
	X(POSITION,     "place on the page") \
	X(WORDS_BEFORE, "place on the page") \
	X(PROSE_BEFORE, "place in the prose") \
	X(PAGE_LINES,   "lines of the page") \
	X(PAGE_WORDS,   "words of the page") \
	X(PAGE_PROSE,   "prose of the page") \
	X(PAGE_OWN,     "small words of the page") \
	X(PAGE_BLANKS,  "blank lines of the page") \
	X(PROSE_SHARE,  "prose of the page") \
	X(LONG_LINES,   "long lines of the page") \
	X(MEDIAN,       "long lines of the page") \
	X(OVER_MEDIAN,  "length beside the prose") \
	X(OVER_LONGEST, "length beside the prose") \
	AB_FEATURES_SEGMENT(X, 4) \
	AB_FEATURES_SEGMENT(X, 12) \
	AB_FEATURES_SEGMENT(X, 30) \
	X(RUN_WORDS,    "words of its run of prose") \
	X(RUN_LINES,    "lines of its run of prose") \
	X(RUN_RANK,     "rank of its run of prose") \
	X(RUN_SHARE,    "share of its run of prose") \
	X(RUN_MEAN,     "length of lines in its run") \
	X(RUN_COHERENCE, "coherence of its run of prose") \
	X(RUN_WEIGHT,   "weight of its run of prose") \
	X(RUN_DISTANCE, "distance to a run of prose") \
	X(RUN_INDEX,    "which run of prose it is in") \
	X(RUNS,         "runs of prose") \
	X(RUN_BEST,     "the best run of prose") \
	X(RUN_FROM_BEST, "distance to the best run") \
	X(RUN_FIRST,    "place in its run of prose") \
	X(RUN_LAST,     "place in its run of prose") \
	X(PROSE_ABOVE,  "distance to prose above") \
	X(PROSE_BELOW,  "distance to prose below") \
	AB_FEATURES_WINDOW(X, 3) \
	AB_FEATURES_WINDOW(X, 8) \
	AB_FEATURES_WINDOW(X, 20) \
	AB_FEATURES_RHYTHM(X, 4) \
	AB_FEATURES_RHYTHM(X, 10) \
	X(OVERLAP,      "words shared with the article") \
	X(OVERLAP_COUNT, "words shared with the article") \
	X(OVERLAP_MEAN, "how much the article shares") \
	X(OVERLAP_OVER, "words shared with the article") \
	X(SHARED_ABOVE, "words shared with lines above") \
	X(SHARED_BELOW, "words shared with lines below") \
	X(GIVEN,        "words shared with other prose") \
	X(RARITY,       "rare words") \
	X(TITLE_DISTANCE, "distance to the headline") \
	X(TITLE_IN_LINE, "words of the headline") \
	X(LINE_IN_TITLE, "words of the headline") \
	X(TITLE_SCORE,  "how sure the headline is") \
	AB_FEATURES_NEIGHBOUR(X, ABOVE3, "three lines above") \
	AB_FEATURES_NEIGHBOUR(X, ABOVE2, "two lines above") \
	AB_FEATURES_NEIGHBOUR(X, ABOVE1, "the line above") \
	AB_FEATURES_NEIGHBOUR(X, BELOW1, "the line below") \
	AB_FEATURES_NEIGHBOUR(X, BELOW2, "two lines below") \
	AB_FEATURES_NEIGHBOUR(X, BELOW3, "three lines below") \
	AB_FEATURES_BESIDE(X, ABOVE, "the line above") \
	AB_FEATURES_BESIDE(X, BELOW, "the line below") \
	X(OPENER_LINES, "below a heading of chrome") \
	X(OPENER_PROSE, "below a heading of chrome") \
	X(OPENER_NEXT,  "above a heading of chrome") \
	X(COMMENTS_LINES, "below a heading of comments") \
	X(LEGAL_LINES,  "below legal words") \
	X(LEGAL_NEXT,   "above legal words") \
	X(DATE_LINES,   "below a date") \
	X(BYLINE_LINES, "below a byline") \
	X(REPLIES,      "replies above it")

/* The stretch of most prose, at a price for each line. */
#define AB_FEATURES_SEGMENT(X, price) \
	X(IN_##price,         "in or out of the main block") \
	X(FROM_START_##price, "distance to the main block") \
	X(FROM_END_##price,   "distance to the main block") \
	X(SHARE_##price,      "share of the main block") \
	X(GAP_##price,        "prose between it and the main block")

/* So many lines above and below. */
#define AB_FEATURES_WINDOW(X, lines) \
	X(NEAR_WORDS_##lines,  "length of lines around it") \
	X(NEAR_PROSE_##lines,  "prose around it") \
	X(NEAR_ENDS_##lines,   "sentences around it") \
	X(NEAR_CUES_##lines,   "words that sites use around it") \
	X(ABOVE_PROSE_##lines, "prose above it") \
	X(BELOW_PROSE_##lines, "prose below it") \
	X(ABOVE_SHORT_##lines, "short lines above it") \
	X(BELOW_SHORT_##lines, "short lines below it")

#define AB_FEATURES_RHYTHM(X, lines) \
	X(CHANGES_##lines,       "long and short lines in turn") \
	X(SPREAD_##lines,        "long and short lines around it") \
	X(NEAR_OWN_##lines,      "small words around it") \
	X(NEAR_ELLIPSIS_##lines, "cut-off lines around it") \
	X(NEAR_GLUED_##lines,    "glued words around it") \
	X(NEAR_DATES_##lines,    "dates around it") \
	X(NEAR_CUED_##lines,     "words that sites use around it") \
	X(NEAR_SHARED_##lines,   "coherence around it")

#define AB_FEATURES_NEIGHBOUR(X, where, phrase) \
	X(WORDS_##where,    phrase) \
	X(OWN_##where,      phrase) \
	X(ENDS_##where,     phrase) \
	X(CAPITALS_##where, phrase) \
	X(CUES_##where,     phrase) \
	X(OVERLAP_##where,  phrase)

#define AB_FEATURES_BESIDE(X, where, phrase) \
	X(COLON_##where,  phrase) \
	X(OPENER_##where, phrase) \
	X(CREDIT_##where, phrase) \
	X(DATED_##where,  phrase) \
	X(BYLINE_##where, phrase) \
	X(SHARED_##where##1, phrase)

#define AB_FEATURE_CUE(id, phrase, X) X(CUE_##id, phrase)
#define AB_ENUM_FEATURE(id, phrase) AB_F_##id,
enum ab_feature {
	AB_FEATURES_LINE(AB_ENUM_FEATURE)
	AB_FEATURE_LINE_COUNT,
	AB_FEATURE_ZERO = AB_FEATURE_LINE_COUNT - 1,
	AB_FEATURES_PAGE(AB_ENUM_FEATURE)
	AB_FEATURE_COUNT
};

/** As in the model file: "RUN_WORDS". */
const char *ab_feature_name(enum ab_feature feature);

/** For people, as the reason of a decision: "trees: words of its run of prose". */
const char *ab_feature_phrase(enum ab_feature feature);

#endif
