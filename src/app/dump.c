#include "app/dump.h"

#include "load/pack.h"

/* Machine code for every pattern takes as long to make as it takes to clean about so many bytes
 * without it. */
enum { WORTH_WARMING = 256 << 10 };

static void
count_bytes(struct ab_dump *d, size_t bytes)
{
	bool before = d->bytes < WORTH_WARMING;

	d->bytes += bytes;
	if (before && d->bytes >= WORTH_WARMING)
		ab_knowledge_warm(d->know);
}

struct ab_article *
ab_dump_next(struct ab_dump *d, struct ab_article *last, size_t i)
{
	if (last)
		ab_bundle_let_go(d->bundle, last);
	if (!ab_heap_reach(ab_bundle_heap(d->bundle), i))
		return NULL;
	struct ab_article *a = ab_bundle_hold(d->bundle, i);
	if (ab_article_fault(a).len)
		d->say(ab_article_name(a), ab_article_fault(a));
	d->partly += !ab_article_whole(a);
	count_bytes(d, ab_article_text(a).len);
	d->told += ab_str_trim(ab_article_text(a)).len > 0;
	return a;
}

/* ---- text ---- */

/* What is written so far, as text: never two empty lines in a row, none at the start. */
struct writer { char *at; size_t len; };

static bool
is_plain(char c)
{
	return (c >= ' ' && c < 0x7F) || c == '\t';
}

/* Most of any text is plain ASCII: it is copied by runs, the rest a character at a time. */
static void
put_visible(struct writer *w, ab_str s)
{
	while (s.len) {
		size_t n = 0;
		while (n < s.len && is_plain(s.ptr[n]))
			n++;
		memcpy(w->at + w->len, s.ptr, n);
		w->len += n;
		s = ab_str_skip(s, n);
		bool keep = !ab_is_control(ab_code_point(s, &n));
		if (n == 0)
			return;
		memcpy(w->at + w->len, keep ? s.ptr : "\xef\xbf\xbd", keep ? n : 3);
		w->len += keep ? n : 3;
		s = ab_str_skip(s, n);
	}
}

static void
put_line(struct writer *w, ab_str text, const struct ab_lines *lines, size_t i, size_t *hidden, bool all)
{
	struct ab_line line = lines->at[i];
	size_t start = w->len, at = line.at.start;

	for (; *hidden < lines->hidden_count && lines->hidden[*hidden].at.start < line.at.end; ++*hidden) {
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
 * newline. */
static ab_str
cleaned(struct ab_arena *arena, struct ab_article *a, bool all)
{
	ab_str text = ab_article_text(a);
	const struct ab_lines *lines = ab_article_lines(a);
	struct writer w = { ab_alloc(arena, text.len * 3 + 2, 1), 0 };
	size_t hidden = 0;

	for (size_t i = 0; i < lines->count; i++)
		put_line(&w, text, lines, i, &hidden, all);
	while (w.len > 1 && w.at[w.len - 1] == '\n' && w.at[w.len - 2] == '\n')
		w.len--;
	return (ab_str){ w.at, w.len };
}

bool
ab_dump_text(struct ab_dump *d)
{
	bool many = ab_heap_reach(ab_bundle_heap(d->bundle), 1), ok = !many || ab_pack_begin(d->out);
	struct ab_article *a = NULL;

	for (size_t i = 0; ok && (a = ab_dump_next(d, a, i)) != NULL; i++) {
		struct ab_arena arena = { 0 };
		ab_str text = cleaned(&arena, a, d->show_chrome);
		if (many)
			ok = ab_pack_article(d->out, ab_article_name(a), text);
		else
			ok = fwrite(text.ptr, 1, text.len, d->out) == text.len;
		ab_arena_free(&arena);
	}
	if (a)
		ab_bundle_let_go(d->bundle, a);
	return ok && fflush(d->out) == 0;
}

/* ---- list ---- */

static void
field(struct ab_dump *d, struct ab_arena *arena, ab_str s)
{
	ab_str shown = ab_visible(arena, s);

	fprintf(d->out, "\t%.*s", (int)(shown.len ? shown.len : 1), shown.len ? shown.ptr : "-");
}

bool
ab_dump_list(struct ab_dump *d)
{
	struct ab_article *a = NULL;
	bool ok = true;

	for (size_t i = 0; ok && (a = ab_dump_next(d, a, i)) != NULL; i++) {
		struct ab_arena arena = { 0 };
		fprintf(d->out, "%zu", i + 1);
		field(d, &arena, ab_article_name(a));
		field(d, &arena, ab_article_published(a));
		fprintf(d->out, "\t%zu\t%zu", ab_article_words(a), ab_article_lines(a)->chrome_lines);
		field(d, &arena, ab_article_title(a));
		ok = putc('\n', d->out) != EOF;
		ab_arena_free(&arena);
	}
	if (a)
		ab_bundle_let_go(d->bundle, a);
	return ok && fflush(d->out) == 0;
}
