#include "app/dump.h"

#include <stdlib.h>

#include "base/eight.h"
#include "load/pack.h"

bool
ab_dump_is_told(const struct ab_article *a)
{
	return ab_str_trim(ab_article_text(a)).len > 0;
}

void
ab_dump_account(struct ab_dump *d, size_t i, ab_str name, ab_str fault, bool whole, bool told)
{
	struct ab_arena arena = { 0 };

	if (fault.len)
		d->say(ab_heap_where(ab_bundle_heap(d->bundle), i, name, &arena), fault);
	ab_arena_free(&arena);
	d->partly += !whole;
	d->told += told;
}

struct ab_article *
ab_dump_next(struct ab_dump *d, struct ab_article *last, size_t i)
{
	if (last)
		ab_bundle_let_go(d->bundle, last);
	if (i >= ab_bundle_count(d->bundle))
		return NULL;
	struct ab_article *a = ab_bundle_hold(d->bundle, i);
	ab_dump_account(d, i, ab_article_name(a), ab_article_fault(a), ab_article_whole(a),
	    ab_dump_is_told(a));
	return a;
}

/* ---- text ---- */

/* What is written so far, as text: never two empty lines in a row, none at the start. */
struct writer { char *at; size_t len; };

/* How many of the first eight bytes are plain ASCII? */
static size_t
plain_bytes(ab_str rest, ab_str text)
{
	uint64_t x = ab_eight_of(rest, text);

	return ab_eight_first((ab_eight_between(x, ' ', '~') | ab_eight_between(x, '\t', '\t'))
	    ^ AB_EIGHT(0x80));
}

/* Most of any text is plain ASCII: it is copied by runs, the rest a character at a time. */
static void
put_visible(struct writer *w, ab_str s)
{
	const ab_str all = s;

	while (s.len) {
		size_t len = 0, n = 8;
		for (; len < s.len && n == 8; len += n)
			n = plain_bytes(ab_str_skip(s, len), all);
		memcpy(w->at + w->len, s.ptr, len);
		w->len += len;
		s = ab_str_skip(s, len);
		bool keep = !ab_is_control(ab_code_point(s, &n));
		if (n == 0)
			return;
		memcpy(w->at + w->len, keep ? s.ptr : "\xef\xbf\xbd", keep ? n : 3);
		w->len += keep ? n : 3;
		s = ab_str_skip(s, n);
	}
}

static void
put_line(struct writer *w, ab_str text, const struct ab_lines *lines, size_t i,
    size_t *hidden, bool all)
{
	struct ab_line line = lines->at[i];
	size_t start = w->len, at = line.at.start;

	for (; *hidden < lines->hidden_count && lines->hidden[*hidden].at.start < line.at.end;
	    ++*hidden) {
		if (all)
			continue;
		put_visible(w, ab_slice(text, (ab_span){ at, lines->hidden[*hidden].at.start }));
		at = lines->hidden[*hidden].at.end;
	}
	ab_span rest = { at, line.at.end };
	if (rest.end > rest.start && text.ptr[rest.end - 1] == '\r')
		rest.end--;
	put_visible(w, ab_slice(text, rest));
	bool empty = ab_str_trim((ab_str){ w->at + start, w->len - start }).len == 0;
	if (empty) {
		bool first = start == 0, second = start > 1 && w->at[start - 2] == '\n';
		w->len = start;
		if (first || second || (line.kind != AB_KIND_BLANK && !all))
			return;
	}
	w->at[w->len++] = '\n';
}

/* Every byte becomes at most three (a control character that becomes a mark), and each line gets a
 * newline. To be freed. */
static ab_str
cleaned(struct ab_article *a, bool all)
{
	ab_str text = ab_article_text(a);
	const struct ab_lines *lines = ab_article_lines(a);
	struct writer w = { ab_xrealloc(NULL, text.len + 1, 4), 0 };
	size_t hidden = 0;

	for (size_t i = 0; i < lines->count; i++)
		put_line(&w, text, lines, i, &hidden, all);
	while (w.len > 1 && w.at[w.len - 1] == '\n' && w.at[w.len - 2] == '\n')
		w.len--;
	return (ab_str){ w.at, w.len };
}

static bool
tell_text(struct ab_dump *d, struct ab_article *a, size_t i)
{
	ab_str text = cleaned(a, d->show_chrome);
	bool ok;

	(void)i;
	if (ab_bundle_count(d->bundle) > 1)
		ok = ab_pack_article(d->out, ab_article_name(a), text);
	else
		ok = text.len == 0 || fwrite(text.ptr, 1, text.len, d->out) == text.len;
	free((char *)text.ptr);
	return ok;
}

bool
ab_dump_text(struct ab_dump *d)
{
	return (ab_bundle_count(d->bundle) < 2 || ab_pack_begin(d->out))
	    && ab_dump_each(d, tell_text);
}

/* ---- list ---- */

static void
field(struct ab_dump *d, struct ab_arena *arena, ab_str s)
{
	ab_str shown = ab_visible(arena, s);

	fprintf(d->out, "\t%.*s", (int)(shown.len ? shown.len : 1), shown.len ? shown.ptr : "-");
}

static bool
tell_line(struct ab_dump *d, struct ab_article *a, size_t i)
{
	struct ab_arena arena = { 0 };

	fprintf(d->out, "%zu", i + 1);
	field(d, &arena, ab_article_name(a));
	field(d, &arena, ab_article_published(a));
	fprintf(d->out, "\t%zu\t%zu", ab_article_words(a), ab_article_lines(a)->chrome_lines);
	field(d, &arena, ab_article_title(a));
	ab_arena_free(&arena);
	return putc('\n', d->out) != EOF;
}

bool
ab_dump_list(struct ab_dump *d)
{
	return ab_dump_each(d, tell_line);
}
