/*
 * lines - cut an article into lines, say what each is for, and hide the chrome.
 *
 *	text -> [lines] -> dates, names -> links -> rows -> frame -> terminal
 *
 * The lines tile the text but for the newlines: each starts one byte after the
 * one before it ended, the first at 0, the last ends at text.len. What is
 * hidden is a list of spans: whole lines of kind chrome, or parts of lines of
 * any other kind (a counter glued to the first sentence). Text is never
 * changed and never lost: hidden is a matter of showing.
 */
#ifndef ABREAST_NEWS_LINES_H
#define ABREAST_NEWS_LINES_H

#include "base/arena.h"
#include "know/kind.h"
#include "know/knowledge.h"

struct ab_familiar;
struct ab_candidate;

struct ab_line {
	ab_span at; /* without the newline */
	enum ab_kind kind;
};

struct ab_hidden {
	ab_span at;  /* within one line */
	ab_str rule; /* why: the rule's name or a phrase; static, in the knowledge or the arena */
};

struct ab_lines {
	struct ab_line *at; /* in the article's arena */
	size_t count;       /* an empty text has none */
	struct ab_hidden *hidden; /* sorted, disjoint, none empty */
	size_t hidden_count;
	size_t chrome_lines; /* how many lines are of kind chrome */
	ab_str title;        /* the headline, empty if none was
	                      * recognised; borrowed from the text */
};

/** Cuts text at every '\n'. All lines are BLANK or BODY, nothing is hidden. Linear in text.len. */
struct ab_lines ab_lines_split(struct ab_arena *arena, ab_str text);

/**
 * Gives each line its kind and fills `hidden` and `title`. familiar: the lines of the bundle, this
 * article's among them (news/familiar.h), or NULL. Promises, whatever the text: the longest
 * sentence is never hidden, unless a rule knows it or it is sure (AB_DOUBT in news/decide.h) that
 * it is the site's; a text with a line that is not blank keeps at least one; blank lines stay
 * blank.
 */
void ab_lines_classify(struct ab_lines *lines, struct ab_arena *arena, ab_str text,
    const struct ab_knowledge *know, const struct ab_familiar *familiar);

/**
 * The lines among which ab_lines_classify would look for the headline, with what speaks for
 * them (AB_CANDIDATES of news/title.h at most); returns how many. Kinds are left as they are then.
 */
size_t ab_lines_candidates(struct ab_candidate *at, struct ab_lines *lines, struct ab_arena *arena,
    ab_str text, const struct ab_knowledge *know);

/** Index of the line that holds this byte offset (its newline included); count if past the end. */
size_t ab_lines_find(const struct ab_lines *lines, size_t offset);

/** Index of the first hidden span that ends after this byte offset; hidden_count if none does. */
size_t ab_lines_hidden_after(const struct ab_lines *lines, size_t offset);

/** Is this byte offset hidden? */
bool ab_lines_hides(const struct ab_lines *lines, size_t offset);

/**
 * Publication date that the text states (in chrome, byline or dateline), as
 * ISO 8601 with time and zone where stated: "2020-10-25", "2020-10-25T07:05+05:30";
 * empty if none.
 */
ab_str ab_lines_published(const struct ab_lines *lines, struct ab_arena *arena, ab_str text);

/** The day that an address states: ".../2031/02/03/bridge". ISO 8601 in the arena, or empty. */
ab_str ab_url_published(struct ab_arena *arena, ab_str url);
#endif
