/*
 * dump - what was found, for other programs.
 *
 *	bundle -> [dump] -> text, JSON Lines, a list
 *
 * The door: byte offsets of the inside become code points here, in one forward
 * walk. The bundle is indexed whole before it is dumped, or its articles could
 * be counted anew meanwhile. All of it streams: one article in memory at a time,
 * or one each job; how many jobs there are changes no byte. Every function
 * returns false when out cannot be written any more (a reader went away, a
 * full disk); articles that could be read only in part are counted in *partly
 * and told through `say`.
 */
#ifndef ABREAST_APP_DUMP_H
#define ABREAST_APP_DUMP_H

#include <stdio.h>

#include "news/bundle.h"
#include "view/notes.h"

/** Prints one sentence about one article on standard error. */
typedef void ab_say_fn(ab_str name, ab_str sentence);

/** Takes what was told of an article, each in turn. */
typedef void ab_take_fn(void *taker, ab_str name, ab_str told);

struct ab_dump {
	struct ab_bundle *bundle;
	const struct ab_notes *notes; /* NULL: none */
	FILE *out;
	ab_take_fn *take; /* set by ab_dump_gather; NULL: what is told goes to out */
	void *taker;
	ab_say_fn *say;
	bool show_chrome; /* --clean=dim or off: nothing is left out of the text */
	bool apart;       /* each article stands for itself: names and days
	                   * of others say nothing of it */
	size_t jobs;      /* processes at a time; 0 is 1 */
	size_t partly;    /* how many articles could not be read whole */
	size_t told;      /* how many hold anything but white space */
	bool lost;        /* a process ended too early, which was told; the output ends there */
};

/** The next article in turn, 0 first: lets `last` go, tells what is wrong with the new one; NULL
 * past the end. */
struct ab_article *ab_dump_next(struct ab_dump *dump, struct ab_article *last, size_t i);

/** Is there anything but white space in it? */
bool ab_dump_is_told(const struct ab_article *article);

/** Tells the fault of article i, if there is one, and counts it. */
void ab_dump_account(struct ab_dump *dump, size_t i, ab_str name, ab_str fault, bool whole,
    bool told);

/** Writes article i to dump->out, and reads of the bundle only what does not change: it may be in
 * a process of its own. False when out takes no more. */
typedef bool ab_tell_fn(struct ab_dump *dump, struct ab_article *article, size_t i);

/** Has all articles told, dump->jobs of them at a time, and out flushed. In jobs.c. */
bool ab_dump_each(struct ab_dump *dump, ab_tell_fn *tell);

/** The same, but what is told does not go to out: it is taken here, in this process. */
bool ab_dump_gather(struct ab_dump *dump, ab_tell_fn *tell, ab_take_fn *take, void *taker);

/** The cleaned text; of several articles as a bundle that can be opened again. */
bool ab_dump_text(struct ab_dump *dump);

/** One JSON object an article, one a line: see abreast(1). */
bool ab_dump_jsonl(struct ab_dump *dump);

/** One JSON object an event, one a line, the largest event first: see abreast(1). */
bool ab_dump_groups(struct ab_dump *dump);

/** One JSON object a pair of articles, one a line: see abreast(1). Of AB_ROSTER_MAX articles, the
 * first ones. */
bool ab_dump_links(struct ab_dump *dump);

/** One page of HTML 5 on the first AB_REPORT_MAX articles (app/report.h): see abreast(1). */
bool ab_dump_html(struct ab_dump *dump);

/** Number, name, published, words, hidden lines, title, with tabs
 * between; "-" where there is none. */
bool ab_dump_list(struct ab_dump *dump);

#endif
