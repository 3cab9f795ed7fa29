/* What a key does: the prompt, a letter that is waited for, the screen, or a command. */
#include <stdio.h>

#include "base/words.h"
#include "view/screen.h"

static void
reload(struct ab_reader *r)
{
	struct ab_error err;

	r->reloading = ab_heap_reload(ab_bundle_heap(r->bundle), &err);
	if (r->reloading)
		r->indexed = false; /* work.c opens the panes' articles again */
	else
		ab_warn(r, "%s", err.text);
}

static void
go_back(struct ab_reader *r)
{
	r->screen = r->screen == &ab_screen_help ? r->under_help : &ab_screen_panes;
}

static void
quit(struct ab_reader *r)
{
	if (r->screen == &ab_screen_timeline)
		ab_timeline_follow(r);
	if (r->screen == &ab_screen_panes)
		r->wish = AB_WISH_QUIT;
	go_back(r);
}

/* Nothing is begun here any more, so Esc takes away the marks of the search, or goes back. */
static void
cancel(struct ab_reader *r)
{
	if (r->screen != &ab_screen_panes)
		go_back(r);
	else if (r->search)
		ab_seek_end(r);
	else if (r->only)
		ab_only_end(r);
	else if (r->linked.chosen)
		ab_linked_leave(r);
	else
		ab_say(r, "q quits");
}

/* A motion is kept for REPEAT. */
static void
remember(struct ab_reader *r, enum ab_command command, size_t count)
{
	bool moves = ab_command_row(command)->group == AB_GROUP_MOVE || command == AB_DO_NEXT_HIT
	    || command == AB_DO_PREV_HIT;

	if (!moves || command == AB_DO_SET_MARK || command == AB_DO_GO_MARK
	    || command == AB_DO_REPEAT)
		return;
	r->last.command = command;
	r->last.count = count;
}

/* Once more: the same articles by event. */
static void
list(struct ab_reader *r)
{
	if (r->screen == &ab_screen_list)
		ab_events_open(r);
	else
		ab_list_open(r);
}

static void
go_on(struct ab_reader *r)
{
	r->screen = &ab_screen_panes;
	ab_reader_go_on(r);
}

static void
quit_all(struct ab_reader *r)
{
	r->wish = AB_WISH_QUIT;
}

static void
redraw(struct ab_reader *r)
{
	r->wish = AB_WISH_REDRAW;
}

static void
suspend(struct ab_reader *r)
{
	r->wish = AB_WISH_SUSPEND;
}

/* What a command does that means the same on every screen. */
static void (*const everywhere[AB_DO_COUNT])(struct ab_reader *) = {
	[AB_DO_LIST] = list, [AB_DO_ALIKE] = ab_alike_open, [AB_DO_NOTES] = ab_notes_open,
	[AB_DO_SEARCH_ALL] = ab_results_ask, [AB_DO_COLON] = ab_colon_ask, [AB_DO_RELOAD] = reload,
	[AB_DO_INDEX] = ab_index_open, [AB_DO_TIMELINE] = ab_timeline_open,
	[AB_DO_OVERVIEW] = ab_overview_open, [AB_DO_HELP] = ab_help_open, [AB_DO_QUIT] = quit,
	[AB_DO_QUIT_ALL] = quit_all, [AB_DO_REDRAW] = redraw, [AB_DO_SUSPEND] = suspend,
	[AB_DO_GO_ON] = go_on, [AB_DO_CANCEL] = cancel,
};

void
ab_reader_run(struct ab_reader *r, enum ab_command command, size_t count)
{
	remember(r, command, count);
	/* as in less and vi, it stays so */
	if (command == AB_DO_HALF_DOWN || command == AB_DO_HALF_UP) {
		r->half = count ? count : r->half;
		count = r->half;
	}
	if (command == AB_DO_REPEAT)
		ab_reader_run(r, r->last.command, count ? count : r->last.count);
	else if (everywhere[command])
		everywhere[command](r);
	else if (!r->screen->command(r, command, count))
		ab_say(r, "%s: not on this screen; q goes back", ab_command_row(command)->name);
}

static bool
is_digit(ab_str key)
{
	return key.len == 1 && *key.ptr >= '0' && *key.ptr <= '9';
}

/* A digit after PUT; anything else gives it up. */
static void
put_key(struct ab_reader *r, ab_str key)
{
	size_t number = is_digit(key) ? (size_t)(*key.ptr - '0') : 0;

	if (number == 0)
		ab_say(r, "no article put: 1 to 9 was expected");
	else if (!ab_heap_try(ab_bundle_heap(r->bundle), number - 1))
		ab_say(r, "there is no article %zu", number);
	else
		ab_reader_put(r, number - 1);
}

static void
waited_key(struct ab_reader *r, ab_str key)
{
	enum ab_wait what = r->waiting;

	r->waiting = AB_WAIT_NONE;
	if (what == AB_WAIT_PUT)
		put_key(r, key);
	else if (what == AB_WAIT_REPLACE)
		ab_copy_replace(r, key);
	else
		ab_move_mark(r, what, key);
}

void
ab_ask(struct ab_reader *r, const struct ab_question *question, ab_str text)
{
	r->question = question;
	r->stem = r->completions = 0;
	ab_prompt_ask(&r->prompt, ab_tr(question->label),
	    question->history ? &r->history[question->history] : NULL, text);
}

/* As ^R^W in vi: the word under the hand, less what was typed of it. */
static void
insert_word(struct ab_reader *r)
{
	ab_str word = ab_here_word(r, 1);
	size_t typed = word.len < r->prompt.at ? word.len : r->prompt.at;

	while (memcmp(r->prompt.text + r->prompt.at - typed, word.ptr, typed) != 0)
		typed--; /* nothing is as nothing */
	ab_prompt_insert(&r->prompt, ab_str_skip(word, typed));
}

static void
prompt_key(struct ab_reader *r, ab_str key)
{
	const struct ab_question *q = r->question;

	if (ab_str_eq(key, AB_STR("<Tab>")) && q->complete) {
		if (r->completions == 0)
			r->stem = r->prompt.len;
		q->complete(r, r->stem, r->completions++);
		return;
	}
	r->completions = 0;
	enum ab_answer answer = AB_ANSWER_OPEN;
	if (r->pasting && ab_str_eq(key, AB_STR("<C-w>")))
		insert_word(r);
	else
		answer = ab_prompt_key(&r->prompt, key);
	r->pasting = ab_str_eq(key, AB_STR("<C-r>"));
	ab_str text = { r->prompt.text, answer == AB_ANSWER_CANCELLED ? 0 : r->prompt.len };
	if (answer != AB_ANSWER_OPEN)
		r->question = NULL;
	if (answer == AB_ANSWER_GIVEN)
		q->answer(r, text);
	else if (answer == AB_ANSWER_CANCELLED && q->cancel)
		q->cancel(r);
	else if (q->typing)
		q->typing(r, text);
}

/* "<Click-ROW,COL>" */
static bool
click_key(struct ab_reader *r, ab_str key)
{
	struct ab_arena arena = { 0 };
	int row, col;
	bool click = sscanf(ab_copy(&arena, key).ptr, "<Click-%3d,%4d>", &row, &col) == 2;

	ab_arena_free(&arena);
	if (click && r->screen == &ab_screen_panes)
		ab_move_click(r, row, col);
	else if (click && row > 0 && r->screen->command(r, AB_DO_CLICK, (size_t)row))
		r->screen->key(r, AB_STR("<Enter>"));
	return click;
}

/* Nothing is done by these keys, the last of which begins after `before` bytes: says what to press
 * instead. */
static void
say_nothing_done(struct ab_reader *r, ab_str typed, size_t before)
{
	struct ab_arena arena = { 0 };
	const char *instead = ab_command_instead(typed);
	ab_str keys = ab_command_typed(&arena, typed);

	if (!instead)
		instead = ab_command_instead((ab_str){ typed.ptr, before });

	if (instead)
		ab_say(r, "%.*s: %s", (int)keys.len, keys.ptr, ab_tr(instead));
	else if (ab_str_eq(typed, AB_STR("<Other>")))
		ab_say(r, "this key means nothing here; h shows the keys");
	else
		ab_say(r, "%.*s means nothing here; h shows the keys", (int)keys.len, keys.ptr);
	ab_arena_free(&arena);
}

/* A key that was a command a moment ago may have been the start of a longer one ("g", then "g/"),
 * here or in another program: then what it did is taken back. */
static bool
longer_command(struct ab_reader *r, ab_str key)
{
	enum ab_command command;
	size_t len = strlen(r->ran);

	if (len == 0 || len + key.len >= sizeof(r->ran))
		return false;
	memcpy(r->ran + len, key.ptr, key.len + 1);
	ab_str typed = { r->ran, len + key.len };
	bool found = ab_command_find(&r->keys, typed, &command) == AB_FOUND_COMMAND;
	bool meant = found || ab_command_instead(typed);
	if (meant) {
		ab_panes_restore(&r->panes, &r->before_ran);
		r->places = r->places_before_ran;
	}
	if (found)
		ab_reader_run(r, command, r->ran_count);
	else if (meant)
		say_nothing_done(r, typed, len);
	r->ran[0] = '\0';
	return meant;
}

/* A key that may begin, go on with or end a command. */
static void
command_key(struct ab_reader *r, ab_str key)
{
	enum ab_command command;
	size_t len = strlen(r->typed), count = r->count;

	if (len == 0 && count == 0 && longer_command(r, key))
		return;
	if (len == 0 && is_digit(key) && (r->count || *key.ptr != '0')) {
		if (r->count < 1000000000)
			r->count = 10 * r->count + (size_t)(*key.ptr - '0');
		return;
	}
	bool begun = len > 0 || count > 0;
	if (len + key.len < sizeof(r->typed))
		memcpy(r->typed + len, key.ptr, key.len + 1);
	enum ab_found found = ab_command_find(&r->keys,
	    (ab_str){ r->typed, len + key.len }, &command);
	if (found == AB_FOUND_START)
		return;
	if (found == AB_FOUND_NONE)
		say_nothing_done(r, ab_str_c(r->typed), len);
	r->typed[0] = '\0';
	r->count = 0;
	if (found != AB_FOUND_COMMAND || (command == AB_DO_CANCEL && begun))
		return;
	r->before_ran = ab_panes_stand(&r->panes);
	r->places_before_ran = r->places;
	if (len == 0 && r->screen == &ab_screen_panes) {
		memcpy(r->ran, key.ptr, key.len + 1);
		r->ran_count = count;
	}
	ab_reader_run(r, command, count);
}

void
ab_reader_key(struct ab_reader *r, ab_str given)
{
	char name[AB_KEY_MAX] = "";

	if (given.len == 0 || given.len >= sizeof(name))
		return;
	memcpy(name, given.ptr, given.len);
	ab_str key = ab_str_eq(given, AB_STR(" ")) ? AB_STR("<Space>") : (ab_str){ name,
		given.len };
	r->message[0] = '\0';
	r->seeking = r->early = false;
	if (r->prompt.label)
		prompt_key(r, key);
	else if (r->waiting)
		waited_key(r, key);
	else if (!click_key(r, key) && (!r->screen->key || !r->screen->key(r, key)))
		command_key(r, key);
}
