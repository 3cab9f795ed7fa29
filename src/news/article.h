/*
 * article - one scraped page and all that is known of it.
 *
 *	load -> [article: text, lines, names, dates] -> view, dump
 *
 * The text is valid UTF-8 and never changes; lines, repeats, names and
 * dates are computed once, on first asking, and live as long as the article. An article
 * is used by one thread at a time.
 */
#ifndef ABREAST_NEWS_ARTICLE_H
#define ABREAST_NEWS_ARTICLE_H

#include "load/heap.h"
#include "news/dates.h"
#include "news/familiar.h"
#include "news/names.h"
#include "news/repeats.h"

struct ab_article;

/* A publication date that another article of the bundle lends; see news/assume.h. */
typedef struct { ab_str date, from; } ab_assumed; /* ISO 8601; the lender's name */

struct ab_article_options {
	bool keep_all;    /* --clean=off: nothing is taken for chrome */
	bool hasty;       /* somebody waits: of an article of more than AB_HUGE bytes
	                   * (news/pieces.h) only the lines that are asked for are classified, and
	                   * of the rest nothing is looked for: it has no names, dates or repeats */
	ab_str published; /* --date: for articles that state none; ISO 8601 or empty */
};

/** Reads record number i of the heap. What is borrowed (options by value) outlives the article;
 * familiar may be NULL. Never NULL: what cannot be read is an article with a notice. */
struct ab_article *ab_article_new(struct ab_heap *heap, size_t i, const struct ab_knowledge *know,
    const struct ab_familiar *familiar, const struct ab_article_options *options);
void ab_article_free(struct ab_article *article);

ab_str ab_article_name(const struct ab_article *article);
ab_str ab_article_text(const struct ab_article *article);

/** What is wrong with it ("END missing (cut off?)", "3 damaged bytes"), or empty. */
ab_str ab_article_notice(const struct ab_article *article);

/** The part of the notice that the heap has not told itself: damaged bytes, or why it could not
 * be read at all. Empty if there is none. */
ab_str ab_article_fault(const struct ab_article *article);

/** Was all of it read? Damaged bytes that were repaired count as read. */
bool ab_article_whole(const struct ab_article *article);

/** Of a huge article read in haste, those of the first piece and of what ab_article_lines_at was
 * asked for are classified; the others are body so far. */
const struct ab_lines *ab_article_lines(struct ab_article *article);

/** The same, and the line that begins at this offset, or nearest above it, is classified. */
const struct ab_lines *ab_article_lines_at(struct ab_article *article, size_t offset);

const struct ab_names *ab_article_names(struct ab_article *article);
const struct ab_repeats *ab_article_repeats(struct ab_article *article); /* none with keep_all */
const struct ab_dates *ab_article_dates(struct ab_article *article);

/** From the source's fields or else from the text; empty if there is none. */
ab_str ab_article_title(struct ab_article *article);
ab_str ab_article_published(struct ab_article *article); /* ISO 8601 */

/** The date that was assumed, empty if none was. It never is the one published. */
ab_assumed ab_article_assumed(const struct ab_article *article);

/** Reads the dates of an article that states none from then on as of this day. Copies. */
void ab_article_assume(struct ab_article *article, ab_assumed assumed);

ab_str ab_article_outlet(struct ab_article *article);
ab_str ab_article_url(struct ab_article *article);

/** Words of what is not hidden: runs of letters and digits. */
size_t ab_article_words(struct ab_article *article);

/** Bytes held in memory, for the cache. */
size_t ab_article_size(const struct ab_article *article);

#endif
