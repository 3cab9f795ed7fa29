#include "view/notes.h"

#include <stdlib.h>

static ab_str
cut(ab_str s)
{
	if (s.len <= AB_NOTE_PASSAGE_MAX)
		return s;
	s.len = AB_NOTE_PASSAGE_MAX;
	while (s.len && ((unsigned char)s.ptr[s.len] & 0xC0) == 0x80)
		s.len--;
	return s;
}

void
ab_notes_add(struct ab_notes *notes, struct ab_note note)
{
	if (notes->count == notes->room) {
		notes->room = notes->room ? 2 * notes->room : 16;
		notes->at = ab_xrealloc(notes->at, notes->room, sizeof(*notes->at));
	}
	notes->at[notes->count++] = (struct ab_note){
		.article = ab_copy(&notes->arena, note.article),
		.start = note.start,
		.passage = ab_copy(&notes->arena, cut(note.passage)),
		.text = ab_copy(&notes->arena, note.text),
	};
	notes->changes++;
}

void
ab_notes_remove(struct ab_notes *notes, size_t i)
{
	if (i >= notes->count)
		return;
	notes->count--;
	memmove(&notes->at[i], &notes->at[i + 1], (notes->count - i) * sizeof(*notes->at));
	notes->changes++;
}

bool
ab_note_place(const struct ab_note *note, ab_str text, ab_span *at)
{
	ab_str want = note->passage;

	if (note->start <= text.len && ab_str_starts(ab_str_skip(text, note->start), want)) {
		*at = (ab_span){ note->start, note->start + want.len };
		return true;
	}
	size_t from = note->start > AB_NOTE_NEAR ? note->start - AB_NOTE_NEAR : 0;
	ab_str near = from < text.len ? ab_str_skip(text, from) : AB_STR("");
	if (near.len > 2 * AB_NOTE_NEAR)
		near.len = 2 * AB_NOTE_NEAR;
	const char *found = near.len ? memmem(near.ptr, near.len, want.ptr, want.len) : NULL;
	if (!found)
		return false;
	at->start = (size_t)(found - text.ptr);
	at->end = at->start + want.len;
	return true;
}

bool
ab_notes_each(const struct ab_notes *notes, ab_str article, ab_str text, size_t *i, ab_span *at)
{
	for (; *i < notes->count; ++*i)
		if (ab_str_eq(notes->at[*i].article, article)
		    && ab_note_place(&notes->at[*i], text, at))
			return true;
	return false;
}

void
ab_notes_free(struct ab_notes *notes)
{
	ab_arena_free(&notes->arena);
	free(notes->at);
	*notes = (struct ab_notes){ 0 };
}

/* ---- as lines ---- */

static const struct { char plain, letter; } escapes[] = {
	{ '\t', 't' }, { '\n', 'n' }, { '\\', '\\' },
};

/* The length of s with escapes; written to out, unless that is NULL. */
static size_t
escape(ab_str s, char *out)
{
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++) {
		char letter = 0;
		for (size_t e = 0; e < AB_LEN(escapes); e++)
			if (s.ptr[i] == escapes[e].plain)
				letter = escapes[e].letter;
		if (out && letter)
			out[n] = '\\';
		n += letter != 0;
		if (out)
			out[n] = letter ? letter : s.ptr[i];
		n++;
	}
	return n;
}

static ab_str
escaped(struct ab_arena *arena, ab_str s)
{
	char *out = ab_alloc(arena, escape(s, NULL) + 1, 1);

	return (ab_str){ out, escape(s, out) };
}

/* False where a backslash stands before another letter, or at the end. */
static bool
unescape(struct ab_arena *arena, ab_str s, ab_str *plain)
{
	char *out = ab_alloc(arena, s.len + 1, 1);
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++, n++) {
		out[n] = s.ptr[i];
		if (s.ptr[i] != '\\')
			continue;
		out[n] = 0;
		i++;
		for (size_t e = 0; i < s.len && e < AB_LEN(escapes); e++)
			if (s.ptr[i] == escapes[e].letter)
				out[n] = escapes[e].plain;
		if (!out[n])
			return false;
	}
	*plain = (ab_str){ out, n };
	return true;
}

ab_str
ab_notes_write(const struct ab_notes *notes, struct ab_arena *arena)
{
	struct ab_arena scratch = { 0 };
	AB_LIST(ab_str) lines = { 0 };
	size_t len = 0;

	for (size_t i = 0; i < notes->count; i++) {
		const struct ab_note *note = &notes->at[i];
		ab_str article = escaped(&scratch, note->article),
		    text = escaped(&scratch, note->text);
		ab_str passage = escaped(&scratch, note->passage);
		ab_str line = ab_format(&scratch, "%.*s\t%zu\t%.*s\t%.*s\n", (int)article.len,
		    article.ptr, note->start, (int)passage.len, passage.ptr,
		    (int)text.len, text.ptr);
		AB_PUSH(&scratch, &lines, line);
		len += line.len;
	}
	char *out = ab_alloc(arena, len + 1, 1), *at = out;
	for (size_t i = 0; i < lines.count; at += lines.at[i++].len)
		memcpy(at, lines.at[i].ptr, lines.at[i].len);
	ab_arena_free(&scratch);
	return (ab_str){ out, len };
}

static bool
number(ab_str s, size_t *n)
{
	*n = 0;
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
		*n = 10 * *n + (size_t)(s.ptr[i] - '0');
	}
	return s.len > 0 && s.len < 19;
}

static bool
read_line(struct ab_notes *notes, ab_str line)
{
	enum { ARTICLE, START, PASSAGE, TEXT, FIELDS };
	ab_str field[FIELDS], plain[FIELDS];
	struct ab_arena scratch = { 0 };
	size_t start = 0;
	bool ok = true;

	for (int i = 0; i < FIELDS; i++) {
		const char *tab = line.len ? memchr(line.ptr, '\t', line.len) : NULL;
		ok &= (tab != NULL) == (i + 1 < FIELDS);
		field[i] = (ab_str){ line.ptr, tab ? (size_t)(tab - line.ptr) : line.len };
		line = ab_str_skip(line, field[i].len + (tab != NULL));
		ok &= unescape(&scratch, field[i], &plain[i]);
	}
	ok = ok && number(field[START], &start) && plain[PASSAGE].len > 0;
	if (ok)
		ab_notes_add(notes, (struct ab_note){ plain[ARTICLE], start, plain[PASSAGE],
			plain[TEXT] });
	ab_arena_free(&scratch);
	return ok;
}

bool
ab_notes_read(struct ab_notes *notes, ab_str lines, struct ab_error *err)
{
	size_t bad = 0, count = 0;
	ab_str line;

	while (ab_str_line(&lines, &line)) {
		count++;
		if (line.len && !read_line(notes, line) && !bad)
			bad = count;
	}
	return !bad || ab_fail(err,
	    "line %zu is no note: wants article, offset, passage and text, with tabs between", bad);
}
