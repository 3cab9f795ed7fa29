/* Only lines that match are shown. Which ones those are is found out behind the screen in long
 * articles; until then all lines are. */
#include <stdint.h>

#include "base/words.h"
#include "view/screen.h"

enum { AT_ONCE = 1 << 20, STEP = 256 << 10 }; /* bytes */

/* One slice in the first pane that needs it; false when there is none. *done: its lines are all
 * known. */
static bool
look(struct ab_reader *r, size_t bytes, bool *done)
{
	for (int i = 0; i < r->panes.count; i++) {
		struct ab_pane *pane = &r->panes.at[i];
		if (pane->only.done)
			continue;
		/* whatever is hidden by now: chrome that is shown later is looked through, too */
		*done = !ab_search_step(r->only, &pane->only, pane->article,
		    AB_CHROME_SHOWN, bytes);
		return true;
	}
	return false;
}

static size_t
count_lines(struct ab_reader *r)
{
	size_t n = 0, last = SIZE_MAX;

	for (int i = 0; i < r->panes.count; i++, last = SIZE_MAX) {
		const struct ab_pane *pane = &r->panes.at[i];
		const struct ab_lines *lines = ab_article_lines(pane->article);
		for (size_t h = 0; h < pane->only.count; h++) {
			size_t line = ab_lines_find(lines, pane->only.at[h].start);
			n += line != last && (lines->at[line].kind != AB_KIND_CHROME
			    || r->panes.chrome != AB_CHROME_HIDDEN);
			last = line;
		}
	}
	return n;
}

/* Says how many there are, and whether a limit kept some from being found. */
static void
tell(struct ab_reader *r)
{
	size_t lines = count_lines(r);
	bool costly = false;

	for (int i = 0; i < r->panes.count; i++)
		costly |= r->panes.at[i].only.costly > 0;
	ab_say(r, lines == 1 ? AB_WORD("&%s: %zu line%s; & and Enter show all")
	    : AB_WORD("&%s: %zu lines%s; & and Enter show all"), r->only_pattern, lines,
	    costly ? ab_tr(", costly pattern: some may be missing") : "");
}

bool
ab_only_step(struct ab_reader *r, bool *dirty)
{
	bool done = false, more = r->only && look(r, STEP, &done);

	if (done) {
		ab_panes_only(&r->panes, true);
		*dirty = true;
		if (!look(r, 0, &done))
			tell(r);
	}
	return more;
}

void
ab_only_again(struct ab_reader *r)
{
	bool done = false, any = false;

	if (!r->only)
		return;
	while (look(r, AT_ONCE, &done) && done)
		any = true;
	if (any)
		ab_panes_only(&r->panes, true);
}

void
ab_only_end(struct ab_reader *r)
{
	if (!r->only)
		return;
	ab_search_free(r->only);
	r->only = NULL;
	ab_panes_only(&r->panes, false);
	for (int i = 0; i < r->panes.count; i++)
		ab_hits_free(&r->panes.at[i].only);
}

static void
answer(struct ab_reader *r, ab_str text)
{
	struct ab_error err;
	struct ab_search *only = text.len ? ab_search_new(text, &err) : NULL;
	bool done;

	if (text.len && !only) {
		ab_warn(r, "%s", err.text);
		return;
	}
	ab_only_end(r);
	r->only = only;
	if (!only) {
		ab_say(r, "all lines");
		return;
	}
	snprintf(r->only_pattern, sizeof(r->only_pattern), "%.*s", (int)text.len, text.ptr);
	ab_leave_here(r);
	ab_only_again(r);
	if (look(r, 0, &done)) {
		ab_say(r, "looking for lines; Esc gives up");
		return;
	}
	tell(r);
}

void
ab_only_ask(struct ab_reader *r)
{
	static const struct ab_question question = {
		.label = "&", .history = AB_HISTORY_SEARCH, .answer = answer,
	};

	ab_ask(r, &question, AB_STR(""));
}
