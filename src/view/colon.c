/* Any command by its name: "page-down 3", "50%", "12". */
#include "view/screen.h"

static void
complete(struct ab_reader *r, size_t stem, size_t n)
{
	enum ab_command command;
	ab_str start = { r->prompt.text, stem };

	if (n > 0 && !ab_command_named(start, n, &command)) { /* around */
		r->completions = 1;
		n = 0;
	}
	if (!ab_command_named(start, n, &command))
		return;
	/* the stem stays what was typed: the name begins with it */
	ab_prompt_set(&r->prompt, ab_str_c(ab_command_row(command)->name));
}

/* Digits at the front, cut off. */
static size_t
number(ab_str *s)
{
	size_t n = 0;

	for (; s->len && *s->ptr >= '0' && *s->ptr <= '9'; *s = ab_str_skip(*s, 1))
		if (n < 1000000000)
			n = 10 * n + (size_t)(*s->ptr - '0');
	return n;
}

/* "12" is a line, "50%" a part. */
static bool
go_to_number(struct ab_reader *r, ab_str text)
{
	size_t len = text.len, n = number(&text);
	bool percent = ab_str_eq(text, AB_STR("%"));

	if (text.len == len || (text.len && !percent))
		return false;
	ab_reader_run(r, percent ? AB_DO_PERCENT : AB_DO_START, n);
	return true;
}

/* What fingers type that know vi. */
static const struct { const char *name; enum ab_command command; } names_of_vi[] = {
	{ "q", AB_DO_QUIT_ALL }, { "q!", AB_DO_QUIT_ALL }, { "qa", AB_DO_QUIT_ALL },
	{ "qa!", AB_DO_QUIT_ALL }, { "x", AB_DO_QUIT_ALL }, { "xa", AB_DO_QUIT_ALL },
	{ "wq", AB_DO_QUIT_ALL }, { "wqa", AB_DO_QUIT_ALL }, { "Q", AB_DO_QUIT_ALL },
	{ "w", AB_DO_WRITE }, { "h", AB_DO_HELP }, { "ls", AB_DO_LIST }, { "f", AB_DO_WHERE },
	{ "n", AB_DO_NEXT_ARTICLE }, { "next", AB_DO_NEXT_ARTICLE }, { "bn", AB_DO_NEXT_ARTICLE },
	{ "p", AB_DO_PREV_ARTICLE }, { "prev", AB_DO_PREV_ARTICLE }, { "bp", AB_DO_PREV_ARTICLE },
	{ "b", AB_DO_PUT }, { "vs", AB_DO_MORE_PANES }, { "vsp", AB_DO_MORE_PANES },
	{ "noh", AB_DO_CANCEL }, { "nohlsearch", AB_DO_CANCEL }, { "$", AB_DO_END },
	{ "e", AB_DO_RELOAD }, { "e!", AB_DO_RELOAD },
};

/* A name that only one command begins with is as good as the whole. */
static bool
look_up(struct ab_reader *r, ab_str name, enum ab_command *command)
{
	enum ab_command other;

	for (size_t i = 0; i < AB_LEN(names_of_vi); i++)
		if (ab_str_eq(ab_str_c(names_of_vi[i].name), name)) {
			*command = names_of_vi[i].command;
			return true;
		}
	if (name.len == 0 || !ab_command_named(name, 0, command)) {
		ab_warn(r, "no command is named %.*s; h shows them all", (int)name.len, name.ptr);
		return false;
	}
	if (!ab_str_eq(ab_str_c(ab_command_row(*command)->name), name)
	    && ab_command_named(name, 1, &other)) {
		ab_warn(r, "%.*s: %s or %s?", (int)name.len, name.ptr,
		    ab_command_row(*command)->name, ab_command_row(other)->name);
		return false;
	}
	return true;
}

static void
answer(struct ab_reader *r, ab_str text)
{
	enum ab_command command;

	text = ab_str_trim(text);
	if (text.len == 0 || go_to_number(r, text))
		return;
	const char *blank = memchr(text.ptr, ' ', text.len);
	ab_str name = { text.ptr, blank ? (size_t)(blank - text.ptr) : text.len };
	ab_str rest = ab_str_trim(ab_str_skip(text, name.len));
	if (!look_up(r, name, &command))
		return;
	ab_str waited = rest;
	ab_reader_run(r, command, number(&rest));
	if (r->waiting && waited.len == 1) /* "mark a", "put 3" */
		ab_reader_key(r, waited);
}

void
ab_colon_ask(struct ab_reader *r)
{
	static const struct ab_question question = {
		.label = ":", .history = AB_HISTORY_COMMAND, .answer = answer, .complete = complete,
	};

	ab_ask(r, &question, AB_STR(""));
}
