#include "app/plain.h"

#include <stdarg.h>
#include <stdlib.h>

#include "app/ascii.h"
#include "base/words.h"
#include "view/layout.h"
#include "view/search.h"

#define PLAIN(id, name, argument, help) DO_##id,
enum command {
#include "app/plain.def"
	COMMAND_COUNT
};
#undef PLAIN

#define PLAIN(id, name, argument, help) { name, argument, help },
static const struct { const char *name, *argument, *help; } commands[] = {
#include "app/plain.def"
};
#undef PLAIN

/* Somebody who reads. */
struct reading {
	const struct ab_plain *plain;
	struct ab_article *article; /* held */
	size_t number;              /* its own */
	size_t line;                /* the passage that was read last, or `none` */
	bool show_chrome;
	struct ab_search *search;   /* NULL: none was asked for */
};

static const size_t none = (size_t)-1;

/* ---- what is said ---- */

/* Nothing that steers a terminal, and only what it can show. */
static void
put(const struct reading *r, ab_str text)
{
	struct ab_arena arena = { 0 };
	ab_str s = ab_visible(&arena, text);
	char two[2];

	if (r->plain->utf8) {
		fwrite(s.ptr, 1, s.len, r->plain->out);
	} else {
		for (size_t n; s.len; s = ab_str_skip(s, n)) {
			int width;
			n = ab_cluster(s, &width);
			if (width > 0) {
				ab_ascii((ab_str){ s.ptr, n }, width, two);
				fwrite(two, 1, (size_t)width, r->plain->out);
			}
		}
	}
	ab_arena_free(&arena);
}

/* One line, in the person's language. */
static void say(const struct reading *r, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
static void
say(const struct reading *r, const char *format, ...)
{
	char line[1000];
	va_list args;

	va_start(args, format);
	vsnprintf(line, sizeof(line), ab_tr(format), args);
	va_end(args);
	put(r, ab_str_c(line));
	putc('\n', r->plain->out);
}

/* ---- articles ---- */

static bool
open_article(struct reading *r, size_t number)
{
	if (!ab_heap_reach(ab_bundle_heap(r->plain->bundle), number))
		return false;
	if (r->article)
		ab_bundle_let_go(r->plain->bundle, r->article);
	r->article = ab_bundle_hold(r->plain->bundle, number);
	r->number = number;
	r->line = none;
	return true;
}

static void
announce(struct reading *r)
{
	struct ab_article *a = r->article;
	ab_str title = ab_article_title(a), name = ab_article_name(a), from = ab_article_outlet(a);
	ab_str date = ab_article_published(a), assumed = ab_article_assumed(a).date,
	    notice = ab_article_notice(a);

	from = from.len ? from : name;
	say(r, "Article %zu of %zu: %.*s", r->number + 1, ab_bundle_count(r->plain->bundle),
	    (int)(title.len ? title.len : name.len), title.len ? title.ptr : name.ptr);
	if (date.len)
		say(r, "From %.*s, published %.*s.", (int)from.len, from.ptr,
		    (int)date.len, date.ptr);
	else if (assumed.len)
		say(r, "From %.*s, probably published %.*s.", (int)from.len, from.ptr,
		    (int)assumed.len, assumed.ptr);
	else
		say(r, "From %.*s, date not stated.", (int)from.len, from.ptr);
	say(r, "Words: %zu. Hidden lines: %zu.", ab_article_words(a),
	    ab_article_lines(a)->chrome_lines);
	if (notice.len)
		say(r, "Beware: %.*s", (int)notice.len, notice.ptr);
}

static enum ab_chrome_mode
mode(const struct reading *r)
{
	return r->show_chrome ? AB_CHROME_SHOWN : AB_CHROME_HIDDEN;
}

/* What is read of a line, in the arena; empty: nothing. */
static ab_str
passage(struct reading *r, struct ab_arena *arena, size_t line)
{
	const struct ab_lines *lines = ab_article_lines(r->article);
	ab_span range = lines->at[line].at, part;
	char *text = ab_alloc(arena, range.end - range.start + 1, 1);
	size_t len = 0;

	if (lines->at[line].kind == AB_KIND_BLANK)
		return AB_STR("");
	for (size_t at = range.start; ab_layout_part(lines, mode(r), range, at, &part);
	    at = part.end) {
		memcpy(text + len, ab_article_text(r->article).ptr + part.start,
		    part.end - part.start);
		len += part.end - part.start;
	}
	return ab_str_trim((ab_str){ text, len });
}

static const char *const kinds[AB_KIND_COUNT] = {
	[AB_KIND_CHROME] = AB_WORD("Hidden"), [AB_KIND_TITLE] = AB_WORD("Title"),
	[AB_KIND_BYLINE] = AB_WORD("Byline"), [AB_KIND_CAPTION] = AB_WORD("Caption"),
};

/* Reads a line; false when there is nothing of it to be read. */
static bool
read_line(struct reading *r, size_t line)
{
	struct ab_arena arena = { 0 };
	const char *kind = kinds[ab_article_lines(r->article)->at[line].kind];
	ab_str text = passage(r, &arena, line);

	if (text.len) {
		r->line = line;
		if (kind) {
			put(r, ab_str_c(ab_tr(kind)));
			fputs(": ", r->plain->out);
		}
		put(r, text);
		putc('\n', r->plain->out);
	}
	ab_arena_free(&arena);
	return text.len > 0;
}

/* The headline was read when the article was announced. */
static bool
is_announced(const struct reading *r, size_t line)
{
	const struct ab_line *l = &ab_article_lines(r->article)->at[line];
	ab_str title = ab_article_title(r->article);

	return r->line == none && l->kind == AB_KIND_TITLE
	    && ab_str_eq(ab_str_trim(ab_slice(ab_article_text(r->article), l->at)), title);
}

/* The next passage, or the one before; false at the end, or the start. */
static bool
step(struct reading *r, bool back)
{
	size_t count = ab_article_lines(r->article)->count;

	if (back) {
		for (size_t line = r->line == none ? 0 : r->line; line-- > 0;)
			if (read_line(r, line))
				return true;
		return false;
	}
	for (size_t line = r->line == none ? 0 : r->line + 1; line < count; line++)
		if (!is_announced(r, line) && read_line(r, line))
			return true;
	return false;
}

/* ---- what is asked ---- */

static bool
within(ab_span at, ab_span line)
{
	return at.start >= line.start && at.end <= line.end;
}

static void
tell_names(struct reading *r, ab_span line)
{
	static const char *const types[AB_ENTITY_COUNT] = {
		AB_WORD("person"), AB_WORD("organisation"), AB_WORD("place"), AB_WORD("other name"),
	};
	const struct ab_names *names = ab_article_names(r->article);
	const struct ab_roster *roster;
	size_t told = 0;
	ab_str text = ab_article_text(r->article);

	ab_bundle_enrol(r->plain->bundle, r->number);
	roster = ab_bundle_roster(r->plain->bundle);
	for (size_t i = 0; i < names->count; i++) {
		struct ab_name name = ab_roster_look(roster, text, names->at[i]);
		ab_str full = ab_roster_name(name.id);
		if (!within(name.at, line))
			continue;
		say(r, "%.*s: %s, %.*s", (int)(name.at.end - name.at.start),
		    text.ptr + name.at.start, ab_tr(types[name.type]), (int)full.len, full.ptr);
		told++;
	}
	if (!told)
		say(r, "No names here.");
}

static void
tell_dates(struct reading *r, ab_span line)
{
	const struct ab_dates *dates = ab_article_dates(r->article);
	size_t told = 0;
	ab_str text = ab_article_text(r->article);

	for (size_t i = 0; i < dates->count; i++) {
		const struct ab_date *d = &dates->at[i];
		if (!within(d->at, line))
			continue;
		say(r, "%.*s: %.*s", (int)(d->at.end - d->at.start), text.ptr + d->at.start,
		    (int)d->value.len, d->value.ptr);
		told++;
	}
	if (!told)
		say(r, "No expressions of time here.");
}

static void
find(struct reading *r, ab_str pattern)
{
	const struct ab_lines *lines = ab_article_lines(r->article);
	struct ab_hits hits = { 0 };
	struct ab_error err;

	if (pattern.len) {
		struct ab_search *search = ab_search_new(pattern, &err);
		if (!search) {
			say(r, "%s", err.text);
			return;
		}
		ab_search_free(r->search);
		r->search = search;
	}
	if (!r->search) {
		say(r, "Nothing to find yet: find PATTERN");
		return;
	}
	while (ab_search_step(r->search, &hits, r->article, mode(r), 1 << 20))
		;
	size_t from = r->line == none ? 0 : lines->at[r->line].at.end,
	    hit = ab_hits_after(&hits, from);
	if (hit < hits.count) {
		size_t line = r->line == none ? 0 : r->line;
		while (lines->at[line].at.end < hits.at[hit].end)
			line++;
		read_line(r, line);
	} else {
		say(r, "Not found from here on.");
	}
	if (hits.costly)
		say(r, "Costly pattern: some may be missing.");
	ab_hits_free(&hits);
}

static void
list(struct reading *r)
{
	struct ab_bundle *b = r->plain->bundle;

	for (size_t i = 0; ab_heap_reach(ab_bundle_heap(b), i); i++) {
		struct ab_article *a = ab_bundle_hold(b, i);
		ab_str title = ab_article_title(a), date = ab_article_published(a),
		    name = ab_article_name(a);
		title = title.len ? title : name;
		say(r, "%zu: %.*s%s%.*s", i + 1, (int)title.len, title.ptr, date.len ? ", " : "",
		    (int)date.len, date.ptr);
		ab_bundle_let_go(b, a);
	}
}

static void
go_to_article(struct reading *r, ab_str argument)
{
	size_t number = r->number + 1;

	if (argument.len) {
		char *end, text[12];
		snprintf(text, sizeof(text), "%.*s", (int)argument.len, argument.ptr);
		number = (size_t)strtoul(text, &end, 10) - 1;
		if (*end)
			number = none;
	}
	if (number != none && open_article(r, number))
		announce(r);
	else
		say(r, "There is no such article. There are %zu.",
		    ab_bundle_count(r->plain->bundle));
}

static void
where(struct reading *r)
{
	size_t count = ab_article_lines(r->article)->count;

	if (r->line == none) {
		announce(r);
		return;
	}
	say(r, "Article %zu of %zu, line %zu of %zu:", r->number + 1,
	    ab_bundle_count(r->plain->bundle), r->line + 1, count);
	read_line(r, r->line);
}

static void
help(struct reading *r)
{
	for (int i = 0; i < COMMAND_COUNT; i++)
		say(r, "%s%s%s: %s", commands[i].name, *commands[i].argument ? " " : "",
		    commands[i].argument, ab_tr(commands[i].help));
}

/* ---- the conversation ---- */

static enum command
look_up(ab_str name)
{
	int c = 0;

	while (c < COMMAND_COUNT && !ab_str_starts(ab_str_c(commands[c].name), name))
		c++;
	return (enum command)c;
}

/* One line that was typed; false: leave. */
static bool
obey(struct reading *r, ab_str typed)
{
	ab_str name = ab_str_trim(typed), argument;
	size_t len = 0;

	while (len < name.len && name.ptr[len] != ' ')
		len++;
	argument = ab_str_trim(ab_str_skip(name, len));
	name.len = len;
	ab_span line = r->line == none ? (ab_span){ 0, 0 }
	    : ab_article_lines(r->article)->at[r->line].at;
	switch (look_up(name)) {
	case DO_NEXT:
		if (!step(r, false))
			say(r,
			    "End of the article. article goes to the next one, help tells more.");
		break;
	case DO_BACK:
		if (!step(r, true))
			say(r, "This is the start of the article.");
		break;
	case DO_REST:
		while (step(r, false))
			;
		break;
	case DO_HIDDEN:
		r->show_chrome = !r->show_chrome;
		say(r, "%s", ab_tr(r->show_chrome ? AB_WORD("Hidden lines are read.")
		    : AB_WORD("Hidden lines are not read.")));
		break;
	case DO_ARTICLE: go_to_article(r, argument); break;
	case DO_NAMES:   tell_names(r, line); break;
	case DO_DATES:   tell_dates(r, line); break;
	case DO_FIND:    find(r, argument); break;
	case DO_LIST:    list(r); break;
	case DO_WHERE:   where(r); break;
	case DO_HELP:    help(r); break;
	case DO_QUIT:    return false;
	default:         say(r, "No such command; help names them."); break;
	}
	return true;
}

static void
converse(struct reading *r)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t len;

	announce(r);
	do {
		fputs(": ", r->plain->out);
		fflush(r->plain->out);
		len = getline(&line, &room, r->plain->in);
	} while (len >= 0 && !ferror(r->plain->out) && obey(r, (ab_str){ line, (size_t)len }));
	free(line);
}

static void
print_all(struct reading *r)
{
	do {
		announce(r);
		while (step(r, false) && !ferror(r->plain->out))
			;
		say(r, "End of the article.");
	} while (!ferror(r->plain->out) && open_article(r, r->number + 1)
	    && putc('\n', r->plain->out) != EOF);
}

bool
ab_plain_run(const struct ab_plain *plain)
{
	struct reading r = { .plain = plain, .show_chrome = plain->show_chrome };

	if (!open_article(&r, plain->first))
		return true;
	while (ab_heap_count(ab_bundle_heap(plain->bundle)) <= AB_ACQUAINT_MAX
	    && ab_heap_step(ab_bundle_heap(plain->bundle), 4 << 20))
		;
	if (plain->in)
		converse(&r);
	else
		print_all(&r);
	ab_bundle_let_go(plain->bundle, r.article);
	ab_search_free(r.search);
	return fflush(plain->out) == 0 && !ferror(plain->out);
}
