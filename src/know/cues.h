/*
 * cues - words by which sites give themselves away, in the commonest languages.
 *
 *	words of a line -> [cues: bits] -> news/facts
 *
 * A cue decides nothing: it is one of the things that the trained decision
 * looks at, beside the place of the line. What must hold always is a rule
 * (know/rules). Each word of a line costs one look into a table of the words
 * that phrases begin with, which is filled when the first line is asked about.
 */
#ifndef ABREAST_KNOW_CUES_H
#define ABREAST_KNOW_CUES_H

#include <stdint.h>

#include "base/str.h"

#define AB_SITE_CUES(X, with) \
	X(NAV,     "words of a menu", with) \
	X(LEGAL,   "legal words", with) \
	X(SHARE,   "words of a share bar", with) \
	X(TAGS,    "words of a tag list", with) \
	X(RELATED, "heading of related articles", with) \
	X(MORE,    "a link to read more", with) \
	X(TREND,   "heading of a list of articles", with) \
	X(MAIL,    "words of a subscription prompt", with) \
	X(BYLINE,  "words of a byline", with) \
	X(BIO,     "words about an author", with) \
	X(CREDIT,  "words of a picture credit", with) \
	X(LOGIN,   "words of a log-in prompt", with) \
	X(PLAYER,  "words of a player or loader", with) \
	X(COMMENT, "heading of comments", with) \
	X(REPLY,   "words of a comment", with) \
	X(COOKIE,  "words of a consent prompt", with) \
	X(AD,      "words of an advertisement", with) \
	X(PAY,     "words of a payment prompt", with) \
	X(SITE,    "words about the site", with) \
	X(MONTH,   "name of a month", with) \
	X(DATE,    "a date", with)

#define AB_ENUM_CUE(id, phrase, with) AB_CUE_##id,
enum ab_cue { AB_SITE_CUES(AB_ENUM_CUE, ) AB_CUE_COUNT };

/**
 * The cues in a line, as bits 1 << AB_CUE_*. folded: the line's words in lower
 * case, each followed by one blank, signs left out but for "©". DATE is for
 * the caller to find.
 */
uint32_t ab_cues_find(ab_str folded);

/** Is the table in order, and no phrase that may stand anywhere a single byte? For the tests; the
 * number of phrases goes to *count. */
bool ab_cues_sorted(size_t *count);

#endif
