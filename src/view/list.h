/*
 * list - what the list of articles says of each, in the order that is wanted.
 *
 *	bundle -> [list: entries, order, filter] -> screen_list
 *
 * An article is read when its entry is first looked at. In the order of the bundle and without a
 * filter that is all there is; for another one every article is read, one a step.
 */
#ifndef ABREAST_VIEW_LIST_H
#define ABREAST_VIEW_LIST_H

#include "news/bundle.h"

#define AB_LIST_ORDERS(X) \
	X(NUMBER, "number") X(NAME, "name") X(OUTLET, "outlet") X(DATE, "date") \
	X(WORDS, "length") X(HIDDEN, "hidden share") X(MATCHES, "matches")

#define AB_ENUM_ORDER(id, name) AB_ORDER_##id,
enum ab_list_order { AB_LIST_ORDERS(AB_ENUM_ORDER) AB_ORDER_COUNT };

struct ab_list_entry {
	bool known;
	size_t words, hidden, lines;
	ab_str name, outlet, title, day; /* as they are shown; the outlet
	                                  * and the day may be empty */
	ab_str folded;                   /* all of them, for the filter */
};

/* Fields but the last two are read-only outside list.c. A zeroed one is empty, in the order of the
 * bundle. */
struct ab_list {
	struct ab_arena arena;
	struct ab_list_entry *entry;
	size_t room, read;   /* entries there are; articles that were read in turn */
	size_t *shown;       /* numbers of those shown; not used in the order
	                      * of the bundle, unfiltered */
	size_t count, due;   /* of them; when so many are read, they are chosen again */
	enum ab_list_order order;
	bool reversed, stopped;
	char filter[256];
	size_t (*matches)(const void *of, size_t number); /* of an article; NULL: all have none */
	const void *of;
};

/** What is known of an article; reads it if it was not looked at yet. Valid until the next call. */
const struct ab_list_entry *ab_list_look(struct ab_list *list, struct ab_bundle *bundle,
    size_t number);

/** Chooses and sorts. Of what is not read yet, nothing is shown. */
void ab_list_arrange(struct ab_list *list, enum ab_list_order order, bool reversed, ab_str filter);

/** Are all articles shown, in the order of the bundle? */
bool ab_list_plain(const struct ab_list *list);

/** Rows there are, and the number of the article in one of them. */
size_t ab_list_rows(const struct ab_list *list, const struct ab_bundle *bundle);
size_t ab_list_number(const struct ab_list *list, size_t row);

/** Reads one article more; false when none is left or they are not asked for. *changed: other rows
 * are shown than before. */
bool ab_list_read(struct ab_list *list, struct ab_bundle *bundle, bool *changed);

/** Forgets the articles, and keeps order and filter. */
void ab_list_clear(struct ab_list *list);

const char *ab_list_order_name(enum ab_list_order order);

#endif
