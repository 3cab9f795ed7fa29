#include "news/article.h"

#include <stdlib.h>

#include "news/pieces.h"

struct ab_article {
	struct ab_arena arena;
	struct ab_record record;
	const struct ab_knowledge *know;
	const struct ab_familiar *familiar;
	struct ab_article_options options;
	ab_str fault, notice;
	struct ab_lines lines;
	struct ab_pieces pieces; /* of a huge one */
	struct ab_repeats repeats;
	struct ab_names names;
	struct ab_dates dates;
	ab_str published;
	ab_assumed assumed;
	size_t words;
	bool whole;
	bool have_lines, have_repeats, have_names, have_dates, have_published, have_words;
};

static ab_str
damage(struct ab_article *a)
{
	size_t n = a->record.utf8.damaged;

	if (n == 0)
		return ab_str_c("");
	return ab_format(&a->arena, "%zu damaged byte sequence%s shown as \xef\xbf\xbd", n,
	    n == 1 ? "" : "s");
}

struct ab_article *
ab_article_new(struct ab_heap *heap, size_t i, const struct ab_knowledge *know,
    const struct ab_familiar *familiar, const struct ab_article_options *options)
{
	struct ab_article *a = ab_xalloc(1, sizeof(*a));
	struct ab_error err;

	a->know = know;
	a->familiar = familiar;
	a->options = *options;
	bool read = ab_heap_read(heap, i, &a->arena, &a->record, &err);
	a->record.name = ab_copy(&a->arena, a->record.name); /* it outlives what the heap knows */
	a->whole = read && a->record.notice.len == 0;
	a->fault = read ? damage(a) : ab_copy(&a->arena, ab_str_c(err.text));
	a->notice = a->fault;
	if (a->record.notice.len)
		a->notice = ab_format(&a->arena, "%.*s%s%.*s", (int)a->fault.len, a->fault.ptr,
		    a->fault.len ? "; " : "", (int)a->record.notice.len, a->record.notice.ptr);
	return a;
}

void
ab_article_free(struct ab_article *a)
{
	if (!a)
		return;
	ab_arena_free(&a->arena);
	free(a);
}

ab_str
ab_article_name(const struct ab_article *a)
{
	return a->record.name;
}

ab_str
ab_article_text(const struct ab_article *a)
{
	return a->record.text;
}

ab_str
ab_article_notice(const struct ab_article *a)
{
	return a->notice;
}

ab_str
ab_article_outlet(struct ab_article *a)
{
	return a->record.outlet;
}

ab_str
ab_article_url(struct ab_article *a)
{
	return a->record.url;
}

size_t
ab_article_size(const struct ab_article *a)
{
	return sizeof(*a) + a->arena.total;
}

/* --clean=off: what would be hidden is body, and stays in sight. */
static void
keep_all(struct ab_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++)
		if (lines->at[i].kind == AB_KIND_CHROME)
			lines->at[i].kind = AB_KIND_BODY;
	lines->hidden_count = 0;
	lines->chrome_lines = 0;
}

ab_str
ab_article_fault(const struct ab_article *a)
{
	return a->fault;
}

bool
ab_article_whole(const struct ab_article *a)
{
	return a->whole;
}

static bool
is_huge(const struct ab_article *a)
{
	return a->record.text.len > AB_HUGE;
}

static void
clean_piece(struct ab_article *a, size_t offset)
{
	ab_pieces_clean(&a->pieces, offset, &a->lines, &a->arena, a->record.text, a->know,
	    a->familiar);
}

static void
classify(struct ab_article *a)
{
	if (!is_huge(a)) {
		ab_lines_classify(&a->lines, &a->arena, a->record.text, a->know, a->familiar);
	} else {
		a->pieces = ab_pieces_of(&a->arena, a->record.text);
		clean_piece(a, 0);
	}
	/* The date may stand in the chrome: look before it is forgotten what that was. */
	ab_article_published(a);
	for (size_t at = AB_PIECE; is_huge(a) && !a->options.hasty && at <= a->record.text.len;
	    at += AB_PIECE)
		clean_piece(a, at);
	if (a->options.keep_all)
		keep_all(&a->lines);
}

const struct ab_lines *
ab_article_lines(struct ab_article *a)
{
	if (!a->have_lines) {
		a->have_lines = true;
		a->lines = ab_lines_split(&a->arena, a->record.text);
		classify(a);
	}
	return &a->lines;
}

const struct ab_lines *
ab_article_lines_at(struct ab_article *a, size_t offset)
{
	ab_article_lines(a);
	if (a->pieces.left == 0 || a->options.keep_all)
		return &a->lines;
	clean_piece(a, offset);
	return &a->lines;
}

ab_str
ab_article_title(struct ab_article *a)
{
	return a->record.title.len ? a->record.title : ab_article_lines(a)->title;
}

/* A huge article states it in its first piece, if at all. */
static ab_str
stated(struct ab_article *a)
{
	struct ab_lines lines = *ab_article_lines(a);
	ab_str text = a->record.text;

	if (is_huge(a)) {
		lines.count = ab_lines_find(&lines, AB_PIECE);
		text.len = AB_PIECE;
	}
	return ab_lines_published(&lines, &a->arena, text);
}

ab_str
ab_article_published(struct ab_article *a)
{
	if (!a->have_published) {
		a->have_published = true;
		a->published = a->record.published;
		if (a->published.len == 0)
			a->published = stated(a);
		if (a->published.len == 0)
			a->published = ab_url_published(&a->arena, a->record.url);
		if (a->published.len == 0)
			a->published = a->options.published;
	}
	return a->published;
}

/* Is it too long to look for what is in it while somebody waits? */
static bool
is_skimmed(const struct ab_article *a)
{
	return a->options.hasty && is_huge(a);
}

const struct ab_repeats *
ab_article_repeats(struct ab_article *a)
{
	if (!a->have_repeats && !a->options.keep_all && !is_skimmed(a))
		a->repeats = ab_repeats_find(&a->arena, a->record.text, ab_article_lines(a));
	a->have_repeats = true;
	return &a->repeats;
}

const struct ab_names *
ab_article_names(struct ab_article *a)
{
	if (!a->have_names) {
		a->have_names = true;
		if (!is_skimmed(a))
			a->names = ab_names_find(&a->arena, a->record.text,
			    ab_article_lines(a), a->know);
	}
	return &a->names;
}

const struct ab_dates *
ab_article_dates(struct ab_article *a)
{
	if (!a->have_dates) {
		a->have_dates = true;
		ab_str day = ab_article_published(a).len ? a->published : a->assumed.date;
		if (!is_skimmed(a))
			a->dates = ab_dates_find(&a->arena, a->record.text, ab_article_lines(a),
			    day, a->know);
	}
	return &a->dates;
}

ab_assumed
ab_article_assumed(const struct ab_article *a)
{
	return a->assumed;
}

void
ab_article_assume(struct ab_article *a, ab_assumed assumed)
{
	if (ab_article_published(a).len)
		return;
	a->assumed.date = ab_copy(&a->arena, assumed.date);
	a->assumed.from = ab_copy(&a->arena, assumed.from);
	a->have_dates = false;
}

static bool
is_word_byte(uint8_t c)
{
	return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')
	    || (c >= 'a' && c <= 'z');
}

static size_t
count_words(ab_str s)
{
	size_t words = 0;
	bool in = false;

	for (size_t i = 0; i < s.len; i++) {
		bool word = is_word_byte((uint8_t)s.ptr[i]);
		words += word && !in;
		/* an apostrophe or hyphen inside does not end a word */
		if (word || s.ptr[i] == ' ' || s.ptr[i] == '\n' || !strchr("'-.,", s.ptr[i]))
			in = word;
	}
	return words;
}

size_t
ab_article_words(struct ab_article *a)
{
	if (a->have_words)
		return a->words;
	const struct ab_lines *lines = ab_article_lines(a);
	size_t hidden = 0;
	for (size_t i = 0; i < lines->hidden_count; i++)
		hidden += count_words(ab_slice(a->record.text, lines->hidden[i].at));
	a->words = count_words(a->record.text);
	a->words -= hidden < a->words ? hidden : a->words;
	a->have_words = true;
	return a->words;
}
