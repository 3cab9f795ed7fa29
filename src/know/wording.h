/*
 * wording - what English words do in a sentence of a report.
 *
 *	src/data/wording.txt -> [wording] -> news/segments, news/conflicts
 *
 * Function words, verbs of saying, nouns of persons, media and offices,
 * numbers in words, agencies: classes as bits, and two tables of values. The
 * file has one class and words of it a line; '#' begins a line for people.
 */
#ifndef ABREAST_KNOW_WORDING_H
#define ABREAST_KNOW_WORDING_H

#include "base/error.h"
#include "know/lexicon.h"

#define AB_WORDINGS(X) \
	X(FUNCTION, "function")   /* bears no content */ \
	X(SAYS,     "says")       /* reporting verb: bears no content */ \
	X(SPEAKS,   "speaks")     /* may attribute a quotation */ \
	X(CUTS,     "cuts")       /* a clause may begin with it */ \
	X(PERSON,   "person")     /* noun of persons */ \
	X(STATE,    "state")      /* what became of persons: says what a number counts */ \
	X(MONEY,    "money") \
	X(PERCENT,  "percent") \
	X(MEDIA,    "media") \
	X(OFFICE,   "office")     /* who speaks for an institution, or the institution */ \
	X(PRONOUN,  "pronoun") \
	X(ABOUT,    "about")      /* makes a number vague */ \
	X(OVER,     "over")       /* ... a lower bound */ \
	X(UNDER,    "under")      /* ... an upper bound */ \
	X(AGAINST,  "against") \
	X(SCALE,    "scale")      /* hundred, dozens */ \
	X(REASON,   "reason") \
	X(MUTUAL,   "mutual") \
	X(SINGLE,   "single") \
	X(VIEW,     "view") \
	X(MAKES,    "makes")      /* announced, set, ... by somebody */ \
	X(FORMER,   "former") \
	X(TITLE,    "office-title") \
	X(WEEKDAY,  "weekday") \
	X(MONTH,    "month") \
	X(SPAN,     "year-word")  /* a number before it is a length of time or an age */ \
	X(AGENCY,   "agency")     /* news agency; capitals count */

#define AB_WORDING_BIT(id, name) AB_WORDING_BIT_##id,
enum { AB_WORDING_DIGIT, AB_WORDINGS(AB_WORDING_BIT) AB_WORDING_COUNT }; /* bit 0: know/lexicon.h */
#undef AB_WORDING_BIT
#define AB_WORDING_FLAG(id, name) AB_WORD_##id = 1 << AB_WORDING_BIT_##id,
enum { AB_WORDINGS(AB_WORDING_FLAG) AB_WORD_NONE = 0 };
#undef AB_WORDING_FLAG

struct ab_wording_value { ab_str form, value; };

struct ab_wording {
	struct ab_lexicon words;
	struct ab_wording_value *base, *number; /* by form */
	size_t bases, numbers;
};

/** Reads text into wording; all of it is in the arena and in text. False and a sentence with the
 * line for what is no class, too long, or has no value. */
bool ab_wording_read(struct ab_wording *wording, struct ab_arena *arena, ab_str text,
    struct ab_error *err);

/** AB_WORD_ bits of a word of text, and bit 0 if it begins with a digit. */
static inline unsigned
ab_wording_of(const struct ab_wording *wording, ab_str word)
{
	return (unsigned)ab_lexicon_classes(&wording->words, word);
}

/** The form that an irregular one (in lower case) counts as; itself if there is none. */
ab_str ab_wording_base(const struct ab_wording *wording, ab_str word);

/** The number that a word in lower case stands for; 0 if it is none. */
double ab_wording_number(const struct ab_wording *wording, ab_str word);

#endif
