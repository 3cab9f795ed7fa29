#include "load/seams.h"

/* Bytes of the source after which what has come of the first article is shown. */
enum { PATIENCE = 4 << 20 };

/* ---- entries ---- */

static void
take_back(struct ab_seams *s)
{
	ab_index_rewind(s->index);
	s->so_far = false;
}

static void
add(struct ab_seams *s, uint64_t at, uint64_t end, uint32_t flags)
{
	if (s->so_far)
		take_back(s);
	ab_index_add(s->index, at, end, flags | (s->scan->sep == '\r' ? AB_SEAM_CR : 0), 0);
}

/* Text outside articles ends here. */
static void
end_loose(struct ab_seams *s, uint64_t end)
{
	if (s->loose_text)
		add(s, s->loose, end, AB_SEAM_LOOSE | (s->loose_head ? AB_SEAM_HEAD : 0));
	s->loose_text = false;
}

static void
end_article(struct ab_seams *s, uint64_t end, uint32_t flags)
{
	add(s, s->marks.at[s->open].at, end, AB_SEAM_HEAD | flags);
	s->open = AB_NO_MARK;
}

/* ---- where one closes ---- */

/* The line before this offset ends one byte above it. */
static uint64_t
above(uint64_t at)
{
	return at ? at - 1 : 0;
}

/* Will the article that we are in be closed by its name, at mark i or below? */
static bool
closes_below(struct ab_seams *s, uint64_t name, size_t i)
{
	if (s->marks.complete)
		return ab_marks_last_named(&s->marks, name) >= (ptrdiff_t)i;
	s->guessed = true;
	return s->by_name;
}

/* Is what follows mark i, but for blank lines, an opening, another bare END, or nothing? */
static bool
ends_before(const struct ab_seams *s, size_t i)
{
	if (i + 1 == s->marks.count)
		return !s->scan->text;
	const struct ab_mark *next = &s->marks.at[i + 1];
	return !next->text && (next->opens || !next->name);
}

/* Does mark i, a close, close the article that we are in? */
static bool
closes(struct ab_seams *s, size_t i)
{
	uint64_t name = s->marks.at[i].name, open = s->marks.at[s->open].name;

	return name == open || (!name && ends_before(s, i) && !closes_below(s, open, i));
}

/* ---- cutting ---- */

static void
cut_outside(struct ab_seams *s, size_t i)
{
	const struct ab_mark *m = &s->marks.at[i];

	s->loose_text |= m->text;
	if (m->opens && (ptrdiff_t)i >= s->marks.first) {
		end_loose(s, above(m->at));
		s->open = (ptrdiff_t)i;
	} else if (m->opens || !m->bare) {
		s->loose_text = true; /* a line like any other */
	}
}

static void
cut_inside(struct ab_seams *s, size_t i)
{
	const struct ab_mark *m = &s->marks.at[i], *open = &s->marks.at[s->open];

	if (m->decoration != open->decoration)
		return;
	if (m->opens) {
		if (m->fileish && !closes_below(s, open->name, i)) {
			end_article(s, above(m->at), AB_SEAM_NO_END);
			s->open = (ptrdiff_t)i;
		}
		return;
	}
	if (!closes(s, i))
		return;
	s->by_name = m->name == open->name;
	end_article(s, above(m->at), 0);
	s->loose = m->at;
	s->loose_head = true;
}

/* Cuts at all marks before number `count`; for a close, what follows has to be known. */
static void
cut(struct ab_seams *s, size_t count)
{
	if (s->marks.first == AB_NO_MARK)
		return;
	for (; s->cut < count; s->cut++)
		if (s->open == AB_NO_MARK)
			cut_outside(s, s->cut);
		else
			cut_inside(s, s->cut);
}

static void
cut_from_the_start(struct ab_seams *s)
{
	take_back(s);
	s->cut = 0;
	s->open = AB_NO_MARK;
	s->loose = s->from;
	s->loose_head = s->loose_text = s->by_name = s->guessed = false;
}

/* ---- what a format asks for ---- */

void
ab_seams_begin(struct ab_seams *s)
{
	ab_marks_empty(&s->marks);
	cut_from_the_start(s);
}

void
ab_seams_free(struct ab_seams *s)
{
	ab_marks_free(&s->marks);
}

void
ab_seams_add(struct ab_seams *s, const struct ab_delimiter *d, uint64_t at)
{
	ab_marks_add(&s->marks, d, at, s->scan->text);
	/* A mark shows what follows those before. */
	cut(s, s->marks.count - (d->kind == AB_DELIMITER_CLOSE));
}

void
ab_seams_so_far(struct ab_seams *s)
{
	uint64_t at = s->from, end = ab_scan_at(s->scan);

	if (!s->index->hurried || s->index->count > 0 || end - at < PATIENCE)
		return;
	if (s->open != AB_NO_MARK) {
		size_t last = s->marks.count - 1;
		const struct ab_mark *open = &s->marks.at[s->open], *m = &s->marks.at[last];
		at = open->at;
		if (!m->opens && m->decoration == open->decoration && closes(s, last))
			end = above(m->at);
	}
	add(s, at, end, AB_SEAM_SO_FAR | (s->open != AB_NO_MARK ? AB_SEAM_HEAD : 0));
	s->so_far = true;
}

/* Does the source end in a line end? */
static bool
ends_in_sep(const struct ab_seams *s)
{
	const struct ab_source *source = s->index->source;
	struct ab_error err;
	char last;

	if (ab_source_read(source, source->size - 1, &last, 1, &err))
		return last == s->scan->sep;
	ab_notice(s->index->store, source->label, "%s", err.text);
	return false;
}

/* What is open at the end of the source is cut off. */
static void
cut_rest(struct ab_seams *s)
{
	uint64_t size = s->index->source->size;

	cut(s, s->marks.count);
	if (s->open != AB_NO_MARK) {
		end_article(s, size - ends_in_sep(s), AB_SEAM_CUT_OFF);
		return;
	}
	s->loose_text |= s->scan->text;
	end_loose(s, size);
}

bool
ab_seams_end(struct ab_seams *s)
{
	ptrdiff_t guess = s->marks.first;

	ab_marks_complete(&s->marks);
	if (s->marks.first == AB_NO_MARK) {
		take_back(s);
		return false;
	}
	if (s->marks.first != guess || (s->guessed && s->marks.named_count))
		cut_from_the_start(s);
	cut_rest(s);
	return true;
}
