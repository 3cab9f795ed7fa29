/*
 * segments - the sentences of an article that can be linked, as words.
 *
 *	text, lines, names, dates -> [segments] -> likeness, conflicts
 *
 * One segment a sentence of title, caption or body; of lines that repeat each other, those that are
 * folded are left out, so that what is said twice is linked once. Words are lower-cased and
 * stemmed, stems are numbers in a vocabulary that all articles of a set share; marks stay, as
 * sentences are read for who said what. The text of a segment is copied, so that the article may
 * go.
 */
#ifndef ABREAST_NEWS_SEGMENTS_H
#define ABREAST_NEWS_SEGMENTS_H

#include "know/wording.h"
#include "news/article.h"
#include "news/forms.h"

/* What a word is wherever it stands. */
struct ab_lexeme { uint32_t stem, classes; uint16_t number; bool content; };

/* Stems of a set, from 1; 0 stands for what has none (a mark, one stem too many). */
struct ab_vocabulary {
	struct ab_arena *arena;
	struct ab_forms forms;
	struct ab_forms words;         /* by form and case: their lexemes */
	AB_LIST(struct ab_lexeme) lexeme;
	AB_LIST(uint32_t) rank; /* best rank of any form of it among English words; AB_NO_WORD */
};

struct ab_word {
	ab_span at;       /* in the article's text */
	uint32_t stem;
	uint32_t classes; /* AB_WORD_ bits, 1 for digits first */
	uint16_t number;  /* of the word in the model, AB_NO_WORD */
	char mark;        /* 0 for a word; '"' opens or closes a quotation, '-' any dash, else as
	                   * it is in ASCII, '?' if it is not */
	bool content;     /* tells something: neither a function word nor a reporting verb */
	bool capital, name, dated; /* in a name, in an expression of time */
	bool quoted;      /* in a quotation */
	bool glued;       /* no blank before it */
};

struct ab_day_said { ab_span at; ab_str value; }; /* TIMEX3 date */

struct ab_segment {
	ab_span at;
	size_t line;
	enum ab_kind kind;
	ab_str text;         /* of it; byte i is at at.start + i of the article */
	struct ab_word *word;
	size_t words;
	struct ab_day_said *day;
	size_t days;
	bool continues;      /* the quotation it begins in was opened before it */
};

struct ab_segments { struct ab_segment *at; size_t count; size_t chars; /* of text */ };

/* Of one article no more is linked: what is larger is no report, and a slice of the work, which
 * is two articles, must end. */
enum { AB_SEGMENTS_MAX = 1500, AB_DAYS_MAX = 8 /* of a segment */ };

/** Reads an article. All is in the vocabulary's arena. */
struct ab_segments ab_segments_read(struct ab_vocabulary *vocabulary, struct ab_article *article,
    const struct ab_knowledge *know);

/** The bytes of a word. */
static inline ab_str
ab_word_text(const struct ab_segment *segment, const struct ab_word *word)
{
	return ab_slice(segment->text, (ab_span){ word->at.start - segment->at.start,
	    word->at.end - segment->at.start });
}

#endif
