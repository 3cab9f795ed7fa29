/* A search while it is typed: the first hit is shown, and all is as it was when it is given up. */
#include <stdlib.h>

#include "view/screen.h"

/* The search before, and where the panes stood. */
struct ab_sought {
	struct ab_search *search;
	bool following, backward;
	char pattern[sizeof(((struct ab_reader *)NULL)->pattern)];
	struct ab_stand stand;
	int hit_pane;
	size_t hit_start;
};

static void
go_back(struct ab_reader *r)
{
	ab_seek_end(r);
	ab_panes_restore(&r->panes, &r->before->stand);
}

/* The search before is the one that holds; it is looked for anew. */
static void
take_up(struct ab_reader *r)
{
	struct ab_sought *before = r->before;

	go_back(r);
	r->before = NULL;
	r->search = before->search;
	r->following = before->following;
	memcpy(r->pattern, before->pattern, sizeof(r->pattern));
	if (r->search)
		ab_seek_again_at(r, before->hit_pane, before->hit_start);
	free(before);
}

static void
answer(struct ab_reader *r, ab_str text)
{
	struct ab_error err;
	struct ab_search *search = text.len ? ab_search_new(text, &err) : NULL;

	if (!search) {
		take_up(r);
	} else {
		go_back(r);
		ab_search_free(r->before->search);
		free(r->before);
		r->before = NULL;
	}
	ab_search_free(search);
	ab_seek_begin(r, text);
}

/* A pattern that is not well formed yet changes nothing. */
static void
typing(struct ab_reader *r, ab_str text)
{
	struct ab_error err;
	struct ab_search *search = text.len ? ab_search_new(text, &err) : NULL;

	if (text.len && !search)
		return;
	ab_search_free(search);
	go_back(r);
	if (search && ab_seek_pattern(r, text, &err))
		ab_seek_next(r, false, 1);
}

static void
cancel(struct ab_reader *r)
{
	bool backward = r->before->backward;

	take_up(r);
	r->backward = backward;
}

void
ab_seek_typing_end(struct ab_reader *r)
{
	if (r->before)
		ab_search_free(r->before->search);
	free(r->before);
	r->before = NULL;
}

void
ab_seek_ask(struct ab_reader *r, bool backward)
{
	static const struct ab_question forward = {
		"/", AB_HISTORY_SEARCH, answer, typing, cancel, NULL,
	}, back = {
		"?", AB_HISTORY_SEARCH, answer, typing, cancel, NULL,
	};
	struct ab_sought *before = ab_xalloc(1, sizeof(*before));

	before->search = r->search;
	before->following = r->following;
	before->backward = r->backward;
	memcpy(before->pattern, r->pattern, sizeof(before->pattern));
	before->hit_pane = r->hit_pane;
	before->hit_start = ab_seek_start(r);
	before->stand = ab_panes_stand(&r->panes);
	r->before = before;
	r->search = NULL;
	ab_seek_end(r);
	r->backward = backward;
	ab_ask(r, backward ? &back : &forward, AB_STR(""));
}
