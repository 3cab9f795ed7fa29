/*
 * signs - what tells a headline from the lines around it, and what each sign is worth.
 *
 *	data/title.model -> [signs] -> title
 *
 * Found in a line by news/title.c; the weights are learned by src/train/title.c.
 */
#ifndef ABREAST_KNOW_SIGNS_H
#define ABREAST_KNOW_SIGNS_H

#define AB_SIGNS(X) \
	X(SHARE)         /* of its words come back in the prose */ \
	X(SHARED)        /* how many do */ \
	X(EARLY)         /* of them in the first lines of the prose */ \
	X(MOST)          /* no line above the prose has more of these */ \
	X(DISTANCE)      /* lines to the prose, as a logarithm */ \
	X(TOUCHES)       /* nothing stands between it and the prose */ \
	X(BELOW)         /* it stands in the prose */ \
	X(STOP)          /* ends as a sentence does, */ \
	X(COLON)         /* or with a colon */ \
	X(LABEL)         /* has a colon within */ \
	X(SHORT)         /* fewer than four words */ \
	X(SPARE)         /* words fewer than six */ \
	X(LONG)          /* words beyond fourteen */ \
	X(DIGIT)         /* begins with a number */ \
	X(NUMBERS)       /* share of its words with a digit in front, */ \
	X(CAPITALS)      /* or a capital */ \
	X(PARTS)         /* consists of several: " | ", " > ", " / " */ \
	X(SIGNED)        /* a byline or a date comes next, */ \
	X(SIGNED_SOON)   /* is among the next five lines, */ \
	X(SIGNED_LATER)  /* or anywhere above the prose */ \
	X(DECKED)        /* a longer line without a rule comes next */ \
	X(LEADS)         /* none of the eight lines before is about the same */ \
	X(OPENS)         /* nor any of the sixty before */ \
	X(FOLLOWED)      /* lines about the same among the next six */ \
	X(AFTER_LONG)    /* the line before is as long, */ \
	X(AFTER_SHORT)   /* or a word or two, */ \
	X(AFTER_RULE)    /* or known to a rule */ \
	X(AFTER_HIDDEN)  /* share of the eight lines before that are hidden */ \
	X(HIDDEN)        /* is hidden itself: no part of the body */ \
	X(AGAIN)         /* comes again on the page, */ \
	X(TAILED)        /* or with the outlet's name behind it, */ \
	X(FIRST)         /* this one being the first */ \
	X(PATH)          /* another line ends with it: the way to the page */ \
	X(PATHS)         /* ends with another line */

enum ab_sign {
#define ENUM(id) AB_SIGN_##id,
	AB_SIGNS(ENUM) AB_SIGN_COUNT
#undef ENUM
};

/* What is added to the sum of a line, times the sign. */
extern const float ab_sign_weights[AB_SIGN_COUNT];

#endif
