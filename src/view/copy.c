/* What is taken out of the reader: the passage, alone or with its source, into the clipboard or to
 * a file. What goes out is one line without control characters. */
#include "base/words.h"
#include "view/screen.h"

/* The passage as a person would quote it; empty, with a message, where there is none. */
static ab_str
passage(struct ab_reader *r, struct ab_arena *arena)
{
	ab_span at;

	if (!ab_here_passage(r, &at)) {
		ab_say(r, "there is no passage here");
		return AB_STR("");
	}
	return ab_str_trim(ab_visible(arena,
	    ab_slice(ab_article_text(r->panes.at[r->panes.focus].article), at)));
}

/* Who says it: "Coast Tribune, 2031-05-04, https://..."; what is not known is left out. */
static ab_str
source(struct ab_arena *arena, struct ab_article *article)
{
	ab_str parts[] = {
		ab_label(arena, article), ab_day_of(arena, article), ab_article_url(article),
	}, all = AB_STR("");

	for (size_t i = 0; i < AB_LEN(parts); i++)
		if (parts[i].len)
			all = ab_format(arena, "%.*s%s%.*s", (int)all.len, all.ptr,
			    all.len ? ", " : "", (int)parts[i].len, parts[i].ptr);
	return ab_visible(arena, all);
}

/* A passage with its source, as a line. */
static ab_str
cited(struct ab_arena *arena, ab_str text, struct ab_article *article)
{
	ab_str from = source(arena, article);

	text = ab_str_trim(text);
	return ab_format(arena, "\xe2\x80\x9c%.*s\xe2\x80\x9d \xe2\x80\x94 %.*s\n", (int)text.len,
	    text.ptr, (int)from.len, from.ptr);
}

/* The linked passage under the hand, which is all or part of the sentence there. */
static bool
linked_here(struct ab_reader *r, size_t *place, size_t *passage)
{
	ab_span at;

	if (!ab_linked_place(r, &r->panes.at[r->panes.focus], place) || !ab_here_passage(r, &at))
		return false;
	struct ab_passages passages = ab_links_passages(r->linked.links, *place);
	*passage = ab_links_find(r->linked.links, *place, at.start);
	return *passage < passages.count && passages.at[*passage].at.start < at.end;
}

/* What stands in other panes for the same: each partner's line, but for those that are folded away
 * as told before. */
static ab_str
partners(struct ab_reader *r, struct ab_arena *arena, size_t *count)
{
	ab_str all = AB_STR("");
	size_t place, passage, found;

	*count = 0;
	if (!linked_here(r, &place, &passage))
		return all;
	struct ab_partner *partner = ab_linked_partners(r, arena, place, passage, &found);
	for (size_t i = 0; i < found; i++) {
		int where = ab_linked_pane(r, partner[i].place);
		if (where < 0) /* closed since the links were made */
			continue;
		struct ab_pane *pane = &r->panes.at[where];
		struct ab_passages passages = ab_links_passages(r->linked.links, partner[i].place);
		if (pane->layout && ab_linked_folded(pane,
		    passages.at[partner[i].passage].at.start))
			continue;
		ab_str line = cited(arena, ab_linked_text(r, arena, partner[i].place,
		    partner[i].passage), pane->article);
		all = ab_format(arena, "%.*s%.*s", (int)all.len, all.ptr, (int)line.len, line.ptr);
		++*count;
	}
	return all;
}

/* The passage with its source, and below it what the open articles have for it. */
static ab_str
citation(struct ab_reader *r, struct ab_arena *arena, size_t *count)
{
	ab_str text = passage(r, arena);

	if (text.len == 0)
		return text;
	ab_str here = cited(arena, text, r->panes.at[r->panes.focus].article);
	ab_str there = partners(r, arena, count);
	return ab_format(arena, "%.*s%.*s", (int)here.len, here.ptr, (int)there.len, there.ptr);
}

void
ab_copy_passage(struct ab_reader *r, bool with_source)
{
	struct ab_arena arena = { 0 };
	struct ab_error err;
	size_t others = 0;
	ab_str text = with_source ? citation(r, &arena, &others) : passage(r, &arena);

	if (text.len == 0)
		; /* it was said why */
	else if (!r->taker || !r->taker->copy)
		ab_say(r, "nothing can be copied here");
	else if (!r->taker->copy(r->taker->own, text, &err))
		ab_warn(r, "%s", err.text);
	else if (others)
		ab_say(r, "copied with %zu from other panes: %.*s", others,
		    (int)ab_str_trim(text).len, text.ptr);
	else
		ab_say(r, "copied: %.*s", (int)ab_str_trim(text).len, text.ptr);
	ab_arena_free(&arena);
}

/* ---- to a file ---- */

static const char *
file_name(struct ab_reader *r)
{
	const struct ab_history *h = &r->history[AB_HISTORY_FILE];

	return h->count ? h->at[h->count - 1] : "";
}

static void
write_file(struct ab_reader *r, enum ab_writing how)
{
	struct ab_error err = { "" };
	const char *path = file_name(r);

	switch (r->taker->write(r->taker->own, path, ab_str_c(r->citation), how, &err)) {
	case AB_WRITTEN:
		ab_say(r, "written to %s", path);
		break;
	case AB_WRITTEN_NOT_EXISTS:
		r->waiting = AB_WAIT_REPLACE;
		ab_warn(r, "%s is there: a adds to it, o overwrites it, other keys leave it", path);
		break;
	case AB_WRITTEN_NOT:
		ab_warn(r, "%s", err.text);
	}
}

static void
answer(struct ab_reader *r, ab_str text)
{
	if (text.len)
		write_file(r, AB_WRITE_NEW);
}

void
ab_copy_replace(struct ab_reader *r, ab_str key)
{
	if (ab_str_eq(key, AB_STR("o")))
		write_file(r, AB_WRITE_OVER);
	else if (ab_str_eq(key, AB_STR("a")))
		write_file(r, AB_WRITE_AFTER);
	else
		ab_say(r, "%s is as it was", file_name(r));
}

void
ab_copy_write(struct ab_reader *r)
{
	static const struct ab_question question = {
		.label = AB_WORD("write to: "), .history = AB_HISTORY_FILE, .answer = answer,
	};
	struct ab_arena arena = { 0 };
	ab_str text = AB_STR("");
	size_t others;

	if (!r->taker || !r->taker->write)
		ab_warn(r, "no files are written here");
	else
		text = citation(r, &arena, &others);
	if (text.len >= sizeof(r->citation))
		ab_warn(r, "the passage is longer than %d bytes", AB_CITATION_MAX);
	else if (text.len) {
		memcpy(r->citation, text.ptr, text.len);
		r->citation[text.len] = '\0';
		ab_ask(r, &question, ab_str_c(file_name(r)));
	}
	ab_arena_free(&arena);
}
